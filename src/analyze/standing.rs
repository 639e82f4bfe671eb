//! Who leads: ranks, ties, winner, runner-up, margin, status (maths.md, 2.3 to 2.5). Knows scores alone, not where they come from.

use super::{ByOption, EPS};
use crate::model::OptionIx;

/// What the matrix says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatrixStatus {
    /// One option leads.
    Recommended,
    /// Several lead alike.
    Tie,
    /// One leads, but an option with missing cells could still win.
    Provisional,
    /// No eligible option has a complete row.
    None,
}

impl MatrixStatus {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Recommended => "recommended",
            Self::Tie => "tie",
            Self::Provisional => "provisional",
            Self::None => "none",
        }
    }
}

/// What an option brings to the ranking.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// Its score; `None` while a value is missing.
    pub score: Option<f64>,
    /// Its score at best.
    pub high: f64,
    /// Whether it misses no must-have.
    pub eligible: bool,
}

impl Entry {
    /// The score of an entry that takes part: eligible and complete.
    fn ranked(&self) -> Option<f64> {
        self.score.filter(|_| self.eligible)
    }
}

/// Who stands where.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Standard competition ranks, 1, 1, 3 …; `None` where incomplete or not eligible.
    pub ranks: ByOption<Option<u32>>,
    /// What the matrix says.
    pub status: MatrixStatus,
    /// The one that leads; `None` on a tie.
    pub winner: Option<OptionIx>,
    /// All at the top.
    pub winners: Vec<OptionIx>,
    /// Best of the rest, the first of equals; `None` on a tie.
    pub runner_up: Option<OptionIx>,
    /// Winner's lead over the runner-up; 0 on a tie.
    pub margin: Option<f64>,
    /// The best of those that score higher but are not eligible.
    pub blocked_leader: Option<OptionIx>,
    /// Eligible incomplete options whose best case beats the top; all of them where nothing is at the top yet.
    pub could_still_win: Vec<OptionIx>,
}

impl Standing {
    /// Ranks the options of a matrix, one entry each.
    pub fn of(entries: &[Entry]) -> Self {
        let indexed = || entries.iter().enumerate().map(|(at, entry)| (OptionIx::at(at), entry));
        let ranked: Vec<(OptionIx, f64)> = indexed().filter_map(|(ix, entry)| Some((ix, entry.ranked()?))).collect();
        let rank = |score: f64| 1 + ranked.iter().filter(|(_, other)| *other > score + EPS).count();
        let ranks = entries.iter().map(|entry| u32::try_from(rank(entry.ranked()?)).ok()).collect();
        let Some((_, top)) = best(ranked.iter().copied()) else {
            // Nothing is complete: whoever is eligible could still be first.
            let open = indexed().filter(|(_, entry)| entry.eligible && entry.score.is_none());
            return Self::without_top(ranks, open.map(|(ix, _)| ix).collect());
        };
        let leads = |score: f64| score >= top - EPS;
        let winners: Vec<OptionIx> = ranked.iter().filter(|(_, score)| leads(*score)).map(|(ix, _)| *ix).collect();
        let winner = if let [only] = winners[..] { Some(only) } else { None };
        let second = winner.and_then(|_| best(ranked.iter().copied().filter(|(_, score)| !leads(*score))));
        let blocked = indexed().filter(|(_, entry)| !entry.eligible).filter_map(|(ix, entry)| Some((ix, entry.score?)));
        let could_still_win: Vec<OptionIx> =
            indexed().filter(|(_, entry)| entry.eligible && entry.score.is_none() && entry.high > top + EPS).map(|(ix, _)| ix).collect();
        Self {
            ranks,
            status: match (winner, could_still_win.is_empty()) {
                (None, _) => MatrixStatus::Tie,
                (Some(_), false) => MatrixStatus::Provisional,
                (Some(_), true) => MatrixStatus::Recommended,
            },
            winner,
            winners,
            runner_up: second.map(|(ix, _)| ix),
            margin: if winner.is_none() { Some(0.0) } else { second.map(|(_, score)| top - score) },
            blocked_leader: best(blocked.filter(|(_, score)| *score > top + EPS)).map(|(ix, _)| ix),
            could_still_win,
        }
    }

    fn without_top(ranks: ByOption<Option<u32>>, could_still_win: Vec<OptionIx>) -> Self {
        Self {
            ranks,
            status: MatrixStatus::None,
            winner: None,
            winners: Vec::new(),
            runner_up: None,
            margin: None,
            blocked_leader: None,
            could_still_win,
        }
    }
}

/// The highest score, and the first option that has it up to [`EPS`].
fn best(scores: impl Iterator<Item = (OptionIx, f64)>) -> Option<(OptionIx, f64)> {
    scores.fold(None, |best, (ix, score)| match best {
        None => Some((ix, score)),
        Some((_, high)) if score > high + EPS => Some((ix, score)),
        Some((first, high)) => Some((first, high.max(score))),
    })
}
