//! PERT: a beta distribution with `a = 1 + 4 (likely − low)/(high − low)` and `a + b = 6` (Vose; maths.md, 3.9), and its quantiles.
//!
//! One quantile is Newton's method on the incomplete beta function. A whole table of them would spend its time there, so a table
//! walks: from one quantile to the next the distribution function is a short power series, and only where that converges slowly
//! (at the ends), and now and then to shed what rounding adds up to, is a quantile solved from scratch.

use crate::model::quantity::Amount;

/// Terms of the series from one quantile to the next.
const TERMS: usize = 10;
/// Largest step, as part of the way to the nearer end, that these terms carry to the last digits: 0.05^10 is 1e-13.
const STEP: f64 = 0.05;
/// Largest step, measured alike, that a few of them carry as far, and that one round of Newton's method settles.
const SHORT_STEP: f64 = 0.004;
/// Terms for a short step.
const FEW_TERMS: usize = 6;
/// Quantiles after which one is solved from scratch.
const FRESH_EVERY: usize = 64;
/// Part of the way to the nearer end below which a step of Newton's method is the last.
const SETTLED: f64 = 1e-9;
/// `Γ(a + b)`.
const GAMMA_OF_SUM: f64 = 120.0;

/// A beta distribution on 0 to 1 with `a + b = 6`, both at least 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beta {
    a: f64,
    b: f64,
    /// `1 / B(a, b)`.
    factor: f64,
}

impl Beta {
    /// The distribution of an amount that is a range.
    pub(super) fn of(amount: Amount) -> Self {
        let top = 4.0 * (amount.likely - amount.low) / (amount.high - amount.low);
        let (a, b) = (1.0 + top, 5.0 - top);
        Self { a, b, factor: GAMMA_OF_SUM / (libm::tgamma(a) * libm::tgamma(b)) }
    }

    /// The value that a part `u` of all draws stays below, 0 < u < 1.
    pub(super) fn quantile(self, u: f64) -> f64 {
        self.solve(u, self.a / 6.0)
    }

    /// Puts a quantile in place of each of `values`, which are the middles of equal strata, rising.
    pub(super) fn quantiles(self, values: &mut [f64]) {
        let share = 1.0 / values.len() as f64;
        let mut at = Foot { x: self.a / 6.0, density: 0.0 };
        for (stratum, value) in values.iter_mut().enumerate() {
            let walked = if stratum % FRESH_EVERY == 0 { None } else { self.walk(at, share) };
            at = walked.unwrap_or_else(|| {
                let x = self.solve(*value, at.x);
                Foot { x, density: self.density(x) }
            });
            *value = at.x;
        }
    }

    fn density(self, x: f64) -> f64 {
        self.factor * libm::pow(x, self.a - 1.0) * libm::pow(1.0 - x, self.b - 1.0)
    }

    /// The part of all draws below `x`: the regularised incomplete beta function, by its power series from the nearer end.
    fn below(self, x: f64) -> f64 {
        if x <= 0.5 { self.lower_tail(x) } else { 1.0 - Self { a: self.b, b: self.a, ..self }.lower_tail(1.0 - x) }
    }

    /// `x^a (1 − x)^b / (a B(a, b)) · Σ (6)ₙ/(a + 1)ₙ xⁿ`.
    fn lower_tail(self, x: f64) -> f64 {
        let (mut term, mut sum, mut order) = (1.0, 1.0, 0.0);
        while term > f64::EPSILON * 0.1 * sum {
            term *= (6.0 + order) / (self.a + 1.0 + order) * x;
            sum += term;
            order += 1.0;
        }
        self.factor / self.a * libm::pow(x, self.a) * libm::pow(1.0 - x, self.b) * sum
    }

    /// Newton's method from `guess`, kept between the ends by halving.
    fn solve(self, u: f64, guess: f64) -> f64 {
        let (mut low, mut high, mut x) = (0.0, 1.0, guess);
        for _ in 0..100 {
            let off = self.below(x) - u;
            if off < 0.0 {
                low = x;
            } else {
                high = x;
            }
            let newton = x - off / self.density(x);
            // Each step squares what is off, but for the rounding of the distribution function, which would keep it moving.
            let settled = (newton - x).abs() <= SETTLED * x.min(1.0 - x);
            x = if settled || (newton > low && newton < high) { newton } else { f64::midpoint(low, high) };
            if settled {
                break;
            }
        }
        x
    }

