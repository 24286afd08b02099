//! Which of the three methods of authentication the configuration chooses.
//!
//! Arguments in HCL choose the method, otherwise the environment does; what the chosen method still lacks may come
//! from the environment.

use secrecy::SecretString;
use tf_provider::value::Value;
use tf_provider::{AttributePath, Diagnostic};

use super::environment;
use super::scopes::scopes;
use super::state::ProviderConfig;
use crate::api::Credentials;
use crate::environment::Environment;
use crate::plugin::diagnostic;

/// A method of authentication: its name and the arguments that it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Method {
    OauthClient,
    OauthToken,
    ApiToken,
}

const METHODS: [Method; 3] = [Method::OauthClient, Method::OauthToken, Method::ApiToken];

/// An argument: its name, its value in HCL, the variables that supply it.
struct Argument<'a> {
    name: &'static str,
    value: &'a Value<String>,
    variables: &'static [&'static str],
}

impl Method {
    fn name(self) -> &'static str {
        match self {
            Self::OauthClient => "OAuth client credentials",
            Self::OauthToken => "OAuth access token",
            Self::ApiToken => "API token",
        }
    }

    fn arguments(self, config: &ProviderConfig) -> Vec<Argument<'_>> {
        let argument = |name, value, variables| Argument { name, value, variables };
        match self {
            Self::OauthClient => vec![
                argument("oauth_client_id", &config.oauth_client_id, environment::OAUTH_CLIENT_ID),
                argument(
                    "oauth_client_secret",
                    &config.oauth_client_secret,
                    environment::OAUTH_CLIENT_SECRET,
                ),
            ],
            Self::OauthToken => vec![argument("oauth_token", &config.oauth_token, environment::OAUTH_TOKEN)],
            Self::ApiToken => vec![
                argument("email", &config.email, environment::EMAIL),
                argument("api_token", &config.api_token, environment::API_TOKEN),
            ],
        }
    }
}

impl Argument<'_> {
    fn in_environment(&self, env: &Environment<'_>) -> Option<String> {
        env.first(self.variables).map(|(variable, _)| variable.to_owned())
    }

    /// Names the argument, and the variable if that is where its value comes from.
    fn origin(&self, env: &Environment<'_>) -> String {
        match (self.value, self.in_environment(env)) {
            (Value::Null | Value::Unknown, Some(variable)) => format!("{} (from {variable})", self.name),
            _ => self.name.to_owned(),
        }
    }

    fn resolve(&self, env: &Environment<'_>) -> Option<String> {
        match self.value {
            // A line break from the end of a file isn't a part of it.
            Value::Value(text) => Some(text.trim().to_owned()),
            Value::Null | Value::Unknown => env.first(self.variables).map(|(_, text)| text),
        }
    }
}

/// Checks the methods of the provider block alone: two of them are an error that no environment can mend.
pub(super) fn check_methods(config: &ProviderConfig) -> Result<(), Diagnostic> {
    only_one(&in_hcl(config), "provider block").map(|_| ())
}

/// Checks an e-mail address that comes from `origin`.
///
/// What is no address may well be the token, or both as they are sent: it isn't shown.
pub(super) fn check_email(origin: &str, email: &str) -> Result<(), Diagnostic> {
    if email.contains('@') && !email.contains(['/', ':']) {
        return Ok(());
    }
    let detail = format!(
        "{origin} is no e-mail address. Give the address alone, without \"/token\", for example \"jo@acme.example\"."
    );
    Err(diagnostic("Invalid email", detail, AttributePath::new("email")))
}

/// Finds the credentials.
pub(super) fn credentials(config: &ProviderConfig, env: &Environment<'_>) -> Result<Credentials, Diagnostic> {
    let method = match only_one(&in_hcl(config), "provider block")? {
        Some(method) => method,
        None => only_one(&in_environment(config, env), "environment")?.ok_or_else(none)?,
    };
    let found: Vec<_> = method.arguments(config).iter().map(|argument| argument.resolve(env)).collect();
    match (method, &found[..]) {
        (Method::OauthClient, [Some(id), Some(secret)]) => Ok(Credentials::OauthClient {
            id: id.clone(),
            secret: SecretString::from(secret.as_str()),
            scopes: scopes(config, env)?,
        }),
        (Method::OauthToken, [Some(token)]) => {
            Ok(Credentials::OauthToken(SecretString::from(token.as_str())))
        }
        (Method::ApiToken, [Some(email), Some(token)]) => {
            check_email(&email_origin(config, env), email)?;
            Ok(Credentials::ApiToken { email: email.clone(), token: SecretString::from(token.as_str()) })
        }
        _ => Err(half(method, config, env)),
    }
}

