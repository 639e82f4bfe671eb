//! Costs at any volume: where two options cost the same, and which is cheapest from where to where (maths.md, 3.10).
//!
//! A volume here is the primary volume's *amount*, as it is written; growth, ramp and cap act on it as they do in the cost table. So a
//! cap stays on: above it an amount that is larger still costs no more, and the amount at which a month reaches it is one more
//! place where cost bends.

mod search;

use super::{
    ByOption,
    ledger::{Ledger, Money, along::Along},
    value::values_of,
};
use crate::model::{
    CriterionIx, OptionIx,
    cost::Tco,
    criterion::{Measure, Reading},
    record::Record,
};

/// Where crossovers are looked for unless the record says so: in multiples of the likely amount.
const RANGE: (f64, f64) = (0.01, 100.0);
/// Stops of the curve over the range, evenly apart on a logarithmic scale.
const STOPS: u32 = 41;
/// How far beside a crossover, as a part of it, the curve has a stop on either side.
const BESIDE: f64 = 1e-6;
/// Present values that differ by less than this part of them are level.
const LEVEL: f64 = 4e-12;

/// How the cheaper of two options changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CrossoverKind {
    /// Both cost the same there.
    Cross,
    /// A step in price or capacity carries one past the other.
    Jump,
}

impl CrossoverKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cross => "cross",
            Self::Jump => "jump",
        }
    }
}

/// One volume at which the cheaper of two options changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossover {
    /// The volume, in the primary volume's unit and period.
    pub volume: f64,
    /// The same as a multiple of the likely amount.
    pub scale: f64,
    /// How it changes.
    pub kind: CrossoverKind,
    /// The option that costs less above it.
    pub cheaper_above: OptionIx,
}

/// All crossovers of a pair of costed options, by rising volume.
#[derive(Debug, Clone, PartialEq)]
pub struct PairCrossovers {
    /// The pair, in the record's order.
    pub pair: (OptionIx, OptionIx),
    /// Where they cross; empty: nowhere in the range.
    pub points: Vec<Crossover>,
    /// Which one costs less up to the first of these, wherever they differ; `None`: they are level all over the range.
    pub cheaper_below: Option<OptionIx>,
}

impl PairCrossovers {
    /// Which one costs less between the crossovers around `volume`. They may be level in a part of that stretch, never the other way round.
    fn cheaper_around(&self, volume: f64) -> Option<OptionIx> {
        let below = self.points.iter().rev().find(|point| point.volume <= volume);
        below.map_or(self.cheaper_below, |point| Some(point.cheaper_above))
    }
}

/// Volumes over which one option is the cheapest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The option.
    pub option: OptionIx,
    /// From this volume on.
    pub from: f64,
    /// Up to this volume.
    pub to: f64,
}

/// Costs over the range of the primary volume.
#[derive(Debug, Clone, PartialEq)]
pub struct AtVolume {
    /// The range, in the primary volume's unit and period.
    pub range: (f64, f64),
    /// Every pair of costed options.
    pub crossovers: Vec<PairCrossovers>,
    /// The cheapest option, from end to end of the range.
    pub cheapest: Vec<Band>,
}

/// Costs at volumes of the range.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The volumes, rising: its stops.
    pub volumes: Vec<f64>,
    /// By option; `None` where not costed.
    pub options: ByOption<Option<CostCurve>>,
}

/// One option along the volumes: every list holds a figure a stop.
#[derive(Debug, Clone, PartialEq)]
pub struct CostCurve {
    /// Undiscounted.
    pub totals: Vec<f64>,
    /// Present values.
    pub present_values: Vec<f64>,
    /// Undiscounted, by year.
    pub years: Vec<Vec<f64>>,
    /// Values of the criteria that read the cost, in their order; the others are moved by no volume.
    pub values: Vec<(CriterionIx, Vec<f64>)>,
}

/// Crossovers and bands over all costed options; `None` where the primary volume drives no cost, or has no amount to scale.
pub fn analyze(record: &Record, ledger: &Ledger) -> Option<AtVolume> {
    let (range, likely) = frame(record.tco.as_ref()?)?;
    let options = costed(record, ledger);
    if !options.iter().any(|(_, along)| along.follows_volume()) {
        return None;
    }
    let crossovers = search::crossovers(&options, range, likely);
    let cheapest = bands(&options, range, &crossovers);
    Some(AtVolume { range, crossovers, cheapest })
}

/// The cheapest by volume among some of the options: the bands of [`AtVolume`] take all that are costed.
pub fn cheapest_among(record: &Record, ledger: &Ledger, at: &AtVolume, counts: impl Fn(OptionIx) -> bool) -> Vec<Band> {
    let options: Vec<_> = costed(record, ledger).into_iter().filter(|(ix, _)| counts(*ix)).collect();
    bands(&options, at.range, &at.crossovers)
}

