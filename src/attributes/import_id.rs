//! Import ids: ids with slashes between them, such as `1/2/3`.

use super::ids;
use crate::plain_text::quoted;
use crate::plugin::Number;

/// Writes an import id.
#[must_use]
pub fn write(ids: &[i64]) -> String {
    ids.iter().map(i64::to_string).collect::<Vec<_>>().join("/")
}

/// Splits an import id into its parts; `forms` says for a message which ids are allowed.
///
/// # Errors
///
/// That there are fewer parts, or more.
pub fn parts<'a, const N: usize>(text: &'a str, forms: &str) -> Result<[&'a str; N], String> {
    let parts: Vec<&str> = text.split('/').collect();
    let wrong = |_| format!("The id {} does not have {} parts. Use {forms}.", quoted(text), in_words(N));
    parts.try_into().map_err(wrong)
}

/// Reads the id that a part is; `name` and `forms` are for a message.
///
/// # Errors
///
/// That the part is no id.
pub fn id(name: &str, text: &str, forms: &str) -> Result<i64, String> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let id = text.parse().ok().filter(|_| digits).and_then(|id| ids::parse(&Number::Int(id)));
    id.ok_or_else(|| format!("The {name} {} is not {}. Use {forms}.", quoted(text), ids::ALLOWED))
}

fn in_words(count: usize) -> String {
    match count {
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        count => count.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{id, parts, write};

    #[test]
    fn reads_what_it_writes() {
        let text = write(&[10001, 21_973_423_542_804]);
        let [ivr_id, menu_id] = parts(&text, "").unwrap();
        assert_eq!(id("ivr_id", ivr_id, ""), Ok(10001));
        assert_eq!(id("menu_id", menu_id, ""), Ok(21_973_423_542_804));
    }

    #[test]
    fn malformed_ids_say_what_is_allowed() {
        let form = "{ivr_id}/{menu_id}";
        for text in ["", "1", "1/2/3"] {
            let expected = format!("The id \"{text}\" does not have two parts. Use {form}.");
            assert_eq!(parts::<2>(text, form), Err(expected));
        }
        for part in
            ["", "0", "-1", "+1", "1.0", "1e3", "x", " 1", "٣", "9007199254740992", "99999999999999999999"]
        {
            let error = id("menu_id", part, form).unwrap_err();
            assert!(
                error.starts_with(&format!("The menu_id \"{part}\" is not a whole number from 1 to")),
                "{error}"
            );
            assert!(error.ends_with("Use {ivr_id}/{menu_id}."), "{error}");
        }
    }
}
