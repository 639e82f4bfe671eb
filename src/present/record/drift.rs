//! Does it still hold? The answer with the prices of the record's own day beside the answer with today's.

use schemars::JsonSchema;
use serde::Serialize;

use super::Subject;
use crate::{
    analyze::drift::{Answer, Drift, Forecast, Moved, change},
    model::{CostIx, OptionIx, PriceIx},
    present::{
        drift_words::{DriftMark, Told, recommended},
        standpoint::Link,
        words::{self, Day},
    },
};

/// Something that is one way then and perhaps another now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ThenNow<'a> {
    /// `Matrix recommends`, `Lead over the next`, `Costs least`.
    pub label: &'a str,
    /// With the prices of the record's own day.
    pub then: String,
    /// With today's; null while a price is not known today.
    pub now: Option<String>,
    /// Whether the two differ.
    pub differs: bool,
}

/// An option's figures then and now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OptionRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Whether the matrix knocks it out.
    pub out: bool,
    /// Present value then; null where not costed.
    pub pv_then: Option<String>,
    /// Present value now.
    pub pv_now: Option<String>,
    /// Change of the present value: `−27%`; null where there is none to tell.
    pub pv_change: Option<String>,
    /// Score then; null without a complete row.
    pub score_then: Option<String>,
    /// Score now.
    pub score_now: Option<String>,
}

/// A price that went in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PriceRow<'a> {
    /// Its name and page.
    pub price: Link<'a>,
    /// What one pays for.
    pub unit: &'a str,
    /// On the record's own day.
    pub then: String,
    /// Today; null where the book has none.
    pub now: Option<String>,
    /// `−80%`; null where it is the same.
    pub change: Option<String>,
    /// Since when today's holds; null where it is the same.
    pub since: Option<Day>,
    /// Whether it has moved as far as the threshold.
    pub far: bool,
}

/// What became of the price that a cost was forecast to have by now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ForecastRow<'a> {
    /// The option that the cost is written at.
    pub option: &'a str,
    /// The cost.
    pub cost: &'a str,
    /// What the record expected.
    pub forecast: String,
    /// What it is.
    pub actual: String,
    /// `−80%`, `0%`: actual against forecast.
    pub error: String,
    /// Whether that is further off than the threshold.
    pub off: bool,
}

/// The section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DriftSection<'a> {
    /// How it stands, in two words.
    pub mark: DriftMark,
    /// The answer, in a sentence.
    pub answer: String,
    /// What differs, a sentence each.
    pub flags: Vec<String>,
    /// That a review has looked at it since; null where none has.
    pub reviewed: Option<String>,
    /// The day of the record's prices.
    pub then: Day,
    /// The day the page was built for.
    pub now: Day,
    /// Winner, margin, cheapest.
    pub rows: Vec<ThenNow<'a>>,
    /// The options.
    pub options: Vec<OptionRow<'a>>,
    /// Whether any has a score: else the columns are left out.
    pub any_score: bool,
    /// Currency of the present values.
    pub currency: &'a str,
    /// Prices of the price book that went in.
    pub prices: Vec<PriceRow<'a>>,
    /// From which change on a price counts as moved: `20%`.
    pub threshold: String,
    /// Forecasts; empty where there is nothing to hold them against.
    pub forecasts: Vec<ForecastRow<'a>>,
    /// From which error on a forecast counts as off: `25%`.
    pub tolerance: String,
    /// Whole months since the record's day, with the noun.
    pub elapsed: String,
}

/// The section; `None` where no price of the book goes in, so that no day's prices can change anything.
pub fn section<'a>(of: &Subject<'a>) -> Option<DriftSection<'a>> {
    let (drift, costs) = (of.analysis.drift.as_ref()?, of.analysis.cost.as_ref().filter(|costs| !costs.prices.is_empty())?);
    let (numbers, site) = (of.from.numbers(), of.from.material.site);
    let limits = site.thresholds_of(of.record);
    let told = Told { site, numbers, record: of.record, drift };
    let options: Vec<OptionRow<'a>> = of.record.option_ixs().map(|ix| option(of, drift, ix)).collect();
    Some(DriftSection {
        mark: told.mark(),
        answer: answer(of, drift),
        flags: told.sentences(),
        reviewed: told.reviewed(),
        then: Day::new(drift.then.on),
        now: Day::new(site.today),
        rows: then_now(of, drift),
        any_score: options.iter().any(|row| row.score_then.is_some()),
        options,
        currency: of.currency(),
        prices: costs.prices.iter().filter_map(|used| Some(price(of, drift, (used.price, used.value?)))).collect(),
        threshold: numbers.percentage(limits.price_moved, 1),
        forecasts: drift.forecasts.iter().map(|each| forecast(of, each, limits.forecast_error)).collect(),
        tolerance: numbers.percentage(limits.forecast_error, 1),
        elapsed: words::count(numbers, drift.months_elapsed as usize, "whole month"),
    })
}

