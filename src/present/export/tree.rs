//! How values become JSON: numbers to twelve significant digits, tables in the order they were declared.

use serde::{Serialize, Serializer};

/// A number, written to twelve significant digits; null where it is not finite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number(pub f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_finite() { serializer.serialize_f64(twelve_digits(self.0)) } else { serializer.serialize_none() }
    }
}

/// `value` rounded to twelve significant digits: more would be noise of the arithmetic.
fn twelve_digits(value: f64) -> f64 {
    if value.fract() == 0.0 && value.abs() < 1e12 {
        // Also turns −0 into 0.
        return value + 0.0;
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
            (f64::NAN, "null"),
            (f64::INFINITY, "null"),
        ] {
            assert_eq!(serde_json::to_string(&Number(value)).expect("plain data"), expected);
        }
    }

    #[test]
    fn tables_keep_their_order() {
        let table = Keyed(vec![("z", 1), ("a", 2)]);
        assert_eq!(serde_json::to_string(&table).expect("plain data"), r#"{"z":1,"a":2}"#);
    }
}
