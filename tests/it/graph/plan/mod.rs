//! `terraform-provider-zendesk graph --plan`: what a plan changes for callers.

mod changing;
mod creating;
mod files;
mod hostile;
mod sensitive;
mod unseen;
mod workflow;

use std::fs;
use std::path::PathBuf;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::export::program::{Ran, run_with};
use crate::fake::Fake;
use crate::harness::Acceptance;

/// An account with groups Sales, Support and Billing, a phone number and two greetings.
fn office() -> Acceptance {
    let fake = Fake::start();
    fake.account(|account| account.seed_office());
    Acceptance::with(fake)
}

/// The demo's configuration, whose IVRs can be destroyed though phone numbers lead to them.
fn demo() -> String {
    example().replace("  default_menu = {", "  force_destroy = true\n  default_menu = {")
}

fn example() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/demo/main.tf")).expect("the demo")
}

/// Replaces a part of the demo's configuration.
#[track_caller]
fn replaced(config: &str, from: &str, to: &str) -> String {
    assert_eq!(config.matches(from).count(), 1, "{from}");
    config.replace(from, to)
}

/// The demo's configuration without a block.
#[track_caller]
fn without(config: &str, block: &str) -> String {
    let (before, rest) = config.split_once(&format!("{block} {{\n")).expect("the block is there");
    let (_, after) = rest.split_once("\n}\n").expect("the block ends");
    format!("{before}{after}")
}

/// Saves the plan of a configuration in a file of the working directory, as JSON.
#[track_caller]
fn planned(acc: &Acceptance, config: &str, options: &[&str]) -> PathBuf {
    acc.configure(config);
    let output = acc.terraform(&[&["plan", "-out", "tfplan"], options].concat());
    assert!(output.status.success(), "{output}");
    let json = acc.terraform(&["show", "-json", "tfplan"]);
    assert!(json.status.success(), "{json}");
    acc.write("plan.json", &json.stdout);
    acc.dir().join("plan.json")
}

/// Runs `graph --plan` without any environment: no credentials, no account.
fn graph(file: &std::path::Path, options: &[&str]) -> Ran {
    let file = file.to_str().expect("UTF-8");
    run_with(Vec::<(&str, &str)>::new(), &[&["graph", "--plan", file], options].concat())
}

/// The comment on a pull request that plans this configuration.
#[track_caller]
fn comment(acc: &Acceptance, config: &str) -> Comment {
    comment_with(acc, config, &[])
}

#[track_caller]
fn comment_with(acc: &Acceptance, config: &str, options: &[&str]) -> Comment {
    let file = planned(acc, config, options);
    Comment::of(graph(&file, &["--format", "markdown", "--strict"]))
}

/// A comment as its reader sees it.
#[derive(Debug)]
struct Comment {
    code: Option<i32>,
    markdown: String,
    stderr: String,
    /// The first sentence.
    sentence: String,
    /// The cells of the table, without its head.
    rows: Vec<Vec<String>>,
    /// The items of all lists.
    items: Vec<String>,
}

impl Comment {
    fn of(ran: Ran) -> Self {
        let (mut rows, mut items) = (Vec::new(), Vec::new());
        let (mut text, mut sentence) = (String::new(), None);
        for event in Parser::new_ext(&ran.stdout, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell | Tag::Item | Tag::Paragraph) => text.clear(),
                Event::End(TagEnd::TableCell) => {
                    rows.last_mut().unwrap_or(&mut Vec::new()).push(std::mem::take(&mut text));
                }
                Event::End(TagEnd::Item) => items.push(std::mem::take(&mut text)),
                Event::End(TagEnd::Paragraph) => {
                    sentence.get_or_insert_with(|| text.clone());
                }
                Event::Text(part) => text.push_str(&part),
                _ => {}
            }
        }
        let sentence = sentence.unwrap_or_default();
        Self { code: ran.code, markdown: ran.stdout, stderr: ran.stderr, sentence, rows, items }
    }

    /// Checks the first sentence and the table.
    #[track_caller]
    fn expect(&self, sentence: &str, rows: &[&[&str]]) -> &Self {
        assert_eq!((self.sentence.as_str(), &self.rows), (sentence, &owned(rows)), "{}", self.markdown);
        self
    }

    /// Checks the exit code of `--strict`, and the items of all lists.
    #[track_caller]
    fn expect_items(&self, code: i32, items: &[&str]) -> &Self {
        assert_eq!(self.items, items, "{}", self.markdown);
        assert_eq!(self.code, Some(code), "{}", self.stderr);
        self
    }
}

fn owned(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}
