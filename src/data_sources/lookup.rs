//! Finding one object by a name, which several may have.

use tf_provider::{AttributePath, Diagnostic};

use crate::plugin::diagnostic;

/// An object that can be found by its name.
pub(super) struct Candidate<'a> {
    /// The id.
    pub(super) id: i64,
    /// The name, if it has one.
    pub(super) name: Option<&'a str>,
    /// What else tells it from others of the same name.
    pub(super) note: &'static str,
}

/// What an object is looked for by.
pub(super) struct Wanted {
    /// What kind of object, such as `IVR`.
    pub(super) noun: &'static str,
    /// The attribute that says which one.
    pub(super) attribute: &'static str,
    /// What it says, to follow "has", such as `the id 5`.
    pub(super) property: String,
}

/// Picks the only object that `is_meant`; none or several are an error on the attribute that lists what there is.
pub(super) fn only_one<'a, T>(
    objects: &'a [T],
    wanted: Wanted,
    is_meant: impl Fn(&T) -> bool,
    candidate: impl Fn(&'a T) -> Candidate<'a>,
) -> Result<&'a T, Diagnostic> {
    let Wanted { noun, attribute, property } = wanted;
    let found: Vec<&T> = objects.iter().filter(|object| is_meant(object)).collect();
    match found[..] {
        [one] => Ok(one),
        [] => Err(diagnostic(
            format!("{noun} not found"),
            format!("No {noun} has {property}. There are: {}.", listed(objects.iter().map(candidate))),
            AttributePath::new(attribute),
        )),
        _ => Err(diagnostic(
            format!("Several {noun}s found"),
            format!(
                "Several {noun}s have {property}: {}. Name the one that is meant by its id.",
                listed(found.into_iter().map(candidate))
            ),
            AttributePath::new(attribute),
        )),
    }
}

fn listed<'a>(candidates: impl Iterator<Item = Candidate<'a>>) -> String {
    let shown: Vec<_> = candidates
        .map(|Candidate { id, name, note }| format!("{id} \"{}\"{note}", name.unwrap_or_default()))
        .collect();
    if shown.is_empty() { "none".to_owned() } else { shown.join(", ") }
}