/// A method and the names of the arguments or variables that choose it.
type Choice = (Method, Vec<String>);

fn in_hcl(config: &ProviderConfig) -> Vec<Choice> {
    chosen(|method| {
        let arguments = method.arguments(config);
        let set = arguments
            .iter()
            .filter(|argument| !argument.value.is_null())
            .map(|argument| argument.name.to_owned());
        let scopes = (method == Method::OauthClient && !config.oauth_scopes.is_null())
            .then(|| "oauth_scopes".to_owned());
        set.chain(scopes).collect()
    })
}

fn in_environment(config: &ProviderConfig, env: &Environment<'_>) -> Vec<Choice> {
    chosen(|method| {
        method.arguments(config).iter().filter_map(|argument| argument.in_environment(env)).collect()
    })
}

fn chosen(names: impl Fn(Method) -> Vec<String>) -> Vec<Choice> {
    METHODS.into_iter().map(|method| (method, names(method))).filter(|(_, names)| !names.is_empty()).collect()
}

fn only_one(choices: &[Choice], source: &str) -> Result<Option<Method>, Diagnostic> {
    match choices {
        [] => Ok(None),
        [(method, _)] => Ok(Some(*method)),
        several => Err(two(several, source)),
    }
}

fn email_origin(config: &ProviderConfig, env: &Environment<'_>) -> String {
    match (&config.email, env.first(environment::EMAIL)) {
        (Value::Null | Value::Unknown, Some((variable, _))) => format!("The environment variable {variable}"),
        _ => "email".to_owned(),
    }
}

fn two(choices: &[Choice], source: &str) -> Diagnostic {
    let found = choices.iter().map(|(method, names)| format!("{} ({})", method.name(), names.join(", ")));
    diagnostic(
        "Two methods of authentication",
        format!(
            "The {source} sets {}. Zendesk takes one method: leave the others out.",
            found.collect::<Vec<_>>().join(" and ")
        ),
        AttributePath::root(),
    )
}

fn half(method: Method, config: &ProviderConfig, env: &Environment<'_>) -> Diagnostic {
    let arguments = method.arguments(config);
    let (found, missing): (Vec<_>, Vec<_>) =
        arguments.iter().partition(|argument| argument.resolve(env).is_some());
    let has: Vec<_> = found.iter().map(|argument| argument.origin(env)).collect();
    let lacks: Vec<_> = missing.iter().map(|argument| argument.name).collect();
    let variables: Vec<_> = missing.iter().map(|argument| argument.variables.join(" or ")).collect();
    let plural = if missing.len() > 1 { "s" } else { "" };
    diagnostic(
        "Incomplete authentication",
        format!(
            "Authentication by {} has {} but lacks {}. Set the argument{plural}, or the environment variable{plural} \
             {}.",
            method.name(),
            if has.is_empty() { "oauth_scopes".to_owned() } else { has.join(", ") },
            lacks.join(" and "),
            variables.join(" and ")
        ),
        missing.first().map_or_else(AttributePath::root, |argument| AttributePath::new(argument.name)),
    )
}

fn none() -> Diagnostic {
    diagnostic(
        "No authentication configured",
        "Neither the provider block nor the environment holds credentials. Set one of:\n\
         - oauth_client_id and oauth_client_secret (ZENDESK_OAUTH_CLIENT_ID, ZENDESK_OAUTH_CLIENT_SECRET): OAuth \
         client credentials, recommended\n\
         - oauth_token (ZENDESK_OAUTH_TOKEN): a ready access token\n\
         - email and api_token (ZENDESK_EMAIL or ZENDESK_USERNAME, ZENDESK_API_TOKEN or ZENDESK_TOKEN): API tokens \
         end on 2027-04-30",
        AttributePath::root(),
    )
}
