//! Keys of a record, but for options, criteria and the cost frame, which have pages of their own.

use super::{EXTRA, LINTS, criterion::RECORD_CRITERION, option::OPTION, tco::TCO};
use crate::parse::shape::{Shape, TableShape, key, needed};

/// Words for `status`.
pub const STATUSES: &[&str] = &["draft", "proposed", "accepted", "rejected", "deprecated", "superseded"];

/// The forms of a tie to another record.
pub const RELATION_FORMS: Shape = Shape::OneOf(&[Shape::Text, Shape::Table(&RELATION)]);

/// The forms of `review`.
pub const REVIEW_FORMS: Shape = Shape::OneOf(&[Shape::Interval, Shape::Table(&REVIEW)]);

/// The forms of a checklist entry.
pub const MARK_FORMS: Shape = Shape::OneOf(&[Shape::Word(&["done"]), Shape::Table(&MARK)]);

const RELATIONS: Shape = Shape::List(&RELATION_FORMS);

/// The front matter of a record.
pub static RECORD: TableShape = TableShape {
    name: "record",
    header: "the top of the record",
    doc: "A decision record: Markdown with TOML between two lines `+++` at the very top. Title, status and date make a complete one.",
    keys: &[
        needed("title", Shape::Text, "What was decided, in a few words."),
        needed("status", Shape::Word(STATUSES), "Where the decision stands."),
        needed("date", Shape::Date, "The day it got this status."),
        key("id", Shape::Id, "Its id; default: the number its file name begins with, else the whole name."),
        key("decided", Shape::Date, "The day it was first accepted, where that differs from `date`."),
        key("deciders", Shape::List(&Shape::Text), "Who decided."),
        key("consulted", Shape::List(&Shape::Text), "Who was asked."),
        key("informed", Shape::List(&Shape::Text), "Who was told."),
        key("owner", Shape::Text, "Who is asked to review; default: the first decider."),
        key("tags", Shape::List(&Shape::Text), "Words to find it by."),
        key("summary", Shape::Text, "One sentence for lists and cards."),
        key("framework", Shape::Id, "The framework it follows, which brings tracks, criteria, questions and checklist."),
        key("chosen", Shape::Id, "The option that was decided for; left out while undecided."),
        key("why", Shape::Text, "Why that one, where it is not what the matrix recommends."),
        key("confidence", Shape::Word(&["low", "medium", "high"]), "How sure the deciders were."),
        key("supersedes", RELATIONS, "Records that it takes the place of: ids, or `{ id = \"…\", part = \"…\" }` for a part of one."),
        key("superseded_by", RELATIONS, "Records that take its place. One side is enough."),
        key("amends", RELATIONS, "Records that it changes."),
        key("depends_on", RELATIONS, "Records that it builds on."),
        key("relates_to", RELATIONS, "Records that are worth reading with it."),
        key("aliases", Shape::List(&Shape::Text), "Old addresses that lead to its page."),
        key("affects", Shape::List(&Shape::Text), "Globs of the files that it governs: `src/payments/**`."),
        key("review", REVIEW_FORMS, "When to look again; `\"6 months\"` is short for `{ every = \"6 months\" }`."),
        key("reviews", Shape::Tables(&ENTRY), "Reviews that were held; the next due date counts from the newest."),
        key("options", Shape::Tables(&OPTION), "The ways that it weighs."),
        key("criteria", Shape::Tables(&RECORD_CRITERION), "What the options are judged by; none, no matrix."),
        key("matrix", Shape::Table(&MATRIX), "How the matrix is weighed."),
        key("voices", Shape::Tables(&VOICE), "Several people's weights and scores, in place of those on the criteria."),
        key("tco", Shape::Table(&TCO), "The frame that all options are costed in."),
        key("evaluation", Shape::Table(&EVALUATION), "What was measured, on one agreed test set."),
        key("data", Shape::Table(&DATA), "What there is to learn from."),
        key("training", Shape::Table(&TRAINING), "When a model was trained."),
        key("requirements", Shape::Table(&REQUIREMENTS), "What the use asks for."),
        key("differentiator", Shape::Bool, "Whether the thing is what customers pay for."),
        key("justification", Shape::Text, "Why the 90 % rule does not bind."),
        key("path", Shape::Map(&Shape::Id), "Answers to the framework's questions: `question = \"answer\"`."),
        key("checklist", Shape::Map(&MARK_FORMS), "The framework's checklist: `item = \"done\"`, or a table."),
        key("imported_from", Shape::Text, "The log that it was taken from."),
        LINTS,
        EXTRA,
    ],
};

/// `{ id, part }`.
pub static RELATION: TableShape = TableShape {
    name: "relation",
    header: "{ id, part }",
    doc: "A tie to another record.",
    keys: &[
        needed("id", Shape::Text, "The other record: `0003`, `payments/0012`."),
        key("part", Shape::Text, "The part that is meant; default: the whole."),
    ],
};

/// `[review]` of a record.
pub static REVIEW: TableShape = TableShape {
    name: "review plan",
    header: "[review]",
    doc: "When to look at the decision again. An empty table takes the framework's or the site's interval.",
    keys: &[
        key("every", Shape::Interval, "Time between reviews: `\"6 months\"`."),
        key("on", Shape::Date, "A fixed date, until that review has been held."),
        key("when", Shape::List(&Shape::Text), "Events that ask for a review, in words."),
        key("watch", Shape::Tables(&WATCH), "Prices that ask for a review when they move."),
    ],
};

