//! The options of a route, each declared once: its name, its type, and what is particular to it.

use serde::{Deserialize, Serialize};
use tf_provider::schema::AttributeType;
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::action::Action;
use super::option_value::{OptionValue, Presence, presence};
use super::{group_ids, tags};
use crate::api;
use crate::attributes::checks::error;
use crate::attributes::conversion::{filled, keep_empty, scalar};
use crate::attributes::semantic_equality::respell;
use crate::attributes::stored_otherwise::{Difference, difference};
use crate::attributes::{ids, phone_number};
use crate::plugin::Number;

/// What is particular to an option; what isn't said is as [`Spec::PLAIN`] has it.
struct Spec<T> {
    /// The description in the schema.
    text: &'static str,
    /// The actions that can't do without it.
    needed_by: &'static [Action],
    /// The actions that take it if it is set.
    taken_by: &'static [Action],
    /// Checks a known value.
    check: fn(&mut Diagnostics, &T, AttributePath),
    /// Whether two values mean the same.
    same: fn(&T, &T) -> bool,
}

impl<T: PartialEq> Spec<T> {
    const PLAIN: Self = Self {
        text: "",
        needed_by: &[],
        taken_by: &[],
        check: |_, _, _| {},
        same: |one, other| one == other,
    };
}

/// What the schema and the actions have to know of an option.
pub(super) struct Described {
    pub(super) name: &'static str,
    pub(super) attribute_type: fn() -> AttributeType,
    pub(super) text: &'static str,
    pub(super) needed_by: &'static [Action],
    pub(super) taken_by: &'static [Action],
}

impl Described {
    fn is_taken_by(&self, action: Action) -> bool {
        self.needed_by.contains(&action) || self.taken_by.contains(&action)
    }
}

/// Declares the struct, and what is done with every option alike: each method has one line that is repeated for each.
macro_rules! options {
    ($($name:ident: $type:ty = $spec:expr,)*) => {
        /// The options of a route; which of them are set depends on its action.
        #[derive(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "the schema of the resource documents each attribute")]
        pub struct IvrRouteOptions {
            $(pub $name: Value<$type>,)*
        }

        #[expect(non_upper_case_globals, reason = "each has the name of its option")]
        impl IvrRouteOptions {
            $(const $name: Spec<$type> = $spec;)*
        }

        /// Every option.
        pub(super) const ALL: &[Described] = &[$(Described {
            name: stringify!($name),
            attribute_type: <$type>::attribute_type,
            text: IvrRouteOptions::$name.text,
            needed_by: IvrRouteOptions::$name.needed_by,
            taken_by: IvrRouteOptions::$name.taken_by,
        },)*];

        impl IvrRouteOptions {
            /// Converts the options for a request.
            ///
            /// # Errors
            ///
            /// A diagnostic on what is unknown or malformed.
            pub(super) fn to_wire(&self) -> Result<api::Options, Diagnostic> {
                Ok(api::Options {
                    $($name: scalar(&self.$name, path(stringify!($name)))?
                        .map(|value| value.to_wire(path(stringify!($name)))).transpose()?,)*
                    unknown: serde_json::Map::new(),
                })
            }

            /// Converts those options of an answer that are `taken`, by their names.
            pub(super) fn from_wire(options: &api::Options, taken: impl Fn(&str) -> bool) -> Self {
                let api::Options { $($name,)* unknown: _ } = options;
                Self { $($name: filled($name.as_ref().filter(|_| taken(stringify!($name))), <$type>::from_wire),)* }
            }

            /// Returns of each option, by its name, how far it is set.
            pub(super) fn presences(&self) -> Vec<(&'static str, Presence)> {
                vec![$((stringify!($name), presence(&self.$name)),)*]
            }

            /// Reports whether no part of an option is unknown.
            pub(super) fn is_wholly_known(&self) -> bool {
                true $(&& match &self.$name {
                    Value::Value(value) => value.is_wholly_known(),
                    Value::Null => true,
                    Value::Unknown => false,
                })*
            }

            /// Returns the JSON of each option that is set, under its name.
            #[must_use]
            pub fn entries(&self) -> Vec<(&'static str, serde_json::Value)> {
                [$((stringify!($name), self.$name.is_value().then(|| serde_json::to_value(&self.$name))),)*]
                    .into_iter()
                    .filter_map(|(name, value)| Some((name, value?.ok()?)))
                    .collect()
            }

            /// Checks the values that are known.
            pub(super) fn check(&self, diags: &mut Diagnostics) {
                $(if let Value::Value(value) = &self.$name {
                    (Self::$name.check)(diags, value, path(stringify!($name)));
                })*
            }

            /// Checks the values that are known, for what a validation lets pass.
            pub(super) fn check_planned(&self, diags: &mut Diagnostics) {
                $(if let Value::Value(value) = &self.$name {
                    value.check_planned(diags, path(stringify!($name)));
                })*
            }

            /// Takes `old`'s form of every value that means the same as this one.
            pub(super) fn respelled(self, old: &Self) -> Self {
                Self { $($name: respell(&old.$name, self.$name, Self::$name.same),)* }
            }

            /// Keeps `prior`'s empty collections where there is none.
            pub(super) fn with_empties(self, prior: &Self) -> Self {
                Self { $($name: keep_empty(&prior.$name, self.$name, OptionValue::is_none),)* }
            }

            /// Lists the options that the plan doesn't take from this configuration, and that have changed since `prior`.
            pub(super) fn changed_since_plan(&self, planned: &Self, prior: &Self, fresh: &Self) -> Vec<&'static str> {
                [$((self.$name != planned.$name && prior.$name != fresh.$name).then_some(stringify!($name)),)*]
                    .into_iter()
                    .flatten()
                    .collect()
            }

            /// Returns which options were stored otherwise than planned.
            pub(super) fn differences(&self, stored: &Self) -> Vec<Difference> {
                [$(difference(path(stringify!($name)), &self.$name, &stored.$name),)*]
                    .into_iter()
                    .flatten()
                    .collect()
            }
        }
    };
}

