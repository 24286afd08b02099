//! `terraform-provider-zendesk export`, and what Terraform makes of it.

pub(crate) mod account;
mod beside;
mod choosing;
mod command_line;
mod errors;
mod guide;
mod ivrs_and_menus;
mod names;
mod order;
mod portable;
pub(crate) mod program;
mod promotion;
mod whole_account;
