//! Frameworks: tracks, factors, criteria, questions, checklist and thresholds, all of them data.

use super::{ItemIx, QuestionIx, TrackIx, criterion::OfferedCriterion};
use crate::base::{
    date::TimeSpan,
    source::{FileId, Span},
    value::Value,
};

/// What a track does, as the checks see it; they know no track by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Makes the thing.
    Build,
    /// Rents it.
    Buy,
    /// Takes one and changes it.
    Adapt,
}

impl Role {
    /// The word people write.
    pub fn word(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::Buy => "buy",
            Self::Adapt => "adapt",
        }
    }
}

/// Where a usual range ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum UpperEnd {
    /// Here.
    At(f64),
    /// Usually here, and sometimes well beyond (`"5_000_000+"`).
    OrMore(f64),
    /// Nowhere in particular.
    Open,
}

impl UpperEnd {
    /// The largest figure that is still usual; infinite for an end that is open.
    pub fn limit(self) -> f64 {
        match self {
            Self::At(end) => end,
            Self::OrMore(_) | Self::Open => f64::INFINITY,
        }
    }
}

/// A usual range, or words.
#[derive(Debug, Clone, PartialEq)]
pub enum Typical {
    /// From a figure to an end.
    Range(f64, UpperEnd),
    /// A span of time.
    Time(TimeSpan),
    /// Words, compared with nothing.
    Words(String),
}

/// What a track usually takes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TypicalFigures {
    /// Time to production.
    pub time: Option<Typical>,
    /// Paid before production, in the base currency.
    pub upfront: Option<Typical>,
    /// People.
    pub team: Option<Typical>,
    /// Examples to learn from.
    pub examples: Option<Typical>,
}

/// One way to go.
#[derive(Debug, Clone, PartialEq)]
pub struct Track {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Name of an icon of the theme.
    pub icon: Option<String>,
    /// What it is, in a sentence or two.
    pub summary: Option<String>,
    /// When it is the right way.
    pub justified_when: Option<String>,
    /// What the checks see in it.
    pub role: Option<Role>,
    /// Its steps, in order.
    pub steps: Vec<String>,
    /// Cloud capabilities that it needs: ids.
    pub needs: Vec<String>,
    /// What it usually takes.
    pub typical: TypicalFigures,
    /// Where it is defined.
    pub span: Span,
}

/// A row of the trade-off table.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// A cell a track, in the framework's order.
    pub cells: Vec<Option<Typical>>,
    /// Unit of ranges in its cells, where they have one.
    pub unit: Option<String>,
}

/// Where an answer leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leads {
    /// To another question.
    Question(QuestionIx),
    /// To a track: the end.
    Track(TrackIx),
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Where it leads.
    pub then: Leads,
}

/// A question of the decision diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// The question.
    pub ask: String,
    /// Why it is asked.
    pub why: Option<String>,
    /// The answers; at least one.
    pub answers: Vec<Answer>,
    /// Where it is defined.
    pub span: Span,
}

/// An item of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChecklistItem {
    /// Its id.
    pub id: String,
    /// What is to be done.
    pub item: String,
    /// Codes of checks that must not fire for it to be done.
    pub rules: Vec<String>,
    /// Facts of the record that must be there, as front-matter paths.
    pub needs: Vec<String>,
}

/// A known way to go wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AntiPattern {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Why it hurts.
    pub why: String,
    /// What to do instead.
    pub instead: Option<String>,
    /// Prefix of the checks that find it.
    pub rule: Option<String>,
}