/// Reports whether an action can't do without the option of that name.
pub(super) fn needs(action: Action, name: &str) -> bool {
    ALL.iter().any(|option| option.name == name && option.needed_by.contains(&action))
}

/// Reports whether an action takes the option of that name.
pub(super) fn takes(action: Action, name: &str) -> bool {
    ALL.iter().any(|option| option.name == name && option.is_taken_by(action))
}

/// Lists the names of the options that an action takes, for a message.
pub(super) fn taken_by(action: Action) -> String {
    let names = ALL.iter().filter(|option| option.is_taken_by(action)).map(|option| option.name);
    let names: Vec<_> = names.collect();
    match &names[..] {
        [others @ .., last] if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        names => names.concat(),
    }
}

fn check_sms_text(diags: &mut Diagnostics, text: &str, path: AttributePath) {
    if text.trim().is_empty() {
        error(diags, "Empty text message", format!("{path} has to hold the text that callers get."), path);
    }
}

fn path(name: &'static str) -> AttributePath {
    AttributePath::new("options").attribute(name)
}

options! {
    group_ids: Vec<Value<Number>> = Spec {
        text: "The ids of the groups of agents, each once. The order counts: the first is the primary group, which is \
            called first and gets the voicemails. With omnichannel routing, Zendesk takes one group only.",
        needed_by: &[Action::Group, Action::Voicemail],
        check: |diags, ids, path| group_ids::check(diags, ids, path),
        ..Spec::PLAIN
    },
    phone_number: String = Spec {
        text: "The number to forward to, in E.164: `+`, the country code and the number, 15 digits at most, such as \
            `+12059531462`. Separators make no difference. An extension can't be dialled.",
        needed_by: &[Action::PhoneNumber],
        check: |diags, number, path| phone_number::check(diags, number, path),
        same: |one, other| phone_number::same(one, other),
        ..Spec::PLAIN
    },
    sms_text: String = Spec {
        text: "The text message that the caller gets. Not empty.",
        needed_by: &[Action::Textback],
        check: |diags, text, path| check_sms_text(diags, text, path),
        ..Spec::PLAIN
    },
    textback_phone_number_id: Number = Spec {
        text: "The id of the Talk number that sends the text message. It has to be able to send text messages.",
        needed_by: &[Action::Textback],
        check: ids::check_known,
        ..Spec::PLAIN
    },
    menu_id: Number = Spec {
        text: "The id of the menu to go on to. It has to be of the same IVR.",
        needed_by: &[Action::Menu],
        check: ids::check_known,
        ..Spec::PLAIN
    },
    tags: Vec<Value<String>> = Spec {
        text: "Tags for the tickets of the calls that take this route: without spaces, and 100 characters in all at \
            most. Zendesk sets them only with omnichannel routing.",
        taken_by: &Action::ALL,
        check: |diags, tags, path| tags::check(diags, tags, path),
        same: |one, other| tags::same(one, other),
        ..Spec::PLAIN
    },
}
