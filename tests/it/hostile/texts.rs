//! Names and messages that steer terminals, turn letters around, or begin lines: they are shown as text.
//!
//! That no output holds such characters is checked by the harness, after every run of every test.

use std::fs;

use serde_json::json;

use super::server::{Answer, Server};
use crate::account;
use crate::export::program::{Ran, run_with};
use crate::fake::{Answer as FakeAnswer, Fault};
use crate::harness::{Acceptance, Feature, expect_plain};

/// A name that clears the screen, colours, goes back, turns letters around, hides, and begins a line of its own.
const NASTY: &str = "\x1b]0;X\x07\x1b[2J\u{9b}31m\u{7f}\u{0}\r\u{8}\u{85}\u{2028}\u{202e}\u{2066}\u{200f}\u{feff}\u{e0041}\n\
    Error: Apply complete!";

/// What it begins with where it is shown.
const SHOWN: &str = r"\u{1b}]0;X\u{7}\u{1b}[2J\u{9b}31m\u{7f}\u{0}";

/// No line of an output begins like this.
const FORGED: &str = "Error: Apply complete!";

/// An account whose every name and text is nasty; its routes are valid, so that they can be managed.
fn nasty() -> Acceptance {
    let acc = account::with_menu();
    acc.fake().account(|account| {
        account.add_group(7, NASTY);
        let menu = account.add_menu(10001, NASTY);
        account.ivr_mut(10001).expect("there").name = Some(NASTY.into());
        let options = json!({"group_ids": [7], "tags": ["\u{202e}piv"], NASTY: NASTY});
        let route = account.add_route(10001, 10002, "1", "group", options);
        account.route_mut(10001, 10002, route).expect("added").greeting = Some(NASTY.into());
        account.add_route(
            10001,
            menu,
            "2",
            "textback",
            json!({"sms_text": NASTY, "textback_phone_number_id": 8}),
        );
        account.add_route(10001, menu, "3", "menu", json!({"menu_id": 4711}));
    });
    acc
}

/// Checks that no line of an output is forged, and that the name is shown.
#[track_caller]
fn expect_shown(output: &str, shown: &str) {
    assert!(output.contains(shown), "{shown:?} isn't shown: {output}");
    assert!(!output.lines().any(|line| line.trim_start().starts_with(FORGED)), "a line is forged: {output}");
}

#[test]
fn in_errors_that_name_what_there_is() {
    let acc = nasty();
    let menu = "data \"zendesk_ivr_menu\" \"x\" {\n  ivr_id = 10001\n  name = \"none\"\n}\n";
    let cases = ["data \"zendesk_ivr\" \"x\" {\n  name = \"none\"\n}\n", menu];
    for config in cases {
        let output = acc.plan_fails(config);
        expect_shown(&output.stderr.replace("\n", " "), "There are:");
        expect_shown(&output.text(), SHOWN);
    }
}

#[test]
fn in_the_error_of_a_key_that_is_taken() {
    let acc = nasty();
    let config = "resource \"zendesk_ivr_route\" \"x\" {\n  ivr_id = 10001\n  menu_id = 10002\n  keypress = \"1\"\n  \
        action = \"group\"\n  options = { group_ids = [9] }\n}\n";
    let output = acc.apply_fails(config);
    expect_shown(&output.text(), "is taken by route");
    expect_shown(&output.text(), SHOWN);
}

#[test]
fn in_the_warning_of_a_name_that_several_have() {
    let acc = nasty();
    acc.fake().account(|account| account.add_ivr(NASTY));
    let planned = acc.plan("data \"zendesk_ivrs\" \"all\" {}\noutput \"count\" {\n  value = length(data.zendesk_ivrs.all.ids)\n}\n");
    expect_shown(&planned.output.text(), "Several IVRs are named");
    expect_shown(&planned.output.text(), SHOWN);
}

#[test]
fn in_a_query() {
    let acc = nasty();
    if acc.lacks(Feature::Query) {
        return;
    }
    let query = acc.query("list \"zendesk_ivr_route\" \"all\" {\n  provider = zendesk\n}\n");
    assert_eq!(query.names().len(), 3);
    query.names().iter().for_each(|name| expect_shown(name, SHOWN));
    let output = acc.terraform(&["query"]);
    expect_shown(&output.stdout, SHOWN);
}

/// Runs the executable by hand.
fn by_hand(acc: &Acceptance, args: &[&str]) -> Ran {
    run_with(acc.variables(), args).ok()
}

