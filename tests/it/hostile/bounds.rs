//! What a hostile answer costs: little memory, few requests, a short error, whoever asks.

use std::fs;

use super::answers::{Hostile, hostile, large_lists, largest, most};
use super::memory::Watch;
use super::server::{Answer, Server};
use crate::account::{self, Managed};
use crate::export::program::run_with;
use crate::faults::use_oauth_client;
use crate::harness::{Feature, Output, PROVIDER_ALONE};

/// How long a summary and its detail may be, in characters.
const LONGEST: usize = 10_000;

/// More requests than these aren't made: the pages that fit into a list are 300 at most.
const MANY: usize = 400;

/// Has the runs that follow talk to a hostile server, which is asked once for each thing.
fn talk_to(managed: &mut Managed, server: &Server) {
    managed.acc.env("ZENDESK_BASE_URL", &server.url()).env("ZENDESK_MAX_RETRIES", "0");
}

/// Checks that a run failed, and with short errors alone, one of which says this.
#[track_caller]
fn expect_short(output: &Output, says: &str, case: &str) {
    assert_eq!(output.status.code(), Some(1), "{case}: {output}");
    let errors = account::errors(output);
    assert!(
        errors.iter().any(|(_, detail)| detail.contains(says)),
        "{case}: {says:?} isn't said: {errors:#?}"
    );
    for (summary, detail) in errors {
        let length = summary.chars().count() + detail.chars().count();
        assert!(length <= LONGEST, "{case}: an error of {length} characters");
    }
}

/// Runs Terraform against each hostile answer.
#[track_caller]
fn runs(prepare: impl Fn() -> Managed, args: &[&str], answers: Vec<Hostile>) {
    for Hostile { name, says, answer } in answers {
        let case = format!("{}, {name}", args[0]);
        let (mut managed, server) = (prepare(), Server::start(answer));
        talk_to(&mut managed, &server);
        let watch = Watch::start(&server);
        let output = managed.acc.terraform(args);
        watch.expect_small(&case);
        expect_short(&output, says, &case);
        assert!(server.requests() <= MANY, "{case}: {} requests", server.requests());
    }
}

/// Some of the answers, for what differs from a plan in who asks alone.
fn some() -> Vec<Hostile> {
    let some =
        ["gzip of 2 GB", "a million menus in one IVR", "a name of 30 MB", "1,000 pages of 300 fat routes"];
    hostile().into_iter().filter(|hostile| some.contains(&hostile.name)).collect()
}

/// Routes of two menus, and data sources of every kind.
fn looked_up() -> Managed {
    let managed = Managed::new(&[2], 3);
    let (ivr, menu) = managed.menus()[0];
    managed.acc.write(
        "data.tf",
        &format!(
            "data \"zendesk_ivrs\" \"all\" {{}}\ndata \"zendesk_ivr\" \"one\" {{\n  name = \"IVR 0\"\n}}\n\
             data \"zendesk_ivr_routes\" \"all\" {{\n  ivr_id = {ivr}\n  menu_id = {menu}\n}}\n"
        ),
    );
    managed
}

#[test]
fn a_plan_stays_small() {
    runs(looked_up, &["plan", "-json"], hostile());
}

#[test]
fn an_apply_stays_small() {
    let planned = || {
        let managed = Managed::new(&[1], 2);
        let (ivr, menu) = managed.menus()[0];
        let new = format!("ivr_id = {ivr}\n  menu_id = {menu}\n  keypress = \"9\"\n  action = \"group\"");
        let block = format!(
            "resource \"zendesk_ivr_route\" \"new\" {{\n  {new}\n  options = {{ group_ids = [7] }}\n}}\n"
        );
        managed.acc.write("new.tf", &block);
        managed.acc.replan();
        managed
    };
    runs(planned, &["apply", "-json", "tfplan"], some());
}

#[test]
fn a_query_stays_small() {
    if account::with_menu().lacks(Feature::Query) {
        return;
    }
    let prepare = || {
        let managed = Managed::new(&[1], 2);
        managed.acc.configure(PROVIDER_ALONE);
        fs::remove_file(managed.acc.dir().join("terraform.tfstate")).unwrap();
        managed
            .acc
            .write("test.tfquery.hcl", "list \"zendesk_ivr_route\" \"all\" {\n  provider = zendesk\n}\n");
        managed
    };
    runs(prepare, &["query", "-json"], some());
}

