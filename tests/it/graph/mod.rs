//! `terraform-provider-zendesk graph`: the pictures, and what is found.

mod browser;
mod document;
mod findings;
mod pictures;
mod plan;
mod rendering;
