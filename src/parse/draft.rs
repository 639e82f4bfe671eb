//! What one record says, before any name is looked up. Names keep their text and place; whatever names nothing is already in its final form.

use super::{criterion::RawCriterion, markdown::BodyDraft};
use crate::{
    base::{
        date::{Date, TimeSpan},
        diagnostic::Diagnostic,
        source::{FileId, Span, Spanned},
        value::Value,
    },
    model::{
        cost::{Band, Billing, Per, PriceChange, TierMode, Volume},
        framework::Role,
        lint::Lint,
        quantity::Amount,
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
    /// The log it was taken from.
    pub imported_from: Option<String>,
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

/// `[[options]]`.
#[derive(Debug, Clone)]
pub struct OptionDraft {
    /// Its id.
    pub id: Name,
    /// Its name.
    pub name: Option<String>,
    /// Its track, where it names one.
    pub track: Option<Name>,
    /// Its role, where it states one.
    pub role: Option<Role>,
    /// What it is.
    pub summary: Option<String>,
    /// What speaks for it.
    pub pros: Vec<String>,
    /// What speaks against it.
    pub cons: Vec<String>,
    /// Time to production.
    pub time: Option<TimeSpan>,
    /// People.
    pub team: Option<Amount>,
    /// Cloud capabilities; `None`: the key is not there.
    pub needs: Option<Vec<Name>>,
    /// The provider.
    pub cloud: Option<Name>,
    /// Whether it means leaving things as they are.
    pub status_quo: bool,
    /// Its costs; `None`: the key is not there.
    pub costs: Option<Vec<CostDraft>>,
    /// Its parts; `None`: the key is not there.
    pub mix: Option<Spanned<Vec<MixDraft>>>,
    /// Its steps; `None`: the key is not there.
    pub phases: Option<Spanned<Vec<PhaseDraft>>>,
    /// Whether a fault that was told keeps it from being costed.
    pub costs_faulty: bool,
    /// Where it is written.
    pub span: Span,
}

/// A part of a mix.
#[derive(Debug, Clone)]
pub struct MixDraft {
    /// The option.
    pub option: Name,
    /// Its share.
    pub share: f64,
    /// How much of its fixed costs is paid; 1 where nothing was said.
    pub fixed: f64,
}

/// A step of a progression.
#[derive(Debug, Clone)]
pub struct PhaseDraft {
    /// The option.
    pub option: Name,
    /// Month in which its fixed costs start.
    pub from: u32,
    /// Month in which it takes over; `from` where nothing was said.
    pub serves_from: u32,
    /// Where it is written.
    pub span: Span,
}

/// A unit price as written.
#[derive(Debug, Clone)]
pub enum PriceDraft {
    /// A number.
    Fixed(Amount),
    /// An entry of the price book.
    Named(Name),
}

/// A tariff as written.
#[derive(Debug, Clone)]
pub enum TariffDraft {
    /// The same for each unit.
    Flat(PriceDraft),
    /// By bands, checked.
    Tiers(TierMode, Vec<Band>),
}

/// The six kinds of cost, as written.
#[derive(Debug, Clone)]
pub enum CostKindDraft {
    /// `once`.
    Once {
        /// How much.
        amount: Amount,
        /// Month.
        month: u32,
    },
    /// `recurring`.
    Recurring {
        /// How much.
        amount: Amount,
        /// For which period.
        per: Per,
        /// When paid.
        billing: Billing,
    },
    /// `team`.
    Team {
        /// How many.
        fte: Amount,
        /// Salary of one, a year.
        annual_cost: Amount,
        /// On top.
        load: f64,
        /// Growth of hiring.
        ramp_months: u32,
    },
    /// `usage`.
    Usage {
        /// The volume.
        volume: Name,
        /// What a unit costs.
        tariff: TariffDraft,
        /// As written; `None`: nothing was said, and 1 counts.
        multiplier: Option<f64>,
    },
    /// `capacity`.
    Capacity {
        /// The volume.
        volume: Name,
        /// What a unit carries.
        per_unit: f64,
        /// Units kept at least.
        min_units: f64,
        /// Price of a unit a month.
        price: PriceDraft,
        /// As written; `None`: nothing was said, and 1 counts.
        multiplier: Option<f64>,
    },
    /// `exit`.
    Exit {
        /// How much.
        amount: Amount,
    },
}

/// `[[options.costs]]`. A cost with a fault is not here; its option is then marked `costs_faulty`.
#[derive(Debug, Clone)]
pub struct CostDraft {
    /// Its id.
    pub id: Name,
    /// Its name.
    pub name: Option<String>,
    /// A free word to group by.
    pub category: Option<String>,
    /// Its currency, where it states one.
    pub currency: Option<Name>,
    /// Remark.
    pub note: Option<String>,
    /// Where the figure comes from.
    pub source: Option<String>,
    /// Kind and figures.
    pub kind: CostKindDraft,
    /// First month.
    pub start: u32,
    /// One past the last month.
    pub end: Option<u32>,
    /// How it moves.
    pub price_change: Option<PriceChange>,
    /// Where it is written.
    pub span: Span,
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

/// `[tco]`, defaults filled in.
#[derive(Debug, Clone)]
pub struct TcoDraft {
    /// Horizon.
    pub months: u32,
    /// Effective rate a year.
    pub discount_rate: f64,
    /// Base currency; `None`: the site's.
    pub currency: Option<String>,
    /// Draws.
    pub samples: u32,
    /// Base units for one unit of each foreign currency.
    pub rates: Vec<(String, f64)>,
    /// The day of those rates.
    pub rates_on: Option<Date>,
    /// Volumes; a volume with a fault is not here, and costs that name it are faulty (see `faulty_volumes`).
    pub volumes: Vec<Volume>,
    /// Ids of volumes that are there but faulty.
    pub faulty_volumes: Vec<String>,
    /// The primary volume.
    pub volume: Option<Name>,
    /// Where crossovers are looked for.
    pub range: Option<(f64, f64)>,
    /// Scenarios.
    pub scenarios: Vec<ScenarioDraft>,
}

/// `[[tco.scenarios]]`: the volumes and costs that it changes, read again as a whole with its values in them.
#[derive(Debug, Clone)]
pub struct ScenarioDraft {
    /// Its id.
    pub id: Name,
    /// Its name.
    pub name: Option<String>,
    /// Path and value as written, in order.
    pub set: Vec<(String, String)>,
    /// Volumes that it changes.
    pub volumes: Vec<Volume>,
    /// Costs that it changes: option's id, and the cost.
    pub costs: Vec<(String, CostDraft)>,
}
