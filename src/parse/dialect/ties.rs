//! Ties in a text: which wording, and whom it names. Nothing is looked up here.

use std::{collections::BTreeMap, ops::Range};

use super::{
    date,
    marks::{Gap, Link, Marked, Word, is_wide},
    phrases::{FIELDS, IN_PART, PARTLY, PHRASES, Phrase, WIDE_PHRASES},
    words::{is_same, may_begin},
};
use crate::{
    base::source::{Span, Spanned},
    parse::draft::{TieDraft, TieKind, TieTarget},
};

/// Words between a wording and the number of a record.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "the", "adr", "adrs", "dr", "madr", "record", "records", "decision", "decisions", "number", "no", "nr", "by", "and", "or", "und", "et",
    "y", "e", "new", "n°", "see", "with", "now", "in", "favour", "favor", "of", "durch", "par", "por", "part", "parts",
];

/// A stretch of a file that a fact was written in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passage<'t> {
    /// The text as read, escapes resolved.
    pub text: &'t str,
    /// Where it stands.
    pub span: Span,
    /// Whether its bytes are those of the file.
    pub exact: bool,
}

impl Passage<'_> {
    /// The place of a part of it; of all of it where the bytes differ.
    pub(super) fn place(&self, part: Range<usize>) -> Span {
        if !self.exact {
            return self.span;
        }
        let start = self.span.start as usize;
        Span::new(self.span.file, start + part.start..start + part.end)
    }
}

/// `[name]: address` lines of a text: names in small letters.
pub(super) type Definitions<'t> = BTreeMap<String, &'t str>;

/// A wording that was found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    /// The wording.
    pub phrase: Phrase,
    /// Words it takes, those of "in part" included.
    pub taken: usize,
    /// Whether only a part is meant.
    pub in_part: bool,
}

/// Whether words begin with others, one after the other.
pub(super) fn begins(words: &[Word], phrase: &str) -> Option<usize> {
    if !words.first().is_some_and(|word| may_begin(&word.text, phrase)) {
        return None;
    }
    let mut taken = 0;
    for part in phrase.split(' ') {
        let word = words.get(taken)?;
        if !is_same(&word.text, part) || taken > 0 && word.gap > Gap::Space {
            return None;
        }
        taken += 1;
    }
    Some(taken)
}

/// The longest wording that words begin with. `partly superseded by` and `superseded in part by` say so.
pub(super) fn hit(words: &[Word]) -> Option<Hit> {
    let partly = match words.first() {
        Some(word) if PARTLY.contains(&word.text.as_str()) => 1,
        _ => IN_PART.iter().find_map(|part| begins(words, part)).unwrap_or(0),
    };
    let rest = &words[partly..];
    let plain = PHRASES.iter().filter_map(|phrase| Some((phrase, begins(rest, phrase.words)?))).max_by_key(|(_, taken)| *taken);
    if let Some((phrase, taken)) = plain {
        let behind = IN_PART.iter().find_map(|part| begins(&rest[taken..], part)).filter(|_| !phrase.weak);
        return Some(Hit { phrase: *phrase, taken: partly + taken + behind.unwrap_or(0), in_part: partly > 0 || behind.is_some() });
    }
    // "superseded in part by": the words of the wording stand around those of the part.
    let first = rest.first()?;
    let (part, by) = IN_PART.iter().find_map(|part| begins(rest.get(1..)?, part).map(|taken| (taken, rest.get(1 + taken))))?;
    let by = by?;
    let joined = PHRASES.iter().find(|phrase| phrase.words.split_once(' ') == Some((first.text.as_str(), by.text.as_str())))?;
    Some(Hit { phrase: *joined, taken: partly + part + 2, in_part: true })
}

/// The wording in a word of a script without spaces.
pub(super) fn wide_hit(word: &str) -> Option<Phrase> {
    if !word.starts_with(is_wide) {
        return None;
    }
    WIDE_PHRASES.iter().find(|phrase| word.contains(phrase.words)).copied()
}

