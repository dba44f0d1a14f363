//! Places in a list that the person arranges.

use ukhwah_domain::person::Position;

/// Above so many digits a list is numbered anew: each move between the same two neighbours makes places longer.
const LONGEST: usize = 64;

/// Places for things in this order, as many as possible where they were: what stays unwritten cannot conflict with
/// what another device writes.
pub(crate) fn arranged(order: &[Option<Position>]) -> Vec<Position> {
    let stays = longest_rise(order);
    let mut placed: Vec<Position> = Vec::with_capacity(order.len());
    for (index, current) in order.iter().enumerate() {
        let place = match current {
            Some(position) if stays[index] => position.clone(),
            _ => {
                let next = (index + 1..order.len()).find(|later| stays[*later]).and_then(|later| order[later].as_ref());
                Position::between(placed.last(), next).expect("those that stay rise")
            }
        };
        placed.push(place);
    }
    if placed.iter().any(|position| position.to_string().len() > LONGEST) {
        return Position::spread(order.len());
    }
    placed
}

/// Marks the longest series of things whose places rise already.
fn longest_rise(order: &[Option<Position>]) -> Vec<bool> {
    // For each thing: how long the longest rise is that ends there, and which thing comes before it in that rise.
    let mut ends: Vec<(usize, Option<usize>)> = Vec::with_capacity(order.len());
    for (index, position) in order.iter().enumerate() {
        let before = (0..index).filter(|other| order[*other].is_some() && order[*other] < *position);
        let best = before.max_by_key(|other| ends[*other].0);
        ends.push((best.map_or(1, |other| ends[other].0 + 1), best));
    }
    let mut stays = vec![false; order.len()];
    let mut at = (0..order.len()).filter(|index| order[*index].is_some()).max_by_key(|index| ends[*index].0);
    while let Some(index) = at {
        stays[index] = true;
        at = ends[index].1;
    }
    stays
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn moved(order: &[Option<Position>]) -> Vec<usize> {
        let places = arranged(order);
        (0..order.len()).filter(|index| order[*index].as_ref() != Some(&places[*index])).collect()
    }

    fn row(count: usize) -> Vec<Option<Position>> {
        Position::spread(count).into_iter().map(Some).collect()
    }

    #[test]
    fn an_order_that_did_not_change_moves_nothing() {
        assert!(moved(&row(20)).is_empty());
        assert!(arranged(&[]).is_empty());
    }

    #[test]
    fn only_the_one_that_was_moved_gets_a_new_place() {
        let mut order = row(5);
        order.rotate_right(1);
        assert_eq!(moved(&order), [0]);
        let mut order = row(5);
        order.rotate_left(1);
        assert_eq!(moved(&order), [4]);
    }

    #[test]
    fn equal_and_missing_places_are_parted() {
        let same = Some(Position::first());
        assert_eq!(moved(&[same.clone(), None, same.clone(), same]).len(), 3);
    }

    #[test]
    fn places_that_have_grown_long_are_numbered_anew() {
        let (mut left, mut right) = (Position::first(), Position::first().after());
        while left.to_string().len() <= LONGEST {
            let middle = Position::between(Some(&left), Some(&right)).expect("in order");
            (left, right) = (middle.clone(), right);
        }
        assert_eq!(arranged(&[Some(left), Some(right)]), Position::spread(2));
    }

    proptest! {
        #[test]
        fn places_always_rise(picks in prop::collection::vec(prop::option::of(0usize..12), 0..30)) {
            let known = Position::spread(12);
            let order: Vec<_> = picks.iter().map(|pick| pick.map(|index| known[index].clone())).collect();
            let places = arranged(&order);
            prop_assert_eq!(places.len(), order.len());
            prop_assert!(places.is_sorted_by(|a, b| a < b));
        }
    }
}
