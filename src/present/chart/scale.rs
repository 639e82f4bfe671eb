//! From figures to places and back: which part of a scale a figure stands at, and which round figures to name along it.

/// A scale, linear or logarithmic, from its low end to its high one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    low: f64,
    high: f64,
    /// The low end and the length, as the scale measures them.
    start: f64,
    span: f64,
    logarithmic: bool,
}

impl Scale {
    /// Equal distances stand for equal differences. Ends that are equal are moved apart.
    pub fn linear(low: f64, high: f64) -> Self {
        let (low, high) = if low < high { (low, high) } else { (low - 0.5 * low.abs().max(1.0), low + 0.5 * low.abs().max(1.0)) };
        Self { low, high, start: low, span: high - low, logarithmic: false }
    }

    /// Equal distances stand for equal factors; both ends are above 0.
    pub fn logarithmic(low: f64, high: f64) -> Self {
        let (low, high) = if low < high { (low, high) } else { (low / 2.0, low * 2.0) };
        let start = libm::log10(low);
        Self { low, high, start, span: libm::log10(high) - start, logarithmic: true }
    }

    /// Whether equal distances stand for equal factors.
    pub fn is_logarithmic(self) -> bool {
        self.logarithmic
    }

    /// Where a figure stands: 0 at the low end, 1 at the high one, beyond them outside.
    pub fn part(self, value: f64) -> f64 {
        let measured = match self.logarithmic {
            true if value > 0.0 => libm::log10(value),
            true => f64::NEG_INFINITY,
            false => value,
        };
        (measured - self.start) / self.span
    }

    /// The same between two places, kept between them; what is not a number stands at the first.
    pub fn at(self, value: f64, (from, to): (f64, f64)) -> f64 {
        let part = self.part(value);
        from + (to - from) * if part.is_nan() { 0.0 } else { part.clamp(0.0, 1.0) }
    }

    /// Round figures within the scale, rising: as many as possible, and at most so many.
    pub fn ticks(self, most: usize) -> Vec<f64> {
        if self.logarithmic { self.factors(most) } else { self.steps(most) }
    }

    /// Multiples of 1, 2 or 5 times a power of ten.
    fn steps(self, most: usize) -> Vec<f64> {
        let (width, most_steps) = (self.high - self.low, most.max(1) as f64);
        let power = libm::floor(libm::log10(width / most_steps));
        let steps = (0..7).map(|at| [1.0, 2.0, 5.0][at % 3] * libm::pow(10.0, power + (at / 3) as f64));
        let count = |step: f64| libm::floor(self.high / step) - libm::ceil(self.low / step) + 1.0;
        let Some(step) = steps.into_iter().find(|step| *step > 0.0 && count(*step) <= most_steps) else { return Vec::new() };
        let first = libm::ceil(self.low / step);
        let values = (0..most).map(|at| (first + at as f64) * step).filter(|value| *value <= self.high);
        // Zero is written without a sign.
        values.map(|value| value + 0.0).collect()
    }

    /// Powers of ten with round figures between them where there is room; every second, third … where there is none.
    fn factors(self, most: usize) -> Vec<f64> {
        const DIGITS: [&[f64]; 4] = [&[1.0, 1.5, 2.0, 3.0, 5.0, 7.0], &[1.0, 2.0, 5.0], &[1.0, 3.0], &[1.0]];
        let (first, last) = (libm::floor(libm::log10(self.low)), libm::floor(libm::log10(self.high)));
        let finest = if last - first > most as f64 { &DIGITS[3..] } else { &DIGITS[..] };
        if let Some(found) = finest.iter().map(|digits| self.round(digits, (first, last), 1.0)).find(|found| found.len() <= most) {
            return found;
        }
        let apart = (2..700).map(|every| self.round(DIGITS[3], (first, last), f64::from(every)));
        apart.into_iter().find(|found| found.len() <= most).unwrap_or_default()
    }

