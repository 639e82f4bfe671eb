//! A framework as it is written: everything in its file, names within it not yet looked up. Knows no track, question or check by name.

use super::{
    criterion::{RawCriterion, read_criterion},
    fields::Fields,
    item::Item,
    levels::is_known,
    shape::Shape,
    site_file::read_thresholds,
    tables::{
        THRESHOLDS,
        framework::{ANSWER, ANTIPATTERN, CHECKLIST_ITEM, FACTOR, FRAMEWORK, QUESTION, TRACK, TYPICAL_FIGURES},
    },
    toml::{self, Faults},
};
use crate::{
    base::{
        date::parse_time_span,
        diagnostic::{Diagnostic, Reported},
        source::{FileId, Span, Spanned},
        value::Value,
    },
    model::{
        fault,
        framework::{AntiPattern, ChecklistItem, Role, Typical, TypicalFigures, UpperEnd},
    },
};

/// The words for roles.
pub const ROLES: &[(&str, Role)] = &[("build", Role::Build), ("buy", Role::Buy), ("adapt", Role::Adapt)];

/// A track as written.
#[derive(Debug, Clone, PartialEq)]
pub struct TrackDraft {
    /// Its id.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Option<String>,
    /// Name of an icon.
    pub icon: Option<String>,
    /// What it is.
    pub summary: Option<String>,
    /// When it is the right way.
    pub justified_when: Option<String>,
    /// What the checks see in it.
    pub role: Option<Role>,
    /// Its steps.
    pub steps: Vec<String>,
    /// Cloud capabilities that it needs.
    pub needs: Vec<Spanned<String>>,
    /// What it usually takes.
    pub typical: TypicalFigures,
}

/// A row of the trade-off table as written.
#[derive(Debug, Clone, PartialEq)]
pub struct FactorDraft {
    /// Its id.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Option<String>,
    /// Unit of its ranges.
    pub unit: Option<String>,
    /// Track and cell.
    pub cells: Vec<(Spanned<String>, Typical)>,
}

/// An answer as written.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerDraft {
    /// Its id.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Option<String>,
    /// A question or a track.
    pub then: Spanned<String>,
}

/// A question as written.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionDraft {
    /// Its id.
    pub id: Spanned<String>,
    /// The question.
    pub ask: String,
    /// Why it is asked.
    pub why: Option<String>,
    /// Its answers.
    pub answers: Vec<AnswerDraft>,
    /// Where its answers stand, else the question.
    pub answers_span: Span,
}

