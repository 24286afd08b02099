//! Groups, phone numbers and greetings that a configuration names by id: the plan warns of those that the account lacks.

mod account;
mod failures;
mod requests;
mod switch;
mod warnings;
