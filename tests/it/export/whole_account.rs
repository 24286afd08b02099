//! A whole account: exported, brought in, and nothing left to do.

use std::fs;
use std::time::Instant;

use super::account::{self, MENUS, ROUTES};
use super::program::{run, run_with};
use crate::fake::{Answer, Fake, Fault};
use crate::harness::Acceptance;
use serde_json::{Value, json};

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

/// Exports into the directory, asks for so many lists of what has no resource, imports so many resources, and checks that
/// nothing is to be done then.
#[track_caller]
fn bring_in(acc: &Acceptance, args: &[&str], lists: usize, imports: usize, told: &str) {
    let fake = acc.fake();
    let begin = Instant::now();

    let dir = acc.dir();
    let out = dir.to_str().expect("UTF-8");
    let exported = run(fake, &[&["export", "--out", out], args].concat()).ok();
    let export_requests = requests(fake);
    let export_time = begin.elapsed();
    assert_eq!(exported.stdout, "");
    assert!(exported.stderr.contains(told), "{}", exported.stderr);

    let formatted = acc.terraform(&["fmt", "-check", "-diff"]);
    assert!(formatted.status.success(), "{formatted}");

    let plan = acc.terraform(&["plan", "-out", "tfplan"]);
    assert!(plan.status.success(), "{plan}");
    plan.says(&format!("Plan: {imports} to import, 0 to add, 0 to change, 0 to destroy."));
    // That of development overrides.
    assert_eq!(plan.text().matches("Warning: ").count(), 1, "{plan}");
    let plan_requests = requests(fake);
    let apply = acc.terraform(&["apply", "tfplan"]);
    assert!(apply.status.success(), "{apply}");
    apply.says(&format!("Apply complete! Resources: {imports} imported, 0 added, 0 changed, 0 destroyed."));
    let apply_requests = requests(fake);
    let again = acc.terraform(&["plan", "-detailed-exitcode"]);
    assert_eq!(again.status.code(), Some(0), "{again}");
    again.says("No changes.");
    let again_requests = requests(fake);
    let time = begin.elapsed();

    // The import blocks are done with.
    let blocks = names(acc).into_iter().find(|name| name.starts_with("imports")).expect("import blocks");
    assert!(exported.stderr.ends_with(&format!("; then delete {blocks}.\n")), "{}", exported.stderr);
    fs::remove_file(acc.dir().join(blocks)).expect("the file of the import blocks");
    let without = acc.terraform(&["plan", "-detailed-exitcode"]);
    assert_eq!(without.status.code(), Some(0), "{without}");

    println!(
        "{ROUTES} routes, {MENUS} menus: export {export_requests} request(s) in {export_time:.1?}, plan {plan_requests}, \
         apply {apply_requests}, plan {again_requests} requests; all in {time:.1?}"
    );
    assert_eq!((export_requests, plan_requests, apply_requests, again_requests), (1 + lists, 1, 0, 1));
}

#[test]
fn a_whole_account_is_imported_and_nothing_is_changed() {
    let acc = grown();
    let told = "Exported 3 IVRs with their default menus, 22 other menus and 300 routes to ";
    bring_in(&acc, &[], 3, MENUS + ROUTES, told);
    for file in ["references.tf", "24_7", "ivr_24_7_notfall_hotline.tf", "ivr_24_7_notfall_hotline_nacht.tf"]
    {
        assert!(names(&acc).iter().any(|name| name.contains(file)), "{file}: {:?}", names(&acc));
    }
    let references = fs::read_to_string(acc.dir().join("references.tf")).expect("the file");
    for (id, name) in
        [(account::GROUPS[0].0, "group_sales"), (account::GROUPS[1].0, "group_support_2nd_level")]
    {
        assert!(references.contains(&format!(" {id}\n")) && references.contains(name), "{references}");
    }
    // Each id once: only this file has one that isn't in an import block.
    for name in names(&acc).iter().filter(|name| name.ends_with(".tf")) {
        let text = fs::read_to_string(acc.dir().join(name)).expect("a file");
        let overflow = |line: &&str| line.contains("overflow_options");
        let ids = text.lines().filter(|line| !overflow(line)).flat_map(|line| line.split_whitespace());
        let ids: Vec<_> = ids.filter(|word| word.parse().is_ok_and(|id: i64| id > 360_000_000_000)).collect();
        assert!(name == "references.tf" || ids.is_empty(), "{ids:?} in {name}");
    }
}

#[test]
fn three_hundred_routes_alone_are_imported_and_nothing_is_changed() {
    let acc = grown();
    bring_in(&acc, &["--routes-only"], 0, ROUTES, "Exported 300 routes of 25 menus in 3 IVRs to ");
    let names = names(&acc);
    assert!(names.contains(&"locals.tf".to_owned()), "{names:?}");
    assert!(
        !names.contains(&"references.tf".to_owned()) && !names.contains(&"main_line.tf".to_owned()),
        "{names:?}"
    );
}

