//! Plain facts of a record: what was measured, what there is to learn from, what the use asks for.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::Subject;
use crate::{
    model::record::{Direction, Evaluation, Measurement},
    present::words::{self, Day},
};

/// A fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fact<'a> {
    /// Its name.
    pub label: &'static str,
    /// What it says.
    pub value: Cow<'a, str>,
}

/// A measurement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MeasurementRow<'a> {
    /// `Baseline` or `Result`.
    pub when: &'static str,
    /// What was measured: option and model, in words.
    pub what: String,
    /// The reading, formatted.
    pub value: String,
    /// `reaches the target` or `misses the target`; null without a target.
    pub target: Option<&'static str>,
    /// The day.
    pub on: Option<Day>,
    /// The test set.
    pub set: Option<&'a str>,
    /// Whether prompts had been worked on; null where nobody said.
    pub prompt_engineered: Option<bool>,
}

/// The section on measurements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EvaluationSection<'a> {
    /// Metric, target and how they were agreed, in facts.
    pub facts: Vec<Fact<'a>>,
    /// The measurements, baselines first.
    pub rows: Vec<MeasurementRow<'a>>,
}

/// What was measured.
pub fn evaluation<'a>(of: &Subject<'a>) -> Option<EvaluationSection<'a>> {
    let evaluation = of.record.evaluation.as_ref()?;
    let numbers = of.from.numbers();
    let direction = match evaluation.direction {
        Direction::Higher => "higher is better",
        Direction::Lower => "lower is better",
    };
    let mut facts = Vec::new();
    let mut add = |label, value: Option<Cow<'a, str>>| facts.extend(value.map(|value| Fact { label, value }));
    add("Metric", evaluation.metric.as_deref().map(|metric| format!("{metric}, {direction}").into()));
    add("Target", evaluation.target.map(|target| numbers.trimmed(target, 4).into()));
    add("Expected of the choice", evaluation.expected.map(|expected| numbers.trimmed(expected, 4).into()));
    add("Agreed on", evaluation.agreed_on.map(|day| words::long_date(day).into()));
    add("Test set", evaluation.set.as_deref().map(Cow::Borrowed));
    let baselines = evaluation.baselines.iter().map(|each| measurement(of, (evaluation, each), "Baseline"));
    let results = evaluation.results.iter().map(|each| measurement(of, (evaluation, each), "Result"));
    Some(EvaluationSection { rows: baselines.chain(results).collect(), facts })
}

fn measurement<'a>(of: &Subject<'a>, (evaluation, each): (&Evaluation, &'a Measurement), when: &'static str) -> MeasurementRow<'a> {
    let reached = evaluation.target.map(|target| match evaluation.direction {
        Direction::Higher => each.value >= target,
        Direction::Lower => each.value <= target,
    });
    let what: Vec<&str> = each.option.map(|ix| of.option_name(ix)).into_iter().chain(each.model.as_deref()).collect();
    MeasurementRow {
        when,
        what: what.join(", "),
        value: of.from.numbers().trimmed(each.value, 4),
        target: reached.map(|reached| if reached { "reaches the target" } else { "misses the target" }),
        on: each.on.map(Day::new),
        set: each.set.as_deref(),
        prompt_engineered: each.prompt_engineered,
    }
}

/// The other facts, those that are given.
pub fn facts<'a>(of: &Subject<'a>) -> Vec<Fact<'a>> {
    let record = of.record;
    let numbers = of.from.numbers();
    let mut facts = Vec::new();
    let mut add = |label, value: Option<Cow<'a, str>>| facts.extend(value.map(|value| Fact { label, value }));
    let yes = |given: Option<bool>| given.map(|yes| Cow::Borrowed(if yes { "yes" } else { "no" }));
    let whole = |n: Option<u64>| n.map(|n| Cow::Owned(numbers.whole(n as f64)));
    if let Some(data) = &record.data {
        add("Examples", whole(data.examples));
        add("Kept for testing", whole(data.holdout));
        add("Data nobody else has", yes(data.unique));
        let seen = data.third_parties.as_ref().map(|seen| if seen.is_empty() { "nobody".to_owned() } else { words::list(seen) });
        add("Who else sees data", seen.map(Cow::Owned));
        add("Labelling", data.labelling.as_deref().map(Cow::Borrowed));
    }
    if let Some(training) = &record.training {
        add("Training started", training.start.map(|day| words::long_date(day).into()));
        add("Training ended", training.end.map(|day| words::long_date(day).into()));
    }
    if let Some(requirements) = &record.requirements {
        add("Latency", requirements.latency.as_deref().map(Cow::Borrowed));
        add("Throughput", requirements.throughput.as_deref().map(Cow::Borrowed));
        add("Compliance", requirements.compliance.as_deref().map(Cow::Borrowed));
    }
    add("What customers pay for", yes(record.differentiator));
    add("Justification", record.justification.as_deref().map(Cow::Borrowed));
    add("Governs", (!record.affects.is_empty()).then(|| record.affects.join(", ").into()));
    add("Taken from", record.imported_from.as_deref().map(Cow::Borrowed));
    facts
}
