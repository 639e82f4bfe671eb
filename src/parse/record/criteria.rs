//! Criteria of a record, the voices that weigh and score them, and `[matrix] weights`.
//! A fault in a weight or a value function withholds the matrix; a fault in a score leaves its cell missing.

use super::super::{
    criterion::read_criterion,
    draft::{CriterionDraft, Name, VoiceDraft, WeightRule},
    fields::{Fields, item::Item},
    shape::Shape,
    tables::{
        criterion::RECORD_CRITERION,
        record::{MATRIX, VOICE},
    },
};
use crate::base::source::Spanned;

/// What a record judges by.
#[derive(Default)]
pub(super) struct Judgement {
    pub criteria: Vec<CriterionDraft>,
    pub voices: Vec<VoiceDraft>,
    pub weights: Option<Spanned<WeightRule>>,
    /// Whether a fault keeps the matrix from being computed.
    pub withheld: bool,
}

/// Reads `[[criteria]]`, `[[voices]]` and `[matrix]`.
pub(super) fn read_judgement(record: Fields<'_>) -> Judgement {
    let mut judgement = Judgement::default();
    for item in record.get("criteria").into_iter().flat_map(|item| item.items()) {
        let criterion = read_one(&item, &mut judgement.withheld);
        judgement.withheld |= criterion.is_none();
        judgement.criteria.extend(criterion);
    }
    for item in record.get("voices").into_iter().flat_map(|item| item.items()) {
        let voice = read_voice(&item, &mut judgement.withheld);
        judgement.withheld |= voice.is_none();
        judgement.voices.extend(voice);
    }
    if let Some(item) = record.get("matrix") {
        judgement.weights = read_weights(&item, &mut judgement.withheld);
    }
    // Two sources of one cell, or of one weight: which of them counts nobody can say.
    let doubled = |criterion: &CriterionDraft| {
        let sources = [criterion.scores.is_some(), criterion.values.is_some(), criterion.terms.measure.is_some()];
        let several = sources.into_iter().filter(|given| *given).count() > 1;
        several
            || !judgement.voices.is_empty()
                && (criterion.scores.is_some() || criterion.terms.weight.as_ref().is_some_and(|weight| weight.value != 0.0))
    };
    judgement.withheld |= judgement.criteria.iter().any(doubled);
    judgement
}

fn read_one(item: &Item<'_>, withheld: &mut bool) -> Option<CriterionDraft> {
    let errors = item.faults().errors();
    let fields = item.table(&RECORD_CRITERION)?;
    let terms = read_criterion(fields);
    *withheld |= item.faults().errors() > errors;
    let scores = fields.get("scores").map(|item| Spanned::new(numbers(&item, (1.0, 5.0)), item.span));
    let errors = item.faults().errors();
    let values = fields.get("values").map(|item| Spanned::new(numbers(&item, (f64::NEG_INFINITY, f64::INFINITY)), item.span));
    *withheld |= item.faults().errors() > errors;
    let why = fields.entries("why").into_iter().filter_map(|(option, item)| Some((name(&option), item.text()?.to_owned()))).collect();
    let terms = terms?;
    Some(CriterionDraft { terms, scores, values, why })
}

fn name(key: &Spanned<&str>) -> Name {
    Spanned::new(key.value.to_owned(), key.span)
}

/// Numbers by people's own ids, each between `low` and `high`. A faulty one is told and left out.
fn numbers(item: &Item<'_>, (low, high): (f64, f64)) -> Vec<(Name, f64)> {
    let number = |item: &Item<'_>| {
        if low.is_finite() { item.number_within(low, high) } else { item.number() }
    };
    item.entries().into_iter().filter_map(|(key, item)| Some((name(&key), number(&item)?))).collect()
}

fn read_voice(item: &Item<'_>, withheld: &mut bool) -> Option<VoiceDraft> {
    let errors = item.faults().errors();
    let fields = item.table(&VOICE)?;
    let id = fields.need("id").and_then(|item| item.id());
    let weights = fields.need("weights").map(|item| numbers(&item, (0.0, f64::INFINITY))).unwrap_or_default();
    let influence = fields.get("influence").map_or(Some(1.0), |item| item.number_above(0.0));
    *withheld |= item.faults().errors() > errors;
    let scores = fields.entries("scores").into_iter().map(|(option, item)| (name(&option), numbers(&item, (1.0, 5.0)))).collect();
    Some(VoiceDraft { name: fields.text("name"), influence: influence.unwrap_or(1.0), weights, scores, span: fields.span(), id: id? })
}

/// `"equal"`, or criteria in order of importance.
fn read_weights(matrix: &Item<'_>, withheld: &mut bool) -> Option<Spanned<WeightRule>> {
    let errors = matrix.faults().errors();
    let item = matrix.table(&MATRIX).and_then(|fields| fields.get("weights"));
    let rule = item.and_then(|item| {
        let rule = if item.is_list() {
            WeightRule::Order(item.items().filter_map(|item| item.id()).collect())
        } else if item.as_text().is_some() {
            item.word(&[("equal", ())]).map(|()| WeightRule::Equal)?
        } else {
            item.wrong_type(&Shape::OneOf(&[Shape::Word(&["equal"]), Shape::List(&Shape::Id)]));
            return None;
        };
        Some(Spanned::new(rule, item.span))
    });
    *withheld |= matrix.faults().errors() > errors;
    rule.filter(|_| matrix.faults().errors() == errors)
}
