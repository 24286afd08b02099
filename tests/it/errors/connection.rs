//! Nobody answers, or nobody that speaks the same language.

use std::net::TcpListener;

use crate::account;
use crate::fake::faults::Action;
use crate::fake::{Answer, Fault, Gate};
use crate::harness::Diagnostic;

/// Aliases that read one menu each, from a base URL.
fn aliases(urls: &[(&str, String)]) -> String {
    let blocks = urls.iter().map(|(name, url)| {
        format!(
            r#"
provider "zendesk" {{
  alias           = "{name}"
  base_url        = "{url}"
  max_retries     = 0
  request_timeout = 1
}}
data "zendesk_ivr_routes" "{name}" {{
  provider = zendesk.{name}
  ivr_id   = 10001
  menu_id  = 10002
}}
"#
        )
    });
    blocks.collect()
}

fn detail<'a>(errors: &'a [Diagnostic], name: &str) -> &'a Diagnostic {
    let address = format!("data.zendesk_ivr_routes.{name}");
    let found = errors.iter().find(|error| error.address == address);
    let error = found.unwrap_or_else(|| panic!("no error for {address}: {errors:#?}"));
    assert_eq!(error.summary, "Failed to list IVR routes");
    error.says("no answer to GET /api/v2/channels/voice/ivr");
    error
}

#[test]
fn says_why_nobody_answered() {
    let acc = account::with_menu();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let output = acc.plan_fails(&aliases(&[
        ("closed", format!("http://{closed}")),
        ("silent", format!("http://{}", silent.local_addr().unwrap())),
        ("plaintext", acc.fake().url().replace("http:", "https:")),
        ("nowhere", "https://acme.invalid".to_owned()),
    ]));
    let errors = output.diagnostics();
    let closed = format!("can't connect to http://{closed}: Connection refused");
    detail(&errors, "closed").says(&closed).says("(it was not sent)");
    detail(&errors, "silent").says("timed out after 1s");
    let plaintext = format!("can't connect to {}: ", acc.fake().url().replace("http:", "https:"));
    detail(&errors, "plaintext").says(&plaintext).says("(it was not sent)");
    detail(&errors, "nowhere")
        .says("can't connect to https://acme.invalid: failed to lookup")
        .says("(it was not sent)");
}

#[test]
fn an_answer_that_is_lost_or_unreadable_keeps_the_state() {
    const ROUTE: &str = r#"
resource "zendesk_ivr_route" "test" {
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "1"
  action   = "phone_number"
  options  = { phone_number = "+12025550101" }
}
"#;
    let mut acc = account::with_menu();
    // The menu's own list is what gets lost: there is nothing to fall back to.
    acc.fake().account(|account| account.knobs.nested_routes = false);
    acc.env("ZENDESK_MAX_RETRIES", "0").env("ZENDESK_REQUEST_TIMEOUT", "1");
    acc.apply(ROUTE);
    let path = "/api/v2/channels/voice/ivr/10001/menus/10002/routes";
    let gate = Gate::new();
    for (fault, says) in [
        (Fault::new(Action::CloseBefore), format!("no answer to GET {path}: ")),
        (Fault::new(Action::Truncate), format!("no answer to GET {path}: ")),
        (Fault::serve().hold_before(&gate), format!("no answer to GET {path}: timed out after 1s")),
        (
            Fault::answer(Answer::not_json()),
            format!("answered GET {path} with 200 OK and a body that can't be read"),
        ),
        (
            Fault::answer(Answer::json(200, &serde_json::json!({ "routes": [] }))),
            format!(
                "answered GET {path} with 200 OK and a body that can't be read: at .: missing field `ivr_routes`"
            ),
        ),
    ] {
        acc.fake().fault(fault.on("GET", Fault::ROUTES));
        acc.plan_fails(ROUTE).error("Failed to read IVR route").says(&says);
        assert_eq!(acc.state().addresses(), ["zendesk_ivr_route.test"]);
    }
    gate.open();
    acc.replan().expect_empty();
}
