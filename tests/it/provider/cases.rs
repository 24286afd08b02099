//! Many provider blocks in one run: each is an alias with a data source of its own, that reads a menu of its own.

use crate::account;
use crate::fake::LoggedRequest;
use crate::harness::{Acceptance, Binary};

/// The arguments that a case may take its values from; they are the fake's own.
const VARIABLES: &str = r#"
variable "url" {}
variable "email" {}
variable "api_token" {}
variable "oauth_token" {}
variable "client_id" {}
variable "client_secret" {}
"#;

/// An account of which the environment says nothing; its URL and its credentials are Terraform variables.
pub(super) fn without_environment() -> Acceptance {
    let mut acc = with_environment();
    acc.env_remove("ZENDESK_BASE_URL").env_remove("ZENDESK_EMAIL").env_remove("ZENDESK_API_TOKEN");
    acc
}

/// An account whose URL, e-mail address and API token the environment holds, and Terraform variables as well.
pub(super) fn with_environment() -> Acceptance {
    let mut acc = account::with_menu();
    account::add_menus(&acc, 20);
    // Each alias asks for the routes of its own menu: that tells them apart.
    acc.fake().account(|account| account.knobs.nested_routes = false);
    let url = acc.fake().url();
    let values = acc.fake().account(|account| {
        let own = &account.credentials;
        [
            ("TF_VAR_url", url),
            ("TF_VAR_email", own.email.clone()),
            ("TF_VAR_api_token", own.api_token.clone()),
            ("TF_VAR_oauth_token", own.oauth_token.clone()),
            ("TF_VAR_client_id", own.oauth_client_id.clone()),
            ("TF_VAR_client_secret", own.oauth_client_secret.clone()),
        ]
    });
    for (name, value) in values {
        acc.env(name, &value);
    }
    acc
}

/// A configuration with an alias for each case: its name, and the arguments of its provider block.
pub(super) fn aliases(cases: &[(&str, &str)]) -> String {
    let menus = 10002..;
    let blocks = cases.iter().zip(menus).map(|((name, arguments), menu_id)| {
        format!(
            r#"
provider "zendesk" {{
  alias = "{name}"
  {arguments}
}}
data "zendesk_ivr_routes" "{name}" {{
  provider = zendesk.{name}
  ivr_id   = 10001
  menu_id  = {menu_id}
}}
"#
        )
    });
    VARIABLES.to_owned() + &blocks.collect::<String>()
}

/// What the diagnostics of an alias stand at.
pub(super) fn at(name: &str) -> String {
    format!("provider[\"{}\"].{name}", Binary::chosen().provider_address())
}

/// Checks that each case gets into the account, with this scheme of the Authorization header.
#[track_caller]
pub(super) fn accepts(acc: &Acceptance, cases: &[(&str, &str, &str)]) {
    acc.fake().clear_requests();
    let blocks: Vec<_> = cases.iter().map(|(name, arguments, _)| (*name, *arguments)).collect();
    acc.configure(&aliases(&blocks));
    let output = acc.terraform(&["plan"]);
    assert!(output.status.success(), "{output}");
    let requests = acc.fake().requests();
    for ((name, _, scheme), menu_id) in cases.iter().zip(10002..) {
        let path = format!("/api/v2/channels/voice/ivr/10001/menus/{menu_id}/routes");
        let request = one(requests.iter().filter(|request| request.path == path), name);
        let found = (request.status, request.authorization.as_deref());
        assert_eq!(found, (Some(200), Some(*scheme)), "{name}");
    }
}

/// Checks that a plan refuses each case with one error, and that nothing is asked of Zendesk.
#[track_caller]
pub(super) fn refuses(acc: &Acceptance, cases: &[(&str, &str, &str, &str)]) {
    acc.fake().clear_requests();
    let blocks: Vec<_> = cases.iter().map(|(name, arguments, ..)| (*name, *arguments)).collect();
    let output = acc.plan_fails(&aliases(&blocks));
    let errors = output.diagnostics();
    for (name, _, summary, detail) in cases {
        let error = one(errors.iter().filter(|error| error.address == at(name)), name);
        assert_eq!((error.summary.as_str(), error.detail.as_str()), (*summary, *detail), "{name}");
    }
    assert_eq!(acc.fake().requests(), [] as [LoggedRequest; 0]);
}

#[track_caller]
fn one<T: std::fmt::Debug>(found: impl Iterator<Item = T>, name: &str) -> T {
    let mut found: Vec<_> = found.collect();
    assert_eq!(found.len(), 1, "for {name}: {found:#?}");
    found.pop().expect("just counted")
}
