//! Criteria of a record, the voices that weigh and score them, and `[matrix] weights`.
//! A fault in a weight or a value function withholds the matrix; a fault in a score leaves its cell missing.

use super::{
    super::{
        criterion::read_criterion,
        draft::{CriterionDraft, Name, VoiceDraft, WeightRule},
        fields::{Fields, item::Item},
        shape::Shape,
        tables::{
            criterion::RECORD_CRITERION,
            record::{MATRIX, VOICE},
        },
        toml::Faults,
    },
    is_new,
};
use crate::{
    base::{
        diagnostic::Diagnostic,
        edit_distance::nearest,
        source::{Span, Spanned},
    },
    model::fault,
};

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
        let ids = || judgement.criteria.iter().map(|other| &other.terms.id);
        let kept = criterion.filter(|criterion| is_new(&criterion.terms.id, ids(), ("criterion", item.faults())));
        judgement.withheld |= kept.is_none();
        judgement.criteria.extend(kept);
    }
    for item in record.get("voices").into_iter().flat_map(|item| item.items()) {
        let voice = read_voice(&item, &mut judgement.withheld);
        let kept = voice.filter(|voice| is_new(&voice.id, judgement.voices.iter().map(|other| &other.id), ("voice", item.faults())));
        judgement.withheld |= kept.is_none();
        judgement.voices.extend(kept);
    }
    if let Some(item) = record.get("matrix") {
        judgement.weights = read_weights(&item, &mut judgement.withheld);
    }
    check_voices(&mut judgement, record.faults());
    check_rule(&mut judgement, record.faults());
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
    let judged: Vec<&'static str> = ["scores", "values", "measure"].into_iter().filter(|key| fields.has(key)).collect();
    if let [first, second, ..] = judged.as_slice() {
        fields.tell_conflict(first, second, "a criterion is scored, measured, or given readings");
        *withheld = true;
    }
    Some(CriterionDraft { terms, scores, values, why })
}

fn name(key: &Spanned<&str>) -> Name {
    Spanned::new(key.value.to_owned(), key.span)
}

/// Numbers by people's own ids, each between `low` and `high`. A faulty one is told and left out.
fn numbers(item: &Item<'_>, (low, high): (f64, f64)) -> Vec<(Name, f64)> {
    let number = |item: &Item<'_>| if low.is_finite() { item.number_within(low, high) } else { item.number() };
    item.entries().into_iter().filter_map(|(key, item)| Some((name(&key), number(&item)?))).collect()
}

fn read_voice(item: &Item<'_>, withheld: &mut bool) -> Option<VoiceDraft> {
    let errors = item.faults().errors();
    let fields = item.table(&VOICE)?;
    let id = fields.need("id").and_then(|item| item.id());
    let weights = fields.need("weights").map(|item| numbers(&item, (0.0, f64::INFINITY))).unwrap_or_default();
    let influence = fields.get("influence").map_or(Some(1.0), |item| item.number_above(0.0));
    let unweighed = item.faults().errors() == errors && weights.iter().map(|(_, weight)| weight).sum::<f64>() <= 0.0;
    if unweighed {
        let span = fields.get("weights").map_or(fields.span(), |item| item.span);
        let told = Diagnostic::error(fault::BAD_VALUE, "a voice must give weight to a criterion").at(span, "sums to 0");
        fields.faults().push(told.help("give at least one criterion a weight above 0"));
    }
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

/// Tells a key of a criterion that something else says already (R0006): both places are named.
fn tell_doubled(faults: &Faults, key: (&str, Span), other: (&str, Span), way_out: &str) {
    let message = format!("`{}` of a criterion and `{}` exclude each other", key.0, other.0);
    let told = Diagnostic::error(fault::CONFLICTING_KEYS, message).at(key.1, "cannot stand beside the other");
    faults.push(told.and(other.1, "the other").help(way_out));
}

/// With voices a criterion has no scores of its own, and no weight but 0 (ruling 15).
fn check_voices(judgement: &mut Judgement, faults: &Faults) {
    let Some(voice) = judgement.voices.first() else { return };
    let voices = ("[[voices]]", voice.span);
    for criterion in &judgement.criteria {
        if let Some(weight) = criterion.terms.weight.as_ref().filter(|weight| weight.value != 0.0) {
            tell_doubled(faults, ("weight", weight.span), voices, "the voices weigh: move it to their `weights`");
            judgement.withheld = true;
        }
        if let Some(scores) = &criterion.scores {
            tell_doubled(faults, ("scores", scores.span), voices, "the voices score: move them to their `scores`");
            judgement.withheld = true;
        }
    }
}

/// A rule for all weights leaves none to the criteria or voices, and an order of importance names every criterion once.
fn check_rule(judgement: &mut Judgement, faults: &Faults) {
    let Some(rule) = &judgement.weights else { return };
    let errors = faults.errors();
    let matrix = ("[matrix] weights", rule.span);
    for weight in judgement.criteria.iter().filter_map(|criterion| criterion.terms.weight.as_ref()) {
        tell_doubled(faults, ("weight", weight.span), matrix, "keep one of the two");
    }
    if let Some(voice) = judgement.voices.first() {
        let told = Diagnostic::error(fault::CONFLICTING_KEYS, "`[matrix] weights` and `[[voices]]` exclude each other: the voices weigh");
        faults.push(told.at(rule.span, "cannot stand beside voices").and(voice.span, "the first voice"));
    }
    if let WeightRule::Order(order) = &rule.value {
        check_order(order, rule.span, &judgement.criteria, faults);
    }
    judgement.withheld |= faults.errors() > errors;
}

fn check_order(order: &[Name], span: Span, criteria: &[CriterionDraft], faults: &Faults) {
    for (at, id) in order.iter().enumerate() {
        if !criteria.iter().any(|criterion| criterion.terms.id.value == id.value) {
            let mut told = Diagnostic::error(fault::UNKNOWN_CRITERION, format!("the record has no criterion `{}`", id.value));
            told = told.at(id.span, "unknown criterion");
            if let Some(near) = nearest(&id.value, criteria.iter().map(|criterion| criterion.terms.id.value.as_str())) {
                told = told.help(format!("did you mean `{near}`?"));
            }
            faults.push(told);
        } else if let Some(first) = order[..at].iter().find(|first| first.value == id.value) {
            let told = Diagnostic::error(fault::DUPLICATE_ID, format!("`{}` is ranked twice", id.value)).at(id.span, "ranked already");
            faults.push(told.and(first.span, "first here"));
        }
    }
    let left: Vec<&str> = criteria
        .iter()
        .map(|criterion| criterion.terms.id.value.as_str())
        .filter(|id| !order.iter().any(|name| name.value == *id))
        .collect();
    if !left.is_empty() {
        let told = Diagnostic::error(fault::NO_WEIGHT, format!("the order of importance leaves out {}", listed(&left)));
        faults.push(told.at(span, "not all criteria").help("rank every criterion of the record"));
    }
}

fn listed(ids: &[&str]) -> String {
    ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}
