//! What `terraform query` lists.

pub mod ivr_route;
