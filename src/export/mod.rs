//! Configuration for routes that exist: resource and import blocks, as `terraform fmt` would write them.
//!
//! # Layout
//!
//! - `configuration` decides which files there are and what stands in each; `route` writes one route.
//! - `names` gives resources, menus and files names that are unique, readable and stay the same.
//! - `support` tells which routes the provider can manage.
//! - `hcl` writes HCL, `files` writes files: all or none.

mod configuration;
mod files;
mod hcl;
mod names;
mod route;
mod support;

pub use configuration::{Exported, export};
pub use files::{File, write_files};
pub use support::Unsupported;
