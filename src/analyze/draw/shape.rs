//! What lies between the ends of a range: the quantiles of its shape, and percentiles of what was drawn (maths.md, 3.9).

use super::{pert, shuffle};
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
            exp_each(&mut values);
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
    let mut drawn = quantiles(amount, n);
    shuffle(key, &mut drawn);
    drawn
}

/// A part of the way from the low end to the high one.
fn between(amount: Amount, part: f64) -> f64 {
    amount.low + part * (amount.high - amount.low)
}

/// Longest way from one number that the series of [`exp_each`] goes: `(1/32)^8 / 8!` is far below the last digit.
const FAR: f64 = 1.0 / 32.0;

/// Puts its exponential in place of each of `values`, which rise. Neighbours in a table are close, so most are a short series from one
/// that was computed before.
fn exp_each(values: &mut [f64]) {
    let (mut from, mut exponential) = (f64::NEG_INFINITY, 0.0);
    for value in values {
        let way = *value - from;
        if way <= FAR {
            let series = [5040.0, 720.0, 120.0, 24.0, 6.0, 2.0, 1.0].iter().fold(0.0, |sum, factorial| (sum + 1.0 / factorial) * way);
            *value = exponential + exponential * series;
        } else {
            (from, exponential) = (*value, libm::exp(*value));
            *value = exponential;
        }
    }
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

/// The values that parts of the drawn stay below: straight between neighbours (type 7 of Hyndman and Fan; what spreadsheets call
/// `PERCENTILE.INC`). `drawn` holds something.
///
/// Sorting would spend its time on numbers that nobody asks for. So their range is cut into cells; they are counted, and only the
/// cells that hold a wanted number are sorted.
pub fn percentiles<const N: usize>(drawn: &[f64], parts: [f64; N]) -> [f64; N] {
    let places = parts.map(|part| Place::of(drawn.len(), part));
    let Some(cells) = Cells::of(drawn) else {
        let mut drawn = drawn.to_vec();
        drawn.sort_unstable_by(f64::total_cmp);
        return places.map(|place| place.between(|rank| drawn[rank]));
    };
    let mut ends = [0; Cells::ROOM];
    for value in drawn {
        ends[cells.holding(*value)] += 1;
    }
    let mut sum = 0;
    for end in &mut ends {
        sum += *end;
        *end = sum;
    }
    let cell_of = |rank: usize| ends.partition_point(|end| *end <= rank);
    let mut wanted = [false; Cells::ROOM];
    for place in &places {
        wanted[cell_of(place.at)] = true;
        wanted[cell_of(place.next)] = true;
    }
    let mut kept: Vec<f64> = drawn.iter().copied().filter(|value| wanted[cells.holding(*value)]).collect();
    kept.sort_unstable_by(f64::total_cmp);
    let ranked = |rank: usize| {
        let cell = cell_of(rank);
        let below = cell.checked_sub(1).map_or(0, |before| ends[before]);
        // What is not a number lies in no cell.
        kept.get(kept.partition_point(|value| cells.holding(*value) < cell) + rank - below).copied().unwrap_or(f64::NAN)
    };
    places.map(|place| place.between(ranked))
}

/// P10, P50 and P90.
pub fn tenths(drawn: &[f64]) -> [f64; 3] {
    percentiles(drawn, [0.1, 0.5, 0.9])
}

/// The least and the greatest of the drawn.
pub fn ends(drawn: &[f64]) -> (f64, f64) {
    // Four at a time, which do not wait for each other.
    let (fours, rest) = drawn.as_chunks::<4>();
    let (mut least, mut most) = ([f64::INFINITY; 4], [f64::NEG_INFINITY; 4]);
    for four in fours {
        for lane in 0..4 {
            least[lane] = if four[lane] < least[lane] { four[lane] } else { least[lane] };
            most[lane] = if four[lane] > most[lane] { four[lane] } else { most[lane] };
        }
    }
    let all = |lanes: [f64; 4]| lanes.into_iter().chain(rest.iter().copied());
    (all(least).fold(f64::INFINITY, f64::min), all(most).fold(f64::NEG_INFINITY, f64::max))
}

/// Where a percentile lies among numbers in rising order.
#[derive(Clone, Copy)]
struct Place {
    /// Position of the number below it.
    at: usize,
    /// Position of the number above it.
    next: usize,
    /// Part of the way from the one to the other.
    part: f64,
}

impl Place {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the whole part of a position in a slice")]
    fn of(count: usize, part: f64) -> Self {
        let last = count.saturating_sub(1);
        let place = last as f64 * part;
        let at = place as usize;
        Self { at, next: (at + 1).min(last), part: place - place.floor() }
    }

    fn between(self, ranked: impl Fn(usize) -> f64) -> f64 {
        let below = ranked(self.at);
        below + self.part * (ranked(self.next) - below)
    }
}

/// A range of numbers, cut into equal cells.
struct Cells {
    least: f64,
    /// Cells for a way of 1.
    scale: f64,
}

impl Cells {
    /// Cells that the range is cut into.
    const COUNT: usize = 256;
    /// As many as the bits of a place among them may say.
    const ROOM: usize = 2 * Self::COUNT;

    /// Cells for what was drawn; `None` where no cell has a width.
    fn of(drawn: &[f64]) -> Option<Self> {
        let (least, most) = ends(drawn);
        let scale = Self::COUNT as f64 / (most - least);
        (scale.is_finite() && scale > 0.0).then_some(Self { least, scale })
    }

    /// The cell that holds a number of the range; larger numbers never lie in an earlier one.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "the last bits alone are asked for")]
    fn holding(&self, value: f64) -> usize {
        // Beside 2^52 the last bits of a number are its whole part: cheaper than a cast, which looks for what does not fit.
        const WHOLE: f64 = 4_503_599_627_370_496.0;
        ((value - self.least) * self.scale + WHOLE).to_bits() as usize % Self::ROOM
    }
}

#[cfg(test)]
mod tests {
    use super::{exp_each, tenths};

    #[test]
    fn percentiles_need_no_width() {
        assert_eq!(tenths(&[3.0; 7]).map(f64::to_bits), [3.0; 3].map(f64::to_bits));
        assert_eq!(tenths(&[-2.0]).map(f64::to_bits), [-2.0; 3].map(f64::to_bits));
        let far: Vec<f64> = (0..1000).map(|at| libm::exp(f64::from(at))).collect();
        assert!(tenths(&far[..700]).into_iter().all(f64::is_finite));
        assert!(tenths(&far)[0].is_finite(), "what overflows is sorted last");
    }

    #[test]
    fn a_table_of_exponentials_is_as_exact_as_each_alone() {
        let logarithms: Vec<f64> = (0..5000).map(|at| -3.0 + f64::from(at * at) * 1e-6).collect();
        let mut table = logarithms.clone();
        exp_each(&mut table);
        assert!(table.is_sorted());
        for (logarithm, found) in logarithms.into_iter().zip(table) {
            assert!((found / libm::exp(logarithm) - 1.0).abs() < 1e-15, "{logarithm}: {found}");
        }
    }
}
