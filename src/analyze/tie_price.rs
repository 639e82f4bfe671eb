//! The price at which two options cost the same: when to look again (maths.md, 3.11). Present value is linear in a flat unit
//! price, so two readings of it give the tie in closed form.

use super::{cost::Costs, ledger::Ledger};
use crate::model::{
    CostIx, OptionIx,
    cost::{Cost, CostKind, Tariff, UnitPrice},
    record::Record,
};

/// Part of the weights compared that counts as floating-point noise: options that pay a price alike never tie by it.
const NOISE: f64 = 1e-12;

/// A tie price.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TiePrice {
    /// The option that pays the price.
    pub option: OptionIx,
    /// The option that the cost is written at: in a mix or progression, the component.
    pub written_at: OptionIx,
    /// The cost whose unit price it is.
    pub cost: CostIx,
    /// The option it is held against.
    pub versus: OptionIx,
    /// The price of a unit, in the cost's own currency, as of the record's day.
    pub now: f64,
    /// Whether the option costs less than the other while the price is below the tie. A dearer price then speaks for the other.
    pub cheaper_below: bool,
    /// The price of a unit, in the cost's own currency, at which both have the same present value; `None`: no price ≥ 0 does that.
    pub price: Option<f64>,
}

/// Tie prices of every flat usage price of the chosen and of the cheapest option, against each other costed option.
///
/// The price moves wherever it is paid: a mix that holds the cost moves too, and a named price moves every cost that names it.
pub fn analyze(record: &Record, costs: &Costs, ledger: &Ledger, cheapest: Option<OptionIx>) -> Vec<TiePrice> {
    let mut payers: Vec<OptionIx> = record.chosen.into_iter().chain(cheapest).filter(|ix| costs.option(*ix).is_some()).collect();
    payers.dedup();
    let costed: Vec<(OptionIx, f64)> = record.option_ixs().filter_map(|ix| costs.option(ix).map(|cost| (ix, cost.present_value))).collect();
    let present = |ix: OptionIx| costs.option(ix).map_or(0.0, |cost| cost.present_value);
    let mut ties = Vec::new();
    for option in payers {
        for paid in paid(record, costs, option) {
            let weight = |ix: OptionIx| {
                ledger.for_a_price_of_one(ix, |written_at, cost| moves_with(record, &paid, (written_at, cost))).unwrap_or_default()
            };
            let own = weight(option);
            for (versus, other) in costed.iter().filter(|(versus, _)| *versus != option) {
                let weights = (own, weight(*versus));
                ties.push(TiePrice {
                    option,
                    written_at: paid.written_at,
                    cost: paid.cost,
                    versus: *versus,
                    now: paid.now,
                    cheaper_below: weights.0 > weights.1,
                    price: tie(paid.now, present(option) - other, weights),
                });
            }
        }
    }
    ties
}

/// Where the difference of two present values, `ahead` at a price of `now`, is zero: `p* = now − ahead / (w − w')`.
fn tie(now: f64, ahead: f64, (own, other): (f64, f64)) -> Option<f64> {
    let slope = own - other;
    let moves = slope.abs() > NOISE * (own.abs() + other.abs());
    moves.then(|| now - ahead / slope).filter(|price| *price >= 0.0)
}

/// A flat price of use that an option pays.
struct Paid<'a> {
    written_at: OptionIx,
    cost: CostIx,
    price: &'a UnitPrice,
    now: f64,
}

/// The flat usage prices of an option, each once: a progression may return to an option.
fn paid<'a>(record: &'a Record, costs: &Costs, option: OptionIx) -> Vec<Paid<'a>> {
    let mut all: Vec<Paid<'a>> = Vec::new();
    for line in costs.option(option).into_iter().flat_map(|cost| &cost.lines) {
        let CostKind::Usage { tariff: Tariff::Flat(price), .. } = &line.cost(record).kind else { continue };
        let known = all.iter().any(|paid| (paid.written_at, paid.cost) == (line.option, line.cost));
        if let Some(now) = costs.price_of(price).filter(|_| !known) {
            all.push(Paid { written_at: line.option, cost: line.cost, price, now });
        }
    }
    all
}

/// Whether a cost moves with a price: it is the cost itself, or names the same entry of the price book.
fn moves_with(record: &Record, paid: &Paid<'_>, (written_at, cost): (OptionIx, CostIx)) -> bool {
    let UnitPrice::Named { price: named, .. } = paid.price else {
        return (written_at, cost) == (paid.written_at, paid.cost);
    };
    let other = &record.option(written_at).costing.own()[cost.index()];
    matches!(unit_price(other), Some(UnitPrice::Named { price, .. }) if price == named)
}

/// The unit price of a cost, where it has one for all units.
fn unit_price(cost: &Cost) -> Option<&UnitPrice> {
    match &cost.kind {
        CostKind::Usage { tariff: Tariff::Flat(price), .. } | CostKind::Capacity { price, .. } => Some(price),
        _ => None,
    }
}
