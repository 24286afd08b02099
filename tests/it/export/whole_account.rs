//! A whole account: exported, brought in, and nothing left to do.

use std::fs;
use std::time::Instant;

use super::account::{self, MENUS, ROUTES};
use super::program::{run, run_with};
use crate::fake::{Answer, Fake, Fault};
use crate::harness::Acceptance;
use serde_json::json;

fn grown() -> Acceptance {
    let acc = Acceptance::new();
    acc.fake().account(account::seed);
    acc
}

fn names(acc: &Acceptance) -> Vec<String> {
    let entries = fs::read_dir(acc.dir()).expect("the directory");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

fn requests(fake: &Fake) -> usize {
    let count = fake.requests().len();
    fake.clear_requests();
    count
}

#[test]
fn three_hundred_routes_are_imported_and_nothing_is_changed() {
    let acc = grown();
    let fake = acc.fake();
    let begin = Instant::now();

    let exported = run(fake, &["export", "--routes-only", "--out", acc.dir().to_str().expect("UTF-8")]).ok();
    let export_requests = requests(fake);
    let export_time = begin.elapsed();
    assert_eq!(exported.stdout, "");
    assert!(
        exported.stderr.starts_with("Exported 300 routes of 25 menus in 3 IVRs to "),
        "{}",
        exported.stderr
    );
    assert_eq!(
        names(&acc).len(),
        MENUS + 3,
        "one file for each menu, and terraform.tf, locals.tf, imports.tf"
    );

    let formatted = acc.terraform(&["fmt", "-check", "-diff"]);
    assert!(formatted.status.success(), "{formatted}");

    let plan = acc.terraform(&["plan", "-out", "tfplan"]);
    assert!(plan.status.success(), "{plan}");
    plan.says("Plan: 300 to import, 0 to add, 0 to change, 0 to destroy.");
    let plan_requests = requests(fake);
    let apply = acc.terraform(&["apply", "tfplan"]);
    assert!(apply.status.success(), "{apply}");
    apply.says("Apply complete! Resources: 300 imported, 0 added, 0 changed, 0 destroyed.");
    let apply_requests = requests(fake);
    let again = acc.terraform(&["plan", "-detailed-exitcode"]);
    assert_eq!(again.status.code(), Some(0), "{again}");
    again.says("No changes.");
    let again_requests = requests(fake);
    let time = begin.elapsed();

    // The import blocks are done with.
    fs::remove_file(acc.dir().join("imports.tf")).expect("imports.tf");
    let without = acc.terraform(&["plan", "-detailed-exitcode"]);
    assert_eq!(without.status.code(), Some(0), "{without}");

    println!(
        "{ROUTES} routes, {MENUS} menus: export {export_requests} request(s) in {export_time:.1?}, plan {plan_requests}, \
         apply {apply_requests}, plan {again_requests} requests; all in {time:.1?}"
    );
    assert_eq!((export_requests, plan_requests, apply_requests, again_requests), (1, 1, 0, 1));
}

#[test]
fn standard_output_is_one_file_that_can_be_planned() {
    let acc = grown();
    let ivr = acc.fake().account(|account| account.ivrs()[2].id).to_string();
    let exported = run(acc.fake(), &["export", "--routes-only", "--ivr", &ivr]).ok();
    assert_eq!(exported.stderr, "Exported 96 routes of 8 menus in 1 IVR.\n");
    acc.write("main.tf", &exported.stdout);
    let formatted = acc.terraform(&["fmt", "-check", "-diff"]);
    assert!(formatted.status.success(), "{formatted}");
    let plan = acc.terraform(&["plan"]);
    plan.says("Plan: 96 to import, 0 to add, 0 to change, 0 to destroy.");
}

#[test]
fn one_menu_keeps_the_names_that_it_has_in_the_whole() {
    let acc = grown();
    let whole = run(acc.fake(), &["export"]).ok().stdout;
    let menu = acc.fake().account(|account| account.ivrs()[1].menus[3].id);
    let part = run(acc.fake(), &["export", "--menu", &menu.to_string()]).ok();
    assert_eq!(part.stderr, "Exported 1 menu and 12 routes.\n");
    let resources = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("resource ")).map(str::to_owned).collect()
    };
    let (whole, part) = (resources(&whole), resources(&part.stdout));
    assert_eq!((whole.len(), part.len()), (MENUS + ROUTES, 13));
    assert!(part.iter().all(|line| whole.contains(line)), "{part:#?}");
}

#[test]
fn what_the_list_of_ivrs_leaves_out_is_asked_for() {
    let fake = Fake::start();
    let (ivr, main, other) = fake.account(|account| {
        let ivr = account.add_ivr("Main line");
        let (main, other) = (account.default_menu(ivr), account.add_menu(ivr, "Billing"));
        account.add_route(ivr, main, "1", "menu", json!({"menu_id": other}));
        account.add_route(ivr, other, "default", "voicemail", json!({"group_ids": [7]}));
        (ivr, main, other)
    });
    let nested = run(&fake, &["export"]).ok();
    assert_eq!(requests(&fake), 1);

    let bare = json!({"ivrs": [{"id": ivr, "name": "Main line"}]});
    fake.fault(Fault::answer(Answer::json(200, &bare)).on("GET", Fault::IVRS).times(2));
    let menus = json!({"ivr_menus": [{"id": main, "name": "Main menu", "default": true}, {"id": other, "name": "Billing"}]});
    fake.fault(Fault::answer(Answer::json(200, &menus)).on("GET", Fault::MENUS).times(2));
    let asked = run(&fake, &["export"]).ok();
    assert_eq!(asked.stdout, nested.stdout);
    let mut paths: Vec<_> = fake.requests().into_iter().map(|request| request.path).collect();
    paths.sort();
    let list = "/api/v2/channels/voice/ivr";
    let expected = [
        list.to_owned(),
        format!("{list}/{ivr}/menus"),
        format!("{list}/{ivr}/menus/{main}/routes"),
        format!("{list}/{ivr}/menus/{other}/routes"),
    ];
    assert_eq!(paths, expected);

    fake.clear_requests();
    run(&fake, &["export", "--menu", &other.to_string()]).ok();
    assert_eq!(requests(&fake), 3, "no routes but those of the menu");
}

#[test]
fn requests_say_who_asks() {
    let fake = Fake::start();
    let variables = fake.env().into_iter().chain([("TF_APPEND_USER_AGENT", "acme-migration".to_owned())]);
    let ran = run_with(variables, &["export"]).ok();
    assert_eq!(ran.stderr, "There is nothing to export.\n");
    let agents: Vec<_> = fake.requests().into_iter().filter_map(|request| request.user_agent).collect();
    assert_eq!(agents, ["terraform-provider-zendesk/0.1.0 acme-migration"]);
}
