//! Fields of a body: what stands before its first section, and sections that are fields themselves.

use std::ops::Range;

use super::{
    date,
    facts::{Fact, Facts, Field, How, Where},
    label, marks,
    outline::{Heading, Line, Outline, is_item, unlisted},
    status, table, ties,
    words::{self, Key},
};
use crate::parse::draft::TieKind;

/// What the body says of itself, and which of its headings is the title.
#[derive(Debug, Default)]
pub(super) struct Head<'t> {
    /// Fields, in order.
    pub facts: Facts<'t>,
    /// The heading that is the title.
    pub title: Option<usize>,
}

/// Reads what a body says of itself.
pub(super) fn read<'t>(outline: &Outline<'t>) -> Head<'t> {
    let mut head = Head { title: title(outline), ..Head::default() };
    let first = outline.headings.first().map_or(outline.lines.len(), |heading| heading.line);
    lines(&outline.lines[..first], outline.text, &mut head.facts);
    let mut in_header = true;
    let mut seen_status = false;
    for at in 0..outline.headings.len() {
        if head.title == Some(at) {
            lines(outline.below(at), outline.text, &mut head.facts);
            continue;
        }
        let is_field = section(outline, at, &mut head.facts, &mut seen_status);
        if in_header && !is_field {
            in_header = false;
            opening(outline.below(at), &mut head.facts);
        }
    }
    head
}

/// The title: the first heading, unless that is a field or a lower one than what follows.
fn title(outline: &Outline<'_>) -> Option<usize> {
    let is_field = |heading: &Heading| {
        let words = outline.words(heading);
        label::field(words).is_some_and(|field| !matches!(field, Field::Of(Key::Title))) || !label::fields(words).is_empty()
    };
    // The only heading of level 1, at the top, is the title whatever it is called: `# Tags`.
    let tops = outline.headings.iter().filter(|heading| heading.level == 1).count();
    if let Some(top) = outline.headings.first().filter(|top| top.level == 1 && tops == 1)
        && words::key(outline.words(top)) != Some(Key::Status)
        && label::fields(outline.words(top)).is_empty()
    {
        return Some(0);
    }
    let first_one = outline.headings.iter().position(|heading| heading.level == 1 && !is_field(heading));
    let first = outline
        .headings
        .first()
        .filter(|heading| heading.level < 4 && !is_field(heading) && !super::form::is_known_section(outline.words(heading)));
    match (first_one, first) {
        (Some(0), _) => Some(0),
        // Headings of level 1 further down are sections of a text that has its title above them, or none.
        (Some(at), None) => outline.headings[..at].iter().all(is_field).then_some(at),
        (Some(at), Some(_)) if at < 3 => Some(at),
        (_, Some(_)) => Some(0),
        (None, None) => None,
    }
}

/// A section. Whether it is a field, and so does not begin the text proper.
fn section<'t>(outline: &Outline<'t>, at: usize, facts: &mut Facts<'t>, seen_status: &mut bool) -> bool {
    let heading = &outline.headings[at];
    let words = outline.words(heading);
    let Some(field) = label::field(words) else {
        return valued(outline, heading, facts, seen_status);
    };
    let below = outline.below(at);
    match field {
        Field::Of(Key::Fields) => lines(below, outline.text, facts),
        Field::Of(Key::History) => history(outline.under(at).0, outline.text, facts),
        Field::Of(Key::Status) => {
            if !*seen_status {
                *seen_status = status_section(outline, at, facts);
            }
        }
        Field::Of(Key::Links) => {
            let (under, _) = outline.under(at);
            slice(outline.text, under, facts, field);
        }
        Field::Of(_) | Field::Tie(_) => slice(outline.text, below, facts, field),
    }
    true
}

/// A heading that holds the value itself: `## Status: Accepted`.
fn valued<'t>(outline: &Outline<'t>, heading: &Heading, facts: &mut Facts<'t>, seen_status: &mut bool) -> bool {
    let words = outline.words(heading);
    let found = label::fields(words);
    let mut any = false;
    for (field, value) in found.into_iter().filter(|(_, value)| !value.is_empty()) {
        let range = heading.text.start + value.start..heading.text.start + value.end;
        let is_status = matches!(field, Field::Of(Key::Status));
        if is_status && *seen_status {
            continue;
        }
        *seen_status |= is_status;
        facts.add(field, (&outline.text[range.clone()], range), Where::Section);
        any = true;
    }
    any
}

