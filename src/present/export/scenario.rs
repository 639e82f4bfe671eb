//! Scenarios as data: the same trees as the base case, for the record with a few inputs changed.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Keyed,
    cost::{self, CostExport},
    drift::{self, DriftExport},
    matrix::{self, MatrixExport},
};
use crate::{
    analyze::scenario::ScenarioResult,
    model::{
        cost::{Scenario, Tco},
        record::Record,
        site::Site,
    },
};

/// The same record with a few inputs changed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScenarioExport<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name for people.
    pub name: &'a str,
    /// What it sets: front-matter paths, and values as they are written there.
    pub set: Keyed<&'a str, &'a str>,
    /// Its costs; what needs draws is null.
    pub cost: Option<CostExport<'a>>,
    /// Its matrix, without what is told of its robustness.
    pub matrix: Option<MatrixExport<'a>>,
    /// Whether it would be decided the same today.
    pub drift: Option<DriftExport<'a>>,
}

/// The scenarios of a record, in its order.
pub(super) fn export<'a>(site: &'a Site, record: &'a Record, results: &'a [ScenarioResult]) -> Vec<ScenarioExport<'a>> {
    let Some(tco) = &record.tco else { return Vec::new() };
    tco.scenarios.iter().zip(results).map(|(scenario, result)| one(site, (record, tco), scenario, result)).collect()
}

fn one<'a>(site: &'a Site, (record, tco): (&'a Record, &'a Tco), scenario: &'a Scenario, result: &'a ScenarioResult) -> ScenarioExport<'a> {
    let cost = result.cost.as_ref().map(|costs| {
        cost::export(cost::Subject {
            site,
            record,
            tco,
            costs,
            cheapest: result.cheapest,
            uncertainty: None,
            volume: result.volume.as_ref(),
            // The what-if walks the record's own curve; a scenario's would be as long again, and nobody reads it.
            curve: None,
            tie_prices: &result.tie_prices,
            switches: &result.switches,
            replacements: &scenario.replacements,
        })
    });
    ScenarioExport {
        id: &scenario.id,
        name: &scenario.name,
        set: scenario.set.iter().map(|(path, value)| (path.as_str(), value.as_str())).collect(),
        cost,
        matrix: result.matrix.as_ref().zip(result.robustness.as_ref()).map(|(matrix, firm)| matrix::export(record, matrix, firm)),
        drift: result.drift.as_ref().map(|drift| drift::export(site, record, drift)),
    }
}
