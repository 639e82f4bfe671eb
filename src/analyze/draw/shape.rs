//! What lies between the ends of a range: the quantiles of its shape, and percentiles of what was drawn (maths.md, 3.9).

use super::{pert, strata};
use crate::model::quantity::{Amount, Shape};

/// The value that a part `u` of all draws stays below, 0 < u < 1.
pub fn quantile(amount: Amount, u: f64) -> f64 {
    match amount.shape {
        _ if !amount.is_range() => amount.likely,
        Shape::Uniform => between(amount, u),
        Shape::Triangular => Triangle::of(amount.low, amount.likely, amount.high).at(u),
        Shape::LogTriangular => libm::exp(log_triangle(amount).at(u)),
        Shape::Pert => between(amount, pert::Beta::of(amount).quantile(u)),
    }
}

/// Quantiles at the middles of `n` equal strata, rising: what an input's draws are taken from.
pub fn quantiles(amount: Amount, n: u32) -> Vec<f64> {
    let count = f64::from(n);
    let mut values: Vec<f64> = (0..n).map(|stratum| (f64::from(stratum) + 0.5) / count).collect();
    if !amount.is_range() {
        values.fill(amount.likely);
        return values;
    }
    match amount.shape {
        Shape::Uniform => {
            for value in &mut values {
                *value = between(amount, *value);
            }
        }
        Shape::Triangular => Triangle::of(amount.low, amount.likely, amount.high).at_each(&mut values),
        Shape::LogTriangular => {
            log_triangle(amount).at_each(&mut values);
            for value in &mut values {
                *value = libm::exp(*value);
            }
        }
        Shape::Pert => {
            pert::Beta::of(amount).quantiles(&mut values);
            for value in &mut values {
                *value = between(amount, *value);
            }
        }
    }
    values
}

/// `n` draws of an amount, in the order that `key` decides.
pub fn draws(key: &str, amount: Amount, n: u32) -> Vec<f64> {
    let rising = quantiles(amount, n);
    strata(key, n).into_iter().map(|stratum| rising[stratum as usize]).collect()
}

/// A part of the way from the low end to the high one.
fn between(amount: Amount, part: f64) -> f64 {
    amount.low + part * (amount.high - amount.low)
}

/// A triangle's quantiles: square roots on both sides of its top.
struct Triangle {
    low: f64,
    high: f64,
    /// Part of the draws below the top.
    top: f64,
    rising: f64,
    falling: f64,
}

impl Triangle {
    fn of(low: f64, likely: f64, high: f64) -> Self {
        let width = high - low;
        Self { low, high, top: (likely - low) / width, rising: width * (likely - low), falling: width * (high - likely) }
    }

    fn at(&self, u: f64) -> f64 {
        if u <= self.top { self.low + (u * self.rising).sqrt() } else { self.high - ((1.0 - u) * self.falling).sqrt() }
    }

    /// Puts a quantile in place of each of `values`, which rise: one side of the top, then the other.
    fn at_each(&self, values: &mut [f64]) {
        let (left, right) = values.split_at_mut(values.partition_point(|u| *u <= self.top));
        for value in left {
            *value = self.low + (*value * self.rising).sqrt();
        }
        for value in right {
            *value = self.high - ((1.0 - *value) * self.falling).sqrt();
        }
    }
}

/// The triangle of the logarithms; both ends are positive.
fn log_triangle(amount: Amount) -> Triangle {
    Triangle::of(libm::log(amount.low), libm::log(amount.likely), libm::log(amount.high))
}

/// The value that a part `p` of the drawn stays below: straight between neighbours (type 7 of Hyndman and Fan; what spreadsheets
/// call `PERCENTILE.INC`). `drawn` holds something, and is left in another order.
pub fn percentile(drawn: &mut [f64], p: f64) -> f64 {
    at_place(drawn, Place::of(drawn.len(), p))
}

/// P10, P50 and P90 at once: the median's halves hold the other two. `drawn` holds something, and is left in another order.
pub fn tenths(drawn: &mut [f64]) -> [f64; 3] {
    let [low, middle, high] = [0.1, 0.5, 0.9].map(|p| Place::of(drawn.len(), p));
    let median = at_place(drawn, middle);
    let below = if low.at < middle.at { middle.at + 1 } else { drawn.len() };
    let upper = at_place(&mut drawn[middle.at..], Place { at: high.at - middle.at, ..high });
    [at_place(&mut drawn[..below], low), median, upper]
}

/// Where a percentile lies among numbers in rising order.
#[derive(Clone, Copy)]
struct Place {
    /// Position of the number below it.
    at: usize,
    /// Part of the way to the next one.
    part: f64,
}

impl Place {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the whole part of a position in a slice")]
    fn of(count: usize, p: f64) -> Self {
        let place = count.saturating_sub(1) as f64 * p;
        Self { at: place as usize, part: place - place.floor() }
    }
}

fn at_place(drawn: &mut [f64], place: Place) -> f64 {
    let (_, below, above) = drawn.select_nth_unstable_by(place.at, f64::total_cmp);
    let next = above.iter().copied().reduce(f64::min);
    next.map_or(*below, |next| *below + place.part * (next - *below))
}
