//! Value functions and knock-outs, once it is known what a criterion reads: spans of time become months, bounds are put in order.
//! Knows neither options nor scores.

use super::names::Faults;
use crate::{
    base::{
        diagnostic::Diagnostic,
        source::{Span, Spanned},
    },
    model::{
        criterion::{Measure, Must, ValueFunction},
        fault,
    },
    parse::criterion::{Curve, RawCriterion, RawMeasure, RawReading, RawValue},
};

/// What the readings of a criterion count. Readings, points, best and worst share it (ruling 19).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadingUnit {
    /// Months, written as spans of time.
    Months,
    /// Plain numbers: people, money, or what `unit` says.
    Number,
}

/// The measure that a word names.
pub fn measure(raw: RawMeasure) -> Measure {
    match raw {
        RawMeasure::Time => Measure::Time,
        RawMeasure::Team => Measure::Team,
        RawMeasure::PresentValue => Measure::PresentValue,
        RawMeasure::Total => Measure::Total,
    }
}

/// What the readings of a measure count.
pub fn unit_of(measure: &Measure) -> ReadingUnit {
    match measure {
        Measure::Time => ReadingUnit::Months,
        Measure::Team | Measure::PresentValue | Measure::Total | Measure::Given(_) => ReadingUnit::Number,
    }
}

/// A reading in its unit: months, or the number as it stands. One that is written in the other unit is told (R0004).
pub fn reading(raw: &Spanned<RawReading>, unit: ReadingUnit, faults: &Faults) -> Option<f64> {
    match (raw.value, unit) {
        (RawReading::Time(span), ReadingUnit::Months) => Some(span.middle_months()),
        (RawReading::Number(number), ReadingUnit::Number) => Some(number),
        (RawReading::Number(number), ReadingUnit::Months) => {
            let told = Diagnostic::error(fault::BAD_VALUE, format!("`{number}` is not a span of time"));
            faults.push(told.at(raw.span, "readings of `time` need a unit").help(format!("write `\"{number} months\"`")));
            None
        }
        (RawReading::Time(_), ReadingUnit::Number) => {
            let told = Diagnostic::error(fault::BAD_VALUE, "a span of time where readings are numbers");
            faults.push(told.at(raw.span, "expected a number").help("only readings of `measure = \"time\"` are spans of time"));
            None
        }
    }
}

/// The value function that a criterion writes down. `None` where it has a fault, which is told.
pub fn bind(raw: &Spanned<RawValue>, unit: ReadingUnit, faults: &Faults) -> Option<ValueFunction> {
    match &raw.value {
        RawValue::Ends { best, worst, curve } => {
            let (best, worst) = (reading(best, unit, faults), reading(worst, unit, faults));
            let (best, worst) = (best?, worst?);
            Some(match curve {
                Curve::Linear => ValueFunction::Linear { best, worst },
                Curve::Log => ValueFunction::Log { best, worst },
            })
        }
        RawValue::Points(points) => bind_points(points, unit, faults),
        RawValue::Steps(steps) => bind_steps(steps, unit, faults),
    }
}

/// Points in any order; no two at one reading.
fn bind_points(points: &[(Spanned<RawReading>, f64)], unit: ReadingUnit, faults: &Faults) -> Option<ValueFunction> {
    let mut bound: Vec<(f64, f64, Span)> = Vec::with_capacity(points.len());
    for (at, value) in points {
        bound.extend(reading(at, unit, faults).map(|reading| (reading, *value, at.span)));
    }
    bound.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut whole = bound.len() == points.len();
    for pair in bound.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let told = Diagnostic::error(fault::BAD_VALUE, "two points at one reading");
        faults.push(told.at(pair[1].2, "the same reading").and(pair[0].2, "the other point"));
        whole = false;
    }
    whole.then(|| ValueFunction::Points(bound.into_iter().map(|(reading, value, _)| (reading, value)).collect()))
}

/// Steps in written order: their bounds rise.
fn bind_steps(steps: &[(Option<Spanned<RawReading>>, f64)], unit: ReadingUnit, faults: &Faults) -> Option<ValueFunction> {
    let mut bound: Vec<(Option<f64>, f64)> = Vec::with_capacity(steps.len());
    let mut last: Option<(f64, Span)> = None;
    let mut whole = true;
    for (up_to, value) in steps {
        let Some(up_to) = up_to else {
            bound.push((None, *value));
            continue;
        };
        let Some(number) = reading(up_to, unit, faults) else {
            whole = false;
            continue;
        };
        if let Some((before, span)) = last.filter(|(before, _)| *before >= number) {
            let told = Diagnostic::error(fault::BAD_VALUE, format!("the bounds of steps must rise, found {number} after {before}"));
            faults.push(told.at(up_to.span, "not above the bound before").and(span, "the bound before"));
            whole = false;
        }
        last = Some((number, up_to.span));
        bound.push((Some(number), *value));
    }
    whole.then_some(ValueFunction::Steps(bound))
}

/// The knock-outs of a criterion. `unit` is `None` where it is scored by hand: then it has no natural reading to compare with (R0006).
pub fn musts(raw: &RawCriterion, unit: Option<ReadingUnit>, faults: &Faults) -> Vec<Must> {
    let mut musts: Vec<Must> = raw.must.iter().map(|must| Must::Value(must.value)).collect();
    let mut natural = |key: &str, bound: Option<&Spanned<RawReading>>, make: fn(f64) -> Must| {
        let Some(bound) = bound else { return };
        if let Some(unit) = unit {
            musts.extend(reading(bound, unit, faults).map(make));
            return;
        }
        let told = Diagnostic::error(fault::CONFLICTING_KEYS, format!("`{key}` needs readings, and this criterion is scored by hand"));
        let told = told.at(bound.span, "there is no reading to compare with");
        faults.push(told.help("use `must`, the least score, or read the criterion with `measure` or `values`"));
    };
    natural("at_least", raw.at_least.as_deref(), Must::AtLeast);
    natural("at_most", raw.at_most.as_deref(), Must::AtMost);
    musts
}
