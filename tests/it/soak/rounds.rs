//! The rounds: change, apply under faults until it succeeds, compare.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::mem;
use std::time::Instant;

use fastrand::Rng;
use serde_json::{Value, json};

use super::changes::{Config, change};
use super::drift::drift;
use super::routes::{Content, FOREIGN, Wanted};
use super::stops::Stop;
use crate::fake::state::Route;
use crate::fake::{Chaos, Delete, Fake, Put};
use crate::harness::{Acceptance, Output};

const MENUS: usize = 3;

/// How often a round applies before it fails.
const APPLIES: usize = 6;

/// One long test.
pub(super) struct Soak {
    seed: u64,
    random: Rng,
    acc: Acceptance,
    ivr_id: i64,
    menu_ids: Vec<i64>,
    config: Config,
    failed_applies: usize,
    /// Whether processes are killed: Terraform may be writing its state at that moment.
    may_kill: bool,
    /// How many applies were stopped, and how many routes a SIGKILL kept from the state.
    stops: usize,
    lost: usize,
}

/// What surrounds the changes of one round.
struct Weather {
    drift: Vec<String>,
    /// Faults in a hundred requests.
    faults: u8,
    parallelism: u8,
    /// What ends the first apply.
    stop: Option<Stop>,
}

impl fmt::Display for Weather {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { drift, faults, parallelism, stop } = self;
        let stop = stop.map_or_else(String::new, |stop| format!(", {stop}"));
        write!(f, "{faults} % faults, -parallelism={parallelism}{stop}, drift {drift:?}")
    }
}

impl Soak {
    pub(super) fn new(seed: u64, may_kill: bool) -> Self {
        let mut random = Rng::with_seed(seed);
        let fake = Fake::start();
        let (ivr_id, menu_ids) = fake.account(|account| {
            account.knobs.unique_keypress = random.bool();
            account.knobs.put = if random.bool() { Put::Merge } else { Put::Replace };
            account.knobs.delete = if random.bool() { Delete::NoContent } else { Delete::WithBody };
            account.knobs.page_size = random.usize(2..8);
            account.knobs.always_tags = random.bool();
            let ivr_id = account.add_ivr("Main line");
            let menu_ids: Vec<_> =
                (0..MENUS).map(|menu| account.add_menu(ivr_id, &format!("Menu {menu}"))).collect();
            for menu_id in &menu_ids {
                account.add_route(ivr_id, *menu_id, FOREIGN, "group", json!({ "group_ids": [1] }));
            }
            println!("soak: SEED={seed}, {:?}", account.knobs);
            (ivr_id, menu_ids)
        });
        let acc = Acceptance::with(fake);
        Self {
            seed,
            random,
            acc,
            ivr_id,
            menu_ids,
            config: Config::new(),
            failed_applies: 0,
            may_kill,
            stops: 0,
            lost: 0,
        }
    }

    /// Runs so many rounds, and then takes everything away.
    pub(super) fn run(mut self, rounds: u64) {
        let start = Instant::now();
        for round in 1..=rounds {
            let before = self.config.clone();
            change(&mut self.random, &mut self.config, &self.menu_ids);
            self.round(round, &before);
        }
        let before = mem::take(&mut self.config);
        self.round(rounds + 1, &before);
        println!(
            "soak: SEED={}: {rounds} rounds in {:?}, {} faults, {} applies failed and were repeated, {} were stopped, {} \
             routes were imported after a SIGKILL",
            self.seed,
            start.elapsed(),
            self.acc.fake().chaos_count(),
            self.failed_applies,
            self.stops,
            self.lost
        );
    }

    fn round(&mut self, round: u64, before: &Config) {
        let weather = self.weather(before);
        let hcl = self.hcl();
        println!("soak: round {round}: {} routes, {weather}", self.config.len());
        self.acc.configure(&hcl);
        if let Err(why) = self.converge(&weather).and_then(|()| self.compare()) {
            panic!("soak failed: SEED={} round {round}, {weather}\n{why}\nconfiguration:\n{hcl}", self.seed);
        }
    }

