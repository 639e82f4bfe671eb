//! Where the cheaper of two options changes along the volume. Cost is straight between breakpoints, so each piece is read at two
//! inner points and its root found in closed form. A range may hold very many pieces (36 months of growth times hundreds of units
//! of capacity), so whole stretches on which one option is sure to cost less are passed over, and only the rest is cut down.

use super::{Crossover, CrossoverKind, PairCrossovers};
use crate::{
    analyze::ledger::along::{Along, Reading},
    model::OptionIx,
};

/// Part of the money compared that counts as floating-point noise.
const NOISE: f64 = 1e-12;
/// Breakpoints closer together than this part of the amount are one.
const SAME_AMOUNT: f64 = 1e-9;
/// A stretch with so few pieces is read piece by piece at once.
const FEW_PIECES: f64 = 12.0;
/// A stretch is not halved any more when its ends are this factor apart …
const NARROW: f64 = 1.002;
/// … and is then read piece by piece, up to so many of them. Beyond, steps are finer than any reader could see: a line through both ends stands for them.
const MANY_PIECES: f64 = 512.0;

/// All crossovers of all pairs of `options` in `range`, which is in the volume's unit and period, as are `likely` and the results.
pub(super) fn crossovers(options: &[(OptionIx, Along<'_>)], range: (f64, f64), likely: f64) -> Vec<PairCrossovers> {
    let places = 0..options.len();
    let pairs: Vec<Pair> = places.clone().flat_map(|a| (a + 1..options.len()).map(move |b| Pair::new(a, b))).collect();
    let mut search = Search { options, likely, pairs };
    let all: Vec<usize> = (0..search.pairs.len()).collect();
    let (left, right) = (search.at(range.0), search.at(range.1));
    search.stretch(&left, &right, &all);
    let name = |pair: Pair| PairCrossovers {
        pair: (options[pair.a].0, options[pair.b].0),
        points: pair.points,
        cheaper_below: pair.cheaper_below,
    };
    search.pairs.into_iter().map(name).collect()
}

/// Two options, and what has been seen of them from the left.
struct Pair {
    a: usize,
    b: usize,
    /// Which one cost more when they last differed: 1 the first, -1 the second, 0 neither yet.
    side: i8,
    /// Whether they were level at the right end of the piece that was read last.
    level: bool,
    points: Vec<Crossover>,
    cheaper_below: Option<OptionIx>,
}

impl Pair {
    fn new(a: usize, b: usize) -> Self {
        Self { a, b, side: 0, level: false, points: Vec::new(), cheaper_below: None }
    }

    /// Which side it is on all the way between two amounts, where bounds alone say so.
    fn sure_side(&self, left: &At, right: &At) -> Option<i8> {
        let least = left.readings[self.a].least_after - right.readings[self.b].most_before;
        let most = right.readings[self.a].most_before - left.readings[self.b].least_after;
        let noise = NOISE * (right.readings[self.a].value.abs() + right.readings[self.b].value.abs());
        if least > noise {
            Some(1)
        } else if most < -noise {
            Some(-1)
        } else {
            None
        }
    }
}

/// Every option at one amount.
struct At {
    amount: f64,
    readings: Vec<Reading>,
}

struct Search<'a> {
    options: &'a [(OptionIx, Along<'a>)],
    likely: f64,
    pairs: Vec<Pair>,
}

impl Search<'_> {
    fn at(&self, amount: f64) -> At {
        At { amount, readings: self.options.iter().map(|(_, along)| along.reading(amount)).collect() }
    }

    /// Searches between two amounts; only the pairs of `doubtful` may change sides there.
    fn stretch(&mut self, left: &At, right: &At, doubtful: &[usize]) {
        let mut open = Vec::with_capacity(doubtful.len());
        for at in doubtful {
            match self.pairs[*at].sure_side(left, right) {
                Some(side) => self.take_side(*at, (left.amount, side), CrossoverKind::Jump),
                None => open.push(*at),
            }
        }
        if open.is_empty() {
            return;
        }
        let involved = self.involved(&open);
        let pieces: f64 = involved.iter().map(|at| right.readings[*at].pieces - left.readings[*at].pieces).sum();
        if pieces > FEW_PIECES && right.amount > left.amount * NARROW {
            // Ranges span orders of magnitude: half way is the geometric mean.
            let middle = self.at((left.amount * right.amount).sqrt());
            self.stretch(left, &middle, &open);
            self.stretch(&middle, right, &open);
            return;
        }
        let mut bounds = vec![left.amount];
        if pieces <= MANY_PIECES {
            for at in &involved {
                self.options[*at].1.breakpoints((left.amount, right.amount), &mut bounds);
            }
        }
        bounds.push(right.amount);
        bounds.sort_by(f64::total_cmp);
        bounds.dedup_by(|next, kept| *next - *kept <= SAME_AMOUNT * *kept);
        for ends in bounds.windows(2) {
            self.piece((ends[0], ends[1]), &open, &involved);
        }
    }

    /// Options of these pairs, each once.
    fn involved(&self, pairs: &[usize]) -> Vec<usize> {
        let taken = |at: &usize| pairs.iter().any(|pair| self.pairs[*pair].a == *at || self.pairs[*pair].b == *at);
        (0..self.options.len()).filter(taken).collect()
    }

    /// Reads one straight piece of the doubtful pairs.
    fn piece(&mut self, (left, right): (f64, f64), open: &[usize], involved: &[usize]) {
        let inner = [left + (right - left) / 3.0, right - (right - left) / 3.0];
        let mut read = vec![[0.0; 2]; self.options.len()];
        for at in involved {
            read[*at] = inner.map(|amount| self.options[*at].1.present_value(amount));
        }
        for at in open {
            let (a, b) = (read[self.pairs[*at].a], read[self.pairs[*at].b]);
            let [one, two] = [a[0] - b[0], a[1] - b[1]];
            let noise = 4.0 * NOISE * (a[0].abs() + b[0].abs());
            let sign = |difference: f64| {
                if difference.abs() <= noise {
                    0_i8
                } else if difference > 0.0 {
                    1
                } else {
                    -1
                }
            };
            // Limits at both ends: the line through the two readings.
            let (from, to) = (2.0 * one - two, 2.0 * two - one);
            let (first, last) = (sign(from), sign(to));
            let pair = &self.pairs[*at];
            let kind = if first == 0 && pair.level { CrossoverKind::Cross } else { CrossoverKind::Jump };
            if first != 0 || last != 0 {
                self.take_side(*at, (left, if first == 0 { last } else { first }), kind);
            }
            if first * last < 0 {
                self.take_side(*at, (left + (right - left) * from / (from - to), last), CrossoverKind::Cross);
            }
            self.pairs[*at].level = last == 0;
        }
    }

    /// Notes on which side a pair is from `amount` on; a crossover, where it was on the other.
    fn take_side(&mut self, at: usize, (amount, side): (f64, i8), kind: CrossoverKind) {
        let pair = &mut self.pairs[at];
        let cheaper_above = self.options[if side > 0 { pair.b } else { pair.a }].0;
        if pair.side == 0 {
            pair.cheaper_below = Some(cheaper_above);
        } else if pair.side != side {
            pair.points.push(Crossover { volume: amount, scale: amount / self.likely, kind, cheaper_above });
        }
        pair.side = side;
        pair.level = false;
    }
}
