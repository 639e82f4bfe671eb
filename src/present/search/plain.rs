//! The words of a body, section by section: its HTML without tags. The HTML was written by `parse`, so it is known to be sound.

use crate::model::body::{Body, GapKind, Heading, Target};

/// Elements within a line of text; all others part words.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span",
    "strong", "sub", "sup", "u", "var", "wbr",
];

/// A stretch of a body below one of its headings; `None`: before the first.
pub(super) struct Stretch<'a> {
    /// The heading.
    pub(super) heading: Option<&'a Heading>,
    /// The words, on one line.
    pub(super) text: String,
}

/// The stretches of a body, in order. `title_of` tells what is shown for a link without words of its own.
pub(super) fn stretches(body: &Body, title_of: impl Fn(&Target) -> String) -> Vec<Stretch<'_>> {
    let mut reading = Reading { stretches: vec![Stretch { heading: None, text: String::new() }], headings: &body.headings, apart: false };
    let mut at = 0;
    let shown = body.gaps.iter().filter(|gap| gap.kind == GapKind::LinkText);
    for gap in shown {
        reading.html(&body.html[at..gap.at as usize]);
        at = gap.at as usize;
        reading.text(&title_of(&body.targets[gap.target as usize]));
    }
    reading.html(&body.html[at..]);
    for stretch in &mut reading.stretches {
        stretch.text.truncate(stretch.text.trim_end().len());
    }
    reading.stretches
}

struct Reading<'a> {
    stretches: Vec<Stretch<'a>>,
    /// Headings that are still to come.
    headings: &'a [Heading],
    /// Whether a space is due before the next word.
    apart: bool,
}

impl Reading<'_> {
    /// Reads a piece of HTML that begins and ends outside of tags.
    fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some(start) = rest.find('<') {
            self.escaped(&rest[..start]);
            let Some(length) = tag_length(&rest[start..]) else { return };
            let tag = &rest[start + 1..start + length - 1];
            rest = &rest[start + length..];
            let name = &tag[..tag.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(tag.len())];
            if let Some(closing) = self.heading(tag, name) {
                // Its words are the section's name, not its text.
                rest = rest.split_once(closing).map_or("", |(_, after)| after);
            } else if name == "sup" && tag.contains("\"footnote\"") {
                rest = rest.split_once("</sup>").map_or("", |(_, after)| after);
            }
            self.apart |= !INLINE.contains(&name.trim_start_matches('/'));
        }
        self.escaped(rest);
    }

    /// Begins a stretch where `tag` opens the next heading of the body: how that heading ends. Headings of raw HTML are text.
    fn heading(&mut self, tag: &str, name: &str) -> Option<&'static str> {
        const CLOSING: [&str; 5] = ["</h2>", "</h3>", "</h4>", "</h5>", "</h6>"];
        let level = CLOSING.iter().position(|closing| &closing[2..4] == name)?;
        let (next, others) = self.headings.split_first()?;
        let id = tag.split_once(" id=\"")?.1.split('"').next()?;
        if id != next.id && unescaped(id) != next.id {
            return None;
        }
        self.headings = others;
        self.stretches.push(Stretch { heading: Some(next), text: String::new() });
        Some(CLOSING[level])
    }

    fn escaped(&mut self, text: &str) {
        if text.contains('&') { self.text(&unescaped(text)) } else { self.text(text) }
    }

    fn text(&mut self, text: &str) {
        let Some(stretch) = self.stretches.last_mut() else { return };
        let out = &mut stretch.text;
        if std::mem::take(&mut self.apart) && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        let text = if out.is_empty() || out.ends_with(' ') { text.trim_ascii_start() } else { text };
        let mut lines = text.split('\n');
        out.push_str(lines.next().unwrap_or_default());
        for line in lines {
            out.push(' ');
            out.push_str(line);
        }
    }
}

/// Length of the tag at the start of `html`: a `>` between quotes does not end it.
fn tag_length(html: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// A text without the entities that `parse` and its cleaner write.
fn unescaped(text: &str) -> String {
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&nbsp;", " ");
    plain.replace("&amp;", "&")
}
