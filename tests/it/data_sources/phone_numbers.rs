//! `data.zendesk_phone_number` and `data.zendesk_phone_numbers`: numbers of Talk, without their tokens.

use serde_json::{Value, json};

use crate::fake::{Action, Fault};
use crate::harness::Acceptance;

const ALL: &str = "data \"zendesk_phone_numbers\" \"all\" {}\n";

fn test(arguments: &str) -> String {
    format!("data \"zendesk_phone_number\" \"test\" {{\n  {arguments}\n}}\n")
}

/// Numbers 1 "Main line" of IVR 10001, 2 without a nickname, and 3 "Office", which only shows who calls.
fn account() -> Acceptance {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        account.add_phone_number(1, "+12025550100", Some("Main line"));
        account.add_phone_number(2, "+4930123456", None);
        account.add_phone_number(3, "+12025550102", Some("Office"));
        account.phone_number_mut(2).sms_enabled = false;
        let office = account.phone_number_mut(3);
        (office.external, office.voice_enabled, office.sms_enabled) = (true, false, false);
        account.set_next_id(10001);
        account.add_ivr("Main line");
        account.set_numbers(10001, &[1]);
    });
    acc
}

#[test]
fn one_is_found_by_number_nickname_and_id() {
    let acc = account();
    let main_line = json!({
        "phone_number_id": 1, "number": "+12025550100", "nickname": "Main line", "display_number": "+1 (202) 555-0100",
        "ivr_id": 10001, "voice_enabled": true, "sms_enabled": true, "external": false,
    });
    let arguments = [
        "number = \"+12025550100\"",
        "number = \"+1 (202) 555-0100\"",
        "nickname = \"Main line\"",
        "phone_number_id = 1",
    ];
    for arguments in arguments {
        let applied = acc.apply(&test(arguments));
        assert_eq!(applied.state.resource("data.zendesk_phone_number.test"), &main_line, "{arguments}");
    }
}

#[test]
fn it_tells_what_is_switched_on() {
    let acc = account();
    let berlin = json!({
        "phone_number_id": 2, "number": "+4930123456", "nickname": null, "display_number": "+4930123456",
        "ivr_id": null, "voice_enabled": true, "sms_enabled": false, "external": false,
    });
    let applied = acc.apply(&test("number = \"+49 30 123456\""));
    assert_eq!(applied.state.resource("data.zendesk_phone_number.test"), &berlin);
    let office = acc.apply(&test("nickname = \"Office\""));
    let attr = |name| office.attr("data.zendesk_phone_number.test", name);
    assert_eq!(["external", "voice_enabled", "sms_enabled"].map(attr), [true, false, false]);
}

#[test]
fn an_ivr_has_a_number_and_a_route_texts_from_it() {
    let acc = account();
    let config = test("nickname = \"Main line\"")
        + r#"
data "zendesk_phone_number" "berlin" {
  number = "+4930123456"
}
resource "zendesk_ivr" "berlin" {
  name             = "Berlin"
  phone_number_ids = [data.zendesk_phone_number.berlin.phone_number_id]
  force_destroy    = true
}
resource "zendesk_ivr_route" "text" {
  ivr_id   = zendesk_ivr.berlin.ivr_id
  menu_id  = zendesk_ivr.berlin.default_menu_id
  keypress = "3"
  action   = "textback"
  options = {
    sms_text                 = "Hello"
    textback_phone_number_id = data.zendesk_phone_number.test.phone_number_id
  }
}
"#;
    let applied = acc.apply(&config);
    assert_eq!(applied.attr("zendesk_ivr.berlin", "phone_number_ids"), &json!([2]));
    assert_eq!(applied.attr("zendesk_ivr_route.text", "options.textback_phone_number_id"), 1);
}

#[test]
fn a_number_that_is_not_there_is_told_beside_those_that_are() {
    let acc = account();
    let all = "There are: 1 \"Main line\" (+12025550100), 2 \"+4930123456\", 3 \"Office\" (+12025550102).";
    let cases = [
        ("number", "+12025550101", "No phone number has the number \"+12025550101\"."),
        ("nickname", "+4930123456", "No phone number has the nickname \"+4930123456\"."),
    ];
    for (attribute, value, reason) in cases {
        let output = acc.plan_fails(&test(&format!("{attribute} = \"{value}\"")));
        let error = output.error("Phone number not found");
        error.at("data.zendesk_phone_number.test", attribute);
        assert_eq!(error.detail, format!("{reason} {all}"));
    }
}

#[test]
fn of_many_numbers_the_nearest_are_listed_first() {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        (1..=60).for_each(|id| account.add_phone_number(id, &format!("+4930{id:06}"), Some("Branch")));
        account.add_phone_number(61, "+12025550100", Some("Main line"));
    });
    let error = acc.plan_fails(&test("number = \"+12025550199\"")).error("Phone number not found");
    error.says("There are: 61 \"Main line\" (+12025550100), ").says(", and 11 more.");
}

