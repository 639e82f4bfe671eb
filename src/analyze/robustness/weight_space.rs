//! Part of all weightings under which each option comes first: rank-one acceptability (maths.md, 2.10; SMAA, Lahdelma, Hokkanen
//! and Salminen, 1998). Once for all weightings, once for those that keep the record's order of importance.

mod leads;
mod orders;
mod sample;
mod simplex;

use self::{
    orders::Orders,
    simplex::{Cutting, MOST_FUNCTIONS},
};
use super::{Method, WinShares, contest::Contest};

/// Weightings drawn where cutting would take too many pieces.
pub const POINTS: u32 = sample::POINTS;

/// Values closer than this are the same.
const SAME: f64 = 1e-12;

/// Shares of `options` rows, knowing nothing about the weights, and knowing only their order; `None` where no option takes part, the
/// second also where too many weights are equal.
pub(super) fn win_shares(contest: &Contest, options: usize) -> (Option<WinShares>, Option<WinShares>) {
    if contest.options.is_empty() {
        return (None, None);
    }
    let field = Field::of(contest);
    let shares = |(volumes, method): (Vec<f64>, Method)| field.spread(contest, options, (&volumes, method));
    let orders = Orders::of(&contest.weights);
    let free = field.free();
    // All weights alike say nothing about their order.
    let ordered = if orders.is_one_group() { Some(free.clone()) } else { field.ordered(&orders) };
    (Some(shares(free)), ordered.filter(|_| orders.are_few()).map(shares))
}

/// The rows that can lead somewhere, each kind once.
struct Field<'a> {
    /// Values by criterion, a row each.
    rows: Vec<&'a [f64]>,
    /// For each option that takes part, which of `rows` it is; `None`: another one is everywhere as good.
    kinds: Vec<Option<usize>>,
    /// Criteria.
    criteria: usize,
}

impl<'a> Field<'a> {
    fn of(contest: &'a Contest) -> Self {
        let mut field = Self { rows: Vec::new(), kinds: vec![None; contest.options.len()], criteria: contest.criteria.len() };
        let reaches = |one: &[f64], other: &[f64]| one.iter().zip(other).all(|(one, other)| one - other >= -SAME);
        for (at, row) in contest.rows().enumerate() {
            if let Some(kind) = field.rows.iter().position(|kind| reaches(kind, row) && reaches(row, kind)) {
                field.kinds[at] = Some(kind);
            } else if !contest.rows().any(|other| reaches(other, row) && !reaches(row, other)) {
                field.kinds[at] = Some(field.rows.len());
                field.rows.push(row);
            }
        }
        field
    }

    /// Volumes by kind over all weightings.
    fn free(&self) -> (Vec<f64>, Method) {
        self.exactly(|cutting| {
            for (values, row) in cutting.values().chunks_exact_mut(self.criteria).zip(&self.rows) {
                values.copy_from_slice(row);
            }
            cutting.share_out(1.0)
        })
        .map_or_else(|| (sample::estimate(&self.rows, self.criteria, None), Method::Estimated), |volumes| (volumes, Method::Exact))
    }

    /// Volumes by kind over the weightings that keep the order.
    fn ordered(&self, orders: &Orders) -> Option<(Vec<f64>, Method)> {
        if !orders.are_few() {
            return None;
        }
        let volumes = self.exactly(|cutting| orders.share_out(&self.rows, cutting));
        let estimated = || (sample::estimate(&self.rows, self.criteria, Some(orders)), Method::Estimated);
        Some(volumes.map_or_else(estimated, |volumes| (volumes, Method::Exact)))
    }

    /// What cutting gives; `None` where it would take too many pieces.
    fn exactly(&self, share_out: impl FnOnce(&mut Cutting) -> Option<()>) -> Option<Vec<f64>> {
        match self.rows.len() {
            1 => return Some(vec![1.0]),
            too_many if too_many > MOST_FUNCTIONS => return None,
            _ => {}
        }
        let mut cutting = Cutting::new(self.rows.len(), self.criteria);
        share_out(&mut cutting)?;
        Some(cutting.volumes)
    }

    /// Volumes by kind as shares by option: options that are the same share alike.
    fn spread(&self, contest: &Contest, options: usize, (volumes, method): (&[f64], Method)) -> WinShares {
        let alike = |kind: usize| self.kinds.iter().filter(|other| **other == Some(kind)).count() as f64;
        let mut shares = vec![0.0; options];
        for (option, kind) in contest.options.iter().zip(&self.kinds) {
            shares[option.index()] = kind.map_or(0.0, |kind| volumes[kind] / alike(kind));
        }
        WinShares { shares, method }
    }
}
