//! One record: its draft, with every name bound. A pure function of the draft and of what names can mean, so records are bound in parallel.

use std::sync::Arc;

use super::{
    answers, costs, criteria,
    names::{Faults, Names},
    options::{self, OptionIds},
    relations::{Standing, stated},
};
use crate::{
    base::{
        diagnostic::{Diagnostic, Reported},
        history::FileHistory,
        source::Span,
    },
    model::{
        SourceIx,
        body::Body,
        cost::{CostKind, Tariff, UnitPrice},
        fault,
        framework::Framework,
        record::{Alternative, Evaluation, Record, Status},
        review::{ReviewPlan, Watch},
    },
    parse::draft::{Name, RecordDraft, ReviewDraft},
};

/// What the rest of the site decides about a record.
#[derive(Debug)]
pub struct Placed {
    /// The source it was found in.
    pub source: SourceIx,
    /// Prefix of its id and address.
    pub scope: Option<String>,
    /// Its address without ending.
    pub stem: String,
    /// Its ties and status.
    pub standing: Standing,
    /// Its text, every link led somewhere.
    pub body: Body,
    /// What version control knows of its file.
    pub history: Option<Arc<FileHistory>>,
}

/// Binds a record. The draft's own body is not looked at again, but for its title.
pub fn bind(draft: &RecordDraft, placed: Placed, names: &Names<'_>) -> Reported<Record> {
    let faults = Faults::default();
    tell_other_title(draft, &faults);
    let mut record = head(draft, placed);
    if record.status != Status::Unreadable {
        let framework_ix = draft.framework.as_ref().and_then(|name| names.framework(name, &faults));
        let framework = framework_ix.map(|ix| &names.frameworks[ix.index()]);
        record.framework = framework_ix;
        options_and_costs(&mut record, draft, (framework, names), &faults);
        record.evaluation = draft.evaluation.as_ref().map(|_| evaluation(draft, &record, &faults));
        record.review = review(draft, framework, names, &faults);
        record.path = answers::path(draft, framework, &faults);
        record.checklist = answers::checklist(draft, framework, &faults);
        if draft.foreign.is_none() {
            tell_undecided(draft, &record, &faults);
            tell_other_choice(draft, &record, &faults);
        }
    }
    Reported { value: record, diagnostics: faults.into_list() }
}

/// Everything that names nothing.
fn head(draft: &RecordDraft, placed: Placed) -> Record {
    // Where another team's record states no day, the repository knows when it came.
    let is_undated = draft.date.is_none() && draft.foreign.as_ref().is_some_and(|foreign| foreign.ambiguous.is_none());
    let first_commit = placed.history.as_ref().filter(|_| is_undated).map(|history| history.created);
    let title = draft.title.as_ref().or(draft.body.title.as_ref()).map_or_else(|| file_words(&placed.stem), |title| title.value.clone());
    Record {
        file: draft.file,
        span: draft.title.as_ref().map_or_else(|| Span::top(draft.file), |title| title.span),
        source: placed.source,
        scope: placed.scope,
        id: draft.id.value.clone(),
        stem: placed.stem,
        title,
        status: placed.standing.status,
        stated: stated(draft),
        status_text: draft.foreign.as_ref().and_then(|foreign| foreign.status_text.as_ref()).map(|text| text.value.clone()),
        form: draft.foreign.as_ref().map(|foreign| foreign.form),
        date: draft.date.or(first_commit),
        date_derived: first_commit.is_some(),
        decided: draft.decided,
        deciders: draft.deciders.clone(),
        consulted: draft.consulted.clone(),
        informed: draft.informed.clone(),
        owner: draft.owner.clone().or_else(|| draft.deciders.first().cloned()),
        tags: draft.tags.clone(),
        framework: None,
        chosen: None,
        why: draft.why.clone(),
        confidence: draft.confidence,
        summary: draft.summary.clone(),
        relations: placed.standing.relations,
        review: None,
        reviews: draft.reviews.clone(),
        evaluation: None,
        data: draft.data.clone(),
        training: draft.training,
        requirements: draft.requirements.clone(),
        differentiator: draft.differentiator,
        justification: draft.justification.clone(),
        options: Vec::new(),
        criteria: Vec::new(),
        voices: Vec::new(),
        matrix_withheld: false,
        tco: None,
        path: Vec::new(),
        checklist: Vec::new(),
        affects: draft.affects.clone(),
        lints: draft.lints.clone(),
        places: draft.places,
        imported_from: draft.imported_from.clone(),
        extra: draft.extra.clone(),
        body: placed.body,
        history: placed.history,
        faults: draft.unreadable.clone(),
    }
}

/// `payments/0012-card-vault` → `0012-card-vault`: what is shown where nobody gave a title.
fn file_words(stem: &str) -> String {
    stem.rsplit('/').next().unwrap_or(stem).to_owned()
}

