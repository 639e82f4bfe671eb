//! Where values stand below a list of bars, in percent of its width, and which of them are named there. Knows no chart's meaning.

use super::{
    board::{Frame, Tick, along},
    scale::Scale,
};

/// Largest value over smallest from which on an axis is logarithmic: beyond that, small bars would be slivers.
const LOGARITHMIC_FROM: f64 = 30.0;
/// Part of the axis that stays empty on both sides.
const MARGIN: f64 = 0.03;

/// A line of values, from left to right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis(Scale);

impl Axis {
    /// An axis that holds all values, with air on both sides; `None` without a finite one.
    ///
    /// It is logarithmic where all are positive and the largest is more than 30 times the smallest.
    pub fn over(values: impl Iterator<Item = f64>) -> Option<Self> {
        Self::logarithmic_from(LOGARITHMIC_FROM, values)
    }

    /// The same, logarithmic where the largest is more than so many times the smallest.
    pub fn logarithmic_from(ratio: f64, values: impl Iterator<Item = f64>) -> Option<Self> {
        let (low, high) = ends(values)?;
        if low > 0.0 && high / low > ratio {
            let air = libm::pow(high / low, MARGIN);
            return Some(Self(Scale::logarithmic(low / air, (high * air).min(f64::MAX))));
        }
        Some(Self::with_air(low, high))
    }

    /// The same, on which equal distances always stand for equal differences.
    pub fn linear(values: impl Iterator<Item = f64>) -> Option<Self> {
        ends(values).map(|(low, high)| Self::with_air(low, high))
    }

    /// From one end to another, without air.
    pub fn between(low: f64, high: f64) -> Self {
        Self(Scale::linear(low, high))
    }

    fn with_air(low: f64, high: f64) -> Self {
        let air = (high - low) * MARGIN;
        Self(Scale::linear(low - air, high + air))
    }

    /// Whether equal distances stand for equal factors.
    pub fn is_logarithmic(self) -> bool {
        self.0.is_logarithmic()
    }

    /// Where a value stands, in percent of the width; what is not finite stands at an end.
    pub fn place(self, value: f64) -> f64 {
        self.0.at(value, (0.0, 100.0))
    }

    /// Round values along the axis, at most so many.
    pub fn round(self, most: usize) -> Vec<f64> {
        self.0.ticks(most)
    }

    /// Round values along the axis, each with its words.
    pub fn ticks(self, label: impl Fn(f64) -> String) -> Vec<Tick> {
        along(Frame::BARE, |most| self.round(most), |value| self.place(value), label)
    }
}

fn ends(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
    for value in values.filter(|value| value.is_finite()) {
        (low, high) = (low.min(value), high.max(value));
    }
    (low <= high).then_some((low, high))
}

#[cfg(test)]
mod tests {
    use super::Axis;

    fn labels(values: &[f64]) -> Vec<String> {
        let axis = Axis::over(values.iter().copied()).expect("finite values");
        axis.ticks(|value| value.to_string()).into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(labels(&[333_754.0, 1_751_871.0]), ["500000", "1000000", "1500000"]);
        assert_eq!(labels(&[3.7, 143.0]), ["5", "10", "20", "50", "100"]);
        assert_eq!(labels(&[-30.0, 40.0]), ["-20", "0", "20", "40"]);
        assert!(!labels(&[7.0, 7.0]).is_empty(), "a single value has an axis too");
        assert!(!labels(&[0.0]).is_empty());
    }

    #[test]
    fn long_figures_are_fewer() {
        let long = labels(&[1e12, 9e15]);
        assert!((1..4).contains(&long.len()), "{long:?}");
    }

    #[test]
    fn a_wide_span_of_positive_values_is_logarithmic() {
        let axis = |values: &[f64]| Axis::over(values.iter().copied()).expect("finite values");
        assert!(axis(&[1.0, 31.0]).is_logarithmic() && !axis(&[1.0, 30.0]).is_logarithmic() && !axis(&[-1.0, 31.0]).is_logarithmic());
        let middle = axis(&[1.0, 100.0]).place(10.0);
        assert!((middle - 50.0).abs() < 1e-9, "{middle}");
        let places: Vec<f64> =
            [f64::NEG_INFINITY, -3.0, 0.0, 1.0, 99.0, 1e9, f64::INFINITY].map(|value| axis(&[1.0, 100.0]).place(value)).to_vec();
        assert!(places.is_sorted() && places[0] == 0.0 && places[6] == 100.0, "{places:?}");
        assert_eq!(Axis::over([f64::NAN, f64::INFINITY].into_iter()), None);
    }
}
