//! How values become JSON: numbers to twelve significant digits, tables in the order they were declared.

use serde::{Serialize, Serializer};

/// A number, written to twelve significant digits; null where it is not finite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number(pub f64);

impl Number {
    /// What is written of it; `None` where it is not finite.
    pub fn written(self) -> Option<f64> {
        self.0.is_finite().then(|| twelve_digits(self.0))
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.written() {
            Some(value) => serializer.serialize_f64(value),
            None => serializer.serialize_none(),
        }
    }
}

/// Powers of ten that a float holds exactly.
const TENS: [f64; 23] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

/// `value` rounded to twelve significant digits: more would be noise of the arithmetic.
fn twelve_digits(value: f64) -> f64 {
    let magnitude = value.abs();
    if value.fract() == 0.0 && magnitude < 1e12 {
        // Also turns −0 into 0.
        return value + 0.0;
    }
    // A large export holds thousands of numbers. Where both factors are exact, a product, a whole number and a quotient do what
    // writing and reading twelve digits would: the quotient of two exact floats is the float nearest to those digits.
    if (1e-11..1e11).contains(&magnitude) {
        let whole_digits = TENS.iter().take_while(|ten| **ten <= magnitude).count();
        let zeros = TENS.iter().skip(1).take_while(|ten| **ten * magnitude < 1.0).count();
        let scale = TENS[12 + zeros - whole_digits];
        return (value * scale).round_ties_even() / scale;
    }
    format!("{value:.11e}").parse().expect("a float prints as a float")
}

/// A table: keys to values, in the order they were declared.
#[derive(Debug, Clone, PartialEq)]
pub struct Keyed<K, V>(pub Vec<(K, V)>);

impl<K: Serialize, V: Serialize> Serialize for Keyed<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl<K, V> FromIterator<(K, V)> for Keyed<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

/// Numbers of a list.
pub(super) fn numbers(values: &[f64]) -> Vec<Number> {
    values.iter().copied().map(Number).collect()
}

#[cfg(test)]
mod tests {
    use super::{Keyed, Number};

    #[test]
    fn numbers_keep_twelve_digits() {
        for (value, expected) in [
            (436_092.083_816_123_4, "436092.083816"),
            (0.1 + 0.2, "0.3"),
            (-0.0, "0.0"),
            (5_180_000.0, "5180000.0"),
            (1e20 / 3.0, "3.33333333333e+19"),
            (-2.0 / 3.0, "-0.666666666667"),
            (0.012_345_678_901_234_5, "0.0123456789012"),
            (1.234_567_890_123_45e-9, "1.23456789012e-9"),
            (99_999_999_999.999_9, "100000000000.0"),
            (0.099_999_999_999_999_9, "0.1"),
            (f64::NAN, "null"),
            (f64::INFINITY, "null"),
        ] {
            assert_eq!(serde_json::to_string(&Number(value)).expect("plain data"), expected);
        }
    }

    #[test]
    fn the_short_way_to_twelve_digits_leads_where_the_long_one_does() {
        let mut value = 1.234_567_890_123_456e-14;
        while value < 1e15 {
            let written: f64 = format!("{value:.11e}").parse().expect("a float");
            assert_eq!(super::twelve_digits(value).to_bits(), written.to_bits(), "{value:e}");
            value *= 1.713;
        }
    }

    #[test]
    fn tables_keep_their_order() {
        let table = Keyed(vec![("z", 1), ("a", 2)]);
        assert_eq!(serde_json::to_string(&table).expect("plain data"), r#"{"z":1,"a":2}"#);
    }
}
