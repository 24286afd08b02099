//! The account that these tests work on, and configurations for it.

use serde_json::Value;

use crate::fake::Fake;
use crate::harness::Acceptance;

/// The IVR of most tests.
pub(super) const TEST: &str = "zendesk_ivr.test";

/// Path of the IVRs.
pub(super) const IVRS: &str = "/api/v2/channels/voice/ivr";

/// The list of IVRs.
pub(super) const LIST: &str = "GET /api/v2/channels/voice/ivr";

/// Three phone numbers.
pub(super) const NUMBERS: [(i64, &str, &str); 3] =
    [(701, "+12025550101", "Hotline"), (702, "+12025550102", "Sales"), (703, "+12025550103", "Night line")];

/// An account with IVR 10001 "Main line" and its default menu 10002, phone numbers 701 to 703 that lead
/// nowhere. The first IVR that Terraform makes has the id 30001, and its default menu 30385.
pub(super) fn account() -> Acceptance {
    let fake = Fake::start();
    fake.account(|account| {
        account.set_next_id(10001);
        account.add_ivr("Main line");
        account.ivr_mut(10001).unwrap().menus[0].id = 10002;
        for (id, number, nickname) in NUMBERS {
            account.add_phone_number(id, number, Some(nickname));
        }
        account.set_next_id(30001);
    });
    Acceptance::with(fake)
}

/// An IVR, with further arguments one a line.
pub(super) fn ivr(label: &str, name: &str, arguments: &str) -> String {
    format!("resource \"zendesk_ivr\" \"{label}\" {{\n  name = \"{name}\"\n  {arguments}\n}}\n")
}

/// The requests since the last look, as `PUT 10001`; forgets them.
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

/// The numbers of an IVR.
pub(super) fn numbers(acc: &Acceptance, ivr_id: i64) -> Vec<i64> {
    acc.fake().account(|account| {
        let mut ids: Vec<_> = account.ivr(ivr_id).unwrap().phone_numbers.iter().map(|(id, _)| *id).collect();
        ids.sort_unstable();
        ids
    })
}

/// The ids of the IVRs.
pub(super) fn ivrs(acc: &Acceptance) -> Vec<i64> {
    acc.fake().account(|account| account.ivrs().iter().map(|ivr| ivr.id).collect())
}
