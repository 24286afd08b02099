//! A provider block with values that are known only after apply.

use crate::account;
use crate::fake::LoggedRequest;
use crate::harness::{Acceptance, Action};

/// The account's URL comes from an object; a new version of it makes the URL unknown until it is applied.
fn config(acc: &Acceptance, version: u32, rest: &str) -> String {
    let url = acc.fake().url();
    format!(
        r#"
resource "terraform_data" "account" {{
  input = {{ url = "{url}", version = {version} }}
}}
provider "zendesk" {{
  base_url = terraform_data.account.output.url
}}
{rest}
"#
    )
}

fn route(key: &str) -> String {
    format!(
        r#"
resource "zendesk_ivr_route" "key{key}" {{
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "{key}"
  action   = "group"
  options  = {{ group_ids = [360001381413] }}
}}
"#
    )
}

#[test]
fn creates_are_planned_and_reads_keep_the_state() {
    let acc = account::with_menu();
    let first = acc.apply(&config(&acc, 1, &route("1")));
    first.plan.expect_action("zendesk_ivr_route.key1", Action::Create);
    assert_eq!(first.attr("zendesk_ivr_route.key1", "id"), "10001/10002/10003");

    acc.fake().clear_requests();
    let second = acc.apply(&config(&acc, 2, &(route("1") + &route("2"))));
    second.plan.expect_action("zendesk_ivr_route.key1", Action::NoOp);
    second.plan.expect_action("zendesk_ivr_route.key2", Action::Create);
    let warning = second.plan.output.warning("Route not refreshed");
    warning.at("zendesk_ivr_route.key1", "");
    assert_eq!(
        warning.detail,
        "Route 10001/10002/10003 was not read, because the configuration of the provider has values that are known \
         only after apply. The plan starts from what the state holds."
    );
    // Nothing was asked before the apply, which looked at the menu and created one route.
    let creates = acc.fake().requests().iter().filter(|request| request.method == "POST").count();
    assert_eq!(creates, 1);
    assert_eq!(acc.fake().account(|account| account.route_count()), 2);
}

#[test]
fn a_route_that_is_gone_stays_in_the_state_until_it_can_be_read() {
    let acc = account::with_menu();
    acc.apply(&config(&acc, 1, &route("1")));
    acc.fake().account(|account| account.remove_route(10001, 10002, 10003)).unwrap();
    let plan = acc.plan(&config(&acc, 2, &route("1")));
    plan.expect_action("zendesk_ivr_route.key1", Action::NoOp);
    acc.plan(&config(&acc, 1, &route("1"))).expect_action("zendesk_ivr_route.key1", Action::Create);
}

#[test]
fn a_data_source_cannot_wait() {
    let acc = account::with_menu();
    let listed = r#"
data "zendesk_ivr_routes" "test" {
  ivr_id  = 10001
  menu_id = 10002
}
"#;
    let output = acc.plan_fails(&config(&acc, 1, listed));
    let error = output.error("Provider configuration not known yet");
    error.at("data.zendesk_ivr_routes.test", "data \"zendesk_ivr_routes\"");
    error.says("has values that are known only after apply, but this operation needs to ask Zendesk now.");
    error.says("Apply what those values come from first, for example with -target");
    // What the message advises.
    let advised = acc.terraform(&["apply", "-auto-approve", "-target=terraform_data.account"]);
    assert!(advised.status.success(), "{advised}");
    acc.apply(&config(&acc, 1, listed));
    // Where the data source depends on the object, Terraform reads it during the apply.
    let later = listed.replace("menu_id =", "depends_on = [terraform_data.account]\n  menu_id =");
    acc.apply(&config(&acc, 2, &later));
}

#[test]
fn any_argument_may_be_unknown() {
    let acc = account::with_menu();
    let unknown = [
        ("token", "api_token = terraform_data.unknown.id"),
        ("scopes", "oauth_scopes = [\"read\", terraform_data.unknown.id]"),
        ("retries", "max_retries = length(terraform_data.unknown.id)"),
        ("subdomain", "subdomain = terraform_data.unknown.id"),
    ];
    let blocks = unknown.iter().zip(1..).map(|((alias, argument), key)| {
        let provider = format!("provider \"zendesk\" {{\n  alias = \"{alias}\"\n  {argument}\n}}\n");
        provider
            + &route(&key.to_string()).replace("ivr_id ", &format!("provider = zendesk.{alias}\n  ivr_id "))
    });
    let config = blocks.collect::<String>() + "resource \"terraform_data\" \"unknown\" {}\n";
    acc.validate(&config);
    let plan = acc.plan(&config);
    for key in 1..=4 {
        plan.expect_action(&format!("zendesk_ivr_route.key{key}"), Action::Create);
    }
    assert_eq!(acc.fake().requests(), [] as [LoggedRequest; 0]);
}
