//! `terraform query`: what its list blocks find.

use std::fs;

use serde_json::Value;

use super::acceptance::Acceptance;
use super::json::at;
use super::output::Output;

/// The configuration beside a query: the provider, by the environment.
pub(crate) const PROVIDER_ALONE: &str = "provider \"zendesk\" {}\n";

/// Where list blocks are written.
const QUERY: &str = "test.tfquery.hcl";

/// What a query found.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    /// What `terraform query -json` printed.
    pub(crate) output: Output,
    /// The objects, each as Terraform tells of it: `display_name`, `identity`, maybe `resource_object`.
    pub(crate) found: Vec<Value>,
}

impl Query {
    /// The display names, in the order in which they were found.
    pub(crate) fn names(&self) -> Vec<&str> {
        self.found.iter().filter_map(|found| found["display_name"].as_str()).collect()
    }

    /// A value of one object, such as `identity.route_id`.
    #[track_caller]
    pub(crate) fn of(&self, display_name: &str, path: &str) -> &Value {
        let found = self.found.iter().find(|found| found["display_name"] == display_name);
        let found = found.unwrap_or_else(|| panic!("no {display_name:?} among {:?}", self.names()));
        at(found, path).unwrap_or_else(|| panic!("{display_name:?} has no {path}: {found:#}"))
    }
}

impl Acceptance {
    /// Runs list blocks, which succeeds.
    #[track_caller]
    pub(crate) fn query(&self, blocks: &str) -> Query {
        self.query_with(blocks, &[])
    }

    /// Runs list blocks, and has the configuration of what is found written to this file.
    #[track_caller]
    pub(crate) fn query_generating(&self, blocks: &str, file: &str) -> (Query, String) {
        let query = self.query_with(blocks, &[&format!("-generate-config-out={file}")]);
        let generated = fs::read_to_string(self.dir().join(file)).expect("the file was written");
        (query, generated)
    }

    /// Runs list blocks, which fails.
    #[track_caller]
    pub(crate) fn query_fails(&self, blocks: &str) -> Output {
        self.prepare(blocks);
        self.fails(&self.dir(), &["query"])
    }

    #[track_caller]
    fn query_with(&self, blocks: &str, options: &[&str]) -> Query {
        self.prepare(blocks);
        let output = self.succeeds(&self.dir(), &[&["query", "-json"], options].concat());
        let lines = output.stdout.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let found = lines.filter_map(|mut line| {
            let found = line.get_mut("list_resource_found")?;
            Some(found.take())
        });
        let found = found.collect();
        Query { output, found }
    }

    #[track_caller]
    fn prepare(&self, blocks: &str) {
        self.configure(PROVIDER_ALONE);
        self.write(QUERY, blocks);
    }
}
