//! Waits are told where somebody waits: on standard error, or in Terraform's log.

use crate::account;
use crate::export::program::run_with;
use crate::fake::{Answer, Fault};
use crate::faults::LogPipe;

#[test]
fn the_command_line_tells_the_attempt_and_the_reason() {
    for command in ["export", "graph"] {
        let acc = account::with_menu();
        let slow_down = Answer::too_many_requests().header("retry-after", "1");
        acc.fake().fault(Fault::answer(slow_down).on("GET", Fault::IVRS));
        let ran = run_with(acc.variables(), &[command]).ok();
        let told = ran.stderr.lines().find(|line| line.contains("429 Too Many Requests"));
        let told = told.unwrap_or_else(|| panic!("nothing is told of the wait: {ran:#?}"));
        assert!(told.contains("attempt"), "{told}");
    }
}

#[test]
fn nothing_is_told_where_nothing_fails() {
    let acc = account::with_menu();
    let ran = run_with(acc.variables(), &["export"]).ok();
    assert!(!ran.stderr.contains("attempt"), "{ran:#?}");
}

#[test]
fn the_first_wait_of_more_than_ten_seconds_is_a_warning_in_the_log() {
    let mut acc = account::with_menu();
    let slow_down = Answer::too_many_requests().header("retry-after", "11");
    acc.fake().fault(Fault::answer(slow_down).on("GET", Fault::IVRS));
    let pipe = LogPipe::new(&mut acc, "WARN");
    acc.configure("data \"zendesk_ivr_routes\" \"test\" {\n  ivr_id = 10001\n  menu_id = 10002\n}\n");
    let running = acc.spawn(&["plan"]);
    let line = pipe.wait_for(&["[WARN]", "429 Too Many Requests"]);
    assert!(line.contains("11000"), "{line}");
    running.interrupt();
    let output = acc.finish(running);
    assert_eq!(output.status.code(), Some(1), "{output}");
    assert_eq!(acc.fake().requests().len(), 1);
}
