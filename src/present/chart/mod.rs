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

/// Appends `scaled / 10^decimals` in plain digits, without zeros at the end of decimals. A page has hundreds of places, so they are
/// made from whole numbers; those lie within the few hundred units of a drawing.
fn write_place(scaled: f64, mut decimals: usize, text: &mut String) {
    #[expect(clippy::cast_possible_truncation, reason = "places lie within a few hundred units")]
    let scaled = scaled.round_ties_even() as i64;
    let mut rest = scaled.unsigned_abs();
    while decimals > 0 && rest.is_multiple_of(10) {
        rest /= 10;
        decimals -= 1;
    }
    if scaled < 0 {
        text.push('-');
    }
    let mut digits = [b'0'; 24];
    let mut first = digits.len();
    while rest > 0 || digits.len() - first <= decimals {
        first -= 1;
        digits[first] += (rest % 10) as u8;
        rest /= 10;
    }
    for (at, digit) in digits[first..].iter().enumerate() {
        if decimals > 0 && at == digits.len() - first - decimals {
            text.push('.');
        }
        text.push(char::from(*digit));
    }
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
