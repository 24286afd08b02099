//! What happens when Terraform configures the provider, and what each request says of its sender.

use crate::account;
use crate::fake::LoggedRequest;

const ROUTE: &str = r#"
resource "terraform_data" "ivr" {
  input = 10001
}
resource "zendesk_ivr_route" "test" {
  ivr_id   = terraform_data.ivr.output
  menu_id  = 10002
  keypress = "1"
  action   = "group"
  options  = { group_ids = [360001381413] }
}
"#;

#[test]
fn asks_zendesk_nothing() {
    let acc = account::with_menu();
    // Nothing is known yet that Zendesk could be asked about.
    acc.plan(ROUTE);
    assert_eq!(acc.fake().requests(), [] as [LoggedRequest; 0]);
}

#[test]
fn requests_name_their_sender() {
    let mut acc = account::with_menu();
    acc.env("TF_APPEND_USER_AGENT", " pipeline/7\n(nightly) ");
    acc.apply(ROUTE);
    acc.env_remove("TF_APPEND_USER_AGENT");
    let appended = acc.fake().requests();
    acc.fake().clear_requests();
    acc.destroy();
    let bare = acc.fake().requests();
    assert!(!appended.is_empty() && !bare.is_empty());
    for request in appended {
        assert!(agent(&request).ends_with(" pipeline/7 (nightly)"), "{request:?}");
    }
    for request in bare {
        assert_eq!(agent(&request).split(' ').count(), 2, "{request:?}");
    }
}

/// The sender, whose beginning is always the same.
fn agent(request: &LoggedRequest) -> &str {
    let agent = request.user_agent.as_deref().unwrap_or_default();
    assert!(agent.starts_with("terraform-provider-zendesk/0.1.0 Terraform/1."), "{request:?}");
    agent
}