#[test]
fn in_pictures_and_findings() {
    let acc = nasty();
    for (format, shown) in [("mermaid", "#92;u#123;1b#125;#93;0#59;X"), ("dot", r"&#92;u{1b}]0;X")] {
        let ran = by_hand(&acc, &["graph", "--format", format]);
        expect_shown(&ran.stdout, shown);
        expect_shown(&ran.stderr, SHOWN);
    }
}

#[test]
fn in_an_export_whose_values_are_true() {
    let acc = nasty();
    let ran = by_hand(&acc, &["export", "--out", acc.dir().to_str().unwrap()]);
    expect_shown(&ran.stderr, "Exported 1 IVR with its default menu, 1 other menu and 3 routes");
    for entry in fs::read_dir(acc.dir()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "tf") {
            let text = fs::read_to_string(&path).unwrap();
            expect_plain(&text, &path.display().to_string());
            let comments: Vec<_> = text.lines().filter(|line| line.starts_with('#')).collect();
            assert!(comments.iter().all(|line| !line.starts_with(FORGED)), "{text}");
            assert!(!text.lines().any(|line| line.starts_with(FORGED)), "{text}");
        }
    }
    // For programs: Terraform itself shows values of several lines as they are.
    let output = acc.terraform(&["apply", "-auto-approve", "-json"]);
    assert!(output.status.success(), "{output}");
    acc.replan().expect_empty();
    let state = acc.state();
    let addresses = state.addresses();
    let mut routes = addresses.iter().filter(|address| address.starts_with("zendesk_ivr_route."));
    let text = routes.any(|address| state.attr(address, "options.sms_text") == &json!(NASTY));
    assert!(text, "the state has another text");
    let ivr = addresses.iter().find(|address| address.starts_with("zendesk_ivr."));
    assert_eq!(state.attr(ivr.expect("an IVR"), "name"), &json!(NASTY));
}

#[test]
fn in_what_the_api_says_of_an_error() {
    let answers = [
        FakeAnswer::error(422, NASTY, NASTY),
        FakeAnswer::record_invalid(json!({ NASTY: [{ "description": NASTY, "error": NASTY }] })),
        FakeAnswer::text(400, "text/plain", NASTY),
        FakeAnswer::text(400, "text/html", &format!("<html><title>{NASTY}</title></html>")),
        FakeAnswer::text(200, "text/plain", NASTY),
    ];
    for answer in answers {
        let mut acc = account::with_menu();
        let log = acc.dir().join("log.txt");
        acc.env("ZENDESK_MAX_RETRIES", "0")
            .env("TF_LOG_PROVIDER", "TRACE")
            .env("TF_LOG_PATH", log.to_str().unwrap());
        acc.fake().fault(Fault::answer(answer).on("GET", Fault::IVRS).always());
        let output = acc.plan_fails("data \"zendesk_ivrs\" \"all\" {}\n");
        expect_shown(&output.text(), SHOWN);
        let log = fs::read_to_string(log).unwrap();
        let ours: Vec<_> =
            log.lines().filter(|line| line.contains("provider.terraform-provider-zendesk")).collect();
        assert!(!ours.is_empty());
        ours.iter().for_each(|line| expect_plain(line, "the log"));
        let ran = run_with(acc.variables(), &["export"]);
        expect_shown(&ran.stderr, SHOWN);
    }
}

/// An answer to each request, and what standard error says of it.
type Case = (fn(&str) -> Answer, &'static str);

#[test]
fn in_places_that_an_answer_names() {
    let cases: [Case; 6] = [
        (|_| Answer::new("").status(302).header("location", "/\u{202e}\u{9b}2J"), "redirects"),
        (|_| Answer::new("{}").status(422).header("x-request-id", "\u{202e}\u{9b}2J"), "422"),
        (|_| Answer::new("{}").status(429).header("retry-after", "\u{9b}\u{202e}2J"), "429"),
        (|_| Answer::new("{}").header("content-encoding", "\u{202e}\u{9b}2J"), "can't be read"),
        (|_| Answer::new("{}").header("content-encoding", "x\u{1}y"), "no answer to"),
        (
            |_| Answer::new(json!({"ivrs": [], "next_page": format!("http://{NASTY}/")}).to_string()),
            "goes on at an address that is no URL",
        ),
    ];
    for (answer, says) in cases {
        let (mut acc, server) = (account::with_menu(), Server::start(answer));
        acc.env("ZENDESK_BASE_URL", &server.url()).env("ZENDESK_MAX_RETRIES", "0");
        let ran = run_with(acc.variables(), &["export"]);
        assert_eq!(ran.code, Some(1), "{ran:#?}");
        acc.plan_fails("data \"zendesk_ivrs\" \"all\" {}\n").text();
        assert!(ran.stderr.contains(says), "{says}: {ran:#?}");
    }
}
