//! How many requests it takes.

use super::account::{TO_SALES, account, requests, route, route_in};

/// Three routes of the main menu and two of another.
fn config(does: &str) -> String {
    let main =
        ["1", "2", "3"].map(|key| route(&format!("main_{key}"), &format!(r#"keypress = "{key}", {does}"#)));
    let billing = ["1", "default"].map(|key| {
        route_in(10001, 10003, &format!("billing_{key}"), &format!(r#"keypress = "{key}", {does}"#))
    });
    [main.concat(), billing.concat()].concat()
}

const LISTS: [&str; 2] = ["GET 10001/menus/10002/routes", "GET 10001/menus/10003/routes"];

#[test]
fn each_menu_is_listed_once_and_each_route_written_once() {
    let acc = account();
    let mut seen = Vec::new();
    let mut count = |run: &[&str]| {
        let output = acc.terraform(run);
        assert!(output.status.success(), "{output}");
        let mut all = requests(&acc);
        all.sort();
        seen = all;
        let lists = seen.iter().filter(|request| LISTS.contains(&request.as_str())).count();
        assert!(seen.windows(2).all(|pair| pair[0] != pair[1] || pair[0].starts_with("POST")), "{seen:#?}");
        (lists, seen.len() - lists)
    };
    acc.configure(&config(TO_SALES));
    assert_eq!(count(&["plan", "-out", "new"]), (0, 0));
    assert_eq!(count(&["apply", "new"]), (2, 5));
    assert_eq!(count(&["plan"]), (2, 0));
    acc.configure(&config(r#"action = "menu", options = { menu_id = 10003 }"#));
    assert_eq!(count(&["plan", "-out", "changed"]), (2, 0));
    // A change that leaves the key alone asks nobody.
    assert_eq!(count(&["apply", "changed"]), (0, 5));
    assert_eq!(count(&["plan", "-destroy", "-out", "gone"]), (2, 0));
    assert_eq!(count(&["apply", "gone"]), (0, 5));
}

#[test]
fn every_page_of_a_menu_is_read() {
    let acc = account();
    acc.fake().account(|account| account.knobs.page_size = 2);
    acc.apply(&config(TO_SALES));
    requests(&acc);
    acc.replan().expect_empty();
    assert_eq!(requests(&acc).len(), 3);
}
