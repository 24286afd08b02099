//! Configuration for what exists: resource and import blocks, as `terraform fmt` would write them.
//!
//! # Layout
//!
//! - `outline` is what is known of the account, checked by `support`; `lists` holds the groups, numbers and greetings.
//! - `names` gives resources, menus and files names that are unique, readable and stay the same; `destination` names a route
//!   by where it leads, `canonical_order` tells namesakes apart where no id may be.
//! - `references` refers to things: by their resources, by locals, or by variables; `references_file` writes these two.
//! - `configuration` decides which files there are and what stands in each; `ivr`, `menu` and `route` write one each, and
//!   `import` the block that brings it under Terraform.
//! - `needed` tells which lists an export needs.
//! - `hcl` writes HCL, `files` writes files: all or none.

mod canonical_order;
mod configuration;
mod destination;
mod files;
mod hcl;
mod import;
mod ivr;
mod kind;
mod lists;
mod menu;
mod names;
mod needed;
mod outline;
mod references;
mod references_file;
mod route;
mod support;

pub use configuration::{Counts, Exported, Known, Options, Part, Scope, export};
pub use files::{File, write_files};
pub use kind::Kind;
pub use lists::Lists;
pub use needed::needed;
pub use references_file::Variable;
pub use support::{Noun, Unsupported};
