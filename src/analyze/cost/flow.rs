//! One cost, month by month. Its money is `scale × weight`: the scale holds what people may be unsure of (amounts, heads,
//! prices), the weights hold time, volume and tariff, so that another amount needs no second walk through the months.

use std::ops::Range;

use super::{
    grid::Grid,
    growth::{price_factor, ramp},
    part::Part,
    tariff::{capacity_units, tier_cost},
};
use crate::model::cost::{Billing, Cost, CostKind, Per, Tariff, UnitPrice};

/// Money of one month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Payment {
    /// The month it belongs to.
    pub month: u32,
    /// Months of discount: `month` where it is paid at the start of the month, else one more.
    pub paid_after: u32,
    /// Its weight: money for a scale of 1.
    pub weight: f64,
}

/// The scale of a cost in the record's currency, with likely amounts; `None` where its price or its currency's rate is missing.
///
/// `price_of` looks up named prices. A tariff of bands has no scale of its own: it is in the weights.
pub fn scale(cost: &Cost, part: Part, mut price_of: impl FnMut(&UnitPrice) -> Option<f64>) -> Option<f64> {
    let amount = match &cost.kind {
        CostKind::Once { amount, .. } | CostKind::Recurring { amount, .. } | CostKind::Exit { amount } => amount.likely * part.fixed,
        CostKind::Team { fte, annual_cost, load, .. } => fte.likely * annual_cost.likely * (1.0 + load) * part.fixed,
        CostKind::Usage { tariff: Tariff::Flat(price), .. } | CostKind::Capacity { price, .. } => price_of(price)?,
        CostKind::Usage { tariff: Tariff::Tiers { .. }, .. } => 1.0,
    };
    Some(amount * cost.rate?)
}

/// Whether a cost follows the volume, so that it starts when its part serves and takes the part's share.
pub fn follows_volume(kind: &CostKind) -> bool {
    matches!(kind, CostKind::Usage { .. } | CostKind::Capacity { .. })
}

/// Months in which a cost acts: from its own start, counted from the part's, to its own end or the part's.
pub fn active_months(cost: &Cost, part: Part) -> Range<u32> {
    let first = part.from.saturating_add(cost.terms.start);
    let first = if follows_volume(&cost.kind) { first.max(part.serves_from) } else { first };
    first..cost.terms.end.map_or(part.end, |end| part.from.saturating_add(end).min(part.end))
}

/// Hands each payment of a cost to `pay`, in order of months.
pub fn walk(cost: &Cost, part: Part, grid: &Grid, mut pay: impl FnMut(Payment)) {
    let factor = |month| cost.terms.price_change.as_ref().map_or(1.0, |change| price_factor(change, month));
    let mut at_start = |month: u32, weight: f64| pay(Payment { month, paid_after: month, weight: weight * factor(month) });
    let months = active_months(cost, part);
    match &cost.kind {
        CostKind::Once { month, .. } => {
            let month = part.from.saturating_add(*month);
            if month < part.end {
                at_start(month, 1.0);
            }
        }
        CostKind::Exit { .. } if part.leaves => at_start(part.end, 1.0),
        CostKind::Exit { .. } => {}
        CostKind::Recurring { per: Per::Year, billing: Billing::InAdvance, .. } => {
            for month in months.step_by(12) {
                at_start(month, 1.0);
            }
        }
        kind => {
            let first = part.from.saturating_add(cost.terms.start);
            for month in months {
                let weight = weight_in_arrears(kind, part, grid, (month, first)) * factor(month);
                pay(Payment { month, paid_after: month + 1, weight });
            }
        }
    }
}

/// Weight, before its price changes, of what is paid at the end of `month`; the cost began in month `first`.
pub fn weight_in_arrears(kind: &CostKind, part: Part, grid: &Grid, (month, first): (u32, u32)) -> f64 {
    match kind {
        CostKind::Recurring { per: Per::Month, .. } => 1.0,
        CostKind::Recurring { per: Per::Year, .. } => 1.0 / 12.0,
        CostKind::Team { ramp_months, .. } => ramp(month - first, *ramp_months) / 12.0,
        CostKind::Usage { volume, tariff, multiplier } => {
            let quantity = grid.volume(*volume, month) * multiplier * part.share;
            match tariff {
                Tariff::Flat(_) => quantity,
                Tariff::Tiers { mode, bands } => tier_cost(*mode, bands, quantity),
            }
        }
        CostKind::Capacity { volume, per_unit, min_units, multiplier, .. } => {
            capacity_units(grid.volume(*volume, month) * multiplier * part.share, *per_unit, *min_units)
        }
        CostKind::Once { .. } | CostKind::Exit { .. } => 0.0,
    }
}
