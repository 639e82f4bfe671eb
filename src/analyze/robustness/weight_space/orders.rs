//! Weightings that keep an order of importance: a simplex for each order that it allows, where weights are equal (maths.md, 2.10).

use super::simplex::Cutting;
use crate::analyze::EPS;

/// Orders above which nothing is said.
const MOST_ORDERS: usize = 1_000;

/// An order of importance, equals in groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Orders {
    /// Criteria, the most important first.
    sorted: Vec<usize>,
    /// Where each group ends, for each place of `sorted`.
    group_ends: Vec<usize>,
}

impl Orders {
    /// The order that weights stand for.
    pub(super) fn of(weights: &[f64]) -> Self {
        let mut sorted: Vec<usize> = (0..weights.len()).collect();
        // A stable sort: equals stay in the record's order.
        sorted.sort_by(|a, b| weights[*b].total_cmp(&weights[*a]));
        let mut group_ends = vec![sorted.len(); sorted.len()];
        for at in (1..sorted.len()).rev() {
            let splits = weights[sorted[at - 1]] - weights[sorted[at]] > EPS;
            group_ends[at - 1] = if splits { at } else { group_ends[at] };
        }
        Self { sorted, group_ends }
    }

    /// Whether all weights are equal.
    pub(super) fn is_one_group(&self) -> bool {
        self.group_ends[0] == self.sorted.len()
    }

    /// Criteria from the most important one, in groups of equals.
    pub(super) fn groups(&self) -> impl Iterator<Item = &[usize]> {
        let mut start = 0;
        std::iter::from_fn(move || {
            let end = *self.group_ends.get(start)?;
            let group = &self.sorted[start..end];
            start = end;
            Some(group)
        })
    }

    /// Whether the orders that equal weights allow are few enough to go through.
    pub(super) fn are_few(&self) -> bool {
        let mut orders: usize = 1;
        for group in self.groups() {
            orders = (2..=group.len()).fold(orders, usize::saturating_mul);
        }
        orders <= MOST_ORDERS
    }

    /// Gives the largest weights to the most important criteria. Among equals the weights stay in the order they came in, so that
    /// each order of theirs is as likely as any other.
    pub(super) fn arrange(&self, weights: &mut [f64], room: &mut Vec<f64>) {
        room.clear();
        room.extend_from_slice(weights);
        room.sort_by(|a, b| b.total_cmp(a));
        let mut start = 0;
        for group in self.groups() {
            let largest = &room[start..start + group.len()];
            start += group.len();
            // What a criterion of the group had before says which place within the group it has.
            let had: Vec<f64> = group.iter().map(|criterion| weights[*criterion]).collect();
            for (at, criterion) in group.iter().enumerate() {
                let place = (0..had.len()).filter(|other| had[*other] > had[at] || (had[*other] == had[at] && *other < at)).count();
                weights[*criterion] = largest[place];
            }
        }
    }

    /// Shares out the weightings that keep the order among the rows.
    ///
    /// One order makes a simplex with the corners (1), (½, ½), (⅓, ⅓, ⅓) …; those of all orders have one volume. Within the most
    /// important group only the least of it matters to what follows, so it is split by that one criterion alone: a corner for each
    /// of the others, and one for the mean of the group.
    pub(super) fn share_out(&self, rows: &[&[f64]], cutting: &mut Cutting) -> Option<()> {
        let first = self.group_ends[0];
        let mut walk =
            Walk { orders: self, rows, order: self.sorted.clone(), corners: vec![0.0; rows.len() * self.sorted.len()], sums: Vec::new() };
        let pieces = first * (self.groups().skip(1).map(|group| (2..=group.len()).product::<usize>()).product::<usize>());
        for least in 0..first {
            walk.order[..first].copy_from_slice(&self.sorted[..first]);
            walk.order.swap(least, first - 1);
            for at in 0..first - 1 {
                let criterion = walk.order[at];
                walk.write_corner(at, |row| row[criterion]);
            }
            walk.sums = rows.iter().map(|row| self.sorted[..first].iter().map(|criterion| row[*criterion]).sum()).collect();
            walk.write_mean(first - 1);
            walk.go_on(first, 1.0 / pieces as f64, cutting)?;
        }
        Some(())
    }
}

/// A walk through all orders, depth first.
struct Walk<'a> {
    orders: &'a Orders,
    rows: &'a [&'a [f64]],
    /// Criteria in the order of this branch, up to where it has come.
    order: Vec<usize>,
    /// Scores at the corners of this branch: row by row, then corner by corner.
    corners: Vec<f64>,
    /// Sum of each row's values over the criteria so far.
    sums: Vec<f64>,
}

impl Walk<'_> {
    fn write_corner(&mut self, at: usize, score: impl Fn(&[f64]) -> f64) {
        for (row, corners) in self.rows.iter().zip(self.corners.chunks_exact_mut(self.order.len())) {
            corners[at] = score(row);
        }
    }

    /// The corner at which all criteria up to `at` weigh alike.
    fn write_mean(&mut self, at: usize) {
        let criteria = (at + 1) as f64;
        for (sum, corners) in self.sums.iter().zip(self.corners.chunks_exact_mut(self.order.len())) {
            corners[at] = sum / criteria;
        }
    }

    /// Goes through what may stand at `at`; at the end, shares out the simplex.
    fn go_on(&mut self, at: usize, volume: f64, cutting: &mut Cutting) -> Option<()> {
        if at == self.order.len() {
            cutting.values().copy_from_slice(&self.corners);
            return cutting.share_out(volume);
        }
        for next in at..self.orders.group_ends[at] {
            self.order.swap(at, next);
            let criterion = self.order[at];
            self.add(criterion, 1.0);
            self.write_mean(at);
            self.go_on(at + 1, volume, cutting)?;
            self.add(criterion, -1.0);
            self.order.swap(at, next);
        }
        Some(())
    }

    fn add(&mut self, criterion: usize, sign: f64) {
        for (sum, row) in self.sums.iter_mut().zip(self.rows) {
            *sum += sign * row[criterion];
        }
    }
}
