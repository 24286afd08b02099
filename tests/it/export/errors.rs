//! Exports that fail: they say why, and leave nothing behind.

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use super::account;
use super::program::{run, run_with};
use crate::fake::{Answer, Fake, Fault};

fn small() -> Fake {
    let fake = Fake::start();
    fake.account(|account| {
        account.set_next_id(10001);
        let ivr = account.add_ivr("Main line");
        account.set_next_id(10002);
        let menu = account.add_menu(ivr, "Billing");
        account.add_route(ivr, menu, "1", "group", json!({"group_ids": [7]}));
    });
    fake
}

/// Exports into a new directory, which must not be there afterwards.
#[track_caller]
fn fails(fake: &Fake, args: &[&str], text: &str) -> String {
    let scratch = TempDir::new().expect("a temporary directory");
    let out = scratch.path().join("out");
    let ran =
        run(fake, &[&["export", "--out", out.to_str().expect("UTF-8")], args].concat()).fails_with(text);
    assert_eq!(fs::read_dir(scratch.path()).expect("the directory").count(), 0, "something is left");
    ran.stderr
}

#[test]
fn without_credentials_it_says_how_to_give_them() {
    let ran = run_with([("ZENDESK_SUBDOMAIN", "acme")], &["export"]);
    let ran = ran.fails_with(
        "Error: No authentication configured\n\n  Neither the provider block nor the environment",
    );
    assert!(
        ran.stderr.contains("  - oauth_client_id and oauth_client_secret (ZENDESK_OAUTH_CLIENT_ID, "),
        "{}",
        ran.stderr
    );
    let none: [(&str, &str); 0] = [];
    let ran = run_with(none, &["graph"]).fails_with("Error: No authentication configured");
    assert!(ran.stderr.contains("ZENDESK_SUBDOMAIN"), "{}", ran.stderr);
}

#[test]
fn what_may_not_be_read_is_an_error() {
    let fake = small();
    fake.fault(Fault::answer(Answer::forbidden_object()).on("GET", Fault::IVRS));
    let said = fails(&fake, &[], "Error: Failed to list IVRs");
    assert!(said.contains("You do not have access to this page"), "{said}");
}

#[test]
fn a_list_that_breaks_off_leaves_no_files() {
    let fake = Fake::start();
    fake.account(|account| {
        account::seed(account);
        account.knobs.page_size = 1;
    });
    fake.fault(Fault::answer(Answer::error(500, "InternalError", "oops")).on("GET", Fault::IVRS).nth(3));
    fails(&fake, &[], "Error: Failed to list IVRs");
    assert_eq!(fake.requests().len(), 3);
}

#[test]
fn a_menu_that_cannot_be_read_leaves_no_files() {
    let fake = small();
    let bare = json!({"ivrs": [{"id": 10001, "name": "Main line", "menus": [
        {"id": 10002, "name": "Billing"}, {"id": 10003, "name": "Gone", "routes": []},
    ]}]});
    fake.fault(Fault::answer(Answer::json(200, &bare)).on("GET", Fault::IVRS));
    fake.fault(Fault::answer(Answer::not_json()).on("GET", Fault::ROUTES));
    fails(&fake, &[], "Routes of menu 10002 \"Billing\" (IVR 10001)");
}

#[test]
fn unknown_ids_are_told_with_what_there_is() {
    let fake = small();
    let said = fails(&fake, &["--ivr", "5"], "Error: IVR not found");
    assert!(said.contains("No IVR has the id 5. There are: 10001 \"Main line\"."), "{said}");
    let said = fails(&fake, &["--menu", "5"], "Error: Menu not found");
    assert!(said.contains("No menu has the id 5. There are: "), "{said}");
    assert!(said.contains("10002 \"Billing\""), "{said}");
    fake.account(|account| account.add_ivr("Other"));
    let said = fails(&fake, &["--menu", "10001"], "Error: Menu not found");
    assert!(said.contains("No menu has the id 10001."), "{said}");
    let said = fails(&fake, &["--ivr", "10001", "--menu", "5"], "Error: Menu not found");
    assert!(!said.contains("Other"), "{said}");
    run(&fake, &["graph", "--ivr", "5"]).fails_with("Error: IVR not found");
}

