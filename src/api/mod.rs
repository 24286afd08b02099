//! The Zendesk edge: a client of the API for IVRs, their menus and routes, groups, phone numbers and greetings.
//!
//! Source: [IVRs](https://developer.zendesk.com/api-reference/voice/talk-api/ivrs/),
//! [IVR menus](https://developer.zendesk.com/api-reference/voice/talk-api/ivr_menus/),
//! [IVR routes](https://developer.zendesk.com/api-reference/voice/talk-api/ivr_routes/).
//!
//! What only informs is read leniently, and what matters strictly: a list that can't be read in full is an error, never a
//! shorter list.
//!
//! # Layout
//!
//! - `client` is what others call; `send` takes one call to its reply: what the run knows, token, rate limit, send, status,
//!   retry or not.
//! - `record` is what all nouns have in common; each noun has a file for its wire form; `address` is where they are.
//! - `outages`, `authorization` with `oauth`, `rate_limit`, `http`, `status` and `retry` are the steps of `send`.
//! - `body` reads a body up to its limit, and `memory` weighs it before it is decoded.
//! - `proxy` and `roots` are what the environment says of the way there: through whom, and whom to trust.
//! - `error` says why a call failed; `error_body`, `mask` and `text` make the service's words fit for a message.

mod address;
mod authorization;
mod body;
mod call;
mod client;
mod credentials;
mod error;
mod error_body;
mod greeting;
mod group;
mod http;
mod ivr;
mod ivr_menu;
mod ivr_route;
mod lenient;
mod loopback;
mod mask;
mod memory;
mod no_proxy;
mod oauth;
mod outages;
mod phone_number;
mod proxy;
mod rate_limit;
mod record;
mod retry;
mod roots;
mod route_options;
mod send;
mod settings;
mod status;
mod text;

#[cfg(test)]
pub(crate) mod arbitrary;
#[cfg(test)]
mod client_test;
#[cfg(test)]
mod decoders_test;
#[cfg(test)]
mod faults_test;
#[cfg(test)]
mod lists_test;
#[cfg(test)]
mod logs_test;
#[cfg(test)]
mod oauth_test;
#[cfg(test)]
mod outages_test;
#[cfg(test)]
mod retries_test;
#[cfg(test)]
pub(crate) mod test_server;
#[cfg(test)]
mod tls_test;

pub use address::{MenuId, RouteId};
pub use client::{Client, Creation, Listing};
pub use credentials::Credentials;
#[cfg(test)]
pub(crate) use error::test_error;
pub use error::{Answer, Error, FieldError, Kind, Request, Status, Undecodable};
pub use greeting::Greeting;
pub use group::Group;
pub use ivr::{Ivr, IvrRequest};
pub use ivr_menu::{GreetingId, IvrMenu, MenuRequest};
pub use ivr_route::{IvrRoute, RouteRequest};
pub use loopback::is_loopback;
pub use phone_number::PhoneNumber;
pub use proxy::{Proxy, ProxyServer};
pub use record::Record;
pub use roots::Roots;
pub use route_options::Options;
pub use settings::{OnWait, Settings, SetupError, Wait};
