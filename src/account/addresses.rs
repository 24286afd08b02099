//! Errors about an object that Terraform has at two addresses, worded for any resource.

use std::fmt::Display;

use tf_provider::{AttributePath, Diagnostic};

use super::failure::DESTROY_ALL_THE_SAME;
use super::named::capitalised;
use super::tree::Kept;
use crate::plugin::diagnostic;

/// What a resource is called in errors about the addresses of its objects.
#[derive(Clone, Debug)]
pub struct Addresses {
    /// What people call one of its objects, with a capital letter: `Route`.
    noun: String,
    /// The full name of its type, as in `zendesk_ivr_route`.
    type_name: String,
}

impl Addresses {
    /// Returns what the resource is called whose objects are these records.
    #[must_use]
    pub fn of<R: Kept>() -> Self {
        Self { noun: capitalised(R::NOUN), type_name: format!("zendesk_{}", R::ONE) }
    }

    /// Makes the error of an object that a run keeps at one address and destroys at another; `id` as import takes it.
    pub fn kept_and_destroyed(&self, id: impl Display) -> Diagnostic {
        let Self { noun, .. } = self;
        let detail = format!(
            "{noun} {id} is at two addresses: one imports or keeps it, the other one is to be destroyed. Applying would \
             delete it at Zendesk, also for the address that keeps it.\n\nThis happens when a resource gets another \
             name beside its import block. Tell Terraform that it was renamed; the import block may stay:\n\n\
             {}\n\n\
             If the state has it at both addresses, or another configuration has it now, have Terraform forget one \
             of them (before Terraform 1.7, with terraform state rm):\n\n\
             {}\n\n\
             {DESTROY_ALL_THE_SAME}",
            self.moved(),
            self.removed()
        );
        diagnostic(format!("{noun} kept and destroyed in one run"), detail, AttributePath::root())
    }

    /// Makes the error of an object that two resources have.
    pub fn at_two_addresses(&self, id: impl Display) -> Diagnostic {
        let Self { noun, .. } = self;
        let detail = format!(
            "{noun} {id} is at two addresses, so each apply would undo what the other address says. Import blocks of one id, or a \
             resource that got another name beside its import block, cause this. Remove one of the two import blocks with its \
             resource. If a resource was renamed, tell Terraform:\n\n\
             {}\n\n\
             If the state has it at both addresses, remove one resource, and have Terraform forget it (before Terraform \
             1.7, with terraform state rm):\n\n\
             {}\n\n\
             {DESTROY_ALL_THE_SAME}",
            self.moved(),
            self.removed()
        );
        diagnostic(format!("{noun} at two addresses"), detail, AttributePath::root())
    }

    /// Makes the error of an object that isn't deleted, since the run has updated it at another address.
    pub fn updated_and_destroyed(&self, id: impl Display) -> Diagnostic {
        let Self { noun, .. } = self;
        let detail = format!(
            "{noun} {id} was updated in this run at another address, so it stays: deleting it would delete what was just \
             updated. Plan again: the plan says how to keep it at one address."
        );
        diagnostic(format!("{noun} not deleted"), detail, AttributePath::root())
    }

    /// Writes the block that tells Terraform of a resource that got another name.
    fn moved(&self) -> String {
        let Self { type_name, .. } = self;
        format!("moved {{\n  from = {type_name}.OLD\n  to   = {type_name}.NEW\n}}")
    }

    /// Writes the block that has Terraform forget a resource, and leave its object.
    fn removed(&self) -> String {
        let Self { type_name, .. } = self;
        format!("removed {{\n  from = {type_name}.OLD\n  lifecycle {{\n    destroy = false\n  }}\n}}")
    }
}
