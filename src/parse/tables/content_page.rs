//! Keys of the front matter of a content page.

use super::EXTRA;
use crate::parse::shape::{Shape, TableShape, key};

/// The front matter of a content page.
pub static CONTENT_PAGE: TableShape = TableShape {
    name: "content page",
    header: "the front matter of `content/**/*.md`",
    doc: "A page that is no record. It needs no front matter; its path is its address.",
    keys: &[
        key("title", Shape::Text, "Its title; default: the first heading, else the name of the file."),
        key("summary", Shape::Text, "A sentence about it."),
        key("order", Shape::Number, "Its place among its neighbours; those without one follow, by name."),
        key("nav", Shape::Bool, "Whether the site's navigation names it."),
        EXTRA,
    ],
};
