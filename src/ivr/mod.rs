//! IVRs.

mod data_source;
mod list_data_source;
mod model;

pub use list_data_source::Ivrs;
pub use model::Ivr;
