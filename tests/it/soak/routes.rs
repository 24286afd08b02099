//! A route as the configuration has it, and whether the service has the same.

use std::collections::BTreeSet;

use fastrand::Rng;
use serde_json::{Value, json};

use crate::fake::state::Route;

/// Every key but `*`, which the foreign routes have.
pub(super) const KEYS: [&str; 12] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "#", "default"];

/// The key of the routes that Terraform knows nothing of.
pub(super) const FOREIGN: &str = "*";

/// A route of the configuration.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wanted {
    /// Which menu, by its number.
    pub(super) menu: usize,
    pub(super) key: &'static str,
    pub(super) content: Content,
}

/// What a route does.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Content {
    pub(super) action: &'static str,
    /// The options but for the tags, as JSON that is HCL as well.
    pub(super) options: Vec<(&'static str, Value)>,
    pub(super) tags: BTreeSet<String>,
    pub(super) overflow: Option<Value>,
}

impl Content {
    pub(super) fn random(random: &mut Rng, menu_ids: &[i64]) -> Self {
        let number = random.usize(1..4);
        let mut groups = random.choose_multiple(360_000..360_010_i64, number);
        random.shuffle(&mut groups);
        let (action, options) = match random.u8(..5) {
            0 => ("group", vec![("group_ids", json!(groups))]),
            1 => ("voicemail", vec![("group_ids", json!(groups))]),
            2 => {
                ("phone_number", vec![("phone_number", json!(format!("+1205953{:04}", random.u16(..10000))))])
            }
            3 => ("menu", vec![("menu_id", json!(menu_ids[random.usize(..menu_ids.len())]))]),
            _ => (
                "textback",
                vec![
                    ("sms_text", json!(format!("We write to you soon: {}", random.u8(..)))),
                    ("textback_phone_number_id", json!(random.i64(1..1000))),
                ],
            ),
        };
        let tags = (0..random.usize(..3)).map(|_| format!("tag_{}", random.u8(..20))).collect();
        let overflow = (random.u8(..8) == 0).then(|| json!([{ "group_id": groups[0] }]));
        Self { action, options, tags, overflow }
    }
}

impl Wanted {
    /// The resource block.
    pub(super) fn block(&self, name: &str, ivr_id: i64, menu_ids: &[i64]) -> String {
        let Self { menu, key, content: Content { action, options, tags, overflow } } = self;
        let options: String = options.iter().map(|(name, value)| format!("    {name} = {value}\n")).collect();
        let tags = if tags.is_empty() { String::new() } else { format!("    tags = {}\n", json!(tags)) };
        let overflow = overflow
            .as_ref()
            .map(|value| format!("  overflow_options = jsonencode({value})\n"))
            .unwrap_or_default();
        let menu_id = menu_ids[*menu];
        format!(
            "resource \"zendesk_ivr_route\" \"{name}\" {{\n  ivr_id = {ivr_id}\n  menu_id = {menu_id}\n  keypress = \"{key}\"\n  \
             action = \"{action}\"\n  options = {{\n{options}{tags}  }}\n{overflow}}}\n"
        )
    }

    /// What the service has otherwise, if anything.
    pub(super) fn difference(&self, route: &Route) -> Option<String> {
        let Self { menu: _, key, content: Content { action, options, tags, overflow } } = self;
        let found: BTreeSet<String> = route.options.get("tags").map(strings).unwrap_or_default();
        let number = options.len() + usize::from(route.options.contains_key("tags"));
        let same = route.keypress.as_deref() == Some(key)
            && route.action.as_deref() == Some(action)
            && options.iter().all(|(name, value)| route.options.get(*name) == Some(value))
            && route.options.len() == number
            && found == *tags
            && overflow.as_ref().is_none_or(|overflow| json!(route.overflow_options) == *overflow);
        (!same).then(|| format!("wanted {self:?}, found {route:?}"))
    }
}

fn strings(value: &Value) -> BTreeSet<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}
