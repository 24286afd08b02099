//! The account that these tests work on, and configurations for it.

use serde_json::Value;

use crate::fake::Fake;
use crate::harness::Acceptance;

/// The route of most tests.
pub(in crate::resources) const TEST: &str = "zendesk_ivr_route.test";

/// Path of the routes of the main menu.
pub(in crate::resources) const ROUTES: &str = "/api/v2/channels/voice/ivr/10001/menus/10002/routes";

/// What most routes do.
pub(in crate::resources) const TO_SALES: &str =
    r#"action = "group", options = { group_ids = [360001381413] }"#;

/// An account with IVR 10001, its menus 10002 "Main menu" and 10003 "Billing", and IVR 20001 with menu 20002; groups
/// 360001381413 "Sales" and 360001381433 "Support". The first route that Terraform makes has the id 30001.
pub(in crate::resources) fn account() -> Acceptance {
    let fake = Fake::start();
    fake.account(|account| {
        for (ivr, menu) in [(10001, 10002), (20001, 20002)] {
            account.set_next_id(ivr);
            account.add_ivr("Main line");
            account.ivr_mut(ivr).unwrap().menus[0].id = menu;
        }
        account.set_next_id(10003);
        account.add_menu(10001, "Billing");
        account.add_group(360_001_381_413, "Sales");
        account.add_group(360_001_381_433, "Support");
        account.set_next_id(30001);
    });
    Acceptance::with(fake)
}

/// A route of the main menu; `arguments` may stand on one line, with commas between them.
pub(in crate::resources) fn route(name: &str, arguments: &str) -> String {
    route_in(10001, 10002, name, arguments)
}

/// A route of any menu.
pub(in crate::resources) fn route_in(ivr: i64, menu: i64, name: &str, arguments: &str) -> String {
    let arguments = lines(arguments);
    format!(
        "resource \"zendesk_ivr_route\" \"{name}\" {{\n  ivr_id = {ivr}\n  menu_id = {menu}\n  {arguments}\n}}\n"
    )
}

/// Arguments one a line: commas outside of brackets and quotes become line breaks.
fn lines(arguments: &str) -> String {
    let (mut depth, mut quoted) = (0, false);
    let line = |c: char| {
        match c {
            '"' => quoted = !quoted,
            '[' | '{' | '(' if !quoted => depth += 1,
            ']' | '}' | ')' if !quoted => depth -= 1,
            ',' if depth == 0 && !quoted => return "\n ".to_owned(),
            _ => {}
        }
        c.to_string()
    };
    arguments.chars().map(line).collect()
}

/// The address of a route.
pub(in crate::resources) fn address(name: &str) -> String {
    format!("zendesk_ivr_route.{name}")
}

/// The requests since the last look, as `GET 10001/menus/10002/routes`; forgets them.
pub(in crate::resources) fn requests(acc: &Acceptance) -> Vec<String> {
    let requests = acc.fake().requests();
    acc.fake().clear_requests();
    let short = |path: &str| path.trim_start_matches("/api/v2/channels/voice/ivr/").to_owned();
    requests.iter().map(|request| format!("{} {}", request.method, short(&request.path))).collect()
}

/// The body of the only request with this method and path.
#[track_caller]
pub(in crate::resources) fn sent(acc: &Acceptance, method: &str, path: &str) -> Value {
    let requests = acc.fake().requests();
    let mut bodies = requests.iter().filter(|request| request.method == method && request.path == path);
    let body = bodies.next().unwrap_or_else(|| panic!("no {method} {path} among {requests:#?}"));
    assert_eq!(bodies.next(), None, "a second {method} {path}");
    body.body.clone()
}
