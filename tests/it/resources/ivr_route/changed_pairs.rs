//! Actions and options that the configuration doesn't pair: `ignore_changes` takes one of them from the state.

use serde_json::{Value, json};

use super::account::{TEST, TO_SALES, account, requests, route};
use crate::fake::Put;
use crate::harness::{Acceptance, Action};

fn config(does: &str, ignored: &str) -> String {
    route("test", &format!("keypress = \"1\", {does}, lifecycle {{ ignore_changes = [{ignored}] }}"))
}

/// The writes since the last look.
fn writes(acc: &Acceptance) -> Vec<String> {
    requests(acc).into_iter().filter(|request| !request.starts_with("GET")).collect()
}

fn stored(acc: &Acceptance) -> Value {
    acc.fake().account(|account| {
        let route = account.route(10001, 10002, 30001).unwrap();
        json!([route.action, route.options])
    })
}

#[test]
fn an_action_that_is_ignored_gets_no_options_of_another() {
    for put in [Put::Merge, Put::Replace] {
        let acc = account();
        acc.fake().account(|account| account.knobs.put = put);
        acc.apply(&config(TO_SALES, "action"));
        acc.fake().account(|account| {
            let route = account.route_mut(10001, 10002, 30001).unwrap();
            route.action = Some("menu".into());
            route.options = [("menu_id".into(), json!(10003))].into_iter().collect();
        });
        let before = stored(&acc);
        requests(&acc);
        for command in [&["plan"][..], &["apply", "-auto-approve"]] {
            let output = acc.terraform(command);
            let error = output.error("Option not for this action");
            error.says("The action \"menu\" takes menu_id and tags, but not group_ids.");
            error.says("Ignore action and options both, or neither of them.");
            error.says("To destroy everything all the same, run terraform destroy -refresh=false.");
        }
        assert_eq!(writes(&acc), [] as [String; 0]);
        assert_eq!(stored(&acc), before);
        // As the errors say.
        acc.apply(&config(TO_SALES, "action, options")).plan.expect_action(TEST, Action::NoOp);
        assert_eq!(stored(&acc), before);
    }
}

#[test]
fn options_that_are_ignored_get_no_other_action() {
    let acc = account();
    acc.apply(&config(TO_SALES, "options"));
    requests(&acc);
    let other = "action = \"phone_number\", options = { phone_number = \"+12059531462\" }";
    let output = acc.plan_fails(&config(other, "options"));
    output.error("Missing option").says("The action \"phone_number\" needs options.phone_number.");
    assert_eq!(writes(&acc), [] as [String; 0]);
    // A voicemail takes the options of a group.
    let voicemail = "action = \"voicemail\", options = { group_ids = [360001381433] }";
    acc.apply(&config(voicemail, "options"));
    assert_eq!(stored(&acc), json!(["voicemail", {"group_ids": [360_001_381_413_i64]}]));
}

#[test]
fn an_option_that_the_provider_does_not_know_goes_with_its_action() {
    for put in [Put::Merge, Put::Replace] {
        let acc = account();
        acc.fake().account(|account| {
            account.knobs.put = put;
            let options = json!({"sms_text": "Hi", "textback_phone_number_id": 7, "language": "de"});
            assert_eq!(account.add_route(10001, 10002, "1", "textback", options), 30001);
        });
        let import = "import {\n  to = zendesk_ivr_route.test\n  id = \"10001/10002/30001\"\n}\n";
        let to_menu = "keypress = \"1\", action = \"menu\", options = { menu_id = 10003 }";
        acc.apply(&(route("test", to_menu) + import));
        let put = acc.fake().requests().into_iter().find(|request| request.method == "PUT").unwrap();
        assert_eq!(put.body["ivr_route"]["options"], json!({"menu_id": 10003}));
    }
}