fn options_and_costs(record: &mut Record, draft: &RecordDraft, (framework, names): (Option<&Framework>, &Names<'_>), faults: &Faults) {
    let ids = OptionIds::new(&draft.options, faults);
    if draft.framework.is_none() {
        options::tell_tracks(&draft.options, faults);
    }
    record.chosen = draft.chosen.as_ref().and_then(|name| ids.find(name, faults));
    let mut options: Vec<Alternative> = draft.options.iter().map(|option| options::bind(option, framework, names, faults)).collect();
    let why = if record.is_open() { "today" } else { "the day of the decision" };
    let price_day = costs::PriceDay { day: record.price_day(names.today), why };
    let (tco, costings) = costs::bind((draft.tco.as_ref(), &draft.options), &ids, (names, price_day), faults);
    for (option, costing) in options.iter_mut().zip(costings) {
        option.costing = costing;
    }
    let currency = tco.as_ref().map_or(names.config.currency.as_str(), |tco| tco.currency.as_str());
    let bound = criteria::bind(draft, framework, (&ids, currency), faults);
    record.options = options;
    record.tco = tco;
    record.criteria = bound.criteria;
    record.voices = bound.voices;
    record.matrix_withheld = bound.withheld;
}

fn evaluation(draft: &RecordDraft, record: &Record, faults: &Faults) -> Evaluation {
    let Some(written) = &draft.evaluation else { return Evaluation::default() };
    let find = |name: &Name| {
        let found = record.options.iter().position(|option| option.id == name.value).map(crate::model::OptionIx::at);
        if found.is_none() {
            let kind = super::names::Kind { one: "option", whose: "this record", place: None };
            faults.unknown(fault::UNKNOWN_OPTION, name, &kind, record.options.iter().map(|option| option.id.as_str()));
        }
        found
    };
    let mut evaluation = written.terms.clone();
    for (name, reading) in &written.baselines {
        let option = name.as_ref().and_then(find);
        evaluation.baselines.push(crate::model::record::Measurement { option, ..reading.clone() });
    }
    for (name, reading) in &written.results {
        let option = find(name);
        evaluation.results.push(crate::model::record::Measurement { option, ..reading.clone() });
    }
    evaluation
}

/// What a record asks for in reviews: itself, else through its framework (ruling 20).
fn review(draft: &RecordDraft, framework: Option<&Framework>, names: &Names<'_>, faults: &Faults) -> Option<ReviewPlan> {
    let offered = framework.and_then(|framework| framework.review_months);
    if draft.review.is_none() && offered.is_none() {
        return None;
    }
    let nothing = ReviewDraft::default();
    let written = draft.review.as_ref().unwrap_or(&nothing);
    // A fixed date says when by itself: the site's interval is for records that ask without saying how often.
    let site = written.on.is_none().then_some(names.config.review_months);
    let watch =
        written.watch.iter().filter_map(|(name, change)| Some(Watch { price: names.price(name, faults)?, change: *change })).collect();
    Some(ReviewPlan { every_months: written.every_months.or(offered).or(site), on: written.on, when: written.when.clone(), watch })
}

/// A heading that is not the title: only one of them is shown.
fn tell_other_title(draft: &RecordDraft, faults: &Faults) {
    // Another team's heading has its number, or its status, beside the title.
    let is_of_others = draft.foreign.is_some() || draft.imported_from.is_some();
    if let (Some(title), Some(heading), false) = (&draft.title, &draft.body.title, is_of_others)
        && title.value.trim() != heading.value.trim()
    {
        let told = Diagnostic::warning(fault::TITLE_DIFFERS, "the first heading differs from the title").at(heading.span, "not shown");
        faults.push(told.and(title.span, "shown as the title").help("leave the heading out: the page shows the title"));
    }
}

/// Decisions that do not say what or when (ruling 12).
fn tell_undecided(draft: &RecordDraft, record: &Record, faults: &Faults) {
    if let (Some(status), true, None) = (&draft.status, record.stated == Status::Accepted && !record.options.is_empty(), &draft.chosen) {
        let told = Diagnostic::warning(fault::UNCHOSEN, "an accepted record with options, and none of them is chosen");
        faults.push(told.at(status.span, "decided for which option?").help("add `chosen = \"…\"` with an option's id"));
    }
    let left = matches!(record.stated, Status::Superseded | Status::Deprecated);
    if let (Some(status), true, None) = (&draft.status, left && record.options.iter().any(names_price), record.decided) {
        let told = Diagnostic::warning(
            fault::UNDATED_DECISION,
            "nothing says when this was decided, so its prices cannot be told from later ones",
        );
        faults.push(told.at(status.span, "`date` is now the day of this status").help("add `decided`, the day it was first accepted"));
    }
}

/// A text that tells another outcome than the front matter: whoever reads the page and whoever reads the data would part.
fn tell_other_choice(draft: &RecordDraft, record: &Record, faults: &Faults) {
    let (Some(told), Some(chosen), Some(name)) = (&draft.body.choice, record.chosen, &draft.chosen) else { return };
    let chosen = record.option(chosen);
    let is = |option: &Alternative| [&option.id, &option.name].iter().any(|name| name.to_lowercase() == told.value.to_lowercase());
    if is(chosen) {
        return;
    }
    let message = format!("the text says that \"{}\" was chosen, the front matter says `{}`", told.value, chosen.id);
    let fault = Diagnostic::error(fault::CHOICE_DIFFERS, message)
        .at(told.span, "chosen, as the text has it")
        .and(name.span, "chosen, as the front matter has it");
    faults.push(match record.options.iter().find(|option| is(option)) {
        Some(other) => fault.help(format!("set `chosen = \"{}\"`, or correct the text", other.id)),
        None => fault.help(format!("no option has this name; the chosen one is called \"{}\"", chosen.name)),
    });
}

fn names_price(option: &Alternative) -> bool {
    option.costing.own().iter().any(|cost| {
        matches!(
            &cost.kind,
            CostKind::Usage { tariff: Tariff::Flat(UnitPrice::Named { .. }), .. }
                | CostKind::Capacity { price: UnitPrice::Named { .. }, .. }
        )
    })
}
