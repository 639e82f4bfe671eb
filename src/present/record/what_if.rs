//! What if: the fields by which a reader tries other weights and another volume, the record's own figures to begin with, and the figures of
//! every stop of the volume as data. A browser weighs and ranks; every figure of cost it shows was computed here.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::{Subject, volume::volume_text};
use crate::{
    analyze::{
        cost::all_least,
        ledger::Ledger,
        matrix::{Matrix, Row, misses},
        volume::{self, CostCurve, Curve},
    },
    model::{
        CriterionIx, OptionIx,
        cost::Volume,
        criterion::{Measure, Reading},
        record::Record,
    },
    present::{chart::look::Key, number::NumberFormat, words, written::List},
};

/// Stops of a volume that a slider can still be set to one by one; beyond that, those beside crossovers are left out.
const STOPS: usize = 160;

/// A weight to move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WeightField<'a> {
    /// Name of the criterion.
    pub name: &'a str,
    /// Its points, in plain digits.
    pub points: String,
    /// Its share of all, in words.
    pub share: String,
}

/// The volume to move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VolumeField {
    /// The last stop, counted from 0.
    pub last: usize,
    /// The record's own stop.
    pub at: usize,
    /// The record's own volume, in words.
    pub text: String,
}

/// An option's figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WhatIfRow<'a> {
    /// The option.
    pub key: Key<'a>,
    /// Its weighted score, and its rank; null where there is no matrix, or a cell is missing.
    pub score: Option<String>,
    /// Its rank; null where it has none.
    pub rank: Option<u32>,
    /// Cost by year, total and present value; empty where nothing is costed along a volume.
    pub costs: Vec<Option<String>>,
}

/// The section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WhatIf<'a> {
    /// The weights; empty without a matrix.
    pub weights: Vec<WeightField<'a>>,
    /// The right end of their sliders, and their step, in plain digits.
    pub most: String,
    /// Step of the sliders.
    pub step: &'static str,
    /// The volume; null where none drives a cost.
    pub volume: Option<VolumeField>,
    /// Heads of the columns of cost.
    pub columns: Vec<String>,
    /// Caption of the table.
    pub caption: String,
    /// The options.
    pub rows: Vec<WhatIfRow<'a>>,
    /// What the browser needs, as JSON that may stand in a page.
    pub data: String,
}

/// What a reader can try; `None` where nothing can be moved.
pub fn section<'a>(of: &Subject<'a>, ledger: Option<&Ledger>) -> Option<WhatIf<'a>> {
    let matrix = of.analysis.matrix.as_ref().filter(|_| of.record.criteria.len() > 1 && of.record.options.len() > 1);
    let along = along(of, ledger);
    if matrix.is_none() && along.is_none() {
        return None;
    }
    let points: Vec<f64> = matrix.map(|matrix| points(of, matrix)).unwrap_or_default();
    let most = points.iter().copied().fold(0.0, f64::max) * 2.0;
    let columns = along.as_ref().map(|along| columns(&along.curve)).unwrap_or_default();
    let rows = of.record.option_ixs().map(|ix| row(of, matrix, along.as_ref(), ix));
    Some(WhatIf {
        weights: matrix.map(|matrix| weights(of, matrix, &points)).unwrap_or_default(),
        most: plain(most),
        step: match most {
            40.0.. => "1",
            4.0.. => "0.1",
            _ => "0.01",
        },
        volume: along.as_ref().map(|along| VolumeField {
            last: along.curve.volumes.len() - 1,
            at: along.own,
            text: volume_text(of, along.volume, along.volume.amount.likely),
        }),
        caption: if columns.is_empty() {
            "Scores from 1 to 5.".to_owned()
        } else {
            format!("Scores from 1 to 5; costs in {}, with likely values.", of.currency())
        },
        columns,
        rows: rows.collect(),
        data: data(of, matrix, &points, along.as_ref()),
    })
}

/// Costs along the volume.
struct AlongVolume<'a> {
    curve: Curve,
    /// The record's own stop.
    own: usize,
    volume: &'a Volume,
}

impl AlongVolume<'_> {
    /// Criteria whose values follow the volume.
    fn moved(&self) -> impl Iterator<Item = CriterionIx> {
        let first = self.curve.options.iter().flatten().next();
        first.into_iter().flat_map(|cost| &cost.values).map(|(criterion, _)| *criterion)
    }
}

