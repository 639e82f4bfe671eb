//! What a status says: a word that is known or not, a day, ties. Accepted is never guessed: whatever is not understood is unknown, with its text.

mod open;

use std::ops::Range;

use super::{
    date::{self, Found},
    marks::{self, Gap, Marked, Word, is_wide},
    outline::{clip, is_item, unlisted},
    phrases::{IN_PART, LEADS, PHRASES, STATUSES, WIDE_STATUSES},
    ties::{self, Definitions, Passage, Reader},
};
use crate::{
    base::source::{Span, Spanned},
    model::record::Status,
    parse::draft::{TieDraft, TieKind, TieTarget},
};

/// Bytes of a status that are kept as its text.
const SHOWN: usize = 200;

/// Words between a status and its day.
const ON: &[&str] = &["on", "am", "le", "el", "em"];

/// Words before the day of a change.
#[rustfmt::skip]
const CHANGED: &[&str] = &[
    "amended", "updated", "revised", "modified", "edited", "changed", "geändert", "aktualisiert", "amendé", "amendée", "modifié", "modifiée",
    "actualizado", "modificado", "atualizado", "alterado",
];

/// Words before a day that is still to come: `proposed (to be accepted on 2026-09-01)`, `accepted until 2027-01-01`.
const AHEAD: &[&str] = &[
    "be",
    "expected",
    "planned",
    "target",
    "until",
    "deadline",
    "due",
    "expires",
    "bis",
    "geplant",
    "spätestens",
    "jusqu",
    "hasta",
    "até",
];

/// A status, read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// What it means; `None`: its words are not known, or speak of ties alone.
    pub status: Option<Status>,
    /// Its words, one line, without marks.
    pub text: String,
    /// A day beside the word.
    pub day: Option<Spanned<Found>>,
    /// The day of a change that is told beside the word: `accepted (amended 2026-08-05)`.
    pub changed: Option<Spanned<Found>>,
    /// Ties in it.
    pub ties: Vec<TieDraft>,
    /// Whether it is still to be filled in: `{proposed | accepted}`.
    pub placeholder: bool,
}

/// A line of a status.
struct Said {
    status: Option<Status>,
    day: Option<Found>,
    /// Whether that is the day of a change.
    changed: bool,
    /// Whether nothing but status, day and names stands on the line.
    whole: bool,
}

/// Reads a status of one or more lines.
pub(super) fn read(passage: Passage<'_>, definitions: &Definitions<'_>) -> Reading {
    let mut reading = Reading::default();
    let ticked = passage.text.contains("[x]") || passage.text.contains("[X]");
    let mut said: Vec<Said> = Vec::new();
    for range in stretches(passage.text) {
        let inner = clip(&passage.text[range.clone()], 8_000);
        let part = Passage { text: inner, span: passage.place(range.start..range.start + inner.len()), exact: passage.exact };
        let marked = marks::mark(inner);
        // A comment, a rule, a sign; but `<status>` is to be filled in.
        if marked.words.is_empty() && !open::is_placeholder(inner, &marked) {
            continue;
        }
        if marked.boxes.first() == Some(&false) || ticked && marked.boxes.is_empty() {
            continue;
        }
        if open::is_placeholder(inner, &marked) {
            reading.placeholder |= said.is_empty();
            continue;
        }
        let line = line_of(part, &marked, definitions, &mut reading.ties);
        if reading.text.is_empty() {
            marks::plain(clip(inner, 4 * SHOWN)).trim_matches(['"', '“', '”', ' ']).clone_into(&mut reading.text);
        } else if said.iter().all(|said| said.status.is_none()) && line.status.is_some() && reading.text.len() < SHOWN {
            reading.text = format!("{} {}", reading.text, marks::plain(clip(inner, SHOWN)));
        }
        if let Some(day) = line.day.clone() {
            let of = if line.changed { &mut reading.changed } else { &mut reading.day };
            of.get_or_insert_with(|| Spanned::new(day.clone(), part.place(day.at)));
        }
        said.push(line);
    }
    reading.text = shortened(&reading.text);
    (reading.status, reading.day) = settle(&said, reading.day.take(), passage.span);
    reading
}

