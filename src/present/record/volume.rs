//! Costs at other volumes: which option costs least from where to where, at which volumes two of them change places, and a chart of it
//! with a table beside it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Subject,
    cost::{Grid, GridRow},
};
use crate::{
    analyze::{
        cost::Costs,
        ledger::{Ledger, along::Along},
        volume::{AtVolume, CrossoverKind, PairCrossovers},
    },
    model::{
        OptionIx,
        cost::{Tco, Volume},
    },
    present::{
        chart::volume::{self, Crossed, Drawn, Figures, VolumeChart},
        words,
    },
};

/// Points of a line of the chart, evenly apart on its logarithmic scale.
const POINTS: u32 = 96;
/// Rows of a list that a reader still takes in; the data file has them all.
const ROWS: usize = 12;
/// Crossings of one pair that are told one by one.
const ONE_BY_ONE: usize = 4;

/// Volumes over which one option costs least.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BandRow<'a> {
    /// `0.1 to 47.4`.
    pub volumes: String,
    /// The option.
    pub name: &'a str,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Whether the matrix knocks it out.
    pub out: bool,
    /// Whether the record's own volume lies in it.
    pub here: bool,
}

/// The part of the section on costs that speaks of other volumes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VolumeSection<'a> {
    /// What the volume counts: `million tokens a day`.
    pub unit: String,
    /// `from 0.1 to 300 million tokens a day`.
    pub range: String,
    /// The record's own volume: `10 million tokens a day`.
    pub here: String,
    /// The cheapest, from end to end of the range.
    pub bands: Vec<BandRow<'a>>,
    /// Where two options change places, a sentence a pair.
    pub crossovers: Vec<String>,
    /// What is left out or must be known to read the figures, in sentences.
    pub notes: Vec<String>,
    /// Cost against volume; null where an option costs nothing or less, or only one was costed.
    pub chart: Option<VolumeChart<'a>>,
    /// The same in figures.
    pub values: Grid<'a>,
}

/// A volume in words: `47.4 million tokens a day`.
pub(super) fn volume_text(of: &Subject<'_>, volume: &Volume, amount: f64) -> String {
    format!("{} {}", of.from.numbers().volume(amount, &volume.unit), words::each(volume.per))
}

/// The primary volume of a record.
pub(super) fn primary<'a>(of: &Subject<'a>) -> Option<&'a Volume> {
    let tco = of.record.tco.as_ref()?;
    Some(&tco.volumes[tco.volume?.index()])
}

/// Costs at other volumes; `None` where no volume drives a cost.
pub fn section<'a>(of: &Subject<'a>, ledger: Option<&Ledger>) -> Option<VolumeSection<'a>> {
    let (at, costs) = (of.analysis.volume.as_ref()?, of.analysis.cost.as_ref()?);
    let (tco, volume) = (of.record.tco.as_ref()?, primary(of)?);
    let ledger = ledger?;
    let options: Vec<(OptionIx, Along<'_>)> = of.record.option_ixs().filter_map(|ix| Some((ix, ledger.along(ix)?))).collect();
    let numbers = of.from.numbers();
    Some(VolumeSection {
        unit: format!("{} {}", volume.unit, words::each(volume.per)),
        range: format!("from {} to {}", numbers.significant(at.range.0), volume_text(of, volume, at.range.1)),
        here: volume_text(of, volume, volume.amount.likely),
        bands: bands(of, at, volume),
        crossovers: crossovers(of, at, volume),
        notes: notes(of, (at, tco), volume, &options),
        chart: chart(of, (at, costs), volume, &options),
        values: values(of, (at, tco), volume, &options),
    })
}

fn bands<'a>(of: &Subject<'a>, at: &AtVolume, volume: &Volume) -> Vec<BandRow<'a>> {
    let numbers = of.from.numbers();
    let row = |band: &crate::analyze::volume::Band| BandRow {
        volumes: format!("{} to {}", numbers.significant(band.from), numbers.significant(band.to)),
        name: of.option_name(band.option),
        chosen: of.is_chosen(band.option),
        out: of.is_knocked_out(band.option),
        here: (band.from..band.to).contains(&volume.amount.likely),
    };
    at.cheapest.iter().take(ROWS).map(row).collect()
}

fn crossovers(of: &Subject<'_>, at: &AtVolume, volume: &Volume) -> Vec<String> {
    at.crossovers.iter().filter(|pair| !pair.points.is_empty()).take(ROWS).map(|pair| sentence(of, pair, volume)).collect()
}

