//! Which routes the provider can manage.

use std::fmt;

use tf_provider::Diagnostics;

use crate::api::{self, IvrMenu};
use crate::attributes::ids;
use crate::ivr_route::{self, IvrRoute};
use crate::plain_text::one_line;
use crate::plugin::Number;
use crate::title::title;

/// A route that the provider can't manage, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsupported {
    /// The id of the route.
    pub route_id: i64,
    /// The menu, as `10002 "Main menu"`.
    pub menu: String,
    /// Why, in sentences.
    pub reason: String,
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { route_id, menu, reason } = self;
        write!(f, "route {route_id} of menu {menu}: {reason}")
    }
}

/// Checks one route; `earlier` are the routes of its menu that were looked at before.
pub(super) fn check(
    menu: &IvrMenu,
    earlier: &[&api::IvrRoute],
    route: &api::IvrRoute,
    model: &IvrRoute,
) -> Result<(), Unsupported> {
    let mut diags = Diagnostics::default();
    ivr_route::validate(&mut diags, model);
    let mut reasons: Vec<_> = diags.errors.into_iter().map(|error| error.detail.into_owned()).collect();
    if ids::parse(&Number::Int(route.id)).is_none() {
        reasons.push(format!("Its id is not {}.", ids::ALLOWED));
    }
    let twin = earlier.iter().find(|other| other.keypress.is_some() && other.keypress == route.keypress);
    if let Some(twin) = twin {
        let key = title(route.keypress.as_deref()).unwrap_or_default();
        reasons
            .push(format!("Route {} has the same key, {key}; Terraform plans one route for a key.", twin.id));
    }
    if reasons.is_empty() {
        return Ok(());
    }
    let name = title(menu.name.as_deref()).map(|name| format!(" \"{name}\"")).unwrap_or_default();
    let reason = one_line(&reasons.join(" "));
    Err(Unsupported { route_id: route.id, menu: format!("{}{name}", menu.id), reason })
}
