//! Benefit against cost: a point an option, and the frontier of those that no other beats on both. Knows figures and names, no record.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    axis::Axis,
    board::{Board, Candidate, Frame, Label, Tick, along},
    look::Key,
    percent, pixels,
    scale::Scale,
    volume::Guide,
};

/// Height of the whole chart, in pixels.
const HEIGHT: f64 = 250.0;
/// Where the highest benefit may stand, and the lowest.
const TOP: f64 = 14.0;
const BOTTOM: f64 = 220.0;
/// Width of the box that the frontier is drawn in, in its own units.
const WIDTH: f64 = 1000.0;
/// Largest cost over smallest from which on the scale of cost is logarithmic: a linear one would press the cheap ones together.
const LOGARITHMIC_FROM: f64 = 8.0;
/// Radius of a point, in pixels.
const RADIUS: f64 = 6.0;

/// An option to draw.
pub struct Drawn<'a> {
    /// The option.
    pub key: Key<'a>,
    /// What it gives.
    pub benefit: f64,
    /// What it costs.
    pub cost: f64,
    /// Whether no other gives as much for less, or more for as much.
    pub on_frontier: bool,
}

/// An option's point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Point<'a> {
    /// The option.
    pub key: Key<'a>,
    /// Percent of the width.
    pub x: String,
    /// Pixels from the top.
    pub y: String,
    /// Whether no other beats it.
    pub on_frontier: bool,
}

/// The chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FrontierChart<'a> {
    /// Class of the column for figures on its left.
    pub column: &'static str,
    /// Height in pixels.
    pub height: String,
    /// Width and height of the box that stretches, in its own units.
    pub view: String,
    /// Where the axis of cost stands.
    pub foot: String,
    /// Guides of benefit.
    pub benefits: Vec<Guide>,
    /// Ticks of cost.
    pub costs: Vec<Tick>,
    /// Whether equal distances of cost stand for equal factors.
    pub logarithmic: bool,
    /// The most that any option gives for so much money, as stairs in the box that stretches.
    pub stairs: String,
    /// The options.
    pub points: Vec<Point<'a>>,
    /// Their letters; those of one and the same point stand together.
    pub labels: Vec<Label>,
}

/// How figures are written.
pub struct Figures<'f> {
    /// A benefit.
    pub benefit: &'f dyn Fn(f64) -> String,
    /// A cost.
    pub cost: &'f dyn Fn(f64) -> String,
}

/// The chart of options; `None` for fewer than two whose figures are numbers.
pub fn chart<'a>(options: Vec<Drawn<'a>>, figures: &Figures<'_>) -> Option<FrontierChart<'a>> {
    let options: Vec<Drawn<'a>> = options.into_iter().filter(|option| option.cost.is_finite() && option.benefit.is_finite()).collect();
    if options.len() < 2 {
        return None;
    }
    let across = Axis::logarithmic_from(LOGARITHMIC_FROM, options.iter().map(|option| option.cost))?;
    let benefits = || options.iter().map(|option| option.benefit);
    let (low, high) = (benefits().fold(f64::INFINITY, f64::min), benefits().fold(f64::NEG_INFINITY, f64::max));
    let air = ((high - low) * 0.12).max(0.1);
    let down = Scale::linear(low - air, high + air);
    let y = |benefit| down.at(benefit, (BOTTOM, TOP));
    let guides: Vec<Guide> =
        down.ticks(5).into_iter().map(|value| Guide { at: pixels(y(value)), text: (figures.benefit)(value) }).collect();
    let (frame, column) = Frame::beside(guides.iter().map(|guide| guide.text.as_str()));
    let places: Vec<(f64, f64)> = options.iter().map(|option| (across.place(option.cost), y(option.benefit))).collect();
    let labels = labels(&options, &places, frame);
    let stairs = stairs(options.iter().zip(&places).filter(|(option, _)| option.on_frontier).map(|(_, place)| *place));
    let point =
        |(option, (x, y)): (Drawn<'a>, (f64, f64))| Point { key: option.key, x: percent(x), y: pixels(y), on_frontier: option.on_frontier };
    Some(FrontierChart {
        column,
        height: pixels(HEIGHT),
        view: format!("0 0 {WIDTH} {HEIGHT}"),
        foot: pixels(BOTTOM),
        benefits: guides,
        costs: along(frame, |most| across.round(most), |cost| across.place(cost), figures.cost),
        logarithmic: across.is_logarithmic(),
        stairs,
        points: options.into_iter().zip(places).map(point).collect(),
        labels,
    })
}

/// From each point of the frontier to the right until the next one is affordable, the last up to the edge.
fn stairs(points: impl Iterator<Item = (f64, f64)>) -> String {
    let mut rising: Vec<(f64, f64)> = points.collect();
    rising.sort_by(|a, b| a.0.total_cmp(&b.0));
    let step = |at: usize, (x, y): &(f64, f64)| {
        let (x, y) = (pixels(x * WIDTH / 100.0), pixels(*y));
        if at == 0 { format!("M{x} {y}") } else { format!("H{x}V{y}") }
    };
    let mut path: String = rising.iter().enumerate().map(|(at, point)| step(at, point)).collect();
    if !path.is_empty() {
        let _ = write!(path, "H{WIDTH}");
    }
    path
}

/// A letter beside each point; where points lie upon each other, theirs stand together.
fn labels(options: &[Drawn<'_>], places: &[(f64, f64)], frame: Frame) -> Vec<Label> {
    const SAME: f64 = 0.5;
    let mut groups: Vec<((f64, f64), String)> = Vec::new();
    for (option, place) in options.iter().zip(places) {
        let same = |other: &(f64, f64)| (other.0 - place.0).abs() < SAME && (other.1 - place.1).abs() < SAME;
        match groups.iter_mut().find(|(other, _)| same(other)) {
            Some((_, letters)) => {
                letters.push_str(", ");
                letters.push_str(&option.key.letter);
            }
            None => groups.push((*place, option.key.letter.to_string())),
        }
    }
    let mut board = Board::new(frame);
    board.keep_column((0.0, HEIGHT));
    for (place, _) in &groups {
        board.mark(*place, RADIUS);
    }
    let beside = |((x, y), letters): ((f64, f64), String)| {
        let at = |down: f64, anchor| Candidate { x, y: (y + down).clamp(TOP, BOTTOM - 4.0), anchor };
        // Above and below, and farther off where many points lie close; beside its middle, where that would leave the chart.
        let rows = [-10.0, 20.0, -25.0, 35.0, -40.0, 50.0, -55.0, 65.0];
        let places: Vec<Candidate> = rows.iter().flat_map(|down| ["middle", "start", "end"].map(|anchor| at(*down, anchor))).collect();
        board.place(&letters, &places)
    };
    groups.into_iter().filter_map(beside).collect()
}
