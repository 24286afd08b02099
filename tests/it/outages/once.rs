//! Every operation finds an outage out once: under 20 requests, one full text, whatever the number of routes.

use std::fmt::Write;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::outage::{Begun, Outage, outages};
use super::told::expect_told_once;
use crate::account::Managed;
use crate::export::program::run_with;
use crate::fake::Fault;
use crate::harness::{Acceptance, Feature, PROVIDER_ALONE};

/// Requests are fewer than this.
const MANY: usize = 20;

/// Checks the requests since the outage began.
#[track_caller]
fn expect_few(acc: &Acceptance, begun: &Begun, case: &str) {
    let requests = begun.requests(acc);
    assert!(requests < MANY, "{case}: {requests} requests");
    let tokens = acc.fake().requests().iter().filter(|request| request.is("POST", Fault::TOKENS)).count();
    assert!(tokens <= 3, "{case}: {tokens} requests for a token");
}

/// Tries each outage, and names at the end all those in which the test fails.
#[track_caller]
fn in_each_outage(test: impl Fn(&Outage)) {
    let fails = |outage: &Outage| catch_unwind(AssertUnwindSafe(|| test(outage))).is_err();
    let failed: Vec<_> = outages().into_iter().filter(fails).map(|outage| outage.name).collect();
    assert!(failed.is_empty(), "it fails in {} outages: {failed:#?}", failed.len());
}

/// Prepares an account, and runs Terraform when an outage has begun; once for each outage.
#[track_caller]
fn for_each_outage(operation: &str, prepare: impl Fn() -> Managed, args: &[&str]) {
    in_each_outage(|outage| {
        let case = format!("{operation}, {}", outage.name);
        let mut managed = prepare();
        let before = managed.acc.fake().account(|account| account.route_count());
        let begun = outage.begin(&mut managed.acc);
        let output = managed.acc.terraform(args);
        expect_few(&managed.acc, &begun, &case);
        expect_told_once(&output, outage.says, &case);
        assert_eq!(managed.acc.fake().account(|account| account.route_count()), before, "{case}");
    });
}

#[test]
fn a_plan_of_three_hundred_routes() {
    for_each_outage("plan", Managed::large, &["plan", "-json"]);
}

/// 20 new routes in five menus, planned.
fn planned() -> Managed {
    let managed = Managed::new(&[2, 3], 2);
    let config = managed.menus().iter().fold(String::new(), |mut config, (ivr, menu)| {
        let _ = write!(
            config,
            "resource \"zendesk_ivr_route\" \"new_{menu}\" {{\n  for_each = toset([\"2\", \"3\", \"4\", \"5\"])\n  \
             ivr_id = {ivr}\n  menu_id = {menu}\n  keypress = each.key\n  action = \"group\"\n  \
             options = {{ group_ids = [7] }}\n}}\n"
        );
        config
    });
    managed.acc.write("new.tf", &config);
    managed.acc.replan();
    managed
}

#[test]
fn an_apply_of_twenty_creates() {
    for_each_outage("apply", planned, &["apply", "-json", "tfplan"]);
}

#[test]
fn a_destroy_of_twenty_routes() {
    let managed = || Managed::new(&[2, 3], 4);
    for_each_outage("destroy", managed, &["destroy", "-json", "-auto-approve", "-refresh=false"]);
}

#[test]
fn a_destroy_of_three_hundred_routes_with_a_refresh() {
    for_each_outage("destroy with refresh", Managed::large, &["destroy", "-json", "-auto-approve"]);
}

#[test]
fn fifty_data_sources() {
    let prepare = || {
        let managed = Managed::large();
        fs::remove_file(managed.acc.dir().join("terraform.tfstate")).unwrap();
        let mut config = "data \"zendesk_ivr\" \"main\" {\n  name = \"IVR 0\"\n}\n".to_owned();
        for (ivr, menu) in managed.menus() {
            let _ = write!(
                config,
                "data \"zendesk_ivr_menu\" \"m{menu}\" {{\n  ivr_id = {ivr}\n  menu_id = {menu}\n}}\n\
                 data \"zendesk_ivr_routes\" \"m{menu}\" {{\n  ivr_id = {ivr}\n  menu_id = {menu}\n}}\n"
            );
        }
        managed.acc.configure(&config);
        managed
    };
    for_each_outage("data sources", prepare, &["plan", "-json"]);
}

#[test]
fn imports_of_three_hundred_routes() {
    let prepare = || {
        let managed = Managed::large();
        fs::remove_file(managed.acc.dir().join("terraform.tfstate")).unwrap();
        let blocks = managed.routes.iter().fold(String::new(), |mut blocks, route| {
            let id = format!("{}/{}/{}", route.ivr, route.menu, route.id);
            let _ = write!(blocks, "import {{\n  to = {}\n  id = \"{id}\"\n}}\n", route.address());
            blocks
        });
        managed.acc.write("imports.tf", &blocks);
        managed
    };
    for_each_outage("import", prepare, &["plan", "-json"]);
}

#[test]
fn a_query() {
    if Acceptance::new().lacks(Feature::Query) {
        return;
    }
    let prepare = || {
        let managed = Managed::large();
        managed.acc.configure(PROVIDER_ALONE);
        fs::remove_file(managed.acc.dir().join("terraform.tfstate")).unwrap();
        let blocks = managed.menus().iter().fold(String::new(), |mut blocks, (_, menu)| {
            let _ = write!(
                blocks,
                "list \"zendesk_ivr_route\" \"m{menu}\" {{\n  provider = zendesk\n  config {{\n    menu_id = {menu}\n  }}\n}}\n"
            );
            blocks
        });
        managed.acc.write("test.tfquery.hcl", &blocks);
        managed
    };
    for_each_outage("query", prepare, &["query", "-json"]);
}

/// Runs the executable by hand during an outage.
#[track_caller]
fn by_hand(outage: &Outage, command: &str) {
    let case = format!("{command}, {}", outage.name);
    let mut managed = Managed::large();
    let begun = outage.begin(&mut managed.acc);
    let ran = run_with(managed.acc.variables(), &[command]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""), "{case}: {ran:#?}");
    assert!(ran.stderr.contains(outage.says), "{case}: {:?} isn't said: {ran:#?}", outage.says);
    assert_eq!(ran.stderr.matches("Error: ").count(), 1, "{case}: {ran:#?}");
    expect_few(&managed.acc, &begun, &case);
}

#[test]
fn an_export() {
    in_each_outage(|outage| by_hand(outage, "export"));
}

#[test]
fn a_graph() {
    in_each_outage(|outage| by_hand(outage, "graph"));
}
