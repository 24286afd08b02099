//! A phone menu whose routes are told apart by their tags.

use std::fmt::Write;

use serde_json::json;

use crate::fake::{Fake, LoggedRequest};
use crate::harness::{Acceptance, Applied, Output};
use crate::moves::history;

const GROUP: i64 = 360_001_381_413;

/// An account with an IVR and its menu.
pub(crate) struct Phone {
    pub(crate) acc: Acceptance,
    pub(crate) ivr_id: i64,
    pub(crate) menu_id: i64,
}

/// Runs a test on a service that refuses a second route for a key, and on one that takes it.
pub(crate) fn on_both_services(test: impl Fn(&mut Phone)) {
    [true, false].into_iter().for_each(|unique| test(&mut Phone::new(unique)));
}

impl Phone {
    pub(crate) fn new(unique_keypress: bool) -> Self {
        let fake = Fake::start();
        let (ivr_id, menu_id) = fake.account(|account| {
            account.knobs.unique_keypress = unique_keypress;
            account.add_group(GROUP, "Sales");
            let ivr_id = account.add_ivr("Main line");
            (ivr_id, account.default_menu(ivr_id))
        });
        Self { acc: Acceptance::with(fake), ivr_id, menu_id }
    }

    /// Lets Terraform do so many things at once when it applies.
    pub(crate) fn parallelism(&mut self, parallelism: u8) {
        self.acc.env("TF_CLI_ARGS_apply", &format!("-parallelism={parallelism}"));
    }

    /// The configuration of routes, each with its name and its key.
    pub(crate) fn config(&self, routes: &[(&str, &str)]) -> String {
        self.config_of(self.menu_id, routes)
    }

    /// The same in another menu.
    pub(crate) fn config_of(&self, menu_id: i64, routes: &[(&str, &str)]) -> String {
        let mut config = String::new();
        for (name, key) in routes {
            let _ = write!(
                config,
                r#"
resource "zendesk_ivr_route" "{name}" {{
  ivr_id   = {}
  menu_id  = {menu_id}
  keypress = "{key}"
  action   = "group"
  options  = {{ group_ids = [{GROUP}], tags = ["{name}"] }}
}}
"#,
                self.ivr_id
            );
        }
        config
    }

    /// Makes the routes that a test begins with, by one quick apply.
    #[track_caller]
    pub(crate) fn begin(&self, config: &str) {
        self.acc.configure(config);
        let output = self.acc.terraform(&["apply", "-auto-approve", "-parallelism=10"]);
        assert!(output.status.success(), "{output}");
        self.acc.fake().clear_requests();
    }

    /// Applies, with all that [`Acceptance::apply`] checks; at no moment may two routes of the menu share a key.
    #[track_caller]
    pub(crate) fn apply(&self, config: &str) -> Applied {
        let before = self.seeded();
        self.acc.fake().clear_requests();
        let applied = self.acc.apply(config);
        history::expect_one_route_a_key(&before, &self.writes());
        applied
    }

    /// Applies, which fails; at no moment may two routes of the menu share a key.
    #[track_caller]
    pub(crate) fn apply_fails(&self, config: &str) -> Output {
        let before = self.seeded();
        self.acc.fake().clear_requests();
        let output = self.acc.apply_fails(config);
        history::expect_one_route_a_key(&before, &self.writes());
        output
    }

    /// Makes a route that Terraform knows nothing of.
    pub(crate) fn add_foreign(&self, key: &str) -> i64 {
        let options = json!({"group_ids": [GROUP], "tags": ["foreign"]});
        self.acc.fake().account(|account| account.add_route(self.ivr_id, self.menu_id, key, "group", options))
    }

    /// The routes as callers meet them: each key with the name of its route, in the order of the keys.
    pub(crate) fn served(&self) -> Vec<(String, String)> {
        self.served_by(self.menu_id)
    }

    /// The same of another menu.
    pub(crate) fn served_by(&self, menu_id: i64) -> Vec<(String, String)> {
        self.acc.fake().account(|account| {
            let name = |tags: &serde_json::Value| tags[0].as_str().unwrap_or_default().to_owned();
            let routes = account.routes(self.ivr_id, menu_id).iter();
            let mut served: Vec<_> = routes
                .map(|route| (route.keypress.clone().unwrap_or_default(), name(&route.options["tags"])))
                .collect();
            served.sort();
            served
        })
    }

    /// What was written in the menu since the log was cleared.
    pub(crate) fn writes(&self) -> Vec<LoggedRequest> {
        let in_menu = format!("/menus/{}/", self.menu_id);
        let mut requests = self.acc.fake().requests();
        requests.retain(|request| request.method != "GET" && request.path.contains(&in_menu));
        requests
    }

    fn seeded(&self) -> Vec<(i64, String)> {
        self.acc.fake().account(|account| {
            let routes = account.routes(self.ivr_id, self.menu_id).iter();
            routes.map(|route| (route.id, route.keypress.clone().unwrap_or_default())).collect()
        })
    }
}

/// What [`Phone::served`] gives, from keys and names in the order of the keys.
pub(crate) fn served(routes: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut served: Vec<_> =
        routes.iter().map(|(key, name)| ((*key).to_owned(), (*name).to_owned())).collect();
    served.sort();
    served
}
