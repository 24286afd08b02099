//! Answers that would take gigabytes, each by its name.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::server::Answer;

/// An answer to each request, and what the error says of it.
pub(super) struct Hostile {
    pub(super) name: &'static str,
    pub(super) says: &'static str,
    pub(super) answer: fn(&str) -> Answer,
}

/// Compresses with gzip.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// 2 GB of blanks in 2 MB: gzips may follow each other.
fn bomb() -> Vec<u8> {
    gzip(&b" ".repeat(1 << 20)).repeat(2000)
}

/// The number behind `page=`; the first page has none.
fn page_of(request: &str) -> usize {
    request.split("page=").nth(1).and_then(|page| page.parse().ok()).unwrap_or(1)
}

/// A page of an IVR with a menu of 300 routes, each with a text of 400 letters, and with a next page.
fn fat_page(request: &str) -> Answer {
    let page = page_of(request);
    let text = "x".repeat(400);
    let routes = (0..300).map(|route| {
        let id = page * 1000 + route;
        format!(r#"{{"id":{id},"keypress":"1","action":"group","options":{{"group_ids":[7]}},"option_text":"{text}"}}"#)
    });
    let routes: Vec<_> = routes.collect();
    let menus = format!(r#"[{{"id":{page},"routes":[{}]}}]"#, routes.join(","));
    let path = request.trim_start_matches("GET ").split('?').next().unwrap_or_default();
    let list = if path.ends_with("/menus") {
        format!(r#""ivr_menus":{menus}"#)
    } else {
        format!(r#""ivrs":[{{"id":{page},"menus":{menus}}}]"#)
    };
    Answer::new(format!(r#"{{{list},"next_page":"{path}?page={}"}}"#, page + 1))
}

/// A list of one IVR, and what it holds before it goes on without an end.
fn endless(start: &str, repeated: &str) -> Answer {
    Answer::new(format!(r#"{{"ivrs":[{start}"#)).endless(repeated)
}

/// The largest account that is read: an IVR with 24 menus of 20 routes, each with a text of 60 KB, 29 MB together.
pub(super) fn largest(_: &str) -> Answer {
    let text = "x".repeat(60_000);
    let route = |id| {
        let options = format!(r#"{{"sms_text":"{text}","textback_phone_number_id":7}}"#);
        format!(r#"{{"id":{id},"keypress":"{}","action":"textback","options":{options}}}"#, id % 10)
    };
    let menus = (1..=24).map(|menu| {
        let routes: Vec<_> = (1..=20).map(|id| route(menu * 100 + id)).collect();
        format!(r#"{{"id":{menu},"routes":[{}]}}"#, routes.join(","))
    });
    Answer::new(format!(r#"{{"ivrs":[{{"id":1,"menus":[{}]}}]}}"#, menus.collect::<Vec<_>>().join(",")))
}

/// The same with all routes in one menu, which makes the answer to Terraform too large.
pub(super) fn one_menu(_: &str) -> Answer {
    let text = "x".repeat(60_000);
    let routes = (1..=500).map(|id| format!(r#"{{"id":{id},"option_text":"{text}"}}"#));
    let routes = routes.collect::<Vec<_>>().join(",");
    Answer::new(format!(r#"{{"ivrs":[{{"id":1,"menus":[{{"id":2,"routes":[{routes}]}}]}}]}}"#))
}

/// As many records as are read: 16 IVRs with 1,000 menus of one route each.
pub(super) fn most(_: &str) -> Answer {
    let menu = |id| format!(r#"{{"id":{id},"name":"b","routes":[{{"id":{id}}}]}}"#);
    let ivrs = (1..=16).map(|ivr| {
        let menus: Vec<_> = (0..1000).map(|id| menu(ivr * 1000 + id)).collect();
        format!(r#"{{"id":{ivr},"name":"a","menus":[{}]}}"#, menus.join(","))
    });
    Answer::new(format!(r#"{{"ivrs":[{}]}}"#, ivrs.collect::<Vec<_>>().join(",")))
}

/// An IVR with 12 menus whose routes are listed apart, each list with 30 MB of blanks.
pub(super) fn large_lists(request: &str) -> Answer {
    if request.ends_with("/routes") {
        return Answer::new(r#"{"ivr_routes":["#).repeated(" ", 30_000_000, "]}");
    }
    let menus: Vec<_> = (1..=12).map(|id| format!(r#"{{"id":{id}}}"#)).collect();
    Answer::new(format!(r#"{{"ivrs":[{{"id":1,"menus":[{}]}}]}}"#, menus.join(",")))
}

const TOO_LARGE: &str = "which isn't read any further";

/// All of them.
pub(super) fn hostile() -> Vec<Hostile> {
    let hostile = |name, says, answer| Hostile { name, says, answer };
    vec![
        hostile("gzip of 2 GB", TOO_LARGE, |_| Answer::new(bomb()).header("content-encoding", "gzip")),
        hostile("gzip of gzip of 2 GB", TOO_LARGE, |_| {
            Answer::new(gzip(&bomb())).header("content-encoding", "gzip, gzip")
        }),
        hostile("blanks without end", TOO_LARGE, |_| Answer::new("{").endless(" ")),
        hostile("brackets without end", TOO_LARGE, |_| endless("", "[")),
        hostile("objects without end", TOO_LARGE, |_| endless("", r#"{"a":"#)),
        hostile("tiny records without end", TOO_LARGE, |_| endless("", r#"{"id":1},"#)),
        hostile("3 million tiny records", TOO_LARGE, |_| {
            Answer::new(r#"{"ivrs":["#).repeated(r#"{"id":1},"#, 3_000_000, r#"{"id":1}]}"#)
        }),
        hostile("a million menus in one IVR", TOO_LARGE, |_| {
            Answer::new(r#"{"ivrs":[{"id":1,"menus":["#).repeated(
                r#"{"id":1},"#,
                1_000_000,
                r#"{"id":1}]}]}"#,
            )
        }),
        hostile("a million ids of numbers", TOO_LARGE, |_| {
            Answer::new(r#"{"ivrs":[{"id":1,"phone_number_ids":["#).repeated("1,", 10_000_000, "1]}]}")
        }),
        hostile("a million lists in one route", TOO_LARGE, |_| {
            let start = r#"{"ivrs":[{"id":1,"menus":[{"id":2,"routes":[{"id":3,"overflow_options":["#;
            Answer::new(start).repeated("[],", 10_000_000, "[]]}]}]}]}")
        }),
        hostile("a name of 30 MB", TOO_LARGE, |_| {
            Answer::new(r#"{"ivrs":[{"id":1,"name":""#).repeated("x", 30_000_000, r#""}]}"#)
        }),
        hostile("an id of 30 MB", TOO_LARGE, |_| {
            Answer::new(r#"{"ivrs":[{"id":""#).repeated("x", 30_000_000, r#""}]}"#)
        }),
        hostile("30 MB that are no JSON", "it isn't JSON", |_| {
            Answer::new("<html>").repeated("\u{e9}", 15_000_000, "")
        }),
        hostile("30 MB in the routes of one menu", TOO_LARGE, one_menu),
        hostile("1,000 pages of 300 fat routes", TOO_LARGE, fat_page),
        hostile("a 500 without end", "answered", |_| Answer::new("{").status(500).endless("x")),
        hostile("a 422 with 20,000 details", "; and ", |_| {
            let details: Vec<_> =
                (0..20_000).map(|n| format!(r#""f{n}":[{{"description":"is odd"}}]"#)).collect();
            Answer::new(format!(r#"{{"error":"RecordInvalid","details":{{{}}}}}"#, details.join(",")))
                .status(422)
        }),
        hostile("a header of 1 MB", "no answer to", |_| {
            Answer::new("{}").header("x-odd", &"x".repeat(1 << 20))
        }),
        hostile("100,000 headers", "no answer to", |_| {
            (0..100_000).fold(Answer::new("{}"), |answer, n| answer.header(&format!("x-{n}"), "x"))
        }),
    ]
}
