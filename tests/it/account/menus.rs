//! An account with as many menus as a test needs, and a configuration that gives each of them routes.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::fake::Fake;
use crate::harness::{Acceptance, Output};

/// An account with one IVR.
pub(crate) struct Menus {
    pub(crate) acc: Acceptance,
    pub(crate) ivr_id: i64,
    pub(crate) menu_ids: Vec<i64>,
}

impl Menus {
    pub(crate) fn new(count: usize) -> Self {
        let fake = Fake::start();
        let (ivr_id, menu_ids) = fake.account(|account| {
            let ivr_id = account.add_ivr("Main line");
            (ivr_id, (0..count).map(|number| account.add_menu(ivr_id, &format!("Menu {number}"))).collect())
        });
        let mut acc = Acceptance::with(fake);
        // What a test holds at a gate may take a busy machine longer than the default.
        acc.env("ZENDESK_REQUEST_TIMEOUT", "600");
        Self { acc, ivr_id, menu_ids }
    }

    /// The configuration that gives each menu a route for each of these keys, as `menu_0["1"]`.
    pub(crate) fn config(&self, keys: &[&str]) -> String {
        let menu = |(number, menu_id): (usize, &i64)| {
            format!(
                r#"
resource "zendesk_ivr_route" "menu_{number}" {{
  for_each = toset({keys:?})
  ivr_id   = {}
  menu_id  = {menu_id}
  keypress = each.key
  action   = "group"
  options  = {{ group_ids = [1] }}
}}
"#,
                self.ivr_id
            )
        };
        self.menu_ids.iter().enumerate().map(menu).collect()
    }

    /// What the state says: each route's id, with its key.
    #[track_caller]
    pub(crate) fn in_state(&self) -> BTreeMap<i64, String> {
        let state = self.acc.state();
        let routes = state.json["values"]["root_module"]["resources"].as_array().cloned().unwrap_or_default();
        routes.iter().map(|route| key_of(&route["values"])).collect()
    }

    /// What the service holds.
    pub(crate) fn on_service(&self) -> BTreeMap<i64, String> {
        self.acc.fake().account(|account| {
            let menus = account.ivrs().iter().flat_map(|ivr| &ivr.menus);
            let routes = menus.flat_map(|menu| &menu.routes);
            routes.map(|route| (route.id, route.keypress.clone().unwrap_or_default())).collect()
        })
    }

    /// Checks that the state holds what the service holds, and gives the number of routes.
    #[track_caller]
    pub(crate) fn expect_known(&self) -> usize {
        let on_service = self.on_service();
        assert_eq!(self.in_state(), on_service, "the state, and what the service holds");
        on_service.len()
    }

    /// Removes all routes: no state has them, so no Terraform could.
    pub(crate) fn clear(&self) {
        self.acc.fake().account(|account| {
            let menus = account.ivr_mut(self.ivr_id).into_iter().flat_map(|ivr| &mut ivr.menus);
            menus.for_each(|menu| menu.routes.clear());
        });
    }

    /// How many requests of this kind there were.
    pub(crate) fn count(&self, method: &str) -> usize {
        self.acc.fake().requests().iter().filter(|request| request.method == method).count()
    }
}

/// The errors of operations, each with its summary and its detail; the output is Terraform's for programs.
pub(crate) fn errors(output: &Output) -> Vec<(String, String)> {
    let events = output.stdout.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let diagnostics = events.map(|event| event["diagnostic"].clone()).filter(|d| d["severity"] == "error");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let errors = diagnostics.map(|d| (text(&d["summary"]), text(&d["detail"])));
    // For each operation that it didn't begin, Terraform says that alone.
    errors.filter(|(summary, _)| summary != "execution halted").collect()
}

fn key_of(values: &Value) -> (i64, String) {
    let id = values["route_id"].as_i64().expect("a route has an id");
    (id, values["keypress"].as_str().unwrap_or_default().to_owned())
}
