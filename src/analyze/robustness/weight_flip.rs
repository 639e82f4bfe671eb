//! How far one weight can move before another option leads (maths.md, 2.7; after Triantaphyllou and Sanchez, 1997).

use super::{FlipPoint, WeightFlip, contest::Contest};
use crate::model::OptionIx;

/// Differences smaller than this are none: a slope that never crosses zero, a crossing on the very edge, two challengers at
/// one share, of whom the first declared is named.
const NONE: f64 = 1e-12;

/// The stability interval of the weight at `column`, for the winner at `place`; `points` is the sum of all points given.
/// `None` where this criterion has the whole weight: nothing is left to rescale.
pub(super) fn weight_flip(contest: &Contest, place: usize, column: usize, points: f64) -> Option<WeightFlip> {
    let weight = contest.weights[column];
    let rest = 1.0 - weight;
    if rest <= NONE {
        return None;
    }
    let mut flip = WeightFlip { weight, low: None, high: None };
    let winner = contest.row(place);
    for (other, challenger) in contest.rows().enumerate().filter(|(other, _)| *other != place) {
        let lead = |at: usize| winner[at] - challenger[at];
        let own = lead(column);
        let others = (0..winner.len()).filter(|at| *at != column).map(|at| contest.weights[at] * lead(at)).sum::<f64>() / rest;
        if (others - own).abs() <= NONE {
            continue;
        }
        // The lead t·own + (1 − t)·others is zero at this share t.
        let share = others / (others - own);
        let point = flip_point(share, contest.options[other], points * rest);
        if own > others && share > NONE && share < weight && flip.low.is_none_or(|low| share > low.share + NONE) {
            flip.low = Some(point);
        }
        if own < others && share < 1.0 - NONE && share > weight && flip.high.is_none_or(|high| share < high.share - NONE) {
            flip.high = Some(point);
        }
    }
    Some(flip)
}

/// A share as the author's own points, with `other_points` on all other criteria together.
fn flip_point(share: f64, to: OptionIx, other_points: f64) -> FlipPoint {
    let points = other_points * share / (1.0 - share);
    FlipPoint { share, to, points: Some(points).filter(|points| points.is_finite()) }
}
