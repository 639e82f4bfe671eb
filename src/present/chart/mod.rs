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

use super::number::NumberFormat;

/// A place across as it stands in a drawing: two decimals of a percent are finer than any screen.
pub fn percent(place: f64) -> String {
    format!("{}%", NumberFormat::or_english("en").trimmed(place, 2))
}

/// A place down with at most one decimal. A page has hundreds of them, so they are written from whole tenths.
pub fn pixels(value: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "places of a chart lie within its few hundred units")]
    let tenths = (value * 10.0).round_ties_even() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let whole = tenths.unsigned_abs() / 10;
    match tenths.unsigned_abs() % 10 {
        0 => format!("{sign}{whole}"),
        tenth => format!("{sign}{whole}.{tenth}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{percent, pixels};

    #[test]
    fn places_are_short() {
        assert_eq!([pixels(-0.26), pixels(12.0), pixels(0.04)], ["-0.3", "12", "0"]);
        assert_eq!([percent(33.333_33), percent(100.0), percent(0.0)], ["33.33%", "100%", "0%"]);
    }
}
