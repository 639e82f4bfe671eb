//! What would change the answer on cost: prices at which another option costs less, the best month to switch, and both as thresholds
//! that ask for a review.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Subject,
    cost::{Grid, GridRow},
    volume::{primary, volume_text},
};
use crate::{
    analyze::{switch::BestSwitch, tie_price::TiePrice},
    model::{
        OptionIx,
        cost::{Cost, CostKind, Costing, Tariff, UnitPrice},
    },
};

/// Ties that a reader still takes in, the nearest first; the data file has them all.
const ROWS: usize = 6;

/// A price at which two options cost the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TieRow<'a> {
    /// The price.
    pub name: &'a str,
    /// The option that pays it.
    pub option: &'a str,
    /// What went in: `$15.00 per million tokens`.
    pub now: String,
    /// The tie.
    pub at: String,
    /// `+374%`; null where nothing is paid now.
    pub change: Option<String>,
    /// `above it, Fine-tune costs less than Buy`.
    pub beyond: String,
    /// The same as a threshold: `Input tokens: above $71.05 per million tokens, and Fine-tune costs less than Buy`.
    pub trigger: String,
}

/// The best month to switch of one option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SwitchRow<'a> {
    /// The option of two phases.
    pub name: &'a str,
    /// What is best, in sentences.
    pub sentence: String,
    /// Present value by month, a few of them.
    pub months: Grid<'a>,
}

/// Ties of the record, nearest first.
pub fn ties<'a>(of: &Subject<'a>) -> Vec<TieRow<'a>> {
    let mut told: Vec<(&TiePrice, f64)> = of.analysis.tie_prices.iter().filter_map(|tie| Some((tie, tie.price?))).collect();
    let distance = |(tie, price): &(&TiePrice, f64)| libm::fabs(libm::log(price / tie.now));
    told.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
    let mut rows: Vec<TieRow<'a>> = Vec::new();
    for (tie, price) in told {
        let row = tie_row(of, tie, price);
        // Costs that name one price move together, and a pair may tie from both its ends: one row tells of all.
        if rows.iter().all(|other| (other.name, &other.at, &other.beyond) != (row.name, &row.at, &row.beyond)) {
            rows.push(row);
        }
    }
    rows.truncate(ROWS);
    rows
}

fn tie_row<'a>(of: &Subject<'a>, tie: &TiePrice, price: f64) -> TieRow<'a> {
    let numbers = of.from.numbers();
    let cost: &'a Cost = &of.record.options[tie.written_at.index()].costing.own()[tie.cost.index()];
    let (name, unit) = name_and_unit(of, cost);
    let money = |value: f64| format!("{} per {unit}", numbers.money_per_unit(value, &cost.currency));
    let rises = price > tie.now;
    let (cheaper, dearer) = if rises == tie.cheaper_below { (tie.versus, tie.option) } else { (tie.option, tie.versus) };
    let then = format!("{} costs less than {}", of.option_name(cheaper), of.option_name(dearer));
    let change = (tie.now > 0.0).then(|| {
        let change = price / tie.now - 1.0;
        format!("{}{}", if rises { "+" } else { "" }, numbers.percentage(change, 0))
    });
    TieRow {
        name,
        option: of.option_name(tie.option),
        now: money(tie.now),
        at: numbers.money_per_unit(price, &cost.currency),
        change,
        beyond: format!("{} it, {then}", if rises { "above" } else { "below" }),
        trigger: format!("{name}: {} {}, and {then}", if rises { "above" } else { "below" }, money(price)),
    }
}

/// What a price is called, and what it is for.
fn name_and_unit<'a>(of: &Subject<'a>, cost: &'a Cost) -> (&'a str, &'a str) {
    let CostKind::Usage { volume, tariff: Tariff::Flat(price), multiplier } = &cost.kind else {
        return (cost.terms.name(), "unit");
    };
    match price {
        UnitPrice::Named { price, .. } => {
            let entry = of.from.material.site.prices.price(*price);
            (&entry.name, &entry.unit)
        }
        UnitPrice::Fixed(_) if *multiplier == 1.0 => {
            (cost.terms.name(), of.record.tco.as_ref().map_or("unit", |tco| &tco.volumes[volume.index()].unit))
        }
        UnitPrice::Fixed(_) => (cost.terms.name(), "priced unit"),
    }
}

