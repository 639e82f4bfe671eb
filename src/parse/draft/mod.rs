//! What one record says, before any name is looked up. Names keep their text and place; whatever names nothing is already in its final form.

mod costing;
mod foreign;

pub use costing::{CostDraft, CostKindDraft, MixDraft, OptionDraft, PhaseDraft, PriceDraft, ScenarioDraft, TariffDraft, TcoDraft};
pub use foreign::{AmbiguousDate, DateOrder, ForeignDraft, TieDraft, TieKind, TieTarget};

use super::{criterion::RawCriterion, markdown::BodyDraft};
use crate::{
    base::{
        date::Date,
        diagnostic::Diagnostic,
        source::{FileId, Span, Spanned},
        value::Value,
    },
    model::{
        lint::Lint,
        places::Places,
        record::{Confidence, DataFacts, Evaluation, Mark, Measurement, Requirements, Status, Training},
        review::ReviewEntry,
    },
};

/// A name as written, and where.
pub type Name = Spanned<String>;

/// A record as written.
#[derive(Debug, Clone)]
pub struct RecordDraft {
    /// Its file.
    pub file: FileId,
    /// Its file's path within its source: `0007-support.md`, `0012-card-vault/index.md`.
    pub inner: String,
    /// Its id: as written, else from the name of its file (the span is then the top of the file).
    pub id: Name,
    /// Its title: the front matter's, else none; what stands in its place is `resolve`'s business.
    pub title: Option<Name>,
    /// Its status; `None`: absent, or told as faulty.
    pub status: Option<Spanned<Status>>,
    /// Its day.
    pub date: Option<Date>,
    /// The day it was first accepted.
    pub decided: Option<Date>,
    /// Who decided.
    pub deciders: Vec<String>,
    /// Who was asked.
    pub consulted: Vec<String>,
    /// Who was told.
    pub informed: Vec<String>,
    /// Who reviews.
    pub owner: Option<String>,
    /// Tags, each once.
    pub tags: Vec<String>,
    /// The framework.
    pub framework: Option<Name>,
    /// The option it decided for.
    pub chosen: Option<Name>,
    /// Why.
    pub why: Option<String>,
    /// How sure.
    pub confidence: Option<Confidence>,
    /// One sentence.
    pub summary: Option<String>,
    /// Ties to other records.
    pub relations: RelationsDraft,
    /// Old addresses.
    pub aliases: Vec<Name>,
    /// What it asks for in reviews; `None`: it says nothing.
    pub review: Option<ReviewDraft>,
    /// Reviews that were held, oldest first.
    pub reviews: Vec<ReviewEntry>,
    /// What was measured.
    pub evaluation: Option<EvaluationDraft>,
    /// What there is to learn from.
    pub data: Option<DataFacts>,
    /// When a model was trained.
    pub training: Option<Training>,
    /// What the use asks for.
    pub requirements: Option<Requirements>,
    /// Whether the thing is what customers pay for.
    pub differentiator: Option<bool>,
    /// Why the 90 % rule does not bind.
    pub justification: Option<String>,
    /// The ways it weighs.
    pub options: Vec<OptionDraft>,
    /// What they are judged by.
    pub criteria: Vec<CriterionDraft>,
    /// Who judges.
    pub voices: Vec<VoiceDraft>,
    /// `[matrix] weights`.
    pub weights: Option<Spanned<WeightRule>>,
    /// Whether a fault that was told keeps the matrix from being computed (weights, value functions, influence).
    pub matrix_withheld: bool,
    /// The frame of its costs.
    pub tco: Option<TcoDraft>,
    /// Questions and answers.
    pub path: Vec<(Name, Name)>,
    /// Checklist items and what was said of them.
    pub checklist: Vec<(Name, Mark)>,
    /// Globs of the files that it governs.
    pub affects: Vec<String>,
    /// Levels of checks.
    pub lints: Vec<Lint>,
    /// Where findings of the checks point.
    pub places: Places,
    /// The log it was taken from.
    pub imported_from: Option<String>,
    /// What only another team's record has; `None`: it is ours.
    pub foreign: Option<Box<ForeignDraft>>,
    /// Free fields.
    pub extra: Vec<(String, Value)>,
    /// Its text.
    pub body: BodyDraft,
    /// Syntax faults, if its front matter cannot be read; everything but `id`, `file`, `inner` and `body` is then empty. Else empty.
    pub unreadable: Vec<Diagnostic>,
}

/// Ties to other records, as written on this side.
#[derive(Debug, Clone, Default)]
pub struct RelationsDraft {
    /// `supersedes`; `None`: the key is not there (an empty list says "none").
    pub supersedes: Option<Vec<RelationDraft>>,
    /// `superseded_by`; `None`: the key is not there.
    pub superseded_by: Option<Vec<RelationDraft>>,
    /// `amends`.
    pub amends: Vec<RelationDraft>,
    /// `depends_on`.
    pub depends_on: Vec<RelationDraft>,
    /// `relates_to`.
    pub relates_to: Vec<RelationDraft>,
}

/// One tie.
#[derive(Debug, Clone)]
pub struct RelationDraft {
    /// The other record's id.
    pub id: Name,
    /// The part that is meant.
    pub part: Option<String>,
}

/// `[review]`, or its short form.
#[derive(Debug, Clone, Default)]
pub struct ReviewDraft {
    /// `every`, in whole months.
    pub every_months: Option<u32>,
    /// `on`.
    pub on: Option<Date>,
    /// `when`.
    pub when: Vec<String>,
    /// `watch`: price and relative change.
    pub watch: Vec<(Name, f64)>,
}

/// `[evaluation]`: the readings stand apart until their options are known.
#[derive(Debug, Clone)]
pub struct EvaluationDraft {
    /// Everything but the readings.
    pub terms: Evaluation,
    /// `baseline` and `baselines`, in order, their `option` still a name.
    pub baselines: Vec<(Option<Name>, Measurement)>,
    /// `results`, in order.
    pub results: Vec<(Name, Measurement)>,
}

/// `[[criteria]]` of a record.
#[derive(Debug, Clone)]
pub struct CriterionDraft {
    /// What it shares with a framework's.
    pub terms: RawCriterion,
    /// `scores`: option and score; `None`: the key is not there. A faulty score is not here, and its cell is missing.
    pub scores: Option<Spanned<Vec<(Name, f64)>>>,
    /// `values`: option and reading; `None`: the key is not there.
    pub values: Option<Spanned<Vec<(Name, f64)>>>,
    /// `why`: option and reason.
    pub why: Vec<(Name, String)>,
}

/// `[[voices]]`.
#[derive(Debug, Clone)]
pub struct VoiceDraft {
    /// Its id.
    pub id: Name,
    /// Its name.
    pub name: Option<String>,
    /// How much it counts.
    pub influence: f64,
    /// Criterion and points.
    pub weights: Vec<(Name, f64)>,
    /// Option, then criterion and score.
    pub scores: Vec<(Name, Vec<(Name, f64)>)>,
    /// Where it is written.
    pub span: Span,
}

/// `[matrix] weights`.
#[derive(Debug, Clone)]
pub enum WeightRule {
    /// `"equal"`
    Equal,
    /// Criteria in order of importance, the most important first.
    Order(Vec<Name>),
}
