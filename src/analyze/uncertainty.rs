//! What ranges mean for the answer: present value as a spread, how often each option is cheapest or recommended, and which
//! input moves it most (maths.md, 3.9). Draws are repeatable: keyed by the name of the input, never by order or thread.

mod chance;

use super::{
    ByOption,
    cost::Costs,
    draw::shape::{draws, ends, tenths},
    ledger::{Input, Ledger, drawn::Draws},
    matrix::Matrix,
};
use crate::model::{OptionIx, record::Record};

/// Part of a present value that counts as floating-point noise.
const NOISE: f64 = 1e-12;

/// Present value of an option over all draws, in the record's currency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// One draw in ten stays below.
    pub p10: f64,
    /// Half of the draws stay below.
    pub p50: f64,
    /// Nine draws in ten stay below.
    pub p90: f64,
    /// Mean of the draws.
    pub mean: f64,
}

impl Spread {
    /// The spread of what is certain.
    fn certain(value: f64) -> Self {
        Self { p10: value, p50: value, p90: value, mean: value }
    }

    /// The spread of draws.
    fn of(drawn: &[f64]) -> Self {
        let mean = drawn.iter().sum::<f64>() / drawn.len() as f64;
        let [p10, p50, p90] = tenths(drawn);
        Self { p10, p50, p90, mean }
    }

    /// Whether `likely`, the present value with likely inputs, lies outside P10 to P90: the flaw of averages at work.
    pub fn leaves_out(&self, likely: f64) -> bool {
        let noise = NOISE * likely.abs();
        likely < self.p10 - noise || likely > self.p90 + noise
    }

    /// Whether the draws differ at all.
    pub fn is_spread(&self) -> bool {
        self.p90 - self.p10 > NOISE * self.p90.abs()
    }
}

/// One input alone at its low and at its high end, everything else likely.
#[derive(Debug, Clone, PartialEq)]
pub struct Swing {
    /// Position in [`Uncertainty::inputs`].
    pub input: usize,
    /// Present value with the input at its low end.
    pub at_low: f64,
    /// Present value with the input at its high end.
    pub at_high: f64,
}

impl Swing {
    /// How far the present value swings.
    pub fn swing(&self) -> f64 {
        (self.at_high - self.at_low).abs()
    }
}

/// What ranges mean for a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertainty {
    /// Number of draws.
    pub draws: u32,
    /// All inputs that are ranges: volumes first, then costs, in written order.
    pub inputs: Vec<Input>,
    /// By option; `None` where not costed. An option without ranges has one value everywhere.
    pub spreads: ByOption<Option<Spread>>,
    /// How often each costed option costs least, knocked-out ones among them; ties split. `None` where not costed.
    pub chance_cheapest: ByOption<Option<f64>>,
    /// How often each option is recommended, criteria of cost scored anew for each draw; ties split, and a row that lacks a value
    /// never is. Draws in which all miss a must-have go to nobody. `None` without a matrix that cost plays into, or without a complete
    /// option that no certain must-have knocks out.
    pub chance_recommended: Option<ByOption<f64>>,
    /// What moves each option, largest swing first, then by key; empty where not costed.
    pub tornado: ByOption<Vec<Swing>>,
}

impl Uncertainty {
    /// Whether any range moves the cost of any option.
    pub fn moves(&self) -> bool {
        self.spreads.iter().flatten().any(Spread::is_spread) || self.tornado.iter().any(|swings| !swings.is_empty())
    }
}

