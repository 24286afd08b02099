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

/// Maps names, in Unicode NFC, to ids, for the attribute of that name.
///
/// Warns of names that several records have, and of records without a name: it lacks them.
pub fn name_map<R: Named>(
    attribute: &'static str,
    records: &[R],
    warnings: &mut Vec<Diagnostic>,
) -> Value<NameMap> {
    id_map(attribute, R::name, records, warnings)
}

/// Maps what `name` returns of each record to its id, as [`name_map`] does.
pub fn id_map<R: Named>(
    attribute: &'static str,
    name: impl Fn(&R) -> Option<&str>,
    records: &[R],
    warnings: &mut Vec<Diagnostic>,
) -> Value<NameMap> {
    let (mut by_name, mut nameless) = (BTreeMap::<String, Vec<i64>>::new(), Vec::new());
    for record in records {
        match name(record).filter(|name| !name.trim().is_empty()) {
            Some(name) => by_name.entry(name.nfc().collect()).or_default().push(record.own_id()),
            None => nameless.push(record.own_id()),
        }
    }
    let mut map = NameMap::new();
    for (name, ids) in by_name {
        match ids[..] {
            [id] => drop(map.insert(name, Number::Int(id))),
            _ => warnings.push(shared::<R>(attribute, &name, &ids)),
        }
    }
    warnings.extend((!nameless.is_empty()).then(|| without_name::<R>(attribute, &nameless)));
    Value::Value(map)
}

fn shared<R: Named>(attribute: &'static str, name: &str, ids: &[i64]) -> Diagnostic {
    let (noun, name, ids) =
        (R::NOUN, short_line(name, MAX_NAME_CHARS), listed(ids.iter().map(i64::to_string), MAX_IDS));
    left_out(
        format!("Several {noun}s are named \"{name}\""),
        format!(
            "{attribute} leaves them out, since one name has one id: {ids}. Rename them, or use their ids."
        ),
        attribute,
    )
}

fn without_name<R: Named>(attribute: &'static str, ids: &[i64]) -> Diagnostic {
    let (noun, ids) = (R::NOUN, listed(ids.iter().map(i64::to_string), MAX_IDS));
    left_out(
        format!("Some {noun}s have no name"),
        format!("{attribute} leaves them out: {ids}. Name them, or use their ids."),
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
                "Several IVRs are named \"Caf\u{e9}\": ids leaves them out, since one name has one id: 1, 2. Rename them, or use their ids."
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
            ["Some IVRs have no name: ids leaves them out: 1, 2, 3. Name them, or use their ids."]
        );
    }
}
