//! Costs as data.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Keyed, Number,
    curve::Curve,
    schema::Day,
    tree::numbers,
    uncertainty::{SwingExport, chances, tornado},
    volume::{self, BandExport, PairExport, StopShape, SwitchExport, TieExport},
};
use crate::{
    analyze::{
        cost::{CostGroup, Costs, OptionCost},
        switch::BestSwitch,
        tie_price::TiePrice,
        uncertainty::{Spread, Uncertainty},
        volume::{AtVolume, Curve as CostsAlong},
    },
    base::date::{DAYS_PER_MONTH, Date},
    model::{
        CostIx, OptionIx, VolumeIx,
        cost::{Cost, Replacement, Tco, Volume},
        quantity::Amount,
        record::Record,
        site::Site,
    },
};

/// Costs of a record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CostExport<'a> {
    /// Currency of every amount: an ISO 4217 code.
    pub currency: &'a str,
    /// Months of the horizon.
    pub months: u32,
    /// Effective rate a year.
    pub discount_rate: Number,
    /// By option; null where it is not costed.
    pub options: Keyed<&'a str, Option<OptionCostExport<'a>>>,
    /// The eligible option of the smallest present value.
    pub cheapest: Option<&'a str>,
    /// The primary volume.
    pub volume: Option<VolumeExport<'a>>,
    /// For every ordered pair of costed options, the first month (from 0) from which one has cost no more than the other.
    pub payback_month: Vec<PaybackExport<'a>>,
    /// Named prices that went in.
    pub prices: Vec<PriceExport<'a>>,
    /// Volumes at which the cheaper of two options changes, for every pair; null where no volume drives a cost.
    pub crossovers: Option<Vec<PairExport<'a>>>,
    /// The cheapest option by volume; null likewise.
    pub cheapest_by_volume: Option<Vec<BandExport<'a>>>,
    /// Prices at which two options cost the same.
    pub tie_price: Vec<TieExport<'a>>,
    /// Draws that percentiles and chances rest on; null where nothing is a range.
    pub samples: Option<u32>,
    /// By option, what each range alone moves its present value by, largest first.
    pub tornado: Option<Keyed<&'a str, Option<Vec<SwingExport<'a>>>>>,
    /// Part of the draws in which each costed option is the cheapest, if the ranges hold.
    pub chance_cheapest: Option<Keyed<&'a str, Option<Number>>>,
    /// Part of the draws in which the matrix recommends each option, if the ranges hold; null where cost plays no part in the matrix.
    pub chance_recommended: Option<Keyed<&'a str, Option<Number>>>,
    /// The best month to switch, for each option of two phases.
    pub best_switch: Keyed<&'a str, SwitchExport>,
    /// Costs along the volume; null where no volume drives a cost.
    #[schemars(with = "Option<Vec<StopShape>>")]
    pub curve: Option<Curve<'a>>,
}

/// Costs of one option.
#[derive(Debug, Serialize, JsonSchema)]
pub struct OptionCostExport<'a> {
    /// Undiscounted.
    pub total: Number,
    /// Present value at the start of month 0.
    pub pv: Number,
    /// Total for one unit of the primary volume.
    pub unit_cost: Option<Number>,
    /// Present value for one discounted unit of the primary volume.
    pub levelised_unit_cost: Option<Number>,
    /// First month (from 0) in which it serves the primary volume.
    pub serves_from: Option<u32>,
    /// By year.
    pub years: Vec<YearExport>,
    /// By cost; in a mix or progression named `option/cost`.
    pub items: Keyed<Cow<'a, str>, ItemExport<'a>>,
    /// Present value with likely inputs: beside the percentiles, which differ from it where ranges are skewed.
    pub likely: Number,
    /// Present value that one draw in ten stays below.
    pub p10: Option<Number>,
    /// Present value that half of all draws stay below.
    pub p50: Option<Number>,
    /// Present value that nine draws in ten stay below.
    pub p90: Option<Number>,
    /// Mean present value.
    pub mean: Option<Number>,
}

