//! A plugin with every kind of value, whose resource does as its attribute `mode` says.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use tf_provider::schema::{
    Attribute, AttributeConstraint, AttributeType, Block, Description, NestedBlock, Schema,
};
use tf_provider::value::{Value, ValueBool, ValueEmpty, ValueList, ValueMap, ValueSet, ValueString};
use tf_provider::{AttributePath, DataSource, Diagnostics, Provider, Resource, map};
use tokio::sync::mpsc::UnboundedSender;
use zendesk::plugin::{
    IdentifiedResource, IdentityAttribute, IdentitySchema, ManagedResource, Number, Plugin, RunSignal,
    diagnostic,
};

pub(crate) const ADDRESS: &str = "registry.terraform.io/zendesk-tf/toy";

/// What the tests hear from the plugin, and how they let it go on.
#[derive(Clone)]
pub(crate) struct Wires {
    /// Told of each thing that happens.
    pub(crate) events: UnboundedSender<&'static str>,
    /// Gives the resource in mode `hold` leave to go on.
    pub(crate) gate: std::sync::Arc<tokio::sync::Semaphore>,
}

pub(crate) fn plugin(wires: Wires) -> Plugin {
    let stop = RunSignal::default();
    Plugin::new(ADDRESS, "1.2.3", Toy(wires.clone()), stop.clone())
        .identified_resource("toy_thing", Things { wires: wires.clone(), stop })
        .resource("toy_bare", Bare)
        .data_source("toy_echo", Echo)
        .list_resource("toy_thing", super::toy_list::ThingList(wires))
}

struct Toy(Wires);

#[derive(Serialize, Deserialize)]
struct Config<'a> {
    token: ValueString<'a>,
}

#[async_trait::async_trait]
impl Provider for Toy {
    type Config<'a> = Config<'a>;
    type MetaState<'a> = ValueEmpty;

    fn schema(&self, _: &mut Diagnostics) -> Option<Schema> {
        let attributes = map! { "token" => Attribute { sensitive: true, ..optional(AttributeType::String) } };
        Some(Schema { version: 0, block: Block { attributes, ..Block::default() } })
    }

