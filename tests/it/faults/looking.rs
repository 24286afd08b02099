//! The look after a lost create fails as well: the error says that the route may exist, and how to import it.

use super::account::{address, config, methods, stored, with_menus};
use crate::fake::faults::Action;
use crate::fake::{Answer, Fault};

#[test]
fn the_import_id_that_the_error_shows_works() {
    let acc = with_menus(1);
    let config = config(1, "max_retries = 1", "+12025550101");
    acc.fake().fault(Fault::new(Action::CloseAfter).on("POST", Fault::ROUTES));
    acc.fake().fault(Fault::answer(Answer::empty(503)).on("GET", Fault::ROUTES).nth(2).times(2));
    let output = acc.apply_fails(&config);
    let error = output.error("Failed to create IVR route");
    error.says("no answer to POST /api/v2/channels/voice/ivr/10001/menus/10002/routes");
    error.says("The route may exist all the same: looking for it failed (");
    error.says("routes (2 attempts) with 503 Service Unavailable");
    assert_eq!(methods(&acc, 10002), "GET POST GET GET");
    assert_eq!(acc.state().addresses(), [] as [&str; 0]);

    let shown: Vec<_> = error.detail.split('"').filter(|part| part.starts_with("10001/")).collect();
    assert_eq!(shown, ["10001/10002/ROUTE_ID", "10001/10002/key=1"]);
    for id in [shown[0].replace("ROUTE_ID", &stored(&acc, 10002)[0].to_string()), shown[1].to_owned()] {
        let imported = acc.terraform(&["import", &address(10002), &id]);
        assert!(imported.status.success(), "{imported}");
        acc.replan().expect_empty();
        acc.terraform(&["state", "rm", &address(10002)]);
    }
    acc.terraform(&["import", &address(10002), shown[1]]);
}

#[test]
fn a_create_that_is_given_up_may_turn_up() {
    let acc = with_menus(1);
    acc.fake().fault(Fault::answer(Answer::empty(504)).on("POST", Fault::ROUTES).times(2));
    let output = acc.apply_fails(&config(1, "max_retries = 1", "+12025550101"));
    let error = output.error("Failed to create IVR route");
    error.says(
        "POST /api/v2/channels/voice/ivr/10001/menus/10002/routes (2 attempts) with 504 Gateway Timeout",
    );
    error.says("Menu 10002 doesn't hold the route, but Zendesk may still be at work on it.");
    error.says("import it with the id \"10001/10002/ROUTE_ID\" or \"10001/10002/key=1\"");
    assert_eq!(methods(&acc, 10002), "GET POST GET POST GET");
    assert_eq!(acc.state().addresses(), [] as [&str; 0]);
}
