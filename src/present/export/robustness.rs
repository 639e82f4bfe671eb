//! How firm the matrix's answer is, as data.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Keyed, Number};
use crate::{
    analyze::{
        matrix::Matrix,
        robustness::{CellFlip, Method, Robustness, WeightFlip, WinShares},
    },
    model::{OptionIx, record::Record},
};

/// The stability interval of a weight.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FlipExport<'a> {
    /// The share of weight.
    pub weight: Number,
    /// The share below which another option leads, the others rescaled in proportion; null: no such share.
    pub low: Option<Number>,
    /// The option that leads below it.
    pub low_to: Option<&'a str>,
    /// The share above which another option leads; null: no such share.
    pub high: Option<Number>,
    /// The option that leads above it.
    pub high_to: Option<&'a str>,
    /// The smaller distance from the share to one of them.
    pub smallest_change: Option<Number>,
    /// `low` in the points that the weights were given in, all others untouched; with several voices, in points of 100.
    pub low_points: Option<Number>,
    /// `high` likewise.
    pub high_points: Option<Number>,
}

/// A cell that, moved alone, brings a challenger level with the winner.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ScoreFlipExport<'a> {
    /// The option whose cell moves.
    pub option: &'a str,
    /// The criterion.
    pub criterion: &'a str,
    /// By how much, in values from 1 to 5.
    pub change: Number,
    /// The challenger.
    pub versus: &'a str,
    /// The same as a move of the natural reading; null for a score by hand.
    pub natural: Option<ReadingExport>,
}

/// A move of a natural reading.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReadingExport {
    /// Where it is.
    pub from: Number,
    /// Where it must go.
    pub to: Number,
    /// Whether it must pass that reading, since a step begins behind it.
    pub beyond: bool,
}

/// How firm the answer is, in the keys of the matrix.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RobustnessExport<'a> {
    /// Stability intervals; a criterion without weight, or with all of it, has none. Null without a single winner.
    pub flips: Option<Keyed<&'a str, FlipExport<'a>>>,
    /// The five smallest changes of one cell that flip the answer.
    pub score_flips: Vec<ScoreFlipExport<'a>>,
    /// Part of all weightings that each option wins; null where no option takes part.
    pub win_share: Option<Keyed<&'a str, Number>>,
    /// `exact`, or `estimated` from 65,536 drawn weightings.
    pub win_share_method: Option<&'static str>,
    /// The same over the weightings that keep the order of importance; null also where too many weights are equal.
    pub win_share_ordered: Option<Keyed<&'a str, Number>>,
    /// `exact` or `estimated`.
    pub win_share_ordered_method: Option<&'static str>,
    /// Pairs of a worse and a better option: nowhere better, somewhere worse.
    pub dominated: Vec<(&'a str, &'a str)>,
    /// Weighted mean of the criteria that do not speak of cost.
    pub benefit_without_cost: Keyed<&'a str, Number>,
    /// Options not beaten on benefit and present value at once.
    pub frontier: Vec<&'a str>,
    /// What one point of a criterion is worth in the record's currency, at the winner's cost.
    pub implied_price_of_one_point: Keyed<&'a str, Number>,
}

/// How firm the answer of a record is.
pub(super) fn export<'a>(record: &'a Record, matrix: &Matrix, found: &Robustness) -> RobustnessExport<'a> {
    let option = |ix: OptionIx| record.option(ix).id.as_str();
    let criteria = || record.criteria.iter().map(|criterion| criterion.terms.id.as_str());
    let flips = || criteria().zip(&found.flips).filter_map(|(id, flip)| Some((id, flip_export(record, flip.as_ref()?)))).collect();
    let benefit = record.options.iter().zip(&found.benefit);
    let prices = criteria().zip(&found.price_of_one_point);
    RobustnessExport {
        flips: matrix.winner.map(|_| flips()),
        score_flips: found.cell_flips.iter().map(|flip| score_flip(record, flip)).collect(),
        win_share: found.win_share.as_ref().map(|shares| shares_export(record, matrix, shares)),
        win_share_method: found.win_share.as_ref().map(method),
        win_share_ordered: found.win_share_ordered.as_ref().map(|shares| shares_export(record, matrix, shares)),
        win_share_ordered_method: found.win_share_ordered.as_ref().map(method),
        dominated: found.dominated.iter().map(|(worse, better)| (option(*worse), option(*better))).collect(),
        benefit_without_cost: benefit.filter_map(|(option, benefit)| Some((option.id.as_str(), Number((*benefit)?)))).collect(),
        frontier: found.frontier.iter().copied().map(option).collect(),
        implied_price_of_one_point: prices.filter_map(|(id, price)| Some((id, Number((*price)?)))).collect(),
    }
}

fn flip_export<'a>(record: &'a Record, flip: &WeightFlip) -> FlipExport<'a> {
    let option = |ix: OptionIx| record.option(ix).id.as_str();
    FlipExport {
        weight: Number(flip.weight),
        low: flip.low.map(|low| Number(low.share)),
        low_to: flip.low.map(|low| option(low.to)),
        high: flip.high.map(|high| Number(high.share)),
        high_to: flip.high.map(|high| option(high.to)),
        smallest_change: flip.smallest_change().map(Number),
        low_points: flip.low.and_then(|low| low.points).map(Number),
        high_points: flip.high.and_then(|high| high.points).map(Number),
    }
}

fn score_flip<'a>(record: &'a Record, flip: &CellFlip) -> ScoreFlipExport<'a> {
    ScoreFlipExport {
        option: &record.option(flip.option).id,
        criterion: &record.criteria[flip.criterion.index()].terms.id,
        change: Number(flip.change),
        versus: &record.option(flip.versus).id,
        natural: flip.reading.map(|reading| ReadingExport { from: Number(reading.from), to: Number(reading.to), beyond: reading.beyond }),
    }
}

/// Shares of the options that take part.
fn shares_export<'a>(record: &'a Record, matrix: &Matrix, shares: &WinShares) -> Keyed<&'a str, Number> {
    let options = record.options.iter().zip(&matrix.rows).zip(&shares.shares);
    options.filter(|((_, row), _)| row.takes_part()).map(|((option, _), share)| (option.id.as_str(), Number(*share))).collect()
}

fn method(shares: &WinShares) -> &'static str {
    match shares.method {
        Method::Exact => "exact",
        Method::Estimated => "estimated",
    }
}
