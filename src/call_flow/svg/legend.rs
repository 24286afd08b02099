//! What the marks of a plan mean.

use super::picture::Picture;
use super::style::look;
use super::table::{BOLD, marked};
use crate::call_flow::mark::Mark;

/// The size of a sample.
const SAMPLE: (i32, i32) = (44, 20);

/// Draws a sample of each mark, with its words.
pub(in crate::call_flow) fn legend() -> Picture {
    let (mut content, mut x) = (String::new(), 2);
    for mark in [Mark::Added, Mark::Changed, Mark::Removed] {
        let look = look(mark);
        let label = mark.label().unwrap_or_default();
        content.push_str(&format_sample(x, look.class, look.colour, look.border));
        let text = x + SAMPLE.0 + 10;
        content.push_str(
            &[&*format!("<text x=\"{text}\" y=\"17\" {}>", marked(mark)), label, "</text>"].concat(),
        );
        x = text + BOLD.width(label) + 24;
    }
    let label = "What a plan adds, changes and removes".to_owned();
    Picture { width: x, height: 24, label, content: format!("{content}\n") }
}

fn format_sample(x: i32, class: &str, colour: &str, border: &str) -> String {
    let (width, height) = SAMPLE;
    format!(
        "<rect class=\"mark{class}\" x=\"{x}\" y=\"2\" width=\"{width}\" height=\"{height}\" rx=\"5\" fill=\"none\" \
         stroke=\"{colour}\" {border}/>"
    )
}
