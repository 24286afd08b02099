//! What the account has of groups, phone numbers and greetings, which a configuration only refers to.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::kind::Kind;
use crate::account::Named;

/// Groups, phone numbers and greetings, as far as their lists were asked for and could be read.
#[derive(Debug, Default)]
pub struct Lists(HashMap<Kind, List>);

#[derive(Debug, Default)]
struct List {
    records: HashMap<i64, Listed>,
    /// How many have a name.
    counts: HashMap<String, usize>,
}

/// A record; its texts are in Unicode NFC, as names are compared.
#[derive(Debug)]
struct Listed {
    name: Option<String>,
    label: Option<String>,
}

/// Why something can't be found by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotFindable {
    /// The list couldn't be read.
    Unread,
    /// The account doesn't have it.
    Missing,
    /// It has no name.
    Nameless,
    /// It is a menu of an IVR that can't be found either.
    InIvr,
    /// Others have the same name.
    Shared(String),
}

impl Lists {
    /// Adds a list; `name` returns what a data source finds a record by.
    pub fn add<R: Named>(&mut self, kind: Kind, records: &[R], name: impl Fn(&R) -> Option<String>) {
        let filled = |text: Option<String>| {
            text.filter(|text| !text.trim().is_empty()).map(|text| text.nfc().collect::<String>())
        };
        let mut list = List::default();
        for record in records {
            let listed =
                Listed { name: filled(name(record)), label: filled(record.name().map(str::to_owned)) };
            if let Some(name) = &listed.name {
                *list.counts.entry(name.clone()).or_default() += 1;
            }
            list.records.insert(record.own_id(), listed);
        }
        self.0.insert(kind, list);
    }

    /// Returns what people call one.
    pub(super) fn label(&self, kind: Kind, id: i64) -> Option<&str> {
        self.0.get(&kind)?.records.get(&id)?.label.as_deref()
    }

    /// Returns the name that a data source finds one by, and no other one.
    pub(super) fn findable(&self, kind: Kind, id: i64) -> Result<&str, NotFindable> {
        let list = self.0.get(&kind).ok_or(NotFindable::Unread)?;
        let listed = list.records.get(&id).ok_or(NotFindable::Missing)?;
        let name = listed.name.as_deref().ok_or(NotFindable::Nameless)?;
        match list.counts.get(name) {
            Some(1) => Ok(name),
            _ => Err(NotFindable::Shared(name.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lists, NotFindable};
    use crate::api::Group;
    use crate::export::Kind;

    #[test]
    fn only_what_has_a_name_of_its_own_can_be_found_by_it() {
        let group = |id, name: Option<&str>| Group { id, name: name.map(Into::into), deleted: false };
        let groups = [
            group(1, Some("Sales")),
            group(2, Some("Büro")),
            group(3, Some("Bu\u{308}ro")),
            group(4, Some(" ")),
            group(5, None),
        ];
        let mut lists = Lists::default();
        assert_eq!(lists.findable(Kind::Group, 1), Err(NotFindable::Unread));
        lists.add(Kind::Group, &groups, |group| group.name.clone());
        assert_eq!(lists.findable(Kind::Group, 1), Ok("Sales"));
        assert_eq!(lists.findable(Kind::Group, 2), Err(NotFindable::Shared("Büro".into())));
        assert_eq!(lists.findable(Kind::Group, 3), Err(NotFindable::Shared("Büro".into())));
        for id in [4, 5] {
            assert_eq!(lists.findable(Kind::Group, id), Err(NotFindable::Nameless));
        }
        assert_eq!(lists.findable(Kind::Group, 6), Err(NotFindable::Missing));
        assert_eq!(lists.findable(Kind::Greeting, 1), Err(NotFindable::Unread));
        assert_eq!((lists.label(Kind::Group, 1), lists.label(Kind::Group, 4)), (Some("Sales"), None));
    }
}
