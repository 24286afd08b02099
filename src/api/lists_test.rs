//! What the client makes of answers: lists over several pages, content codings, sizes, and values of odd types.

use std::io::Write as _;

use axum::body::Body;
use axum::http::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use super::client_test::{MENU, ROUTES, create, route};
use super::test_server::{Act, Server, json, text, with};
use super::{Client, Error, Group, Ivr, IvrRoute, Kind, Listing};

const GROUPS: &str = "/api/v2/groups?page[size]=100";

fn ids(range: std::ops::RangeInclusive<i64>) -> Vec<Value> {
    range.map(|id| json!({"id": id, "name": format!("Group {id}")})).collect()
}

/// A page by cursor, with a link to a next one in any case, as Zendesk sends it.
fn by_cursor(range: std::ops::RangeInclusive<i64>, has_more: bool) -> Act {
    let next = format!("{GROUPS}&page[after]={}", range.end());
    json(
        200,
        json!({"groups": ids(range), "meta": {"has_more": has_more}, "links": {"next": next, "prev": null}}),
    )
}

/// A page by offset; there is a next one if it has a number.
fn by_offset(routes: &[i64], next: Option<u32>, count: usize) -> Act {
    let routes: Vec<_> = routes.iter().map(|id| json!({"id": id})).collect();
    let next = next.map(|page| format!("{ROUTES}?page={page}"));
    json(200, json!({"ivr_routes": routes, "next_page": next, "count": count}))
}

async fn route_ids(client: &Client) -> Result<Vec<i64>, Error> {
    Ok(client.list::<IvrRoute>(MENU).await?.into_iter().map(|route| route.id).collect())
}

#[tokio::test]
async fn pages_by_cursor_are_read_until_there_are_no_more() {
    for (pages, last) in [(vec![1..=100, 101..=101], 101), (vec![1..=100, 101..=200, 201..=250], 250)] {
        let mores = (0..pages.len()).map(|page| page + 1 < pages.len());
        let server =
            Server::start(pages.clone().into_iter().zip(mores).map(|(range, more)| by_cursor(range, more)))
                .await;
        let groups = server.client().list::<Group>(()).await.unwrap();
        assert!(groups.iter().map(|group| group.id).eq(1..=last));
        let lines = server.lines();
        assert_eq!(lines.len(), pages.len());
        assert_eq!(
            (lines[0].as_str(), lines[1].as_str()),
            ("GET /api/v2/groups?page[size]=100", "GET /api/v2/groups?page[size]=100&page[after]=100")
        );
    }
}

#[tokio::test]
async fn a_page_by_cursor_without_the_address_of_the_next_is_an_error() {
    let body = json!({"groups": ids(1..=100), "meta": {"has_more": true}, "links": {}});
    let server = Server::start([json(200, body)]).await;
    let error = server.client().list::<Group>(()).await.unwrap_err();
    assert!(error.to_string().contains("missing field `links.next`"), "{error}");
}

#[tokio::test]
async fn a_list_that_shifts_while_it_is_read_is_read_again() {
    let shifted = [
        // An id comes twice, one is missing, the counts differ.
        vec![by_offset(&[1, 2], Some(2), 3), by_offset(&[2, 3], None, 3)],
        vec![by_offset(&[1, 2], Some(2), 4), by_offset(&[4], None, 4)],
        vec![by_offset(&[1, 2], Some(2), 4), by_offset(&[4], None, 3)],
    ];
    for pages in shifted {
        let server = Server::start(pages).await;
        server.then([by_offset(&[1, 2], Some(2), 3), by_offset(&[3], None, 3)]);
        assert_eq!(route_ids(&server.client()).await.unwrap(), [1, 2, 3]);
        assert_eq!(server.lines().len(), 4);
    }
}

#[tokio::test]
async fn a_list_that_always_shifts_is_an_error() {
    let page = || by_offset(&[1, 2], None, 3);
    let server = Server::start([page(), page(), page()]).await;
    let error = route_ids(&server.client()).await.unwrap_err();
    assert!(matches!(error.kind(), Kind::ShiftingPages), "{error:?}");
    assert_eq!(
        error.to_string(),
        format!(
            "the list GET {ROUTES} changed while it was read, twice: the account changed meanwhile. Run it again when \
             nobody changes the account"
        )
    );
    assert_eq!(server.lines().len(), 2);
}