/// `Above 47.4 million tokens a day Fine-tune costs less than Buy.`
fn sentence(of: &Subject<'_>, pair: &PairCrossovers, volume: &Volume) -> String {
    let numbers = of.from.numbers();
    let (first, last) = (&pair.points[0], &pair.points[pair.points.len() - 1]);
    let other = |ix: OptionIx| of.option_name(if ix == pair.pair.0 { pair.pair.1 } else { pair.pair.0 });
    let cheaper = of.option_name(first.cheaper_above);
    let figures: Vec<String> = pair.points.iter().map(|point| numbers.significant(point.volume)).collect();
    // Crossings that look alike in three digits are the teeth of steps: told together, as many are.
    if pair.points.len() > ONE_BY_ONE || figures.windows(2).any(|figures| figures[0] == figures[1]) {
        return format!(
            "Between {} and {} {} and {} change places {} times, as steps of capacity or tariff have it; above, {} costs less.",
            numbers.significant(first.volume),
            volume_text(of, volume, last.volume),
            of.option_name(pair.pair.0),
            of.option_name(pair.pair.1),
            pair.points.len(),
            of.option_name(last.cheaper_above),
        );
    }
    let spans = figures.chunks(2).map(|ends| match ends {
        [from, to] => format!("from {from} to {to}"),
        _ => format!("above {}", ends[0]),
    });
    let spans = words::capitalised(&words::list(&spans.collect::<Vec<_>>()));
    let unit = format!("{} {}", volume.unit, words::each(volume.per));
    let jumps = pair.points.iter().zip(&figures).filter(|(point, _)| point.kind == CrossoverKind::Jump);
    let jumps: Vec<&str> = jumps.map(|(_, figure)| figure.as_str()).collect();
    let step = match jumps.as_slice() {
        [] => String::new(),
        some => format!(" At {} it is a step of capacity or tariff that turns it, not a slope.", words::list(some)),
    };
    format!("{spans}\u{a0}{unit} {cheaper} costs less than {}.{step}", other(first.cheaper_above))
}

fn notes(of: &Subject<'_>, (at, tco): (&AtVolume, &Tco), volume: &Volume, options: &[(OptionIx, Along<'_>)]) -> Vec<String> {
    let crossing = at.crossovers.iter().filter(|pair| !pair.points.is_empty()).count();
    let mut notes = Vec::new();
    match (crossing, at.crossovers.len()) {
        (_, 0) => {}
        (0, _) => notes.push("No two options change places over this range.".to_owned()),
        (some, all) if some > ROWS => notes.push(format!("{ROWS} of {some} pairs that change places are listed, of {all} in all.")),
        (some, all) if some < all => notes.push("All other pairs keep their order over this range.".to_owned()),
        _ => {}
    }
    if at.cheapest.len() > ROWS {
        notes.push(format!("The cheapest option changes {} times; the first {ROWS} stretches are listed.", at.cheapest.len() - 1));
    }
    if tco.range.is_none() {
        notes.push("The record names no range, so volumes from a hundredth to a hundred times its own were looked through.".to_owned());
    }
    if volume.growth.likely != 0.0 || volume.ramp_months > 0 {
        notes.push("Volumes are amounts as the record states its own; growth and ramp act on them alike.".to_owned());
    }
    if let Some(cap) = volume.cap_per_month {
        let cap = of.from.numbers().volume(cap, &volume.unit);
        notes.push(format!("The cap of {cap} a month stays on: beyond it cost no longer rises."));
    }
    let unseen = undrawn(of, at, options);
    if !unseen.is_empty() {
        notes.push(format!("Not drawn: {}, which cost nothing or less somewhere, where a logarithmic scale ends.", words::list(&unseen)));
    }
    notes
}

