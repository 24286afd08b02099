//! A route of a menu, as the configuration and the state hold it.

mod claim;
mod display_name;
mod identity;
mod import_id;
mod origin;
mod plan;
mod presence;
mod request;
mod response;
mod spelling;
mod state;
mod validate;

pub use claim::claimed_key;
pub use display_name::display_name;
pub use identity::{IvrRouteIdentity, identified, identity};
pub use import_id::{ImportId, from_id, parse_import_id};
pub use origin::{origin, with_origin};
pub use plan::{Plan, plan_create, plan_update};
pub use request::{id, menu_id, route_id, to_request};
pub use response::{from_response, refresh, settle, unknown_options};
pub use state::{IvrRoute, IvrRouteOptions, UnknownOptions};
pub use validate::{check_action, check_id, check_keypress, validate};

#[cfg(test)]
mod tests;
