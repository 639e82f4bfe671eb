//! The best month to go over from one option to another (maths.md, 3.12).

use crate::model::OptionIx;

/// The best month of an option of two phases.
#[derive(Debug, Clone, PartialEq)]
pub struct BestSwitch {
    /// The option of two phases.
    pub option: OptionIx,
    /// The month, from 0, in which the second phase should take over; the smallest of equals.
    pub month: u32,
    /// Present value of the option with that month.
    pub present_value: f64,
    /// Present value of staying with the first phase for good.
    pub never: f64,
    /// Present value by month of the switch, from the lead time to the last month.
    pub at: Vec<(u32, f64)>,
}
