//! What every layer stands on: text with places in it, faults told about those places, dates and spans of time.
//! Knows nothing of decisions, files on a disk or the clock.

pub mod date;
pub mod diagnostic;
pub mod edit_distance;
pub mod glob;
pub mod history;
pub mod report;
pub mod slug;
pub mod source;
pub mod tokens;
pub mod value;
