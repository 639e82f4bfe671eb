//! The figures of the matrix on the sheet `Inputs`: anchors and must-haves, weights and scores of whoever judges, readings.

use super::{
    Cell, Sheet, Style, Subject,
    address::{At, LIKELY, Rows, letters},
    value_function::FunctionAt,
};
use crate::{
    model::{
        OptionIx,
        criterion::{Criterion, Measure, Must, Reading, ValueFunction},
    },
    present::measure,
};

/// First column of the options.
const OPTIONS: usize = 6;

/// Where everything stands.
pub(super) struct Judged {
    /// The row of a criterion's must-haves.
    pub(super) criteria: Vec<usize>,
    /// How readings become values; `None` for what is scored.
    pub(super) functions: Vec<Option<FunctionAt>>,
    /// The row of a criterion's readings; `None` for what is scored, and for costs.
    pub(super) readings: Vec<Option<usize>>,
    /// Whoever judges: one for all, or the voices.
    pub(super) judges: Vec<JudgeAt>,
}

/// Where somebody's weights and scores stand: a row a criterion.
pub(super) struct JudgeAt {
    /// How much they count; `None` where one judges for all.
    pub(super) influence: Option<At>,
    /// The row of the first criterion.
    first: usize,
    criteria: usize,
}

impl JudgeAt {
    /// The cell of a weight.
    pub(super) fn weight(&self, criterion: usize) -> String {
        format!("Inputs!${LIKELY}${}", self.first + criterion)
    }

    /// All weights.
    pub(super) fn weights(&self) -> Rows {
        Rows { column: LIKELY, first: self.first, last: self.first + self.criteria - 1 }
    }

    /// The cell of a score.
    pub(super) fn score(&self, criterion: usize, option: OptionIx) -> String {
        format!("Inputs!{}{}", column(option), self.first + criterion)
    }
}

/// Letters of an option's column on the sheet `Inputs`.
pub(super) fn column(option: OptionIx) -> String {
    letters(OPTIONS + option.index())
}

/// Writes everything down that scores are made from.
pub(super) fn write<'a>(of: &Subject<'a>, sheet: &mut Sheet<'a>) -> Judged {
    let record = of.record;
    sheet.block(heads(&["Criterion", "Name", "Measure", "Unit", "Best", "Worst", "Value at least", "Reading at least", "Reading at most"]));
    let criteria: Vec<usize> = record.criteria.iter().map(|criterion| sheet.push(terms(criterion))).collect();
    let functions = record.criteria.iter().zip(&criteria).map(|(criterion, row)| function(sheet, criterion, *row)).collect();
    let is_read = |criterion: &Criterion| {
        matches!(&criterion.reading, Reading::Measured { measure: Measure::Time | Measure::Team | Measure::Given(_), .. })
    };
    if record.criteria.iter().any(is_read) {
        sheet.block(with_options(of, &["Readings", "", "", "Unit", "", ""]));
    }
    let readings = record.criteria.iter().enumerate();
    let readings = readings.map(|(at, criterion)| is_read(criterion).then(|| self::readings(of, sheet, at))).collect();
    let judges = if record.voices.is_empty() { vec![one_for_all(of, sheet)] } else { voices(of, sheet) };
    Judged { criteria, functions, readings, judges }
}

fn heads<'a>(words: &[&'static str]) -> Vec<Cell<'a>> {
    words.iter().map(|word| Cell::head(*word)).collect()
}

/// A head that ends in the options.
fn with_options<'a>(of: &Subject<'a>, words: &[&'static str; OPTIONS]) -> Vec<Cell<'a>> {
    let mut head = heads(words);
    head.extend(of.record.options.iter().map(|option| Cell::head(option.id.as_str())));
    head
}

/// Anchors and must-haves of a criterion.
fn terms(criterion: &Criterion) -> Vec<Cell<'_>> {
    let input = |value: Option<f64>| value.map_or(Cell::Empty, |value| Cell::Number(value, Style::Input));
    let (best, worst) = match &criterion.reading {
        Reading::Measured { value: ValueFunction::Linear { best, worst } | ValueFunction::Log { best, worst }, .. } => {
            (Some(*best), Some(*worst))
        }
        _ => (None, None),
    };
    let must = |pick: fn(&Must) -> Option<f64>| input(criterion.terms.musts.iter().find_map(pick));
    let mut row = names(criterion);
    row.extend([
        input(best),
        input(worst),
        must(|must| if let Must::Value(bound) = must { Some(*bound) } else { None }),
        must(|must| if let Must::AtLeast(bound) = must { Some(*bound) } else { None }),
        must(|must| if let Must::AtMost(bound) = must { Some(*bound) } else { None }),
    ]);
    row
}

