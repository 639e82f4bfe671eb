//! The digits that a float rounds to. Floating-point products give them where they are sure; else its exact expansion does, which costs
//! several times as much. Knows no language.

/// Powers of ten that a float holds exactly.
const TENS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
/// Most decimals that are made without the exact expansion.
pub(super) const MOST_DECIMALS: usize = 15;
/// Products below this are off by less than [`UNSURE`].
const SURE_BELOW: f64 = 1e9;
/// Nearer than this to the middle between two numbers, a product does not say which is the nearer one.
const UNSURE: f64 = 1e-6;

/// `value · 10^decimals`, rounded to the whole number that the exact expansion of `value` rounds to; `None` where only that knows.
///
/// The expansion of a float costs several times as much, and gives the same digits but for those next to a tie.
pub(super) fn rounded(value: f64, decimals: usize) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53
    let scaled = value * TENS.get(decimals)?;
    let is_exact = decimals == 0 && value.abs() < EXACT;
    let is_sure = || scaled.abs() < SURE_BELOW && (scaled.abs().fract() - 0.5).abs() > UNSURE;
    #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
    (is_exact || is_sure()).then(|| scaled.round_ties_even() as i64)
}

/// The first three digits of `value`'s magnitude, rounded, and the power of ten of the first.
pub(super) fn significant_digits(value: f64) -> (i64, i32) {
    let magnitude = value.abs();
    let exponent = TENS.iter().take_while(|ten| **ten <= magnitude).count();
    // From 1 to 10^15: three digits stand before the point, or it is moved.
    if (1..TENS.len()).contains(&exponent) {
        let scaled = if exponent < 3 { magnitude * TENS[3 - exponent] } else { magnitude / TENS[exponent - 3] };
        if (scaled.fract() - 0.5).abs() > UNSURE {
            #[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "at most 1000, and an exponent below 16")]
            let (digits, exponent) = (scaled.round() as i64, exponent as i32 - 1);
            return if digits == 1000 { (100, exponent + 1) } else { (digits, exponent) };
        }
    }
    let text = format!("{magnitude:.2e}");
    let (mantissa, exponent) = text.split_once('e').expect("the form that `e` gives");
    let digits = mantissa.replace('.', "").parse().expect("three digits");
    (digits, exponent.parse().expect("an exponent is a whole number"))
}

/// Appends `whole / 10^places` as programs read it: plain digits, without zeros at the end of decimals.
pub fn write_decimal(whole: i64, places: usize, text: &mut String) {
    if whole < 0 {
        text.push('-');
    }
    let mut buffer = itoa::Buffer::new();
    let digits = buffer.format(whole.unsigned_abs());
    let (before, after) = digits.split_at(digits.len().saturating_sub(places));
    text.push_str(if before.is_empty() { "0" } else { before });
    if let Some(last) = after.bytes().rposition(|digit| digit != b'0') {
        text.push('.');
        (after.len()..places).for_each(|_| text.push('0'));
        text.push_str(&after[..=last]);
    }
}

#[cfg(test)]
mod tests {
    use super::{rounded, significant_digits};

    #[test]
    fn the_short_way_to_digits_leads_where_the_long_one_does() {
        let near_ties = [0.125, 2.5, 1.005, 0.285, 3.675, 1234.565, 99.95, 999.5, 9.995, 100_500.0, 99_950.0, 5e-7];
        let growing = std::iter::successors(Some(1.234_567e-9_f64), |value| (*value < 1e17).then(|| value * 1.0713));
        for value in growing.chain(near_ties).flat_map(|value| [value, -value, (value * 100.0).round() / 100.0]) {
            for decimals in 0..=4 {
                if let Some(rounded) = rounded(value, decimals) {
                    let plain = format!("{value:.decimals$}");
                    assert_eq!(plain.replace('.', "").parse(), Ok(rounded), "{value} with {decimals} decimals");
                }
            }
            let (digits, exponent) = significant_digits(value);
            let plain = format!("{:.2e}", value.abs());
            assert_eq!(format!("{}.{:02}e{exponent}", digits / 100, digits % 100), plain, "{value}");
        }
    }
}
