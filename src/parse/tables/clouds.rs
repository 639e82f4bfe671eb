//! Keys of `content/clouds.toml`.

use super::EXTRA;
use crate::parse::shape::{Shape, TableShape, key, needed};

/// The cloud catalogue.
pub static CATALOGUE: TableShape = TableShape {
    name: "cloud catalogue",
    header: "the top of `content/clouds.toml`",
    doc: "Which cloud offers what. A site's own catalogue takes the place of the shipped one.",
    keys: &[
        key("checked", Shape::Date, "The day somebody last went through it."),
        needed("providers", Shape::Tables(&PROVIDER), "The clouds, in the order of the table."),
        key("capabilities", Shape::Tables(&CAPABILITY), "What a record may need of a cloud."),
        EXTRA,
    ],
};

/// `[[providers]]`.
pub static PROVIDER: TableShape = TableShape {
    name: "provider",
    header: "[[providers]]",
    doc: "A cloud.",
    keys: &[
        needed("id", Shape::Id, "Its id, which options name in `cloud`."),
        key("name", Shape::Text, "Its name for people; default: the id."),
    ],
};

/// `[[capabilities]]`.
pub static CAPABILITY: TableShape = TableShape {
    name: "capability",
    header: "[[capabilities]]",
    doc: "Something that a record may need of a cloud.",
    keys: &[
        needed("id", Shape::Id, "Its id, which tracks and options name in `needs`."),
        key("name", Shape::Text, "Its name for people; default: the id."),
        key("services", Shape::Map(&SERVICE_FORMS), "Who offers it: a service by the id of its provider."),
    ],
};

/// A service: its name alone, or a table.
pub static SERVICE_FORMS: Shape = Shape::OneOf(&[Shape::Text, Shape::Table(&SERVICE)]);

/// A service in its long form.
pub static SERVICE: TableShape = TableShape {
    name: "service",
    header: "services",
    doc: "What a provider offers.",
    keys: &[
        needed("name", Shape::Text, "Its name."),
        key("url", Shape::Text, "Its page, `http` or `https`."),
        key("retired", Shape::Date, "First day on which it is gone."),
        key("replaced_by", Shape::Text, "What the provider offers in its place."),
    ],
};
