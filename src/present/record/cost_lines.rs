//! What a cost is made of: each line in words with its figures, and totals by kind and category.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Subject,
    cost::{Grid, GridRow},
};
use crate::{
    analyze::cost::{CostLine, OptionCost},
    model::{
        OptionIx,
        cost::{Billing, Cost, CostKind, Costing, Per, PriceChange, Tariff, TierMode, UnitPrice, Volume},
        quantity::Amount,
    },
    present::words,
};

/// A cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Line<'a> {
    /// Its name.
    pub name: &'a str,
    /// The option it is written at, where that is another: in a mix or progression, the component.
    pub via: Option<&'a str>,
    /// How much of it the option bears, or when: `30% of the volume`, `counted from month 13`; null where it is the whole.
    pub part: Option<String>,
    /// `People`, `Usage` …
    pub kind: &'static str,
    /// The figures it is made from, in words.
    pub basis: String,
    /// Undiscounted over the horizon.
    pub total: String,
    /// Discounted to the start of the first month.
    pub present_value: String,
    /// Remark.
    pub note: Option<&'a str>,
    /// Where the figure comes from.
    pub source: Option<&'a str>,
}

/// The costs of an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LineGroup<'a> {
    /// The option.
    pub option: &'a str,
    /// Its costs; empty where it costs nothing.
    pub lines: Vec<Line<'a>>,
}

/// The options that were costed.
pub(super) type Costed<'c> = [(OptionIx, &'c OptionCost)];

/// The cost behind a line.
pub(super) fn cost_of<'a>(of: &Subject<'a>, line: &CostLine) -> &'a Cost {
    &of.record.options[line.option.index()].costing.own()[line.cost.index()]
}

/// The kind for people.
pub(super) fn kind_label(kind: &CostKind) -> &'static str {
    match kind {
        CostKind::Once { .. } => "One-off",
        CostKind::Recurring { .. } => "Recurring",
        CostKind::Team { .. } => "People",
        CostKind::Usage { .. } => "Usage",
        CostKind::Capacity { .. } => "Capacity",
        CostKind::Exit { .. } => "Exit",
    }
}

/// All kinds, in the order that they are shown in.
pub(super) const KINDS: [&str; 6] = ["One-off", "People", "Recurring", "Usage", "Capacity", "Exit"];

/// Kinds that some option's costs are of, in their order.
pub(super) fn kinds_used(of: &Subject<'_>, costed: &Costed<'_>) -> Vec<&'static str> {
    let lines = || costed.iter().flat_map(|(_, cost)| &cost.lines);
    KINDS.into_iter().filter(|kind| lines().any(|line| kind_label(&cost_of(of, line).kind) == *kind)).collect()
}

/// Totals by kind; `None` where all costs are of one kind.
pub fn by_kind<'a>(of: &Subject<'a>, costed: &Costed<'_>) -> Option<Grid<'a>> {
    let used = kinds_used(of, costed);
    (used.len() > 1).then(|| grid(of, costed, &used, |cost| kind_label(&cost.kind)))
}

/// Totals by category; `None` where no cost names one.
pub fn by_category<'a>(of: &Subject<'a>, costed: &Costed<'_>) -> Option<Grid<'a>> {
    let column = |cost: &'a Cost| cost.terms.category().unwrap_or("Other");
    let mut used: Vec<&str> = Vec::new();
    let mut named = false;
    for line in costed.iter().flat_map(|(_, cost)| &cost.lines) {
        let cost = cost_of(of, line);
        named |= cost.terms.category().is_some();
        if !used.contains(&column(cost)) {
            used.push(column(cost));
        }
    }
    named.then(|| grid(of, costed, &used, column))
}

fn grid<'a>(of: &Subject<'a>, costed: &Costed<'_>, columns: &[&str], column: impl Fn(&'a Cost) -> &'a str) -> Grid<'a> {
    let rows = costed.iter().map(|(ix, cost)| {
        let mut sums: Vec<Option<f64>> = vec![None; columns.len()];
        for line in &cost.lines {
            let label = column(cost_of(of, line));
            let at = columns.iter().position(|known| *known == label).expect("every label is a column");
            sums[at] = Some(sums[at].unwrap_or_default() + line.total);
        }
        let cells = sums.into_iter().map(|sum| sum.map(|sum| of.from.numbers().amount(sum)));
        GridRow { name: of.option_name(*ix), chosen: of.is_chosen(*ix), cells: cells.collect() }
    });
    Grid { rows: rows.collect(), columns: columns.iter().map(|column| words::capitalised(column)).collect() }
}

