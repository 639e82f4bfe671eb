//! How firm the matrix's answer is: what would have to change for another option to lead (maths.md, 2.7, 2.8, 2.10 to 2.12).

mod cell_flip;
mod contest;
mod money;
mod weight_flip;
mod weight_space;

use self::contest::Contest;
use super::{ByCriterion, ByOption, cost::Costs, matrix::Matrix};
use crate::model::{CriterionIx, OptionIx, criterion::Criterion, record::Record, site::Site};

pub use self::weight_space::POINTS;

/// Where on one criterion's share of weight another option takes the lead.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FlipPoint {
    /// The share at which both are level; beyond it the other leads.
    pub share: f64,
    /// The option that leads beyond it.
    pub to: OptionIx,
    /// The same in the author's own points, all others untouched; `None` where no number of points reaches that share.
    pub points: Option<f64>,
}

/// The stability interval of one criterion's weight: between the two points the winner stays, the others rescaled in proportion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightFlip {
    /// Its share.
    pub weight: f64,
    /// Where the winner changes as the share falls; `None`: nowhere.
    pub low: Option<FlipPoint>,
    /// Where the winner changes as the share rises; `None`: nowhere.
    pub high: Option<FlipPoint>,
}

impl WeightFlip {
    /// The smaller of the two distances; `None` where neither side flips.
    pub fn smallest_change(&self) -> Option<f64> {
        let distances = [self.low, self.high].into_iter().flatten().map(|flip| (flip.share - self.weight).abs());
        distances.reduce(f64::min)
    }
}

/// One cell that, moved alone, brings a challenger level with the winner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CellFlip {
    /// The option whose cell moves: the winner's down, or the challenger's up.
    pub option: OptionIx,
    /// The criterion.
    pub criterion: CriterionIx,
    /// By how much, in values from 1 to 5.
    pub change: f64,
    /// The challenger.
    pub versus: OptionIx,
    /// The same as a move of what was measured; `None` for a score by hand, or where no reading brings that value.
    pub reading: Option<ReadingMove>,
}

/// A move of a natural reading, in the criterion's unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReadingMove {
    /// Where it is.
    pub from: f64,
    /// Where it must go.
    pub to: f64,
    /// Whether it must pass that reading, since a step begins behind it.
    pub beyond: bool,
}

/// How a share of weight space was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// By cutting the simplex: exact up to the arithmetic.
    Exact,
    /// By drawing points of it.
    Estimated,
}

/// Part of all weightings under which each option comes first.
#[derive(Debug, Clone, PartialEq)]
pub struct WinShares {
    /// By option; 0 for those that take no part. They sum to 1.
    pub shares: ByOption<f64>,
    /// How they were found.
    pub method: Method,
}

/// How firm the answer is.
#[derive(Debug, Clone, PartialEq)]
pub struct Robustness {
    /// The stability interval of each weight; `None` where undefined: without a single winner, for a weight of 0, or one that has everything.
    pub flips: ByCriterion<Option<WeightFlip>>,
    /// Single cells that flip the answer, smallest first; at most five.
    pub cell_flips: Vec<CellFlip>,
    /// Knowing nothing about the weights; `None` where no option takes part.
    pub win_share: Option<WinShares>,
    /// Knowing only their order of importance; `None` as above, or where too many weights are equal to go through their orders.
    pub win_share_ordered: Option<WinShares>,
    /// Pairs of a worse and a better option: nowhere better, somewhere worse.
    pub dominated: Vec<(OptionIx, OptionIx)>,
    /// Weighted mean without criteria of cost; `None` for a row that is knocked out or lacks a value there, or where nothing but cost is judged.
    pub benefit: ByOption<Option<f64>>,
    /// Options that no other beats on benefit and present value at once; empty without costs.
    pub frontier: Vec<OptionIx>,
    /// What one point of a criterion is worth in the record's currency, at the winner's cost; `None` where undefined.
    pub price_of_one_point: ByCriterion<Option<f64>>,
}

/// Points that the shares of several voices add up to: theirs have no common sum.
const POINTS_OF_VOICES: f64 = 100.0;

/// How firm the answer of a record's matrix is.
pub fn analyze(site: &Site, record: &Record, matrix: &Matrix, costs: Option<&Costs>) -> Robustness {
    let contest = Contest::of(matrix);
    let place = matrix.winner.and_then(|winner| contest.place(winner));
    let points = if record.voices.is_empty() { record.criteria.iter().map(Criterion::points).sum() } else { POINTS_OF_VOICES };
    let mut flips = vec![None; matrix.weights.len()];
    if let Some(place) = place {
        for (column, criterion) in contest.criteria.iter().enumerate() {
            flips[criterion.index()] = weight_flip::weight_flip(&contest, place, column, points);
        }
    }
    let currency = record.tco.as_ref().map_or(&site.config.currency, |tco| &tco.currency);
    let benefit = money::benefit(record, matrix);
    let (win_share, win_share_ordered) = weight_space::win_shares(&contest, matrix.rows.len());
    Robustness {
        flips,
        cell_flips: place.map_or_else(Vec::new, |place| cell_flip::cell_flips(record, matrix, &contest, place)),
        win_share,
        win_share_ordered,
        dominated: contest.dominated(),
        frontier: money::frontier(&benefit, costs),
        benefit,
        price_of_one_point: money::price_of_one_point((record, currency), matrix, &contest),
    }
}
