//! Groups of agents.

use serde::Deserialize;

use super::lenient;
use super::record::Record;

/// A group as the API returns it.
///
/// Source: [JSON format](https://developer.zendesk.com/api-reference/ticketing/groups/groups/#json-format).
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Group {
    /// The id, unique in the account.
    pub id: i64,
    /// The name, which several groups may share.
    #[serde(default, deserialize_with = "lenient::text_if_any")]
    pub name: Option<String>,
    /// Whether the group has been deleted; lists may hold such groups.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub deleted: bool,
}

/// Source: [groups](https://developer.zendesk.com/api-reference/ticketing/groups/groups/).
impl Record for Group {
    type Parent = ();
    type Id = i64;
    type Body = ();

    const ONE: &'static str = "group";
    const MANY: &'static str = "groups";
    const FAMILY: &'static str = "groups";
    const QUERY: Option<&'static str> = Some("page[size]=100");

    fn path((): ()) -> String {
        "api/v2/groups".to_owned()
    }

    fn id(&self) -> i64 {
        self.id
    }
}