/// One year of an option.
#[derive(Debug, Serialize, JsonSchema)]
pub struct YearExport {
    /// Undiscounted.
    pub total: Number,
    /// By kind of cost.
    pub by_kind: Keyed<String, Number>,
}

/// One cost.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "CostItemExport")]
pub struct ItemExport<'a> {
    /// `once`, `recurring`, `team`, `usage`, `capacity` or `exit`.
    pub kind: &'a str,
    /// Undiscounted.
    pub total: Number,
    /// Present value.
    pub pv: Number,
    /// Undiscounted by year.
    pub years: Vec<Number>,
}

/// A volume.
#[derive(Debug, Serialize, JsonSchema)]
pub struct VolumeExport<'a> {
    /// Its id.
    pub id: &'a str,
    /// What is counted.
    pub unit: &'a str,
    /// The period of `amount`.
    pub per: &'static str,
    /// How much.
    pub amount: AmountExport,
    /// The likely amount of a day, before growth.
    pub per_day: Number,
    /// Over the whole horizon.
    pub total: Option<Number>,
}

/// An amount with its range.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AmountExport {
    /// Lower end.
    pub low: Number,
    /// The value that tables are computed with.
    pub likely: Number,
    /// Upper end.
    pub high: Number,
}

impl From<&Amount> for AmountExport {
    fn from(amount: &Amount) -> Self {
        Self { low: Number(amount.low), likely: Number(amount.likely), high: Number(amount.high) }
    }
}

/// One ordered pair.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PaybackExport<'a> {
    /// The option that must earn its cost back.
    pub option: &'a str,
    /// The option it is held against.
    pub versus: &'a str,
    /// The month, from 0; null: not within the horizon.
    pub month: Option<u32>,
}

/// A named price that went in.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PriceExport<'a> {
    /// Its id in the price book.
    pub price: &'a str,
    /// What one pays for.
    pub unit: &'a str,
    /// An ISO 4217 code.
    pub currency: &'a str,
    /// The day it was looked up for.
    #[schemars(with = "Day")]
    pub on: Date,
    /// The price; null: none holds on that day.
    pub value: Option<Number>,
    /// First day on which it holds.
    #[schemars(with = "Option<Day>")]
    pub from: Option<Date>,
}

/// What is exported here: the costs of a record, or those of one of its scenarios.
pub(super) struct Subject<'a> {
    pub(super) site: &'a Site,
    pub(super) record: &'a Record,
    pub(super) tco: &'a Tco,
    pub(super) costs: &'a Costs,
    pub(super) cheapest: Option<OptionIx>,
    pub(super) uncertainty: Option<&'a Uncertainty>,
    pub(super) volume: Option<&'a AtVolume>,
    /// Costs along it.
    pub(super) curve: Option<CostsAlong>,
    pub(super) tie_prices: &'a [TiePrice],
    pub(super) switches: &'a [BestSwitch],
    /// What a scenario puts in place of the record's own; empty for the record itself.
    pub(super) replacements: &'a [Replacement],
}

impl<'a> Subject<'a> {
    /// A volume as it was computed with.
    fn volume(&self, ix: VolumeIx) -> &'a Volume {
        let replaced = self.replacements.iter().find_map(|replacement| match replacement {
            Replacement::Volume(other, volume) if *other == ix => Some(volume),
            _ => None,
        });
        replaced.unwrap_or(&self.tco.volumes[ix.index()])
    }

    /// A cost as it was computed with.
    pub(super) fn cost(&self, option: OptionIx, ix: CostIx) -> &'a Cost {
        let replaced = self.replacements.iter().find_map(|replacement| match replacement {
            Replacement::Cost(at, other, cost) if (*at, *other) == (option, ix) => Some(cost),
            _ => None,
        });
        replaced.unwrap_or(&self.record.option(option).costing.own()[ix.index()])
    }
}

