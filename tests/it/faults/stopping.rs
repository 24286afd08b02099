//! Terraform stops the provider while a create waits: what took effect is in the state.

use super::account::{address, config, methods, with_menus};
use crate::fake::{Answer, Fault};

#[test]
fn a_create_in_doubt_is_looked_for_before_the_end() {
    let acc = with_menus(1);
    let busy = Answer::empty(503).header("retry-after", "300");
    acc.fake().fault(Fault::answer_after(busy).on("POST", Fault::ROUTES));
    let config = config(1, "", "+12025550101");
    acc.configure(&config);
    let running = acc.spawn(&["apply", "-auto-approve"]);
    acc.fake().wait_for_request(|request| request.is("POST", Fault::ROUTES) && request.status == Some(503));
    running.interrupt();
    let output = acc.finish(running);
    assert_eq!(methods(&acc, 10002), "GET POST GET", "{output}");
    assert_eq!(acc.state().attr(&address(10002), "route_id"), 20001);
    acc.apply(&config).plan.expect_empty();
}
