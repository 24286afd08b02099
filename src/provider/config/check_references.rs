//! Whether plans look up what a configuration names by id.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic};

use super::environment;
use super::state::ProviderConfig;
use crate::environment::Environment;
use crate::plain_text::quoted;
use crate::plugin::diagnostic;

/// Reads from the provider block, else from the environment, whether plans look up what a configuration names by id.
///
/// # Errors
///
/// A diagnostic where the environment variable holds something else.
pub fn check_references(config: &ProviderConfig, env: &Environment<'_>) -> Result<bool, Diagnostic> {
    if let Value::Value(checks) = config.check_references {
        return Ok(checks);
    }
    let Some((variable, text)) = env.first(environment::CHECK_REFERENCES) else { return Ok(true) };
    match text.to_ascii_lowercase().as_str() {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => {
            let detail = format!(
                "The environment variable {variable} is {}. Allowed are true, false, 1 and 0.",
                quoted(&text)
            );
            Err(diagnostic("Invalid check_references", detail, AttributePath::new("check_references")))
        }
    }
}
