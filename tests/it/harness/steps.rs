//! The steps of a test: plan, apply, and what must be true afterwards.

use std::path::Path;

use serde_json::Value;

use super::acceptance::Acceptance;
use super::output::Output;
use super::plan::Plan;
use super::state::State;

/// Where plans are saved, in the working directory.
const PLAN: &str = "tfplan";

/// Where the provider comes from: for each configuration that uses it.
const PROVIDER: &str = r#"terraform {
  required_providers {
    zendesk = {
      source = "zendesk-tf/zendesk"
    }
  }
}
"#;

/// A configuration that was applied.
#[derive(Debug)]
pub(crate) struct Applied {
    /// What was planned and then done.
    pub(crate) plan: Plan,
    /// What `terraform apply` printed.
    pub(crate) output: Output,
    /// What Terraform knows now.
    pub(crate) state: State,
}

impl Applied {
    /// An attribute of one object; `path` as in `options.group_ids.0`.
    #[track_caller]
    pub(crate) fn attr(&self, address: &str, path: &str) -> &Value {
        self.state.attr(address, path)
    }
}

impl Acceptance {
    /// Plans a configuration and applies the saved plan; afterwards a plan without and one with refresh are empty.
    #[track_caller]
    pub(crate) fn apply(&self, config: &str) -> Applied {
        let applied = self.apply_once(config);
        self.expect_no_changes(
            &self.dir(),
            &["-refresh=false"],
            "after the apply, the plan without refresh isn't empty",
        );
        self.expect_no_changes(&self.dir(), &[], "after the apply, the plan with refresh isn't empty");
        applied
    }

    /// Like [`Self::apply`], but the plan that follows must not be empty; gives that plan as well.
    #[track_caller]
    pub(crate) fn apply_expecting_drift(&self, config: &str) -> (Applied, Plan) {
        let applied = self.apply_once(config);
        let next = self.replan();
        if next.is_empty() {
            self.fail(&next.output, "after the apply, the plan is empty, and shouldn't be");
        }
        (applied, next)
    }

    /// Plans a configuration; nothing is applied.
    #[track_caller]
    pub(crate) fn plan(&self, config: &str) -> Plan {
        self.configure(config);
        self.replan()
    }

    /// Plans the configuration of the last step again.
    #[track_caller]
    pub(crate) fn replan(&self) -> Plan {
        self.plan_in(&self.dir(), &[])
    }

    /// Takes what changed outside of Terraform into the state.
    #[track_caller]
    pub(crate) fn refresh(&self) -> State {
        self.succeeds(&self.dir(), &["apply", "-refresh-only", "-auto-approve"]);
        self.state()
    }

    /// What Terraform knows.
    #[track_caller]
    pub(crate) fn state(&self) -> State {
        self.state_in(&self.dir())
    }

    /// What `terraform show` prints of the state.
    #[track_caller]
    pub(crate) fn show(&self) -> Output {
        self.succeeds(&self.dir(), &["show"])
    }

    /// Destroys all that is in the state.
    #[track_caller]
    pub(crate) fn destroy(&self) -> Output {
        self.succeeds(&self.dir(), &["destroy", "-auto-approve"])
    }

    /// Plans a configuration, which succeeds, and applies it, which fails.
    #[track_caller]
    pub(crate) fn apply_fails(&self, config: &str) -> Output {
        self.configure(config);
        self.succeeds(&self.dir(), &["plan", "-out", PLAN]);
        self.applies(config);
        self.fails(&self.dir(), &["apply", PLAN])
    }

    /// Plans a configuration, which fails.
    #[track_caller]
    pub(crate) fn plan_fails(&self, config: &str) -> Output {
        self.configure(config);
        self.fails(&self.dir(), &["plan"])
    }

    /// Validates a configuration: no state and no remote object is looked at.
    #[track_caller]
    pub(crate) fn validate(&self, config: &str) -> Output {
        self.configure(config);
        self.succeeds(&self.dir(), &["validate"])
    }

    /// Validates a configuration, which fails.
    #[track_caller]
    pub(crate) fn validate_fails(&self, config: &str) -> Output {
        self.configure(config);
        self.fails(&self.dir(), &["validate"])
    }

    /// Writes the configuration that the next runs use, says where the provider comes from unless it does so itself,
    /// and has Terraform find its modules.
    #[track_caller]
    pub(crate) fn configure(&self, config: &str) {
        self.write("main.tf", config);
        let lacks_provider = config.contains("zendesk") && !config.contains("required_providers");
        self.write("provider.tf", if lacks_provider { PROVIDER } else { "" });
        if config.contains("module \"") {
            self.succeeds(&self.dir(), &["get"]);
        }
    }

    #[track_caller]
    pub(super) fn plan_in(&self, dir: &Path, options: &[&str]) -> Plan {
        let output = self.succeeds(dir, &[&["plan", "-out", PLAN], options].concat());
        Plan { output, json: self.json(dir, &["show", "-json", PLAN]) }
    }

    #[track_caller]
    pub(super) fn state_in(&self, dir: &Path) -> State {
        State { json: self.json(dir, &["show", "-json"]) }
    }

    /// Plans, and fails if there is anything to do: an exit code tells, which is quicker than showing the plan.
    #[track_caller]
    pub(super) fn expect_no_changes(&self, dir: &Path, options: &[&str], why: &str) {
        let output = self.terraform_in(dir, &[&["plan", "-detailed-exitcode"], options].concat());
        match output.status.code() {
            Some(0) => {}
            Some(2) => self.fail(&output, why),
            _ => self.fail(&output, "the plan after the apply failed"),
        }
    }

    #[track_caller]
    fn apply_once(&self, config: &str) -> Applied {
        let plan = self.plan(config);
        self.applies(config);
        let output = self.succeeds(&self.dir(), &["apply", PLAN]);
        Applied { plan, output, state: self.state() }
    }
}
