//! What is true of the account, of its credentials or of the network is found out once, and told in full once.

mod connections;
mod exhausted;
mod lenient;
mod once;
mod outage;
mod permanent;
mod refusals;
mod server;
mod told;
mod waits;
