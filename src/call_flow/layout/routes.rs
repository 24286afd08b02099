//! Draws nodes and edges where columns and heights put them.

use super::columns::{Columns, End, Link};
use super::{Drawing, Graph, Piece, Point, Route};

/// The width of a gap at least.
const GAP: i32 = 56;

/// How much wider a gap is for each link that changes its height there, and for all of them at most.
const WIDER: (i32, i32) = (5, 150);

/// How far the shortest turn reaches to the right, how much further the next, and the longest at most.
const TURN: (i32, i32, i32) = (36, 9, 260);

/// The height from which on a link runs straight down or up, in a lane of its own.
const LONG: i32 = 300;

/// How far lanes are from nodes and at most from each other, and how wide they are together at most.
const LANES: (i32, i32, i32) = (22, 9, 450);

/// The radius with which a link turns into its lane.
const RADIUS: i32 = 14;

/// The straight end of an edge, for an arrowhead.
const ARROW: i32 = 12;

/// The columns from left to right, and the turns to the right of them.
struct Page {
    lefts: Vec<i32>,
    rights: Vec<i32>,
    /// For each link how far it reaches to the right, if it is a turn.
    reaches: Vec<i32>,
    /// For each link the lane in which it runs down or up, if it is a long one.
    lanes: Vec<Option<i32>>,
    /// For each link where its ends are, counted from the top of the drawing.
    ends: Vec<[i32; 2]>,
    width: i32,
}

/// Draws.
pub(super) fn draw(graph: &Graph, columns: &Columns, heights: &[i32]) -> Drawing {
    let page = page(columns, ends(graph, columns, heights));
    let nodes = 0..graph.nodes.len();
    let at = |node: usize| Point { x: page.lefts[columns.items[node].column], y: heights[node] };
    let edges: Vec<Route> = (0..graph.edges.len()).map(|edge| route(graph, columns, &page, edge)).collect();
    let bottoms = columns.items.iter().zip(heights).map(|(item, height)| height + item.height);
    Drawing {
        width: page.width,
        height: bottoms.max().unwrap_or_default(),
        nodes: nodes.map(at).collect(),
        edges,
    }
}

/// Returns where the links end, the arrivals spread over the heads of their nodes in the order of where they come from.
fn ends(graph: &Graph, columns: &Columns, heights: &[i32]) -> Vec<[i32; 2]> {
    let at = |end: &End| heights[end.item] + end.offset;
    let mut ends: Vec<[i32; 2]> =
        columns.links.iter().map(|link| [at(&link.ends[0]), at(&link.ends[1])]).collect();
    // For each node, what arrives at its left and at its right: where it comes from, the link, which end of it.
    let mut arrivals = vec![[Vec::new(), Vec::new()]; graph.nodes.len()];
    for (edge, path) in graph.edges.iter().zip(&columns.paths) {
        let Some(last) = path.last() else { continue };
        let link = &columns.links[*last];
        let is_at_right = link.gap == columns.items[edge.to].column;
        let end = usize::from(link.is_turn || !is_at_right);
        arrivals[edge.to][usize::from(is_at_right)].push((ends[*last][1 - end], *last, end));
    }
    for (node, sides) in arrivals.iter_mut().enumerate() {
        for side in sides {
            side.sort_unstable();
            let (head, count) = (graph.nodes[node].head, whole(side.len()));
            for (place, (_, link, end)) in side.iter().enumerate() {
                ends[*link][*end] = heights[node] + head * (whole(place) + 1) / (count + 1);
            }
        }
    }
    ends
}

fn page(columns: &Columns, ends: Vec<[i32; 2]>) -> Page {
    let reaches = reaches(columns, &ends);
    let lanes = vec![None; columns.links.len()];
    let mut page = Page { lefts: Vec::new(), rights: Vec::new(), reaches, lanes, ends, width: 0 };
    let mut links_in = vec![Vec::new(); columns.order.len()];
    columns.links.iter().enumerate().for_each(|(index, link)| links_in[link.gap].push(index));
    let mut left = 0;
    for (column, links) in columns.order.iter().zip(&links_in) {
        let right = left + column.iter().map(|item| columns.items[*item].width).max().unwrap_or_default();
        page.lefts.push(left);
        page.rights.push(right);
        let bent = links.iter().filter(|link| page.ends[**link][0] != page.ends[**link][1]).count();
        let reach = links.iter().map(|link| page.reaches[*link]).max().unwrap_or_default();
        page.width = right + reach;
        let bent = GAP + (WIDER.0 * whole(bent)).min(WIDER.1);
        left = (right + bent.max(reach + 2 * ARROW)).max(add_lanes(&mut page, columns, links, right + reach));
    }
    page
}