/// The tie that the name of a field stands for: `Superseded by`, `superseded_by`, `relates-to`.
pub(super) fn of_field(label: &str) -> Option<Phrase> {
    let label = label.trim_end_matches(" adr").trim_end_matches(" adrs");
    let whole = [" in part", " partially", " partly"].iter().fold(label.to_owned(), |label, part| label.replace(part, ""));
    let bare = whole.strip_prefix("partly ").or_else(|| whole.strip_prefix("partially ")).unwrap_or(&whole);
    let find = |list: &[Phrase]| list.iter().find(|phrase| is_same(bare, phrase.words)).copied();
    let found = find(FIELDS).or_else(|| find(PHRASES)).or_else(|| find(WIDE_PHRASES));
    found.map(|phrase| Phrase { part: bare.len() < label.len(), ..phrase })
}

/// What names whom.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    /// The passage.
    pub passage: Passage<'a>,
    /// The same, taken apart.
    pub marked: &'a Marked,
    /// Where named links lead.
    pub definitions: &'a Definitions<'a>,
}

impl Reader<'_> {
    /// The records that some words name. `titles`: words that are neither number nor link count as a title.
    pub(super) fn targets(&self, words: &[Word], titles: bool) -> Vec<Spanned<TieTarget>> {
        let mut links: Vec<usize> = words.iter().filter_map(|word| word.link).collect();
        links.dedup();
        let linked: Vec<_> = links.iter().filter_map(|ix| self.linked(*ix)).collect();
        if !linked.is_empty() {
            return linked;
        }
        let named = self.numbers(words);
        if named.is_empty() && titles { self.title(words).into_iter().collect() } else { named }
    }

    /// Whether the passage names records and says little else: links, or nothing but numbers.
    pub(super) fn names_records_alone(&self) -> bool {
        let of_record = |word: &Word| self.named(word).is_some() || FILLERS.contains(&word.text.as_str());
        !self.marked.links.is_empty() || self.marked.words.iter().all(of_record)
    }

    /// The record that a link leads to.
    pub(super) fn linked(&self, ix: usize) -> Option<Spanned<TieTarget>> {
        let link = self.marked.links.get(ix)?;
        let text = self.passage.text.get(link.text.clone())?;
        let span = self.passage.place(link.at.clone());
        let dest = self.dest(link);
        let of_record = dest.filter(|dest| leads_to_record(dest));
        let target = match of_record {
            Some(dest) => TieTarget::Link(dest.to_owned()),
            None => match id_in(text) {
                Some(id) => TieTarget::Id(id),
                None if dest.is_none() => TieTarget::Title(super::marks::plain(text)),
                None => return None,
            },
        };
        Some(Spanned::new(target, span))
    }

    fn dest(&self, link: &Link) -> Option<&str> {
        let dest = self.passage.text.get(link.dest.clone())?;
        if link.named { self.definitions.get(&dest.to_lowercase()).copied() } else { Some(dest) }
    }

    /// `0012`, `ADR-12 and #7`: numbers one after the other, from the first word on.
    fn numbers(&self, words: &[Word]) -> Vec<Spanned<TieTarget>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            if FILLERS.contains(&word.text.as_str()) {
                at += 1;
                continue;
            }
            if date::whole(&word.text).is_some() && !is_dated_name(&word.text) {
                break;
            }
            if !found.is_empty() && !follows(words, at) {
                break;
            }
            let Some(target) = self.named(word) else { break };
            found.push(Spanned::new(target, self.passage.place(word.at.clone())));
            at += 1;
        }
        found
    }

    fn named(&self, word: &Word) -> Option<TieTarget> {
        let written = self.passage.text.get(word.at.clone())?;
        if has_record_ending(written) {
            return Some(TieTarget::Link(written.to_owned()));
        }
        id_in(written).map(TieTarget::Id)
    }

    /// Words up to the end of their sentence, as a title.
    fn title(&self, words: &[Word]) -> Option<Spanned<TieTarget>> {
        const NOBODY: &[&str] = &[
            "n", "na", "none", "n/a", "nothing", "no", "nobody", "tbd", "tba", "todo", "keine", "aucun", "ninguno", "nenhum", "なし", "无",
            "無", "another", "other", "later", "a", "unknown", "null",
        ];
        let first = words.first()?;
        if NOBODY.contains(&first.text.as_str()) {
            return None;
        }
        let end = words.iter().skip(1).position(|word| word.gap == Gap::Stop).map_or(words.len(), |at| at + 1);
        let last = words.get(end - 1)?;
        let range = first.at.start..last.at.end;
        let title = super::marks::plain(self.passage.text.get(range.clone())?);
        let fits = title.chars().count() >= 3 && end <= 20;
        fits.then(|| Spanned::new(TieTarget::Title(title), self.passage.place(range)))
    }
}

