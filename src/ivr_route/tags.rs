//! The ticket tags of a route.

use std::collections::BTreeSet;

use tf_provider::value::Value;

/// How many characters the help centre allows in all tags of a route together.
///
/// Source: [Routing incoming calls with IVR](https://support.zendesk.com/hc/en-us/articles/4408885628698).
pub const MAX_CHARACTERS: usize = 100;

/// Tells whether two lists hold the same tags, in whatever order and case: the service lower-cases tags.
#[must_use]
pub fn same(one: &[Value<String>], other: &[Value<String>]) -> bool {
    fn lower(tags: &[Value<String>]) -> BTreeSet<Value<String>> {
        tags.iter().map(|tag| tag.as_ref().map(|tag| tag.to_lowercase())).collect()
    }
    lower(one) == lower(other)
}
