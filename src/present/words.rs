//! The portal's English: dates, lists, counts, spans of time. Knows no record and no address.

use schemars::JsonSchema;
use serde::Serialize;

use super::number::NumberFormat;
use crate::{
    base::date::{Date, TimeSpan},
    model::cost::VolumePer,
};

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A day, for programs and for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Day {
    /// `2027-02-28`.
    pub iso: String,
    /// `28 February 2027`: never "in 3 months", which a page that is only read later would get wrong.
    pub text: String,
}

impl Day {
    /// Both ways to write a day.
    pub fn new(date: Date) -> Self {
        Self { iso: date.to_string(), text: long_date(date) }
    }
}

/// `28 February 2027`; no line ends after the day.
pub fn long_date(date: Date) -> String {
    format!("{}\u{a0}{} {}", date.day(), month_name(date), date.year())
}

/// `February`.
pub fn month_name(date: Date) -> &'static str {
    usize::try_from(date.month()).ok().and_then(|month| MONTHS.get(month.wrapping_sub(1))).copied().unwrap_or_default()
}

/// `A`, `A and B`, `A, B and C`.
pub fn list<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [start @ .., last] => {
            let start: Vec<&str> = start.iter().map(AsRef::as_ref).collect();
            [&start.join(", "), " and ", last.as_ref()].concat()
        }
    }
}

/// `1 record`, `12 records`; the plural ends in `s`, or in `ies` for a `y` after a consonant.
pub fn count(numbers: NumberFormat, n: usize, noun: &str) -> String {
    let shown = numbers.whole(n as f64);
    let stem = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match (n, stem) {
        (1, _) => format!("{shown} {noun}"),
        (_, Some(stem)) => format!("{shown} {stem}ies"),
        _ => format!("{shown} {noun}s"),
    }
}

/// The period of a rate: `a day`, `an hour`.
pub fn each(per: VolumePer) -> &'static str {
    match per {
        VolumePer::Hour => "an hour",
        VolumePer::Day => "a day",
        VolumePer::Month => "a month",
        VolumePer::Year => "a year",
    }
}

/// The first letter large.
pub fn capitalised(text: &str) -> String {
    with_first(text, char::to_uppercase)
}

/// The first letter small, where a sentence goes on.
pub fn uncapitalised(text: &str) -> String {
    with_first(text, char::to_lowercase)
}

/// A text whose first letter is another.
fn with_first<L: Iterator<Item = char>>(text: &str, other: impl Fn(char) -> L) -> String {
    let mut letters = text.chars();
    let mut changed = String::with_capacity(text.len());
    changed.extend(letters.next().map(other).into_iter().flatten());
    changed.push_str(letters.as_str());
    changed
}

/// A horizon: `three years`, `18 months`.
pub fn horizon(months: u32) -> String {
    const SMALL: [&str; 10] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let years = months / 12;
    match months {
        12 => "one year".into(),
        1 => "one month".into(),
        _ if months.is_multiple_of(12) => {
            SMALL.get(years as usize - 1).map_or_else(|| format!("{years} years"), |word| format!("{word} years"))
        }
        _ => format!("{months} months"),
    }
}

/// An interval of reviews: `6 months`, `1 year`.
pub fn interval(months: u32) -> String {
    match (months, months.is_multiple_of(12)) {
        (12, _) => "1 year".into(),
        (1, _) => "1 month".into(),
        (_, true) => format!("{} years", months / 12),
        (_, false) => format!("{months} months"),
    }
}

/// How often: `every year`, `every 6 months`.
pub fn every(months: u32) -> String {
    match months {
        1 => "every month".into(),
        12 => "every year".into(),
        _ => format!("every {}", interval(months)),
    }
}

/// A span of time as it was written: `2 weeks`, `6–18 months`.
pub fn time_span(numbers: NumberFormat, span: TimeSpan) -> String {
    let shown = range(&numbers.trimmed(span.low, 2), &numbers.trimmed(span.high, 2));
    let ending = if !span.is_range() && span.low == 1.0 { "" } else { "s" };
    format!("{shown}\u{a0}{}{ending}", span.unit.word())
}

/// Months of a model: `1 month`, `4.5 months`.
pub fn months(numbers: NumberFormat, months: f64) -> String {
    format!("{}\u{a0}{}", numbers.trimmed(months, 2), if months == 1.0 { "month" } else { "months" })
}

/// `low–high`, or one of them where they look alike.
pub fn range(low: &str, high: &str) -> String {
    if low == high { low.to_owned() } else { [low, "–", high].concat() }
}

#[cfg(test)]
mod tests {
    use super::{capitalised, count, every, horizon, interval, list, long_date};

    #[test]
    fn english() {
        assert_eq!(long_date("2027-02-28".parse().expect("a date")), "28\u{a0}February 2027");
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(
            (horizon(36), horizon(12), horizon(18), horizon(240)),
            ("three years".into(), "one year".into(), "18 months".into(), "20 years".into())
        );
        assert_eq!(
            (interval(6), interval(12), interval(24), interval(1)),
            ("6 months".into(), "1 year".into(), "2 years".into(), "1 month".into())
        );
        assert_eq!((every(1), every(12), every(18)), ("every month".into(), "every year".into(), "every 18 months".into()));
        assert_eq!(capitalised("élan"), "Élan");
        let en = super::NumberFormat::or_english("en");
        assert_eq!(
            (count(en, 1, "record"), count(en, 1200, "entry"), count(en, 14, "day")),
            ("1 record".into(), "1,200 entries".into(), "14 days".into())
        );
    }
}
