//! The types that an option of a route may have, each with its schema type and its conversions.

use tf_provider::schema::AttributeType;
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::group_ids;
use crate::attributes::conversion::{element, elements};
use crate::attributes::ids;
use crate::plugin::Number;

/// A type that an option may have.
pub(super) trait OptionValue: Clone + PartialEq {
    /// The type that the API's options have for it.
    type Wire;

    /// Returns the type in the schema.
    fn attribute_type() -> AttributeType;

    /// Converts a known value for a request.
    ///
    /// # Errors
    ///
    /// A diagnostic on the element that is missing, unknown or malformed.
    fn to_wire(&self, path: AttributePath) -> Result<Self::Wire, Diagnostic>;

    /// Checks a value that is to be planned, for what a validation lets pass.
    fn check_planned(&self, _diags: &mut Diagnostics, _path: AttributePath) {}

    /// Converts a value of an answer; an empty collection from the API is the same as none.
    fn from_wire(wire: &Self::Wire) -> Option<Self>;

    /// Reports whether the value is an empty collection, which is the same as none to the API.
    fn is_none(&self) -> bool {
        false
    }

    /// Reports whether no part of it is unknown.
    fn is_wholly_known(&self) -> bool {
        true
    }
}

impl OptionValue for String {
    type Wire = Self;

    fn attribute_type() -> AttributeType {
        AttributeType::String
    }

    fn to_wire(&self, _path: AttributePath) -> Result<Self, Diagnostic> {
        Ok(self.clone())
    }

    fn from_wire(wire: &Self) -> Option<Self> {
        Some(wire.clone())
    }
}

/// An id.
impl OptionValue for Number {
    type Wire = i64;

    fn attribute_type() -> AttributeType {
        AttributeType::Number
    }

    fn to_wire(&self, path: AttributePath) -> Result<i64, Diagnostic> {
        ids::known(self, path)
    }

    fn check_planned(&self, diags: &mut Diagnostics, path: AttributePath) {
        diags.errors.extend(ids::known(self, path).err());
    }

    fn from_wire(wire: &i64) -> Option<Self> {
        Some(Self::Int(*wire))
    }
}

/// Ids in an order that counts.
impl OptionValue for Vec<Value<Number>> {
    type Wire = Vec<i64>;

    fn attribute_type() -> AttributeType {
        AttributeType::List(Box::new(AttributeType::Number))
    }

    fn to_wire(&self, path: AttributePath) -> Result<Vec<i64>, Diagnostic> {
        elements(self, path, ids::required)
    }

    fn check_planned(&self, diags: &mut Diagnostics, path: AttributePath) {
        group_ids::check_planned(diags, self, &path);
    }

    fn from_wire(wire: &Vec<i64>) -> Option<Self> {
        let ids = wire.iter().map(|id| Value::Value(Number::Int(*id)));
        (!wire.is_empty()).then(|| ids.collect())
    }

    fn is_none(&self) -> bool {
        self.as_slice().is_empty()
    }

    fn is_wholly_known(&self) -> bool {
        !self.iter().any(Value::is_unknown)
    }
}

/// Texts in no order.
impl OptionValue for Vec<Value<String>> {
    type Wire = Vec<String>;

    fn attribute_type() -> AttributeType {
        AttributeType::Set(Box::new(AttributeType::String))
    }

    fn to_wire(&self, path: AttributePath) -> Result<Vec<String>, Diagnostic> {
        elements(self, path, |text, path| element(text, path).cloned())
    }

    fn from_wire(wire: &Vec<String>) -> Option<Self> {
        (!wire.is_empty()).then(|| wire.iter().cloned().map(Value::Value).collect())
    }

    fn is_none(&self) -> bool {
        self.as_slice().is_empty()
    }

    fn is_wholly_known(&self) -> bool {
        !self.iter().any(Value::is_unknown)
    }
}

/// How far an option is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// Not written, or written as null.
    Null,
    /// An empty collection.
    Empty,
    /// Something.
    Filled,
    /// Not known yet; it may turn out to be null.
    Unknown,
}

/// Tells how far an option is set.
pub(super) fn presence<T: OptionValue>(value: &Value<T>) -> Presence {
    match value {
        Value::Value(value) if value.is_none() => Presence::Empty,
        Value::Value(_) => Presence::Filled,
        Value::Null => Presence::Null,
        Value::Unknown => Presence::Unknown,
    }
}