#[test]
fn a_number_that_is_not_in_e164_is_refused_without_a_request() {
    let acc = account();
    for number in ["12025550100", "911", "+0205", "+1234567890123456", "+1202x55", "Main line", "", "+"] {
        let output = acc.validate_fails(&test(&format!("number = \"{number}\"")));
        let error = output.error("Invalid phone number");
        error.at("data.zendesk_phone_number.test", "number").says("Allowed is E.164");
    }
    assert_eq!(acc.fake().requests(), []);
}

#[test]
fn several_arguments_are_an_error_on_one_of_them() {
    let acc = account();
    let cases = [
        ("nickname = \"A\"\n  phone_number_id = 1", "nickname", "nickname and phone_number_id are set."),
        ("phone_number_id = 1\n  number = \"+12025550100\"", "number", "number and phone_number_id are set."),
        (
            "nickname = \"A\"\n  phone_number_id = 1\n  number = \"+12025550100\"",
            "number",
            "number, nickname and phone_number_id are set.",
        ),
    ];
    for (arguments, attribute, reason) in cases {
        let error = acc.validate_fails(&test(arguments)).error("Phone number not determined");
        error.at("data.zendesk_phone_number.test", attribute).says(reason);
    }
    assert_eq!(acc.fake().requests(), []);
}

#[test]
fn numbers_lead_to_ids() {
    let acc = account();
    let applied = acc.apply(ALL);
    let ids = json!({"+12025550100": 1, "+4930123456": 2, "+12025550102": 3});
    assert_eq!(applied.attr("data.zendesk_phone_numbers.all", "ids"), &ids);
    assert_eq!(applied.plan.output.diagnostics(), []);
}

#[test]
fn a_number_that_stands_twice_and_none_are_left_out_with_a_warning() {
    let acc = account();
    acc.fake().account(|account| {
        account.phone_number_mut(3).number = Some("+12025550100".to_owned());
        account.add_phone_number(4, "", Some("Digital"));
        account.phone_number_mut(4).number = None;
    });
    let applied = acc.apply(&(ALL.to_owned() + &test("nickname = \"Digital\"")));
    assert_eq!(applied.attr("data.zendesk_phone_numbers.all", "ids"), &json!({"+4930123456": 2}));
    assert_eq!(applied.attr("data.zendesk_phone_number.test", "number"), &Value::Null);
    let warned = &applied.plan.output;
    let several = warned.warning("Several phone numbers have the number \"+12025550100\"");
    several.says("ids leaves them out, since one number has one id: 1, 3.");
    warned.warning("Some phone numbers have no number").says("ids leaves them out: 4.");
}

#[test]
fn tokens_are_in_no_state_plan_log_or_output() {
    let mut acc = account();
    acc.env("TF_LOG", "TRACE").env("TF_LOG_PROVIDER", "TRACE");
    // The harness looks for every secret of the account, these tokens among them, in each output and each file.
    let outputs =
        "output \"all\" {\n  value = [data.zendesk_phone_number.test, data.zendesk_phone_numbers.all]\n}\n";
    acc.configure(&(test("nickname = \"Main line\"") + ALL + outputs));
    let applied = acc.terraform(&["apply", "-auto-approve"]);
    assert!(applied.status.success(), "{applied}");
    assert!(applied.stderr.contains("request answered"), "{applied}");
    for arguments in [&["show", "-json"][..], &["output", "-json"], &["state", "pull"]] {
        assert!(acc.terraform(arguments).status.success());
    }
    acc.expect_no_secrets();
}

#[test]
fn tokens_are_in_no_error_of_a_list_that_cannot_be_read() {
    let breaks: [fn(&mut Value); 3] = [
        |body| body["phone_numbers"][0]["id"] = Value::Null,
        |body| body["phone_numbers"] = body["phone_numbers"][0].take(),
        |body| *body = body["phone_numbers"].take(),
    ];
    let faults = breaks.map(Fault::edit).into_iter().chain([Fault::new(Action::Truncate)]);
    for fault in faults {
        let mut acc = account();
        acc.env("ZENDESK_MAX_RETRIES", "0").env("TF_LOG", "TRACE").env("TF_LOG_PROVIDER", "TRACE");
        acc.fake().fault(fault.on("GET", Fault::PHONE_NUMBERS));
        acc.configure(ALL);
        let failed = acc.terraform(&["plan"]);
        assert!(failed.stderr.contains("Failed to list phone numbers"), "{failed}");
        acc.expect_no_secrets();
    }
}