#[test]
fn what_is_left_out_keeps_nothing_else_from_being_imported() {
    let acc = Acceptance::new();
    acc.fake().account(account::seed_nameless);
    let told = "Exported 2 IVRs with their default menus, 20 other menus and 300 routes to ";
    bring_in(&acc, &["--skip-unsupported"], 3, MENUS + ROUTES - 3, told);
}

#[test]
fn one_menu_is_imported_and_nothing_is_changed() {
    for (index, imports, told) in
        [(1, 13, "Exported 1 menu and 12 routes to "), (0, 12, "Exported 12 routes to ")]
    {
        let acc = grown();
        let menu = acc.fake().account(|account| account.ivrs()[0].menus[index].id).to_string();
        bring_in(&acc, &["--menu", &menu], 2, imports, told);
    }
}

#[test]
fn one_ivr_is_imported_and_nothing_is_changed() {
    let acc = grown();
    let ivr = acc.fake().account(|account| account.ivrs()[0].id).to_string();
    bring_in(
        &acc,
        &["--ivr", &ivr],
        3,
        117,
        "Exported 1 IVR with its default menu, 8 other menus and 108 routes to ",
    );
}

/// Gives each menu of a document a greeting of Zendesk's.
fn greet(document: &mut Value) {
    match document {
        Value::Array(items) => items.iter_mut().for_each(greet),
        Value::Object(fields) => {
            fields.values_mut().for_each(greet);
            if fields.contains_key("greeting_id") {
                fields.insert("greeting_id".to_owned(), json!("ivr_none"));
            }
        }
        _ => {}
    }
}

#[test]
fn greetings_of_zendesk_are_left_as_they_are() {
    let acc = grown();
    acc.fake().fault(Fault::edit(greet).on("GET", Fault::API).always());
    bring_in(&acc, &[], 2, MENUS + ROUTES, "Exported 3 IVRs with their default menus, ");
    let ivr = fs::read_to_string(acc.dir().join("ivr_24_7_notfall_hotline.tf")).expect("the file");
    assert!(ivr.contains("default_menu") && !ivr.contains("greeting_id"), "{ivr}");
}

#[test]
fn a_route_to_a_menu_of_another_ivr_is_imported() {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        let [one, other] = ["One", "Other"].map(|name| account.add_ivr(name));
        let (menu, far) = (account.default_menu(one), account.add_menu(other, "Far"));
        account.add_route(one, menu, "1", "menu", json!({"menu_id": far}));
    });
    acc.write("main.tf", &run(acc.fake(), &["export"]).ok().stdout);
    let plan = acc.terraform(&["plan"]);
    plan.says("Plan: 4 to import, 0 to add, 0 to change, 0 to destroy.");
}

#[test]
fn an_account_exported_again_after_something_was_renamed_is_an_error_at_plan() {
    let acc = grown();
    let (ivr, menu) = acc.fake().account(|account| (account.ivrs()[2].id, account.ivrs()[2].menus[1].id));
    let export = || run(acc.fake(), &["export", "--ivr", &ivr.to_string()]).ok().stdout;
    acc.write("main.tf", &export());
    let apply = acc.terraform(&["apply", "-auto-approve"]);
    assert!(apply.status.success(), "{apply}");
    acc.fake().account(|account| account.menu_mut(ivr, menu).expect("there").name = Some("Welcome".into()));
    acc.plan_fails(&export()).says("Menu kept and destroyed in one run");
    acc.fake().account(|account| account.ivr_mut(ivr).expect("there").name = Some("Head office".into()));
    acc.plan_fails(&export()).says("IVR kept and destroyed in one run");
}

#[test]
fn an_account_exported_again_after_a_namesake_was_deleted_is_an_error_at_plan() {
    let acc = Acceptance::new();
    let (ivr, menus) = acc.fake().account(|account| {
        let ivr = account.add_ivr("Main line");
        let menus = [(); 2].map(|()| account.add_menu(ivr, "Billing"));
        for menu in menus {
            account.add_route(ivr, menu, "1", "group", json!({"group_ids": [7]}));
        }
        (ivr, menus)
    });
    let export = || run(acc.fake(), &["export"]).ok().stdout;
    acc.write("main.tf", &export());
    let apply = acc.terraform(&["apply", "-auto-approve"]);
    assert!(apply.status.success(), "{apply}");
    acc.fake().account(|account| drop(account.remove_menu(ivr, menus[0])));
    // The name passes to nobody: the one that is left has another address now, which the plan refuses.
    let exported = export();
    assert!(exported.contains("\"main_line_billing\""), "{exported}");
    assert!(!exported.contains(&format!("main_line_billing_{}", menus[0])), "{exported}");
    let plan = acc.plan_fails(&exported);
    plan.says("Menu kept and destroyed in one run");
    acc.configure(&format!(
        "{exported}\n{}",
        moved(&format!("main_line_billing_{}", menus[1]), "main_line_billing", &["", "_group_7"])
    ));
    let apply = acc.terraform(&["apply", "-auto-approve"]);
    assert!(apply.status.success(), "{apply}");
    acc.fake().account(|account| assert_eq!(account.routes(ivr, menus[1]).len(), 1));
    let again = acc.terraform(&["plan", "-detailed-exitcode"]);
    assert_eq!(again.status.code(), Some(0), "{again}");
}

