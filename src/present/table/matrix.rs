//! `STEM.matrix.csv`: a column an option; for each criterion its values, what was read, and what it adds to the score; then the totals.

use super::{Cell, Table};
use crate::{
    analyze::matrix::{Matrix, Row},
    model::{
        criterion::{Criterion, Reading},
        record::Record,
    },
    present::measure,
};

/// Columns before the options'.
const HEADER: [&str; 7] = ["row", "criterion", "name", "measure", "unit", "points", "weight"];

/// The matrix of a record.
pub(in crate::present) fn table<'a>(record: &'a Record, matrix: &'a Matrix) -> Table<'a> {
    let options = record.options.iter().map(|option| option.id.as_str().into());
    let mut rows = Vec::new();
    for (at, criterion) in record.criteria.iter().enumerate() {
        let share = matrix.weights[at];
        let mut add = |word: &'static str, cell: fn(&Row, usize) -> Option<f64>| {
            let mut cells = before(word, criterion, share);
            cells.extend(matrix.rows.iter().map(|row| Cell::number(cell(row, at))));
            rows.push(cells);
        };
        add("value", |row, at| row.values[at]);
        if matches!(criterion.reading, Reading::Measured { .. }) {
            add("reading", |row, at| row.natural[at]);
        }
        add("contribution", |row, at| row.contribution[at]);
    }
    let mut total = |word: &'static str, cell: fn(&Row) -> Cell<'a>| {
        let mut cells = vec![Cell::Empty; HEADER.len()];
        cells[0] = Cell::text(word);
        cells.extend(matrix.rows.iter().map(cell));
        rows.push(cells);
    };
    total("score", |row| Cell::number(row.score));
    total("low", |row| Cell::Number(row.low));
    total("high", |row| Cell::Number(row.high));
    total("rank", |row| Cell::number(row.rank.map(f64::from)));
    total("eligible", |row| Cell::text(if row.eligible { "true" } else { "false" }));
    Table { header: HEADER.into_iter().map(Into::into).chain(options).collect(), rows }
}

/// What every row of a criterion begins with.
fn before<'a>(word: &'static str, criterion: &'a Criterion, share: f64) -> Vec<Cell<'a>> {
    vec![
        Cell::text(word),
        Cell::text(&*criterion.terms.id),
        Cell::text(&*criterion.terms.name),
        Cell::text(measure::word(&criterion.reading)),
        Cell::words(criterion.terms.unit.as_deref()),
        Cell::Number(criterion.points()),
        Cell::Number(share),
    ]
}
