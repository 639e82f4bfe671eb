//! A criterion as it is written, in a framework or in a record: every key but the scores. What is left out here may come from the
//! framework, so whether what is there makes a whole is asked after the two have been joined.

use super::{
    fields::Fields,
    item::Item,
    shape::Shape,
    tables::criterion::{ANCHORS, STEP},
};
use crate::{
    base::{
        date::TimeSpan,
        diagnostic::Diagnostic,
        source::{Span, Spanned},
    },
    model::{criterion::Anchor, fault},
};

/// A reading as written: a number in the criterion's unit, or a span of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RawReading {
    /// A number.
    Number(f64),
    /// A span of time.
    Time(TimeSpan),
}

/// Where readings come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawMeasure {
    /// The options' `time`.
    Time,
    /// The options' `team`.
    Team,
    /// The options' cost, present value.
    PresentValue,
    /// The options' cost, undiscounted.
    Total,
}

impl RawMeasure {
    /// The word people write.
    pub fn word(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Team => "team",
            Self::PresentValue => "tco",
            Self::Total => "tco.total",
        }
    }
}

/// The words for measures.
pub const MEASURES: &[(&str, RawMeasure)] =
    &[("time", RawMeasure::Time), ("team", RawMeasure::Team), ("tco", RawMeasure::PresentValue), ("tco.total", RawMeasure::Total)];

/// What lies between best and worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Curve {
    /// A straight line.
    #[default]
    Linear,
    /// A straight line on the logarithm.
    Log,
}

const CURVES: &[(&str, Curve)] = &[("linear", Curve::Linear), ("log", Curve::Log)];

/// How readings become values.
#[derive(Debug, Clone, PartialEq)]
pub enum RawValue {
    /// `best`, `worst` and `curve`.
    Ends {
        /// Reading worth 5.
        best: Spanned<RawReading>,
        /// Reading worth 1.
        worst: Spanned<RawReading>,
        /// What lies between.
        curve: Curve,
    },
    /// `points`, in written order.
    Points(Vec<(Spanned<RawReading>, f64)>),
    /// `steps`, in written order.
    Steps(Vec<(Option<Spanned<RawReading>>, f64)>),
}

/// A criterion without its scores.
#[derive(Debug, Clone, PartialEq)]
pub struct RawCriterion {
    /// Its id.
    pub id: Spanned<String>,
    /// Its name for people.
    pub name: Option<String>,
    /// The question that a score answers.
    pub question: Option<String>,
    /// What scores mean, in rising order; `None`: not said here.
    pub anchors: Option<Vec<Anchor>>,
    /// Points.
    pub weight: Option<Spanned<f64>>,
    /// Unit of the natural reading.
    pub unit: Option<String>,
    /// Least value.
    pub must: Option<Spanned<f64>>,
    /// Least reading.
    pub at_least: Option<Box<Spanned<RawReading>>>,
    /// Greatest reading.
    pub at_most: Option<Box<Spanned<RawReading>>>,
    /// Whether it speaks of cost.
    pub cost: Option<bool>,
    /// Where readings come from.
    pub measure: Option<Spanned<RawMeasure>>,
    /// How readings become values, with the key that says so.
    pub value: Option<Box<Spanned<RawValue>>>,
    /// Whether a fault in one of its keys was told: what depends on it is withheld, not guessed.
    pub faulty: bool,
    /// Where it stands.
    pub span: Span,
}

/// Reads the keys that all criteria share; `None` without an id, which is told.
pub fn read_criterion(fields: Fields<'_>) -> Option<RawCriterion> {
    let errors = fields.faults().errors();
    let id = fields.need("id").and_then(|item| item.id());
    let number = |key, read: fn(&Item<'_>) -> Option<f64>| {
        let item = fields.get(key)?;
        Some(Spanned::new(read(&item)?, item.span))
    };
    let reading = |key| fields.get(key).and_then(reading);
    let measure = |item: Item<'_>| Some(Spanned::new(item.word(MEASURES)?, item.span));
    let mut criterion = RawCriterion {
        id: Spanned::new(String::new(), fields.span()),
        name: fields.text("name"),
        question: fields.text("question"),
        anchors: fields.table("anchors", &ANCHORS).map(anchors),
        weight: number("weight", |item| item.number_within(0.0, f64::INFINITY)),
        unit: fields.text("unit"),
        must: number("must", |item| item.number_within(1.0, 5.0)),
        at_least: reading("at_least").map(Box::new),
        at_most: reading("at_most").map(Box::new),
        cost: fields.bool("cost"),
        measure: fields.get("measure").and_then(measure),
        value: value(fields).map(Box::new),
        faulty: fields.faults().errors() > errors,
        span: id.as_ref().map_or(fields.span(), |id| id.span),
    };
    criterion.id = id?;
    Some(criterion)
}

