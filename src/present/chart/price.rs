//! A price's history as a step chart: where each line and label of it stands. Labels that would touch each other on a narrow
//! screen are left out; the table beside the chart has them all. Knows a history and a day, no record.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    board::{Board, Candidate, Frame, Label},
    percent, pixels,
    scale::Scale,
    time::{TimeAxis, short_month},
};
use crate::{
    base::date::{Date, add_days, days_between},
    model::catalogue::{Price, PriceRow},
    present::{number::NumberFormat, words::long_date},
};

/// Height of the whole chart, in pixels.
const HEIGHT: f64 = 240.0;
/// Where the highest price may stand, and the lowest.
const TOP: f64 = 34.0;
const BOTTOM: f64 = 206.0;
/// From this ratio of the highest to the lowest price on, a linear scale would press the low ones flat.
const LOGARITHMIC_FROM: f64 = 10.0;
/// Guides, at most.
const GUIDES: usize = 5;

/// A line across: a price while it holds, or a tick's guide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Across {
    /// Where it begins, `15.00%`.
    pub x1: String,
    /// Where it ends.
    pub x2: String,
    /// Its height, in pixels from the top.
    pub y: String,
    /// Whether it lies after the day the page was built for.
    pub later: bool,
}

/// A line down: a change of the price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Down {
    /// Where it stands.
    pub x: String,
    /// From.
    pub y1: String,
    /// To.
    pub y2: String,
    /// Whether it lies after the day the page was built for.
    pub later: bool,
}

/// The chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StepChart {
    /// What it shows.
    pub title: String,
    /// The same in a sentence or two, for those who do not see it.
    pub description: String,
    /// `USD per million tokens`, and whether the scale is logarithmic.
    pub unit: String,
    /// Class of the column for figures on its left.
    pub column: &'static str,
    /// Height in pixels.
    pub height: String,
    /// Guides of the scale of prices.
    pub guides: Vec<Across>,
    /// Figures of the scale of prices: the words of each guide, left of it.
    pub prices: Vec<Label>,
    /// Ticks of time: short lines at the foot.
    pub ticks: Vec<Down>,
    /// Words of time.
    pub times: Vec<Label>,
    /// Prices while they hold.
    pub steps: Vec<Across>,
    /// Changes.
    pub risers: Vec<Down>,
    /// The day the page was built for; null where the history lies after it as a whole.
    pub today: Option<Down>,
    /// Words on the steps, and at the day the page was built for.
    pub labels: Vec<Label>,
}

/// A price while it holds, on the chart.
struct Step<'a> {
    row: &'a PriceRow,
    from: f64,
    to: f64,
    y: f64,
}

/// The chart of a price as of `today`; `None` for fewer than two rows, which draw no step.
pub fn chart(price: &Price, today: Date, numbers: NumberFormat) -> Option<StepChart> {
    let (first, last) = (price.history.first()?, price.history.last().filter(|_| price.history.len() > 1)?);
    let (start, end) = ends(first, last, today);
    let scale = scale_of(&price.history);
    let y = |price: f64| scale.at(price, (BOTTOM, TOP));
    let ticks: Vec<(f64, String)> = scale.ticks(GUIDES).into_iter().map(|value| (y(value), numbers.significant(value))).collect();
    let (frame, column) = Frame::beside(ticks.iter().map(|(_, text)| text.as_str()));
    let time = TimeAxis { start, days: days_between(start, end) as f64 };
    let steps: Vec<Step<'_>> = price
        .history
        .iter()
        .map(|row| Step { row, from: time.at(row.from), to: time.at(row.to.map_or(end, |to| to.min(end))), y: y(row.price) })
        .collect();
    let now = (today >= start).then(|| time.at(today));
    let logarithmic = if scale.is_logarithmic() { ", on a logarithmic scale" } else { "" };
    let (marks, times) = times(frame, &time, end);
    Some(StepChart {
        title: format!("{}: its price over time", price.name),
        description: description(price, today, numbers),
        unit: format!("{} per {}{logarithmic}", price.currency, price.unit),
        column,
        height: pixels(HEIGHT),
        guides: ticks.iter().map(|(y, _)| across((0.0, 100.0), *y, false)).collect(),
        ticks: marks,
        times,
        risers: risers(&steps, today),
        today: now.map(|x| Down { x: percent(x), y1: pixels(TOP - 16.0), y2: pixels(BOTTOM), later: false }),
        labels: labels((price, frame), (&steps, now), today, numbers),
        prices: ticks.into_iter().map(figure).collect(),
        steps: steps.iter().flat_map(|step| lines(step, now)).collect(),
    })
}

/// First and last day of the chart: an open row, or an announced one, is seen to go on for a while.
fn ends(first: &PriceRow, last: &PriceRow, today: Date) -> (Date, Date) {
    let start = first.from.min(today);
    let known = last.to.map_or(last.from, |to| to.max(last.from)).max(today);
    let air = if last.from >= today { 6 } else { 25 };
    (start, add_days(known, (days_between(start, known) / air).max(7)))
}

/// A step as one line, or as two where the day lies within it: what lies after that day is only announced.
fn lines(step: &Step<'_>, now: Option<f64>) -> Vec<Across> {
    match now {
        Some(now) if step.from <= now && now < step.to => {
            vec![across((step.from, now), step.y, false), across((now, step.to), step.y, true)]
        }
        now => vec![across((step.from, step.to), step.y, now.is_none_or(|now| step.from > now))],
    }
}

