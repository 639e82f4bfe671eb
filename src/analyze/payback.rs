//! Payback: from which month on one option has cost less than another (maths.md, 3.8).

use crate::model::OptionIx;

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
