//! A fake Zendesk: an account with phone menus, behind the HTTP surface that the API reference describes.
//!
//! Three things apart. The state knows nothing of the other two, and none of them anything of the provider:
//!
//! - [`state`]: the account: IVRs, menus, routes, credentials, and knobs for what the reference leaves open.
//! - [`http`]: the surface: paths, wire structures of its own, authentication, validation, pages, error bodies.
//! - [`server`]: the running server, with the request log and the injected [`faults`].
//!
//! A test starts its own [`Fake`], looks at the account directly, and points Terraform at [`Fake::url`].
#![expect(clippy::expect_used, clippy::panic, reason = "a broken fake must fail the test that uses it")]

pub(crate) mod faults;
pub(crate) mod http;
pub(crate) mod log;
pub(crate) mod server;
mod service;
pub(crate) mod state;
mod world;

pub(crate) use faults::{Action, Chaos, Fault, Gate};
pub(crate) use http::Answer;
pub(crate) use log::LoggedRequest;
pub(crate) use server::Fake;
pub(crate) use state::{
    Account, Delete, GroupIds, NoGreeting, OptionsWithoutAction, Overflow, Put, RateLimit, Route, TakenNumber,
};
