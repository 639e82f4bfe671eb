//! Usual figures of a track in words: ranges, spans of time, or what somebody wrote.

use super::{number::NumberFormat, words};
use crate::model::framework::{Typical, UpperEnd};

/// What a range counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit<'a> {
    /// Money of this currency.
    Money(&'a str),
    /// People.
    People,
    /// Something with this name; empty for a bare number.
    Named(&'a str),
}

/// `$500K–$5M+`, `10–50 people`, `6–18 months`, `near zero`.
pub fn typical(numbers: NumberFormat, typical: &Typical, unit: Unit<'_>) -> String {
    let number = |value: f64| match unit {
        Unit::Money(currency) => numbers.money_short(value, currency),
        Unit::People | Unit::Named(_) => numbers.trimmed(value, 2),
    };
    match typical {
        Typical::Words(text) => text.clone(),
        Typical::Time(span) => words::time_span(numbers, *span),
        Typical::Range(low, end) => {
            let range = match end {
                UpperEnd::At(high) => words::range(&number(*low), &number(*high)),
                UpperEnd::OrMore(high) => format!("{}+", words::range(&number(*low), &number(*high))),
                UpperEnd::Open => format!("{} or more", number(*low)),
            };
            match unit {
                Unit::People => format!("{range}\u{a0}people"),
                Unit::Named(name) if !name.is_empty() => format!("{range}\u{a0}{name}"),
                Unit::Money(_) | Unit::Named(_) => range,
            }
        }
    }
}
