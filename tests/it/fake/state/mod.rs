//! The remote account as plain data and methods. It knows no HTTP.

mod account;
mod clock;
mod credentials;
mod demo;
mod greetings;
mod groups;
mod ivr;
mod knobs;
mod normalize;
mod numbers;
mod rate;
mod refusal;
mod route;
mod routes;

pub(crate) use account::Account;
pub(crate) use credentials::{Credentials, Scopes};
pub(crate) use demo::Demo;
pub(crate) use greetings::{Greeting, ZENDESK_GREETINGS};
pub(crate) use groups::Group;
pub(crate) use ivr::{Ivr, Menu};
pub(crate) use knobs::{
    Delete, GroupIds, Knobs, NoGreeting, OptionsWithoutAction, Overflow, Put, RateLimit, TakenNumber,
};
pub(crate) use numbers::PhoneNumber;
pub(crate) use refusal::Refusal;
pub(crate) use route::{Change, Route};
