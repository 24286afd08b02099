//! Sorts the columns so that few links cross.

use super::columns::{Columns, End, Link};
use super::crossings::{in_gap, of_all};

/// How often all columns are sorted, there and back.
const SWEEPS: usize = 10;

/// How much work swapping neighbours may be: swaps times links. What is above, nobody can read in detail.
const MOST_SWAP_WORK: usize = 400_000;

/// Sorts the columns.
pub(super) fn sort(columns: &mut Columns) {
    let links_in = links_in(columns);
    let mut positions = positions(columns);
    let mut best = (of_all(columns, &links_in, &positions), columns.order.clone());
    for sweep in 0..SWEEPS {
        let rightwards = sweep % 2 == 0;
        let count = columns.order.len();
        for step in 0..count {
            let column = if rightwards { step } else { count - 1 - step };
            sort_column(columns, column, rightwards, &mut positions);
        }
        swap(columns, &links_in, &mut positions);
        let crossings = of_all(columns, &links_in, &positions);
        if crossings < best.0 {
            best = (crossings, columns.order.clone());
        }
    }
    columns.order = best.1;
}

fn links_in(columns: &Columns) -> Vec<Vec<usize>> {
    let mut links_in = vec![Vec::new(); columns.order.len()];
    columns.links.iter().enumerate().for_each(|(index, link)| links_in[link.gap].push(index));
    links_in
}

fn positions(columns: &Columns) -> Vec<usize> {
    let mut positions = vec![0; columns.items.len()];
    columns.order.iter().for_each(|column| renumber(column, &mut positions));
    positions
}

fn renumber(column: &[usize], positions: &mut [usize]) {
    column.iter().enumerate().for_each(|(position, item)| positions[*item] = position);
}

/// Sorts one column by where the neighbours on one side are on average.
fn sort_column(columns: &mut Columns, column: usize, rightwards: bool, positions: &mut [usize]) {
    let mut sorted: Vec<(f64, usize)> = columns.order[column]
        .iter()
        .map(|item| (mean(columns, *item, rightwards, positions), *item))
        .collect();
    sorted.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    columns.order[column] = sorted.into_iter().map(|(_, item)| item).collect();
    renumber(&columns.order[column], positions);
}

/// Returns the mean of the neighbours in the column before; of those in the same column, if there are none; or where it is.
fn mean(columns: &Columns, item: usize, rightwards: bool, positions: &[usize]) -> f64 {
    let column = columns.items[item].column;
    let before = if rightwards { column.checked_sub(1) } else { Some(column + 1) };
    let place = |end: End| {
        let height = f64::from(columns.items[end.item].height.max(1));
        count(positions[end.item]) + 0.9 * (f64::from(end.offset) / height).clamp(0.0, 1.0)
    };
    let (mut beside, mut same) = ((0.0, 0_usize), (0.0, 0_usize));
    for (_, end, _) in columns.neighbours(item) {
        let there = columns.items[end.item].column;
        if Some(there) == before {
            beside = (beside.0 + place(end), beside.1 + 1);
        } else if there == column && end.item != item {
            same = (same.0 + place(end), same.1 + 1);
        }
    }
    match (beside, same) {
        ((sum, number @ 1..), _) | (_, (sum, number @ 1..)) => sum / count(number),
        _ => count(positions[item]),
    }
}

/// Swaps neighbours as long as that leaves fewer crossings.
fn swap(columns: &mut Columns, links_in: &[Vec<usize>], positions: &mut [usize]) {
    for column in 0..columns.order.len() {
        let before = column.checked_sub(1).map(|gap| links_in[gap].len()).unwrap_or_default();
        let work = columns.order[column].len() * (links_in[column].len() + before);
        for _ in 0..(MOST_SWAP_WORK / work.max(1)).min(3) {
            if !swap_once(columns, column, positions) {
                break;
            }
        }
    }
}

fn swap_once(columns: &mut Columns, column: usize, positions: &mut [usize]) -> bool {
    let mut is_better = false;
    for upper in 1..columns.order[column].len() {
        let (one, other) = (columns.order[column][upper - 1], columns.order[column][upper]);
        let before = of_pair(columns, column, [one, other], positions);
        positions.swap(one, other);
        if of_pair(columns, column, [one, other], positions) < before {
            columns.order[column].swap(upper - 1, upper);
            is_better = true;
        } else {
            positions.swap(one, other);
        }
    }
    is_better
}

/// Counts the crossings among the links of two neighbours.
fn of_pair(columns: &Columns, column: usize, pair: [usize; 2], positions: &[usize]) -> usize {
    let links = || -> Box<dyn Iterator<Item = &Link>> {
        Box::new(
            pair.into_iter().flat_map(|item| columns.links_of[item].iter().map(|link| &columns.links[*link])),
        )
    };
    let right = in_gap(links().filter(|link| link.gap == column), positions);
    let left = in_gap(links().filter(|link| link.gap + 1 == column), positions);
    right + left
}

/// Returns a number as one that can be divided; no graph has so many items that it would be another.
const fn count(number: usize) -> f64 {
    number as f64
}
