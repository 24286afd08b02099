//! `data.zendesk_ivr` and `data.zendesk_ivr_menu`: the ids that a route needs, by name.

use serde_json::json;

use crate::fake::{Answer, Fault};
use crate::harness::Acceptance;

/// IVR 10001 "Main line" with menus 10385 "Main menu" (default) and 10002 "Billing"; IVR 10010 "Night" with its own.
fn account() -> Acceptance {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        account.set_next_id(10001);
        let ivr = account.add_ivr("Main line");
        let numbers = &mut account.ivr_mut(ivr).unwrap().phone_numbers;
        numbers.extend([(5, "Toll-free".to_owned()), (6, "Berlin".to_owned())]);
        account.set_next_id(10002);
        account.add_menu(ivr, "Billing");
        account.menu_mut(ivr, 10002).unwrap().greeting_id = Some(77.into());
        account.set_next_id(10010);
        account.add_ivr("Night");
    });
    acc
}

fn ivr(arguments: &str) -> String {
    format!("data \"zendesk_ivr\" \"test\" {{\n  {arguments}\n}}\n")
}

fn menu(arguments: &str) -> String {
    format!("data \"zendesk_ivr_menu\" \"test\" {{\n  ivr_id = 10001\n  {arguments}\n}}\n")
}

#[test]
fn an_ivr_is_found_by_id_and_by_name() {
    let acc = account();
    let expected = json!({
        "ivr_id": 10001, "name": "Main line", "phone_number_ids": [5, 6], "phone_number_names": ["Toll-free", "Berlin"],
        "menus": [
            {"menu_id": 10385, "name": "Main menu", "default": true},
            {"menu_id": 10002, "name": "Billing", "default": false},
        ],
        "menu_ids": {"Main menu": 10385, "Billing": 10002},
        "default_menu_id": 10385,
    });
    for lookup in ["ivr_id = 10001", "name = \"Main line\""] {
        let applied = acc.apply(&ivr(lookup));
        assert_eq!(applied.state.resource("data.zendesk_ivr.test"), &expected, "{lookup}");
    }
}

#[test]
fn a_menu_is_found_by_id_by_name_and_as_the_default() {
    let acc = account();
    let billing =
        json!({"ivr_id": 10001, "menu_id": 10002, "name": "Billing", "default": false, "greeting_id": 77});
    for lookup in ["menu_id = 10002", "name = \"Billing\""] {
        let applied = acc.apply(&menu(lookup));
        assert_eq!(applied.state.resource("data.zendesk_ivr_menu.test"), &billing, "{lookup}");
    }
    let main =
        json!({"ivr_id": 10001, "menu_id": 10385, "name": "Main menu", "default": true, "greeting_id": null});
    let applied = acc.apply(&menu("default = true"));
    assert_eq!(applied.state.resource("data.zendesk_ivr_menu.test"), &main);
}

#[test]
fn a_name_that_none_or_several_have_is_an_error_with_candidates() {
    let acc = account();
    acc.fake().account(|account| {
        account.set_next_id(10020);
        account.add_ivr("Main line");
        account.set_next_id(10003);
        account.add_menu(10001, "Billing");
        account.set_next_id(10004);
        account.add_menu(10001, "");
        account.menu_mut(10001, 10004).unwrap().default = true;
        account.menu_mut(10001, 10004).unwrap().name = None;
    });
    let all = "There are: 10001 \"Main line\", 10010 \"Night\", 10020 \"Main line\".";
    let cases = [
        ("name = \"Main\"", "name", "IVR not found", format!("No IVR has the name \"Main\". {all}")),
        ("ivr_id = 7", "ivr_id", "IVR not found", format!("No IVR has the id 7. {all}")),
        (
            "name = \"Main line\"",
            "name",
            "Several IVRs found",
            "Several IVRs have the name \"Main line\": 10001 \"Main line\", 10020 \"Main line\". Name the one that is \
             meant by its id."
                .to_owned(),
        ),
    ];
    for (lookup, attribute, summary, detail) in cases {
        let error = acc.plan_fails(&ivr(lookup)).error(summary);
        error.at("data.zendesk_ivr.test", attribute).says(&detail);
    }
    let all = "There are: 10385 \"Main menu\" (default), 10002 \"Billing\", 10003 \"Billing\", 10004 \"\" (default).";
    let cases = [
        ("name = \"billing\"", "name", "Menu not found", format!("No menu has the name \"billing\". {all}")),
        ("menu_id = 10394", "menu_id", "Menu not found", format!("No menu has the id 10394. {all}")),
        (
            "name = \"Billing\"",
            "name",
            "Several menus found",
            "Several menus have the name \"Billing\": 10002 \"Billing\", 10003 \"Billing\".".to_owned(),
        ),
        (
            "default = true",
            "default",
            "Several menus found",
            "Several menus have default = true: 10385 \"Main menu\" (default), 10004 \"\" (default)."
                .to_owned(),
        ),
    ];
    for (lookup, attribute, summary, detail) in cases {
        let error = acc.plan_fails(&menu(lookup)).error(summary);
        error.at("data.zendesk_ivr_menu.test", attribute).says(&detail);
    }
    let other = "data \"zendesk_ivr_menu\" \"test\" {\n  ivr_id = 7\n  default = true\n}\n";
    let error = acc.plan_fails(other).error("IVR not found");
    error.at("data.zendesk_ivr_menu.test", "ivr_id").says("No IVR has the id 7.");
}

