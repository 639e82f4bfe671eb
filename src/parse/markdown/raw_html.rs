//! Raw HTML: shown as text, or read into tags that are written anew and then cleaned by an HTML parser.
//!
//! A raw element may begin in one block and end in another (`<details>` around Markdown), so cleaning looks at the whole body.
//! Two things keep it safe. No tag is copied: each is written anew from what was read, so the cleaner sees the tags that were judged here
//! and no others, and nothing raw swallows what comes after it. And gaps survive as addresses of a scheme of their own with a key that the
//! text cannot contain, `r-gap:KEY.N`. Bodies without raw HTML never come here.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    ops::Range,
    sync::LazyLock,
};

use ammonia::{Builder, UrlRelative};

use super::{
    LinkKind,
    buffer::{Buffer, escape},
    destination::{Destination, classify},
    events::Writer,
    tags::{self, Attribute, Tag, Token},
};
use crate::model::{body::GapKind, site::HtmlPolicy};

/// The scheme that stands for a gap while the body is cleaned.
const GAP: &str = "r-gap:";
/// The same, for a link whose text is a gap too.
const GAP_TEXT: &str = "r-gap-text:";

/// Elements that may stand open in one another before the rest is shown as text: the cleaner's time grows with the square of it.
const DEEPEST: usize = 500;
/// The same for elements that style running text: each block that follows one repeats it.
const DEEPEST_STYLE: usize = 16;
/// Elements that style running text.
const STYLES: &[&str] = &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Attributes that a tag may have; more are no writer's.
const MOST_ATTRIBUTES: usize = 64;
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

    /// Where `range` stands in the body. It may begin in one line and end in another.
    fn place(&self, range: Range<usize>) -> Range<usize> {
        let place = |byte: usize| {
            let line = self.lines.partition_point(|(start, _)| *start <= byte).saturating_sub(1);
            let (start, at) = self.lines.get(line).copied().unwrap_or_default();
            at + byte - start
        };
        let start = place(range.start);
        start..if range.is_empty() { start } else { place(range.end - 1) + 1 }
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

    /// Writes raw HTML anew: tags that pages may hold, and words. Comments and other tags are left out.
    fn copy_html(&mut self, raw: &RawText) {
        self.unclean = true;
        for token in tags::tokens(&raw.html) {
            match token {
                Token::Comment => {}
                Token::Text(range) => self.copy_text(&raw.html[range]),
                Token::Tag(tag) if !TAGS.contains(tag.name.as_str()) => {}
                Token::Tag(tag) if self.nests(&tag) => self.copy_tag(raw, &tag),
                Token::Tag(tag) => self.copy_text(&raw.html[tag.range]),
            }
        }
    }

    fn copy_text(&mut self, text: &str) {
        self.add_heading_text(text);
        self.out.push(&text.replace('<', "&lt;"));
    }

    /// Keeps account of the raw elements that stand open; false where `tag` would be one too many.
    fn nests(&mut self, tag: &Tag) -> bool {
        if UNCLOSED.contains(&tag.name.as_str()) {
            return true;
        }
        if tag.closing {
            if let Some(at) = self.raw_open.iter().rposition(|name| *name == tag.name) {
                self.raw_open.remove(at);
            }
            return true;
        }
        let is_style = |name: &str| STYLES.contains(&name);
        let styles = || self.raw_open.iter().filter(|name| is_style(name)).count();
        let fits = self.raw_open.len() < DEEPEST && (!is_style(&tag.name) || styles() < DEEPEST_STYLE);
        if fits {
            self.raw_open.push(tag.name.clone());
        }
        fits
    }

    fn copy_tag(&mut self, raw: &RawText, tag: &Tag) {
        self.out.push(if tag.closing { "</" } else { "<" });
        self.out.push(&tag.name);
        if !tag.closing {
            let mut seen = BTreeSet::new();
            for attribute in tag.attributes.iter().take(MOST_ATTRIBUTES) {
                let plain = attribute.name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(&byte));
                // Of two with one name, browsers take the first.
                if plain && seen.insert(attribute.name.as_str()) {
                    self.copy_attribute(raw, &tag.name, attribute);
                }
            }
            // A screen reader would read out the address of a picture of which nothing is said.
            if tag.name == "img" && !seen.contains("alt") {
                self.out.push(" alt=\"\"");
            }
        }
        self.out.push(">");
    }

    /// Writes an attribute anew: its addresses judged, links within the site made gaps.
    fn copy_attribute(&mut self, raw: &RawText, tag: &str, attribute: &Attribute) {
        let Attribute { name, value, written, range } = attribute;
        let kind = match (tag, name.as_str()) {
            ("a", "href") => LinkKind::Path,
            ("img", "src") => LinkKind::Image,
            (_, "id") | ("a", "name") => {
                let id = self.headings.unique(value);
                return self.push_attribute(name, &id);
            }
            (_, "cite") => {
                if let Destination::External(address) = classify(value) {
                    self.push_attribute(name, &address);
                }
                return;
            }
            // References stay as they are: the cleaner resolves them.
            _ => {
                let value = raw.html[written.clone()].replace('"', "&quot;");
                return self.out.push(&[" ", name, "=\"", &value, "\""].concat());
            }
        };
        let kind = match classify(value) {
            Destination::External(address) => return self.push_attribute(name, &address),
            // Without a value, it leads nowhere.
            Destination::Internal if range.is_empty() => return,
            Destination::Internal => kind,
            Destination::Forbidden => LinkKind::Forbidden,
        };
        let target = self.add_link(value, kind, raw.place(range.clone()));
        self.out.push(&[" ", name, "=\""].concat());
        self.out.gap(GapKind::ImageSource, target);
        self.out.push("\"");
    }

    fn push_attribute(&mut self, name: &str, value: &str) {
        self.out.push(&[" ", name, "=\""].concat());
        escape(&mut self.out.html, value);
        self.out.push("\"");
    }
}

