//! What can be checked of a list of routes without asking the API; silent where a value is unknown.

use std::collections::BTreeMap;

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostics};

use super::IvrRoutesExclusive;
use super::routes::at;
use crate::account::check_plan;
use crate::attributes::checks::error;
use crate::attributes::ids;
use crate::ivr_route::keypress;
use crate::plain_text::quoted;

/// Checks a configured list; each finding is on the attribute at fault.
pub fn validate(diags: &mut Diagnostics, config: &IvrRoutesExclusive) {
    ids::check(diags, &config.ivr_id, AttributePath::new("ivr_id"));
    ids::check(diags, &config.menu_id, AttributePath::new("menu_id"));
    let Value::Value(routes) = &config.routes else { return };
    let mut keys = BTreeMap::<i64, &str>::new();
    for (key, route) in routes {
        if !keypress::is_valid(key) {
            let detail = format!("The key {} is none of {}.", quoted(key), keypress::ALLOWED);
            error(diags, "Invalid key of a route", detail, at(key));
        }
        if route.is_null() {
            let detail = format!("The route of key {} is null. Allowed is {}.", quoted(key), ids::ALLOWED);
            error(diags, "Invalid id", detail, at(key));
        }
        ids::check(diags, route, at(key));
        // A mock gives 0 for every route.
        let id = route.as_ref().into_iter().find_map(ids::parse);
        if let Some(earlier) = id.and_then(|id| keys.insert(id, key)) {
            let detail = format!(
                "Route {} is listed for the keys {} and {}. A route has one key: list it once.",
                id.unwrap_or_default(),
                quoted(earlier),
                quoted(key)
            );
            error(diags, "Route listed twice", detail, at(key));
        }
    }
}

/// Checks what a plan is made of: no id is 0, though a validation lets it pass, and no route is listed twice.
pub(super) fn check_planned(diags: &mut Diagnostics, config: &IvrRoutesExclusive) -> Option<()> {
    check_plan(diags, |found| {
        validate(found, config);
        ids::check_strictly(found, &config.ivr_id, AttributePath::new("ivr_id"));
        ids::check_strictly(found, &config.menu_id, AttributePath::new("menu_id"));
        for (key, route) in config.routes.as_ref().into_iter().flatten() {
            ids::check_strictly(found, route, at(key));
        }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, from_value, json};
    use tf_provider::Diagnostics;
    use tf_provider::value::Value;

    use super::super::IvrRoutesExclusive;
    use super::{check_planned, validate};
    use crate::plugin::Number;

    fn list(routes: Json) -> IvrRoutesExclusive {
        let routes = from_value(routes).unwrap();
        let id = |id| Value::Value(Number::Int(id));
        IvrRoutesExclusive { ivr_id: id(1), menu_id: id(2), routes, ..IvrRoutesExclusive::default() }
    }

    fn found(check: impl Fn(&mut Diagnostics)) -> Vec<(String, String)> {
        let mut diags = Diagnostics::default();
        check(&mut diags);
        diags.errors.iter().map(|error| (error.attribute.to_string(), error.summary.to_string())).collect()
    }

    #[test]
    fn each_finding_is_on_its_key() {
        let cases = [
            (json!({}), vec![]),
            (json!({"1": 7, "*": 8, "default": 9}), vec![]),
            (json!({"1": 0, "2": 0}), vec![]),
            (json!({"10": 7}), vec![("10", "Invalid key of a route")]),
            (json!({"": 7}), vec![("", "Invalid key of a route")]),
            (json!({"1": 7, "2": 8, "3": 7}), vec![("3", "Route listed twice")]),
            (json!({"1": -7}), vec![("1", "Invalid id")]),
            (json!({"1": null}), vec![("1", "Invalid id")]),
        ];
        for (routes, expected) in cases {
            let expected: Vec<_> = expected
                .into_iter()
                .map(|(key, said)| (format!("routes[\"{key}\"]"), said.to_owned()))
                .collect();
            let list = list(routes);
            assert_eq!(found(|diags| validate(diags, &list)), expected);
            let is_planned = check_planned(&mut Diagnostics::default(), &list).is_some();
            assert!(!is_planned || expected.is_empty());
        }
        assert_eq!(check_planned(&mut Diagnostics::default(), &list(json!({"1": 7}))), Some(()));
        assert_eq!(check_planned(&mut Diagnostics::default(), &list(json!({"1": 0}))), None);
    }

    #[test]
    fn what_is_unknown_is_not_checked() {
        let list = IvrRoutesExclusive { routes: Value::Unknown, ..list(json!({})) };
        assert_eq!(found(|diags| validate(diags, &list)), []);
    }
}