/// Id, name, measure and unit of a criterion.
fn names(criterion: &Criterion) -> Vec<Cell<'_>> {
    let unit = match &criterion.reading {
        Reading::Scored(_) => "1 to 5",
        Reading::Measured { .. } => criterion.terms.unit.as_deref().unwrap_or_default(),
    };
    let Reading::Measured { value, .. } = &criterion.reading else {
        return [&*criterion.terms.id, &*criterion.terms.name, "score", unit].into_iter().map(Cell::text).collect();
    };
    let shape = match value {
        ValueFunction::Linear { .. } => "straight line",
        ValueFunction::Log { .. } => "logarithm",
        ValueFunction::Points(_) => "points",
        ValueFunction::Steps(_) => "steps",
    };
    let measure = format!("{}, {shape}", measure::word(&criterion.reading));
    vec![Cell::text(&*criterion.terms.id), Cell::text(&*criterion.terms.name), Cell::Text(measure.into(), Style::Plain), Cell::text(unit)]
}

/// Where a value function stands; points and steps get a block of their own.
fn function<'a>(sheet: &mut Sheet<'a>, criterion: &'a Criterion, row: usize) -> Option<FunctionAt> {
    let Reading::Measured { value, .. } = &criterion.reading else { return None };
    let (word, points): (&'static str, Vec<(f64, f64)>) = match value {
        ValueFunction::Linear { .. } | ValueFunction::Log { .. } => return Some(FunctionAt::Anchors(row)),
        ValueFunction::Points(points) => ("Reading", points.clone()),
        ValueFunction::Steps(steps) => {
            ("Up to", steps.iter().map(|(up_to, value)| (up_to.unwrap_or(super::cost_inputs::NO_LIMIT), *value)).collect())
        }
    };
    let head = sheet.block(heads(&["Value of", "", "", "Unit", word, "Value"]));
    for (reading, value) in &points {
        let unit = criterion.terms.unit.as_deref().unwrap_or_default();
        let mut row = vec![Cell::text(&*criterion.terms.id), Cell::Empty, Cell::Empty, Cell::text(unit)];
        row.extend([Cell::Number(*reading, Style::InputLimit), Cell::Number(*value, Style::Input)]);
        sheet.push(row);
    }
    let rows = |column| Rows { column, first: head + 1, last: head + points.len() };
    Some(FunctionAt::Table(rows('E'), rows(LIKELY)))
}

/// What was read of each option for the criterion in this place: the row.
fn readings<'a>(of: &Subject<'a>, sheet: &mut Sheet<'a>, at: usize) -> usize {
    let mut row = names(&of.record.criteria[at]);
    row.resize(OPTIONS, Cell::Empty);
    let read = of.analysis.matrix.iter().flat_map(|matrix| &matrix.rows).map(|row| row.natural[at]);
    row.extend(read.map(|value| value.map_or(Cell::Empty, |value| Cell::Number(value, Style::Input))));
    sheet.push(row)
}

/// The record's own weights and scores.
fn one_for_all<'a>(of: &Subject<'a>, sheet: &mut Sheet<'a>) -> JudgeAt {
    sheet.block(with_options(of, &["Weights and scores", "", "", "", "", "Weight"]));
    let first = sheet.rows.len() + 1;
    for criterion in &of.record.criteria {
        let scores = match &criterion.reading {
            Reading::Scored(scores) => scores.as_slice(),
            Reading::Measured { .. } => &[],
        };
        sheet.push(judgement(criterion, criterion.points(), scores.iter().copied()));
    }
    JudgeAt { influence: None, first, criteria: of.record.criteria.len() }
}

/// Each voice's weights and scores.
fn voices<'a>(of: &Subject<'a>, sheet: &mut Sheet<'a>) -> Vec<JudgeAt> {
    let voice = |voice: &'a crate::model::criterion::Voice| {
        sheet.block(with_options(of, &["Weights and scores of", "", "", "", "", "Weight"]));
        let mut row = vec![Cell::text(&*voice.id), Cell::Empty, Cell::text("Influence")];
        row.resize(OPTIONS - 1, Cell::Empty);
        row.push(Cell::Number(voice.influence, Style::Input));
        let influence = At(sheet.push(row));
        let first = sheet.rows.len() + 1;
        for (at, criterion) in of.record.criteria.iter().enumerate() {
            let weight = voice.weights.get(at).copied().unwrap_or_default();
            let is_scored = matches!(criterion.reading, Reading::Scored(_));
            let scores = voice.scores.iter().map(|scores| scores.get(at).copied().flatten().filter(|_| is_scored));
            sheet.push(judgement(criterion, weight, scores));
        }
        JudgeAt { influence: Some(influence), first, criteria: of.record.criteria.len() }
    };
    of.record.voices.iter().map(voice).collect()
}

fn judgement(criterion: &Criterion, weight: f64, scores: impl Iterator<Item = Option<f64>>) -> Vec<Cell<'_>> {
    let mut row = vec![Cell::text(&*criterion.terms.id), Cell::text(&*criterion.terms.name)];
    row.resize(OPTIONS - 1, Cell::Empty);
    row.push(Cell::Number(weight, Style::Input));
    row.extend(scores.map(|score| score.map_or(Cell::Empty, |score| Cell::Number(score, Style::Input))));
    row
}
