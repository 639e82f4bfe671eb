//! The decision matrix: shares, values, scores, ranks, winner (maths.md, 2.1 to 2.6 and 2.9).

mod cells;

use self::cells::Cells;
use super::{
    ByCriterion, ByOption, EPS,
    cost::Costs,
    group,
    standing::{Entry, Standing},
    weighing::{shares, weigh},
};
use crate::model::{
    CriterionIx, OptionIx,
    criterion::{Criterion, Must},
    record::Record,
};

pub use super::standing::MatrixStatus;

/// A must-have that an option misses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FailedMust {
    /// The criterion.
    pub criterion: CriterionIx,
    /// What was asked.
    pub must: Must,
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

    /// The row of an option.
    pub fn row(&self, ix: OptionIx) -> &Row {
        &self.rows[ix.index()]
    }
}

/// The matrix of a record; `None` where it has none, or a fault that was told keeps it from being computed.
pub fn analyze(record: &Record, costs: Option<&Costs>) -> Option<Matrix> {
    if record.criteria.is_empty() || record.options.is_empty() || record.matrix_withheld {
        return None;
    }
    let weights =
        if record.voices.is_empty() { shares(record.criteria.iter().map(Criterion::points))? } else { group::shares(&record.voices)? };
    let cells = cells::read(record, costs);
    let rows: Vec<Row> = record.option_ixs().map(|ix| row(record, &weights, &cells, ix)).collect();
    let standing = Standing::of(&rows.iter().map(Row::entry).collect::<Vec<_>>());
    let gap = standing.winner.zip(standing.runner_up).map(|(winner, runner_up)| {
        let (ahead, behind) = (&cells.values[winner.index()], &cells.values[runner_up.index()]);
        let lead = |(winner, runner_up): (&Option<f64>, &Option<f64>)| winner.zip(*runner_up).map_or(0.0, |(w, r)| w - r);
        weights.iter().zip(ahead.iter().zip(behind)).map(|(share, pair)| share * lead(pair)).collect()
    });
    let eligible: Vec<bool> = rows.iter().map(|row| row.eligible).collect();
    let voice_winners = record.voices.iter().map(|voice| group::own_winner(voice, record, &cells.values, &eligible)).collect();
    let Standing { ranks, status, winner, winners, runner_up, margin, blocked_leader, could_still_win } = standing;
    let rows = rows.into_iter().zip(ranks).map(|(row, rank)| Row { rank, ..row }).collect();
    Some(Matrix { weights, rows, status, winner, winners, runner_up, margin, blocked_leader, could_still_win, gap, voice_winners })
}

impl Row {
    /// Whether it is ranked: complete, and not knocked out.
    pub fn takes_part(&self) -> bool {
        self.eligible && self.score.is_some()
    }

    fn entry(&self) -> Entry {
        Entry { score: self.score, high: self.high, eligible: self.eligible }
    }
}

/// One option's row, without its rank.
fn row(record: &Record, weights: &[f64], cells: &Cells, ix: OptionIx) -> Row {
    let (values, natural) = (&cells.values[ix.index()], &cells.natural[ix.index()]);
    let sums = weigh(weights, values);
    let musts = record.criteria.iter().enumerate().flat_map(|(at, criterion)| criterion.terms.musts.iter().map(move |must| (at, *must)));
    let failed_musts: Vec<FailedMust> = musts
        .filter_map(|(at, must)| {
            let found = misses(must, values[at], natural[at])?;
            Some(FailedMust { criterion: CriterionIx::at(at), must, found })
        })
        .collect();
    Row {
        contribution: weights.iter().zip(values).map(|(share, value)| value.filter(|_| *share > 0.0).map(|value| share * value)).collect(),
        missing: sums.missing,
        score: sums.score,
        low: sums.low,
        high: sums.high,
        eligible: failed_musts.is_empty(),
        failed_musts,
        rank: None,
        values: values.clone(),
        natural: natural.clone(),
        outside: cells.outside[ix.index()].clone(),
        spread: cells.spread[ix.index()].clone(),
    }
}

/// What was found, if it misses the must-have; what is unknown misses none.
pub fn misses(must: Must, value: Option<f64>, natural: Option<f64>) -> Option<f64> {
    match must {
        Must::Value(bound) => value.filter(|value| *value < bound - EPS),
        Must::AtLeast(bound) => natural.filter(|reading| *reading < bound - EPS),
        Must::AtMost(bound) => natural.filter(|reading| *reading > bound + EPS),
    }
}
