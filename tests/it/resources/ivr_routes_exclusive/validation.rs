//! What is refused without asking Zendesk.

use super::account::{LIST, account, list, list_in, requests};

#[test]
fn each_finding_is_told_at_validate() {
    let acc = account();
    let cases = [
        ("{ \"10\" = 7 }", "Invalid key of a route", "The key \"10\" is none of 0 to 9, *, # and default."),
        ("{ \"1\" = 7, \"2\" = 7 }", "Route listed twice", "Route 7 is listed for the keys \"1\" and \"2\"."),
        ("{ \"1\" = -7 }", "Invalid id", "routes[\"1\"] is -7. Allowed is a whole number from 1"),
        ("{ \"1\" = 1.5 }", "Invalid id", "routes[\"1\"] is 1.5. Allowed is a whole number from 1"),
        ("{ \"1\" = null }", "Invalid id", "The route of key \"1\" is null."),
    ];
    for (routes, summary, detail) in cases {
        acc.validate_fails(&list(routes)).error(summary).at(LIST, "routes").says(detail);
    }
    let computed = list("{}\n  removes = {}");
    acc.validate_fails(&computed).error("Value for a read-only attribute");
    acc.validate_fails(&list("null")).error("Missing required argument");
    assert_eq!(requests(&acc), [""; 0]);
}

#[test]
fn an_id_of_0_is_valid_and_refused_at_plan() {
    let acc = account();
    for (config, attribute) in
        [(list("{ \"1\" = 0, \"2\" = 0 }"), "routes"), (list_in("main", 0, "{}"), "menu_id")]
    {
        acc.validate(&config);
        let output = acc.plan_fails(&config);
        let error = &output.errors()[0];
        assert_eq!(error.summary, "Invalid id");
        error.at(LIST, attribute).says("give it defaults with mock_data");
        error.says("To destroy everything all the same, run terraform destroy -refresh=false.");
    }
    assert_eq!(requests(&acc), [""; 0]);
}