fn along<'a>(of: &Subject<'a>, ledger: Option<&Ledger>) -> Option<AlongVolume<'a>> {
    let (at, volume, ledger) = (of.analysis.volume.as_ref()?, super::volume::primary(of)?, ledger?);
    let mut curve = volume::curve(of.record, ledger, at);
    if curve.volumes.len() > STOPS {
        let bare = volume::AtVolume { crossovers: Vec::new(), ..at.clone() };
        curve = volume::curve(of.record, ledger, &bare);
    }
    let own = curve.volumes.iter().position(|amount| *amount == volume.amount.likely)?;
    Some(AlongVolume { curve, own, volume })
}

/// Points as the author gave them; where several voices did, shares in percent.
fn points(of: &Subject<'_>, matrix: &Matrix) -> Vec<f64> {
    if of.record.voices.is_empty() {
        return of.record.criteria.iter().map(crate::model::criterion::Criterion::points).collect();
    }
    matrix.weights.iter().map(|share| share * 100.0).collect()
}

/// At most two decimals, below one three digits, as a field of numbers has them.
fn plain(value: f64) -> String {
    if value < 1.0 {
        return format!("{value:.2e}").parse().unwrap_or(value).to_string();
    }
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn weights<'a>(of: &Subject<'a>, matrix: &Matrix, points: &[f64]) -> Vec<WeightField<'a>> {
    let each = of.record.criteria.iter().zip(points).zip(&matrix.weights);
    each.map(|((criterion, points), share)| WeightField {
        name: &criterion.terms.name,
        points: plain(*points),
        share: of.from.numbers().share(*share),
    })
    .collect()
}

fn columns(curve: &Curve) -> Vec<String> {
    let years = curve.options.iter().flatten().next().map_or(0, |along| along.years.len());
    let heads = (1..=years).map(|year| format!("Year {year}")).filter(|_| years > 1);
    heads.chain(["Total".to_owned(), "Present value".to_owned()]).collect()
}

fn row<'a>(of: &Subject<'a>, matrix: Option<&Matrix>, along: Option<&AlongVolume<'_>>, ix: OptionIx) -> WhatIfRow<'a> {
    let own = matrix.map(|matrix| matrix.row(ix));
    let costs = along.and_then(|along| Some(figures(along.curve.options[ix.index()].as_ref()?, along.own)));
    WhatIfRow {
        key: of.key(ix),
        score: own.and_then(|row| row.score).map(|score| of.from.numbers().score(score)),
        rank: own.and_then(|row| row.rank),
        costs: costs.into_iter().flatten().map(|value| Some(of.from.numbers().amount(value))).collect(),
    }
}

/// Years, total and present value at a stop.
fn figures(cost: &CostCurve, stop: usize) -> impl Iterator<Item = f64> {
    let years = cost.years.iter().filter(|_| cost.years.len() > 1);
    years.chain([&cost.totals, &cost.present_values]).map(move |figures| figures[stop])
}

/// What the browser needs: weights, values, who is out, and a stop for each volume.
#[derive(Serialize)]
struct Data<'a> {
    ids: Vec<&'a str>,
    names: Vec<&'a str>,
    points: &'a [f64],
    /// Option by option, then by criterion.
    values: Vec<&'a [Option<f64>]>,
    /// Options that are knocked out.
    out: Vec<usize>,
    /// Difference of scores below which it is a close call.
    close: f64,
    /// The decimal mark, what follows the figure of a percentage, what stands between thousands, and the fewest digits that are parted.
    mark: &'a str,
    percent: &'a str,
    group: char,
    groups_from: usize,
    /// The record's own stop.
    at: Option<usize>,
    /// What follows the figure of a volume.
    unit: Option<String>,
    /// Criteria whose values follow the volume.
    moved: Vec<usize>,
    stops: Option<Stops<'a>>,
}

/// Every stop: volume, its figure, its place on the chart in percent, the cheapest options, who is out, and of each option its figures and
/// the values of the criteria that are moved. Thousands of figures a page, so each is made where it is written.
struct Stops<'a> {
    of: &'a Subject<'a>,
    matrix: Option<&'a Matrix>,
    along: &'a AlongVolume<'a>,
}

