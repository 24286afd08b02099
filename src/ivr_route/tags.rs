//! The ticket tags of a route.

use std::collections::BTreeSet;

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostics};

use crate::attributes::checks::error;
use crate::plain_text::quoted;
use crate::plugin::diagnostic;

/// How many characters the help centre allows in all tags of a route together.
///
/// Source: [Routing incoming calls with IVR](https://support.zendesk.com/hc/en-us/articles/4408885628698).
pub const MAX_CHARACTERS: usize = 100;

/// Reports whether two lists hold the same tags, in whatever order and case: the service lower-cases tags.
#[must_use]
pub fn same(one: &[Value<String>], other: &[Value<String>]) -> bool {
    fn lower(tags: &[Value<String>]) -> BTreeSet<Value<String>> {
        tags.iter().map(|tag| tag.as_ref().map(|tag| tag.to_lowercase())).collect()
    }
    lower(one) == lower(other)
}

/// Checks each tag, and warns where all together are too long.
pub(super) fn check(diags: &mut Diagnostics, tags: &[Value<String>], path: AttributePath) {
    for tag in tags {
        let shown = match tag {
            Value::Value(tag) if tag.is_empty() || tag.contains(char::is_whitespace) => quoted(tag),
            Value::Null => "null".to_owned(),
            Value::Value(_) | Value::Unknown => continue,
        };
        let detail = format!(
            "{path} holds {shown}. A tag has at least one character and no spaces; use _ or - instead."
        );
        error(diags, "Invalid tag", detail, path.clone());
    }
    let characters: usize = tags.iter().map(|tag| tag.as_ref().map_or(0, |tag| tag.chars().count())).sum();
    if characters > MAX_CHARACTERS {
        let detail = format!(
            "{path} has {characters} characters in all. Zendesk's help pages allow {}; the API may refuse more.",
            MAX_CHARACTERS
        );
        diags.add_warning(diagnostic("Long tags", detail, path));
    }
}
