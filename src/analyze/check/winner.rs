//! MM04, MM09, MM16, MM19: what the matrix recommends, and what was chosen.

use super::{Evidence, Found, Outcome, message::Part, once, say};

pub(super) fn close_call(evidence: &Evidence<'_>) -> Outcome {
    let matrix = evidence.matrix?;
    let margin = matrix.margin.filter(|_| matrix.is_close_call(evidence.thresholds().close_call));
    once(margin.map(|margin| {
        let message = match (matrix.winner, matrix.runner_up) {
            (Some(winner), Some(second)) => say![winner, " leads ", second, " by ", Part::Score(margin), " points: no clear winner"],
            _ => say![Part::Options(matrix.winners.clone()), " score alike: no clear winner"],
        };
        Found::new(evidence.choice_span(), message)
    }))
}

pub(super) fn departs(evidence: &Evidence<'_>) -> Outcome {
    let matrix = evidence.matrix?;
    let departed = matrix.winner.zip(evidence.record.chosen).filter(|(winner, chosen)| winner != chosen && evidence.record.why.is_none());
    once(departed.map(|(winner, chosen)| {
        let message = say![chosen, " was chosen, the matrix recommends ", winner, ", and nothing says why"];
        Found::new(evidence.choice_span(), message).of_option(chosen)
    }))
}

pub(super) fn no_rival(evidence: &Evidence<'_>) -> Outcome {
    let eligible = evidence.matrix?.rows.iter().filter(|row| row.eligible).count();
    let message = match (eligible, evidence.record.options.len()) {
        (_, 1) => say!["the matrix has one option: there is nothing to choose between"],
        (0, _) => say!["no option passes every must-have"],
        _ => say!["only one option passes every must-have: there is nothing to choose between"],
    };
    once(
        (eligible < 2)
            .then(|| Found::new(evidence.record.criteria.first().map_or(evidence.record.span, |first| first.terms.span), message)),
    )
}

pub(super) fn blocked_leader(evidence: &Evidence<'_>) -> Outcome {
    let matrix = evidence.matrix?;
    once(matrix.blocked_leader.map(|blocked| {
        let row = matrix.row(blocked);
        let mut message = say![blocked, " scores highest"];
        if let (Some(score), Some(top)) = (row.score, matrix.winners.first().and_then(|winner| matrix.row(*winner).score)) {
            message = message.and(say![", ", Part::Score(score), " against ", Part::Score(top)]);
        }
        let mut criteria: Vec<_> = row.failed_musts.iter().map(|must| must.criterion).collect();
        criteria.dedup();
        Found::new(evidence.record.option(blocked).span, message.and(say![", but misses the must-have of ", Part::Criteria(criteria)]))
            .of_option(blocked)
    }))
}
