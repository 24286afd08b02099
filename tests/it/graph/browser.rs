//! A real browser shows the pictures and the page: texts stay in their boxes, and hostile names stay texts.
//!
//! `make test-pictures` runs these tests, and installs the browser and Mermaid where it can; without them, the tests say so and
//! pass. Widths of texts depend on the machine's fonts, so `make test` leaves them out.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::export::program::run;
use crate::fake::Fake;

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

const HOSTILE: [&str; 8] = [
    "</text></svg><script>document.title='run'</script>",
    "\"><img src=x onerror=\"document.title='run'\">",
    "a --> b <!-- c ]]> <![CDATA[ d",
    "&lt;b&gt; `x` | $(y) {{z}} 'quotes'",
    "gpj.\u{202e}exe esc\u{1b}[31m \u{ffff}",
    "主菜单：请按一，或等待接线员，谢谢您的耐心等待，再见",
    "القائمة الرئيسية للمبيعات",
    "👩\u{200d}💻 WWWWWWWWWWMMMMMMMMMM 👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽",
];

/// Measures, in the page that holds the picture, which texts reach over the edges of their menu.
const MEASURE: &str = "
<script>
const over = [];
for (const text of document.querySelectorAll('svg g[id] text')) {
  const box = text.getBoundingClientRect();
  const card = text.closest('g[id]').querySelector('rect').getBoundingClientRect();
  if (box.left < card.left || box.right > card.right || box.top < card.top || box.bottom > card.bottom) over.push(text.textContent);
}
const told = { texts: document.querySelectorAll('svg text').length, over, scripts: document.scripts.length, images: document.images.length };
document.body.textContent = 'MEASURED' + JSON.stringify(told) + 'MEASURED';
</script>";

/// Has Mermaid draw a source, and tells what the picture shows.
const DRAW: &str = "
mermaid.initialize({ startOnLoad: false });
const tell = (told) => { document.body.textContent = 'MEASURED' + JSON.stringify(told) + 'MEASURED'; };
mermaid.render('picture', source).then(({ svg }) => {
  document.body.innerHTML = svg;
  const count = (selector) => document.querySelectorAll(selector).length;
  tell({
    texts: document.querySelector('svg').textContent, title: document.title, nodes: count('svg .node'), arrows: count('svg .flowchart-link'),
    foreign: count('svg script, svg img, svg a'),
  });
}).catch((error) => tell({ error: String(error) }));";

/// Opens a page, and returns what the browser made of it; none if there is no browser.
fn open(name: &str, text: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    fs::create_dir_all(&folder).expect("a folder");
    let page = folder.join(name);
    fs::write(&page, text).expect("written");
    let profile = tempfile::tempdir().expect("a folder");
    for browser in BROWSERS {
        let mut command = Command::new(browser);
        command.args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--dump-dom",
            "--virtual-time-budget=30000",
        ]);
        command.arg(format!("--user-data-dir={}", profile.path().display()));
        if let Ok(output) = command.arg(&page).output() {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            return Some(String::from_utf8(output.stdout).expect("UTF-8"));
        }
    }
    println!("skipped: no browser is installed; make test-pictures installs one");
    None
}

/// Two IVRs, with hostile names of everything that has a name.
fn hostile() -> Fake {
    let fake = Fake::start();
    fake.account(|account| {
        for (index, name) in HOSTILE.iter().enumerate() {
            account.add_group(700 + i64::try_from(index).expect("few"), name);
        }
        for name in &HOSTILE[..2] {
            let ivr = account.add_ivr(name);
            account.ivr_mut(ivr).expect("there").phone_numbers.push((5, HOSTILE[0].into()));
            let first = account.default_menu(ivr);
            for (key, name) in HOSTILE.iter().enumerate() {
                let menu = account.add_menu(ivr, name);
                account.add_route(ivr, first, &key.to_string(), "menu", json!({"menu_id": menu}));
                account.add_route(ivr, menu, "1", "group", json!({"group_ids": [700 + key]}));
                account.add_route(ivr, menu, "2", "textback", json!({"sms_text": name.repeat(9)}));
            }
        }
    });
    fake
}

/// Shows a picture in a page, and measures it there.
fn measured(name: &str, picture: &str) -> Option<Value> {
    let page = format!("<!DOCTYPE html><meta charset=utf-8><body>{picture}{MEASURE}</body>");
    Some(told(&open(name, &page)?))
}

