//! What was measured, what there is to learn from, what the use asks for.

use super::OptionIx;
use crate::base::date::Date;

/// Higher or lower is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// Higher is better.
    #[default]
    Higher,
    /// Lower is better.
    Lower,
}

/// A measurement.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    /// The option that was measured.
    pub option: Option<OptionIx>,
    /// The model that was measured.
    pub model: Option<String>,
    /// The reading.
    pub value: f64,
    /// The day.
    pub on: Option<Date>,
    /// The test set.
    pub set: Option<String>,
    /// Whether prompts had been worked on.
    pub prompt_engineered: Option<bool>,
}

/// What was measured, on one agreed test set.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evaluation {
    /// What is measured.
    pub metric: Option<String>,
    /// Which way is better.
    pub direction: Direction,
    /// What must be reached.
    pub target: Option<f64>,
    /// When the metric was agreed on.
    pub agreed_on: Option<Date>,
    /// The test set.
    pub set: Option<String>,
    /// What the chosen option is expected to reach.
    pub expected: Option<f64>,
    /// Readings before; the best counts.
    pub baselines: Vec<Measurement>,
    /// Readings after, by option.
    pub results: Vec<Measurement>,
}

impl Evaluation {
    /// The best of the baselines; the first of equals.
    pub fn baseline(&self) -> Option<&Measurement> {
        self.baselines.iter().reduce(|best, next| {
            let better = match self.direction {
                Direction::Higher => next.value > best.value,
                Direction::Lower => next.value < best.value,
            };
            if better { next } else { best }
        })
    }
}

/// What there is to learn from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DataFacts {
    /// Examples in all.
    pub examples: Option<u64>,
    /// Of these, kept for testing.
    pub holdout: Option<u64>,
    /// Whether nobody else has such data.
    pub unique: Option<bool>,
    /// Who else sees data.
    pub third_parties: Option<Vec<String>>,
    /// What labelling takes.
    pub labelling: Option<String>,
}

/// When a model was trained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Training {
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
}

/// What the use asks for, in words or numbers with their unit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Requirements {
    /// How fast.
    pub latency: Option<String>,
    /// How much.
    pub throughput: Option<String>,
    /// Under which rules.
    pub compliance: Option<String>,
}
