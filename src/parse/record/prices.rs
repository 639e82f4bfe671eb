//! How a price is built and how it moves: tiers by quantity, changes over time. Knows not what is priced.

use super::super::{
    draft::TariffDraft,
    fields::{Fields, item::Item},
    tables::option::{BAND, PRICE_CHANGE, TIERS},
};
use crate::{
    base::diagnostic::Diagnostic,
    model::{
        cost::{Band, PriceChange, TierMode},
        fault,
    },
};

/// Reads `price_change`.
pub(super) fn price_change(item: &Item<'_>) -> Option<PriceChange> {
    let fields = item.table(&PRICE_CHANGE)?;
    let (by_part, by_halves) = (fields.get("per_year"), fields.get("halves_every_months"));
    let factor_per_year = match (by_part, by_halves) {
        (Some(_), Some(_)) => {
            fields.tell_conflict("per_year", "halves_every_months", "a price moves in one way");
            None
        }
        (Some(part), None) => yearly_factor(&part),
        (None, Some(halves)) => halving_factor(&halves),
        (None, None) => {
            fields.tell_missing("per_year");
            None
        }
    };
    let step_months = match fields.get("step_months") {
        Some(step) => whole_step(&step),
        None => Some(12),
    };
    let floor = match fields.get("floor") {
        Some(floor) => floor.share().and_then(|share| super::costs::not_negative(&floor, share)),
        None => no_floor(fields, factor_per_year),
    };
    Some(PriceChange { factor_per_year: factor_per_year?, step_months: step_months?, floor: floor? })
}

fn yearly_factor(item: &Item<'_>) -> Option<f64> {
    let change = item.share()?;
    if change <= -1.0 {
        item.bad(format!("a price cannot fall by {} % a year", -change * 100.0), "must be more than -1");
        return None;
    }
    Some(1.0 + change)
}

/// `0.5^(12 / months)` (maths.md, 3.3); so fast a fall that nothing is left of it is no price.
fn halving_factor(item: &Item<'_>) -> Option<f64> {
    let factor = libm::pow(0.5, 12.0 / item.number_above(0.0)?);
    if factor <= 0.0 {
        item.bad("`halves_every_months` leaves nothing of the price within a year", "too short");
        return None;
    }
    Some(factor)
}

fn whole_step(item: &Item<'_>) -> Option<u32> {
    let step = item.months()?;
    if step == 0 {
        item.bad("`step_months` must be 1 or more", "a price cannot move more than once a month");
        return None;
    }
    Some(step)
}

/// Without a floor a falling price makes waiting always right, so one has to be named.
fn no_floor(fields: Fields<'_>, factor_per_year: Option<f64>) -> Option<f64> {
    if factor_per_year.is_none_or(|factor| factor >= 1.0) {
        return Some(0.0);
    }
    let told = Diagnostic::error(fault::MISSING_KEY, "a falling price needs a `floor`").at(fields.span(), "`floor` is missing");
    fields.faults().push(told.help("name the lowest part of the first price that it can reach: `floor = 0.3`, or `floor = 0` on purpose"));
    None
}

/// Reads `tiers`: bounds rise and the last band is open (R0004).
pub(super) fn tiers(item: &Item<'_>) -> Option<TariffDraft> {
    let fields = item.table(&TIERS)?;
    let errors = fields.faults().errors();
    let mode = fields.need("mode").and_then(|item| item.word(&[("graduated", TierMode::Graduated), ("volume", TierMode::Volume)]));
    let list = fields.need("bands")?;
    let tables: Vec<Fields<'_>> = list.items().filter_map(|item| item.table(&BAND)).collect();
    if tables.is_empty() {
        list.bad("`bands` needs a band at least", "no bands");
    }
    let mut bands: Vec<Band> = Vec::with_capacity(tables.len());
    for (at, table) in tables.iter().enumerate() {
        let not_negative = |item: Item<'_>| item.number_within(0.0, f64::INFINITY);
        let price = table.need("price").and_then(not_negative).unwrap_or(0.0);
        let flat = table.get("flat").and_then(not_negative).unwrap_or(0.0);
        let below = bands.last().and_then(|band| band.up_to).unwrap_or(0.0);
        bands.push(Band { up_to: bound(*table, below, at + 1 == tables.len()), price, flat });
    }
    (fields.faults().errors() == errors).then_some(TariffDraft::Tiers(mode?, bands))
}

fn bound(table: Fields<'_>, below: f64, last: bool) -> Option<f64> {
    let Some(item) = table.get("up_to") else {
        if !last {
            table.tell_missing("up_to");
        }
        return None;
    };
    if last {
        item.bad("the last band is open: it takes every quantity that is left", "leave out this bound");
        return None;
    }
    let bound = item.number()?;
    if bound <= below {
        item.bad(format!("the bounds of bands must rise: {bound} is not more than {below}"), "not above the band before");
        return None;
    }
    Some(bound)
}
