//! The wire messages and service traits, compiled from the `.proto` files beside this one.

include!(concat!(env!("OUT_DIR"), "/server.rs"));
