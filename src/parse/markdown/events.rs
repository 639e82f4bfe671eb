//! The writer: takes the parser's events one by one and writes HTML as it goes. Blocks are `blocks`' business, links are `links`'.

use std::{collections::HashSet, ops::Range};

use pulldown_cmark::{Alignment, CowStr, Event, Tag, TagEnd};

use super::{
    BodyDraft, RawLink, autolink,
    buffer::{Buffer, Mark, escape},
    destination::escape_address,
    footnotes::{Footnotes, reference_id},
    headings::{Headings, RESERVED},
    links::{OpenImage, OpenLink},
    raw_html::{self, RawText},
};
use crate::{
    base::source::{Span, Spanned},
    model::site::HtmlPolicy,
};

/// What is being written.
pub(super) struct Writer<'a> {
    pub(super) text: &'a str,
    pub(super) place: Span,
    pub(super) policy: HtmlPolicy,
    pub(super) out: Buffer,
    pub(super) links: Vec<RawLink>,
    pub(super) headings: Headings,
    pub(super) footnotes: Footnotes,
    /// Definitions of footnotes that are open: label, and where the text began.
    pub(super) open_notes: Vec<(CowStr<'a>, Mark)>,
    pub(super) title: Option<Spanned<String>>,
    pub(super) title_id: Option<String>,
    pub(super) heading: Option<OpenHeading<'a>>,
    pub(super) open_links: Vec<OpenLink>,
    pub(super) image: Option<OpenImage>,
    pub(super) table: Table,
    pub(super) tables: usize,
    /// Quotes, list items and notes around the present place.
    pub(super) depth: usize,
    /// Text that is copied from the source as it stands, not yet written: neighbouring pieces are written at once.
    pending: Range<usize>,
    /// The code block that is open.
    pub(super) code: Option<OpenCode>,
    pub(super) html_block: Option<RawText>,
    /// Raw elements that stand open.
    pub(super) raw_open: Vec<String>,
    /// Whether raw HTML was copied, so that the whole has to be cleaned.
    pub(super) unclean: bool,
}

/// A code block being read.
#[derive(Debug)]
pub(super) struct OpenCode {
    /// The first word of its info.
    pub(super) language: String,
    pub(super) text: String,
}

/// A heading being written.
pub(super) struct OpenHeading<'a> {
    pub(super) mark: Mark,
    pub(super) level: u8,
    pub(super) id: Option<CowStr<'a>>,
    pub(super) classes: Vec<CowStr<'a>>,
    pub(super) text: String,
    pub(super) is_title: bool,
}

