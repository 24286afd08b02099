//! Answers that point to another place: nobody there gets a request, and so no credentials.

use crate::account;
use crate::fake::faults::Action;
use crate::fake::{Answer, Fake, Fault, LoggedRequest};
use crate::harness::Acceptance;

fn route(number: &str) -> String {
    format!(
        r#"
resource "zendesk_ivr_route" "test" {{
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "1"
  action   = "phone_number"
  options  = {{ phone_number = "{number}" }}
}}
"#
    )
}

fn account() -> Acceptance {
    let mut acc = account::with_menu();
    acc.fake().account(|account| account.knobs.nested_routes = false);
    acc.env("ZENDESK_MAX_RETRIES", "0");
    acc
}

#[test]
fn redirects_are_not_followed() {
    let (acc, other) = (account(), Fake::start());
    let redirect = || Answer::redirect(&format!("{}/login?return_to=x", other.url()));
    let says = |method: &str, below: &str| {
        let path = format!("/api/v2/channels/voice/ivr/10001/menus/10002/routes{below}");
        format!("redirects {method} {path} to {}/login; redirects are not followed", other.url())
    };

    acc.fake().fault(Fault::answer(redirect()).on("POST", Fault::ROUTES));
    let error = acc.apply_fails(&route("+12025550101")).error("Failed to create IVR route");
    error.says(&says("POST", "")).says("check subdomain or base_url");
    assert_eq!(acc.fake().account(|account| account.route_count()), 0);

    acc.apply(&route("+12025550101"));
    acc.fake().fault(Fault::answer(redirect()).on("GET", Fault::ROUTES));
    acc.plan_fails(&route("+12025550101")).error("Failed to read IVR route").says(&says("GET", ""));
    acc.fake().fault(Fault::answer(redirect()).on("PUT", Fault::ROUTE));
    let error = acc.apply_fails(&route("+12025550102")).error("Failed to update IVR route");
    error.says(&says("PUT", "/10003"));
    acc.fake().fault(Fault::answer(redirect()).on("DELETE", Fault::ROUTE));
    let error = acc.terraform(&["destroy", "-auto-approve"]).error("Failed to delete IVR route");
    error.says(&says("DELETE", "/10003"));

    assert_eq!(acc.state().addresses(), ["zendesk_ivr_route.test"]);
    assert_eq!(other.requests(), [] as [LoggedRequest; 0]);
}

#[test]
fn pages_of_another_origin_are_not_asked_for() {
    let (acc, other) = (account(), Fake::start());
    let next = format!("{}/api/v2/channels/voice/ivr/10001/menus/10002/routes?page=2", other.url());
    let foreign = || Fault::new(Action::NextPage(next.clone())).on("GET", Fault::ROUTES);

    acc.fake().fault(foreign());
    let listed = "data \"zendesk_ivr_routes\" \"test\" {\n  ivr_id  = 10001\n  menu_id = 10002\n}\n";
    let error = acc.plan_fails(listed).error("Failed to list IVR routes");
    error.says("the list GET /api/v2/channels/voice/ivr/10001/menus/10002/routes goes on at");
    acc.apply(&route("+12025550101"));
    acc.fake().fault(foreign());
    let error = acc.plan_fails(&route("+12025550101")).error("Failed to read IVR route");
    error.says(&format!("goes on at {}, which is another origin and isn't followed", other.url()));
    acc.fake().fault(Fault::new(Action::NextPageLoop).on("GET", Fault::ROUTES));
    let error = acc.plan_fails(&route("+12025550101")).error("Failed to read IVR route");
    error.says("the list GET /api/v2/channels/voice/ivr/10001/menus/10002/routes doesn't end after");

    assert_eq!(acc.state().addresses(), ["zendesk_ivr_route.test"]);
    assert_eq!(other.requests(), [] as [LoggedRequest; 0]);
}
