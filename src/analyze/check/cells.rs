//! MM06, MM07, MM13, MM14, MM15: what stands in the cells, and what stands behind it.

use super::{Evidence, Found, Outcome, message::Part, once, say};
use crate::{
    base::diagnostic::Severity,
    model::{
        CriterionIx, OptionIx,
        criterion::{Criterion, Reading},
    },
};

/// One finding a criterion, where `tell` has one.
#[expect(clippy::unnecessary_wraps, reason = "an outcome, as every check gives one")]
fn by_criterion(evidence: &Evidence<'_>, tell: impl Fn(CriterionIx, &Criterion) -> Option<Found>) -> Outcome {
    let criteria = evidence.record.criteria.iter().enumerate();
    let found = criteria.filter_map(|(at, criterion)| Some(tell(CriterionIx::at(at), criterion)?.about(criterion.terms.id.clone())));
    Some(found.collect())
}

pub(super) fn tells_nothing_apart(evidence: &Evidence<'_>) -> Outcome {
    let matrix = evidence.matrix?;
    let bound = evidence.thresholds().small_spread;
    by_criterion(evidence, |ix, criterion| {
        let values = || matrix.rows.iter().filter(|row| row.eligible).filter_map(|row| row.values[ix.index()]);
        let (low, high) = (values().reduce(f64::min)?, values().reduce(f64::max)?);
        let compared = matrix.weights[ix.index()] > 0.0 && values().count() > 1;
        let message = if low == high {
            say!["on ", ix, " every option that is left has the same value, ", Part::Score(low)]
        } else {
            say![
                "on ",
                ix,
                " the options that are left lie ",
                Part::Score(high - low),
                " points apart, from ",
                Part::Score(low),
                " to ",
                Part::Score(high)
            ]
        };
        (compared && high - low < bound).then(|| Found::new(criterion.terms.span, message))
    })
}

/// Options of which `test` holds.
fn options_where(evidence: &Evidence<'_>, test: impl Fn(OptionIx) -> bool) -> Vec<OptionIx> {
    evidence.record.option_ixs().filter(|ix| test(*ix)).collect()
}

pub(super) fn outside_anchors(evidence: &Evidence<'_>) -> Outcome {
    let matrix = evidence.matrix?;
    by_criterion(evidence, |ix, criterion| {
        let outside = options_where(evidence, |option| matrix.row(option).outside[ix.index()]);
        let message = say!["on ", ix, " what is read of ", Part::Options(outside.clone()), " lies beyond the readings worth 1 and 5"];
        (!outside.is_empty()).then(|| Found::new(criterion.terms.span, message))
    })
}

pub(super) fn no_status_quo(evidence: &Evidence<'_>) -> Outcome {
    evidence.matrix?;
    let options = &evidence.record.options;
    let missing = !options.iter().any(|option| option.status_quo);
    let span = options.first().map_or(evidence.record.span, |option| option.span);
    once(missing.then(|| Found::new(span, say!["no option leaves things as they are"])))
}

pub(super) fn no_evidence(evidence: &Evidence<'_>) -> Outcome {
    let matrix = evidence.matrix?;
    by_criterion(evidence, |ix, criterion| {
        if !matches!(criterion.reading, Reading::Scored(_)) {
            return None;
        }
        let explained = |option: OptionIx| criterion.why.iter().any(|(said, _)| *said == option);
        let bare = options_where(evidence, |option| matrix.row(option).values[ix.index()].is_some() && !explained(option));
        let message = say!["on ", ix, " nothing says what the scores of ", Part::Options(bare.clone()), " rest on"];
        (!bare.is_empty()).then(|| Found::new(criterion.terms.span, message))
    })
}

pub(super) fn missing(evidence: &Evidence<'_>) -> Outcome {
    let matrix = evidence.matrix?;
    let incomplete = options_where(evidence, |option| !matrix.row(option).missing.is_empty());
    let tell = |option: OptionIx| {
        let open = matrix.could_still_win.contains(&option);
        let cells = Part::Criteria(matrix.row(option).missing.clone());
        let message = say![option, " has no value for ", cells, if open { ", and could still win" } else { ", and is not ranked" }];
        let found = Found::new(evidence.record.option(option).span, message).of_option(option);
        if open { found.at_level(Severity::Warning) } else { found }
    };
    Some(incomplete.into_iter().map(tell).collect())
}