    /// The quantile that lies `share` of all draws above another; `None` where it is too far away for the series.
    fn walk(self, Foot { x, density }: Foot, share: f64) -> Option<Foot> {
        let (from_low, from_high) = (1.0 / x, 1.0 / (1.0 - x));
        let wanted = share / density;
        let slope = (self.a - 1.0) * from_low - (self.b - 1.0) * from_high;
        let around = Around { slope, bend: from_low - from_high, product: from_low * from_high };
        let (step, height) = match wanted * from_low.max(from_high) {
            far if far > STEP => return None,
            near if near > SHORT_STEP => around.step::<TERMS>(wanted, 2),
            _ => around.step::<FEW_TERMS>(wanted, 1),
        };
        Some(Foot { x: x + step, density: density * height })
    }
}

/// The density around a foot: at x + d, over that at x, it is Σ yₙ dⁿ and solves y' (1 + d/x)(1 − d/(1−x)) = y (slope − 4 d/(x (1−x))).
struct Around {
    slope: f64,
    /// `1/x − 1/(1−x)`.
    bend: f64,
    /// `1/x · 1/(1−x)`.
    product: f64,
}

impl Around {
    /// The step over an area, from so many terms of the series and rounds of Newton's method, and the density behind it.
    fn step<const N: usize>(&self, area: f64, rounds: usize) -> (f64, f64) {
        let mut series = [1.0; N];
        series[1] = self.slope;
        for order in 1..N - 1 {
            let n = order as f64;
            let next = (self.slope - n * self.bend) * series[order] + (n - 5.0) * self.product * series[order - 1];
            series[order + 1] = next / (n + 1.0);
        }
        // The first terms of the inverse series.
        let mut step = area * (1.0 - area * (0.5 * self.slope - area * (0.5 * self.slope * self.slope - series[2] / 3.0)));
        for _ in 0..rounds {
            let (so_far, height) = area_and_height(&series, step);
            step -= (so_far - area) / height;
        }
        (step, area_and_height(&series, step).1)
    }
}

/// Where a walk through a table stands.
#[derive(Clone, Copy)]
struct Foot {
    x: f64,
    density: f64,
}

/// `Σ yₙ dⁿ⁺¹/(n + 1)` and `Σ yₙ dⁿ`.
fn area_and_height<const N: usize>(series: &[f64; N], d: f64) -> (f64, f64) {
    let sums =
        series.iter().enumerate().rev().fold((0.0, 0.0), |(area, height), (order, y)| (area * d + y / (order + 1) as f64, height * d + y));
    (sums.0 * d, sums.1)
}

#[cfg(test)]
mod tests {
    use super::Beta;
    use crate::model::quantity::{Amount, Shape};

    fn beta(likely: f64) -> Beta {
        Beta::of(Amount { low: 0.0, likely, high: 1.0, shape: Shape::Pert })
    }

    fn assert_near(wanted: f64, found: f64, place: &str) {
        assert!((wanted - found).abs() <= 1e-12 * wanted.abs(), "{place}: {wanted} wanted, {found} found");
    }

    #[test]
    fn polynomials_have_known_quantiles() {
        for u in [1e-6, 0.00025, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99975] {
            assert_near(-libm::expm1(0.2 * libm::log1p(-u)), beta(0.0).quantile(u), "likely at the low end");
            assert_near(libm::pow(u, 0.2), beta(1.0).quantile(u), "likely at the high end");
            let x = beta(0.5).quantile(u);
            assert_near(u, x * x * x * (10.0 - 15.0 * x + 6.0 * x * x), "likely in the middle");
        }
    }

    #[test]
    fn a_table_holds_the_same_quantiles() {
        for likely in [0.0, 1e-9, 0.01, 0.2, 0.5, 0.7777, 0.99, 1.0] {
            for n in [1, 2, 7, 100, 2000, 20_000] {
                let mut table: Vec<f64> = (0..n).map(|at| (f64::from(at) + 0.5) / f64::from(n)).collect();
                beta(likely).quantiles(&mut table);
                for (at, found) in table.iter().enumerate() {
                    let u = (at as f64 + 0.5) / f64::from(n);
                    assert_near(beta(likely).quantile(u), *found, &format!("likely {likely}, {at} of {n}"));
                }
                assert!(table.is_sorted());
            }
        }
    }
}
