//! Whole phone menus: IVRs with numbers, their menus and routes, each referring to the others.
//!
//! After each apply, whatever ended it: what Terraform made is in the state, or its error says that it may exist. At the end of
//! a round the state equals the service, and what nobody of Terraform made is as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::time::Instant;

use fastrand::Rng;
use serde_json::{Value, json};

use super::names::{self, GREETINGS, GROUPS, NUMBERS, Names};
use super::stops::Stop;
use crate::fake::state::Ivr;
use crate::fake::{Account, Chaos, Delete, Fake, Put, TakenNumber};
use crate::harness::{Acceptance, Output};

/// How often a round applies before it fails.
const APPLIES: usize = 8;

/// Names are few, so that they repeat.
const NAMES: [&str; 4] = ["Support", "Sales", "Billing", "Main menu"];

const KEYS: [&str; 4] = ["0", "1", "#", "default"];

/// An IVR of the configuration.
#[derive(Clone, Debug, PartialEq)]
struct WantedIvr {
    name: &'static str,
    numbers: Option<BTreeSet<i64>>,
    default_menu: Option<(&'static str, usize)>,
}

/// A menu of the configuration.
#[derive(Clone, Debug, PartialEq)]
struct WantedMenu {
    ivr: u8,
    name: &'static str,
    greeting: Option<usize>,
}

/// A route of the configuration.
#[derive(Clone, Debug, PartialEq)]
struct WantedRoute {
    ivr: u8,
    /// None for the default menu.
    menu: Option<u8>,
    key: &'static str,
    /// The menu that it leads to; none for the group.
    to: Option<u8>,
    group: usize,
}

/// A configuration: each object by the number in its label.
#[derive(Clone, Debug, Default, PartialEq)]
struct Config {
    ivrs: BTreeMap<u8, WantedIvr>,
    menus: BTreeMap<u8, WantedMenu>,
    routes: BTreeMap<u8, WantedRoute>,
}

impl Config {
    /// Changes something, maybe nothing.
    fn change(&mut self, random: &mut Rng) {
        if self.ivrs.len() < 3 && random.u8(..3) > 0 {
            let ivr = WantedIvr { name: NAMES[random.usize(..4)], numbers: None, default_menu: None };
            self.ivrs.insert(random.u8(..9), ivr);
        }
        let ivrs: Vec<_> = self.ivrs.keys().copied().collect();
        for label in &ivrs {
            self.change_ivr(random, *label);
        }
        for _ in 0..random.usize(..3) {
            if let Some(ivr) = random.choice(self.ivrs.keys().copied().collect::<Vec<_>>()) {
                let greeting = random.bool().then(|| random.usize(..GREETINGS.len()));
                self.menus
                    .insert(random.u8(..20), WantedMenu { ivr, name: NAMES[random.usize(..4)], greeting });
            }
        }
        for label in self.menus.keys().copied().collect::<Vec<_>>() {
            match random.u8(..10) {
                0 => drop(self.menus.remove(&label)),
                1 => self.menus.get_mut(&label).expect("there").name = NAMES[random.usize(..4)],
                2 => {
                    self.menus.get_mut(&label).expect("there").greeting =
                        Some(random.usize(..GREETINGS.len()))
                }
                _ => {}
            }
        }
        self.routes.retain(|_, _| random.u8(..6) > 0);
        for _ in 0..random.usize(..6) {
            self.add_route(random);
        }
        self.mend();
    }

    fn change_ivr(&mut self, random: &mut Rng, label: u8) {
        let Some(ivr) = self.ivrs.get_mut(&label) else { return };
        match random.u8(..10) {
            0 => drop(self.ivrs.remove(&label)),
            1 => ivr.name = NAMES[random.usize(..4)],
            2 => ivr.default_menu = Some((NAMES[random.usize(..4)], random.usize(..GREETINGS.len()))),
            3 => ivr.default_menu = None,
            4..7 => {
                let wanted: BTreeSet<_> = NUMBERS.filter(|_| random.u8(..3) == 0).collect();
                let others = self.ivrs.iter_mut().filter(|(other, _)| **other != label);
                others.for_each(|(_, other)| {
                    other.numbers.iter_mut().for_each(|numbers| numbers.retain(|id| !wanted.contains(id)));
                });
                self.ivrs.get_mut(&label).expect("there").numbers = Some(wanted);
            }
            _ => {}
        }
    }

