//! Keys of a criterion. A framework's and a record's share all of them but scores, which only a record has.

use super::super::shape::{Shape, TableShape, key, needed};

/// The keys of a criterion, wherever it stands, and more where more are given.
macro_rules! criterion_keys {
    ($($more:expr),* $(,)?) => {
        &[
            needed("id", Shape::Id, "Its id."),
            key("name", Shape::Text, "Its name for people; default: the id."),
            key("question", Shape::Text, "The question that a score answers."),
            key("anchors", Shape::Table(&ANCHORS), "What scores mean in words: `{ 1 = \"…\", 3 = \"…\", 5 = \"…\" }`."),
            key("weight", Shape::Number, "Points, 0 or more; shares are computed from all criteria of a record."),
            key("unit", Shape::Text, "Unit of the natural reading; `time` is read in months, `team` in people, `tco` in the record's currency."),
            key("must", Shape::Number, "Knock-out: an option whose value is lower is out. 1 to 5."),
            key("at_least", Shape::OneOf(&[Shape::Number, Shape::TimeSpan]), "Knock-out on the natural reading: a lower one is out."),
            key("at_most", Shape::OneOf(&[Shape::Number, Shape::TimeSpan]), "Knock-out on the natural reading: a higher one is out."),
            key("cost", Shape::Bool, "Whether it speaks of cost, and is left out of the benefit score; `tco` always does."),
            key("measure", Shape::Word(MEASURES), "Where readings come from, instead of scores: the options' `time` or `team`, or their computed cost, present value or total."),
            key("best", Shape::OneOf(&[Shape::Number, Shape::TimeSpan]), "Reading that is worth 5; with `worst`."),
            key("worst", Shape::OneOf(&[Shape::Number, Shape::TimeSpan]), "Reading that is worth 1; with `best`."),
            key("curve", Shape::Word(CURVES), "What lies between `best` and `worst`; default `linear`."),
            key(
                "points",
                Shape::List(&Shape::List(&Shape::OneOf(&[Shape::Number, Shape::TimeSpan]))),
                "Readings and their values, joined by straight lines: `[[\"2 weeks\", 5], [\"6 months\", 2]]`.",
            ),
            key("steps", Shape::Tables(&STEP), "Values by band of readings; the last band is open."),
            $($more),*
        ]
    };
}

/// Words for `measure`.
pub const MEASURES: &[&str] = &["time", "team", "tco", "tco.total"];
/// Words for `curve`.
pub const CURVES: &[&str] = &["linear", "log"];

/// `[[criteria]]` of a framework.
pub static FRAMEWORK_CRITERION: TableShape = TableShape {
    name: "criterion",
    header: "[[criteria]]",
    doc: "What options are judged by. A record that lists it takes from here what it leaves out.",
    keys: criterion_keys![],
};

/// `[[criteria]]` of a record.
pub static RECORD_CRITERION: TableShape = TableShape {
    name: "criterion",
    header: "[[criteria]]",
    doc: "What the options are judged by. One that the framework has takes from there what is left out here.",
    keys: criterion_keys![
        key("scores", Shape::Map(&Shape::Number), "A score from 1 to 5 for each option, by its id."),
        key(
            "values",
            Shape::Map(&Shape::Number),
            "Instead of scores: a reading for each option, by its id, in `unit`; with `best` and `worst`, `points` or `steps`."
        ),
        key("why", Shape::Map(&Shape::Text), "Why an option has its score, by its id."),
    ],
};

/// `anchors`.
pub static ANCHORS: TableShape = TableShape {
    name: "table of anchors",
    header: "anchors",
    doc: "What the scores of a criterion mean, in words.",
    keys: &[
        key("1", Shape::Text, "What a 1 means: the worst."),
        key("2", Shape::Text, "What a 2 means."),
        key("3", Shape::Text, "What a 3 means."),
        key("4", Shape::Text, "What a 4 means."),
        key("5", Shape::Text, "What a 5 means: the best."),
    ],
};

/// An entry of `steps`.
pub static STEP: TableShape = TableShape {
    name: "step",
    header: "steps",
    doc: "A band of readings and the value that they are worth.",
    keys: &[
        key("up_to", Shape::OneOf(&[Shape::Number, Shape::TimeSpan]), "Last reading of the band; left out on the last step only."),
        needed("score", Shape::Number, "What a reading in the band is worth, 1 to 5."),
    ],
};
