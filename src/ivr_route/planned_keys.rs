//! The routes that are planned in this run, and the keys that they will hold.
//!
//! Terraform tells a provider neither addresses nor where a walk begins. A route that exists is known by its id, also in the
//! second plan call of its replacement; a new route has nothing of its own. So two new routes are told from one that is
//! planned in two walks by the signs of a new walk: Configure, an apply call, and a validation. Terraform validates each
//! configuration right before it plans it, so a validation that no plan call followed is of a validate walk; only
//! `terraform test` has those on a provider that is configured, and it plans there once more before it applies. The clean-up
//! of a test file has none: Terraform 1.13 plans there, to refresh, what an earlier run made.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use super::IvrRoute;
use super::fingerprint::Fingerprint;
use crate::account::Origin;
use crate::api::MenuId;

/// Finds two routes that are planned for the same key of the same menu, and a route that is planned at two addresses.
///
/// One run long: the provider makes a new one at each Configure.
#[derive(Debug, Default)]
pub(crate) struct PlannedKeys(Mutex<Seen>);

/// An object of the state: its route, and which import or create it comes from.
pub(crate) type Object = (i64, Option<Origin>);

/// A key of a menu.
type Place = (MenuId, String);

/// A route that is planned for a key.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Candidate {
    /// The object that is planned, or that a new route takes the place of; none for any other new route.
    pub(crate) object: Option<Object>,
    /// Whether it is a new route in the place of the object's: Terraform's second plan call of it.
    pub(crate) is_replacement: bool,
    /// Whether the key is configured, and not one that Zendesk chose.
    pub(crate) has_own_key: bool,
    /// What the route does, for a message.
    pub(crate) does: String,
}

/// What a planned route gets in the way of.
#[derive(Debug, PartialEq)]
pub(crate) enum Conflict {
    /// Another route is planned for its key.
    Key(Candidate),
    /// It is planned at another address as well.
    Route,
}

#[derive(Debug, Default)]
struct Seen {
    /// How many calls there were.
    calls: u64,
    /// When the last plan call was.
    planned_at: u64,
    /// The validations that no plan call has followed so far.
    validated: Vec<Validated>,
    claims: HashMap<Place, Claim>,
    /// The keys of routes that this process has written, and not planned since.
    written: HashMap<Place, Claim>,
    written_places: HashMap<i64, Place>,
    /// The objects that this process has written.
    written_objects: HashSet<Object>,
    /// The objects that are planned, by their routes.
    objects: HashMap<i64, Planned>,
}

/// An object that is planned.
#[derive(Debug)]
struct Planned {
    origin: Option<Origin>,
    config: Fingerprint,
    at: u64,
    /// The validation that came with the plan call.
    validated: Option<u64>,
    /// Whether a walk has begun that no validate walk came before: an apply, or the clean-up of a test file.
    is_planned_again: bool,
    /// The key that it is planned for.
    place: Option<Place>,
}

/// A configuration that was validated.
#[derive(Debug)]
struct Validated {
    config: Fingerprint,
    at: u64,
    /// When the last plan call before it was: within one validate walk there is none.
    planned_at: u64,
}

/// A key that a route is planned for.
#[derive(Debug)]
struct Claim {
    candidate: Candidate,
    config: Fingerprint,
    at: u64,
    /// How many resource blocks have this very configuration, as far as a validate walk told.
    blocks: usize,
    /// Whether a second plan call was taken for the same route.
    is_repeated: bool,
}

impl PlannedKeys {
    /// Notes that a configuration is validated.
    pub(crate) fn validate(&self, config: &IvrRoute) {
        let mut seen = self.seen();
        let at = seen.next();
        let planned_at = seen.planned_at;
        seen.validated.push(Validated { config: Fingerprint::of(config), at, planned_at });
    }

    /// Notes that changes are made, so the plan before them is done with.
    pub(crate) fn apply(&self) {
        let mut seen = self.seen();
        seen.validated.clear();
        seen.claims.clear();
        seen.objects.clear();
    }