    fn add_route(&mut self, random: &mut Rng) {
        let Some(ivr) = random.choice(self.ivrs.keys().copied().collect::<Vec<_>>()) else { return };
        let menus: Vec<_> =
            self.menus.iter().filter(|(_, menu)| menu.ivr == ivr).map(|(label, _)| *label).collect();
        let menu = if random.bool() { None } else { random.choice(menus.iter().copied()) };
        let to = if random.bool() { None } else { random.choice(menus.iter().copied()) };
        let key = KEYS[random.usize(..4)];
        let is_taken =
            self.routes.values().any(|route| (route.ivr, route.menu, route.key) == (ivr, menu, key));
        if !is_taken {
            self.routes.insert(
                random.u8(..40),
                WantedRoute { ivr, menu, key, to, group: random.usize(..GROUPS.len()) },
            );
        }
    }

    /// Removes what belongs to nothing any more, and what has the key of another route.
    fn mend(&mut self) {
        let Self { ivrs, menus, routes } = self;
        menus.retain(|_, menu| ivrs.contains_key(&menu.ivr));
        let is_there = |ivr: u8, menu: Option<u8>| {
            menu.is_none_or(|menu| menus.get(&menu).is_some_and(|menu| menu.ivr == ivr))
        };
        let mut taken = BTreeSet::new();
        routes.retain(|_, route| {
            ivrs.contains_key(&route.ivr)
                && is_there(route.ivr, route.menu)
                && is_there(route.ivr, route.to)
                && taken.insert((route.ivr, route.menu, route.key))
        });
    }

    fn hcl(&self) -> String {
        let mut hcl = names::hcl();
        for (label, WantedIvr { name, numbers, default_menu }) in &self.ivrs {
            let numbers = numbers.as_ref().map_or(String::new(), |ids| {
                let ids: Vec<_> = ids.iter().map(|id| names::number(*id)).collect();
                format!("  phone_number_ids = [{}]\n", ids.join(", "))
            });
            let menu = default_menu.map_or(String::new(), |(name, greeting)| {
                let greeting = names::greeting(greeting);
                format!("  default_menu = {{\n    name = \"{name}\"\n    greeting_id = {greeting}\n  }}\n")
            });
            let block = format!("  name = \"{name}\"\n  force_destroy = true\n{numbers}{menu}");
            let _ = write!(hcl, "resource \"zendesk_ivr\" \"i{label}\" {{\n{block}}}\n");
        }
        for (label, WantedMenu { ivr, name, greeting }) in &self.menus {
            let greeting = greeting
                .map_or(String::new(), |index| format!("  greeting_id = {}\n", names::greeting(index)));
            let block = format!("  ivr_id = zendesk_ivr.i{ivr}.ivr_id\n  name = \"{name}\"\n{greeting}");
            let _ = write!(hcl, "resource \"zendesk_ivr_menu\" \"m{label}\" {{\n{block}}}\n");
        }
        for (label, WantedRoute { ivr, menu, key, to, group }) in &self.routes {
            let menu = menu.map_or(format!("zendesk_ivr.i{ivr}.default_menu_id"), |menu| {
                format!("zendesk_ivr_menu.m{menu}.menu_id")
            });
            let does = to.map_or(
                format!("action = \"group\"\n  options = {{ group_ids = [{}] }}", names::group(*group)),
                |to| format!("action = \"menu\"\n  options = {{ menu_id = zendesk_ivr_menu.m{to}.menu_id }}"),
            );
            let block = format!(
                "  ivr_id = zendesk_ivr.i{ivr}.ivr_id\n  menu_id = {menu}\n  keypress = \"{key}\"\n  {does}\n"
            );
            let _ = write!(hcl, "resource \"zendesk_ivr_route\" \"r{label}\" {{\n{block}}}\n");
        }
        hcl
    }
}

/// One long test.
pub(super) struct WholeSoak {
    seed: u64,
    random: Rng,
    acc: Acceptance,
    names: Names,
    /// An IVR that was made by hand.
    foreign: i64,
    may_kill: bool,
    may_lose_numbers: bool,
    config: Config,
    failed: usize,
    stops: usize,
    doubtful: usize,
}

impl WholeSoak {
    pub(super) fn new(seed: u64, may_kill: bool) -> Self {
        let mut random = Rng::with_seed(seed);
        let fake = Fake::start();
        let (names, foreign, may_lose_numbers) = fake.account(|account| {
            account.knobs.put = if random.bool() { Put::Merge } else { Put::Replace };
            account.knobs.delete = if random.bool() { Delete::NoContent } else { Delete::WithBody };
            account.knobs.taken_number = if random.bool() { TakenNumber::Move } else { TakenNumber::Refuse };
            account.knobs.page_size = random.usize(2..8);
            (account.knobs.nested_menus, account.knobs.nested_routes) =
                [(true, true), (true, true), (true, false), (false, false)][random.usize(..4)];
            let names = Names::seed(account);
            let foreign = account.add_ivr("Support");
            let menu = account.add_menu(foreign, "Billing");
            account.add_route(foreign, menu, "1", "group", json!({ "group_ids": [7] }));
            println!("soak of whole menus: SEED={seed}, {:?}", account.knobs);
            // A number that somebody took by hand can't be had back where it is refused.
            (names, foreign, account.knobs.taken_number == TakenNumber::Move)
        });
        let acc = Acceptance::with(fake);
        let config = Config::default();
        Self {
            seed,
            random,
            acc,
            names,
            foreign,
            may_kill,
            may_lose_numbers,
            config,
            failed: 0,
            stops: 0,
            doubtful: 0,
        }
    }

