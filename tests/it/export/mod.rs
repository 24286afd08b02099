//! `terraform-provider-zendesk export`, and what Terraform makes of it.

pub(crate) mod account;
mod choosing;
mod command_line;
mod errors;
mod guide;
mod ivrs_and_menus;
mod names;
pub(crate) mod program;
mod whole_account;
