//! The provider: its block, and what it serves.

pub mod config;

use std::env;

use async_trait::async_trait;
use tf_provider::schema::{Attribute, AttributeConstraint, AttributeType, Block, Description, Schema};
use tf_provider::value::ValueEmpty;
use tf_provider::{AttributePath, Diagnostic, Diagnostics, Provider};
use tokio_util::sync::CancellationToken;

use self::config::ProviderConfig;
use crate::account::{Account, Connection, Session};
use crate::api::{Client, OnWait, Settings};
use crate::call_flow::IvrCallFlow;
use crate::environment::Environment;
use crate::greeting::{Greeting, Greetings};
use crate::group::{Group, Groups};
use crate::ivr::{Ivr, IvrListResource, IvrResource, Ivrs};
use crate::ivr_menu::{IvrMenu, IvrMenuListResource, IvrMenuResource};
use crate::ivr_route::{IvrRoute, IvrRouteListResource, IvrRouteResource, IvrRoutes};
use crate::ivr_routes_exclusive::IvrRoutesExclusiveResource;
use crate::phone_number::{PhoneNumber, PhoneNumbers};
use crate::plugin::{Plugin, RunSignal, attribute, diagnostic};

/// The provider's version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The provider's address in the registry.
pub const ADDRESS: &str = "registry.terraform.io/zendesk-tf/zendesk";

/// Puts the provider together with everything that it serves.
#[must_use]
pub fn plugin() -> Plugin {
    let session = Session::default();
    let run = RunSignal::default();
    let provider = ZendeskProvider { session: session.clone(), run: run.clone() };
    Plugin::new(ADDRESS, VERSION, provider, run)
        .identified_resource("zendesk_ivr_route", IvrRouteResource::new(session.clone()))
        .identified_resource("zendesk_ivr", IvrResource::new(session.clone()))
        .identified_resource("zendesk_ivr_menu", IvrMenuResource::new(session.clone()))
        .identified_resource("zendesk_ivr_routes_exclusive", IvrRoutesExclusiveResource::new(session.clone()))
        .data_source("zendesk_ivr", session.data_source::<Ivr>())
        .data_source("zendesk_ivrs", session.data_source::<Ivrs>())
        .data_source("zendesk_ivr_call_flow", session.data_source::<IvrCallFlow>())
        .data_source("zendesk_ivr_menu", session.data_source::<IvrMenu>())
        .data_source("zendesk_ivr_route", session.data_source::<IvrRoute>())
        .data_source("zendesk_ivr_routes", session.data_source::<IvrRoutes>())
        .data_source("zendesk_group", session.data_source::<Group>())
        .data_source("zendesk_groups", session.data_source::<Groups>())
        .data_source("zendesk_phone_number", session.data_source::<PhoneNumber>())
        .data_source("zendesk_phone_numbers", session.data_source::<PhoneNumbers>())
        .data_source("zendesk_greeting", session.data_source::<Greeting>())
        .data_source("zendesk_greetings", session.data_source::<Greetings>())
        .list_resource("zendesk_ivr", IvrListResource::new(session.clone()))
        .list_resource("zendesk_ivr_menu", IvrMenuListResource::new(session.clone()))
        .list_resource("zendesk_ivr_route", IvrRouteListResource::new(session))
}

/// Configures the session from the provider block and the environment.
#[derive(Debug)]
struct ZendeskProvider {
    session: Session,
    run: RunSignal,
}

impl ZendeskProvider {
    /// Begins a run with that connection, or joins the run that another provider block works in.
    fn begin(&self, connection: Connection) -> Result<(), Diagnostic> {
        let current = self.session.run();
        match current.connection() {
            Connection::Unconfigured => {}
            _ if !self.run.is_shared() => {}
            known if known.is_to_same_account(&connection) => return Ok(()),
            known => return Err(in_use(known, &connection)),
        }
        self.session.begin(connection);
        Ok(())
    }
}