fn answer(of: &Subject<'_>, drift: &Drift) -> String {
    let today = of.from.date(of.from.material.site.today);
    let Some(now) = &drift.now else {
        return format!("It cannot be told for {today}: a price that goes in is not known on that day.");
    };
    let (then, name) = (&drift.then, |ix: OptionIx| of.option_name(ix));
    if then.winner != now.winner || then.cheapest != now.cheapest {
        return format!("Not as it was computed: with the prices of {today} the same record gives another answer.");
    }
    match (now.winner, now.cheapest) {
        (Some(winner), Some(cheapest)) if winner == cheapest => {
            format!("Yes: with the prices of {today}, {} still leads the matrix and costs least.", name(winner))
        }
        (Some(winner), Some(cheapest)) => {
            format!("Yes: with the prices of {today}, {} still leads the matrix and {} still costs least.", name(winner), name(cheapest))
        }
        (Some(winner), None) => format!("Yes: with the prices of {today}, {} still leads the matrix.", name(winner)),
        (None, Some(cheapest)) => format!("Yes: with the prices of {today}, {} still costs least.", name(cheapest)),
        (None, None) => format!("Nothing has changed: neither then nor with the prices of {today} does one option lead."),
    }
}

fn then_now<'a>(of: &Subject<'a>, drift: &Drift) -> Vec<ThenNow<'a>> {
    let numbers = of.from.numbers();
    let winner = |answer: &Answer| recommended(of.record, answer);
    let margin = |answer: &Answer| answer.margin.map_or_else(|| "–".to_owned(), |margin| numbers.score(margin));
    let cheapest = |answer: &Answer| answer.cheapest.map_or("none", |ix| of.option_name(ix)).to_owned();
    let row = |label: &'a str, show: &dyn Fn(&Answer) -> String| {
        let (then, now) = (show(&drift.then), drift.now.as_ref().map(show));
        ThenNow { label, differs: now.as_ref().is_some_and(|now| *now != then), then, now }
    };
    let mut rows = Vec::new();
    if drift.then.status.is_some() {
        rows.push(row("Matrix recommends", &winner));
        rows.push(row("Lead over the next", &margin));
    }
    rows.push(row("Costs least", &cheapest));
    rows
}

fn option<'a>(of: &Subject<'a>, drift: &Drift, ix: OptionIx) -> OptionRow<'a> {
    let (numbers, at) = (of.from.numbers(), ix.index());
    let now = drift.now.as_ref();
    let values = (drift.then.present_values[at], now.and_then(|now| now.present_values[at]));
    let (scored, scores_now) = (drift.then.scores[at], now.and_then(|now| now.scores[at]));
    OptionRow {
        name: of.option_name(ix),
        chosen: of.is_chosen(ix),
        out: of.is_knocked_out(ix),
        pv_then: values.0.map(|value| numbers.amount(value)),
        pv_now: values.1.map(|value| numbers.amount(value)),
        pv_change: values.0.zip(values.1).and_then(|(then, now)| of.from.numbers().share_change(change(then, now))),
        score_then: scored.map(|score| numbers.score(score)),
        score_now: scores_now.map(|score| numbers.score(score)),
    }
}

fn price<'a>(of: &Subject<'a>, drift: &Drift, (ix, then): (PriceIx, f64)) -> PriceRow<'a> {
    let (site, numbers) = (of.from.material.site, of.from.numbers());
    let price = site.prices.price(ix);
    let row = price.row_on(site.today);
    let changed = row.map(|row| (change(then, row.price), row.from)).filter(|(by, _)| *by != 0.0);
    PriceRow {
        price: of.from.to_price(ix),
        unit: &price.unit,
        then: numbers.money_per_unit(then, &price.currency),
        now: row.map(|row| numbers.money_per_unit(row.price, &price.currency)),
        change: changed.and_then(|(by, _)| numbers.share_change(by)),
        since: changed.map(|(_, from)| Day::new(from)),
        far: drift.moved.iter().any(|moved: &Moved| moved.price == ix),
    }
}

fn forecast<'a>(of: &Subject<'a>, each: &Forecast, threshold: f64) -> ForecastRow<'a> {
    let numbers = of.from.numbers();
    let price = of.from.material.site.prices.price(each.price);
    let money = |value| numbers.money_per_unit(value, &price.currency);
    ForecastRow {
        option: of.option_name(each.option),
        cost: cost_name(of, each.option, each.cost),
        forecast: money(each.forecast),
        actual: money(each.actual),
        error: numbers.share_change(each.error).unwrap_or_else(|| numbers.share(0.0)),
        off: each.is_off(threshold),
    }
}

fn cost_name<'a>(of: &Subject<'a>, option: OptionIx, cost: CostIx) -> &'a str {
    of.record.options[option.index()].costing.own()[cost.index()].terms.name()
}
