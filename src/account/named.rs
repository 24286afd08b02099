//! Records that people call by a name, and one of them among several: one wording for none and for several.

use std::fmt;

use tf_provider::{AttributePath, Diagnostic};
use unicode_normalization::UnicodeNormalization;

use crate::api::{Ivr, IvrMenu, Record};
use crate::plain_text::quoted;
use crate::plugin::diagnostic;

/// How many records a message names at most.
const MAX_NAMED: usize = 50;

/// A kind of record that people call by a name.
pub trait Named: Record<Id = i64> {
    /// What people call one, such as `menu`.
    const NOUN: &'static str;
    /// The attribute that holds the id, such as `menu_id`.
    const ID: &'static str;

    /// Returns the name.
    fn name(&self) -> Option<&str>;

    /// Returns what else tells it from others of the same name.
    fn note(&self) -> &'static str {
        ""
    }
}

impl Named for Ivr {
    const NOUN: &'static str = "IVR";
    const ID: &'static str = "ivr_id";

    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

impl Named for IvrMenu {
    const NOUN: &'static str = "menu";
    const ID: &'static str = "menu_id";

    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    fn note(&self) -> &'static str {
        if self.default { " (default)" } else { "" }
    }
}

/// What an object is looked for by.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The attribute that says which one.
    pub attribute: &'static str,
    /// What it says, to follow "has", such as `the name "Billing"`.
    pub property: String,
}

impl Wanted {
    /// What has that id.
    #[must_use]
    pub fn id<R: Named>(id: i64) -> Self {
        Self { attribute: R::ID, property: format!("the id {id}") }
    }

    /// What has that name.
    #[must_use]
    pub fn name(name: &str) -> Self {
        Self { attribute: "name", property: format!("the name {}", quoted(name)) }
    }
}

/// None, or several, where one was looked for; `Display` is a sentence that lists what there is.
#[derive(Debug)]
pub struct NotOne {
    /// What was looked for.
    pub noun: &'static str,
    /// What it was looked for by.
    pub wanted: Wanted,
    /// Those that were found: none or several.
    found: Several,
    /// What there is, if none was found.
    there: Several,
}

/// Some of several records by name, and how many there are.
#[derive(Debug)]
struct Several {
    first: Vec<String>,
    count: usize,
}

impl NotOne {
    /// Makes the error of a search that found none or several.
    pub fn new<R: Named>(wanted: Wanted, found: &[R], there: &[R]) -> Self {
        Self { noun: R::NOUN, wanted, found: Several::of(found), there: Several::of(there) }
    }

    /// Makes the diagnostic, on the attribute that says which one is wanted.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        let Self { noun, wanted, found, .. } = self;
        let path = AttributePath::new(wanted.attribute);
        if found.count == 0 {
            diagnostic(format!("{} not found", capitalised(noun)), self.to_string(), path)
        } else {
            diagnostic(format!("Several {noun}s found"), self.to_string(), path)
        }
    }
}

impl fmt::Display for NotOne {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { noun, wanted: Wanted { property, .. }, found, there } = self;
        if found.count == 0 {
            return write!(f, "No {noun} has {property}. There are: {there}.");
        }
        write!(f, "Several {noun}s have {property}: {found}. Name the one that is meant by its id.")
    }
}

impl std::error::Error for NotOne {}

impl Several {
    fn of<R: Named>(records: &[R]) -> Self {
        Self { first: records.iter().take(MAX_NAMED).map(named).collect(), count: records.len() }
    }
}

impl fmt::Display for Several {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, count } = self;
        match count.saturating_sub(first.len()) {
            _ if first.is_empty() => f.write_str("none"),
            0 => f.write_str(&first.join(", ")),
            more => write!(f, "{}, and {more} more", first.join(", ")),
        }
    }
}

/// Names a record in a message, by its id and its name.
#[must_use]
pub fn named<R: Named>(record: &R) -> String {
    format!("{} {}{}", record.id(), quoted(record.name().unwrap_or_default()), record.note())
}

/// Reports whether two names are the same, in whatever Unicode form.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    one.nfc().eq(other.nfc())
}

/// Picks the only record that is meant.
///
/// # Errors
///
/// That there is none, or that there are several.
pub fn only_one<R: Named>(
    records: Vec<R>,
    wanted: Wanted,
    is_meant: impl Fn(&R) -> bool,
) -> Result<R, NotOne> {
    let (mut found, others): (Vec<R>, Vec<R>) = records.into_iter().partition(is_meant);
    if found.len() == 1 { Ok(found.remove(0)) } else { Err(NotOne::new(wanted, &found, &others)) }
}

/// Picks the only record of a name.
///
/// # Errors
///
/// That there is none, or that there are several.
pub fn by_name<R: Named>(records: Vec<R>, name: &str) -> Result<R, NotOne> {
    let has_name = |record: &R| record.name().is_some_and(|other| same_name(other, name));
    only_one(records, Wanted::name(name), has_name)
}

/// Returns a text with a capital letter at its start.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
