//! The HTTP surface of the account: one file per area, with wire structures of its own.

mod admission;
mod answer;
mod bodies;
mod body;
mod greeting;
mod group;
mod ids;
mod ivr;
mod menu;
mod number;
mod oauth;
mod page;
mod reversed;
mod route;
mod route_body;
mod router;

pub(crate) use answer::Answer;
pub(crate) use reversed::reversed;
pub(crate) use router::router;