/// Makes the error of a provider block that can't be served beside another one.
fn in_use(known: &Connection, wanted: &Connection) -> Diagnostic {
    let account = |connection: &Connection| match connection {
        Connection::Ready(account) => account.url().to_string(),
        Connection::Deferred | Connection::Unconfigured => "an account that isn't known yet".to_owned(),
    };
    let (known, wanted) = (account(known), account(wanted));
    let which = if known == wanted { format!("{wanted} with other credentials") } else { wanted };
    diagnostic(
        "Provider process is in use for another account",
        format!(
            "Another provider block of this run uses this process for {known}, and this one needs {which}. A process \
             that was started with --debug serves one account at a time, so that nothing is written to the wrong one. \
             Run Terraform without TF_REATTACH_PROVIDERS, which starts a process for each provider block, or leave one \
             of the accounts out while you debug."
        ),
        AttributePath::root(),
    )
}

#[async_trait]
impl Provider for ZendeskProvider {
    type Config<'a> = ProviderConfig;
    type MetaState<'a> = ValueEmpty;

    fn schema(&self, _diags: &mut Diagnostics) -> Option<Schema> {
        Some(schema())
    }

    async fn validate<'a>(&self, diags: &mut Diagnostics, config: ProviderConfig) -> Option<()> {
        config::validate(diags, &config);
        Some(())
    }

    async fn configure<'a>(
        &self,
        diags: &mut Diagnostics,
        terraform_version: String,
        config: ProviderConfig,
    ) -> Option<()> {
        let connection = if config.is_unknown() {
            Connection::Deferred
        } else {
            match connect(&config, &format!(" Terraform/{terraform_version}"), self.run.token(), None) {
                Ok(account) => Connection::Ready(account),
                Err(errors) => {
                    diags.add_diagnostics(errors);
                    return Some(());
                }
            }
        };
        if let Err(error) = self.begin(connection) {
            diags.add_error(error);
        }
        Some(())
    }
}

/// Makes the connection to an account from a wholly known configuration and the environment; sends nothing.
///
/// `host` is what follows the provider's own name in the `User-Agent` header; `stop` ends waits, and `on_wait` hears of
/// each.
///
/// # Errors
///
/// A diagnostic for everything that is missing, incomplete or not allowed.
pub fn connect(
    config: &ProviderConfig,
    host: &str,
    stop: CancellationToken,
    on_wait: Option<OnWait>,
) -> Result<Account, Diagnostics> {
    let lookup = |name: &str| env::var_os(name);
    let env = Environment::new(&lookup);
    let checks_references = config::check_references(config, &env);
    let settings = config::to_settings(config, &env, user_agent(host), stop.clone());
    let (settings, checks_references) = match (settings, checks_references) {
        (Ok(settings), Ok(checks_references)) => (settings, checks_references),
        (settings, checks_references) => {
            let mut diags = settings.err().unwrap_or_default();
            diags.errors.extend(checks_references.err());
            return Err(diags);
        }
    };
    let client = Client::new(Settings { on_wait, ..settings }).map_err(|error| {
        let errors = vec![config::cannot_set_up(&error)];
        Diagnostics { errors, ..Diagnostics::default() }
    })?;
    Ok(Account::new(client, stop).checking_references(checks_references))
}

fn user_agent(host: &str) -> String {
    let agent = format!("terraform-provider-zendesk/{VERSION}{host}");
    match env::var("TF_APPEND_USER_AGENT") {
        Ok(more) if !more.trim().is_empty() => {
            // No line break may stand in a header.
            format!("{agent} {}", more.split_whitespace().collect::<Vec<_>>().join(" "))
        }
        _ => agent,
    }
}

