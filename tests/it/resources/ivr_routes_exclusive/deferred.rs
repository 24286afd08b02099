//! A provider block with values that are known only after apply.

use super::account::{LIST, account, add_by_hand, ids, list, list_in};
use crate::harness::{Acceptance, Action};

fn config(acc: &Acceptance, version: u32, rest: &str) -> String {
    let url = acc.fake().url();
    let account = format!(
        "resource \"terraform_data\" \"account\" {{\n  input = {{ url = \"{url}\", version = {version} }}\n}}\n"
    );
    account + "provider \"zendesk\" {\n  base_url = terraform_data.account.output.url\n}\n" + rest
}

#[test]
fn a_read_keeps_the_state_and_a_new_list_is_planned() {
    let acc = account();
    acc.apply(&config(&acc, 1, &list("{}")));
    let stray = add_by_hand(&acc, "7");
    acc.configure(&config(&acc, 2, &(list("{}") + &list_in("other", 10003, "{}"))));
    let output = acc.terraform(&["apply", "-auto-approve"]);
    assert!(output.status.success(), "{output}");
    let warning = output.warning("Routes of a menu not refreshed");
    warning.at(LIST, "").says("The routes of menu 10002 (IVR 10001) were not read");
    // Nothing showed it.
    assert_eq!(ids(&acc), [stray]);
    acc.replan().expect_action(LIST, Action::Update);
}
