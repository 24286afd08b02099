//! The plugin server as Terraform sees it: process, socket, certificates, calls.

mod host;
mod toy;
mod wire;

mod security;
