//! Keys of `content/prices.toml`.

use super::EXTRA;
use crate::parse::shape::{Shape, TableShape, key, needed};

/// The price book.
pub static PRICE_BOOK: TableShape = TableShape {
    name: "price book",
    header: "the top of `content/prices.toml`",
    doc: "Dated prices, so that a decision can be computed again as of any day.",
    keys: &[key("prices", Shape::Tables(&PRICE), "The prices."), EXTRA],
};

/// `[[prices]]`.
pub static PRICE: TableShape = TableShape {
    name: "price",
    header: "[[prices]]",
    doc: "A price and its history.",
    keys: &[
        needed("id", Shape::Id, "Its id, which costs name in `price`."),
        key("name", Shape::Text, "Its name for people; default: the id."),
        needed("unit", Shape::Text, "What one pays for; the same words as the unit of a volume that it prices."),
        key("currency", Shape::Text, "Its currency, three capital letters; default: the site's."),
        key("source", Shape::Text, "Where it is published."),
        needed("history", Shape::Tables(&PRICE_ROW), "What it was and is, in any order."),
    ],
};

/// An entry of `history`.
pub static PRICE_ROW: TableShape = TableShape {
    name: "price row",
    header: "history",
    doc: "A price from a day on.",
    keys: &[
        needed("from", Shape::Date, "First day on which it holds."),
        key("to", Shape::Date, "First day on which it holds no longer; default: the first day of the next row, or never."),
        needed("price", Shape::Number, "Price of a unit, 0 or more."),
        key("source", Shape::Text, "Where it was read."),
        key("retrieved", Shape::Date, "The day on which it was read."),
    ],
};
