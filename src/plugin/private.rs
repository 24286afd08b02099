//! Private data: what a provider keeps beside the state of a resource, with the version of its form.
//!
//! They are stored as a byte that msgpack never uses, followed by the version and the data, both in msgpack. Data that
//! were stored without a version never begin with that byte, so they can't be taken for a version. A server that knows
//! no versions refuses the byte; it would take a map with a version in it for data. Null is stored as no bytes at all,
//! and has no version.

use serde::{Deserialize, Serialize};
use tf_provider::{AttributePath, Diagnostic, Diagnostics};

use super::ManagedResource;
use super::diagnostic::diagnostic;
use super::value::{NULL, to_msgpack};

/// The byte that marks private data with a version; msgpack reserves it.
const VERSIONED: u8 = 0xc1;

/// What helps where the next read replaces the data.
const RENEW: &str = "Run a plan with refresh to renew it.";

/// The version of private data that were stored without one.
const UNVERSIONED: i64 = 0;

/// Encodes private data of a version; null is no data at all.
pub(super) fn encode_private<T: Serialize>(
    private: &T,
    version: i64,
    diags: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let data = to_msgpack(private, "private data", diags)?;
    if data == NULL {
        return Some(Vec::new());
    }
    let version = to_msgpack(&version, "version of the private data", diags)?;
    Some([vec![VERSIONED], version, data].concat())
}

/// Decodes the private data of a resource, and upgrades those of an older version.
///
/// # Errors
///
/// Fails if the data are damaged, of a newer version, or of an older one that the resource can't upgrade.
pub(super) fn decode_private<'a, T: ManagedResource>(
    resource: &'a T,
    bytes: &'a [u8],
) -> Result<T::PrivateState<'a>, Unreadable> {
    let (version, data) = split(bytes)?;
    let current = resource.private_version();
    if version == current || data == NULL {
        return from_msgpack(data);
    }
    if version > current {
        return Err(Unreadable::newer(version, current));
    }
    match resource.upgrade_private(version, from_msgpack(data)?) {
        Some(upgraded) => upgraded.map_err(Unreadable::damaged),
        None => Err(Unreadable::older(version, current)),
    }
}

/// Decodes the null of private data: none are stored.
///
/// # Errors
///
/// Fails if the resource's private data can't be null.
pub(super) fn no_private<'a, T: Deserialize<'a>>() -> Result<T, Unreadable> {
    from_msgpack(NULL)
}

/// Splits what is stored into the version and the data.
fn split(bytes: &[u8]) -> Result<(i64, &[u8]), Unreadable> {
    let mut data = match bytes {
        [] => return Ok((UNVERSIONED, NULL)),
        [VERSIONED, rest @ ..] => rest,
        data => return Ok((UNVERSIONED, data)),
    };
    let version = rmp_serde::from_read(&mut data).map_err(|error| Unreadable::damaged(error.to_string()))?;
    Ok((version, data))
}

fn from_msgpack<'a, T: Deserialize<'a>>(data: &'a [u8]) -> Result<T, Unreadable> {
    rmp_serde::from_slice(data).map_err(|error| Unreadable::damaged(error.to_string()))
}

/// Why private data can't be read.
#[derive(Debug)]
pub(super) struct Unreadable {
    summary: &'static str,
    reason: String,
    remedy: &'static str,
}

impl Unreadable {
    fn damaged(error: String) -> Self {
        let summary = "Damaged private data";
        let reason = format!("What the provider keeps beside the state can't be read: {error}.");
        Self { summary, reason, remedy: RENEW }
    }

    fn newer(stored: i64, current: i64) -> Self {
        let summary = "Unsupported private data version";
        let reason = format!(
            "What the provider keeps beside the state has version {stored}, the provider knows version {current}: it \
             was written by a newer version of the provider."
        );
        Self { summary, reason, remedy: "Use that version or a later one." }
    }

    fn older(stored: i64, current: i64) -> Self {
        let summary = "Unsupported private data version";
        let reason = format!(
            "What the provider keeps beside the state has version {stored}, which this version of the provider can't \
             upgrade to version {current}."
        );
        Self { summary, reason, remedy: RENEW }
    }

    /// Returns the diagnostic of an operation that ends here.
    pub(super) fn error(self) -> Diagnostic {
        let Self { summary, reason, remedy } = self;
        diagnostic(summary, format!("{reason} {remedy}"), AttributePath::root())
    }

    /// Returns the diagnostic of a read that goes on without the data.
    pub(super) fn renewed(self) -> Diagnostic {
        let Self { summary, reason, .. } = self;
        let detail = format!("{reason} It has been renewed from the remote object.");
        diagnostic(summary, detail, AttributePath::root())
    }
}
