//! Cost against volume as a chart, both on logarithmic scales: where each line and word of it stands. Each line carries its option's letter
//! at its end, and a list below says which option that is: names of any length fit. Knows figures and names, no record.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    board::{Board, Candidate, Frame, Label, Tick, along},
    line,
    look::Key,
    percent, pixels,
    scale::Scale,
};

/// Height of the whole chart, in pixels.
const HEIGHT: f64 = 300.0;
/// Where the highest cost may stand, and the lowest: words stand above and below.
const TOP: f64 = 40.0;
const BOTTOM: f64 = 238.0;
/// Where the axis of volumes stands.
const FOOT: f64 = 274.0;
/// Width of the box that lines are drawn in, in its own units.
const WIDTH: f64 = 1000.0;

/// A line of an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Curve<'a> {
    /// The option.
    pub key: Key<'a>,
    /// Its path in the box that stretches.
    pub path: String,
    /// Where its letter stands, in pixels from the top; null where there are more than stand below each other.
    pub y: Option<String>,
}

/// A guide of a scale of figures, with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Guide {
    /// Where it stands, in pixels from the top.
    pub at: String,
    /// Its figure.
    pub text: String,
}

/// A mark where the cheaper of two options changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mark {
    /// Percent of the width.
    pub x: String,
    /// Pixels from the top.
    pub y: String,
    /// Whether the cheapest of all options changes there.
    pub turn: bool,
    /// What happens there, in words.
    pub title: String,
}

/// The record's own volume.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Here {
    /// Percent of the width.
    pub x: String,
    /// `here: 10`.
    pub text: String,
    /// `start` or `end`.
    pub anchor: &'static str,
}

/// The chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VolumeChart<'a> {
    /// Class of the column for figures on its left.
    pub column: &'static str,
    /// Height in pixels.
    pub height: String,
    /// Width and height of the box that stretches, in its own units.
    pub view: String,
    /// Where the axis of volumes stands.
    pub foot: String,
    /// Guides of cost.
    pub costs: Vec<Guide>,
    /// Ticks of volume.
    pub volumes: Vec<Tick>,
    /// The options.
    pub curves: Vec<Curve<'a>>,
    /// Crossovers.
    pub marks: Vec<Mark>,
    /// Figures of crossovers at which the cheapest option changes.
    pub labels: Vec<Label>,
    /// The record's own volume; null where it lies outside the range.
    pub here: Option<Here>,
}

/// An option to draw.
pub struct Drawn<'a> {
    /// The option.
    pub key: Key<'a>,
    /// Its cost at each of the volumes, all above 0.
    pub costs: Vec<f64>,
}

/// A crossover to draw.
pub struct Crossed {
    /// The volume.
    pub volume: f64,
    /// What both cost there.
    pub cost: f64,
    /// Its figure, where it is to be written out.
    pub figure: Option<String>,
    /// What happens there.
    pub title: String,
}

/// How figures are written.
pub struct Figures<'f> {
    /// A volume, without its unit.
    pub volume: &'f dyn Fn(f64) -> String,
    /// A cost.
    pub cost: &'f dyn Fn(f64) -> String,
}

/// The chart of options over rising `volumes`; `None` where there is nothing to draw.
pub fn chart<'a>(
    volumes: &[f64],
    options: Vec<Drawn<'a>>,
    (crossed, here): (Vec<Crossed>, Option<f64>),
    figures: &Figures<'_>,
) -> Option<VolumeChart<'a>> {
    let all = || options.iter().flat_map(|option| &option.costs).copied();
    let (first, last) = (*volumes.first()?, *volumes.last()?);
    let (low, high) = (all().reduce(f64::min)?, all().reduce(f64::max)?);
    let across = Scale::logarithmic(first, last);
    // A flat line stands in the middle of some air.
    let down = if high < low * 1.2 { Scale::logarithmic(low / 1.2, high * 1.2) } else { Scale::logarithmic(low, high) };
    let (x, y) = (|volume| across.at(volume, (0.0, 100.0)), |cost| down.at(cost, (BOTTOM, TOP)));
    let costs: Vec<Guide> = down.ticks(5).into_iter().map(|cost| Guide { at: pixels(y(cost)), text: (figures.cost)(cost) }).collect();
    let (frame, column) = Frame::beside(costs.iter().map(|guide| guide.text.as_str()));
    let ends: Vec<f64> = options.iter().filter_map(|option| option.costs.last()).map(|cost| y(*cost)).collect();
    let ends = line::spread(&ends, (TOP - 16.0, FOOT - 6.0));
    let places: Vec<f64> = volumes.iter().map(|volume| x(*volume) * WIDTH / 100.0).collect();
    let curves = options.into_iter().zip(ends).map(|(option, end)| Curve {
        path: line::path(places.iter().zip(&option.costs).map(|(x, cost)| (*x, y(*cost)))),
        key: option.key,
        y: end.map(pixels),
    });
    let here = here.filter(|volume| (first..=last).contains(volume)).map(|volume| Here {
        x: percent(x(volume)),
        text: format!("here: {}", (figures.volume)(volume)),
        anchor: if x(volume) > 50.0 { "end" } else { "start" },
    });
    let (marks, labels) = marks(crossed, frame, |crossed| (x(crossed.volume), y(crossed.cost)));
    Some(VolumeChart {
        column,
        height: pixels(HEIGHT),
        view: format!("0 0 {WIDTH} {HEIGHT}"),
        foot: pixels(FOOT),
        costs,
        volumes: along(frame, |most| across.ticks(most), x, figures.volume),
        curves: curves.collect(),
        marks,
        labels,
        here,
    })
}

/// Crossovers from left to right, and figures of those that turn the answer where they touch neither each other nor a mark.
fn marks(crossed: Vec<Crossed>, frame: Frame, place: impl Fn(&Crossed) -> (f64, f64)) -> (Vec<Mark>, Vec<Label>) {
    let mut board = Board::new(frame);
    board.keep_column((0.0, HEIGHT));
    let places: Vec<(f64, f64)> = crossed.iter().map(&place).collect();
    for at in crossed.iter().zip(&places).filter(|(crossed, _)| crossed.figure.is_some()) {
        board.mark(*at.1, 5.0);
    }
    let mut labels = Vec::new();
    let mut marks = Vec::with_capacity(crossed.len());
    for (crossed, (x, y)) in crossed.into_iter().zip(places) {
        if let Some(text) = &crossed.figure {
            let at = |y: f64, anchor| Candidate { x, y, anchor };
            let below = [20.0, 34.0, 48.0].map(|down| at((y + down).min(FOOT - 4.0), "middle"));
            let others = [at(y - 10.0, "middle"), at(y - 24.0, "middle"), at(y + 16.0, "end"), at(y + 16.0, "start"), at(y - 10.0, "end")];
            labels.extend(board.place(text, &[below.as_slice(), &others].concat()));
        }
        marks.push(Mark { x: percent(x), y: pixels(y), turn: crossed.figure.is_some(), title: crossed.title });
    }
    (marks, labels)
}