/// The best month of each option of two phases.
pub fn switches<'a>(of: &Subject<'a>) -> Vec<SwitchRow<'a>> {
    of.analysis.switches.iter().filter_map(|best| switch_row(of, best)).collect()
}

fn switch_row<'a>(of: &Subject<'a>, best: &BestSwitch) -> Option<SwitchRow<'a>> {
    let Costing::Phases { steps, .. } = &of.record.option(best.option).costing else { return None };
    let [first, second] = steps.as_slice() else { return None };
    let numbers = of.from.numbers();
    let money = |value: f64| numbers.money_short(value, of.currency());
    let own = best.at.iter().find(|(month, _)| *month == second.serves_from);
    let own = match own {
        Some((month, _)) if *month == best.month => " That is the month that the record names.".to_owned(),
        Some((month, value)) => format!(" The record switches in month {}, at {}.", month + 1, money(*value)),
        None => String::new(),
    };
    let (from, to) = (of.option_name(first.option), of.option_name(second.option));
    let sentence = if best.is_never() {
        format!(
            "Never: staying with {from} for good costs {}, and even the best month to go over to {to}, month {}, {}.{own}",
            money(best.never),
            best.month + 1,
            money(best.present_value)
        )
    } else {
        format!(
            "{to} takes over from {from} best in month {}, at {}; staying with {from} for good costs {}.{own}",
            best.month + 1,
            money(best.present_value),
            money(best.never)
        )
    };
    let last = best.at.last().map_or(0, |(month, _)| *month);
    let every = if last < 48 { 6 } else { last / 8 };
    let marked = |month: u32| month.is_multiple_of(every) || [best.at[0].0, best.month, second.serves_from, last].contains(&month);
    let shown: Vec<&(u32, f64)> = best.at.iter().filter(|(month, _)| marked(*month)).collect();
    let row = GridRow {
        name: of.option_name(best.option),
        chosen: of.is_chosen(best.option),
        cells: shown.iter().map(|(_, value)| Some(money(*value))).chain([Some(money(best.never))]).collect(),
    };
    let columns = shown.iter().map(|(month, _)| format!("Month {}", month + 1)).chain(["Never".to_owned()]);
    Some(SwitchRow { name: of.option_name(best.option), sentence, months: Grid { columns: columns.collect(), rows: vec![row] } })
}

/// Thresholds at which the answer on cost changes: the nearest volume on either side, and the nearest price of each option.
pub fn thresholds(of: &Subject<'_>, ties: &[TieRow<'_>]) -> Vec<String> {
    let mut thresholds = volumes(of);
    let mut seen: Vec<&str> = Vec::new();
    for tie in ties {
        if !seen.contains(&tie.option) {
            seen.push(tie.option);
            thresholds.push(tie.trigger.clone());
        }
    }
    thresholds
}

/// The nearest volumes at which another option becomes the cheapest.
fn volumes(of: &Subject<'_>) -> Vec<String> {
    let (Some(at), Some(volume)) = (of.analysis.volume.as_ref(), primary(of)) else { return Vec::new() };
    let own = volume.amount.likely;
    let Some(here) = at.cheapest.iter().position(|band| (band.from..=band.to).contains(&own)) else { return Vec::new() };
    let then = |ix: OptionIx| format!("{} costs least", of.option_name(ix));
    let below = here.checked_sub(1).map(|before| {
        let amount = volume_text(of, volume, at.cheapest[here].from);
        format!("Volume: below {amount}, and {}", then(at.cheapest[before].option))
    });
    let above =
        at.cheapest.get(here + 1).map(|next| format!("Volume: above {}, and {}", volume_text(of, volume, next.from), then(next.option)));
    below.into_iter().chain(above).collect()
}
