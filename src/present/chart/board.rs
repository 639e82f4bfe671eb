//! Puts words where they touch neither a line nor each other, however wide the chart is shown. Places across are in percent of the width and
//! letters in pixels, so two of them that keep apart on the narrowest and on the widest screen keep apart on all between.

use schemars::JsonSchema;
use serde::Serialize;

use super::{percent, pixels};
use crate::present::lettering;

/// Height of a line of the chart's words, and how far it reaches below their base line, in pixels.
const LINE: f64 = 12.0;
const BELOW: f64 = 3.0;
/// Air between a word and the line it begins or ends at.
const AIR: f64 = 4.0;
/// Widths of a picture on the narrowest phone and on the widest page, in pixels.
const PHONE: f64 = 280.0;
const PAGE: f64 = 800.0;
/// Widths of the empty columns that figures beside a chart can stand in, and the classes that make them.
const COLUMNS: [(f64, &str); 4] = [(48.0, "g3"), (64.0, "g4"), (80.0, "g5"), (96.0, "g6")];

/// Width of a chart's word, in pixels: its letters have 12 and may be semi-bold, which makes them as wide as others of 13.5.
pub fn word_width(text: &str) -> f64 {
    lettering::width(text, 13.5)
}

/// The room of a chart: how wide it is, and how far words may reach beyond its sides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    narrow: f64,
    wide: f64,
    left: f64,
    right: f64,
}

impl Frame {
    /// A chart as wide as its figure, with nothing beside it.
    pub const BARE: Self = Self { narrow: PHONE, wide: PAGE, left: 0.0, right: 0.0 };

    /// A chart with a column on its left that holds the widest of some words, and room for a letter on its right; and the column's class.
    pub fn beside<'w>(words: impl Iterator<Item = &'w str>) -> (Self, &'static str) {
        const LETTER: f64 = 24.0;
        let widest = words.map(word_width).fold(0.0, f64::max) + 8.0;
        let (left, class) = COLUMNS.into_iter().find(|(width, _)| *width >= widest).unwrap_or(COLUMNS[3]);
        (Self { narrow: PHONE - left - LETTER, wide: PAGE - left - LETTER, left, right: LETTER }, class)
    }

    /// The part of the narrowest chart that so many pixels take, in percent.
    pub fn part_of_narrow(self, pixels: f64) -> f64 {
        pixels / self.narrow * 100.0
    }
}

/// A word on a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Label {
    /// Where its anchor stands.
    pub x: String,
    /// Its base line, in pixels from the top.
    pub y: String,
    /// Pixels to move it to the right.
    pub dx: String,
    /// `start`, `middle` or `end`.
    pub anchor: &'static str,
    /// The word.
    pub text: String,
}

/// A figure named along the foot of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tick {
    /// Where it stands, in percent of the width.
    pub at: String,
    /// Its words.
    pub label: String,
    /// Which end of the words stands there, so that they keep inside: `start`, `middle` or `end`.
    pub anchor: &'static str,
}

/// A place for a word: its anchor in percent, its base line in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Percent of the width.
    pub x: f64,
    /// Pixels from the top.
    pub y: f64,
    /// `start`, `middle` or `end`.
    pub anchor: &'static str,
}

/// An end of a box across: so many percent of the width, and so many pixels beside that.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Edge {
    percent: f64,
    pixels: f64,
}

impl Edge {
    fn at(self, width: f64) -> f64 {
        self.percent / 100.0 * width + self.pixels
    }

    /// Whether it lies before another edge at every width.
    fn is_before(self, other: Self, frame: Frame) -> bool {
        [frame.narrow, frame.wide].into_iter().all(|width| self.at(width) + 1.0 <= other.at(width))
    }
}

/// A box that is taken.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Taken {
    left: Edge,
    right: Edge,
    top: f64,
    bottom: f64,
}

impl Taken {
    /// The box of a word; `air` keeps it from the line it begins or ends at.
    fn word(text: &str, at: Candidate, air: f64) -> Self {
        let width = word_width(text);
        let left = match at.anchor {
            "start" => air,
            "end" => -air - width,
            _ => -width / 2.0,
        };
        let edge = |pixels: f64| Edge { percent: at.x, pixels };
        Self { left: edge(left), right: edge(left + width), top: at.y - LINE, bottom: at.y + BELOW }
    }

    fn touches(&self, other: &Self, frame: Frame) -> bool {
        let apart_across = self.right.is_before(other.left, frame) || other.right.is_before(self.left, frame);
        let apart_down = self.bottom <= other.top || other.bottom <= self.top;
        !(apart_across || apart_down)
    }
}