#[tokio::test]
async fn a_list_that_is_longer_than_wanted_is_not_read_to_its_end() {
    let cases: [(Vec<Act>, usize, usize); 3] = [
        (vec![by_offset(&[1, 2], Some(2), 4)], 3, 1),
        // The service doesn't say how many there are.
        (
            vec![json(
                200,
                json!({"ivr_routes": [{"id": 1}, {"id": 2}], "next_page": format!("{ROUTES}?page=2")}),
            )],
            1,
            1,
        ),
        (vec![by_offset(&[1, 2], Some(2), 3), by_offset(&[3], None, 3)], 3, 2),
    ];
    for (pages, most, requests) in cases {
        let server = Server::start(pages).await;
        let listing = server.client().list_up_to::<IvrRoute>(MENU, most).await.unwrap();
        match listing {
            Listing::TooLong => assert_eq!(requests, 1),
            Listing::Whole(routes) => assert_eq!(routes.len(), 3),
        }
        assert_eq!(server.lines().len(), requests);
    }
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

fn coded(coding: &'static str, status: u16, body: Vec<u8>) -> Act {
    let response =
        Response::builder().status(status).header("content-encoding", coding).body(Body::from(body));
    Act::Answer(response.unwrap())
}

#[tokio::test]
async fn every_way_to_write_gzip_is_read() {
    const BODY: &[u8] = br#"{"ivr_routes":[{"id":7}]}"#;
    for coding in ["gzip", "GZIP", "x-gzip", "gzip, identity", " Gzip "] {
        let server = Server::start([coded(coding, 200, gzip(BODY))]).await;
        assert_eq!(route_ids(&server.client()).await.unwrap(), [7], "{coding}");
    }
    let server = Server::start([coded("gzip, x-gzip", 200, gzip(&gzip(BODY)))]).await;
    assert_eq!(route_ids(&server.client()).await.unwrap(), [7]);
    let server = Server::start([coded("identity", 200, BODY.to_vec())]).await;
    assert_eq!(route_ids(&server.client()).await.unwrap(), [7]);
}

#[tokio::test]
async fn a_content_coding_that_was_not_asked_for_is_named_and_final() {
    for coding in ["br", "deflate", "gzip, br"] {
        let server = Server::start([coded(coding, 200, b"x".to_vec())]).await;
        let error = route_ids(&server.patient(8)).await.unwrap_err();
        let name = coding.rsplit(' ').next().unwrap();
        let words = format!("its content-encoding is {name}, but only gzip was asked for");
        assert!(error.to_string().contains(&words), "{error}");
        assert_eq!(server.lines().len(), 1);
    }
}

#[tokio::test]
async fn a_gzip_that_is_cut_short_is_asked_for_again() {
    let whole = gzip(br#"{"ivr_routes":[{"id":7}]}"#);
    let server = Server::start([coded("gzip", 200, whole[..20].to_vec()), coded("gzip", 200, whole)]).await;
    assert_eq!(route_ids(&server.patient(1)).await.unwrap(), [7]);
}

#[tokio::test]
async fn a_body_is_read_up_to_its_limit_however_small_it_is_packed() {
    let blanks = |bytes: usize| b" ".repeat(bytes);
    let cases = [
        (coded("gzip", 200, gzip(&blanks((1 << 20) + 1))), 1 << 20),
        (coded("gzip, gzip", 200, gzip(&gzip(&blanks(64 << 20)))), 1 << 20),
        (coded("identity", 200, blanks((1 << 20) + 1)), 1 << 20),
        // Not even whole.
        (coded("gzip", 200, blanks((1 << 20) + 1)), 1 << 20),
    ];
    for (act, limit) in cases {
        let server = Server::start([act]).await;
        let error = server.patient(8).show::<IvrRoute>(MENU, &10003).await.unwrap_err();
        assert!(matches!(error.kind(), Kind::TooLarge { limit: found, .. } if *found == limit), "{error:?}");
        assert_eq!(server.lines().len(), 1);
    }
    let padded = |bytes: usize| {
        let mut body = br#"{"ivr_route":{"id":7}}"#.to_vec();
        body.resize(bytes, b' ');
        body
    };
    let server = Server::start([coded("gzip", 200, gzip(&padded(1 << 20)))]).await;
    assert_eq!(server.client().show::<IvrRoute>(MENU, &7).await.unwrap().id, 7);
}

#[tokio::test]
async fn a_list_has_one_limit_for_all_its_pages() {
    let page = |id: i64, bytes: usize| {
        let mut body = by_offset_body(id).into_bytes();
        body.resize(bytes, b' ');
        coded("gzip", 200, gzip(&body))
    };
    let server = Server::start([page(1, 20 << 20), page(2, 13 << 20)]).await;
    let error = route_ids(&server.patient(8)).await.unwrap_err();
    assert!(matches!(error.kind(), Kind::TooLarge { .. }), "{error:?}");
    assert_eq!(server.lines().len(), 2);
}

fn by_offset_body(id: i64) -> String {
    json!({"ivr_routes": [{"id": id}], "next_page": format!("{ROUTES}?page={id}")}).to_string()
}

#[tokio::test]
async fn the_body_of_an_error_is_cut() {
    let long = || {
        let mut body = b"{\"error\":\"RecordInvalid\",\"details\":{".to_vec();
        for field in 0..20_000 {
            body.extend(format!("\"f{field}\":[{{\"description\":\"no\"}}],").into_bytes());
        }
        body
    };
    for act in [coded("identity", 422, long()), coded("gzip", 422, gzip(&long()))] {
        let server = Server::start([act]).await;
        let error = route_ids(&server.client()).await.unwrap_err();
        assert!(
            error.to_string().starts_with(&format!("Zendesk answered GET {ROUTES} with 422 ")),
            "{error}"
        );
        assert!(error.to_string().len() < 1000, "{}", error.to_string().len());
    }
}

#[tokio::test]
async fn content_that_is_not_the_apis_is_final_and_says_so() {
    let utf16: Vec<u8> = "{\"ivr_routes\":[]}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked: Vec<u8> = [&[0xFF, 0xFE], &utf16[..]].concat();
    let cases: [(&[u8], &str); 7] = [
        (
            b"<html><title>Sign in</title></html>",
            "it isn't JSON, so it isn't the API's: an HTML page, \"Sign in\"",
        ),
        (b"\xEF\xBB\xBF{\"ivr_routes\":[]}", "it begins with a byte order mark, so it isn't the API's"),
        (&utf16, "it isn't UTF-8, so it isn't the API's"),
        (&marked, "it isn't UTF-8, so it isn't the API's"),
        (b"", "it is empty"),
        (b"OK", "it isn't JSON, so it isn't the API's: OK"),
        (
            b"{\"ivr_routes\":[{\"id\":1,\"greeting\":\"\\ud800\"}]}",
            "at ivr_routes[0].greeting: unexpected end of hex escape",
        ),
    ];
    for (body, words) in cases {
        let server = Server::start([coded("identity", 200, body.to_vec()), route()]).await;
        let error = route_ids(&server.patient(8)).await.unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(server.lines().len(), 1);
    }
}

#[tokio::test]
async fn a_page_in_the_place_of_a_create_leaves_it_in_doubt() {
    let server = Server::start([text(200, "<html>maintenance</html>")]).await;
    assert!(create(&server.client()).await.unwrap_err().is_ambiguous());
}

#[tokio::test]
async fn a_blank_body_tells_of_a_deletion_as_well_as_none() {
    for act in [text(200, " "), text(204, ""), text(200, ""), json(200, json!({}))] {
        let server = Server::start([act]).await;
        server.client().delete::<IvrRoute>(MENU, &10003).await.unwrap();
    }
    let server = Server::start([text(200, "<html></html>")]).await;
    assert!(server.client().delete::<IvrRoute>(MENU, &10003).await.unwrap_err().is_ambiguous());
}

#[tokio::test]
async fn what_only_informs_may_be_odd() {
    let route = json!({"id": 1, "keypress": 7, "greeting": 5, "option_text": {"a": 1}, "overflow_options": null,
        "options": {"tags": "vip sales"}});
    let ivrs = json!({"ivrs": [{"id": 3, "name": 4, "phone_number_names": [1, null], "menus": [{"id": 2,
        "name": null, "greeting_id": "ivr_none", "routes": [route]}]}]});
    let server = Server::start([json(200, ivrs), with(text(500, ""), "x-unused", "")]).await;
    let ivr = server.client().list::<Ivr>(()).await.unwrap().remove(0);
    assert_eq!((ivr.name.as_deref(), ivr.phone_number_names), (Some("4"), vec!["1".to_owned()]));
    let route = ivr.menus.unwrap().remove(0).routes.unwrap().remove(0);
    assert_eq!(
        (route.keypress.as_deref(), route.greeting.as_deref(), route.option_text),
        (Some("7"), Some("5"), None)
    );
    assert_eq!(route.options.tags, Some(vec!["vip".to_owned(), "sales".to_owned()]));
}

#[tokio::test]
async fn what_matters_is_read_exactly_and_its_place_is_named() {
    let route = |options: Value| json!({"ivrs": [{"id": 3, "menus": [{"id": 2, "routes": [{"id": 1, "options": options}]}]}]});
    let cases = [
        (
            json!({"group_ids": "support"}),
            "at ivrs[0].menus[0].routes[0].options.group_ids: invalid type: string \"support\"",
        ),
        (
            json!({"group_ids": ["support"]}),
            "at ivrs[0].menus[0].routes[0].options.group_ids: invalid type: string \"support\"",
        ),
        (json!({"menu_id": {}}), "at ivrs[0].menus[0].routes[0].options.menu_id: invalid type: map"),
    ];
    for (options, place) in cases {
        let server = Server::start([json(200, route(options))]).await;
        let error = server.client().list::<Ivr>(()).await.unwrap_err();
        assert!(error.to_string().contains(place), "{error}");
    }
}
