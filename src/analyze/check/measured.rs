//! AP04: not measuring before and after.

use super::{Evidence, Found, Outcome, evidence::TOLERANCE, message::Part, once, say};
use crate::{
    base::{date::add_days, source::Span},
    model::{
        framework::Role,
        record::{Direction, Evaluation, Measurement},
    },
};

/// Asks `condition` where something is built or adapted.
fn for_made(evidence: &Evidence<'_>, condition: impl FnOnce() -> Option<Found>) -> Outcome {
    if evidence.has_role(&[Role::Build, Role::Adapt])? { once(condition()) } else { once(None) }
}

/// Readings of what was chosen, or of a component of it.
fn results<'a>(evidence: &Evidence<'a>) -> impl Iterator<Item = &'a Measurement> + use<'a> {
    let parts = evidence.chosen_parts();
    let results = evidence.evaluation().map_or(&[][..], |evaluation| &evaluation.results);
    results.iter().filter(move |result| result.option.is_some_and(|option| parts.clone().any(|part| part == option)))
}

/// Where the training is written, else the measurements.
fn training_span(evidence: &Evidence<'_>) -> Span {
    evidence.record.places.training.unwrap_or_else(|| evidence.evaluation_span())
}

pub(super) fn not_before(evidence: &Evidence<'_>) -> Outcome {
    for_made(evidence, || {
        let missing = evidence.evaluation().is_none_or(|evaluation| evaluation.baseline().is_none());
        let words = "a model of one's own is planned, and nothing says what there was before: no `baseline` is given";
        missing.then(|| Found::new(evidence.evaluation_span(), say![words]))
    })
}

pub(super) fn baseline_late(evidence: &Evidence<'_>) -> Outcome {
    for_made(evidence, || {
        let record = evidence.record;
        let measured = evidence.evaluation()?.baseline()?.on?;
        let (deadline, words) = match record.training.and_then(|training| training.start) {
            Some(start) => (start, ", after the training began on "),
            // What is still open has not been decided yet.
            None => (record.decided_on().filter(|_| !record.is_open())?, ", after the decision of "),
        };
        (measured > deadline)
            .then(|| Found::new(evidence.evaluation_span(), say!["the baseline was measured on ", measured, words, deadline]))
    })
}

pub(super) fn agreed_late(evidence: &Evidence<'_>) -> Outcome {
    let made = evidence.has_role(&[Role::Build, Role::Adapt])?;
    let Some(evaluation) = evidence.evaluation() else {
        let words = "no metric is agreed on: there is no `[evaluation]`";
        return if made { once(Some(Found::new(evidence.choice_span(), say![words]))) } else { None };
    };
    let measured = evaluation.baseline().and_then(|baseline| baseline.on);
    let message = match (evaluation.agreed_on, measured) {
        (None, _) => Some(say!["nothing says when the metric was agreed on"]),
        (Some(agreed), Some(measured)) if agreed > measured => {
            Some(say!["the metric was agreed on ", agreed, ", after the baseline was measured on ", measured])
        }
        _ => None,
    };
    once(message.map(|message| Found::new(evidence.evaluation_span(), message)))
}

/// The test sets of a baseline and a result, each its own or the one that holds for all; `None` where one is not known.
fn sets<'a>(evaluation: &'a Evaluation, baseline: &'a Measurement, result: &'a Measurement) -> Option<(&'a str, &'a str)> {
    let set = |reading: &'a Measurement| reading.set.as_deref().or(evaluation.set.as_deref());
    set(baseline).zip(set(result))
}

pub(super) fn other_set(evidence: &Evidence<'_>) -> Outcome {
    for_made(evidence, || {
        let evaluation = evidence.evaluation()?;
        let baseline = evaluation.baseline()?;
        let mut differing = results(evidence).filter_map(|result| Some((result, sets(evaluation, baseline, result)?)));
        let (result, (before, after)) = differing.find(|(_, (before, after))| before != after)?;
        let quoted = |set: &str| Part::Quoted(set.to_owned());
        let message = say![result.option?, " was measured on ", quoted(after), ", the baseline on ", quoted(before)];
        Some(Found { option: result.option, ..Found::new(evidence.evaluation_span(), message) })
    })
}

pub(super) fn not_after(evidence: &Evidence<'_>) -> Outcome {
    for_made(evidence, || {
        let end = evidence.record.training?.end?;
        let days = evidence.thresholds().measure_within_days;
        #[expect(clippy::cast_possible_truncation, reason = "a float turns into the nearest whole number that there is")]
        let last = add_days(end, days as i64);
        let late = evidence.site.today > last && results(evidence).next().is_none();
        let message = say!["the training ended on ", end, ", and ", Part::Figure(days), " days later nothing says what it has brought"];
        late.then(|| Found::new(training_span(evidence), message))
    })
}

pub(super) fn no_better(evidence: &Evidence<'_>) -> Outcome {
    for_made(evidence, || {
        let evaluation = evidence.evaluation()?;
        let baseline = evaluation.baseline()?;
        let no_better = |result: &&Measurement| {
            let gain = match evaluation.direction {
                Direction::Higher => result.value - baseline.value,
                Direction::Lower => baseline.value - result.value,
            };
            sets(evaluation, baseline, result).is_none_or(|(before, after)| before == after) && gain <= TOLERANCE
        };
        let result = results(evidence).find(no_better)?;
        let figures = say![result.option?, " reaches ", Part::Figure(result.value), ", no better than the baseline, "];
        let message = figures.and(say![Part::Figure(baseline.value)]);
        Some(Found { option: result.option, ..Found::new(evidence.evaluation_span(), message) })
    })
}