/// Whether words outside of links say that only a part is meant.
pub(super) fn speaks_of_part(words: &[Word]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let says = PARTLY.contains(&word.text.as_str()) || ["part", "parts", "teile"].contains(&word.text.as_str());
        word.link.is_none() && (says || IN_PART.iter().any(|part| begins(&words[at..], part).is_some()))
    })
}

/// Whether words behind `supersedes` name a record and then what for, so that the rest of it stands: `0003 for internal traffic`.
/// A reason confines nothing: `0003 for performance reasons`, `0003 for good`.
pub(super) fn is_confined(words: &[Word]) -> bool {
    const REASONS: &[&str] = &["reason", "reasons", "good", "now", "details", "because", "example", "context", "clarity"];
    let names = |word: &Word| word.link.is_some() || word.text.ends_with(|c: char| c.is_ascii_digit());
    let is_for = |word: &Word| word.link.is_none() && word.gap < Gap::Stop && ["for", "für", "pour", "para"].contains(&word.text.as_str());
    // The words of a title say nothing of this: the name of the record stands right before.
    let Some(at) = words.windows(2).position(|pair| names(&pair[0]) && is_for(&pair[1])) else { return false };
    let mut purpose = words[at + 2..].iter().take_while(|word| word.gap < Gap::Stop).peekable();
    purpose.peek().is_some() && !purpose.any(|word| REASONS.contains(&word.text.as_str()))
}

/// What two names of one record share: its number, else its words.
pub(super) fn identity(target: &TieTarget) -> String {
    let name = match target {
        TieTarget::Link(link) => {
            let path = link.split(['#', '?']).next().unwrap_or_default();
            path.rsplit('/').next().unwrap_or(path)
        }
        TieTarget::Id(name) | TieTarget::Title(name) => name,
    };
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let id = match target {
        TieTarget::Title(_) => None,
        _ => id_in(stem).filter(|id| id.bytes().all(|byte| byte.is_ascii_digit())),
    };
    id.map_or_else(|| name.to_lowercase(), |id| id.trim_start_matches('0').to_owned())
}

/// Whether a number goes on a list of numbers: `12, 13 and 14`.
fn follows(words: &[Word], at: usize) -> bool {
    let gap = words[at].gap;
    let before = at.checked_sub(1).map_or("", |before| words[before].text.as_str());
    matches!(gap, Gap::Comma | Gap::Choice) || ["and", "or", "und", "et", "y", "e", "adr", "adrs"].contains(&before)
}

/// `20200926-use-x`: a name, not a day.
fn is_dated_name(word: &str) -> bool {
    word.len() > 10
}

/// Whether an address can be that of a record: a path, or a file of text elsewhere.
pub(super) fn leads_to_record(dest: &str) -> bool {
    let path = dest.split(['#', '?']).next().unwrap_or_default();
    let away = path.contains("://") || path.starts_with("mailto:");
    if path.is_empty() || has_ending(path, &["png", "jpg", "jpeg", "svg", "gif", "pdf", "drawio", "puml", "yaml", "yml", "json"]) {
        return false;
    }
    has_record_ending(path) || !away && !path.starts_with('@')
}

