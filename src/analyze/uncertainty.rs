//! What ranges mean for the answer: present value as a spread, how often each option is cheapest or recommended, and which
//! input moves it most (maths.md, 3.9). Draws are repeatable: keyed by the name of the input, never by order or thread.

use super::ByOption;

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
    /// Whether `likely`, the present value with likely inputs, lies outside P10 to P90: the flaw of averages at work.
    pub fn leaves_out(&self, likely: f64) -> bool {
        likely < self.p10 || likely > self.p90
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
    /// Front-matter paths of all inputs that are ranges, `volumes.tokens.amount`, `costs.buy.api.price`, in order of first use.
    pub inputs: Vec<String>,
    /// By option; `None` where not costed. An option without ranges has one value everywhere.
    pub spreads: ByOption<Option<Spread>>,
    /// How often each costed option costs least; ties split. `None` where not costed.
    pub chance_cheapest: ByOption<Option<f64>>,
    /// How often each option is recommended, criteria of cost scored anew for each draw; `None` without a matrix that cost plays into, or without a complete eligible option.
    pub chance_recommended: Option<ByOption<f64>>,
    /// What moves each option, largest swing first, then by name; empty where not costed.
    pub tornado: ByOption<Vec<Swing>>,
}
