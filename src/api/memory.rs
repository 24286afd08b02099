//! How much memory answers may take once they are decoded: a record takes many times the bytes that it came in.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::error::Kind;
use super::record::Record;

/// The largest body of a list that is read, over all its pages, in bytes.
const MAX_LIST_BYTES: usize = 32 << 20;

/// How much memory all lists of one copy of the account may take, in bytes: some 30,000 routes.
pub(super) const MAX_MEMORY: usize = 40 << 20;

/// What an object takes at most, in bytes: as much as the largest record.
const OBJECT: usize = 400;

/// What any other value takes at most, in bytes, beside its text.
const VALUE: usize = 32;

/// What a text takes beside its letters, in bytes.
const TEXT: usize = 40;

/// The lists in records that Terraform never gets together with what is around them.
const NESTED: [&[u8]; 2] = [b"menus", b"routes"];

/// How deep a document is followed; the decoder goes no deeper.
const MAX_DEPTH: usize = 128;

/// What a JSON document takes, before it is decoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Weight {
    /// How much memory its values take at most, in bytes.
    pub(super) bytes: usize,
    /// The same without the menus and routes in its records.
    pub(super) outer: usize,
    /// What the largest list of menus or routes in it takes, without the lists in that one.
    pub(super) nested: usize,
    /// The longest text, in bytes.
    pub(super) longest_text: usize,
}

/// Weighs a JSON document; something else has some weight as well.
pub(super) fn weigh(document: &[u8]) -> Weight {
    let mut scale = Scale::default();
    let mut rest = document;
    while let Some((byte, behind)) = rest.split_first() {
        rest = behind;
        match byte {
            b'{' | b'[' => scale.open(*byte),
            b'}' | b']' => scale.close(),
            b'"' => {
                let text = text_at_start(rest);
                rest = rest.get(text.len() + 1..).unwrap_or_default();
                scale.longest_text = scale.longest_text.max(text.len());
                scale.is_nested = NESTED.contains(&text);
                scale.add(TEXT + text.len());
            }
            b',' | b':' => scale.add(VALUE),
            _ => {}
        }
    }
    scale.end()
}

/// What has been weighed so far.
#[derive(Default)]
struct Scale {
    /// What is open, from the outside in: what it takes so far, and whether it is a list of menus or routes.
    open: Vec<(usize, bool)>,
    /// How many more are open than are followed.
    deeper: usize,
    outer: usize,
    total: usize,
    nested: usize,
    longest_text: usize,
    /// Whether the last text names a list of menus or routes.
    is_nested: bool,
}

impl Scale {
    fn open(&mut self, byte: u8) {
        if self.open.len() < MAX_DEPTH {
            self.open.push((0, byte == b'[' && self.is_nested));
        } else {
            self.deeper += 1;
        }
        self.add(if byte == b'{' { OBJECT } else { VALUE });
    }

    fn add(&mut self, bytes: usize) {
        self.total += bytes;
        match self.open.last_mut() {
            Some((sum, _)) => *sum += bytes,
            None => self.outer += bytes,
        }
    }

    fn close(&mut self) {
        self.is_nested = false;
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        match self.open.pop() {
            Some((sum, true)) => self.nested = self.nested.max(sum),
            Some((sum, false)) => match self.open.last_mut() {
                Some((around, _)) => *around += sum,
                None => self.outer += sum,
            },
            None => {}
        }
    }

    fn end(mut self) -> Weight {
        self.deeper = 0;
        while !self.open.is_empty() {
            self.close();
        }
        let Self { outer, total: bytes, nested, longest_text, .. } = self;
        Weight { bytes, outer, nested, longest_text }
    }
}

/// Returns the text that begins here, without its end.
fn text_at_start(bytes: &[u8]) -> &[u8] {
    let mut is_escaped = false;
    let end = bytes.iter().position(|byte| {
        let is_end = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        is_end
    });
    end.and_then(|end| bytes.get(..end)).unwrap_or(bytes)
}

/// What the lists of one copy of the account take together.
#[derive(Debug, Default)]
pub(super) struct Allowance(Mutex<Taken>);

#[derive(Debug, Default)]
struct Taken {
    /// What each list takes, by its path: one that is read again takes the place of the earlier one.
    lists: HashMap<String, usize>,
    sum: usize,
}

