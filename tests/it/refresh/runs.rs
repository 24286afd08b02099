//! A provider that outlives one run looks at the account anew: `terraform test` keeps one for all its runs.

use crate::account;
use crate::fake::Fault;

const CONFIG: &str = r#"
resource "zendesk_ivr_route" "test" {
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "1"
  action   = "group"
  options  = { group_ids = [7] }
}
"#;

const TESTS: &str = r#"
run "apply" {
  command = apply
}
run "plan" {
  command = plan
  assert {
    condition     = zendesk_ivr_route.test.greeting == "By hand"
    error_message = "the greeting is ${jsonencode(zendesk_ivr_route.test.greeting)}"
  }
}
"#;

#[test]
fn a_run_after_an_apply_sees_what_was_changed_by_hand_in_between() {
    let acc = account::with_menu();
    acc.configure(CONFIG);
    acc.write("main.tftest.hcl", TESTS);
    // Whoever lists the account after the create sees what was changed by hand.
    acc.fake().fault(Fault::serve().on("GET", Fault::IVRS).always().change(|account| {
        let made = account.routes(10001, 10002).first().map(|route| route.id);
        if let Some(route) = made.and_then(|id| account.route_mut(10001, 10002, id)) {
            route.greeting = Some("By hand".into());
        }
    }));
    let output = acc.terraform(&["test"]);
    assert!(output.status.success(), "{output}");
    assert_eq!(acc.fake().account(|account| account.route_count()), 0);
}
