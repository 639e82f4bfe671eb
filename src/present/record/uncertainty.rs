//! What ranges mean for the answer: each option's spread on one axis, how often it is the cheapest or recommended, and where
//! likely values mislead.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Subject,
    swings::{self, SwingGroup},
};
use crate::{
    analyze::uncertainty::{Spread, Uncertainty},
    model::OptionIx,
    present::{
        chart::{axis::Axis, board::Tick, look::Look, percent},
        words,
    },
};

/// An option's spread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SpreadRow<'a> {
    /// How it looks in every chart.
    pub look: Look,
    /// Its name.
    pub name: &'a str,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Whether the matrix knocks it out.
    pub out: bool,
    /// Present value with likely inputs, in whole units.
    pub likely: String,
    /// Present value that one draw in ten stays below, in whole units.
    pub p10: String,
    /// Present value that half of the draws stay below, in whole units.
    pub p50: String,
    /// Present value that nine draws in ten stay below, in whole units.
    pub p90: String,
    /// Mean of the draws, in whole units.
    pub mean: String,
    /// `P50 $489K, P10–P90 $373K–$884K`: in three digits.
    pub brief: String,
    /// `$436K`: the likely value in three digits.
    pub likely_brief: String,
    /// `below P10` or `above P90`: where the likely value lies outside; null where it lies within.
    pub outside: Option<&'static str>,
    /// Its bar; null where its figures outran what a number can hold.
    pub bar: Option<Bar>,
    /// How often it is the cheapest.
    pub cheapest: String,
    /// How often it is recommended; null where cost plays no part in the matrix.
    pub recommended: Option<String>,
}

/// A bar from P10 to P90, in percent of the width.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Bar {
    /// Where it starts: P10.
    pub from: String,
    /// How long it is.
    pub width: String,
    /// The median.
    pub middle: String,
    /// The likely value.
    pub likely: String,
}

/// The part of the cost section that speaks of ranges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UncertaintySection<'a> {
    /// `2,000`.
    pub draws: String,
    /// `USD`: the currency of all figures, an ISO 4217 code.
    pub currency: &'a str,
    /// What the draws say, each with its assumption; a single sentence where the ranges move nothing.
    pub sentences: Vec<String>,
    /// The costed options; empty where the ranges move none of them.
    pub rows: Vec<SpreadRow<'a>>,
    /// Values named below the bars.
    pub ticks: Vec<Tick>,
    /// Whether equal distances below the bars stand for equal factors.
    pub logarithmic: bool,
    /// Where likely values mislead, a sentence an option.
    pub flaws: Vec<String>,
    /// Whether cost plays a part in the matrix, so that a recommendation has a chance.
    pub any_recommended: bool,
    /// What moves each option, and how far.
    pub swings: Vec<SwingGroup<'a>>,
}

/// What ranges mean for a record; `None` without ranges, or without costs.
pub fn section<'a>(of: &Subject<'a>) -> Option<UncertaintySection<'a>> {
    let uncertainty = of.analysis.uncertainty.as_ref()?;
    let mut section = UncertaintySection {
        draws: of.from.numbers().whole(f64::from(uncertainty.draws)),
        currency: of.currency(),
        sentences: Vec::new(),
        rows: Vec::new(),
        ticks: Vec::new(),
        logarithmic: false,
        flaws: Vec::new(),
        any_recommended: uncertainty.chance_recommended.is_some(),
        swings: Vec::new(),
    };
    if !uncertainty.moves() {
        section.sentences.push("No option’s cost depends on the ranges that are given.".into());
        return Some(section);
    }
    let costed = costed(of, uncertainty);
    let axis = Axis::over(costed.iter().flat_map(|(_, spread, likely)| [spread.p10, spread.p90, *likely]));
    section.ticks = axis.map(|axis| axis.ticks(|value| of.from.numbers().money_short(value, of.currency()))).unwrap_or_default();
    section.logarithmic = axis.is_some_and(Axis::is_logarithmic);
    section.rows = costed.iter().map(|option| row(of, uncertainty, option, axis)).collect();
    section.flaws = costed.iter().filter_map(|option| flaw(of, option)).collect();
    section.sentences = chances(of, uncertainty, &section.draws);
    section.swings = swings::groups(of, uncertainty);
    Some(section)
}

/// An option, its spread, and its present value with likely inputs.
type Costed = (OptionIx, Spread, f64);

