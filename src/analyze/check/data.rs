//! AP02: adapting on too little data.

use super::{Evidence, Found, Outcome, message::Part, once, say};
use crate::{base::source::Span, model::framework::Role};

/// Asks `condition` of the examples in all, and of those not held out, where something is adapted.
fn for_adapted(evidence: &Evidence<'_>, condition: impl FnOnce(Option<u64>, Option<u64>) -> Option<Found>) -> Outcome {
    if !evidence.has_role(&[Role::Adapt])? {
        return once(None);
    }
    let data = evidence.record.data.as_ref();
    let total = data.and_then(|data| data.examples);
    let held_out = data.and_then(|data| data.holdout).unwrap_or(0);
    once(condition(total, total.map(|total| total.saturating_sub(held_out))))
}

fn span(evidence: &Evidence<'_>) -> Span {
    evidence.record.places.data.unwrap_or_else(|| evidence.choice_span())
}

fn count(examples: u64) -> Part {
    Part::Count(usize::try_from(examples).unwrap_or(usize::MAX))
}

pub(super) fn not_counted(evidence: &Evidence<'_>) -> Outcome {
    for_adapted(evidence, |total, _| match total {
        Some(_) => None,
        None => {
            Some(Found::new(span(evidence), say!["a model is to be adapted, and nothing says how many examples there are to learn from"]))
        }
    })
}

pub(super) fn too_few(evidence: &Evidence<'_>) -> Outcome {
    let least = evidence.thresholds().min_examples;
    for_adapted(evidence, |_, learnable| {
        let learnable = learnable.filter(|n| (*n as f64) < least)?;
        let message = say![count(learnable), " examples to learn from, hold-out left aside: fewer than ", Part::Figure(least)];
        Some(Found::new(span(evidence), message))
    })
}

pub(super) fn few(evidence: &Evidence<'_>) -> Outcome {
    let limits = evidence.thresholds();
    for_adapted(evidence, |_, learnable| {
        let learnable = learnable.filter(|n| (*n as f64) >= limits.min_examples && (*n as f64) < limits.few_examples)?;
        let message =
            say![count(learnable), " examples to learn from, hold-out left aside: fewer than ", Part::Figure(limits.few_examples)];
        Some(Found::new(span(evidence), message))
    })
}

pub(super) fn nothing_held_out(evidence: &Evidence<'_>) -> Outcome {
    for_adapted(evidence, |total, _| {
        let total = total?;
        let held_out = evidence.record.data.as_ref().and_then(|data| data.holdout);
        let message = say!["all of the ", count(total), " examples are learned from, and none is kept to test on"];
        held_out.is_none_or(|held_out| held_out == 0).then(|| Found::new(span(evidence), message))
    })
}
