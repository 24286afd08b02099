//! A route in place of another: the old one goes, and nothing else is lost.

use serde_json::json;

use super::account::{TEST, TO_SALES, account, requests, route, route_in};
use crate::fake::{Answer, Fault};
use crate::harness::{Acceptance, Action};

/// Which keys the routes of a menu have.
fn keys(acc: &Acceptance, menu: i64) -> Vec<Option<String>> {
    acc.fake().account(|account| account.routes(10001, menu).iter().map(|r| r.keypress.clone()).collect())
}

/// The writes since the last look.
fn writes(acc: &Acceptance) -> Vec<String> {
    requests(acc).into_iter().filter(|request| !request.starts_with("GET")).collect()
}

#[test]
fn zendesk_ivr_route_moves_to_another_menu() {
    let acc = account();
    let config =
        |menu, more: &str| route_in(10001, menu, "test", &format!(r#"keypress = "1", {TO_SALES}, {more}"#));
    acc.apply(&config(10002, ""));
    requests(&acc);
    let applied = acc.apply(&config(10003, ""));
    applied.plan.expect_action(TEST, Action::Replace);
    assert_eq!(applied.attr(TEST, "id"), "10001/10003/30385");
    let delete_first = ["DELETE 10001/menus/10002/routes/30001", "POST 10001/menus/10003/routes"];
    assert_eq!(writes(&acc), delete_first);
    assert_eq!((keys(&acc, 10002).len(), keys(&acc, 10003).len()), (0, 1));

    let lifecycle = "lifecycle { create_before_destroy = true }";
    let applied = acc.apply(&config(10002, lifecycle));
    applied.plan.expect_action(TEST, Action::CreateBeforeDestroy);
    assert_eq!(applied.attr(TEST, "id"), "10001/10002/30769");
    let create_first = ["POST 10001/menus/10002/routes", "DELETE 10001/menus/10003/routes/30385"];
    assert_eq!(writes(&acc), create_first);
    assert_eq!((keys(&acc, 10002).len(), keys(&acc, 10003).len()), (1, 0));
}

#[test]
fn zendesk_ivr_route_is_replaced_on_request() {
    let acc = account();
    // The second one is known as far as Zendesk tells: that is no duplicate of its own replacement either.
    let config = format!(
        "{}{}",
        route("test", &format!(r#"keypress = "1", {TO_SALES}"#)),
        route("bare", r#"keypress = "2""#)
    );
    acc.apply(&config);
    acc.fake().account(|account| {
        let bare = account.menu_mut(10001, 10002).unwrap().routes.iter_mut().find(|r| r.action.is_none());
        let bare = bare.unwrap();
        (bare.action, bare.options) =
            (Some("menu".into()), [("menu_id".into(), json!(10003))].into_iter().collect());
    });
    let before: Vec<_> = ids(&acc);
    let replace = ["-replace=zendesk_ivr_route.test", "-replace=zendesk_ivr_route.bare"];
    let output = acc.terraform(&["apply", "-auto-approve", replace[0], replace[1]]);
    assert!(output.status.success(), "{output}");
    output.says("2 added, 0 changed, 2 destroyed");
    assert!(ids(&acc).iter().all(|id| !before.contains(id)));
    acc.replan().expect_empty();
}

#[test]
fn zendesk_ivr_route_tainted_is_replaced() {
    let acc = account();
    acc.apply(&route("test", &format!(r#"keypress = "1", {TO_SALES}"#)));
    assert!(acc.terraform(&["taint", TEST]).status.success());
    // With a change at the same time: still its own replacement.
    let applied =
        acc.apply(&route("test", r#"keypress = "1", action = "menu", options = { menu_id = 10003 }"#));
    applied.plan.expect_action(TEST, Action::Replace);
    assert_eq!(applied.attr(TEST, "route_id"), 30385);
}

#[test]
fn a_route_may_take_over_the_key_of_one_that_goes() {
    let acc = account();
    acc.apply(&route("old", &format!(r#"keypress = "1", {TO_SALES}"#)));
    let applied =
        acc.apply(&route("test", r#"keypress = "1", action = "menu", options = { menu_id = 10003 }"#));
    applied.plan.expect_action(TEST, Action::Create).expect_action("zendesk_ivr_route.old", Action::Delete);
    assert_eq!(keys(&acc, 10002), [Some("1".to_owned())]);
}

#[test]
fn a_new_route_cannot_take_the_key_of_the_one_it_replaces() {
    let acc = account();
    let lifecycle = "lifecycle { create_before_destroy = true }";
    acc.apply(&route("test", &format!(r#"keypress = "1", {TO_SALES}, {lifecycle}"#)));
    let output = acc.terraform(&["apply", "-auto-approve", "-replace=zendesk_ivr_route.test"]);
    assert_eq!(output.status.code(), Some(1), "{output}");
    let error = output.error("Failed to create IVR route");
    error.at(TEST, "keypress").says(
        r#"Route for key 1 of menu 10002 (IVR 10001): key 1 of menu 10002 (IVR 10001) is taken by route 30001 (group,
        "Sales"). Keys and routes of the menu: 1: 30001. No operation of this apply freed the key in time:
        that route isn't managed here, keeps its key, or is destroyed later (create_before_destroy)."#,
    );
    error
        .says("Give one of them another key")
        .says(r#"import { to = zendesk_ivr_route.NAME id = "10001/10002/30001" }"#);
    acc.replan().expect_empty();
    assert_eq!(ids(&acc), [30001]);
}

/// A route for key 1 of a menu, named after the group that its calls go to.
fn in_menu(name: &str, menu: i64) -> String {
    route_in(10001, menu, name, &format!(r#"keypress = "1", {TO_SALES}"#))
}

/// Moves the route to another menu with a plan that is stale by then; it stays where it is, and nothing is written.
#[track_caller]
fn stays(acc: &Acceptance, since: impl FnOnce(&Acceptance), words: &str) {
    acc.plan(&in_menu("test", 10003));
    since(acc);
    requests(acc);
    let output = acc.terraform(&["apply", "tfplan"]);
    let error = output.error("Failed to replace IVR route");
    error.says("it isn't deleted, since the route that is to replace it can't be created").says(words);
    assert_eq!(writes(acc), [] as [String; 0]);
    assert_eq!(ids(acc), [30001]);
}

#[test]
fn a_route_is_not_deleted_where_its_successor_has_no_key() {
    let acc = account();
    acc.apply(&in_menu("test", 10002));
    let add = |acc: &Acceptance| {
        acc.fake()
            .account(|account| account.add_route(10001, 10003, "1", "voicemail", json!({"group_ids": [7]})))
    };
    stays(&acc, |acc| assert_eq!(add(acc), 30385), "key 1 of menu 10003 (IVR 10001) is taken by route 30385");
    // Known when it is planned: a warning, and the same.
    acc.configure(&in_menu("test", 10003));
    let planned = acc.terraform(&["plan"]);
    planned.warning("Key 1 of menu 10003 is held by route 30385").at(TEST, "keypress");
    stays(&acc, |_| (), "id = \"10001/10003/30385\"");
}

#[test]
fn a_route_is_not_deleted_where_its_successor_has_no_menu() {
    let acc = account();
    acc.apply(&in_menu("test", 10002));
    let remove = |acc: &Acceptance| {
        acc.fake().account(|account| account.ivr_mut(10001).unwrap().menus.retain(|menu| menu.id != 10003));
    };
    stays(&acc, remove, "No menu has the id 10003. There are: 10002 \"Main menu\" (default).");
}

#[test]
fn a_create_that_fails_tells_which_route_was_deleted_for_it() {
    let acc = account();
    acc.apply(&in_menu("test", 10002));
    let refusal = Answer::invalid("keypress", "Invalid", "is out of order");
    acc.fake().fault(Fault::answer(refusal).on("POST", Fault::ROUTES));
    let output = acc.apply_fails(&in_menu("test", 10003));
    let error = output.error("Failed to create IVR route");
    error.says("is out of order");
    error.says(
        "Route 30001, which the new one was to replace, has been deleted, so key 1 of menu 10002 (IVR 10001) has no route any
        more. Apply again to create the new one.",
    );
    // As the error says; and it isn't said of a later failure.
    acc.apply(&in_menu("test", 10003));
}

#[test]
fn two_routes_change_places_between_menus() {
    for parallelism in ["-parallelism=10", "-parallelism=2"] {
        let acc = account();
        acc.apply(&(in_menu("a", 10002) + &in_menu("b", 10003)));
        acc.configure(&(in_menu("a", 10003) + &in_menu("b", 10002)));
        let output = acc.terraform(&["apply", "-auto-approve", parallelism]);
        assert!(output.status.success(), "{output}");
        acc.replan().expect_empty();
    }
}

fn ids(acc: &Acceptance) -> Vec<i64> {
    acc.fake().account(|account| account.routes(10001, 10002).iter().map(|route| route.id).collect())
}