/// A figure of cost. Thousands of them wait in a page for a reader who moves a slider: most are whole numbers, rounded here, and a browser
/// has only to part their thousands.
#[derive(Serialize)]
#[serde(untagged)]
enum Figure {
    Whole(i64),
    Text(String),
    Value(f64),
}

impl Figure {
    fn of(of: &Subject<'_>, value: f64) -> Self {
        NumberFormat::whole_amount(value).map_or_else(|| Self::Text(of.from.numbers().amount(value)), Self::Whole)
    }
}

/// The data as JSON that may stand in a page. There are thousands of figures on a page, so they are written without a tree in between.
fn data(of: &Subject<'_>, matrix: Option<&Matrix>, points: &[f64], along: Option<&AlongVolume<'_>>) -> String {
    let numbers = of.from.numbers();
    let (sample, share) = (numbers.score(1.5), numbers.share(0.5));
    let data = Data {
        ids: of.record.criteria.iter().map(|criterion| criterion.terms.id.as_str()).collect(),
        names: of.record.options.iter().map(|option| option.name.as_str()).collect(),
        points,
        values: matrix.iter().flat_map(|matrix| &matrix.rows).map(|row| row.values.as_slice()).collect(),
        out: places(of.record.option_ixs().map(|ix| of.is_knocked_out(ix))),
        close: of.from.material.site.thresholds_of(of.record).close_call,
        mark: &sample[1..sample.len() - 2],
        percent: &share[2..],
        group: numbers.group_mark(),
        groups_from: numbers.groups_from(),
        at: along.map(|along| along.own),
        unit: along.map(|along| format!("\u{a0}{} {}", along.volume.unit, words::each(along.volume.per))),
        moved: along.iter().flat_map(|along| along.moved()).map(CriterionIx::index).collect(),
        stops: along.map(|along| Stops { of, matrix, along }),
    };
    serde_json::to_string(&data).expect("plain data can be written as JSON").replace('<', "\\u003c")
}

impl Serialize for Stops<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { of, matrix, along: AlongVolume { curve: Curve { volumes, options }, .. } } = *self;
        let (low, high) = (volumes[0], volumes[volumes.len() - 1]);
        serializer.collect_seq(volumes.iter().enumerate().map(|(stop, amount)| {
            let place = libm::log(amount / low) / libm::log(high / low) * 100.0;
            let place = (place * 100.0).round_ties_even() / 100.0;
            let rows = matrix.iter().flat_map(|matrix| &matrix.rows).zip(options);
            let out = places(rows.map(|(row, cost)| is_out(of.record, row, cost.as_ref(), stop)));
            let costed = options.iter().enumerate().filter_map(|(at, option)| Some((at, option.as_ref()?.present_values[stop])));
            let least = all_least(&costed.filter(|(at, _)| !out.contains(at)).collect::<Vec<_>>());
            let options = List(move || options.iter().map(move |option| option.as_ref().map(|option| at_stop(of, option, stop))));
            (amount, of.from.numbers().significant(*amount), place, least, out, options)
        }))
    }
}

/// An option's figures at a stop, and the values that follow them.
fn at_stop<'s>(of: &'s Subject<'_>, option: &'s CostCurve, stop: usize) -> impl Serialize + use<'s> {
    let values = move || option.values.iter().map(move |(_, values)| Figure::Value(values[stop]));
    List(move || figures(option, stop).map(|value| Figure::of(of, value)).chain(values()))
}

/// Where it is so.
fn places(are: impl Iterator<Item = bool>) -> Vec<usize> {
    are.enumerate().filter_map(|(at, is)| is.then_some(at)).collect()
}

/// Whether an option misses a must-have at a stop: those on its cost follow the volume, all others stay as they are.
fn is_out(record: &Record, row: &Row, cost: Option<&CostCurve>, stop: usize) -> bool {
    record.criteria.iter().enumerate().any(|(at, criterion)| {
        let reading = match &criterion.reading {
            Reading::Measured { measure: Measure::PresentValue, .. } => cost.map(|cost| cost.present_values[stop]),
            Reading::Measured { measure: Measure::Total, .. } => cost.map(|cost| cost.totals[stop]),
            _ => return row.failed_musts.iter().any(|failed| failed.criterion == CriterionIx::at(at)),
        };
        let value = || cost?.values.iter().find(|(own, _)| own.index() == at).map(|(_, values)| values[stop]);
        criterion.terms.musts.iter().any(|must| misses(*must, value(), reading).is_some())
    })
}
