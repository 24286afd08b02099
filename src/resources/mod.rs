//! The managed resources: for each operation convert, call, convert.

pub mod failure;
pub mod ivr_route;
