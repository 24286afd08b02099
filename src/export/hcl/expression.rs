//! Values: texts, lists, references, JSON.

use hcl_edit::expr::{
    Array, Expression, FuncArgs, FuncCall, Object, ObjectKey, ObjectValue, ObjectValueTerminator, Traversal,
    TraversalOperator,
};
use hcl_edit::template::StringTemplate;
use hcl_edit::{Decorate, Decorated, Ident};
use serde_json::Value as Json;

/// Writes a text as it is: nothing in it is evaluated.
pub(in crate::export) fn text(text: &str) -> Expression {
    if !text.contains("${") && !text.contains("%{") {
        return Expression::from(text);
    }
    // hcl-edit overlooks a second marker that `$` or `%` precedes, so it is given one marker at a time.
    let mut pieces: Vec<String> = vec![String::new()];
    for char in text.chars() {
        let piece = pieces.last_mut().map(|piece| {
            piece.push(char);
            piece.ends_with("${") || piece.ends_with("%{")
        });
        if piece == Some(true) {
            pieces.push(String::new());
        }
    }
    Expression::from(pieces.into_iter().collect::<StringTemplate>())
}

/// Writes a list on one line.
pub(in crate::export) fn list(items: impl IntoIterator<Item = Expression>) -> Expression {
    Expression::from(items.into_iter().collect::<Array>())
}

/// Writes a reference, such as `local.menu_ids.main`, from its parts.
pub(in crate::export) fn reference(parts: &[&str]) -> Expression {
    let mut idents = parts.iter().map(Ident::new_sanitized);
    let first = idents.next().unwrap_or_else(|| Ident::new_sanitized(""));
    let rest = idents.map(|ident| Decorated::new(TraversalOperator::GetAttr(Decorated::new(ident))));
    Expression::from(Traversal::new(first, rest.collect()))
}

/// Writes JSON as a call of `jsonencode`, or as text where Terraform would write a number otherwise.
pub(in crate::export) fn json_text(value: &Json) -> Expression {
    if !survives(value) {
        return text(&value.to_string());
    }
    let mut arguments = FuncArgs::new();
    arguments.push(json(value));
    Expression::from(FuncCall::new(Ident::new_sanitized("jsonencode"), arguments))
}

/// Tells whether `jsonencode` gives the same JSON again: of the numbers, those that are integers do.
fn survives(value: &Json) -> bool {
    match value {
        Json::Number(number) => !number.is_f64(),
        Json::Array(items) => items.iter().all(survives),
        Json::Object(fields) => fields.values().all(survives),
        Json::Null | Json::Bool(_) | Json::String(_) => true,
    }
}

/// Writes JSON as a value.
pub(in crate::export) fn json(value: &Json) -> Expression {
    match value {
        Json::Null => Expression::null(),
        Json::Bool(bool) => Expression::from(*bool),
        Json::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(int), _) => Expression::from(int),
            (None, Some(int)) => Expression::from(int),
            (None, None) => text(&number.to_string()),
        },
        Json::String(string) => text(string),
        Json::Array(items) => list(items.iter().map(json)),
        Json::Object(fields) => inline_object(fields),
    }
}

fn inline_object(fields: &serde_json::Map<String, Json>) -> Expression {
    let last = fields.len().saturating_sub(1);
    let mut object = Object::new();
    for (index, (name, value)) in fields.iter().enumerate() {
        // Quoted: a name may be a word that means something else.
        let key = text(name).decorated((" ", " "));
        let mut value = ObjectValue::new(json(value));
        if index == last {
            value.set_terminator(ObjectValueTerminator::None);
            object.set_trailing(" ");
        }
        object.insert(ObjectKey::Expression(key), value);
    }
    Expression::from(object)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{json_text, text};

    #[test]
    fn nothing_in_a_text_is_evaluated() {
        let cases = [
            ("plain $ % { }", r#""plain $ % { }""#),
            ("a \"b\" \\ \n\t\u{7}", r#""a \"b\" \\ \n\t\u0007""#),
            ("${a} and ${b}", r#""$${a} and $${b}""#),
            ("%{ if a }%{ endif }", r#""%%{ if a }%%{ endif }""#),
            ("$${a} $${b}", r#""$$${a} $$${b}""#),
            ("$%{a} %${b}", r#""$%%{a} %$${b}""#),
        ];
        for (given, expected) in cases {
            assert_eq!(text(given).to_string(), expected);
        }
    }

    #[test]
    fn json_is_encoded_by_terraform_where_that_changes_nothing() {
        let value = json!([{"a": [1, null, true, "${x}"], "for": {"b": u64::MAX}}, {}, []]);
        let expected = r#"jsonencode([{ "a" = [1, null, true, "$${x}"], "for" = { "b" = 18446744073709551615 } }, {}, []])"#;
        assert_eq!(json_text(&value).to_string(), expected);
        assert_eq!(json_text(&json!([1.0])).to_string(), r#""[1.0]""#);
    }
}
