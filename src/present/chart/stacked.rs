//! What an option's cost is made of, as a bar an option: its parts one after the other, what is earned to the left of nothing. The bar of
//! an option that costs many times what the others do ends at the edge, visibly, and shows no more than how its parts stand to each other.
//! Knows figures and names, no record.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    axis::Axis,
    board::{Frame, Tick, word_width},
    look::Key,
    percent,
    scale::ceiling,
};

/// Air around the words in a bar, in pixels.
const AIR: f64 = 8.0;

/// A part that bars are made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Part {
    /// Class of its look: `c0` …
    pub class: &'static str,
    /// Its name.
    pub name: String,
}

/// The parts of all bars, in the order that they stand in.
pub struct Parts {
    /// Each with its look.
    pub list: Vec<Part>,
    /// Whether looks need a list that explains them; parts in an order that everybody knows need none.
    pub legend: bool,
}

/// An option to draw.
pub struct Drawn<'a> {
    /// The option.
    pub key: Key<'a>,
    /// What each part costs, in the parts' order; below 0 it is earned.
    pub parts: Vec<f64>,
    /// What they come to, in words.
    pub total: String,
}

/// A piece of a bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Piece {
    /// Class of the part's look.
    pub class: &'static str,
    /// Where it begins.
    pub x: String,
    /// How long it is.
    pub width: String,
    /// Where its words stand.
    pub middle: String,
    /// The part's name, where it has room for it on any screen; null elsewhere.
    pub text: Option<String>,
    /// The part and its figure.
    pub title: String,
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Row<'a> {
    /// The option.
    pub key: Key<'a>,
    /// What it costs in all.
    pub total: String,
    /// Its pieces, from left to right as their parts are listed, those below 0 first.
    pub pieces: Vec<Piece>,
    /// Whether it is too long for the axis, so that it shows its parts' proportions alone.
    pub cut: bool,
}

/// The chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StackedChart<'a> {
    /// The parts, in the order that they stand in.
    pub parts: Vec<Part>,
    /// Whether looks need a list that explains them.
    pub legend: bool,
    /// A bar an option.
    pub rows: Vec<Row<'a>>,
    /// Where nothing stands.
    pub zero: String,
    /// Figures below the bars.
    pub ticks: Vec<Tick>,
    /// Whether a bar is too long for the axis.
    pub cut: bool,
}

/// The chart of options made of `parts`; `None` where nothing costs anything, or a figure outran what a number can hold.
pub fn chart<'a>(options: Vec<Drawn<'a>>, Parts { list: parts, legend }: Parts, money: impl Fn(f64) -> String) -> Option<StackedChart<'a>> {
    let sum = |option: &Drawn<'a>, sign: f64| option.parts.iter().filter(|part| **part * sign > 0.0).sum::<f64>();
    let ends: Vec<f64> = options.iter().map(|option| sum(option, 1.0)).collect();
    let low = options.iter().map(|option| sum(option, -1.0)).fold(0.0, f64::min);
    let high = ends.iter().copied().fold(0.0, f64::max);
    if !(low.is_finite() && high.is_finite() && low < high) {
        return None;
    }
    let chosen = options.iter().position(|option| option.key.chosen).map(|at| ends[at]);
    let most = ceiling(&ends, chosen).unwrap_or(high);
    let axis = Axis::between(low, most);
    let row = |(option, end): (Drawn<'a>, &f64)| Row {
        pieces: pieces((&option.parts, end / most), &parts, axis, &money),
        key: option.key,
        total: option.total,
        cut: *end > most,
    };
    let rows: Vec<Row<'a>> = options.into_iter().zip(&ends).map(row).collect();
    Some(StackedChart {
        zero: percent(axis.place(0.0)),
        ticks: axis.ticks(&money),
        cut: rows.iter().any(|row| row.cut),
        legend,
        parts,
        rows,
    })
}

/// The pieces of a bar, whose costs are divided by `beyond` where that is more than 1.
fn pieces((values, beyond): (&[f64], f64), parts: &[Part], axis: Axis, money: impl Fn(f64) -> String) -> Vec<Piece> {
    let earned: f64 = values.iter().filter(|value| **value < 0.0).sum();
    let (mut left, mut right) = (earned, 0.0);
    let mut pieces = Vec::with_capacity(values.len());
    for (value, part) in values.iter().zip(parts) {
        let from = if *value < 0.0 { &mut left } else { &mut right };
        let begins = axis.place(*from);
        *from += if *value < 0.0 { value.abs() } else { value / beyond.max(1.0) };
        let ends = axis.place(*from);
        // What is thinner than a hair is in the table alone.
        if ends - begins < 0.05 {
            continue;
        }
        let fits = Frame::BARE.part_of_narrow(word_width(&part.name) + AIR) <= ends - begins;
        pieces.push(Piece {
            class: part.class,
            x: percent(begins),
            width: percent(ends - begins),
            middle: percent(f64::midpoint(begins, ends)),
            text: fits.then(|| part.name.clone()),
            title: [&part.name, ": ", &money(*value)].concat(),
        });
    }
    pieces
}
