//! Body text, already HTML but for the places that other files decide: where links and images lead.

use std::sync::Arc;

use super::{AssetIx, PageIx, RecordIx};
use crate::base::source::Span;

/// A heading of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6, as shown.
    pub level: u8,
    /// Its fragment, unique in the body.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// Where a link or image leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A record's page, with a fragment (no `#`) or none.
    Record(RecordIx, Option<String>),
    /// A content page.
    Page(PageIx, Option<String>),
    /// A copied file.
    Asset(AssetIx),
    /// A page made by the program, or a framework's: its address from the root of the site.
    Address(String),
    /// Nowhere: the fault was told, or the target is a draft. Shown as plain text.
    Nowhere,
}

/// What stands in a gap of the HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapKind {
    /// The opening tag of a link.
    LinkStart,
    /// Its closing tag.
    LinkEnd,
    /// A link's text where the writer gave none (`[[0003]]`): id and title of the target.
    LinkText,
    /// The `src` of an image, without quotes.
    ImageSource,
}

/// A place in the HTML that the target decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Byte of `Body::html` before which it stands.
    pub at: u32,
    /// What stands there.
    pub kind: GapKind,
    /// Index into `Body::targets`.
    pub target: u32,
}

/// A piece of the written Markdown that reads otherwise once the text stands somewhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Its first byte in the file.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
    /// What becomes of it.
    pub kind: EditKind,
}

/// What becomes of a piece of written Markdown. Targets are indices into `Body::targets`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditKind {
    /// Not shown: a note for writers, or the heading that is the title.
    Drop,
    /// What stands before the words of a link or image: `mark` where it leads somewhere.
    Open {
        /// Where it leads.
        target: u32,
        /// `[` or `![`.
        mark: &'static str,
    },
    /// What stands after the words: `](address "title")` where it leads somewhere.
    Close {
        /// Where it leads.
        target: u32,
        /// The link's title.
        title: Option<Box<str>>,
    },
    /// A link without words of its own: `[[0003]]`.
    Whole {
        /// Where it leads.
        target: u32,
    },
    /// An address in raw HTML.
    Value {
        /// Where it leads.
        target: u32,
    },
}

/// A body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// Safe HTML with gaps, shared with the draft it comes from.
    pub html: Arc<str>,
    /// The gaps, in order of `at`.
    pub gaps: Vec<Gap>,
    /// Where they lead.
    pub targets: Vec<Target>,
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Where the text stands in its file; `None`: there is none.
    pub written: Option<Span>,
    /// Pieces of the written text that read otherwise elsewhere, by place; of those that overlap, the first counts.
    pub edits: Vec<Edit>,
}
