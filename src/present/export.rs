//! One record and its analysis as data for other programs: `{ version, as_of, record, analysis }`.
//! A key named here is stable within a version; what is not known, and what this version does not compute, is null and never absent.

pub mod cost;
mod curve;
pub mod decisions;
mod digits;
pub mod drift;
pub mod findings;
pub mod matrix;
pub mod record;
pub mod robustness;
pub mod scenario;
pub mod schema;
pub mod signals;
mod tree;
pub mod uncertainty;
pub mod volume;

pub use self::{
    record::Free,
    tree::{Keyed, Number},
};

use schemars::JsonSchema;
use serde::Serialize;

use self::{cost::CostExport, matrix::MatrixExport, record::RecordExport, scenario::ScenarioExport, schema::Day};
use crate::{
    analyze::{self, RecordAnalysis, ledger::Ledger},
    base::date::Date,
    model::{record::Record, site::Site},
};

/// Version of the tree.
pub const VERSION: u32 = 1;

/// The whole tree of one record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Export<'a> {
    /// Version of the tree: a key means the same within one.
    pub version: u32,
    /// The day that everything was computed for.
    #[schemars(with = "Day")]
    pub as_of: Date,
    /// What people wrote.
    pub record: RecordExport<'a>,
    /// What follows from it.
    pub analysis: AnalysisExport<'a>,
}

/// What follows from a record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AnalysisExport<'a> {
    /// The decision matrix.
    pub matrix: Option<MatrixExport<'a>>,
    /// Costs over the horizon.
    pub cost: Option<CostExport<'a>>,
    /// Capabilities needed, and who offers them.
    pub cloud: Option<signals::CloudExport<'a>>,
    /// Where the framework's questions lead.
    pub guided: Option<signals::GuidedExport<'a>>,
    /// Whether the same would be decided today.
    pub drift: Option<drift::DriftExport<'a>>,
    /// The same record with a few inputs changed.
    pub scenarios: Vec<ScenarioExport<'a>>,
    /// When to look again.
    pub review: Option<signals::ReviewExport<'a>>,
    /// The framework's checklist.
    pub checklist: Option<signals::ChecklistExport<'a>>,
    /// Figures behind the checks for known mistakes.
    pub anti_patterns: findings::AntiPatternsExport,
    /// What the checks found, the loudest first.
    pub findings: Vec<findings::FindingExport>,
}

/// The tree of a record.
pub fn export<'a>(site: &'a Site, record: &'a Record, analysis: &'a RecordAnalysis) -> Export<'a> {
    Export {
        version: VERSION,
        as_of: site.today,
        record: record::export(site, record),
        analysis: AnalysisExport {
            matrix: analysis.matrix.as_ref().zip(analysis.robustness.as_ref()).map(|(matrix, firm)| matrix::export(record, matrix, firm)),
            cost: costs(site, record, analysis),
            cloud: analysis.cloud.as_ref().map(|map| signals::cloud(site, map)),
            guided: site.framework_of(record).zip(analysis.guide.as_ref()).map(|(framework, guide)| signals::guided(framework, guide)),
            drift: analysis.drift.as_ref().map(|drift| drift::export(site, record, drift)),
            scenarios: scenario::export(site, record, &analysis.scenarios),
            review: analysis.review.as_ref().map(|review| signals::review(site, review)),
            checklist: analysis.checklist.as_ref().and_then(|checklist| signals::checklist(site, record, checklist)),
            anti_patterns: findings::anti_patterns(record, analysis),
            findings: findings::findings(site, record, analysis),
        },
    }
}

fn costs<'a>(site: &'a Site, record: &'a Record, analysis: &'a RecordAnalysis) -> Option<CostExport<'a>> {
    let (costs, tco) = (analysis.cost.as_ref()?, record.tco.as_ref()?);
    let volume = analysis.volume.as_ref();
    Some(cost::export(cost::Subject {
        site,
        record,
        tco,
        costs,
        cheapest: analysis.cheapest,
        uncertainty: analysis.uncertainty.as_ref(),
        volume,
        // Too much to keep for every record: worked out where it is asked for.
        curve: volume.and_then(|at| Ledger::new(record, costs).map(|ledger| analyze::volume::curve(record, &ledger, at))),
        tie_prices: &analysis.tie_prices,
        switches: &analysis.switches,
        replacements: &[],
    }))
}
