//! `terraform test` with the real provider: from Terraform 1.13 on, one provider serves a whole file.

use super::account::{account, add_by_hand, ids, list, list_in, on_key};
use crate::harness::{Acceptance, Output};

fn test(acc: &Acceptance, config: &str, file: &str) -> Output {
    acc.configure(config);
    acc.write("menu.tftest.hcl", &format!("provider \"zendesk\" {{}}\n{file}"));
    acc.terraform(&["test"])
}

const RUNS: &str =
    "run \"a\" {\n  command = plan\n}\nrun \"b\" {}\nrun \"c\" {\n  command = plan\n}\nrun \"d\" {}\n";

#[test]
fn a_file_of_plans_and_applies_passes() {
    let acc = account();
    let stray = add_by_hand(&acc, "7");
    let lists = list("{ \"1\" = zendesk_ivr_route.a.route_id }") + &list_in("other", 10003, "{}");
    let output = test(&acc, &(on_key("a", "1") + &lists), RUNS);
    assert!(output.status.success(), "{output}");
    output.says("4 passed, 0 failed");
    assert!(!ids(&acc).contains(&stray));
}

#[test]
fn two_lists_for_one_menu_fail_a_run() {
    let acc = account();
    for command in ["plan", "apply"] {
        let config = list("{}") + &list_in("other", 10002, "{ \"1\" = 4711 }");
        let output = test(&acc, &config, &format!("run \"one\" {{\n  command = {command}\n}}\n"));
        assert!(!output.status.success(), "{output}");
        output.says("Routes of a menu listed by two resources");
    }
}
