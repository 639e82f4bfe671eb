//! Raw HTML: shown as text, or copied with its links made gaps and then cleaned by an HTML parser.
//!
//! A raw element may begin in one block and end in another (`<details>` around Markdown), so cleaning looks at the whole body.
//! Gaps survive it as addresses of a scheme of their own, `r-gap:N`. Bodies without raw HTML never come here.

use std::{borrow::Cow, ops::Range, sync::LazyLock};

use ammonia::{Builder, UrlRelative};

use super::{
    LinkKind,
    buffer::{Buffer, escape},
    destination::{Destination, classify},
    events::Writer,
    tags::{self, Attribute, Tag},
};
use crate::model::{body::GapKind, site::HtmlPolicy};

/// The scheme that stands for a gap while the body is cleaned.
const GAP: &str = "r-gap:";
/// The same, for a link whose text is a gap too.
const GAP_TEXT: &str = "r-gap-text:";

/// Elements that may stand open in one another before the rest is shown as text: the cleaner's time grows with the square of it.
const DEEPEST: usize = 500;
/// Elements that need no closing tag, or have none.
const UNCLOSED: &[&str] = &[
    "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "colgroup", "option", "rt", "rp", "br", "hr", "img", "input",
    "col", "wbr", "meta", "link", "source", "area", "base", "embed", "track",
];

/// A block of raw HTML, line by line, and where its lines stand in the body.
#[derive(Debug, Default)]
pub(super) struct RawText {
    html: String,
    /// Byte of `html`, byte of the body.
    lines: Vec<(usize, usize)>,
}

impl RawText {
    pub(super) fn push(&mut self, html: &str, at: usize) {
        self.lines.push((self.html.len(), at));
        self.html.push_str(html);
    }

    /// Where `range` stands in the body.
    fn place(&self, range: Range<usize>) -> Range<usize> {
        let line = self.lines.partition_point(|(start, _)| *start <= range.start).saturating_sub(1);
        let (start, at) = self.lines.get(line).copied().unwrap_or_default();
        at + range.start - start..at + range.end - start
    }
}

impl Writer<'_> {
    pub(super) fn inline_html(&mut self, html: &str, at: usize) {
        if html.starts_with("<!--") {
            return;
        }
        // By far the most frequent tag, in table cells; it needs no cleaning.
        if matches!(html, "<br>" | "<br/>" | "<br />") {
            return self.out.push("<br>");
        }
        match self.policy {
            HtmlPolicy::Escape => {
                escape(&mut self.out.html, html);
                self.add_heading_text(html);
            }
            HtmlPolicy::Sanitize => {
                let mut raw = RawText::default();
                raw.push(html, at);
                self.copy_html(&raw);
            }
        }
    }

    pub(super) fn block_html(&mut self, block: &RawText) {
        let shown = without_comments(&block.html);
        if shown.trim().is_empty() {
            return;
        }
        self.out.line();
        match self.policy {
            HtmlPolicy::Escape => {
                self.out.push("<p>");
                escape(&mut self.out.html, shown.trim());
                self.out.push("</p>\n");
            }
            HtmlPolicy::Sanitize => self.copy_html(block),
        }
    }

    /// Copies raw HTML, its internal links turned into gaps.
    fn copy_html(&mut self, raw: &RawText) {
        let tags: Vec<Tag> = tags::tags(&raw.html).collect();
        for tag in tags.iter().filter(|tag| !UNCLOSED.contains(&tag.name.as_str())) {
            self.raw_depth = if tag.closing { self.raw_depth.saturating_sub(1) } else { self.raw_depth + 1 };
        }
        if self.raw_depth > DEEPEST {
            escape(&mut self.out.html, &raw.html);
            return;
        }
        self.unclean = true;
        let mut written = 0;
        for Attribute { tag, name, value, range } in tags.into_iter().flat_map(|tag| tag.attributes) {
            let Some(new) = self.new_value(&tag, &name, &value, raw.place(range.clone())) else { continue };
            self.out.push(&raw.html[written..range.start]);
            self.out.push("\"");
            escape(&mut self.out.html, &new);
            self.out.push("\"");
            written = range.end;
        }
        self.out.push(&raw.html[written..]);
    }

    /// What an attribute says instead, where it cannot stay.
    fn new_value(&mut self, tag: &str, name: &str, value: &str, range: Range<usize>) -> Option<String> {
        let kind = match (tag, name) {
            ("a", "href") => LinkKind::Path,
            ("img", "src") => LinkKind::Image,
            (_, "id") | ("a", "name") => return Some(self.headings.unique(value)),
            _ => return None,
        };
        let kind = match classify(value) {
            Destination::External(address) => return Some(address.into_owned()),
            Destination::Internal => kind,
            Destination::Forbidden => LinkKind::Forbidden,
        };
        Some(format!("{GAP}{}", self.add_link(value, kind, range)))
    }
}

