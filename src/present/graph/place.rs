//! Where slots stand: across, as near to their neighbours as the order and the air allow; down, a band a layer.

use super::{Air, layers::Layers, pixel};

/// Rounds of pulling, each downwards and upwards.
const ROUNDS: usize = 8;

/// The middle of each slot across, the leftmost edge being at the margin.
pub(super) fn across(layers: &Layers, air: Air) -> Vec<f64> {
    let mut x = packed(layers, air);
    let mut pull = Pull::default();
    for _ in 0..ROUNDS {
        for row in layers.rows.iter().skip(1) {
            pull.row((layers, air), row, (&mut x, &[&layers.above]));
        }
        for row in layers.rows.iter().rev().skip(1) {
            pull.row((layers, air), row, (&mut x, &[&layers.below]));
        }
    }
    for row in layers.rows.iter().chain(layers.rows.iter().rev()) {
        pull.row((layers, air), row, (&mut x, &[&layers.above, &layers.below]));
    }
    straighten(layers, air, &mut x);
    let half = |slot: usize| f64::from(layers.slots[slot].size.width) / 2.0;
    let left = x.iter().enumerate().map(|(slot, x)| x - half(slot)).fold(f64::INFINITY, f64::min);
    for place in &mut x {
        *place = (*place - left + f64::from(air.margin)).round();
    }
    x
}

/// Each layer as narrow as it can be, around one middle.
fn packed(layers: &Layers, air: Air) -> Vec<f64> {
    let mut x = vec![0.0; layers.slots.len()];
    for row in &layers.rows {
        let mut at = 0.0;
        for (place, slot) in row.iter().enumerate() {
            at += if place == 0 { 0.0 } else { apart(layers, (row[place - 1], *slot), air) };
            x[*slot] = at;
        }
        for slot in row {
            x[*slot] -= at / 2.0;
        }
    }
    x
}

/// The least distance between the middles of two neighbours.
fn apart(layers: &Layers, (left, right): (usize, usize), air: Air) -> f64 {
    let gap = if layers.is_line(left) || layers.is_line(right) { air.line } else { air.beside };
    f64::from(layers.slots[left].size.width + layers.slots[right].size.width) / 2.0 + f64::from(gap)
}

/// How much a stretch of line wants to be straight: one that passes layers more than one between boxes.
fn strength(layers: &Layers, (a, b): (usize, usize)) -> f64 {
    match (layers.is_line(a), layers.is_line(b)) {
        (true, true) => 8.0,
        (false, false) => 1.0,
        _ => 2.0,
    }
}

/// A run of slots that touch: they move as one.
#[derive(Debug, Clone, Copy)]
struct Block {
    /// Where they want to be, and how much.
    want: f64,
    weight: f64,
    /// How many slots.
    len: usize,
}

/// Pulls layers towards their neighbours; holds nothing but its workspace.
#[derive(Debug, Default)]
struct Pull {
    blocks: Vec<Block>,
    offsets: Vec<f64>,
}

impl Pull {
    /// Moves the slots of a layer to where the sum of squared distances to their neighbours is least, their order and air kept: without
    /// the air each place is to be no less than the one before, which pooling neighbours that violate it solves exactly.
    fn row(&mut self, (layers, air): (&Layers, Air), row: &[usize], (x, sides): (&mut [f64], &[&Vec<Vec<usize>>])) {
        self.blocks.clear();
        self.offsets.clear();
        let mut offset = 0.0;
        for (place, slot) in row.iter().enumerate() {
            offset += if place == 0 { 0.0 } else { apart(layers, (row[place - 1], *slot), air) };
            self.offsets.push(offset);
            let (mut sum, mut weight) = (0.0, 0.0);
            for other in sides.iter().flat_map(|side| &side[*slot]) {
                let strength = strength(layers, (*slot, *other));
                sum += strength * x[*other];
                weight += strength;
            }
            // What has no neighbour would rather stay.
            let (want, weight) = if weight > 0.0 { (sum / weight, weight) } else { (x[*slot], 0.05) };
            self.push(Block { want: want - offset, weight, len: 1 });
        }
        let mut place = 0;
        for block in &self.blocks {
            for _ in 0..block.len {
                x[row[place]] = block.want + self.offsets[place];
                place += 1;
            }
        }
    }

    fn push(&mut self, mut block: Block) {
        while let Some(last) = self.blocks.last().filter(|last| last.want > block.want) {
            let weight = last.weight + block.weight;
            let want = (last.want * last.weight + block.want * block.weight) / weight;
            block = Block { want, weight, len: last.len + block.len };
            self.blocks.pop();
        }
        self.blocks.push(block);
    }
}

/// Long lines run straight as far as the gaps that they pass allow.
fn straighten(layers: &Layers, air: Air, x: &mut [f64]) {
    let mut places = vec![0; layers.slots.len()];
    for row in &layers.rows {
        for (place, slot) in row.iter().enumerate() {
            places[*slot] = place;
        }
    }
    for chain in layers.chains.iter().filter(|chain| chain.len() > 2) {
        let (start, end) = (x[chain[0]], x[chain[chain.len() - 1]]);
        let lines = &chain[1..chain.len() - 1];
        let mut first = 0;
        while first < lines.len() {
            let (mut low, mut high) = gap(layers, (lines[first], air), (&places, x));
            let mut last = first + 1;
            while let Some(line) = lines.get(last) {
                let (left, right) = gap(layers, (*line, air), (&places, x));
                if left.max(low) > right.min(high) {
                    break;
                }
                (low, high) = (left.max(low), right.min(high));
                last += 1;
            }
            let run = &lines[first..last];
            let mean = run.iter().map(|line| x[*line]).sum::<f64>() / run.len() as f64;
            let fitting = [end, start].into_iter().find(|x| (low..=high).contains(x) && (x - mean).abs() < 48.0);
            let place = fitting.unwrap_or_else(|| mean.clamp(low, high));
            for line in run {
                x[*line] = place;
            }
            first = last;
        }
    }
}

/// How far a line can move between its neighbours.
fn gap(layers: &Layers, (line, air): (usize, Air), (places, x): (&[usize], &[f64])) -> (f64, f64) {
    let row = &layers.rows[layers.slots[line].rank];
    let place = places[line];
    let low = place.checked_sub(1).map_or(f64::NEG_INFINITY, |left| x[row[left]] + apart(layers, (row[left], line), air));
    let high = row.get(place + 1).map_or(f64::INFINITY, |right| x[*right] - apart(layers, (line, *right), air));
    // Rounding must not turn the gap inside out.
    (low.min(x[line]), high.max(x[line]))
}

/// Top and bottom of each layer. Where lines run far to the side, the layers stand further apart.
pub(super) fn bands(layers: &Layers, x: &[f64], air: Air) -> Vec<(i32, i32)> {
    let mut bands = Vec::with_capacity(layers.rows.len());
    let mut top = air.margin;
    for row in &layers.rows {
        let height = row.iter().map(|slot| layers.slots[*slot].size.height).max().unwrap_or_default();
        bands.push((top, top + height));
        let far = row.iter().flat_map(|slot| layers.below[*slot].iter().map(move |other| (x[*slot] - x[*other]).abs()));
        let far = far.fold(0.0, f64::max);
        top += height + air.between + pixel((far / 14.0).min(36.0));
    }
    bands
}
