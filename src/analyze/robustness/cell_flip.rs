//! Single cells that, moved alone, bring a challenger level with the winner (maths.md, 2.8; after Triantaphyllou and Sanchez, 1997).

use super::{CellFlip, ReadingMove, contest::Contest};
use crate::{
    analyze::{EPS, matrix::Matrix, value},
    model::{criterion::Reading, record::Record},
};

/// Flips that are kept.
const KEPT: usize = 5;

/// The smallest flips: by size, then by the ids of option and criterion.
pub(super) fn cell_flips(record: &Record, matrix: &Matrix, contest: &Contest, place: usize) -> Vec<CellFlip> {
    let mut flips = Vec::with_capacity(2 * contest.options.len() * contest.criteria.len());
    let winner = contest.row(place);
    for (other, challenger) in contest.rows().enumerate().filter(|(other, _)| *other != place) {
        let lead: f64 = contest.weights.iter().zip(winner.iter().zip(challenger)).map(|(share, (w, c))| share * (w - c)).sum();
        for (column, criterion) in contest.criteria.iter().enumerate() {
            let change = lead / contest.weights[column];
            let flip = |at: usize, change: f64| CellFlip {
                option: contest.options[at],
                criterion: *criterion,
                change,
                versus: contest.options[other],
                reading: None,
            };
            if challenger[column] + change <= 5.0 + EPS {
                flips.push(flip(other, change));
            }
            if winner[column] - change >= 1.0 - EPS {
                flips.push(flip(place, -change));
            }
        }
    }
    let ids = |flip: &CellFlip| (&record.option(flip.option).id, &record.criteria[flip.criterion.index()].terms.id);
    let order = |a: &CellFlip, b: &CellFlip| a.change.abs().total_cmp(&b.change.abs()).then_with(|| ids(a).cmp(&ids(b)));
    flips.sort_by(order);
    flips.truncate(KEPT);
    // They stay with the record: ten thousand of those would hold a lot of room for nothing.
    flips.shrink_to_fit();
    for flip in &mut flips {
        flip.reading = reading(record, matrix, flip);
    }
    flips
}

/// The flip as a move of the natural reading, where the cell was measured.
fn reading(record: &Record, matrix: &Matrix, flip: &CellFlip) -> Option<ReadingMove> {
    let Reading::Measured { value: function, .. } = &record.criteria[flip.criterion.index()].reading else { return None };
    let row = matrix.row(flip.option);
    let (from, value) = (row.natural[flip.criterion.index()]?, row.values[flip.criterion.index()]?);
    let to = value::reading_of(function, from, (value + flip.change).clamp(1.0, 5.0))?;
    Some(ReadingMove { from, to: to.reading, beyond: to.beyond })
}
