//! What a status says: a word that is known or not, a day, ties. Accepted is never guessed: whatever is not understood is unknown, with its text.

use super::{
    date::{self, Found},
    marks::{self, Gap, Marked, Word, is_wide},
    named,
    outline::{clip, unlisted},
    phrases::{IN_PART, LEADS, STATUSES, WIDE_STATUSES},
    ties::{self, Definitions, Passage, Reader},
};
use crate::{
    base::source::{Span, Spanned},
    model::record::Status,
    parse::draft::{TieDraft, TieKind},
};

/// Bytes of a status that are kept as its text.
const SHOWN: usize = 200;

/// A status, read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// What it means; `None`: its words are not known, or speak of ties alone.
    pub status: Option<Status>,
    /// Its words, one line, without marks.
    pub text: String,
    /// A day beside the word.
    pub day: Option<Spanned<Found>>,
    /// Ties in it.
    pub ties: Vec<TieDraft>,
    /// Whether it is still to be filled in: `{proposed | accepted}`.
    pub placeholder: bool,
}

/// A line of a status.
pub(super) struct Said {
    /// What it means.
    pub status: Option<Status>,
    day: Option<Found>,
    /// Whether nothing but status, day and names stands on the line.
    pub whole: bool,
}

/// Reads a status of one or more lines.
pub(super) fn read(passage: Passage<'_>, definitions: &Definitions<'_>) -> Reading {
    let mut reading = Reading::default();
    let mut heads: Option<ties::Hit> = None;
    let ticked = passage.text.contains("[x]") || passage.text.contains("[X]");
    let mut said: Vec<Said> = Vec::new();
    let mut at = 0;
    for raw in passage.text.split_inclusive('\n') {
        let start = at;
        at += raw.len();
        let line = raw.trim_end();
        let inner = unlisted(line.trim_start_matches(['>', ' ', '\t']));
        let inner = inner.trim_start_matches(['>', '|', ' ', '\t']);
        if inner.is_empty() {
            continue;
        }
        let from = start + line.len() - inner.len();
        let inner = clip(inner, 8_000);
        let part = Passage { text: inner, span: passage.place(from..from + inner.len()), exact: passage.exact };
        let marked = marks::mark(inner);
        if marked.boxes.first() == Some(&false) || ticked && marked.boxes.is_empty() {
            continue;
        }
        if is_placeholder(inner, &marked) {
            reading.placeholder |= said.is_empty();
            continue;
        }
        // A line of signs or of a comment says nothing.
        if marked.words.is_empty() && !reading.text.is_empty() | inner.starts_with("<!--") {
            continue;
        }
        let mut line = line_of(part, &marked, definitions, &mut reading.ties);
        named::listed(&Reader { passage: part, marked: &marked, definitions }, &mut heads, &mut line, &mut reading.ties);
        if reading.text.is_empty() {
            marks::plain(clip(inner, 4 * SHOWN)).trim_matches(['"', '“', '”', ' ']).clone_into(&mut reading.text);
        } else if said.iter().all(|said| said.status.is_none()) && line.status.is_some() && reading.text.len() < SHOWN {
            reading.text = format!("{} {}", reading.text, marks::plain(clip(inner, SHOWN)));
        }
        if let Some(day) = line.day.clone() {
            reading.day.get_or_insert_with(|| Spanned::new(day.clone(), part.place(day.at)));
        }
        said.push(line);
    }
    reading.text = shortened(&reading.text);
    (reading.status, reading.day) = settle(&said, reading.day.take(), passage.span);
    reading
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

/// `{proposed | accepted}`, `[YYYY-MM-DD]`, `STATUS`: still to be filled in, or a menu that nobody chose from.
fn is_placeholder(text: &str, marked: &Marked) -> bool {
    let open =
        text.starts_with(['{', '<']) && !text.starts_with("<!--") && marked.links.is_empty() && text.trim_end().ends_with(['}', '>']);
    let square = text.starts_with('[') && marked.links.is_empty() && text.contains(']') && marked.boxes.is_empty();
    let choices = marked.words.iter().filter(|word| word.gap == Gap::Choice).count();
    let menu = choices >= 2 && marked.words.iter().filter(|word| word.bold).count() != 1 && menu(&marked.words) >= 3;
    let upper = ["STATUS", "{{STATUS}}", "$STATUS", "TBD_STATUS"].contains(&text.trim());
    open || square && (choices > 0 || menu_word(&marked.words)) || menu || upper
}

fn menu(words: &[Word]) -> usize {
    words.iter().enumerate().filter(|(at, word)| (*at == 0 || word.gap == Gap::Choice) && status_at(&words[*at..]).is_some()).count()
}

/// `[status]`, `[short title]`: words in square brackets that are no status.
fn menu_word(words: &[Word]) -> bool {
    status_at(words).is_none()
}

/// A line: its status, its day, its ties.
fn line_of(part: Passage<'_>, marked: &Marked, definitions: &Definitions<'_>, ties: &mut Vec<TieDraft>) -> Said {
    let words = &marked.words[..];
    let reader = Reader { passage: part, marked, definitions };
    let mut said = Said { status: None, day: date::find(part.text), whole: false };
    let mut at = lead(words, said.day.as_ref());
    // A menu of which one is set in bold.
    if let Some(bold) = words.iter().position(|word| word.bold).filter(|_| words.iter().any(|word| word.gap == Gap::Choice)) {
        at = bold;
    }
    let mut clean = true;
    let in_part = partly(words, at);
    if let Some((status, taken)) = status_at(&words[at..]).filter(|_| !in_part) {
        said.status = Some(status);
        said.whole = true;
        at += taken;
        clean = !negated(&words[at..]);
    }
    let begins = at;
    let mut names_records = false;
    let found = hits(words);
    for (ix, (from, hit)) in found.iter().enumerate() {
        let until = found.get(ix + 1).map_or(words.len(), |(next, _)| *next);
        let opens = *from <= lead(words, said.day.as_ref()) || words[*from].gap >= Gap::Comma || *from == begins;
        if hit.phrase.weak && !opens {
            continue;
        }
        let behind = words.get(from + hit.taken..until).unwrap_or_default();
        let before = from.checked_sub(2).and_then(|start| words.get(start..*from));
        let in_part = hit.in_part || ties::part_of(behind) || before.is_some_and(|before| ties::begins(before, "in part").is_some());
        let inside = words[*from].link;
        let targets = match inside {
            Some(link) => reader.linked(link).into_iter().collect(),
            None => reader.targets(behind, opens && !hit.phrase.weak),
        };
        let whole = hit.phrase.kind == TieKind::SupersededBy && !in_part;
        if targets.is_empty() && !(whole && opens) {
            continue;
        }
        names_records |= opens;
        if whole && opens && clean {
            said.status = Some(Status::Superseded);
        }
        ties.extend(targets.into_iter().map(|target| ties::tie(&hit.phrase, in_part, target)));
    }
    if said.status == Some(Status::Superseded) && clean {
        named::successors(&reader, begins, ties);
    }
    named::wide(&reader, ties, &mut said);
    if !clean {
        said.status = None;
    }
    said.whole = said.whole || names_records && said.status.is_none() || said.status == Some(Status::Superseded);
    if said.status.is_none() && names_records {
        said.status = later(words);
    }
    said
}

/// A status behind a tie: "Amended by 0012. Accepted."
fn later(words: &[Word]) -> Option<Status> {
    let later = words.iter().enumerate().skip(1).filter(|(_, word)| word.gap >= Gap::Comma && word.link.is_none());
    later.filter_map(|(at, _)| status_at(&words[at..])).map(|(status, _)| status).next().filter(|status| *status != Status::Superseded)
}

/// Wordings, each after the one before it.
pub(super) fn hits(words: &[Word]) -> Vec<(usize, ties::Hit)> {
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

/// The first word that is neither a lead nor part of a day.
pub(super) fn lead(words: &[Word], day: Option<&Found>) -> usize {
    let dated = |word: &Word| day.is_some_and(|day| day.at.start <= word.at.start && word.at.start < day.at.end);
    let passes = |at: usize| dated(&words[at]) || LEADS.contains(&words[at].text.as_str()) && status_at(&words[at..]).is_none();
    (0..words.len().min(12)).find(|at| !passes(*at)).unwrap_or(0)
}

/// Whether only a part is superseded, with a record named or without: that says nothing of the whole.
fn partly(words: &[Word], at: usize) -> bool {
    if status_at(&words[at..]).is_some_and(|(status, _)| status == Status::Superseded) && ties::part_of(&words[at..]) {
        return true;
    }
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
mod tests {
    use super::read;
    use crate::{
        base::source::{FileId, Span},
        model::record::Status,
        parse::{
            dialect::ties::{Definitions, Passage},
            draft::{TieKind, TieTarget},
        },
    };

    fn passage(text: &str) -> Passage<'_> {
        Passage { text, span: Span::new(FileId(0), 0..text.len()), exact: true }
    }

    fn status(text: &str) -> Option<Status> {
        read(passage(text), &Definitions::new()).status
    }

    #[test]
    fn words_of_a_status() {
        use Status::{Accepted, Deprecated, Proposed, Rejected, Superseded};
        for (text, expected) in [
            ("Accepted", Some(Accepted)),
            ("✅ **ACCEPTED**", Some(Accepted)),
            ("\"accepted \"", Some(Accepted)),
            ("Accepted on 2018-09-26.", Some(Accepted)),
            ("2018-09-26: Accepted", Some(Accepted)),
            ("This decision has been approved.", Some(Accepted)),
            ("[Approved](https://x.example/pull/7)", Some(Accepted)),
            ("deprecated, no-longer-relevant", Some(Deprecated)),
            ("Depreciated", Some(Deprecated)),
            ("Work-in-progress", Some(Proposed)),
            ("WIP", Some(Proposed)),
            ("on hold", Some(Proposed)),
            ("Rejected in favour of 0007", Some(Rejected)),
            ("Superceded by 9", Some(Superseded)),
            ("⌛️ Superseded by [036 x](036-x.md)", Some(Superseded)),
            ("Accepted, superseded by [9](0009-x.md)", Some(Superseded)),
            ("~~Accepted~~ Rejected", Some(Rejected)),
            ("Accepted, amended by 12", Some(Accepted)),
            ("Accepted (partly superseded by 12)", Some(Accepted)),
            ("Accepted\n\nSuperseded in part by [9](0009-x.md)", Some(Accepted)),
            ("Accepted\n\nSuperceded by [9](0009-x.md)", Some(Superseded)),
            ("- [ ] Proposed\n- [x] Accepted", Some(Accepted)),
            ("- [ ] Proposed\n- [ ] Accepted", None),
            ("Proposed | **Accepted** | Rejected", Some(Accepted)),
            ("proposed | accepted | rejected", None),
            ("{proposed | accepted}", None),
            ("Proposed 2020-01-01\nAccepted 2020-02-01", Some(Accepted)),
            ("Accepted 2020-02-01\nProposed 2020-03-01", Some(Proposed)),
            ("Partly superseded", None),
            ("Amended by [9](0009-x.md)", None),
            ("not accepted", None),
            ("Not yet accepted", None),
            ("To be accepted", None),
            ("Tentatively accepted", None),
            ("In consideration", None),
            ("unaccepted", None),
            ("Done", None),
            ("", None),
            ("Akzeptiert", Some(Accepted)),
            ("Accepté le 3 mars 2024", Some(Accepted)),
            ("Aceptada", Some(Accepted)),
            ("Rascunho", Some(Proposed)),
            ("採用", Some(Accepted)),
            ("承認待ち", Some(Proposed)),
            ("不採用", Some(Rejected)),
            ("已被 ADR-0012 取代", Some(Superseded)),
            ("ADR-0012 に置き換えられた", Some(Superseded)),
            ("Ersetzt durch ADR-0012", Some(Superseded)),
            ("Remplacé par [12](0012-x.md)", Some(Superseded)),
        ] {
            assert_eq!(status(text), expected, "{text}");
        }
    }

    #[test]
    fn whom_a_status_names() {
        use TieKind::{AmendedBy, Amends, RelatesTo, SupersededBy, Supersedes};
        let id = |id: &str| TieTarget::Id(id.into());
        let link = |link: &str| TieTarget::Link(link.into());
        for (text, expected) in [
            ("Superseded by [9. Use Rust](0009-use-rust.md)", vec![(SupersededBy, link("0009-use-rust.md"), false)]),
            ("superseded by ADR-0123", vec![(SupersededBy, id("0123"), false)]),
            (
                "superseded by ADR 12, 13 and 14 on 2020-01-01",
                vec![(SupersededBy, id("12"), false), (SupersededBy, id("13"), false), (SupersededBy, id("14"), false)],
            ),
            (
                "Superseded by [a](1-a.md) and [b](2-b.md)",
                vec![(SupersededBy, link("1-a.md"), false), (SupersededBy, link("2-b.md"), false)],
            ),
            ("[Superseded by ADR-12](0012-x.md)", vec![(SupersededBy, link("0012-x.md"), false)]),
            ("Superseded by Use Rust everywhere.", vec![(SupersededBy, TieTarget::Title("Use Rust everywhere".into()), false)]),
            ("Accepted. Supersedes #7", vec![(Supersedes, id("7"), false)]),
            (
                "Accepted\nAmends [5. Help](0005-help.md)\nAmended by 9",
                vec![(Amends, link("0005-help.md"), false), (AmendedBy, id("9"), false)],
            ),
            ("Partly superseded by 0033", vec![(SupersededBy, id("0033"), true)]),
            ("Superseded in part by 0033", vec![(SupersededBy, id("0033"), true)]),
            ("Superseded by 20200926-use-x", vec![(SupersededBy, id("20200926-use-x"), false)]),
            ("Accepted, see [discussion](https://x.example/1)", vec![]),
            ("Deprecated by 0012", vec![(RelatesTo, id("0012"), false)]),
            ("Superseded by: N/A", vec![]),
            ("已被 ADR-0012 取代", vec![(SupersededBy, id("0012"), false)]),
        ] {
            let ties = read(passage(text), &Definitions::new()).ties;
            let found: Vec<_> = ties.iter().map(|tie| (tie.kind, tie.target.value.clone(), tie.in_part)).collect();
            assert_eq!(found, expected, "{text}");
            assert!(ties.iter().all(|tie| text.get(tie.target.span.range()).is_some_and(|name| !name.is_empty())), "{text}");
        }
    }
}
