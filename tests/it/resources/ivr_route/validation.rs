//! What is refused at plan, before anything is asked or done.

use super::account::{account, address, requests, route};
use crate::harness::{Acceptance, Diagnostic};

/// A finding: the route's arguments, the line that it is shown on, its summary, and what the detail begins with.
type Case = (&'static str, &'static str, &'static str, &'static str);

const ID: &str = "Invalid id";
const MISSING: &str = "Missing option";
const FOREIGN: &str = "Option not for this action";

const KEYS_AND_ACTIONS: [Case; 8] = [
    (
        r#"keypress = "10""#,
        "keypress",
        "Invalid keypress",
        r#"keypress is "10". Allowed are 0 to 9, *, # and default."#,
    ),
    (r#"keypress = """#, "keypress", "Invalid keypress", r#"keypress is "". Allowed"#),
    (r#"keypress = "Default""#, "keypress", "Invalid keypress", r#"keypress is "Default". Allowed"#),
    (
        r#"action = "hangup""#,
        "action",
        "Invalid action",
        r#"action is "hangup". Allowed are group, voicemail, phone_number, textback, menu."#,
    ),
    (
        r#"options = { group_ids = [1] }"#,
        "options",
        "Options without action",
        "options is set without action, and the API needs to be told both. Set action to one of group, voicemail, phone_number, textback, menu.",
    ),
    (r#"options = {}"#, "options", "Options without action", "options is set without action"),
    (
        r#"overflow_options = "{}""#,
        "overflow_options",
        "Invalid overflow options",
        "overflow_options has to be the text of a JSON array, but it is JSON, but not an array.",
    ),
    (
        r#"overflow_options = "[1""#,
        "overflow_options",
        "Invalid overflow options",
        "overflow_options has to be the text of a JSON array, but it is not JSON: ",
    ),
];

const OPTIONS_OF_ACTIONS: [Case; 11] = [
    (r#"action = "group""#, "resource", MISSING, r#"The action "group" needs options.group_ids."#),
    (
        r#"action = "group", options = {}"#,
        "options",
        MISSING,
        r#"The action "group" needs options.group_ids."#,
    ),
    (
        r#"action = "voicemail", options = { group_ids = [] }"#,
        "options",
        MISSING,
        r#"The action "voicemail" needs options.group_ids."#,
    ),
    (
        r#"action = "phone_number", options = { tags = ["a"] }"#,
        "options",
        MISSING,
        r#"The action "phone_number" needs options.phone_number."#,
    ),
    (
        r#"action = "textback", options = { textback_phone_number_id = 7 }"#,
        "options",
        MISSING,
        r#"The action "textback" needs options.sms_text."#,
    ),
    (
        r#"action = "textback", options = { sms_text = "a" }"#,
        "options",
        MISSING,
        r#"The action "textback" needs options.textback_phone_number_id."#,
    ),
    (
        r#"action = "menu", options = { menu_id = null }"#,
        "options",
        MISSING,
        r#"The action "menu" needs options.menu_id."#,
    ),
    (
        r#"action = "group", options = { group_ids = [1], menu_id = 1 }"#,
        "options",
        FOREIGN,
        r#"The action "group" takes group_ids and tags, but not menu_id."#,
    ),
    (
        r#"action = "menu", options = { menu_id = 1, sms_text = "a" }"#,
        "options",
        FOREIGN,
        r#"The action "menu" takes menu_id and tags, but not sms_text."#,
    ),
    (
        r#"action = "menu", options = { menu_id = 1, group_ids = [1] }"#,
        "options",
        FOREIGN,
        r#"The action "menu" takes menu_id and tags, but not group_ids."#,
    ),
    (
        r#"action = "textback", options = { sms_text = "a", textback_phone_number_id = 7, phone_number = "+12059531462" }"#,
        "options",
        FOREIGN,
        r#"The action "textback" takes sms_text, textback_phone_number_id and tags, but not phone_number."#,
    ),
];

const VALUES: [Case; 14] = [
    (
        r#"action = "group", options = { group_ids = [1, 1.5] }"#,
        "options",
        ID,
        "options.group_ids[1] is 1.5. Allowed is a whole number from 1 to 9007199254740991.",
    ),
    (
        r#"action = "group", options = { group_ids = [-1] }"#,
        "options",
        ID,
        "options.group_ids[0] is -1. Allowed",
    ),
    (
        r#"action = "group", options = { group_ids = [null] }"#,
        "options",
        ID,
        "options.group_ids[0] is null. Allowed",
    ),
    (
        r#"action = "group", options = { group_ids = [2, 1, 2] }"#,
        "options",
        "Group named twice",
        "options.group_ids[2] names a group that is named before.",
    ),
    (r#"action = "menu", options = { menu_id = -1 }"#, "options", ID, "options.menu_id is -1. Allowed"),
    (
        r#"action = "textback", options = { sms_text = "a", textback_phone_number_id = 9007199254740992 }"#,
        "options",
        ID,
        "options.textback_phone_number_id is 9007199254740992. Allowed",
    ),
    (
        r#"action = "textback", options = { sms_text = " ", textback_phone_number_id = 7 }"#,
        "options",
        "Empty text message",
        "options.sms_text has to hold the text that callers get.",
    ),
    (
        r#"action = "phone_number", options = { phone_number = "+1205953 x12" }"#,
        "options",
        "Invalid phone number",
        r#"options.phone_number is "+1205953 x12". Allowed are digits, a leading + and the separators space, -, ., (, ) and /; an extension can't be dialled."#,
    ),
    (
        r#"action = "phone_number", options = { phone_number = "" }"#,
        "options",
        "Invalid phone number",
        r#"options.phone_number is "". Allowed"#,
    ),
    (
        r#"action = "phone_number", options = { phone_number = "1+2" }"#,
        "options",
        "Invalid phone number",
        r#"options.phone_number is "1+2". Allowed"#,
    ),
    (
        r#"action = "group", options = { group_ids = [1], tags = ["a b"] }"#,
        "options",
        "Invalid tag",
        r#"options.tags holds "a b". A tag has at least one character and no spaces; use _ or - instead."#,
    ),
    (
        r#"action = "group", options = { group_ids = [1], tags = [""] }"#,
        "options",
        "Invalid tag",
        r#"options.tags holds "". A tag"#,
    ),
    (
        r#"action = "group", options = { group_ids = [1], tags = ["a\tb"] }"#,
        "options",
        "Invalid tag",
        r#"options.tags holds "a b". A tag"#,
    ),
    (
        r#"action = "group", options = { group_ids = [1], tags = [null] }"#,
        "options",
        "Invalid tag",
        "options.tags holds null. A tag",
    ),
];

/// Validates one route for each case; each must have its one finding.
fn each_is_found(cases: &[Case]) {
    let acc = account();
    let name = |n| format!("case_{n}");
    let config: String = cases.iter().enumerate().map(|(n, case)| route(&name(n), case.0)).collect();
    let found = acc.validate_fails(&config).diagnostics();
    for (n, (arguments, line, summary, detail)) in cases.iter().enumerate() {
        let address = address(&name(n));
        let own: Vec<_> = found.iter().filter(|found| found.address == address).collect();
        assert_eq!(own.len(), 1, "{arguments}: {own:#?}");
        own[0].at(&address, line);
        assert_eq!(own[0].summary, *summary, "{arguments}");
        assert!(own[0].detail.starts_with(detail), "{arguments}: {}", own[0].detail);
    }
    assert_eq!(found.len(), cases.len());
    assert_eq!(requests(&acc), [""; 0]);
}

#[test]
fn keys_actions_and_overflow_options_are_checked() {
    each_is_found(&KEYS_AND_ACTIONS);
}

#[test]
fn options_are_checked_against_the_action() {
    each_is_found(&OPTIONS_OF_ACTIONS);
}

#[test]
fn values_of_options_are_checked() {
    each_is_found(&VALUES);
}

/// Checks that each of these attributes has this one error, that there is no other, and that nothing is asked of Zendesk.
fn each_has(acc: &Acceptance, found: &[Diagnostic], summary: &str, detail: &str, at: &[(&str, &str)]) {
    for (address, attribute) in at {
        let own: Vec<_> = found.iter().filter(|found| found.address == *address).collect();
        let [error] = own[..] else { panic!("{address}: {own:#?}") };
        error.at(address, attribute).says(&detail.replace("NAME", attribute));
        assert_eq!(error.summary, summary);
    }
    assert_eq!(found.len(), at.len(), "{found:#?}");
    assert_eq!(requests(acc), [""; 0]);
}

#[test]
fn a_value_for_what_only_the_provider_sets_is_refused() {
    let acc = account();
    let summary = "Value for a read-only attribute";
    let detail = "NAME is set by the provider: remove it from the configuration.";
    let with = |name: &str, value: &str| route(name, &format!(r#"keypress = "1", {name} = {value}"#));
    let config = [
        with("id", r#""10001/10002/30001""#),
        with("route_id", "30001"),
        with("option_text", r#""""#),
        "data \"zendesk_ivr\" \"test\" {\n  name = \"Main\"\n  menus = []\n}\n".to_owned(),
        "data \"zendesk_ivrs\" \"test\" {\n  ids = {}\n}\n".to_owned(),
    ];
    let at = [
        ("zendesk_ivr_route.id", "id"),
        ("zendesk_ivr_route.route_id", "route_id"),
        ("zendesk_ivr_route.option_text", "option_text"),
        ("data.zendesk_ivr.test", "menus"),
        ("data.zendesk_ivrs.test", "ids"),
    ];
    each_has(&acc, &acc.validate_fails(&config.concat()).diagnostics(), summary, detail, &at);

    // A variable is known at plan; it may still be null at validate.
    let variable =
        |default| format!("variable \"greeting\" {{\n  type = string\n  default = {default}\n}}\n");
    let config = with("greeting", "var.greeting");
    acc.validate(&(config.clone() + &variable("\"Hello\"")));
    let output = acc.plan_fails(&(config.clone() + &variable("\"Hello\"")));
    each_has(&acc, &output.diagnostics(), summary, detail, &[("zendesk_ivr_route.greeting", "greeting")]);
    acc.plan(&(config + &variable("null")));
}

/// What is null at plan alone.
const NULL_AT_PLAN: &str = r#"
variable "none" {
  type    = number
  default = null
}
resource "zendesk_ivr_route" "test" {
  ivr_id  = 10001
  menu_id = var.none
}
data "zendesk_ivr_menu" "test" {
  ivr_id = var.none
  name   = "Main menu"
}
data "zendesk_ivr_routes" "test" {
  ivr_id  = 10001
  menu_id = var.none
}
"#;

#[test]
fn null_for_what_is_required_is_refused() {
    let acc = account();
    let summary = "Missing required argument";
    let detail = "NAME is required, but it is null. Set it to a value;";
    let literal = "resource \"zendesk_ivr_route\" \"test\" {\n  ivr_id  = null\n  menu_id = 10002\n}\n";
    let failed =
        "data \"zendesk_ivr_menu\" \"test\" {\n  ivr_id = try({}.ivr_id, null)\n  name   = \"Main\"\n}\n";
    let found = acc.validate_fails(&[literal, failed].concat()).diagnostics();
    let at = [("zendesk_ivr_route.test", "ivr_id"), ("data.zendesk_ivr_menu.test", "ivr_id")];
    each_has(&acc, &found, summary, detail, &at);

    let found = acc.plan_fails(NULL_AT_PLAN).diagnostics();
    let at = [
        ("zendesk_ivr_route.test", "menu_id"),
        ("data.zendesk_ivr_menu.test", "ivr_id"),
        ("data.zendesk_ivr_routes.test", "menu_id"),
    ];
    each_has(&acc, &found, summary, detail, &at);
}
