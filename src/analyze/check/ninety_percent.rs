//! AP06, the 90 % rule: how near a bought model comes, what its errors still are, and what the rest costs.

use super::{Evidence, Found, Outcome, evidence::TOLERANCE, message::Part, once, say};
use crate::{
    base::diagnostic::Severity,
    model::{
        OptionIx,
        framework::Role,
        record::{Direction, Evaluation},
    },
};

/// The best baseline against the target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Baseline {
    /// The reading.
    pub value: f64,
    /// What must be reached.
    pub target: f64,
    /// Baseline / target where higher is better, target / baseline where lower is.
    pub attainment: f64,
}

/// The best baseline against the target; `None` where one of them is not there, or they cannot be divided.
pub fn baseline(evaluation: &Evaluation) -> Option<Baseline> {
    let (value, target) = (evaluation.baseline()?.value, evaluation.target?);
    let attainment = match evaluation.direction {
        Direction::Higher => value / target,
        Direction::Lower => target / value,
    };
    attainment.is_finite().then_some(Baseline { value, target, attainment })
}

/// Errors that remain against those allowed, `(1 − baseline) / (1 − target)`: for rates below 1 of which more is better, else `None`.
pub fn remaining_error_ratio(evaluation: &Evaluation) -> Option<f64> {
    let Baseline { value, target, .. } = baseline(evaluation)?;
    let is_rate = evaluation.direction == Direction::Higher && (0.0..1.0).contains(&target) && (0.0..=1.0).contains(&value);
    is_rate.then(|| (1.0 - value) / (1.0 - target))
}

/// What is expected over the baseline, as a share of the baseline; negative where it is worse.
pub fn relative_gain(evaluation: &Evaluation) -> Option<f64> {
    let (baseline, expected) = (evaluation.baseline()?.value, evaluation.expected?);
    let gain = match evaluation.direction {
        Direction::Higher => expected / baseline - 1.0,
        Direction::Lower => 1.0 - expected / baseline,
    };
    gain.is_finite().then_some(gain)
}

/// What the step from the baseline to what is expected costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PriceOfTheRest {
    /// The option that buys.
    pub bought: OptionIx,
    /// Present value of the chosen option less that of the one that buys, in the record's currency.
    pub difference: f64,
    /// The same for each percentage point of a rate below 1, or each unit of any other metric.
    pub of_one_point: f64,
    /// Whether the metric is a rate below 1.
    pub in_percent: bool,
}

/// `(PV chosen − PV bought) / (expected − baseline)`; `None` where a figure is missing, nothing is gained, or buying was chosen.
pub fn price_of_the_rest(evidence: &Evidence<'_>) -> Option<PriceOfTheRest> {
    let (evaluation, costs, chosen) = (evidence.evaluation()?, evidence.costs?, evidence.record.chosen?);
    let baseline = evaluation.baseline()?;
    let buys = |ix: OptionIx| evidence.record.option(ix).role == Some(Role::Buy) && costs.option(ix).is_some();
    let bought = baseline.option.filter(|ix| buys(*ix)).or_else(|| costs.cheapest(buys)).filter(|ix| *ix != chosen)?;
    let expected = evaluation.expected?;
    let gain = match evaluation.direction {
        Direction::Higher => expected - baseline.value,
        Direction::Lower => baseline.value - expected,
    };
    let in_percent = expected <= 1.0 && baseline.value <= 1.0;
    let points = if in_percent { gain * 100.0 } else { gain };
    let difference = costs.option(chosen)?.present_value - costs.option(bought)?.present_value;
    (points > TOLERANCE).then(|| PriceOfTheRest { bought, difference, of_one_point: difference / points, in_percent })
}

pub(super) fn close_enough(evidence: &Evidence<'_>) -> Outcome {
    if !evidence.has_role(&[Role::Build, Role::Adapt])? {
        return once(None);
    }
    let Some((evaluation, near)) = evidence.evaluation().and_then(|evaluation| Some((evaluation, baseline(evaluation)?))) else {
        return once(None);
    };
    if near.attainment < evidence.thresholds().ninety_percent - TOLERANCE {
        return once(None);
    }
    let Baseline { value, target, attainment } = near;
    let mut message =
        say!["the baseline reaches ", Part::Share(attainment), " of the target, ", Part::Figure(value), " of ", Part::Figure(target)];
    if let Some(ratio) = remaining_error_ratio(evaluation).filter(|ratio| *ratio > 1.0 + TOLERANCE) {
        message = message.and(say!["; still ", Part::Times(ratio), " times the allowed errors"]);
    }
    let found = Found { note: note(evidence, evaluation), ..Found::new(evidence.evaluation_span(), message) };
    // Whoever says why the rule does not bind has thought about it.
    once(Some(if evidence.record.justification.is_some() { found.at_level(Severity::Info) } else { found }))
}

/// `from 0.85 to 0.90 costs $445,336 more than Buy: $89,067 a percentage point`.
fn note(evidence: &Evidence<'_>, evaluation: &Evaluation) -> Option<super::Message> {
    let rest = price_of_the_rest(evidence)?;
    let (from, to) = (Part::Figure(evaluation.baseline()?.value), Part::Figure(evaluation.expected?));
    if rest.difference <= 0.0 {
        return Some(say!["the step from ", from, " to ", to, " costs nothing: the chosen option is no dearer than ", rest.bought]);
    }
    let unit = if rest.in_percent { " a percentage point, present value" } else { " a unit of the metric, present value" };
    let price = say!["the step from ", from, " to ", to, " costs ", Part::Money(rest.difference), " more than ", rest.bought, ": "];
    Some(price.and(say![Part::Money(rest.of_one_point), unit]))
}