/// A framework as written.
#[derive(Debug, Clone, PartialEq)]
pub struct FrameworkDraft {
    /// Its file.
    pub file: FileId,
    /// Its id; of a file without one, the file's name, which the reader tells.
    pub id: Spanned<String>,
    /// Its name.
    pub name: Option<String>,
    /// What it is for.
    pub summary: Option<String>,
    /// Interval of reviews in months.
    pub review_months: Option<u32>,
    /// The ways to go.
    pub tracks: Vec<TrackDraft>,
    /// The trade-off table.
    pub factors: Vec<FactorDraft>,
    /// Criteria on offer.
    pub criteria: Vec<RawCriterion>,
    /// The decision diagram.
    pub questions: Vec<QuestionDraft>,
    /// The checklist.
    pub checklist: Vec<Spanned<ChecklistItem>>,
    /// Known ways to go wrong.
    pub antipatterns: Vec<Spanned<AntiPattern>>,
    /// Thresholds that it sets.
    pub thresholds: Vec<(&'static str, f64)>,
    /// Free fields.
    pub extra: Vec<(String, Value)>,
}

/// Reads a framework. A file that does not parse, or that has no id, is no framework; why is told.
pub fn parse_framework(file: FileId, text: &str) -> Reported<Option<FrameworkDraft>> {
    let faults = Faults::new(file, 0);
    let table = toml::parse(text, &faults);
    let value = if faults.errors() > 0 { None } else { read(Fields::document(&table, &FRAMEWORK, &faults)) };
    Reported { value, diagnostics: faults.into_list() }
}

fn read(fields: Fields<'_>) -> Option<FrameworkDraft> {
    let id = fields.need("id").and_then(|item| item.id());
    let framework = FrameworkDraft {
        file: fields.faults().file(),
        id: Spanned::new(String::new(), fields.span()),
        name: fields.text("name"),
        summary: fields.text("summary"),
        review_months: fields.get("review").and_then(|item| item.interval_months()),
        tracks: fields.tables("tracks", &TRACK).into_iter().filter_map(track).collect(),
        factors: fields.tables("factors", &FACTOR).into_iter().filter_map(factor).collect(),
        criteria: fields
            .tables("criteria", &super::tables::criterion::FRAMEWORK_CRITERION)
            .into_iter()
            .filter_map(read_criterion)
            .collect(),
        questions: fields.tables("questions", &QUESTION).into_iter().filter_map(question).collect(),
        checklist: fields.tables("checklist", &CHECKLIST_ITEM).into_iter().filter_map(checklist_item).collect(),
        antipatterns: fields.tables("antipatterns", &ANTIPATTERN).into_iter().filter_map(antipattern).collect(),
        thresholds: fields.table("thresholds", &THRESHOLDS).map(read_thresholds).unwrap_or_default(),
        extra: fields.free("extra"),
    };
    Some(FrameworkDraft { id: id?, ..framework })
}

/// The id that a table must have.
fn id(fields: Fields<'_>) -> Option<Spanned<String>> {
    fields.need("id").and_then(|item| item.id())
}

fn track(fields: Fields<'_>) -> Option<TrackDraft> {
    let id = id(fields);
    let typical = fields.table("typical", &TYPICAL_FIGURES).map(|figures| {
        let figure = |key| figures.get(key).and_then(|item| typical(&item));
        TypicalFigures { time: figure("time"), upfront: figure("upfront"), team: figure("team"), examples: figure("examples") }
    });
    let track = TrackDraft {
        id: Spanned::new(String::new(), fields.span()),
        name: fields.text("name"),
        icon: fields.text("icon"),
        summary: fields.text("summary"),
        justified_when: fields.text("justified_when"),
        role: fields.word("role", ROLES),
        steps: fields.texts("steps"),
        needs: fields.get("needs").map(|item| item.items().filter_map(|item| item.id()).collect()).unwrap_or_default(),
        typical: typical.unwrap_or_default(),
    };
    Some(TrackDraft { id: id?, ..track })
}

fn factor(fields: Fields<'_>) -> Option<FactorDraft> {
    let id = id(fields);
    fields.need("cells");
    let cell = |(track, item): (Spanned<&str>, Item<'_>)| Some((track.map(str::to_owned), typical(&item)?));
    let cells = fields.entries("cells").into_iter().filter_map(cell).collect();
    Some(FactorDraft { id: id?, name: fields.text("name"), unit: fields.text("unit"), cells })
}

fn question(fields: Fields<'_>) -> Option<QuestionDraft> {
    let id = id(fields);
    let ask = fields.need("ask").and_then(|item| item.text());
    let answers = fields.need("answers");
    let read = |fields: Fields<'_>| {
        let (id, then) = (self::id(fields), fields.need("then").and_then(|item| item.id()));
        let name = fields.text("name");
        Some(AnswerDraft { id: id?, name, then: then? })
    };
    let question = QuestionDraft {
        id: Spanned::new(String::new(), fields.span()),
        ask: ask.unwrap_or_default().to_owned(),
        why: fields.text("why"),
        answers: fields.tables("answers", &ANSWER).into_iter().filter_map(read).collect(),
        answers_span: answers.map_or(fields.span(), |answers| answers.span),
    };
    if answers.is_some_and(|answers| answers.is_list() && answers.items().next().is_none()) {
        let told = Diagnostic::error(fault::DEAD_END, "a question without answers has no way out").at(question.answers_span, "no answers");
        fields.faults().push(told.help("give it an answer whose `then` is a track or another question"));
    }
    Some(QuestionDraft { id: id?, ..question })
}

fn checklist_item(fields: Fields<'_>) -> Option<Spanned<ChecklistItem>> {
    let id = id(fields);
    let text = fields.need("item").and_then(|item| item.text());
    let rules = fields.spanned_texts("rules");
    for rule in &rules {
        is_known(&rule.value, rule.span, fields.faults());
    }
    let needs = fields.texts("needs");
    let (id, item) = (id?, text.unwrap_or_default().to_owned());
    let rules = rules.into_iter().map(|rule| rule.value).collect();
    Some(Spanned::new(ChecklistItem { id: id.value, item, rules, needs }, id.span))
}

fn antipattern(fields: Fields<'_>) -> Option<Spanned<AntiPattern>> {
    let id = id(fields);
    let why = fields.need("why").and_then(|item| item.text());
    let rule = fields.spanned_text("rule").filter(|rule| is_known(&rule.value, rule.span, fields.faults()));
    let (name, instead) = (fields.text("name"), fields.text("instead"));
    let id = id?;
    let name = name.unwrap_or_else(|| id.value.clone());
    let why = why.unwrap_or_default().to_owned();
    Some(Spanned::new(AntiPattern { id: id.value, name, why, instead, rule: rule.map(|rule| rule.value) }, id.span))
}

/// What is usual: a number, `[low, high]`, a span of time, or words; `"5_000_000+"` is an open end.
fn typical(item: &Item<'_>) -> Option<Typical> {
    if item.is_number() {
        let number = item.number_within(0.0, f64::INFINITY)?;
        return Some(Typical::Range(number, UpperEnd::At(number)));
    }
    if item.is_list() {
        return range(item);
    }
    let Some(text) = item.as_text() else {
        item.wrong_type(&Shape::OneOf(&[Shape::Number, Shape::List(&Shape::Number), Shape::TimeSpan, Shape::Text]));
        return None;
    };
    if let Some(low) = open_end(text) {
        return Some(Typical::Range(low, UpperEnd::Open));
    }
    if let Ok(span) = parse_time_span(text) {
        return Some(Typical::Time(span));
    }
    item.text().map(|text| Typical::Words(text.to_owned()))
}

fn range(item: &Item<'_>) -> Option<Typical> {
    let ends: Vec<Item<'_>> = item.items().collect();
    let [low, high] = ends.as_slice() else {
        item.bad(format!("a usual range has two ends, found {}", ends.len()), "expected `[low, high]`");
        return None;
    };
    let low = low.number_within(0.0, f64::INFINITY)?;
    if let Some(text) = high.as_text() {
        let Some(end) = open_end(text) else {
            high.bad(format!("`{text}` is not the end of a range"), "expected a number, or an open end such as `\"5_000_000+\"`");
            return None;
        };
        return in_order(item, (low, end)).map(|(low, end)| Typical::Range(low, UpperEnd::OrMore(end)));
    }
    let high = high.number_within(0.0, f64::INFINITY)?;
    in_order(item, (low, high)).map(|(low, high)| Typical::Range(low, UpperEnd::At(high)))
}

fn in_order(item: &Item<'_>, (low, high): (f64, f64)) -> Option<(f64, f64)> {
    if low > high {
        item.bad("the ends of the range are the wrong way round", format!("write `[{high}, {low}]`"));
        return None;
    }
    Some((low, high))
}

/// `"5_000_000+"`: from there on, with no end.
fn open_end(text: &str) -> Option<f64> {
    let digits = text.trim().strip_suffix('+')?.replace('_', "");
    digits.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0)
}
