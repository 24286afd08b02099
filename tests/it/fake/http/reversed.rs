//! JSON with the keys of each object in reverse order.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

/// The same JSON text with the keys of each object in reverse order; none if it isn't JSON.
pub(crate) fn reversed(text: &[u8]) -> Option<Vec<u8>> {
    let value: Value = serde_json::from_slice(text).ok()?;
    serde_json::to_vec(&Reversed(&value)).ok()
}

struct Reversed<'a>(&'a Value);

impl Serialize for Reversed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Object(object) => {
                let mut map = serializer.serialize_map(Some(object.len()))?;
                for (key, value) in object.iter().rev() {
                    map.serialize_entry(key, &Reversed(value))?;
                }
                map.end()
            }
            Value::Array(items) => {
                let mut seq = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    seq.serialize_element(&Reversed(item))?;
                }
                seq.end()
            }
            other => other.serialize(serializer),
        }
    }
}
