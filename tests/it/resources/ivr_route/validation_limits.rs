//! What is checked of ids, what is only warned of, and what can't be checked yet.

use super::account::{TO_SALES, account, address, route};
use crate::harness::Feature;

#[test]
fn ids_are_checked() {
    let acc = account();
    let beyond_64_bits =
        if acc.has(Feature::LongNumbers) { "18446744073709551616" } else { "18446744073709552000" };
    let cases = [
        ("-10001", "-10001"),
        ("1.5", "1.5"),
        ("9007199254740992", "9007199254740992"),
        ("18446744073709551616", beyond_64_bits),
        ("1e30", "1000000000000000000000000000000"),
        ("0.1", "0.1"),
    ];
    let case = |(n, (id, _)): (usize, &(&str, &str))| {
        route(&format!("ivr_{n}"), "").replace("10001", id)
            + &route(&format!("menu_{n}"), "").replace("10002", id)
    };
    let found = acc.validate_fails(&cases.iter().enumerate().map(case).collect::<String>()).diagnostics();
    assert_eq!(found.len(), 2 * cases.len());
    for (n, (_, shown)) in cases.iter().enumerate() {
        for attribute in ["ivr", "menu"] {
            let address = address(&format!("{attribute}_{n}"));
            let error = found.iter().find(|error| error.address == address).unwrap();
            error.at(&address, &format!("{attribute}_id")).says(&format!(
                "{attribute}_id is {shown}. Allowed is a whole number from 1 to 9007199254740991."
            ));
        }
    }
}

#[test]
fn what_the_api_may_be_laxer_about_is_a_warning() {
    let acc = account();
    let long = "t".repeat(51);
    let tags =
        format!(r#"action = "group", options = {{ group_ids = [1], tags = ["{long}", "u{}"] }}"#, &long[1..]);
    let config = [
        route("tags", &tags),
        route("number", r#"action = "phone_number", options = { phone_number = "0205 953" }"#),
        route("fine", &format!(r#"keypress = 1, {TO_SALES}"#)),
        route("largest", r#"action = "menu", options = { menu_id = 9007199254740991 }"#),
    ];
    let output = acc.validate(&config.concat());
    output.warning("Long tags").at("zendesk_ivr_route.tags", "options").says(
        "options.tags has 102 characters in all. Zendesk's help pages allow 100; the API may refuse more.",
    );
    output.warning("Phone number not in E.164").at("zendesk_ivr_route.number", "options").says(
        r#"options.phone_number is "0205 953". Zendesk asks for E.164: + and the country code, at most 15 digits, for example +12059531462. The API may refuse it."#,
    );
    assert_eq!(output.diagnostics().len(), 2);
}

#[test]
fn unknown_values_are_left_alone() {
    let acc = account();
    let unknown = "terraform_data.x.output";
    let config = [
        "resource \"terraform_data\" \"x\" {}\n".to_owned(),
        route("ids", "").replace("10001", unknown).replace("10002", unknown),
        route(
            "all",
            &format!(
                "keypress = {unknown}, action = {unknown}, options = {unknown}, overflow_options = {unknown}"
            ),
        ),
        route("action", &format!(r#"action = {unknown}, options = {{ sms_text = "a", menu_id = 1 }}"#)),
        route("options", &format!(r#"action = "group", options = {unknown}"#)),
        route(
            "groups",
            &format!(r#"action = "group", options = {{ group_ids = {unknown}, tags = {unknown} }}"#),
        ),
        route(
            "elements",
            &format!(
                r#"action = "group", options = {{ group_ids = [{unknown}, {unknown}], tags = [{unknown}] }}"#
            ),
        ),
        route(
            "menu",
            &format!(r#"action = "menu", options = {{ menu_id = {unknown}, sms_text = {unknown} }}"#),
        ),
        route("number", &format!(r#"action = "phone_number", options = {{ phone_number = {unknown} }}"#)),
        route(
            "text",
            &format!(
                r#"action = "textback", options = {{ sms_text = {unknown}, textback_phone_number_id = {unknown} }}"#
            ),
        ),
    ];
    // Whatever another resource gives is unknown to `validate`.
    assert_eq!(acc.validate(&config.concat()).diagnostics(), []);
}
