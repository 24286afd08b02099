//! The plugin server as Terraform sees it: process, socket, certificates, calls.

mod host;
mod toy;
mod wire;

mod isolation;
mod lifecycle;
mod schema;
mod security;
mod values;
