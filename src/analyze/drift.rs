//! Would we decide the same today? The record evaluated with the prices of its own day and with today's (maths.md, 5).
//! Everything else stays: month 0, volumes, weights, scores. Sunk costs and the cost of switching are another question.

use super::{ByOption, matrix::MatrixStatus};
use crate::{
    base::date::Date,
    model::{CostIx, OptionIx, PriceIx},
};

/// What the record says with the prices of one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The day.
    pub on: Date,
    /// The recommended option.
    pub winner: Option<OptionIx>,
    /// What the matrix says; `None`: there is no matrix.
    pub status: Option<MatrixStatus>,
    /// Winner's lead over the runner-up.
    pub margin: Option<f64>,
    /// Scores; `None` where missing, or without a matrix.
    pub scores: ByOption<Option<f64>>,
    /// Present values; `None` where not costed.
    pub present_values: ByOption<Option<f64>>,
    /// The eligible option of the smallest present value.
    pub cheapest: Option<OptionIx>,
}

/// What has come of a decision since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DriftFlag {
    /// The matrix recommends another option, or no single one any more.
    WinnerChanged,
    /// Another option costs least.
    CheapestChanged,
    /// The same option leads, by less than half.
    MarginHalved,
    /// A price that went in has moved far.
    PriceMoved,
    /// A price that went in is not known today.
    PriceMissing,
}

impl DriftFlag {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::WinnerChanged => "winner-changed",
            Self::CheapestChanged => "cheapest-changed",
            Self::MarginHalved => "margin-halved",
            Self::PriceMoved => "price-moved",
            Self::PriceMissing => "price-missing",
        }
    }
}

/// A price that has moved far since.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moved {
    /// The price.
    pub price: PriceIx,
    /// On the day of the decision.
    pub then: f64,
    /// Today.
    pub now: f64,
    /// `now / then − 1`.
    pub change: f64,
}

/// How a cost's forecast price has held up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// The option that the cost is written at.
    pub option: OptionIx,
    /// The cost.
    pub cost: CostIx,
    /// Its named price.
    pub price: PriceIx,
    /// What the record expected the price to be by now.
    pub forecast: f64,
    /// What it is.
    pub actual: f64,
    /// `actual / forecast − 1`.
    pub error: f64,
}

/// The answer then and now.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// With the prices of the record's own day.
    pub then: Answer,
    /// With today's; `None` while a price is not known today.
    pub now: Option<Answer>,
    /// What differs, in the order of [`DriftFlag`].
    pub flags: Vec<DriftFlag>,
    /// Prices that have moved far, in order of first use.
    pub moved: Vec<Moved>,
    /// Prices that went in and are not known today.
    pub missing: Vec<PriceIx>,
    /// Forecasts of every cost with a named price.
    pub forecasts: Vec<Forecast>,
    /// Whole months from the record's day to today.
    pub months_elapsed: u32,
}
