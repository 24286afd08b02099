//! Counts how often links cross.

use super::columns::{Columns, End, Link};

/// Where a link meets a column: the position of the item, then how far below its top.
pub(super) type Height = (usize, i32);

/// Counts the crossings in the gap to the right of a column; `positions` are those of the items in their columns.
pub(super) fn in_gap<'a>(links: impl Iterator<Item = &'a Link>, positions: &[usize]) -> usize {
    let height = |end: &End| -> Height { (positions[end.item], end.offset) };
    let (mut across, mut turns) = (Vec::new(), Vec::new());
    for link in links {
        let ends = (height(&link.ends[0]), height(&link.ends[1]));
        if link.is_turn { turns.push(ends) } else { across.push(ends) }
    }
    across.sort_unstable();
    let left: Vec<Height> = across.iter().map(|(left, _)| *left).collect();
    let turned = |(one, other): &(Height, Height)| {
        let (top, bottom) = (one.min(other), one.max(other));
        left.partition_point(|at| at < bottom).saturating_sub(left.partition_point(|at| at <= top))
    };
    let turned: usize = turns.iter().map(turned).sum();
    let mut right: Vec<Height> = across.into_iter().map(|(_, right)| right).collect();
    let mut space = right.clone();
    inversions(&mut right, &mut space) + turned
}

/// Counts the pairs in the wrong order, and sorts.
fn inversions(values: &mut [Height], space: &mut [Height]) -> usize {
    let middle = values.len() / 2;
    if middle == 0 {
        return 0;
    }
    let mut count = {
        let (left, right) = values.split_at_mut(middle);
        inversions(left, space) + inversions(right, space)
    };
    let (mut left, mut right) = (0, middle);
    for place in space.iter_mut().take(values.len()) {
        let takes_left = left < middle && (right == values.len() || values[left] <= values[right]);
        if takes_left {
            *place = values[left];
            left += 1;
        } else {
            *place = values[right];
            right += 1;
            count += middle - left;
        }
    }
    values.copy_from_slice(&space[..values.len()]);
    count
}

/// Counts the crossings of all gaps.
pub(super) fn of_all(columns: &Columns, links_in: &[Vec<usize>], positions: &[usize]) -> usize {
    links_in.iter().map(|links| in_gap(links.iter().map(|link| &columns.links[*link]), positions)).sum()
}

#[cfg(test)]
mod tests {
    use super::super::columns::{End, Link};
    use super::in_gap;

    #[test]
    fn crossings_are_those_of_pairs_and_of_what_leaves_below_a_turn() {
        let link = |(from, to, is_turn)| {
            let end = |item| End { item, offset: 0 };
            Link { gap: 0, ends: [end(from), end(to)], is_turn }
        };
        let count = |links: &[(usize, usize, bool)]| {
            let links: Vec<Link> = links.iter().copied().map(link).collect();
            in_gap(links.iter(), &[0, 1, 2, 0, 1, 2])
        };
        assert_eq!(count(&[(0, 3, false), (1, 4, false), (2, 5, false)]), 0);
        assert_eq!(count(&[(0, 5, false), (1, 4, false), (2, 3, false)]), 3);
        assert_eq!(count(&[(0, 3, false), (1, 3, false), (0, 4, false)]), 1);
        assert_eq!(count(&[(0, 2, true), (1, 3, false), (2, 4, false)]), 1);
    }
}