/// What the ranges of a record mean; `None` where there are none.
pub fn analyze(record: &Record, costs: &Costs, ledger: &Ledger, matrix: Option<&Matrix>) -> Option<Uncertainty> {
    let draws = record.tco.as_ref()?.samples;
    if ledger.inputs().is_empty() || draws == 0 {
        return None;
    }
    let sampled = Sampled::new(record, costs, ledger, draws);
    let outcomes = sampled.outcomes(ledger);
    let chance_cheapest = chance::cheapest(&outcomes);
    let chance_recommended = matrix.and_then(|matrix| {
        let candidates = chance::Candidates::of(record, matrix)?;
        let totals = candidates.ask_for_totals().then(|| sampled.outcomes(&ledger.undiscounted()));
        candidates.chances(&outcomes, totals.as_ref().unwrap_or(&outcomes))
    });
    Some(Uncertainty {
        draws,
        inputs: ledger.inputs().to_vec(),
        spreads: sampled.spreads(&outcomes),
        chance_cheapest,
        chance_recommended,
        tornado: record.option_ixs().map(|ix| tornado(ledger, ix)).collect(),
    })
}

/// An option's money in each draw.
struct Outcome {
    money: Vec<f64>,
    /// The least of it.
    least: f64,
    /// The most of it.
    most: f64,
}

/// The draws of a record's inputs.
struct Sampled<'a> {
    record: &'a Record,
    costs: &'a Costs,
    draws: usize,
    /// A column an input; empty where no costed option uses it.
    drawn: Draws,
    /// Whether any input goes into an option's cost.
    uncertain: ByOption<bool>,
}

impl<'a> Sampled<'a> {
    fn new(record: &'a Record, costs: &'a Costs, ledger: &Ledger, draws: u32) -> Self {
        let used_by = |ix: OptionIx, input: usize| ledger.uses(ix, input);
        let column = |(at, input): (usize, &Input)| {
            if record.option_ixs().any(|ix| used_by(ix, at)) { self::draws(&input.key, input.amount, draws) } else { Vec::new() }
        };
        Self {
            record,
            costs,
            draws: draws as usize,
            drawn: ledger.draws(ledger.inputs().iter().enumerate().map(column).collect()),
            uncertain: record.option_ixs().map(|ix| (0..ledger.inputs().len()).any(|input| used_by(ix, input))).collect(),
        }
    }

    /// Each option's money; `None` where it is not costed.
    fn outcomes(&self, ledger: &Ledger) -> ByOption<Option<Outcome>> {
        let outcome = |ix| {
            let mut money = vec![0.0; self.draws];
            ledger.present_values(ix, &self.drawn, &mut money)?;
            let (least, most) = ends(&money);
            Some(Outcome { money, least, most })
        };
        self.record.option_ixs().map(outcome).collect()
    }

    fn spreads(&self, outcomes: &[Option<Outcome>]) -> ByOption<Option<Spread>> {
        let spread = |ix: OptionIx, outcome: &Option<Outcome>| {
            let likely = self.costs.option(ix)?.present_value;
            let outcome = outcome.as_ref()?;
            Some(if self.uncertain[ix.index()] { Spread::of(&outcome.money) } else { Spread::certain(likely) })
        };
        self.record.option_ixs().zip(outcomes).map(|(ix, drawn)| spread(ix, drawn)).collect()
    }
}

/// Each input alone at both ends; what does not move the option is left out.
fn tornado(ledger: &Ledger, option: OptionIx) -> Vec<Swing> {
    let mut values = ledger.likely();
    let mut swings: Vec<Swing> = Vec::new();
    for (at, input) in ledger.inputs().iter().enumerate().filter(|(at, _)| ledger.uses(option, *at)) {
        let mut with = |value: f64| {
            values[at] = value;
            ledger.present_value(option, &values)
        };
        let ends = with(input.amount.low).zip(with(input.amount.high));
        values[at] = input.amount.likely;
        swings.extend(ends.filter(|(low, high)| low != high).map(|(at_low, at_high)| Swing { input: at, at_low, at_high }));
    }
    let key = |swing: &Swing| ledger.inputs()[swing.input].key.as_str();
    swings.sort_by(|one, other| other.swing().total_cmp(&one.swing()).then_with(|| key(one).cmp(key(other))));
    swings
}
