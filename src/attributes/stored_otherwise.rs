//! The warning of values that the service stored otherwise than planned.

use serde::Serialize;
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic};

use crate::plain_text::short_line;
use crate::plugin::diagnostic;

/// The length at which a value is cut, in characters.
const MAX_VALUE_CHARS: usize = 1000;

/// An attribute that the service stored otherwise than planned, and a sentence about it.
pub type Difference = (AttributePath, String);

/// Returns the difference of two values, if the plan knew the value.
pub fn difference<T: PartialEq + Serialize>(
    path: AttributePath,
    planned: &Value<T>,
    stored: &Value<T>,
) -> Option<Difference> {
    let shown = |value: &Value<T>| match value {
        Value::Null => "none".to_owned(),
        value => short_line(&serde_json::to_string(value).unwrap_or_default(), MAX_VALUE_CHARS),
    };
    (!planned.is_unknown() && planned != stored).then(|| {
        let (planned, stored) = (shown(planned), shown(stored));
        let sentence = format!("{path} was planned as {planned}, but Zendesk stored {stored}.");
        (path, sentence)
    })
}

/// Makes the warning: on the attribute, or on the whole object where several differ.
///
/// It is one warning, since Terraform folds several of a kind into the first.
#[must_use]
pub fn stored_otherwise(differences: &[Difference]) -> Option<Diagnostic> {
    let path = match differences {
        [] => return None,
        [(path, _)] => path.clone(),
        _ => AttributePath::root(),
    };
    let sentences: Vec<_> = differences.iter().map(|(_, sentence)| sentence.as_str()).collect();
    let detail = format!("{} The next plan will show the difference.", sentences.join(" "));
    Some(diagnostic("Zendesk stored another value", detail, path))
}
