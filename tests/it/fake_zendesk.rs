//! The fake Zendesk answers as documented and recorded, and each knob and fault does what it says: a test that relies
//! on a fault which never happens would pass for the wrong reason.

mod account;
mod admission;
mod chaos;
mod documented;
mod faults;
mod gates;
mod knobs;
mod log;
mod oauth;
mod pages;
mod recorded;
mod references;
mod validation;
mod writes;

use reqwest::Method;
use reqwest::blocking::{Client, RequestBuilder, Response};
use serde_json::{Value, json};

use crate::fake::Fake;

/// Path of IVR 10001.
const IVR: &str = "/api/v2/channels/voice/ivr/10001";
/// Path of its menu 10002.
const MENU: &str = "/api/v2/channels/voice/ivr/10001/menus/10002";
/// Path of that menu's routes.
const ROUTES: &str = "/api/v2/channels/voice/ivr/10001/menus/10002/routes";

/// A fake with one IVR, number 10001, whose default menu is 10002; the next id is 10003, then 10387.
fn fake() -> Fake {
    let fake = Fake::start();
    fake.account(|account| {
        account.set_next_id(10001);
        assert_eq!(account.add_ivr("Main line"), 10001);
        account.ivr_mut(10001).unwrap().menus[0].id = 10002;
        account.set_next_id(10003);
    });
    fake
}

/// A client that follows no redirects and pools no connections.
fn client() -> Client {
    let builder = Client::builder().no_proxy().pool_max_idle_per_host(0);
    builder.redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

/// A request with everything that the service asks for.
fn request(fake: &Fake, method: &str, path: &str) -> RequestBuilder {
    let (email, token) = fake.account(|a| (a.credentials.email.clone(), a.credentials.api_token.clone()));
    bare(fake, method, path)
        .basic_auth(format!("{email}/token"), Some(token))
        .header("accept", "application/json")
        .header("content-type", "application/json")
}

/// A request without credentials and headers.
fn bare(fake: &Fake, method: &str, path: &str) -> RequestBuilder {
    client().request(Method::from_bytes(method.as_bytes()).unwrap(), format!("{}{path}", fake.url()))
}

/// Sends a request with a JSON body.
fn send(fake: &Fake, method: &str, path: &str, body: Value) -> Response {
    request(fake, method, path).body(body.to_string()).send().unwrap()
}

/// Status and JSON body of the answer to a request with a JSON body.
fn call(fake: &Fake, method: &str, path: &str, body: Value) -> (u16, Value) {
    answer(send(fake, method, path, body))
}

/// Status and JSON body of the answer to a GET.
fn get(fake: &Fake, path: &str) -> (u16, Value) {
    answer(request(fake, "GET", path).send().unwrap())
}

/// Status and JSON body of an answer.
fn answer(response: Response) -> (u16, Value) {
    (response.status().as_u16(), response.json().unwrap_or_default())
}

/// A body for a route to a group.
fn group(keypress: &str) -> Value {
    json!({ "ivr_route": { "keypress": keypress, "action": "group", "options": { "group_ids": [360001381413_i64] } } })
}