/// Options that a logarithmic scale cannot show: cost rises along the volume, so the lowest end tells.
fn undrawn<'a>(of: &Subject<'a>, at: &AtVolume, options: &[(OptionIx, Along<'_>)]) -> Vec<&'a str> {
    options.iter().filter(|(_, along)| along.present_value(at.range.0) <= 0.0).map(|(ix, _)| of.option_name(*ix)).collect()
}

fn chart<'a>(
    of: &Subject<'a>,
    (at, costs): (&AtVolume, &Costs),
    volume: &Volume,
    options: &[(OptionIx, Along<'_>)],
) -> Option<VolumeChart<'a>> {
    let (low, high) = at.range;
    let volumes: Vec<f64> = (0..=POINTS)
        .map(|point| if point == POINTS { high } else { low * libm::pow(high / low, f64::from(point) / f64::from(POINTS)) })
        .collect();
    let drawn: Vec<Drawn<'a>> = options
        .iter()
        .map(|(ix, along)| Drawn { key: of.key(*ix), costs: volumes.iter().map(|volume| along.present_value(*volume)).collect() })
        .filter(|drawn| drawn.costs.iter().all(|cost| *cost > 0.0 && cost.is_finite()))
        .collect();
    if drawn.len() < 2 || costs.options.iter().flatten().count() < 2 {
        return None;
    }
    let numbers = of.from.numbers();
    let figures = Figures { volume: &|value| numbers.compact(value), cost: &|value| numbers.money_short(value, of.currency()) };
    volume::chart(&volumes, drawn, (crossed(of, at, options), Some(volume.amount.likely)), &figures)
}

/// Where the cheapest option changes, with its figure, and every other crossover as a point.
fn crossed(of: &Subject<'_>, at: &AtVolume, options: &[(OptionIx, Along<'_>)]) -> Vec<Crossed> {
    let numbers = of.from.numbers();
    let cost = |ix: OptionIx, volume: f64| options.iter().find(|(own, _)| *own == ix).map_or(0.0, |(_, along)| along.present_value(volume));
    // Other pairs may change places at the very same volume: it is the cheapest two that count.
    let turns = |pair: (OptionIx, OptionIx), volume: f64| {
        at.cheapest.windows(2).any(|bands| {
            let (before, after) = (bands[0].option, bands[1].option);
            // Found by way of another pair, the same volume may differ in its last digit.
            (bands[1].from - volume).abs() <= volume * 1e-9 && (pair == (before, after) || pair == (after, before))
        })
    };
    let points = at.crossovers.iter().filter(|pair| pair.points.len() <= ONE_BY_ONE);
    let points = points.flat_map(|pair| pair.points.iter().map(move |point| (pair, point)));
    let mut crossed: Vec<Crossed> = points
        .map(|(pair, point)| {
            let dearer = if point.cheaper_above == pair.pair.0 { pair.pair.1 } else { pair.pair.0 };
            Crossed {
                volume: point.volume,
                cost: cost(point.cheaper_above, point.volume),
                figure: turns(pair.pair, point.volume).then(|| numbers.compact(point.volume)),
                title: format!("{} overtakes {}", of.option_name(point.cheaper_above), of.option_name(dearer)),
            }
        })
        .filter(|crossed| crossed.cost > 0.0)
        .collect();
    crossed.sort_by(|a, b| a.volume.total_cmp(&b.volume));
    crossed
}

/// Present value at a few volumes: the ends of the range, the record's own, and where the cheapest option changes.
fn values<'a>(of: &Subject<'a>, (at, tco): (&AtVolume, &Tco), volume: &Volume, options: &[(OptionIx, Along<'_>)]) -> Grid<'a> {
    let numbers = of.from.numbers();
    let own = volume.amount.likely;
    let mut stops = vec![at.range.0, own, at.range.1];
    stops.extend(at.cheapest.iter().skip(1).take(4).map(|band| band.from));
    stops.sort_by(f64::total_cmp);
    stops.dedup();
    let row = |(ix, along): &(OptionIx, Along<'_>)| GridRow {
        name: of.option_name(*ix),
        chosen: of.is_chosen(*ix),
        cells: stops.iter().map(|volume| Some(numbers.money_short(along.present_value(*volume), &tco.currency))).collect(),
    };
    let head = |volume: &f64| {
        let figure = numbers.significant(*volume);
        if *volume == own { format!("{figure} (here)") } else { figure }
    };
    Grid { columns: stops.iter().map(head).collect(), rows: options.iter().map(row).collect() }
}

/// Up to where and from where the cheapest eligible option stays so: `up to 47.4 million tokens a day, here 10`.
pub fn stays_cheapest(of: &Subject<'_>, cheapest: OptionIx) -> Option<String> {
    let (at, volume) = (of.analysis.volume.as_ref()?, primary(of)?);
    let (numbers, own) = (of.from.numbers(), volume.amount.likely);
    if !(at.range.0..=at.range.1).contains(&own) || at.crossovers.is_empty() {
        return None;
    }
    let rivals = at.crossovers.iter().filter(|pair| match pair.pair {
        (one, other) if one == cheapest => !of.is_knocked_out(other),
        (one, other) if other == cheapest => !of.is_knocked_out(one),
        _ => false,
    });
    let points: Vec<f64> = rivals.flat_map(|pair| pair.points.iter().map(|point| point.volume)).collect();
    let above = points.iter().copied().filter(|volume| *volume > own).reduce(f64::min);
    let below = points.iter().copied().filter(|volume| *volume < own).reduce(f64::max);
    let here = numbers.significant(own);
    Some(match (below, above) {
        (None, None) => {
            format!("at any volume from {} to {}", numbers.significant(at.range.0), volume_text(of, volume, at.range.1))
        }
        (None, Some(above)) => format!("up to {}, here {here}", volume_text(of, volume, above)),
        (Some(below), None) => format!("from {} on, here {here}", volume_text(of, volume, below)),
        (Some(below), Some(above)) => {
            format!("from {} to {}, here {here}", numbers.significant(below), volume_text(of, volume, above))
        }
    })
}