/// The costs of a record as data.
pub(super) fn export(mut subject: Subject<'_>) -> CostExport<'_> {
    let curve = subject.curve.take();
    let subject = &subject;
    let Subject { site, record, costs, tco, cheapest, uncertainty, .. } = *subject;
    let id = |ix: OptionIx| record.option(ix).id.as_str();
    let spread = |ix: OptionIx| uncertainty.and_then(|uncertainty| uncertainty.spreads[ix.index()]);
    let options = record.option_ixs().map(|ix| (id(ix), costs.option(ix).map(|cost| option_export(record, ix, (cost, spread(ix))))));
    let volume = tco.volume.map(|ix| volume_export(subject.volume(ix), costs.volume_total));
    let paybacks = costs.paybacks.iter().map(|pair| PaybackExport { option: id(pair.option), versus: id(pair.versus), month: pair.month });
    let prices = costs.prices.iter().map(|used| {
        let price = site.prices.price(used.price);
        let value = used.value.map(Number);
        PriceExport { price: &price.id, unit: &price.unit, currency: &price.currency, on: used.on, value, from: used.from }
    });
    CostExport {
        currency: &tco.currency,
        months: tco.months,
        discount_rate: Number(tco.discount_rate),
        options: options.collect(),
        cheapest: cheapest.map(id),
        volume,
        payback_month: paybacks.collect(),
        prices: prices.collect(),
        crossovers: subject.volume.map(|at| volume::crossovers(record, at)),
        cheapest_by_volume: subject.volume.map(|at| volume::bands(record, at)),
        tie_price: volume::ties(subject),
        samples: uncertainty.map(|uncertainty| uncertainty.draws),
        tornado: uncertainty.map(|uncertainty| tornado(record, uncertainty)),
        chance_cheapest: uncertainty.map(|uncertainty| chances(record, uncertainty.chance_cheapest.iter().copied())),
        chance_recommended: uncertainty
            .and_then(|uncertainty| uncertainty.chance_recommended.as_ref())
            .map(|all| chances(record, all.iter().copied().map(Some))),
        best_switch: volume::switches(record, subject.switches),
        curve: curve.map(|costs| Curve { record, costs }),
    }
}

fn option_export<'a>(record: &'a Record, ix: OptionIx, (cost, spread): (&OptionCost, Option<Spread>)) -> OptionCostExport<'a> {
    let kinds = cost.by_kind(record);
    let items = cost.lines.iter().map(|line| {
        let written = line.cost(record);
        let kind = written.kind.word();
        (line.path(record, ix), ItemExport { kind, total: Number(line.total), pv: Number(line.present_value), years: numbers(&line.years) })
    });
    OptionCostExport {
        total: Number(cost.total),
        pv: Number(cost.present_value),
        unit_cost: cost.unit_cost.map(Number),
        levelised_unit_cost: cost.levelised_unit_cost.map(Number),
        serves_from: cost.serves_from,
        years: cost.years.iter().enumerate().map(|(year, total)| year_export(&kinds, year, *total)).collect(),
        items: items.collect(),
        likely: Number(cost.present_value),
        p10: spread.map(|spread| Number(spread.p10)),
        p50: spread.map(|spread| Number(spread.p50)),
        p90: spread.map(|spread| Number(spread.p90)),
        mean: spread.map(|spread| Number(spread.mean)),
    }
}

fn year_export(kinds: &[CostGroup<'_>], year: usize, total: f64) -> YearExport {
    let by_kind = kinds.iter().map(|group| (group.key.unwrap_or_default().to_owned(), Number(group.years[year])));
    YearExport { total: Number(total), by_kind: by_kind.collect() }
}

fn volume_export(volume: &Volume, total: Option<f64>) -> VolumeExport<'_> {
    VolumeExport {
        id: &volume.id,
        unit: &volume.unit,
        per: volume.per.word(),
        amount: (&volume.amount).into(),
        per_day: Number(volume.amount.likely * volume.per.per_month() / DAYS_PER_MONTH),
        total: total.map(Number),
    }
}
