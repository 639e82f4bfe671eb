//! The price at which two options cost the same: when to look again (maths.md, 3.11). Present value is linear in a flat unit
//! price, so two readings of it give the tie in closed form.

use super::cost::{self, Costs, flow, grid::Grid, part};
use crate::model::{
    CostIx, OptionIx, PriceIx,
    cost::{Cost, CostKind, Tariff, UnitPrice},
    record::Record,
    site::Site,
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

/// What moves when a price does: one cost, or everything that names one entry of the price book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moved {
    Cost(OptionIx, CostIx),
    Named(PriceIx),
}

/// Money of one option for a unit of one price.
struct Rated {
    written_at: OptionIx,
    cost: CostIx,
    moved: Moved,
    /// Whether it is use at a flat price, whose ties are told.
    flat: bool,
    /// The price, in its own currency.
    price: f64,
    /// Present value for a price of 1, in the record's currency.
    weight: f64,
}

/// Tie prices of every flat usage price of the chosen and of the cheapest option, against each other costed option.
///
/// The price moves wherever it is paid: a mix that holds the cost moves too, and a named price moves every cost that names it.
pub fn analyze(site: &Site, record: &Record, costs: &Costs, cheapest: Option<OptionIx>) -> Vec<TiePrice> {
    let Some(tco) = &record.tco else { return Vec::new() };
    let mut payers: Vec<OptionIx> = record.chosen.into_iter().chain(cheapest).filter(|ix| costs.option(*ix).is_some()).collect();
    payers.dedup();
    let others: Vec<OptionIx> = record.option_ixs().filter(|ix| costs.option(*ix).is_some()).collect();
    let grid = Grid::new(tco);
    let rated: Vec<Vec<Rated>> = record.option_ixs().map(|ix| self::rated(site, record, &grid, ix)).collect();
    let mut ties: Vec<TiePrice> = Vec::new();
    for option in payers {
        let (own, first) = (&rated[option.index()], ties.len());
        for paid in own.iter().filter(|paid| paid.flat) {
            // A progression may return to an option: its costs are then there twice.
            if ties[first..].iter().any(|tie| (tie.written_at, tie.cost) == (paid.written_at, paid.cost)) {
                continue;
            }
            for versus in others.iter().copied().filter(|versus| *versus != option) {
                let present = |ix: OptionIx| costs.option(ix).map_or(0.0, |cost| cost.present_value);
                let weights = (weight(own, paid.moved), weight(&rated[versus.index()], paid.moved));
                ties.push(TiePrice {
                    option,
                    written_at: paid.written_at,
                    cost: paid.cost,
                    versus,
                    now: paid.price,
                    cheaper_below: weights.0 > weights.1,
                    price: tie(paid.price, present(option) - present(versus), weights),
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

fn weight(rated: &[Rated], moved: Moved) -> f64 {
    rated.iter().filter(|paid| paid.moved == moved).map(|paid| paid.weight).sum()
}

/// Everything in an option that has a price for a unit.
fn rated(site: &Site, record: &Record, grid: &Grid, ix: OptionIx) -> Vec<Rated> {
    let day = record.price_day(site.today);
    let mut all = Vec::new();
    for part in part::parts(record, ix, grid.months).unwrap_or_default() {
        for (at, cost) in part.costs(record).iter().enumerate() {
            let Some((price, flat)) = unit_price(cost) else { continue };
            let (Some(now), Some(rate)) = (cost::price_on(site, price, day), cost.rate) else { continue };
            let mut weight = 0.0;
            flow::walk(cost, part, grid, |payment| weight += payment.weight * grid.discount[payment.paid_after as usize]);
            let (written_at, cost) = (part.option, CostIx::at(at));
            let moved = match price {
                UnitPrice::Fixed(_) => Moved::Cost(written_at, cost),
                UnitPrice::Named { price, .. } => Moved::Named(*price),
            };
            all.push(Rated { written_at, cost, moved, flat, price: now, weight: rate * weight });
        }
    }
    all
}

/// The unit price of a cost, and whether it is one of use at a flat price.
fn unit_price(cost: &Cost) -> Option<(&UnitPrice, bool)> {
    match &cost.kind {
        CostKind::Usage { tariff: Tariff::Flat(price), .. } => Some((price, true)),
        CostKind::Capacity { price, .. } => Some((price, false)),
        _ => None,
    }
}
