//! The bare numbers of a matrix: the options that take part, the criteria that weigh, and the values between them.
//! Knows no names; whoever asks translates rows and columns back.

use crate::{
    analyze::{EPS, matrix::Matrix},
    model::{CriterionIx, OptionIx},
};

/// Eligible, complete options against criteria with weight.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Contest {
    /// The options, in the record's order.
    pub(super) options: Vec<OptionIx>,
    /// The criteria, in the record's order.
    pub(super) criteria: Vec<CriterionIx>,
    /// Their shares; they sum to 1.
    pub(super) weights: Vec<f64>,
    /// Values, option by option.
    values: Vec<f64>,
}

impl Contest {
    /// The contest that a matrix holds.
    pub(super) fn of(matrix: &Matrix) -> Self {
        let weighed = matrix.weights.iter().enumerate().filter(|(_, share)| **share > 0.0);
        let (criteria, weights): (Vec<CriterionIx>, Vec<f64>) = weighed.map(|(at, share)| (CriterionIx::at(at), *share)).unzip();
        let taking_part = matrix.rows.iter().enumerate().filter(|(_, row)| row.takes_part());
        let options: Vec<OptionIx> = taking_part.map(|(at, _)| OptionIx::at(at)).collect();
        let value = |option: OptionIx, criterion: CriterionIx| matrix.row(option).values[criterion.index()];
        let cells = options.iter().flat_map(|option| criteria.iter().map(move |criterion| value(*option, *criterion)));
        let values = cells.map(|value| value.expect("a row with a score lacks no value that weighs")).collect();
        Self { options, criteria, weights, values }
    }

    /// Values of the option at `row`, by criterion.
    pub(super) fn row(&self, row: usize) -> &[f64] {
        let width = self.criteria.len();
        &self.values[row * width..(row + 1) * width]
    }

    /// All rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[f64]> {
        (0..self.options.len()).map(|row| self.row(row))
    }

    /// Place of an option among those that take part.
    pub(super) fn place(&self, option: OptionIx) -> Option<usize> {
        self.options.iter().position(|taking_part| *taking_part == option)
    }

    /// Pairs of a worse and a better option: nowhere better, somewhere worse.
    pub(super) fn dominated(&self) -> Vec<(OptionIx, OptionIx)> {
        let mut pairs = Vec::new();
        for (worse, row) in self.rows().enumerate() {
            for (better, other) in self.rows().enumerate().filter(|(better, _)| *better != worse) {
                let leads = || row.iter().zip(other).map(|(value, other)| other - value);
                if leads().all(|lead| lead >= -EPS) && leads().any(|lead| lead > EPS) {
                    pairs.push((self.options[worse], self.options[better]));
                }
            }
        }
        pairs
    }
}