/// Every cost of every option, in words.
pub fn groups<'a>(of: &Subject<'a>, costed: &Costed<'_>) -> Vec<LineGroup<'a>> {
    let group = |(ix, cost): &(OptionIx, &OptionCost)| LineGroup {
        option: of.option_name(*ix),
        lines: cost.lines.iter().map(|line| self::line(of, *ix, line)).collect(),
    };
    costed.iter().map(group).collect()
}

fn line<'a>(of: &Subject<'a>, option: OptionIx, line: &CostLine) -> Line<'a> {
    let cost = cost_of(of, line);
    Line {
        name: cost.terms.name(),
        via: (line.option != option).then(|| of.option_name(line.option)),
        part: part(of, option, (line.option, &cost.kind)),
        kind: kind_label(&cost.kind),
        basis: basis(of, cost),
        total: of.from.numbers().amount(line.total),
        present_value: of.from.numbers().amount(line.present_value),
        note: cost.terms.remarks.as_ref().and_then(|remarks| remarks.note.as_deref()),
        source: cost.terms.remarks.as_ref().and_then(|remarks| remarks.source.as_deref()),
    }
}

/// What a mix takes of a component's cost, or when a step of a progression pays it; `None` where it is the whole.
fn part(of: &Subject<'_>, option: OptionIx, (component, kind): (OptionIx, &CostKind)) -> Option<String> {
    let by_volume = matches!(kind, CostKind::Usage { .. } | CostKind::Capacity { .. });
    match &of.record.options[option.index()].costing {
        Costing::Mix { parts, .. } => {
            let part = parts.iter().find(|part| part.option == component)?;
            let (share, of_what) = if by_volume { (part.share, "the volume") } else { (part.fixed, "it") };
            (share != 1.0).then(|| format!("{} of {of_what}", of.from.numbers().percentage(share, 1)))
        }
        Costing::Phases { steps, .. } => {
            let at = steps.iter().position(|step| step.option == component)?;
            // Months of a cost are counted from the step that it belongs to.
            let (from, word) = if by_volume { (steps[at].serves_from, "from") } else { (steps[at].from, "counted from") };
            let start = (from > 0).then(|| format!("{word} month {}", from + 1));
            let end = steps.get(at + 1).map(|next| format!("up to month {}", next.serves_from));
            let words: Vec<String> = start.into_iter().chain(end).collect();
            (!words.is_empty()).then(|| words.join(", "))
        }
        _ => None,
    }
}

/// `2 people at $180,000 a year (1–3), months 1 to 2`.
fn basis(of: &Subject<'_>, cost: &Cost) -> String {
    let numbers = of.from.numbers();
    let money = |amount: Amount| amount_text(amount, |value| numbers.money(value, &cost.currency));
    let mut text = match &cost.kind {
        CostKind::Once { amount, month } => [&money(*amount), " in month ", &(month + 1).to_string()].concat(),
        CostKind::Recurring { amount, per, billing } => {
            let per = if *per == Per::Month { "month" } else { "year" };
            let advance = if *billing == Billing::InAdvance { ", in advance" } else { "" };
            [&money(*amount), " a ", per, advance].concat()
        }
        CostKind::Team { fte, annual_cost, load, ramp_months } => {
            let people = amount_text(*fte, |value| numbers.trimmed(value, 2));
            let load = if *load == 0.0 { String::new() } else { format!(" plus {} on top", numbers.percentage(*load, 1)) };
            let ramp = if *ramp_months == 0 { String::new() } else { format!(", hired over {ramp_months} months") };
            [&people, " at ", &money(*annual_cost), " a year", &load, &ramp].concat()
        }
        CostKind::Usage { volume, tariff, multiplier } => {
            let unit = of.record.tco.as_ref().map_or("unit", |tco| tco.volumes[volume.index()].unit.as_str());
            let times = if *multiplier == 1.0 { String::new() } else { format!(", {} each", numbers.trimmed(*multiplier, 3)) };
            [&self::tariff(of, cost, tariff), " per ", unit, &times].concat()
        }
        CostKind::Capacity { volume, per_unit, min_units, price, multiplier } => {
            let unit = of.record.tco.as_ref().map_or("unit", |tco| tco.volumes[volume.index()].unit.as_str());
            let least = if *min_units == 0.0 { String::new() } else { format!(", at least {}", numbers.trimmed(*min_units, 2)) };
            let times = if *multiplier == 1.0 { String::new() } else { format!(", {} each", numbers.trimmed(*multiplier, 3)) };
            [&unit_price(of, cost, price), " a month for every ", &numbers.volume(*per_unit, unit), &least, &times].concat()
        }
        CostKind::Exit { amount } => money(*amount) + " on leaving",
    };
    for part in months(cost).into_iter().chain(cost.terms.price_change.as_deref().map(|change| price_change(of, *change))) {
        text.push_str(", ");
        text.push_str(&part);
    }
    text
}

