//! Lists that can't be had: the plan goes on, and says nothing.

use std::fs;

use super::account::{LISTS, account, asked, planned, sound, warnings};
use crate::account::Managed;
use crate::fake::{Action, Answer, Fault, Gate};
use crate::harness::Acceptance;

/// Plans, and returns the provider's warnings from the log.
#[track_caller]
fn log(acc: &mut Acceptance, args: &[&str]) -> Vec<String> {
    let path = acc.dir().join("log");
    drop(fs::remove_file(&path));
    acc.env("TF_LOG_PROVIDER", "WARN").env("TF_LOG_PATH", path.to_str().unwrap());
    let output = planned(acc, args);
    acc.env_remove("TF_LOG_PROVIDER").env_remove("TF_LOG_PATH");
    assert_eq!(warnings(&output), [""; 0]);
    let log = fs::read_to_string(&path).unwrap_or_default();
    log.lines().filter(|line| line.contains("references are not checked")).map(str::to_owned).collect()
}

/// Plans while every list fails like this, with so many requests for each.
#[track_caller]
fn goes_on(fault: impl Fn() -> Fault, requests: usize, args: &[&str]) {
    let mut acc = account();
    acc.env("ZENDESK_REQUEST_TIMEOUT", "2");
    acc.apply(&sound());
    for list in LISTS {
        acc.fake().fault(fault().on("GET", list).times(requests));
    }
    asked(&acc);
    let lines = log(&mut acc, args);
    assert_eq!(lines.len(), LISTS.len(), "{lines:#?}");
    for what in ["list groups", "list phone numbers", "list greetings"] {
        assert_eq!(lines.iter().filter(|line| line.contains(what)).count(), 1, "{lines:#?}");
    }
    assert_eq!(asked(&acc), LISTS.into_iter().map(|list| (list, requests)).collect());
}

#[test]
fn a_refusal_of_the_lists_is_a_line_in_the_log() {
    for answer in [
        Answer::error(403, "Forbidden", "You do not have access to this page."),
        Answer::error(401, "Unauthorized", "no"),
        Answer::text(200, "text/html", "<html><title>Sign in</title></html>"),
        Answer::text(404, "text/html", "<html>no</html>"),
        Answer::empty(302).header("location", "https://elsewhere.example/"),
        Answer::empty(429).header("retry-after", "3600"),
    ] {
        goes_on(|| Fault::answer(answer.clone()), 1, &[]);
    }
}

#[test]
fn an_outage_of_the_lists_is_a_line_in_the_log_after_two_retries() {
    goes_on(|| Fault::answer(Answer::empty(500)), 3, &[]);
    goes_on(|| Fault::new(Action::CloseBefore), 3, &["-refresh=false"]);
}

#[test]
fn lists_that_nobody_answers_are_a_line_in_the_log_after_two_retries() {
    let gate = Gate::new();
    goes_on(|| Fault::serve().hold_before(&gate), 3, &["-refresh=false"]);
    gate.open();
}

#[test]
fn credentials_that_are_refused_are_the_usual_error() {
    let mut managed = Managed::new(&[2], 2);
    managed.acc.check_references();
    let refused = Fault::answer(Answer::error(401, "Unauthorized", "no"));
    managed.acc.fake().fault(refused.at(Fault::API).always());
    let output = managed.acc.terraform(&["plan"]);
    let errors = output.errors();
    assert!(errors.iter().all(|error| error.summary == "Failed to read IVR route"), "{output}");
    let in_full = errors.iter().filter(|error| error.detail.contains("check email and api_token"));
    assert_eq!((errors.len(), in_full.count()), (4, 1), "{output}");
    // The list of groups may be under way when the list of IVRs is refused.
    assert!(managed.acc.fake().requests().len() <= 2, "{output}");
}