/// `html` without comments.
fn without_comments(html: &str) -> Cow<'_, str> {
    if !html.contains("<!--") {
        return Cow::Borrowed(html);
    }
    let shown = tags::tokens(html).map(|token| match token {
        Token::Comment => "",
        Token::Text(range) | Token::Tag(Tag { range, .. }) => &html[range],
    });
    Cow::Owned(shown.collect())
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
        .attribute_filter(|tag, name, value| {
            let gap = is_gap(value);
            let stays = match (tag, name) {
                ("a", "href") => true,
                // Pages fetch nothing from others.
                ("img", "src") => gap,
                _ => !gap,
            };
            stays.then_some(Cow::Borrowed(value))
        });
    cleaner
});

/// Elements that raw HTML may hold. None of them has content that browsers read as anything but markup.
static TAGS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| CLEANER.clone_tags());

/// The only relative addresses left are the footnotes' own.
fn fragment(address: &str) -> Option<Cow<'_, str>> {
    address.starts_with('#').then_some(Cow::Borrowed(address))
}

/// Whether an address looks like a gap's, with the right key or not.
fn is_gap(address: &str) -> bool {
    // Schemes are compared without case.
    address.trim_start().get(.."r-gap".len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case("r-gap"))
}

/// What addresses of gaps begin with in one body.
struct Key {
    gap: String,
    gap_text: String,
}

impl Key {
    /// A key made from the whole text, so that nobody can write it into that text, and looked for there nevertheless.
    fn of(html: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        html.hash(&mut hasher);
        let mut key = hasher.finish();
        while html.contains(&format!("{key:016x}")) {
            key = key.wrapping_add(1);
        }
        Self { gap: format!("{GAP}{key:016x}."), gap_text: format!("{GAP_TEXT}{key:016x}.") }
    }

    /// The target that an address of a gap stands for, and whether the link's text is a gap too.
    fn target(&self, address: &str, links: usize) -> Option<(usize, bool)> {
        let (number, has_text) = match address.strip_prefix(&self.gap) {
            Some(number) => (number, false),
            None => (address.strip_prefix(&self.gap_text)?, true),
        };
        number.parse().ok().filter(|target| *target < links).map(|target| (target, has_text))
    }
}

