//! Whatever the service answers: a route is called gone only where the API says so.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::test_runner::{TestCaseError, TestRunner};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::Menus;
use crate::api::{Client, Credentials, MenuId, RouteId, Settings, arbitrary};

const ROUTE: RouteId = RouteId { menu: MenuId { ivr_id: 1, menu_id: 2 }, route_id: 3 };

/// The status and the body of every answer.
type Answer = Arc<Mutex<(u16, Vec<u8>)>>;

async fn answer(State(answer): State<Answer>) -> Response<Body> {
    let (status, body) = answer.lock().unwrap().clone();
    Response::builder().status(status).body(body.into()).unwrap()
}

async fn client(answers: Answer) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    let router = Router::new().fallback(answer).with_state(answers);
    tokio::spawn(async { axum::serve(listener, router).await.unwrap() });
    let settings = Settings {
        base_url,
        credentials: Credentials::OauthToken("t0ken".into()),
        user_agent: "test".into(),
        request_timeout: Duration::from_secs(30),
        max_retries: 0,
        max_requests_per_minute: None,
        stop: CancellationToken::new(),
    };
    Client::new(settings).unwrap()
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    let text = |json: Value| json.to_string().into_bytes();
    prop_oneof![
        any::<Vec<u8>>(),
        arbitrary::json().prop_map(text),
        arbitrary::list("ivr_routes").prop_map(text),
        arbitrary::list("ivr_menus").prop_map(text),
    ]
}

fn says_not_found(body: &[u8]) -> bool {
    serde_json::from_slice::<Value>(body).is_ok_and(|body| body["error"] == "RecordNotFound")
}

#[test]
fn a_read_keeps_what_no_answer_proves_to_be_gone() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let answers = Answer::default();
    let client = runtime.block_on(client(answers.clone()));
    let statuses =
        select(&[200_u16, 200, 201, 204, 302, 400, 401, 403, 404, 404, 409, 422, 429, 500, 503][..]);
    let mut runner = TestRunner::new(ProptestConfig::with_cases(200));
    let outcome = runner.run(&(statuses, body()), |(status, body)| {
        *answers.lock().unwrap() = (status, body.clone());
        let menus = Menus::new(client.clone(), CancellationToken::new());
        let gone = runtime.block_on(menus.read(ROUTE)).is_ok_and(|route| route.is_none());
        let proven = status == 404 && says_not_found(&body);
        if gone == proven { Ok(()) } else { Err(TestCaseError::fail(format!("gone: {gone}"))) }
    });
    outcome.unwrap();
}