fn months(cost: &Cost) -> Option<String> {
    match (cost.terms.start, cost.terms.end) {
        (0, None) => None,
        (start, None) => Some(format!("from month {}", start + 1)),
        (start, Some(end)) if start + 1 == end => Some(format!("month {end}")),
        (start, Some(end)) => Some(format!("months {} to {end}", start + 1)),
    }
}

fn price_change(of: &Subject<'_>, change: PriceChange) -> String {
    let numbers = of.from.numbers();
    let by = change.factor_per_year - 1.0;
    let sign = if by > 0.0 { "+" } else { "" };
    let floor = if change.floor > 0.0 { format!(", not below {} of today's", numbers.share(change.floor)) } else { String::new() };
    let step = if change.step_months == 12 { String::new() } else { format!(", {}", words::every(change.step_months)) };
    format!("price {sign}{} a year{step}{floor}", numbers.percentage(by, 1))
}

/// The likely amount, with its ends where they differ.
fn amount_text(amount: Amount, show: impl Fn(f64) -> String) -> String {
    let likely = show(amount.likely);
    if amount.is_range() { [&likely, " (", &show(amount.low), "–", &show(amount.high), ")"].concat() } else { likely }
}

fn unit_price(of: &Subject<'_>, cost: &Cost, price: &UnitPrice) -> String {
    let numbers = of.from.numbers();
    match price {
        UnitPrice::Fixed(amount) => amount_text(*amount, |value| numbers.money_per_unit(value, &cost.currency)),
        UnitPrice::Named { price, .. } => {
            let used = of.analysis.cost.as_ref().and_then(|costs| costs.prices.iter().find(|used| used.price == *price));
            let entry = of.from.material.site.prices.price(*price);
            match used.and_then(|used| used.value) {
                Some(value) => [&numbers.money_per_unit(value, &entry.currency), " (", &entry.name, ")"].concat(),
                None => entry.name.clone(),
            }
        }
    }
}

fn tariff(of: &Subject<'_>, cost: &Cost, tariff: &Tariff) -> String {
    let numbers = of.from.numbers();
    match tariff {
        Tariff::Flat(price) => unit_price(of, cost, price),
        Tariff::Tiers { mode, bands } => {
            let band = |band: &crate::model::cost::Band| {
                let price = numbers.money_per_unit(band.price, &cost.currency);
                let flat = if band.flat == 0.0 { String::new() } else { format!(" plus {}", numbers.money(band.flat, &cost.currency)) };
                match band.up_to {
                    Some(bound) => format!("{price}{flat} up to {}", numbers.significant(bound)),
                    None => format!("{price}{flat} above"),
                }
            };
            let bands: Vec<String> = bands.iter().map(band).collect();
            let mode = match mode {
                TierMode::Graduated => "each band for its own units",
                TierMode::Volume => "one band for all units",
            };
            format!("{} a month, {mode},", bands.join(", "))
        }
    }
}

/// `10 million tokens a day (3–100), growing 20% a year, measured in production`.
pub fn volume(of: &Subject<'_>, volume: &Volume) -> String {
    let numbers = of.from.numbers();
    let mut amount = format!("{} {}", numbers.volume(volume.amount.likely, &volume.unit), words::each(volume.per));
    if volume.amount.is_range() {
        let (low, high) = (numbers.significant(volume.amount.low), numbers.significant(volume.amount.high));
        amount = format!("{amount} ({low}–{high})");
    }
    let mut parts = vec![amount];
    if volume.growth.likely != 0.0 || volume.growth.is_range() {
        parts.push(format!("growing {} a year", amount_text(volume.growth, |value| numbers.percentage(value, 1))));
    }
    if volume.ramp_months > 0 {
        parts.push(format!("in full from month {}", volume.ramp_months));
    }
    parts.extend(volume.cap_per_month.map(|cap| format!("at most {} a month", numbers.significant(cap))));
    parts.extend(volume.basis.map(|basis| format!("as measured in {}", basis.word())));
    parts.join(", ")
}
