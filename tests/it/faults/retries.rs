//! What fails in passing is sent again; a create only after a look, unless it certainly wasn't done.

use super::account::{address, config, menus_of, methods, on, stored, with_menus};
use crate::fake::faults::Action;
use crate::fake::{Answer, Fault};
use crate::harness::Acceptance;

/// Failures after which it is certain that nothing was done.
fn not_done() -> Vec<Fault> {
    let slow_down = Answer::too_many_requests;
    let date = httpdate::fmt_http_date(std::time::SystemTime::now() + std::time::Duration::from_secs(1));
    [
        slow_down(),
        slow_down().header("retry-after", "0"),
        slow_down().header("retry-after", "1"),
        slow_down().header("retry-after", date),
        slow_down().header("retry-after", "soon"),
        Answer::database_conflict(),
    ]
    .into_iter()
    .map(Fault::answer)
    .collect()
}

/// Failures after which it may have been done, though it wasn't.
fn lost_before() -> Vec<Fault> {
    let mut faults: Vec<_> = [408, 500, 502, 503, 504, 520].map(Answer::empty).map(Fault::answer).into();
    faults.push(Fault::answer(Answer::database_deadlock().header("retry-after", "1")));
    faults.push(Fault::new(Action::CloseBefore));
    faults
}

/// Failures after which it may have been done, and it was.
fn lost_after() -> Vec<Fault> {
    let mut faults: Vec<_> = [408, 500, 502, 503, 504].map(Answer::empty).map(Fault::answer_after).into();
    faults.push(Fault::new(Action::CloseAfter));
    faults.push(Fault::new(Action::Truncate));
    faults
}

/// All of them, and how a create goes on after each.
fn cases() -> Vec<(Fault, &'static str)> {
    let with = |faults: Vec<Fault>, create| faults.into_iter().map(move |fault| (fault, create));
    let not_done = with(not_done(), "GET POST POST");
    let lost_before = with(lost_before(), "GET POST GET POST GET");
    not_done.chain(lost_before).chain(with(lost_after(), "GET POST GET")).collect()
}

/// Makes the requests of this method fail, in each menu in another way.
fn fail(acc: &Acceptance, method: &'static str) {
    acc.fake().clear_requests();
    for (menu, (fault, _)) in menus_of(usize::MAX).zip(cases()) {
        acc.fake().fault(on(fault, method, menu));
    }
}

/// Checks that each menu saw these requests, and that state and service hold the same one route there.
#[track_caller]
fn expect(acc: &Acceptance, requests: impl Fn(usize) -> String) {
    let state = acc.state();
    for (index, menu) in menus_of(cases().len()).enumerate() {
        assert_eq!(methods(acc, menu), requests(index), "menu {menu}: case {index}");
        let [id] = stored(acc, menu)[..] else { panic!("menu {menu} has {:?}", stored(acc, menu)) };
        assert_eq!(state.attr(&address(menu), "route_id"), id);
    }
}

#[test]
fn every_request_survives_each_passing_failure() {
    let count = cases().len();
    let acc = with_menus(count);
    let before = config(count, "max_retries = 3", "+12025550101");
    let after = config(count, "max_retries = 3", "+12025550102");

    // The applies end with a plan that refreshes: the last GET.
    fail(&acc, "POST");
    acc.apply(&before);
    expect(&acc, |index| format!("{} GET", cases()[index].1));

    fail(&acc, "PUT");
    acc.apply(&after);
    expect(&acc, |_| "GET GET PUT PUT GET".into());

    fail(&acc, "GET");
    acc.replan().expect_empty();
    expect(&acc, |_| "GET GET".into());

    fail(&acc, "DELETE");
    acc.destroy();
    for menu in menus_of(count) {
        assert_eq!(methods(&acc, menu), "GET DELETE DELETE", "menu {menu}");
        assert_eq!(stored(&acc, menu), [] as [i64; 0]);
    }
}