    async fn configure<'a>(&self, diags: &mut Diagnostics, _: String, config: Config<'a>) -> Option<()> {
        if config.token == Value::Value(Cow::Borrowed("bad")) {
            diags.add_error(diagnostic("Bad token", "It is bad.", AttributePath::new("token")));
            return None;
        }
        let _ = self.0.events.send("configured");
        Some(())
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Nested {
    pub(crate) number: Value<Number>,
    pub(crate) texts: ValueSet<Value<String>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Thing {
    pub(crate) id: Value<String>,
    pub(crate) mode: Value<String>,
    pub(crate) number: Value<Number>,
    pub(crate) flag: ValueBool,
    pub(crate) numbers: ValueList<Value<Number>>,
    pub(crate) texts: ValueSet<Value<String>>,
    pub(crate) labels: ValueMap<'static, Value<String>>,
    pub(crate) one: Value<Nested>,
    pub(crate) many: ValueList<Value<Nested>>,
    pub(crate) step: ValueList<Value<Nested>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Remembered {
    pub(crate) revision: i64,
}

struct Things {
    wires: Wires,
    stop: RunSignal,
}

impl Things {
    fn tell(&self, event: &'static str) {
        let _ = self.wires.events.send(event);
    }

    /// Does what the mode says; tells whether to go on.
    async fn act(&self, mode: &Value<String>, diags: &mut Diagnostics) -> bool {
        match mode.as_ref_option().map(String::as_str) {
            Some("panic") => panic!("bug 42"),
            Some("stray") => drop(tokio::spawn(async { panic!("astray") }).await),
            Some("fail") => diags.add_error(diagnostic("Refused", "By mode.", AttributePath::new("mode"))),
            Some("warn") => diags.add_warning(diagnostic("Careful", "By mode.", AttributePath::root())),
            Some("wait") => {
                self.tell("waiting");
                self.stop.token().cancelled().await;
                diags.add_error(diagnostic("Stopped", "Terraform asked for it.", AttributePath::root()));
            }
            Some("hold") => {
                self.tell("holding");
                let _ = self.wires.gate.acquire().await;
                self.tell("released");
            }
            _ => {}
        }
        diags.errors.is_empty()
    }
}

#[async_trait::async_trait]
impl Resource for Things {
    type State<'a> = Thing;
    type PrivateState<'a> = Value<Remembered>;
    type ProviderMetaState<'a> = ValueEmpty;

    fn schema(&self, _: &mut Diagnostics) -> Option<Schema> {
        Some(Schema { version: 2, block: thing_block() })
    }

    async fn validate<'a>(&self, diags: &mut Diagnostics, config: Thing) -> Option<()> {
        // The other modes are for what comes after the plan.
        let warn = config.mode == Value::Value("warn".to_owned());
        (!warn || self.act(&config.mode, diags).await).then_some(())
    }

    async fn read<'a>(
        &self,
        diags: &mut Diagnostics,
        state: Thing,
        _: Value<Remembered>,
        _: ValueEmpty,
    ) -> Option<(Thing, Value<Remembered>)> {
        let gone = state.mode == Value::Value("gone".to_owned());
        (self.act(&state.mode, diags).await && !gone).then_some((state, remember(2)))
    }

    async fn plan_create<'a>(
        &self,
        diags: &mut Diagnostics,
        proposed: Thing,
        _: Thing,
        _: ValueEmpty,
    ) -> Option<(Thing, Value<Remembered>)> {
        let planned = Thing { id: Value::Unknown, ..proposed };
        diags.errors.is_empty().then_some((planned, Value::Null))
    }

    async fn plan_update<'a>(
        &self,
        _: &mut Diagnostics,
        prior: Thing,
        proposed: Thing,
        _: Thing,
        private: Value<Remembered>,
        _: ValueEmpty,
    ) -> Option<(Thing, Value<Remembered>, Vec<AttributePath>)> {
        let replaced = prior.number != proposed.number;
        Some((proposed, private, if replaced { vec![AttributePath::new("number")] } else { vec![] }))
    }

    async fn plan_destroy<'a>(
        &self,
        _: &mut Diagnostics,
        _: Thing,
        private: Value<Remembered>,
        _: ValueEmpty,
    ) -> Option<Value<Remembered>> {
        Some(private)
    }

    async fn create<'a>(
        &self,
        diags: &mut Diagnostics,
        planned: Thing,
        _: Thing,
        _: Value<Remembered>,
        _: ValueEmpty,
    ) -> Option<(Thing, Value<Remembered>)> {
        let half = planned.mode == Value::Value("half".to_owned());
        if half {
            diags.add_error(diagnostic("Half done", "It exists.", AttributePath::root()));
        }
        let created = Thing { id: Value::Value("made".to_owned()), ..planned };
        (self.act(&created.mode, diags).await || half).then_some((created, remember(1)))
    }

    async fn update<'a>(
        &self,
        diags: &mut Diagnostics,
        _: Thing,
        planned: Thing,
        _: Thing,
        _: Value<Remembered>,
        _: ValueEmpty,
    ) -> Option<(Thing, Value<Remembered>)> {
        self.act(&planned.mode, diags).await.then_some((planned, remember(3)))
    }

    async fn destroy<'a>(
        &self,
        diags: &mut Diagnostics,
        prior: Thing,
        _: Value<Remembered>,
        _: ValueEmpty,
    ) -> Option<()> {
        self.act(&prior.mode, diags).await.then_some(())
    }

    async fn import<'a>(&self, diags: &mut Diagnostics, id: String) -> Option<(Thing, Value<Remembered>)> {
        if id == "missing" {
            diags.add_error(diagnostic("Not found", "There is no such thing.", AttributePath::root()));
            return None;
        }
        Some((Thing { id: Value::Value(id), ..empty() }, remember(9)))
    }
}

