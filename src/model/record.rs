//! A decision record: what was decided, between what, why, and when to look again.

use std::sync::Arc;

use super::{
    FrameworkIx, ItemIx, OptionIx, ProviderIx, QuestionIx, RecordIx, SourceIx, TrackIx,
    body::Body,
    cost::{Costing, Tco},
    criterion::{Criterion, Voice},
    framework::Role,
    lint::Lint,
    origin::Form,
    places::Places,
    quantity::Amount,
    review::{ReviewEntry, ReviewPlan},
};
use crate::base::{
    date::{Date, TimeSpan},
    diagnostic::Diagnostic,
    history::FileHistory,
    source::{FileId, Span},
    value::Value,
};

pub use super::facts::{DataFacts, Direction, Evaluation, Measurement, Requirements, Training};

/// Where a decision stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Being written; left out unless asked for.
    Draft,
    /// Up for decision.
    Proposed,
    /// Decided.
    Accepted,
    /// Decided against.
    Rejected,
    /// No longer recommended, with nothing in its place.
    Deprecated,
    /// Another record took its place.
    Superseded,
    /// Said in words that have no such meaning; they are kept in `Record::status_text`. Other teams' records only.
    Unknown,
    /// Nobody has said.
    Absent,
    /// Its front matter cannot be read.
    Unreadable,
}

impl Status {
    /// All that people can write.
    pub const WRITTEN: &[(&'static str, Self)] = &[
        ("draft", Self::Draft),
        ("proposed", Self::Proposed),
        ("accepted", Self::Accepted),
        ("rejected", Self::Rejected),
        ("deprecated", Self::Deprecated),
        ("superseded", Self::Superseded),
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Deprecated => "deprecated",
            Self::Superseded => "superseded",
            Self::Unknown => "unknown",
            Self::Absent => "no status",
            Self::Unreadable => "unreadable",
        }
    }
}

/// How sure the deciders were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confidence {
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
}

impl Confidence {
    /// The word people write.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// A tie to another record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The other record.
    pub to: RecordIx,
    /// The part that is meant; empty where nobody said which; `None`: the whole.
    pub part: Option<String>,
    /// The word that another team has for it, where it says more than the kind: `clarifies`.
    pub label: Option<String>,
    /// Whether only the other side wrote it down.
    pub derived: bool,
}

/// All ties of a record, each list in order of the other's place, both directions filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Relations {
    /// Records that it takes the place of.
    pub supersedes: Vec<Relation>,
    /// Records that take its place, announced ones (proposed, draft) among them.
    pub superseded_by: Vec<Relation>,
    /// Records that it changes.
    pub amends: Vec<Relation>,
    /// Records that change it.
    pub amended_by: Vec<Relation>,
    /// Records that it builds on.
    pub depends_on: Vec<Relation>,
    /// Records that build on it.
    pub needed_by: Vec<Relation>,
    /// Records that are worth reading with it.
    pub relates_to: Vec<Relation>,
}

/// One of the ways that a record weighs: `[[options]]`. The field's other word for it leaves Rust's `Option` alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// The framework's track that it follows.
    pub track: Option<TrackIx>,
    /// What the checks see in it: its own, else its track's.
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
    /// Cloud capabilities: its own, ids; `None`: its track's count.
    pub needs: Option<Vec<String>>,
    /// The provider that was picked.
    pub cloud: Option<ProviderIx>,
    /// Whether it means leaving things as they are.
    pub status_quo: bool,
    /// What it costs.
    pub costing: Costing,
    /// Where it is written.
    pub span: Span,
}

/// What was said of a checklist item by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// It is done.
    Done {
        /// When.
        on: Option<Date>,
        /// By whom.
        by: Option<String>,
        /// A link or words that show it.
        evidence: Option<String>,
    },
    /// It need not be done.
    Waived {
        /// Why.
        why: String,
    },
}

