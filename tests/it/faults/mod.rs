//! Faults of the network and of the service: they cost time, never a wrong state.
//!
//! `docs/design/faults.md` says which test proves which promise.

mod account;
mod creating;
mod echoes;
mod late;
mod limits;
mod logs;
mod looking;
mod lost;
mod oauth;
mod refusals;
mod retries;
mod stopping;
mod trace;
mod unknown_options;
mod waiting;

pub(crate) use account::use_oauth_client;
pub(crate) use logs::LogPipe;
