//! A stop ends the reads of every phase at once: nothing is begun after it, and no answer is waited for.

use super::groups::{Group, signals};
use crate::account::{Managed, Menus, errors};
use crate::fake::{Fault, Gate};
use crate::faults::use_oauth_client;
use crate::harness::{Acceptance, Feature, PROVIDER_ALONE};

/// Runs Terraform until as many requests are held as there are at once, tells it to stop, and never answers: it has to end all
/// the same.
#[track_caller]
fn ends_at_once(acc: &Acceptance, args: &[&str], held: Fault, at_once: usize, phase: &str) {
    let gate = Gate::new();
    acc.fake().clear_requests();
    acc.fake().fault(held.times(at_once).hold_before(&gate));
    let running = acc.spawn(args);
    gate.wait_until_held(at_once);
    let before = acc.fake().requests().len();
    running.interrupt();
    let output = acc.finish(running);
    assert_eq!(output.status.code(), Some(1), "{phase}: {output}");
    assert_eq!(acc.fake().requests().len(), before, "{phase}: requests were begun after the stop");
    gate.open();
}

/// How many menus there are, each with one route: Terraform reads them all at once.
const MENUS: usize = 6;

/// An account in which each menu is listed by itself.
fn listed_by_menu() -> Managed {
    let managed = Managed::new(&[3, 3], 1);
    managed.acc.fake().account(|account| account.knobs.nested_routes = false);
    managed
}

#[test]
fn a_refresh_ends_at_once() {
    let mut managed = listed_by_menu();
    managed.acc.env("ZENDESK_REQUEST_TIMEOUT", "600");
    ends_at_once(&managed.acc, &["plan"], Fault::serve().on("GET", Fault::IVRS), 1, "the list of IVRs");
    ends_at_once(
        &managed.acc,
        &["plan"],
        Fault::serve().on("GET", Fault::ROUTES),
        MENUS,
        "the list of a menu",
    );
    let destroy = ["destroy", "-auto-approve"];
    ends_at_once(&managed.acc, &destroy, Fault::serve().on("GET", Fault::IVRS), 1, "the plan of a destroy");
}

#[test]
fn what_comes_before_a_create_ends_at_once() {
    let menus = Menus::new(2);
    menus.acc.configure(&menus.config(&["1", "2"]));
    let apply = ["apply", "-auto-approve"];
    ends_at_once(&menus.acc, &apply, Fault::serve().on("GET", Fault::IVRS), 1, "the list before a create");
    assert_eq!(menus.on_service().len(), 0);
}

#[test]
fn data_sources_and_imports_end_at_once() {
    let mut managed = listed_by_menu();
    managed.acc.env("ZENDESK_REQUEST_TIMEOUT", "600");
    let (ivr, menu) = managed.menus()[0];
    let data = format!("data \"zendesk_ivr_routes\" \"all\" {{\n  ivr_id  = {ivr}\n  menu_id = {menu}\n}}\n");
    managed.acc.configure(&data);
    let held = || Fault::serve().on("GET", Fault::ROUTES);
    ends_at_once(&managed.acc, &["plan", "-refresh=false"], held(), 1, "a data source");
    let config = format!(
        "resource \"zendesk_ivr_route\" \"one\" {{\n  ivr_id = {ivr}\n  menu_id = {menu}\n  action = \"voicemail\"\n}}\n"
    );
    managed.acc.configure(&config);
    let id = format!("{ivr}/{menu}/key=1");
    ends_at_once(&managed.acc, &["import", "zendesk_ivr_route.one", &id], held(), 1, "an import");
}

#[test]
fn the_list_that_a_plan_checks_references_with_ends_at_once() {
    let mut managed = listed_by_menu();
    managed.acc.env("ZENDESK_REQUEST_TIMEOUT", "600");
    managed.acc.check_references();
    let groups = || Fault::serve().on("GET", "/api/v2/groups");
    ends_at_once(&managed.acc, &["plan", "-refresh=false"], groups(), 1, "the list of groups");
}

#[test]
fn a_query_ends_at_once() {
    let mut managed = listed_by_menu();
    if managed.acc.lacks(Feature::Query) {
        return;
    }
    managed.acc.env("ZENDESK_REQUEST_TIMEOUT", "600");
    managed.acc.configure(PROVIDER_ALONE);
    managed.acc.write("all.tfquery.hcl", "list \"zendesk_ivr_route\" \"all\" {\n  provider = zendesk\n}\n");
    ends_at_once(&managed.acc, &["query"], Fault::serve().on("GET", Fault::ROUTES), 1, "a query");
}

#[test]
fn the_wait_for_a_token_ends_at_once() {
    let mut menus = Menus::new(2);
    use_oauth_client(&mut menus.acc);
    menus.acc.configure(&menus.config(&["1"]));
    let apply = ["apply", "-auto-approve"];
    ends_at_once(&menus.acc, &apply, Fault::serve().on("POST", Fault::TOKENS), 1, "a token");
}

#[test]
fn a_look_that_nobody_answers_ends_soon() {
    let menus = Menus::new(1);
    menus.acc.configure(&menus.config(&["1"]));
    let gate = Gate::new();
    menus.acc.fake().fault(Fault::new(crate::fake::Action::CloseAfter).on("POST", Fault::ROUTES));
    // The list before the create isn't the menu's own.
    menus.acc.fake().fault(Fault::serve().on("GET", Fault::ROUTES).hold_before(&gate));
    let running = menus.acc.spawn(&["apply", "-auto-approve", "-json"]);
    gate.wait_until_held(1);
    running.interrupt();
    let output = menus.acc.finish(running);
    let [(summary, detail)] = &errors(&output)[..] else { panic!("one error: {output}") };
    assert_eq!(summary, "Failed to create IVR route");
    assert!(detail.contains("may exist"), "{detail}");
    let import = format!("{}/{}/key=1", menus.ivr_id, menus.menu_ids[0]);
    assert!(detail.contains(&import), "{detail}");
    gate.open();
    menus.clear();
}

#[test]
fn export_and_graph_end_at_every_signal() {
    for (signal, number) in signals() {
        for command in ["export", "graph"] {
            let managed = listed_by_menu();
            let gate = Gate::new();
            managed.acc.fake().fault(Fault::serve().on("GET", Fault::ROUTES).hold_before(&gate));
            let group = Group::of_the_executable(&managed.acc, &[command]);
            gate.wait_until_held(1);
            group.signal(signal);
            let output = group.ended();
            assert_eq!(output.status.code(), Some(128 + number), "{command}, {signal}: {output:?}");
            assert!(output.stdout.is_empty(), "{command}, {signal}: {output:?}");
            let stderr = String::from_utf8_lossy(&output.stderr);
            assert!(stderr.contains("Interrupted: nothing was written."), "{command}, {signal}: {stderr}");
            gate.open();
        }
    }
}
