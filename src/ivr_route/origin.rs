//! Where the object of a route comes from: kept in its private data, beside the options that only the API knows.

use serde_json::Value;

use super::UnknownOptions;

/// The name of the entry. No option has a name with a space.
const ENTRY: &str = "origin of the object";

/// Returns private data that hold an origin.
#[must_use]
pub fn with_origin(private: UnknownOptions, origin: Option<u64>) -> UnknownOptions {
    let Some(origin) = origin else { return private };
    let mut entries = private.unwrap_or_default();
    entries.insert(ENTRY.to_owned(), Value::from(origin));
    Some(entries)
}

/// Returns the origin that private data hold.
#[must_use]
pub fn origin(private: &UnknownOptions) -> Option<u64> {
    private.as_ref()?.get(ENTRY)?.as_u64()
}

/// Returns the options alone: an origin is none of them.
#[must_use]
pub(super) fn without_origin(private: UnknownOptions) -> UnknownOptions {
    let mut entries = private?;
    entries.remove(ENTRY);
    Some(entries)
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::{origin, with_origin, without_origin};

    #[test]
    fn an_origin_is_read_back_and_removed() {
        let language = Map::from_iter([("language".to_owned(), json!("de"))]);
        for (options, rest) in [(None, Map::new()), (Some(language.clone()), language)] {
            assert_eq!(origin(&options), None);
            let private = with_origin(options, Some(u64::MAX));
            assert_eq!(origin(&private), Some(u64::MAX));
            assert_eq!(without_origin(private), Some(rest));
        }
        assert_eq!(with_origin(None, None), None);
    }
}
