//! Which IVRs, menus and routes the provider can manage.

use std::fmt;

use tf_provider::Diagnostics;

use crate::account::IvrContents;
use crate::api::{self, Ivr, IvrMenu};
use crate::attributes::ids;
use crate::ivr_route::{self, IvrRoute};
use crate::plain_text::one_line;
use crate::plugin::Number;
use crate::title::title;

/// The kinds of what an export consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// An IVR, with its default menu.
    Ivr,
    /// A menu that isn't the default one.
    Menu,
    /// A route.
    Route,
}

/// An IVR, a menu or a route that the provider can't manage, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsupported {
    /// What it is.
    pub noun: Noun,
    /// Its id.
    pub id: i64,
    /// What it is called, as `route 7 of menu 10002 "Main menu"`.
    pub title: String,
    /// Why, in sentences.
    pub reason: String,
}

impl Unsupported {
    /// Says in a comment why it isn't there.
    pub(super) fn remark(&self) -> String {
        format!("Left out, {} {}: {}", self.noun, self.id, self.reason)
    }
}

impl fmt::Display for Noun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ivr => "IVR",
            Self::Menu => "menu",
            Self::Route => "route",
        })
    }
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { noun: _, id: _, title, reason } = self;
        write!(f, "{title}: {reason}")
    }
}

/// Checks an IVR; returns its default menu, which the IVR's resource manages.
pub(super) fn check_ivr(contents: &IvrContents) -> Result<&IvrMenu, Unsupported> {
    let IvrContents { ivr, menus, contents: _ } = contents;
    let mut reasons = Vec::new();
    reasons.extend(nameless(ivr.name.as_deref()));
    reasons.extend(bad_id("Its id", Some(ivr.id)));
    reasons.extend(ivr.phone_number_ids.iter().find_map(|id| bad_id("The id of a phone number", Some(*id))));
    let marked: Vec<_> = menus.iter().filter(|menu| menu.default).collect();
    let default_menu = match marked[..] {
        [menu] => {
            reasons.extend(bad_id("The id of its default menu", Some(menu.id)));
            reasons.extend(bad_id("The id of its default menu's greeting", menu.own_greeting()));
            Some(menu)
        }
        [] => {
            reasons.push("None of its menus is marked as the default one.".to_owned());
            None
        }
        _ => {
            let ids: Vec<_> = marked.iter().map(|menu| menu.id.to_string()).collect();
            reasons.push(format!("Several of its menus are marked as the default one: {}.", ids.join(", ")));
            None
        }
    };
    match default_menu {
        Some(menu) if reasons.is_empty() => Ok(menu),
        _ => Err(unsupported(Noun::Ivr, ivr.id, called(ivr.id, ivr.name.as_deref()), &reasons)),
    }
}

/// Checks a menu that isn't the default one.
pub(super) fn check_menu(ivr: &Ivr, menu: &IvrMenu) -> Result<(), Unsupported> {
    let mut reasons = Vec::new();
    reasons.extend(nameless(menu.name.as_deref()));
    reasons.extend(bad_id("Its id", Some(menu.id)));
    reasons.extend(bad_id("The id of its IVR", Some(ivr.id)));
    reasons.extend(bad_id("The id of its greeting", menu.own_greeting()));
    if reasons.is_empty() {
        return Ok(());
    }
    let name = called(menu.id, menu.name.as_deref());
    let title = format!("{name} of IVR {}", called(ivr.id, ivr.name.as_deref()));
    Err(unsupported(Noun::Menu, menu.id, title, &reasons))
}

/// Checks one route; `earlier` are the routes of its menu that were looked at before.
pub(super) fn check_route(
    menu: &IvrMenu,
    earlier: &[&api::IvrRoute],
    route: &api::IvrRoute,
    model: &IvrRoute,
) -> Result<(), Unsupported> {
    let mut diags = Diagnostics::default();
    ivr_route::validate(&mut diags, model);
    let mut reasons: Vec<_> = diags.errors.into_iter().map(|error| error.detail.into_owned()).collect();
    reasons.extend(bad_id("Its id", Some(route.id)));
    let twin = earlier.iter().find(|other| other.keypress.is_some() && other.keypress == route.keypress);
    if let Some(twin) = twin {
        let key = title(route.keypress.as_deref()).unwrap_or_default();
        reasons
            .push(format!("Route {} has the same key, {key}; Terraform plans one route for a key.", twin.id));
    }
    if reasons.is_empty() {
        return Ok(());
    }
    let title = format!("{} of menu {}", route.id, called(menu.id, menu.name.as_deref()));
    Err(unsupported(Noun::Route, route.id, title, &reasons))
}

/// Reports whether a menu has a name that can be configured.
pub(super) fn is_named(menu: &IvrMenu) -> bool {
    nameless(menu.name.as_deref()).is_none()
}

fn nameless(name: Option<&str>) -> Option<String> {
    match name {
        None | Some("") => Some("It has no name.".to_owned()),
        Some(name) if name.trim().is_empty() => Some("Its name has only white space.".to_owned()),
        Some(_) => None,
    }
}

fn bad_id(whose: &str, id: Option<i64>) -> Option<String> {
    let id = id.filter(|id| ids::parse(&Number::Int(*id)).is_none())?;
    Some(format!("{whose} is {id}, which is not {}.", ids::ALLOWED))
}

fn called(id: i64, name: Option<&str>) -> String {
    title(name).map_or_else(|| id.to_string(), |name| format!("{id} \"{name}\""))
}

fn unsupported(noun: Noun, id: i64, called: String, reasons: &[String]) -> Unsupported {
    Unsupported { noun, id, title: format!("{noun} {called}"), reason: one_line(&reasons.join(" ")) }
}
