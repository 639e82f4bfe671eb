//! Several people's weights and scores as one matrix (maths.md, 2.9). Inputs are aggregated, not results; each voice's own
//! winner stands beside it, because the mean of products is not the product of means.

use super::{
    ByCriterion,
    standing::{Entry, Standing},
    weighing::{shares as shares_of, weigh},
};
use crate::model::{
    OptionIx,
    criterion::{Reading, Voice},
    record::Record,
};

/// What the voices say of one cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heard {
    /// Mean by influence, over those who scored it.
    pub mean: f64,
    /// Largest score minus smallest.
    pub spread: f64,
}

/// Shares of weight: the mean, by influence, of each voice's own shares. `None` where nobody gives any weight.
pub fn shares(voices: &[Voice]) -> Option<ByCriterion<f64>> {
    let criteria = voices.iter().map(|voice| voice.weights.len()).max()?;
    let mut sums = vec![0.0; criteria];
    for voice in voices {
        for (sum, share) in sums.iter_mut().zip(shares_of(voice.weights.iter().copied())?) {
            *sum += voice.influence * share;
        }
    }
    shares_of(sums.into_iter())
}

/// What the voices say of the cell at `row` (option) and `column` (criterion); `None` where nobody scored it.
pub fn cell(voices: &[Voice], row: usize, column: usize) -> Option<Heard> {
    let scores = || voices.iter().filter_map(|voice| Some((voice.influence, own_score(voice, row, column)?)));
    let influence: f64 = scores().map(|(influence, _)| influence).sum();
    let low = scores().map(|(_, score)| score).reduce(f64::min)?;
    let high = scores().map(|(_, score)| score).reduce(f64::max)?;
    Some(Heard { mean: scores().map(|(influence, score)| influence * score).sum::<f64>() / influence, spread: high - low })
}

/// The option that a voice alone would recommend: its own weights and scores, the group's value where it is silent.
/// Must-haves are judged on the group's values, so `eligible` comes from there.
pub fn own_winner(voice: &Voice, record: &Record, values: &[ByCriterion<Option<f64>>], eligible: &[bool]) -> Option<OptionIx> {
    let weights = shares_of(voice.weights.iter().copied())?;
    let own_value = |row: usize, column: usize| match record.criteria[column].reading {
        Reading::Scored(_) => own_score(voice, row, column).or(values[row][column]),
        Reading::Measured { .. } => values[row][column],
    };
    let entries: Vec<Entry> = eligible
        .iter()
        .enumerate()
        .map(|(row, eligible)| {
            let sums = weigh(&weights, &(0..weights.len()).map(|column| own_value(row, column)).collect::<Vec<_>>());
            Entry { score: sums.score, high: sums.high, eligible: *eligible }
        })
        .collect();
    Standing::of(&entries).winner
}

fn own_score(voice: &Voice, row: usize, column: usize) -> Option<f64> {
    voice.scores.get(row)?.get(column).copied().flatten()
}
