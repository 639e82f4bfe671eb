//! How often each option costs least, and how often it is recommended. Every draw is one world that all options live in; what
//! they tie in, they share.

use super::{NOISE, Outcome};
use crate::{
    analyze::{ByOption, EPS, matrix::Matrix, value},
    model::{
        OptionIx,
        criterion::{Measure, Must, Reading, ValueFunction},
        record::Record,
    },
};

/// Money by option; `None` where one is not costed.
type Outcomes<'a> = &'a [Option<Outcome>];

/// How often each costed option costs least.
pub(super) fn cheapest(outcomes: Outcomes<'_>) -> ByOption<Option<f64>> {
    // Whoever never costs as little as another one always does is out of the race.
    let assured = outcomes.iter().flatten().map(|outcome| outcome.most).fold(f64::INFINITY, f64::min);
    let in_reach = |outcome: &&Outcome| outcome.least <= assured + NOISE * assured.abs();
    let rows: Vec<Option<&[f64]>> =
        outcomes.iter().map(|outcome| outcome.as_ref().filter(in_reach).map(|outcome| outcome.money.as_slice())).collect();
    let mut running = rows.iter().flatten();
    let Some(first) = running.next() else { return vec![None; outcomes.len()] };
    let mut bar = first.to_vec();
    for money in running {
        bar.iter_mut().zip(*money).for_each(|(least, money)| *least = if money < least { *money } else { *least });
    }
    // Options that are one and the same differ by the order of their sums.
    for least in &mut bar {
        *least += NOISE * least.abs();
    }
    let shares = shares(&rows, &bar, |money, bar| money <= bar);
    shares.into_iter().zip(outcomes).map(|(share, outcome)| outcome.as_ref().map(|_| share.unwrap_or(0.0))).collect()
}

/// Part of the draws in which each row reaches the bar; rows that reach it together share the draw.
fn shares(rows: &[Option<&[f64]>], bar: &[f64], reaches: impl Fn(f64, f64) -> bool) -> ByOption<Option<f64>> {
    // First how many reach it, then what is left for each of them; all without a branch, for draws are like tossed coins.
    let mut part = vec![0.0; bar.len()];
    for row in rows.iter().flatten() {
        part.iter_mut().zip(row.iter().zip(bar)).for_each(|(count, (row, bar))| *count += if reaches(*row, *bar) { 1.0 } else { 0.0 });
    }
    for part in &mut part {
        *part = 1.0 / *part;
    }
    let share = |row: &[f64]| {
        let won = row.iter().zip(bar).zip(&part).map(|((row, bar), part)| if reaches(*row, *bar) { *part } else { 0.0 });
        won.sum::<f64>() / bar.len() as f64
    };
    rows.iter().map(|row| row.map(share)).collect()
}

/// A criterion whose readings are money.
struct MoneyCriterion<'a> {
    share: f64,
    total: bool,
    value: &'a ValueFunction,
    musts: &'a [Must],
}

impl MoneyCriterion<'_> {
    /// What it reads of an option, draw by draw; `None` where that is not costed.
    fn readings<'o>(&self, option: usize, [present, totals]: [Outcomes<'o>; 2]) -> Option<&'o Outcome> {
        if self.total { totals[option].as_ref() } else { present[option].as_ref() }
    }

    /// Between which values the readings stay. Straight lines take them to the ends; other functions may turn in between.
    fn value_bounds(&self, drawn: &Outcome) -> (f64, f64) {
        if let ValueFunction::Points(_) | ValueFunction::Steps(_) = self.value {
            return (1.0, 5.0);
        }
        let [one, other] = [drawn.least, drawn.most].map(|money| value::value_of(self.value, money).value);
        (one.min(other), one.max(other))
    }

    /// Adds what the criterion brings to each draw's score; where a must-have is missed, the draw is out.
    fn score(&self, money: &[f64], scores: &mut [f64]) {
        if self.share > 0.0 {
            value::values_of(self.value, money, |draw, value| scores[draw] += self.share * value);
        }
        for must in self.musts {
            match *must {
                Must::Value(bound) => value::values_of(self.value, money, |draw, value| knock_out(&mut scores[draw], value < bound - EPS)),
                Must::AtLeast(bound) => (0..money.len()).for_each(|draw| knock_out(&mut scores[draw], money[draw] < bound - EPS)),
                Must::AtMost(bound) => (0..money.len()).for_each(|draw| knock_out(&mut scores[draw], money[draw] > bound + EPS)),
            }
        }
    }
}

fn knock_out(score: &mut f64, misses: bool) {
    if misses {
        *score = f64::NEG_INFINITY;
    }
}

