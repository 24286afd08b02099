//! The executable: started by Terraform it serves the plugin, run by hand it exports or draws what an account holds.
//!
//! # Layout
//!
//! - `arguments` is the command line, `run` decides what is done.
//! - `reading` reads the account: with few requests, and until a signal asks for the end.
//! - `export` and `graph` are the subcommands; what they write is made in [`crate::export`] and [`crate::call_flow`].
//! - `progress` and `report` write to standard error.

mod arguments;
mod export;
mod graph;
mod graph_plan;
mod progress;
mod reading;
mod references;
mod report;
mod run;

pub use run::run;
