//! The data source `zendesk_phone_number`: one phone number of Talk, found by the number, its nickname or its id.

use serde::{Deserialize, Serialize};
use tf_provider::schema::{AttributeConstraint, AttributeType, Schema};
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use crate::account::{Account, FoundBy, LookUp, NotOne, Wanted, by_id, not_determined, only_one, same_name};
use crate::api;
use crate::attributes::conversion::{number, optional_number, text};
use crate::attributes::{self, ids, phone_number};
use crate::plugin::{Number, attribute};

use AttributeConstraint::{Computed, OptionalComputed};

/// A phone number; what each attribute means stands in the schema. Its `token` is a secret and never read.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the schema of the data source documents each attribute")]
pub struct PhoneNumber {
    pub phone_number_id: Value<Number>,
    pub number: Value<String>,
    pub nickname: Value<String>,
    pub display_number: Value<String>,
    pub ivr_id: Value<Number>,
    pub voice_enabled: Value<bool>,
    pub sms_enabled: Value<bool>,
    pub external: Value<bool>,
}

impl LookUp for PhoneNumber {
    fn schema() -> Schema {
        schema()
    }

    fn check(&self, diags: &mut Diagnostics) {
        ids::check(diags, &self.phone_number_id, AttributePath::new("phone_number_id"));
        if let Value::Value(number) = &self.number {
            phone_number::check_e164(diags, number, AttributePath::new("number"));
        }
        diags.errors.extend(self.not_determined());
    }

    async fn look_up(self, account: &Account, _warnings: &mut Vec<Diagnostic>) -> Result<Self, Diagnostic> {
        if let Some(error) = self.not_determined() {
            return Err(error);
        }
        let numbers = account.referenced::<api::PhoneNumber>().await?;
        let found = match (&self.number, &self.nickname) {
            (Value::Value(number), _) => by_number(&numbers, number),
            (_, Value::Value(nickname)) => by_nickname(&numbers, nickname),
            _ => {
                let id = ids::required(&self.phone_number_id, AttributePath::new("phone_number_id"))?;
                by_id(&numbers, id)
            }
        };
        Ok(found.map_err(|not_one| not_one.diagnostic())?.into())
    }
}

impl PhoneNumber {
    fn not_determined(&self) -> Option<Diagnostic> {
        let found_by = [
            FoundBy::new("number", &self.number),
            FoundBy::new("nickname", &self.nickname),
            FoundBy::new("phone_number_id", &self.phone_number_id),
        ];
        not_determined("phone number", "number", &found_by)
    }
}

impl From<api::PhoneNumber> for PhoneNumber {
    fn from(found: api::PhoneNumber) -> Self {
        Self {
            phone_number_id: number(found.id),
            number: text(&found.number),
            nickname: text(&found.nickname),
            display_number: text(&found.display_number),
            ivr_id: optional_number(found.ivr_id),
            voice_enabled: Value::Value(found.voice_enabled),
            sms_enabled: Value::Value(found.sms_enabled),
            external: Value::Value(found.external),
        }
    }
}

fn by_number(numbers: &[api::PhoneNumber], wanted: &str) -> Result<api::PhoneNumber, NotOne> {
    let has_number = |other: &api::PhoneNumber| {
        other.number.as_deref().is_some_and(|other| phone_number::same(other, wanted))
    };
    only_one(numbers, Wanted::value("number", wanted), has_number)
}

fn by_nickname(numbers: &[api::PhoneNumber], wanted: &str) -> Result<api::PhoneNumber, NotOne> {
    let has_nickname =
        |other: &api::PhoneNumber| other.nickname.as_deref().is_some_and(|other| same_name(other, wanted));
    only_one(numbers, Wanted::value("nickname", wanted), has_nickname)
}

fn schema() -> Schema {
    let attributes = [
        attribute(
            "phone_number_id",
            AttributeType::Number,
            OptionalComputed,
            "The id of the phone number. Set one of this, `number` and `nickname`.",
        ),
        attribute(
            "number",
            AttributeType::String,
            OptionalComputed,
            "The number in E.164, such as `+12059531462`; spaces and other separators make no difference. Set one of this, \
             `nickname` and `phone_number_id`.",
        ),
        attribute(
            "nickname",
            AttributeType::String,
            OptionalComputed,
            "The nickname, spelled as Zendesk has it: what numbers of several accounts can have in common. Several of one \
             nickname are an error that lists their ids. Set one of this, `number` and `phone_number_id`.",
        ),
        attribute(
            "display_number",
            AttributeType::String,
            Computed,
            "The number as people write it, such as `+1 (205) 953-1462`.",
        ),
        attribute(
            "ivr_id",
            AttributeType::Number,
            Computed,
            "The id of the IVR that the number leads to. Null if it leads to none.",
        ),
        attribute("voice_enabled", AttributeType::Bool, Computed, "Whether calls are switched on."),
        attribute(
            "sms_enabled",
            AttributeType::Bool,
            Computed,
            "Whether text messages are switched on, as a route with the action `textback` needs it.",
        ),
        attribute(
            "external",
            AttributeType::Bool,
            Computed,
            "Whether the number only shows who calls, and answers no calls.",
        ),
    ];
    attributes::schema(
        "Reads a phone number of Zendesk Talk, found by the number, its nickname or its id. No such number is an error that \
         lists those there are. Any number of data sources of phone numbers costs one list of them.",
        attributes,
    )
}
