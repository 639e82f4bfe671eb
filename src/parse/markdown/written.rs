//! The written text itself, for readers of Markdown: which pieces of it read otherwise once it stands somewhere else. Follows the same events
//! as the writer of HTML and shares its list of links; writes nothing itself.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::{RawLink, buffer::offset};
use crate::{
    base::source::Span,
    model::body::{Edit, EditKind},
};

/// Pieces of a body that read otherwise elsewhere, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// Where the body stands in its file.
    base: usize,
    edits: Vec<Edit>,
    /// Headings of the first level: one of them may be the title.
    tops: Vec<Range<usize>>,
    /// Links and images that are open, the innermost last; `None`: one that leads out.
    open: Vec<Option<Open>>,
}

#[derive(Debug)]
struct Open {
    target: u32,
    place: Range<usize>,
    words: Range<usize>,
    mark: &'static str,
    title: Option<Box<str>>,
}

/// What an event means for the written text.
#[derive(Debug)]
pub(super) enum Seen {
    Link { mark: &'static str, title: Option<Box<str>>, is_bare: bool, is_wiki: bool },
    End,
    Words,
}

impl Written {
    pub(super) fn new(place: Span) -> Self {
        Self { base: place.start as usize, ..Self::default() }
    }

    /// Looks at an event before the writer takes it.
    pub(super) fn look(&mut self, text: &str, event: &Event<'_>, range: &Range<usize>) -> Seen {
        let words = |title: &str| (!title.is_empty()).then(|| title.into());
        match event {
            Event::Start(Tag::Link { link_type, title, .. }) => {
                let is_wiki = matches!(link_type, LinkType::WikiLink { .. });
                let is_bare = matches!(link_type, LinkType::WikiLink { has_pothole: false });
                Seen::Link { mark: "[", title: words(title), is_bare, is_wiki }
            }
            Event::Start(Tag::Image { title, .. }) => Seen::Link { mark: "![", title: words(title), is_bare: false, is_wiki: false },
            Event::End(TagEnd::Link | TagEnd::Image) => Seen::End,
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => {
                self.tops.push(range.clone());
                Seen::Words
            }
            Event::Start(Tag::HtmlBlock) => {
                self.notes(text, range.clone());
                Seen::Words
            }
            Event::InlineHtml(html) if html.starts_with("<!--") => {
                self.add(range.clone(), EditKind::Drop);
                Seen::Words
            }
            _ => Seen::Words,
        }
    }

    /// Takes note of an event, once the writer has added `links`, the first of which has the number `first`.
    pub(super) fn note(&mut self, seen: Seen, range: Range<usize>, (first, links): (usize, &[RawLink])) {
        if let Seen::End = seen
            && let Some(Some(open)) = self.open.pop()
        {
            self.close(open);
        }
        if let Some(Some(around)) = self.open.last_mut() {
            if around.words.is_empty() && around.mark.is_empty() {
                around.words = range.clone();
            }
            around.words.end = around.words.end.max(range.end.min(around.place.end));
        }
        match seen {
            Seen::Link { mark, title, is_bare, is_wiki } => {
                let open = match links {
                    [] => None,
                    [_, ..] if is_bare => {
                        self.add(range, EditKind::Whole { target: offset(first) });
                        None
                    }
                    [_, ..] => {
                        // Before the words of `[[0003|words]]` stands more than a bracket: they begin where the first of them does.
                        let start = if is_wiki { range.start } else { range.start + mark.len() };
                        let mark = if is_wiki { "" } else { mark };
                        Some(Open { target: offset(first), place: range, words: start..start, mark, title })
                    }
                };
                self.open.push(open);
            }
            // Raw HTML: the address stands there as it is.
            Seen::End | Seen::Words => {
                for (at, link) in links.iter().enumerate() {
                    let place = link.span.range();
                    self.edits.push(Edit {
                        start: offset(place.start),
                        end: offset(place.end),
                        kind: EditKind::Value { target: offset(first + at) },
                    });
                }
            }
        }
    }

    fn close(&mut self, open: Open) {
        let Open { target, place, words, mark, title } = open;
        let mark = if mark.is_empty() { "[" } else { mark };
        self.add(place.start..words.start, EditKind::Open { target, mark });
        self.add(words.end..place.end, EditKind::Close { target, title });
    }

    /// HTML comments in a block.
    fn notes(&mut self, text: &str, block: Range<usize>) {
        let mut at = block.start;
        while let Some(found) = text.get(at..block.end).and_then(|rest| rest.find("<!--")) {
            let start = at + found;
            let end = text[start..block.end].find("-->").map_or(block.end, |found| start + found + "-->".len());
            self.add(start..end, EditKind::Drop);
            at = end;
        }
    }

    fn add(&mut self, place: Range<usize>, kind: EditKind) {
        self.edits.push(Edit { start: offset(self.base + place.start), end: offset(self.base + place.end), kind });
    }

    /// All pieces by place; `title` is in the heading that the page shows by itself.
    pub(super) fn finish(mut self, title: Option<Span>) -> Vec<Edit> {
        let title = title.map(|title| title.start as usize);
        let tops = std::mem::take(&mut self.tops);
        if let Some(top) = tops.into_iter().find(|top| title.is_some_and(|at| (self.base + top.start..self.base + top.end).contains(&at))) {
            self.add(top, EditKind::Drop);
        }
        // Of two that begin together the longer comes first: what is dropped is dropped with all that is in it.
        self.edits.sort_by_key(|edit| (edit.start, std::cmp::Reverse(edit.end)));
        self.edits
    }
}
