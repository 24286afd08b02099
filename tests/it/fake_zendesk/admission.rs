//! Credentials and headers.

use serde_json::{Value, json};

use super::{ROUTES, answer, bare, call, fake, get, request};
use crate::fake::Fake;

fn with_headers(fake: &Fake, method: &str) -> reqwest::blocking::RequestBuilder {
    bare(fake, method, ROUTES).header("accept", "application/json").header("content-type", "application/json")
}

#[test]
fn refuses_a_wrong_or_missing_api_token() {
    let fake = fake();
    let refused = (401, json!({ "error": "Couldn't authenticate you" }));
    assert_eq!(answer(with_headers(&fake, "GET").send().unwrap()), refused);
    let (email, token) = fake.account(|a| (a.credentials.email.clone(), a.credentials.api_token.clone()));
    let basic = |user: &str, password: &str| {
        answer(with_headers(&fake, "GET").basic_auth(user, Some(password)).send().unwrap())
    };
    assert_eq!(basic(&format!("{email}/token"), "wrong"), refused);
    assert_eq!(basic(&email, &token), refused);
    assert_eq!(basic("other@example.com/token", &token), refused);
    assert_eq!(basic(&format!("{email}/token"), &token).0, 200);
}

#[test]
fn refuses_a_wrong_access_token() {
    let fake = fake();
    let response = with_headers(&fake, "GET").bearer_auth("wrong").send().unwrap();
    let challenge = response.headers()["www-authenticate"].to_str().unwrap().to_owned();
    assert_eq!(
        challenge,
        r#"Bearer realm="Zendesk::OAuth Bearer Token Authentication", error="invalid_token""#
    );
    let text = "The access token provided is expired, revoked, malformed or invalid for other reasons.";
    assert_eq!(answer(response), (401, json!({ "error": "invalid_token", "error_description": text })));

    let token = fake.account(|a| a.credentials.oauth_token.clone());
    assert_eq!(with_headers(&fake, "GET").bearer_auth(token).send().unwrap().status(), 200);
}

#[test]
fn asks_for_json_headers() {
    let fake = fake();
    let status = |method: &str, drop: &str| {
        let mut request = request(&fake, method, ROUTES).body(super::group("1").to_string()).build().unwrap();
        request
            .headers_mut()
            .insert(reqwest::header::HeaderName::try_from(drop).unwrap(), "*/*".parse().unwrap());
        super::client().execute(request).unwrap().status().as_u16()
    };
    assert_eq!(status("GET", "accept"), 406);
    assert_eq!(status("GET", "content-type"), 200);
    assert_eq!(status("POST", "accept"), 406);
    assert_eq!(status("POST", "content-type"), 415);
    assert_eq!(fake.account(|account| account.route_count()), 0);

    fake.account(|account| account.knobs.strict_headers = false);
    assert_eq!(status("POST", "content-type"), 201);
}

#[test]
fn delete_asks_for_a_content_type_too() {
    let fake = fake();
    let (email, token) = fake.account(|a| (a.credentials.email.clone(), a.credentials.api_token.clone()));
    let delete = bare(&fake, "DELETE", &format!("{ROUTES}/7")).header("accept", "application/json");
    let response = delete.basic_auth(format!("{email}/token"), Some(token)).send().unwrap();
    assert_eq!(response.status(), 415);
    assert_eq!(call(&fake, "DELETE", &format!("{ROUTES}/7"), Value::Null).0, 404);
}

#[test]
fn credentials_are_new_for_each_fake_and_have_known_prefixes() {
    let secrets = |fake: &Fake| {
        fake.account(|a| {
            let own = &a.credentials;
            [own.api_token.clone(), own.oauth_token.clone(), own.oauth_client_secret.clone()]
        })
    };
    let (one, other) = (secrets(&fake()), secrets(&fake()));
    let prefixes = ["fake-api-token-", "fake-oauth-token-", "fake-client-secret-"];
    for ((a, b), prefix) in one.iter().zip(&other).zip(prefixes) {
        assert_ne!(a, b);
        assert!(a.starts_with(prefix) && b.starts_with(prefix));
        assert_eq!(a.len(), prefix.len() + 32);
    }
}

#[test]
fn env_lets_a_client_in() {
    let fake = fake();
    let [(_, url), (_, email), (_, token)] = fake.env();
    assert_eq!(fake.env().map(|(name, _)| name), ["ZENDESK_BASE_URL", "ZENDESK_EMAIL", "ZENDESK_API_TOKEN"]);
    let request =
        super::client().get(format!("{url}{ROUTES}")).basic_auth(format!("{email}/token"), Some(token));
    assert_eq!(request.header("accept", "application/json").send().unwrap().status(), 200);
    assert_eq!(get(&fake, ROUTES).0, 200);
}