/// Costs along the range: evenly spaced stops, the likely amount, and both sides of each crossover, by rising volume.
pub fn curve(record: &Record, ledger: &Ledger, at: &AtVolume) -> Curve {
    let likely = record.tco.as_ref().and_then(frame).map(|(_, likely)| likely);
    let volumes = stops(at, likely);
    let options = record.option_ixs().map(|ix| Some(cost_curve(record, &ledger.along(ix)?, &volumes))).collect();
    Curve { volumes, options }
}

/// The volumes of the curve.
fn stops(at: &AtVolume, likely: Option<f64>) -> Vec<f64> {
    let (low, high) = at.range;
    let evenly = (0..STOPS).map(|stop| match stop {
        0 => low,
        _ if stop + 1 == STOPS => high,
        _ => low * libm::pow(high / low, f64::from(stop) / f64::from(STOPS - 1)),
    });
    let points = at.crossovers.iter().flat_map(|pair| &pair.points);
    let beside = points.flat_map(|point| [point.volume * (1.0 - BESIDE), point.volume * (1.0 + BESIDE)]);
    let mut stops: Vec<f64> = evenly.chain(beside.filter(|volume| (low..=high).contains(volume))).chain(likely).collect();
    stops.sort_by(f64::total_cmp);
    stops.dedup();
    stops
}

/// An option at each of the volumes.
fn cost_curve(record: &Record, along: &Along<'_>, volumes: &[f64]) -> CostCurve {
    let column = || Vec::with_capacity(volumes.len());
    let (mut totals, mut present_values, mut years) = (column(), column(), Vec::new());
    let mut money = Money::none(0);
    for volume in volumes {
        along.money(*volume, &mut money);
        totals.push(money.total());
        present_values.push(money.present_value);
        years.resize_with(money.years.len(), column);
        years.iter_mut().zip(&money.years).for_each(|(years, year)| years.push(*year));
    }
    let read = record.criteria.iter().enumerate().filter_map(|(at, criterion)| match &criterion.reading {
        Reading::Measured { measure: Measure::PresentValue, value } => Some((at, value, &present_values)),
        Reading::Measured { measure: Measure::Total, value } => Some((at, value, &totals)),
        _ => None,
    });
    let values = read.map(|(at, value, readings)| {
        let mut values = column();
        values_of(value, readings, |_, value| values.push(value));
        (CriterionIx::at(at), values)
    });
    CostCurve { values: values.collect(), totals, present_values, years }
}

/// The range of a record's primary volume and its likely amount; `None` without an amount.
fn frame(tco: &Tco) -> Option<((f64, f64), f64)> {
    let likely = tco.volumes[tco.volume?.index()].amount.likely;
    (likely > 0.0).then(|| (tco.range.unwrap_or((RANGE.0 * likely, RANGE.1 * likely)), likely))
}

fn costed<'l>(record: &Record, ledger: &'l Ledger) -> Vec<(OptionIx, Along<'l>)> {
    record.option_ixs().filter_map(|ix| Some((ix, ledger.along(ix)?))).collect()
}

/// The cheapest option between any two neighbouring crossovers, neighbours of one option as one band; the first of equals. Options that
/// are level where it is read may differ elsewhere in between: then it is the one that costs less there.
fn bands(options: &[(OptionIx, Along<'_>)], (low, high): (f64, f64), crossovers: &[PairCrossovers]) -> Vec<Band> {
    let counts = |ix: OptionIx| options.iter().any(|(own, _)| *own == ix);
    let pairs: Vec<&PairCrossovers> = crossovers.iter().filter(|pair| counts(pair.pair.0) && counts(pair.pair.1)).collect();
    let mut bounds: Vec<f64> = pairs.iter().flat_map(|pair| pair.points.iter().map(|point| point.volume)).chain([low, high]).collect();
    bounds.sort_by(f64::total_cmp);
    bounds.dedup();
    let mut bands: Vec<Band> = Vec::new();
    for ends in bounds.windows(2) {
        let middle = f64::midpoint(ends[0], ends[1]);
        let at_middle = options.iter().map(|(ix, along)| (*ix, along.present_value(middle)));
        let cheaper = |one: OptionIx, other: OptionIx| {
            let pair = pairs.iter().find(|pair| pair.pair == (one, other) || pair.pair == (other, one));
            pair.and_then(|pair| pair.cheaper_around(middle)) == Some(one)
        };
        let beats = |next: (OptionIx, f64), best: (OptionIx, f64)| {
            let level = (next.1 - best.1).abs() <= LEVEL * (next.1.abs() + best.1.abs());
            if level { cheaper(next.0, best.0) } else { next.1 < best.1 }
        };
        let Some((option, _)) = at_middle.reduce(|best, next| if beats(next, best) { next } else { best }) else { continue };
        match bands.last_mut() {
            Some(band) if band.option == option => band.to = ends[1],
            _ => bands.push(Band { option, from: ends[0], to: ends[1] }),
        }
    }
    bands
}
