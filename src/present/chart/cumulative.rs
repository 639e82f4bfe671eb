//! What each option has cost by the end of each month, as lines from nothing on, with a mark where one has paid back against another.
//! An option that costs many times what the others do leaves the chart at its top and says where it ends. Knows figures and names, no
//! record.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    board::{Board, Candidate, Frame, Label, Tick, along},
    line,
    look::Key,
    percent, pixels,
    scale::{Scale, ceiling},
    volume::{Curve, Guide, Mark},
};

/// Height of the whole chart, in pixels.
const HEIGHT: f64 = 270.0;
/// Where the highest cost may stand, and the lowest.
const TOP: f64 = 22.0;
const BOTTOM: f64 = 240.0;
/// Width of the box that lines are drawn in, in its own units.
const WIDTH: f64 = 1000.0;

/// The chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CumulativeChart<'a> {
    /// Class of the column for figures on its left.
    pub column: &'static str,
    /// Height in pixels.
    pub height: String,
    /// Width and height of the box that stretches, in its own units.
    pub view: String,
    /// Where the axis of months stands.
    pub foot: String,
    /// Where no cost stands.
    pub zero: String,
    /// Guides of cost.
    pub costs: Vec<Guide>,
    /// Ticks of months.
    pub months: Vec<Tick>,
    /// The options.
    pub curves: Vec<Curve<'a>>,
    /// Where one option has paid back against another.
    pub marks: Vec<Mark>,
    /// Words: months of those marks, and where an option ends that leaves the chart.
    pub labels: Vec<Label>,
    /// The option whose paybacks are written out; null where nothing was chosen and nothing is cheapest.
    pub about: Option<&'a str>,
    /// Options that leave the chart at its top; empty where all stay.
    pub beyond: Vec<&'a str>,
}

/// An option to draw.
pub struct Drawn<'a> {
    /// The option.
    pub key: Key<'a>,
    /// Undiscounted money, month by month.
    pub months: Vec<f64>,
}

/// A payback to mark.
pub struct Paid {
    /// Position among the options drawn.
    pub option: usize,
    /// The month, from 0, at whose end it has cost no more.
    pub month: u32,
    /// Its figure, where it is to be written out.
    pub figure: Option<String>,
    /// What happens there.
    pub title: String,
}

/// How figures are written.
pub struct Figures<'f> {
    /// A month, counted from 1.
    pub month: &'f dyn Fn(f64) -> String,
    /// A cost.
    pub cost: &'f dyn Fn(f64) -> String,
}

/// The scales that places are read from.
struct Scales {
    down: Scale,
    /// Months of the horizon.
    months: f64,
    /// Highest cost that has a place; `None`: all have.
    ceiling: Option<f64>,
}

impl Scales {
    fn across(&self, month: f64) -> f64 {
        month / self.months * 100.0
    }

    fn down(&self, cost: f64) -> f64 {
        self.down.at(cost, (BOTTOM, TOP))
    }

    fn is_beyond(&self, cost: f64) -> bool {
        self.ceiling.is_some_and(|most| cost > most)
    }
}

/// The chart of at least one option over at least two months; `None` where there is nothing to draw, or a figure outran what a number
/// can hold.
pub fn chart<'a>(
    options: Vec<Drawn<'a>>,
    (paid, about): (Vec<Paid>, Option<&'a str>),
    figures: &Figures<'_>,
) -> Option<CumulativeChart<'a>> {
    let sums: Vec<Vec<f64>> = options.iter().map(|option| running(&option.months)).collect();
    let all = || sums.iter().flatten().copied();
    let (low, high) = (all().fold(0.0, f64::min), all().fold(0.0, f64::max));
    let months = sums.first()?.len() - 1;
    if !(low.is_finite() && high.is_finite() && low < high) || months < 2 {
        return None;
    }
    let peaks: Vec<f64> = sums.iter().map(|sums| sums.iter().copied().fold(0.0, f64::max)).collect();
    let chosen = options.iter().position(|option| option.key.chosen).map(|at| peaks[at]);
    let ceiling = ceiling(&peaks, chosen);
    let scales = Scales { down: Scale::linear(low, ceiling.unwrap_or(high)), months: months as f64, ceiling };
    let costs: Vec<Guide> =
        scales.down.ticks(5).into_iter().map(|cost| Guide { at: pixels(scales.down(cost)), text: (figures.cost)(cost) }).collect();
    let (frame, column) = Frame::beside(costs.iter().map(|guide| guide.text.as_str()));
    let mut board = Board::new(frame);
    board.keep_column((0.0, HEIGHT));
    let (marks, mut labels) = marks(paid, &sums, &scales, &mut board);
    let stays: Vec<bool> = peaks.iter().map(|peak| !scales.is_beyond(*peak)).collect();
    let ends: Vec<f64> =
        sums.iter().zip(&stays).filter(|(_, stays)| **stays).filter_map(|(sums, _)| sums.last()).map(|cost| scales.down(*cost)).collect();
    let mut ends = line::spread(&ends, (TOP - 10.0, BOTTOM - 4.0)).into_iter();
    let mut beyond = Vec::new();
    let mut curves = Vec::with_capacity(options.len());
    for ((option, sums), stays) in options.into_iter().zip(&sums).zip(stays) {
        if !stays {
            beyond.push(option.key.name);
            let words = format!("{} ↑ {}", option.key.letter, (figures.cost)(sums[months]));
            labels.extend(leaving(&mut board, sums, &scales, &words));
        }
        let y = if stays { ends.next().flatten() } else { None };
        curves.push(Curve { key: option.key, path: path(sums, &scales), y: y.map(pixels) });
    }
    Some(CumulativeChart {
        column,
        height: pixels(HEIGHT),
        view: format!("0 0 {WIDTH} {HEIGHT}"),
        foot: pixels(BOTTOM),
        zero: pixels(scales.down(0.0)),
        costs,
        months: along(frame, |most| month_ticks(months, most), |month| scales.across(month), figures.month),
        curves,
        marks,
        labels,
        about,
        beyond,
    })
}

