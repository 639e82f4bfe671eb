//! A scale of days: where each stands, and which months or years to name.

use crate::base::date::{Date, days_between};

/// Words of time, at most: as many as a narrow screen has room for.
const TIMES: usize = 4;

/// The scale of days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TimeAxis {
    /// Its first day.
    pub(super) start: Date,
    /// Its length.
    pub(super) days: f64,
}

impl TimeAxis {
    /// Where a day stands, in percent of the width.
    pub(super) fn at(&self, day: Date) -> f64 {
        days_between(self.start, day) as f64 / self.days * 100.0
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
    use super::{Date, TimeAxis};

    #[test]
    fn times_are_few() {
        let words = |start: Date, end: Date| {
            let axis = TimeAxis { start, days: 1.0 };
            axis.ticks(end).into_iter().map(|(_, word)| word.replace('\u{a0}', " ")).collect::<Vec<_>>()
        };
        let (start, end) = (Date::constant(2026, 1, 1), Date::constant(2026, 12, 5));
        assert_eq!(words(start, end), ["Jan 2026", "Apr 2026", "Jul 2026", "Oct 2026"]);
        assert_eq!(words(start, Date::constant(2029, 6, 1)), ["2026", "2027", "2028", "2029"]);
        assert_eq!(words(Date::constant(2026, 1, 2), Date::constant(2026, 1, 20)), Vec::<String>::new());
        assert_eq!(words(Date::constant(1900, 1, 2), end), ["1950", "2000"]);
    }
}
