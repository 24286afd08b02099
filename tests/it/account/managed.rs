//! An account whose routes are all in the state, without an apply that put them there.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::fake::{Account, Fault};
use crate::harness::{Acceptance, Binary};

/// The keys that a menu's routes have, in their order.
const KEYS: [&str; 12] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "*", "#", "default"];

/// The group that all routes lead to.
const GROUP: i64 = 7;

/// A resource block that takes its routes from a file.
const CONFIG: &str = r#"
resource "zendesk_ivr_route" "test" {
  for_each = jsondecode(file("${path.module}/routes.json"))
  ivr_id   = each.value.ivr_id
  menu_id  = each.value.menu_id
  keypress = each.value.keypress
  action   = "group"
  options  = { group_ids = [7], tags = ["vip"] }
}
"#;

/// Where a route is.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    pub(crate) ivr: i64,
    pub(crate) menu: i64,
    pub(crate) id: i64,
    pub(crate) key: &'static str,
}

impl Route {
    /// The route's address in the configuration.
    pub(crate) fn address(&self) -> String {
        format!("zendesk_ivr_route.test[\"{}\"]", self.id)
    }
}

/// An account, and a working directory with a configuration and a state that hold all of its routes.
pub(crate) struct Managed {
    pub(crate) acc: Acceptance,
    pub(crate) routes: Vec<Route>,
}

impl Managed {
    /// 3 IVRs, 25 menus, 300 routes.
    #[track_caller]
    pub(crate) fn large() -> Self {
        Self::new(&[8, 8, 9], 12)
    }

    /// An IVR for each number of menus, with so many routes in each menu.
    #[track_caller]
    pub(crate) fn new(menus: &[usize], keys: usize) -> Self {
        Self::after(menus, keys, |_| {})
    }

    /// The same, with what `first` puts into the account before it.
    #[track_caller]
    pub(crate) fn after(menus: &[usize], keys: usize, first: impl FnOnce(&mut Account)) -> Self {
        let acc = Acceptance::new();
        let routes = acc.fake().account(|account| {
            first(account);
            account.add_group(GROUP, "Sales");
            menus.iter().enumerate().flat_map(|(number, menus)| seed(account, number, *menus, keys)).collect()
        });
        let managed = Self { acc, routes };
        managed.manage();
        managed
    }

    /// Writes the configuration and the state.
    #[track_caller]
    fn manage(&self) {
        self.acc.configure(CONFIG);
        let routes: BTreeMap<_, _> =
            self.routes.iter().map(|route| (route.id.to_string(), wanted(route))).collect();
        self.acc.write("routes.json", &json!(routes).to_string());
        self.acc.write("terraform.tfstate", &self.state_file().to_string());
    }

    /// Takes these routes out of the configuration; in the state they stay.
    pub(crate) fn keep(&self, is_kept: impl Fn(&Route) -> bool) {
        let kept = self.routes.iter().filter(|route| is_kept(route));
        let routes: BTreeMap<_, _> = kept.map(|route| (route.id.to_string(), wanted(route))).collect();
        self.acc.write("routes.json", &json!(routes).to_string());
    }

    /// The menus that have routes, each with its IVR.
    pub(crate) fn menus(&self) -> Vec<(i64, i64)> {
        let mut menus: Vec<_> = self.routes.iter().map(|route| (route.ivr, route.menu)).collect();
        menus.dedup();
        menus
    }

    /// The routes of the nth menu.
    pub(crate) fn routes_of(&self, menu: usize) -> Vec<Route> {
        let (_, id) = self.menus()[menu];
        self.routes.iter().filter(|route| route.menu == id).cloned().collect()
    }

    /// Changes a route by hand.
    pub(crate) fn by_hand(&self, route: &Route, change: impl FnOnce(&mut crate::fake::Route)) {
        self.acc.fake().account(|account| {
            change(account.route_mut(route.ivr, route.menu, route.id).expect("the route is there"));
        });
    }

    /// The requests since the last call: how many of each kind.
    pub(crate) fn requests(&self) -> Requests {
        let requests = Requests::of(&self.acc);
        self.acc.fake().clear_requests();
        requests
    }

    fn state_file(&self) -> Value {
        let instances: Vec<_> = self.routes.iter().map(instance).collect();
        json!({
            "version": 4, "terraform_version": "1.6.0", "serial": 1, "lineage": "2b0b4b5c-0d4c-4f0f-8b0a-6f5b2f1c7a11",
            "outputs": {}, "check_results": null,
            "resources": [{
                "mode": "managed", "type": "zendesk_ivr_route", "name": "test", "instances": instances,
                "provider": format!("provider[\"{}\"]", Binary::chosen().provider_address()),
            }],
        })
    }
}

/// How many requests of each kind there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Requests {
    /// Pages of the list of IVRs.
    pub(crate) ivrs: usize,
    /// Lists of menus.
    pub(crate) menus: usize,
    /// Lists of routes.
    pub(crate) routes: usize,
    /// Reads of one IVR, menu or route by its id.
    pub(crate) one: usize,
    /// Writes.
    pub(crate) writes: usize,
}

impl Requests {
    fn of(acc: &Acceptance) -> Self {
        let requests = acc.fake().requests();
        let count = |pattern: &str| requests.iter().filter(|request| request.is("GET", pattern)).count();
        Self {
            ivrs: count(Fault::IVRS),
            menus: count(Fault::MENUS),
            routes: count(Fault::ROUTES),
            one: [Fault::IVR, Fault::MENU, Fault::ROUTE].map(count).iter().sum(),
            writes: requests.iter().filter(|request| request.method != "GET").count(),
        }
    }
}

/// Adds an IVR with so many menus, the default one among them, and so many routes in each.
fn seed(account: &mut Account, number: usize, menus: usize, keys: usize) -> Vec<Route> {
    let ivr = account.add_ivr(&format!("IVR {number}"));
    let more = (1..menus).map(|menu| account.add_menu(ivr, &format!("Menu {menu}"))).collect::<Vec<_>>();
    let menus = [account.default_menu(ivr)].into_iter().chain(more);
    menus
        .flat_map(|menu| KEYS.into_iter().take(keys).map(move |key| (menu, key)))
        .map(|(menu, key)| {
            let options = json!({"group_ids": [GROUP], "tags": ["vip"]});
            Route { ivr, menu, key, id: account.add_route(ivr, menu, key, "group", options) }
        })
        .collect()
}

fn wanted(route: &Route) -> Value {
    json!({"ivr_id": route.ivr, "menu_id": route.menu, "keypress": route.key})
}

/// A route as the first version of the provider left it in the state.
fn instance(route: &Route) -> Value {
    json!({
        "index_key": route.id.to_string(), "schema_version": 0, "sensitive_attributes": [],
        "attributes": {
            "id": format!("{}/{}/{}", route.ivr, route.menu, route.id),
            "ivr_id": route.ivr, "menu_id": route.menu, "route_id": route.id, "keypress": route.key,
            "action": "group", "option_text": "Sales", "greeting": null, "overflow_options": null,
            "options": {
                "group_ids": [GROUP], "tags": ["vip"], "menu_id": null, "phone_number": null, "sms_text": null,
                "textback_phone_number_id": null,
            },
        },
    })
}
