//! Links and images. Those that lead out are written at once; those within the site leave gaps.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, TagEnd};

use super::{
    LinkKind, RawLink,
    buffer::escape,
    destination::{Destination, classify, escape_address},
    events::Writer,
};
use crate::model::body::GapKind;

/// How the innermost open link is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OpenLink {
    /// A link that leads out.
    External,
    /// A gap with this target; `true` where its words carry a title.
    Gap { target: usize, titled: bool },
    /// A record's id without words: its text is in the gap already.
    Record,
}

/// An image whose words are being read.
#[derive(Debug)]
pub(super) struct OpenImage {
    /// What closes it.
    end: ImageEnd,
    /// Images and links within its words.
    nested: usize,
    /// Whether it has any words.
    pub(super) has_text: bool,
}

#[derive(Debug)]
enum ImageEnd {
    /// An image of this site, with its title.
    Tag(String),
    /// An image elsewhere: pages fetch nothing from others, so it is shown as a link to it.
    Link(String),
    /// The same within a link: its words alone.
    Words,
}

impl Writer<'_> {
    pub(super) fn start_link(&mut self, link_type: LinkType, dest: &str, title: &str, range: Range<usize>) {
        let span = self.dest_range(dest, range);
        if let LinkType::WikiLink { has_pothole } = link_type {
            let target = self.add_link(dest, LinkKind::Record, span);
            self.out.gap(GapKind::LinkStart, target);
            if has_pothole {
                self.open_links.push(OpenLink::Gap { target, titled: false });
            } else {
                self.out.gap(GapKind::LinkText, target);
                self.out.gap(GapKind::LinkEnd, target);
                self.open_links.push(OpenLink::Record);
            }
            return;
        }
        let mail;
        let dest = if link_type == LinkType::Email {
            mail = format!("mailto:{dest}");
            &mail
        } else {
            dest
        };
        let kind = match classify(dest) {
            Destination::External(address) => return self.start_external(&address, title),
            Destination::Internal => LinkKind::Path,
            Destination::Forbidden => LinkKind::Forbidden,
        };
        let target = self.add_link(dest, kind, span);
        self.out.gap(GapKind::LinkStart, target);
        if !title.is_empty() {
            self.out.push("<span title=\"");
            escape(&mut self.out.html, title);
            self.out.push("\">");
        }
        self.open_links.push(OpenLink::Gap { target, titled: !title.is_empty() });
    }

    fn start_external(&mut self, address: &str, title: &str) {
        self.out.push("<a href=\"");
        escape_address(&mut self.out.html, address);
        if !title.is_empty() {
            self.out.push("\" title=\"");
            escape(&mut self.out.html, title);
        }
        self.out.push("\">");
        self.open_links.push(OpenLink::External);
    }

    pub(super) fn end_link(&mut self) {
        match self.open_links.pop() {
            Some(OpenLink::External) => self.out.push("</a>"),
            Some(OpenLink::Gap { target, titled }) => {
                if titled {
                    self.out.push("</span>");
                }
                self.out.gap(GapKind::LinkEnd, target);
            }
            Some(OpenLink::Record) | None => {}
        }
    }

    pub(super) fn start_image(&mut self, dest: &str, title: &str, range: Range<usize>) {
        let end = match classify(dest) {
            Destination::External(address) if self.open_links.is_empty() => {
                self.out.push("<a class=\"external-image\" href=\"");
                escape_address(&mut self.out.html, &address);
                self.out.push("\">");
                ImageEnd::Link(address.into_owned())
            }
            Destination::External(_) => ImageEnd::Words,
            kind => {
                let kind = if kind == Destination::Internal { LinkKind::Image } else { LinkKind::Forbidden };
                let span = self.dest_range(dest, range);
                let target = self.add_link(dest, kind, span);
                self.out.push("<img src=\"");
                self.out.gap(GapKind::ImageSource, target);
                self.out.push("\" alt=\"");
                ImageEnd::Tag(title.to_owned())
            }
        };
        self.image = Some(OpenImage { end, nested: 0, has_text: false });
    }

    /// Events within an image's words: only their text counts.
    pub(super) fn image_event(&mut self, event: Event<'_>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Start(_) => image.nested += 1,
            Event::End(TagEnd::Image) if image.nested == 0 => self.end_image(),
            Event::End(_) => image.nested -= 1,
            Event::Code(text) | Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                image.has_text = true;
                escape(&mut self.out.html, &text);
                self.add_heading_text(&text);
            }
            Event::SoftBreak | Event::HardBreak => {
                self.out.push(" ");
                self.add_heading_text(" ");
            }
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn end_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        match image.end {
            ImageEnd::Tag(title) => {
                if !title.is_empty() {
                    self.out.push("\" title=\"");
                    escape(&mut self.out.html, &title);
                }
                self.out.push("\" loading=\"lazy\" decoding=\"async\">");
            }
            ImageEnd::Link(address) => {
                if !image.has_text {
                    escape(&mut self.out.html, &address);
                }
                self.out.push("</a>");
            }
            ImageEnd::Words => {}
        }
    }

    pub(super) fn add_link(&mut self, dest: &str, kind: LinkKind, range: Range<usize>) -> usize {
        let span = self.span(range);
        self.links.push(RawLink { dest: dest.to_owned(), kind, span });
        self.links.len() - 1
    }

    /// Where `dest` stands within the link at `range`; the whole link where it is written elsewhere or in another way.
    fn dest_range(&self, dest: &str, range: Range<usize>) -> Range<usize> {
        let found = self.text.get(range.clone()).filter(|_| !dest.is_empty()).and_then(|link| link.rfind(dest));
        found.map_or(range.clone(), |at| range.start + at..range.start + at + dest.len())
    }
}
