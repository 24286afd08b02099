//! The scopes that an OAuth client asks for.

use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic};

use super::environment;
use super::state::ProviderConfig;
use crate::environment::Environment;
use crate::plugin::diagnostic;

/// The scopes that are asked for if none are configured: Talk has no scope of its own.
const DEFAULT_SCOPES: [&str; 2] = ["read", "write"];

/// Finds the scopes in the provider block, else in the environment, and checks them.
pub(super) fn scopes(config: &ProviderConfig, env: &Environment<'_>) -> Result<Vec<String>, Diagnostic> {
    match (&config.oauth_scopes, env.first(environment::OAUTH_SCOPES)) {
        (Value::Value(scopes), _) => in_list(scopes),
        (_, Some((variable, text))) => in_text(variable, &text),
        (_, None) => Ok(DEFAULT_SCOPES.map(str::to_owned).to_vec()),
    }
}

/// Checks the scopes of the provider block; silent where one is unknown.
fn in_list(scopes: &[Value<String>]) -> Result<Vec<String>, Diagnostic> {
    if scopes.is_empty() {
        let why = "oauth_scopes is an empty list. Write the scopes to ask for, for example [\"read\", \"write\"], or \
                   leave it out: these two are the default.";
        return Err(invalid(why.to_owned(), AttributePath::new("oauth_scopes")));
    }
    let known = (0_i64..).zip(scopes).filter(|(_, scope)| !scope.is_unknown());
    known.map(|(index, scope)| in_element(index, scope)).collect()
}

fn in_element(index: i64, scope: &Value<String>) -> Result<String, Diagnostic> {
    let scope = scope.as_ref_option().map_or("", |scope| scope.trim());
    if is_scope(scope) {
        return Ok(scope.to_owned());
    }
    let what = if scope.is_empty() { "is empty".to_owned() } else { format!("is \"{scope}\"") };
    let why = format!(
        "oauth_scopes[{index}] {what}. Write each scope as an element of its own, without spaces, commas and quotation \
         marks in it, for example [\"read\", \"write\"]."
    );
    Err(invalid(why, AttributePath::new("oauth_scopes").index(index)))
}

fn in_text(variable: &str, text: &str) -> Result<Vec<String>, Diagnostic> {
    let scopes: Vec<_> = text.split_whitespace().map(str::to_owned).collect();
    if scopes.iter().all(|scope| is_scope(scope)) {
        return Ok(scopes);
    }
    let why = format!(
        "The environment variable {variable} is \"{text}\". Write the scopes with spaces between them, without commas \
         and quotation marks, for example: read write"
    );
    Err(invalid(why, AttributePath::new("oauth_scopes")))
}

/// Reports whether a text can be one scope: printable ASCII without quotation marks and backslashes (RFC 6749, 3.3), and
/// without what people put between several.
fn is_scope(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_graphic() && !br#""\,;[]"#.contains(&byte);
    !text.is_empty() && text.bytes().all(allowed)
}

fn invalid(why: String, path: AttributePath) -> Diagnostic {
    diagnostic("Invalid oauth_scopes", why, path)
}