/// Sums up to the end of each month, from nothing on.
fn running(months: &[f64]) -> Vec<f64> {
    let add = |sum: &mut f64, month: &f64| {
        *sum += month;
        Some(*sum)
    };
    std::iter::once(0.0).chain(months.iter().scan(0.0, add)).collect()
}

/// Whole years, or parts or multiples of them: at most so many.
fn month_ticks(months: usize, most: usize) -> Vec<f64> {
    let step = [1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600].into_iter().find(|step| months / step <= most);
    step.map(|step| (1..=months / step).map(|at| (at * step) as f64).collect()).unwrap_or_default()
}

/// The line of an option, without what lies above the chart.
fn path(sums: &[f64], scales: &Scales) -> String {
    let place = |month: f64, cost: f64| (scales.across(month) * WIDTH / 100.0, scales.down(cost));
    let Some(most) = scales.ceiling else {
        return line::path(sums.iter().enumerate().map(|(month, cost)| place(month as f64, *cost)));
    };
    let mut pieces = String::new();
    let mut piece: Vec<(f64, f64)> = Vec::new();
    let mut before: Option<f64> = None;
    for (month, cost) in sums.iter().enumerate() {
        let crosses = before.filter(|before| (*before > most) != (*cost > most));
        let crossing = crosses.map(|before| place(month as f64 - (cost - most) / (cost - before), most));
        piece.extend(crossing);
        if *cost > most {
            pieces.push_str(&line::path(piece.drain(..)));
        } else {
            piece.push(place(month as f64, *cost));
        }
        before = Some(*cost);
    }
    pieces.push_str(&line::path(piece.into_iter()));
    pieces
}

/// Words where an option leaves the chart.
fn leaving(board: &mut Board, sums: &[f64], scales: &Scales, words: &str) -> Option<Label> {
    let month = sums.iter().position(|cost| scales.is_beyond(*cost))?;
    let x = scales.across(month as f64);
    let at = |y: f64, anchor| Candidate { x, y, anchor };
    let places: Vec<Candidate> =
        (0..4).flat_map(|row| ["start", "end"].map(|anchor| at(TOP + 8.0 + 16.0 * f64::from(row), anchor))).collect();
    board.place(words, &places)
}

/// Paybacks in order, and the figures of those that are to be written out where they touch nothing.
fn marks(paid: Vec<Paid>, sums: &[Vec<f64>], scales: &Scales, board: &mut Board) -> (Vec<Mark>, Vec<Label>) {
    let place = |paid: &Paid| {
        let cost = *sums.get(paid.option)?.get(paid.month as usize + 1)?;
        (!scales.is_beyond(cost)).then(|| (scales.across(f64::from(paid.month) + 1.0), scales.down(cost)))
    };
    let placed: Vec<(Paid, (f64, f64))> = paid.into_iter().filter_map(|paid| place(&paid).map(|place| (paid, place))).collect();
    for (_, place) in placed.iter().filter(|(paid, _)| paid.figure.is_some()) {
        board.mark(*place, 5.0);
    }
    let mut labels = Vec::new();
    let mut marks = Vec::with_capacity(placed.len());
    for (paid, (x, y)) in placed {
        if let Some(text) = &paid.figure {
            let at = |down: f64, anchor| Candidate { x, y: (y + down).clamp(TOP, BOTTOM - 4.0), anchor };
            let candidates = [
                at(20.0, "middle"),
                at(-10.0, "middle"),
                at(-10.0, "end"),
                at(20.0, "start"),
                at(20.0, "end"),
                at(-26.0, "middle"),
                at(36.0, "middle"),
            ];
            labels.extend(board.place(text, &candidates));
        }
        marks.push(Mark { x: percent(x), y: pixels(y), turn: paid.figure.is_some(), title: paid.title });
    }
    (marks, labels)
}

#[cfg(test)]
mod tests {
    use super::{BOTTOM, Scale, Scales, TOP, month_ticks, path};

    #[test]
    fn months_are_named_by_the_year() {
        assert_eq!(month_ticks(36, 6), [6.0, 12.0, 18.0, 24.0, 30.0, 36.0]);
        assert_eq!(month_ticks(36, 3), [12.0, 24.0, 36.0]);
        assert_eq!(month_ticks(600, 6), [120.0, 240.0, 360.0, 480.0, 600.0]);
        assert_eq!(month_ticks(2, 6), [1.0, 2.0]);
    }

    #[test]
    fn a_line_leaves_the_chart_at_its_top() {
        let scales = Scales { down: Scale::linear(0.0, 10.0), months: 4.0, ceiling: Some(10.0) };
        assert_eq!(path(&[0.0, 5.0, 15.0, 15.0, 15.0], &scales), format!("M0 {BOTTOM}L250 {}L375 {TOP}", BOTTOM.midpoint(TOP)));
        let back = path(&[0.0, 20.0, 20.0, 0.0, 0.0], &scales);
        assert_eq!(back, format!("M0 {BOTTOM}L125 {TOP}M625 {TOP}L750 {BOTTOM}L1000 {BOTTOM}"));
    }
}
