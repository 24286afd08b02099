//! Records that people call by a name, and one of them among several: one wording for none and for several.

use std::fmt;

use tf_provider::{AttributePath, Diagnostic};
use unicode_normalization::UnicodeNormalization;

use crate::api::{Ivr, IvrMenu};
use crate::plain_text::quoted;
use crate::plugin::diagnostic;

/// How many records a message names at most.
const MAX_NAMED: usize = 50;

/// A kind of object that people call by a name.
pub trait Named: Clone {
    /// What people call one, such as `menu`.
    const NOUN: &'static str;
    /// The attribute that holds the id, such as `menu_id`.
    const ID: &'static str;

    /// Returns the id, as messages and attributes have it.
    fn own_id(&self) -> i64;

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

    fn own_id(&self) -> i64 {
        self.id
    }

    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

impl Named for IvrMenu {
    const NOUN: &'static str = "menu";
    const ID: &'static str = "menu_id";

    fn own_id(&self) -> i64 {
        self.id
    }

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
    /// The value itself: of many others, those like it are listed first.
    pub value: String,
}

impl Wanted {
    /// What has that id.
    #[must_use]
    pub fn id<R: Named>(id: i64) -> Self {
        Self { attribute: R::ID, property: format!("the id {id}"), value: id.to_string() }
    }

    /// What has that value of an attribute.
    #[must_use]
    pub fn value(attribute: &'static str, value: &str) -> Self {
        Self { attribute, property: format!("the {attribute} {}", quoted(value)), value: value.to_owned() }
    }

    /// What has that name.
    #[must_use]
    pub fn name(name: &str) -> Self {
        Self::value("name", name)
    }
}

/// None, or several, where one was looked for; `Display` is a sentence that lists what there is.
#[derive(Debug)]
pub struct NotOne {
    /// What was looked for.
    pub noun: &'static str,
    /// The attribute that it was looked for by.
    attribute: &'static str,
    /// What that attribute says.
    property: String,
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
        let Wanted { attribute, property, value } = wanted;
        let there = Several::like(&value, there);
        Self { noun: R::NOUN, attribute, property, found: Several::of(found), there }
    }

    /// Makes the diagnostic, on the attribute that says which one is wanted.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        let Self { noun, attribute, found, .. } = self;
        let path = AttributePath::new(*attribute);
        if found.count == 0 {
            diagnostic(format!("{} not found", capitalised(noun)), self.to_string(), path)
        } else {
            diagnostic(format!("Several {noun}s found"), self.to_string(), path)
        }
    }
}

impl fmt::Display for NotOne {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { noun, attribute: _, property, found, there } = self;
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

    /// Lists those first whose name or id is like a value, where not all of them are listed.
    fn like<R: Named>(value: &str, records: &[R]) -> Self {
        if records.len() <= MAX_NAMED {
            return Self::of(records);
        }
        let nearest: Vec<_> = nearest(value, records).into_iter().cloned().collect();
        Self::of(&nearest)
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
    format!("{} {}{}", record.own_id(), quoted(record.name().unwrap_or_default()), record.note())
}

/// Reports whether two names are the same, in whatever Unicode form.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    one.nfc().eq(other.nfc())
}

/// Sorts records by how much their name or their id is like a value; those that are equally like it keep their order.
pub fn nearest<'a, R: Named>(value: &str, records: &'a [R]) -> Vec<&'a R> {
    let folded = |text: &str| text.nfc().collect::<String>().to_lowercase();
    let value = folded(value);
    let likeness = |record: &R| {
        let of = |text: &str| strsim::jaro_winkler(&value, &folded(text));
        of(record.name().unwrap_or_default()).max(of(&record.own_id().to_string()))
    };
    let mut records: Vec<_> = records.iter().map(|record| (likeness(record), record)).collect();
    records.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    records.into_iter().map(|(_, record)| record).collect()
}

/// Picks the only record that is meant.
///
/// # Errors
///
/// That there is none, or that there are several.
pub fn only_one<R: Named>(records: &[R], wanted: Wanted, is_meant: impl Fn(&R) -> bool) -> Result<R, NotOne> {
    let found: Vec<R> = records.iter().filter(|record| is_meant(record)).cloned().collect();
    match &found[..] {
        [record] => Ok(record.clone()),
        _ => Err(NotOne::new(wanted, &found, records)),
    }
}

/// Picks the only record of a name.
///
/// # Errors
///
/// That there is none, or that there are several.
pub fn by_name<R: Named>(records: &[R], name: &str) -> Result<R, NotOne> {
    let has_name = |record: &R| record.name().is_some_and(|other| same_name(other, name));
    only_one(records, Wanted::name(name), has_name)
}

/// Picks the only record with an id.
///
/// # Errors
///
/// That there is none.
pub fn by_id<R: Named>(records: &[R], id: i64) -> Result<R, NotOne> {
    only_one(records, Wanted::id::<R>(id), |record| record.own_id() == id)
}

/// Returns a text with a capital letter at its start.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
