//! The overflow options of a route: a JSON array whose shape the API doesn't document.

use serde_json::Value as Json;

/// Reads the array from its text.
///
/// # Errors
///
/// What is wrong with the text, as a fragment that says where.
pub fn parse(text: &str) -> Result<Vec<Json>, String> {
    match serde_json::from_str(text) {
        Ok(Json::Array(array)) => Ok(array),
        Ok(_) => Err("it is JSON, but not an array".to_owned()),
        Err(error) => Err(format!("it is not JSON: {error}")),
    }
}

/// Tells whether two texts are the same JSON, whatever the spaces and the order of keys.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    one == other || matches!((parse(one), parse(other)), (Ok(one), Ok(other)) if one == other)
}

#[cfg(test)]
mod tests {
    use super::{parse, same};

    #[test]
    fn compares_as_json() {
        assert!(same(r#"[{"a":1,"b":[2]}]"#, r#"[ {"b": [2], "a": 1} ]"#));
        assert!(!same("[1,2]", "[2,1]"));
        assert!(!same("no json", "[]"));
    }

    #[test]
    fn refuses_what_is_no_array() {
        assert_eq!(parse("{}").unwrap_err(), "it is JSON, but not an array");
        assert!(parse("[1").unwrap_err().starts_with("it is not JSON: "));
    }
}
