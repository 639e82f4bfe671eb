//! Costs at any volume: where two options cost the same, and which is cheapest from where to where (maths.md, 3.10).

use super::ByOption;
use crate::model::OptionIx;

/// How the cheaper of two options changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CrossoverKind {
    /// Both cost the same there.
    Cross,
    /// A step in price or capacity carries one past the other.
    Jump,
}

impl CrossoverKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cross => "cross",
            Self::Jump => "jump",
        }
    }
}

/// One volume at which the cheaper of two options changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossover {
    /// The volume, in the primary volume's unit and period.
    pub volume: f64,
    /// The same as a multiple of the likely amount.
    pub scale: f64,
    /// How it changes.
    pub kind: CrossoverKind,
    /// The option that costs less above it.
    pub cheaper_above: OptionIx,
}

/// All crossovers of a pair of costed options, by rising volume.
#[derive(Debug, Clone, PartialEq)]
pub struct PairCrossovers {
    /// The pair, in the record's order.
    pub pair: (OptionIx, OptionIx),
    /// Where they cross; empty: nowhere in the range.
    pub points: Vec<Crossover>,
}

/// Volumes over which one option is the cheapest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The option.
    pub option: OptionIx,
    /// From this volume on.
    pub from: f64,
    /// Up to this volume.
    pub to: f64,
}

/// Costs over the range of the primary volume.
#[derive(Debug, Clone, PartialEq)]
pub struct AtVolume {
    /// The range, in the primary volume's unit and period.
    pub range: (f64, f64),
    /// Every pair of costed options.
    pub crossovers: Vec<PairCrossovers>,
    /// The cheapest option, from end to end of the range.
    pub cheapest: Vec<Band>,
}

/// Costs at one volume.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    /// The volume.
    pub volume: f64,
    /// By option; `None` where not costed.
    pub options: ByOption<Option<AtStop>>,
}

/// One option at one volume.
#[derive(Debug, Clone, PartialEq)]
pub struct AtStop {
    /// Undiscounted.
    pub total: f64,
    /// Present value.
    pub present_value: f64,
    /// Undiscounted, by year.
    pub years: Vec<f64>,
}
