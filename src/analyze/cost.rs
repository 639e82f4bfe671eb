//! Costs over the horizon: months, years, kinds, present value, unit cost (maths.md, 3.1 to 3.8, 3.12, 3.13).

use super::{ByOption, payback::Payback};
use crate::{
    base::date::Date,
    model::{CostIx, OptionIx, PriceIx, VolumeIx, record::Record, site::Site},
};

/// One cost, worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct CostLine {
    /// The option that the cost is written at: in a mix or progression, the component.
    pub option: OptionIx,
    /// The cost.
    pub cost: CostIx,
    /// Undiscounted, by year of the horizon, in the record's currency.
    pub years: Vec<f64>,
    /// Undiscounted.
    pub total: f64,
    /// Present value at the start of month 0.
    pub present_value: f64,
}

/// One option, worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionCost {
    /// Its costs, in the order they count: own before components', components in their order.
    pub lines: Vec<CostLine>,
    /// Undiscounted by year; the last may be shorter.
    pub years: Vec<f64>,
    /// Undiscounted by month.
    pub months: Vec<f64>,
    /// Undiscounted.
    pub total: f64,
    /// Present value at the start of month 0.
    pub present_value: f64,
    /// Total for one unit of the primary volume; `None` without one.
    pub unit_cost: Option<f64>,
    /// Present value for one discounted unit of the primary volume.
    pub levelised_unit_cost: Option<f64>,
    /// First month in which it serves the primary volume; `None`: never, or no primary volume.
    pub serves_from: Option<u32>,
}

/// A price that the computation used.
#[derive(Debug, Clone, PartialEq)]
pub struct UsedPrice {
    /// The entry of the price book.
    pub price: PriceIx,
    /// The day it was looked up for.
    pub on: Date,
    /// The price; `None`: no row holds on that day (told as an error).
    pub value: Option<f64>,
    /// First day of the row.
    pub from: Option<Date>,
}

/// All options, worked out with likely amounts.
#[derive(Debug, Clone, PartialEq)]
pub struct Costs {
    /// One an option; `None`: not costed.
    pub options: ByOption<Option<OptionCost>>,
    /// The primary volume, if the record has any.
    pub volume: Option<VolumeIx>,
    /// The primary volume over the whole horizon, in its unit.
    pub volume_total: Option<f64>,
    /// Years of the horizon, the last may be shorter.
    pub years: usize,
    /// Prices that went in, each once, in order of first use.
    pub prices: Vec<UsedPrice>,
    /// Every ordered pair of costed options.
    pub paybacks: Vec<Payback>,
}

/// The costs of a record; `None` where no option is costed.
pub fn analyze(_site: &Site, _record: &Record) -> Option<Costs> {
    None
}
