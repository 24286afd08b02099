//! What attributes of every noun have in common.
//!
//! # Layout
//!
//! - `schema` puts attributes and lists of objects together; `checks` and `ids` check values without asking the API.
//! - `conversion` is both ends of the way to the API: nothing unknown is sent, and no answer makes anything unknown.
//! - `semantic_equality` keeps the form of a value that means the same; `stored_otherwise` warns of one that doesn't.
//! - `phone_number` compares and checks telephone numbers.
//! - `import_id` and `identity` are the ids by which a resource is imported.

pub mod checks;
pub mod conversion;
pub mod identity;
pub mod ids;
pub mod import_id;
pub mod phone_number;
mod schema;
pub mod semantic_equality;
pub mod stored_otherwise;

pub use schema::{list_of_objects, schema};
