//! One record: front matter to a draft, body to HTML. Every fault of the file is told at once; names stay names.
//! Knows neither other records nor frameworks nor prices.

mod costs;
mod criteria;
mod facts;
pub mod name;
mod options;
mod prices;
mod scenarios;
mod tco;
mod ties;

use super::{
    draft::{RecordDraft, RelationsDraft},
    fields::Fields,
    front_matter::{self, FENCE, FrontMatter},
    levels, markdown,
    markdown::BodyDraft,
    tables::record::RECORD,
    toml::{self, Faults},
};
use crate::{
    base::{
        diagnostic::{Diagnostic, Reported},
        source::{FileId, Span, Spanned},
    },
    model::{
        fault,
        places::Places,
        record::{Confidence, Status},
        site::HtmlPolicy,
    },
};

const CONFIDENCES: &[(&str, Confidence)] = &[("low", Confidence::Low), ("medium", Confidence::Medium), ("high", Confidence::High)];

/// Reads one record. `inner` is its path within its source, from which its id comes where it states none.
pub fn parse_record(file: FileId, inner: &str, text: &str, html: HtmlPolicy) -> Reported<RecordDraft> {
    let mut draft = blank(file, inner);
    let body_from = |at: usize| markdown::parse(&text[at..], Span::new(file, at..text.len()), html);
    match front_matter::find(text) {
        FrontMatter::Present(front, body) => {
            let faults = Faults::new(file, front.start);
            let table = toml::parse(&text[front], &faults);
            if faults.errors() > 0 {
                return unreadable(file, inner, faults.into_list());
            }
            let fields = Fields::document(&table, &RECORD, &faults).standing_at(Span::new(file, 0..FENCE.len()));
            draft.body = body_from(body);
            read(fields, text, &mut draft);
            Reported { value: draft, diagnostics: faults.into_list() }
        }
        FrontMatter::Unclosed(fence) => {
            let told = Diagnostic::error(fault::SYNTAX, "the front matter is not closed").at(Span::new(file, fence), "opened here");
            unreadable(file, inner, vec![told.help("end it with a second line `+++`, below the last key")])
        }
        FrontMatter::Absent => {
            draft.body = body_from(0);
            Reported { value: draft, diagnostics: vec![no_front_matter(file, text)] }
        }
    }
}

/// Whether a file is a table of contents that people put beside their records, and no record: a `README.md` or `index.md` at the very top of a
/// source, that does not even begin a front matter. In a folder of its own the same name is a record's.
pub fn is_index(inner: &str, text: &str) -> bool {
    let stem = inner.rsplit_once('.').map_or(inner, |(stem, _)| stem);
    (stem.eq_ignore_ascii_case("readme") || stem.eq_ignore_ascii_case("index")) && !text.trim_start().starts_with(FENCE)
}

fn no_front_matter(file: FileId, text: &str) -> Diagnostic {
    let first: usize = text.lines().next().unwrap_or_default().chars().take(80).map(char::len_utf8).sum();
    let told = Diagnostic::error(fault::MISSING_KEY, "the record has no front matter: `title`, `status` and `date` are missing");
    let told = told.at(Span::new(file, 0..first), "expected `+++` on the very first line");
    if text.trim_start().starts_with(FENCE) {
        return told.help("nothing may stand before the first `+++`, not even an empty line");
    }
    told.help(
        "begin the file with a line `+++`, then `title = \"…\"`, `status = \"proposed\"`, `date = 2026-08-31`, then another line `+++`",
    )
}

/// A record of which nothing is known but its file and what is wrong with it (ruling 7).
pub fn unreadable(file: FileId, inner: &str, faults: Vec<Diagnostic>) -> Reported<RecordDraft> {
    let draft = RecordDraft { unreadable: faults.clone(), ..blank(file, inner) };
    Reported { value: draft, diagnostics: faults }
}

/// A record of which nothing is known but its file.
pub(super) fn blank(file: FileId, inner: &str) -> RecordDraft {
    RecordDraft {
        file,
        inner: inner.to_owned(),
        id: Spanned::new(name::id_of_file(inner), Span::top(file)),
        title: None,
        status: None,
        date: None,
        decided: None,
        deciders: Vec::new(),
        consulted: Vec::new(),
        informed: Vec::new(),
        owner: None,
        tags: Vec::new(),
        framework: None,
        chosen: None,
        why: None,
        confidence: None,
        summary: None,
        relations: RelationsDraft::default(),
        aliases: Vec::new(),
        review: None,
        reviews: Vec::new(),
        evaluation: None,
        data: None,
        training: None,
        requirements: None,
        differentiator: None,
        justification: None,
        options: Vec::new(),
        criteria: Vec::new(),
        voices: Vec::new(),
        weights: None,
        matrix_withheld: false,
        tco: None,
        path: Vec::new(),
        checklist: Vec::new(),
        affects: Vec::new(),
        lints: Vec::new(),
        places: Places::default(),
        imported_from: None,
        foreign: None,
        extra: Vec::new(),
        body: BodyDraft::default(),
        unreadable: Vec::new(),
    }
}