/// The lines of a section as one value.
fn slice<'t>(text: &'t str, lines: &[Line<'t>], facts: &mut Facts<'t>, field: Field) {
    if let Some(range) = extent(lines) {
        facts.add(field, (&text[range.clone()], range), Where::Section);
    }
}

/// From the first line that says something to the last.
fn extent(lines: &[Line<'_>]) -> Option<Range<usize>> {
    let says = |line: &&Line<'_>| line.live && !line.text.trim().is_empty();
    let (first, last) = (lines.iter().find(says)?, lines.iter().rev().find(says)?);
    Some(first.at + (first.text.len() - first.text.trim_start().len())..last.at + last.text.trim_end().len())
}

/// `## Status`: the lines below it, but for those that name another field; else the heading below that is a status.
fn status_section<'t>(outline: &Outline<'t>, at: usize, facts: &mut Facts<'t>) -> bool {
    let below = outline.below(at);
    let before = facts.list.len();
    let mut own: Option<Range<usize>> = None;
    let mut closed = false;
    for line in below.iter().filter(|line| line.live) {
        let (bare, from) = stripped(line);
        let fields = label::fields(bare);
        let other = fields.iter().any(|(field, _)| matches!(field, Field::Of(_)));
        if other {
            closed |= own.is_some();
            for (field, value) in fields {
                facts.add(
                    field,
                    (&outline.text[from + value.start..from + value.end], from + value.start..from + value.end),
                    Where::Section,
                );
            }
        } else if !bare.is_empty() && !closed {
            let start = own.as_ref().map_or(line.at + (line.text.len() - line.text.trim_start().len()), |own| own.start);
            own = Some(start..line.at + line.text.trim_end().len());
        }
    }
    let within = outline.headings.get(at + 1).filter(|next| next.level > outline.headings[at].level && own.is_none());
    let own = own.or_else(|| within.filter(|next| status::whole(outline.words(next)).is_some()).map(|next| next.text.clone()));
    if let Some(own) = own {
        let fact = Fact { field: Field::Of(Key::Status), value: outline.text[own.clone()].into(), at: own, place: Where::Section };
        facts.list.insert(before, fact);
    }
    facts.list.len() > before
}

/// A line without the marks of quotes and lists, and the byte it then begins at.
fn stripped<'t>(line: &Line<'t>) -> (&'t str, usize) {
    let bare = unlisted(line.text.trim_start_matches(['>', ' ', '\t', '\u{a0}'])).trim_end();
    let bare = bare.strip_prefix("[ ] ").or_else(|| bare.strip_prefix("[x] ")).unwrap_or(bare);
    let at = bare.as_ptr() as usize - line.text.as_ptr() as usize;
    (bare, line.at + at)
}

/// Lines of a header: each a field, a sentence, or nothing.
pub(super) fn lines<'t>(lines: &[Line<'t>], text: &'t str, facts: &mut Facts<'t>) {
    let mut at = 0;
    let mut noted = false;
    while at < lines.len() {
        let line = &lines[at];
        if !line.live || line.text.trim().is_empty() {
            at += 1;
            continue;
        }
        let rows = table::rows(&lines[at..]);
        if rows > 0 {
            table::read(&lines[at..at + rows], text, facts);
            at += rows;
            continue;
        }
        if let Some(taken) = table::html(&lines[at..], text, facts) {
            at += taken;
            continue;
        }
        let (bare, from) = stripped(line);
        let opens_note = ["!!!", "???", ":::", "[!"].iter().any(|mark| bare.starts_with(mark));
        noted = opens_note || noted && line.text.starts_with([' ', '\t', '>']);
        let how = if noted || line.text.trim_start().starts_with('>') {
            How::Quote
        } else if is_item(line.text) {
            How::Item
        } else {
            How::Line
        };
        let (bare, from) = if opens_note { titled(bare, from) } else { (bare, from) };
        at += 1 + field_line((bare, from), how, &lines[at + 1..], text, facts);
    }
}