    fn hcl(&self) -> String {
        self.config.iter().map(|(name, route)| route.block(name, self.ivr_id, &self.menu_ids)).collect()
    }

    fn weather(&mut self, before: &Config) -> Weather {
        let (random, menu_ids, ivr_id) = (&mut self.random, &self.menu_ids, self.ivr_id);
        // Only where something is sure to be written can a stop wait for it; drift may make it needless.
        let may_stop = needs_a_write(before, &self.config) && random.u8(..3) == 0;
        let stop = may_stop.then(|| Stop::random(random, self.may_kill));
        let drift = match stop {
            Some(_) => Vec::new(),
            None => self.acc.fake().account(|account| {
                menu_ids.iter().flat_map(|menu_id| drift(random, account, ivr_id, *menu_id)).collect()
            }),
        };
        let faults = [0, 10, 20, 30][random.usize(..4)];
        let parallelism = [10, 10, 10, 1, 2, 3][random.usize(..6)];
        Weather { drift, faults, parallelism, stop }
    }

    /// Applies until it succeeds.
    fn converge(&mut self, weather: &Weather) -> Result<(), String> {
        if weather.faults > 0 {
            self.acc.fake().chaos(Chaos::new(self.random.u64(..), weather.faults));
        }
        let parallelism = format!("-parallelism={}", weather.parallelism);
        let mut failures = Vec::new();
        for attempt in 0..APPLIES {
            let args = ["apply", "-auto-approve", &parallelism];
            let output = match weather.stop {
                Some(stop) if attempt == 0 => self.stopped(stop, &args, weather.parallelism)?,
                _ => self.acc.terraform(&args),
            };
            if output.status.success() {
                self.acc.fake().calm();
                self.failed_applies += failures.len();
                return Ok(());
            }
            println!("soak: apply {attempt} failed: {}", summary(&output));
            failures.push(output.to_string());
        }
        self.acc.fake().calm();
        Err(format!("{APPLIES} applies failed:\n{}\n{}", failures.join("\n"), self.requests()))
    }

    /// Applies, and stops it: at most the creates that were under way at a SIGKILL are missing from the state, and the next
    /// apply says how to import them.
    fn stopped(&mut self, stop: Stop, args: &[&str], parallelism: u8) -> Result<Output, String> {
        let state = self.acc.dir().join("terraform.tfstate");
        let before = fs::read(&state).unwrap_or_default();
        let output = stop.run(&self.acc, args);
        self.stops += 1;
        // Terraform writes its state in place: where it is killed meanwhile, people take the copy from before.
        let is_whole = fs::read(&state).is_ok_and(|text| serde_json::from_slice::<Value>(&text).is_ok());
        if stop.is_kill() && !is_whole {
            fs::write(&state, before).map_err(|error| error.to_string())?;
        }
        let missing = self.missing_from_state()?;
        let allowed = match stop.is_kill() {
            true if is_whole => usize::from(parallelism),
            true => usize::MAX,
            false => 0,
        };
        if missing.len() > allowed {
            return Err(format!(
                "{stop}: missing from the state are {missing:?}: {output}\n{}",
                self.requests()
            ));
        }
        self.lost += missing.len();
        // Without faults: an answer that is lost would be told instead of what is there.
        self.acc.fake().calm();
        for route in missing {
            self.bring_in(&route)?;
        }
        Ok(output)
    }

    /// Has the next apply say how a route is brought in, and does so.
    fn bring_in(&self, (menu, route): &(usize, Route)) -> Result<(), String> {
        let key = route.keypress.as_deref();
        let wanted = self.config.iter().find(|(_, wanted)| wanted.menu == *menu && Some(wanted.key) == key);
        let (name, _) = wanted.ok_or_else(|| format!("nobody wants {route:?}"))?;
        let address = format!("zendesk_ivr_route.{name}");
        let output = self.acc.terraform(&["apply", "-auto-approve", &format!("-target={address}")]);
        let id = format!("{}/{}/{}", self.ivr_id, self.menu_ids[*menu], route.id);
        if output.status.success() || !output.text().contains(&format!("id = \"{id}\"")) {
            return Err(format!("the next apply doesn't say how to import {id}: {output}"));
        }
        let imported = self.acc.terraform(&["import", &address, &id]);
        if imported.status.success() { Ok(()) } else { Err(format!("{id} can't be imported: {imported}")) }
    }

