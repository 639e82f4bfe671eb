//! Then and now as data.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Keyed, Number};
use crate::{
    analyze::drift::{Answer, Drift, DriftFlag, Forecast, Moved},
    base::date::Date,
    model::{OptionIx, record::Record, site::Site},
};

/// Whether the same would be decided today.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DriftExport<'a> {
    /// With the prices of the record's own day.
    pub then: AnswerExport<'a>,
    /// With today's; null while a price is not known today.
    pub now: Option<AnswerExport<'a>>,
    /// `winner-changed`, `cheapest-changed`, `margin-halved`, `price-moved`, `price-missing`.
    pub flags: Vec<&'static str>,
    /// Prices that have moved far.
    pub moved: Vec<MovedExport<'a>>,
    /// Ids of prices that went in and are not known today.
    pub missing: Vec<&'a str>,
    /// What became of the price that each cost was forecast to have by now.
    pub forecast: Vec<ForecastExport<'a>>,
    /// Whole months from the record's day to today.
    pub months_elapsed: u32,
    /// The day on which the last of the prices that differ took effect.
    #[schemars(with = "Option<String>")]
    pub since: Option<Date>,
    /// The latest review, where it was held on or after that day.
    #[schemars(with = "Option<String>")]
    pub reviewed: Option<Date>,
}

/// What the record says with the prices of one day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AnswerExport<'a> {
    /// The day.
    #[schemars(with = "String")]
    pub on: Date,
    /// The recommended option.
    pub winner: Option<&'a str>,
    /// `recommended`, `tie`, `provisional` or `none`; null without a matrix.
    pub status: Option<&'static str>,
    /// Winner's lead over the runner-up.
    pub margin: Option<Number>,
    /// Scores by option.
    pub scores: Keyed<&'a str, Option<Number>>,
    /// Present value by option; null where it is not costed.
    pub pv: Keyed<&'a str, Option<Number>>,
    /// The costed option of the smallest present value, knocked-out ones among them.
    pub cheapest: Option<&'a str>,
    /// The same of those that the matrix does not knock out: what `cheapest-changed` looks at.
    pub cheapest_eligible: Option<&'a str>,
}

/// A price that has moved far.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MovedExport<'a> {
    /// Its id in the price book.
    pub sku: &'a str,
    /// On the record's own day.
    pub then: Number,
    /// Today.
    pub now: Number,
    /// `now / then − 1`; null where there was no price to speak of.
    pub change: Number,
}

/// How a forecast has held up.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ForecastExport<'a> {
    /// `option/cost`.
    pub item: String,
    /// The id of its price in the price book.
    pub sku: &'a str,
    /// What the record expected the price to be by now.
    pub forecast: Number,
    /// What it is.
    pub actual: Number,
    /// `actual / forecast − 1`.
    pub error: Number,
    /// Whether that is further off than the threshold `forecast_error`.
    pub off: bool,
}

/// Then and now as data.
pub(super) fn export<'a>(site: &'a Site, record: &'a Record, drift: &Drift) -> DriftExport<'a> {
    let threshold = site.thresholds_of(record).forecast_error;
    let moved = drift.moved.iter().map(|Moved { price, then, now, change }| MovedExport {
        sku: &site.prices.price(*price).id,
        then: Number(*then),
        now: Number(*now),
        change: Number(*change),
    });
    let forecast = drift.forecasts.iter().map(|each| forecast(site, record, (each, threshold)));
    DriftExport {
        then: answer(record, &drift.then),
        now: drift.now.as_ref().map(|now| answer(record, now)),
        flags: drift.flags.iter().copied().map(DriftFlag::word).collect(),
        moved: moved.collect(),
        missing: drift.missing.iter().map(|price| site.prices.price(*price).id.as_str()).collect(),
        forecast: forecast.collect(),
        months_elapsed: drift.months_elapsed,
        since: drift.since,
        reviewed: drift.reviewed,
    }
}

fn answer<'a>(record: &'a Record, answer: &Answer) -> AnswerExport<'a> {
    let id = |ix: OptionIx| record.option(ix).id.as_str();
    let by_option = |values: &[Option<f64>]| {
        let options = record.options.iter().zip(values);
        options.map(|(option, value)| (option.id.as_str(), value.map(Number))).collect()
    };
    AnswerExport {
        on: answer.on,
        winner: answer.winner.map(id),
        status: answer.status.map(crate::analyze::matrix::MatrixStatus::word),
        margin: answer.margin.map(Number),
        scores: by_option(&answer.scores),
        pv: by_option(&answer.present_values),
        cheapest: answer.cheapest_costed.map(id),
        cheapest_eligible: answer.cheapest.map(id),
    }
}

fn forecast<'a>(site: &'a Site, record: &'a Record, (each, threshold): (&Forecast, f64)) -> ForecastExport<'a> {
    let option = record.option(each.option);
    ForecastExport {
        item: format!("{}/{}", option.id, option.costing.own()[each.cost.index()].terms.id),
        sku: &site.prices.price(each.price).id,
        forecast: Number(each.forecast),
        actual: Number(each.actual),
        error: Number(each.error),
        off: each.is_off(threshold),
    }
}
