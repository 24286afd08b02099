//! The plugin server as Terraform sees it: process, socket, certificates, calls.

mod host;
mod process;
mod toy;
mod toy_list;
mod wire;

mod contract;
pub(crate) mod debug;
mod ending;
mod generate;
mod identity;
mod isolation;
mod kept_and_destroyed;
mod lifecycle;
mod list;
mod logs;
mod schema;
mod security;
mod upgrades;
mod values;
