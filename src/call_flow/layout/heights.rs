//! How high up each item stands: beside the topmost item that it leads to, under the item above it.
//!
//! So a picture begins at the left upper corner, however high it is.

use super::columns::{Columns, Item, Link};

/// How often all columns are placed; the last time from right to left.
const SWEEPS: usize = 8;

/// What an item weighs that is linked to none.
const LIGHT: f64 = 0.01;

/// What a link between two passages weighs, so that it runs straight.
const STRAIGHT: f64 = 4.0;

/// Returns how far below the top each item begins.
pub(super) fn place(columns: &Columns) -> Vec<i32> {
    let mut heights = stacked(columns);
    let count = columns.order.len();
    for sweep in 0..SWEEPS {
        let rightwards = sweep % 2 == 0;
        for step in 0..count {
            let column = if rightwards { step } else { count - 1 - step };
            let side = if rightwards { Side::Left } else { Side::Right };
            place_column(columns, column, side, &mut heights);
        }
    }
    let top = heights.iter().copied().reduce(f64::min).unwrap_or_default();
    heights.into_iter().map(|height| rounded(height - top)).collect()
}

/// The neighbours to which a column is fitted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// Places every column by itself.
fn stacked(columns: &Columns) -> Vec<f64> {
    let mut heights = vec![0.0; columns.items.len()];
    for column in &columns.order {
        for (item, offset) in column.iter().zip(offsets(columns, column)) {
            heights[*item] = offset;
        }
    }
    heights
}

/// Returns where the items of a column begin at least, one right below the other.
fn offsets(columns: &Columns, column: &[usize]) -> Vec<f64> {
    let mut offsets = Vec::with_capacity(column.len());
    let (mut below, mut above): (f64, Option<&Item>) = (0.0, None);
    for item in column {
        let item = &columns.items[*item];
        below += above.map(|above| f64::from(space(above, item))).unwrap_or_default();
        offsets.push(below);
        below += f64::from(item.height);
        above = Some(item);
    }
    offsets
}

const fn space(above: &Item, below: &Item) -> i32 {
    match (above.is_passage(), below.is_passage()) {
        (true, true) => 10,
        (false, false) => 28,
        _ => 16,
    }
}

/// Moves the items of a column to where they want to be as far as the order allows, by pooling adjacent violators.
///
/// Source: Best, Chakravarti, "Active set algorithms for isotonic regression" (1990).
fn place_column(columns: &Columns, column: usize, side: Side, heights: &mut [f64]) {
    let items = &columns.order[column];
    let offsets = offsets(columns, items);
    // Each block: the sum of what its items want, their weight, their number.
    let mut blocks: Vec<(f64, f64, usize)> = Vec::with_capacity(items.len());
    for (item, offset) in items.iter().zip(&offsets) {
        let (wanted, weight) = wanted(columns, *item, side, heights);
        let mut block = ((wanted - offset) * weight, weight, 1);
        while let Some(above) = blocks.pop_if(|above| above.0 / above.1 > block.0 / block.1) {
            block = (above.0 + block.0, above.1 + block.1, above.2 + block.2);
        }
        blocks.push(block);
    }
    let placed = blocks.into_iter().flat_map(|(sum, weight, count)| std::iter::repeat_n(sum / weight, count));
    for ((item, offset), base) in items.iter().zip(offsets).zip(placed) {
        heights[*item] = base + offset;
    }
}

/// Returns where an item would have straight links, and how much that weighs.
///
/// To the left that is the mean of all links, to the right the topmost link.
fn wanted(columns: &Columns, item: usize, side: Side, heights: &[f64]) -> (f64, f64) {
    let column = columns.items[item].column;
    let is_wanted = |link: &Link| match side {
        _ if link.is_turn => false,
        Side::Left => link.gap + 1 == column,
        Side::Right => link.gap == column,
    };
    let pulls = columns.neighbours(item).filter(|(_, _, link)| is_wanted(link)).map(|(offset, end, _)| {
        let passes = columns.items[item].is_passage() && columns.items[end.item].is_passage();
        (heights[end.item] + f64::from(end.offset - offset), if passes { STRAIGHT } else { 1.0 })
    });
    let (sum, weight) = match side {
        Side::Left => pulls.fold((0.0, 0.0), |(sum, all), (to, weight)| (sum + to * weight, all + weight)),
        Side::Right => {
            let topmost = pulls.min_by(|one, other| one.0.total_cmp(&other.0));
            topmost.map_or((0.0, 0.0), |(to, weight)| (to * weight, weight))
        }
    };
    if weight > 0.0 { (sum / weight, weight) } else { (heights[item], LIGHT) }
}

/// Rounds so that whole distances between two heights stay as they are.
fn rounded(height: f64) -> i32 {
    // A sum that should be whole may lack the last bit.
    (height + 0.5 + 1e-6).floor() as i32
}
