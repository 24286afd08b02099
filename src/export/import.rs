//! The block that brings something under Terraform.

use hcl_edit::structure::Block;

use super::hcl::{block, line, reference, text};
use crate::attributes::import_id;

/// Writes the `import` block of a resource by the ids that its import takes.
pub(super) fn import(resource: &str, name: &str, ids: &[i64]) -> Block {
    let id = text(&import_id::write(ids));
    block("import", &[], vec![line("to", reference(&[resource, name])), line("id", id)])
}
