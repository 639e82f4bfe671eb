//! Value functions and conditions on readings: anchors in the unit that the readings are in.

use super::names::Faults;
use crate::{
    base::{
        diagnostic::Diagnostic,
        source::{Span, Spanned},
    },
    model::{
        criterion::{Measure, ValueFunction},
        fault,
    },
    parse::criterion::{Curve, RawMeasure, RawReading, RawValue},
};

/// What readings are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadingUnit {
    /// Spans of time, in months.
    Months,
    /// Plain numbers.
    Number,
}

impl ReadingUnit {
    /// What a measure's readings are counted in.
    pub fn of(measure: &Measure) -> Self {
        match measure {
            Measure::Time => Self::Months,
            Measure::Team | Measure::PresentValue | Measure::Total | Measure::Given(_) => Self::Number,
        }
    }

    /// A reading as a number of this unit; told where it is in another.
    pub fn number(self, reading: &Spanned<RawReading>, faults: &Faults) -> Option<f64> {
        match (self, reading.value) {
            (Self::Months, RawReading::Time(span)) => Some(span.middle_months()),
            (Self::Number, RawReading::Number(number)) => Some(number),
            (Self::Months, RawReading::Number(number)) => {
                let told = Diagnostic::error(fault::WRONG_TYPE, "a reading of time needs its unit").at(reading.span, "a plain number");
                faults.push(told.help(format!("write a span of time, such as `\"{number} months\"`")));
                None
            }
            (Self::Number, RawReading::Time(_)) => {
                let told =
                    Diagnostic::error(fault::WRONG_TYPE, "readings of this criterion are plain numbers").at(reading.span, "a span of time");
                faults.push(told.help("only a criterion with `measure = \"time\"` reads spans of time"));
                None
            }
        }
    }
}

/// The measure that a word stands for.
pub fn measure(raw: RawMeasure) -> Measure {
    match raw {
        RawMeasure::Time => Measure::Time,
        RawMeasure::Team => Measure::Team,
        RawMeasure::PresentValue => Measure::PresentValue,
        RawMeasure::Total => Measure::Total,
    }
}

/// A value function with its anchors in `unit`; what does not hold together is told.
pub fn bind(raw: &Spanned<RawValue>, unit: ReadingUnit, faults: &Faults) -> Option<ValueFunction> {
    let number = |reading: &Spanned<RawReading>| unit.number(reading, faults);
    match &raw.value {
        RawValue::Ends { best, worst, curve } => {
            let (best, worst) = (number(best), number(worst));
            let (best, worst) = (best?, worst?);
            Some(match curve {
                Curve::Linear => ValueFunction::Linear { best, worst },
                Curve::Log => ValueFunction::Log { best, worst },
            })
        }
        RawValue::Points(points) => {
            let bound: Vec<Option<(f64, f64)>> = points.iter().map(|(at, value)| Some((number(at)?, *value))).collect();
            let bound: Vec<(f64, f64)> = bound.into_iter().collect::<Option<_>>()?;
            let places = points.iter().map(|(at, _)| at.span);
            rising(bound.iter().map(|(at, _)| *at).zip(places), faults)?;
            Some(ValueFunction::Points(bound))
        }
        RawValue::Steps(steps) => {
            let bound: Vec<Option<(Option<f64>, f64)>> = steps
                .iter()
                .map(|(bound, value)| match bound {
                    Some(bound) => Some((Some(number(bound)?), *value)),
                    None => Some((None, *value)),
                })
                .collect();
            let bound: Vec<(Option<f64>, f64)> = bound.into_iter().collect::<Option<_>>()?;
            let bounds = bound.iter().filter_map(|(bound, _)| *bound);
            rising(bounds.zip(steps.iter().filter_map(|(bound, _)| Some(bound.as_ref()?.span))), faults)?;
            Some(ValueFunction::Steps(bound))
        }
    }
}

/// Whether readings rise strictly; the first that does not is told.
fn rising(readings: impl Iterator<Item = (f64, Span)>, faults: &Faults) -> Option<()> {
    let mut before: Option<(f64, Span)> = None;
    for (reading, span) in readings {
        if let Some((last, place)) = before
            && reading <= last
        {
            let told = Diagnostic::error(fault::BAD_VALUE, "readings must rise from one entry to the next");
            faults.push(
                told.at(span, "not above the one before")
                    .and(place, "the one before")
                    .help("sort the entries by their reading, each reading once"),
            );
            return None;
        }
        before = Some((reading, span));
    }
    Some(())
}
