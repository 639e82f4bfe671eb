//! How a reading becomes a value from 1 to 5, as a formula: the same four functions that `analyze::value` knows.

use super::address::Rows;
use crate::model::criterion::ValueFunction;

/// Where a function's anchors stand.
pub(super) enum FunctionAt {
    /// The row of best and worst reading on the sheet `Inputs`.
    Anchors(usize),
    /// Readings, or the upper ends of steps, and the values beside them.
    Table(Rows, Rows),
}

/// The value of the reading in cell `x`.
pub(super) fn formula(function: &ValueFunction, at: &FunctionAt, x: &str) -> String {
    let value = match (function, at) {
        (ValueFunction::Linear { .. }, FunctionAt::Anchors(row)) => {
            let (best, worst) = anchors(*row);
            format!("1+4*({x}-{worst})/({best}-{worst})")
        }
        (ValueFunction::Log { .. }, FunctionAt::Anchors(row)) => {
            let (best, worst) = anchors(*row);
            // What costs nothing or less has no logarithm, and lies beyond every anchor.
            format!("IF({x}>0,1+4*(LN(MAX({x},1E-300))-LN({worst}))/(LN({best})-LN({worst})),IF({best}<{worst},5,1))")
        }
        (ValueFunction::Points(_), FunctionAt::Table(xs, vs)) => {
            // The first value, and from each stretch as much of its rise as lies below the reading.
            let ((x0, x1), (v0, v1)) = (xs.neighbours(), vs.neighbours());
            format!("{}+SUMPRODUCT(({v1}-{v0})/({x1}-{x0})*({x}>{x0})*(({x}<{x1})*{x}+({x}>={x1})*{x1}-{x0}))", vs.top())
        }
        (ValueFunction::Steps(_), FunctionAt::Table(ends, values)) => {
            format!("INDEX({values},MIN(ROWS({ends}),1+SUMPRODUCT(--({ends}<{x}))))")
        }
        _ => unreachable!("anchors are written for lines, a table for points and steps"),
    };
    format!("MAX(1,MIN(5,{value}))")
}

/// Cells of best and worst reading.
fn anchors(row: usize) -> (String, String) {
    (format!("Inputs!$E${row}"), format!("Inputs!$F${row}"))
}
