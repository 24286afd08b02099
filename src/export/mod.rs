//! Configuration for what exists: resource and import blocks, as `terraform fmt` would write them.
//!
//! # Layout
//!
//! - `configuration` decides which files there are and what stands in each; `ivr`, `menu` and `route` write one each, and
//!   `import` the block that brings it under Terraform.
//! - `references` refers to IVRs and menus, by their resources or by their ids.
//! - `names` gives resources, menus and files names that are unique, readable and stay the same.
//! - `support` tells what the provider can manage.
//! - `hcl` writes HCL, `files` writes files: all or none.

mod configuration;
mod files;
mod hcl;
mod import;
mod ivr;
mod menu;
mod names;
mod references;
mod route;
mod support;

pub use configuration::{Counts, Exported, Scope, export};
pub use files::{File, write_files};
pub use support::{Noun, Unsupported};
