//! The provider block and the environment: who gets in, what is refused, and what happens before the values are known.

mod aliases;
mod arguments;
mod authentication;
mod cases;
mod configure;
mod deferred;
mod loopback;
mod oauth_client;
mod proxy;
mod secrets;
#[cfg(unix)]
mod socket_folder;
mod subdomain;
mod surroundings;