    /// Runs so many rounds, and then takes everything away.
    pub(super) fn run(mut self, rounds: u64) {
        let start = Instant::now();
        for round in 1..=rounds {
            let before = self.config.clone();
            self.config.change(&mut self.random);
            self.round(round, &before);
        }
        let before = std::mem::take(&mut self.config);
        self.round(rounds + 1, &before);
        println!(
            "soak of whole menus: SEED={}: {rounds} rounds in {:?}, {} faults, {} applies failed and were repeated, {} were \
             stopped, {} objects were in doubt or lost by a SIGKILL",
            self.seed,
            start.elapsed(),
            self.acc.fake().chaos_count(),
            self.failed,
            self.stops,
            self.doubtful
        );
    }

    fn round(&mut self, round: u64, before: &Config) {
        let hcl = self.config.hcl();
        let may_stop =
            *before != self.config && needs_a_write(before, &self.config) && self.random.u8(..3) == 0;
        let stop = may_stop.then(|| Stop::random(&mut self.random, self.may_kill));
        let drift = if stop.is_some() { Vec::new() } else { self.drift() };
        let parallelism = [10, 10, 3, 1][self.random.usize(..4)];
        let faults = if self.random.u8(..4) == 0 { 0 } else { 10 };
        let weather =
            format!("{faults} % faults, -parallelism={parallelism}, stop {stop:?}, drift {drift:?}");
        println!("soak of whole menus: round {round}: {weather}");
        self.acc.configure(&hcl);
        let done = self.converge(stop, faults, parallelism).and_then(|()| self.compare());
        if let Err(why) = done {
            panic!("soak failed: SEED={} round {round}, {weather}\n{why}\nconfiguration:\n{hcl}", self.seed);
        }
    }

    /// Does by hand what people do in the admin center; says what.
    fn drift(&mut self) -> Vec<String> {
        let Self { random, names, foreign, may_lose_numbers, acc, .. } = self;
        acc.fake().account(|account| {
            let mut done = names.come_and_go(random, account);
            let ours: Vec<i64> = account.ivrs().iter().map(|ivr| ivr.id).filter(|id| id != foreign).collect();
            for id in ours {
                match random.u8(..16) {
                    0 => drop(account.remove_ivr(id)),
                    1 => account.ivr_mut(id).expect("there").name = Some("By hand".into()),
                    2 if *may_lose_numbers => account.set_numbers(*foreign, &[random.i64(NUMBERS)]),
                    3 => drift_in_menus(random, account, id),
                    _ => continue,
                }
                done.push(format!("changed IVR {id}"));
            }
            done
        })
    }

