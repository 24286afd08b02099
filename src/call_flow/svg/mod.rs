//! Pictures in SVG, drawn here: nothing else is needed to look at them but a browser.
//!
//! # Layout
//!
//! - `picture` puts one IVR together: `numbers` lead to the first `table` of keys, and an `arrow` from there to others.
//! - `sign` stands for what a key does, `legend` says what a plan's marks mean.
//! - `text` guesses how wide texts are, breaks and escapes them; `style` has the colours.
//!
//! Ids and classes hold numbers alone, and every text is escaped. Source: [SVG 2](https://www.w3.org/TR/SVG2/).

mod arrow;
mod legend;
mod numbers;
mod picture;
mod sign;
pub(super) mod style;
mod table;
#[cfg(test)]
mod test;
pub(super) mod text;

pub(super) use legend::legend;
pub(super) use picture::{Picture, picture};

use super::flow::Flow;
use style::{COLOURS, PICTURE};
use text::escaped;

/// The space around pictures and between them.
const SPACE: i32 = 24;

/// The space around a picture in a page.
const EDGE: i32 = 8;

/// What all texts of a picture have in common.
const TEXTS: &str = r##"fill="#1f2328" font-family="Helvetica,Arial,'Liberation Sans','Noto Sans',sans-serif" font-size="13""##;

/// Draws a call flow, the IVRs one below the other.
#[must_use]
pub fn svg(flow: &Flow) -> String {
    let pictures = flow.ivrs.iter().map(picture);
    let pictures: Vec<Picture> = flow.has_marks().then(legend).into_iter().chain(pictures).collect();
    let titles: Vec<&str> = flow.ivrs.iter().map(|ivr| ivr.title.as_str()).collect();
    let label =
        if titles.is_empty() { "No IVR".to_owned() } else { format!("Phone menus: {}", titles.join(", ")) };
    let width = pictures.iter().map(|picture| picture.width).max().unwrap_or_default() + 2 * SPACE;
    let (mut content, mut top) = (String::new(), SPACE);
    for picture in pictures {
        content.push_str(&picture.at(SPACE, top));
        top += picture.height + SPACE;
    }
    let style = format!("<style>\n{COLOURS}{PICTURE}</style>\n");
    let none =
        if titles.is_empty() { "<text x=\"24\" y=\"20\">The account has no IVR.</text>\n" } else { "" };
    document(
        width.max(220),
        top.max(40),
        &label,
        &format!("{style}{}{none}{content}", page(width.max(220), top.max(40))),
    )
}

/// Draws what stands on a page that has the style.
pub(super) fn inline(picture: &Picture) -> String {
    let (width, height) = (picture.width + 2 * EDGE, picture.height + 2 * EDGE);
    document(width, height, &picture.label, &picture.at(EDGE, EDGE))
}

fn document(width: i32, height: i32, label: &str, content: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-label=\"{}\" {TEXTS}>\n{content}</svg>\n",
        escaped(label)
    )
}

fn page(width: i32, height: i32) -> String {
    format!("<rect class=\"page\" width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n")
}
