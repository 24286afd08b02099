//! Places the nodes of a graph in columns and routes its edges between them; it knows nothing of phone menus.
//!
//! # Layout
//!
//! - `components` takes the parts that no edge joins one by one, and packs their drawings.
//! - `ranks` says in which column a node stands: as many edges from a start as there are at least.
//! - `columns` adds a place wherever an edge passes through a column, and cuts edges into links between neighbours.
//! - `order` sorts each column so that few links cross; `crossings` counts them.
//! - `heights` gives each item its height, near what it is linked to, and never over another one.
//! - `routes` draws the edges: curves or lanes in the gaps between columns, straight through a column.
//!
//! An edge leaves at the right of a node. It arrives at the left of one in a later column, else at the right, so that no
//! edge ever goes around a node. Sources: Sugiyama, Tagawa, Toda, "Methods for Visual Understanding of Hierarchical System
//! Structures" (1981); Gansner, Koutsofios, North, Vo, "A Technique for Drawing Directed Graphs" (1993).

mod columns;
mod components;
mod crossings;
mod heights;
mod order;
mod ranks;
mod routes;
#[cfg(test)]
mod test;

use columns::Columns;

/// What is to be placed.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    /// The nodes.
    pub(super) nodes: Vec<Node>,
    /// The edges, between nodes of the graph.
    pub(super) edges: Vec<Edge>,
    /// The nodes in the first column; other parts of the graph begin where nothing leads to.
    pub(super) starts: Vec<usize>,
}

/// A node, a rectangle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    /// The width.
    pub(super) width: i32,
    /// The height.
    pub(super) height: i32,
    /// The height of the part at its top where edges arrive.
    pub(super) head: i32,
}

/// An edge.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// The node where it begins.
    pub(super) from: usize,
    /// How far below the top of that node it begins.
    pub(super) port: i32,
    /// The node where it ends.
    pub(super) to: usize,
}

/// Where everything is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Drawing {
    /// The width of it all.
    pub(super) width: i32,
    /// The height of it all.
    pub(super) height: i32,
    /// The left upper corners of the nodes.
    pub(super) nodes: Vec<Point>,
    /// The routes of the edges.
    pub(super) edges: Vec<Route>,
}

/// A point; `y` grows downwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    /// From the left.
    pub(super) x: i32,
    /// From the top.
    pub(super) y: i32,
}

/// How an edge runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Route {
    /// Where it begins.
    pub(super) start: Point,
    /// Its pieces; the last one is a straight one, on which there is space for an arrowhead.
    pub(super) pieces: Vec<Piece>,
    /// Whether it arrives from the right.
    pub(super) is_leftward: bool,
}

/// A piece of a route, from where the one before ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A straight line, horizontal or vertical; the last one of a route is horizontal.
    Straight(Point),
    /// A cubic Bézier curve: its two control points and its end.
    Curve([Point; 3]),
}

impl Point {
    /// Returns the point that lies so far to the right and further down.
    pub(super) const fn moved(self, by: Self) -> Self {
        Self { x: self.x + by.x, y: self.y + by.y }
    }
}

impl Route {
    /// Returns where it ends.
    pub(super) fn end(&self) -> Point {
        match self.pieces.last() {
            Some(Piece::Straight(end) | Piece::Curve([_, _, end])) => *end,
            None => self.start,
        }
    }

    fn moved(self, by: Point) -> Self {
        let pieces = self.pieces.into_iter().map(|piece| match piece {
            Piece::Straight(end) => Piece::Straight(end.moved(by)),
            Piece::Curve(points) => Piece::Curve(points.map(|point| point.moved(by))),
        });
        Self { start: self.start.moved(by), pieces: pieces.collect(), ..self }
    }
}

/// Places a graph; the same graph always in the same manner.
pub(super) fn layout(graph: &Graph) -> Drawing {
    components::pack(graph, connected)
}

/// Places a graph whose nodes are all joined.
fn connected(graph: &Graph) -> Drawing {
    let mut columns = Columns::new(graph, &ranks::ranks(graph));
    order::sort(&mut columns);
    let heights = heights::place(&columns);
    routes::draw(graph, &columns, &heights)
}
