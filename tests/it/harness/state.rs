//! What Terraform knows after a step.

use serde_json::Value;

use super::json::{at, items};

/// The state, as `terraform show -json` tells it.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) json: Value,
}

impl State {
    /// All attributes of one object, or of a data source (`data.zendesk_ivr_route.test`).
    #[track_caller]
    pub(crate) fn resource(&self, address: &str) -> &Value {
        self.find(address).unwrap_or_else(|| panic!("no {address} in the state, but {:?}", self.addresses()))
    }

    /// An attribute of one object; `path` as in `options.group_ids.0`.
    #[track_caller]
    pub(crate) fn attr(&self, address: &str, path: &str) -> &Value {
        let resource = self.resource(address);
        at(resource, path).unwrap_or_else(|| panic!("{address} has no {path}: {resource:#}"))
    }

    /// The value of an output.
    #[track_caller]
    pub(crate) fn output(&self, name: &str) -> &Value {
        let outputs = &self.json["values"]["outputs"];
        outputs
            .get(name)
            .map(|output| &output["value"])
            .unwrap_or_else(|| panic!("no output {name}: {outputs}"))
    }

    /// The addresses of everything in the state, in every module.
    pub(crate) fn addresses(&self) -> Vec<&str> {
        self.resources().into_iter().filter_map(|resource| resource["address"].as_str()).collect()
    }

    fn find(&self, address: &str) -> Option<&Value> {
        self.resources()
            .into_iter()
            .find(|resource| resource["address"] == address)
            .map(|found| &found["values"])
    }

    fn resources(&self) -> Vec<&Value> {
        in_module(&self.json["values"]["root_module"])
    }
}

fn in_module(module: &Value) -> Vec<&Value> {
    items(&module["resources"]).chain(items(&module["child_modules"]).flat_map(in_module)).collect()
}
