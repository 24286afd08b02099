//! What a plan changes for callers, as a comment on a pull request.
//!
//! Source: [GitHub Flavored Markdown](https://github.github.com/gfm/); GitHub takes comments of 65,536 characters.

use std::fmt::Write as _;

use super::planned::Planned;
use crate::call_flow::difference::{Change, Difference, What};
use crate::call_flow::flow::{Flow, IvrFlow};
use crate::call_flow::markdown::{escaped, pressed};
use crate::call_flow::mermaid::mermaid;
use crate::call_flow::problem::{Finding, Problem};
use crate::plain_text::{joined, listed};

/// The longest comment, in bytes, so that as many characters are left for what goes around it.
const MAX_BYTES: usize = 60_000;

/// How much of it the table takes at most, and each list of problems; the rest is for the picture.
const MAX_TABLE: usize = 24_000;
const MAX_LIST: usize = 6_000;

/// What Mermaid draws at most, as GitHub runs it.
const MAX_PICTURE: usize = 50_000;
const MAX_ARROWS: usize = 500;

/// How many IVRs the first sentence names.
const MOST_IVRS: usize = 3;

/// Writes the comment.
#[must_use]
pub fn comment(planned: &Planned) -> String {
    let Planned { difference, notes } = planned;
    let mut text = format!("{}.\n\n", sentence(difference));
    text.push_str(&table(&difference.changes));
    text.push_str(&problems("New problems", &difference.new_problems));
    text.push_str(&problems("Solved problems", &difference.solved_problems));
    let notes: String = notes.iter().map(|note| format!("- {}\n", escaped(note))).collect();
    let notes = if notes.is_empty() { notes } else { format!("\nWhat this plan doesn't show:\n\n{notes}") };
    let left = MAX_BYTES.saturating_sub(text.len() + notes.len());
    text + &picture(&difference.flow, left) + &notes
}

/// Sums up what changes.
#[must_use]
pub fn summary(difference: &Difference) -> String {
    let count = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        more => Some(format!("{more} {many}")),
    };
    let mut ivrs: Vec<&str> = Vec::new();
    for change in &difference.changes {
        if !ivrs.contains(&&*change.ivr) {
            ivrs.push(&change.ivr);
        }
    }
    let changes = count(difference.changes.len(), "change", "changes");
    let changes = changes.map(|changes| format!("{changes} for callers in {}", named(&ivrs)));
    let parts = [
        Some(changes.unwrap_or_else(|| "No changes for callers".to_owned())),
        count(difference.new_problems.len(), "new problem", "new problems"),
        count(difference.solved_problems.len(), "problem solved", "problems solved"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn named(ivrs: &[&str]) -> String {
    if ivrs.len() <= MOST_IVRS {
        return joined(ivrs);
    }
    listed(ivrs.iter().map(|ivr| (*ivr).to_owned()), MOST_IVRS)
}

/// Says what is wrong, and where, in names.
#[must_use]
pub fn told(finding: &Finding) -> String {
    let menu = finding.menu.as_ref().map(|menu| format!(", menu \"{}\"", menu.title)).unwrap_or_default();
    format!("IVR \"{}\"{menu}: {}", finding.ivr, what(finding))
}

fn what(finding: &Finding) -> String {
    match finding.problem {
        Problem::MenuNotFound { .. } => {
            let key = finding.key.as_deref().unwrap_or_default();
            format!("key {key} leads to a menu that this IVR doesn't have: callers who press it get nowhere")
        }
        _ => finding.text(),
    }
}

fn sentence(difference: &Difference) -> String {
    escaped(&summary(difference))
}

fn table(changes: &[Change]) -> String {
    if changes.is_empty() {
        return String::new();
    }
    let has_ivrs = changes.iter().any(|change| Some(&change.ivr) != changes.first().map(|first| &first.ivr));
    let (ivr, rule) = if has_ivrs { ("| IVR ", "|---") } else { ("", "") };
    let mut table = format!("{ivr}| Menu | Key | Before | After |\n{rule}|---|---|---|---|\n");
    let mut written = 0;
    for change in changes {
        let row = row(change, has_ivrs);
        if table.len() + row.len() > MAX_TABLE {
            break;
        }
        table.push_str(&row);
        written += 1;
    }
    table.push('\n');
    if written < changes.len() {
        // Writing to a text never fails.
        let _ = writeln!(table, "{} more changes are left out here.\n", changes.len() - written);
    }
    table
}

fn row(change: &Change, has_ivrs: bool) -> String {
    let ivr = if has_ivrs { format!("| {} ", escaped(&change.ivr)) } else { String::new() };
    let (menu, key) = match &change.what {
        What::Key { menu, key } => (escaped(menu), pressed(key)),
        What::Greeting { menu } => (escaped(menu), "*greeting*".to_owned()),
        What::PhoneNumber(number) => (format!("*phone number* {}", escaped(number)), String::new()),
    };
    format!("{ivr}| {menu} | {key} | {} | {} |\n", escaped(&change.before), escaped(&change.after))
}

fn problems(heading: &str, found: &[Finding]) -> String {
    if found.is_empty() {
        return String::new();
    }
    let mut text = format!("**{heading}:**\n\n");
    let mut written = 0;
    for finding in found {
        let item = format!("- {}\n", escaped(&told(finding)));
        if text.len() + item.len() > MAX_LIST {
            break;
        }
        text.push_str(&item);
        written += 1;
    }
    if written < found.len() {
        let _ = writeln!(text, "- {} more are left out here", found.len() - written);
    }
    text.push('\n');
    text
}

/// Draws the IVRs that change, together if they fit, or else one by one as long as they do.
fn picture(flow: &Flow, left: usize) -> String {
    const NOTE: usize = 200;
    let changed: Vec<&IvrFlow> = flow.ivrs.iter().filter(|ivr| is_changed(ivr)).collect();
    if changed.is_empty() {
        return String::new();
    }
    let left = left.saturating_sub(NOTE);
    let together = Flow { ivrs: changed.iter().map(|ivr| (*ivr).clone()).collect() };
    if let Some(drawn) = fenced(&together, left) {
        return drawn;
    }
    let (mut text, mut left_out) = (String::new(), 0);
    for ivr in changed {
        let alone = Flow { ivrs: vec![ivr.clone()] };
        match fenced(&alone, left - text.len()) {
            Some(drawn) => text.push_str(&drawn),
            None => left_out += 1,
        }
    }
    if left_out > 0 {
        let what = match left_out {
            1 => "picture of 1 IVR is".to_owned(),
            count => format!("pictures of {count} IVRs are"),
        };
        let _ = writeln!(text, "The {what} left out here, being too large.");
    }
    text
}

fn fenced(flow: &Flow, left: usize) -> Option<String> {
    let source = mermaid(flow);
    let arrows = source.lines().filter(|line| {
        [" --> ", " -->|", " ==> ", " ==>|", " -.->|"].iter().any(|arrow| line.contains(arrow))
    });
    let fits = source.len() <= MAX_PICTURE && arrows.count() <= MAX_ARROWS;
    let drawn = format!("```mermaid\n{source}```\n");
    Some(drawn).filter(|drawn| fits && drawn.len() <= left)
}

fn is_changed(ivr: &IvrFlow) -> bool {
    Flow { ivrs: vec![ivr.clone()] }.has_marks()
}