/// The lines that say something, without marks of lists. One that ends with the wording of a tie goes on to whom it names:
/// `Superseded by:` and a list below it.
fn stretches(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    let mut listing = false;
    let mut at = 0;
    for raw in text.split_inclusive('\n') {
        let start = at;
        at += raw.len();
        let line = raw.trim_end();
        let inner = unlisted(line.trim_start_matches(['>', ' ', '\t'])).trim_start_matches(['>', '|', ' ', '\t']);
        if inner.is_empty() {
            continue;
        }
        let (from, end) = (start + line.len() - inner.len(), start + line.len());
        let item = is_item(line.trim_start_matches(['>', ' ', '\t']));
        if let Some(last) = found.last_mut()
            && (open && (!listing || item))
        {
            last.end = end;
            listing = item;
            open = item;
            continue;
        }
        let marked = marks::mark(clip(inner, 400));
        open = inner.len() < 400 && hits(&marked.words).last().is_some_and(|(from, hit)| from + hit.taken == marked.words.len());
        listing = false;
        found.push(from..end);
    }
    found
}

fn shortened(text: &str) -> String {
    if text.len() <= SHOWN { text.to_owned() } else { format!("{}…", clip(text, SHOWN).trim_end()) }
}

/// The status that the lines together give. One that is a list of what happened ends where its last day is; without days, where it got furthest.
fn settle(said: &[Said], day: Option<Spanned<Found>>, span: Span) -> (Option<Status>, Option<Spanned<Found>>) {
    let Some(first) = said.iter().position(|said| said.status.is_some()) else { return (None, day) };
    // Words that are not understood stand before anything that is: what follows may speak of something else.
    if said[..first].iter().any(|said| !said.whole) {
        return (None, day);
    }
    let listed: Vec<&Said> =
        said[first..].iter().filter(|said| said.status.is_some() && (said.whole || said.status == Some(Status::Superseded))).collect();
    let known = |said: &Said| match said.day.as_ref()?.day {
        date::Day::Known(date, _) => Some(date),
        date::Day::Ambiguous(_) => None,
    };
    if listed.len() > 1
        && listed.iter().all(|said| known(said).is_some())
        && let Some(last) = listed.iter().max_by_key(|said| known(said))
    {
        return (last.status, last.day.clone().map(|found| Spanned::new(found, span)));
    }
    let furthest = listed.iter().filter_map(|said| said.status).max_by_key(|status| stage(*status));
    (furthest.or(said[first].status), day)
}

/// How far a status is along the way that records go.
fn stage(status: Status) -> u8 {
    match status {
        Status::Superseded => 4,
        Status::Deprecated => 3,
        Status::Rejected => 2,
        Status::Accepted => 1,
        _ => 0,
    }
}

/// A line: its status, its day, its ties.
fn line_of(part: Passage<'_>, marked: &Marked, definitions: &Definitions<'_>, ties: &mut Vec<TieDraft>) -> Said {
    let words = &marked.words[..];
    let reader = Reader { passage: part, marked, definitions };
    let mut said = Said { status: None, day: day_of(part.text, marked), changed: false, whole: false };
    said.changed = said.day.as_ref().is_some_and(|day| is_change(words, day));
    let mut at = beginning(words, said.day.as_ref());
    let mut clean = true;
    let in_part = partly(words, at);
    if let Some((status, taken)) = status_at(&words[at..]).filter(|_| !in_part) {
        said.status = Some(status);
        said.whole = true;
        at += taken;
        clean = !negated(&words[at..]);
    }
    let begins = at;
    let before = ties.len();
    let mut names_records = false;
    let found = hits(words);
    for (ix, (from, hit)) in found.iter().enumerate() {
        let until = found.get(ix + 1).map_or(words.len(), |(next, _)| *next);
        let opens = *from <= lead(words, said.day.as_ref()) || words[*from].gap >= Gap::Comma || *from == begins;
        if hit.phrase.weak && !opens {
            continue;
        }
        let behind = words.get(from + hit.taken..until).unwrap_or_default();
        let part = hit.in_part || hit.phrase.kind == TieKind::Supersedes && ties::is_confined(behind);
        let targets = match words[*from].link {
            Some(link) => reader.linked(link).into_iter().map(|target| (part || ties::speaks_of_part(behind), target)).collect(),
            None => by_line(&reader, undated(behind, said.day.as_ref()), (part, opens && !hit.phrase.weak)),
        };
        let in_part = if targets.is_empty() { hit.in_part || ties::speaks_of_part(behind) } else { targets.iter().all(|(part, _)| *part) };
        let whole = hit.phrase.kind == TieKind::SupersededBy && hit.phrase.label.is_none_or(|label| label == "reverted by") && !in_part;
        if targets.is_empty() && !(whole && opens) {
            continue;
        }
        names_records |= opens;
        if whole && opens && clean {
            said.status = Some(Status::Superseded);
        } else if in_part && said.status == Some(Status::Superseded) {
            said.status = None;
        }
        ties.extend(targets.into_iter().map(|(part, target)| ties::tie(&hit.phrase, part, target)));
    }
    wide(&reader, ties, &mut said);
    names_records |= other_ties(&reader, ties, &mut said, (begins, before));
    if !clean {
        said.status = None;
    }
    said.whole = said.whole || names_records && said.status.is_none() || said.status == Some(Status::Superseded);
    // A status behind a tie: "Amended by 0012. Accepted."
    if said.status.is_none() && names_records {
        let later = words.iter().enumerate().skip(1).filter(|(_, word)| word.gap >= Gap::Comma && word.link.is_none());
        said.status = later
            .filter_map(|(at, _)| status_at(&words[at..]))
            .map(|(status, _)| status)
            .next()
            .filter(|status| *status != Status::Superseded);
    }
    said
}

