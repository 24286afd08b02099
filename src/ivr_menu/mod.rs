//! Menus of an IVR.

mod data_source;
mod model;

pub use model::IvrMenu;
