//! Puts words where they touch neither a line nor each other, however wide the chart is shown. Places across are in percent of the width and
//! letters in pixels, so two of them that keep apart on the narrowest and on the widest screen keep apart on all between.

use super::{Label, percent, pixels};

/// Width of the chart on a narrow screen, and the most that it grows to, in pixels.
const NARROW: f64 = 300.0;
const WIDE: f64 = 740.0;
/// Width of a letter and height of a line of the chart's words.
const LETTER: f64 = 6.7;
const LINE: f64 = 12.0;
/// Air between a word and the line it begins or ends at.
const AIR: f64 = 4.0;

/// The part of a narrow screen that the widest of some words takes, with air beside it, in percent.
pub(super) fn percent_of_words<'w>(words: impl Iterator<Item = &'w str>) -> f64 {
    let widest = words.map(width_of).fold(0.0, f64::max);
    ((widest + 2.0 * AIR) / NARROW * 100.0).clamp(6.0, 30.0)
}

/// A word in the band above the chart, on the side of its place that has room for it.
pub(super) fn above(x: f64, text: String) -> Label {
    let (anchor, width) = (x / 100.0 * NARROW, width_of(&text));
    let (anchor, dx) = match (anchor >= width, NARROW - anchor >= width) {
        (true, _) => ("end", "4"),
        (false, true) => ("start", "-4"),
        (false, false) => ("middle", "0"),
    };
    Label { x: percent(x), y: pixels(12.0), dx, anchor, text }
}

fn width_of(word: &str) -> f64 {
    word.chars().count() as f64 * LETTER
}

/// A place for a word: its anchor in percent, its base line in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) anchor: &'static str,
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
    fn is_before(self, other: Self) -> bool {
        [NARROW, WIDE].into_iter().all(|width| self.at(width) + 1.0 <= other.at(width))
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
    fn touches(&self, other: &Self) -> bool {
        let apart_across = self.right.is_before(other.left) || other.right.is_before(self.left);
        let apart_down = self.bottom <= other.top || other.bottom <= self.top;
        !(apart_across || apart_down)
    }
}

/// What is taken.
#[derive(Debug, Default)]
pub(super) struct Board(Vec<Taken>);

impl Board {
    /// Takes a line or a box: from and to across in percent, down in pixels.
    pub(super) fn block(&mut self, (x1, x2): (f64, f64), (y1, y2): (f64, f64)) {
        let edge = |percent: f64| Edge { percent, pixels: 0.0 };
        self.0.push(Taken { left: edge(x1.min(x2)), right: edge(x1.max(x2)), top: y1.min(y2), bottom: y1.max(y2) });
    }

    /// Puts a word at the first place where it touches nothing; `None` where there is none.
    pub(super) fn place(&mut self, text: &str, candidates: &[Candidate]) -> Option<Label> {
        candidates.iter().find_map(|candidate| self.put(text, *candidate))
    }

    /// Puts a word at a place, unless it touches something there or leaves the chart.
    pub(super) fn put(&mut self, text: &str, at: Candidate) -> Option<Label> {
        let taken = taken(text, at);
        let inside = taken.left.at(NARROW) >= 0.0 && taken.right.at(NARROW) <= NARROW;
        if !inside || self.0.iter().any(|other| taken.touches(other)) {
            return None;
        }
        self.0.push(taken);
        let dx = match at.anchor {
            "start" => "4",
            "end" => "-4",
            _ => "0",
        };
        Some(Label { x: percent(at.x), y: pixels(at.y), dx, anchor: at.anchor, text: text.to_owned() })
    }
}

/// The box of a word at a place.
fn taken(text: &str, at: Candidate) -> Taken {
    let width = width_of(text);
    let left = match at.anchor {
        "start" => AIR,
        "end" => -AIR - width,
        _ => -width / 2.0,
    };
    let edge = |pixels: f64| Edge { percent: at.x, pixels };
    Taken { left: edge(left), right: edge(left + width), top: at.y - LINE, bottom: at.y + 3.0 }
}
