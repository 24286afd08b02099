//! The check, switched on and off.

use super::account::{LISTS, PLACES, account, asked, planned, warnings};
use crate::harness::Binary;

/// A provider block with the argument.
fn block(value: &str) -> String {
    format!("provider \"zendesk\" {{\n  check_references = {value}\n}}\n")
}

/// A configuration whose every id is one that the account lacks.
fn lacking() -> String {
    PLACES.iter().map(|place| place.with(4711)).collect()
}

#[test]
fn nothing_is_asked_where_the_check_is_switched_off() {
    let mut acc = account();
    acc.configure(&(block("false") + &lacking()));
    for args in [&[][..], &["-refresh=false"]] {
        assert_eq!(warnings(&planned(&acc, args)), [""; 0]);
    }
    acc.env("ZENDESK_CHECK_REFERENCES", "True");
    planned(&acc, &[]);
    acc.configure(&lacking());
    for off in ["0", "false", " FALSE "] {
        acc.env("ZENDESK_CHECK_REFERENCES", off);
        assert_eq!(warnings(&planned(&acc, &[])), [""; 0], "{off}");
    }
    assert_eq!(asked(&acc), [].into());
}

#[test]
fn the_block_beats_the_environment_and_a_blank_variable_is_unset() {
    let mut acc = account();
    for (variable, config) in
        [("0", block("true")), ("", block("null")), ("1", String::new()), (" ", String::new())]
    {
        acc.env("ZENDESK_CHECK_REFERENCES", variable);
        acc.configure(&(config + &lacking()));
        assert_eq!(warnings(&planned(&acc, &[])).len(), PLACES.len(), "{variable:?}");
        assert_eq!(asked(&acc).len(), LISTS.len());
    }
}

#[test]
fn another_value_of_the_variable_is_an_error_that_names_it() {
    let mut acc = account();
    acc.env("ZENDESK_CHECK_REFERENCES", "off");
    let error = acc.plan_fails(&(block("null") + &lacking())).error("Invalid check_references");
    error.at(&format!("provider[\"{}\"]", Binary::chosen().provider_address()), "");
    let expected =
        "The environment variable ZENDESK_CHECK_REFERENCES is \"off\". Allowed are true, false, 1 and 0.";
    assert_eq!(error.detail, expected);
    assert_eq!(acc.fake().requests().len(), 0);
}

#[test]
fn a_value_that_is_not_known_yet_defers_the_provider() {
    let acc = account();
    let unknown = "resource \"terraform_data\" \"checks\" {\n  input = true\n}\n";
    acc.configure(&(unknown.to_owned() + &block("terraform_data.checks.output") + &lacking()));
    assert_eq!(warnings(&planned(&acc, &[])), [""; 0]);
    assert_eq!(acc.fake().requests().len(), 0);
}
