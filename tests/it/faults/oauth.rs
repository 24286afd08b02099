//! OAuth client credentials: one request for a token, shared, and renewed in time.

use std::time::Duration;

use super::account::{config, count, menus_of, stored, token_requests, use_oauth_client, with_menus};
use crate::fake::{Answer, Fault, Gate};
use crate::harness::Acceptance;

const NUMBER: &str = "+12025550101";

fn account(menus: usize) -> Acceptance {
    let mut acc = with_menus(menus);
    use_oauth_client(&mut acc);
    acc
}

/// A list of the routes of each of so many menus.
fn lists(menus: usize) -> String {
    let menus: Vec<_> = menus_of(menus).map(|id| id.to_string()).collect();
    format!(
        "data \"zendesk_ivr_routes\" \"test\" {{\n  for_each = toset({menus:?})\n  ivr_id   = 10001\n  \
         menu_id  = tonumber(each.key)\n}}\n"
    )
}

fn is_unauthorized(request: &crate::fake::LoggedRequest) -> bool {
    request.status == Some(401)
}

#[test]
fn one_request_for_a_token_serves_all_operations_of_a_run() {
    let acc = account(10);
    let secret = acc.fake().account(|account| account.credentials.oauth_client_secret.clone());
    let gate = Gate::new();
    acc.fake().fault(Fault::serve().on("POST", Fault::TOKENS).hold_before(&gate));
    let block = "oauth_client_id = \"fake_client\"\n  oauth_client_secret = var.secret";
    acc.configure(&format!("variable \"secret\" {{}}\n{}", config(10, block, NUMBER)));
    let variable = format!("-var=secret={secret}");
    let running = acc.spawn(&["apply", "-auto-approve", &variable]);
    gate.wait_until_held(1);
    gate.open();
    let output = acc.finish(running);
    assert!(output.status.success(), "{output}");
    // Plan and apply are a run of the provider each.
    assert_eq!(token_requests(&acc), 2);
    let token = acc.fake().requests().into_iter().find(|request| request.is("POST", Fault::TOKENS)).unwrap();
    assert_eq!(token.body["scope"], "read write");
    assert_eq!(token.authorization, None);
    // Two lists of IVRs, 10 lists of routes, 10 creates, and the tokens.
    assert_eq!(count(&acc, |request| request.is("GET", Fault::IVRS)), 2);
    assert_eq!(acc.fake().requests().len(), 24);

    acc.fake().clear_requests();
    acc.apply(&config(10, "", NUMBER)).plan.expect_empty();
    // Plan, apply and two plans are four runs; those that have something to ask Zendesk get a token each.
    assert!(token_requests(&acc) <= 4);
}

#[test]
fn a_token_is_renewed_before_it_expires() {
    let acc = account(1);
    acc.fake().account(|account| account.credentials.token_lifetime = Some(Duration::from_secs(4)));
    let limit = Answer::too_many_requests().header("retry-after", "4");
    acc.fake().fault(Fault::answer(limit).on("GET", Fault::ROUTES));
    acc.plan(&lists(1));
    assert_eq!((token_requests(&acc), count(&acc, is_unauthorized)), (2, 0));
}

/// Has every token that was issued end while ten requests are under way.
fn end_tokens_early(end: impl Fn(&mut crate::fake::Account)) {
    let acc = account(10);
    let gate = Gate::new();
    acc.fake().fault(Fault::serve().on("GET", Fault::ROUTES).hold_before(&gate).times(10));
    acc.configure(&lists(10));
    let running = acc.spawn(&["plan"]);
    gate.wait_until_held(10);
    acc.fake().account(end);
    gate.open();
    let output = acc.finish(running);
    assert!(output.status.success(), "{output}");
    assert_eq!((token_requests(&acc), count(&acc, is_unauthorized)), (2, 10));
}

#[test]
fn a_token_that_is_revoked_is_renewed_once_for_all() {
    end_tokens_early(|account| account.credentials.revoke_issued());
}

#[test]
fn a_token_that_expires_early_is_renewed_once_for_all() {
    end_tokens_early(|account| account.advance(Duration::from_secs(3600)));
}

#[test]
fn a_new_token_that_is_refused_is_not_renewed_again() {
    let acc = account(1);
    acc.fake().fault(Fault::answer(Answer::invalid_token()).on("GET", Fault::ROUTES).times(2));
    let error = acc.plan_fails(&lists(1)).error("Failed to list IVR routes");
    error.says("401 Unauthorized: invalid_token").says("check the OAuth client");
    assert_eq!((token_requests(&acc), count(&acc, is_unauthorized)), (2, 2));
}

#[test]
fn a_refused_client_is_told_once_and_names_the_settings() {
    let mut acc = account(5);
    acc.env("ZENDESK_OAUTH_CLIENT_SECRET", "another secret");
    let output = acc.plan_fails(&lists(5));
    output.says("POST /oauth/tokens with 401 Unauthorized: invalid_client");
    output.says("check oauth_client_id and oauth_client_secret").does_not_say("another secret");
    assert_eq!(acc.fake().requests().len(), 1);

    use_oauth_client(&mut acc);
    acc.fake().clear_requests();
    acc.env("ZENDESK_OAUTH_SCOPES", "read impersonate");
    let output = acc.plan_fails(&lists(5));
    output.says("POST /oauth/tokens with 400 Bad Request: invalid_scope").says("check oauth_scopes");
    let [token] = &acc.fake().requests()[..] else { panic!("{:#?}", acc.fake().requests()) };
    assert_eq!(token.body["scope"], "read impersonate");
}

#[test]
fn the_request_for_a_token_survives_passing_failures() {
    let acc = account(1);
    let faults = [
        Fault::answer(Answer::too_many_requests().header("retry-after", "1")),
        Fault::answer_after(Answer::empty(502)),
        Fault::new(crate::fake::Action::Truncate),
    ];
    faults.into_iter().for_each(|fault| acc.fake().fault(fault.on("POST", Fault::TOKENS)));
    acc.configure(&config(1, "", NUMBER));
    let output = acc.terraform(&["apply", "-auto-approve"]);
    assert!(output.status.success(), "{output}");
    // The plan needs four, and the apply one.
    assert_eq!(token_requests(&acc), 5);
    assert_eq!(stored(&acc, 10002), [20001]);
    acc.destroy();
}
