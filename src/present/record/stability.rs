//! How far each weight can move before the winner changes, as bars: the stability interval of each share, with the record's own marked
//! and the letters of those that lead beyond it.

use schemars::JsonSchema;
use serde::Serialize;

use super::Subject;
use crate::{
    analyze::{
        matrix::Matrix,
        robustness::{FlipPoint, Robustness, WeightFlip},
    },
    model::criterion::Criterion,
    present::chart::{
        axis::Axis,
        board::{Board, Candidate, Frame, Label, Tick},
        look::Key,
        percent,
    },
};

/// Base line of the letters beside a bar, in pixels from its top.
const LETTERS: f64 = 13.0;

/// A criterion's bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StabilityRow<'a> {
    /// The criterion.
    pub name: &'a str,
    /// Its share, and how far that can move: `20%, up to 24%`.
    pub words: String,
    /// Its share.
    pub at: String,
    /// Where the interval begins.
    pub from: String,
    /// How long it is.
    pub width: String,
    /// Letters of the options that lead beyond its ends.
    pub letters: Vec<Label>,
}

/// The chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StabilityChart<'a> {
    /// The option that leads within the bars.
    pub winner: Key<'a>,
    /// A bar a criterion.
    pub rows: Vec<StabilityRow<'a>>,
    /// Shares named below the bars.
    pub ticks: Vec<Tick>,
}

/// The chart; `None` without a single winner.
pub(super) fn chart<'a>(of: &Subject<'a>, matrix: &Matrix, firm: &Robustness) -> Option<StabilityChart<'a>> {
    let winner = matrix.winner?;
    let axis = Axis::between(0.0, 1.0);
    let numbers = of.from.numbers();
    let flips = of.record.criteria.iter().zip(&firm.flips).filter_map(|(criterion, flip)| Some((criterion, flip.as_ref()?)));
    let rows: Vec<StabilityRow<'a>> = flips.map(|(criterion, flip)| row(of, axis, criterion, flip)).collect();
    (!rows.is_empty()).then(|| StabilityChart { winner: of.key(winner), rows, ticks: axis.ticks(|share| numbers.share(share)) })
}

fn row<'a>(of: &Subject<'a>, axis: Axis, criterion: &'a Criterion, flip: &WeightFlip) -> StabilityRow<'a> {
    let numbers = of.from.numbers();
    let (low, high) = (flip.low.map_or(0.0, |low| low.share), flip.high.map_or(1.0, |high| high.share));
    let end = |point: FlipPoint| numbers.percentage(point.share, 1);
    let reach = match (flip.low, flip.high) {
        (None, None) => "at any weight".to_owned(),
        (Some(low), None) => format!("from {}", end(low)),
        (None, Some(high)) => format!("up to {}", end(high)),
        (Some(low), Some(high)) => format!("from {} to {}", end(low), end(high)),
    };
    let mut board = Board::new(Frame::BARE);
    let mut letter = |point: Option<FlipPoint>, anchor| {
        let point = point?;
        board.put(&of.look(point.to).letter, Candidate { x: axis.place(point.share), y: LETTERS, anchor })
    };
    let letters = [letter(flip.low, "end"), letter(flip.high, "start")];
    StabilityRow {
        name: &criterion.terms.name,
        words: [&numbers.percentage(flip.weight, 1), ", ", &reach].concat(),
        at: percent(axis.place(flip.weight)),
        from: percent(axis.place(low)),
        width: percent(axis.place(high) - axis.place(low)),
        letters: letters.into_iter().flatten().collect(),
    }
}
