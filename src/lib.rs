//! Terraform and OpenTofu provider for Zendesk Talk phone menus (IVR).

pub mod api;
pub mod menus;
pub mod models;
pub mod plugin;
