//! The two scales of the chart: prices upwards, linear from nothing or logarithmic, and days to the right.

use super::{BOTTOM, RIGHT, TOP};
use crate::{
    base::date::{Date, days_between},
    model::catalogue::PriceRow,
};

/// From this ratio of the highest to the lowest price on, a linear scale would press the low ones flat.
const LOGARITHMIC_FROM: f64 = 10.0;
/// Guides, at most.
const GUIDES: usize = 5;
/// Words of time, at most: as many as a narrow screen has room for.
const TIMES: usize = 4;

/// The scale of prices.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    logarithmic: bool,
}

impl Scale {
    /// The scale that all rows fit on.
    pub(super) fn of(history: &[PriceRow]) -> Self {
        let prices = || history.iter().map(|row| row.price);
        let (least, most) = (prices().fold(f64::INFINITY, f64::min), prices().fold(0.0, f64::max));
        if least > 0.0 && most >= LOGARITHMIC_FROM * least {
            Self { low: least / 1.4, high: most * 1.1, logarithmic: true }
        } else {
            Self { low: 0.0, high: if most > 0.0 { most * 1.05 } else { 1.0 }, logarithmic: false }
        }
    }

    pub(super) fn is_logarithmic(&self) -> bool {
        self.logarithmic
    }

    /// Where a price stands, in pixels from the top.
    pub(super) fn at(&self, price: f64) -> f64 {
        let part = if self.logarithmic {
            (libm::log(price) - libm::log(self.low)) / (libm::log(self.high) - libm::log(self.low))
        } else {
            (price - self.low) / (self.high - self.low)
        };
        BOTTOM - part * (BOTTOM - TOP)
    }

    /// Round prices to draw guides at, rising.
    pub(super) fn ticks(&self) -> impl Iterator<Item = f64> + use<> {
        if self.logarithmic { self.round_powers() } else { self.round_steps() }.into_iter()
    }

    /// Multiples of 1, 2 or 5 times a power of ten, from nothing on.
    fn round_steps(&self) -> Vec<f64> {
        let mut step = power_of_ten(self.high) / 10.0;
        let mut factors = [2.0, 2.5, 2.0].into_iter().cycle();
        while self.high / step >= GUIDES as f64 {
            step *= factors.next().expect("a cycle has no end");
        }
        (0..GUIDES).map(|at| at as f64 * step).filter(|tick| *tick <= self.high).collect()
    }

    /// Powers of ten; 1, 2 and 5 times them where they are few; every other one, every third … where they are many.
    fn round_powers(&self) -> Vec<f64> {
        let mut powers = vec![power_of_ten(self.low)];
        while powers.last().is_some_and(|last| *last <= self.high) {
            powers.push(powers[powers.len() - 1] * 10.0);
        }
        let fits = |tick: &f64| (self.low..=self.high).contains(tick);
        let finer: Vec<f64> = powers.iter().flat_map(|power| [1.0, 2.0, 5.0].map(|factor| factor * power)).filter(fits).collect();
        if finer.len() <= GUIDES {
            return finer;
        }
        let plain: Vec<f64> = powers.into_iter().filter(fits).collect();
        let every = plain.len().div_ceil(GUIDES).max(1);
        plain.into_iter().step_by(every).collect()
    }
}

/// The power of ten at or below a price above 0.
fn power_of_ten(price: f64) -> f64 {
    let mut power = 1.0;
    while power > price && power > f64::MIN_POSITIVE {
        power /= 10.0;
    }
    while power * 10.0 <= price {
        power *= 10.0;
    }
    power
}

/// The scale of days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TimeAxis {
    /// Its first day.
    pub(super) start: Date,
    /// Its length.
    pub(super) days: f64,
    /// Where it begins, in percent of the width.
    pub(super) left: f64,
}

impl TimeAxis {
    /// Where a day stands, in percent of the width.
    pub(super) fn at(&self, day: Date) -> f64 {
        self.left + (RIGHT - self.left) * days_between(self.start, day) as f64 / self.days
    }

    /// First days of months or years to name, at most a few, with their words.
    pub(super) fn ticks(&self, end: Date) -> Vec<(Date, String)> {
        let from = i32::from(self.start.year()) * 12 + i32::from(self.start.month()) - 1;
        let to = i32::from(end.year()) * 12 + i32::from(end.month()) - 1;
        for step in [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200] {
            let months = (from..=to).filter(|month| month % step == 0);
            let days: Vec<Date> = months.filter_map(first_day).filter(|day| *day >= self.start && *day <= end).collect();
            if days.len() <= TIMES {
                let word =
                    |day: Date| if step >= 12 { day.year().to_string() } else { format!("{}\u{a0}{}", short_month(day), day.year()) };
                return days.into_iter().map(|day| (day, word(day))).collect();
            }
        }
        Vec::new()
    }
}

/// The first day of a month, counted from year 0.
fn first_day(month: i32) -> Option<Date> {
    let (year, month) = (i16::try_from(month.div_euclid(12)).ok()?, i8::try_from(month.rem_euclid(12) + 1).ok()?);
    Date::new(year, month, 1).ok()
}

/// `Oct`.
pub(super) fn short_month(date: Date) -> &'static str {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    usize::try_from(date.month()).ok().and_then(|month| MONTHS.get(month.wrapping_sub(1))).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Date, PriceRow, Scale, TimeAxis, power_of_ten};

    fn scale(prices: &[f64]) -> Scale {
        let row = |price: &f64| PriceRow { from: Date::constant(2026, 1, 1), to: None, price: *price, source: None, retrieved: None };
        Scale::of(&prices.iter().map(row).collect::<Vec<_>>())
    }

    #[test]
    fn guides_are_round_and_few() {
        for (prices, ticks) in [
            (&[15.0, 3.0][..], &[0.0, 5.0, 10.0, 15.0][..]),
            (&[0.0, 0.0], &[0.0, 0.5, 1.0]),
            (&[0.0004, 0.0003], &[0.0, 0.0001, 0.0002, 0.0003, 0.0004]),
            (&[100.0, 8.0], &[10.0, 20.0, 50.0, 100.0]),
            (&[1e6, 1.0], &[1.0, 100.0, 10_000.0, 1e6]),
        ] {
            let found: Vec<f64> = scale(prices).ticks().collect();
            assert_eq!(found.len(), ticks.len(), "{prices:?}: {found:?}");
            assert!(found.iter().zip(ticks).all(|(a, b)| (a - b).abs() <= 1e-9 * b.abs()), "{prices:?}: {found:?}");
        }
        assert!(scale(&[15.0, 3.0]).at(15.0) < scale(&[15.0, 3.0]).at(3.0), "dearer is higher");
        assert!(power_of_ten(f64::MIN_POSITIVE) > 0.0);
    }

    #[test]
    fn times_are_few() {
        let words = |start: Date, end: Date| {
            let axis = TimeAxis { start, days: 1.0, left: 0.0 };
            axis.ticks(end).into_iter().map(|(_, word)| word.replace('\u{a0}', " ")).collect::<Vec<_>>()
        };
        let (start, end) = (Date::constant(2026, 1, 1), Date::constant(2026, 12, 5));
        assert_eq!(words(start, end), ["Jan 2026", "Apr 2026", "Jul 2026", "Oct 2026"]);
        assert_eq!(words(start, Date::constant(2029, 6, 1)), ["2026", "2027", "2028", "2029"]);
        assert_eq!(words(Date::constant(2026, 1, 2), Date::constant(2026, 1, 20)), Vec::<String>::new());
        assert_eq!(words(Date::constant(1900, 1, 2), end), ["1950", "2000"]);
    }
}
