//! Costs along the volume, tie prices and best switches as data.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Keyed, Number, cost::Subject};
use crate::{
    analyze::{
        switch::BestSwitch,
        tie_price::TiePrice,
        volume::{AtVolume, Band},
    },
    model::{OptionIx, record::Record},
};

/// All crossovers of a pair of options.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PairExport<'a> {
    /// The pair, in the record's order.
    pub pair: [&'a str; 2],
    /// By rising volume; empty where they do not cross.
    pub points: Vec<CrossoverExport<'a>>,
}

/// One volume at which the cheaper of two options changes.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CrossoverExport<'a> {
    /// In the primary volume's unit and period.
    pub volume: Number,
    /// As a multiple of the likely amount.
    pub scale: Number,
    /// `cross` or `jump`.
    pub kind: &'static str,
    /// The option that costs less above it.
    pub cheaper_above: &'a str,
}

/// Volumes over which one option costs least.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BandExport<'a> {
    /// The option.
    pub option: &'a str,
    /// From this volume on.
    pub from: Number,
    /// Up to this volume.
    pub to: Number,
}

/// The price at which two options cost the same.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TieExport<'a> {
    /// The option that pays it.
    pub option: &'a str,
    /// The cost whose price it is; of a component named `option/cost`.
    pub item: Cow<'a, str>,
    /// The option it is held against.
    pub versus: &'a str,
    /// Currency of both prices: an ISO 4217 code.
    pub currency: &'a str,
    /// The price that went in.
    pub now: Number,
    /// The tie; null where no price of 0 or more does it.
    pub price: Option<Number>,
}

/// The best month to switch.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SwitchExport {
    /// The month, from 0, in which the second phase takes over.
    pub month: u32,
    /// Present value with that month.
    pub pv: Number,
    /// Present value of staying with the first phase for good.
    pub never_pv: Number,
    /// Present value by month of the switch.
    pub at: Vec<SwitchMonthExport>,
}

/// A switch in one month.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SwitchMonthExport {
    /// The month, from 0.
    pub month: u32,
    /// Present value.
    pub pv: Number,
}

/// The shape of a stop; what is written is made entry by entry.
pub(super) type StopShape = StopExport<Keyed<&'static str, Option<AtStopExport<Vec<Number>, Keyed<&'static str, Number>>>>>;

/// Costs at one volume.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "StopExport")]
pub struct StopExport<O> {
    /// In the primary volume's unit and period.
    pub volume: Number,
    /// By option; null where it is not costed.
    pub options: O,
}

/// One option at one volume.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AtStopExport")]
pub struct AtStopExport<Y, V> {
    /// Undiscounted.
    pub total: Number,
    /// Present value.
    pub pv: Number,
    /// Undiscounted, by year.
    pub years: Y,
    /// Values of the criteria that read the cost; the others stay as they are in the matrix.
    pub values: V,
}

/// Every pair of costed options.
pub(super) fn crossovers<'a>(record: &'a Record, at: &AtVolume) -> Vec<PairExport<'a>> {
    let id = |ix: OptionIx| record.option(ix).id.as_str();
    let pairs = at.crossovers.iter().map(|pair| PairExport {
        pair: [id(pair.pair.0), id(pair.pair.1)],
        points: pair
            .points
            .iter()
            .map(|point| CrossoverExport {
                volume: Number(point.volume),
                scale: Number(point.scale),
                kind: point.kind.word(),
                cheaper_above: id(point.cheaper_above),
            })
            .collect(),
    });
    pairs.collect()
}

/// The cheapest of all costed options, from end to end of the range.
pub(super) fn bands<'a>(record: &'a Record, at: &AtVolume) -> Vec<BandExport<'a>> {
    let band = |band: &Band| BandExport { option: record.option(band.option).id.as_str(), from: Number(band.from), to: Number(band.to) };
    at.cheapest.iter().map(band).collect()
}

/// Tie prices of the chosen and the cheapest option.
pub(super) fn ties<'a>(subject: &Subject<'a>) -> Vec<TieExport<'a>> {
    let id = |ix: OptionIx| subject.record.option(ix).id.as_str();
    let tie = |tie: &TiePrice| {
        let cost = subject.cost(tie.written_at, tie.cost);
        let item = if tie.written_at == tie.option {
            Cow::Borrowed(&*cost.terms.id)
        } else {
            Cow::Owned(format!("{}/{}", id(tie.written_at), cost.terms.id))
        };
        TieExport {
            option: id(tie.option),
            item,
            versus: id(tie.versus),
            currency: &cost.currency,
            now: Number(tie.now),
            price: tie.price.map(Number),
        }
    };
    subject.tie_prices.iter().map(tie).collect()
}

/// The best month of every option of two phases.
pub(super) fn switches<'a>(record: &'a Record, switches: &[BestSwitch]) -> Keyed<&'a str, SwitchExport> {
    let switch = |best: &BestSwitch| {
        let at = best.at.iter().map(|(month, value)| SwitchMonthExport { month: *month, pv: Number(*value) });
        let export = SwitchExport { month: best.month, pv: Number(best.present_value), never_pv: Number(best.never), at: at.collect() };
        (record.option(best.option).id.as_str(), export)
    };
    switches.iter().map(switch).collect()
}
