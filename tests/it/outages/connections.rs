//! Connections that are dead when they are used again, and answers that hide what a create did.

use std::fmt::Write;

use crate::account;
use crate::fake::{Answer, Fault};

/// Routes for so many keys of menu 10002.
fn config(keys: &[&str]) -> String {
    keys.iter().enumerate().fold(String::new(), |mut config, (number, key)| {
        let _ = write!(
            config,
            "resource \"zendesk_ivr_route\" \"test_{number}\" {{\n  ivr_id = 10001\n  menu_id = 10002\n  \
             keypress = \"{key}\"\n  action = \"group\"\n  options = {{ group_ids = [7] }}\n}}\n"
        );
        config
    })
}

#[test]
fn an_attempt_after_a_failed_one_goes_over_a_new_connection() {
    let mut acc = account::with_menu();
    acc.fake().account(|account| account.knobs.one_request_per_connection = true);
    acc.env("ZENDESK_MAX_RETRIES", "3");
    for keys in [&["1"][..], &["1", "2", "3"]] {
        acc.apply(&config(keys));
        assert_eq!(acc.fake().account(|account| account.route_count()), keys.len());
        acc.destroy();
    }
}

/// A POST has its effect and is answered with 429; the service refuses the second one, since the key is taken.
#[test]
fn a_create_that_429_hid_is_found_after_the_422_to_its_second_attempt() {
    let acc = account::with_menu();
    let slow_down = Answer::too_many_requests().header("retry-after", "0");
    acc.fake().fault(Fault::answer_after(slow_down).on("POST", Fault::ROUTES));
    let applied = acc.apply(&config(&["1"]));
    let stored = acc.fake().account(|account| account.routes(10001, 10002)[0].id);
    assert_eq!(applied.attr("zendesk_ivr_route.test_0", "route_id"), stored);
    let posts = acc.fake().requests().into_iter().filter(|request| request.method == "POST").count();
    assert_eq!(posts, 2);
}

/// The same for 409, which means "try again" as well.
#[test]
fn a_create_that_409_hid_is_found_after_the_422_to_its_second_attempt() {
    let acc = account::with_menu();
    acc.fake().fault(Fault::answer_after(Answer::database_conflict()).on("POST", Fault::ROUTES));
    let applied = acc.apply(&config(&["1"]));
    let stored = acc.fake().account(|account| account.routes(10001, 10002)[0].id);
    assert_eq!(applied.attr("zendesk_ivr_route.test_0", "route_id"), stored);
}

/// The key is taken by another route: the look finds it, and it is no adoption.
#[test]
fn a_route_that_took_the_key_between_two_attempts_is_not_adopted() {
    let acc = account::with_menu();
    let slow_down = Answer::too_many_requests().header("retry-after", "0");
    acc.fake().fault(Fault::answer(slow_down).on("POST", Fault::ROUTES).change(|account| {
        let options = serde_json::json!({"phone_number": "+12025550101"});
        account.add_route(10001, 10002, "1", "phone_number", options);
    }));
    let output = acc.apply_fails(&config(&["1"]));
    output.error("Failed to create IVR route");
    assert_eq!(acc.state().addresses(), [""; 0]);
    acc.fake().account(|account| account.menu_mut(10001, 10002).expect("there").routes.clear());
}