    /// Notes that a route has been written, and which key it has now.
    pub(crate) fn write(&self, key: Option<(MenuId, &str)>, route: Candidate, config: &IvrRoute) {
        let Some(object @ (route_id, _)) = route.object else { return };
        let mut seen = self.seen();
        seen.written_objects.insert(object);
        seen.forget(route_id);
        let Some(place) = key.map(|(menu, key)| (menu, key.to_owned())) else { return };
        let (at, config) = (seen.calls, Fingerprint::of(config));
        seen.written_places.insert(route_id, place.clone());
        seen.written.insert(place, Claim { candidate: route, config, at, blocks: 0, is_repeated: false });
    }

    /// Notes that a route goes.
    pub(crate) fn forget(&self, route_id: i64) {
        self.seen().forget(route_id);
    }

    /// Notes that a route is planned, and the key that it is planned for, if it is known.
    ///
    /// # Errors
    ///
    /// What is planned already, and can't be planned beside it.
    pub(crate) fn plan(
        &self,
        key: Option<(MenuId, &str)>,
        candidate: Candidate,
        config: &IvrRoute,
    ) -> Result<(), Conflict> {
        let mut seen = self.seen();
        let (at, config) = (seen.next(), Fingerprint::of(config));
        seen.planned_at = at;
        let validated = seen.validation(&candidate, &config);
        let mut is_planned_again = false;
        if let Some((route_id, origin)) = candidate.object {
            if !candidate.is_replacement {
                seen.plan_object(route_id, origin, at, &config, validated)?;
            }
            is_planned_again = seen.release(route_id, &candidate);
            seen.forget(route_id);
        }
        let Some(place) = key.map(|(menu, key)| (menu, key.to_owned())) else { return Ok(()) };
        let is_repeated = match seen.claims.get(&place).or_else(|| seen.written.get(&place)) {
            None => false,
            Some(_) if is_planned_again => false,
            Some(held) if seen.is_of_earlier_walk(held.at, &config, validated) => {
                let since = held.at;
                seen.validated.retain(|earlier| earlier.at > since || !earlier.config.may_be(&config));
                false
            }
            Some(held) if seen.is_repetition(held, &candidate, &config, validated) => true,
            Some(held) => return Err(Conflict::Key(held.candidate.clone())),
        };
        let blocks = seen.blocks(&candidate, &config);
        if let Some(object) = candidate.object.and_then(|(route_id, _)| seen.objects.get_mut(&route_id)) {
            object.place = Some(place.clone());
        }
        seen.written.remove(&place);
        seen.claims.insert(place, Claim { candidate, config, at, blocks, is_repeated });
        Ok(())
    }

    /// Reports whether a route is planned for a key so far.
    pub(super) fn is_claimed(&self, menu: MenuId, key: &str) -> bool {
        self.seen().claims.contains_key(&(menu, key.to_owned()))
    }

    /// Reports whether a route has been written.
    pub(super) fn has_written(&self, route_id: i64) -> bool {
        self.seen().written_objects.iter().any(|(written, _)| *written == route_id)
    }

