//! Keys of `content/frameworks/*.toml`.

use super::{EXTRA, THRESHOLDS, criterion::FRAMEWORK_CRITERION};
use crate::parse::shape::{Shape, TableShape, key, needed};

/// The words for roles.
pub const ROLES: &[&str] = &["build", "buy", "adapt"];

/// What a figure that is usual may be.
const TYPICAL: Shape =
    Shape::OneOf(&[Shape::Number, Shape::List(&Shape::OneOf(&[Shape::Number, Shape::Text])), Shape::TimeSpan, Shape::Text]);

/// A framework.
pub static FRAMEWORK: TableShape = TableShape {
    name: "framework",
    header: "the top of `content/frameworks/*.toml`",
    doc: "A way to decide: tracks, what they are judged by, the questions that lead to one, and what can go wrong.",
    keys: &[
        needed(
            "id",
            Shape::Id,
            "Its id, which records name in `framework`. A site's own framework takes the place of a shipped one of the same id.",
        ),
        key("name", Shape::Text, "Its name for people; default: the id."),
        key("summary", Shape::Text, "What it is for."),
        key("review", Shape::Interval, "Time between reviews; records that use the framework are then asked for reviews."),
        key("tracks", Shape::Tables(&TRACK), "The ways to go."),
        key("factors", Shape::Tables(&FACTOR), "The trade-off table: a row each."),
        key("criteria", Shape::Tables(&FRAMEWORK_CRITERION), "Criteria on offer."),
        key("questions", Shape::Tables(&QUESTION), "The decision diagram, a graph without circles; the first question is the root."),
        key("checklist", Shape::Tables(&CHECKLIST_ITEM), "What is to be done before deciding."),
        key("antipatterns", Shape::Tables(&ANTIPATTERN), "Known ways to go wrong."),
        key("thresholds", Shape::Table(&THRESHOLDS), "What checks compare with; the site file's thresholds count before these."),
        EXTRA,
    ],
};

/// `[[tracks]]`.
pub static TRACK: TableShape = TableShape {
    name: "track",
    header: "[[tracks]]",
    doc: "One way to go.",
    keys: &[
        needed("id", Shape::Id, "Its id, which options and answers name."),
        key("name", Shape::Text, "Its name for people; default: the id."),
        key("icon", Shape::Text, "Name of an icon of the theme."),
        key("summary", Shape::Text, "What it is."),
        key("justified_when", Shape::Text, "When it is the right way."),
        key("role", Shape::Word(ROLES), "What the checks see in it: makes the thing, rents it, or takes one and changes it."),
        key("steps", Shape::List(&Shape::Text), "Its steps, in order."),
        key("needs", Shape::List(&Shape::Id), "Cloud capabilities that it needs, by their ids in the catalogue."),
        key("typical", Shape::Table(&TYPICAL_FIGURES), "What it usually takes."),
    ],
};

/// `typical` of a track.
pub static TYPICAL_FIGURES: TableShape = TableShape {
    name: "table of typical figures",
    header: "typical",
    doc: "What a track usually takes: `[low, high]`, a span of time, or words; `\"5_000_000+\"` is an open end.",
    keys: &[
        key("time", TYPICAL, "Time to production."),
        key("upfront", TYPICAL, "Paid before production, in the currency of the record."),
        key("team", TYPICAL, "People."),
        key("examples", TYPICAL, "Examples to learn from."),
    ],
};

/// `[[factors]]`.
pub static FACTOR: TableShape = TableShape {
    name: "factor",
    header: "[[factors]]",
    doc: "A row of the trade-off table.",
    keys: &[
        needed("id", Shape::Id, "Its id."),
        key("name", Shape::Text, "Its name for people; default: the id."),
        key("unit", Shape::Text, "Unit of the ranges in its cells."),
        needed("cells", Shape::Map(&TYPICAL), "A cell for each track, by its id: `[low, high]`, a span of time, or words."),
    ],
};

/// `[[questions]]`.
pub static QUESTION: TableShape = TableShape {
    name: "question",
    header: "[[questions]]",
    doc: "A question of the decision diagram.",
    keys: &[
        needed("id", Shape::Id, "Its id, which records name in `[path]`."),
        needed("ask", Shape::Text, "The question."),
        key("why", Shape::Text, "Why it is asked."),
        needed("answers", Shape::Tables(&ANSWER), "Its answers, one at least."),
    ],
};

/// An entry of `answers`.
pub static ANSWER: TableShape = TableShape {
    name: "answer",
    header: "answers",
    doc: "An answer to a question, and where it leads.",
    keys: &[
        needed("id", Shape::Id, "Its id, which records give in `[path]`."),
        key("name", Shape::Text, "The answer as people read it; default: the id."),
        needed("then", Shape::Id, "Where it leads: the id of a question, or of a track."),
    ],
};

/// `[[checklist]]`.
pub static CHECKLIST_ITEM: TableShape = TableShape {
    name: "checklist item",
    header: "[[checklist]]",
    doc: "Something to be done before deciding.",
    keys: &[
        needed("id", Shape::Id, "Its id, which records name in `[checklist]`."),
        needed("item", Shape::Text, "What is to be done."),
        key("rules", Shape::List(&Shape::Text), "Codes of checks that must find nothing for it to be done: `[\"AP01a\"]`."),
        key(
            "needs",
            Shape::List(&Shape::Text),
            "What the record must say for it to be done, as paths of its front matter: `[\"evaluation.target\"]`.",
        ),
    ],
};

/// `[[antipatterns]]`.
pub static ANTIPATTERN: TableShape = TableShape {
    name: "anti-pattern",
    header: "[[antipatterns]]",
    doc: "A known way to go wrong.",
    keys: &[
        needed("id", Shape::Id, "Its id."),
        key("name", Shape::Text, "Its name for people; default: the id."),
        needed("why", Shape::Text, "Why it hurts."),
        key("instead", Shape::Text, "What to do instead."),
        key("rule", Shape::Text, "The check that finds it: a code, or the beginning of several, such as `AP01`."),
    ],
};
