//! AP01: building from scratch where buying would do.

use super::{
    Evidence, Found, Message, Outcome,
    evidence::TOLERANCE,
    message::Part,
    ninety_percent::{self, Baseline},
    once, say,
};
use crate::{base::diagnostic::Severity, model::framework::Role};

/// Asks `condition` where something is to be built.
fn for_built(evidence: &Evidence<'_>, condition: impl FnOnce() -> Option<Found>) -> Outcome {
    if evidence.has_role(&[Role::Build])? { once(condition()) } else { once(None) }
}

pub(super) fn no_baseline(evidence: &Evidence<'_>) -> Outcome {
    for_built(evidence, || {
        let missing = evidence.evaluation().is_none_or(|evaluation| evaluation.baseline().is_none());
        missing.then(|| {
            let message = match evidence.part_of_role(&[Role::Build]) {
                Some(built) => say![built, " is to be built, and nothing says what a bought model reaches on the same test set"],
                None => Message::default(),
            };
            Found::new(evidence.evaluation_span(), message)
        })
    })
}

pub(super) fn comes_close(evidence: &Evidence<'_>) -> Outcome {
    for_built(evidence, || {
        let Baseline { value, target, attainment } = ninety_percent::baseline(evidence.evaluation()?)?;
        (attainment >= evidence.thresholds().ninety_percent - TOLERANCE).then(|| {
            let met = attainment >= 1.0 - TOLERANCE;
            let ending = if met { ": what is to be built can be bought" } else { ": most of what is to be built can be bought" };
            let figures = say![
                "the baseline reaches ",
                Part::Share(attainment),
                " of the target, ",
                Part::Figure(value),
                " of ",
                Part::Figure(target)
            ];
            let found = Found::new(evidence.evaluation_span(), figures.and(say![ending]));
            if met { found.at_level(Severity::Error) } else { found }
        })
    })
}

pub(super) fn small_gain(evidence: &Evidence<'_>) -> Outcome {
    for_built(evidence, || {
        let evaluation = evidence.evaluation()?;
        let gain = ninety_percent::relative_gain(evaluation)?;
        let (baseline, expected) = (evaluation.baseline()?.value, evaluation.expected?);
        (gain <= evidence.thresholds().small_gain + TOLERANCE).then(|| {
            let figures = say!["building is expected to gain ", Part::Share(gain), " over the baseline, ", Part::Figure(expected)];
            Found::new(evidence.evaluation_span(), figures.and(say![" after ", Part::Figure(baseline)]))
        })
    })
}

pub(super) fn no_edge(evidence: &Evidence<'_>) -> Outcome {
    for_built(evidence, || {
        let record = evidence.record;
        let unique = record.data.as_ref().and_then(|data| data.unique);
        let words = match (record.differentiator, unique) {
            (Some(true), Some(true)) => return None,
            (Some(false), Some(false)) => "it is to be built, though it is not the core of the product and others have such data",
            (Some(false), _) => "it is to be built, though it is not the core of the product",
            (_, Some(false)) => "it is to be built, though others have such data",
            (None, None) => "it is to be built, and nothing says that it is the core of the product or that nobody else has the data",
            (None, _) => "it is to be built, and nothing says that it is the core of the product",
            (_, None) => "it is to be built, and nothing says that nobody else has the data",
        };
        Some(Found::new(evidence.choice_span(), say![words]))
    })
}
