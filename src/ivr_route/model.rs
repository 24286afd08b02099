//! The attributes of a route, each known, null or unknown.

use serde::{Deserialize, Serialize};
use tf_provider::value::Value;

use super::IvrRouteOptions;
use crate::plugin::Number;

/// A route, in a configuration, a plan or a state.
///
/// What each attribute means stands in the resource's schema.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the schema of the resource documents each attribute")]
pub struct IvrRoute {
    pub id: Value<String>,
    pub ivr_id: Value<Number>,
    pub menu_id: Value<Number>,
    pub route_id: Value<Number>,
    pub keypress: Value<String>,
    pub action: Value<String>,
    pub options: Value<IvrRouteOptions>,
    pub overflow_options: Value<String>,
    pub option_text: Value<String>,
    pub greeting: Value<String>,
}

/// Options that the API answered and that this provider doesn't know: kept as private state, sent back on update.
///
/// Private state holds the object's origin as well.
pub type UnknownOptions = Option<serde_json::Map<String, serde_json::Value>>;
