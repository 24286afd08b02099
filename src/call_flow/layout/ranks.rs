//! In which column a node stands.

use std::collections::VecDeque;

use super::Graph;

/// Returns the column of each node: how many edges lead there from a start at least.
///
/// So no edge leads further right than to the next column, except between nodes that no start leads to.
pub(super) fn ranks(graph: &Graph) -> Vec<usize> {
    let mut ranks: Vec<Option<usize>> = vec![None; graph.nodes.len()];
    let mut targets = vec![Vec::new(); graph.nodes.len()];
    let mut is_led_to = vec![false; graph.nodes.len()];
    for edge in graph.edges.iter().filter(|edge| edge.from != edge.to) {
        targets[edge.from].push(edge.to);
        is_led_to[edge.to] = true;
    }
    let first: Vec<usize> = if graph.starts.is_empty() {
        (0..graph.nodes.len()).filter(|node| !is_led_to[*node]).collect()
    } else {
        graph.starts.clone()
    };
    visit(&first, &targets, &mut ranks);
    let loose = (0..graph.nodes.len()).filter(|node| !is_led_to[*node]);
    for node in loose.chain(0..graph.nodes.len()) {
        if ranks[node].is_none() {
            visit(&[node], &targets, &mut ranks);
        }
    }
    ranks.into_iter().map(Option::unwrap_or_default).collect()
}

fn visit(starts: &[usize], targets: &[Vec<usize>], ranks: &mut [Option<usize>]) {
    let mut queue: VecDeque<(usize, usize)> = starts.iter().map(|start| (*start, 0)).collect();
    while let Some((node, rank)) = queue.pop_front() {
        if ranks[node].is_none() {
            ranks[node] = Some(rank);
            queue.extend(targets[node].iter().map(|target| (*target, rank + 1)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Edge, Graph, Node};
    use super::ranks;

    #[test]
    fn a_column_is_the_number_of_edges_from_a_start() {
        let edge = |(from, to)| Edge { from, to, port: 0 };
        let graph = Graph {
            nodes: vec![Node { width: 1, height: 1, head: 1 }; 7],
            edges: [(0, 1), (0, 2), (1, 2), (2, 3), (3, 0), (3, 3), (4, 3), (5, 6), (6, 5)]
                .map(edge)
                .to_vec(),
            starts: vec![0],
        };
        assert_eq!(ranks(&graph), [0, 1, 1, 2, 0, 0, 1]);
    }
}
