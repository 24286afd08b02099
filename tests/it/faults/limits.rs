//! The limits that the provider block and the environment set: attempts, time, requests in a minute.

use std::time::Duration;

use super::account::{config, methods, with_menus};
use super::logs::LogPipe;
use crate::fake::{Answer, Fault, Gate, RateLimit};

/// A provider with these arguments, and a list of the routes of menu 10002.
fn list(provider: &str) -> String {
    format!(
        "provider \"zendesk\" {{\n  {provider}\n}}\n\
         data \"zendesk_ivr_routes\" \"test\" {{\n  ivr_id  = 10001\n  menu_id = 10002\n}}\n"
    )
}

#[test]
fn max_retries_is_kept_and_the_attempts_are_told() {
    let mut acc = with_menus(1);
    acc.fake().fault(Fault::answer(Answer::empty(503)).on("GET", Fault::ROUTES).always());
    let path = "/api/v2/channels/voice/ivr/10001/menus/10002/routes";
    for (block, variable, attempts, words) in [
        ("max_retries = 2", "0", "GET GET GET", format!("GET {path} (3 attempts) with 503")),
        ("", "1", "GET GET", format!("GET {path} (2 attempts) with 503")),
        ("max_retries = 0", "5", "GET", format!("GET {path} with 503")),
    ] {
        acc.fake().clear_requests();
        acc.env("ZENDESK_MAX_RETRIES", variable);
        acc.plan_fails(&list(block)).error("Failed to list IVR routes").says(&words);
        assert_eq!(methods(&acc, 10002), attempts);
    }
}

#[test]
fn request_timeout_is_kept() {
    let mut acc = with_menus(1);
    let gate = Gate::new();
    acc.fake().fault(Fault::serve().on("GET", Fault::ROUTES).hold_before(&gate).always());
    acc.env("ZENDESK_MAX_RETRIES", "0");
    for (block, variable) in [("request_timeout = 1", "600"), ("", "1")] {
        acc.env("ZENDESK_REQUEST_TIMEOUT", variable);
        let error = acc.plan_fails(&list(block)).error("Failed to list IVR routes");
        error
            .says("no answer to GET /api/v2/channels/voice/ivr/10001/menus/10002/routes: timed out after 1s");
    }
    gate.open();
}

#[test]
fn a_client_below_the_rate_limit_is_never_told_to_slow_down() {
    let mut acc = with_menus(3);
    // One list of the account, so that the second request of the apply is a create; the plan has the list alone.
    acc.fake().account(|account| account.knobs.nested_routes = true);
    let window = Duration::from_secs(60);
    acc.fake().account(|account| account.knobs.rate_limit = Some(RateLimit { requests: 3, window }));
    let pipe = LogPipe::new(&mut acc, "WARN");
    acc.configure(&config(3, "max_requests_per_minute = 2", "+12025550101"));
    let running = acc.spawn(&["apply", "-auto-approve"]);
    // Each menu wants a route. Nothing but the ceiling holds the third request back.
    pipe.wait_for(&["[WARN]", "waiting before the next request", "max_requests_per_minute is reached"]);
    acc.fake().wait_for_requests(3, |request| request.ended.is_some());
    running.interrupt();
    let output = acc.finish(running);
    pipe.close(&mut acc);
    output.says("stopped before another attempt");
    let statuses: Vec<_> = acc.fake().requests().into_iter().map(|request| request.status).collect();
    assert_eq!(statuses, [Some(200), Some(200), Some(201)]);
    // What was created before the stop is in the state, and so the clean-up destroys it.
    assert_eq!(acc.state().addresses().len(), 1);
    acc.fake().account(|account| account.knobs.rate_limit = None);
    acc.configure(&config(3, "", "+12025550101"));
}
