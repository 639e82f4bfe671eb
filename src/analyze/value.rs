//! Value functions: a reading in its natural unit becomes a value from 1 to 5 (maths.md, 2.6).
//! Anchors are declared by people and never taken from the options, so that dropping an option moves nobody else.

use crate::model::criterion::ValueFunction;

/// A value, and whether the reading lay outside the anchors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Valued {
    /// 1 to 5.
    pub value: f64,
    /// Whether the reading was beyond the anchors, so that the value was clamped.
    pub outside: bool,
}

/// The value of a reading.
pub fn value_of(function: &ValueFunction, reading: f64) -> Valued {
    match function {
        ValueFunction::Linear { best, worst } => between(reading, *worst, *best, |x| x),
        ValueFunction::Log { best, worst } => between(reading, *worst, *best, logarithm),
        ValueFunction::Points(points) => along(points, reading),
        ValueFunction::Steps(steps) => {
            let step = steps.iter().find(|(up_to, _)| up_to.is_none_or(|bound| reading <= bound)).or(steps.last());
            Valued { value: step.map_or(1.0, |(_, value)| *value).clamp(1.0, 5.0), outside: false }
        }
    }
}

/// `1 + 4 (s(x) − s(worst)) / (s(best) − s(worst))` on the scale `s`, clamped.
fn between(reading: f64, worst: f64, best: f64, scale: impl Fn(f64) -> f64) -> Valued {
    Valued { value: line(worst, best, scale)(reading), outside: reading < worst.min(best) || reading > worst.max(best) }
}

/// The same as a function of the reading; what does not depend on it is computed once.
fn line(worst: f64, best: f64, scale: impl Fn(f64) -> f64) -> impl Fn(f64) -> f64 {
    let (start, span) = (scale(worst), scale(best) - scale(worst));
    move |reading| (1.0 + 4.0 * ((scale(reading) - start) / span)).clamp(1.0, 5.0)
}

/// What costs nothing or less is beyond every anchor: its logarithm counts as −∞, never as not a number.
fn logarithm(x: f64) -> f64 {
    if x > 0.0 { libm::log(x) } else { f64::NEG_INFINITY }
}

/// Hands the value of each reading to `each`, with its position: [`value_of`] for many at once.
pub fn values_of(function: &ValueFunction, readings: &[f64], each: impl FnMut(usize, f64)) {
    match function {
        ValueFunction::Linear { best, worst } => map_each(readings, line(*worst, *best, |x| x), each),
        ValueFunction::Log { best, worst } => map_each(readings, line(*worst, *best, logarithm), each),
        ValueFunction::Points(_) | ValueFunction::Steps(_) => map_each(readings, |reading| value_of(function, reading).value, each),
    }
}

fn map_each(readings: &[f64], value: impl Fn(f64) -> f64, mut each: impl FnMut(usize, f64)) {
    for (at, reading) in readings.iter().enumerate() {
        each(at, value(*reading));
    }
}

/// Straight lines through points of rising reading; flat beyond both ends.
fn along(points: &[(f64, f64)], reading: f64) -> Valued {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Valued { value: 1.0, outside: true };
    };
    let value = if reading <= first.0 {
        first.1
    } else if reading >= last.0 {
        last.1
    } else {
        let at = points.partition_point(|point| point.0 <= reading);
        let ((x0, v0), (x1, v1)) = (points[at - 1], points[at]);
        v0 + (v1 - v0) * (reading - x0) / (x1 - x0)
    };
    Valued { value: value.clamp(1.0, 5.0), outside: reading < first.0 || reading > last.0 }
}
