//! Names that want to be markup stay text, in the comment and in its picture; large plans stay below GitHub's limit.

use serde_json::{Value, json};

use super::{Comment, graph};

const HOSTILE: [&str; 12] = [
    "a|b || c",
    "`code` ``` fence",
    "<script>alert(1)</script>",
    "--> <!-- x -->",
    "@octocat #1 https://example.com www.example.com",
    "[link](javascript:x) ![i](y)",
    "**bold** _it_ ~~s~~ \\| \\",
    "line\nbreak\r\n\n| x | y |",
    "\u{202e}gpj.exe\u{2066}",
    "end\"]:::problem; classDef x",
    "菜单 قائمة 📞",
    "&lt;b&gt; &#124; $$x$$ %%{init}%%",
];

/// A plan that creates an IVR with menus of these names, each with one route to a group of that name.
fn plan(names: &[String]) -> Value {
    let create = |after: Value, unknown: Value| json!({"actions": ["create"], "before": null, "after": after, "after_unknown": unknown, "before_sensitive": false, "after_sensitive": {}});
    let change = |address: String, kind: &str, change: Value| {
        let (_, name) = address.split_once('.').expect("an address");
        json!({"address": address, "mode": "managed", "type": kind, "name": name, "change": change})
    };
    let mut changes = vec![change(
        "zendesk_ivr.a".into(),
        "zendesk_ivr",
        create(
            json!({"name": names[0], "ivr_id": 1, "default_menu_id": 2, "default_menu": {"name": "Main menu"}, "phone_number_ids": []}),
            json!({}),
        ),
    )];
    let mut groups = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let (menu, group) = (index + 10, index + 100_000);
        let after = json!({"ivr_id": 1, "menu_id": menu, "name": name});
        changes.push(change(
            format!("zendesk_ivr_menu.m{index}"),
            "zendesk_ivr_menu",
            create(after, json!({})),
        ));
        let after = json!({"ivr_id": 1, "menu_id": menu, "keypress": "default", "action": "group", "options": {"group_ids": [group]}});
        changes.push(change(
            format!("zendesk_ivr_route.r{index}"),
            "zendesk_ivr_route",
            create(after, json!({"route_id": true})),
        ));
        groups.push(json!({"address": format!("data.zendesk_group.g{index}"), "mode": "data", "type": "zendesk_group", "name": "g",
            "values": {"group_id": group, "name": name}, "sensitive_values": {}}));
    }
    json!({"format_version": "1.2", "resource_changes": changes, "planned_values": {},
        "prior_state": {"values": {"root_module": {"resources": groups}}}})
}

fn written(plan: &Value) -> (tempfile::TempDir, std::path::PathBuf) {
    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join("plan.json");
    std::fs::write(&file, plan.to_string()).expect("written");
    (dir, file)
}

/// A name as it shows: on one line, and what can't be seen as an escape.
fn seen(name: &str) -> String {
    let words = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let steers = |char: char| matches!(char, '\u{202e}' | '\u{2066}');
    words
        .chars()
        .map(|char| if steers(char) { char.escape_unicode().to_string() } else { char.to_string() })
        .collect()
}

#[test]
fn hostile_names_stay_text_and_the_table_keeps_its_columns() {
    let names: Vec<_> = HOSTILE.iter().map(|name| (*name).to_owned()).collect();
    let (_dir, file) = written(&plan(&names));
    let comment = Comment::of(graph(&file, &["--format", "markdown"]).ok());
    // What keeps a text from being read as a link can't be seen.
    let plain = |text: &str| text.replace('\u{2060}', "");
    let mut rows: Vec<_> =
        comment.rows.iter().map(|row| row.iter().map(|cell| plain(cell)).collect::<Vec<_>>()).collect();
    let mut expected: Vec<_> = HOSTILE
        .iter()
        .map(|name| {
            [seen(name), "none, or a wrong one".into(), "the menu is new".into(), seen(name)].to_vec()
        })
        .collect();
    rows.sort();
    expected.sort();
    assert_eq!(rows, expected, "{}", comment.markdown);
    for event in pulldown_cmark::Parser::new_ext(&comment.markdown, pulldown_cmark::Options::all()) {
        use pulldown_cmark::{Event, Tag};
        let is_markup = matches!(
            event,
            Event::Html(_)
                | Event::InlineHtml(_)
                | Event::Code(_)
                | Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Heading { .. })
        );
        assert!(!is_markup, "{event:?}");
    }
    assert_eq!(comment.markdown.matches("```").count(), 2, "one fence: {}", comment.markdown);
    assert!(!comment.markdown.contains("@octocat"), "nobody is mentioned");
}

#[test]
fn a_large_comment_stays_below_the_limit_and_says_what_is_left_out() {
    let names: Vec<_> = (0..1500).map(|number| format!("|{number}| {}", "菜".repeat(70))).collect();
    let (_dir, file) = written(&plan(&names));
    let comment = Comment::of(graph(&file, &["--format", "markdown"]).ok());
    assert!(comment.markdown.len() < 60_000, "{}", comment.markdown.len());
    assert_eq!(
        comment.sentence,
        format!("1500 changes for callers in {}, 1501 new problems.", names[0].as_str())
    );
    assert!(comment.rows.iter().all(|row| row.len() == 4), "whole rows");
    let rest = 1500 - comment.rows.len();
    assert!(
        rest > 0 && comment.markdown.contains(&format!("\n{rest} more changes are left out here.\n")),
        "{rest}"
    );
    assert!(comment.items.iter().any(|item| item.ends_with(" more are left out here")));
    assert!(comment.markdown.contains("The picture of 1 IVR is left out here, being too large."));
    // The pictures alone have everything.
    assert_eq!(graph(&file, &[]).ok().stdout.matches("(+ added)</b>").count(), 1501);
}
