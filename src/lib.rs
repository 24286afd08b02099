//! Terraform and OpenTofu provider for Zendesk Talk phone menus (IVR).

pub mod api;
pub mod cli;
pub mod data_sources;
pub mod export;
pub mod graph;
pub mod list_resources;
pub mod menus;
pub mod models;
pub mod plugin;
pub mod provider;
pub mod resources;
pub mod session;