#[test]
fn names_are_compared_in_whatever_unicode_form() {
    let (composed, decomposed) = ("B\u{fc}ro Z\u{fc}rich", "Bu\u{308}ro Zu\u{308}rich");
    let with_decomposed = || {
        let acc = account();
        acc.fake().account(|account| {
            account.set_next_id(10020);
            account.add_ivr(decomposed);
            account.set_next_id(10003);
            account.add_menu(10001, decomposed);
        });
        acc
    };
    let acc = with_decomposed();
    for name in [composed, decomposed] {
        let lookup = format!("name = \"{name}\"");
        assert_eq!(acc.apply(&ivr(&lookup)).state.attr("data.zendesk_ivr.test", "ivr_id"), 10020);
        assert_eq!(acc.apply(&menu(&lookup)).state.attr("data.zendesk_ivr_menu.test", "menu_id"), 10003);
    }
    let acc = with_decomposed();
    acc.fake().account(|account| {
        account.set_next_id(10030);
        account.add_ivr(composed);
        account.set_next_id(10004);
        account.add_menu(10001, composed);
    });
    for name in [composed, decomposed] {
        let lookup = format!("name = \"{name}\"");
        acc.plan_fails(&ivr(&lookup)).error("Several IVRs found").says("10020").says("10030");
        acc.plan_fails(&menu(&lookup)).error("Several menus found").says("10003").says("10004");
    }
}

#[test]
fn what_does_not_determine_one_is_refused_without_a_request() {
    let acc = account();
    let cases = [
        (ivr(""), "IVR not determined", "Neither ivr_id nor name is set."),
        (ivr("ivr_id = 1\n  name = \"a\""), "IVR not determined", "Both ivr_id and name are set."),
        (ivr("ivr_id = -1"), "Invalid id", "ivr_id is -1."),
        (menu(""), "Menu not determined", "None of menu_id, name and default is set."),
        (menu("menu_id = 1\n  name = \"a\""), "Menu not determined", "menu_id and name are set."),
        (menu("name = \"a\"\n  default = true"), "Menu not determined", "name and default are set."),
        (menu("default = false"), "Menu not determined", "default = false finds no menu"),
        (menu("menu_id = 1.5"), "Invalid id", "menu_id is 1.5."),
    ];
    for (config, summary, detail) in cases {
        acc.validate_fails(&config).error(summary).says(detail);
    }
    assert_eq!(acc.fake().requests().len(), 0);
}

#[test]
fn a_lookup_by_what_is_known_after_apply_waits() {
    let acc = account();
    let config = format!(
        "resource \"terraform_data\" \"name\" {{\n  input = \"Billing\"\n}}\n{}",
        menu("name = terraform_data.name.output")
    );
    let applied = acc.apply(&config);
    assert_eq!(applied.attr("data.zendesk_ivr_menu.test", "menu_id"), 10002);
}

#[test]
fn many_lookups_are_one_request() {
    let acc = account();
    let config = r#"
        data "zendesk_ivr" "all" {
          for_each = toset(["Main line", "Night"])
          name     = each.key
        }
        data "zendesk_ivr_menu" "all" {
          for_each = toset(["Main menu", "Billing"])
          ivr_id   = data.zendesk_ivr.all["Main line"].ivr_id
          name     = each.key
        }
    "#;
    acc.plan(config);
    assert_eq!(acc.fake().requests().len(), 1);
}

#[test]
fn menus_that_the_list_of_ivrs_lacks_are_listed_once() {
    let acc = account();
    let bare = json!({"ivrs": [{"id": 10001, "name": "Main line"}]});
    acc.fake().fault(Fault::answer(Answer::json(200, &bare)).on("GET", Fault::IVRS));
    let config = r#"
        data "zendesk_ivr" "main" { name = "Main line" }
        data "zendesk_ivr_menu" "all" {
          for_each = toset(["Main menu", "Billing"])
          ivr_id   = 10001
          name     = each.key
        }
    "#;
    acc.plan(config);
    assert_eq!(acc.fake().requests().len(), 2);
}

#[test]
fn a_list_of_many_pages_is_read_to_its_end() {
    let acc = account();
    acc.fake().account(|account| account.knobs.page_size = 1);
    let applied = acc.apply(&ivr("name = \"Night\""));
    assert_eq!(applied.attr("data.zendesk_ivr.test", "ivr_id"), 10010);
}

#[test]
fn what_may_not_be_read_is_an_error() {
    let acc = account();
    acc.fake().fault(Fault::answer(Answer::forbidden_text()).on("GET", Fault::IVRS));
    let error = acc.plan_fails(&ivr("name = \"Night\"")).error("Failed to list IVRs");
    error.says("You do not have access to this page.");
}
