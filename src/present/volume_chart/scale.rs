//! A logarithmic scale: from a figure to a place, and which figures to write beside it.

/// From a range above 0 to places.
pub(super) struct LogScale {
    low: f64,
    high: f64,
    from: f64,
    /// Logarithm of the low end, and places for a unit of the logarithm.
    start: f64,
    slope: f64,
}

impl LogScale {
    /// `low` stands at `from`, `high` at `to`.
    pub(super) fn new((low, high): (f64, f64), (from, to): (f64, f64)) -> Self {
        let (start, span) = (libm::log(low), libm::log(high / low));
        let slope = if span > 0.0 { (to - from) / span } else { 0.0 };
        Self { low, high, from, start, slope }
    }

    /// Where a figure stands.
    pub(super) fn at(&self, value: f64) -> f64 {
        self.from + (libm::log(value) - self.start) * self.slope
    }

    /// Round figures within the range, at most so many: as many as fit.
    pub(super) fn ticks(&self, most: usize) -> Vec<f64> {
        const STEPS: [&[f64]; 4] = [&[1.0, 1.5, 2.0, 3.0, 5.0, 7.0], &[1.0, 2.0, 5.0], &[1.0, 3.0], &[1.0]];
        if let Some(found) = STEPS.iter().map(|steps| self.round(steps, 1)).find(|found| found.len() <= most) {
            return found;
        }
        // More decades than figures: every second, third … of them.
        (2..700).map(|every| self.round(&[1.0], every)).find(|found| found.len() <= most).unwrap_or_default()
    }

    /// Multiples of every so many powers of ten within the range.
    fn round(&self, steps: &[f64], every: i32) -> Vec<f64> {
        #[expect(clippy::cast_possible_truncation, reason = "exponents of a float stay below 400")]
        let exponent = |value: f64| libm::log10(value).floor() as i32;
        let decades = exponent(self.low)..=exponent(self.high);
        let figures =
            decades.filter(|decade| decade % every == 0).flat_map(|decade| steps.iter().map(move |step| round_figure(*step, decade)));
        figures.filter(|value| (self.low..=self.high).contains(value)).collect()
    }
}

/// `step · 10^decade`, as the float that people mean by it.
fn round_figure(step: f64, decade: i32) -> f64 {
    format!("{step}e{decade}").parse().expect("digits and an exponent are a float")
}

#[cfg(test)]
mod tests {
    use super::LogScale;

    #[test]
    fn ticks_are_round_and_few() {
        let ticks = |low: f64, high: f64| LogScale::new((low, high), (0.0, 100.0)).ticks(6);
        assert_eq!(ticks(0.1, 300.0), [0.1, 1.0, 10.0, 100.0]);
        assert_eq!(ticks(2.0, 40.0), [2.0, 5.0, 10.0, 20.0]);
        assert_eq!(ticks(1e-9, 1e9).len(), 6, "{:?}", ticks(1e-9, 1e9));
        let scale = LogScale::new((1.0, 100.0), (0.0, 50.0));
        assert!((scale.at(10.0) - 25.0).abs() < 1e-12);
    }
}
