//! What a route's action works with.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

use super::lenient;

/// What a route's action works with; which option belongs to which action is the API's to say.
///
/// Source: [valid IVR route actions](https://developer.zendesk.com/api-reference/voice/talk-api/ivr_routes/).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// The groups that the call goes to, the primary one first; for `group` and `voicemail`.
    pub group_ids: Option<Vec<i64>>,
    /// The number that the call goes to; for `phone_number`.
    pub phone_number: Option<String>,
    /// The text of the message; for `textback`. An older form of the reference calls it `sms_textstring`.
    pub sms_text: Option<String>,
    /// The id of the number that sends the message; for `textback`.
    pub textback_phone_number_id: Option<i64>,
    /// The id of the menu that the call goes to; for `menu`.
    pub menu_id: Option<i64>,
    /// The tags of the ticket; for every action.
    pub tags: Option<Vec<String>>,
    /// What else the API returned, to be sent back as it came. Names of the fields above are not sent from here.
    pub unknown: Map<String, Value>,
}

const KNOWN: [&str; 6] =
    ["group_ids", "phone_number", "sms_text", "textback_phone_number_id", "menu_id", "tags"];

impl Serialize for Options {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { group_ids, phone_number, sms_text, textback_phone_number_id, menu_id, tags, unknown } =
            self;
        let mut map = serializer.serialize_map(None)?;
        entry(&mut map, "group_ids", group_ids.as_ref())?;
        entry(&mut map, "phone_number", phone_number.as_ref())?;
        entry(&mut map, "sms_text", sms_text.as_ref())?;
        entry(&mut map, "textback_phone_number_id", textback_phone_number_id.as_ref())?;
        entry(&mut map, "menu_id", menu_id.as_ref())?;
        entry(&mut map, "tags", tags.as_ref())?;
        for (key, value) in unknown.iter().filter(|(key, _)| !KNOWN.contains(&key.as_str())) {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

fn entry<M: SerializeMap>(map: &mut M, key: &str, value: Option<&impl Serialize>) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(key, value))
}

impl<'de> Deserialize<'de> for Options {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OptionsVisitor)
    }
}

struct OptionsVisitor;

impl<'de> Visitor<'de> for OptionsVisitor {
    type Value = Options;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of options")
    }

    fn visit_unit<E: Error>(self) -> Result<Options, E> {
        Ok(Options::default())
    }

    // Some languages write an empty object as an empty array.
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Options, A::Error> {
        match seq.next_element::<IgnoredAny>()? {
            None => Ok(Options::default()),
            Some(_) => Err(Error::invalid_type(serde::de::Unexpected::Seq, &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Options, A::Error> {
        let mut options = Options::default();
        let mut older_sms_text = None;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "group_ids" => options.group_ids = map.next_value::<Integers>()?.0,
                "phone_number" => options.phone_number = map.next_value::<Text>()?.0,
                "sms_text" => options.sms_text = map.next_value::<Text>()?.0,
                "sms_textstring" => older_sms_text = map.next_value::<Text>()?.0,
                "textback_phone_number_id" => {
                    options.textback_phone_number_id = map.next_value::<Integer>()?.0;
                }
                "menu_id" => options.menu_id = map.next_value::<Integer>()?.0,
                "tags" => options.tags = map.next_value::<Texts>()?.0,
                _ => drop(options.unknown.insert(key, map.next_value()?)),
            }
        }
        options.sms_text = options.sms_text.or(older_sms_text);
        Ok(options)
    }
}

#[derive(serde::Deserialize)]
struct Integer(#[serde(deserialize_with = "lenient::integer")] Option<i64>);

#[derive(serde::Deserialize)]
struct Integers(#[serde(deserialize_with = "lenient::integers")] Option<Vec<i64>>);

#[derive(serde::Deserialize)]
struct Texts(#[serde(deserialize_with = "lenient::texts")] Option<Vec<String>>);

#[derive(serde::Deserialize)]
struct Text(#[serde(deserialize_with = "lenient::text")] Option<String>);

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::Options;

    #[test]
    fn every_documented_option_is_read() {
        let wire = json!({
            "group_ids": [360001381413_i64, "10001"],
            "phone_number": "+15551234567",
            "sms_text": "Hello",
            "textback_phone_number_id": 10003,
            "menu_id": "10004",
            "tags": ["sales", "vip"],
        });
        let options = Options {
            group_ids: Some(vec![360_001_381_413, 10001]),
            phone_number: Some("+15551234567".into()),
            sms_text: Some("Hello".into()),
            textback_phone_number_id: Some(10003),
            menu_id: Some(10004),
            tags: Some(vec!["sales".into(), "vip".into()]),
            unknown: Map::new(),
        };
        assert_eq!(serde_json::from_value::<Options>(wire).unwrap(), options);
    }

    #[test]
    fn what_stands_for_none_is_none() {
        for wire in
            [json!(null), json!([]), json!({}), json!({"group_ids": null, "sms_text": null, "tags": null})]
        {
            assert_eq!(serde_json::from_value::<Options>(wire).unwrap(), Options::default());
        }
    }

    #[test]
    fn the_older_name_of_the_text_is_understood() {
        for wire in [json!({"sms_textstring": "Hi"}), json!({"sms_text": "Hi", "sms_textstring": "Ho"})] {
            let options = serde_json::from_value::<Options>(wire).unwrap();
            assert_eq!(serde_json::to_value(options).unwrap(), json!({"sms_text": "Hi"}));
        }
    }

    #[test]
    fn unknown_options_survive() {
        let wire = json!({"menu_id": 1, "language": "de", "nested": {"a": [1, null, 1.5]}, "none": null});
        let options = serde_json::from_value::<Options>(wire.clone()).unwrap();
        assert_eq!(options.unknown.keys().collect::<Vec<_>>(), ["language", "nested", "none"]);
        assert_eq!(serde_json::to_value(options).unwrap(), wire);
    }

    #[test]
    fn an_unknown_option_never_replaces_a_known_one() {
        let unknown = Map::from_iter([("menu_id".to_owned(), json!(2)), ("tags".to_owned(), json!(["a"]))]);
        let options = Options { menu_id: Some(1), unknown, ..Options::default() };
        assert_eq!(serde_json::to_string(&options).unwrap(), r#"{"menu_id":1}"#);
    }

    #[test]
    fn wrong_types_are_refused() {
        for wire in [
            json!("x"),
            json!(1),
            json!([1]),
            json!({"menu_id": "x"}),
            json!({"group_ids": 1.5}),
            json!({"tags": 1}),
            json!({"tags": [true]}),
        ] {
            assert!(serde_json::from_value::<Options>(wire.clone()).is_err(), "{wire}");
        }
    }
}
