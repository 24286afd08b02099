//! The phone menus of an account as a document in Markdown, for people who own them and read no HCL.
//!
//! Source: [GitHub Flavored Markdown](https://github.github.com/gfm/).

use super::flow::{Flow, IvrFlow, Key, MenuFlow};
use super::mermaid::{MAX_ARROWS, MAX_CHARS, is_drawn, mermaid};
use super::problem::{self, Finding};

/// A character of no width, which keeps a text from being read as a link.
const WORD_JOINER: char = '\u{2060}';

/// Writes the document.
#[must_use]
pub fn markdown(flow: &Flow) -> String {
    let ivrs: String = flow.ivrs.iter().map(ivr).collect();
    if ivrs.is_empty() { "The account has no IVR.\n".to_owned() } else { ivrs }
}

fn ivr(ivr: &IvrFlow) -> String {
    let numbers: Vec<_> = ivr.phone_numbers.iter().map(|number| escaped(number)).collect();
    let numbers = if numbers.is_empty() {
        "No phone number leads here.".to_owned()
    } else {
        format!("Phone numbers: {}.", numbers.join(", "))
    };
    let menus: String = ivr.menus.iter().map(menu).collect();
    let problems = problems(&problem::of_ivr(ivr));
    format!("# {}\n\n{numbers}\n\n{problems}{}{menus}", escaped(&ivr.title), picture(ivr))
}

/// Draws the IVR, unless the picture wouldn't be shown.
fn picture(ivr: &IvrFlow) -> String {
    let picture = mermaid(&Flow { ivrs: vec![ivr.clone()] });
    if is_drawn(&picture) {
        return format!("```mermaid\n{picture}```\n\n");
    }
    format!(
        "The picture is left out: GitHub and GitLab draw {MAX_CHARS} characters and {MAX_ARROWS} arrows at most. \
         Graphviz draws it: `graph --format dot`.\n\n"
    )
}

fn problems(found: &[Finding]) -> String {
    let lines: String = found.iter().map(|finding| format!("- {}\n", sentence(finding))).collect();
    match found.len() {
        0 => String::new(),
        1 => format!("**1 problem:**\n\n{lines}\n"),
        count => format!("**{count} problems:**\n\n{lines}\n"),
    }
}

fn sentence(finding: &Finding) -> String {
    let menu = finding.menu.as_ref().map(|place| format!("Menu **{}**: ", escaped(&place.title)));
    format!("{}{}.", menu.unwrap_or_default(), escaped(&finding.text()))
}

fn menu(menu: &MenuFlow) -> String {
    let mut about = Vec::new();
    if menu.is_first {
        about.push("Callers get here first.".to_owned());
    }
    if let Some(greeting) = &menu.greeting {
        about.push(format!("Greeting: {}.", escaped(greeting)));
    }
    let about = if about.is_empty() { String::new() } else { format!("{}\n\n", about.join(" ")) };
    let keys = if menu.keys.is_empty() { "No key does anything.\n\n".to_owned() } else { table(&menu.keys) };
    format!("## {}\n\n{about}{keys}", escaped(&menu.title))
}

fn table(keys: &[Key]) -> String {
    let rows: String = keys
        .iter()
        .map(|key| {
            let mark = if key.is_problem() { "**!** " } else { "" };
            format!("| {} | {mark}{} |\n", pressed(&key.key), escaped(&key.leads_to))
        })
        .collect();
    format!("| Key | Callers get to |\n|---|---|\n{rows}\n")
}

/// Says which key callers press.
pub(super) fn pressed(key: &str) -> String {
    if key == super::flow::DEFAULT { "none, or a wrong one".to_owned() } else { escaped(key) }
}

/// Writes a text so that Markdown shows it as it is, also in a table: no markup, no HTML, no link and no mention.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(char) = rest.next() {
        if "\\`*_{}[]<>#|~$&@^".contains(char) {
            escaped.push('\\');
        }
        escaped.push(char);
        let next = rest.peek().copied();
        // What GitHub and GitLab make links of, escaped or not: addresses, people, issues.
        let begins_link = match char {
            '@' => true,
            ':' => next == Some('/'),
            '#' | '!' | '~' | '%' | '&' | '-' => next.is_some_and(|next| next.is_ascii_digit()),
            'w' | 'W' => next == Some('.'),
            _ => false,
        };
        if begins_link {
            escaped.push(WORD_JOINER);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escaped("a|b *c* <d> `e` [f](g)"), r"a\|b \*c\* \<d\> \`e\` \[f\](g)");
        assert_eq!(escaped("Köln, it's 24/7"), "Köln, it's 24/7");
        assert_eq!(
            escaped("https://x www.y @z #1 #"),
            "https:\u{2060}//x www\u{2060}.y \\@\u{2060}z \\#\u{2060}1 \\#"
        );
    }
}
