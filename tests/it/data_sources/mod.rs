//! What the data sources find, and what they say when they don't.

mod call_flow;
mod greetings;
mod groups;
mod ivr;
mod ivr_route;
mod ivr_routes;
mod ivrs;
mod mocks;
mod phone_numbers;
mod references;
