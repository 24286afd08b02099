//! Phone numbers of Talk.

use serde::Deserialize;

use super::lenient;
use super::record::Record;

/// A phone number as the API returns it; its `token` is never read.
///
/// Source: [JSON format](https://developer.zendesk.com/api-reference/voice/talk-api/phone_numbers/#json-format).
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct PhoneNumber {
    /// The id, unique in the account.
    pub id: i64,
    /// The number in E.164; a reduced answer lacks it.
    #[serde(default, deserialize_with = "lenient::text_if_any")]
    pub number: Option<String>,
    /// What people call it.
    #[serde(default, deserialize_with = "lenient::text_if_any")]
    pub nickname: Option<String>,
    /// The number as people write it.
    #[serde(default, deserialize_with = "lenient::text_if_any")]
    pub display_number: Option<String>,
    /// Whether it is a caller id only, which answers no calls.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub external: bool,
    /// Whether text messages are switched on.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub sms_enabled: bool,
    /// Whether calls are switched on.
    #[serde(default, deserialize_with = "lenient::or_default")]
    pub voice_enabled: bool,
    /// The id of the IVR that it leads to.
    #[serde(default, deserialize_with = "lenient::integer_if_any")]
    pub ivr_id: Option<i64>,
}

/// Source: [phone numbers](https://developer.zendesk.com/api-reference/voice/talk-api/phone_numbers/).
impl Record for PhoneNumber {
    type Parent = ();
    type Id = i64;
    type Body = ();

    const ONE: &'static str = "phone_number";
    const MANY: &'static str = "phone_numbers";
    const FAMILY: &'static str = "phone_numbers";

    fn path((): ()) -> String {
        "api/v2/channels/voice/phone_numbers".to_owned()
    }

    fn id(&self) -> i64 {
        self.id
    }
}
