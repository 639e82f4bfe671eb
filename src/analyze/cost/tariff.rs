//! What a month's use comes to: bands of a tariff, and whole units of capacity (maths.md, 3.5 and 3.6).

use crate::model::cost::{Band, TierMode};

/// Part of a unit by which a quantity may pass a bound before it counts as the next unit: noise of floating point.
const UNIT_TOLERANCE: f64 = 1e-9;

/// What `quantity` units cost in one month; nothing costs nothing, flat fees included.
///
/// Bounds are inclusive and the last band is open. A flat fee is paid for each band entered (graduated), or for the band
/// that holds the quantity (volume).
pub fn tier_cost(mode: TierMode, bands: &[Band], quantity: f64) -> f64 {
    if quantity <= 0.0 {
        return 0.0;
    }
    match mode {
        TierMode::Graduated => {
            let mut below = 0.0;
            let mut cost = 0.0;
            for band in bands {
                if quantity <= below {
                    break;
                }
                let upper = band.up_to.unwrap_or(f64::INFINITY);
                cost += band.price * (quantity.min(upper) - below) + band.flat;
                below = upper;
            }
            cost
        }
        TierMode::Volume => {
            bands.iter().find(|band| band.up_to.is_none_or(|bound| quantity <= bound)).map_or(0.0, |band| band.price * quantity + band.flat)
        }
    }
}

/// Whole units that carry `quantity`, at least `min_units`.
pub fn capacity_units(quantity: f64, per_unit: f64, min_units: f64) -> f64 {
    whole_above(quantity / per_unit - UNIT_TOLERANCE).max(min_units)
}

/// The smallest whole number that is not below `value`: `f64::ceil`, which is a call where the processor has no instruction for it.
fn whole_above(value: f64) -> f64 {
    const EXACT: f64 = 4_503_599_627_370_496.0; // 2^52: from here on every number is whole.
    let nearest = (value.abs() + EXACT) - EXACT;
    let nearest = nearest.copysign(value);
    let above = if nearest < value { nearest + 1.0 } else { nearest };
    if value.abs() < EXACT { above } else { value }
}

#[cfg(test)]
mod tests {
    use super::whole_above;

    #[test]
    fn whole_above_is_ceil() {
        let near = [0.0_f64, 1e-9, 0.1, 0.5, 0.9, 1.0, 1.5, 2.5, 1e9 + 0.25, 4_503_599_627_370_495.5, 4_503_599_627_370_497.0, 1e300];
        for value in near.into_iter().flat_map(|value| [value, -value, value.next_up(), value.next_down()]) {
            assert_eq!(whole_above(value), value.ceil(), "{value:e}");
        }
        assert!(whole_above(f64::NAN).is_nan());
        assert_eq!((whole_above(f64::INFINITY), whole_above(f64::NEG_INFINITY)), (f64::INFINITY, f64::NEG_INFINITY));
    }
}
