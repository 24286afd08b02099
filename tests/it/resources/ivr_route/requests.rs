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

const LIST: &str = "GET /api/v2/channels/voice/ivr";

#[test]
fn the_account_is_listed_once_a_run_and_each_route_written_once() {
    let acc = account();
    let mut seen = Vec::new();
    let mut count = |run: &[&str]| {
        let output = acc.terraform(run);
        assert!(output.status.success(), "{output}");
        let mut all = requests(&acc);
        all.sort();
        seen = all;
        let lists = seen.iter().filter(|request| request.as_str() == LIST).count();
        assert!(seen.windows(2).all(|pair| pair[0] != pair[1] || pair[0].starts_with("POST")), "{seen:#?}");
        (lists, seen.len() - lists)
    };
    acc.configure(&config(TO_SALES));
    let (lists, others) = count(&["plan", "-out", "new"]);
    assert!(lists <= 1 && others == 0, "{lists} lists, {others} other requests");
    assert_eq!(count(&["apply", "new"]), (1, 5));
    assert_eq!(count(&["plan"]), (1, 0));
    acc.configure(&config(r#"action = "menu", options = { menu_id = 10003 }"#));
    assert_eq!(count(&["plan", "-out", "changed"]), (1, 0));
    assert_eq!(count(&["apply", "changed"]), (1, 5));
    assert_eq!(count(&["plan", "-destroy", "-out", "gone"]), (1, 0));
    assert_eq!(count(&["apply", "gone"]), (0, 5));
}

#[test]
fn every_page_of_a_menu_is_read() {
    let acc = account();
    acc.fake().account(|account| {
        account.knobs.page_size = 2;
        account.knobs.nested_routes = false;
    });
    acc.apply(&config(TO_SALES));
    requests(&acc);
    acc.replan().expect_empty();
    let (lists, pages): (Vec<_>, _) = requests(&acc).into_iter().partition(|request| request == LIST);
    assert_eq!((lists.len(), pages.len()), (1, 3));
}
