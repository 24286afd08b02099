//! Two accounts in one configuration.

use crate::account;
use crate::fake::Fake;
use crate::harness::{Acceptance, Action};
use crate::protocol::debug;

const TWO_ACCOUNTS: &str = r#"
variable "url" {}
variable "email" {}
variable "token" {}

provider "zendesk" {
  alias     = "branch"
  base_url  = var.url
  email     = var.email
  api_token = var.token
}

resource "zendesk_ivr_route" "head_office" {
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "1"
  action   = "phone_number"
  options  = { phone_number = "+12025550101" }
}

resource "zendesk_ivr_route" "branch" {
  provider = zendesk.branch
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "1"
  action   = "phone_number"
  options  = { phone_number = "+12025550102" }
}

data "zendesk_ivr_routes" "branch" {
  provider = zendesk.branch
  ivr_id   = zendesk_ivr_route.branch.ivr_id
  menu_id  = zendesk_ivr_route.branch.menu_id
}
"#;

/// The numbers that the keys of menu 10002 lead to.
fn numbers(fake: &Fake) -> Vec<String> {
    let number =
        |route: &crate::fake::state::Route| route.options["phone_number"].as_str().unwrap().to_owned();
    fake.account(|account| account.routes(10001, 10002).iter().map(number).collect())
}

/// Two accounts with a menu each, and the variables of the second one.
fn two_accounts() -> (Acceptance, Fake) {
    let mut acc = account::with_menu();
    let branch = Fake::start();
    let (email, token) = branch.account(|account| {
        account.set_next_id(10001);
        account.add_ivr("Branch");
        account.ivr_mut(10001).unwrap().menus[0].id = 10002;
        (account.credentials.email.clone(), account.credentials.api_token.clone())
    });
    acc.env("TF_VAR_url", &branch.url()).env("TF_VAR_email", &email).env("TF_VAR_token", &token);
    (acc, branch)
}

#[test]
fn each_account_gets_its_own_routes() {
    let (acc, branch) = two_accounts();

    let applied = acc.apply(TWO_ACCOUNTS);
    // The same key of menus with the same ids: that is one key twice in one account alone.
    applied.plan.expect_action("zendesk_ivr_route.head_office", Action::Create);
    applied.plan.expect_action("zendesk_ivr_route.branch", Action::Create);
    assert_eq!(numbers(acc.fake()), ["+12025550101"]);
    assert_eq!(numbers(&branch), ["+12025550102"]);
    let listed = applied.attr("data.zendesk_ivr_routes.branch", "routes.0.options.phone_number");
    assert_eq!(listed, "+12025550102");
    let token = branch.account(|account| account.credentials.api_token.clone());
    acc.show().does_not_say(&token);

    acc.destroy();
    assert_eq!((acc.fake().account(|a| a.route_count()), branch.account(|a| a.route_count())), (0, 0));
}

#[tokio::test]
async fn with_debug_one_process_serves_one_account_at_a_time() {
    let (mut acc, branch) = two_accounts();
    let variables = acc.fake().env();
    let variables: Vec<_> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let (_process, providers) = debug::start(&variables).await;
    acc.write("empty.tfrc", "");
    let nothing = acc.dir().join("empty.tfrc");
    acc.env("TF_CLI_CONFIG_FILE", nothing.to_str().unwrap());
    acc.env("TF_REATTACH_PROVIDERS", &providers.to_string());
    let output = acc.plan_fails(TWO_ACCOUNTS);
    output.error("Provider process is in use for another account").says("serves one account at a time");
    assert_eq!((numbers(acc.fake()), numbers(&branch)), (vec![], vec![]));

    // Without the routes of the other one, two aliases of one account are no conflict.
    let aliases = TWO_ACCOUNTS
        .replace("var.url", "null")
        .replace("var.email", "null")
        .replace("var.token", "null")
        .replace("keypress = \"1\"\n  action   = \"phone_number\"\n  options  = { phone_number = \"+12025550102\" }", "keypress = \"2\"\n  action   = \"phone_number\"\n  options  = { phone_number = \"+12025550102\" }");
    acc.apply(&aliases);
    let mut here = numbers(acc.fake());
    // They were made side by side.
    here.sort();
    assert_eq!(here, ["+12025550101", "+12025550102"]);
    assert_eq!(numbers(&branch), [] as [&str; 0]);
    // It destroys what it made, for which it needs the process.
    drop(acc);
}
