//! What is refused is not sent again.

use super::account::{address, config, menus_of, methods, on, with_menus};
use crate::fake::{Answer, Fault};
use crate::harness::Acceptance;

/// Refusals, and how a deletion goes on after each: a 404 has it look whether the route is gone.
fn refusals() -> [(Answer, &'static str); 7] {
    [
        (Answer::error(400, "BadRequest", "no"), "GET DELETE"),
        (Answer::not_authenticated(), "GET DELETE"),
        (Answer::forbidden_object(), "GET DELETE"),
        (Answer::html_not_found(), "GET DELETE GET"),
        (Answer::error(409, "Conflict", "no"), "GET DELETE"),
        (Answer::unprocessable_text(), "GET DELETE"),
        (Answer::empty(405), "GET DELETE"),
    ]
}

fn refuse(acc: &Acceptance, method: &'static str) {
    acc.fake().clear_requests();
    for (menu, (answer, _)) in menus_of(7).zip(refusals()) {
        acc.fake().fault(on(Fault::answer(answer), method, menu));
    }
}

#[track_caller]
fn expect(acc: &Acceptance, requests: impl Fn(usize) -> &'static str) {
    for (index, menu) in menus_of(7).enumerate() {
        assert_eq!(methods(acc, menu), requests(index), "menu {menu}");
    }
}

#[test]
fn no_request_is_repeated_after_a_refusal() {
    let acc = with_menus(7);
    let (before, after) = (config(7, "", "+12025550101"), config(7, "", "+12025550102"));

    refuse(&acc, "POST");
    assert_eq!(acc.apply_fails(&before).diagnostics().len(), 7);
    expect(&acc, |_| "GET POST");
    assert_eq!(acc.state().addresses(), [] as [&str; 0]);
    acc.apply(&before);

    refuse(&acc, "PUT");
    assert_eq!(acc.apply_fails(&after).diagnostics().len(), 7);
    expect(&acc, |_| "GET PUT");

    refuse(&acc, "GET");
    assert_eq!(acc.plan_fails(&before).diagnostics().len(), 7);
    expect(&acc, |_| "GET");

    refuse(&acc, "DELETE");
    assert_eq!(acc.terraform(&["destroy", "-auto-approve"]).diagnostics().len(), 7);
    expect(&acc, |index| refusals()[index].1);

    let state = acc.state();
    for menu in menus_of(7) {
        assert_eq!(state.attr(&address(menu), "options.phone_number"), "+12025550101");
    }
}
