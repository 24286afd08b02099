//! Terraform and OpenTofu provider for Zendesk Talk phone menus (IVR).
//!
//! # Layout
//!
//! - [`plugin`] serves Terraform's plugin protocol; [`api`] talks to Zendesk. They know nothing of each other.
//! - [`account`] is what one run knows of the account: read once for all nouns.
//! - [`attributes`] is what attributes of every noun have in common.
//! - [`ivr`], [`ivr_menu`] and [`ivr_route`] are the nouns: schema, model, resource, data sources, list resource.
//! - [`ivr_routes_exclusive`] keeps a menu free of routes that nobody configured.
//! - [`provider`] is the provider block, and the list of all that is served.
//! - [`call_flow`], [`export`] and [`cli`] are the program run by hand.
//! - [`environment`] looks variables up; [`plain_text`] and [`title`] make text from outside fit to be read.

pub mod account;
pub mod api;
pub mod attributes;
pub mod call_flow;
pub mod cli;
pub mod environment;
pub mod export;
pub mod greeting;
pub mod group;
pub mod ivr;
pub mod ivr_menu;
pub mod ivr_route;
pub mod ivr_routes_exclusive;
pub mod phone_number;
pub mod plain_text;
pub mod plugin;
pub mod provider;
pub mod title;

#[cfg(test)]
mod any_value_test;