    /// The routes that the service has and the state lacks.
    fn missing_from_state(&self) -> Result<Vec<(usize, Route)>, String> {
        let in_state = self.in_state()?;
        let mut missing = self.on_service();
        missing
            .retain(|(_, route)| route.keypress.as_deref() != Some(FOREIGN) && !in_state.contains(&route.id));
        Ok(missing)
    }

    fn in_state(&self) -> Result<BTreeSet<i64>, String> {
        let shown = self.acc.terraform(&["show", "-json"]);
        let state: Value =
            serde_json::from_str(&shown.stdout).map_err(|error| format!("{error}: {shown}"))?;
        let resources = state["values"]["root_module"]["resources"].as_array().cloned().unwrap_or_default();
        Ok(resources.iter().filter_map(|route| route["values"]["route_id"].as_i64()).collect())
    }

    /// Compares configuration, service and state.
    fn compare(&self) -> Result<(), String> {
        let plan = self.acc.terraform(&["plan", "-detailed-exitcode"]);
        if plan.status.code() != Some(0) {
            return Err(format!("the plan isn't empty: {plan}\n{}", self.requests()));
        }
        let mut found = self.on_service();
        for (name, wanted) in &self.config {
            let here = |(menu, route): &(usize, Route)| {
                *menu == wanted.menu && route.keypress.as_deref() == Some(wanted.key)
            };
            let Some(index) = found.iter().position(here) else {
                return Err(format!("{name} is missing: {wanted:?}"));
            };
            if let Some(difference) = wanted.difference(&found.swap_remove(index).1) {
                return Err(format!("{name}: {difference}"));
            }
        }
        let foreign = found.iter().filter(|(_, route)| route.keypress.as_deref() == Some(FOREIGN)).count();
        if (found.len(), foreign) != (MENUS, MENUS) {
            return Err(format!("routes that nobody wants: {found:?}"));
        }
        self.compare_state()
    }

    fn compare_state(&self) -> Result<(), String> {
        let in_state = self.in_state()?;
        let on_service = self.on_service().into_iter().map(|(_, route)| route);
        let ours = on_service.filter(|route| route.keypress.as_deref() != Some(FOREIGN));
        let ours: BTreeSet<_> = ours.map(|route| route.id).collect();
        if in_state == ours {
            Ok(())
        } else {
            Err(format!("in the state {in_state:?}, on the service {ours:?}"))
        }
    }

    fn on_service(&self) -> Vec<(usize, Route)> {
        self.acc.fake().account(|account| {
            let routes = |(number, menu_id): (usize, &i64)| {
                let routes = account.routes(self.ivr_id, *menu_id).to_vec();
                routes.into_iter().map(move |route| (number, route))
            };
            self.menu_ids.iter().enumerate().flat_map(routes).collect()
        })
    }

    fn requests(&self) -> String {
        let requests = self.acc.fake().requests();
        let last = requests.iter().rev().take(200).rev();
        last.map(|r| format!("{} {} {} -> {:?}\n", r.method, r.path, r.body, r.status)).collect()
    }
}

/// Whether the step from one configuration to another takes a write; overflow options that are no more are left alone.
fn needs_a_write(before: &Config, after: &Config) -> bool {
    let is_met = |(name, route): (&String, &Wanted)| {
        before.get(name).is_some_and(|before| {
            let overflow = route.content.overflow.clone().or(before.content.overflow.clone());
            *before == Wanted { content: Content { overflow, ..route.content.clone() }, ..route.clone() }
        })
    };
    before.len() != after.len() || !after.iter().all(is_met)
}

/// The errors of a run, in one line each.
fn summary(output: &Output) -> String {
    let errors = output.diagnostics().into_iter().filter(|error| !error.summary.contains("execution halted"));
    errors.map(|error| format!("\n  {} {}: {}", error.summary, error.address, error.detail)).collect()
}
