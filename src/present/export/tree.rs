//! How values become JSON: numbers to twelve significant digits, tables in the order they were declared.

use serde::{Serialize, Serializer};

use super::digits;

/// A number, written to twelve significant digits; null where it is not finite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number(pub f64);

impl Number {
    /// What is written of it; `None` where it is not finite.
    fn written(self) -> Option<f64> {
        self.0.is_finite().then(|| digits::rounded(self.0))
    }

    /// Appends it as not only programs read it: no exponent, no point where it is whole, nothing where it is not finite.
    pub fn in_table(self, text: &mut String) {
        digits::table(self.0, text);
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
    fn tables_keep_their_order() {
        let table = Keyed(vec![("z", 1), ("a", 2)]);
        assert_eq!(serde_json::to_string(&table).expect("plain data"), r#"{"z":1,"a":2}"#);
    }
}
