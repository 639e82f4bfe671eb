//! The sheet `Cost`: each cost of each option by month, its years, total and present value.

use super::{
    Cell, Sheet, Style, Subject, Value,
    cost_inputs::PartAt,
    grid::{AT_END, AT_START, BEFORE, Frame},
    inputs::Inputs,
    line::{Line, Month},
};
use crate::{
    analyze::{
        ByOption,
        cost::{CostLine, OptionCost, flow, part},
    },
    model::{
        OptionIx,
        cost::{CostKind, Tariff, UnitPrice},
    },
};

/// The sheet, and where its results stand.
pub(super) struct CostSheet<'a> {
    pub(super) sheet: Sheet<'a>,
    pub(super) places: Places,
}

/// Where results stand.
pub(super) struct Places {
    /// The row of an option's totals; `None`: not costed.
    pub(super) options: ByOption<Option<usize>>,
    /// The row of the primary volume.
    pub(super) volume: Option<usize>,
}

/// Writes all costs down.
pub(super) fn sheet<'a>(of: &Subject<'a>, inputs: &Inputs<'a>) -> CostSheet<'a> {
    let frame = Frame::new(of);
    let mut sheet = Sheet::new("Cost", vec![20, 26, 10, 8, 8, 8, 14, 14, 12], (3, 2));
    sheet.push(vec![Cell::Text("Cost by month".into(), Style::Title)]);
    let note = format!(
        "{}. Months count from 0. Paid at the start of a month is discounted by as many months, at its end by one more.",
        of.tco.currency
    );
    sheet.push(vec![Cell::Text(note.into(), Style::Note)]);
    frame.rows(of, inputs, &mut sheet);
    let mut desk = Desk { of, inputs, frame: &frame, sheet, sums: Sums::default() };
    desk.sums.years.resize(frame.grid.years(), None);
    let options = of.record.option_ixs().map(|ix| of.costs.option(ix).map(|cost| desk.option(ix, cost))).collect();
    CostSheet { sheet: desk.sheet, places: Places { options, volume: of.tco.volume.map(|ix| Frame::volume_row(ix.index())) } }
}

/// What lines are written with.
struct Desk<'d, 'a> {
    of: &'d Subject<'a>,
    inputs: &'d Inputs<'a>,
    frame: &'d Frame,
    sheet: Sheet<'a>,
    sums: Sums,
}

/// The sums that the last line has, by the place of their formula: the next line may share them.
#[derive(Default)]
struct Sums {
    total: Option<usize>,
    /// Of what is paid at the start of a month, and at its end.
    present_value: [Option<usize>; 2],
    years: Vec<Option<usize>>,
}

