//! What an export makes of IVRs and menus.

use serde_json::json;

use super::program::run;
use crate::fake::Fake;
use crate::harness::Acceptance;

/// Two IVRs of one name, each with two menus of one name that lead to each other.
fn namesakes() -> Fake {
    let fake = Fake::start();
    fake.account(|account| {
        for id in [10001, 20001] {
            account.set_next_id(id);
            account.add_ivr("Main line");
            account.ivr_mut(id).expect("just added").menus[0].id = id + 1;
            let [one, two] = [id + 2, id + 3].map(|menu| {
                account.set_next_id(menu);
                account.add_menu(id, "Billing")
            });
            account.add_route(id, id + 1, "1", "menu", json!({"menu_id": one}));
            account.add_route(id, one, "1", "menu", json!({"menu_id": two}));
            account.add_route(id, two, "1", "menu", json!({"menu_id": id + 1}));
        }
    });
    fake
}

fn exported(fake: &Fake, args: &[&str]) -> String {
    run(fake, &[&["export"], args].concat()).ok().stdout
}

/// Checks that a text has these parts.
#[track_caller]
fn expect_parts(text: &str, parts: &[&str]) {
    parts.iter().for_each(|part| assert!(text.contains(part), "{part:?} isn't in {text}"));
}

#[test]
fn ids_of_ivrs_menus_and_routes_are_in_import_blocks_alone() {
    let text = exported(&namesakes(), &[]);
    let (resources, imports) = text.split_once("\nimport {").expect("import blocks");
    assert!(!resources.contains("= 1000") && !resources.contains("= 2000"), "{resources}");
    assert!(!resources.contains("locals"), "{resources}");
    assert_eq!(imports.matches("  id = ").count(), 2 * (1 + 2 + 3), "{imports}");
    expect_parts(imports, &["\"10001\"", "\"10001/10003\"", "\"20001/20004\""]);
    assert!(!imports.contains("\"10001/10002\""), "the default menu comes with its IVR: {imports}");
}

#[test]
fn namesakes_are_told_apart_and_routes_refer_to_the_right_ones() {
    let text = exported(&namesakes(), &[]);
    expect_parts(
        &text,
        &[
            "resource \"zendesk_ivr\" \"main_line_10001\" {",
            "resource \"zendesk_ivr\" \"main_line_20001\" {",
            "resource \"zendesk_ivr_menu\" \"main_line_10001_billing_10003\" {\n  ivr_id = zendesk_ivr.main_line_10001.ivr_id\n",
            "resource \"zendesk_ivr_menu\" \"main_line_10001_billing_10004\" {",
            "resource \"zendesk_ivr_menu\" \"main_line_20001_billing_20003\" {\n  ivr_id = zendesk_ivr.main_line_20001.ivr_id\n",
            "  menu_id  = zendesk_ivr_menu.main_line_10001_billing_10004.menu_id\n  keypress = \"1\"\n  action   = \"menu\"\n  \
             options = {\n    menu_id = zendesk_ivr.main_line_10001.default_menu_id\n",
            "  menu_id  = zendesk_ivr.main_line_20001.default_menu_id\n  keypress = \"1\"\n  action   = \"menu\"\n  \
             options = {\n    menu_id = zendesk_ivr_menu.main_line_20001_billing_20003.menu_id\n",
        ],
    );
}

#[test]
fn ivrs_and_menus_without_routes_are_exported() {
    let fake = Fake::start();
    fake.account(|account| {
        account.set_next_id(10001);
        account.add_ivr("Empty");
        account.set_next_id(10002);
        account.add_menu(10001, "Nothing yet");
    });
    let ran = run(&fake, &["export"]).ok();
    assert_eq!(ran.stderr, "Exported 1 IVR with its default menu and 1 other menu.\n");
    expect_parts(
        &ran.stdout,
        &[
            "resource \"zendesk_ivr\" \"empty\" {\n  name = \"Empty\"\n  default_menu = {\n    name = \"Main menu\"\n  }\n}\n",
            "resource \"zendesk_ivr_menu\" \"empty_nothing_yet\" {",
        ],
    );
    let ran = run(&fake, &["export", "--routes-only"]).ok();
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", "There are no routes to export.\n"));
}

