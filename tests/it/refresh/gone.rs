//! Gone is proven by a list that lacks the record and a request by its id that doesn't find it: one for each record.

use std::collections::HashSet;

use serde_json::Value;

use crate::account::{Managed, Requests, Route};
use crate::fake::{Answer, Fault};

const ONE: Requests = Requests { ivrs: 1, menus: 0, routes: 0, one: 0, writes: 0 };

/// Checks that a refresh finds these routes gone and no others; gives its requests.
#[track_caller]
fn expect_gone(managed: &Managed, is_gone: impl Fn(&Route) -> bool) -> Requests {
    let state = managed.acc.refresh();
    let left: HashSet<_> = state.addresses().into_iter().collect();
    for route in &managed.routes {
        assert_eq!(left.contains(route.address().as_str()), !is_gone(route), "{route:?}");
    }
    managed.requests()
}

#[test]
fn a_route_that_was_deleted_costs_one_request() {
    let managed = Managed::large();
    let gone = managed.routes_of(4)[2].clone();
    managed.acc.fake().account(|account| account.remove_route(gone.ivr, gone.menu, gone.id));
    assert_eq!(expect_gone(&managed, |route| route.id == gone.id), Requests { one: 1, ..ONE });
}

#[test]
fn a_menu_that_was_deleted_costs_one_request_whatever_it_held() {
    let managed = Managed::new(&[4, 2], 5);
    let (ivr, menu) = managed.menus()[1];
    managed.acc.fake().account(|account| account.remove_menu(ivr, menu));
    let output = managed.acc.terraform(&["plan", "-refresh-only"]);
    assert!(output.status.success(), "{output}");
    let asked = managed.acc.fake().requests();
    assert_eq!(asked.iter().filter(|request| request.is("GET", Fault::MENU)).count(), 1, "{asked:#?}");
    managed.requests();
    assert_eq!(expect_gone(&managed, |route| route.menu == menu), Requests { one: 1, ..ONE });
}

#[test]
fn an_ivr_that_was_deleted_costs_one_request_whatever_it_held() {
    let managed = Managed::new(&[4, 2], 5);
    let (ivr, _) = managed.menus()[0];
    managed.acc.fake().account(|account| account.remove_ivr(ivr));
    let output = managed.acc.terraform(&["plan", "-refresh-only"]);
    assert!(output.status.success(), "{output}");
    let asked = managed.acc.fake().requests();
    assert_eq!(asked.iter().filter(|request| request.is("GET", Fault::IVR)).count(), 1, "{asked:#?}");
    managed.requests();
    assert_eq!(expect_gone(&managed, |route| route.ivr == ivr), Requests { one: 1, ..ONE });
}

#[test]
fn all_of_these_at_once_cost_one_request_for_each_record() {
    let managed = Managed::new(&[3, 2, 2], 5);
    let (ivr, menu) = (managed.menus()[0].0, managed.menus()[3].1);
    let routes: Vec<_> = managed.routes_of(5)[..2].iter().map(|route| route.id).collect();
    managed.acc.fake().account(|account| {
        account.remove_ivr(ivr);
        account.remove_menu(managed.menus()[3].0, menu);
        for id in &routes {
            account.remove_route(managed.menus()[5].0, managed.menus()[5].1, *id);
        }
    });
    let requests =
        expect_gone(&managed, |route| route.ivr == ivr || route.menu == menu || routes.contains(&route.id));
    assert_eq!(requests, Requests { one: 4, ..ONE });
}

/// Takes what has this id out of every list in a document.
fn leave_out(document: &mut Value, id: i64) {
    match document {
        Value::Array(items) => {
            items.retain(|item| item["id"] != id);
            items.iter_mut().for_each(|item| leave_out(item, id));
        }
        Value::Object(fields) => fields.values_mut().for_each(|field| leave_out(field, id)),
        _ => {}
    }
}

#[test]
fn what_a_list_lacks_and_a_request_by_id_finds_stays() {
    let managed = Managed::new(&[2, 2], 3);
    let route = managed.routes[1].clone();
    for id in [route.id, route.menu, route.ivr] {
        managed.acc.fake().fault(
            Fault::edit(move |list| {
                let before = list["ivrs"].as_array().map_or(0, Vec::len);
                leave_out(list, id);
                let lacks = before - list["ivrs"].as_array().map_or(0, Vec::len);
                list["count"] = Value::from(list["count"].as_u64().unwrap_or_default() - lacks as u64);
            })
            .on("GET", Fault::IVRS),
        );
        managed.acc.replan().expect_empty();
        let requests = managed.requests();
        assert!(requests.ivrs == 1 && requests.one >= 1, "{id}: {requests:?}");
    }
}

#[test]
fn a_service_that_finds_nothing_at_all_proves_nothing() {
    let managed = Managed::new(&[2, 1], 3);
    managed.acc.fake().fault(Fault::answer(Answer::record_not_found()).at(Fault::API).always());
    let before = managed.acc.state().addresses().len();
    let output = managed.acc.terraform(&["apply", "-refresh-only", "-auto-approve"]);
    assert_eq!(output.status.code(), Some(1), "{output}");
    output.says("404 Not Found").says("RecordNotFound");
    assert_eq!(managed.acc.state().addresses().len(), before);
    assert!(managed.acc.fake().requests().len() < 20, "{} requests", managed.acc.fake().requests().len());
}

#[test]
fn a_record_that_only_its_own_address_does_not_find_stays() {
    // The list has it: nobody asks for it by its id.
    let managed = Managed::new(&[1], 2);
    for pattern in [Fault::IVR, Fault::MENU, Fault::ROUTE] {
        managed
            .acc
            .fake()
            .fault(Fault::answer(Answer::record_not_found()).on("GET", pattern).always().optional());
    }
    managed.acc.replan().expect_empty();
    assert_eq!(managed.requests(), ONE);
}
