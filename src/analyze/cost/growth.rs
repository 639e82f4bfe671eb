//! How prices and volumes move over the months (maths.md, 3.3 and 3.4). Months are absolute: 0 is the first of the horizon.

use crate::model::cost::{PriceChange, Volume};

/// `F(m) = max(floor, G^(step·⌊m/step⌋/12))`: by how much a price has changed in month `m`.
pub fn price_factor(change: &PriceChange, month: u32) -> f64 {
    let step = change.step_months.max(1);
    let changed_at = month / step * step;
    libm::pow(change.factor_per_year, f64::from(changed_at) / 12.0).max(change.floor)
}

/// `min(1, (k + 1)/R)`: the part that is there `k` months after a start that takes `R` months.
pub fn ramp(months_since_start: u32, ramp_months: u32) -> f64 {
    if ramp_months == 0 { 1.0 } else { (f64::from(months_since_start + 1) / f64::from(ramp_months)).min(1.0) }
}

/// `V(m) = min(cap, amount · per month · (1 + growth)^(m/12) · ramp)`, with likely amounts, in the volume's unit.
pub fn volume(volume: &Volume, month: u32) -> f64 {
    let growth = volume.growth.likely;
    let grown = if growth == 0.0 { 1.0 } else { libm::pow(1.0 + growth, f64::from(month) / 12.0) };
    let full = volume.amount.likely * volume.per.per_month() * grown * ramp(month, volume.ramp_months);
    volume.cap_per_month.map_or(full, |cap| full.min(cap))
}
