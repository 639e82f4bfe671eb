//! Benefit against cost, and what one point of a criterion is worth in money (maths.md, 2.11 and 2.12).

use super::contest::Contest;
use crate::{
    analyze::{ByCriterion, ByOption, EPS, cost::Costs, matrix::Matrix, value},
    model::{
        CriterionIx, OptionIx,
        criterion::{Criterion, Measure, Reading, ValueFunction},
        record::Record,
    },
};

/// Whether a criterion's value comes from the cost over the horizon.
fn is_costed(criterion: &Criterion) -> bool {
    matches!(criterion.reading, Reading::Measured { measure: Measure::PresentValue | Measure::Total, .. })
}

/// Weighted mean of each eligible row without the criteria that speak of cost.
pub(super) fn benefit(record: &Record, matrix: &Matrix) -> ByOption<Option<f64>> {
    let benefits = |at: &usize| matrix.weights[*at] > 0.0 && !record.criteria[*at].terms.cost && !is_costed(&record.criteria[*at]);
    let columns: Vec<usize> = (0..record.criteria.len()).filter(benefits).collect();
    let whole: f64 = columns.iter().map(|at| matrix.weights[*at]).sum();
    let mean = |values: &[Option<f64>]| -> Option<f64> {
        let sum = columns.iter().try_fold(0.0, |sum, at| Some(sum + matrix.weights[*at] * values[*at]?))?;
        (whole > 0.0).then(|| sum / whole)
    };
    matrix.rows.iter().map(|row| mean(&row.values).filter(|_| row.eligible)).collect()
}

/// Options that no other beats on benefit and present value at once: nowhere worse, somewhere better.
pub(super) fn frontier(benefit: &[Option<f64>], costs: Option<&Costs>) -> Vec<OptionIx> {
    let Some(costs) = costs else { return Vec::new() };
    let known = benefit.iter().enumerate().filter_map(|(at, benefit)| {
        let ix = OptionIx::at(at);
        Some((ix, (*benefit)?, costs.option(ix)?.present_value))
    });
    let known: Vec<(OptionIx, f64, f64)> = known.collect();
    let beats = |(_, benefit, cost): &(OptionIx, f64, f64), (_, other_benefit, other_cost): &(OptionIx, f64, f64)| {
        let better = benefit > &(other_benefit + EPS);
        let no_worse = benefit >= &(other_benefit - EPS) && cost <= other_cost;
        no_worse && (better || cost < other_cost)
    };
    known.iter().filter(|one| !known.iter().any(|other| beats(other, one))).map(|(ix, ..)| *ix).collect()
}

/// What one point of each criterion is worth in the currency of the record, at the winner's cost.
pub(super) fn price_of_one_point(of: (&Record, &str), matrix: &Matrix, contest: &Contest) -> ByCriterion<Option<f64>> {
    let mut prices = vec![None; matrix.weights.len()];
    let Some((cost, money)) = matrix.winner.and_then(|winner| money_of_a_point(of, matrix, contest, winner)) else { return prices };
    for (criterion, share) in contest.criteria.iter().zip(&contest.weights).filter(|(criterion, _)| **criterion != cost) {
        prices[criterion.index()] = Some(share / matrix.weights[cost.index()] * money);
    }
    prices
}

/// The first criterion that reads money, and the money that one of its points stands for where the winner is.
fn money_of_a_point(
    (record, currency): (&Record, &str),
    matrix: &Matrix,
    contest: &Contest,
    winner: OptionIx,
) -> Option<(CriterionIx, f64)> {
    let reads_money = |criterion: &Criterion| match &criterion.reading {
        Reading::Measured { measure: Measure::Given(_), .. } => criterion.terms.cost && criterion.terms.unit.as_deref() == Some(currency),
        Reading::Measured { .. } => is_costed(criterion),
        Reading::Scored(_) => false,
    };
    let cost = contest.criteria.iter().copied().find(|ix| reads_money(&record.criteria[ix.index()]))?;
    let function: &ValueFunction = match &record.criteria[cost.index()].reading {
        Reading::Measured { value, .. } => value,
        Reading::Scored(_) => return None,
    };
    let slope = value::slope_at(function, matrix.row(winner).natural[cost.index()]?)?;
    Some((cost, 1.0 / slope.abs()))
}