/// Gives the long links of a gap lanes, so that those from one node don't cross; returns where the gap may end.
fn add_lanes(page: &mut Page, columns: &Columns, links: &[usize], begin: i32) -> i32 {
    let rise = |link: usize| page.ends[link][1] - page.ends[link][0];
    let is_long = |link: &&usize| !columns.links[**link].is_turn && rise(**link).abs() > LONG;
    let mut long: Vec<usize> = links.iter().filter(is_long).copied().collect();
    long.sort_by_key(|link| {
        let (is_up, from) = (rise(*link) < 0, page.ends[*link][0]);
        (is_up, if is_up { from } else { -from }, *link)
    });
    let count = whole(long.len());
    let width = (LANES.1 * count).min(LANES.2);
    for (link, place) in long.into_iter().zip(1..) {
        page.lanes[link] = Some(begin + LANES.0 + width * place / (count + 1));
    }
    begin + width + 2 * LANES.0
}

/// Returns how far turns reach to the right: long ones around short ones.
fn reaches(columns: &Columns, ends: &[[i32; 2]]) -> Vec<i32> {
    let mut reaches = vec![0; columns.links.len()];
    let mut turns: Vec<(i32, usize)> = columns
        .links
        .iter()
        .enumerate()
        .filter(|(_, link)| link.is_turn)
        .map(|(index, _)| ((ends[index][0] - ends[index][1]).abs(), index))
        .collect();
    turns.sort_unstable();
    let mut counts = vec![0; columns.order.len()];
    for (_, turn) in turns {
        let count = &mut counts[columns.links[turn].gap];
        reaches[turn] = (TURN.0 + TURN.1 * *count).min(TURN.2);
        *count += 1;
    }
    reaches
}

fn route(graph: &Graph, columns: &Columns, page: &Page, edge: usize) -> Route {
    let (from, to) = (graph.edges[edge].from, graph.edges[edge].to);
    let right_of = |node: usize| page.lefts[columns.items[node].column] + columns.items[node].width;
    let path = &columns.paths[edge];
    let is_leftward = columns.items[to].column <= columns.items[from].column;
    let start = path.first().map_or(0, |first| page.ends[*first][0]);
    let mut route = Route { start: Point { x: right_of(from), y: start }, pieces: Vec::new(), is_leftward };
    for (place, index) in path.iter().enumerate() {
        let arrow = if place + 1 == path.len() { ARROW } else { 0 };
        let (begin, pieces) = pieces(page, *index, &columns.links[*index], is_leftward, arrow);
        // Through the column before, or from a node that is narrower than its column.
        straight(&mut route, begin);
        route.pieces.extend(pieces);
    }
    let x = if is_leftward { right_of(to) } else { page.lefts[columns.items[to].column] };
    let end = Point { x, ..route.end() };
    straight(&mut route, end);
    route
}

fn straight(route: &mut Route, end: Point) {
    if route.end() != end {
        route.pieces.push(Piece::Straight(end));
    }
}

/// Returns where a link begins, and its pieces, which stay in its gap; at its end they leave space for an arrowhead.
fn pieces(page: &Page, index: usize, link: &Link, is_leftward: bool, arrow: i32) -> (Point, Vec<Piece>) {
    let [first, second] = page.ends[index];
    let right = page.rights[link.gap];
    if link.is_turn {
        let x = right + page.reaches[index];
        let end = Point { x: right + arrow, y: second };
        return (Point { x: right, y: first }, vec![curve(x, first, end)]);
    }
    let next = page.lefts[link.gap + 1];
    let (start, end) = if is_leftward {
        (Point { x: next, y: second }, Point { x: right + arrow, y: first })
    } else {
        (Point { x: right, y: first }, Point { x: next - arrow, y: second })
    };
    match page.lanes[index] {
        Some(lane) => (start, in_lane(lane, start, end)),
        None => (start, vec![curve(i32::midpoint(right, next), start.y, end)]),
    }
}

const fn curve(x: i32, y: i32, end: Point) -> Piece {
    Piece::Curve([Point { x, y }, Point { x, y: end.y }, end])
}

fn in_lane(x: i32, start: Point, end: Point) -> Vec<Piece> {
    let (across, down) = ((end.x - start.x).signum() * RADIUS, (end.y - start.y).signum() * RADIUS);
    let turn = |y: i32, end: Point| Piece::Curve([Point { x, y }, Point { x, y }, end]);
    vec![
        Piece::Straight(Point { x: x - across, ..start }),
        turn(start.y, Point { x, y: start.y + down }),
        Piece::Straight(Point { x, y: end.y - down }),
        turn(end.y, Point { x: x + across, ..end }),
        Piece::Straight(end),
    ]
}

fn whole(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX / 1000)
}
