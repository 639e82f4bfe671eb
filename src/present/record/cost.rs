//! What the options cost: by year, by kind, by category; what was priced with what; when one pays back against another.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Subject, cost_charts, cost_lines};
use crate::{
    analyze::cost::{Costs, OptionCost},
    model::{OptionIx, cost::Tco},
    present::{
        chart::{cumulative::CumulativeChart, stacked::StackedChart},
        number::is_rounded,
        words::{self, Day},
    },
};

/// An option's figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CostRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Whether it costs the least of those that the matrix does not knock out.
    pub cheapest: bool,
    /// Whether the matrix knocks it out.
    pub out: bool,
    /// Undiscounted, by year.
    pub years: Vec<String>,
    /// Undiscounted.
    pub total: String,
    /// Discounted to the start of the first month.
    pub present_value: String,
    /// Total for a unit of the primary volume; null without one.
    pub unit_cost: Option<String>,
    /// Present value for a discounted unit of it.
    pub levelised_unit_cost: Option<String>,
}

/// A small table: an option a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Grid<'a> {
    /// Heads of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<GridRow<'a>>,
}

/// A row of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GridRow<'a> {
    /// The option.
    pub name: &'a str,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Its cells; null where there is nothing to say.
    pub cells: Vec<Option<String>>,
}

/// A price that went in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PriceRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its page.
    pub url: String,
    /// The price with its unit; null where the book has none on that day.
    pub price: Option<String>,
    /// Since when it held.
    pub since: Option<Day>,
    /// The day it was looked up for.
    pub on: Day,
    /// Where it is published.
    pub source: Option<&'a str>,
}

/// The section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CostSection<'a> {
    /// `Cost over three years`.
    pub heading: String,
    /// `In USD, likely values. Present value at 8% a year …`.
    pub caption: String,
    /// Heads of the years.
    pub years: Vec<String>,
    /// Head of the unit cost; null without a primary volume.
    pub unit: Option<String>,
    /// The options that were costed.
    pub rows: Vec<CostRow<'a>>,
    /// Options that were not, in words; null where all were.
    pub uncosted: Option<String>,
    /// Whether rounded figures do not add up to their totals.
    pub rounded: bool,
    /// Totals by year as bars; null for a single year, or where nothing costs anything.
    pub year_chart: Option<StackedChart<'a>>,
    /// Totals by kind of cost.
    pub by_kind: Option<Grid<'a>>,
    /// The same as bars; null where `by_kind` is, or where nothing costs anything.
    pub kind_chart: Option<StackedChart<'a>>,
    /// Totals by category; null where none is named.
    pub by_category: Option<Grid<'a>>,
    /// Every cost with the figures it was made from.
    pub lines: Vec<cost_lines::LineGroup<'a>>,
    /// Prices of the price book that went in.
    pub prices: Vec<PriceRow<'a>>,
    /// In which month each option has paid back against another; null for fewer than two options.
    pub payback: Option<Grid<'a>>,
    /// What has been spent by the end of each month, as lines; null where nothing costs anything.
    pub cumulative_chart: Option<CumulativeChart<'a>>,
    /// The same at the end of each year, undiscounted; null where the chart is.
    pub cumulative: Option<Grid<'a>>,
    /// That options start to serve in different months, in words; null where they do not.
    pub service_note: Option<String>,
    /// The volumes, in words.
    pub volumes: Vec<String>,
}

/// The cost of a record's options.
pub fn section<'a>(of: &Subject<'a>) -> Option<CostSection<'a>> {
    let (costs, tco) = (of.analysis.cost.as_ref()?, of.record.tco.as_ref()?);
    let costed: Vec<(OptionIx, &OptionCost)> =
        of.record.option_ixs().filter_map(|ix| costs.options[ix.index()].as_ref().map(|cost| (ix, cost))).collect();
    let uncosted: Vec<&str> =
        of.record.option_ixs().filter(|ix| costs.options[ix.index()].is_none()).map(|ix| of.option_name(ix)).collect();
    let cumulative_chart = cost_charts::cumulative(of, costs, &costed);
    Some(CostSection {
        heading: format!("Cost over {}", words::horizon(tco.months)),
        caption: caption(of, tco),
        years: (1..=tco.months.div_ceil(12)).map(|year| year_head(tco, year)).collect(),
        unit: costs.volume.map(|ix| singular(&tco.volumes[ix.index()].unit)),
        rows: costed.iter().map(|(ix, cost)| row(of, *ix, cost)).collect(),
        uncosted: (!uncosted.is_empty()).then(|| format!("Not costed: {}.", words::list(&uncosted))),
        rounded: costed.iter().any(|(_, cost)| is_rounded(&cost.years, cost.total)),
        year_chart: cost_charts::by_year(of, &costed),
        by_kind: cost_lines::by_kind(of, &costed),
        kind_chart: cost_charts::by_kind(of, &costed),
        by_category: cost_lines::by_category(of, &costed),
        lines: cost_lines::groups(of, &costed),
        prices: prices(of, costs),
        payback: payback(of, costs, &costed),
        cumulative: cumulative_chart.is_some().then(|| cost_charts::year_ends(of, &costed)),
        cumulative_chart,
        service_note: service_note(of, &costed),
        volumes: tco.volumes.iter().map(|volume| cost_lines::volume(of, volume)).collect(),
    })
}