#[test]
fn files_that_are_there_stay_as_they_are() {
    let fake = small();
    let scratch = TempDir::new().expect("a temporary directory");
    let out = scratch.path().to_str().expect("UTF-8");
    fs::write(scratch.path().join("backend.tf"), "# mine\n").expect("written");
    run(&fake, &["export", "--out", out]).ok();
    let before = fs::read_to_string(scratch.path().join("main_line_billing.tf")).expect("exported");
    run(&fake, &["export", "--out", out]).ok();
    fake.account(|account| {
        account.add_menu(10001, "New");
        account.add_route(10001, 10002, "2", "group", json!({"group_ids": [7]}));
    });
    let again = run(&fake, &["export", "--out", out]);
    again.fails_with("has main_line_billing.tf, imports.tf with other content. Nothing was written: move");
    assert_eq!(fs::read_to_string(scratch.path().join("main_line_billing.tf")).expect("there"), before);
    assert_eq!(fs::read_dir(scratch.path()).expect("the directory").count(), 6);
}

#[test]
fn routes_that_cannot_be_managed_stop_it_unless_they_may_be_left_out() {
    let fake = small();
    fake.account(|account| {
        account.set_next_id(10010);
        account.add_route(10001, 10002, "2", "fax", json!({"number": "1\n2"}));
        account.set_next_id(20011);
        account.add_route(10001, 10002, "1", "group", json!({"group_ids": [7]}));
        account.set_next_id(10012);
        account.add_route(10001, 10002, "3", "group", json!({"group_ids": []}));
    });
    let said = fails(&fake, &[], "Error: Not exported: 3 routes that the provider can't manage");
    let billing = "of menu 10002 \"Billing\"";
    for line in [
        format!(
            "- route 10010 {billing}: action is \"fax\". Allowed are group, voicemail, phone_number, textback, menu."
        ),
        format!(
            "- route 20011 {billing}: Route 10386 has the same key, 1; Terraform plans one route for a key."
        ),
        format!("- route 10012 {billing}: The action \"group\" needs options.group_ids."),
    ] {
        assert!(said.contains(&line), "{line} isn't said: {said}");
    }
    let ran = run(&fake, &["export", "--skip-unsupported"]).ok();
    assert!(ran.stderr.starts_with("Warning: Left out: 3 routes\n"), "{}", ran.stderr);
    assert!(
        ran.stderr.ends_with("Exported 1 IVR with its default menu, 1 other menu and 1 route.\n"),
        "{}",
        ran.stderr
    );
    let comment = "# Key 2: fax\n# Zendesk holds more options, which stay as they are: number\n# Left out, route 10010: action is";
    assert!(ran.stdout.contains(comment), "{}", ran.stdout);
}

