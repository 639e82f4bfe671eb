//! Where values stand on a chart, in percent of its width, and which of them are named below it. Knows no chart's meaning.

use serde::Serialize;

use super::number::NumberFormat;

/// Largest value over smallest from which on an axis is logarithmic: beyond that, small bars would be slivers.
const LOGARITHMIC_FROM: f64 = 30.0;
/// Most marks below an axis; more would run into each other on a phone.
const MOST_TICKS: usize = 6;
/// Part of the axis that stays empty on both sides.
const MARGIN: f64 = 0.03;

/// A line of values, from left to right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    low: f64,
    high: f64,
    logarithmic: bool,
}

/// A value named below an axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tick {
    /// Where it stands, in percent of the width.
    pub at: String,
    /// Its words.
    pub label: String,
    /// Which end of the words stands there, so that they keep inside: `start`, `middle` or `end`.
    pub anchor: &'static str,
}

impl Axis {
    /// An axis that holds all values, with air on both sides; `None` without a finite one.
    ///
    /// It is logarithmic where all are positive and the largest is more than 30 times the smallest.
    pub fn over(values: impl Iterator<Item = f64>) -> Option<Self> {
        let bare = Self::bare(values)?;
        Some(Self { logarithmic: bare.low > 0.0 && bare.high / bare.low > LOGARITHMIC_FROM, ..bare }.with_air())
    }

    /// The same, on which equal distances always stand for equal differences.
    pub fn linear(values: impl Iterator<Item = f64>) -> Option<Self> {
        Self::bare(values).map(Self::with_air)
    }

    fn bare(values: impl Iterator<Item = f64>) -> Option<Self> {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.filter(|value| value.is_finite()) {
            (low, high) = (low.min(value), high.max(value));
        }
        (low <= high).then_some(Self { low, high, logarithmic: false })
    }

    fn with_air(self) -> Self {
        let (start, end) = (self.scaled(self.low), self.scaled(self.high));
        let air = if start == end { start.abs().max(1.0) * 0.5 } else { (end - start) * MARGIN };
        Self { low: self.unscaled(start - air), high: self.unscaled(end + air), ..self }
    }

    /// Whether equal distances stand for equal factors.
    pub fn is_logarithmic(self) -> bool {
        self.logarithmic
    }

    /// Where a value stands, in percent of the width; what is not finite stands at an end.
    pub fn place(self, value: f64) -> f64 {
        let (low, high) = (self.scaled(self.low), self.scaled(self.high));
        let part = (self.scaled(value) - low) / (high - low);
        if part.is_nan() { 0.0 } else { part.clamp(0.0, 1.0) * 100.0 }
    }

    /// Round values along the axis, each with its words.
    pub fn ticks(self, label: impl Fn(f64) -> String) -> Vec<Tick> {
        let values = if self.logarithmic { self.factors() } else { self.steps() };
        let tick = |value: f64| {
            let place = self.place(value);
            let anchor = match place {
                ..8.0 => "start",
                92.0.. => "end",
                _ => "middle",
            };
            Tick { at: percent(place), label: label(value), anchor }
        };
        values.into_iter().map(tick).collect()
    }

    fn scaled(self, value: f64) -> f64 {
        match self.logarithmic {
            true if value > 0.0 => libm::log10(value),
            true => f64::NEG_INFINITY,
            false => value,
        }
    }

    fn unscaled(self, scaled: f64) -> f64 {
        if self.logarithmic { libm::pow(10.0, scaled) } else { scaled }
    }

    /// Multiples of 1, 2 or 5 times a power of ten.
    fn steps(self) -> Vec<f64> {
        let width = self.high - self.low;
        let power = libm::pow(10.0, libm::floor(libm::log10(width)) - 1.0);
        let step = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0].into_iter().map(|digit| digit * power).find(|step| width / step < MOST_TICKS as f64);
        let step = step.unwrap_or(width);
        let mut values = Vec::new();
        let mut count = libm::ceil(self.low / step);
        while count * step <= self.high && values.len() < MOST_TICKS {
            values.push(count * step);
            count += 1.0;
        }
        values
    }

    /// Powers of ten, with steps of 2 and 5 or of 3 between them where there is room.
    fn factors(self) -> Vec<f64> {
        let (first, last) = (libm::floor(libm::log10(self.low)), libm::ceil(libm::log10(self.high)));
        let within = |digits: &[f64], apart: f64| {
            let mut values = Vec::new();
            let mut power = first;
            while power <= last {
                let all = digits.iter().map(|digit| digit * libm::pow(10.0, power));
                values.extend(all.filter(|value| (self.low..=self.high).contains(value)));
                power += apart;
            }
            values
        };
        let mut choices = [within(&[1.0, 2.0, 5.0], 1.0), within(&[1.0, 3.0], 1.0)].into_iter();
        choices.find(|values| values.len() <= MOST_TICKS).unwrap_or_else(|| within(&[1.0], libm::ceil((last - first) / MOST_TICKS as f64)))
    }
}

/// A place or width as it stands in a drawing: two decimals are finer than any screen.
pub fn percent(place: f64) -> String {
    format!("{}%", NumberFormat::or_english("en").trimmed(place, 2))
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
        assert_eq!(labels(&[372_966.0, 14_300_084.0]), ["500000", "1000000", "2000000", "5000000", "10000000"]);
        assert_eq!(labels(&[0.5, 2e9]).len(), 5, "thousands of a thousand million are named by every second power");
        assert_eq!(labels(&[-30.0, 40.0]), ["-20", "0", "20", "40"]);
        assert!(!labels(&[7.0, 7.0]).is_empty(), "a single value has an axis too");
        assert!(!labels(&[0.0]).is_empty());
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
