//! Whatever the graph: nothing overlaps, no edge runs through a node, and the same graph gives the same drawing.

use super::{Drawing, Edge, Graph, Node, Piece, Point, Route, layout};

/// The graphs that are tried.
const GRAPHS: u64 = 2000;

/// A rectangle: its left upper and its right lower corner.
type Rectangle = (Point, Point);

fn node(random: &mut fastrand::Rng) -> Node {
    let head = random.i32(20..60);
    Node { width: random.i32(30..300), height: head + random.i32(0..280), head }
}

fn edge(nodes: &[Node], random: &mut fastrand::Rng, from: usize, to: usize) -> Edge {
    Edge { from, to, port: random.i32(0..=nodes[from].height) }
}

/// A graph with loops, rings, parallel edges and parts that nothing joins; or a tree; or a ring; or a fan.
fn graph(seed: u64) -> Graph {
    let random = &mut fastrand::Rng::with_seed(seed);
    let most = if seed % 100 == 99 { 120 } else { 24 };
    let nodes: Vec<Node> = (0..random.usize(0..most)).map(|_| node(random)).collect();
    let count = nodes.len();
    let pairs: Vec<(usize, usize)> = match seed % 5 {
        _ if count == 0 => Vec::new(),
        0 => (1..count).map(|to| (random.usize(0..to), to)).collect(),
        1 => (0..count).map(|from| (from, (from + 1) % count)).collect(),
        2 => (0..count).flat_map(|to| [(0, to), (to, 0)]).collect(),
        _ => {
            let edges = random.usize(0..=count * 3);
            (0..edges).map(|_| (random.usize(0..count), random.usize(0..count))).collect()
        }
    };
    let edges = pairs.into_iter().map(|(from, to)| edge(&nodes, random, from, to)).collect();
    let starts = (0..count.min(random.usize(0..3))).map(|_| random.usize(0..count)).collect();
    Graph { nodes, edges, starts }
}

fn rectangles(graph: &Graph, drawing: &Drawing) -> Vec<Rectangle> {
    let corners = graph.nodes.iter().zip(&drawing.nodes);
    corners.map(|(node, at)| (*at, at.moved(Point { x: node.width, y: node.height }))).collect()
}

/// Points on a route, close to each other.
fn points(route: &Route) -> Vec<(f64, f64)> {
    let float = |point: Point| (f64::from(point.x), f64::from(point.y));
    let mut points = vec![float(route.start)];
    for piece in &route.pieces {
        let start = *points.last().unwrap();
        let [one, other, end] = match piece {
            Piece::Straight(end) => [start, float(*end), float(*end)],
            Piece::Curve(points) => points.map(float),
        };
        points.extend((1..=24).map(|step| {
            let t = f64::from(step) / 24.0;
            let at = |a: f64, b: f64, c: f64, d: f64| {
                let u = 1.0 - t;
                u.powi(3) * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t.powi(3) * d
            };
            (at(start.0, one.0, other.0, end.0), at(start.1, one.1, other.1, end.1))
        }));
    }
    points
}

fn is_inside((x, y): (f64, f64), (corner, opposite): &Rectangle) -> bool {
    let within =
        |value: f64, low: i32, high: i32| value > f64::from(low) + 0.01 && value < f64::from(high) - 0.01;
    within(x, corner.x, opposite.x) && within(y, corner.y, opposite.y)
}

fn check_nodes(graph: &Graph, drawing: &Drawing, name: &str) {
    let rectangles = rectangles(graph, drawing);
    for (number, (one, one_end)) in rectangles.iter().enumerate() {
        assert!(one.x >= 0 && one.y >= 0, "{name}: node {number} begins at {one:?}");
        assert!(
            one_end.x <= drawing.width && one_end.y <= drawing.height,
            "{name}: node {number} is cut off"
        );
        for (other, other_end) in &rectangles[..number] {
            let is_apart = one.x >= other_end.x + 28
                || other.x >= one_end.x + 28
                || one.y >= other_end.y + 28
                || other.y >= one_end.y + 28;
            assert!(is_apart, "{name}: {one:?} and {other:?}");
        }
    }
}

