//! A key that is held by a route which isn't in the configuration.

use serde_json::json;

use crate::account::{Phone, served};
use crate::harness::Output;

/// The `import` block that an error shows, as one would paste it.
fn pasted(output: &Output, name: &str) -> String {
    let block = output.stderr.split_once("import {").and_then(|(_, rest)| rest.split_once('}'));
    let (lines, _) = block.unwrap_or_else(|| panic!("no import block in {output}"));
    format!("import {{{lines}}}\n").replace("zendesk_ivr_route.NAME", &format!("zendesk_ivr_route.{name}"))
}

#[test]
fn a_new_route_on_a_taken_key_is_refused_before_anything_is_written() {
    let phone = Phone::new(false);
    let holder = phone.add_foreign("1");
    let config = phone.config(&[("a", "1")]);
    let output = phone.apply_fails(&config);
    assert_eq!(phone.writes(), []);
    let error = output.error("Failed to create IVR route");
    error
        .at("zendesk_ivr_route.a", "keypress = \"1\"")
        .says(&format!("is taken by route {holder} (group, \"Sales\")"))
        .says(&format!("Keys and routes of the menu: 1: {holder}"));

    // What the error offers works as it stands, but for the name. What the configuration says of the route is applied.
    let applied = phone.apply(&(config + &pasted(&output, "a")));
    applied.plan.expect_import("zendesk_ivr_route.a");
    assert_eq!(applied.attr("zendesk_ivr_route.a", "route_id"), &json!(holder));
    assert_eq!(phone.served(), served(&[("1", "a")]));
}

#[test]
fn a_move_to_a_taken_key_is_refused_before_anything_is_written() {
    let phone = Phone::new(false);
    phone.begin(&phone.config(&[("a", "1"), ("b", "2")]));
    let holder = phone.add_foreign("3");
    // Neither b, nor a that is to follow it, is written.
    let config = phone.config(&[("a", "2"), ("b", "3")]);
    let output = phone.apply_fails(&config);
    assert_eq!(phone.writes(), []);
    let errors = output.diagnostics();
    assert_eq!(errors.len(), 2, "{output}");
    let of = |address: &str| errors.iter().find(|error| error.address == address).expect("an error of each");
    of("zendesk_ivr_route.b")
        .at("zendesk_ivr_route.b", "keypress = \"3\"")
        .says(&format!("is taken by route {holder}"));
    of("zendesk_ivr_route.a").at("zendesk_ivr_route.a", "keypress = \"2\"").says(
        "has to wait for its new key in turn. If another error of this apply says why, fix that first.",
    );
    assert!(!of("zendesk_ivr_route.a").detail.contains("import"), "{output}");

    let foreign = phone.config(&[("foreign", "4")]);
    phone.apply(&(config + &foreign + &pasted(&output, "foreign")));
    assert_eq!(phone.served(), served(&[("2", "a"), ("3", "b"), ("4", "foreign")]));
}

#[test]
fn a_replacement_that_is_created_first_leaves_the_route_as_it_is() {
    let phone = Phone::new(false);
    let config = phone.config(&[("a", "1")]);
    let first = config.replace("action ", "lifecycle { create_before_destroy = true }\n  action ");
    phone.begin(&first);
    let output = phone.acc.terraform(&["apply", "-auto-approve", "-replace=zendesk_ivr_route.a"]);
    assert_eq!(phone.writes(), []);
    output
        .error("Failed to create IVR route")
        .at("zendesk_ivr_route.a", "keypress = \"1\"")
        .says("that route isn't managed here, keeps its key, or is destroyed later (create_before_destroy).");
    // The route is in the state as before.
    phone.apply(&first);
    assert_eq!(phone.writes(), []);
}
