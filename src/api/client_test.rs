//! What the client does over HTTP.

use std::io::Write as _;
use std::time::Duration;

use axum::body::Body;
use axum::http::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use futures::stream;
use serde_json::json;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;
use url::Url;

use super::test_server::{Act, Server, json, settings, text, with};
use super::{
    Client, Credentials, Error, FieldError, Ivr, IvrMenu, IvrRoute, Kind, MenuId, Options, RouteRequest,
    Status,
};

pub(super) const MENU: MenuId = MenuId { ivr_id: 10001, menu_id: 10002 };
pub(super) const ROUTES: &str = "/api/v2/channels/voice/ivr/10001/menus/10002/routes";

pub(super) fn route() -> Act {
    json(
        200,
        json!({"ivr_route": {"id": 10003, "keypress": "1", "action": "group", "options": {"group_ids": [1]}}}),
    )
}

pub(super) fn request() -> RouteRequest {
    RouteRequest {
        keypress: Some("1".into()),
        action: Some("group".into()),
        options: Some(Options { group_ids: Some(vec![1]), ..Options::default() }),
        overflow_options: None,
    }
}

/// Makes one attempt at creating a route.
pub(super) async fn create(client: &Client) -> Result<IvrRoute, Error> {
    client.creation(MENU, &request()).attempt().await
}

#[tokio::test]
async fn an_answer_that_quotes_the_request_shows_no_secret() {
    // printf 'ann@example.com/token:s3cret' | base64
    const SENT: &str = "Basic YW5uQGV4YW1wbGUuY29tL3Rva2VuOnMzY3JldA==";
    let quoted = format!("{}Authorization: {SENT}", "x".repeat(475));
    let acts = [
        json(401, json!({"error": "invalid_token", "error_description": SENT})),
        json(422, json!({"details": {SENT: [{"description": "s3cret"}]}})),
        json(500, json!({"error": quoted})),
        with(text(503, "s3cret"), "x-request-id", SENT),
        with(text(302, ""), "location", "/login/s3cret"),
        json(200, json!({"ivr_route": {"id": SENT}})),
    ];
    for act in acts {
        let server = Server::start([act]).await;
        let error = server.client().show::<IvrRoute>(MENU, &10003).await.unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(shown.contains("(sensitive)") || shown.contains("(sen\u{2026}"), "{shown}");
        assert!(!shown.contains("YW5uQ") && !shown.contains("s3cret"), "{shown}");
    }
}

#[tokio::test]
async fn each_call_is_the_documented_request() {
    let server = Server::start([
        json(200, json!({"ivr_routes": []})),
        route(),
        route(),
        route(),
        text(204, ""),
        json(200, json!({"ivr_menus": []})),
        json(200, json!({"ivrs": []})),
    ])
    .await;
    let client = server.client();
    assert_eq!(client.list::<IvrRoute>(MENU).await.unwrap(), []);
    assert_eq!(client.show::<IvrRoute>(MENU, &10003).await.unwrap().id, 10003);
    assert_eq!(create(&client).await.unwrap().id, 10003);
    assert_eq!(client.update::<IvrRoute>(MENU, &10003, &request()).await.unwrap().id, 10003);
    client.delete::<IvrRoute>(MENU, &10003).await.unwrap();
    assert_eq!(client.list::<IvrMenu>(10001).await.unwrap(), []);
    assert_eq!(client.list::<Ivr>(()).await.unwrap(), []);
    assert_eq!(
        server.lines(),
        [
            format!("GET {ROUTES}"),
            format!("GET {ROUTES}/10003"),
            format!("POST {ROUTES}"),
            format!("PUT {ROUTES}/10003"),
            format!("DELETE {ROUTES}/10003"),
            "GET /api/v2/channels/voice/ivr/10001/menus".into(),
            "GET /api/v2/channels/voice/ivr".into(),
        ]
    );
}