/// `html` without comments; one that is not closed reaches to the end.
fn without_comments(html: &str) -> Cow<'_, str> {
    let Some(start) = html.find("<!--") else { return Cow::Borrowed(html) };
    let mut shown = html[..start].to_owned();
    let mut rest = &html[start..];
    while let Some(start) = rest.find("<!--") {
        shown.push_str(&rest[..start]);
        rest = rest[start..].find("-->").map_or("", |end| &rest[start + end + "-->".len()..]);
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}

/// What raw HTML may say: elements of running text, no styles, no forms beyond a checkbox, no address beyond the four schemes and gaps.
/// Built once, never changed.
static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::default();
    cleaner
        .add_tags(["input", "section"])
        .rm_tags(["area", "map"])
        .add_generic_attributes(["id", "class", "dir", "aria-label"])
        .add_tag_attributes("a", ["name"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("div", ["role"])
        .add_tag_attributes("img", ["loading", "decoding"])
        .add_tag_attributes("input", ["checked"])
        .add_tag_attribute_values("div", "tabindex", ["0"])
        .add_tag_attribute_values("pre", "tabindex", ["0"])
        .add_tag_attribute_values("input", "type", ["checkbox"])
        // Nobody can fill in a field. One forced attribute a tag: the cleaner adds several in no fixed order.
        .set_tag_attribute_value("input", "disabled", "")
        .url_schemes(["http", "https", "mailto", "tel", "r-gap", "r-gap-text"].into())
        .url_relative(UrlRelative::Custom(Box::new(fragment)))
        .link_rel(None)
        // Pages fetch nothing from others.
        .attribute_filter(|tag, name, value| ((tag, name) != ("img", "src") || value.starts_with(GAP)).then_some(Cow::Borrowed(value)));
    cleaner
});

/// The only relative addresses left are the footnotes' own.
fn fragment(address: &str) -> Option<Cow<'_, str>> {
    address.starts_with('#').then_some(Cow::Borrowed(address))
}

/// The body, cleaned, its gaps found again, and the fragments of its raw elements. `links` is the number of targets there are.
pub(super) fn clean(body: &Buffer, links: usize) -> (Buffer, Vec<String>) {
    let cleaned = CLEANER.clean(&with_placeholders(body)).to_string();
    let mut out = Buffer::with_capacity(cleaned.len());
    let mut anchors = Vec::new();
    // Targets of the open links; `None` for one that stays as it is.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut written = 0;
    for tag in tags::tags(&cleaned) {
        let gap = |name: &str, scheme: &str| {
            let value = tag.attributes.iter().find(|attribute| attribute.name == name)?;
            let target: usize = value.value.strip_prefix(scheme)?.parse().ok()?;
            (target < links).then_some((target, value.range.clone()))
        };
        anchors
            .extend(tag.attributes.iter().filter(|attribute| matches!(attribute.name.as_str(), "id" | "name")).map(|id| id.value.clone()));
        match (tag.name.as_str(), tag.closing) {
            ("a", false) => {
                let (target, has_text) = match (gap("href", GAP), gap("href", GAP_TEXT)) {
                    (Some((target, _)), _) => (Some(target), false),
                    (_, Some((target, _))) => (Some(target), true),
                    (None, None) => (None, false),
                };
                open.push(target);
                let Some(target) = target else { continue };
                out.push(&cleaned[written..tag.range.start]);
                out.gap(GapKind::LinkStart, target);
                if has_text {
                    out.gap(GapKind::LinkText, target);
                }
                written = tag.range.end;
            }
            ("a", true) => {
                let Some(Some(target)) = open.pop() else { continue };
                out.push(&cleaned[written..tag.range.start]);
                out.gap(GapKind::LinkEnd, target);
                written = tag.range.end;
            }
            ("img", false) => {
                let Some((target, range)) = gap("src", GAP) else { continue };
                // Between the quotes.
                out.push(&cleaned[written..=range.start]);
                out.gap(GapKind::ImageSource, target);
                written = range.end - 1;
            }
            _ => {}
        }
    }
    out.push(&cleaned[written..]);
    (out, anchors)
}

/// The body with an address of the gaps' own scheme in each gap.
fn with_placeholders(body: &Buffer) -> String {
    let mut html = String::with_capacity(body.html.len() + body.gaps.len() * 16);
    let mut written = 0;
    for (position, gap) in body.gaps.iter().enumerate() {
        let at = gap.at as usize;
        html.push_str(&body.html[written..at]);
        written = at;
        let has_text = body.gaps.get(position + 1).is_some_and(|next| next.kind == GapKind::LinkText);
        match gap.kind {
            GapKind::LinkStart => {
                html.push_str("<a href=\"");
                html.push_str(if has_text { GAP_TEXT } else { GAP });
                html.push_str(&gap.target.to_string());
                html.push_str("\">");
            }
            GapKind::LinkEnd => html.push_str("</a>"),
            GapKind::LinkText => {}
            GapKind::ImageSource => {
                html.push_str(GAP);
                html.push_str(&gap.target.to_string());
            }
        }
    }
    html.push_str(&body.html[written..]);
    html
}
