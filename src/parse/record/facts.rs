//! What was measured, what there is to learn from, what the use asks for, and what was said of a framework's questions and checklist.

use super::{
    super::{
        draft::{EvaluationDraft, Name},
        fields::{Fields, item::Item},
        tables::record::{DATA, EVALUATION, MARK, MARK_FORMS, MEASUREMENT, REQUIREMENTS, RESULT, TRAINING},
    },
    ties::place,
};
use crate::{
    base::{diagnostic::Diagnostic, glob::Glob, source::Spanned},
    model::{
        fault,
        record::{DataFacts, Direction, Evaluation, Mark, Measurement, Requirements, Training},
    },
};

/// Reads `[evaluation]`.
pub(super) fn read_evaluation(record: Fields<'_>) -> Option<EvaluationDraft> {
    let fields = record.table("evaluation", &EVALUATION)?;
    let terms = Evaluation {
        metric: fields.text("metric"),
        direction: fields.word("direction", &[("higher", Direction::Higher), ("lower", Direction::Lower)]).unwrap_or_default(),
        target: fields.number("target"),
        agreed_on: fields.date("agreed_on"),
        set: fields.text("set"),
        expected: fields.number("expected"),
        baselines: Vec::new(),
        results: Vec::new(),
    };
    if fields.has("baseline") && fields.has("baselines") {
        fields.tell_conflict("baseline", "baselines", "put all readings into the list");
    }
    let baseline = |fields: Fields<'_>| {
        let option = fields.id("option");
        measurement(fields).map(|measurement| (option, measurement))
    };
    let one = fields.table("baseline", &MEASUREMENT).and_then(baseline);
    let several = fields.tables("baselines", &MEASUREMENT).into_iter().filter_map(baseline);
    let result = |(option, item): (Spanned<&str>, Item<'_>)| {
        let measurement = measurement(item.table(&RESULT)?)?;
        Some((Spanned::new(option.value.to_owned(), option.span), measurement))
    };
    let results = fields.entries("results").into_iter().filter_map(result).collect();
    Some(EvaluationDraft { baselines: one.into_iter().chain(several).collect(), results, terms })
}

/// A reading; `None` without its value, which is told.
fn measurement(fields: Fields<'_>) -> Option<Measurement> {
    let value = fields.need("value").and_then(|item| item.number());
    let measurement = Measurement {
        option: None,
        model: fields.text("model"),
        value: value.unwrap_or(0.0),
        on: fields.date("on"),
        set: fields.text("set"),
        prompt_engineered: fields.bool("prompt_engineered"),
    };
    value.map(|_| measurement)
}

/// Reads `[data]`.
pub(super) fn read_data(record: Fields<'_>) -> Option<DataFacts> {
    let fields = record.table("data", &DATA)?;
    let (examples, holdout) = (fields.whole("examples"), fields.whole("holdout"));
    if let (Some(examples), Some(holdout)) = (examples, holdout)
        && holdout > examples
    {
        let message = format!("`holdout` is a part of `examples`: {holdout} of {examples} cannot be kept");
        fields.faults().error(fault::BAD_VALUE, place(fields, "holdout"), (message, "more than there are"));
    }
    Some(DataFacts {
        examples,
        holdout,
        unique: fields.bool("unique"),
        third_parties: fields.has("third_parties").then(|| fields.texts("third_parties")),
        labelling: fields.text("labelling"),
    })
}

/// Reads `[training]`.
pub(super) fn read_training(record: Fields<'_>) -> Option<Training> {
    let fields = record.table("training", &TRAINING)?;
    let training = Training { start: fields.date("start"), end: fields.date("end") };
    if let (Some(start), Some(end)) = (training.start, training.end)
        && end < start
    {
        fields.faults().error(
            fault::BAD_VALUE,
            place(fields, "end"),
            ("the training ends before it starts", format!("earlier than {start}")),
        );
    }
    Some(training)
}

/// Reads `[requirements]`.
pub(super) fn read_requirements(record: Fields<'_>) -> Option<Requirements> {
    let fields = record.table("requirements", &REQUIREMENTS)?;
    let words = |key| fields.get(key).and_then(|item| item.text_or_number());
    Some(Requirements { latency: words("latency"), throughput: words("throughput"), compliance: words("compliance") })
}

/// Reads `[path]`: questions and answers, both still names.
pub(super) fn read_path(record: Fields<'_>) -> Vec<(Name, Name)> {
    let answer = |(question, item): (Spanned<&str>, Item<'_>)| Some((Spanned::new(question.value.to_owned(), question.span), item.id()?));
    record.entries("path").into_iter().filter_map(answer).collect()
}

/// Reads `[checklist]`: items, still names, and what was said of them.
pub(super) fn read_checklist(record: Fields<'_>) -> Vec<(Name, Mark)> {
    let entry = |(item, said): (Spanned<&str>, Item<'_>)| Some((Spanned::new(item.value.to_owned(), item.span), mark(&said)?));
    record.entries("checklist").into_iter().filter_map(entry).collect()
}

/// `"done"`, `{ on, by, evidence }` or `{ waived = "why" }`.
fn mark(item: &Item<'_>) -> Option<Mark> {
    if item.as_text().is_some() {
        return item.word(&[("done", ())]).map(|()| Mark::Done { on: None, by: None, evidence: None });
    }
    if !item.is_table() {
        item.wrong_type(&MARK_FORMS);
        return None;
    }
    let fields = item.table(&MARK)?;
    if fields.has("waived") {
        for key in ["on", "by", "evidence"].into_iter().filter(|key| fields.has(key)) {
            fields.tell_conflict("waived", key, "what need not be done was not done");
        }
        return fields.text("waived").map(|why| Mark::Waived { why });
    }
    Some(Mark::Done { on: fields.date("on"), by: fields.text("by"), evidence: fields.text("evidence") })
}

/// Reads `affects`. A glob that is none is told and left out.
pub(super) fn read_affects(record: Fields<'_>) -> Vec<String> {
    let is_glob = |glob: &Spanned<String>| match Glob::parse(&glob.value) {
        Ok(_) => true,
        Err(why) => {
            let told =
                Diagnostic::error(fault::BAD_GLOB, format!("`{}` is no glob of files: {why}", glob.value)).at(glob.span, "names no file");
            record.faults().push(told.help("a path from the root of the repository, such as `src/payments/**` or `**/*.sql`"));
            false
        }
    };
    record.spanned_texts("affects").into_iter().filter(is_glob).map(|glob| glob.value).collect()
}
