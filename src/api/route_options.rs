//! What a route's action works with.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

use super::lenient;

/// Declares the options: the struct, and how JSON is read and written. A name and a type are all that an option needs.
macro_rules! options {
    ($($(#[doc = $doc:literal])* $name:ident: $type:ty,)*) => {
        /// What a route's action works with; which option belongs to which action is the API's to say.
        ///
        /// Source: [valid IVR route actions](https://developer.zendesk.com/api-reference/voice/talk-api/ivr_routes/).
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Options {
            $($(#[doc = $doc])* pub $name: Option<$type>,)*
            /// What else the API returned, to be sent back as it came. Names of the fields above are not sent from here.
            pub unknown: Map<String, Value>,
        }

        const KNOWN: &[&str] = &[$(stringify!($name)),*];

        impl Options {
            fn write_known<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                $(if let Some(value) = &self.$name {
                    map.serialize_entry(stringify!($name), value)?;
                })*
                Ok(())
            }

            /// Reads the value of one key.
            fn read<'de, A: MapAccess<'de>>(&mut self, key: String, map: &mut A) -> Result<(), A::Error> {
                match key.as_str() {
                    $(stringify!($name) => self.$name = map.next_value::<Read<$type>>()?.0,)*
                    _ => drop(self.unknown.insert(key, map.next_value()?)),
                }
                Ok(())
            }
        }
    };
}

options! {
    /// The groups that the call goes to, the primary one first; for `group` and `voicemail`.
    group_ids: Vec<i64>,
    /// The number that the call goes to; for `phone_number`.
    phone_number: String,
    /// The text of the message; for `textback`. An older form of the reference calls it `sms_textstring`.
    sms_text: String,
    /// The id of the number that sends the message; for `textback`.
    textback_phone_number_id: i64,
    /// The id of the menu that the call goes to; for `menu`.
    menu_id: i64,
    /// The tags of the ticket; for every action.
    tags: Vec<String>,
}

/// The older name of `sms_text`.
const OLDER_SMS_TEXT: &str = "sms_textstring";

impl Serialize for Options {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.write_known(&mut map)?;
        for (key, value) in self.unknown.iter().filter(|(key, _)| !KNOWN.contains(&key.as_str())) {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
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
            if key == OLDER_SMS_TEXT {
                older_sms_text = map.next_value::<Read<String>>()?.0;
            } else {
                options.read(key, &mut map)?;
            }
        }
        options.sms_text = options.sms_text.or(older_sms_text);
        Ok(options)
    }
}

/// A value in whatever JSON form the API writes it; `null` is none.
struct Read<T>(Option<T>);

/// A type that an option may have.
trait Lenient: Sized {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error>;
}

impl<'de, T: Lenient> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

impl Lenient for i64 {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        lenient::integer(deserializer)
    }
}

impl Lenient for Vec<i64> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        lenient::integers(deserializer)
    }
}

impl Lenient for String {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        lenient::text(deserializer)
    }
}

impl Lenient for Vec<String> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        lenient::texts(deserializer)
    }
}

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
