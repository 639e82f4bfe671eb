//! Criteria: what options are judged by, and how a reading becomes a value from 1 to 5.

use super::OptionIx;
use crate::base::source::Span;

/// Turns a reading in its natural unit into a value in [1, 5] (maths.md, 2.6). Anchors are declared, never taken from the options.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueFunction {
    /// `1 + 4 (x − worst) / (best − worst)`; `best < worst` means that lower is better.
    Linear {
        /// Reading worth 5.
        best: f64,
        /// Reading worth 1.
        worst: f64,
    },
    /// The same on `ln x`; everything positive.
    Log {
        /// Reading worth 5.
        best: f64,
        /// Reading worth 1.
        worst: f64,
    },
    /// Straight lines through `(reading, value)`, readings strictly increasing, at least two.
    Points(Vec<(f64, f64)>),
    /// `(up_to, value)`: each bound inclusive and rising, the last one open.
    Steps(Vec<(Option<f64>, f64)>),
}

/// Where a measured criterion's readings come from.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// Each option's `time`, in months.
    Time,
    /// Each option's `team`, in people.
    Team,
    /// Each option's cost over the horizon, present value, in the record's currency.
    PresentValue,
    /// Each option's cost over the horizon, undiscounted, in the record's currency.
    Total,
    /// Readings given here, one an option, in the criterion's `unit`.
    Given(Vec<Option<f64>>),
}

/// How a criterion gets its values.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// Scored by hand, 1 to 5: one an option, `None` where nobody has said.
    Scored(Vec<Option<f64>>),
    /// Measured, and turned into a value.
    Measured {
        /// Where readings come from.
        measure: Measure,
        /// How they become values.
        value: ValueFunction,
    },
}

/// What a score means, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The score, 1 to 5.
    pub score: u8,
    /// Its meaning.
    pub meaning: String,
}

/// A condition that knocks an option out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Must {
    /// The value, 1 to 5, is at least this.
    Value(f64),
    /// The natural reading is at least this.
    AtLeast(f64),
    /// The natural reading is at most this.
    AtMost(f64),
}

/// What a criterion asks, whoever defines it: no scores yet.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionTerms {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// The question that a score answers.
    pub question: Option<String>,
    /// What the scores mean, in rising order.
    pub anchors: Vec<Anchor>,
    /// Points; shares are computed. `None` where nobody has given any (an error once a record lists the criterion).
    pub weight: Option<f64>,
    /// Unit of the natural reading: as given, else `months`, `people` or the record's currency.
    pub unit: Option<String>,
    /// Conditions that knock an option out, all of them.
    pub musts: Vec<Must>,
    /// Whether it speaks of cost: left out of the benefit score. Always so for `tco` and `tco.total`.
    pub cost: bool,
    /// Where it is defined.
    pub span: Span,
}

/// A criterion as a framework offers it, with how it is measured where the framework says so.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferedCriterion {
    /// What it asks.
    pub terms: CriterionTerms,
    /// Where readings come from; never [`Measure::Given`], for a framework has no options.
    pub measure: Option<Measure>,
    /// How readings become values.
    pub value: Option<ValueFunction>,
}

/// A criterion of a record's matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// What it asks; in a record's matrix `terms.weight` is always given.
    pub terms: CriterionTerms,
    /// How its values come about.
    pub reading: Reading,
    /// Why a cell is what it is, where somebody wrote it down.
    pub why: Vec<(OptionIx, String)>,
}

impl Criterion {
    /// Points given to it.
    pub fn points(&self) -> f64 {
        self.terms.weight.unwrap_or(0.0)
    }
}

/// One voice of several that weigh and score (maths.md, 2.9).
#[derive(Debug, Clone, PartialEq)]
pub struct Voice {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// How much it counts against the others, > 0.
    pub influence: f64,
    /// Points by criterion, in the record's order; 0 where it gives none. Their sum is > 0.
    pub weights: Vec<f64>,
    /// Scores by option, then criterion, in the record's order.
    pub scores: Vec<Vec<Option<f64>>>,
}
