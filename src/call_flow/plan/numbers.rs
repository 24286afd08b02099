//! The ids of a picture: those that Zendesk gave, and negative ones for what has none yet or may not show it.

use std::collections::{HashMap, HashSet};

use super::view::SENSITIVE;

/// Gives out the ids of a picture.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    secrets: HashSet<String>,
    /// The ids of a picture, by account and the account's own id.
    known: HashMap<(String, i64), i64>,
    taken: HashSet<i64>,
    by_text: HashMap<String, i64>,
    /// What is shown in the place of an id that isn't the account's own.
    labels: HashMap<i64, String>,
    last: i64,
}

impl Numbers {
    /// Begins without any, and with what may not show.
    pub(super) fn new(secrets: Vec<String>) -> Self {
        Self { secrets: secrets.into_iter().collect(), ..Self::default() }
    }

    /// Returns the id of something that the plan creates: -1, -2 and so on.
    pub(super) fn new_one(&mut self) -> i64 {
        self.last -= 1;
        self.last
    }

    /// Returns the id under which a picture shows what has that id in an account.
    ///
    /// It is the same, unless it is sensitive, or two accounts have it.
    pub(super) fn of(&mut self, account: &str, id: i64) -> i64 {
        if let Some(shown) = self.known.get(&(account.to_owned(), id)) {
            return *shown;
        }
        let is_free = !self.is_secret(&id.to_string()) && self.taken.insert(id);
        let shown = if is_free { id } else { self.new_one() };
        if !is_free {
            self.labels.insert(shown, self.name(&id.to_string()));
        }
        self.known.insert((account.to_owned(), id), shown);
        shown
    }

    /// Returns what is shown of an id where no name is known.
    pub(super) fn label(&self, shown: i64) -> String {
        self.labels.get(&shown).cloned().unwrap_or_else(|| shown.to_string())
    }

    /// Returns the id of something that is known by a text alone, which is shown in its place.
    pub(super) fn of_text(&mut self, text: &str) -> i64 {
        if let Some(shown) = self.by_text.get(text) {
            return *shown;
        }
        let shown = self.new_one();
        self.labels.insert(shown, text.to_owned());
        self.by_text.insert(text.to_owned(), shown);
        shown
    }

    /// Reports whether a text is one that the plan marks sensitive somewhere.
    pub(super) fn is_secret(&self, text: &str) -> bool {
        self.secrets.contains(text)
    }

    /// Returns a name as it may show.
    pub(super) fn name(&self, name: &str) -> String {
        if self.is_secret(name) { SENSITIVE.to_owned() } else { name.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    #[test]
    fn an_id_stays_unless_it_is_sensitive_or_another_account_has_it() {
        let mut numbers = Numbers::new(vec!["7".into(), "Secret".into()]);
        assert_eq!((numbers.of("a", 5), numbers.of("a", 5), numbers.of("b", 5)), (5, 5, -1));
        assert_eq!((numbers.of("a", 7), numbers.of("a", 7), numbers.of("a", 6)), (-2, -2, 6));
        assert_eq!((numbers.of_text("x"), numbers.of_text("y"), numbers.of_text("x")), (-3, -4, -3));
        assert_eq!((numbers.name("Secret"), numbers.name("Sales")), ("(sensitive)".into(), "Sales".into()));
    }
}