/// The title of an admonition: `!!! info "Status: accepted"`.
fn titled(bare: &str, from: usize) -> (&str, usize) {
    match bare.split_once('"') {
        Some((before, rest)) => (rest.trim_end().trim_end_matches('"'), from + before.len() + 1),
        None => ("", from),
    }
}

/// A line of a header. Returns how many of the lines after it belong to its value.
fn field_line<'t>((bare, from): (&'t str, usize), how: How, after: &[Line<'t>], text: &'t str, facts: &mut Facts<'t>) -> usize {
    let fields = label::fields(bare);
    if fields.is_empty() {
        if let Some(field) = label::alone(bare) {
            return below(field, how, after, text, facts);
        }
        sentence(bare, from, facts);
        return 0;
    }
    let last = fields.len() - 1;
    for (ix, (field, value)) in fields.into_iter().enumerate() {
        if value.is_empty() && ix == last {
            return below(field, how, after, text, facts);
        }
        let end = if ix == last
            && matches!(field, Field::Tie(_) | Field::Of(Key::Status | Key::Deciders | Key::Consulted | Key::Informed | Key::Tags))
        {
            let more = goes_on(after);
            if more > 0 {
                let range = from + value.start..after[more - 1].at + after[more - 1].text.trim_end().len();
                facts.add(field, (&text[range.clone()], range), Where::Header(how));
                return more;
            }
            value.end
        } else {
            value.end
        };
        let range = from + value.start..from + end;
        facts.add(field, (&text[range.clone()], range), Where::Header(how));
    }
    0
}

/// Lines that go on with the value of an entry: indented further, no entries themselves.
fn goes_on(after: &[Line<'_>]) -> usize {
    let indented = |line: &&Line<'_>| {
        let inner = line.text.trim_start();
        line.live
            && (line.text.starts_with("  ") || line.text.starts_with('\t'))
            && !inner.is_empty()
            && label::fields(unlisted(inner)).is_empty()
    };
    after.iter().take(200).take_while(indented).count()
}

/// A name whose value stands on the lines below: a list of names, or a paragraph.
fn below<'t>(field: Field, how: How, after: &[Line<'t>], text: &'t str, facts: &mut Facts<'t>) -> usize {
    let blank = after.iter().take(3).take_while(|line| line.text.trim().is_empty()).count();
    let rest = &after[blank..];
    let says = |line: &&Line<'_>| {
        let (bare, _) = stripped(line);
        line.live && !bare.is_empty() && label::fields(bare).is_empty() && label::alone(bare).is_none()
    };
    let taken = rest.iter().take(200).take_while(says).count();
    // An entry that is left empty in a list of fields has no value further down.
    let left_open = how == How::Item && (blank > 0 || rest.first().is_some_and(|line| !line.text.starts_with([' ', '\t'])));
    if taken == 0 || left_open {
        return 0;
    }
    if let Some(range) = extent(&rest[..taken]) {
        facts.add(field, (&text[range.clone()], range), Where::Header(how));
    }
    blank + taken
}

/// A line without a name that can say one thing only: a status, a day, `Accepted on 2018-09-26.`, `Superseded by [12](0012-x.md)`.
fn sentence<'t>(bare: &'t str, from: usize, facts: &mut Facts<'t>) {
    if bare.len() > 400 {
        return;
    }
    let value = || (bare, from..from + bare.len());
    let marked = marks::mark(bare);
    if status::whole(bare).is_some() {
        facts.add(Field::Of(Key::Status), value(), Where::Sentence);
        return;
    }
    if let Some(found) = date::whole(bare) {
        facts.add(Field::Of(Key::Date), (&bare[found.at.clone()], from + found.at.start..from + found.at.end), Where::Sentence);
        return;
    }
    let words = &marked.words[..];
    let day = date::find(bare);
    let first = words.first().map_or("", |word| word.text.as_str());
    if let Some(found) = &day {
        let near = words.iter().position(|word| word.at.start >= found.at.start).is_some_and(|at| at <= 4);
        let at = from + found.at.start..from + found.at.end;
        let key = match words::key(first) {
            Some(key @ (Key::Created | Key::Updated)) => Some(key),
            _ if ["raised", "written", "started"].contains(&first) => Some(Key::Created),
            _ => None,
        };
        if let (Some(key), true) = (key, near) {
            facts.add(Field::Of(key), (&bare[found.at.clone()], at), Where::Sentence);
            return;
        }
        if near && status::status_at(words).is_some() {
            facts.add(Field::Of(Key::Status), value(), Where::Sentence);
            return;
        }
    }
    let lead = words.iter().take(6).position(|word| !super::phrases::LEADS.contains(&word.text.as_str())).unwrap_or(0);
    if let Some(hit) = words.get(lead..).and_then(ties::hit).filter(|hit| !hit.phrase.weak) {
        let names = words[lead..].iter().any(|word| word.link.is_some())
            || words.get(lead + hit.taken).is_some_and(|word| ties::id_in(&word.text).is_some());
        if names && matches!(hit.phrase.kind, TieKind::SupersededBy) {
            facts.add(Field::Of(Key::Status), value(), Where::Sentence);
        } else if names {
            facts.add(Field::Of(Key::Links), value(), Where::Sentence);
        }
    }
}

