//! The frame of the sheet `Cost`: which column holds what, and the rows that every cost is computed with: months, discount, volumes.

use std::fmt::Write;

use super::{
    Cell, Sheet, Style, Subject,
    address::letters,
    inputs::{Inputs, VolumeAt},
};
use crate::{
    analyze::cost::grid::Grid,
    model::cost::{Volume, VolumePer},
};

/// Columns before the years': option, cost, kind, paid, first month, end, total, present value.
pub(super) const BEFORE: usize = 8;
/// Row that numbers the months, from 0.
pub(super) const MONTHS: usize = 3;
/// Row of discount factors at the start of each month.
pub(super) const AT_START: usize = 4;
/// Row of discount factors at the end of each month.
pub(super) const AT_END: usize = 5;

/// Where columns and rows are.
pub(super) struct Frame {
    /// The months with their factors and volumes, as the program computed them.
    pub(super) grid: Grid,
    /// Letters of the first month's column.
    pub(super) first: String,
    /// Letters of the last month's.
    pub(super) last: String,
    years: usize,
}

impl Frame {
    pub(super) fn new(of: &Subject<'_>) -> Self {
        let grid = Grid::new(of.tco);
        let years = grid.years();
        let first = BEFORE + years;
        Self { first: letters(first), last: letters(first + of.tco.months as usize - 1), grid, years }
    }

    /// The row of a volume.
    pub(super) fn volume_row(at: usize) -> usize {
        AT_END + 1 + at
    }

    /// All months of a row.
    pub(super) fn months(&self, row: usize) -> String {
        format!("{}{row}:{}{row}", self.first, self.last)
    }

    /// The months of a row that holds for all others.
    pub(super) fn months_of_all(&self, row: usize) -> String {
        format!("{}${row}:{}${row}", self.first, self.last)
    }

    /// The sum of the months of a year of a row.
    pub(super) fn year(&self, row: usize, year: usize) -> String {
        let first = BEFORE + self.years;
        let months = self.grid.months as usize;
        let (from, to) = (letters(first + 12 * year), letters(first + (12 * year + 12).min(months) - 1));
        format!("SUM({from}{row}:{to}{row})")
    }

    /// The rows above all costs.
    pub(super) fn rows<'a>(&self, of: &Subject<'a>, inputs: &Inputs<'_>, sheet: &mut Sheet<'a>) {
        let words = ["Option", "Cost", "Kind", "Paid", "From month", "Before month", "Total", "Present value"];
        let mut head: Vec<Cell<'_>> = words.into_iter().map(Cell::head).collect();
        head.extend((1..=self.years).map(|year| Cell::head(format!("Year {year}"))));
        head.extend((0..self.grid.months).map(|month| Cell::Number(month.into(), Style::Head)));
        sheet.push(head);
        let (month, rate) = (format!("{}${MONTHS}", self.first), inputs.discount_rate);
        let discount = &self.grid.discount;
        let mut factors = |label: &'static str, exponent: String, values: &[f64]| {
            let mut row = vec![Cell::text(label)];
            row.resize(BEFORE + self.years, Cell::Empty);
            row.push(Cell::Run(format!("(1+{rate})^(-{exponent}/12)"), values.to_vec(), Style::Factor));
            sheet.push(row);
        };
        factors("Discount factor, start of month", month.clone(), &discount[..discount.len() - 1]);
        factors("Discount factor, end of month", format!("({month}+1)"), &discount[1..]);
        for ((volume, at), values) in of.tco.volumes.iter().zip(&inputs.volumes).zip(&self.grid.volumes) {
            let row = sheet.rows.len() + 1;
            let totals: (f64, f64) = (values.iter().sum(), values.iter().zip(&discount[1..]).map(|(value, factor)| value * factor).sum());
            let mut cells = vec![Cell::text("Volume"), Cell::text(volume.id.as_str()), Cell::text(volume.unit.as_str())];
            cells.resize(BEFORE - 2, Cell::Empty);
            cells.push(Cell::formula(format!("SUM({})", self.months(row)), totals.0, Style::Factor));
            let discounted = format!("SUMPRODUCT({},{})", self.months(row), self.months_of_all(AT_END));
            cells.push(Cell::formula(discounted, totals.1, Style::Factor));
            let years = values.chunks(12).map(|year| year.iter().sum()).enumerate();
            cells.extend(years.map(|(year, sum)| Cell::formula(self.year(row, year), sum, Style::Factor)));
            cells.push(Cell::Run(self.volume(volume, at), values.clone(), Style::Factor));
            sheet.push(cells);
        }
    }

    /// `min(cap, amount · per month · (1 + growth)^(month/12) · ramp)`.
    fn volume(&self, volume: &Volume, at: &VolumeAt) -> String {
        let month = format!("{}${MONTHS}", self.first);
        let mut formula = at.amount.to_string();
        formula.push_str(match volume.per {
            VolumePer::Hour => "*730",
            VolumePer::Day => "*365/12",
            VolumePer::Month => "",
            VolumePer::Year => "/12",
        });
        if let Some(growth) = at.growth {
            let _ = write!(formula, "*(1+{growth})^({month}/12)");
        }
        if let Some(ramp) = at.ramp {
            let _ = write!(formula, "*MIN(1,({month}+1)/{ramp})");
        }
        match at.cap {
            Some(cap) => format!("MIN({cap},{formula})"),
            None => formula,
        }
    }
}
