//! A short text as words: what Markdown marks it with is taken off, links are kept beside their words. Whatever is struck out is not there.

mod links;

use std::ops::Range;

use self::links::{anchor, link, tag};

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// A space, or nothing that matters.
    Space,
    /// `,` or `&`
    Comma,
    /// A bracket, quote or dash.
    Aside,
    /// `→`, `->`, `=>`
    Arrow,
    /// `|` or `/`
    Choice,
    /// `.`, `;`, `:`
    Stop,
    /// The beginning.
    Start,
}

/// A word, in small letters.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Its letters and digits: `superseded`, `adr-0012`, `2018-09-26`.
    pub text: String,
    /// Where it stands in the text.
    pub at: Range<usize>,
    /// What stands before it.
    pub gap: Gap,
    /// The link it belongs to.
    pub link: Option<usize>,
    /// Whether it is set in bold.
    pub bold: bool,
}

/// A link.
#[derive(Debug, Clone)]
pub(super) struct Link {
    /// Its words.
    pub text: Range<usize>,
    /// Where it leads, or the name of the definition that says so.
    pub dest: Range<usize>,
    /// Whether `dest` is a name.
    pub named: bool,
    /// All of it.
    pub at: Range<usize>,
}

/// A text, taken apart.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// Its words.
    pub words: Vec<Word>,
    /// Its links.
    pub links: Vec<Link>,
    /// Boxes: ticked or not.
    pub boxes: Vec<bool>,
}

/// Takes a text apart.
pub(super) fn mark(text: &str) -> Marked {
    let mut lexer = Lexer { text, at: 0, gap: Gap::Start, link: None, bold: false, out: Marked::default() };
    while lexer.at < text.len() {
        lexer.step();
    }
    lexer.out
}

