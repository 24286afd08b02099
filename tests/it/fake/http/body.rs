//! Request bodies: one object under the name of its kind.

use axum::body::Bytes;
use serde_json::{Map, Value, json};

use super::Answer;
use crate::fake::state::Account;

/// The fields under `wrapper`; in strict mode nothing beside it, and no field that isn't allowed.
pub(super) fn unwrap(
    body: &Bytes,
    wrapper: &str,
    allowed: &[&str],
    strict: bool,
) -> Result<Map<String, Value>, Answer> {
    let Ok(Value::Object(mut outer)) = serde_json::from_slice(body) else {
        return Err(Answer::error(400, "invalid", "The body is not a JSON object"));
    };
    let Some(Value::Object(mut fields)) = outer.remove(wrapper) else {
        let message = format!("Parameter {wrapper} is required");
        return Err(Answer::json(
            400,
            &json!({ "error": { "title": "Invalid attribute", "message": message } }),
        ));
    };
    let foreign = fields.keys().filter(|key| !allowed.contains(&key.as_str()));
    match outer.keys().chain(foreign).next() {
        Some(key) if strict => return Err(Answer::invalid(key, "InvalidValue", "is not permitted")),
        _ => fields.retain(|key, _| allowed.contains(&key.as_str())),
    }
    Ok(fields)
}

/// A field that is a string, if it is there.
pub(super) fn string(fields: &Map<String, Value>, key: &str) -> Result<Option<String>, Answer> {
    match fields.get(key) {
        None => Ok(None),
        Some(Value::String(text)) if !text.is_empty() => Ok(Some(text.clone())),
        Some(_) => Err(Answer::invalid(key, "InvalidValue", "must be a string")),
    }
}

/// The name of an IVR or a menu as it is stored, if it is there.
pub(super) fn name(fields: &Map<String, Value>, account: &Account) -> Result<Option<String>, Answer> {
    let name = string(fields, "name")?;
    Ok(if account.knobs.trim_texts { name.map(|name| name.trim().to_owned()) } else { name })
}