impl Allowance {
    /// Notes what a list takes so far; reports whether that is allowed.
    fn take(&self, path: &str, bytes: usize) -> bool {
        let mut taken = self.taken();
        let before = taken.lists.insert(path.to_owned(), bytes).unwrap_or_default();
        taken.sum = taken.sum.saturating_add(bytes).saturating_sub(before);
        taken.sum <= MAX_MEMORY
    }

    /// Notes that a list takes nothing any more.
    pub(super) fn give_back(&self, path: &str) {
        let mut taken = self.taken();
        let before = taken.lists.remove(path).unwrap_or_default();
        taken.sum = taken.sum.saturating_sub(before);
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is left for the further pages of a list.
pub(super) struct Room<'a> {
    allowance: &'a Allowance,
    path: String,
    bytes_left: usize,
    /// What the pages so far take in memory, and what they may take without the records in their records.
    taken: usize,
    outer_left: usize,
    most_outer: usize,
}

impl<'a> Room<'a> {
    /// Begins a list.
    pub(super) fn new<R: Record>(allowance: &'a Allowance, path: &str) -> Self {
        let (path, most_outer) = (path.to_owned(), R::MAX_MEMORY);
        Self { allowance, path, bytes_left: MAX_LIST_BYTES, taken: 0, outer_left: most_outer, most_outer }
    }

    /// Returns how long the body of the next page may be.
    pub(super) fn bytes(&self) -> usize {
        self.bytes_left
    }

    /// Takes a page.
    ///
    /// # Errors
    ///
    /// What is too large.
    pub(super) fn take(&mut self, bytes: usize, weight: Weight) -> Result<(), Kind> {
        self.bytes_left = self.bytes_left.saturating_sub(bytes);
        self.taken += weight.bytes;
        if !self.allowance.take(&self.path, self.taken) {
            return Err(Kind::TooLarge { what: "lists that take", limit: MAX_MEMORY });
        }
        let left = self.outer_left.checked_sub(weight.outer);
        self.outer_left = left.ok_or(Kind::TooLarge { what: "a list that takes", limit: self.most_outer })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Allowance, MAX_MEMORY, OBJECT, TEXT, VALUE, Weight, weigh};
    use crate::api::{Ivr, IvrMenu, IvrRoute};

    #[test]
    fn a_document_weighs_at_least_what_it_becomes() {
        let cases = [
            ("", 0, 0),
            (r#"{"id":1}"#, OBJECT + VALUE + TEXT + 2, 2),
            (r#"[1,2,"a\"]{,"]"#, 3 * VALUE + TEXT + 6, 6),
            ("    \n", 0, 0),
            ("\"endless", TEXT + 7, 7),
        ];
        for (document, bytes, longest_text) in cases {
            let weight = Weight { bytes, outer: bytes, nested: 0, longest_text };
            assert_eq!(weigh(document.as_bytes()), weight, "{document}");
        }
        let largest = size_of::<IvrRoute>().max(size_of::<IvrMenu>()).max(size_of::<Ivr>());
        assert!(largest <= OBJECT, "{largest}");
        assert!(size_of::<serde_json::Value>() <= VALUE);
    }

    #[test]
    fn the_lists_in_records_are_weighed_apart() {
        let one = OBJECT + VALUE + TEXT + 2;
        let routes = |count: usize| vec![r#"{"id":1}"#; count].join(",");
        let list = |count: usize| count * one + count * VALUE;
        let document =
            format!(r#"{{"a":[{{"routes":[{}],"b":[1]}},{{"routes":[{}]}}]}}"#, routes(2), routes(5));
        let weight = weigh(document.as_bytes());
        assert_eq!(weight.nested, list(5));
        assert_eq!(weight.bytes, weight.outer + list(5) + list(2));
        // As deep as one likes, and cut off in the middle.
        for document in ["[".repeat(1000), "]".repeat(1000), r#"{"routes":["#.repeat(1000)] {
            assert!(weigh(document.as_bytes()).bytes <= 1000 * (OBJECT + 2 * VALUE + TEXT + 6));
        }
    }

    #[test]
    fn lists_share_an_allowance_and_one_that_is_read_again_takes_it_once() {
        let (allowance, part) = (Allowance::default(), MAX_MEMORY / 10);
        assert!(
            allowance.take("a", 6 * part) && allowance.take("a", 7 * part) && allowance.take("b", 3 * part)
        );
        assert!(!allowance.take("c", 1));
        allowance.give_back("c");
        assert!(allowance.take("b", 2 * part) && allowance.take("c", part));
    }
}
