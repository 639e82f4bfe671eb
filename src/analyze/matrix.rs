//! The decision matrix: shares, values, scores, ranks, winner (maths.md, 2.1 to 2.6 and 2.9).

use super::{ByCriterion, ByOption, cost::Costs};
use crate::model::{CriterionIx, OptionIx, record::Record, site::Site};

/// What the matrix says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatrixStatus {
    /// One option leads.
    Recommended,
    /// Several lead alike.
    Tie,
    /// One leads, but an option with missing cells could still win.
    Provisional,
    /// No eligible option has a complete row.
    None,
}

/// A must-have that an option misses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FailedMust {
    /// The criterion.
    pub criterion: CriterionIx,
    /// What was asked.
    pub must: crate::model::criterion::Must,
    /// What there is: value or natural reading, as the must asks.
    pub found: f64,
}

/// One option's row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Values 1 to 5; `None` where missing.
    pub values: ByCriterion<Option<f64>>,
    /// Natural readings of measured criteria: months, people, money, or the criterion's unit.
    pub natural: ByCriterion<Option<f64>>,
    /// Whether the reading lies outside the value function's anchors and was clamped.
    pub outside: ByCriterion<bool>,
    /// `w · v`, where the value is known and the weight is not 0.
    pub contribution: ByCriterion<Option<f64>>,
    /// Largest minus smallest score given by the voices; `None` without voices, or where nobody scored.
    pub spread: ByCriterion<Option<f64>>,
    /// Criteria with weight and without value.
    pub missing: Vec<CriterionIx>,
    /// `Σ w v`; `None` while a value is missing.
    pub score: Option<f64>,
    /// The score with 1 in place of what is missing.
    pub low: f64,
    /// The score with 5 in place of what is missing.
    pub high: f64,
    /// Must-haves that it misses.
    pub failed_musts: Vec<FailedMust>,
    /// Whether it misses none.
    pub eligible: bool,
    /// 1, 1, 3 …; `None` where incomplete or not eligible.
    pub rank: Option<u32>,
}

/// A matrix, computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// Shares of weight; they sum to 1.
    pub weights: ByCriterion<f64>,
    /// The rows.
    pub rows: ByOption<Row>,
    /// What it says.
    pub status: MatrixStatus,
    /// The recommended option (also while provisional); `None` on a tie.
    pub winner: Option<OptionIx>,
    /// All options at the top.
    pub winners: Vec<OptionIx>,
    /// Best of the rest, the first of equals.
    pub runner_up: Option<OptionIx>,
    /// Winner's score minus runner-up's; 0 on a tie.
    pub margin: Option<f64>,
    /// An option that scores higher but misses a must-have.
    pub blocked_leader: Option<OptionIx>,
    /// Eligible options with missing cells whose best case beats the top.
    pub could_still_win: Vec<OptionIx>,
    /// `w (v_winner − v_runner-up)` by criterion; sums to the margin. `None` without both.
    pub gap: Option<ByCriterion<f64>>,
    /// Each voice's own winner, with its own weights and scores; empty without voices.
    pub voice_winners: Vec<Option<OptionIx>>,
}

impl Matrix {
    /// Whether the lead is too small to call (MM04).
    pub fn is_close_call(&self, threshold: f64) -> bool {
        self.margin.is_some_and(|margin| margin < threshold)
    }
}

/// The matrix of a record.
pub fn analyze(_site: &Site, _record: &Record, _costs: Option<&Costs>) -> Option<Matrix> {
    None
}
