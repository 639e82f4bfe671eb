//! The same record with a few inputs changed, beside the base case. What a scenario changes is put into a copy of the record,
//! which is then worked out like any other; draws are left to the base case.

use super::{
    cost::{self, Costs},
    drift::{self, Drift},
    ledger::Ledger,
    matrix::{self, Matrix},
    robustness::{self, Robustness},
    switch::{self, BestSwitch},
    tie_price::{self, TiePrice},
    volume::{self, AtVolume},
};
use crate::model::{
    CostIx, OptionIx, VolumeIx,
    body::Body,
    cost::{Cost, Costing, Replacement, Scenario, Tco, Volume},
    record::Record,
    site::Site,
};

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
    /// How firm its answer is.
    pub robustness: Option<Robustness>,
    /// The eligible option of the smallest present value.
    pub cheapest: Option<OptionIx>,
    /// Whether it would be decided the same today.
    pub drift: Option<Drift>,
}

/// What follows from each scenario of a record.
pub fn analyze(site: &Site, record: &Record) -> Vec<ScenarioResult> {
    let scenarios = record.tco.iter().flat_map(|tco| &tco.scenarios);
    scenarios.map(|scenario| result(site, &changed(record, scenario))).collect()
}

fn result(site: &Site, record: &Record) -> ScenarioResult {
    let cost = cost::analyze(site, record);
    let matrix = matrix::analyze(record, cost.as_ref());
    let eligible = |ix| matrix.as_ref().is_none_or(|matrix| matrix.row(ix).eligible);
    let cheapest = cost.as_ref().and_then(|cost| cost.cheapest(eligible));
    let ledger = cost.as_ref().and_then(|cost| Ledger::new(record, cost));
    ScenarioResult {
        volume: ledger.as_ref().and_then(|ledger| volume::analyze(record, ledger)),
        tie_prices: cost
            .as_ref()
            .zip(ledger.as_ref())
            .map(|(cost, ledger)| tie_price::analyze(record, cost, ledger, cheapest))
            .unwrap_or_default(),
        switches: cost.as_ref().map(|cost| switch::analyze(record, cost)).unwrap_or_default(),
        drift: drift::analyze(site, record, cost.as_ref(), matrix.as_ref()),
        robustness: matrix.as_ref().map(|matrix| robustness::analyze(site, record, matrix, cost.as_ref())),
        cost,
        matrix,
        cheapest,
    }
}

/// The record with a scenario's figures in it, without its text and its other scenarios: nothing that is computed reads them.
pub fn changed(record: &Record, scenario: &Scenario) -> Record {
    let mut changed = Record { body: Body::default(), tco: record.tco.as_ref().map(without_scenarios), ..record.clone() };
    for replacement in &scenario.replacements {
        match replacement {
            Replacement::Volume(ix, volume) => {
                if let Some(tco) = &mut changed.tco {
                    put_volume(tco, *ix, volume);
                }
            }
            Replacement::Cost(option, ix, cost) => put_cost(&mut changed.options[option.index()].costing, *ix, cost),
        }
    }
    changed
}

fn without_scenarios(tco: &Tco) -> Tco {
    Tco { scenarios: Vec::new(), ..tco.clone() }
}

/// Puts a volume in place. Where it is the primary one, the range of the crossovers moves with its likely amount (ruling 31).
fn put_volume(tco: &mut Tco, ix: VolumeIx, volume: &Volume) {
    let (old, new) = (tco.volumes[ix.index()].amount.likely, volume.amount.likely);
    if tco.volume == Some(ix) && old > 0.0 && new > 0.0 {
        tco.range = tco.range.map(|(low, high)| (low * (new / old), high * (new / old)));
    }
    tco.volumes[ix.index()] = volume.clone();
}

fn put_cost(costing: &mut Costing, ix: CostIx, cost: &Cost) {
    match costing {
        Costing::Uncosted | Costing::Faulty => {}
        Costing::Own(costs) | Costing::Mix { costs, .. } | Costing::Phases { costs, .. } => costs[ix.index()] = cost.clone(),
    }
}
