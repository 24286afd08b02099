//! A graph in columns, its edges cut into links between neighbours.

use super::{Edge, Graph};

/// A graph in columns.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// What stands in the columns: the nodes under their own numbers, then places where edges pass.
    pub(super) items: Vec<Item>,
    /// The items of each column, from top to bottom.
    pub(super) order: Vec<Vec<usize>>,
    /// The links of all edges.
    pub(super) links: Vec<Link>,
    /// For each edge its links, in its direction.
    pub(super) paths: Vec<Vec<usize>>,
    /// For each item its links.
    pub(super) links_of: Vec<Vec<usize>>,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// The column.
    pub(super) column: usize,
    /// The width; none where an edge passes.
    pub(super) width: i32,
    /// The height; none where an edge passes.
    pub(super) height: i32,
}

/// Where a link meets an item.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    /// The item.
    pub(super) item: usize,
    /// How far below its top.
    pub(super) offset: i32,
}

/// The part of an edge in the gap to the right of one column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    /// The column to the left of the gap.
    pub(super) gap: usize,
    /// Its ends: first the left one, or where it is a turn, the one where the edge comes from.
    pub(super) ends: [End; 2],
    /// Whether both ends are in the left column.
    pub(super) is_turn: bool,
}

impl Item {
    /// Reports whether an edge passes here; else it is a node.
    pub(super) const fn is_passage(&self) -> bool {
        self.width == 0
    }
}

impl Columns {
    /// Puts a graph into columns.
    pub(super) fn new(graph: &Graph, ranks: &[usize]) -> Self {
        let count = ranks.iter().max().map_or(0, |last| last + 1);
        let mut columns = Self { order: vec![Vec::new(); count], ..Self::default() };
        for (node, rank) in graph.nodes.iter().zip(ranks) {
            columns.add(Item { column: *rank, width: node.width.max(1), height: node.height.max(1) });
        }
        for edge in &graph.edges {
            columns.connect(edge, graph.nodes[edge.to].head / 2);
        }
        columns
    }

    /// Returns the other ends of an item's links, each with how far below the item's top its own end is.
    pub(super) fn neighbours(&self, item: usize) -> impl Iterator<Item = (i32, End, &Link)> {
        self.links_of[item].iter().flat_map(move |link| {
            let link = &self.links[*link];
            let [first, second] = link.ends;
            let own = (first.item == item).then_some((first.offset, second, link));
            let back = (second.item == item).then_some((second.offset, first, link));
            own.into_iter().chain(back)
        })
    }

    /// Cuts an edge into links, with a passage in each column that it crosses.
    fn connect(&mut self, edge: &Edge, arrival: i32) {
        self.paths.push(Vec::new());
        let start = End { item: edge.from, offset: edge.port };
        let end = End { item: edge.to, offset: arrival };
        let (from, to) = (self.items[edge.from].column, self.items[edge.to].column);
        if to > from {
            let last = (from + 1..to).fold(start, |left, column| {
                let passage = self.passage(column);
                self.link(column - 1, [left, passage], false);
                passage
            });
            self.link(to - 1, [last, end], false);
        } else if to == from {
            self.link(from, [start, end], true);
        } else {
            let passage = self.passage(from);
            self.link(from, [start, passage], true);
            let last = (to + 1..from).rev().fold(passage, |right, column| {
                let passage = self.passage(column);
                self.link(column, [passage, right], false);
                passage
            });
            self.link(to, [end, last], false);
        }
    }

    fn passage(&mut self, column: usize) -> End {
        End { item: self.add(Item { column, width: 0, height: 0 }), offset: 0 }
    }

    fn add(&mut self, item: Item) -> usize {
        let index = self.items.len();
        self.order[item.column].push(index);
        self.items.push(item);
        self.links_of.push(Vec::new());
        index
    }

    fn link(&mut self, gap: usize, ends: [End; 2], is_turn: bool) {
        let index = self.links.len();
        self.links.push(Link { gap, ends, is_turn });
        self.links_of[ends[0].item].push(index);
        if ends[1].item != ends[0].item {
            self.links_of[ends[1].item].push(index);
        }
        if let Some(path) = self.paths.last_mut() {
            path.push(index);
        }
    }
}
