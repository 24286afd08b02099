//! An update or a deletion whose answer is lost for good: the next plan tells the truth.

use super::account::{address, config, methods, on, stored, with_menus};
use crate::fake::faults::Action;
use crate::fake::{Answer, Fault};
use crate::harness::{Acceptance, Action as Planned};

const MENU: i64 = 10002;

/// Losses, and whether the request had its effect.
fn losses() -> [(Fault, bool); 4] {
    [
        (Fault::new(Action::CloseBefore), false),
        (Fault::new(Action::CloseAfter), true),
        (Fault::answer(Answer::empty(502)), false),
        (Fault::answer_after(Answer::empty(502)), true),
    ]
}

/// An account for each loss, with one menu: a host that has not answered anything yet is given up after the first.
fn accounts(config: &str) -> Vec<(Acceptance, Fault, bool)> {
    let with = |(fault, done)| {
        let acc = with_menus(1);
        acc.apply(config);
        acc.fake().clear_requests();
        (acc, fault, done)
    };
    losses().into_iter().map(with).collect()
}

#[test]
fn the_plan_after_a_lost_update_is_true() {
    let changed = config(1, "max_retries = 0", "+12025550102");
    for (acc, fault, done) in accounts(&config(1, "max_retries = 0", "+12025550101")) {
        acc.fake().fault(on(fault, "PUT", MENU));
        let output = acc.apply_fails(&changed);
        assert_eq!(output.diagnostics().len(), 1, "{output}");
        assert_eq!(acc.state().attr(&address(MENU), "options.phone_number"), "+12025550101");
        assert_eq!(methods(&acc, MENU), "GET GET PUT");
        let planned = if done { Planned::NoOp } else { Planned::Update };
        acc.replan().expect_action(&address(MENU), planned);
        acc.apply(&changed);
    }
}

#[test]
fn the_plan_after_a_lost_deletion_is_true() {
    for (acc, fault, done) in accounts(&config(1, "max_retries = 0", "+12025550101")) {
        acc.fake().fault(on(fault, "DELETE", MENU));
        let output = acc.terraform(&["destroy", "-auto-approve"]);
        assert_eq!(output.diagnostics().len(), 1, "{output}");
        assert_eq!(acc.state().addresses().len(), 1);
        assert_eq!(stored(&acc, MENU).len(), usize::from(!done));
        let planned = if done { Planned::Create } else { Planned::NoOp };
        acc.replan().expect_action(&address(MENU), planned);
        acc.destroy();
        assert_eq!(acc.fake().account(|account| account.route_count()), 0);
    }
}