fn caption(of: &Subject<'_>, tco: &Tco) -> String {
    let rate = of.from.numbers().percentage(tco.discount_rate, 2);
    let caption = format!("In {}, with likely values. Present value at {rate} a year.", tco.currency);
    if tco.rates.is_empty() {
        return caption;
    }
    let one = |(code, rate): &(String, f64)| format!("1 {code} = {} {}", of.from.numbers().trimmed(*rate, 6), tco.currency);
    let rates: Vec<String> = tco.rates.iter().map(one).collect();
    let on = tco.rates_on.map(|day| format!(" on {}", of.from.date(day))).unwrap_or_default();
    format!("{caption} {}{on}.", words::list(&rates))
}

/// `Year 1`; the last one says where it is shorter.
fn year_head(tco: &Tco, year: u32) -> String {
    let rest = tco.months - 12 * (year - 1);
    if rest < 12 { format!("Year {year} ({})", words::interval(rest)) } else { format!("Year {year}") }
}

/// `million tokens` stays; the unit of a single one is how people name it anyway.
fn singular(unit: &str) -> String {
    format!("Per {unit}")
}

fn row<'a>(of: &Subject<'a>, ix: OptionIx, cost: &OptionCost) -> CostRow<'a> {
    let numbers = of.from.numbers();
    let unit = |value: Option<f64>| value.map(|value| numbers.money_per_unit(value, of.currency()));
    CostRow {
        name: of.option_name(ix),
        chosen: of.is_chosen(ix),
        cheapest: of.all_cheapest().contains(&ix),
        out: of.is_knocked_out(ix),
        years: cost.years.iter().map(|year| numbers.amount(*year)).collect(),
        total: numbers.amount(cost.total),
        present_value: numbers.amount(cost.present_value),
        unit_cost: unit(cost.unit_cost),
        levelised_unit_cost: unit(cost.levelised_unit_cost),
    }
}

fn prices<'a>(of: &Subject<'a>, costs: &Costs) -> Vec<PriceRow<'a>> {
    let numbers = of.from.numbers();
    costs
        .prices
        .iter()
        .map(|used| {
            let price = of.from.material.site.prices.price(used.price);
            let value = used.value.map(|value| format!("{} per {}", numbers.money_per_unit(value, &price.currency), price.unit));
            let source = used.from.and_then(|from| price.history.iter().find(|row| row.from == from)).and_then(|row| row.source.as_deref());
            PriceRow {
                name: &price.name,
                url: of.from.to_price(used.price).url,
                price: value,
                since: used.from.map(Day::new),
                on: Day::new(used.on),
                source: source.or(price.source.as_deref()),
            }
        })
        .collect()
}

/// Months are counted from 1 in words (ruling 30): the cell says in which month the option has cost no more than the other, for good.
fn payback<'a>(of: &Subject<'a>, costs: &Costs, costed: &[(OptionIx, &OptionCost)]) -> Option<Grid<'a>> {
    if costed.len() < 2 {
        return None;
    }
    let cell = |option: OptionIx, versus: OptionIx| {
        let pair = costs.paybacks.iter().find(|pair| pair.option == option && pair.versus == versus)?;
        Some(pair.month.map_or_else(|| "never".to_owned(), |month| format!("month {}", month + 1)))
    };
    let rows = costed.iter().map(|(option, _)| GridRow {
        name: of.option_name(*option),
        chosen: of.is_chosen(*option),
        cells: costed.iter().map(|(versus, _)| cell(*option, *versus)).collect(),
    });
    let columns = costed.iter().map(|(versus, _)| format!("against {}", of.option_name(*versus)));
    Some(Grid { columns: columns.collect(), rows: rows.collect() })
}

/// Options that serve later look cheaper than they are (maths.md, 7.9).
fn service_note(of: &Subject<'_>, costed: &[(OptionIx, &OptionCost)]) -> Option<String> {
    let starts: Vec<(&str, u32)> =
        costed.iter().filter_map(|(ix, cost)| cost.serves_from.map(|month| (of.option_name(*ix), month))).collect();
    let first = starts.iter().map(|(_, month)| *month).min()?;
    let later: Vec<String> =
        starts.iter().filter(|(_, month)| *month > first).map(|(name, month)| format!("{name} from month {}", month + 1)).collect();
    if later.is_empty() {
        return None;
    }
    Some(format!(
        "The options do not start to serve at the same time: {}, the others from month {}. Totals favour those that start late.",
        words::list(&later),
        first + 1
    ))
}
