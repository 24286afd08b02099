//! What is refused, as early as it can be known.

use super::account::{TEST, account, menu};

#[test]
fn what_is_none_is_refused_on_its_attribute() {
    let acc = account();
    for (config, summary, attribute) in [
        (menu("test", "", ""), "Invalid name", "name"),
        (menu("test", " \\t", ""), "Invalid name", "name"),
        (menu("test", "a", "greeting_id = -1"), "Invalid id", "greeting_id"),
        (menu("test", "a", "greeting_id = 1.5"), "Invalid id", "greeting_id"),
        (menu("test", "a", "").replace("10001", "-1"), "Invalid id", "ivr_id"),
    ] {
        acc.validate_fails(&config).error(summary).at(TEST, attribute).says("Allowed is");
    }
    for (argument, attribute) in
        [("menu_id = 1", "menu_id"), ("default = true", "default"), ("id = \"1\"", "id")]
    {
        let output = acc.validate_fails(&menu("test", "a", argument));
        assert!(output.stderr.contains(attribute), "{output}");
    }
}

#[test]
fn a_mocked_id_of_0_is_refused_at_plan() {
    let acc = account();
    for (config, attribute) in [
        (menu("test", "a", "").replace("10001", "0"), "ivr_id"),
        (menu("test", "a", "greeting_id = 0"), "greeting_id"),
    ] {
        assert!(acc.validate(&config).status.success());
        acc.plan_fails(&config).error("Invalid id").at(TEST, attribute).says("A mocked data source gives 0");
    }
}

#[test]
fn an_ivr_that_is_not_there_is_an_error_at_plan() {
    let acc = account();
    let output = acc.plan_fails(&menu("test", "a", "").replace("10001", "99"));
    output
        .error("IVR not found")
        .at(TEST, "ivr_id")
        .says("No IVR has the id 99. There are: 10001 \"Main line\"");
}