    /// Applies until it succeeds; after each apply, what was made is in the state or told.
    fn converge(&mut self, stop: Option<Stop>, faults: u8, parallelism: u8) -> Result<(), String> {
        if faults > 0 {
            self.acc.fake().chaos(Chaos::new(self.random.u64(..), faults));
        }
        let parallelism_flag = format!("-parallelism={parallelism}");
        let args = ["apply", "-auto-approve", &parallelism_flag];
        let mut failures = Vec::new();
        for attempt in 0..APPLIES {
            let stop = stop.filter(|_| attempt == 0);
            let output = self.apply(stop, &args, parallelism)?;
            if output.status.success() {
                self.acc.fake().calm();
                self.failed += failures.len();
                return Ok(());
            }
            failures.push(output.to_string());
        }
        self.acc.fake().calm();
        Err(format!("{APPLIES} applies failed:\n{}", failures.join("\n")))
    }

    fn apply(&mut self, stop: Option<Stop>, args: &[&str], parallelism: u8) -> Result<Output, String> {
        let state = self.acc.dir().join("terraform.tfstate");
        let before = fs::read(&state).unwrap_or_default();
        let output = match stop {
            Some(stop) => {
                self.stops += 1;
                stop.run(&self.acc, args)
            }
            None => self.acc.terraform(args),
        };
        let is_kill = stop.is_some_and(Stop::is_kill);
        let is_whole = fs::read(&state).is_ok_and(|text| serde_json::from_slice::<Value>(&text).is_ok());
        if is_kill && !is_whole {
            fs::write(&state, before).map_err(|error| error.to_string())?;
        }
        let missing = self.missing_from_state()?;
        let text = output.text();
        let told = ["may exist", "nothing says which", "it is there twice", "came through late"];
        let told: usize = told.iter().map(|words| text.matches(words).count()).sum();
        let allowed = match is_kill {
            true if is_whole => usize::from(parallelism) + told,
            true => usize::MAX,
            false => told,
        };
        if missing.len() > allowed {
            return Err(format!("missing from the state are {missing:?}, told are {told}: {output}"));
        }
        self.doubtful += missing.len();
        // As people do by hand after such an error.
        self.acc.fake().account(|account| missing.iter().for_each(|id| remove(account, *id)));
        Ok(output)
    }

    /// What came by a POST, is on the service, and isn't in the state.
    fn missing_from_state(&self) -> Result<Vec<i64>, String> {
        let in_state = self.in_state()?;
        let mut missing = self.acc.fake().account(|account| account.posted());
        missing.retain(|id| !in_state.contains_key(id));
        Ok(missing)
    }

    /// The objects of the state, by their own ids.
    fn in_state(&self) -> Result<BTreeMap<i64, Value>, String> {
        let shown = self.acc.terraform(&["show", "-json"]);
        let state: Value =
            serde_json::from_str(&shown.stdout).map_err(|error| format!("{error}: {shown}"))?;
        let resources = state["values"]["root_module"]["resources"].as_array().cloned().unwrap_or_default();
        let own = |resource: &Value| match resource["type"].as_str() {
            Some("zendesk_ivr") => resource["values"]["ivr_id"].as_i64(),
            Some("zendesk_ivr_menu") => resource["values"]["menu_id"].as_i64(),
            _ => resource["values"]["route_id"].as_i64(),
        };
        Ok(resources.iter().filter_map(|resource| Some((own(resource)?, resource.clone()))).collect())
    }

    /// Compares configuration, service and state.
    fn compare(&self) -> Result<(), String> {
        let plan = self.acc.terraform(&["plan", "-detailed-exitcode"]);
        if plan.status.code() != Some(0) {
            return Err(format!("the plan isn't empty: {plan}"));
        }
        // A number that isn't configured may have left for another IVR.
        let refreshed = self.acc.terraform(&["apply", "-refresh-only", "-auto-approve"]);
        if !refreshed.status.success() {
            return Err(format!("the refresh fails: {refreshed}"));
        }
        let in_state = self.in_state()?;
        let Config { ivrs, menus, routes } = &self.config;
        if in_state.len() != ivrs.len() + menus.len() + routes.len() {
            return Err(format!("in the state are {in_state:#?}"));
        }
        self.acc.fake().account(|account| {
            let posted: BTreeSet<_> = account.posted().into_iter().collect();
            if posted != in_state.keys().copied().collect() {
                return Err(format!("on the service {posted:?}, in the state {in_state:#?}"));
            }
            let foreign = account.ivr(self.foreign).map_err(|_| "the foreign IVR is gone")?;
            if foreign.menus.len() != 2 || foreign.menus[1].routes.len() != 1 {
                return Err(format!("the foreign IVR was changed: {foreign:?}"));
            }
            in_state.values().try_for_each(|resource| difference(account, resource))?;
            self.compare_groups(&in_state)
        })
    }

