//! What Terraform intends to do.

use serde_json::Value;

use super::json::{at, items};
use super::output::Output;

/// What is to be done with one object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    NoOp,
    Create,
    Read,
    Update,
    Delete,
    /// Delete, then create.
    Replace,
    /// Create, then delete.
    CreateBeforeDestroy,
    /// Drop from the state, and keep the object.
    Forget,
}

/// A saved plan.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// What `terraform plan` printed.
    pub(crate) output: Output,
    /// What `terraform show -json` made of it.
    pub(crate) json: Value,
}

impl Plan {
    /// The planned change of one object: `actions`, `before`, `after`, `after_unknown`, `importing`.
    #[track_caller]
    pub(crate) fn change(&self, address: &str) -> &Value {
        let found = items(&self.json["resource_changes"]).find(|change| change["address"] == address);
        &found.unwrap_or_else(|| panic!("no change of {address} in the plan of {}", self.output))["change"]
    }

    /// What is planned for one object.
    #[track_caller]
    pub(crate) fn action(&self, address: &str) -> Action {
        action(&self.change(address)["actions"])
    }

    /// Checks what is planned for one object.
    #[track_caller]
    pub(crate) fn expect_action(&self, address: &str, expected: Action) -> &Self {
        assert_eq!(self.action(address), expected, "for {address}: {:#}", self.change(address));
        self
    }

    /// Checks that an object is brought in by an `import` block.
    #[track_caller]
    pub(crate) fn expect_import(&self, address: &str) -> &Self {
        assert!(self.change(address)["importing"].is_object(), "{address} isn't imported: {}", self.output);
        self
    }

    /// A planned value; none if it is unknown or null.
    #[track_caller]
    pub(crate) fn after(&self, address: &str, path: &str) -> Option<&Value> {
        at(&self.change(address)["after"], path).filter(|value| !value.is_null())
    }

    /// Whether a value becomes known only after the apply.
    #[track_caller]
    pub(crate) fn is_unknown(&self, address: &str, path: &str) -> bool {
        at(&self.change(address)["after_unknown"], path) == Some(&Value::Bool(true))
    }

    /// What Terraform says has changed outside of it: the addresses of the objects.
    pub(crate) fn drifted(&self) -> Vec<&str> {
        items(&self.json["resource_drift"]).filter_map(|change| change["address"].as_str()).collect()
    }

    /// Whether nothing is to be done, with objects, imports and outputs.
    pub(crate) fn is_empty(&self) -> bool {
        let objects = items(&self.json["resource_changes"]).map(|change| &change["change"]);
        let outputs =
            self.json["output_changes"].as_object().into_iter().flat_map(|outputs| outputs.values());
        objects
            .chain(outputs)
            .all(|change| action(&change["actions"]) == Action::NoOp && change["importing"].is_null())
    }

    /// Checks that nothing is to be done.
    #[track_caller]
    pub(crate) fn expect_empty(&self) -> &Self {
        assert!(self.is_empty(), "the plan isn't empty: {}", self.output);
        self
    }
}

fn action(actions: &Value) -> Action {
    let names: Vec<_> = items(actions).filter_map(Value::as_str).collect();
    match *names {
        ["no-op"] => Action::NoOp,
        ["create"] => Action::Create,
        ["read"] => Action::Read,
        ["update"] => Action::Update,
        ["delete"] => Action::Delete,
        ["delete", "create"] => Action::Replace,
        ["create", "delete"] => Action::CreateBeforeDestroy,
        ["forget"] => Action::Forget,
        _ => panic!("unknown actions {actions}"),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::{Value, json};

    use super::{Action, Plan};
    use crate::harness::output::Output;

    fn plan(json: Value) -> Plan {
        let output =
            std::process::Output { status: Default::default(), stdout: Vec::new(), stderr: Vec::new() };
        Plan { output: Output::new("terraform plan".into(), Path::new("."), &output), json }
    }

    fn with(change: &Value) -> Plan {
        plan(json!({"resource_changes": [{"address": "a.b", "change": change}]}))
    }

    #[test]
    fn is_empty_without_anything_to_do() {
        assert!(plan(json!({})).is_empty());
        assert!(with(&json!({"actions": ["no-op"]})).is_empty());
        assert!(plan(json!({"output_changes": {"o": {"actions": ["no-op"]}}})).is_empty());
    }

    #[test]
    fn is_not_empty_with_a_change_an_import_or_an_output() {
        assert!(!with(&json!({"actions": ["read"]})).is_empty());
        assert!(!with(&json!({"actions": ["no-op"], "importing": {"id": "1/2/3"}})).is_empty());
        assert!(!plan(json!({"output_changes": {"o": {"actions": ["create"]}}})).is_empty());
    }

    #[test]
    fn names_every_action() {
        let cases = [
            (json!(["read"]), Action::Read),
            (json!(["create", "delete"]), Action::CreateBeforeDestroy),
            (json!(["forget"]), Action::Forget),
        ];
        for (actions, action) in cases {
            with(&json!({"actions": actions})).expect_action("a.b", action);
        }
    }

    #[test]
    fn lists_what_drifted() {
        let drift = json!({"resource_drift": [{"address": "a.b", "change": {"actions": ["update"]}}]});
        assert_eq!(plan(drift).drifted(), ["a.b"]);
    }
}
