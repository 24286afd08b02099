//! The parts of a graph that no edge joins, and their drawings below and beside each other.

use super::{Drawing, Edge, Graph, Point, Route};

/// The space between two parts.
const SPACE: i32 = 36;

/// The width up to which small parts stand beside each other, also where no part is so wide.
const ROW_WIDTH: i32 = 1200;

/// A part of a graph: which nodes and edges it has, and itself, as a graph of its own.
#[derive(Debug, Default)]
struct Part {
    nodes: Vec<usize>,
    edges: Vec<usize>,
    graph: Graph,
}

/// Draws each part apart, and packs the drawings in rows in the order of the graph, that of the starts first.
pub(super) fn pack(graph: &Graph, draw: impl Fn(&Graph) -> Drawing) -> Drawing {
    let parts = parts(graph);
    let drawings: Vec<Drawing> = parts.iter().map(|part| draw(&part.graph)).collect();
    let row_width = drawings.iter().map(|drawing| drawing.width).max().unwrap_or_default().max(ROW_WIDTH);
    let mut whole = Drawing {
        nodes: vec![Point::default(); graph.nodes.len()],
        edges: vec![Route::default(); graph.edges.len()],
        ..Drawing::default()
    };
    let mut corner = Point::default();
    for (part, drawing) in parts.iter().zip(drawings) {
        let holds_starts = part.nodes.iter().any(|node| graph.starts.contains(node));
        if corner.x > 0 && (corner.x + drawing.width > row_width || holds_starts) {
            corner = Point { x: 0, y: whole.height + SPACE };
        }
        let (right, bottom) = (corner.x + drawing.width, corner.y + drawing.height);
        (whole.width, whole.height) = (whole.width.max(right), whole.height.max(bottom));
        part.nodes.iter().zip(drawing.nodes).for_each(|(node, at)| whole.nodes[*node] = at.moved(corner));
        part.edges
            .iter()
            .zip(drawing.edges)
            .for_each(|(edge, route)| whole.edges[*edge] = route.moved(corner));
        corner = if holds_starts {
            Point { x: 0, y: whole.height + SPACE }
        } else {
            Point { x: right + SPACE, ..corner }
        };
    }
    whole
}

fn parts(graph: &Graph) -> Vec<Part> {
    let roots = roots(graph);
    let order = graph.starts.iter().copied().chain(0..graph.nodes.len());
    let mut parts: Vec<Part> = Vec::new();
    let (mut part_of, mut index_in) = (vec![None; graph.nodes.len()], vec![None; graph.nodes.len()]);
    for node in order {
        if index_in[node].is_some() {
            continue;
        }
        let part = *part_of[roots[node]].get_or_insert_with(|| {
            parts.push(Part::default());
            parts.len() - 1
        });
        let part = &mut parts[part];
        index_in[node] = Some(part.nodes.len());
        part.nodes.push(node);
        part.graph.nodes.push(graph.nodes[node]);
    }
    let index = |node: usize| index_in[node].unwrap_or_default();
    for (number, edge) in graph.edges.iter().enumerate() {
        if let Some(part) = part_of[roots[edge.from]].and_then(|part| parts.get_mut(part)) {
            part.edges.push(number);
            part.graph.edges.push(Edge { from: index(edge.from), to: index(edge.to), ..*edge });
        }
    }
    for start in &graph.starts {
        if let Some(part) = part_of[roots[*start]].and_then(|part| parts.get_mut(part)) {
            part.graph.starts.push(index(*start));
        }
    }
    parts
}

/// Returns for each node one that stands for its part.
fn roots(graph: &Graph) -> Vec<usize> {
    let mut parents: Vec<usize> = (0..graph.nodes.len()).collect();
    for edge in &graph.edges {
        let (from, to) = (root(&mut parents, edge.from), root(&mut parents, edge.to));
        parents[from.max(to)] = from.min(to);
    }
    (0..graph.nodes.len()).map(|node| root(&mut parents, node)).collect()
}

fn root(parents: &mut [usize], mut node: usize) -> usize {
    while parents[node] != node {
        parents[node] = parents[parents[node]];
        node = parents[node];
    }
    node
}