pub(super) fn has_record_ending(path: &str) -> bool {
    has_ending(path, &["md", "markdown", "mdx", "html", "htm", "adoc", "rst"])
}

fn has_ending(path: &str, endings: &[&str]) -> bool {
    path.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// The id that a name holds: `ADR-0012` → `0012`, `#12` → `12`, `20200926-use-x` as it is; `None`: no digit tells which.
pub(super) fn id_in(name: &str) -> Option<String> {
    let name = name.trim().trim_matches(|c: char| !c.is_alphanumeric());
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(name);
    if first > 0 {
        let rest = &name[first..];
        let ends = rest.is_empty() || rest.starts_with([' ', '.', ':', '-', '_', ')', ',']);
        // `4a` beside `4`.
        let lettered = rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_alphabetic());
        let slug = first == 8 && rest.starts_with('-') || first == 4 && rest.len() > 6 && date::of_name(name).is_some();
        return match (slug, ends, lettered) {
            (true, ..) => Some(name.split_whitespace().next().unwrap_or(name).to_owned()),
            (_, true, _) if first <= 6 => Some(name[..first].to_owned()),
            (_, _, true) => Some(name.to_owned()),
            _ => None,
        };
    }
    let start = name.find(|c: char| c.is_ascii_digit())?;
    let (prefix, rest) = name.split_at(start);
    let number = &rest[..digits(rest)];
    let tail = &rest[number.len()..];
    let prefix = prefix.trim_end_matches(['-', '_', ' ', '#', ':', '.', '№', '°']);
    let known = prefix.len() <= 24 && !prefix.is_empty() && prefix.split(['-', '_', ' ']).all(|part| part.chars().all(char::is_alphabetic));
    let ends = tail.is_empty() || !tail.starts_with(char::is_alphanumeric);
    if !known || !ends || number.len() > 6 {
        return None;
    }
    let ours = prefix.split(['-', '_', ' ']).all(|part| {
        ["adr", "adrs", "dr", "madr", "decision", "record", "no", "nr", "the", "n", "architecture", "architectural"]
            .contains(&part.to_lowercase().as_str())
    });
    if ours {
        return Some(number.to_owned());
    }
    // Another team's prefix is part of the name; words of a sentence are not.
    (!prefix.contains(' ') && name[..start].ends_with(['-', '_'])).then(|| name[..start + number.len()].to_owned())
}

/// A tie, worded.
pub(super) fn tie(phrase: &Phrase, in_part: bool, target: Spanned<TieTarget>) -> TieDraft {
    TieDraft { kind: phrase.kind, label: phrase.label.map(str::to_owned), target, in_part }
}

/// A tie by a word that is not known: the word is kept.
pub(super) fn unknown_tie(label: &str, target: Spanned<TieTarget>) -> TieDraft {
    let label = Some(label.to_lowercase()).filter(|label| !label.is_empty() && label.len() <= 40);
    TieDraft { kind: TieKind::RelatesTo, label, target, in_part: false }
}

/// Lines `[name]: address` of a file.
pub(super) fn definitions<'t>(lines: &[super::outline::Line<'t>]) -> Definitions<'t> {
    let mut found = Definitions::new();
    for line in lines.iter().filter(|line| line.live) {
        let Some(rest) = line.text.trim_start().strip_prefix('[') else { continue };
        let Some((name, dest)) = rest.split_once("]:") else { continue };
        let dest = dest.split_whitespace().next().unwrap_or_default().trim_matches(['<', '>']);
        if !name.is_empty() && name.len() < 200 && !dest.is_empty() {
            found.entry(name.to_lowercase()).or_insert(dest);
        }
    }
    found
}
