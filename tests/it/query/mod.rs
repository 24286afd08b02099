//! `terraform query`: list blocks, and the configuration that it generates.

mod account;
mod bring_in;
mod failing;
mod guide;
mod listing;
mod requests;