fn costed(of: &Subject<'_>, uncertainty: &Uncertainty) -> Vec<Costed> {
    let costs = of.analysis.cost.as_ref();
    let option = |ix: OptionIx| Some((ix, uncertainty.spreads[ix.index()]?, costs?.option(ix)?.present_value));
    of.record.option_ixs().filter_map(option).collect()
}

fn row<'a>(of: &Subject<'a>, uncertainty: &Uncertainty, (ix, spread, likely): &Costed, axis: Option<Axis>) -> SpreadRow<'a> {
    let numbers = of.from.numbers();
    let (whole, short) = (|value| numbers.amount(value), |value| numbers.money_short(value, of.currency()));
    let at = ix.index();
    let brief = if spread.is_spread() {
        format!("P50 {}, P10–P90 {}", short(spread.p50), words::range(&short(spread.p10), &short(spread.p90)))
    } else {
        format!("{}, whatever the draw", short(spread.p50))
    };
    let bar = axis.filter(|_| [spread.p10, spread.p50, spread.p90, *likely].iter().all(|value| value.is_finite())).map(|axis| Bar {
        from: percent(axis.place(spread.p10)),
        width: percent(axis.place(spread.p90) - axis.place(spread.p10)),
        middle: percent(axis.place(spread.p50)),
        likely: percent(axis.place(*likely)),
    });
    SpreadRow {
        look: of.look(*ix),
        name: of.option_name(*ix),
        chosen: of.is_chosen(*ix),
        out: of.is_knocked_out(*ix),
        likely: whole(*likely),
        p10: whole(spread.p10),
        p50: whole(spread.p50),
        p90: whole(spread.p90),
        mean: whole(spread.mean),
        brief,
        likely_brief: short(*likely),
        outside: spread.leaves_out(*likely).then_some(if *likely < spread.p10 { "below P10" } else { "above P90" }),
        bar,
        cheapest: uncertainty.chance_cheapest[at].map(|chance| numbers.chance(chance)).unwrap_or_default(),
        recommended: uncertainty.chance_recommended.as_ref().map(|chances| numbers.chance(chances[at])),
    }
}

/// Likely inputs do not add up to a likely outcome (maths.md, 7.7).
fn flaw(of: &Subject<'_>, (ix, spread, likely): &Costed) -> Option<String> {
    if !spread.leaves_out(*likely) {
        return None;
    }
    let short = |value| of.from.numbers().money_short(value, of.currency());
    let (name, likely_words) = (of.option_name(*ix), short(*likely));
    Some(if *likely < spread.p10 {
        format!(
            "{name} costs {likely_words} with likely inputs, yet more than nine draws in ten cost more: its ranges reach further up than down. Reckon with {}.",
            short(spread.p50)
        )
    } else {
        format!(
            "{name} costs {likely_words} with likely inputs, yet more than nine draws in ten cost less: its ranges reach further down than up. Reckon with {}.",
            short(spread.p50)
        )
    })
}

/// How often each option comes out on top, always with the assumption.
fn chances(of: &Subject<'_>, uncertainty: &Uncertainty, draws: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    if uncertainty.chance_cheapest.iter().flatten().count() > 1 {
        let named = named(of, uncertainty.chance_cheapest.iter().map(|chance| chance.unwrap_or_default()));
        sentences.push(format!("If the ranges hold, over {draws} draws, the cheapest is {}.", words::list(&named)));
    }
    if let Some(chances) = &uncertainty.chance_recommended {
        let named = named(of, chances.iter().copied());
        let nobody = 1.0 - chances.iter().sum::<f64>();
        sentences.push(if named.is_empty() {
            format!("If the ranges hold, none of {draws} draws leaves an option that passes every must-have.")
        } else {
            format!("If the ranges hold, over {draws} draws, the matrix recommends {}.", words::list(&named))
        });
        if !named.is_empty() && nobody > 1e-9 {
            sentences.push(format!("In {} of them, no option passes every must-have.", of.from.numbers().chance(nobody)));
        }
    }
    sentences
}

/// `Buy in 94%`, the most frequent first; those with no chance are left out.
fn named(of: &Subject<'_>, chances: impl Iterator<Item = f64>) -> Vec<String> {
    let mut some: Vec<(OptionIx, f64)> = of.record.option_ixs().zip(chances).filter(|(_, chance)| *chance > 0.0).collect();
    some.sort_by(|one, other| other.1.total_cmp(&one.1));
    let words = |(ix, chance): (OptionIx, f64)| {
        let often = if chance < 1.0 { of.from.numbers().chance(chance) } else { "all of them".to_owned() };
        format!("{} in {often}", of.option_name(ix))
    };
    some.into_iter().map(words).collect()
}
