//! A service that is busy without end costs one call's retries, however many records there are.

use std::net::TcpListener;

use super::server::Server;
use super::told::expect_told_once;
use crate::account::Managed;
use crate::export::program::run_with;
use crate::fake::{Answer, Fault};
use crate::harness::{Acceptance, Output};

/// Attempts at the first call; each further one has one.
const ATTEMPTS: usize = 4;

/// Answers that mean "later", each with what the error says of it.
fn busy() -> [(&'static str, Answer); 4] {
    [
        ("503 Service Unavailable", Answer::empty(503)),
        ("503 Service Unavailable", Answer::database_deadlock().header("retry-after", "0")),
        ("429 Too Many Requests", Answer::too_many_requests().header("retry-after", "0")),
        ("500 Internal Server Error", Answer::empty(500)),
    ]
}

fn retry_in_no_time(acc: &mut Acceptance) {
    acc.env("ZENDESK_MAX_RETRIES", &(ATTEMPTS - 1).to_string());
}

#[test]
fn a_plan_of_three_hundred_routes_is_one_calls_retries() {
    for (status, answer) in busy() {
        let mut managed = Managed::large();
        retry_in_no_time(&mut managed.acc);
        managed.acc.fake().fault(Fault::answer(answer.clone()).at(Fault::API).always());
        let output = managed.acc.terraform(&["plan", "-json"]);
        expect_told_once(&output, status, status);
        let requests = managed.acc.fake().requests().len();
        // The list of IVRs, and once more for the menus of each of three IVRs.
        assert!((ATTEMPTS..=ATTEMPTS + 3).contains(&requests), "{answer:?}: {requests} requests");
    }
}

#[test]
fn ten_routes_of_one_menu_share_the_attempts_of_its_list() {
    let mut managed = Managed::new(&[1], 10);
    managed.acc.env("ZENDESK_MAX_RETRIES", "2");
    managed.acc.fake().fault(Fault::answer(Answer::empty(503)).at(Fault::API).always());
    let output = managed.acc.terraform(&["plan", "-json"]);
    expect_told_once(&output, "503 Service Unavailable", "ten routes");
    let requests = managed.acc.fake().requests();
    let lists = requests.iter().filter(|request| request.is("GET", Fault::IVRS)).count();
    // Then the IVR's own menus, once.
    assert!(lists == 3 && requests.len() <= 4, "{requests:#?}");
}

#[test]
fn ten_routes_of_one_menu_share_the_attempts_of_its_own_list() {
    let mut managed = Managed::new(&[1], 10);
    managed.acc.env("ZENDESK_MAX_RETRIES", "2");
    managed.acc.fake().account(|account| account.knobs.nested_routes = false);
    managed.acc.fake().fault(Fault::answer(Answer::empty(503)).on("GET", Fault::ROUTES).always());
    let output = managed.acc.terraform(&["plan", "-json"]);
    expect_told_once(&output, "503 Service Unavailable", "ten routes");
    let requests = managed.acc.fake().requests();
    assert_eq!(
        requests.iter().filter(|request| request.is("GET", Fault::ROUTES)).count(),
        3,
        "{requests:#?}"
    );
}

#[test]
fn the_command_line_ends_as_soon() {
    let mut managed = Managed::large();
    retry_in_no_time(&mut managed.acc);
    managed.acc.fake().fault(Fault::answer(Answer::empty(503)).at(Fault::API).always());
    for command in ["export", "graph"] {
        managed.acc.fake().clear_requests();
        let ran = run_with(managed.acc.variables(), &[command]);
        assert_eq!(ran.code, Some(1), "{ran:#?}");
        assert!(ran.stderr.contains("503 Service Unavailable"), "{ran:#?}");
        let requests = managed.acc.fake().requests().len();
        assert!((ATTEMPTS..20).contains(&requests), "{command}: {requests} requests");
    }
}

/// Has 20 creates in one menu fail like this, after a plan that succeeded; gives the output and the number of POSTs.
#[track_caller]
fn apply_of_twenty_creates(answer: Answer) -> (Output, usize) {
    let mut managed = Managed::new(&[20], 1);
    retry_in_no_time(&mut managed.acc);
    let menus = managed.menus();
    // One after another: each in a menu of its own, all in one IVR.
    let config = menus.iter().map(|(ivr, menu)| {
        format!(
            "resource \"zendesk_ivr_route\" \"new_{menu}\" {{\n  ivr_id = {ivr}\n  menu_id = {menu}\n  \
             keypress = \"9\"\n  action = \"group\"\n  options = {{ group_ids = [7] }}\n}}\n"
        )
    });
    managed.acc.write("new.tf", &config.collect::<String>());
    managed.acc.replan();
    managed.acc.fake().clear_requests();
    managed.acc.fake().fault(Fault::answer(answer).on("POST", Fault::ROUTES).always());
    let output = managed.acc.terraform(&["apply", "-json", "-parallelism=1", "tfplan"]);
    let posts = managed.acc.fake().requests().into_iter().filter(|request| request.method == "POST").count();
    (output, posts)
}

#[test]
fn twenty_creates_are_one_calls_retries_and_one_attempt_for_each_of_the_others() {
    for (status, answer) in busy() {
        let (output, posts) = apply_of_twenty_creates(answer);
        expect_told_once(&output, status, status);
        assert!((ATTEMPTS..=ATTEMPTS + 19).contains(&posts), "{status}: {posts} POSTs");
    }
}

#[test]
fn a_service_that_recovers_gets_the_rest() {
    let mut managed = Managed::new(&[3], 1);
    retry_in_no_time(&mut managed.acc);
    managed.acc.fake().account(|account| account.knobs.nested_routes = false);
    let menu = managed.menus()[0].1;
    let path = format!("/api/v2/channels/voice/ivr/{}/menus/{menu}/routes", managed.menus()[0].0);
    managed.acc.fake().fault(Fault::answer(Answer::empty(503)).on("GET", path).times(ATTEMPTS));
    let output = managed.acc.terraform(&["plan", "-json", "-parallelism=1"]);
    // The other menus answer to their first attempt.
    expect_told_once(&output, "503 Service Unavailable", "one menu");
    assert_eq!(crate::account::errors(&output).len(), 1, "{output}");
}

#[test]
fn a_host_that_was_never_reached_gets_two_retries() {
    // The port is free again when the listener is dropped.
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for (retries, attempts) in [(8, "(3 attempts)"), (1, "(2 attempts)")] {
        let mut managed = Managed::new(&[1], 3);
        managed.acc.env("ZENDESK_BASE_URL", &format!("http://{closed}"));
        managed.acc.env("ZENDESK_MAX_RETRIES", &retries.to_string());
        let output = managed.acc.terraform(&["plan", "-json"]);
        expect_told_once(&output, attempts, "a closed port");
    }
}

#[test]
fn a_host_that_never_answers_or_hangs_up_is_one_calls_retries() {
    for (case, server) in [("silence", Server::silent()), ("hanging up", Server::sending(b""))] {
        let mut managed = Managed::large();
        managed.acc.env("ZENDESK_BASE_URL", &format!("http://{}", server.address()));
        managed.acc.env("ZENDESK_REQUEST_TIMEOUT", "1").env("ZENDESK_MAX_RETRIES", "2");
        let output = managed.acc.terraform(&["plan", "-json"]);
        expect_told_once(&output, "no answer to GET", case);
        let connections = server.connections();
        assert!((3..20).contains(&connections), "{case}: {connections} connections");
    }
}
