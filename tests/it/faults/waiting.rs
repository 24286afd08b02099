//! Waits: a long one is told with its reason, an absurd one isn't begun.

use super::account::{address, config, methods, on, with_menus};
use super::logs::LogPipe;
use crate::fake::{Answer, Fault};

#[test]
fn a_long_wait_is_logged_with_its_reason_and_ends_at_a_stop() {
    let mut acc = with_menus(1);
    let limit = Answer::too_many_requests().header("retry-after", "300");
    acc.fake().fault(Fault::answer(limit).on("GET", Fault::ROUTES));
    let pipe = LogPipe::new(&mut acc, "WARN");
    acc.configure(&config(1, "", "+12025550101"));
    let running = acc.spawn(&["apply", "-auto-approve"]);
    let line = pipe.wait_for(&["[WARN]", "waiting before the next request"]);
    assert!(line.contains("429 Too Many Requests") && line.contains("wait_ms=300000"), "{line}");
    running.interrupt();
    let output = acc.finish(running);
    output.says("stopped before another attempt: Zendesk answered GET");
    assert_eq!(methods(&acc, 10002), "GET");
}

#[test]
fn an_absurd_wait_is_an_error_that_says_what_was_asked_for() {
    let acc = with_menus(4);
    let asks = |answer: Answer, when: &str| Fault::answer(answer.header("retry-after", when));
    let date = "Fri, 01 Jan 2100 00:00:00 GMT";
    let faults = [
        on(asks(Answer::too_many_requests(), "86400"), "GET", 10002),
        on(asks(Answer::too_many_requests(), "99999999999999999999"), "POST", 10003),
        on(asks(Answer::empty(503), "86400"), "POST", 10004),
        on(asks(Answer::too_many_requests(), date), "POST", 10005),
    ];
    faults.into_iter().for_each(|fault| acc.fake().fault(fault));
    let output = acc.apply_fails(&config(4, "", "+12025550101"));
    for (menu, words, requests) in [
        (10002, vec!["would have to wait 86400 s, which is too long", "retry after 86400"], "GET"),
        (10003, vec!["which is too long", "retry after 99999999999999999999"], "GET POST"),
        // Looked for, and not there.
        (10004, vec!["503 Service Unavailable; retry after 86400"], "GET POST GET"),
        (10005, vec!["which is too long", "retry after Fri, 01 Jan 2100 00:00:00 GMT"], "GET POST"),
    ] {
        let errors = output.diagnostics();
        let error = errors.iter().find(|error| error.address == address(menu)).unwrap();
        for words in words {
            error.says(words);
        }
        assert_eq!(methods(&acc, menu), requests);
    }
    assert_eq!(acc.state().addresses(), [] as [&str; 0]);
}