    /// Multiples of every so many powers of ten within the scale.
    fn round(self, digits: &[f64], (first, last): (f64, f64), every: f64) -> Vec<f64> {
        // A figure at an end may miss it by a rounding of its product.
        const NEARLY: f64 = 1e-9;
        let ends = self.low * (1.0 - NEARLY)..=self.high * (1.0 + NEARLY);
        let mut decade = libm::ceil(first / every) * every;
        let mut found = Vec::new();
        while decade <= last {
            let power = libm::pow(10.0, decade);
            found.extend(digits.iter().map(|digit| digit * power).filter(|value| ends.contains(value)));
            decade += every;
        }
        found
    }
}

/// Where a linear scale may end below the largest figures, so that the others are more than slivers: `None` where all are shown whole.
///
/// At most half of the figures are cut off, none of which is `kept`, each more than four times what stays, and at least two figures
/// above 0 stay.
pub fn ceiling(figures: &[f64], kept: Option<f64>) -> Option<f64> {
    const FAR: f64 = 4.0;
    let mut falling: Vec<f64> = figures.to_vec();
    falling.sort_by(|a, b| b.total_cmp(a));
    let far = |at: &usize| falling[at - 1] > FAR * falling[*at] && falling.get(at + 1).is_some_and(|next| *next > 0.0);
    let at = (1..=falling.len() / 2).rev().find(far)?;
    let most = falling[at];
    kept.is_none_or(|kept| kept <= most).then_some(most * 1.2)
}

#[cfg(test)]
mod tests {
    use super::{Scale, ceiling};

    #[test]
    fn ticks_are_round_and_few() {
        for (scale, most, ticks) in [
            (Scale::logarithmic(0.1, 300.0), 6, &[0.1, 1.0, 10.0, 100.0][..]),
            (Scale::logarithmic(2.0, 40.0), 6, &[2.0, 5.0, 10.0, 20.0]),
            (Scale::logarithmic(1e-9, 1e9), 6, &[1e-8, 1e-4, 1.0, 1e4, 1e8]),
            (Scale::linear(0.0, 15.7), 5, &[0.0, 5.0, 10.0, 15.0]),
            (Scale::linear(0.0, 1.0), 5, &[0.0, 0.5, 1.0]),
            (Scale::linear(-32.0, 42.0), 6, &[-20.0, 0.0, 20.0, 40.0]),
            (Scale::linear(0.0, 42e-5), 5, &[0.0, 1e-4, 2e-4, 3e-4, 4e-4]),
        ] {
            let found = scale.ticks(most);
            assert_eq!(found.len(), ticks.len(), "{scale:?}: {found:?}");
            assert!(found.iter().zip(ticks).all(|(a, b)| (a - b).abs() <= 1e-9 * b.abs()), "{scale:?}: {found:?}");
        }
    }

    #[test]
    fn ticks_lie_on_the_scale_whatever_it_is() {
        for power in -300..300 {
            let low = 1.7 * libm::pow(10.0, f64::from(power));
            for scale in
                [Scale::linear(0.0, low), Scale::linear(-low, 3.0 * low), Scale::linear(low, low), Scale::logarithmic(low, low * 1e4)]
            {
                for most in 1..7 {
                    let ticks = scale.ticks(most);
                    assert!(ticks.len() <= most && (most < 4 || !ticks.is_empty()), "{scale:?}: {ticks:?}");
                    assert!(
                        ticks.is_sorted() && ticks.iter().all(|tick| (-1e-9..=1.0 + 1e-9).contains(&scale.part(*tick))),
                        "{scale:?}: {ticks:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn only_what_towers_over_the_rest_is_cut_off() {
        for (figures, kept, expected) in [
            (&[8.0, 1.0, 0.5][..], None, Some(1.2)),
            (&[8.0, 1.0, 0.5], Some(8.0), None),
            (&[8.0, 1.0, 0.5], Some(1.0), Some(1.2)),
            (&[9.0, 8.0, 1.0, 0.5], None, Some(1.2)),
            (&[8.0, 1.0, 0.0], None, None),
            (&[8.0, 1.0], None, None),
            (&[4.0, 3.0, 2.0], None, None),
            (&[], None, None),
        ] {
            assert_eq!(ceiling(figures, kept), expected, "{figures:?}");
        }
    }
}
