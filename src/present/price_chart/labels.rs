//! Puts words where they touch neither a line nor each other on the narrowest screen that counts. What does not touch there touches
//! nowhere: places are in percent of the width, so that they only move apart as it grows.

use super::{Label, percent, pixels};

/// Width of the chart on a narrow screen, in pixels.
const NARROW: f64 = 300.0;
/// Width of a letter and height of a line of the chart's words.
const LETTER: f64 = 6.7;
const LINE: f64 = 12.0;
/// Air between a word and the line it begins or ends at.
const AIR: f64 = 4.0;

/// The part of a narrow screen that the widest of some words takes, with air beside it, in percent.
pub(super) fn percent_of_words<'w>(words: impl Iterator<Item = &'w str>) -> f64 {
    let widest = words.map(|word| word.chars().count()).max().unwrap_or(0);
    ((widest as f64 * LETTER + 2.0 * AIR) / NARROW * 100.0).clamp(6.0, 30.0)
}

/// A place for a word: its anchor in percent, its base line in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) anchor: &'static str,
}

/// What is taken, as boxes in the pixels of a narrow screen: left, right, top, bottom.
#[derive(Debug, Default)]
pub(super) struct Board(Vec<[f64; 4]>);

impl Board {
    /// Takes a line or a box: from and to across in percent, down in pixels.
    pub(super) fn block(&mut self, (x1, x2): (f64, f64), (y1, y2): (f64, f64)) {
        let across = |x: f64| x / 100.0 * NARROW;
        self.0.push([across(x1.min(x2)), across(x1.max(x2)), y1.min(y2), y1.max(y2)]);
    }

    /// Puts a word at the first place where it touches nothing; `None` where there is none.
    pub(super) fn place(&mut self, text: &str, candidates: &[Candidate]) -> Option<Label> {
        let width = text.chars().count() as f64 * LETTER;
        candidates.iter().find_map(|candidate| {
            let anchor = candidate.x / 100.0 * NARROW;
            let left = if candidate.anchor == "end" { anchor - AIR - width } else { anchor + AIR };
            let taken = [left, left + width, candidate.y - LINE, candidate.y + 3.0];
            let inside = left >= 0.0 && left + width <= NARROW;
            if !inside || self.0.iter().any(|other| touch(&taken, other)) {
                return None;
            }
            self.0.push(taken);
            let dx = if candidate.anchor == "end" { "-4" } else { "4" };
            Some(Label { x: percent(candidate.x), y: pixels(candidate.y), dx, anchor: candidate.anchor, text: text.to_owned() })
        })
    }
}

fn touch(one: &[f64; 4], other: &[f64; 4]) -> bool {
    one[0] < other[1] + 1.0 && other[0] < one[1] + 1.0 && one[2] < other[3] && other[2] < one[3]
}
