//! MM05, MM10, MM11, MM12: how little would change the answer.

use super::{Evidence, Found, Outcome, evidence::TOLERANCE, message::Part, once, say};
use crate::{
    analyze::{at_option, robustness::WeightFlip},
    model::CriterionIx,
};

pub(super) fn weak_winner(evidence: &Evidence<'_>) -> Outcome {
    let (winner, shares) = (evidence.matrix?.winner?, evidence.robustness?.win_share_ordered.as_ref()?);
    let share = *at_option(&shares.shares, winner);
    let message = say![winner, " comes first in only ", Part::Share(share), " of the weightings that keep the stated order of importance"];
    once((share < evidence.thresholds().weak_winner).then(|| Found::new(evidence.choice_span(), message).of_option(winner)))
}

pub(super) fn weight_flips(evidence: &Evidence<'_>) -> Outcome {
    let bound = evidence.thresholds().weight_flip;
    let small = |flip: &&WeightFlip| flip.smallest_change().is_some_and(|change| change < bound);
    let flips = evidence.robustness?.flips.iter().enumerate();
    let small = flips.filter_map(|(at, flip)| Some((CriterionIx::at(at), flip.as_ref().filter(small)?)));
    Some(small.filter_map(|(ix, flip)| weight_flip(evidence, ix, flip)).collect())
}

/// `accuracy: 24 % of the weight instead of 20 %, 25.3 points for 20, would put Buy, then tune in the lead`.
fn weight_flip(evidence: &Evidence<'_>, ix: CriterionIx, flip: &WeightFlip) -> Option<Found> {
    let distance = |share: f64| (share - flip.weight).abs();
    let point = [flip.low, flip.high]
        .into_iter()
        .flatten()
        .reduce(|near, next| if distance(next.share) < distance(near.share) { next } else { near })?;
    let criterion = &evidence.record.criteria[ix.index()];
    let mut message = say![Part::Share(point.share), " of the weight for ", ix, " instead of ", Part::Share(flip.weight)];
    if let Some(points) = point.points.filter(|_| evidence.record.voices.is_empty()) {
        message = message.and(say![" (", Part::Points(points), " points for ", Part::Points(criterion.points()), ")"]);
    }
    let message = message.and(say![" brings ", point.to, " level; beyond it, that option leads"]);
    Some(Found::new(criterion.terms.span, message).about(criterion.terms.id.clone()))
}

pub(super) fn cell_flips(evidence: &Evidence<'_>) -> Outcome {
    let smallest = evidence.robustness?.cell_flips.first();
    let bound = evidence.thresholds().cell_flip + TOLERANCE;
    once(smallest.filter(|flip| flip.change.abs() <= bound).map(|flip| {
        let criterion = &evidence.record.criteria[flip.criterion.index()].terms;
        let direction = if flip.change < 0.0 { " less for " } else { " more for " };
        let change = say!["a score that is ", Part::Score(flip.change.abs()), direction, flip.option, " on ", flip.criterion];
        let level = if flip.option == flip.versus {
            say![" brings it level with the winner"]
        } else {
            say![" brings ", flip.versus, " level with it"]
        };
        Found::new(criterion.span, change.and(level)).about(criterion.id.clone()).of_option(flip.option)
    }))
}

pub(super) fn dominated(evidence: &Evidence<'_>) -> Outcome {
    let robustness = evidence.robustness?;
    let pair = robustness.dominated.iter().find(|(worse, _)| Some(*worse) == evidence.record.chosen);
    once(pair.map(|(worse, better)| {
        let message = say![*worse, " was chosen, and ", *better, " is nowhere worse and somewhere better"];
        Found::new(evidence.choice_span(), message).of_option(*worse)
    }))
}
