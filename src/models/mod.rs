//! What the configuration and the state hold, and its conversions to and from the API's structs. No I/O.

pub mod action;
pub mod ids;
pub mod ivr;
pub mod ivr_menu;
pub mod ivr_route;
pub mod keypress;
pub mod overflow_options;
pub mod phone_number;
pub mod provider_config;
pub mod tags;
pub mod title;

#[cfg(test)]
mod any_value_test;
