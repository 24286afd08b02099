//! What is refused, as early as it can be known.

use super::account::{TEST, account, ivr};

#[test]
fn what_is_none_is_refused_on_its_attribute() {
    let acc = account();
    for (config, summary, attribute) in [
        (ivr("test", "", ""), "Invalid name", "name"),
        (ivr("test", "  ", ""), "Invalid name", "name"),
        (ivr("test", "a", "phone_number_ids = [-1]"), "Invalid id", "phone_number_ids"),
        (ivr("test", "a", "phone_number_ids = [701, null]"), "Invalid id", "phone_number_ids"),
        (ivr("test", "a", "default_menu = { name = \"\" }"), "Invalid name", "default_menu"),
        (ivr("test", "a", "default_menu = { greeting_id = 1.5 }"), "Invalid id", "default_menu"),
    ] {
        acc.validate_fails(&config).error(summary).at(TEST, attribute).says("Allowed is");
    }
    for attribute in ["ivr_id = 1", "default_menu_id = 1", "phone_number_names = []", "id = \"1\""] {
        let output = acc.validate_fails(&ivr("test", "a", attribute));
        assert!(output.stderr.contains(attribute.split(' ').next().unwrap()), "{output}");
    }
}

#[test]
fn a_mocked_id_of_0_is_refused_at_plan() {
    let acc = account();
    for (argument, attribute) in [
        ("phone_number_ids = [0]", "phone_number_ids"),
        ("default_menu = { greeting_id = 0 }", "default_menu"),
    ] {
        let config = ivr("test", "a", argument);
        assert!(acc.validate(&config).status.success());
        acc.plan_fails(&config).error("Invalid id").at(TEST, attribute).says("A mocked data source gives 0");
    }
}

#[test]
fn values_that_are_known_after_apply_are_planned() {
    let acc = account();
    let data = "resource \"terraform_data\" \"a\" {\n  input = { number = 701, greeting = 501, name = \"Late\", force = true }\n}\n";
    let config = ivr(
        "test",
        "${terraform_data.a.output.name}",
        "phone_number_ids = [terraform_data.a.output.number, 702]\n  force_destroy = terraform_data.a.output.force\n  \
         default_menu = {\n    name = terraform_data.a.output.name\n    greeting_id = terraform_data.a.output.greeting\n  }",
    );
    let applied = acc.apply(&(data.to_owned() + &config));
    assert_eq!(applied.attr(TEST, "phone_number_ids"), &serde_json::json!([701, 702]));
    assert_eq!(applied.attr(TEST, "default_menu.name"), "Late");
    assert_eq!(applied.attr(TEST, "force_destroy"), &serde_json::json!(true));
}