    /// Each route calls the group that has the configured name now.
    fn compare_groups(&self, in_state: &BTreeMap<i64, Value>) -> Result<(), String> {
        for (label, route) in self.config.routes.iter().filter(|(_, route)| route.to.is_none()) {
            let name = format!("r{label}");
            let resource = in_state.values().find(|resource| resource["name"] == *name);
            let called = resource.map(|resource| &resource["values"]["options"]["group_ids"]);
            if called != Some(&json!([self.names.group(route.group)])) {
                return Err(format!("{name} calls {called:?}, and not the group {}", GROUPS[route.group]));
            }
        }
        Ok(())
    }
}

/// Changes something in an IVR by hand.
fn drift_in_menus(random: &mut Rng, account: &mut Account, ivr_id: i64) {
    let menus: Vec<_> =
        account.ivr(ivr_id).map(|ivr| ivr.menus.iter().map(|menu| menu.id).collect()).unwrap_or_default();
    for (index, menu_id) in menus.into_iter().enumerate() {
        match random.u8(..8) {
            0 if index > 0 => drop(account.remove_menu(ivr_id, menu_id)),
            1 => account.menu_mut(ivr_id, menu_id).expect("there").name = Some("By hand".into()),
            2 => account.set_greeting(ivr_id, menu_id, 599),
            3 => account.menu_mut(ivr_id, menu_id).expect("there").routes.truncate(1),
            _ => {}
        }
    }
}

/// Removes an object of any noun.
fn remove(account: &mut Account, id: i64) {
    account.remove_ivr(id);
    let menus: Vec<_> =
        account.ivrs().iter().flat_map(|ivr| ivr.menus.iter().map(|menu| (ivr.id, menu.id))).collect();
    for (ivr_id, menu_id) in menus {
        account.remove_route(ivr_id, menu_id, id);
        if menu_id == id {
            account.remove_menu(ivr_id, menu_id);
        }
    }
}

/// Whether the step from one configuration to another is sure to take a write.
fn needs_a_write(before: &Config, after: &Config) -> bool {
    fn labels(config: &Config) -> [Vec<u8>; 3] {
        let Config { ivrs, menus, routes } = config;
        [ivrs.keys().copied().collect(), menus.keys().copied().collect(), routes.keys().copied().collect()]
    }
    labels(before) != labels(after)
}

/// What the service has otherwise than the state, if anything.
fn difference(account: &Account, resource: &Value) -> Result<(), String> {
    let values = &resource["values"];
    let id = |name: &str| values[name].as_i64().unwrap_or_default();
    let ivr = account.ivr(id("ivr_id")).map_err(|_| format!("no IVR for {resource}"))?;
    let found = match resource["type"].as_str() {
        Some("zendesk_ivr") => of_ivr(ivr),
        Some("zendesk_ivr_menu") => {
            let menu = ivr.menu(id("menu_id")).ok_or_else(|| format!("no menu for {resource}"))?;
            json!({"name": menu.name, "greeting_id": menu.greeting_id})
        }
        _ => {
            let route = account.route(id("ivr_id"), id("menu_id"), id("route_id"));
            let route = route.ok_or_else(|| format!("no route for {resource}"))?;
            json!({"keypress": route.keypress, "action": route.action})
        }
    };
    let fields = found.as_object().into_iter().flatten();
    match fields.into_iter().find(|(name, value)| values[name.as_str()] != **value) {
        None => Ok(()),
        Some((name, value)) => Err(format!("{name} is {value} on the service: {resource:#}")),
    }
}

fn of_ivr(ivr: &Ivr) -> Value {
    let mut numbers: Vec<_> = ivr.phone_numbers.iter().map(|(id, _)| *id).collect();
    numbers.sort_unstable();
    let menu = &ivr.menus[0];
    json!({
        "name": ivr.name, "phone_number_ids": numbers, "default_menu_id": menu.id,
        "default_menu": {"name": menu.name, "greeting_id": menu.greeting_id},
    })
}
