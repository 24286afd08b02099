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
    let date = "Fri, 01 Jan 2100 00:00:00 GMT";
    let long = ["would have to wait 86400 s, which is too long", "retry after 86400"];
    let overlong = ["which is too long", "retry after 99999999999999999999"];
    let at_date = ["which is too long", "retry after Fri, 01 Jan 2100 00:00:00 GMT"];
    let in_doubt = ["503 Service Unavailable", "retry after 86400"];
    // Each in an account of its own: a service that is busy is told in full once.
    for (answer, when, method, words, requests) in [
        (Answer::too_many_requests(), "86400", "GET", long, "GET"),
        (Answer::too_many_requests(), "99999999999999999999", "POST", overlong, "GET POST"),
        // Looked for, and not there.
        (Answer::empty(503), "86400", "POST", in_doubt, "GET POST GET"),
        (Answer::too_many_requests(), date, "POST", at_date, "GET POST"),
    ] {
        let acc = with_menus(1);
        acc.fake().fault(on(Fault::answer(answer.header("retry-after", when)), method, 10002));
        let output = acc.apply_fails(&config(1, "", "+12025550101"));
        let [error] = &output.diagnostics()[..] else { panic!("{output}") };
        assert_eq!(error.address, address(10002));
        for words in words {
            error.says(words);
        }
        assert_eq!(methods(&acc, 10002), requests);
        assert_eq!(acc.state().addresses(), [] as [&str; 0]);
    }
}