fn schema() -> Schema {
    let strings = AttributeType::List(Box::new(AttributeType::String));
    let attributes = [
        argument(
            "subdomain",
            AttributeType::String,
            "The account's name: `acme` for `https://acme.zendesk.com`. Needed unless `base_url` is set. Set here, it \
             beats `ZENDESK_BASE_URL`. Environment: `ZENDESK_SUBDOMAIN` or `ZENDESK_ACCOUNT`.",
        ),
        argument(
            "base_url",
            AttributeType::String,
            "The URL of the account, in place of the one made from `subdomain`: for a proxy or a test server. Without \
             `/api/v2`. It has to be `https`; `http` is allowed for loopback addresses and `localhost` alone. Environment: \
             `ZENDESK_BASE_URL`, which beats `ZENDESK_SUBDOMAIN`.",
        ),
        argument(
            "oauth_client_id",
            AttributeType::String,
            "The identifier (not the name) of an OAuth client, for the client-credentials grant. This is the \
             recommended way to sign in; it needs `oauth_client_secret`. Environment: `ZENDESK_OAUTH_CLIENT_ID`.",
        ),
        secret(
            "oauth_client_secret",
            "The secret of the OAuth client. Environment: `ZENDESK_OAUTH_CLIENT_SECRET`.",
        ),
        argument(
            "oauth_scopes",
            strings,
            "The scopes to ask for with the OAuth client. `write` does not include `read`; for plans alone, \
             `[\"read\"]` is enough. Default: `[\"read\", \"write\"]`. Environment: `ZENDESK_OAUTH_SCOPES`, separated by \
             spaces.",
        ),
        secret(
            "oauth_token",
            "A ready OAuth access token, in place of an OAuth client. The provider can't renew it. Environment: \
             `ZENDESK_OAUTH_TOKEN`.",
        ),
        argument(
            "email",
            AttributeType::String,
            "The e-mail address of the user on whose behalf `api_token` is used, without `/token`. Environment: \
             `ZENDESK_EMAIL` or `ZENDESK_USERNAME`.",
        ),
        secret(
            "api_token",
            "An API token, in place of an OAuth client; it needs `email`. Zendesk deactivates all API tokens on \
             2027-04-30. Environment: `ZENDESK_API_TOKEN` or `ZENDESK_TOKEN`.",
        ),
        argument(
            "max_retries",
            AttributeType::Number,
            "How often a request is sent again after failures that may pass, such as 429, 503 or a broken connection: a \
             whole number from 0 to 100. Default: `8`. Environment: `ZENDESK_MAX_RETRIES`.",
        ),
        argument(
            "request_timeout",
            AttributeType::Number,
            "How long one attempt of a request may take, in seconds: a whole number from 1 to 600. Default: `30`. \
             Environment: `ZENDESK_REQUEST_TIMEOUT`.",
        ),
        argument(
            "max_requests_per_minute",
            AttributeType::Number,
            "How many requests the provider sends in any minute at most, a whole number from 1 to 100000: for accounts \
             whose rate limit is shared with others. Default: no ceiling. Environment: \
             `ZENDESK_MAX_REQUESTS_PER_MINUTE`.",
        ),
        argument(
            "check_references",
            AttributeType::Bool,
            "Whether plans look up the groups, phone numbers and greetings that the configuration names by id, and warn of \
             those that the account lacks. Costs one list of each kind that is named. Where a list can't be had, such as \
             without the right to see groups, nothing is checked, and the log says why. Default: `true`. Environment: \
             `ZENDESK_CHECK_REFERENCES`: `true`, `false`, `1` or `0`.",
        ),
    ];
    let description = Description::markdown(
        "Manages the phone menus (IVR) of Zendesk Talk: which key leads callers to which group, voicemail, phone \
         number, text message or further menu.",
    );
    let block =
        Block { version: 0, attributes: attributes.into_iter().collect(), description, ..Block::default() };
    Schema { version: 0, block }
}

fn argument(name: &str, attr_type: AttributeType, text: &str) -> (String, Attribute) {
    attribute(name, attr_type, AttributeConstraint::Optional, text)
}

fn secret(name: &str, text: &str) -> (String, Attribute) {
    let (name, attribute) = argument(name, AttributeType::String, text);
    (name, Attribute { sensitive: true, ..attribute })
}
