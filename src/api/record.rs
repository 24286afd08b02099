//! Records: what every kind of object of the API has in common, written once.

use std::borrow::Cow;
use std::fmt;
use std::hash::Hash;
use std::marker::PhantomData;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::lenient;

/// A kind of object of the API: the names of its envelopes, its path, its id.
///
/// [`super::Client`] lists, shows, creates, updates and deletes every record alike.
pub trait Record: Clone + fmt::Debug + DeserializeOwned + Send + Sync + 'static {
    /// What the record belongs to, and what its path needs: nothing for what belongs to the account.
    type Parent: Copy + Eq + Hash + fmt::Debug + Send + Sync + 'static;
    /// The id.
    type Id: Clone + Eq + Hash + fmt::Display + fmt::Debug + Send + Sync + 'static;
    /// What is written: the fields of a create or an update. `()` for what is only read.
    type Body: Serialize + Send + Sync;

    /// The name of the envelope around one record, such as `ivr_menu`.
    const ONE: &'static str;
    /// The name of the list in the envelope around many records, such as `ivr_menus`.
    const MANY: &'static str;
    /// The family whose reads need the same rights, by the name of its list.
    const FAMILY: &'static str;
    /// The query of a list, for what isn't given by default.
    const QUERY: Option<&'static str> = None;

    /// How much memory a list of them may take, without the records in them, in bytes.
    const MAX_MEMORY: usize = 16 << 20;

    /// Returns the path of the list, below the base URL.
    fn path(parent: Self::Parent) -> String;

    /// Returns the id.
    fn id(&self) -> Self::Id;
}

/// One page of a list.
pub(super) struct Page<R> {
    pub(super) records: Vec<R>,
    /// The address of the next page, unless this is the last one.
    pub(super) next: Option<String>,
    /// How many records the whole list has, if the service says so.
    pub(super) count: Option<usize>,
}

/// One record in its envelope.
pub(super) struct One<R>(pub(super) R);

/// What is written, in its envelope.
pub(super) struct Envelope<'a, B>(pub(super) &'static str, pub(super) &'a B);

/// Whether there are more pages of a list by cursor.
///
/// Source: [cursor pagination](https://developer.zendesk.com/api-reference/introduction/pagination/#using-cursor-pagination).
#[derive(Default, serde::Deserialize)]
struct Meta {
    #[serde(default)]
    has_more: bool,
}

#[derive(Default, serde::Deserialize)]
struct Links {
    #[serde(default)]
    next: Option<String>,
}

#[derive(serde::Deserialize)]
struct Count(#[serde(deserialize_with = "lenient::integer_if_any")] Option<i64>);

impl<'de, R: Record> Deserialize<'de> for Page<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PageVisitor(PhantomData))
    }
}

struct PageVisitor<R>(PhantomData<R>);

impl<'de, R: Record> Visitor<'de> for PageVisitor<R> {
    type Value = Page<R>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with the list {}", R::MANY)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Page<R>, A::Error> {
        let (mut records, mut next, mut count) = (None, None, None);
        let (mut meta, mut links) = (None::<Meta>, None::<Links>);
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            match &*key {
                name if name == R::MANY => records = Some(map.next_value()?),
                "next_page" => next = map.next_value()?,
                "count" => count = map.next_value::<Count>()?.0,
                "meta" => meta = map.next_value()?,
                "links" => links = map.next_value()?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        // The last page by cursor has a link to a next one all the same.
        let next = match meta {
            // Without it the list would be a shorter one.
            Some(Meta { has_more: true }) => Some(
                links.and_then(|links| links.next).ok_or_else(|| A::Error::missing_field("links.next"))?,
            ),
            Some(Meta { has_more: false }) => None,
            None => next,
        };
        let records = records.ok_or_else(|| A::Error::missing_field(R::MANY))?;
        Ok(Page { records, next, count: count.and_then(|count| usize::try_from(count).ok()) })
    }
}

impl<'de, R: Record> Deserialize<'de> for One<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OneVisitor(PhantomData))
    }
}

struct OneVisitor<R>(PhantomData<R>);

impl<'de, R: Record> Visitor<'de> for OneVisitor<R> {
    type Value = One<R>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with {}", R::ONE)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<One<R>, A::Error> {
        let mut record = None;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if &*key == R::ONE {
                record = Some(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        record.map(One).ok_or_else(|| A::Error::missing_field(R::ONE))
    }
}

impl<B: Serialize> Serialize for Envelope<'_, B> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.0, self.1)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, from_value, json};

    use super::Page;
    use crate::api::Group;

    /// The ids of a page of groups, and the address of the next one.
    fn page(body: Value) -> (Vec<i64>, Option<String>) {
        let page: Page<Group> = from_value(body).unwrap();
        (page.records.iter().map(|group| group.id).collect(), page.next)
    }

    #[test]
    fn a_cursor_ends_where_the_service_says_so_and_not_where_the_links_end() {
        let groups = json!([{"id": 1, "name": "Support"}]);
        let links =
            json!({"next": "https://acme.zendesk.com/api/v2/groups.json?page%5Bafter%5D=x", "prev": null});
        let more = json!({"groups": groups, "meta": {"has_more": true}, "links": links});
        assert_eq!(page(more).1.as_deref(), links["next"].as_str());
        let last = json!({"groups": groups, "meta": {"has_more": false}, "links": links});
        assert_eq!(page(last), (vec![1], None));
    }

    #[test]
    fn a_list_by_offset_has_the_next_page_and_a_count() {
        let body = json!({"groups": [], "next_page": "/x?page=2", "previous_page": null, "count": 101});
        let page: Page<Group> = from_value(body).unwrap();
        assert_eq!((page.next.as_deref(), page.count), (Some("/x?page=2"), Some(101)));
        let odd: Page<Group> = from_value(json!({"groups": [], "count": "many"})).unwrap();
        assert_eq!((odd.next, odd.count), (None, None));
    }

    #[test]
    fn a_page_without_its_list_is_an_error() {
        assert!(from_value::<Page<Group>>(json!({"ivrs": []})).is_err());
        assert!(from_value::<Page<Group>>(json!([])).is_err());
    }
}