/// Options with what is certain about their rows, and the criteria that are not.
pub(super) struct Candidates<'a> {
    /// What the certain criteria add up to; `None` where one of them is missing.
    sure: ByOption<Option<f64>>,
    /// Whether an option misses a must-have that no draw changes.
    out: ByOption<bool>,
    money: Vec<MoneyCriterion<'a>>,
}

impl<'a> Candidates<'a> {
    /// The rows of a matrix; `None` where cost plays no part in it.
    pub(super) fn of(record: &'a Record, matrix: &Matrix) -> Option<Self> {
        let mut money = Vec::new();
        let mut certain = Vec::new();
        for (at, (criterion, share)) in record.criteria.iter().zip(&matrix.weights).enumerate() {
            match &criterion.reading {
                Reading::Measured { measure: measure @ (Measure::PresentValue | Measure::Total), value } => {
                    let musts = criterion.terms.musts.as_slice();
                    money.push(MoneyCriterion { share: *share, total: matches!(measure, Measure::Total), value, musts });
                }
                _ => certain.push((at, *share)),
            }
        }
        if money.iter().all(|criterion| criterion.share == 0.0 && criterion.musts.is_empty()) {
            return None;
        }
        let sure = |ix: OptionIx| {
            let values = &matrix.row(ix).values;
            certain.iter().filter(|(_, share)| *share > 0.0).try_fold(0.0, |sum, (at, share)| Some(sum + share * values[*at]?))
        };
        let out =
            |ix: OptionIx| matrix.row(ix).failed_musts.iter().any(|failed| certain.iter().any(|(at, _)| *at == failed.criterion.index()));
        Some(Self { sure: record.option_ixs().map(sure).collect(), out: record.option_ixs().map(out).collect(), money })
    }

    /// Whether any criterion reads undiscounted money.
    pub(super) fn ask_for_totals(&self) -> bool {
        self.money.iter().any(|criterion| criterion.total)
    }

    /// How often each option is recommended; `None` where no option is complete and in the running.
    pub(super) fn chances(&self, present: Outcomes<'_>, totals: Outcomes<'_>) -> Option<ByOption<f64>> {
        let money = [present, totals];
        let bounds: ByOption<Option<(f64, f64)>> = (0..self.sure.len()).map(|at| self.bounds(at, money)).collect();
        // Whoever falls short of a score that another has in every draw needs no scoring.
        let assured = bounds.iter().flatten().map(|(low, _)| *low).reduce(f64::max)?;
        let in_reach = |at: usize| bounds[at].is_some_and(|(_, high)| high >= assured - 2.0 * EPS);
        let scores: ByOption<Option<Vec<f64>>> =
            (0..self.sure.len()).map(|at| if in_reach(at) { self.scores(at, money) } else { None }).collect();
        let mut bar = vec![f64::NEG_INFINITY; scores.iter().flatten().next()?.len()];
        for scores in scores.iter().flatten() {
            bar.iter_mut().zip(scores).for_each(|(top, score)| *top = if score > top { *score } else { *top });
        }
        for top in &mut bar {
            *top -= EPS;
        }
        let rows: Vec<Option<&[f64]>> = scores.iter().map(Option::as_deref).collect();
        let chances = shares(&rows, &bar, |score, bar| score >= bar && score > f64::NEG_INFINITY);
        Some(chances.into_iter().map(|chance| chance.unwrap_or(0.0)).collect())
    }

    /// Between which scores an option stays in all draws; `None` where it is incomplete or out.
    fn bounds(&self, at: usize, money: [Outcomes<'_>; 2]) -> Option<(f64, f64)> {
        let sure = self.sure[at].filter(|_| !self.out[at])?;
        let (mut low, mut high) = (sure, sure);
        for criterion in &self.money {
            let Some(drawn) = criterion.readings(at, money) else {
                if criterion.share == 0.0 {
                    continue;
                }
                return None;
            };
            let (least, most) = criterion.value_bounds(drawn);
            low += criterion.share * least;
            high += criterion.share * most;
            if !criterion.musts.is_empty() {
                low = f64::NEG_INFINITY;
            }
        }
        Some((low, high))
    }

    /// An option's score in each draw; −∞ where it misses a must-have.
    fn scores(&self, at: usize, money: [Outcomes<'_>; 2]) -> Option<Vec<f64>> {
        let sure = self.sure[at]?;
        let draws = money[0].iter().flatten().map(|outcome| outcome.money.len()).next()?;
        let mut scores = vec![sure; draws];
        for criterion in &self.money {
            match criterion.readings(at, money) {
                Some(readings) => criterion.score(&readings.money, &mut scores),
                // What is unknown misses no must-have, and counts for nothing without weight.
                None if criterion.share == 0.0 => {}
                None => return None,
            }
        }
        Some(scores)
    }
}