#[test]
fn a_request_for_a_token_stays_small() {
    for (name, answer) in [
        ("gzip of 2 GB", hostile().remove(0).answer),
        ("a token without end", |_| Answer::new(r#"{"access_token":""#).endless("x")),
        ("a refusal without end", |_| Answer::new("{").status(401).endless(" ")),
    ] as [(&str, fn(&str) -> Answer); 3]
    {
        let (mut managed, server) = (Managed::new(&[1], 2), Server::start(answer));
        use_oauth_client(&mut managed.acc);
        talk_to(&mut managed, &server);
        let watch = Watch::start(&server);
        let output = managed.acc.terraform(&["plan", "-json"]);
        watch.expect_small(&format!("token, {name}"));
        expect_short(&output, "can't get an access token", name);
        assert_eq!(server.requests(), 1, "{name}");
    }
}

#[test]
fn an_export_and_a_graph_stay_small() {
    for command in ["export", "graph"] {
        for Hostile { name, says, answer } in hostile() {
            let case = format!("{command}, {name}");
            let (mut managed, server) = (Managed::new(&[1], 2), Server::start(answer));
            talk_to(&mut managed, &server);
            let watch = Watch::start(&server);
            let ran = run_with(managed.acc.variables(), &[command]);
            watch.expect_small(&case);
            assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""), "{case}: {ran:#?}");
            assert!(ran.stderr.contains(says), "{case}: {ran:#?}");
            assert!(ran.stderr.chars().count() <= 2 * LONGEST, "{case}");
        }
    }
}

/// What a command and a run of Terraform take where the answer is as large as one may be.
#[test]
fn the_largest_account_stays_small() {
    for (name, answer) in [("largest", largest as fn(&str) -> Answer), ("most", most)] {
        let (mut managed, server) = (Managed::new(&[1], 1), Server::start(answer));
        talk_to(&mut managed, &server);
        for command in [&["export", "--skip-unsupported"][..], &["graph"], &["graph", "--format", "dot"]] {
            let watch = Watch::start(&server);
            let ran = run_with(managed.acc.variables(), command);
            watch.expect_small(&format!("{command:?}, {name}"));
            assert_eq!(
                ran.code,
                Some(0),
                "{name}: {command:?}: {}",
                ran.stderr.chars().take(500).collect::<String>()
            );
        }
        let watch = Watch::start(&server);
        let menu = if name == "most" { 1000 } else { 1 };
        let blocks = (0..20).map(|n| {
            format!(
                "data \"zendesk_ivr_routes\" \"r{n}\" {{\n  ivr_id = 1\n  menu_id = {menu}\n}}\n\
             data \"zendesk_ivr\" \"i{n}\" {{\n  ivr_id = 1\n}}\n"
            )
        });
        managed.acc.configure(&blocks.collect::<String>());
        fs::remove_file(managed.acc.dir().join("terraform.tfstate")).unwrap();
        let output = managed.acc.terraform(&["plan", "-json"]);
        watch.expect_small(&format!("data sources, {name}"));
        assert!(output.status.success(), "{name}");
    }
}

#[test]
fn large_answers_to_ten_requests_at_once_are_read_one_by_one() {
    let (mut managed, server) = (Managed::new(&[1], 1), Server::start(large_lists));
    talk_to(&mut managed, &server);
    // Each waits for its turn, on a machine that is busy with other tests.
    managed.acc.env("ZENDESK_REQUEST_TIMEOUT", "300");
    let watch = Watch::start(&server);
    let ran = run_with(managed.acc.variables(), &["export", "--routes-only"]).ok();
    watch.expect_small("export, 12 large lists");
    assert!(ran.stderr.contains("There are no routes to export."), "{ran:#?}");

    let watch = Watch::start(&server);
    let block =
        |menu| format!("data \"zendesk_ivr_routes\" \"m{menu}\" {{\n  ivr_id = 1\n  menu_id = {menu}\n}}\n");
    managed.acc.configure(&(1..=12).map(block).collect::<String>());
    fs::remove_file(managed.acc.dir().join("terraform.tfstate")).unwrap();
    let output = managed.acc.terraform(&["plan", "-json"]);
    watch.expect_small("plan, 12 large lists");
    assert!(output.status.success(), "{output}");
}
