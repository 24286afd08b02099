//! Plans that other routes of the run have a say in: keys that two routes would hold.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::IvrRouteResource;
use super::guarding::addresses;
use super::planned_keys::{Candidate, Conflict, PlannedKeys};
use super::replacement::Replacements;
use super::validate::{check_options, check_planned_ids};
use super::{IvrRoute, ManagedRoutes, Private, from_response};
use crate::account::{DESTROY_ALL_THE_SAME, Run, check_plan, ending_destroy};
use crate::api::{self, MenuId, RouteId};
use crate::plain_text::short_line;
use crate::plugin::diagnostic;

impl IvrRouteResource {
    /// Notes that a configuration is validated; before Configure it tells nothing of a plan.
    pub(super) fn note_validation(&self, config: &IvrRoute) {
        let run = self.session.run();
        if run.is_configured() {
            run.memory::<PlannedKeys>().validate(config);
        }
    }

    /// Notes a planned route and its key, if there is one; a second route for the key, and a second address of the route,
    /// get an error.
    pub(super) fn claim_key(
        &self,
        diags: &mut Diagnostics,
        key: Option<(MenuId, &str)>,
        own: Candidate,
        config: &IvrRoute,
    ) -> Option<()> {
        let planned_keys = self.session.run().memory::<PlannedKeys>();
        let Err(conflict) = planned_keys.plan(key, own.clone(), config) else { return Some(()) };
        match (conflict, key, own.object) {
            (Conflict::Key(other), Some((menu, key)), _) => diags.add_error(twice(menu, key, &own, &other)),
            (Conflict::Route, _, Some((route_id, _))) => {
                diags.add_error(addresses().at_two_addresses(route_id))
            }
            // There is no conflict without what it is about.
            _ => {}
        }
        None
    }
}

/// Notes a route that was written, and its key: a key that was unknown at plan may be another route's at apply.
pub(super) fn note_written(
    run: &Run,
    config: &IvrRoute,
    RouteId { menu, route_id }: RouteId,
    route: &api::IvrRoute,
    private: &Private,
) {
    run.memory::<ManagedRoutes>().note(route_id);
    if let Some(key) = route.keypress.as_deref() {
        run.memory::<Replacements>().complete(menu, key);
    }
    let state = from_response(menu, route);
    let object = Some((route_id, private.origin));
    let candidate = Candidate { object, ..Candidate::of_object(&state, config, private) };
    let key = route.keypress.as_deref().map(|key| (menu, key));
    run.memory::<PlannedKeys>().write(key, candidate, config);
}

/// Checks an action and its options once more where a plan changes them: `ignore_changes` pairs values that were never
/// validated together.
pub(super) fn check_pair(diags: &mut Diagnostics, prior: &IvrRoute, planned: &IvrRoute) -> Option<()> {
    if (&prior.action, &prior.options) == (&planned.action, &planned.options) {
        return Some(());
    }
    let mut found = Diagnostics::default();
    check_options(&mut found, &planned.action, &planned.options);
    let is_sound = found.errors.is_empty();
    let paired =
        |error: Diagnostic| Diagnostic { detail: format!("{} {PAIRED}", error.detail).into(), ..error };
    diags.errors.extend(found.errors.into_iter().map(paired).map(ending_destroy));
    is_sound.then_some(())
}

/// Checks the ids that a plan is made of, once more than a validation does.
pub(super) fn check_ids(diags: &mut Diagnostics, config: &IvrRoute) -> Option<()> {
    check_plan(diags, |found| check_planned_ids(found, config))
}

/// How a plan comes to pair an action with options of another one.
const PAIRED: &str = "The configuration alone may be right: with ignore_changes, Terraform takes the ignored value from the \
    state. Ignore action and options both, or neither of them.";

/// Makes the error of two routes for one key.
fn twice(MenuId { ivr_id, menu_id }: MenuId, key: &str, own: &Candidate, other: &Candidate) -> Diagnostic {
    let what_to_do = if own.has_own_key && other.has_own_key {
        "Give one of them another key."
    } else {
        "One of them has no keypress in the configuration, so Zendesk chose its key: set keypress there."
    };
    let detail = format!(
        "Key {key} of menu {menu_id} (IVR {ivr_id}) can have one route only, but this configuration plans two for it: {}, \
         and {}. {what_to_do} {DESTROY_ALL_THE_SAME}",
        own.described("this one"),
        other.described("another one"),
    );
    diagnostic("Key planned twice", detail, AttributePath::new("keypress"))
}

impl Candidate {
    /// Makes the candidate of an object that stays, or is planned as a change before it is replaced.
    pub(super) fn of_object(planned: &IvrRoute, config: &IvrRoute, private: &Private) -> Self {
        Self {
            object: private.planned_for.map(|route_id| (route_id, private.origin)),
            is_replacement: false,
            has_own_key: !config.keypress.is_null(),
            does: does(planned),
        }
    }

    /// Makes the candidate of a new route; `private` is what the plan of the route in whose place it is said, if any.
    pub(super) fn of_new(planned: &IvrRoute, config: &IvrRoute, private: &Private) -> Self {
        let is_replacement = private.planned_for.is_some();
        Self { is_replacement, ..Self::of_object(planned, config, private) }
    }

    fn described(&self, which: &str) -> String {
        match self.object {
            Some((route_id, _)) if self.is_replacement => {
                format!("{which} (in the place of route {route_id}, {})", self.does)
            }
            Some((route_id, _)) => format!("{which} (route {route_id}, {})", self.does),
            None => format!("{which} (a new route, {})", self.does),
        }
    }
}

/// The length at which a message cuts an action, in characters.
const MAX_ACTION_CHARS: usize = 80;

/// Says what a route does, as far as the plan knows; what it does it with may be sensitive.
fn does(planned: &IvrRoute) -> String {
    match &planned.action {
        Value::Value(action) => format!("action {}", short_line(action, MAX_ACTION_CHARS)),
        Value::Null => "no action".to_owned(),
        Value::Unknown => "action not known yet".to_owned(),
    }
}
