//! A plan as `terraform show -json` writes it, as far as a call flow needs it.
//!
//! Source: [JSON output format](https://developer.hashicorp.com/terraform/internals/json-format); OpenTofu's is the same.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::plain_text::quoted;

/// The major version of the format that is read; minor ones add what older readers can leave out.
const MAJOR: &str = "1";

/// A plan.
#[derive(Debug, Deserialize)]
pub(super) struct Plan {
    pub(super) resource_changes: Option<Vec<ResourceChange>>,
    pub(super) deferred_changes: Option<Vec<Value>>,
    pub(super) prior_state: Option<State>,
    pub(super) planned_values: Option<Values>,
    pub(super) configuration: Option<Configuration>,
    pub(super) variables: Option<BTreeMap<String, Variable>>,
    pub(super) errored: Option<bool>,
    pub(super) complete: Option<bool>,
}

/// What is planned for one object.
#[derive(Debug, Deserialize)]
pub(super) struct ResourceChange {
    pub(super) address: String,
    pub(super) module_address: Option<String>,
    pub(super) mode: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) index: Value,
    pub(super) deposed: Option<String>,
    pub(super) change: Change,
}

/// An object before and after.
#[derive(Debug, Deserialize)]
pub(super) struct Change {
    pub(super) actions: Vec<String>,
    #[serde(default)]
    pub(super) before: Value,
    #[serde(default)]
    pub(super) after: Value,
    #[serde(default)]
    pub(super) after_unknown: Value,
    #[serde(default)]
    pub(super) before_sensitive: Value,
    #[serde(default)]
    pub(super) after_sensitive: Value,
}

/// The state that the plan begins with, after its refresh.
#[derive(Debug, Deserialize)]
pub(super) struct State {
    pub(super) values: Option<Values>,
}

/// The objects of a state.
#[derive(Debug, Deserialize)]
pub(super) struct Values {
    pub(super) root_module: Option<Module>,
}

/// The objects of a module, and of the modules below it.
#[derive(Debug, Deserialize)]
pub(super) struct Module {
    pub(super) address: Option<String>,
    pub(super) resources: Option<Vec<Resource>>,
    pub(super) child_modules: Option<Vec<Module>>,
}

/// An object of a state.
#[derive(Debug, Deserialize)]
pub(super) struct Resource {
    pub(super) address: String,
    pub(super) mode: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) index: Value,
    pub(super) deposed_key: Option<String>,
    #[serde(default)]
    pub(super) values: Value,
    #[serde(default)]
    pub(super) sensitive_values: Value,
}

/// The configuration.
#[derive(Debug, Deserialize)]
pub(super) struct Configuration {
    pub(super) root_module: Option<ModuleConfig>,
}

/// The configuration of a module.
#[derive(Debug, Deserialize)]
pub(super) struct ModuleConfig {
    pub(super) resources: Option<Vec<ResourceConfig>>,
    pub(super) module_calls: Option<BTreeMap<String, ModuleCall>>,
    pub(super) outputs: Option<BTreeMap<String, OutputConfig>>,
    pub(super) variables: Option<BTreeMap<String, VariableConfig>>,
}

/// A `resource` block.
#[derive(Debug, Deserialize)]
pub(super) struct ResourceConfig {
    pub(super) mode: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) provider_config_key: Option<String>,
    #[serde(default)]
    pub(super) expressions: Map<String, Value>,
    #[serde(default)]
    pub(super) for_each_expression: Value,
}

/// A `module` block.
#[derive(Debug, Deserialize)]
pub(super) struct ModuleCall {
    #[serde(default)]
    pub(super) expressions: Map<String, Value>,
    #[serde(default)]
    pub(super) for_each_expression: Value,
    pub(super) module: Option<ModuleConfig>,
}

/// An `output` block.
#[derive(Debug, Deserialize)]
pub(super) struct OutputConfig {
    #[serde(default)]
    pub(super) expression: Value,
}

/// A `variable` block.
#[derive(Debug, Deserialize)]
pub(super) struct VariableConfig {
    pub(super) sensitive: Option<bool>,
}

/// The value of a variable.
#[derive(Debug, Deserialize)]
pub(super) struct Variable {
    #[serde(default)]
    pub(super) value: Value,
}

impl Plan {
    /// Reads a plan.
    ///
    /// # Errors
    ///
    /// A sentence that says why the text isn't a plan that can be read, to follow the name of the file.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
        const WRITTEN: &str =
            "Write it with `terraform show -json FILE`, where FILE is what `terraform plan -out FILE` saved";
        if bytes.starts_with(b"PK") {
            return Err(format!("is a saved plan, not its JSON. {WRITTEN}."));
        }
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            return Err(
                "is in UTF-16, as older versions of PowerShell write files: save it in UTF-8.".to_owned()
            );
        }
        let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let json: Value =
            serde_json::from_slice(text).map_err(|error| format!("isn't JSON: {error}. {WRITTEN}."))?;
        let version = match &json["format_version"] {
            Value::String(version) => version.as_str(),
            _ => return Err(format!("isn't a plan: it has no format_version. {WRITTEN}.")),
        };
        if version.split('.').next() != Some(MAJOR) {
            let version = quoted(version);
            return Err(format!(
                "is in version {version} of the format, and this program reads {MAJOR}.x alone."
            ));
        }
        if json.get("planned_values").is_none() && json.get("resource_changes").is_none() {
            return Err(format!("isn't a plan: it may be a state. {WRITTEN}."));
        }
        serde_path_to_error::deserialize(json)
            .map_err(|error| format!("can't be read as a plan: {error}. {WRITTEN}."))
    }
}

impl Values {
    /// Lists all objects, each with the address of its module.
    pub(super) fn resources(&self) -> Vec<(Option<&str>, &Resource)> {
        let mut found = Vec::new();
        let mut modules: Vec<&Module> = self.root_module.iter().collect();
        while let Some(module) = modules.pop() {
            let address = module.address.as_deref();
            found.extend(module.resources.iter().flatten().map(|resource| (address, resource)));
            modules.extend(module.child_modules.iter().flatten());
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Plan;

    #[test]
    fn what_is_no_plan_says_what_it_is() {
        let cases = [
            ("PK\u{3}\u{4}", "is a saved plan"),
            ("{", "isn't JSON"),
            ("[]", "no format_version"),
            (r#"{"format_version": 1}"#, "no format_version"),
            (r#"{"format_version": "2.0", "resource_changes": []}"#, "version \"2.0\""),
            (r#"{"format_version": "10.0", "resource_changes": []}"#, "version \"10.0\""),
            (r#"{"format_version": "1.0", "values": {}}"#, "may be a state"),
            (r#"{"format_version": "1.2", "resource_changes": [{}]}"#, "resource_changes[0]"),
        ];
        for (text, said) in cases {
            let error = Plan::read(text.as_bytes()).unwrap_err();
            assert!(error.contains(said), "{text}: {error}");
        }
        assert!(Plan::read(b"\xff\xfe{\0").unwrap_err().contains("UTF-16"));
        for text in [
            "\u{feff}{\"format_version\": \"1.2\", \"planned_values\": null}",
            r#"{"format_version": "1.99", "planned_values": {}, "new": 1}"#,
        ] {
            assert!(Plan::read(text.as_bytes()).is_ok(), "{text}");
        }
    }
}