/// Whom the words behind a wording name, and whether only a part of it: each line of a list speaks for itself.
fn by_line(reader: &Reader<'_>, behind: &[Word], (in_part, titles): (bool, bool)) -> Vec<(bool, Spanned<TieTarget>)> {
    let titles = titles && behind.iter().all(|word| word.link.is_none());
    let text = reader.passage.text;
    let lines = behind.chunk_by(|one, next| text.get(one.at.end..next.at.start).is_none_or(|between| !between.contains('\n')));
    let named = |line: &[Word]| {
        let in_part = in_part || ties::speaks_of_part(line);
        reader.targets(line, titles).into_iter().map(move |target| (in_part, target)).collect::<Vec<_>>()
    };
    lines.flat_map(named).collect()
}

/// Whom a line names without a wording that is known: `Superseded: see [5]`, `Superseded → 5`, and below the status `Used by [5](0005-x.md)`.
fn other_ties(reader: &Reader<'_>, ties: &mut Vec<TieDraft>, said: &mut Said, (begins, before): (usize, usize)) -> bool {
    let words = &reader.marked.words[..];
    let rest = words.get(begins..).unwrap_or_default();
    if said.status == Some(Status::Superseded) && !ties[before..].iter().any(|tie| tie.kind == TieKind::SupersededBy) {
        let in_part = ties::speaks_of_part(rest);
        let targets = reader.targets(undated(rest, said.day.as_ref()), false);
        if let Some(phrase) = PHRASES.first().filter(|_| !targets.is_empty()) {
            let own: Vec<TieDraft> = ties.drain(before..).filter(|tie| tie.kind != TieKind::RelatesTo).collect();
            ties.extend(own);
            ties.extend(targets.into_iter().map(|target| ties::tie(phrase, in_part, target)));
            said.status = said.status.filter(|_| !in_part);
            return true;
        }
    }
    if said.status.is_some() || ties.len() > before {
        return false;
    }
    let label = words.iter().take_while(|word| word.link.is_none()).count();
    let named = words.get(label).and_then(|word| word.link).filter(|_| (1..=4).contains(&label));
    let is_record = |ix: usize| {
        let dest = reader.marked.links.get(ix).and_then(|link| reader.passage.text.get(link.dest.clone()));
        dest.is_some_and(|dest| ties::has_record_ending(dest.split('#').next().unwrap_or_default()) && !dest.contains("://"))
    };
    let Some(target) = named.filter(|ix| is_record(*ix)).and_then(|ix| reader.linked(ix)) else { return false };
    let label: Vec<&str> = words[..label].iter().map(|word| word.text.as_str()).collect();
    ties.push(ties::unknown_tie(&label.join(" "), target));
    true
}

/// Words behind the day that stands before them: `on 2020-01-01 by [5](0005-x.md)`.
fn undated<'w>(words: &'w [Word], day: Option<&Found>) -> &'w [Word] {
    let dated = |word: &Word| day.is_some_and(|day| day.at.start <= word.at.start && word.at.start < day.at.end);
    let passed = words.iter().take_while(|word| dated(word) || ON.contains(&word.text.as_str())).count();
    &words[passed..]
}

/// The day beside a status. One in a link, or in a name such as `20201016-use-x`, is another record's; one in a later sentence that tells
/// what happened is not that of the status, nor is one that is still to come.
fn day_of(text: &str, marked: &Marked) -> Option<Found> {
    let found = date::find(text)?;
    let linked = marked.links.iter().any(|link| link.at.start <= found.at.start && found.at.start < link.at.end);
    let named = text[found.at.end..].starts_with(['-', '_']) && found.at.len() == 8;
    let before = &marked.words[..marked.words.iter().take_while(|word| word.at.start < found.at.start).count()];
    let sentence = before.iter().rposition(|word| word.gap == Gap::Stop).unwrap_or(0);
    let tells =
        sentence > 0 && before.len() - sentence > 3 && hits(&before[sentence..]).is_empty() && status_at(&before[sentence..]).is_none();
    let ahead = before[sentence..].iter().any(|word| AHEAD.contains(&word.text.as_str()));
    (!linked && !named && !tells && !ahead).then_some(found)
}

