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
    // The first list is the one of the plan and the apply; the second one belongs to the second run.
    acc.fake().fault(Fault::serve().on("GET", Fault::IVRS).nth(2).change(|account| {
        let id = account.routes(10001, 10002)[0].id;
        account.route_mut(10001, 10002, id).expect("the route is there").greeting = Some("By hand".into());
    }));
    let output = acc.terraform(&["test"]);
    assert!(output.status.success(), "{output}");
    assert_eq!(acc.fake().account(|account| account.route_count()), 0);
}
