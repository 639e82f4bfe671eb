//! A text as lines and headings, cut once: everything that looks for facts walks over these. Code and comments are marked as such.

use std::ops::Range;

/// Bytes of a line that are looked at: whatever is longer is prose.
const MOST: usize = 8_000;

/// A line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// Its first byte in the file.
    pub at: usize,
    /// Its text without the line's end; cut where it is longer than any fact.
    pub text: &'t str,
    /// Whether it is neither code nor comment.
    pub live: bool,
}

/// A heading.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text in the file, without marks.
    pub text: Range<usize>,
    /// Its line.
    pub line: usize,
    /// The first line after it: the next but one where it is underlined.
    pub below: usize,
}

/// A text, cut.
#[derive(Debug)]
pub(super) struct Outline<'t> {
    /// The whole file.
    pub text: &'t str,
    /// Lines of the body.
    pub lines: Vec<Line<'t>>,
    /// Headings of the body.
    pub headings: Vec<Heading>,
}

impl<'t> Outline<'t> {
    /// Cuts the body of a file, which begins at byte `from`.
    pub(super) fn new(text: &'t str, from: usize) -> Self {
        let lines = lines(text, from);
        let headings = headings(&lines);
        Self { text, lines, headings }
    }

    /// The lines below a heading, up to the next heading of any level.
    pub(super) fn below(&self, heading: usize) -> &[Line<'t>] {
        let end = self.headings.get(heading + 1).map_or(self.lines.len(), |next| next.line);
        let start = self.headings.get(heading).map_or(end, |heading| heading.below);
        self.lines.get(start..end).unwrap_or_default()
    }

    /// The lines below a heading, up to the next one of its level or a higher one, with the place of the first heading that is not among them.
    pub(super) fn under(&self, heading: usize) -> (&[Line<'t>], usize) {
        let Some(own) = self.headings.get(heading) else { return (&[], heading) };
        let rest = self.headings.get(heading + 1..).unwrap_or_default();
        let next = rest.iter().position(|next| next.level <= own.level).map_or(self.headings.len(), |at| heading + 1 + at);
        let end = self.headings.get(next).map_or(self.lines.len(), |next| next.line);
        (self.lines.get(own.below..end).unwrap_or_default(), next)
    }

    /// The words of a heading, marks of emphasis included.
    pub(super) fn words(&self, heading: &Heading) -> &'t str {
        clip(&self.text[heading.text.clone()], MOST)
    }
}

/// The beginning of a text, at most `most` bytes of it.
pub(super) fn clip(text: &str, most: usize) -> &str {
    &text[..boundary(text, most)]
}

/// The last boundary between characters that is not past a byte.
pub(super) fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn lines(text: &str, from: usize) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut at = from;
    let (mut fence, mut comment): (Option<&str>, bool) = (None, false);
    for raw in text[from..].split_inclusive('\n') {
        let line = clip(raw.trim_end_matches(['\n', '\r']), MOST);
        let is_live = if let Some(open) = fence {
            if line.trim_start().starts_with(open) && line.trim().chars().all(|c| open.starts_with(c)) {
                fence = None;
            }
            false
        } else if comment {
            comment = !line.contains("-->");
            false
        } else if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| is_fence(line, mark)) {
            fence = Some(mark);
            false
        } else {
            comment = line.rfind("<!--").is_some_and(|open| !line[open..].contains("-->"));
            true
        };
        lines.push(Line { at, text: line, live: is_live });
        at += raw.len();
    }
    lines
}

/// A fence of code that opens here, and does not close on the same line.
fn is_fence(line: &str, mark: &str) -> bool {
    line.trim_start_matches(['>', ' ', '\t', '-', '*']).strip_prefix(mark).is_some_and(|rest| !rest.contains(mark))
}