/// Whether a day stands behind a word of change.
fn is_change(words: &[Word], day: &Found) -> bool {
    let before = words.iter().take_while(|word| word.at.start < day.at.start).filter(|word| !ON.contains(&word.text.as_str()));
    before.last().is_some_and(|word| CHANGED.contains(&word.text.as_str()))
}

/// Wordings, each after the one before it.
fn hits(words: &[Word]) -> Vec<(usize, ties::Hit)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if let Some(hit) = ties::hit(&words[at..]) {
            found.push((at, hit));
            at += hit.taken.max(1);
        } else {
            at += 1;
        }
    }
    found
}

/// Ties in scripts without spaces: the other record stands before the verb or behind it.
fn wide(reader: &Reader<'_>, ties: &mut Vec<TieDraft>, said: &mut Said) {
    let words = &reader.marked.words;
    let Some((at, phrase)) = words.iter().enumerate().find_map(|(at, word)| Some((at, ties::wide_hit(&word.text)?))) else { return };
    let mut targets = reader.targets(&words[at + 1..], false);
    if targets.is_empty() {
        targets = reader.targets(&words[..at], false);
    }
    if targets.is_empty() {
        return;
    }
    if phrase.kind == TieKind::SupersededBy {
        said.status = Some(Status::Superseded);
        said.whole = true;
    }
    let in_part = words.iter().any(|word| word.text.contains("部分"));
    ties.extend(targets.into_iter().map(|target| ties::tie(&phrase, in_part, target)));
}

/// Where a status begins: behind its lead; in a menu, at the word that is set in bold.
fn beginning(words: &[Word], day: Option<&Found>) -> usize {
    let menu = words.iter().any(|word| word.gap == Gap::Choice);
    let bold = words.iter().position(|word| word.bold).filter(|_| menu);
    bold.unwrap_or_else(|| lead(words, day))
}

/// The first word that is neither a lead nor part of a day.
fn lead(words: &[Word], day: Option<&Found>) -> usize {
    let dated = |word: &Word| day.is_some_and(|day| day.at.start <= word.at.start && word.at.start < day.at.end);
    let passes = |at: usize| dated(&words[at]) || LEADS.contains(&words[at].text.as_str()) && status_at(&words[at..]).is_none();
    (0..words.len().min(12)).find(|at| !passes(*at)).unwrap_or(0)
}

/// Whether only a part is superseded, with a record named or without: that says nothing of the whole.
fn partly(words: &[Word], at: usize) -> bool {
    let behind = || IN_PART.iter().any(|part| words.get(at + 1..).is_some_and(|rest| ties::begins(rest, part).is_some()));
    ties::hit(&words[at..]).is_some_and(|hit| hit.in_part)
        || status_at(&words[at..]).is_some_and(|(status, _)| status == Status::Superseded) && behind()
}

/// Whether what follows a status takes it back: `accepted? no`, `approved pending …` is left as said; `decided not to`.
fn negated(rest: &[Word]) -> bool {
    rest.first().is_some_and(|word| word.gap == Gap::Space && ["not", "later", "yet", "nicht", "soon"].contains(&word.text.as_str()))
}

/// The status that words begin with, and how many it takes.
pub(super) fn status_at(words: &[Word]) -> Option<(Status, usize)> {
    let first = words.first()?;
    if first.text.starts_with(is_wide) {
        let found =
            WIDE_STATUSES.iter().find_map(|(status, names)| names.iter().any(|name| first.text.starts_with(name)).then_some(*status));
        return found.map(|status| (status, 1));
    }
    let all = STATUSES.iter().flat_map(|(status, names)| names.iter().map(move |name| (*status, *name)));
    all.filter_map(|(status, name)| Some((status, ties::begins(words, name)?))).max_by_key(|(_, taken)| *taken)
}

/// The status that a text is and nothing else, but for marks, signs and a day.
pub(super) fn whole(text: &str) -> Option<Status> {
    let marked = marks::mark(clip(text, SHOWN));
    let (status, taken) = status_at(&marked.words)?;
    let day = date::find(clip(text, SHOWN));
    let rest = marked.words.get(taken..)?;
    let dated = |word: &Word| day.as_ref().is_some_and(|day| day.at.start <= word.at.start && word.at.start < day.at.end);
    rest.iter().all(|word| dated(word) || ["on", "at", "am", "le", "el", "em"].contains(&word.text.as_str())).then_some(status)
}

#[cfg(test)]
mod tests;
