//! Payback: from which month on one option has cost less than another (maths.md, 3.8).

use super::ByOption;
use crate::model::OptionIx;

/// Part of the money compared that counts as floating-point noise, so that two equal options pay each other back at once.
const NOISE: f64 = 1e-12;

/// One ordered pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payback {
    /// The option that must earn its cost back.
    pub option: OptionIx,
    /// The option it is held against.
    pub versus: OptionIx,
    /// The smallest month, from 0, from which cumulative cost stays at or below the other's; `None`: not within the horizon.
    pub month: Option<u32>,
}

/// Every ordered pair of costed options, in their order. Each option comes as undiscounted money by month, `None` where it is not costed.
pub fn all_pairs(months: &[Option<&[f64]>]) -> Vec<Payback> {
    let cumulative: ByOption<Option<Vec<f64>>> = months.iter().map(|months| months.map(running_sum)).collect();
    let costed = || cumulative.iter().enumerate().filter_map(|(at, sums)| Some((OptionIx::at(at), sums.as_ref()?)));
    costed()
        .flat_map(|(option, own)| {
            let others = costed().filter(move |(versus, _)| *versus != option);
            others.map(move |(versus, other)| Payback { option, versus, month: first_month_at_or_below(own, other) })
        })
        .collect()
}

fn running_sum(months: &[f64]) -> Vec<f64> {
    let add = |sum: &mut f64, month: &f64| {
        *sum += month;
        Some(*sum)
    };
    months.iter().scan(0.0, add).collect()
}

/// The smallest month from which `own` stays at or below `other`.
fn first_month_at_or_below(own: &[f64], other: &[f64]) -> Option<u32> {
    let holds = |(own, other): (&f64, &f64)| other - own >= -NOISE * (own.abs() + other.abs());
    let first = own.iter().zip(other).rposition(|pair| !holds(pair)).map_or(0, |last_above| last_above + 1);
    u32::try_from(first).ok().filter(|_| first < own.len())
}
