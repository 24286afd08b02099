//! IVRs.

pub mod data_source;
pub mod model;

pub use data_source::IvrDataSource;
