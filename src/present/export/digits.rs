//! Twelve significant digits: more would be noise of the arithmetic. Large exports hold thousands of numbers, so that their digits are made
//! in one go, as text, where that is what is wanted.

use std::fmt::Write;

use crate::present::number::write_decimal;

/// Powers of ten that a float holds exactly.
const TENS: [f64; 23] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

/// Magnitudes whose twelve digits are a whole number, and exactly so, once the point is moved.
const MOVABLE: std::ops::Range<f64> = 1e-10..1e11;

/// `value` rounded to twelve significant digits.
pub(super) fn rounded(value: f64) -> f64 {
    if is_short(value) {
        // Also turns −0 into 0.
        return value + 0.0;
    }
    // Where both factors are exact, a product, a whole number and a quotient do what writing and reading twelve digits would: the
    // quotient of two exact floats is the float nearest to those digits.
    if MOVABLE.contains(&value.abs()) {
        let (whole, places) = moved(value.abs());
        return (whole / TENS[places]).copysign(value);
    }
    format!("{value:.11e}").parse().expect("a float prints as a float")
}

/// Appends a number as not only programs read it: what [`rounded`] gives, without exponent, whole numbers without a point; nothing where
/// it is not finite.
pub(super) fn table(value: f64, text: &mut String) {
    if value.is_finite() && !plain(value, text) {
        let _ = write!(text, "{}", rounded(value));
    }
}

/// Appends digits and point of a number that is whole or [`MOVABLE`]. Tells whether it did.
fn plain(value: f64, text: &mut String) -> bool {
    let magnitude = value.abs();
    let (whole, places) = match (is_short(value), MOVABLE.contains(&magnitude)) {
        (true, _) => (magnitude, 0),
        (false, true) => moved(magnitude),
        (false, false) => return false,
    };
    #[expect(clippy::cast_possible_truncation, reason = "whole, and thirteen digits at most")]
    write_decimal(whole.copysign(value) as i64, places, text);
    true
}

/// Whether it is whole, of no more than twelve digits.
fn is_short(value: f64) -> bool {
    value.fract() == 0.0 && value.abs() < 1e12
}

/// Twelve digits of a [`MOVABLE`] magnitude as a whole number, and how far its point moved.
fn moved(magnitude: f64) -> (f64, usize) {
    // The exponent of two tells that of ten, or the next lower one.
    let exponent = i64::from((magnitude.to_bits() >> 52) as u16) - 1023;
    let places = usize::try_from(11 - ((exponent * 1233) >> 12)).expect("a magnitude below 10^11");
    let many = magnitude * TENS[places];
    let places = if many < 1e12 { places } else { places - 1 };
    ((magnitude * TENS[places]).round_ties_even(), places)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{rounded, table};

    /// What the short ways give, beside what the long ones do.
    fn assert_same(value: f64) {
        let long: f64 = format!("{value:.11e}").parse().expect("a float");
        assert_eq!(rounded(value).to_bits(), (long + 0.0).to_bits(), "{value:e}");
        let mut in_table = String::new();
        table(value, &mut in_table);
        assert_eq!(in_table, (long + 0.0).to_string(), "{value:e}");
    }

    #[test]
    fn the_short_ways_lead_where_the_long_ones_do() {
        for value in [0.0, -0.0, 1.0, -7.0, 0.1 + 0.2, 99_999_999_999.999_9, 999_999_999_999.6, 1e12, 1e11, 1e-5, 0.000_099_999_999_999_99]
        {
            assert_same(value);
        }
        let mut value = 1.234_567_890_123_456e-14;
        while value < 1e16 {
            assert_same(value);
            assert_same(-value);
            value *= 1.713;
        }
    }

    #[test]
    fn what_is_not_finite_is_nothing() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let mut text = String::new();
            table(value, &mut text);
            assert_eq!(text, "");
        }
    }

    proptest! {
        #[test]
        fn any_number_is_written_the_same(mantissa in -1e12_f64..1e12, places in 0..24, whole: bool) {
            let value = mantissa / 10f64.powi(places);
            assert_same(if whole { value.round() } else { value });
        }
    }
}