fn check_edges(graph: &Graph, drawing: &Drawing, name: &str) {
    let rectangles = rectangles(graph, drawing);
    for (edge, route) in graph.edges.iter().zip(&drawing.edges) {
        let (from, to) = (rectangles[edge.from], rectangles[edge.to]);
        assert_eq!(route.start, Point { x: from.1.x, y: from.0.y + edge.port }, "{name}: {edge:?}");
        let end = route.end();
        assert_eq!(end.x, if route.is_leftward { to.1.x } else { to.0.x }, "{name}: {edge:?}");
        assert!((to.0.y..=to.0.y + graph.nodes[edge.to].head).contains(&end.y), "{name}: {edge:?}");
        let mut before = route.start;
        for piece in &route.pieces {
            before = match piece {
                Piece::Straight(end) => {
                    assert!(end.y == before.y || end.x == before.x, "{name}: {edge:?} is askew");
                    *end
                }
                Piece::Curve([first, second, end]) => {
                    let begins = first.y == before.y || first.x == before.x;
                    assert!(
                        begins && (second.y == end.y || second.x == end.x),
                        "{name}: {edge:?} has a corner"
                    );
                    *end
                }
            };
        }
        assert!(matches!(route.pieces.last(), Some(Piece::Straight(_))), "{name}: no space for an arrowhead");
        for point in points(route) {
            let is_on_page = (0.0..=f64::from(drawing.width) + 0.01).contains(&point.0)
                && (0.0..=f64::from(drawing.height) + 0.01).contains(&point.1);
            assert!(is_on_page, "{name}: {edge:?} leaves the page at {point:?}");
            let through = rectangles.iter().position(|rectangle| is_inside(point, rectangle));
            assert_eq!(through, None, "{name}: {edge:?} runs through a node at {point:?}");
        }
    }
}

#[test]
fn nodes_stay_apart_and_edges_out_of_nodes() {
    for seed in 0..GRAPHS {
        let graph = graph(seed);
        let drawing = layout(&graph);
        let name = format!("graph {seed}");
        check_nodes(&graph, &drawing, &name);
        check_edges(&graph, &drawing, &name);
    }
}

#[test]
fn the_same_graph_gives_the_same_drawing() {
    for seed in 0..200 {
        assert_eq!(layout(&graph(seed)), layout(&graph(seed)), "graph {seed}");
    }
}

#[test]
fn a_tree_is_drawn_without_crossings_in_columns() {
    let nodes = vec![Node { width: 100, height: 50, head: 20 }; 13];
    let edges: Vec<Edge> = (1..13).rev().map(edge_of_tree).collect();
    let drawing = layout(&Graph { nodes, edges, starts: vec![0] });
    let columns =
        |numbers: std::ops::Range<usize>| numbers.map(|number| drawing.nodes[number].x).collect::<Vec<_>>();
    assert!(columns(1..4).iter().all(|x| *x == drawing.nodes[1].x));
    assert!(columns(4..13).iter().all(|x| *x == drawing.nodes[4].x));
    let heights: Vec<i32> = (4..13).map(|number| drawing.nodes[number].y).collect();
    assert!(heights.is_sorted(), "{heights:?}");
    let first = &drawing.edges[11];
    assert_eq!(
        (first.start.y, first.end().y),
        (10, 10),
        "the first child stands beside its parent, at the top"
    );
}

fn edge_of_tree(to: usize) -> Edge {
    let place = i32::try_from((to - 1) % 3).unwrap();
    Edge { from: (to - 1) / 3, to, port: 10 + 10 * place }
}

#[test]
fn a_part_that_nothing_joins_stands_below() {
    let nodes = vec![Node { width: 100, height: 50, head: 20 }; 4];
    let edges = vec![Edge { from: 1, port: 10, to: 3 }];
    let drawing = layout(&Graph { nodes, edges, starts: vec![1] });
    assert_eq!(drawing.nodes[1], Point { x: 0, y: 0 });
    assert!(drawing.nodes[0].y >= 50 && drawing.nodes[2].y == drawing.nodes[0].y);
    assert!(drawing.nodes[2].x > drawing.nodes[0].x);
}

#[test]
fn a_large_graph_is_drawn() {
    let random = &mut fastrand::Rng::with_seed(7);
    let nodes: Vec<Node> = (0..200).map(|_| node(random)).collect();
    let edges = (0..2400).map(|_| (random.usize(0..200), random.usize(0..200)));
    let edges: Vec<(usize, usize)> = edges.collect();
    let edges = edges.into_iter().map(|(from, to)| edge(&nodes, random, from, to)).collect();
    let graph = Graph { nodes, edges, starts: vec![0] };
    let drawing = layout(&graph);
    check_nodes(&graph, &drawing, "200 nodes");
    check_edges(&graph, &drawing, "200 nodes");
}
