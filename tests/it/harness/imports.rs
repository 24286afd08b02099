//! Importing what is there, in each of Terraform's ways.

use std::fs;
use std::path::{Path, PathBuf};

use super::acceptance::Acceptance;
use super::output::Output;
use super::plan::Action;

impl Acceptance {
    /// Imports an object of the current state once more, by command into an empty state: every attribute must be
    /// the same, and the plan that follows empty.
    #[track_caller]
    pub(crate) fn import_command(&self, address: &str, id: &str) {
        let dir = self.dir_without_state();
        self.succeeds(&dir, &["import", address, id]);
        let imported = self.state_in(&dir);
        assert_eq!(imported.resource(address), self.state().resource(address), "{address} imported as {id}");
        // The other objects of the configuration are not in this state: only this one can be compared.
        let target = format!("-target={address}");
        self.expect_no_changes(&dir, &[&target], "after the import, the plan isn't empty");
    }

    /// Imports by command, which fails.
    #[track_caller]
    pub(crate) fn import_fails(&self, config: &str, address: &str, id: &str) -> Output {
        self.configure(config);
        self.fails(&self.dir_without_state(), &["import", address, id])
    }

    /// Imports an object of the current state once more, by an `import` block whose `argument` says which
    /// (`id = "1/2/3"`, `identity = {...}`): it must be planned as an import and nothing else.
    #[track_caller]
    pub(crate) fn import_block(&self, address: &str, argument: &str) {
        let dir = self.dir_without_state();
        fs::copy(self.dir().join("terraform.tfstate"), dir.join("terraform.tfstate"))
            .expect("there is a state");
        self.succeeds(&dir, &["state", "rm", address]);
        let block = format!("import {{\n  to = {address}\n  {argument}\n}}\n");
        fs::write(dir.join("import.tf"), block).expect("the block can be written");
        let plan = self.plan_in(&dir, &[]);
        plan.expect_import(address).expect_action(address, Action::NoOp);
    }

    /// Makes another working directory, with the same configuration and no state.
    fn dir_without_state(&self) -> PathBuf {
        let dir = self.next_dir();
        copy_configuration(&self.dir(), &dir);
        dir
    }
}

/// Copies what the test wrote: the `.tf` files, in every directory, and what Terraform knows of modules.
fn copy_configuration(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the directory can be made");
    for entry in fs::read_dir(from).expect("the directory can be read") {
        let path = entry.expect("the entry can be read").path();
        let copy = to.join(path.file_name().expect("an entry has a name"));
        if path.is_dir() {
            copy_configuration(&path, &copy);
        } else if path.extension().is_some_and(|extension| extension == "tf" || extension == "json") {
            fs::copy(&path, copy).expect("the file can be copied");
        }
    }
}
