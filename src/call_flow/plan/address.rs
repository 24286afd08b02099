//! The addresses of objects, and the references of a configuration: names, and keys of instances.

use serde_json::Value;

/// The key of an instance: of `count`, or of `for_each`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// Of `count`.
    Number(i64),
    /// Of `for_each`.
    Text(String),
}

/// The path of a module: the names of the modules, each with the key of its instance.
pub(super) type ModulePath = Vec<(String, Option<Key>)>;

/// A part of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Name(String),
    Key(Key),
}

/// What a reference names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    /// A resource, or an attribute of it.
    Resource {
        /// The type.
        kind: String,
        /// The name.
        name: String,
        /// The key of the instance, where the configuration says it as it is.
        key: Option<Key>,
        /// The attribute.
        attribute: Option<String>,
    },
    /// An input of the module.
    Variable(String),
    /// An output of a module that is called.
    Output {
        /// The name of the call.
        module: String,
        /// The key of the instance, where the configuration says it as it is.
        key: Option<Key>,
        /// The output.
        output: Option<String>,
    },
    /// `each.value`, or a part of it.
    EachValue,
    /// `each.key` or `count.index`.
    EachKey,
    /// What may hold anything: a local, whose expression a plan doesn't tell, or a data source.
    Opaque,
    /// What can't be an object of a phone menu.
    Other,
}

/// Reads the index of an instance.
pub(super) fn key(index: &Value) -> Option<Key> {
    match index {
        Value::String(text) => Some(Key::Text(text.clone())),
        Value::Number(number) => number.as_i64().map(Key::Number),
        _ => None,
    }
}

/// Reads the address of a module.
pub(super) fn module_path(address: Option<&str>) -> ModulePath {
    let mut path = ModulePath::new();
    let mut steps = steps(address.unwrap_or_default()).into_iter();
    while let Some(step) = steps.next() {
        match step {
            // The word `module` goes before each name.
            Step::Name(_) => {
                if let Some(Step::Name(name)) = steps.next() {
                    path.push((name, None));
                }
            }
            Step::Key(key) => {
                if let Some((_, of)) = path.last_mut() {
                    *of = Some(key);
                }
            }
        }
    }
    path
}

/// Reads a reference.
pub(super) fn reference(text: &str) -> Reference {
    let steps = steps(text);
    let name = |index: usize| match steps.get(index) {
        Some(Step::Name(name)) => Some(name.clone()),
        _ => None,
    };
    let (first, second) = (name(0).unwrap_or_default(), name(1));
    let instance = match steps.get(2) {
        Some(Step::Key(key)) => Some(key.clone()),
        _ => None,
    };
    let after = name(if instance.is_some() { 3 } else { 2 });
    match (first.as_str(), second) {
        ("var", Some(name)) => Reference::Variable(name),
        ("module", Some(module)) => Reference::Output { module, key: instance, output: after },
        ("each", Some(part)) if part == "value" => Reference::EachValue,
        ("each" | "count", _) => Reference::EachKey,
        ("local", _) => Reference::Opaque,
        ("data", Some(kind)) if kind.starts_with("zendesk_ivr") => Reference::Opaque,
        (kind, Some(name)) if kind.starts_with("zendesk_ivr") => {
            Reference::Resource { kind: kind.to_owned(), name, key: instance, attribute: after }
        }
        _ => Reference::Other,
    }
}

fn steps(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('[') {
            let (key, after) = bracketed(inner);
            steps.extend(key.map(Step::Key));
            rest = after;
        } else {
            let rest_of_name = rest.strip_prefix('.').unwrap_or(rest);
            let end = rest_of_name.find(['.', '[']).unwrap_or(rest_of_name.len());
            steps.push(Step::Name(rest_of_name[..end].to_owned()));
            rest = &rest_of_name[end..];
        }
    }
    steps
}

/// Reads what is between brackets, and returns what follows them.
fn bracketed(inner: &str) -> (Option<Key>, &str) {
    if !inner.starts_with('"') {
        let (number, after) = inner.split_once(']').unwrap_or((inner, ""));
        return (number.parse().ok().map(Key::Number), after);
    }
    let mut is_escaped = false;
    let end = inner.char_indices().skip(1).find(|(_, char)| {
        let is_end = *char == '"' && !is_escaped;
        is_escaped = *char == '\\' && !is_escaped;
        is_end
    });
    let end = end.map_or(inner.len(), |(index, _)| index + 1);
    let text = &inner[..end];
    // HCL doubles what would begin a template; otherwise its texts are JSON's.
    let key = serde_json::from_str(text).map(|text: String| text.replace("$${", "${").replace("%%{", "%{"));
    (key.ok().map(Key::Text), inner[end..].strip_prefix(']').unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{Key, Reference, module_path, reference};

    #[test]
    fn addresses_of_modules_are_read() {
        let path = module_path(Some(r#"module.a["x.y]\" $${z}"].module.b[0].module.c"#));
        let expected = [
            ("a".to_owned(), Some(Key::Text("x.y]\" ${z}".into()))),
            ("b".to_owned(), Some(Key::Number(0))),
            ("c".to_owned(), None),
        ];
        assert_eq!(path, expected);
        assert_eq!(module_path(None), []);
    }

    #[test]
    fn references_are_read() {
        let resource = |key, attribute: Option<&str>| Reference::Resource {
            kind: "zendesk_ivr_menu".into(),
            name: "a".into(),
            key,
            attribute: attribute.map(Into::into),
        };
        let output = |key, output| Reference::Output { module: "m".into(), key, output };
        let cases = [
            ("zendesk_ivr_menu.a.menu_id", resource(None, Some("menu_id"))),
            (r#"zendesk_ivr_menu.a["b"].menu_id"#, resource(Some(Key::Text("b".into())), Some("menu_id"))),
            ("zendesk_ivr_menu.a[0]", resource(Some(Key::Number(0)), None)),
            ("zendesk_ivr_menu.a", resource(None, None)),
            ("var.menus[0]", Reference::Variable("menus".into())),
            ("module.m.out", output(None, Some("out".into()))),
            ("module.m[1].out", output(Some(Key::Number(1)), Some("out".into()))),
            ("module.m", output(None, None)),
            ("each.value.menu_id", Reference::EachValue),
            ("each.key", Reference::EachKey),
            ("count.index", Reference::EachKey),
            ("local.menus", Reference::Opaque),
            ("data.zendesk_ivr_menu.a.menu_id", Reference::Opaque),
            ("data.zendesk_group.a.group_id", Reference::Other),
            ("terraform_data.a", Reference::Other),
            ("", Reference::Other),
        ];
        for (text, expected) in cases {
            assert_eq!(reference(text), expected, "{text}");
        }
    }
}
