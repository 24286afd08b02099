//! An attempt whose answer was given up comes through after all, when another one has been made.

use super::account::{address, config, stored, with_menus};
use crate::fake::{Answer, Fault, Gate, LoggedRequest};
use crate::harness::{Acceptance, Output, Running};

const PROVIDER: &str = "request_timeout = 3";

fn is_create(request: &LoggedRequest) -> bool {
    request.is("POST", Fault::ROUTES)
}

fn has_ended(request: &LoggedRequest) -> bool {
    is_create(request) && request.status.is_some()
}

/// Starts an apply; the first attempt at the create waits at the gate, the answer of the second one at the other.
fn start(acc: &Acceptance, first: &Gate, second: &Gate) -> Running {
    acc.fake().fault(Fault::serve().on("POST", Fault::ROUTES).hold_before(first));
    acc.fake().fault(Fault::serve().on("POST", Fault::ROUTES).nth(2).hold_after(second));
    acc.configure(&config(1, PROVIDER, "+12025550101"));
    acc.spawn(&["apply", "-auto-approve"])
}

#[track_caller]
fn expect_one(acc: &Acceptance, running: Running) -> Output {
    let output = acc.finish(running);
    assert!(output.status.success(), "{output}");
    acc.fake().wait_for_requests(2, has_ended);
    let [id] = stored(acc, 10002)[..] else { panic!("{:?}", stored(acc, 10002)) };
    assert_eq!(acc.state().attr(&address(10002), "route_id"), id);
    acc.apply(&config(1, PROVIDER, "+12025550101")).plan.expect_empty();
    output
}

#[test]
fn the_service_refuses_the_late_one() {
    let acc = with_menus(1);
    let (first, second) = (Gate::new(), Gate::new());
    second.open();
    let running = start(&acc, &first, &second);
    acc.fake().wait_for_request(has_ended);
    first.open();
    assert_eq!(expect_one(&acc, running).diagnostics().len(), 0);
    let statuses: Vec<_> =
        acc.fake().requests().into_iter().filter(is_create).map(|post| post.status).collect();
    assert_eq!(statuses, [Some(422), Some(201)]);
}

#[test]
fn the_surplus_route_is_deleted() {
    let acc = with_menus(1);
    acc.fake().account(|account| account.knobs.unique_keypress = false);
    let (first, second) = (Gate::new(), Gate::new());
    let running = start(&acc, &first, &second);
    second.wait_until_held(1);
    first.open();
    acc.fake().wait_for_request(has_ended);
    second.open();
    let output = expect_one(&acc, running);
    let deleted = acc.fake().requests().into_iter().filter(|request| request.is("DELETE", Fault::ROUTE));
    let deleted: Vec<_> =
        deleted.filter_map(|request| request.path.split('/').next_back()?.parse().ok()).collect();
    let [deleted] = deleted[..] else { panic!("{deleted:?}") };
    let deleted: i64 = deleted;
    let kept = &stored(&acc, 10002)[0];
    let warning = output.warning(&format!("Copies of route {kept} deleted"));
    warning.says(&format!("Route {kept} is kept, and its copies are deleted: {deleted}."));
    warning.says("If somebody else made an equal route in that moment, it is among them");
}

#[test]
fn a_surplus_route_that_stays_is_told() {
    let acc = with_menus(1);
    acc.fake().account(|account| account.knobs.unique_keypress = false);
    acc.fake().fault(Fault::answer(Answer::forbidden_text()).on("DELETE", Fault::ROUTE));
    let (first, second) = (Gate::new(), Gate::new());
    let running = start(&acc, &first, &second);
    second.wait_until_held(1);
    first.open();
    acc.fake().wait_for_request(has_ended);
    second.open();
    let error = acc.finish(running).error("Failed to create IVR route");
    error.says("menu 10002 has the route twice: 20001 and 20385, which couldn't be deleted");
    error.says("import the other with the id \"10001/10002/ROUTE_ID\"");
    assert_eq!(acc.state().addresses(), [] as [&str; 0]);
    acc.fake()
        .account(|account| account.routes(10001, 10002).iter().map(|route| route.id).collect::<Vec<_>>())
        .into_iter()
        .for_each(|id| drop(acc.fake().account(|account| account.remove_route(10001, 10002, id))));
}
