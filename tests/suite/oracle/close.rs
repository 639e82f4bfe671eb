//! Trees of JSON that agree: the same keys, the same words, and numbers within one part in a thousand million.

use serde_json::Value;

/// Relative difference up to which two numbers count as equal.
const RELATIVE: f64 = 1e-9;
/// Absolute difference for numbers that should be zero.
const ABSOLUTE: f64 = 1e-12;

/// Whether two numbers agree.
pub(crate) fn is_close(a: f64, b: f64) -> bool {
    let difference = (a - b).abs();
    difference <= ABSOLUTE || difference <= RELATIVE * a.abs().max(b.abs())
}

/// Fails, with the place, unless two volumes at which options cross agree within one part in a million.
pub(crate) fn assert_close_volume(place: &str, wanted: f64, found: f64) {
    assert!((wanted - found).abs() <= 1e-6 * wanted.abs(), "{place}: {wanted} wanted, {found} found");
}

/// Fails, with the place, unless `found` says the same as `wanted`.
pub(crate) fn assert_close(place: &str, wanted: &Value, found: &Value) {
    match (wanted, found) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().expect("a float"), b.as_f64().expect("a float"));
            assert!(is_close(a, b), "{place}: {a} wanted, {b} found");
        }
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{place}: {wanted} wanted, {found} found");
            for (at, (a, b)) in a.iter().zip(b).enumerate() {
                assert_close(&format!("{place}/{at}"), a, b);
            }
        }
        (Value::Object(a), Value::Object(b)) => {
            let keys = |map: &serde_json::Map<String, Value>| map.keys().cloned().collect::<std::collections::BTreeSet<_>>();
            assert_eq!(keys(a), keys(b), "{place}: keys");
            for (key, a) in a {
                assert_close(&format!("{place}/{key}"), a, &b[key]);
            }
        }
        _ => assert_eq!(wanted, found, "{place}"),
    }
}
