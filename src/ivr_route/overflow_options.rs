//! The overflow options of a route: a JSON array whose shape the API doesn't document.

use serde_json::{Number, Value as Json};

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

/// Reports whether two texts are the same JSON, whatever the spaces, the order of keys and the form of numbers.
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    one == other || matches!((parse(one), parse(other)), (Ok(one), Ok(other)) if equal(&one, &other))
}

/// Reports whether a text is an array without elements.
#[must_use]
pub fn is_empty(text: &str) -> bool {
    parse(text).is_ok_and(|array| array.is_empty())
}

/// Reports whether two arrays are equal, numbers by their value: `1.0` is `1`.
#[must_use]
pub fn equal(one: &[Json], other: &[Json]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal_value(one, other))
}

fn equal_value(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => one == other || equal_whole(one, other),
        (Json::Array(one), Json::Array(other)) => equal(one, other),
        (Json::Object(one), Json::Object(other)) => {
            let same =
                |(key, one): (&String, &Json)| other.get(key).is_some_and(|other| equal_value(one, other));
            one.len() == other.len() && one.iter().all(same)
        }
        _ => one == other,
    }
}

/// Compares whole numbers digit by digit: two that differ may be one and the same float.
fn equal_whole(one: &Number, other: &Number) -> bool {
    whole(one).is_some_and(|one| whole(other) == Some(one))
}

fn whole(number: &Number) -> Option<i128> {
    let integer = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
    // Rust prints a float without an exponent and, where it is whole, without a fraction.
    integer.or_else(|| number.as_f64()?.to_string().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::{is_empty, parse, same};

    #[test]
    fn compares_as_json() {
        assert!(same(r#"[{"a":1,"b":[2]}]"#, r#"[ {"b": [2], "a": 1} ]"#));
        assert!(!same("[1,2]", "[2,1]"));
        assert!(!same("no json", "[]"));
    }

    #[test]
    fn compares_numbers_by_value_at_every_depth() {
        for (one, other) in [
            ("[1.0]", "[1]"),
            ("[1e2, -0.0]", "[100, 0]"),
            ("[1.50]", "[1.5]"),
            (r#"[{"a":[{"b":2.0}]}]"#, r#"[{"a":[{"b":2}]}]"#),
            ("[18446744073709551615]", "[18446744073709551615]"),
        ] {
            assert!(same(one, other) && same(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("[1.5]", "[1]"),
            ("[1]", r#"["1"]"#),
            ("[1]", "[true]"),
            ("[0]", "[null]"),
            ("[9007199254740993]", "[9007199254740992]"),
            ("[9007199254740993]", "[9007199254740992.0]"),
            (r#"[{"a":1}]"#, r#"[{"a":1,"b":null}]"#),
            ("[1]", "[1,1]"),
        ] {
            assert!(!same(one, other) && !same(other, one), "{one} {other}");
        }
    }

    #[test]
    fn an_array_without_elements_may_hold_white_space() {
        for text in ["[]", "[ ]", " [\n\t]\r\n"] {
            assert!(is_empty(text), "{text:?}");
        }
        for text in ["[null]", "[[]]", "{}", "", "["] {
            assert!(!is_empty(text), "{text:?}");
        }
    }

    #[test]
    fn refuses_what_is_no_array() {
        assert_eq!(parse("{}").unwrap_err(), "it is JSON, but not an array");
        assert!(parse("[1").unwrap_err().starts_with("it is not JSON: "));
    }
}
