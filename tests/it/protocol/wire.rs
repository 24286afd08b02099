//! The client half of the protocol.

include!(concat!(env!("OUT_DIR"), "/client.rs"));
