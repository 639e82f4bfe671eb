//! What stands in the cells: scores by hand, readings turned into values, or the voices' mean.

use crate::{
    analyze::{ByCriterion, ByOption, cost::Costs, group, value},
    model::{
        OptionIx,
        criterion::{Measure, Reading},
        record::Record,
    },
};

/// All cells of a matrix, by option, then criterion.
pub(super) struct Cells {
    /// Values 1 to 5.
    pub(super) values: ByOption<ByCriterion<Option<f64>>>,
    /// Natural readings of measured criteria.
    pub(super) natural: ByOption<ByCriterion<Option<f64>>>,
    /// Whether the reading lies outside the anchors.
    pub(super) outside: ByOption<ByCriterion<bool>>,
    /// Spread of the voices' scores.
    pub(super) spread: ByOption<ByCriterion<Option<f64>>>,
}

/// Reads the cells of a record.
pub(super) fn read(record: &Record, costs: Option<&Costs>) -> Cells {
    let (options, criteria) = (record.options.len(), record.criteria.len());
    let mut cells = Cells {
        values: vec![vec![None; criteria]; options],
        natural: vec![vec![None; criteria]; options],
        outside: vec![vec![false; criteria]; options],
        spread: vec![vec![None; criteria]; options],
    };
    for option in record.option_ixs() {
        let row = option.index();
        for (column, criterion) in record.criteria.iter().enumerate() {
            match &criterion.reading {
                Reading::Scored(scores) if record.voices.is_empty() => cells.values[row][column] = scores.get(row).copied().flatten(),
                Reading::Scored(_) => {
                    let heard = group::cell(&record.voices, row, column);
                    cells.values[row][column] = heard.map(|heard| heard.mean);
                    cells.spread[row][column] = heard.map(|heard| heard.spread);
                }
                Reading::Measured { measure, value } => {
                    let natural = reading(record, costs, measure, option);
                    let valued = natural.map(|natural| value::value_of(value, natural));
                    cells.natural[row][column] = natural;
                    cells.values[row][column] = valued.map(|valued| valued.value);
                    cells.outside[row][column] = valued.is_some_and(|valued| valued.outside);
                }
            }
        }
    }
    cells
}

/// What was measured of an option: months, people, money in the record's currency, or the criterion's own unit.
fn reading(record: &Record, costs: Option<&Costs>, measure: &Measure, option: OptionIx) -> Option<f64> {
    match measure {
        Measure::Time => record.option(option).time.map(crate::base::date::TimeSpan::middle_months),
        Measure::Team => record.option(option).team.map(|team| team.likely),
        Measure::PresentValue => costs?.option(option).map(|cost| cost.present_value),
        Measure::Total => costs?.option(option).map(|cost| cost.total),
        Measure::Given(readings) => readings.get(option.index()).copied().flatten(),
    }
}
