//! Routes: what a menu does when a caller presses a key.

pub mod action;
pub mod keypress;
pub mod overflow_options;
pub mod tags;

mod adoption;
mod changed_since_plan;
mod claim;
mod data_source;
mod default_route;
mod display_name;
mod error;
mod exchange;
mod failure;
mod fingerprint;
mod group_ids;
mod guarding;
mod identified_resource;
mod identity;
mod import_id;
mod key_taken;
mod list_data_source;
mod list_resource;
mod model;
mod option_value;
mod options;
mod plan;
mod planned_keys;
mod planning;
mod private;
mod references;
mod removal;
mod replacement;
mod request;
mod resource;
mod response;
mod routes;
mod schema;
mod semantic_equality;
mod targets;
mod validate;

pub use claim::claimed_key;
pub use display_name::display_name;
pub use identity::{IvrRouteIdentity, identified, identity, upgraded_identity};
pub use import_id::{ImportId, from_id, parse_import_id};
pub(crate) use key_taken::MAX_NAMED;
pub use list_data_source::IvrRoutes;
pub use list_resource::IvrRouteListResource;
pub use model::{IvrRoute, UnknownOptions};
pub use options::IvrRouteOptions;
pub use plan::{Plan, plan_create, plan_update};
pub(crate) use planned_keys::{Candidate, Object, PlannedKeys};
pub use private::Private;
pub(crate) use removal::{
    PlannedRemovals, begin_removals, goes, hear_of, is_managed, is_written, planned_place, remove,
};
pub use replacement::Successor;
pub use request::{menu_id, route_id, to_request};
pub use resource::IvrRouteResource;
pub use response::{from_response, refresh, settle, unknown_options};
pub use schema::{option_attributes, schema};
pub(crate) use targets::missing_parent;
pub use validate::{check_action, check_keypress, validate};

/// The routes that Terraform manages, as far as a run has heard of them.
type ManagedRoutes = crate::account::Managed<crate::api::IvrRoute>;

#[cfg(test)]
mod planned_keys_test;
#[cfg(test)]
mod tests;
