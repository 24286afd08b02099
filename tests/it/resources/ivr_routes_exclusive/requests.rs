//! How many requests a list makes, and which.

use super::account::{ACCOUNT, LOOK, account, add_by_hand, deletion, list, list_in, on_key, requests};

#[test]
fn a_refresh_of_lists_costs_none_of_its_own() {
    let acc = account();
    let routes = on_key("a", "1");
    acc.apply(
        &(routes.clone()
            + &list("{ \"1\" = zendesk_ivr_route.a.route_id }")
            + &list_in("other", 10003, "{}")),
    );
    requests(&acc);
    acc.replan().expect_empty();
    assert_eq!(requests(&acc), [ACCOUNT]);
}

#[test]
fn a_change_that_removes_nothing_sends_nothing() {
    let acc = account();
    let [one, two] = ["1", "2"].map(|key| add_by_hand(&acc, key));
    acc.configure(&list(&format!("{{ \"1\" = {one}, \"2\" = {two} }}")));
    let created = acc.terraform(&["apply", "-auto-approve"]);
    assert!(created.status.success(), "{created}");
    // The plan, and the plan that Terraform makes once more to apply it.
    assert_eq!(requests(&acc), [ACCOUNT; 2]);
    acc.fake().account(|account| account.remove_route(10001, 10002, two)).unwrap();
    acc.configure(&list(&format!("{{ \"1\" = {one} }}")));
    requests(&acc);
    let updated = acc.terraform(&["apply", "-auto-approve"]);
    assert!(updated.status.success(), "{updated}");
    assert_eq!(requests(&acc), [ACCOUNT]);
}

#[test]
fn a_menu_is_looked_at_once_before_its_routes_are_removed() {
    let acc = account();
    let strays = ["5", "6", "7"].map(|key| add_by_hand(&acc, key));
    acc.configure(&list("{}"));
    let applied = acc.terraform(&["apply", "-auto-approve"]);
    assert!(applied.status.success(), "{applied}");
    let [five, six, seven] = strays.map(deletion);
    assert_eq!(requests(&acc), [ACCOUNT, ACCOUNT, LOOK, &five, &six, &seven]);
}
