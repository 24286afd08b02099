//! The plugin server as Terraform sees it: process, socket, certificates, calls.

mod host;
mod process;
mod toy;
mod wire;

mod contract;
mod debug;
mod isolation;
mod lifecycle;
mod logs;
mod schema;
mod security;
mod values;