/// The text as a reader sees it: one line, without marks.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (said, taken) = piece(rest, first, out.chars().next_back());
        out.push_str(&said);
        rest = &rest[taken..];
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the beginning of `rest` says, and how long it is.
fn piece(rest: &str, first: char, before: Option<char>) -> (String, usize) {
    let one = first.len_utf8();
    match first {
        '\\' => match rest[1..].chars().next().filter(char::is_ascii_punctuation) {
            Some(escaped) => (escaped.to_string(), 2),
            None => (if rest.len() == 1 { String::new() } else { "\\".into() }, 1),
        },
        '!' if rest[1..].starts_with('[') => {
            link(&rest[1..]).map_or(("!".into(), 1), |(text, _, _, end)| (plain(&rest[1..][text]), end + 1))
        }
        '[' => link(rest).map_or(("[".into(), 1), |(text, _, _, end)| (plain(&rest[text]), end)),
        '<' => match tag(rest) {
            Some((inner, end)) if inner.contains("://") || inner.contains('@') => (inner.to_owned(), end),
            Some((inner, end)) => (if inner.starts_with("br") { " ".into() } else { String::new() }, end),
            None => ("<".into(), 1),
        },
        '`' => (String::new(), 1),
        '~' if rest.starts_with("~~") => (String::new(), 2),
        '*' => {
            // Between spaces it is a sign, not a mark.
            let lone = before.is_none_or(char::is_whitespace) && rest[1..].starts_with(char::is_whitespace);
            (if lone { "*".into() } else { String::new() }, 1)
        }
        '_' => {
            let inside = before.is_some_and(char::is_alphanumeric) && rest[1..].starts_with(char::is_alphanumeric);
            (if inside { "_".into() } else { String::new() }, 1)
        }
        '&' => {
            const ENTITIES: &[(&str, &str)] =
                &[("&nbsp;", " "), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&mdash;", "—"), ("&ndash;", "–")];
            ENTITIES
                .iter()
                .find(|(entity, _)| rest.starts_with(entity))
                .map_or(("&".into(), 1), |(entity, said)| ((*said).into(), entity.len()))
        }
        ':' => shortcode(rest).map_or((":".into(), 1), |length| (String::new(), length)),
        // Invisible: joins of emoji, variants, marks of direction.
        '\u{fe0f}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => (String::new(), one),
        _ => (first.to_string(), one),
    }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    gap: Gap,
    link: Option<(usize, usize)>,
    bold: bool,
    out: Marked,
}

impl Lexer<'_> {
    fn step(&mut self) {
        if self.link.is_some_and(|(_, end)| self.at >= end) {
            let (ix, _) = self.link.take().unwrap_or_default();
            self.at = self.out.links[ix].at.end;
            self.widen(Gap::Space);
            return;
        }
        let rest = &self.text[self.at..];
        let Some(first) = rest.chars().next() else { return };
        match first {
            '[' if self.link.is_none() => self.bracket(rest),
            '<' => self.angle(rest),
            '~' if rest.starts_with("~~") => {
                let end = rest[2..].find("~~").map_or(rest.len(), |end| end + 4);
                self.at += end;
            }
            '*' | '_' if rest[1..].starts_with(first) => {
                self.bold = !self.bold;
                self.at += 2;
            }
            '\\' if rest.len() > 1 => self.at += 1,
            ':' if shortcode(rest).is_some() => self.at += shortcode(rest).unwrap_or(1),
            _ if path(rest).is_some() && self.link.is_none() => {
                let end = path(rest).unwrap_or(1);
                self.push(&rest[..end]);
                self.at += end;
            }
            _ if first.is_alphanumeric() || first == '#' && rest[1..].starts_with(|c: char| c.is_ascii_digit()) => self.word(rest),
            _ => self.between(rest, first),
        }
    }

    fn widen(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    fn between(&mut self, rest: &str, first: char) {
        if ["->", "=>"].iter().any(|arrow| rest.starts_with(arrow)) {
            self.widen(Gap::Arrow);
            self.at += 2;
            return;
        }
        self.widen(match first {
            ',' | '&' | '、' | '，' | '\n' => Gap::Comma,
            '(' | ')' | '"' | '\'' | '“' | '”' | '„' | '«' | '»' | '–' | '—' | '-' | '[' | ']' | '（' | '）' | '「' | '」' => {
                Gap::Aside
            }
            '→' | '⇒' | '➜' | '➡' => Gap::Arrow,
            '|' | '/' => Gap::Choice,
            '.' | ';' | ':' | '!' | '?' | '。' | '：' | '；' => Gap::Stop,
            _ => Gap::Space,
        });
        self.at += first.len_utf8();
    }

    fn bracket(&mut self, rest: &str) {
        if let Some(ticked) = rest.get(..3).and_then(|text| match text {
            "[ ]" => Some(false),
            "[x]" | "[X]" | "[*]" => Some(true),
            _ => None,
        }) && !rest[3..].starts_with(['(', '['])
        {
            self.out.boxes.push(ticked);
            self.at += 3;
            return;
        }
        let Some((text, dest, named, end)) = link(rest) else {
            self.widen(Gap::Aside);
            self.at += 1;
            return;
        };
        let shift = |range: Range<usize>| range.start + self.at..range.end + self.at;
        let link = Link { text: shift(text), dest: shift(dest), named, at: shift(0..end) };
        self.widen(Gap::Space);
        self.link = Some((self.out.links.len(), link.text.end));
        self.at = link.text.start;
        self.out.links.push(link);
    }

    fn angle(&mut self, rest: &str) {
        let Some((inner, end)) = tag(rest) else {
            self.widen(Gap::Aside);
            self.at += 1;
            return;
        };
        if inner.contains("://") {
            let at = self.at + 1..self.at + end - 1;
            self.out.links.push(Link { text: at.clone(), dest: at, named: false, at: self.at..self.at + end });
        }
        if let Some((text, dest, close)) = anchor(rest).filter(|_| self.link.is_none()) {
            let shift = |range: Range<usize>| range.start + self.at..range.end + self.at;
            let link = Link { text: shift(text), dest: shift(dest), named: false, at: shift(0..close) };
            self.widen(Gap::Space);
            self.link = Some((self.out.links.len(), link.text.end));
            self.at = link.text.start;
            self.out.links.push(link);
            return;
        }
        let bold = ["b", "strong", "/b", "/strong"].contains(&inner);
        self.bold = if bold { !inner.starts_with('/') } else { self.bold };
        self.widen(if inner.starts_with("br") { Gap::Stop } else { Gap::Space });
        self.at += end;
    }

    fn word(&mut self, rest: &str) {
        let mut end = 0;
        let wide = rest.starts_with(is_wide);
        let limit = self.link.map_or(rest.len(), |(_, end)| end.saturating_sub(self.at).min(rest.len()));
        for (at, letter) in rest[..limit].char_indices() {
            let joint = matches!(letter, '-' | '_' | '.' | '\'' | '’' | '/' | '+') && !wide && at > 0;
            let goes_on = || rest[at + letter.len_utf8()..limit].starts_with(|next: char| next.is_alphanumeric() && !is_wide(next));
            // Words that are joined by a slash are a choice of two; only paths and dates hold one.
            let slash = letter != '/' || rest[..at].ends_with(|c: char| c.is_ascii_digit()) || rest[..at].contains('.');
            let part = letter.is_alphanumeric() && is_wide(letter) == wide || at == 0 || joint && goes_on() && slash;
            if !part {
                break;
            }
            end = at + letter.len_utf8();
        }
        self.push(&rest[..end]);
        self.at += end.max(1);
    }

    /// Enters a word; those that are only joined by hyphens part again: `work-in-progress`.
    fn push(&mut self, word: &str) {
        let mut at = self.at;
        let parts: Vec<&str> = word.split('-').collect();
        let apart = parts.len() > 1 && parts.iter().all(|part| part.chars().all(char::is_alphabetic));
        for part in if apart { parts } else { vec![word] } {
            self.out.words.push(Word {
                text: part.to_lowercase(),
                at: at..at + part.len(),
                gap: self.gap,
                link: self.link.map(|(ix, _)| ix),
                bold: self.bold,
            });
            self.gap = Gap::Space;
            at += part.len() + 1;
        }
    }
}

/// The length of `:white_check_mark:`.
fn shortcode(text: &str) -> Option<usize> {
    let inner = text.strip_prefix(':')?;
    let end = super::outline::clip(inner, 40).find(':')?;
    let name = &inner[..end];
    let is_name =
        name.starts_with(|c: char| c.is_ascii_lowercase()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'+'));
    (is_name && name.len() > 2).then_some(end + 2)
}

/// The length of a path to a text: `docs/adr/0012-x.md`, `./0012-x.md`.
fn path(text: &str) -> Option<usize> {
    if !text.starts_with(|c: char| c.is_alphanumeric() || c == '.') {
        return None;
    }
    let window = super::outline::clip(text, 300);
    let end = window
        .find(|c: char| c.is_whitespace() || matches!(c, ',' | ')' | ']' | '"' | '\'' | '`' | ';' | '*' | '<' | '|' | '(' | '['))
        .unwrap_or(window.len());
    let run = window[..end].trim_end_matches(['.', ':']);
    (run.contains('/') && super::ties::has_record_ending(run)).then_some(run.len())
}

/// Whether a letter belongs to a script that is written without spaces.
pub(super) fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{3005}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests;
