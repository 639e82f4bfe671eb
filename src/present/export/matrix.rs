//! The decision matrix as data.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Keyed, Number,
    robustness::{self, RobustnessExport},
};
use crate::{
    analyze::{
        matrix::{Matrix, Row},
        robustness::Robustness,
    },
    model::{CriterionIx, OptionIx, record::Record},
};

/// Numbers by criterion.
pub type ByCriterion<'a, V> = Keyed<&'a str, V>;

/// Values by option.
pub type ByOption<'a, V> = Keyed<&'a str, V>;

/// A matrix.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MatrixExport<'a> {
    /// Shares of weight.
    pub weights: ByCriterion<'a, Number>,
    /// Values 1 to 5; null where missing.
    pub values: ByOption<'a, ByCriterion<'a, Option<Number>>>,
    /// Readings of measured criteria, in their natural unit.
    pub natural: ByOption<'a, ByCriterion<'a, Number>>,
    /// Pairs of option and criterion whose reading lies outside the anchors.
    pub outside_anchors: Vec<(&'a str, &'a str)>,
    /// The rows.
    pub options: ByOption<'a, RowExport<'a>>,
    /// `recommended`, `tie`, `provisional` or `none`.
    pub status: &'static str,
    /// The option that leads; null on a tie.
    pub winner: Option<&'a str>,
    /// All options at the top.
    pub winners: Vec<&'a str>,
    /// Best of the rest.
    pub runner_up: Option<&'a str>,
    /// Winner's score minus runner-up's.
    pub margin: Option<Number>,
    /// An option that scores higher but misses a must-have.
    pub blocked_leader: Option<&'a str>,
    /// Options with missing cells whose best case beats the top.
    pub could_still_win: Vec<&'a str>,
    /// What makes up the margin.
    pub gap: Option<ByCriterion<'a, Number>>,
    /// Largest minus smallest score of the voices; null without voices.
    pub spread: Option<ByOption<'a, ByCriterion<'a, Number>>>,
    /// Each voice's own winner; null without voices.
    pub stakeholder_winners: Option<Keyed<&'a str, Option<&'a str>>>,
    /// How firm the answer is.
    #[serde(flatten)]
    pub robustness: RobustnessExport<'a>,
}

/// One option's row.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RowExport<'a> {
    /// The score; null while a value is missing.
    pub score: Option<Number>,
    /// The score with 1 in place of what is missing.
    pub low: Number,
    /// The score with 5 in place of what is missing.
    pub high: Number,
    /// Its rank; null where it has none.
    pub rank: Option<u32>,
    /// Whether it misses no must-have.
    pub eligible: bool,
    /// Criteria without value.
    pub missing: Vec<&'a str>,
    /// Criteria whose must-have it misses.
    pub failed_musts: Vec<&'a str>,
    /// What each criterion adds to the score.
    pub contribution: ByCriterion<'a, Number>,
}

/// The matrix of a record as data.
pub(super) fn export<'a>(record: &'a Record, matrix: &Matrix, firm: &Robustness) -> MatrixExport<'a> {
    let id = |ix: OptionIx| record.option(ix).id.as_str();
    let has_voices = !record.voices.is_empty();
    let outside = record.options.iter().zip(&matrix.rows).flat_map(|(option, row)| {
        let columns = record.criteria.iter().zip(&row.outside).filter(|(_, outside)| **outside);
        columns.map(|(criterion, _)| (option.id.as_str(), criterion.terms.id.as_str()))
    });
    let winners = record.voices.iter().zip(&matrix.voice_winners).map(|(voice, winner)| (voice.id.as_str(), winner.map(id)));
    MatrixExport {
        weights: by_criterion(record, matrix.weights.iter().map(|share| Some(Number(*share)))),
        values: by_option(record, matrix, |row| by_criterion(record, row.values.iter().map(|value| Some(value.map(Number))))),
        natural: by_option(record, matrix, |row| known(record, &row.natural)),
        outside_anchors: outside.collect(),
        options: by_option(record, matrix, |row| row_export(record, row)),
        status: matrix.status.word(),
        winner: matrix.winner.map(id),
        winners: matrix.winners.iter().copied().map(id).collect(),
        runner_up: matrix.runner_up.map(id),
        margin: matrix.margin.map(Number),
        blocked_leader: matrix.blocked_leader.map(id),
        could_still_win: matrix.could_still_win.iter().copied().map(id).collect(),
        gap: matrix.gap.as_ref().map(|gap| by_criterion(record, gap.iter().map(|term| Some(Number(*term))))),
        spread: has_voices.then(|| by_option(record, matrix, |row| known(record, &row.spread))),
        stakeholder_winners: has_voices.then(|| winners.collect()),
        robustness: robustness::export(record, matrix, firm),
    }
}

fn row_export<'a>(record: &'a Record, row: &Row) -> RowExport<'a> {
    let criterion = |ix: CriterionIx| record.criteria[ix.index()].terms.id.as_str();
    let mut failed: Vec<CriterionIx> = row.failed_musts.iter().map(|must| must.criterion).collect();
    failed.dedup();
    RowExport {
        score: row.score.map(Number),
        low: Number(row.low),
        high: Number(row.high),
        rank: row.rank,
        eligible: row.eligible,
        missing: row.missing.iter().copied().map(criterion).collect(),
        failed_musts: failed.into_iter().map(criterion).collect(),
        contribution: known(record, &row.contribution),
    }
}

fn by_option<'a, V>(record: &'a Record, matrix: &Matrix, show: impl Fn(&Row) -> V) -> ByOption<'a, V> {
    record.options.iter().zip(&matrix.rows).map(|(option, row)| (option.id.as_str(), show(row))).collect()
}

/// A table by criterion, without those that have nothing to show.
fn by_criterion<V>(record: &Record, values: impl Iterator<Item = Option<V>>) -> ByCriterion<'_, V> {
    record.criteria.iter().zip(values).filter_map(|(criterion, value)| Some((criterion.terms.id.as_str(), value?))).collect()
}

fn known<'a>(record: &'a Record, values: &[Option<f64>]) -> ByCriterion<'a, Number> {
    by_criterion(record, values.iter().map(|value| value.map(Number)))
}
