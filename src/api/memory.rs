//! How much memory answers may take once they are decoded: a record takes many times the bytes that it came in.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What an object takes at most, in bytes: as much as the largest record.
const OBJECT: usize = 400;

/// What any other value takes at most, in bytes, beside its text.
const VALUE: usize = 32;

/// What a text takes beside its letters, in bytes.
const TEXT: usize = 40;

/// What a JSON document takes, before it is decoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Weight {
    /// How much memory its values take at most, in bytes.
    pub(super) bytes: usize,
    /// The longest text, in bytes.
    pub(super) longest_text: usize,
}

/// Weighs a JSON document; something else has some weight as well.
pub(super) fn weigh(document: &[u8]) -> Weight {
    let mut weight = Weight::default();
    let mut rest = document.iter();
    while let Some(byte) = rest.next() {
        weight.bytes += match byte {
            b'{' => OBJECT,
            b'[' | b',' | b':' => VALUE,
            b'"' => {
                let length = skip_text(&mut rest);
                weight.longest_text = weight.longest_text.max(length);
                TEXT + length
            }
            _ => 0,
        };
    }
    weight
}

/// Goes on behind the end of a text; returns its length.
fn skip_text<'a>(bytes: &mut impl Iterator<Item = &'a u8>) -> usize {
    let mut length = 0;
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => break,
            b'\\' => drop(bytes.next()),
            _ => {}
        }
        length += 1;
    }
    length
}

/// What the lists of one copy of the account may take together.
#[derive(Debug)]
pub(super) struct Allowance {
    most: usize,
    taken: Mutex<Taken>,
}

#[derive(Debug, Default)]
struct Taken {
    /// What each list takes, by its path: one that is read again takes the place of the earlier one.
    lists: HashMap<String, usize>,
    sum: usize,
}

impl Allowance {
    /// Makes an allowance of so many bytes, of which nothing is taken.
    pub(super) fn new(most: usize) -> Self {
        Self { most, taken: Mutex::default() }
    }

    /// Notes what a list takes so far; reports whether that is allowed.
    pub(super) fn take(&self, path: &str, bytes: usize) -> bool {
        let mut taken = self.taken();
        let before = taken.lists.insert(path.to_owned(), bytes).unwrap_or_default();
        taken.sum = taken.sum.saturating_add(bytes).saturating_sub(before);
        taken.sum <= self.most
    }

    /// Notes that a list takes nothing any more.
    pub(super) fn give_back(&self, path: &str) {
        let mut taken = self.taken();
        let before = taken.lists.remove(path).unwrap_or_default();
        taken.sum = taken.sum.saturating_sub(before);
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Allowance, OBJECT, TEXT, VALUE, Weight, weigh};
    use crate::api::{Ivr, IvrMenu, IvrRoute};

    #[test]
    fn a_document_weighs_at_least_what_it_becomes() {
        let cases = [
            ("", 0, 0),
            (r#"{"id":1}"#, OBJECT + VALUE + TEXT + 2, 2),
            (r#"[1,2,"a\"]{,"]"#, 3 * VALUE + TEXT + 5, 5),
            ("    \n", 0, 0),
            ("\"endless", TEXT + 7, 7),
        ];
        for (document, bytes, longest_text) in cases {
            assert_eq!(weigh(document.as_bytes()), Weight { bytes, longest_text }, "{document}");
        }
        let largest = size_of::<IvrRoute>().max(size_of::<IvrMenu>()).max(size_of::<Ivr>());
        assert!(largest <= OBJECT, "{largest}");
        assert!(size_of::<serde_json::Value>() <= VALUE);
    }

    #[test]
    fn lists_share_an_allowance_and_one_that_is_read_again_takes_it_once() {
        let allowance = Allowance::new(100);
        assert!(allowance.take("a", 60) && allowance.take("a", 70) && allowance.take("b", 30));
        assert!(!allowance.take("c", 1));
        allowance.give_back("c");
        assert!(allowance.take("b", 20) && allowance.take("c", 10));
    }
}
