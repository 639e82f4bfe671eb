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

/// A reading that a value asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reached {
    /// The reading.
    pub reading: f64,
    /// Whether it must be passed: a step begins behind its bound, not on it.
    pub beyond: bool,
}

/// The reading nearest to `from` whose value has gone as far as `target`, up or down; `None`: there is none.
pub fn reading_of(function: &ValueFunction, from: f64, target: f64) -> Option<Reached> {
    let exactly = |reading: f64| Some(Reached { reading, beyond: false });
    match function {
        ValueFunction::Linear { best, worst } => exactly(worst + (best - worst) * (target - 1.0) / 4.0),
        ValueFunction::Log { best, worst } => {
            exactly(libm::exp(libm::log(*worst) + (libm::log(*best) - libm::log(*worst)) * (target - 1.0) / 4.0))
        }
        ValueFunction::Points(points) => {
            let crossing = |pair: &[(f64, f64)]| {
                let ((x0, v0), (x1, v1)) = (pair[0], pair[1]);
                let inside = v0 != v1 && (target - v0.min(v1)) >= 0.0 && target <= v0.max(v1);
                inside.then(|| x0 + (x1 - x0) * (target - v0) / (v1 - v0))
            };
            let nearest = |a: &f64, b: &f64| (a - from).abs().total_cmp(&(b - from).abs());
            points.windows(2).filter_map(crossing).min_by(nearest).and_then(exactly)
        }
        ValueFunction::Steps(steps) => step_to(steps, from, target),
    }
}

/// The nearest step at least as far as `target`, and its bound on the side of `from`.
fn step_to(steps: &[(Option<f64>, f64)], from: f64, target: f64) -> Option<Reached> {
    let at = steps.iter().position(|(up_to, _)| up_to.is_none_or(|bound| from <= bound))?;
    let rising = target > steps[at].1;
    let reaches = |value: f64| if rising { value >= target } else { value <= target };
    let below = steps[..at].iter().rev().find(|(_, value)| reaches(*value)).and_then(|(up_to, _)| *up_to);
    let above = (at + 1..steps.len()).find(|step| reaches(steps[*step].1)).and_then(|step| steps[step - 1].0);
    let below = below.map(|reading| Reached { reading, beyond: false });
    let above = above.map(|reading| Reached { reading, beyond: true });
    let distance = |reached: &Reached| (reached.reading - from).abs();
    below.into_iter().chain(above).min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// How fast the value changes with the reading; at a bend, to its right. `None` outside the anchors, on steps, and where it is flat.
pub fn slope_at(function: &ValueFunction, reading: f64) -> Option<f64> {
    let within = |worst: f64, best: f64| (worst.min(best)..=worst.max(best)).contains(&reading);
    let slope = match function {
        ValueFunction::Linear { best, worst } => within(*worst, *best).then(|| 4.0 / (best - worst)),
        ValueFunction::Log { best, worst } => within(*worst, *best).then(|| 4.0 / (reading * (libm::log(*best) - libm::log(*worst)))),
        ValueFunction::Points(points) => {
            let holds = |pair: &&[(f64, f64)]| (pair[0].0..=pair[1].0).contains(&reading);
            // The last of them: at a bend, the one on the right.
            points.windows(2).rfind(holds).map(|pair| (pair[1].1 - pair[0].1) / (pair[1].0 - pair[0].0))
        }
        ValueFunction::Steps(_) => None,
    };
    slope.filter(|slope| *slope != 0.0)
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
