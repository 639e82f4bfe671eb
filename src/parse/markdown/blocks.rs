//! Blocks: paragraphs, headings, quotes and alerts, lists, code, tables and footnote texts.

use std::{fmt::Write as _, ops::Range};

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, HeadingLevel, Tag, TagEnd};

use super::{
    buffer::escape,
    code,
    events::{OpenCode, OpenHeading, Table, Writer},
    headings::slug,
    raw_html::RawText,
};
use crate::{base::source::Spanned, model::body::Heading};

impl<'a> Writer<'a> {
    pub(super) fn start_block(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                // Directly in an item, as HTML writers do it: `<li><p>`.
                self.out.push("<p>");
            }
            Tag::Heading { level, id, classes, .. } => {
                let is_title = level == HeadingLevel::H1 && self.depth == 0 && self.title.is_none();
                self.out.line();
                let mark = self.out.mark();
                self.heading = Some(OpenHeading { mark, level: level as u8, id, classes, text: String::new(), is_title });
                if is_title {
                    self.title = Some(Spanned::new(String::new(), self.span(trimmed(self.text, range))));
                }
            }
            Tag::BlockQuote(kind) => {
                self.depth += 1;
                self.start_quote(kind);
            }
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::HtmlBlock => self.html_block = Some(RawText::default()),
            Tag::List(first) => {
                self.out.line();
                match first {
                    None => self.out.push("<ul>\n"),
                    Some(1) => self.out.push("<ol>\n"),
                    Some(first) => {
                        let _ = writeln!(self.out.html, "<ol start=\"{first}\">");
                    }
                }
            }
            Tag::Item => {
                self.depth += 1;
                self.out.push("<li>");
            }
            Tag::FootnoteDefinition(label) => {
                self.depth += 1;
                self.open_notes.push((label, self.out.mark()));
            }
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => {
                self.table.in_head = true;
                self.table.column = 0;
                self.out.push("<thead>\n<tr>");
            }
            Tag::TableRow => {
                self.table.column = 0;
                self.out.push("<tr>");
            }
            Tag::TableCell => self.start_cell(),
            // Inline tags are dealt with before; the rest are not switched on.
            _ => {}
        }
    }

    pub(super) fn end_block(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.out.push("</p>\n"),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(kind) => {
                self.depth -= 1;
                self.out.line();
                self.out.push(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => {
                if let Some(block) = self.code.take() {
                    code::write(&block.language, &block.text, &mut self.out.html);
                }
                self.out.push("</code></pre>\n");
            }
            TagEnd::HtmlBlock => {
                if let Some(block) = self.html_block.take() {
                    self.block_html(&block);
                }
            }
            TagEnd::List(ordered) => self.out.push(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => {
                self.depth -= 1;
                self.out.push("</li>\n");
            }
            TagEnd::FootnoteDefinition => {
                self.depth -= 1;
                if let Some((label, mark)) = self.open_notes.pop() {
                    let text = self.out.split_off(mark);
                    self.footnotes.define(&label, text);
                }
            }
            TagEnd::Table => self.out.push("</tbody>\n</table>\n</div>\n"),
            TagEnd::TableHead => {
                self.table.in_head = false;
                self.out.push("</tr>\n</thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.out.push("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            _ => {}
        }
    }

    fn end_heading(&mut self) {
        let Some(heading) = self.heading.take() else { return };
        let text = heading.text.trim();
        let id = self.headings.unique(&heading.id.as_ref().map_or_else(|| slug(text), ToString::to_string));
        if heading.is_title {
            self.out.truncate(heading.mark);
            self.title = self.title.take().filter(|_| !text.is_empty()).map(|title| title.map(|_| text.to_owned()));
            self.title_id = Some(id);
            return;
        }
        let mut tag = format!("<h{} id=\"", heading.level);
        escape(&mut tag, &id);
        tag.push('"');
        for (position, class) in heading.classes.iter().enumerate() {
            tag.push_str(if position == 0 { " class=\"" } else { " " });
            escape(&mut tag, class);
        }
        tag.push_str(if heading.classes.is_empty() { ">" } else { "\">" });
        self.out.insert(heading.mark, &tag);
        self.out.level_at(heading.mark, "<h".len());
        let _ = writeln!(self.out.html, "</h{}>", heading.level);
        self.out.level_before_end("2>\n".len());
        self.headings.list.push(Heading { level: heading.level, id, text: text.to_owned() });
    }

    fn start_quote(&mut self, kind: Option<BlockQuoteKind>) {
        self.out.line();
        let (class, title) = match kind {
            None => return self.out.push("<blockquote>\n"),
            Some(BlockQuoteKind::Note) => ("note", "Note"),
            Some(BlockQuoteKind::Tip) => ("tip", "Tip"),
            Some(BlockQuoteKind::Important) => ("important", "Important"),
            Some(BlockQuoteKind::Warning) => ("warning", "Warning"),
            Some(BlockQuoteKind::Caution) => ("caution", "Caution"),
        };
        let _ = writeln!(self.out.html, "<div class=\"alert {class}\">\n<p class=\"alert-title\">{title}</p>");
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'a>) {
        self.out.line();
        let language = match kind {
            CodeBlockKind::Indented => "",
            // The first word; what follows it (`rust,ignore`, `toml {1}`) speaks to other tools.
            CodeBlockKind::Fenced(info) => info.split([' ', '\t', ',', '{']).next().unwrap_or(""),
        };
        // Wide code scrolls in its own box, which the keyboard has to reach.
        if language.is_empty() {
            self.out.push("<pre tabindex=\"0\"><code>");
        } else {
            self.out.push("<pre tabindex=\"0\"><code class=\"language-");
            escape(&mut self.out.html, language);
            self.out.push("\">");
        }
        self.code = Some(OpenCode { language: language.to_owned(), text: String::new() });
    }

    /// Wide tables scroll in a box of their own, which the keyboard reaches and a screen reader can name.
    fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.out.line();
        self.tables += 1;
        let _ = write!(self.out.html, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table {}", self.tables);
        if let Some(heading) = self.headings.list.last() {
            self.out.html.push_str(", ");
            escape(&mut self.out.html, &heading.text);
        }
        self.out.push("\">\n<table>\n");
        self.table = Table { alignments, ..Table::default() };
    }

    fn start_cell(&mut self) {
        let before = self.out.mark();
        self.out.push(if self.table.in_head { "<th scope=\"col\"" } else { "<td" });
        self.out.push(match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"left\">",
            Some(Alignment::Center) => " class=\"center\">",
            Some(Alignment::Right) => " class=\"right\">",
            Some(Alignment::None) | None => ">",
        });
        self.table.cell = Some((before, self.out.mark()));
    }

    fn end_cell(&mut self) {
        self.table.column += 1;
        match self.table.cell.take() {
            // A heading without words heads nothing.
            Some((before, inside)) if self.table.in_head && self.out.is_at(inside) => {
                self.out.truncate(before);
                self.out.push("<td></td>");
            }
            _ => self.out.push(if self.table.in_head { "</th>" } else { "</td>" }),
        }
    }
}

/// `range` without white space and the marks of a heading around it.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let mark = |c: char| c.is_whitespace() || c == '#';
    // The line below an underlined heading is no part of the text.
    let line = text[range.clone()].trim_start_matches(mark);
    let start = range.end - line.len();
    let first = line.lines().next().unwrap_or("");
    start..start + first.trim_end_matches(mark).len()
}
