//! Menus of an IVR.

pub mod data_source;
pub mod model;

pub use data_source::IvrMenuDataSource;