/// An entry of `watch`.
pub static WATCH: TableShape = TableShape {
    name: "price watch",
    header: "review.watch",
    doc: "A price of the price book, and how far it may move.",
    keys: &[
        needed("price", Shape::Text, "The entry of the price book."),
        needed("change", Shape::Share, "Relative change, up or down, that asks for a review: `\"20%\"`."),
    ],
};

/// `[[reviews]]`.
pub static ENTRY: TableShape = TableShape {
    name: "review",
    header: "[[reviews]]",
    doc: "A review that was held.",
    keys: &[
        needed("on", Shape::Date, "The day."),
        key("by", Shape::Text, "Who held it."),
        key("outcome", Shape::Word(&["reaffirmed", "changed", "superseded"]), "How it ended."),
        key("note", Shape::Text, "A remark."),
    ],
};

/// `[matrix]`.
pub static MATRIX: TableShape = TableShape {
    name: "matrix",
    header: "[matrix]",
    doc: "How the matrix is weighed, in place of a weight on each criterion.",
    keys: &[key(
        "weights",
        Shape::OneOf(&[Shape::Word(&["equal"]), Shape::List(&Shape::Id)]),
        "`\"equal\"`, or the ids of all criteria from most to least important (rank-order centroid weights).",
    )],
};

/// `[[voices]]`.
pub static VOICE: TableShape = TableShape {
    name: "voice",
    header: "[[voices]]",
    doc: "One of several people who weigh and score.",
    keys: &[
        needed("id", Shape::Id, "Its id, unique in the record."),
        key("name", Shape::Text, "Its name for people; default: the id."),
        key("influence", Shape::Number, "How much it counts against the others; default 1."),
        needed("weights", Shape::Map(&Shape::Number), "Points by criterion; one that is left out has weight 0 with this voice."),
        key("scores", Shape::Map(&Shape::Map(&Shape::Number)), "Scores from 1 to 5: by option, then by criterion."),
    ],
};

/// `[evaluation]`.
pub static EVALUATION: TableShape = TableShape {
    name: "evaluation",
    header: "[evaluation]",
    doc: "What was measured, on one agreed test set.",
    keys: &[
        key("metric", Shape::Text, "What is measured: `exact match`."),
        key("direction", Shape::Word(&["higher", "lower"]), "Which way is better; default `higher`."),
        key("target", Shape::Number, "What must be reached."),
        key("expected", Shape::Number, "What the chosen option is expected to reach."),
        key("agreed_on", Shape::Date, "When the metric was agreed on."),
        key("set", Shape::Text, "The test set."),
        key("baseline", Shape::Table(&MEASUREMENT), "A reading before the decision."),
        key("baselines", Shape::Tables(&MEASUREMENT), "Several such readings, in place of `baseline`; the best counts."),
        key("results", Shape::Map(&Shape::Table(&RESULT)), "Readings after it, by option."),
    ],
};

macro_rules! measurement_keys {
    ($($more:expr),* $(,)?) => {
        &[
            needed("value", Shape::Number, "The reading."),
            key("model", Shape::Text, "The model that was measured."),
            key("on", Shape::Date, "The day."),
            key("set", Shape::Text, "The test set; default: the evaluation's."),
            key("prompt_engineered", Shape::Bool, "Whether prompts had been worked on."),
            $($more),*
        ]
    };
}

/// A baseline.
pub static MEASUREMENT: TableShape = TableShape {
    name: "measurement",
    header: "evaluation.baseline",
    doc: "A measurement before the decision.",
    keys: measurement_keys![key("option", Shape::Id, "The option that was measured.")],
};

/// An entry of `results`.
pub static RESULT: TableShape =
    TableShape { name: "result", header: "evaluation.results.OPTION", doc: "A measurement after the decision.", keys: measurement_keys![] };

/// `[data]`.
pub static DATA: TableShape = TableShape {
    name: "table of data facts",
    header: "[data]",
    doc: "What there is to learn from.",
    keys: &[
        key("examples", Shape::Whole, "Examples in all."),
        key("holdout", Shape::Whole, "Of these, kept for testing."),
        key("unique", Shape::Bool, "Whether nobody else has such data."),
        key("third_parties", Shape::List(&Shape::Text), "Who else sees data, and for how long."),
        key("labelling", Shape::Text, "What labelling takes."),
    ],
};

/// `[training]`.
pub static TRAINING: TableShape = TableShape {
    name: "training",
    header: "[training]",
    doc: "When a model was trained.",
    keys: &[key("start", Shape::Date, "First day."), key("end", Shape::Date, "Last day.")],
};

/// `[requirements]`.
pub static REQUIREMENTS: TableShape = TableShape {
    name: "table of requirements",
    header: "[requirements]",
    doc: "What the use asks for, in words or numbers with their unit.",
    keys: &[
        key("latency", Shape::OneOf(&[Shape::Text, Shape::Number]), "How fast."),
        key("throughput", Shape::OneOf(&[Shape::Text, Shape::Number]), "How much."),
        key("compliance", Shape::OneOf(&[Shape::Text, Shape::Number]), "Under which rules."),
    ],
};

/// A checklist entry in its long form.
pub static MARK: TableShape = TableShape {
    name: "checklist entry",
    header: "checklist.ITEM",
    doc: "What was said of a checklist item by hand.",
    keys: &[
        key("on", Shape::Date, "When it was done."),
        key("by", Shape::Text, "Who did it."),
        key("evidence", Shape::Text, "A link or words that show it."),
        key("waived", Shape::Text, "Why it need not be done; alone."),
    ],
};
