//! Greetings: what callers hear.

use serde::Deserialize;

use super::lenient;
use super::record::Record;

/// A greeting as the API returns it.
///
/// Source: [JSON format](https://developer.zendesk.com/api-reference/voice/talk-api/greetings/#json-format).
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Greeting {
    /// The id: a number, or for Zendesk's own a name such as `voicemail_en`.
    #[serde(deserialize_with = "lenient::digits_or_text")]
    pub id: String,
    /// The name, which several greetings may share.
    #[serde(default, deserialize_with = "lenient::text_if_any")]
    pub name: Option<String>,
    /// What it is for; 5 are the greetings of phone menus.
    #[serde(default, deserialize_with = "lenient::integer_if_any")]
    pub category_id: Option<i64>,
    /// Whether it is one of Zendesk's own.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub default: bool,
    /// Whether phone numbers or menus use it.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub active: bool,
    /// Whether it still waits for its sound.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub pending: bool,
}

/// Source: [greetings](https://developer.zendesk.com/api-reference/voice/talk-api/greetings/).
impl Record for Greeting {
    type Parent = ();
    type Id = String;
    type Body = ();

    const ONE: &'static str = "greeting";
    const MANY: &'static str = "greetings";
    const FAMILY: &'static str = "greetings";

    fn path((): ()) -> String {
        "api/v2/channels/voice/greetings".to_owned()
    }

    fn id(&self) -> String {
        self.id.clone()
    }
}
