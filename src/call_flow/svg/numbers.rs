//! The phone numbers of an IVR, in a shape with round ends: where callers come from.

use super::table::{LINE, PLAIN};
use super::text::{Lines, escaped};
use crate::call_flow::flow::IvrFlow;
use crate::call_flow::layout::Node;

/// The width of a number's name at most.
const MOST: i32 = 220;

/// The space to the left and right of the names, and above and below.
const SPACE: (i32, i32) = (18, 8);

/// The phone numbers of an IVR.
#[derive(Debug)]
pub(super) struct Numbers {
    id: i64,
    /// The names, and what is shown of them.
    names: Vec<(String, Lines)>,
    /// Its size.
    pub(super) node: Node,
}

impl Numbers {
    /// Takes them from an IVR.
    pub(super) fn new(ivr: &IvrFlow) -> Self {
        let names = if ivr.phone_numbers.is_empty() {
            vec!["no phone number".to_owned()]
        } else {
            ivr.phone_numbers.clone()
        };
        let cut = |name: String| {
            let lines = PLAIN.lines(&name, MOST, 1);
            (name, lines)
        };
        let names: Vec<(String, Lines)> = names.into_iter().map(cut).collect();
        let width =
            names.iter().map(|(_, lines)| PLAIN.width(&lines.lines.concat())).max().unwrap_or_default();
        let height = LINE * i32::try_from(names.len()).unwrap_or(1) + 2 * SPACE.1;
        Self { id: ivr.id, names, node: Node { width: width + 2 * SPACE.0, height, head: height } }
    }

    /// Draws them.
    pub(super) fn draw(&self) -> String {
        let Node { width, height, .. } = self.node;
        let texts: String = self
            .names
            .iter()
            .zip(0..)
            .map(|((name, lines), line)| {
                let y = SPACE.1 + LINE * line + 13;
                let text = format!(
                    "<text x=\"{}\" y=\"{y}\" text-anchor=\"middle\">{}</text>",
                    width / 2,
                    escaped(&lines.lines.concat())
                );
                if lines.is_cut { format!("<g><title>{}</title>{text}</g>", escaped(name)) } else { text }
            })
            .collect();
        format!(
            "<g id=\"numbers-{}\"><title>Phone numbers</title><rect class=\"card\" width=\"{width}\" height=\"{height}\" rx=\"{}\" \
             fill=\"#ffffff\"/><rect class=\"border\" width=\"{width}\" height=\"{height}\" rx=\"{}\" fill=\"none\" stroke=\"#5b6b7b\" \
             stroke-width=\"1.5\"/>{texts}</g>\n",
            self.id,
            (height / 2).min(17),
            (height / 2).min(17)
        )
    }
}
