//! What charts are drawn with, and the charts themselves. Across they measure in percent of the width and down in pixels, so that they
//! grow with the page while their letters keep their size; lines are drawn in a box that stretches with them. One drawing is thus good
//! for a phone and for a wide page, and words are placed so that they touch nothing on either. Knows figures and names, no record.

pub mod axis;
pub mod board;
pub mod cumulative;
pub mod frontier;
pub mod line;
pub mod look;
pub mod price;
pub mod scale;
pub mod stacked;
mod time;
pub mod volume;

use super::number::write_decimal;

/// A place across as it stands in a drawing: two decimals of a percent are finer than any screen.
pub fn percent(place: f64) -> String {
    let mut text = String::with_capacity(8);
    write_place(place * 100.0, 2, &mut text);
    text.push('%');
    text
}

/// A place down with at most one decimal.
pub fn pixels(value: f64) -> String {
    let mut text = String::with_capacity(8);
    write_pixels(value, &mut text);
    text
}

/// Appends what [`pixels`] gives.
fn write_pixels(value: f64, text: &mut String) {
    write_place(value * 10.0, 1, text);
}

/// Appends a place, given in its smallest parts. A page has hundreds of them, so they are made from whole numbers.
fn write_place(parts: f64, decimals: usize, text: &mut String) {
    #[expect(clippy::cast_possible_truncation, reason = "places lie within the few hundred units of a drawing")]
    let parts = parts.round_ties_even() as i64;
    write_decimal(parts, decimals, text);
}

#[cfg(test)]
mod tests {
    use super::{percent, pixels};

    #[test]
    fn places_are_short() {
        assert_eq!([pixels(-0.26), pixels(12.0), pixels(0.04)], ["-0.3", "12", "0"]);
        assert_eq!([percent(33.333_33), percent(100.0), percent(0.0)], ["33.33%", "100%", "0%"]);
        assert_eq!([percent(-0.5), percent(0.05), percent(0.004), percent(12.3)], ["-0.5%", "0.05%", "0%", "12.3%"]);
    }
}
