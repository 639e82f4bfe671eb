//! The same record with a few inputs changed, beside the base case.

use super::{cost::Costs, drift::Drift, matrix::Matrix, switch::BestSwitch, tie_price::TiePrice, volume::AtVolume};
use crate::model::OptionIx;

/// What follows from one scenario; scenarios stand in the record's order.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioResult {
    /// Its costs.
    pub cost: Option<Costs>,
    /// Its costs at any volume.
    pub volume: Option<AtVolume>,
    /// Its tie prices.
    pub tie_prices: Vec<TiePrice>,
    /// Its best months to switch.
    pub switches: Vec<BestSwitch>,
    /// Its matrix.
    pub matrix: Option<Matrix>,
    /// The eligible option of the smallest present value.
    pub cheapest: Option<OptionIx>,
    /// Whether it would be decided the same today.
    pub drift: Option<Drift>,
}
