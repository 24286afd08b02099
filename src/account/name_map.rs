//! The map of names to ids that a data source returns, and the warnings of what it leaves out.

use std::collections::BTreeMap;

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic};
use unicode_normalization::UnicodeNormalization;

use super::named::Named;
use crate::plain_text::{listed, short_line};
use crate::plugin::{Number, diagnostic};

/// The length at which a warning cuts a name, in characters; a name of Zendesk is shorter.
const MAX_NAME_CHARS: usize = 300;

/// How many ids a warning lists at most.
const MAX_IDS: usize = 100;

/// The ids of records by their names.
pub type NameMap = BTreeMap<String, Number>;

/// What a map of ids is keyed by, and how a warning speaks of it.
#[derive(Debug)]
pub struct Key<R> {
    /// What people call it, such as `name`.
    pub called: &'static str,
    /// Returns it.
    pub of: fn(&R) -> Option<&str>,
    /// How several records have one of it, such as `are named`.
    pub shared: &'static str,
}

/// Maps names, in Unicode NFC, to ids, for the attribute of that name.
///
/// Warns of names that several records have, and of records without a name: it lacks them.
pub fn name_map<R: Named>(
    attribute: &'static str,
    records: &[R],
    warnings: &mut Vec<Diagnostic>,
) -> Value<NameMap> {
    let names = Key { called: "name", of: R::name, shared: "are named" };
    id_map(attribute, &names, records, warnings)
}

/// Maps keys, such as numbers, to ids, as [`name_map`] maps names.
pub fn id_map<R: Named>(
    attribute: &'static str,
    key: &Key<R>,
    records: &[R],
    warnings: &mut Vec<Diagnostic>,
) -> Value<NameMap> {
    let (mut by_key, mut without) = (BTreeMap::<String, Vec<i64>>::new(), Vec::new());
    for record in records {
        match (key.of)(record).filter(|key| !key.trim().is_empty()) {
            Some(key) => by_key.entry(key.nfc().collect()).or_default().push(record.own_id()),
            None => without.push(record.own_id()),
        }
    }
    let mut map = NameMap::new();
    for (value, ids) in by_key {
        match ids[..] {
            [id] => drop(map.insert(value, Number::Int(id))),
            _ => warnings.push(shared(attribute, key, &value, &ids)),
        }
    }
    warnings.extend((!without.is_empty()).then(|| lacking(attribute, key, &without)));
    Value::Value(map)
}

fn shared<R: Named>(attribute: &'static str, key: &Key<R>, value: &str, ids: &[i64]) -> Diagnostic {
    let Key { called, shared, .. } = key;
    let (noun, value, ids) =
        (R::NOUN, short_line(value, MAX_NAME_CHARS), listed(ids.iter().map(i64::to_string), MAX_IDS));
    left_out(
        format!("Several {noun}s {shared} \"{value}\""),
        format!(
            "{attribute} leaves them out, since one {called} has one id: {ids}. Use their ids, or give each a {called} of its own."
        ),
        attribute,
    )
}

fn lacking<R: Named>(attribute: &'static str, Key { called, .. }: &Key<R>, ids: &[i64]) -> Diagnostic {
    let (noun, ids) = (R::NOUN, listed(ids.iter().map(i64::to_string), MAX_IDS));
    left_out(
        format!("Some {noun}s have no {called}"),
        format!("{attribute} leaves them out: {ids}. Use their ids, or give each a {called}."),
        attribute,
    )
}

fn left_out(summary: String, detail: String, attribute: &'static str) -> Diagnostic {
    diagnostic(summary, detail, AttributePath::new(attribute))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::name_map;
    use crate::api::Ivr;

    /// The JSON of the map, and the summaries and details of the warnings.
    fn map(ivrs: serde_json::Value) -> (serde_json::Value, Vec<String>) {
        let mut warnings = Vec::new();
        let map = name_map::<Ivr>("ids", &serde_json::from_value::<Vec<Ivr>>(ivrs).unwrap(), &mut warnings);
        let texts = warnings.iter().map(|warning| format!("{}: {}", warning.summary, warning.detail));
        (json!(map), texts.collect())
    }

    #[test]
    fn names_lead_to_ids() {
        let found = map(json!([{"id": 2, "name": "Night"}, {"id": 1, "name": "Day"}]));
        assert_eq!(found, (json!({"Day": 1, "Night": 2}), vec![]));
        assert_eq!(map(json!([])), (json!({}), vec![]));
    }

    #[test]
    fn a_name_in_several_unicode_forms_is_one_name() {
        let (ids, warnings) = map(json!([{"id": 1, "name": "Cafe\u{301}"}, {"id": 2, "name": "Caf\u{e9}"}]));
        assert_eq!(ids, json!({}));
        assert_eq!(
            warnings,
            [
                "Several IVRs are named \"Caf\u{e9}\": ids leaves them out, since one name has one id: 1, 2. Use their ids, or give each a name of its own."
            ]
        );
        assert_eq!(map(json!([{"id": 1, "name": "Cafe\u{301}"}])).0, json!({"Caf\u{e9}": 1}));
    }

    #[test]
    fn upper_and_lower_case_are_two_names() {
        assert_eq!(
            map(json!([{"id": 1, "name": "day"}, {"id": 2, "name": "Day"}])).0,
            json!({"Day": 2, "day": 1})
        );
    }

    #[test]
    fn those_without_a_name_are_told() {
        let (ids, warnings) = map(
            json!([{"id": 1, "name": null}, {"id": 2, "name": " "}, {"id": 3}, {"id": 4, "name": "Day"}]),
        );
        assert_eq!(ids, json!({"Day": 4}));
        assert_eq!(
            warnings,
            ["Some IVRs have no name: ids leaves them out: 1, 2, 3. Use their ids, or give each a name."]
        );
    }
}