impl<'a> Desk<'_, 'a> {
    /// Writes an option down: the row of its totals.
    fn option(&mut self, ix: OptionIx, cost: &'a OptionCost) -> usize {
        let record = self.of.record;
        let own = PartAt::default();
        let parts = part::parts(record, ix, self.of.tco.months).unwrap_or_default();
        let mut lines = cost.lines.iter();
        let mut rows = Vec::with_capacity(cost.lines.len());
        self.sheet.push(Vec::new());
        for (number, part) in parts.iter().enumerate() {
            let part_at = number.checked_sub(1).map_or(&own, |at| &self.inputs.parts[ix.index()][at]);
            for (written, at) in part.costs(record).iter().zip(&self.inputs.costs[part.option.index()]) {
                let Some(found) = lines.next() else { continue };
                let line = Line { cost: written, part: *part, at, part_at, frame: self.frame };
                rows.push(self.line(&line, (ix, found)));
            }
        }
        self.totals((ix, cost), &rows)
    }

    /// Writes a cost down: its row.
    fn line(&mut self, line: &Line<'_>, (ix, found): (OptionIx, &'a CostLine)) -> usize {
        let record = self.of.record;
        let (quantities, money) = self.values(line);
        if let Some(formula) = line.quantity() {
            let mut row = vec![Cell::text(&*record.option(ix).id), Cell::Text(found.path(record, ix), Style::Plain), Cell::text("units")];
            row.resize(BEFORE + self.frame.grid.years(), Cell::Empty);
            row.push(Cell::Run(formula, quantities, Style::Factor));
            self.sheet.push(row);
        }
        let row = self.sheet.rows.len() + 1;
        let mut cells = Vec::with_capacity(BEFORE + found.years.len() + 1);
        cells.extend([
            Cell::text(&*record.option(ix).id),
            Cell::Text(found.path(record, ix), Style::Plain),
            Cell::text(line.cost.kind.word()),
            Cell::text(if line.is_paid_at_start() { "start" } else { "end" }),
            month(line.first(), line.first_value()),
            month(line.end(), line.end_value()),
        ]);
        self.sums(&mut cells, line, found);
        cells.push(Cell::Run(line.money(row), money, Style::Money));
        self.sheet.push(cells)
    }

    /// Total, present value and years of the line that comes next.
    fn sums(&mut self, cells: &mut Vec<Cell<'a>>, line: &Line<'_>, found: &CostLine) {
        let Self { frame, sheet, sums, .. } = self;
        let row = sheet.rows.len() + 1;
        let mut sum = |last: &mut Option<usize>, value: f64, formula: &dyn Fn() -> String| {
            cells.push(sheet.down(last, Value::Number(value), Style::Money, formula));
        };
        let (at, factors) = if line.is_paid_at_start() { (0, AT_START) } else { (1, AT_END) };
        let months = || frame.months(row);
        sum(&mut sums.total, found.total, &|| format!("SUM({})", months()));
        let discounted = || format!("SUMPRODUCT({},{})", months(), frame.months_of_all(factors));
        sum(&mut sums.present_value[at], found.present_value, &discounted);
        for (year, (last, value)) in sums.years.iter_mut().zip(&found.years).enumerate() {
            sum(last, *value, &|| frame.year(row, year));
        }
    }

    /// What the program computed for each month: quantities and money.
    fn values(&self, line: &Line<'_>) -> (Vec<f64>, Vec<f64>) {
        let grid = &self.frame.grid;
        let price = |price: &UnitPrice| match price {
            UnitPrice::Fixed(amount) => Some(amount.likely),
            UnitPrice::Named { price, .. } => self.of.costs.prices.iter().find(|used| used.price == *price)?.value,
        };
        let scale = flow::scale(line.cost, line.part, price).unwrap_or_default();
        let mut months = vec![0.0; grid.months as usize];
        flow::walk(line.cost, line.part, grid, |payment| months[payment.month as usize] += scale * payment.weight);
        let quantities = match &line.cost.kind {
            CostKind::Usage { volume, multiplier, tariff: Tariff::Tiers { .. } } => {
                (0..grid.months).map(|month| grid.volume(*volume, month) * multiplier * line.part.share).collect()
            }
            _ => Vec::new(),
        };
        (quantities, months)
    }

    /// Writes the totals of an option down: their row.
    fn totals(&mut self, (ix, cost): (OptionIx, &'a OptionCost), rows: &[usize]) -> usize {
        let option = self.of.record.option(ix);
        let years = self.frame.grid.years();
        let mut cells = vec![Cell::Text(option.id.as_str().into(), Style::Total), Cell::Text(option.name.as_str().into(), Style::Total)];
        cells.resize(BEFORE - 2, Cell::Text("".into(), Style::Total));
        let values = [cost.total, cost.present_value].into_iter().chain(cost.years.iter().copied()).take(2 + years);
        let column = super::address::letters(BEFORE - 2);
        // Rows of quantities between them have no totals, so that one range takes them all.
        let sum = match (rows.first(), rows.last()) {
            (Some(first), Some(last)) => format!("SUM({column}{first}:{column}{last})"),
            _ => "0".into(),
        };
        cells.push(Cell::Run(sum, values.collect(), Style::MoneyTotal));
        self.sheet.push(cells)
    }
}

fn month<'a>(month: Month, value: u32) -> Cell<'a> {
    match month {
        Month::Fixed(fixed) => Cell::Number(fixed.into(), Style::Plain),
        Month::Formula(formula) => Cell::formula(formula, value.into(), Style::Plain),
    }
}
