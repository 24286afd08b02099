//! Records that people call by a name, and one of them among several: one wording for none and for several.

use std::fmt;

use tf_provider::{AttributePath, Diagnostic};
use unicode_normalization::UnicodeNormalization;

use crate::api::{Ivr, IvrMenu};
use crate::plain_text::{quoted, short_line};
use crate::plugin::diagnostic;

/// How many records a message names at most.
const MAX_NAMED: usize = 50;

/// The length at which a text is cut to tell how much it is like another one, in characters; a name of Zendesk is shorter.
const MAX_COMPARED_CHARS: usize = 300;

/// The length at which a message cuts another name, in characters; numbers are shorter.
const MAX_OTHER_NAME_CHARS: usize = 50;

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

    /// Returns what else it is called, such as the number that has a nickname.
    fn other_name(&self) -> Option<&str> {
        None
    }

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
        let nearest = nearest(value, records).into_iter().take(MAX_NAMED);
        Self { first: nearest.map(named).collect(), count: records.len() }
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
    let other = record.other_name().filter(|other| record.name() != Some(other));
    let other = other.map(|other| format!(" ({})", short_line(other, MAX_OTHER_NAME_CHARS)));
    let name = quoted(record.name().unwrap_or_default());
    format!("{} {name}{}{}", record.own_id(), other.unwrap_or_default(), record.note())
}

/// Reports whether two names are the same, in whatever Unicode form.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    one.nfc().eq(other.nfc())
}

/// Sorts records by how much a name of theirs or their id is like a value; those that are equally like it keep their order.
pub fn nearest<'a, R: Named>(value: &str, records: &'a [R]) -> Vec<&'a R> {
    let folded = |text: &str| text.nfc().take(MAX_COMPARED_CHARS).collect::<String>().to_lowercase();
    let value = folded(value);
    let likeness = |record: &R| {
        let of = |text: &str| strsim::jaro_winkler(&value, &folded(text));
        let names = [record.name(), record.other_name()].into_iter().flatten().map(of);
        names.fold(of(&record.own_id().to_string()), f64::max)
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Named, by_name, nearest};
    use crate::api::{Ivr, PhoneNumber};

    fn ivrs(names: &[&str]) -> Vec<Ivr> {
        let ivr = |(id, name)| serde_json::from_value(json!({"id": id, "name": name})).unwrap();
        (1..).zip(names).map(ivr).collect()
    }

    fn ids<R: Named>(value: &str, records: &[R]) -> Vec<i64> {
        nearest(value, records).into_iter().map(Named::own_id).collect()
    }

    #[test]
    fn what_is_most_like_a_name_comes_first() {
        let ivrs = ivrs(&["Night", "Sales Berlin", "sales", "Billing"]);
        assert_eq!(ids("Sales", &ivrs)[..2], [3, 2]);
        assert_eq!(ids("Biling", &ivrs)[0], 4);
        assert_eq!(ids("4", &ivrs)[0], 4, "an id counts like a name");
    }

    #[test]
    fn what_is_like_nothing_keeps_its_order() {
        assert_eq!(ids("Sales", &ivrs(&["\u{4e3b}", "\u{83dc}", "\u{5355}"])), [1, 2, 3]);
        assert_eq!(ids("", &ivrs(&["b", "a"])), [1, 2]);
        assert_eq!(ids("Sales", &ivrs(&[])), [] as [i64; 0]);
    }

    #[test]
    fn unicode_forms_and_cases_are_alike() {
        assert_eq!(ids("Cafe\u{301}", &ivrs(&["Cafe", "CAF\u{c9}"])), [2, 1]);
    }

    #[test]
    fn numbers_are_compared_beside_nicknames() {
        let number = |id: i64, number: &str, nickname: &str| {
            let number = json!({"id": id, "number": number, "nickname": nickname});
            serde_json::from_value::<PhoneNumber>(number).unwrap()
        };
        let numbers = [number(1, "+4930123456", "Berlin"), number(2, "+12025550100", "Main line")];
        assert_eq!(ids("+12025550101", &numbers), [2, 1]);
        assert_eq!(ids("berlin", &numbers), [1, 2]);
    }

    #[test]
    fn long_names_are_compared_by_their_beginnings() {
        let (long, other) = ("a".repeat(1 << 20), "b".repeat(1 << 20));
        assert_eq!(ids(&long, &ivrs(&[&other, &long])), [2, 1]);
    }

    #[test]
    fn of_many_the_nearest_are_listed() {
        let names: Vec<_> = (1..=60).map(|number| format!("Line {number}")).collect();
        let mut names: Vec<_> = names.iter().map(String::as_str).collect();
        names[59] = "Billing";
        let error = by_name(&ivrs(&names), "Biling").unwrap_err().to_string();
        assert!(error.starts_with("No IVR has the name \"Biling\". There are: 60 \"Billing\", "), "{error}");
        assert!(error.ends_with(", and 10 more."), "{error}");
        let error = by_name(&ivrs(&names[..50]), "Biling").unwrap_err().to_string();
        assert!(error.contains("There are: 1 \"Line 1\", 2 \"Line 2\", 3 "), "{error}");
    }
}