    /// Returns the menu and the key that a route is planned for, or was written with.
    pub(super) fn place(&self, route_id: i64) -> Option<Place> {
        let seen = self.seen();
        let planned = seen.objects.get(&route_id).and_then(|planned| planned.place.clone());
        planned.or_else(|| seen.written_places.get(&route_id).cloned())
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seen {
    fn next(&mut self) -> u64 {
        self.calls += 1;
        self.calls
    }

    /// Drops what is known of a written route's key.
    fn forget(&mut self, route_id: i64) {
        if let Some(place) = self.written_places.remove(&route_id)
            && self
                .written
                .get(&place)
                .is_some_and(|claim| claim.candidate.object.is_some_and(|(id, _)| id == route_id))
        {
            self.written.remove(&place);
        }
    }

    /// Returns the validation that came with a plan call, or with the first one of a replacement.
    fn validation(&mut self, candidate: &Candidate, config: &Fingerprint) -> Option<u64> {
        let first = candidate.object.filter(|_| candidate.is_replacement);
        let first = first.and_then(|(route_id, _)| self.objects.get(&route_id)?.validated);
        first.or_else(|| self.take_validation(config))
    }

    /// Takes the last validation of the same configuration.
    fn take_validation(&mut self, config: &Fingerprint) -> Option<u64> {
        let index = self.validated.iter().rposition(|validated| validated.config == *config)?;
        Some(self.validated.remove(index).at)
    }

    /// Notes that an object is planned; without an origin, a second plan call is of another one.
    fn plan_object(
        &mut self,
        route_id: i64,
        origin: Option<Origin>,
        at: u64,
        config: &Fingerprint,
        validated: Option<u64>,
    ) -> Result<(), Conflict> {
        let config = config.clone();
        let mut planned = Planned { origin, config, at, validated, is_planned_again: false, place: None };
        if let Some(earlier) = self.objects.get(&route_id) {
            let is_same = origin.is_some() && earlier.origin == origin;
            let is_cleaned_up = !is_same && self.is_cleaned_up((route_id, origin), &planned.config, earlier);
            if !is_same && !is_cleaned_up && !self.is_of_earlier_walk(earlier.at, &planned.config, validated)
            {
                return Err(Conflict::Route);
            }
            planned.is_planned_again =
                is_cleaned_up || is_same && !self.has_validated(earlier.at, &planned.config);
            planned.place.clone_from(&earlier.place);
        }
        self.objects.insert(route_id, planned);
        Ok(())
    }

    /// Reports whether an object is planned for the clean-up of a test file, and not in the walk of the other object of its
    /// route: it is in no walk before one that wrote it, and that other walk has validated no block that could be its own.
    fn is_cleaned_up(&self, object: Object, config: &Fingerprint, other: &Planned) -> bool {
        let before = self.validated.iter().filter(|walk| walk.at < other.at);
        let walk = before.filter(|walk| walk.config.may_be(&other.config)).map(|walk| walk.planned_at).max();
        let Some(walk) = walk.filter(|_| self.written_objects.contains(&object)) else { return false };
        let validated = self.validated.iter().filter(|block| block.planned_at >= walk);
        let planned = self.objects.values().filter(|planned| planned.at > walk);
        validated.filter(|block| block.config.may_be(config)).count()
            <= planned.filter(|planned| planned.config == *config).count()
    }

    /// Drops the key that an object was planned for: by its plan call before, or in another walk. Returns whether it is
    /// planned again without a validate walk.
    fn release(&mut self, route_id: i64, candidate: &Candidate) -> bool {
        let Some(object) = self.objects.get_mut(&route_id) else { return false };
        if let Some(place) = object.place.take()
            && self.claims.get(&place).is_some_and(|claim| claim.candidate.object == candidate.object)
        {
            self.claims.remove(&place);
        }
        object.is_planned_again
    }

    /// Reports whether a validate walk has begun since something was planned.
    fn is_of_earlier_walk(&self, planned_at: u64, config: &Fingerprint, validated: Option<u64>) -> bool {
        validated.is_some_and(|at| at > planned_at) && self.has_validated(planned_at, config)
    }

    /// Reports whether the configuration may have been validated since then without being planned.
    fn has_validated(&self, since: u64, config: &Fingerprint) -> bool {
        self.validated.iter().any(|other| other.at > since && other.config.may_be(config))
    }

    /// Reports whether a plan call may be the one that Terraform makes of the same new route while it applies.
    fn is_repetition(
        &self,
        held: &Claim,
        candidate: &Candidate,
        config: &Fingerprint,
        validated: Option<u64>,
    ) -> bool {
        let is_same = held.candidate.object.is_none() && candidate.object.is_none() && held.config == *config;
        is_same
            && self.has_validated(0, config)
            && !held.is_repeated
            && held.blocks < 2
            && validated.is_some_and(|at| at > held.at)
    }

    /// Counts the blocks of the last validate walk that have the configuration of a new route, if it is wholly known.
    fn blocks(&self, candidate: &Candidate, config: &Fingerprint) -> usize {
        if candidate.object.is_some() || !config.is_known() {
            return 0;
        }
        let same = || self.validated.iter().rev().filter(|other| other.config == *config);
        let last = same().next().map(|last| last.planned_at);
        same().filter(|other| Some(other.planned_at) == last).count()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Candidate, Conflict, IvrRoute, Object, PlannedKeys};
    use crate::api::MenuId;
    use crate::ivr_route::tests::route;

    const MENU: MenuId = MenuId { ivr_id: 1, menu_id: 2 };

    fn config(action: &str) -> IvrRoute {
        route(json!({"keypress": "1", "action": action}))
    }

    /// A configuration of which only the key is known.
    fn unknown() -> IvrRoute {
        IvrRoute { menu_id: tf_provider::value::Value::Unknown, ..config("group") }
    }

    /// Plans a route for key 1; the error is what the other route does.
    fn plan(keys: &PlannedKeys, object: Option<Object>, action: &str) -> Result<(), String> {
        let candidate = Candidate { object, is_replacement: false, has_own_key: true, does: action.into() };
        keys.plan(Some((MENU, "1")), candidate, &config(action)).map_err(told)
    }

    /// What the other route does, or that the route itself is planned at another address.
    fn told(conflict: Conflict) -> String {
        match conflict {
            Conflict::Key(other) => other.does,
            Conflict::Route => "itself".to_owned(),
        }
    }

    /// Validates and plans a new route, as Terraform does in a plan and once more while it applies.
    fn walk(keys: &PlannedKeys, action: &str) -> Result<(), String> {
        keys.validate(&config(action));
        plan(keys, None, action)
    }

    const OTHER: Result<(), &str> = Err("group");

    fn expect_other(planned: Result<(), String>) {
        assert_eq!(planned.as_ref().copied().map_err(String::as_str), OTHER);
    }

    #[test]
    fn a_key_has_one_new_route_however_the_calls_are_mixed() {
        for second in ["group", "menu"] {
            let keys = PlannedKeys::default();
            walk(&keys, "group").unwrap();
            expect_other(walk(&keys, second));

            let keys = PlannedKeys::default();
            keys.validate(&config("group"));
            keys.validate(&config(second));
            plan(&keys, None, "group").unwrap();
            expect_other(plan(&keys, None, second));
        }
        // Another one's validation makes no new walk of it.
        let keys = PlannedKeys::default();
        walk(&keys, "group").unwrap();
        keys.validate(&route(json!({"keypress": "2", "action": "group"})));
        expect_other(walk(&keys, "group"));
        // Three equal ones: at least one is refused.
        let keys = PlannedKeys::default();
        walk(&keys, "group").unwrap();
        keys.validate(&config("group"));
        keys.validate(&config("group"));
        let planned = [plan(&keys, None, "group"), plan(&keys, None, "group")];
        assert!(planned.iter().any(Result::is_err));
    }

    #[test]
    fn a_plan_call_that_is_repeated_without_a_sign_is_another_route() {
        let keys = PlannedKeys::default();
        plan(&keys, None, "group").unwrap();
        expect_other(plan(&keys, None, "group"));
    }

    #[test]
    fn a_test_file_plans_a_route_in_each_run_and_once_more_to_apply_it() {
        for validated in [config("group"), unknown()] {
            let keys = PlannedKeys::default();
            for _plan_only in 0..3 {
                keys.validate(&validated);
                walk(&keys, "group").unwrap();
            }
            keys.validate(&validated);
            walk(&keys, "group").unwrap();
            walk(&keys, "group").unwrap();
            keys.apply();
            keys.validate(&validated);
            plan(&keys, Some((8, Some(1))), "group").unwrap();
            plan(&keys, Some((8, Some(1))), "group").unwrap();
        }
    }

    #[test]
    fn a_test_file_has_no_two_routes_for_one_key() {
        // Two blocks.
        let keys = PlannedKeys::default();
        keys.validate(&config("group"));
        keys.validate(&config("group"));
        walk(&keys, "group").unwrap();
        expect_other(walk(&keys, "group"));
        // Instances of one block, planned side by side; one after the other, the third call at the latest is refused.
        let keys = PlannedKeys::default();
        (0..3).for_each(|_| keys.validate(&config("group")));
        plan(&keys, None, "group").unwrap();
        expect_other(plan(&keys, None, "group"));
        let keys = PlannedKeys::default();
        keys.validate(&config("group"));
        walk(&keys, "group").unwrap();
        walk(&keys, "group").unwrap();
        expect_other(walk(&keys, "group"));
        // Different ones.
        let keys = PlannedKeys::default();
        keys.validate(&config("group"));
        keys.validate(&config("menu"));
        walk(&keys, "group").unwrap();
        expect_other(walk(&keys, "menu"));
    }

    #[test]
    fn a_route_and_its_replacement_share_a_key_and_no_other_route_does() {
        let object = Some((7, Some(1)));
        let keys = PlannedKeys::default();
        plan(&keys, object, "group").unwrap();
        plan(&keys, object, "menu").unwrap();
        assert_eq!(plan(&keys, None, "menu"), Err("menu".into()));
        assert_eq!(plan(&keys, Some((8, Some(2))), "menu"), Err("menu".into()));
    }

    #[test]
    fn a_route_is_planned_at_one_address() {
        let objects = [(Some(1), Some(2)), (None, Some(2)), (Some(1), None), (None, None)];
        for (one, other) in objects {
            let keys = PlannedKeys::default();
            keys.validate(&config("group"));
            keys.validate(&config("menu"));
            plan(&keys, Some((7, one)), "group").unwrap();
            assert_eq!(plan(&keys, Some((7, other)), "menu"), Err("itself".into()));
            keys.apply();
            plan(&keys, Some((7, other)), "menu").unwrap();
        }
        // A test file imports it anew in each run that is planned only.
        let keys = PlannedKeys::default();
        for origin in 1..4 {
            keys.validate(&config("group"));
            keys.validate(&config("group"));
            plan(&keys, Some((7, Some(origin))), "group").unwrap();
        }
    }

    #[test]
    fn the_clean_up_of_a_test_file_plans_a_route_that_another_run_imports() {
        for (imports, is_told) in [("menu", false), ("group", false), ("menu", true), ("group", true)] {
            let keys = PlannedKeys::default();
            keys.validate(&config("group"));
            walk(&keys, "group").unwrap();
            keys.apply();
            keys.write(Some((MENU, "1")), written(7), &config("group"));
            keys.validate(&config(imports));
            // With the block of the route itself in the same walk, it is at two addresses.
            if is_told {
                keys.validate(&config("group"));
            }
            keys.validate(&config(imports));
            plan(&keys, Some((7, Some(2))), imports).unwrap();
            keys.validate(&config("group"));
            let cleaned_up = plan(&keys, Some((7, Some(1))), "group");
            assert_eq!(cleaned_up.is_err(), is_told, "{imports}: {cleaned_up:?}");
        }
        // Nor is a route cleaned up that no run has made.
        let keys = PlannedKeys::default();
        keys.validate(&config("menu"));
        keys.validate(&config("menu"));
        plan(&keys, Some((7, Some(2))), "menu").unwrap();
        keys.validate(&config("group"));
        assert_eq!(plan(&keys, Some((7, Some(1))), "group"), Err("itself".into()));
    }

    fn written(id: i64) -> Candidate {
        let object = Some((id, Some(1)));
        Candidate { object, is_replacement: false, has_own_key: true, does: "written".into() }
    }

    #[test]
    fn a_key_that_is_known_at_apply_alone_has_one_route() {
        let keys = PlannedKeys::default();
        walk(&keys, "group").unwrap();
        keys.apply();
        keys.write(Some((MENU, "1")), written(7), &config("group"));
        assert_eq!(walk(&keys, "group"), Err("written".into()));
        // It may be planned again, move, and go.
        plan(&keys, Some((7, Some(1))), "group").unwrap();
        keys.apply();
        keys.write(Some((MENU, "2")), written(7), &config("group"));
        walk(&keys, "group").unwrap();
        keys.apply();
        keys.write(Some((MENU, "1")), written(7), &config("group"));
        keys.forget(7);
        walk(&keys, "group").unwrap();
    }

    #[test]
    fn routes_may_exchange_keys() {
        let keys = PlannedKeys::default();
        let on = |key, id| {
            let candidate = Candidate {
                object: Some((id, Some(1))),
                is_replacement: false,
                has_own_key: true,
                does: id.to_string(),
            };
            keys.plan(Some((MENU, key)), candidate, &config("group")).map_err(told)
        };
        on("2", 7).unwrap();
        on("1", 8).unwrap();
        assert_eq!(on("1", 9), Err("8".into()));
        // In another walk, such as that of the clean-up of a test file.
        on("1", 8).unwrap();
        on("2", 7).unwrap();
    }

    #[test]
    fn a_route_without_a_known_key_claims_none() {
        let keys = PlannedKeys::default();
        for _ in 0..2 {
            let candidate =
                Candidate { object: None, is_replacement: false, has_own_key: false, does: String::new() };
            keys.plan(None, candidate, &config("group")).unwrap();
        }
        plan(&keys, None, "group").unwrap();
    }
}
