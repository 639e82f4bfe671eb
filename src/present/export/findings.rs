//! What the checks found, and the figures behind them, as data.

use schemars::JsonSchema;
use serde::Serialize;

use super::Number;
use crate::{
    analyze::{
        RecordAnalysis,
        check::{ninety_percent, peak_year_usage},
    },
    model::{record::Record, site::Site},
    present::{
        finding::{Naming, Writer, place},
        number::NumberFormat,
    },
};

/// A finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FindingExport {
    /// Code of the check.
    pub code: &'static str,
    /// `error`, `warning` or `info`, as site and record have it.
    pub severity: &'static str,
    /// What is the matter, with its figures as people read them.
    pub message: String,
    /// What it is about: `option`, `criterion`, `option/criterion`, or the path of a figure; null: the record as a whole.
    #[serde(rename = "where")]
    pub place: Option<String>,
}

/// What the checks found, the loudest first.
pub(super) fn findings(site: &Site, record: &Record, analysis: &RecordAnalysis) -> Vec<FindingExport> {
    let writer = Writer { site, record, numbers: NumberFormat::or_english(&site.config.language), naming: Naming::Ids };
    let one = |finding: &crate::analyze::finding::Finding| FindingExport {
        code: finding.code.0,
        severity: finding.severity.word(),
        message: writer.text(&finding.message),
        place: place(record, finding),
    };
    analysis.findings.iter().map(one).collect()
}

/// Figures that the checks for known mistakes look at; each null where the record does not say enough.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AntiPatternsExport {
    /// Baseline / target where higher is better, target / baseline where lower is.
    pub attainment: Option<Number>,
    /// `(1 − baseline) / (1 − target)`, for rates below 1 of which more is better.
    pub remaining_error_ratio: Option<Number>,
    /// What is expected over the baseline, as a share of it.
    pub relative_gain: Option<Number>,
    /// What use of the chosen option costs in its dearest year.
    pub peak_year_usage: Option<Number>,
}

/// The figures behind the checks for known mistakes.
pub(super) fn anti_patterns(record: &Record, analysis: &RecordAnalysis) -> AntiPatternsExport {
    let evaluation = record.evaluation.as_ref();
    let chosen = record.chosen.zip(analysis.cost.as_ref());
    AntiPatternsExport {
        attainment: evaluation.and_then(ninety_percent::baseline).map(|it| Number(it.attainment)),
        remaining_error_ratio: evaluation.and_then(ninety_percent::remaining_error_ratio).map(Number),
        relative_gain: evaluation.and_then(ninety_percent::relative_gain).map(Number),
        peak_year_usage: chosen.and_then(|(chosen, costs)| peak_year_usage(record, costs, chosen)).map(Number),
    }
}