/// What is taken.
#[derive(Debug)]
pub struct Board {
    frame: Frame,
    taken: Vec<Taken>,
}

impl Board {
    /// A chart on which nothing is taken yet.
    pub fn new(frame: Frame) -> Self {
        Self { frame, taken: Vec::new() }
    }

    /// Takes a line or a box: from and to across in percent, down in pixels.
    pub fn block(&mut self, (x1, x2): (f64, f64), (y1, y2): (f64, f64)) {
        let edge = |percent: f64| Edge { percent, pixels: 0.0 };
        self.taken.push(Taken { left: edge(x1.min(x2)), right: edge(x1.max(x2)), top: y1.min(y2), bottom: y1.max(y2) });
    }

    /// Takes the column on the left from here to there: the figures of its guides stand in it.
    pub fn keep_column(&mut self, from_to: (f64, f64)) {
        self.block((-100.0, 0.0), from_to);
    }

    /// Takes the place of a mark: its middle in percent and pixels, its radius in pixels.
    pub fn mark(&mut self, (x, y): (f64, f64), radius: f64) {
        let edge = |pixels: f64| Edge { percent: x, pixels };
        self.taken.push(Taken { left: edge(-radius), right: edge(radius), top: y - radius, bottom: y + radius });
    }

    /// Puts a word at the first place where it touches nothing; `None` where there is none.
    pub fn place(&mut self, text: &str, candidates: &[Candidate]) -> Option<Label> {
        candidates.iter().find_map(|candidate| self.put(text, *candidate))
    }

    /// Puts a word at a place, unless it touches something there or leaves the chart.
    pub fn put(&mut self, text: &str, at: Candidate) -> Option<Label> {
        self.take(Taken::word(text, at, AIR)).then(|| label(text, at, AIR))
    }

    /// Puts a word into the band above a chart, over the line that begins below it, on the side that has room for it.
    pub fn above(&mut self, x: f64, text: &str) -> Option<Label> {
        let at = |anchor| Candidate { x, y: LINE, anchor };
        let fits = ["end", "start", "middle"].map(at).into_iter().find(|at| self.take(Taken::word(text, *at, -AIR)));
        fits.map(|at| label(text, at, -AIR))
    }

    /// Names a figure along a line whose words have their base line at `y`: in the middle of its place, or beside it where that keeps it
    /// inside the chart.
    pub fn tick(&mut self, (x, y): (f64, f64), text: String) -> Option<Tick> {
        let fits = ["middle", "end", "start"].into_iter().find(|anchor| self.take(Taken::word(&text, Candidate { x, y, anchor }, 0.0)));
        fits.map(|anchor| Tick { at: percent(x), label: text, anchor })
    }

    /// Takes a box, unless it touches something or leaves the chart.
    fn take(&mut self, taken: Taken) -> bool {
        let frame = self.frame;
        let inside = |width: f64| taken.left.at(width) >= -frame.left && taken.right.at(width) <= width + frame.right;
        let free = inside(frame.narrow) && inside(frame.wide) && !self.taken.iter().any(|other| taken.touches(other, frame));
        if free {
            self.taken.push(taken);
        }
        free
    }
}

fn label(text: &str, at: Candidate, air: f64) -> Label {
    let dx = match at.anchor {
        "start" => air,
        "end" => -air,
        _ => 0.0,
    };
    Label { x: percent(at.x), y: pixels(at.y), dx: pixels(dx), anchor: at.anchor, text: text.to_owned() }
}

/// Round figures along the foot of a chart, as many as stand side by side on the narrowest screen. `ticks` gives figures, at most so many,
/// `place` says where each stands in percent. Figures that read alike are named once.
pub fn along(frame: Frame, ticks: impl Fn(usize) -> Vec<f64>, place: impl Fn(f64) -> f64, label: impl Fn(f64) -> String) -> Vec<Tick> {
    const MOST: usize = 6;
    let mut best: Vec<Tick> = Vec::new();
    for most in (1..=MOST).rev() {
        let mut board = Board::new(frame);
        let figures = ticks(most);
        let mut named: Vec<Tick> = Vec::new();
        for value in &figures {
            let text = label(*value);
            if named.last().is_none_or(|last| last.label != text) {
                named.extend(board.tick((place(*value), 0.0), text));
            }
        }
        let all = named.len() == figures.len();
        if all || named.len() > best.len() {
            best = named;
        }
        if all {
            break;
        }
    }
    best
}