#[async_trait::async_trait]
impl ManagedResource for Things {
    async fn plan_create_with_private<'a>(
        &self,
        diags: &mut Diagnostics,
        proposed: Thing,
        config: Thing,
        private: Value<Remembered>,
        meta: ValueEmpty,
    ) -> Option<(Thing, Value<Remembered>)> {
        let (planned, _) = self.plan_create(diags, proposed, config, meta).await?;
        Some((planned, private.map(|planned| Remembered { revision: planned.revision + 1 })))
    }

    fn private_version(&self) -> i64 {
        2
    }

    /// Before there were versions, the revision was named otherwise. Would take a version that nobody knows yet as well.
    fn upgrade_private(
        &self,
        version: i64,
        private: serde_json::Value,
    ) -> Option<Result<Value<Remembered>, String>> {
        let revision = private["rev"].as_i64().ok_or_else(|| "there is no rev".to_owned());
        (version != 1).then(|| revision.map(remember))
    }

    /// Version 1 knew the mode as `kind`. Would take a version that nobody knows yet as well.
    fn upgrade_state(
        &self,
        version: i64,
        mut state: serde_json::Value,
    ) -> Option<Result<serde_json::Value, String>> {
        let upgraded = match state["kind"].take() {
            serde_json::Value::Null => Err("It has no kind.".to_owned()),
            kind => {
                state["mode"] = kind;
                Ok(state)
            }
        };
        (version != 0).then_some(upgraded)
    }
}

/// The identity of a thing: its id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ThingIdentity {
    pub(crate) id: String,
}

#[async_trait::async_trait]
impl IdentifiedResource for Things {
    type Identity = ThingIdentity;

    fn identity_schema(&self) -> IdentitySchema {
        let attribute = |name, attr_type, required_for_import| IdentityAttribute {
            name,
            attr_type,
            description: "What it is.",
            required_for_import,
        };
        let attributes = vec![
            attribute("id", AttributeType::String, true),
            attribute("zones", AttributeType::List(Box::new(AttributeType::String)), false),
        ];
        IdentitySchema { version: 3, attributes }
    }

    fn identity(&self, state: &Thing) -> Option<ThingIdentity> {
        state.id.as_ref_option().map(|id| ThingIdentity { id: id.clone() })
    }

    async fn import_by_identity<'a>(
        &self,
        diags: &mut Diagnostics,
        identity: ThingIdentity,
    ) -> Option<(Thing, Value<Remembered>)> {
        self.import(diags, identity.id).await
    }

    /// The id of version 2 was a number. Would take a version that nobody knows yet as well.
    fn upgrade_identity(
        &self,
        version: i64,
        identity: serde_json::Value,
    ) -> Option<Result<ThingIdentity, String>> {
        let id = Number::deserialize(&identity["id"]).ok().and_then(|id| id.as_int());
        let identity = id.map(|id| ThingIdentity { id: id.to_string() });
        (version != 1).then(|| identity.ok_or_else(|| "Its id is no whole number.".to_owned()))
    }
}

fn remember(revision: i64) -> Value<Remembered> {
    Value::Value(Remembered { revision })
}

pub(crate) fn empty() -> Thing {
    Thing {
        id: Value::Null,
        mode: Value::Null,
        number: Value::Null,
        flag: Value::Null,
        numbers: Value::Null,
        texts: Value::Null,
        labels: Value::Null,
        one: Value::Null,
        many: Value::Null,
        step: Value::Value(vec![]),
    }
}

pub(super) fn optional(attr_type: AttributeType) -> Attribute {
    Attribute { attr_type, constraint: AttributeConstraint::Optional, ..Attribute::default() }
}

fn thing_block() -> Block {
    let number = || AttributeType::Number;
    let text = || AttributeType::String;
    let nested =
        || map! { "number" => optional(number()), "texts" => optional(AttributeType::Set(Box::new(text()))) };
    Block {
        attributes: map! {
            "id" => Attribute { constraint: AttributeConstraint::Computed, ..optional(text()) },
            "mode" => Attribute { description: Description::markdown("What it **does**."), ..optional(text()) },
            "number" => Attribute { constraint: AttributeConstraint::OptionalComputed, ..optional(number()) },
            "flag" => Attribute { deprecated: true, ..optional(AttributeType::Bool) },
            "numbers" => optional(AttributeType::List(Box::new(number()))),
            "texts" => optional(AttributeType::Set(Box::new(text()))),
            "labels" => Attribute { sensitive: true, ..optional(AttributeType::Map(Box::new(text()))) },
            "one" => optional(AttributeType::AttributeSingle(nested())),
            "many" => optional(AttributeType::AttributeList(nested())),
        },
        blocks: map! { "step" => NestedBlock::List(Block { attributes: nested(), ..Block::default() }) },
        description: Description::plain("A thing."),
        ..Block::default()
    }
}