/// A number or a span of time.
pub fn reading(item: Item<'_>) -> Option<Spanned<RawReading>> {
    let reading = if item.is_number() {
        RawReading::Number(item.number()?)
    } else if item.as_text().is_some() {
        RawReading::Time(item.time_span()?)
    } else {
        item.wrong_type(&Shape::OneOf(&[Shape::Number, Shape::TimeSpan]));
        return None;
    };
    Some(Spanned::new(reading, item.span))
}

fn anchors(fields: Fields<'_>) -> Vec<Anchor> {
    const SCORES: [(&str, u8); 5] = [("1", 1), ("2", 2), ("3", 3), ("4", 4), ("5", 5)];
    SCORES.into_iter().filter_map(|(key, score)| Some(Anchor { score, meaning: fields.text(key)? })).collect()
}

/// One of `best` and `worst`, `points` and `steps`: they exclude each other (R0006).
fn value(fields: Fields<'_>) -> Option<Spanned<RawValue>> {
    let given: Vec<&'static str> = ["points", "steps", "best", "worst"].into_iter().filter(|key| fields.has(key)).collect();
    let first = *given.first()?;
    if let Some(second) = given.iter().find(|key| **key != first && !(first == "best" && **key == "worst")) {
        fields.tell_conflict(first, second, "a reading becomes a value in one way");
        return None;
    }
    let span = fields.key_span(first).unwrap_or(fields.span());
    let value = match first {
        "points" => points(&fields.get("points")?)?,
        "steps" => steps(fields)?,
        _ => ends(fields)?,
    };
    if fields.has("curve") && !matches!(value, RawValue::Ends { .. }) {
        fields.tell_conflict(first, "curve", "a curve lies between `best` and `worst`");
    }
    Some(Spanned::new(value, span))
}

fn ends(fields: Fields<'_>) -> Option<RawValue> {
    let (best, worst) = (fields.need("best").and_then(reading), fields.need("worst").and_then(reading));
    let curve = fields.word("curve", CURVES).unwrap_or_default();
    let (best, worst) = (best?, worst?);
    if best.value == worst.value {
        let told = Diagnostic::error(fault::BAD_VALUE, "`best` and `worst` are the same reading").at(worst.span, "no worse than the best");
        fields.faults().push(told.and(best.span, "the best"));
        return None;
    }
    if curve == Curve::Log {
        for end in [&best, &worst] {
            let number = match end.value {
                RawReading::Number(number) => number,
                RawReading::Time(span) => span.middle_months(),
            };
            if number <= 0.0 {
                let told = Diagnostic::error(fault::BAD_VALUE, format!("a logarithmic curve needs readings above 0, found {number}"));
                fields.faults().push(told.at(end.span, "there is no logarithm of 0 or less").help("use `curve = \"linear\"`"));
                return None;
            }
        }
    }
    Some(RawValue::Ends { best, worst, curve })
}

fn points(item: &Item<'_>) -> Option<RawValue> {
    let mut points = Vec::new();
    let mut whole = true;
    for point in item.items() {
        let pair: Vec<Item<'_>> = point.items().collect();
        let [at, value] = pair.as_slice() else {
            point.bad("a point is a reading and its value", "expected a pair such as `[\"2 weeks\", 5]`");
            whole = false;
            continue;
        };
        match (reading(*at), value.number_within(1.0, 5.0)) {
            (Some(at), Some(value)) => points.push((at, value)),
            _ => whole = false,
        }
    }
    if whole && points.len() < 2 {
        item.bad("`points` needs two points at least", "one point makes no line");
        return None;
    }
    whole.then_some(RawValue::Points(points))
}

fn steps(fields: Fields<'_>) -> Option<RawValue> {
    let item = fields.get("steps")?;
    let errors = fields.faults().errors();
    let mut steps = Vec::new();
    let tables = fields.tables("steps", &STEP);
    for (at, step) in tables.iter().enumerate() {
        let score = step.need("score").and_then(|item| item.number_within(1.0, 5.0));
        let last = at + 1 == tables.len();
        match step.get("up_to") {
            Some(bound) if last => bound.bad("the last step is open: it takes all readings that are left", "leave out this bound"),
            Some(bound) => steps.extend(score.zip(reading(bound)).map(|(score, bound)| (Some(bound), score))),
            None if last => steps.extend(score.map(|score| (None, score))),
            None => step.tell_missing("up_to"),
        }
    }
    if tables.is_empty() {
        item.bad("`steps` needs a step at least", "no steps");
    }
    (fields.faults().errors() == errors).then_some(RawValue::Steps(steps))
}
