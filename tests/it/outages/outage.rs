//! The outages: what is wrong with the account, its credentials or the network.

use std::net::TcpListener;

use super::server::Server;
use crate::fake::{Answer, Fault};
use crate::faults::use_oauth_client;
use crate::harness::Acceptance;

/// An outage, by its name.
pub(super) struct Outage {
    pub(super) name: &'static str,
    /// What the full text says.
    pub(super) says: &'static str,
    begin: fn(&mut Acceptance) -> Option<Server>,
}

/// An outage that has begun.
pub(super) struct Begun(Option<Server>);

impl Begun {
    /// How many requests have been made, or connections where there are no requests.
    pub(super) fn requests(&self, acc: &Acceptance) -> usize {
        self.0.as_ref().map_or_else(|| acc.fake().requests().len(), Server::connections)
    }
}

impl Outage {
    /// Has the outage begin, for all requests that follow.
    pub(super) fn begin(&self, acc: &mut Acceptance) -> Begun {
        acc.fake().clear_requests();
        Begun((self.begin)(acc))
    }
}

fn answers(acc: &Acceptance, answer: Answer) -> Option<Server> {
    acc.fake().fault(Fault::answer(answer).at(Fault::API).always());
    None
}

/// All of them.
pub(super) fn outages() -> [Outage; 10] {
    let outage = |name, says, begin| Outage { name, says, begin };
    [
        outage("a certificate that isn't trusted", "the server isn't trusted", |acc| {
            let server = Server::untrusted();
            acc.env("ZENDESK_BASE_URL", &format!("https://{}", server.address()));
            Some(server)
        }),
        outage("401 with an API token", "401 Unauthorized: Couldn't authenticate you", |acc| {
            answers(acc, Answer::not_authenticated())
        }),
        outage("401 with OAuth", "401 Unauthorized: invalid_token", |acc| {
            use_oauth_client(acc);
            answers(acc, Answer::invalid_token())
        }),
        outage("401 from the token endpoint", "401 Unauthorized: invalid_client", |acc| {
            use_oauth_client(acc);
            acc.env("ZENDESK_OAUTH_CLIENT_SECRET", "another secret");
            None
        }),
        outage("403 as an object", "You do not have access to this page.", |acc| {
            answers(acc, Answer::forbidden_object())
        }),
        outage("403 for missing scopes", "missing the following required scopes", |acc| {
            answers(acc, Answer::missing_scopes("read"))
        }),
        outage("a redirect", "redirects", |acc| {
            answers(acc, Answer::redirect("https://elsewhere.example/login"))
        }),
        outage("an HTML page with 404", "404 Not Found: an HTML page", |acc| {
            answers(acc, Answer::html_not_found())
        }),
        outage("404 for a wrong subdomain", "No help desk at acme", |acc| {
            answers(acc, Answer::no_help_desk("acme"))
        }),
        outage("a host that refuses connections", "Connection refused", |acc| {
            // The port is free again when the listener is dropped.
            let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
            acc.env("ZENDESK_BASE_URL", &format!("http://{address}"));
            None
        }),
    ]
}