/// A resource that does the least a resource can.
struct Bare;

impl ManagedResource for Bare {}

#[async_trait::async_trait]
impl Resource for Bare {
    type State<'a> = ValueEmpty;
    type PrivateState<'a> = ValueEmpty;
    type ProviderMetaState<'a> = ValueEmpty;

    fn schema(&self, _: &mut Diagnostics) -> Option<Schema> {
        Some(Schema { version: 0, block: Block::default() })
    }

    async fn read<'a>(
        &self,
        _: &mut Diagnostics,
        _: ValueEmpty,
        _: ValueEmpty,
        _: ValueEmpty,
    ) -> Option<(ValueEmpty, ValueEmpty)> {
        None
    }

    async fn plan_create<'a>(
        &self,
        _: &mut Diagnostics,
        _: ValueEmpty,
        _: ValueEmpty,
        _: ValueEmpty,
    ) -> Option<(ValueEmpty, ValueEmpty)> {
        None
    }

    async fn plan_update<'a>(
        &self,
        _: &mut Diagnostics,
        _: ValueEmpty,
        _: ValueEmpty,
        _: ValueEmpty,
        _: ValueEmpty,
        _: ValueEmpty,
    ) -> Option<(ValueEmpty, ValueEmpty, Vec<AttributePath>)> {
        None
    }

    async fn plan_destroy<'a>(
        &self,
        _: &mut Diagnostics,
        _: ValueEmpty,
        _: ValueEmpty,
        _: ValueEmpty,
    ) -> Option<ValueEmpty> {
        None
    }

    async fn create<'a>(
        &self,
        _: &mut Diagnostics,
        _: ValueEmpty,
        _: ValueEmpty,
        _: ValueEmpty,
        _: ValueEmpty,
    ) -> Option<(ValueEmpty, ValueEmpty)> {
        None
    }

    async fn update<'a>(
        &self,
        _: &mut Diagnostics,
        _: ValueEmpty,
        _: ValueEmpty,
        _: ValueEmpty,
        _: ValueEmpty,
        _: ValueEmpty,
    ) -> Option<(ValueEmpty, ValueEmpty)> {
        None
    }

    async fn destroy<'a>(
        &self,
        _: &mut Diagnostics,
        _: ValueEmpty,
        _: ValueEmpty,
        _: ValueEmpty,
    ) -> Option<()> {
        None
    }
}

/// A data source that gives back what it is asked.
struct Echo;

#[derive(Serialize, Deserialize)]
struct EchoState<'a> {
    text: ValueString<'a>,
}

#[async_trait::async_trait]
impl DataSource for Echo {
    type State<'a> = EchoState<'a>;
    type ProviderMetaState<'a> = ValueEmpty;

    fn schema(&self, _: &mut Diagnostics) -> Option<Schema> {
        let attributes = map! { "text" => optional(AttributeType::String) };
        Some(Schema { version: 0, block: Block { attributes, ..Block::default() } })
    }

    async fn validate<'a>(&self, diags: &mut Diagnostics, config: EchoState<'a>) -> Option<()> {
        let known = config.text != Value::Value(Cow::Borrowed("invalid"));
        if !known {
            diags.add_error(diagnostic("Invalid", "So it says.", AttributePath::new("text")));
        }
        known.then_some(())
    }

    async fn read<'a>(
        &self,
        _: &mut Diagnostics,
        config: EchoState<'a>,
        _: ValueEmpty,
    ) -> Option<EchoState<'a>> {
        Some(config)
    }
}
