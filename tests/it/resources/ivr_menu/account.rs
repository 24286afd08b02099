//! The account that these tests work on, and configurations for it.

use serde_json::Value;

use crate::fake::{Fake, Fault};
use crate::harness::Acceptance;

/// The menu of most tests.
pub(super) const TEST: &str = "zendesk_ivr_menu.test";

/// Path of the menus of IVR 10001.
pub(super) const MENUS: &str = "/api/v2/channels/voice/ivr/10001/menus";

/// The list of IVRs.
pub(super) const LIST: &str = "GET /api/v2/channels/voice/ivr";

/// An account with IVR 10001, its default menu 10002 and its menu 10003 "Billing", and IVR 20001 with menu 20002. The first
/// menu that Terraform makes has the id 30001.
pub(super) fn account() -> Acceptance {
    let fake = Fake::start();
    fake.account(|account| {
        for (ivr, menu, name) in [(10001, 10002, "Main line"), (20001, 20002, "Acme")] {
            account.set_next_id(ivr);
            account.add_ivr(name);
            account.ivr_mut(ivr).unwrap().menus[0].id = menu;
        }
        account.set_next_id(10003);
        account.add_menu(10001, "Billing");
        account.set_next_id(30001);
    });
    Acceptance::with(fake)
}

/// A menu of IVR 10001, with further arguments one a line.
pub(super) fn menu(label: &str, name: &str, arguments: &str) -> String {
    format!(
        "resource \"zendesk_ivr_menu\" \"{label}\" {{\n  ivr_id = 10001\n  name = \"{name}\"\n  {arguments}\n}}\n"
    )
}

/// The requests since the last look, as `GET 10001/menus`; forgets them.
pub(super) fn requests(acc: &Acceptance) -> Vec<String> {
    let requests = acc.fake().requests();
    acc.fake().clear_requests();
    let short = |path: &str| path.trim_start_matches("/api/v2/channels/voice/ivr/").to_owned();
    requests.iter().map(|request| format!("{} {}", request.method, short(&request.path))).collect()
}

/// The bodies of the requests with this method and path.
pub(super) fn sent(acc: &Acceptance, method: &str, path: &str) -> Vec<Value> {
    let requests = acc.fake().requests();
    let wanted = requests.into_iter().filter(|request| request.method == method && request.path == path);
    wanted.map(|request| request.body).collect()
}

/// The ids of the menus of IVR 10001.
pub(super) fn menus(acc: &Acceptance) -> Vec<i64> {
    acc.fake().account(|account| account.ivr(10001).unwrap().menus.iter().map(|menu| menu.id).collect())
}

/// A fault of writes in the list of menus.
pub(super) fn on_create(fault: Fault) -> Fault {
    fault.on("POST", MENUS)
}
