//! An order within each layer that crosses few lines: each layer is sorted by where its neighbours stand, downwards and upwards in turn, and
//! the best order of all rounds is kept; small drawings then exchange neighbours as long as that helps.

use super::layers::Layers;

/// Rounds of sorting, at most.
const ROUNDS: usize = 12;
/// Rounds without a better order after which there will be none.
const PATIENCE: usize = 3;
/// Stretches of lines up to which neighbours are exchanged one by one.
const SMALL: usize = 600;

/// Which neighbours count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
}

/// Puts each layer into an order with few crossings.
pub(super) fn reduce(layers: &mut Layers) {
    let mut places = vec![0_usize; layers.slots.len()];
    number(layers, &mut places);
    let mut fewest = crossings(layers, &places);
    let mut best = layers.rows.clone();
    let mut waited = 0;
    for _ in 0..ROUNDS {
        if fewest == 0 || waited == PATIENCE {
            break;
        }
        for rank in 1..layers.rows.len() {
            sort(layers, (rank, Side::Above), &mut places);
        }
        for rank in (0..layers.rows.len().saturating_sub(1)).rev() {
            sort(layers, (rank, Side::Below), &mut places);
        }
        let found = crossings(layers, &places);
        waited += 1;
        if found < fewest {
            fewest = found;
            best.clone_from(&layers.rows);
            waited = 0;
        }
    }
    layers.rows = best;
    number(layers, &mut places);
    if fewest > 0 && layers.below.iter().map(Vec::len).sum::<usize>() <= SMALL {
        exchange(layers, &mut places);
    }
}

/// The place of each slot in its layer.
fn number(layers: &Layers, places: &mut [usize]) {
    for row in &layers.rows {
        for (place, slot) in row.iter().enumerate() {
            places[*slot] = place;
        }
    }
}

/// Sorts a layer by the middle of each slot's neighbours on one side; a slot without any keeps its place.
fn sort(layers: &mut Layers, (rank, side): (usize, Side), places: &mut [usize]) {
    let neighbours = match side {
        Side::Above => &layers.above,
        Side::Below => &layers.below,
    };
    let middle = |slot: usize| match neighbours[slot].as_slice() {
        [] => places[slot] as f64,
        near => near.iter().map(|other| places[*other] as f64).sum::<f64>() / near.len() as f64,
    };
    let mut keyed: Vec<(f64, usize)> = layers.rows[rank].iter().map(|slot| (middle(*slot), *slot)).collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (place, (_, slot)) in keyed.into_iter().enumerate() {
        layers.rows[rank][place] = slot;
        places[slot] = place;
    }
}

/// Crossings in the whole drawing.
fn crossings(layers: &Layers, places: &[usize]) -> usize {
    let mut counts = Vec::new();
    layers.rows.windows(2).map(|pair| between(layers, (&pair[0], pair[1].len()), places, &mut counts)).sum()
}

/// Crossings between a layer and the next: pairs of lines whose ends are in opposite orders, counted with a tree of sums.
fn between(layers: &Layers, (row, width): (&[usize], usize), places: &[usize], counts: &mut Vec<usize>) -> usize {
    counts.clear();
    counts.resize(width + 1, 0);
    let (mut seen, mut crossed) = (0, 0);
    let mut ends: Vec<usize> = Vec::new();
    for slot in row {
        ends.clear();
        ends.extend(layers.below[*slot].iter().map(|other| places[*other]));
        ends.sort_unstable();
        // Lines of one slot do not cross each other: all are compared with those before, then all are entered.
        for end in &ends {
            let (mut upto, mut at) = (0, end + 1);
            while at > 0 {
                upto += counts[at];
                at &= at - 1;
            }
            crossed += seen - upto;
        }
        for end in &ends {
            let mut at = end + 1;
            while at <= width {
                counts[at] += 1;
                at += at & at.wrapping_neg();
            }
            seen += 1;
        }
    }
    crossed
}

/// Exchanges neighbours wherever that leaves fewer crossings.
fn exchange(layers: &mut Layers, places: &mut [usize]) {
    for _ in 0..ROUNDS {
        let mut better = false;
        for rank in 0..layers.rows.len() {
            for at in 1..layers.rows[rank].len() {
                let (left, right) = (layers.rows[rank][at - 1], layers.rows[rank][at]);
                if crossed(layers, (left, right), places) > crossed(layers, (right, left), places) {
                    layers.rows[rank].swap(at - 1, at);
                    places[left] = at;
                    places[right] = at - 1;
                    better = true;
                }
            }
        }
        if !better {
            return;
        }
    }
}

/// Crossings of the lines of two neighbours, on both sides.
fn crossed(layers: &Layers, (left, right): (usize, usize), places: &[usize]) -> usize {
    let pairs =
        |near: &[Vec<usize>]| -> usize { near[left].iter().map(|a| near[right].iter().filter(|b| places[**b] < places[*a]).count()).sum() };
    pairs(&layers.above) + pairs(&layers.below)
}
