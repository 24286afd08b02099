//! Imports by the key of a route: `ivr_id/menu_id/key=1`.

use super::{TEST, account, import_block, route};
use crate::fake::{Answer, Fault};
use crate::harness::{Acceptance, Action};

const KEYS: [(&str, i64); 4] = [("1", 30001), ("default", 30002), ("*", 30003), ("#", 30004)];

fn paths(acc: &Acceptance) -> Vec<String> {
    acc.fake().requests().into_iter().map(|request| request.path).collect()
}

#[test]
fn the_command_imports_by_key() {
    for (key, route_id) in KEYS {
        let acc = account();
        let config = route("test", 10002, key);
        acc.configure(&config);
        let output = acc.terraform(&["import", TEST, &format!("10001/10002/key={key}")]);
        assert!(output.status.success(), "{output}");
        // One list tells the id, and what the read that follows needs.
        assert_eq!(paths(&acc), [Fault::IVRS]);
        assert_eq!(acc.state().attr(TEST, "route_id"), route_id);
        assert_eq!(acc.state().attr(TEST, "id"), &format!("10001/10002/{route_id}"));
        acc.plan(&config).expect_empty();
    }
}

#[test]
fn blocks_import_by_key() {
    let acc = account();
    let name = |route_id| format!("r{route_id}");
    let blocks = KEYS.map(|(key, route_id)| {
        let argument = format!("id = \"10001/10002/key={key}\"");
        route(&name(route_id), 10002, key) + &import_block(&name(route_id), &argument)
    });
    let applied = acc.apply(&blocks.concat());
    applied.output.says("4 imported, 0 added, 0 changed, 0 destroyed");
    for (_, route_id) in KEYS {
        let address = format!("zendesk_ivr_route.{}", name(route_id));
        applied.plan.expect_import(&address).expect_action(&address, Action::NoOp);
        assert_eq!(applied.attr(&address, "route_id"), route_id);
    }
}

#[test]
fn a_key_without_a_route_is_answered_with_those_that_have_one() {
    let acc = account();
    acc.import_fails(&route("test", 10002, "7"), TEST, "10001/10002/key=7")
        .error("Failed to import IVR route")
        .says("Route for key 7 of menu 10002 (IVR 10001): there is none; keys of the menu with a route: #, *, 1, default.");
    acc.import_fails(&route("test", 10003, "7"), TEST, "10001/10003/key=7")
        .error("Failed to import IVR route")
        .says("there is none; keys of the menu with a route: none.");
}

#[test]
fn a_menu_that_is_not_there_is_answered_with_those_that_are() {
    let acc = account();
    acc.fake().account(|account| {
        account.set_next_id(20001);
        account.add_ivr("Night line");
    });
    acc.import_fails(&route("test", 4, "1"), TEST, "10001/4/key=1").error("Failed to import IVR route").says(
        "Route for key 1 of menu 4 (IVR 10001): No menu has the id 4. There are: 10002 \"Main menu\" (default), 10003 \"Night\".",
    );
    let asked = paths(&acc);
    assert!(asked[0] == Fault::IVRS && asked.len() <= 2, "the list, and the menu at most: {asked:?}");
    acc.import_fails(&route("test", 4, "1"), TEST, "5/10002/key=1")
        .error("Failed to import IVR route")
        .says("No IVR has the id 5. There are: 10001 \"Main line\", 20001 \"Night line\".");
    // The menu of another IVR.
    acc.import_fails(&route("test", 4, "1"), TEST, "20001/10002/key=1")
        .error("Failed to import IVR route")
        .says("No menu has the id 10002. There are: 20385 \"Main menu\" (default).");
}

#[test]
fn an_answer_that_proves_nothing_is_told_as_it_is() {
    let acc = account();
    for menu in [10002, 4] {
        acc.fake().fault(Fault::answer(Answer::html_not_found()).on("GET", Fault::IVRS));
        acc.import_fails(&route("test", menu, "1"), TEST, &format!("10001/{menu}/key=1"))
            .error("Failed to import IVR route")
            .says("404 Not Found: an HTML page");
    }
}
