//! Where the readings of a measured criterion come from, in words.

use crate::model::criterion::{Measure, Reading};

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

/// The word for it, as in the front matter where it has one there: `score`, `time`, `team`, `tco`, `tco.total` or `values`.
pub fn word(reading: &Reading) -> &'static str {
    match reading {
        Reading::Scored(_) => "score",
        Reading::Measured { measure, .. } => match measure {
            Measure::Time => "time",
            Measure::Team => "team",
            Measure::PresentValue => "tco",
            Measure::Total => "tco.total",
            Measure::Given(_) => "values",
        },
    }
}