fn headings(lines: &[Line<'_>]) -> Vec<Heading> {
    let mut headings = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.live) {
        if let Some((level, text)) = atx(line) {
            headings.push(Heading { level, text, line: at, below: at + 1 });
            continue;
        }
        let under = lines.get(at + 1).filter(|next| next.live).map_or("", |next| next.text.trim());
        let level = match under.as_bytes().first() {
            Some(b'=') if under.len() > 1 && under.bytes().all(|byte| byte == b'=') => 1,
            Some(b'-') if under.len() > 1 && under.bytes().all(|byte| byte == b'-') => 2,
            _ => continue,
        };
        let inner = line.text.trim();
        let other = inner.is_empty() || inner.starts_with(['>', '|', '#']) || is_rule(inner) || is_item(inner);
        if !other {
            let start = line.at + (line.text.len() - line.text.trim_start().len());
            headings.push(Heading { level, text: start..start + inner.len(), line: at, below: at + 2 });
        }
    }
    headings
}

fn is_rule(line: &str) -> bool {
    line.len() > 1 && (line.bytes().all(|byte| byte == b'-') || line.bytes().all(|byte| byte == b'='))
}

/// Whether a line is an entry of a list.
pub(super) fn is_item(line: &str) -> bool {
    unlisted(line).len() < line.trim_start().len()
}

/// A line without the mark of a list before it.
pub(super) fn unlisted(line: &str) -> &str {
    let line = line.trim_start();
    let rest = line.strip_prefix(['-', '*', '+', '•', '–']).or_else(|| {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        (1..=3).contains(&digits).then(|| line[digits..].strip_prefix(['.', ')'])).flatten()
    });
    rest.filter(|rest| rest.starts_with([' ', '\t', '\u{a0}'])).map_or(line, str::trim_start)
}

/// `## Status ##`
fn atx(line: &Line<'_>) -> Option<(u8, Range<usize>)> {
    let inner = line.text.trim_start();
    let indent = line.text.len() - inner.len();
    let level = inner.bytes().take_while(|byte| *byte == b'#').count();
    if indent > 3 || !(1..=6).contains(&level) {
        return None;
    }
    let rest = &inner[level..];
    if !rest.is_empty() && !rest.starts_with([' ', '\t', '\u{a0}']) {
        // `#Title` is no heading in CommonMark, and one to whoever wrote it; `#12` and `#tag` below are not.
        let glued = level <= 2 && rest.starts_with(|first: char| first.is_uppercase());
        if !glued {
            return None;
        }
    }
    let words = rest.trim();
    let words = words.strip_suffix(|c| c == '#').map_or(words, |_| {
        let bare = words.trim_end_matches('#');
        if bare.is_empty() || bare.ends_with([' ', '\t']) { bare.trim_end() } else { words }
    });
    let start = line.at + indent + level + (rest.len() - rest.trim_start().len());
    Some((u8::try_from(level).unwrap_or(6), start..start + words.len()))
}

#[cfg(test)]
mod tests {
    use super::{Outline, unlisted};

    fn headings(text: &str) -> Vec<(u8, &str)> {
        let outline = Outline::new(text, 0);
        outline.headings.iter().map(|heading| (heading.level, outline.words(heading))).collect()
    }

    #[test]
    fn headings_of_every_make() {
        assert_eq!(headings("# One\r\n\r\n## Two ##\n###\n"), [(1, "One"), (2, "Two"), (3, "")]);
        assert_eq!(headings("One\n===\ntext\n\nTwo\n---\n- item\n---\n"), [(1, "One"), (2, "Two")]);
        assert_eq!(headings("```\n# code\n```\n<!--\n# comment\n-->\n#Glued\n#12\n"), [(1, "Glued")]);
        assert_eq!(headings("a <!-- b --> c\n# One"), [(1, "One")]);
    }

    #[test]
    fn marks_of_lists() {
        for (line, bare) in
            [("- a", "a"), ("  * a", "a"), ("1. a", "a"), ("12) a", "a"), ("-a", "-a"), ("2018. a", "2018. a"), ("**b** c", "**b** c")]
        {
            assert_eq!(unlisted(line), bare, "{line}");
        }
    }
}
