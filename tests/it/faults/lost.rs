//! An update or a deletion whose answer is lost for good: the next plan tells the truth.

use super::account::{address, config, menus_of, methods, on, stored, with_menus};
use crate::fake::faults::Action;
use crate::fake::{Answer, Fault};
use crate::harness::{Acceptance, Action as Planned};

/// Losses, and whether the request had its effect.
fn losses() -> [(Fault, bool); 4] {
    [
        (Fault::new(Action::CloseBefore), false),
        (Fault::new(Action::CloseAfter), true),
        (Fault::answer(Answer::empty(502)), false),
        (Fault::answer_after(Answer::empty(502)), true),
    ]
}

fn lose(acc: &Acceptance, method: &'static str) {
    acc.fake().clear_requests();
    for (menu, (fault, _)) in menus_of(4).zip(losses()) {
        acc.fake().fault(on(fault, method, menu));
    }
}

#[test]
fn the_plan_after_a_lost_update_is_true() {
    let acc = with_menus(4);
    acc.apply(&config(4, "max_retries = 0", "+12025550101"));
    lose(&acc, "PUT");
    let changed = config(4, "max_retries = 0", "+12025550102");
    let output = acc.apply_fails(&changed);
    assert_eq!(output.diagnostics().len(), 4, "{output}");
    let state = acc.state();
    for menu in menus_of(4) {
        assert_eq!(state.attr(&address(menu), "options.phone_number"), "+12025550101");
        assert_eq!(methods(&acc, menu), "GET PUT");
    }
    let next = acc.replan();
    for (menu, (_, done)) in menus_of(4).zip(losses()) {
        next.expect_action(&address(menu), if done { Planned::NoOp } else { Planned::Update });
    }
    acc.apply(&changed);
}

#[test]
fn the_plan_after_a_lost_deletion_is_true() {
    let acc = with_menus(4);
    let config = config(4, "max_retries = 0", "+12025550101");
    acc.apply(&config);
    lose(&acc, "DELETE");
    let output = acc.terraform(&["destroy", "-auto-approve"]);
    assert_eq!(output.diagnostics().len(), 4, "{output}");
    assert_eq!(acc.state().addresses().len(), 4);
    let next = acc.replan();
    for (menu, (_, done)) in menus_of(4).zip(losses()) {
        assert_eq!(stored(&acc, menu).len(), usize::from(!done));
        next.expect_action(&address(menu), if done { Planned::Create } else { Planned::NoOp });
    }
    acc.destroy();
    assert_eq!(acc.fake().account(|account| account.route_count()), 0);
}