#[test]
fn a_default_menu_without_a_name_is_left_as_it_is() {
    for name in [None, Some(" ".to_owned())] {
        let fake = namesakes();
        fake.account(|account| account.menu_mut(10001, 10002).expect("there").name = name);
        let text = exported(&fake, &["--ivr", "10001"]);
        let expected = "# IVR \"Main line\"\n# Its default menu has no name, and keeps none\n\
                        resource \"zendesk_ivr\" \"main_line_10001\" {\n  name = \"Main line\"\n}\n";
        expect_parts(&text, &[expected, "  menu_id  = zendesk_ivr.main_line_10001.default_menu_id\n"]);
    }
}

#[test]
fn a_menu_alone_refers_by_id_to_what_is_not_exported() {
    let fake = namesakes();
    let ran = run(&fake, &["export", "--menu", "20004"]).ok();
    assert_eq!(ran.stderr, "Exported 1 menu and 1 route.\n");
    expect_parts(
        &ran.stdout,
        &[
            "# What has no resource here; these are the ids in this account.\nlocals {\n  \
             main_line_20001_billing_20004__ivr_main_line_20001            = 20001\n  \
             main_line_20001_billing_20004__menu_main_line_20001_main_menu = 20002\n}\n",
            "\"main_line_20001_billing_20004\" {\n  ivr_id = local.main_line_20001_billing_20004__ivr_main_line_20001\n",
            "  ivr_id   = local.main_line_20001_billing_20004__ivr_main_line_20001\n  \
             menu_id  = zendesk_ivr_menu.main_line_20001_billing_20004.menu_id\n",
            "    menu_id = local.main_line_20001_billing_20004__menu_main_line_20001_main_menu\n",
        ],
    );
    assert!(!ran.stdout.contains("\"zendesk_ivr\""), "{}", ran.stdout);

    let ran = run(&fake, &["export", "--menu", "20002"]).ok();
    assert_eq!(ran.stderr, "Exported 1 route.\n");
    let told = "  menu_id  = local.main_line_20001_main_menu__menu_main_line_20001_main_menu\n";
    let target = "    menu_id = local.main_line_20001_main_menu__menu_main_line_20001_billing_20003\n";
    expect_parts(&ran.stdout, &[told, target]);
}

#[test]
fn one_ivr_refers_to_a_menu_of_another_by_its_id() {
    let fake = namesakes();
    fake.account(|account| {
        account.add_route(10001, 10002, "2", "menu", json!({"menu_id": 20003}));
        account.add_route(10001, 10002, "3", "menu", json!({"menu_id": 99}));
    });
    let text = exported(&fake, &["--ivr", "10001"]);
    let other = "menu_id = local.main_line_10001__menu_main_line_20001_billing_20003\n";
    expect_parts(&text, &[other, "main_line_20001_billing_20003 = 20003\n", "    menu_id = 99\n"]);
    let text = exported(&fake, &[]);
    expect_parts(
        &text,
        &["    menu_id = zendesk_ivr_menu.main_line_20001_billing_20003.menu_id\n", "    menu_id = 99\n"],
    );
}

#[test]
fn everything_is_written_as_fmt_writes_it() {
    let acc = Acceptance::new();
    acc.fake().account(super::account::seed_nameless);
    let portable = ("portable", &["--portable"][..]);
    for (dir, args) in [("all", &[][..]), portable, ("routes", &["--routes-only"]), ("menu", &["--menu"])] {
        let menu = acc.fake().account(|account| account.ivrs()[0].menus[1].id).to_string();
        let out = acc.dir().join(dir);
        let mut args =
            [&["export", "--skip-unsupported", "--out", out.to_str().expect("UTF-8")], args].concat();
        args.extend((dir == "menu").then_some(menu.as_str()));
        run(acc.fake(), &args).ok();
        let formatted = acc.terraform(&["fmt", "-check", "-diff", dir]);
        assert!(formatted.status.success(), "{formatted}");
        let validated = acc.terraform(&[&format!("-chdir={dir}"), "validate"]);
        assert!(validated.status.success(), "{validated}");
    }
}
