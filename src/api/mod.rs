//! The Zendesk edge: a client of the Talk API for IVRs, their menus and the menus' routes.
//!
//! Source: [IVRs](https://developer.zendesk.com/api-reference/voice/talk-api/ivrs/),
//! [IVR menus](https://developer.zendesk.com/api-reference/voice/talk-api/ivr_menus/),
//! [IVR routes](https://developer.zendesk.com/api-reference/voice/talk-api/ivr_routes/).
//!
//! What is read is taken leniently where the reference is silent, and strictly where a wrong value would do harm: a
//! list that can't be read in full is an error, never a shorter list.

mod answer;
mod attempts;
mod authorization;
mod call;
mod client;
mod credentials;
mod decode;
mod error;
mod error_body;
mod ids;
mod ivr;
mod ivr_menu;
mod ivr_route;
mod lenient;
mod line;
mod loopback;
mod mask;
mod oauth;
mod options;
mod pace;
mod page;
mod pauses;
mod retry_after;
mod settings;
mod status;
mod text;
mod transport;
mod verdict;

#[cfg(test)]
pub(crate) mod arbitrary;
#[cfg(test)]
mod client_test;
#[cfg(test)]
mod decoders_test;
#[cfg(test)]
mod faults_test;
#[cfg(test)]
mod logs_test;
#[cfg(test)]
mod oauth_test;
#[cfg(test)]
mod test_server;
#[cfg(test)]
mod tls_test;

pub use answer::{Answer, FieldError, Request};
pub use client::Client;
pub use credentials::Credentials;
pub use decode::Undecodable;
pub use error::Error;
pub use ids::{MenuId, RouteId};
pub use ivr::Ivr;
pub use ivr_menu::IvrMenu;
pub use ivr_route::{IvrRoute, RouteRequest};
pub use loopback::is_loopback;
pub use options::Options;
pub use pauses::Pauses;
pub use settings::Settings;