/// The table being written.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) in_head: bool,
    pub(super) cell: Option<(Mark, Mark)>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(text: &'a str, place: Span, policy: HtmlPolicy) -> Self {
        Self {
            text,
            place,
            policy,
            out: Buffer::with_capacity(text.len() + text.len() / 4 + 64),
            links: Vec::new(),
            headings: Headings::default(),
            footnotes: Footnotes::default(),
            open_notes: Vec::new(),
            title: None,
            title_id: None,
            heading: None,
            open_links: Vec::new(),
            image: None,
            table: Table::default(),
            tables: 0,
            depth: 0,
            pending: 0..0,
            code: None,
            html_block: None,
            raw_open: Vec::new(),
            unclean: false,
        }
    }

    /// The place of `range` of the body in its file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let start = self.place.start as usize;
        Span::new(self.place.file, start + range.start..start + range.end)
    }

    pub(super) fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if let Event::Text(text) = event {
            return self.text(&text, range);
        }
        self.flush();
        if self.image.is_some() {
            return self.image_event(event);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Code(code) => {
                self.out.push("<code>");
                escape(&mut self.out.html, &code);
                self.out.push("</code>");
                self.add_heading_text(&code);
            }
            Event::Html(html) => {
                if let Some(block) = &mut self.html_block {
                    block.push(&html, range.start);
                }
            }
            Event::InlineHtml(html) => self.inline_html(&html, range.start),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::SoftBreak => {
                self.out.push("\n");
                self.add_heading_text(" ");
            }
            Event::HardBreak => {
                self.out.push("<br>\n");
                self.add_heading_text(" ");
            }
            Event::Rule => {
                self.out.line();
                self.out.push("<hr>\n");
            }
            Event::TaskListMarker(done) => self.task_marker(if done { Task::Done } else { Task::Open }),
            // Formulas are not switched on; one that came would be shown as it was written.
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => escape(&mut self.out.html, &text),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.out.push("<em>"),
            Tag::Strong => self.out.push("<strong>"),
            Tag::Strikethrough => self.out.push("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => self.start_link(link_type, &dest_url, &title, range),
            Tag::Image { dest_url, title, .. } => self.start_image(&dest_url, &title, range),
            block => self.start_block(block, range),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.out.push("</em>"),
            TagEnd::Strong => self.out.push("</strong>"),
            TagEnd::Strikethrough => self.out.push("</del>"),
            TagEnd::Link => self.end_link(),
            block => self.end_block(block),
        }
    }

    /// Text comes in pieces; those that follow one another in the source are put together again, so that addresses stay whole.
    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.text.get(range.clone()) == Some(text) {
            if self.pending.end == range.start && !self.pending.is_empty() {
                self.pending.end = range.end;
            } else {
                self.flush();
                self.pending = range;
            }
        } else {
            self.flush();
            self.write_text(text);
        }
    }

    fn flush(&mut self) {
        if !self.pending.is_empty() {
            let pending = std::mem::replace(&mut self.pending, 0..0);
            self.write_text(&self.text[pending]);
        }
    }

    fn write_text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            return code.text.push_str(text);
        }
        if self.open_links.last().is_some_and(|link| *link == OpenLink::Record) {
            return;
        }
        self.add_heading_text(text);
        if let Some(image) = &mut self.image {
            image.has_text = true;
        } else if self.open_links.is_empty() && text.contains("://") {
            return self.write_with_addresses(text);
        }
        escape(&mut self.out.html, text);
    }

    fn write_with_addresses(&mut self, mut text: &str) {
        while let Some(found) = autolink::find(text) {
            escape(&mut self.out.html, &text[..found.start]);
            self.out.push("<a href=\"");
            escape_address(&mut self.out.html, &text[found.clone()]);
            self.out.push("\">");
            escape(&mut self.out.html, &text[found.clone()]);
            self.out.push("</a>");
            text = &text[found.end..];
        }
        escape(&mut self.out.html, text);
    }

    pub(super) fn add_heading_text(&mut self, text: &str) {
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
    }

    fn footnote_reference(&mut self, label: &str) {
        if self.heading.as_ref().is_some_and(|heading| heading.is_title) {
            return;
        }
        let (number, reference) = self.footnotes.refer(label);
        let number_text = number.to_string();
        let id = reference_id(number, reference);
        // A link within a link is none: there the number stands alone.
        let html = if self.open_links.is_empty() {
            format!(
                "<sup class=\"footnote\"><a id=\"{id}\" href=\"#r-fn-{number}\" aria-label=\"Footnote {number}\">{number_text}</a></sup>"
            )
        } else {
            format!("<sup class=\"footnote\" id=\"{id}\">{number_text}</sup>")
        };
        self.out.push(&html);
    }

    fn task_marker(&mut self, task: Task) {
        // A loose item has opened its paragraph already.
        for opened in ["<li>", "<li><p>"] {
            if self.out.html.ends_with(opened) {
                let at = self.out.html.len() - opened.len() + "<li".len();
                self.out.html.insert_str(at, " class=\"task\"");
                break;
            }
        }
        self.out.push(match task {
            Task::Done => "<input type=\"checkbox\" disabled checked aria-label=\"Done\"> ",
            Task::Open => "<input type=\"checkbox\" disabled aria-label=\"Not done\"> ",
        });
    }

    pub(super) fn finish(mut self) -> BodyDraft {
        self.flush();
        self.footnotes.write(&mut self.out);
        self.out.outline_levels();
        let mut anchors = Vec::new();
        if self.unclean {
            (self.out, anchors) = raw_html::clean(&self.out, self.links.len());
            // The cleaner's output has the ids of headings too; those are known already.
            let headings: HashSet<&str> = self.headings.list.iter().map(|heading| heading.id.as_str()).collect();
            anchors.retain(|anchor| !anchor.starts_with(RESERVED) && !headings.contains(anchor.as_str()));
        }
        BodyDraft {
            html: self.out.html.into(),
            gaps: self.out.gaps,
            links: self.links,
            headings: self.headings.outlined(),
            title: self.title,
            title_id: self.title_id,
            anchors,
            choice: None,
            written: None,
            edits: Vec::new(),
        }
    }
}

/// State of an item of a task list.
#[derive(Debug, Clone, Copy)]
enum Task {
    Done,
    Open,
}
