//! Points become shares, and a row of values becomes a score (maths.md, 2.1, 2.2 and 2.4).

use super::ByCriterion;
use crate::model::CriterionIx;

/// Points as shares that sum to 1; `None` where there are none.
pub fn shares(points: impl Iterator<Item = f64> + Clone) -> Option<ByCriterion<f64>> {
    let sum: f64 = points.clone().sum();
    (sum > 0.0).then(|| points.map(|points| points / sum).collect())
}

/// A row's weighted sums.
#[derive(Debug, Clone, PartialEq)]
pub struct Sums {
    /// Criteria with weight and without value.
    pub missing: Vec<CriterionIx>,
    /// `Σ w v`; `None` while a value is missing.
    pub score: Option<f64>,
    /// The score with 1 in place of what is missing.
    pub low: f64,
    /// The score with 5 in place of what is missing.
    pub high: f64,
}

/// Weighs a row. What is missing counts 1 at worst and 5 at best; it is never filled in by stretching what is known, which would reward silence.
pub fn weigh(weights: &[f64], values: &[Option<f64>]) -> Sums {
    let mut sums = Sums { missing: Vec::new(), score: None, low: 0.0, high: 0.0 };
    for (at, (share, value)) in weights.iter().zip(values).enumerate().filter(|(_, (share, _))| **share > 0.0) {
        sums.low += share * value.unwrap_or(1.0);
        sums.high += share * value.unwrap_or(5.0);
        if value.is_none() {
            sums.missing.push(CriterionIx::at(at));
        }
    }
    sums.score = sums.missing.is_empty().then_some(sums.low);
    sums
}
