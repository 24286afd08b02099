//! Exports without an id: what can't be looked up by a name is asked for.

use serde_json::json;

use super::program::run;
use crate::fake::{Answer, Fake, Fault};
use crate::harness::Acceptance;

/// A menu that leads to what has no name of its own, and to nothing.
fn account() -> Fake {
    let fake = Fake::start();
    fake.account(|account| {
        for (id, name) in
            [(360_001, "Sales"), (360_002, "Bu\u{308}ro"), (360_003, "B\u{fc}ro"), (360_004, "Support")]
        {
            account.add_group(id, name);
        }
        account.add_phone_number(370_001, "+12059531462", None);
        account.add_phone_number(370_002, "+4930111111", Some("Berlin"));
        let ivr = account.add_ivr("Main line");
        let menu = account.default_menu(ivr);
        account.set_greeting(ivr, menu, 380_001);
        account.ivr_mut(ivr).expect("there").phone_numbers =
            vec![(370_001, "+12059531462".into()), (370_002, "Berlin".into())];
        account.add_route(ivr, menu, "1", "group", json!({"group_ids": [360_002, 360_001]}));
        account.add_route(ivr, menu, "2", "group", json!({"group_ids": [360_003]}));
        account.add_route(ivr, menu, "3", "voicemail", json!({"group_ids": [360_002]}));
        account.add_route(ivr, menu, "4", "menu", json!({"menu_id": 390_001}));
        let route =
            account.add_route(ivr, menu, "5", "group", json!({"group_ids": [360_004], "language": 360_004}));
        account.route_mut(ivr, menu, route).expect("there").overflow_options.push(json!({"to": 360_001}));
    });
    fake
}

#[test]
fn what_has_no_name_of_its_own_becomes_a_variable() {
    let acc = Acceptance::with(account());
    let ran = run(acc.fake(), &["export", "--portable"]).ok();
    for id in ["360", "370", "380", "390", "21973"] {
        assert!(!ran.stdout.contains(id), "{id}: {}", ran.stdout);
    }
    for line in [
        "- greeting_1: greeting 380001: there is no such greeting in the account that was exported.",
        "- group_1: group 360002: several groups have the name \"B\u{fc}ro\".",
        "- group_2: group 360003: several groups have the name \"B\u{fc}ro\".",
        "- menu_1: menu 390001: there is no such menu in the account that was exported.",
        "- phone_number_1: phone number 370001: it has no nickname.",
        "Warning: Left out: options of 1 route\n",
        "- zendesk_ivr_route.main_line_main_menu_support: language, overflow_options",
    ] {
        assert!(ran.stderr.contains(line), "{line}: {}", ran.stderr);
    }
    for part in [
        "in Main line / Main menu / 1, Main line / Main menu / 3. It can't be looked up: several groups have",
        "  phone_number_ids = [local.phone_number_berlin, var.phone_number_1]\n",
        "    greeting_id = var.greeting_1\n",
        "    group_ids = [var.group_1, local.group_sales]\n",
        "    menu_id = var.menu_1\n",
    ] {
        assert!(ran.stdout.contains(part), "{part}: {}", ran.stdout);
    }
    acc.write("main.tf", &ran.stdout);
    let formatted = acc.terraform(&["fmt", "-check", "-diff"]);
    assert!(formatted.status.success(), "{formatted}");
    acc.terraform(&["plan", "-input=false"]).says("No value for required variable");
    let menu = acc.fake().account(|account| account.ivrs()[0].menus[0].id);
    let values = [
        ("greeting_1", 380_001),
        ("group_1", 360_002),
        ("group_2", 360_003),
        ("menu_1", menu),
        ("phone_number_1", 370_001),
    ];
    acc.write("terraform.tfvars", &values.map(|(name, id)| format!("{name} = {id}\n")).concat());
    assert!(acc.terraform(&["validate"]).status.success());
}