/// The first sentence of the text proper, where it says what the record does to another: `This ADR in part supersedes [3](0003-x.md).`
fn opening<'t>(lines: &[Line<'t>], facts: &mut Facts<'t>) {
    let Some(line) = lines.iter().find(|line| line.live && !line.text.trim().is_empty()) else { return };
    let (bare, from) = stripped(line);
    let words = marks::mark(super::outline::clip(bare, 400)).words;
    let of_itself =
        words.len() > 3 && words[0].text == "this" && ["adr", "record", "decision", "document"].contains(&words[1].text.as_str());
    let hit = ties::hit(words.get(2..).unwrap_or_default()).filter(|hit| !hit.phrase.weak);
    if let Some(hit) = hit.filter(|_| of_itself && words.iter().any(|word| word.link.is_some())) {
        let start = words[2].at.start;
        let end = bare[start..].find(". ").map_or(bare.len(), |end| start + end);
        let phrase = super::phrases::Phrase { part: hit.in_part, ..hit.phrase };
        facts.add(Field::Tie(phrase), (&bare[start..end], from + start..from + end), Where::Sentence);
    }
}

/// A change log: entries with a status and a day each.
fn history<'t>(lines: &[Line<'t>], text: &'t str, facts: &mut Facts<'t>) {
    let rows = lines.iter().position(|line| table::rows(std::slice::from_ref(line)) > 0);
    if let Some(first) = rows {
        let rows = table::rows(&lines[first..]);
        table::history(&lines[first..first + rows], text, facts);
    }
    for line in lines.iter().filter(|line| line.live) {
        let (bare, from) = stripped(line);
        entry(bare, from, facts);
    }
}

/// `[approved](…) (2023-12-09)`, `2018-09-26: accepted`
fn entry<'t>(bare: &'t str, from: usize, facts: &mut Facts<'t>) {
    let Some(found) = date::find(bare) else { return };
    let marked = marks::mark(bare);
    let dated = |word: &marks::Word| found.at.start <= word.at.start && word.at.start < found.at.end;
    let first = marked.words.iter().position(|word| !dated(word)).unwrap_or(0);
    let Some((_, taken)) = marked.words.get(first..).and_then(status::status_at) else { return };
    let rest = marked.words.get(first + taken..).unwrap_or_default();
    // An entry that says more than a status and a day tells what was done, and not always where the record stands.
    let brief = rest.iter().filter(|word| !dated(word)).take(8).count() < 8;
    if brief {
        facts.add(Field::Of(Key::Status), (bare, from..from + bare.len()), Where::History);
    }
}

/// Entries of a change log that stands on one line with its heading: `Change Log - [approved](…) (2023-12-09)`.
pub(super) fn history_in<'t>(outline: &Outline<'t>, facts: &mut Facts<'t>) {
    for heading in &outline.headings {
        let words = outline.words(heading);
        let Some((before, rest)) = words.split_once(" - ").filter(|(before, _)| words::key(before) == Some(Key::History)) else { continue };
        entry(rest, heading.text.start + before.len() + 3, facts);
    }
}
