//! The arrows: from a number to the menu that callers reach first, and from the rows of keys to other menus.

use super::style::look;
use super::text::escaped;
use crate::call_flow::layout::{Edge, Piece, Route};
use crate::call_flow::mark::Mark;

/// The length of an arrowhead, and half its width.
const TIP: (i32, i32) = (10, 5);

/// An arrow.
#[derive(Debug)]
pub(super) struct Arrow {
    /// Which nodes it joins.
    pub(super) edge: Edge,
    /// What is told of it.
    pub(super) title: String,
    /// What a plan does to it.
    pub(super) mark: Mark,
}

impl Arrow {
    /// Draws it, with a border in the colour of the page that sets it off from others that it crosses.
    pub(super) fn draw(&self, route: &Route) -> String {
        let look = look(self.mark);
        let path = path(route);
        let end = route.end();
        let back = if route.is_leftward { TIP.0 } else { -TIP.0 };
        format!(
            "<g class=\"way\"><title>{}</title><path class=\"halo\" fill=\"none\" stroke=\"#ffffff\" stroke-width=\"5\" d=\"{path}\"/>\
             <path class=\"edge{}\" fill=\"none\" stroke=\"{}\" {} d=\"{path}\"/>\
             <path class=\"tip{}\" fill=\"{}\" d=\"M{} {}l{back}-{}v{}z\"/></g>\n",
            escaped(&self.title),
            look.class,
            look.colour,
            look.border,
            look.class,
            look.colour,
            end.x,
            end.y,
            TIP.1,
            2 * TIP.1
        )
    }
}

/// Writes the path of a route, which ends below the arrowhead.
fn path(route: &Route) -> String {
    let mut path = format!("M{} {}", route.start.x, route.start.y);
    let shorter = if route.is_leftward { TIP.0 / 2 } else { -TIP.0 / 2 };
    let last = route.pieces.len().saturating_sub(1);
    let mut at = route.start;
    for (index, piece) in route.pieces.iter().enumerate() {
        let (written, end) = match piece {
            Piece::Straight(end) if index == last => (format!("H{}", end.x + shorter), end),
            Piece::Straight(end) if end.y == at.y => (format!("H{}", end.x), end),
            Piece::Straight(end) => (format!("V{}", end.y), end),
            Piece::Curve([one, other, end]) => {
                (format!("C{} {} {} {} {} {}", one.x, one.y, other.x, other.y, end.x, end.y), end)
            }
        };
        path.push_str(&written);
        at = *end;
    }
    path
}