/// The body, cleaned, its gaps found again, and the fragments of its raw elements. `links` is the number of targets there are.
pub(super) fn clean(body: &Buffer, links: usize) -> (Buffer, Vec<String>) {
    let key = Key::of(&body.html);
    let cleaned = CLEANER.clean(&with_placeholders(body, &key)).to_string();
    let mut out = Buffer::with_capacity(cleaned.len());
    let mut anchors = Vec::new();
    // Targets of the open links; `None` for one that stays as it is.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut written = 0;
    for tag in tags::tags(&cleaned) {
        let attribute = |name: &str| tag.attributes.iter().find(|attribute| attribute.name == name);
        let ids = || tag.attributes.iter().filter(|attribute| matches!(attribute.name.as_str(), "id" | "name"));
        anchors.extend(ids().map(|id| id.value.clone()));
        match (tag.name.as_str(), tag.closing) {
            ("a", false) => {
                let gap = attribute("href").and_then(|href| key.target(&href.value, links));
                open.push(gap.map(|(target, _)| target));
                let forged = attribute("href").is_some_and(|href| is_gap(&href.value));
                if gap.is_none() && !forged {
                    continue;
                }
                out.push(&cleaned[written..tag.range.start]);
                written = tag.range.end;
                let Some((target, has_text)) = gap else {
                    out.push("<a>");
                    continue;
                };
                // The page writes the link's tag by itself, so that its fragments need a place of their own.
                for id in ids() {
                    out.push("<span id=\"");
                    escape(&mut out.html, &id.value);
                    out.push("\"></span>");
                }
                out.gap(GapKind::LinkStart, target);
                if has_text {
                    out.gap(GapKind::LinkText, target);
                }
            }
            ("a", true) => {
                let Some(Some(target)) = open.pop() else { continue };
                out.push(&cleaned[written..tag.range.start]);
                out.gap(GapKind::LinkEnd, target);
                written = tag.range.end;
            }
            ("img", false) => {
                let Some(source) = attribute("src") else {
                    // One from elsewhere, which pages do not ask for: its words stay.
                    out.push(&cleaned[written..tag.range.start]);
                    if let Some(words) = attribute("alt").filter(|alt| !alt.value.is_empty()) {
                        out.push("<span class=\"absent\">");
                        escape(&mut out.html, &words.value);
                        out.push("</span>");
                    }
                    written = tag.range.end;
                    continue;
                };
                // Between the quotes; only gaps get here, and one that is none of ours stays empty.
                out.push(&cleaned[written..=source.range.start]);
                if let Some((target, _)) = key.target(&source.value, links) {
                    out.gap(GapKind::ImageSource, target);
                }
                written = source.range.end - 1;
            }
            _ => {}
        }
    }
    out.push(&cleaned[written..]);
    (out, anchors)
}

/// The body with an address of the gaps' own scheme in each gap.
fn with_placeholders(body: &Buffer, key: &Key) -> String {
    let mut html = String::with_capacity(body.html.len() + body.gaps.len() * 32);
    let mut written = 0;
    for (position, gap) in body.gaps.iter().enumerate() {
        let at = gap.at as usize;
        html.push_str(&body.html[written..at]);
        written = at;
        let has_text = body.gaps.get(position + 1).is_some_and(|next| next.kind == GapKind::LinkText);
        match gap.kind {
            GapKind::LinkStart => {
                html.push_str("<a href=\"");
                html.push_str(if has_text { &key.gap_text } else { &key.gap });
                html.push_str(&gap.target.to_string());
                html.push_str("\">");
            }
            GapKind::LinkEnd => html.push_str("</a>"),
            GapKind::LinkText => {}
            GapKind::ImageSource => {
                html.push_str(&key.gap);
                html.push_str(&gap.target.to_string());
            }
        }
    }
    html.push_str(&body.html[written..]);
    html
}
