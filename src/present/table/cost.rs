//! `STEM.cost.csv`: a row a cost and a row an option, by year, undiscounted, with the total and the present value.

use std::borrow::Cow;

use super::{Cell, Table};
use crate::{
    analyze::cost::{CostLine, Costs},
    model::{OptionIx, cost::Tco, record::Record},
};

/// Columns before the years'.
const HEADER: [&str; 8] = ["row", "option", "name", "cost", "cost_name", "kind", "category", "currency"];

/// The costs of a record.
pub(in crate::present) fn table<'a>(record: &'a Record, costs: &'a Costs, tco: &'a Tco) -> Table<'a> {
    let years = (1..=costs.years).map(|year| Cow::from(format!("year_{year}")));
    let header = HEADER.into_iter().map(Cow::from).chain(years).chain(["total".into(), "pv".into()]).collect();
    let mut rows = Vec::new();
    for ix in record.option_ixs() {
        let cost = costs.option(ix);
        for line in cost.iter().flat_map(|cost| &cost.lines) {
            rows.push(row((record, ix), Some(line), &tco.currency, Some((&line.years, line.total, line.present_value))));
        }
        let figures = cost.map(|cost| (cost.years.as_slice(), cost.total, cost.present_value));
        rows.push(row((record, ix), None, &tco.currency, figures));
    }
    let width = HEADER.len() + costs.years + 2;
    for row in &mut rows {
        row.resize(width, Cell::Empty);
    }
    Table { header, rows }
}

/// One row; without figures for an option that is not costed, whose figures stay empty.
fn row<'a>(
    (record, ix): (&'a Record, OptionIx),
    line: Option<&CostLine>,
    currency: &'a str,
    figures: Option<(&[f64], f64, f64)>,
) -> Vec<Cell<'a>> {
    let option = record.option(ix);
    let mut cells = vec![Cell::text(if line.is_some() { "cost" } else { "option" }), Cell::text(&*option.id), Cell::text(&*option.name)];
    match line {
        Some(line) => {
            let cost = line.cost(record);
            cells.extend([
                Cell::Text(line.path(record, ix)),
                Cell::text(cost.terms.name()),
                Cell::text(cost.kind.word()),
                Cell::words(cost.terms.category()),
            ]);
        }
        None => cells.extend([const { Cell::Empty }; 4]),
    }
    cells.push(Cell::text(currency));
    if let Some((years, total, present_value)) = figures {
        cells.extend(years.iter().chain([&total, &present_value]).map(|money| Cell::Number(*money)));
    }
    cells
}