#[tokio::test]
async fn headers_and_bodies_are_as_documented() {
    let server =
        Server::start([route(), route(), route(), json(200, json!({"ivr_route": {"id": 10003}}))]).await;
    let client = server.client();
    client.show::<IvrRoute>(MENU, &10003).await.unwrap();
    create(&client).await.unwrap();
    client
        .update::<IvrRoute>(MENU, &10003, &RouteRequest { keypress: Some("*".into()), ..Default::default() })
        .await
        .unwrap();
    client.delete::<IvrRoute>(MENU, &10003).await.unwrap();
    let seen = server.seen();
    for request in &seen {
        assert_eq!(request.headers["accept"], "application/json");
        assert_eq!(request.headers["user-agent"], "terraform-provider-zendesk/test");
        assert_eq!(request.headers["accept-encoding"], "gzip");
        // printf 'ann@example.com/token:s3cret' | base64
        assert_eq!(request.headers["authorization"], "Basic YW5uQGV4YW1wbGUuY29tL3Rva2VuOnMzY3JldA==");
    }
    let types: Vec<_> = seen.iter().map(|request| request.headers.get("content-type").cloned()).collect();
    let json = "application/json".parse().ok();
    assert_eq!(types, [None, json.clone(), json.clone(), json]);
    let bodies: Vec<_> = seen.iter().map(|request| request.body.as_str()).collect();
    let created = r#"{"ivr_route":{"keypress":"1","action":"group","options":{"group_ids":[1]}}}"#;
    assert_eq!(bodies, ["", created, r#"{"ivr_route":{"keypress":"*"}}"#, ""]);
}

#[tokio::test]
async fn an_oauth_token_is_a_bearer_token() {
    let server = Server::start([route()]).await;
    let credentials = Credentials::OauthToken("s3cret".into());
    let client = Client::new(super::Settings { credentials, ..settings(server.url.clone()) }).unwrap();
    client.show::<IvrRoute>(MENU, &10003).await.unwrap();
    assert_eq!(server.seen()[0].headers["authorization"], "Bearer s3cret");
}

#[tokio::test]
async fn a_base_url_may_have_a_path() {
    let server = Server::start([route(), route()]).await;
    for path in ["proxy/zendesk", "proxy/zendesk/"] {
        let client = Client::new(settings(server.url.join(path).unwrap())).unwrap();
        client.show::<IvrRoute>(MENU, &10003).await.unwrap();
    }
    let line = format!("GET /proxy/zendesk{ROUTES}/10003");
    assert_eq!(server.lines(), [line.clone(), line]);
}

#[test]
fn a_base_url_that_is_none_is_refused() {
    for url in
        ["ftp://x.example", "data:x", "https://u:p@x.example", "https://x.example?a=1", "https://x.example#a"]
    {
        let error = Client::new(settings(url.parse().unwrap())).unwrap_err();
        assert!(error.to_string().starts_with("can't use the settings: base_url must "), "{error}");
        assert!(!error.to_string().contains("u:p"), "{error}");
    }
}

#[test]
fn debug_shows_no_secret() {
    let settings = settings("https://example.zendesk.com".parse().unwrap());
    let shown = format!("{settings:?} {:?}", Client::new(settings.clone()).unwrap());
    assert!(!shown.contains("s3cret") && !shown.contains("YW5uQGV4"), "{shown}");
}

#[tokio::test]
async fn a_list_is_read_to_its_last_page() {
    let server = Server::start([]).await;
    let next = server.url.join(&format!("{ROUTES}?page=2")).unwrap();
    server.then([
        json(200, json!({"ivr_routes": [{"id": 1}, {"id": 2}], "next_page": next.as_str(), "count": 3})),
        json(200, json!({"ivr_routes": [{"id": 3}], "next_page": null, "count": 3})),
    ]);
    let routes = server.client().list::<IvrRoute>(MENU).await.unwrap();
    assert_eq!(routes.iter().map(|route| route.id).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(server.lines(), [format!("GET {ROUTES}"), format!("GET {ROUTES}?page=2")]);
}

#[tokio::test]
async fn a_list_that_breaks_off_is_an_error() {
    let server = Server::start([]).await;
    let next = server.url.join(&format!("{ROUTES}?page=2")).unwrap();
    server
        .then([json(200, json!({"ivr_routes": [{"id": 1}], "next_page": next.as_str()})), text(500, "boom")]);
    let error = server.client().list::<IvrRoute>(MENU).await.unwrap_err();
    assert_eq!(error.status(), Some(Status::Server));
}

#[tokio::test]
async fn a_page_elsewhere_is_not_asked_for() {
    let other = Server::start([]).await;
    let next = other.url.join("/page?token=s3cret").unwrap();
    let server = Server::start([json(200, json!({"ivr_routes": [], "next_page": next.as_str()}))]).await;
    let error = server.client().list::<IvrRoute>(MENU).await.unwrap_err();
    assert!(matches!(error.kind(), Kind::ForeignPage { .. }));
    let origin = other.url.as_str().trim_end_matches('/');
    assert_eq!(
        error.to_string(),
        format!(
            "the list GET {ROUTES} goes on at {origin}, which is another origin and isn't followed; check base_url"
        )
    );
    assert_eq!(other.lines(), [""; 0]);
}

#[tokio::test]
async fn a_list_that_comes_back_to_a_page_is_an_error() {
    let page = || json(200, json!({"ivr_routes": [], "next_page": format!("{ROUTES}?page=2")}));
    let server = Server::start([page(), page()]).await;
    let error = server.client().list::<IvrRoute>(MENU).await.unwrap_err();
    assert_eq!(error.to_string(), format!("the list GET {ROUTES} doesn't end after 2 pages"));
}

#[tokio::test]
async fn a_body_that_is_not_the_documented_one_is_an_error_with_its_place() {
    let cases = [
        (json(200, json!({"routes": []})), "at .: missing field `ivr_routes` at line 1 column 13"),
        (
            json(200, json!({"ivr_routes": null})),
            "at ivr_routes: invalid type: null, expected a sequence at line 1 column 18",
        ),
        (
            json(200, json!({"ivr_routes": [{"id": "x"}]})),
            "at ivr_routes[0].id: invalid type: string \"x\", expected i64 at line 1 column 24",
        ),
        (
            json(200, json!({"ivr_routes": [{"id": 1, "options": {"menu_id": true}}]})),
            "at ivr_routes[0].options.menu_id: invalid type: boolean `true`, expected an integer at line 1 column 49",
        ),
        (
            text(200, "<html><title>Sign in</title></html>"),
            "at .: it isn't JSON, so it isn't the API's: an HTML page, \"Sign in\"",
        ),
        (text(200, r#"{"ivr_routes":["#), "at ivr_routes: EOF while parsing a list at line 1 column 15"),
        (text(200, r#"{"ivr_routes":[]} x"#), "at .: trailing characters at line 1 column 19"),
    ];
    for (answer, place) in cases {
        let server = Server::start([with(answer, "x-request-id", "r1")]).await;
        let error = server.client().list::<IvrRoute>(MENU).await.unwrap_err();
        assert!(matches!(error.kind(), Kind::Undecodable(_)));
        assert_eq!(
            error.to_string(),
            format!(
                "Zendesk answered GET {ROUTES} with 200 OK and a body that can't be read: {place} (request id r1)"
            )
        );
    }
}

#[tokio::test]
async fn compressed_answers_are_read() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(br#"{"ivr_routes":[{"id":7}]}"#).unwrap();
    let body = Body::from(encoder.finish().unwrap());
    let server = Server::start([with(Act::Answer(Response::new(body)), "content-encoding", "gzip")]).await;
    assert_eq!(server.client().list::<IvrRoute>(MENU).await.unwrap()[0].id, 7);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let other = Server::start([]).await;
    let location = other.url.join("/login?token=s3cret").unwrap();
    let server = Server::start([with(text(302, ""), "location", location.as_str()), text(301, "")]).await;
    let error = server.client().show::<IvrRoute>(MENU, &10003).await.unwrap_err();
    let target = other.url.join("/login").unwrap();
    assert_eq!(
        error.to_string(),
        format!(
            "Zendesk redirects GET {ROUTES}/10003 to {target}; redirects are not followed, check subdomain or base_url"
        )
    );
    let error = server.client().show::<IvrRoute>(MENU, &10003).await.unwrap_err();
    assert!(error.to_string().contains(" to an address that it doesn't give; "), "{error}");
    assert_eq!(other.lines(), [""; 0]);
}

#[tokio::test]
async fn each_status_has_its_meaning() {
    let not_found = || json(404, json!({"error": "RecordNotFound", "description": "Not found"}));
    let endpoint = || json(404, json!({"error": "InvalidEndpoint", "description": "Not found"}));
    let cases = [
        (not_found(), Status::RecordNotFound),
        (endpoint(), Status::NotFound),
        (text(404, ""), Status::NotFound),
        (text(404, "<html><title>Oops</title>"), Status::NotFound),
        (json(404, json!({"error": {"title": "No help desk at x"}})), Status::NotFound),
        (text(401, ""), Status::Unauthorized),
        (text(403, ""), Status::Forbidden),
        (text(429, ""), Status::RateLimited),
        (text(409, ""), Status::Conflict),
        (text(400, ""), Status::Invalid),
        (text(422, ""), Status::Invalid),
        (text(408, ""), Status::Server),
        (text(500, ""), Status::Server),
        (text(503, ""), Status::Server),
        (text(520, ""), Status::Server),
        (text(405, ""), Status::Refused),
        (text(413, ""), Status::Refused),
        (text(418, ""), Status::Refused),
        (json(206, json!({"ivr_route": {"id": 10003}})), Status::Refused),
    ];
    for (answer, status) in cases {
        let server = Server::start([answer]).await;
        let error = server.client().show::<IvrRoute>(MENU, &10003).await.unwrap_err();
        assert_eq!(error.status(), Some(status), "{error:?}");
        assert!(!error.is_ambiguous(), "{error}");
    }
    let server = Server::start([text(304, "")]).await;
    let error = server.client().show::<IvrRoute>(MENU, &10003).await.unwrap_err();
    assert!(matches!(error.kind(), Kind::Redirect { .. }), "{error:?}");
}

#[tokio::test]
async fn a_success_that_is_not_documented_leaves_a_write_in_doubt() {
    for status in [202, 206] {
        let server = Server::start([json(status, json!({"ivr_route": {"id": 10003}}))]).await;
        let error = create(&server.client()).await.unwrap_err();
        assert!(error.is_ambiguous(), "{error}");
    }
}

#[tokio::test]
async fn an_error_says_what_was_asked_and_what_was_answered() {
    let body = json!({"error": "RecordInvalid", "description": "Record validation errors", "details": {
        "keypress": [{"description": "Keypress: has already been taken", "error": "DuplicateValue"}],
        "base": [{"description": "no"}]}});
    let server = Server::start([with(json(422, body), "x-zendesk-request-id", "r1")]).await;
    let error = create(&server.client()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "Zendesk answered POST {ROUTES} with 422 Unprocessable Entity: RecordInvalid: Record validation errors; \
            base: no; Keypress: has already been taken; DuplicateValue (request id r1)"
        )
    );
    let answer = error.answer().unwrap();
    let field = FieldError {
        field: "keypress".into(),
        message: "Keypress: has already been taken; DuplicateValue".into(),
    };
    assert_eq!(answer.fields[1], field);
}

#[tokio::test]
async fn an_error_says_what_to_check() {
    let refused = |status| json(status, json!({"error": {"title": "No", "message": "no"}}));
    let cases = [
        (401, "401 Unauthorized: No: no; check email and api_token: "),
        (403, "403 Forbidden: No: no; phone menus need an administrator "),
        (404, "404 Not Found: No: no; check subdomain or base_url"),
    ];
    for (status, words) in cases {
        let server = Server::start([refused(status)]).await;
        let error = server.client().show::<IvrRoute>(MENU, &10003).await.unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[tokio::test]
async fn an_answer_that_does_not_come_leaves_a_write_in_doubt() {
    let server = Server::start([Act::Hang, Act::Hang]).await;
    let request_timeout = Duration::from_millis(500);
    let settings = super::Settings { request_timeout, ..settings(server.url.clone()) };
    let client = Client::new(settings.clone()).unwrap();
    let error = client.show::<IvrRoute>(MENU, &10003).await.unwrap_err();
    assert_eq!(error.to_string(), format!("no answer to GET {ROUTES}/10003: timed out after 500ms"));
    assert!(!error.is_ambiguous());
    // What the first client knows of this host would end the create before it is sent.
    assert!(create(&Client::new(settings).unwrap()).await.unwrap_err().is_ambiguous());
}

#[tokio::test]
async fn a_connection_that_is_closed_leaves_a_write_in_doubt() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url: Url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    let client = Client::new(settings(url)).unwrap();
    let request = request();
    let closes = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.read_u8().await.unwrap();
    };
    let (error, ()) = tokio::join!(client.update::<IvrRoute>(MENU, &10003, &request), closes);
    let error = error.unwrap_err();
    assert!(matches!(error.kind(), Kind::Transport { reached: true, .. }), "{error:?}");
    assert!(error.is_ambiguous());
}

#[tokio::test]
async fn a_refused_connection_leaves_no_doubt() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    drop(listener);
    let error = create(&Client::new(settings(url)).unwrap()).await.unwrap_err();
    assert!(matches!(error.kind(), Kind::Transport { reached: false, .. }), "{error:?}");
    assert!(error.to_string().ends_with(" (it was not sent)"), "{error}");
    assert!(!error.is_ambiguous());
}

#[tokio::test]
async fn a_body_that_breaks_off_leaves_a_write_in_doubt() {
    let broken = || {
        let parts = [Ok("{\"ivr_route\""), Err(std::io::Error::other("broken"))];
        Act::Answer(Response::new(Body::from_stream(stream::iter(parts))))
    };
    let server = Server::start([broken(), json(201, json!({"ivr_route": {}}))]).await;
    let client = server.client();
    for _ in 0..2 {
        assert!(create(&client).await.unwrap_err().is_ambiguous());
    }
}