/// A record.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// Where it is written.
    pub file: FileId,
    /// The place to blame for the whole: its title's value, else the top of the file.
    pub span: Span,
    /// The source it was found in.
    pub source: SourceIx,
    /// Prefix of its id and address.
    pub scope: Option<String>,
    /// Its id within the scope.
    pub id: String,
    /// Its address without ending: `0007-support-assistant`, `payments/0012-card-vault`.
    pub stem: String,
    /// Its title.
    pub title: String,
    /// Where it stands: superseded as soon as an accepted record takes its place, whatever it says itself.
    pub status: Status,
    /// What it says itself.
    pub stated: Status,
    /// The words it says that in, where it is another team's: `Accepted on 2018-09-26`.
    pub status_text: Option<String>,
    /// The form it is written in, where it is not ours.
    pub form: Option<Form>,
    /// The day it got its status.
    pub date: Option<Date>,
    /// Whether that is the day of its file's first commit, since nothing in it states one. Other teams' records only.
    pub date_derived: bool,
    /// The day it was first accepted, where that differs.
    pub decided: Option<Date>,
    /// Who decided.
    pub deciders: Vec<String>,
    /// Who was asked.
    pub consulted: Vec<String>,
    /// Who was told.
    pub informed: Vec<String>,
    /// Who reviews: as written, else the first decider.
    pub owner: Option<String>,
    /// Tags, each once.
    pub tags: Vec<String>,
    /// The framework it follows.
    pub framework: Option<FrameworkIx>,
    /// The option it decided for.
    pub chosen: Option<OptionIx>,
    /// Why, where that is not what the numbers say.
    pub why: Option<String>,
    /// How sure.
    pub confidence: Option<Confidence>,
    /// One sentence for lists and cards.
    pub summary: Option<String>,
    /// Ties to others.
    pub relations: Relations,
    /// When to look again; `None`: it asks for no review.
    pub review: Option<ReviewPlan>,
    /// Reviews that were held, oldest first.
    pub reviews: Vec<ReviewEntry>,
    /// What was measured.
    pub evaluation: Option<Evaluation>,
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
    pub options: Vec<Alternative>,
    /// What they are judged by; empty: no matrix.
    pub criteria: Vec<Criterion>,
    /// Who judges, where several do; else empty and the criteria hold weights and scores.
    pub voices: Vec<Voice>,
    /// Whether a fault that was told keeps the matrix from being computed.
    pub matrix_withheld: bool,
    /// The frame of its costs; `None`: it has none.
    pub tco: Option<Tco>,
    /// Answers to the framework's questions, by place in `Question::answers`.
    pub path: Vec<(QuestionIx, usize)>,
    /// What was said of the framework's checklist.
    pub checklist: Vec<(ItemIx, Mark)>,
    /// Globs of the files that it governs.
    pub affects: Vec<String>,
    /// Levels of checks.
    pub lints: Vec<Lint>,
    /// Where findings of the checks point.
    pub places: Places,
    /// The log it was taken from.
    pub imported_from: Option<String>,
    /// Free fields.
    pub extra: Vec<(String, Value)>,
    /// Its text.
    pub body: Body,
    /// What version control knows of its file; `None`: nothing.
    pub history: Option<Arc<FileHistory>>,
    /// Faults of an unreadable record, for its stub page.
    pub faults: Vec<Diagnostic>,
}

impl Record {
    /// Id with its scope: `0007`, `payments/0012`.
    pub fn full_id(&self) -> String {
        self.scope.as_ref().map_or_else(|| self.id.clone(), |scope| format!("{scope}/{}", self.id))
    }

    /// Address of its page from the root of the site.
    pub fn url(&self) -> String {
        format!("{}.html", self.stem)
    }

    /// Accepted and not wholly superseded (ruling 5).
    pub fn in_force(&self) -> bool {
        self.status == Status::Accepted
    }

    /// Whether the day of the decision is still to come, so that today's prices count (ruling 12).
    pub fn is_open(&self) -> bool {
        matches!(self.status, Status::Draft | Status::Proposed)
    }

    /// The day it was decided: `decided`, else `date`.
    pub fn decided_on(&self) -> Option<Date> {
        self.decided.or(self.date)
    }

    /// The day that prices are taken from (ruling 12).
    pub fn price_day(&self, today: Date) -> Date {
        if self.is_open() { today } else { self.decided_on().unwrap_or(today) }
    }

    /// The option behind a handle.
    pub fn option(&self, ix: OptionIx) -> &Alternative {
        &self.options[ix.index()]
    }

    /// Handles of all options, in order.
    pub fn option_ixs(&self) -> impl Iterator<Item = OptionIx> + use<> {
        (0..self.options.len()).map(OptionIx::at)
    }
}
