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
    let again = run(&fake, &["export", "--out", out]);
    again.fails_with(
        "has terraform.tf, locals.tf, main_line_billing.tf, imports.tf already. Nothing is overwritten",
    );
    assert_eq!(fs::read_to_string(scratch.path().join("main_line_billing.tf")).expect("there"), before);
    assert_eq!(fs::read_dir(scratch.path()).expect("the directory").count(), 5);
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
    assert!(ran.stderr.ends_with("Exported 1 route of 2 menus in 1 IVR.\n"), "{}", ran.stderr);
    let comment = "# Key 2: fax\n# Zendesk holds more options, which stay as they are: number\n# Left out, route 10010: action is";
    assert!(ran.stdout.contains(comment), "{}", ran.stdout);
}
