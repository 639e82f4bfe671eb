//! What a site *means* on a day: scores, costs, cloud maps, guided answers, checklists, reviews. One question a file, each a
//! pure function written from `maths.md`. Knows neither text formats nor HTML.

pub mod check;
pub mod checklist;
pub mod cloud_map;
pub mod cost;
pub mod draw;
pub mod drift;
pub mod facts;
pub mod finding;
pub mod governs;
pub mod group;
pub mod guide;
pub mod ledger;
pub mod matrix;
pub mod payback;
pub mod review;
pub mod robustness;
pub mod scenario;
pub mod standing;
pub mod switch;
pub mod tie_price;
pub mod uncertainty;
pub mod value;
pub mod volume;
pub mod weighing;

use std::sync::Arc;

use self::check::Evidence;
use crate::model::{OptionIx, record::Record, site::Site};

/// Tolerance for equality of scores (maths.md, 1).
pub const EPS: f64 = 1e-9;

/// Everything computed about a site.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// One a record, in the site's order.
    pub records: Vec<Arc<RecordAnalysis>>,
}

/// Everything computed about a record.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordAnalysis {
    /// Its matrix; `None`: it has none, or a fault keeps it from being computed.
    pub matrix: Option<matrix::Matrix>,
    /// Its costs; `None`: no option is costed.
    pub cost: Option<cost::Costs>,
    /// The costed option of the smallest present value among those that the matrix does not knock out; the first of equals.
    pub cheapest: Option<OptionIx>,
    /// Cloud capabilities that its options need; `None`: none is known.
    pub cloud: Option<cloud_map::CloudMap>,
    /// Where its framework's questions lead; `None`: no framework, or one without questions.
    pub guide: Option<guide::Guide>,
    /// Its checklist; `None`: no framework, or one without a checklist.
    pub checklist: Option<checklist::Checklist>,
    /// When to look again; `None`: it asks for no review, or nothing is known to count from.
    pub review: Option<review::Review>,
    /// How firm the matrix's answer is; `None`: there is no matrix.
    pub robustness: Option<robustness::Robustness>,
    /// What ranges mean for the answer; `None`: nothing is costed, or nothing is a range.
    pub uncertainty: Option<uncertainty::Uncertainty>,
    /// Costs at any volume; `None`: no volume drives a cost.
    pub volume: Option<volume::AtVolume>,
    /// Prices at which options cost the same.
    pub tie_prices: Vec<tie_price::TiePrice>,
    /// The best month to switch, for each option of two phases.
    pub switches: Vec<switch::BestSwitch>,
    /// The same record with a few inputs changed, in the record's order.
    pub scenarios: Vec<scenario::ScenarioResult>,
    /// Whether the same would be decided today; `None`: not in force, or not costed.
    pub drift: Option<drift::Drift>,
    /// What the checks found, by severity, then in the order of the checks.
    pub findings: Vec<finding::Finding>,
}

/// Analyzes one record of a site.
pub fn analyze(site: &Site, record: &Record) -> RecordAnalysis {
    let cost = cost::analyze(site, record);
    let matrix = matrix::analyze(record, cost.as_ref());
    let eligible = |ix| matrix.as_ref().is_none_or(|matrix| matrix.row(ix).eligible);
    let cheapest = cost.as_ref().and_then(|cost| cost.cheapest(eligible));
    let drift = drift::analyze(site, record, cost.as_ref(), matrix.as_ref());
    let ledger = cost.as_ref().and_then(|cost| ledger::Ledger::new(record, cost));
    let volume = ledger.as_ref().and_then(|ledger| volume::analyze(record, ledger));
    let priced = cost.as_ref().zip(ledger.as_ref());
    let tie_prices = priced.map(|(cost, ledger)| tie_price::analyze(record, cost, ledger, cheapest)).unwrap_or_default();
    let switches = cost.as_ref().map(|cost| switch::analyze(record, cost)).unwrap_or_default();
    let uncertainty = priced.and_then(|(cost, ledger)| uncertainty::analyze(record, cost, ledger, matrix.as_ref()));
    let robustness = matrix.as_ref().map(|matrix| robustness::analyze(site, record, matrix, cost.as_ref()));
    let mut analysis = RecordAnalysis {
        matrix,
        cost,
        cheapest,
        cloud: cloud_map::analyze(site, record),
        guide: guide::analyze(site, record),
        checklist: None,
        review: review::analyze(site, record),
        robustness,
        uncertainty,
        volume,
        tie_prices,
        switches,
        scenarios: scenario::analyze(site, record),
        drift,
        findings: Vec::new(),
    };
    judge(site, record, &mut analysis);
    analysis
}

/// Asks the checks of everything that was computed before; the checklist counts what they found.
fn judge(site: &Site, record: &Record, analysis: &mut RecordAnalysis) {
    let outcomes = check::ask(&Evidence {
        site,
        record,
        costs: analysis.cost.as_ref(),
        matrix: analysis.matrix.as_ref(),
        robustness: analysis.robustness.as_ref(),
        review: analysis.review.as_ref(),
        drift: analysis.drift.as_ref(),
    });
    analysis.checklist = checklist::analyze(site, record, (analysis.cost.as_ref(), &outcomes));
    analysis.findings = outcomes.findings(site, record);
}

/// One value an option, in the record's order.
pub type ByOption<T> = Vec<T>;

/// One value a criterion, in the record's order.
pub type ByCriterion<T> = Vec<T>;

/// The value at an option.
pub fn at_option<T>(values: &[T], ix: OptionIx) -> &T {
    &values[ix.index()]
}
