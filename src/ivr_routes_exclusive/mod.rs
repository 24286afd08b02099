//! All routes of a menu: whatever other route it holds is removed.

mod identified_resource;
mod import_id;
mod model;
mod plan;
mod planned_menus;
mod private;
mod removing;
mod resource;
mod routes;
mod schema;
mod validate;
mod warnings;

pub use import_id::{IvrRoutesExclusiveIdentity, identified, identity, parse_import_id};
pub use model::{IvrRoutesExclusive, Routes};
pub use private::Private;
pub use resource::IvrRoutesExclusiveResource;
pub use schema::schema;
pub use validate::validate;
