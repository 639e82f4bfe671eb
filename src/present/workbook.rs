//! `STEM.xlsx`: a record's costs and scores as live formulas over its inputs, beside the figures of this program, so that anybody with a
//! spreadsheet can check them. Each cell has the value that the program computed, for viewers that compute nothing.
//! Knows formulas; how a workbook is written down is `render`'s business.

mod address;
mod check;
mod cost_inputs;
mod costs;
mod grid;
mod inputs;
mod line;
mod score_inputs;
mod scores;
mod value_function;

use std::borrow::Cow;

pub use self::address::letters;
use self::inputs::Inputs;
use crate::{
    analyze::{RecordAnalysis, cost::Costs},
    base::date::Date,
    model::{cost::Tco, record::Record, site::Site},
};

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As it comes.
    Plain,
    /// The title of a sheet.
    Title,
    /// The head of a column or block.
    Head,
    /// A remark.
    Note,
    /// What people gave: the figures to change.
    Input,
    /// What people gave, where a huge number says that there is no limit.
    InputLimit,
    /// Money in whole units.
    Money,
    /// Money in a row of totals.
    MoneyTotal,
    /// Words in a row of totals.
    Total,
    /// Factors and quantities.
    Factor,
    /// Scores.
    Score,
    /// Shares of weight.
    Share,
}

/// What a formula gives, as this program computed it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// Words.
    Text(Cow<'static, str>),
    /// Yes or no.
    Flag(bool),
}

impl Value {
    /// A number, or the empty text that formulas here give where nothing is known.
    fn known(value: Option<f64>) -> Self {
        value.map_or(Self::Text("".into()), Self::Number)
    }
}

/// What stands in a cell, or in several beside one another.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Words.
    Text(Cow<'a, str>, Style),
    /// A number.
    Number(f64, Style),
    /// A formula, without `=`.
    Formula(String, Value, Style),
    /// One formula for several cells beside one another, as it stands in the first of them, and what each of them gives.
    Run(String, Vec<f64>, Style),
    /// The same, where some of them may give something else than a number.
    Across(String, Vec<Value>, Style),
    /// One formula for several cells below one another: its place in the list `down` of its sheet, and what it gives here.
    Down(usize, Value, Style),
}

impl<'a> Cell<'a> {
    /// Plain words.
    fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into(), Style::Plain)
    }

    /// Words at the head of a column.
    fn head(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into(), Style::Head)
    }

    /// How many columns it takes.
    pub fn width(&self) -> usize {
        match self {
            Self::Run(_, values, _) => values.len(),
            Self::Across(_, values, _) => values.len(),
            _ => 1,
        }
    }

    /// A formula that gives a number.
    fn formula(formula: String, value: f64, style: Style) -> Self {
        Self::Formula(formula, Value::Number(value), style)
    }
}

/// A formula of cells below one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Down {
    /// As it stands in the first of them.
    pub formula: String,
    /// Their first row and their last.
    pub rows: (usize, usize),
}

/// A sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet<'a> {
    /// Its name.
    pub name: &'static str,
    /// Width of each column, in characters; the last one counts for all further ones.
    pub widths: Vec<u32>,
    /// Rows and columns that stay in sight.
    pub frozen: (usize, usize),
    /// Its rows, from the first.
    pub rows: Vec<Vec<Cell<'a>>>,
    /// Formulas that cells below one another share.
    pub down: Vec<Down>,
}

impl<'a> Sheet<'a> {
    /// An empty one.
    fn new(name: &'static str, widths: Vec<u32>, frozen: (usize, usize)) -> Self {
        Self { name, widths, frozen, rows: Vec::new(), down: Vec::new() }
    }

    /// The formula for a cell of the row that comes next: that of the cell above it, moved, if that was the `last` of its column to have
    /// this formula; else a new one.
    fn down(&mut self, last: &mut Option<usize>, value: Value, style: Style, formula: impl FnOnce() -> String) -> Cell<'a> {
        let row = self.rows.len() + 1;
        let at = match *last {
            Some(at) if self.down[at].rows.1 + 1 == row => {
                self.down[at].rows.1 = row;
                at
            }
            _ => {
                self.down.push(Down { formula: formula(), rows: (row, row) });
                self.down.len() - 1
            }
        };
        *last = Some(at);
        Cell::Down(at, value, style)
    }

    /// Adds a row: its number, from 1 as in a spreadsheet.
    fn push(&mut self, row: Vec<Cell<'a>>) -> usize {
        self.rows.push(row);
        self.rows.len()
    }

    /// Adds an empty row and a block's head.
    fn block(&mut self, head: Vec<Cell<'a>>) -> usize {
        self.rows.push(Vec::new());
        self.push(head)
    }
}

/// A workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook<'a> {
    /// Its title.
    pub title: String,
    /// The day it speaks of: dates of the file come from here, never from a clock.
    pub day: Date,
    /// Its sheets.
    pub sheets: Vec<Sheet<'a>>,
}

/// What a workbook is made from.
pub(super) struct Subject<'a> {
    pub(super) site: &'a Site,
    pub(super) record: &'a Record,
    pub(super) analysis: &'a RecordAnalysis,
    pub(super) costs: &'a Costs,
    pub(super) tco: &'a Tco,
}

/// The workbook of a costed record.
pub(super) fn workbook<'a>(of: &Subject<'a>) -> Workbook<'a> {
    let title = format!("{} {}", of.record.full_id(), of.record.title);
    let mut inputs = Inputs::new(of, &title);
    let judged = of.analysis.matrix.as_ref().map(|matrix| (matrix, score_inputs::write(of, &mut inputs.sheet)));
    let costs = costs::sheet(of, &inputs);
    let scores = judged.map(|(matrix, judged)| scores::sheet(of, matrix, &judged, &costs.places));
    let check = check::sheet(of, &costs.places, scores.as_ref().map(|scores| &scores.places));
    let mut sheets = vec![inputs.sheet, costs.sheet];
    sheets.extend(scores.map(|scores| scores.sheet));
    sheets.push(check);
    Workbook { title, day: of.record.decided_on().unwrap_or(of.site.today), sheets }
}
