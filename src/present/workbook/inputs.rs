//! The sheet `Inputs`: what people gave, a row a figure, with unit, range and source. Everything else in the workbook follows from it.

use std::borrow::Cow;

use super::{
    Cell, Sheet, Style, Subject,
    address::At,
    cost_inputs::{self, CostAt, PartAt},
};
use crate::{
    model::{cost::Volume, quantity::Amount},
    present::words,
};

/// A figure that people gave.
pub(super) struct Figure<'a> {
    /// What it belongs to: an option, a volume; with the cost or part.
    pub(super) of: (&'a str, &'a str),
    /// What it is.
    pub(super) name: &'static str,
    /// Its unit.
    pub(super) unit: Cow<'a, str>,
    /// The figure.
    pub(super) amount: Amount,
    /// Where it comes from.
    pub(super) source: Cow<'a, str>,
}

/// Where the figures of a volume stand; what it does not say is `None`.
pub(super) struct VolumeAt {
    pub(super) amount: At,
    pub(super) growth: Option<At>,
    pub(super) ramp: Option<At>,
    pub(super) cap: Option<At>,
}

/// The sheet, and where everything stands on it.
pub(super) struct Inputs<'a> {
    pub(super) sheet: Sheet<'a>,
    pub(super) discount_rate: At,
    pub(super) volumes: Vec<VolumeAt>,
    /// Costs by option; empty for those that are not costed.
    pub(super) costs: Vec<Vec<CostAt>>,
    /// Parts by option, without its own: of a mix or a progression.
    pub(super) parts: Vec<Vec<PartAt>>,
}

impl<'a> Inputs<'a> {
    /// Writes down everything that costs are made from.
    pub(super) fn new(of: &Subject<'a>, title: &str) -> Self {
        let mut sheet = Sheet::new("Inputs", vec![18, 22, 26, 22, 14, 14, 14, 44, 14], (0, 2));
        sheet.push(vec![Cell::Text(title.to_owned().into(), Style::Title)]);
        let currency = &of.tco.currency;
        let note = format!(
            "Money in {currency}, {} months, prices of {}. Change a figure in blue, and costs and scores follow; all are computed with \
             the likely values.",
            of.tco.months,
            of.record.price_day(of.site.today)
        );
        sheet.push(vec![Cell::Text(note.into(), Style::Note)]);
        sheet.block(head());
        let rate = figure("Discount rate", "a year, effective", of.tco.discount_rate);
        let discount_rate = write(&mut sheet, rate);
        let rates: Vec<(&str, At)> =
            of.tco.rates.iter().map(|(foreign, rate)| (foreign.as_str(), rate_of(of, &mut sheet, foreign, *rate))).collect();
        let volumes = of.tco.volumes.iter().map(|volume| volume_of(&mut sheet, volume)).collect();
        let mut desk = cost_inputs::Desk { of, sheet: &mut sheet, rates: &rates };
        // An option that is costed has only components that are.
        let (mut costs, mut parts) = (Vec::new(), Vec::new());
        for (option, cost) in of.record.options.iter().zip(&of.costs.options) {
            let own = if cost.is_some() { option.costing.own() } else { &[] };
            costs.push(own.iter().map(|cost| desk.cost(option, cost)).collect());
            parts.push(if cost.is_some() { desk.parts(option) } else { Vec::new() });
        }
        Self { sheet, discount_rate, volumes, costs, parts }
    }
}

/// The head of a block of figures.
fn head<'a>() -> Vec<Cell<'a>> {
    ["What", "Of", "Figure", "Unit", "Low", "Likely", "High", "Source"].into_iter().map(Cell::head).collect()
}

/// A figure of the record as a whole.
fn figure<'a>(name: &'static str, unit: impl Into<Cow<'a, str>>, value: f64) -> Figure<'a> {
    Figure { of: ("Record", ""), name, unit: unit.into(), amount: Amount::fixed(value), source: "".into() }
}

/// Adds the row of a figure. Ends of a range stand beside its likely value, for information.
pub(super) fn write<'a>(sheet: &mut Sheet<'a>, figure: Figure<'a>) -> At {
    let Figure { of, name, unit, amount, source } = figure;
    let end = |value| if amount.is_range() { Cell::Number(value, Style::Note) } else { Cell::Empty };
    let mut row = vec![Cell::text(of.0), Cell::text(of.1), Cell::text(name), Cell::text(unit)];
    row.extend([end(amount.low), Cell::Number(amount.likely, Style::Input), end(amount.high)]);
    if amount.is_range() || !source.is_empty() {
        let shape = amount.is_range().then(|| amount.shape.word());
        let text = match shape {
            Some(shape) if source.is_empty() => shape.into(),
            Some(shape) => format!("{source} ({shape})").into(),
            None => source,
        };
        row.push(Cell::Text(text, Style::Note));
    }
    At(sheet.push(row))
}

fn rate_of<'a>(of: &Subject<'a>, sheet: &mut Sheet<'a>, foreign: &'a str, rate: f64) -> At {
    let unit = format!("{} for one {foreign}", of.tco.currency);
    let source = of.tco.rates_on.map_or(Cow::Borrowed(""), |day| format!("of {day}").into());
    write(sheet, Figure { of: ("Record", foreign), source, ..figure("Exchange rate", unit, rate) })
}

fn volume_of<'a>(sheet: &mut Sheet<'a>, volume: &'a Volume) -> VolumeAt {
    let of = ("Volume", volume.id.as_str());
    let basis = volume.basis.map_or("", |basis| basis.word());
    let mut add =
        |name, unit: Cow<'a, str>, amount, source: &'a str| write(sheet, Figure { of, name, unit, amount, source: source.into() });
    let fixed = Amount::fixed;
    VolumeAt {
        amount: add("Amount", format!("{} {}", volume.unit, words::each(volume.per)).into(), volume.amount, basis),
        growth: (volume.growth.likely != 0.0 || volume.growth.is_range()).then(|| add("Growth", "a year".into(), volume.growth, "")),
        ramp: (volume.ramp_months > 0).then(|| add("Grows to full size over", "months".into(), fixed(volume.ramp_months.into()), "")),
        cap: volume.cap_per_month.map(|cap| add("At most", format!("{} a month", volume.unit).into(), fixed(cap), "")),
    }
}
