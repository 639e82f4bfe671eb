//! Keys of `rationale.toml`.

use super::{EXTRA, LINTS, THRESHOLDS};
use crate::parse::shape::{Shape, TableShape, key, needed};

/// `rationale.toml`.
pub static SITE: TableShape = TableShape {
    name: "site file",
    header: "the top of `rationale.toml`",
    doc: "Settings of the whole portal, in `rationale.toml` at its root. All are optional.",
    keys: &[
        key("title", Shape::Text, "Name of the portal; default `Decisions`."),
        key("description", Shape::Text, "A sentence about it, for the home page and for feeds."),
        key("base_url", Shape::Text, "Where it will be served: only canonical links, sitemap, feeds and `404.html` need it."),
        key("language", Shape::Text, "Language tag of the pages, which also sets how numbers look; default `en`."),
        key("currency", Shape::Text, "Currency of costs that name none, three capital letters; default `USD`."),
        key("theme", Shape::Text, "Folder below `themes/` whose files replace the built-in ones; default `default`."),
        key("output", Shape::Text, "Folder of the result; default `public`."),
        key("markdown", Shape::Table(&MARKDOWN), "How bodies are read."),
        key("review", Shape::Table(&REVIEW), "Defaults for records that ask for review without saying how often."),
        key("repository", Shape::Table(&REPOSITORY), "Links from a page to its source."),
        key("export", Shape::Table(&EXPORT), "How data files are written."),
        key("sources", Shape::Tables(&SOURCE), "Folders of records; default: one, `records`."),
        LINTS,
        key("thresholds", Shape::Table(&THRESHOLDS), "What checks compare with."),
        EXTRA,
    ],
};

/// `[markdown]`.
pub static MARKDOWN: TableShape = TableShape {
    name: "table of Markdown settings",
    header: "[markdown]",
    doc: "How bodies are read.",
    keys: &[key(
        "html",
        Shape::Word(&["sanitize", "escape"]),
        "Raw HTML is kept where it is harmless, or shown as text; default `sanitize`.",
    )],
};

/// `[review]` of the site.
pub static REVIEW: TableShape = TableShape {
    name: "table of review defaults",
    header: "[review]",
    doc: "Defaults for records that ask for review without saying how often.",
    keys: &[
        key("every", Shape::Interval, "Time between reviews; default `\"6 months\"`."),
        key("notice", Shape::TimeSpan, "How long before the due date a review is announced; default `\"30 days\"`."),
        key("grace", Shape::TimeSpan, "How long after it a review is not yet overdue; default `\"14 days\"`."),
    ],
};

/// `[repository]`.
pub static REPOSITORY: TableShape = TableShape {
    name: "table of repository links",
    header: "[repository]",
    doc: "Links from a page to its source; `{path}` stands for the file.",
    keys: &[
        key("url", Shape::Text, "The repository's page, `https://github.com/acme/decisions`: links follow from it."),
        key("branch", Shape::Text, "The branch that pages are edited on; default `main`."),
        key(
            "forge",
            Shape::Word(&["github", "gitlab", "bitbucket", "gitea", "forgejo"]),
            "What kind of forge it lies on; default: told from the host.",
        ),
        key("directory", Shape::Text, "The site's folder in the repository; default: its top."),
        key("history", Shape::Bool, "Whether pages tell when a record was created and last changed, and by whom; default `true`."),
        key("edit_url", Shape::Text, "Address where a file is edited, with `{path}` in it."),
        key("history_url", Shape::Text, "Address where a file's history is shown, with `{path}` in it."),
    ],
};

/// `[export]`.
pub static EXPORT: TableShape = TableShape {
    name: "table of export settings",
    header: "[export]",
    doc: "How data files are written.",
    keys: &[key(
        "bom",
        Shape::Bool,
        "Begin CSV files with a byte order mark, which some spreadsheets need in order to read letters beyond ASCII; default `false`.",
    )],
};

/// `[[sources]]`.
pub static SOURCE: TableShape = TableShape {
    name: "source",
    header: "[[sources]]",
    doc: "A folder of records; other teams' logs are read where they lie.",
    keys: &[
        needed("path", Shape::Text, "The folder, relative to the site's root."),
        key("scope", Shape::Id, "Prefix of its ids and addresses: `payments` makes `payments/0012`."),
        key(
            "dialect",
            Shape::Word(&["auto", "rationale", "nygard", "madr", "log4brains", "table"]),
            "How its records are written; default `auto`.",
        ),
    ],
};
