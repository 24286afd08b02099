//! `terraform-provider-zendesk graph`: the pictures, and what is found.

mod findings;
mod pictures;
mod plan;
mod rendering;