/// A line down wherever one price follows upon another without a gap.
fn risers(steps: &[Step<'_>], today: Date) -> Vec<Down> {
    let pairs = steps.windows(2).filter(|pair| pair[0].row.to == Some(pair[1].row.from));
    pairs
        .map(|pair| Down { x: percent(pair[1].from), y1: pixels(pair[0].y), y2: pixels(pair[1].y), later: pair[1].row.from > today })
        .collect()
}

/// Words on the steps: today's price first, then the first and the last, then the others in order, each where it touches nothing.
fn labels((price, frame): (&Price, Frame), (steps, now): (&[Step<'_>], Option<f64>), today: Date, numbers: NumberFormat) -> Vec<Label> {
    let mut board = Board::new(frame);
    for step in steps {
        board.block((step.from, step.to), (step.y, step.y));
    }
    for pair in steps.windows(2) {
        board.block((pair[1].from, pair[1].from), (pair[0].y, pair[1].y));
    }
    let mut placed: Vec<Label> = Vec::new();
    // The word for the day stands above everything else, and names the price that holds on it.
    placed.extend(now.and_then(|x| {
        let day = short_date(today);
        let price = price.row_on(today).map(|row| format!("{day}: {}", numbers.money_per_unit(row.price, &price.currency)));
        price.and_then(|words| board.above(x, &words)).or_else(|| board.above(x, &day))
    }));
    // The bands above and below belong to the day and to time.
    board.block((-100.0, 200.0), (0.0, 15.0));
    board.block((-100.0, 200.0), (BOTTOM + 2.0, HEIGHT));
    board.keep_column((0.0, HEIGHT));
    let current = steps.iter().position(|step| price.row_on(today).is_some_and(|row| row.from == step.row.from));
    let order = current.into_iter().chain([0, steps.len() - 1]).chain(1..steps.len());
    let mut told = vec![false; steps.len()];
    for at in order {
        if std::mem::replace(&mut told[at], true) {
            continue;
        }
        let step = &steps[at];
        let text = numbers.money_per_unit(step.row.price, &price.currency);
        let candidates = [
            Candidate { x: step.from, y: step.y - 7.0, anchor: "start" },
            Candidate { x: step.to, y: step.y - 7.0, anchor: "end" },
            Candidate { x: step.from, y: step.y + 16.0, anchor: "start" },
            Candidate { x: step.to, y: step.y + 16.0, anchor: "end" },
        ];
        placed.extend(board.place(&text, &candidates));
    }
    placed
}

/// Ticks and words of time; where no month begins on the chart, its two ends.
fn times(frame: Frame, time: &TimeAxis, end: Date) -> (Vec<Down>, Vec<Label>) {
    let named = time.ticks(end);
    let named = if named.is_empty() { vec![(time.start, short_date(time.start)), (end, short_date(end))] } else { named };
    let tick = |day: Date| Down { x: percent(time.at(day)), y1: pixels(BOTTOM), y2: pixels(BOTTOM + 5.0), later: false };
    // A word at the right edge ends there; where it would touch the one before, its tick stands alone.
    let mut board = Board::new(frame);
    let words = named.iter().filter_map(|(day, text)| {
        let x = time.at(*day);
        board.put(text, Candidate { x, y: BOTTOM + 20.0, anchor: if x > 88.0 { "end" } else { "middle" } })
    });
    let words = words.collect();
    (named.iter().map(|(day, _)| tick(*day)).collect(), words)
}

fn description(price: &Price, today: Date, numbers: NumberFormat) -> String {
    let money = |row: &PriceRow| numbers.money_per_unit(row.price, &price.currency);
    let said = |row: &PriceRow| format!("{} from {}", money(row), long_date(row.from));
    let (first, rest) = price.history.split_first().expect("a history has a row");
    let past: Vec<&PriceRow> = rest.iter().filter(|row| row.from <= today).collect();
    let changes = match past.as_slice() {
        [] => "no change so far".to_owned(),
        [one] => format!("one change, to {}", said(one)),
        [.., last] => format!("{} changes, the latest to {}", past.len(), said(last)),
    };
    let announced = rest.iter().find(|row| row.from > today).map(|row| format!("; announced: {}", said(row))).unwrap_or_default();
    format!("{}: {}; {changes}{announced}. The table below has every row.", price.name, said(first))
}

/// `15 Oct 2026`.
fn short_date(date: Date) -> String {
    format!("{}\u{a0}{}\u{a0}{}", date.day(), short_month(date), date.year())
}

fn across((x1, x2): (f64, f64), y: f64, later: bool) -> Across {
    Across { x1: percent(x1), x2: percent(x2), y: pixels(y), later }
}

/// A figure of the scale of prices, beside its guide.
fn figure((y, text): (f64, String)) -> Label {
    Label { x: percent(0.0), y: pixels(y + 4.0), dx: pixels(-8.0), anchor: "end", text }
}

/// The scale that all rows fit on: from nothing, or logarithmic.
fn scale_of(history: &[PriceRow]) -> Scale {
    let prices = || history.iter().map(|row| row.price);
    let (least, most) = (prices().fold(f64::INFINITY, f64::min), prices().fold(0.0, f64::max));
    if least > 0.0 && most >= LOGARITHMIC_FROM * least {
        Scale::logarithmic(least / 1.4, most * 1.1)
    } else {
        Scale::linear(0.0, if most > 0.0 { most * 1.05 } else { 1.0 })
    }
}