#[test]
fn a_list_that_cannot_be_read_leaves_ids_or_variables() {
    let fake = account();
    let forbidden = || Fault::answer(Answer::forbidden_object()).on("GET", "/api/v2/groups");
    fake.fault(forbidden());
    let ran = run(&fake, &["export"]).ok();
    let said = "The groups have no names in the configuration, since they can't be listed: ";
    assert!(ran.stderr.contains(said), "{}", ran.stderr);
    let has_id = |line: &str| line.split_whitespace().eq(["group_360001", "=", "360001"]);
    assert!(ran.stdout.lines().any(has_id), "{}", ran.stdout);
    assert!(ran.stdout.contains("\"main_line_main_menu_voicemail_group_360002\""), "{}", ran.stdout);
    fake.fault(forbidden());
    let ran = run(&fake, &["export", "--portable"]).ok();
    assert!(
        ran.stderr.contains("- group_1: group 360002: the list of groups couldn't be read."),
        "{}",
        ran.stderr
    );
    assert!(ran.stdout.contains("\"main_line_main_menu_voicemail_group\""), "{}", ran.stdout);
    assert!(!ran.stdout.contains("36000"), "{}", ran.stdout);
}

#[test]
fn a_portable_export_of_a_menu_looks_up_its_ivr_and_the_menus_that_it_leads_to() {
    let acc = Acceptance::with(Fake::start());
    let sub = acc.fake().account(|account| {
        let ivr = account.add_ivr("Main line");
        let (main, other) = (account.default_menu(ivr), account.add_menu(ivr, "Billing"));
        let sub = account.add_menu(ivr, "Opening hours");
        account.add_route(ivr, sub, "1", "menu", json!({"menu_id": main}));
        account.add_route(ivr, sub, "2", "menu", json!({"menu_id": other}));
        sub
    });
    let ran = run(acc.fake(), &["export", "--portable", "--menu", "Opening hours"]).ok();
    for part in [
        "data \"zendesk_ivr\" \"main_line_opening_hours__main_line\" {\n  name = \"Main line\"\n}\n",
        "  ivr_id = local.main_line_opening_hours__ivr_main_line\n  name   = \"Billing\"\n",
        " = data.zendesk_ivr.main_line_opening_hours__main_line.default_menu_id\n",
    ] {
        assert!(ran.stdout.contains(part), "{part}: {}", ran.stdout);
    }
    acc.write("main.tf", &ran.stdout);
    acc.fake().account(|account| {
        let ivr = account.ivrs()[0].id;
        drop(account.remove_menu(ivr, sub));
    });
    let formatted = acc.terraform(&["fmt", "-check", "-diff"]);
    assert!(formatted.status.success(), "{formatted}");
    let plan = acc.terraform(&["plan"]);
    plan.says("Plan: 3 to add, 0 to change, 0 to destroy.");
}

#[test]
fn a_menu_of_an_ivr_that_shares_its_name_asks_for_the_ids_of_both() {
    let acc = Acceptance::with(Fake::start());
    let ids = acc.fake().account(|account| {
        let [ivr, other] = ["Twin", "Twin"].map(|name| account.add_ivr(name));
        let (main, sub) = (account.default_menu(ivr), account.add_menu(ivr, "Sub"));
        account.add_route(ivr, sub, "1", "menu", json!({"menu_id": main}));
        [ivr, other, main, sub].map(|id| id.to_string())
    });
    let ran = run(acc.fake(), &["export", "--portable", "--ivr", &ids[0], "--menu", "Sub"]).ok();
    assert!(!ids.iter().any(|id| ran.stdout.contains(id)), "{}", ran.stdout);
    assert!(!ran.stdout.contains("data \""), "{}", ran.stdout);
    for part in [
        "__ivr_1\" {\n  type        = number\n",
        "__menu_1\" {\n",
        "  ivr_id = var.twin_",
        "    menu_id = var.twin_",
    ] {
        assert!(ran.stdout.contains(part), "{part}: {}", ran.stdout);
    }
    for reason in ["several IVRs have the name \"Twin\".", "its IVR can't be looked up."] {
        assert!(ran.stderr.contains(reason), "{}", ran.stderr);
    }
    acc.write("main.tf", &ran.stdout);
    let validated = acc.terraform(&["validate"]);
    assert!(validated.status.success(), "{validated}");
}
