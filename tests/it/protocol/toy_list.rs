//! The toy's list resource, which goes on as its attribute `mode` says.

use futures::StreamExt;
use futures::stream::{self, BoxStream};
use serde::{Deserialize, Serialize};
use tf_provider::schema::{Attribute, AttributeConstraint, AttributeType, Block, Schema};
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics, map};
use zendesk::plugin::{ListResource, Listed, diagnostic};

use super::toy::{Thing, Wires, empty, optional};

/// Lists things 1, 2 and 3; then does what the mode says.
pub(super) struct ThingList(pub(super) Wires);

#[derive(Default, Serialize, Deserialize)]
pub(super) struct Config {
    pub(super) mode: Value<String>,
}

#[async_trait::async_trait]
impl ListResource for ThingList {
    type Config = Config;
    type State = Thing;

    fn schema(&self, _: &mut Diagnostics) -> Option<Schema> {
        let attributes = map! {
            "mode" => optional(AttributeType::String),
            "count" => Attribute { constraint: AttributeConstraint::Computed, ..optional(AttributeType::Number) },
        };
        Some(Schema { version: 0, block: Block { attributes, ..Block::default() } })
    }

    async fn validate(&self, diags: &mut Diagnostics, config: Config) -> Option<()> {
        if config.mode == Value::Value("invalid".to_owned()) {
            diags.add_error(diagnostic("Invalid", "So it says.", AttributePath::new("mode")));
        }
        Some(())
    }

    fn list(&self, config: Config) -> BoxStream<'static, Result<Listed<Thing>, Diagnostic>> {
        let mode = config.mode.into_iter().next().unwrap_or_default();
        if mode == "early" {
            panic!("before the first");
        }
        let things = stream::iter(["1", "2", "3"].map(|id| Ok(thing(id))));
        things.chain(stream::once(rest(mode, self.0.clone())).flatten()).boxed()
    }
}

fn thing(id: &str) -> Listed<Thing> {
    let state = Thing { id: Value::Value(id.to_owned()), ..empty() };
    Listed { display_name: format!("Thing {id}"), state }
}

/// Tells when it is dropped.
struct Dropped(Wires);

impl Drop for Dropped {
    fn drop(&mut self) {
        let _ = self.0.events.send("dropped");
    }
}

async fn rest(
    mode: String,
    wires: Wires,
) -> stream::Iter<std::vec::IntoIter<Result<Listed<Thing>, Diagnostic>>> {
    match mode.as_str() {
        "panic" => panic!("bug 43"),
        "fail" => {
            let error = diagnostic("Not all", "The rest can't be read.", AttributePath::root());
            stream::iter(vec![Err(error), Ok(thing("never"))])
        }
        "nameless" => {
            let nameless = Listed { display_name: "Nameless".to_owned(), state: empty() };
            stream::iter(vec![Ok(nameless)])
        }
        "hold" => {
            let _dropped = Dropped(wires.clone());
            let _ = wires.events.send("holding");
            let _ = wires.gate.acquire().await;
            stream::iter(vec![Ok(thing("late"))])
        }
        _ => stream::iter(vec![]),
    }
}
