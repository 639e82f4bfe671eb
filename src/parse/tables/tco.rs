//! Keys of the frame that options are costed in: horizon, rates, volumes, scenarios.

use super::super::{
    fields::amount::SHAPE_WORDS,
    shape::{Shape, TableShape, key, needed},
};

/// `[tco]`.
pub static TCO: TableShape = TableShape {
    name: "cost frame",
    header: "[tco]",
    doc: "The frame that all options of the record are costed in: total cost of ownership.",
    keys: &[
        key("months", Shape::Whole, "Horizon in months, 1 to 600; default 36."),
        key("discount_rate", Shape::Share, "Effective rate a year; default 0.08."),
        key("currency", Shape::Text, "Currency of the record; default: the site's."),
        key("samples", Shape::Whole, "Draws for ranges, 100 to 100,000; default 2000."),
        key("rates", Shape::Map(&Shape::Number), "What one unit of a foreign currency is worth in the record's: `{ EUR = 1.09 }`."),
        key("rates_on", Shape::Date, "The day of those rates."),
        key("volume", Shape::Id, "The volume that unit cost and crossovers speak of; default: the first."),
        key(
            "range",
            Shape::List(&Shape::Number),
            "Two amounts of that volume between which crossovers are looked for; default: 1/100 to 100 times the likely amount.",
        ),
        key("volumes", Shape::Map(&Shape::Table(&VOLUME)), "Streams of volume, by id."),
        key("scenarios", Shape::Tables(&SCENARIO), "The same record with a few inputs changed, shown beside the base case."),
    ],
};

/// `[tco.volumes.ID]`.
pub static VOLUME: TableShape = TableShape {
    name: "volume",
    header: "[tco.volumes.ID]",
    doc: "A stream of volume that drives costs.",
    keys: &[
        needed("unit", Shape::Text, "What is counted: `million tokens`."),
        needed("per", Shape::Word(&["hour", "day", "month", "year"]), "The period of the amount."),
        needed("amount", Shape::Amount, "How much."),
        key("shape", Shape::Word(SHAPE_WORDS), "How likely the values between the ends of `amount` are; default `triangular`."),
        key("growth", Shape::OneOf(&[Shape::Amount, Shape::Share]), "Growth a year, more than -1; default 0."),
        key("ramp_months", Shape::Whole, "Months over which it grows to its full size; default 0."),
        key("cap_per_month", Shape::Number, "Most in a month."),
        key("basis", Shape::Word(&["demo", "pilot", "production"]), "What it was measured on."),
    ],
};

/// `[[tco.scenarios]]`.
pub static SCENARIO: TableShape = TableShape {
    name: "scenario",
    header: "[[tco.scenarios]]",
    doc: "The same record with a few inputs changed.",
    keys: &[
        needed("id", Shape::Id, "Its id, unique in the record."),
        key("name", Shape::Text, "Its name for people; default: the id."),
        needed(
            "set",
            Shape::Map(&Shape::Free),
            "What changes: paths of this record and their values, `\"volumes.ID.FIELD\"` or `\"costs.OPTION.COST.FIELD\"`.",
        ),
    ],
};