fn read(fields: Fields<'_>, text: &str, draft: &mut RecordDraft) {
    read_head(fields, draft);
    draft.relations = ties::read_relations(fields);
    draft.review = ties::read_review(fields);
    draft.reviews = ties::read_reviews(fields);
    read_costing(fields, text, draft);
    let judgement = criteria::read_judgement(fields);
    draft.matrix_withheld |= judgement.withheld;
    (draft.criteria, draft.voices, draft.weights) = (judgement.criteria, judgement.voices, judgement.weights);
    draft.evaluation = facts::read_evaluation(fields);
    draft.data = facts::read_data(fields);
    draft.training = facts::read_training(fields);
    draft.requirements = facts::read_requirements(fields);
    draft.differentiator = fields.bool("differentiator");
    draft.justification = fields.text("justification");
    draft.path = facts::read_path(fields);
    draft.checklist = facts::read_checklist(fields);
    draft.affects = facts::read_affects(fields);
    draft.lints = levels::read_lints(fields);
    draft.places = places(fields, draft);
    draft.imported_from = fields.text("imported_from");
    draft.extra = fields.free("extra");
}

fn read_head(fields: Fields<'_>, draft: &mut RecordDraft) {
    if let Some(id) = fields.id("id") {
        draft.id = id;
    }
    draft.title = fields.need("title").and_then(|item| Some(Spanned::new(item.text()?.trim().to_owned(), item.span)));
    draft.status = fields.need("status").and_then(|item| Some(Spanned::new(item.word(Status::WRITTEN)?, item.span)));
    draft.date = fields.need("date").and_then(|item| item.date());
    draft.decided = fields.date("decided");
    check_days(fields, draft);
    draft.deciders = fields.texts("deciders");
    draft.consulted = fields.texts("consulted");
    draft.informed = fields.texts("informed");
    draft.owner = fields.text("owner");
    for tag in fields.texts("tags") {
        if !draft.tags.contains(&tag) {
            draft.tags.push(tag);
        }
    }
    draft.framework = fields.id("framework");
    draft.chosen = fields.id("chosen");
    draft.why = fields.text("why");
    draft.confidence = fields.word("confidence", CONFIDENCES);
    draft.summary = fields.text("summary");
    draft.aliases = fields.spanned_texts("aliases");
}

/// Where findings of the checks will point.
fn places(fields: Fields<'_>, draft: &RecordDraft) -> Places {
    let key = |key: &str, there: bool| if there { fields.key_span(key) } else { None };
    Places {
        chosen: draft.chosen.as_ref().map(|chosen| chosen.span),
        review: key("review", draft.review.is_some()),
        evaluation: key("evaluation", draft.evaluation.is_some()),
        data: key("data", draft.data.is_some()),
        training: key("training", draft.training.is_some()),
    }
}

/// A record cannot get its present status before it was first accepted (R0004).
fn check_days(fields: Fields<'_>, draft: &RecordDraft) {
    if let (Some(date), Some(decided)) = (draft.date, draft.decided)
        && decided > date
    {
        let message = format!("`decided` is the day of first acceptance, so it cannot be later than `date`, {date}");
        let told = Diagnostic::error(fault::BAD_VALUE, message).at(ties::place(fields, "decided"), "later than `date`");
        fields.faults().push(told.and(ties::place(fields, "date"), "the day of the present status"));
    }
}

/// Options, their costs, and the frame that these are computed in.
fn read_costing(fields: Fields<'_>, text: &str, draft: &mut RecordDraft) {
    let options = options::read_options(fields);
    draft.options = options.drafts;
    draft.matrix_withheld |= options.incomplete;
    let Some(mut frame) = tco::read_tco(fields) else {
        return;
    };
    let base = scenarios::Base { text, volumes: &frame.volumes, costs: &options.costs };
    frame.draft.scenarios = scenarios::read_scenarios(frame.fields, &base);
    if !frame.sound {
        // Horizon, rate and currencies are in every figure: nothing is computed from a guess at them.
        for option in &mut draft.options {
            option.costs_faulty = true;
        }
    }
    draft.tco = Some(frame.draft);
}