/// What a page says that it measured.
fn told(shown: &str) -> Value {
    let told = shown.split("MEASURED").find(|part| part.starts_with('{')).expect("measured");
    let told = told.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    serde_json::from_str(&told).expect("JSON")
}

#[test]
#[ignore = "needs a browser: `make test-pictures`"]
fn a_browser_shows_the_picture_with_every_text_in_its_box() {
    let svg = run(&hostile(), &["graph", "--format", "svg"]).ok().stdout;
    let Some(told) = measured("measured.html", &svg) else { return };
    assert_eq!(told["over"], json!([]), "texts that are wider than their boxes");
    assert_eq!((&told["scripts"], &told["images"]), (&json!(1), &json!(0)), "names became elements");
    assert_eq!(told["texts"], svg.matches("<text ").count());
    let shown = open("picture.svg", &svg).expect("opened before");
    assert!(!shown.contains("parsererror") && !shown.contains("<script"), "{shown}");
    assert_eq!(shown.matches("<text ").count(), svg.matches("<text ").count());
}

#[test]
#[ignore = "needs a browser: `make test-pictures`"]
fn a_browser_shows_the_page_with_hostile_names_as_texts() {
    let html = run(&hostile(), &["graph", "--format", "html"]).ok().stdout;
    let Some(shown) = open("page.html", &html) else { return };
    for element in ["<script", "<img", "<title>run"] {
        assert!(!shown.contains(element), "{element} is in {shown}");
    }
    for element in ["<text ", "<td", "<h3 ", "<rect ", "<li>"] {
        assert_eq!(shown.matches(element).count(), html.matches(element).count(), "{element}");
    }
    assert!(shown.contains("&lt;/text&gt;&lt;/svg&gt;&lt;script&gt;") && shown.contains("gpj.\\u{202e}exe"));
}

/// Has Mermaid draw a picture; none if there is no Mermaid or no browser.
fn drawn(source: &str) -> Option<Value> {
    let Some(mermaid) = env::var_os("MERMAID_JS") else {
        println!("skipped: MERMAID_JS names no Mermaid; make test-pictures installs it");
        return None;
    };
    // As JSON in a script, where no text may end the script.
    let text = json!(source).to_string().replace('<', "\\u003c");
    let page = format!(
        "<!DOCTYPE html><meta charset=utf-8><body><script src=\"file://{}\"></script><script>const source = {text};{DRAW}</script></body>",
        Path::new(&mermaid).display()
    );
    let told = told(&open("mermaid.html", &page)?);
    assert_eq!(told["error"], Value::Null, "{source}");
    let count =
        |parts: &[&str]| source.lines().filter(|line| parts.iter().any(|part| line.contains(part))).count();
    let (nodes, arrows) = (count(&["[\"<b>", "([\""]), count(&["-->", "==>", "-.->"]));
    assert_eq!((&told["nodes"], &told["arrows"]), (&json!(nodes), &json!(arrows)), "{source}");
    Some(told)
}

#[test]
#[ignore = "needs a browser: `make test-pictures`"]
fn mermaid_draws_hostile_names_as_texts() {
    let Some(told) = drawn(&run(&hostile(), &["graph"]).ok().stdout) else { return };
    assert_eq!((&told["foreign"], &told["title"]), (&json!(0), &json!("")), "names became elements");
    let texts = told["texts"].as_str().unwrap_or_default();
    for name in [
        "</text></svg><script>document.title='run'</script>",
        "a --> b <!-- c ]]> <![CDATA[ d",
        "&lt;b&gt; `x` |",
        "主菜单",
    ] {
        assert!(texts.contains(name), "{name} isn't in {texts}");
    }
}

#[test]
#[ignore = "needs a browser: `make test-pictures`"]
fn mermaid_draws_what_a_plan_changes() {
    let comment = include_str!("plan/demo.md");
    let source = comment.split("```mermaid\n").nth(1).and_then(|rest| rest.split("```").next());
    let Some(told) = drawn(source.expect("a picture")) else { return };
    let texts = told["texts"].as_str().unwrap_or_default();
    assert!(texts.contains("Billing (+ added)"), "{texts}");
}
