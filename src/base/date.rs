//! Plain dates and spans of time: no time zones, no clock. A month is 365/12 days wherever it must be a number of days.

pub use jiff::civil::Date;

/// Days in a model month: 365/12 (maths.md, 3.1).
pub const DAYS_PER_MONTH: f64 = 365.0 / 12.0;

/// `date` moved by `months`: the same day of the month, or the last one where that day does not exist (maths.md, 6).
///
/// Count from the anchor, never month after month: 31 August + 6 is 28 February, and + 12 is 31 August again.
/// Dates that would leave the calendar (years −9999 to 9999) stay at its edge.
pub fn add_months(date: Date, months: i32) -> Date {
    date.saturating_add(jiff::Span::new().months(months))
}

/// `date` moved by `days`.
pub fn add_days(date: Date, days: i64) -> Date {
    date.saturating_add(jiff::Span::new().days(days))
}

/// Days from `from` to `to`; negative where `to` is the earlier one.
pub fn days_between(from: Date, to: Date) -> i64 {
    (to - from).get_days().into()
}

/// Whole months from `from` to `to`: the largest `n >= 0` with `add_months(from, n) <= to`.
pub fn whole_months(from: Date, to: Date) -> u32 {
    let guess = (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month()) - i32::from(from.month());
    let months = if add_months(from, guess) <= to { guess } else { guess - 1 };
    u32::try_from(months).unwrap_or(0)
}

/// The unit of a span of time, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeUnit {
    /// `days`
    Day,
    /// `weeks`
    Week,
    /// `months`
    Month,
    /// `years`
    Year,
}

impl TimeUnit {
    /// The unit of a word, singular or plural.
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "day" | "days" => Self::Day,
            "week" | "weeks" => Self::Week,
            "month" | "months" => Self::Month,
            "year" | "years" => Self::Year,
            _ => return None,
        })
    }

    /// Model months in one of this unit.
    pub fn months(self) -> f64 {
        match self {
            Self::Day => 1.0 / DAYS_PER_MONTH,
            Self::Week => 7.0 / DAYS_PER_MONTH,
            Self::Month => 1.0,
            Self::Year => 12.0,
        }
    }

    /// The word, in the singular.
    pub fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// A span of time as a person wrote it: `"2 weeks"`, or with two ends `"6..18 months"`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeSpan {
    /// The shorter end, in `unit`.
    pub low: f64,
    /// The longer end, in `unit`; the same where one number was written.
    pub high: f64,
    /// The unit.
    pub unit: TimeUnit,
}

impl TimeSpan {
    /// Both ends in model months.
    pub fn months(self) -> (f64, f64) {
        (self.low * self.unit.months(), self.high * self.unit.months())
    }

    /// One number in model months: the middle, where there are two ends (ruling 19).
    pub fn middle_months(self) -> f64 {
        self.low.midpoint(self.high) * self.unit.months()
    }

    /// Whether two ends were written.
    pub fn is_range(self) -> bool {
        self.low < self.high
    }

    /// Whole days, rounded to the nearest: for notice and grace.
    pub fn days(self) -> i64 {
        #[expect(clippy::cast_possible_truncation, reason = "spans are bounded by the reader at 1,000 years")]
        let days = (self.high * self.unit.months() * DAYS_PER_MONTH).round_ties_even() as i64;
        days
    }

    /// Whole months, where that is what was written: intervals of reviews take nothing else (ruling 19).
    pub fn whole_months(self) -> Option<u32> {
        let months = match self.unit {
            TimeUnit::Month => self.high,
            TimeUnit::Year => self.high * 12.0,
            TimeUnit::Day | TimeUnit::Week => return None,
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be whole and in range")]
        (!self.is_range() && (1.0..=12_000.0).contains(&months) && months.fract() == 0.0).then_some(months as u32)
    }
}

/// Reads a span of time: `"2 weeks"`, `"0.5 months"`, `"6..18 months"`.
///
/// # Errors
/// A sentence that says what was expected.
pub fn parse_time_span(text: &str) -> Result<TimeSpan, String> {
    let expected = || format!("expected a span such as `6 months`, `2 weeks` or `6..18 months`, found `{text}`");
    let (numbers, unit) = text.trim().rsplit_once(' ').ok_or_else(expected)?;
    let unit = TimeUnit::from_word(unit.trim()).ok_or_else(expected)?;
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|n| (0.0..=365_000.0).contains(n)).ok_or_else(expected);
    let (low, high) = match numbers.split_once("..") {
        Some((low, high)) => (number(low)?, number(high)?),
        None => (number(numbers)?, number(numbers)?),
    };
    if low > high {
        return Err(format!("the first end of `{text}` is the longer one"));
    }
    Ok(TimeSpan { low, high, unit })
}

#[cfg(test)]
mod tests {
    use super::{Date, add_months, parse_time_span, whole_months};

    fn date(text: &str) -> Date {
        text.parse().expect("a date of the test")
    }

    #[test]
    fn months_end_where_the_month_ends() {
        for (from, months, to) in [("2026-08-31", 6, "2027-02-28"), ("2024-02-29", 12, "2025-02-28"), ("2026-03-31", -1, "2026-02-28")] {
            assert_eq!(add_months(date(from), months), date(to));
        }
    }

    #[test]
    fn a_month_is_whole_on_its_last_day() {
        for (from, to, months) in [
            ("2026-08-31", "2027-02-27", 5),
            ("2026-08-31", "2027-02-28", 6),
            ("2026-08-31", "2026-11-23", 2),
            ("2026-08-31", "2026-08-01", 0),
        ] {
            assert_eq!(whole_months(date(from), date(to)), months);
        }
    }

    #[test]
    fn spans_of_time() {
        assert_eq!(parse_time_span("6..18 months").map(super::TimeSpan::middle_months), Ok(12.0));
        assert_eq!(parse_time_span("1 year").map(super::TimeSpan::whole_months), Ok(Some(12)));
        assert_eq!(parse_time_span("30 days").map(super::TimeSpan::days), Ok(30));
        for bad in ["6", "months", "18..6 months", "six months", "-1 days", "inf months", ""] {
            assert!(parse_time_span(bad).is_err(), "{bad}");
        }
    }
}
