//! Body text: `CommonMark` with tables, task lists, footnotes, alerts, strikethrough and wikilinks, turned into safe HTML in one pass.
//! What only the whole site knows – where a link to another file leads – stays open as a gap. Knows no other file and no page.

mod autolink;
mod blocks;
mod buffer;
mod choice;
mod code;
mod destination;
mod events;
mod footnotes;
mod headings;
mod links;
mod raw_html;
mod tags;
mod written;

use std::sync::Arc;

use pulldown_cmark::{Options, Parser};

use crate::{
    base::source::{Span, Spanned},
    model::{
        body::{Edit, Gap, Heading},
        site::HtmlPolicy,
    },
};

/// What a link is, before anyone looks where it leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// A path relative to the file, a fragment, or both: `0003-x.md#context`, `#context`, `../reviews.html`.
    Path,
    /// The same, shown as an image.
    Image,
    /// A record by its id: `[[0003]]`, `[[payments/0012#context]]`.
    Record,
    /// An address that no page may lead to, `javascript:` among them: never written, always told.
    Forbidden,
}

/// A link or image whose target another file decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawLink {
    /// Where it leads, as written (still percent-encoded).
    pub dest: String,
    /// What it is.
    pub kind: LinkKind,
    /// The destination in the text, or the whole link where it is written elsewhere.
    pub span: Span,
}

/// A body, finished but for its targets: `links[n]` decides where the gaps with target `n` lead.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BodyDraft {
    /// Safe HTML with gaps.
    pub html: Arc<str>,
    /// The gaps, in order of `at`.
    pub gaps: Vec<Gap>,
    /// What the gaps' targets are written as.
    pub links: Vec<RawLink>,
    /// Headings in order, without the title.
    pub headings: Vec<Heading>,
    /// The first heading of level 1, which the page shows by itself; it is not in `html`.
    pub title: Option<Spanned<String>>,
    /// The fragment that the title would have: it leads to the page as a whole.
    pub title_id: Option<String>,
    /// Fragments of raw HTML elements.
    pub anchors: Vec<String>,
    /// The option that a line `Chosen option: "…"` names.
    pub choice: Option<Spanned<String>>,
    /// Where the text stands in its file; `None`: there is none.
    pub written: Option<Span>,
    /// Pieces of it that read otherwise elsewhere, by place.
    pub edits: Vec<Edit>,
}

impl BodyDraft {
    /// Whether `fragment` (decoded, without `#`) is a heading or an anchor of the body.
    pub fn has_fragment(&self, fragment: &str) -> bool {
        self.fragments().any(|known| known == fragment)
    }

    /// All fragments that a link can name, the title's first.
    pub fn fragments(&self) -> impl Iterator<Item = &str> {
        let headings = self.headings.iter().map(|heading| heading.id.as_str());
        self.title_id.iter().map(String::as_str).chain(headings).chain(self.anchors.iter().map(String::as_str))
    }
}

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_WIKILINKS);

/// Turns a body into HTML. `place` is where `text` stands in its file; spans are counted from its start.
///
/// Total: every text is a body. The output holds no script, style, event handler or address beyond `http`, `https`, `mailto` and `tel`,
/// whatever the text says. HTML comments are notes for writers and dropped under both policies.
pub fn parse(text: &str, place: Span, html: HtmlPolicy) -> BodyDraft {
    let mut writer = events::Writer::new(text, place, html);
    let mut written = written::Written::new(place);
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        let seen = written.look(text, &event, &range);
        let known = writer.links.len();
        writer.event(event, range.clone());
        written.note(seen, range, (known, &writer.links[known..]));
    }
    let draft = writer.finish();
    let edits = written.finish(draft.title.as_ref().map(|title| title.span));
    BodyDraft { choice: choice::find(text, place), written: Some(place), edits, ..draft }
}
