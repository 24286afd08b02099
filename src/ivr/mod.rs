//! IVRs: the phone menus of an account.

mod created;
mod data_source;
mod destroy;
mod import_id;
mod list_data_source;
mod list_resource;
mod model;
mod numbers;
mod plan;
mod references;
mod resource;
mod schema;
mod state;

pub use list_data_source::Ivrs;
pub use list_resource::IvrListResource;
pub use model::Ivr;
pub use resource::IvrResource;
