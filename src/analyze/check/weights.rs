//! MM02, MM03, MM08: what the weights say before any score is given.

use super::{Evidence, Found, Outcome, evidence::TOLERANCE, message::Part, once, say};
use crate::{analyze::EPS, model::CriterionIx};

pub(super) fn dominant(evidence: &Evidence<'_>) -> Outcome {
    let shares = evidence.matrix?.weights.iter().copied().enumerate();
    let largest = shares.reduce(|largest, next| if next.1 > largest.1 { next } else { largest });
    let bound = evidence.thresholds().dominant_share - TOLERANCE;
    once(largest.filter(|(_, share)| *share >= bound).map(|(at, share)| {
        let terms = &evidence.record.criteria[at].terms;
        let message = if share >= 1.0 - TOLERANCE {
            say![CriterionIx::at(at), " has all of the weight"]
        } else {
            say![CriterionIx::at(at), " has ", Part::Share(share), " of the weight: the others can hardly outvote it"]
        };
        Found::new(terms.span, message).about(terms.id.clone())
    }))
}

pub(super) fn all_equal(evidence: &Evidence<'_>) -> Outcome {
    let mut shares = evidence.matrix?.weights.iter().copied().filter(|share| *share > 0.0);
    let first = shares.next()?;
    let (mut count, mut equal) = (1, true);
    for share in shares {
        count += 1;
        equal &= (share - first).abs() <= EPS;
    }
    let message = say!["all ", Part::Count(count), " criteria have the same weight"];
    once((equal && count >= 3).then(|| Found::new(evidence.record.criteria[0].terms.span, message)))
}

pub(super) fn cost_twice(evidence: &Evidence<'_>) -> Outcome {
    let weights = &evidence.matrix?.weights;
    let criteria = evidence.record.criteria.iter().zip(weights).enumerate();
    let costly: Vec<CriterionIx> =
        criteria.filter(|(_, (criterion, share))| criterion.terms.cost && **share > 0.0).map(|(at, _)| CriterionIx::at(at)).collect();
    let [_, second, ..] = costly[..] else { return once(None) };
    let terms = &evidence.record.criteria[second.index()].terms;
    once(Some(Found::new(terms.span, say![Part::Criteria(costly), " all speak of cost: it counts more than once"]).about(terms.id.clone())))
}
