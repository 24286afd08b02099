//! Values on the wire: msgpack out, msgpack or JSON in.
//!
//! An unknown value is any msgpack extension; the types of [`tf_provider::value`] read and write it.
//! Source: [object wire format](https://developer.hashicorp.com/terraform/plugin/terraform-plugin-protocol).

use serde::{Deserialize, Serialize};
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::diagnostic::{diagnostic, report_bug};
use super::proto::tfplugin6::DynamicValue;

/// Null in msgpack.
pub(super) const NULL: &[u8] = &[0xc0];

impl DynamicValue {
    /// The null value.
    pub(super) fn null() -> Self {
        Self { msgpack: NULL.to_vec(), json: Vec::new() }
    }

    /// Tells whether the value is null or wasn't sent at all.
    pub(super) fn is_null(&self) -> bool {
        match self.msgpack.as_slice() {
            [] => self.json.is_empty() || self.json == b"null",
            msgpack => msgpack == NULL,
        }
    }

    /// Decodes the value; a failure is an error diagnostic that names it and the place that doesn't fit.
    pub(super) fn decode<'a, T: Deserialize<'a>>(&'a self, name: &str, diags: &mut Diagnostics) -> Option<T> {
        let decoded = match (self.msgpack.as_slice(), self.json.as_slice()) {
            ([], []) => from_msgpack(NULL),
            ([], json) => from_json(json),
            (msgpack, _) => from_msgpack(msgpack),
        };
        decoded.map_err(|misfit| diags.add_error(misfit.diagnostic(name))).ok()
    }

    /// Encodes a value; a failure is an error diagnostic that names it.
    pub(super) fn encode<T: Serialize>(value: &T, name: &str, diags: &mut Diagnostics) -> Option<Self> {
        let msgpack = to_msgpack(value, name, diags)?;
        Some(Self { msgpack, json: Vec::new() })
    }
}

/// Decodes JSON that is parsed already; a failure is an error diagnostic, as for [`DynamicValue::decode`].
pub(super) fn decode_json<'a, T: Deserialize<'a>>(
    json: &'a serde_json::Value,
    name: &str,
    diags: &mut Diagnostics,
) -> Option<T> {
    let decoded = T::deserialize(json).or_else(|_| Ok(serde_path_to_error::deserialize(json)?));
    decoded.map_err(|misfit: Misfit| diags.add_error(misfit.diagnostic(name))).ok()
}

/// Encodes a value as msgpack; a failure is an error diagnostic that names it.
pub(super) fn to_msgpack<T: Serialize>(value: &T, name: &str, diags: &mut Diagnostics) -> Option<Vec<u8>> {
    let encoded = rmp_serde::to_vec_named(value);
    encoded
        .map_err(|error| diags.add_error(cannot("encode", name, &error.to_string(), AttributePath::root())))
        .ok()
}

fn cannot(verb: &str, name: &str, reason: &str, attribute: AttributePath) -> Diagnostic {
    diagnostic(format!("Failed to {verb} the {name}"), report_bug(reason), attribute)
}

/// Where a value doesn't fit its type, and why.
struct Misfit {
    path: serde_path_to_error::Path,
    reason: String,
}

impl Misfit {
    fn diagnostic(&self, name: &str) -> Diagnostic {
        let place = self.path.to_string();
        let reason = match place.as_str() {
            "." => format!("It doesn't fit the provider's schema: {}.", self.reason),
            _ => format!("`{place}` doesn't fit the provider's schema: {}.", self.reason),
        };
        cannot("decode", name, &reason, self.attribute())
    }

    /// The attribute at the top of the path; what is below could be an attribute or a key of a map.
    fn attribute(&self) -> AttributePath {
        match self.path.iter().next() {
            Some(serde_path_to_error::Segment::Map { key }) => AttributePath::new(key.clone()),
            _ => AttributePath::root(),
        }
    }
}

impl<E: std::fmt::Display> From<serde_path_to_error::Error<E>> for Misfit {
    fn from(error: serde_path_to_error::Error<E>) -> Self {
        Self { reason: error.inner().to_string(), path: error.path().clone() }
    }
}

// The path costs time, so it is looked for once decoding has failed.

fn from_msgpack<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, Misfit> {
    rmp_serde::from_slice(bytes).or_else(|_| {
        let mut again = rmp_serde::Deserializer::from_read_ref(bytes);
        Ok(serde_path_to_error::deserialize(&mut again)?)
    })
}

fn from_json<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, Misfit> {
    serde_json::from_slice(bytes).or_else(|_| {
        let mut again = serde_json::Deserializer::from_slice(bytes);
        Ok(serde_path_to_error::deserialize(&mut again)?)
    })
}
