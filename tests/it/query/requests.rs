//! How many requests a query takes.

use super::account::{large, list};
use crate::fake::Fault;
use crate::harness::{Acceptance, Feature};

/// How many requests for IVRs, menus and routes there were.
fn counts(acc: &Acceptance) -> [usize; 3] {
    let requests = acc.fake().requests();
    let counts = [Fault::IVRS, Fault::MENUS, Fault::ROUTES]
        .map(|pattern| requests.iter().filter(|request| request.is("GET", pattern)).count());
    assert_eq!(counts.iter().sum::<usize>(), requests.len());
    acc.fake().clear_requests();
    counts
}

#[test]
fn the_list_of_ivrs_is_enough() {
    let acc = large();
    if acc.lacks(Feature::Query) {
        return;
    }
    for block in ["limit = 1000", "config {\n    ivr_id = 20000\n  }", "config {\n    menu_id = 30004\n  }"] {
        assert!(!acc.query(&list(block)).found.is_empty());
        assert_eq!(counts(&acc), [1, 0, 0], "{block}");
    }
    acc.fake().account(|account| account.knobs.page_size = 1);
    assert_eq!(acc.query(&list("limit = 1000")).found.len(), 300);
    assert_eq!(counts(&acc), [3, 0, 0]);
}

#[test]
fn menus_and_routes_are_listed_where_the_list_of_ivrs_lacks_them() {
    let acc = large();
    if acc.lacks(Feature::Query) {
        return;
    }
    let whole = acc.query(&list("limit = 1000"));
    assert_eq!(counts(&acc), [1, 0, 0]);

    acc.fake().account(|account| account.knobs.nested_routes = false);
    assert_eq!(acc.query(&list("limit = 1000")).found, whole.found);
    assert_eq!(counts(&acc), [1, 0, 25]);
    assert_eq!(acc.query(&list("config {\n    menu_id = 20008\n  }")).found.len(), 12);
    assert_eq!(counts(&acc), [1, 0, 1]);
    assert_eq!(acc.query(&list("config {\n    ivr_id = 30000\n  }\n  limit = 200")).found.len(), 108);
    assert_eq!(counts(&acc), [1, 0, 9]);

    acc.fake().account(|account| account.knobs.nested_menus = false);
    assert_eq!(acc.query(&list("limit = 1000")).found, whole.found);
    assert_eq!(counts(&acc), [1, 3, 25]);

    // The menus hold their routes.
    acc.fake().account(|account| account.knobs.nested_routes = true);
    assert_eq!(acc.query(&list("limit = 1000")).found, whole.found);
    assert_eq!(counts(&acc), [1, 3, 0]);

    acc.fake().account(|account| account.knobs.page_size = 5);
    assert_eq!(acc.query(&list("config {\n    ivr_id = 30000\n  }\n  limit = 200")).found.len(), 108);
    assert_eq!(counts(&acc), [1, 2, 0]);
}

#[test]
fn a_limit_ends_the_requests() {
    let acc = large();
    if acc.lacks(Feature::Query) {
        return;
    }
    acc.fake().account(|account| {
        account.knobs.nested_menus = false;
        account.knobs.nested_routes = false;
    });
    let query = acc.query(&list("limit = 5"));
    assert_eq!(query.found.len(), 5);
    query.output.says("List cut off at its limit");
    assert_eq!(counts(&acc), [1, 1, 1]);
    assert_eq!(acc.query(&list("limit = 13")).found.len(), 13);
    assert_eq!(counts(&acc), [1, 1, 2]);
}