/// Moves a menu and its routes, of which the rests of the names are given, the menu's own first.
fn moved(from: &str, to: &str, rests: &[&str]) -> String {
    let block = |rest: &&str| {
        let resource = if rest.is_empty() { "zendesk_ivr_menu" } else { "zendesk_ivr_route" };
        format!("moved {{\n  from = {resource}.{from}{rest}\n  to   = {resource}.{to}{rest}\n}}\n")
    };
    rests.iter().map(block).collect()
}

#[test]
fn an_account_exported_again_after_a_group_was_renamed_is_an_error_at_plan() {
    let acc = Acceptance::new();
    acc.fake().account(|account| {
        account.add_group(7, "Sales");
        let ivr = account.add_ivr("Main line");
        let menu = account.default_menu(ivr);
        account.add_route(ivr, menu, "1", "group", json!({"group_ids": [7]}));
    });
    let export = || run(acc.fake(), &["export"]).ok().stdout;
    acc.write("main.tf", &export());
    let apply = acc.terraform(&["apply", "-auto-approve"]);
    assert!(apply.status.success(), "{apply}");
    acc.fake().account(|account| account.add_group(7, "Vertrieb"));
    let exported = export();
    assert!(exported.contains("\"main_line_main_menu_vertrieb\""), "{exported}");
    acc.plan_fails(&exported).says("Route kept and destroyed in one run");
}

#[test]
fn a_key_that_moves_keeps_the_names_of_routes() {
    let fake = Fake::start();
    let (ivr, menu) = fake.account(|account| {
        account.add_group(7, "Sales");
        account.add_group(8, "Support");
        let ivr = account.add_ivr("Main line");
        let menu = account.default_menu(ivr);
        for (key, group) in [("1", 7), ("2", 8)] {
            account.add_route(ivr, menu, key, "group", json!({"group_ids": [group]}));
        }
        (ivr, menu)
    });
    let blocks = |text: &str| -> Vec<String> {
        let mut blocks: Vec<_> = text.split("import {").skip(1).map(str::trim).map(str::to_owned).collect();
        blocks.sort();
        blocks
    };
    let before = run(&fake, &["export"]).ok().stdout;
    fake.account(|account| {
        for (place, key) in ["2", "1"].into_iter().enumerate() {
            account.menu_mut(ivr, menu).expect("there").routes[place].keypress = Some(key.into());
        }
    });
    let after = run(&fake, &["export"]).ok().stdout;
    assert_ne!(before, after);
    assert_eq!(blocks(&before), blocks(&after));
}

#[test]
fn a_default_menu_without_a_name_keeps_none() {
    let acc = grown();
    acc.fake().account(|account| {
        for (index, greeting) in [Some(360_000_555_001_i64), None].into_iter().enumerate() {
            let ivr = account.ivrs()[index].id;
            let menu = account.default_menu(ivr);
            let menu = account.menu_mut(ivr, menu).expect("there");
            (menu.name, menu.greeting_id) = (None, greeting.map(Into::into));
        }
    });
    bring_in(&acc, &[], 3, MENUS + ROUTES, "Exported 3 IVRs with their default menus, ");
}

#[test]
fn standard_output_is_one_file_that_can_be_planned() {
    let acc = grown();
    let ivr = acc.fake().account(|account| account.ivrs()[2].id).to_string();
    let exported = run(acc.fake(), &["export", "--ivr", &ivr]).ok();
    assert_eq!(exported.stderr, "Exported 1 IVR with its default menu, 7 other menus and 96 routes.\n");
    acc.write("main.tf", &exported.stdout);
    let formatted = acc.terraform(&["fmt", "-check", "-diff"]);
    assert!(formatted.status.success(), "{formatted}");
    let plan = acc.terraform(&["plan"]);
    plan.says("Plan: 104 to import, 0 to add, 0 to change, 0 to destroy.");
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
    assert_eq!(requests(&fake), 2);

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
        "/api/v2/groups?page[size]=100".to_owned(),
    ];
    assert_eq!(paths, expected);

    fake.clear_requests();
    run(&fake, &["export", "--menu", &other.to_string()]).ok();
    assert_eq!(requests(&fake), 4, "no routes but those of the menu");
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
