//! A service that stores something else than it was told.

use serde_json::json;

use super::account::{TEST, account, route};
use crate::fake::{Answer, Fault, Overflow};
use crate::harness::Action;

#[test]
fn zendesk_ivr_route_stored_otherwise_is_told_and_shown() {
    let acc = account();
    acc.fake().account(|account| account.knobs.overflow = Overflow::AlwaysEmpty);
    let arguments = r#"keypress = "1", action = "group", options = { group_ids = [1] }, overflow_options = "[\"voicemail\"]""#;
    let (applied, next) = acc.apply_expecting_drift(&route("test", arguments));
    let warning = applied.output.warning("Zendesk stored another value");
    warning
        .at(TEST, "overflow_options")
        .says(r#"overflow_options was planned as "[\"voicemail\"]", but Zendesk stored none."#)
        .says("The next plan will show the difference.");
    // Terraform wants what it planned; the refresh brings the truth.
    assert_eq!(applied.attr(TEST, "overflow_options"), r#"["voicemail"]"#);
    next.expect_action(TEST, Action::Update);
    assert_eq!(next.change(TEST)["before"]["overflow_options"], json!(null));
    assert_eq!(next.after(TEST, "overflow_options"), Some(&json!(r#"["voicemail"]"#)));
}

#[test]
fn all_values_stored_otherwise_are_told_at_once() {
    let acc = account();
    let answer = json!({"ivr_route": {
        "id": 30001, "keypress": "2", "action": "group", "greeting": null, "option_text": null,
        "options": {"group_ids": [2], "tags": ["b"]}, "overflow_options": [],
    }});
    acc.fake().fault(Fault::answer_after(Answer::json(201, &answer)).on("POST", Fault::ROUTES));
    let arguments = r#"keypress = "1", action = "group", options = { group_ids = [1], tags = ["a"] }"#;
    let warning = acc.apply(&route("test", arguments)).output.warning("Zendesk stored another value");
    warning.at(TEST, "resource").says(
        r#"keypress was planned as "1", but Zendesk stored "2".
        options.group_ids was planned as [1], but Zendesk stored [2].
        options.tags was planned as ["a"], but Zendesk stored ["b"]. The next plan will show the difference."#,
    );
}