#[test]
fn ivrs_and_menus_that_cannot_be_managed_stop_it_unless_they_may_be_left_out() {
    let fake = small();
    fake.account(|account| {
        account.set_next_id(10010);
        account.add_menu(10001, " \t\u{2003}");
        account.set_next_id(10011);
        let nameless = account.add_menu(10001, "");
        account.menu_mut(10001, nameless).expect("just added").name = None;
        account.add_route(10001, 10002, "2", "menu", json!({"menu_id": 10010}));
        account.add_route(10001, 10010, "1", "menu", json!({"menu_id": 10002}));
        account.set_next_id(20001);
        account.add_ivr("No default");
        account.ivr_mut(20001).expect("just added").menus[0].default = false;
        account.set_next_id(20002);
        account.add_ivr("Two defaults");
        account.set_next_id(20003);
        let second = account.add_menu(20002, "Second");
        account.menu_mut(20002, second).expect("just added").default = true;
        account.add_route(20002, second, "1", "group", json!({"group_ids": [7]}));
        account.set_next_id(20004);
        account.add_ivr("\n");
    });
    let said = fails(&fake, &[], "Error: Not exported: 3 IVRs and 2 menus that the provider can't manage");
    for line in [
        "- menu 10010 of IVR 10001 \"Main line\": Its name has only white space.",
        "- menu 10011 of IVR 10001 \"Main line\": It has no name.",
        "- IVR 20001 \"No default\": None of its menus is marked as the default one.",
        "- IVR 20002 \"Two defaults\": Several of its menus are marked as the default one: 20386, 20003.",
        "- IVR 20004: Its name has only white space.",
        "or leave them out with --skip-unsupported. With --routes-only, routes alone are exported.",
    ] {
        assert!(said.contains(line), "{line} isn't said: {said}");
    }
    let ran = run(&fake, &["export", "--skip-unsupported"]).ok();
    assert!(ran.stderr.starts_with("Warning: Left out: 3 IVRs and 2 menus\n"), "{}", ran.stderr);
    let told = "Exported 1 IVR with its default menu, 2 other menus and 4 routes.\n";
    assert!(ran.stderr.ends_with(told), "{}", ran.stderr);
    for part in [
        "# IVR 20004 (no name)\n# Left out, IVR 20004: Its name has only white space.\n",
        "# Menu 10011 (no name) of IVR \"Main line\"\n# Left out, menu 10011: It has no name.\n",
        // What is left out is referred to by its id, by its own routes, by routes that lead there, and by menus.
        "  menu_main_line_menu_10010 = 10010\n",
        "  ivr_id   = zendesk_ivr.main_line.ivr_id\n  menu_id  = local.menu_main_line_menu_10010\n",
        "    menu_id = local.menu_main_line_menu_10010\n",
        "  ivr_id = local.ivr_no_default\n  name   = \"Main menu\"\n",
        "  ivr_id   = local.ivr_two_defaults\n  menu_id  = local.menu_two_defaults_second\n",
    ] {
        assert!(ran.stdout.contains(part), "{part:?} isn't in {}", ran.stdout);
    }
    let kept = ["ivr_20004", "main_line_menu_10011", "two_defaults_main_menu"];
    assert!(kept.iter().all(|name| !ran.stdout.contains(name)), "{}", ran.stdout);
    let ran = run(&fake, &["export", "--routes-only"]).ok();
    assert_eq!(ran.stderr, "Exported 4 routes of 8 menus in 4 IVRs.\n");
}

#[test]
fn ids_that_terraform_would_not_keep_stop_it() {
    const TOO_LARGE: i64 = 1 << 53;
    let fake = small();
    fake.account(|account| {
        account.ivr_mut(10001).expect("there").phone_numbers.push((TOO_LARGE, "Berlin".into()));
        account.menu_mut(10001, 10002).expect("there").greeting_id = Some((TOO_LARGE + 1).into());
        account.set_next_id(TOO_LARGE + 2);
        account.add_menu(10001, "Late");
        account.set_next_id(10003);
        let other = account.add_ivr("Other");
        let menu = account.default_menu(other);
        account.menu_mut(other, menu).expect("there").greeting_id = Some((-1).into());
        account.set_next_id(TOO_LARGE + 3);
        account.add_ivr("Last");
        account.ivr_mut(TOO_LARGE + 3).expect("just added").menus[0].id = 10004;
    });
    let said = fails(&fake, &[], "Error: Not exported: 3 IVRs and 2 menus that the provider can't manage");
    let allowed = "which is not a whole number from 1 to 9007199254740991.";
    for line in [
        format!("- IVR 10001 \"Main line\": The id of a phone number is 9007199254740992, {allowed}"),
        format!(
            "- menu 10002 \"Billing\" of IVR 10001 \"Main line\": The id of its greeting is 9007199254740993, {allowed}"
        ),
        format!(
            "- menu 9007199254740994 \"Late\" of IVR 10001 \"Main line\": Its id is 9007199254740994, {allowed}"
        ),
        format!("- IVR 10003 \"Other\": The id of its default menu's greeting is -1, {allowed}"),
        format!("- IVR 9007199254740995 \"Last\": Its id is 9007199254740995, {allowed}"),
    ] {
        assert!(said.contains(&line), "{line} isn't said: {said}");
    }
    run(&fake, &["export", "--skip-unsupported"]).ok();
}
