//! Menus of an IVR.

mod created;
mod data_source;
mod destroy;
mod import_id;
mod list_resource;
mod model;
mod plan;
mod references;
mod resource;
mod schema;
mod state;

pub use list_resource::IvrMenuListResource;
pub use model::IvrMenu;
pub use resource::IvrMenuResource;
