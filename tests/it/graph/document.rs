//! The document in Markdown: what people read who own a phone menu.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::json;

use crate::export::program::run;
use crate::fake::Fake;

#[test]
fn a_phone_menu_is_a_document() {
    let fake = Fake::start();
    fake.account(|account| {
        account.add_group(7, "Sales");
        account.add_group(8, "Support");
        account.add_phone_number(5, "+12025550100", Some("Main line"));
        account.add_greeting(501, "Welcome");
        account.set_next_id(10001);
        let ivr = account.add_ivr("Acme");
        account.set_next_id(10002);
        account.add_menu(ivr, "Billing");
        account.set_numbers(ivr, &[5]);
        account.set_greeting(ivr, 10385, 501);
        for (menu, key, action, options) in [
            (10385, "1", "group", json!({"group_ids": [7, 8]})),
            (10385, "2", "menu", json!({"menu_id": 10002})),
            (10385, "3", "textback", json!({"sms_text": "Hello!", "textback_phone_number_id": 5})),
            (10385, "default", "voicemail", json!({"group_ids": [8]})),
            (10002, "1", "phone_number", json!({"phone_number": "+15551234567"})),
            (10002, "*", "menu", json!({"menu_id": 10385})),
            (10002, "#", "group", json!({"group_ids": [9]})),
        ] {
            account.add_route(ivr, menu, key, action, options);
        }
    });
    let expected = r"# Acme

Phone numbers: Main line.

**2 problems:**

- Menu **Billing**: key \# calls group 9, which this account doesn't have: nobody takes these calls.
- Menu **Billing**: it has no default route: callers who press no key are disconnected.

## Main menu

Callers get here first. Greeting: Welcome.

| Key | Callers get to |
|---|---|
| 1 | Sales, then Support |
| 2 | menu Billing |
| 3 | text message: Hello! |
| none, or a wrong one | voicemail, Support |

## Billing

| Key | Callers get to |
|---|---|
| 1 | number +15551234567 |
| \* | menu Main menu |
| \# | **!** group 9, which doesn't exist |

";
    let document = run(&fake, &["graph", "--format", "markdown"]).ok().stdout;
    let (before, rest) = document.split_once("```mermaid\n").expect("a picture");
    let (picture, after) = rest.split_once("```\n\n").expect("the picture's end");
    assert_eq!(format!("{before}{after}"), expected);
    assert_eq!(picture, run(&fake, &["graph"]).ok().stdout);
}

/// IVRs, each with so many menus, all of which callers reach.
fn large(ivrs: usize, menus: usize) -> Fake {
    let fake = Fake::start();
    fake.account(|account| {
        account.add_group(7, "Sales");
        for number in 0..ivrs {
            let ivr = account.add_ivr(&format!("IVR {number}"));
            let mut ids = vec![account.default_menu(ivr)];
            ids.extend((1..menus).map(|menu| account.add_menu(ivr, &format!("Menu {menu} of many"))));
            for (index, menu) in ids.iter().enumerate() {
                account.add_route(ivr, *menu, "default", "group", json!({"group_ids": [7]}));
                for key in 1..10_usize {
                    if let Some(to) = ids.get(index * 9 + key) {
                        account.add_route(ivr, *menu, &key.to_string(), "menu", json!({"menu_id": to}));
                    }
                }
            }
        }
    });
    fake
}

#[test]
fn a_picture_that_github_does_not_draw_is_told_and_drawn_by_ivr() {
    let fake = large(10, 60);
    let ran = run(&fake, &["graph"]).ok();
    assert!(ran.stdout.chars().count() > 50_000);
    let expected = "The picture is too large: GitHub and GitLab draw 50000 characters and 500 arrows at most. Draw one IVR with --ivr, or \
                    all of them with --format markdown, a picture for each.\nNo problems in 600 menus.\n";
    assert_eq!(ran.stderr, expected);
    let document = run(&fake, &["graph", "--format", "markdown"]).ok();
    assert_eq!(document.stderr, "No problems in 600 menus.\n");
    let pictures: Vec<_> = document.stdout.split("```mermaid\n").skip(1).collect();
    assert_eq!(pictures.len(), 10);
    for picture in pictures {
        let picture = picture.split("```").next().unwrap_or_default();
        assert!(picture.len() < 50_000 && picture.contains("Menu 59 of many"), "{picture}");
    }
    let fake = large(1, 600);
    let document = run(&fake, &["graph", "--format", "markdown"]).ok().stdout;
    assert!(
        document.contains("The picture is left out") && document.contains("## Menu 599 of many"),
        "{document}"
    );
    assert!(run(&fake, &["graph"]).ok().stderr.starts_with("The picture is too large: "));
}

#[test]
fn an_account_without_an_ivr_is_a_sentence() {
    assert_eq!(
        run(&Fake::start(), &["graph", "--format", "markdown"]).ok().stdout,
        "The account has no IVR.\n"
    );
}

/// Names that would be something else than text.
const HOSTILE: [&str; 9] = [
    "a|b | c",
    "**bold** _it_ ~~gone~~ `code`",
    "<script>alert(1)</script>",
    "[link](https://evil.example) ![image](x)",
    "https://evil.example www.evil.example a@evil.example",
    "--> # heading > quote",
    "\\| backslash \\\\",
    "&amp; &#124; :smile:",
    "主菜单 قائمة 👩\u{200d}💻",
];

#[test]
fn hostile_names_stay_text_and_tables_keep_their_columns() {
    let fake = Fake::start();
    fake.account(|account| {
        account.set_next_id(10001);
        let ivr = account.add_ivr(HOSTILE[0]);
        for (number, name) in (1..).zip(HOSTILE) {
            account.add_group(number, name);
            let menu = account.add_menu(ivr, name);
            account.add_route(ivr, menu, "1", "group", json!({"group_ids": [number]}));
            account.add_route(ivr, menu, "2", "textback", json!({"sms_text": name}));
        }
    });
    let markdown = run(&fake, &["graph", "--format", "markdown"]).ok().stdout;
    let (mut cells, mut rows, mut texts, mut is_picture) = (0, 0, String::new(), false);
    for event in Parser::new_ext(&markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::TableCell) => cells += 1,
            Event::Start(Tag::TableRow) => rows += 1,
            Event::Start(
                Tag::Link { .. }
                | Tag::Image { .. }
                | Tag::BlockQuote(_)
                | Tag::Emphasis
                | Tag::Strikethrough,
            )
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Code(_) => panic!("{event:?} in {markdown}"),
            Event::Start(Tag::CodeBlock(_)) => is_picture = true,
            Event::End(TagEnd::CodeBlock) => is_picture = false,
            Event::Text(text) if !is_picture => texts += &text.replace('\u{2060}', ""),
            _ => {}
        }
    }
    assert_eq!((rows, cells), (2 * HOSTILE.len(), 2 * (3 * HOSTILE.len())), "{markdown}");
    for name in HOSTILE {
        assert!(texts.contains(name), "{name} isn't in {texts}");
    }
    let document = markdown.replace(run(&fake, &["graph"]).ok().stdout.as_str(), "");
    assert!(!document.contains("://") && !document.contains("www."), "{document}");
}
