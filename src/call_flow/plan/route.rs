//! A route of a plan, as the account has it or will have it.

use serde_json::{Value, json};

use super::context::Context;
use super::side::UNKNOWN_MENU;
use super::view::{SENSITIVE, View};
use crate::api::{IvrRoute, Options};

/// The menu that a route leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// None, or none is set.
    None,
    /// A menu, by its id in the picture.
    Menu(i64),
    /// Known only after apply.
    Unknown,
    /// Sensitive.
    Sensitive,
}

/// Reads a route, and what decides where its callers get to.
pub(super) fn read(
    view: View<'_>,
    target: Target,
    account: &str,
    context: &mut Context<'_>,
) -> (IvrRoute, Value) {
    let options = view.get("options");
    let action = match target {
        Target::Unknown => Some(UNKNOWN_MENU.to_owned()),
        Target::Sensitive => Some(SENSITIVE.to_owned()),
        Target::None | Target::Menu(_) => shown(view.get("action"), "known after apply", context),
    };
    let told = view.get("option_text");
    let may_be_told = !options.is_sensitive() && !view.get("action").is_sensitive();
    let route = IvrRoute {
        id: view.get("route_id").id().unwrap_or_default(),
        keypress: shown(view.get("keypress"), "a key known after apply", context),
        action,
        options: Options {
            group_ids: Some(groups(options, view, account, context)),
            phone_number: shown(options.get("phone_number"), "known after apply", context),
            sms_text: shown(options.get("sms_text"), "known after apply", context),
            menu_id: if let Target::Menu(id) = target { Some(id) } else { None },
            ..Options::default()
        },
        overflow_options: Vec::new(),
        option_text: if may_be_told { context.name(told) } else { None },
        greeting: None,
    };
    (route, decides(view))
}

/// Lists the groups that a route calls.
fn groups(options: View<'_>, route: View<'_>, account: &str, context: &mut Context<'_>) -> Vec<i64> {
    let ids = options.get("group_ids");
    let calls = matches!(route.get("action").text(), Some("group" | "voicemail"));
    let mut groups: Vec<_> = ids
        .items()
        .map(|item| {
            let id = item.id().map(|id| context.numbers.of(account, id));
            let id = id.unwrap_or_else(|| context.numbers.of_text("a group known after apply"));
            let label = context.numbers.label(id);
            if item.is_sensitive() {
                context.known.groups.insert(id, SENSITIVE.to_owned());
            } else {
                context.known.groups.entry(id).or_insert(label);
            }
            id
        })
        .collect();
    if ids.is_unknown() && calls {
        let id = context.numbers.of_text("a group known after apply");
        context.known.groups.insert(id, context.numbers.label(id));
        groups.push(id);
    }
    groups
}

/// Returns a text as it may show.
fn shown(view: View<'_>, unknown: &str, context: &Context<'_>) -> Option<String> {
    if view.is_unknown() && !view.is_sensitive() { Some(unknown.to_owned()) } else { context.name(view) }
}

/// Returns what decides where callers get to, beside the menu; tags don't.
fn decides(view: View<'_>) -> Value {
    let options = view.get("options");
    let parts = ["group_ids", "phone_number", "sms_text", "textback_phone_number_id"];
    let values: Vec<_> = parts
        .iter()
        .map(|name| options.get(name))
        .chain([view.get("action")])
        .map(|part| if part.has_unknown() { json!({"unknown": true}) } else { part.value.clone() })
        .collect();
    Value::Array(values)
}
