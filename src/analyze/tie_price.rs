//! The price at which two options cost the same: when to look again (maths.md, 3.11).

use crate::model::{CostIx, OptionIx};

/// A tie price.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TiePrice {
    /// The option that pays the price.
    pub option: OptionIx,
    /// The option that the cost is written at: in a mix or progression, the component.
    pub written_at: OptionIx,
    /// The cost whose unit price it is.
    pub cost: CostIx,
    /// The option it is held against.
    pub versus: OptionIx,
    /// The price of a unit, in the cost's own currency, at which both have the same present value; `None`: no price ≥ 0 does that.
    pub price: Option<f64>,
}