/// Declares the thresholds: one list for the struct, its defaults, its reader and its documentation.
macro_rules! thresholds {
    ($($(#[doc = $doc:literal])* $name:ident = $default:literal,)*) => {
        /// Every number that a check compares with. Site over framework over these defaults (ruling 25).
        #[derive(Debug, Clone, PartialEq)]
        pub struct Thresholds {
            $($(#[doc = $doc])* pub $name: f64,)*
        }

        impl Default for Thresholds {
            fn default() -> Self {
                Self { $($name: $default,)* }
            }
        }

        impl Thresholds {
            /// Name, default and meaning of each, in order.
            pub const ALL: &[(&str, f64, &str)] = &[$((stringify!($name), $default, concat!($($doc),*)),)*];

            /// One by name; `None` where there is none of that name.
            pub fn get(&self, name: &str) -> Option<f64> {
                match name {
                    $(stringify!($name) => Some(self.$name),)*
                    _ => None,
                }
            }

            /// Sets one by name; `false` where there is none of that name.
            pub fn set(&mut self, name: &str, value: f64) -> bool {
                match name {
                    $(stringify!($name) => self.$name = value,)*
                    _ => return false,
                }
                true
            }
        }
    };
}

thresholds! {
    /// Share of the accuracy target that a bought model must reach for the 90 % rule to speak (`AP01b`, `AP06`).
    ninety_percent = 0.9,
    /// Relative gain over the baseline that does not justify building (`AP01c`).
    small_gain = 0.05,
    /// Fewer examples than this are too few (`AP02b`).
    min_examples = 100.0,
    /// Fewer examples than this are few (`AP02c`).
    few_examples = 1000.0,
    /// Usage cost of a model year, in the base currency, that asks for a comparison (`AP03c`, `AP03d`).
    usage_alarm = 50_000.0,
    /// Days after training by which the result must be measured (`AP04e`).
    measure_within_days = 30.0,
    /// Longest interval of reviews, in months (`AP05b`).
    review_months = 6.0,
    /// Relative change of a price that counts as moved (`AP05g`).
    price_moved = 0.2,
    /// Relative error of a forecast that is told (`AP05g`).
    forecast_error = 0.25,
    /// Part of the old margin below which it counts as halved.
    margin_halved = 0.5,
    /// Share of one criterion that dominates the rest (`MM02`).
    dominant_share = 0.5,
    /// Margin below which there is no clear winner (`MM04`).
    close_call = 0.1,
    /// Share of ordered weight space below which the winner is weak (`MM05`).
    weak_winner = 0.5,
    /// Spread of values below which a criterion does not discriminate (`MM06`).
    small_spread = 0.5,
    /// Distance of a weight flip that is small (`MM10`).
    weight_flip = 0.05,
    /// Size of a cell flip that is small (`MM11`).
    cell_flip = 1.0,
    /// Spread between voices that is told (`MM17`).
    voice_spread = 2.0,
    /// High over low from which a range asks for a log-triangular shape (`MM20`).
    wide_range = 10.0,
    /// Months before its end at which a service counts as about to be retired.
    retiring_months = 12.0,
}

/// A decision framework.
#[derive(Debug, Clone, PartialEq)]
pub struct Framework {
    /// Where it is defined.
    pub file: FileId,
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What it is for.
    pub summary: Option<String>,
    /// Interval of reviews in months; `Some` asks records that use it for reviews.
    pub review_months: Option<u32>,
    /// The ways to go.
    pub tracks: Vec<Track>,
    /// The trade-off table.
    pub factors: Vec<Factor>,
    /// Criteria on offer.
    pub criteria: Vec<OfferedCriterion>,
    /// The decision diagram; the first is the root.
    pub questions: Vec<Question>,
    /// The checklist.
    pub checklist: Vec<ChecklistItem>,
    /// Known ways to go wrong.
    pub antipatterns: Vec<AntiPattern>,
    /// What the checks compare with, the site's own settings applied.
    pub thresholds: Thresholds,
    /// Names of those that the framework has set itself.
    pub thresholds_set: Vec<&'static str>,
    /// Free fields.
    pub extra: Vec<(String, Value)>,
}

impl Framework {
    /// The track of this id.
    pub fn track(&self, id: &str) -> Option<TrackIx> {
        self.tracks.iter().position(|track| track.id == id).map(TrackIx::at)
    }

    /// The checklist item of this id.
    pub fn item(&self, id: &str) -> Option<ItemIx> {
        self.checklist.iter().position(|item| item.id == id).map(ItemIx::at)
    }
}
