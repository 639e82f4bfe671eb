//! Where the readings of a measured criterion come from, in words.

use crate::model::criterion::Measure;

/// `from time to production`, `from cost, present value` …
pub fn source(measure: &Measure) -> &'static str {
    match measure {
        Measure::Time => "from time to production",
        Measure::Team => "from the people it takes",
        Measure::PresentValue => "from cost, present value",
        Measure::Total => "from cost, undiscounted",
        Measure::Given(_) => "measured",
    }
}
