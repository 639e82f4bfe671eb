//! Lines that name a field: `Status: accepted`, `**Date** 2026-08-31`, `Status – accepted`. Also several of them on one line.

use std::ops::Range;

use super::{
    date,
    facts::Field,
    marks,
    phrases::Phrase,
    status, ties,
    words::{self, Key},
};

/// Bytes that the name of a field may take, marks included.
const LABEL: usize = 80;

/// A field and the bytes of its value, in the line.
pub(super) type Labelled = (Field, Range<usize>);

/// What a label means.
pub(super) fn field(label: &str) -> Option<Field> {
    if let Some(key) = words::key(label) {
        return Some(Field::Of(key));
    }
    let phrase = ties::of_field(&words::bare(label))?;
    // `Supersedes (in part)`: the note in brackets is no part of the name.
    let part = phrase.part || label.contains('(') && ties::speaks_of_part(&marks::mark(label).words);
    Some(Field::Tie(Phrase { part, ..phrase }))
}

/// The fields of a line, in order; empty where it does not begin with one.
pub(super) fn fields(line: &str) -> Vec<Labelled> {
    let mut found: Vec<Labelled> = Vec::new();
    let Some(mut next) = first(line, 0) else { return found };
    loop {
        let (field, value) = next;
        let more = cuts(line, value.start).take(64).find_map(|(end, start)| Some((end, first(line, start)?)));
        let Some((end, following)) = more else {
            found.push((field, trimmed(line, value)));
            return found;
        };
        found.push((field, trimmed(line, value.start..end.max(value.start))));
        next = following;
    }
}

/// Places where another field may begin: the end of the value before, and the start of the next.
fn cuts(line: &str, from: usize) -> impl Iterator<Item = (usize, usize)> {
    const CUTS: &[&str] =
        &[" | ", " · ", " • ", "<br>", "<br/>", "<br />", "; ", ", ", "  ", " **", "\t", " — ", " – ", " / ", " - ", ". "];
    line[from..].char_indices().filter_map(move |(at, _)| {
        let at = from + at;
        let cut = CUTS.iter().find(|cut| line[at..].starts_with(**cut))?;
        let skipped = if *cut == " **" { 1 } else { cut.len() };
        Some((at, at + skipped))
    })
}

/// A field that begins at a byte of a line.
fn first(line: &str, from: usize) -> Option<Labelled> {
    let rest = &line[from..];
    let start = rest.len() - rest.trim_start().len();
    let rest = &rest[start..];
    let (label, value) =
        badge(rest).or_else(|| marked(rest)).or_else(|| colon(rest)).or_else(|| if from == 0 { bare(rest) } else { None })?;
    // `Decision record: choose an oven` is a title; the name of a table of fields stands alone.
    let field = field(&rest[label]).filter(|field| !matches!(field, Field::Of(Key::Fields)) || rest[value.clone()].trim().is_empty())?;
    let shift = from + start;
    Some((field, value.start + shift..value.end + shift))
}

/// `**Status:** accepted`, `**Status**: accepted`, `_Status_ accepted`, `**Status: accepted**`, `<b>Status</b> accepted`.
fn marked(rest: &str) -> Option<(Range<usize>, Range<usize>)> {
    const MARKS: &[(&str, &str)] =
        &[("***", "***"), ("**", "**"), ("__", "__"), ("*", "*"), ("_", "_"), ("`", "`"), ("<b>", "</b>"), ("<strong>", "</strong>")];
    let (open, close) = MARKS.iter().find(|(open, _)| rest.starts_with(open))?;
    let inner = &rest[open.len()..];
    let end = super::outline::clip(inner, 400).find(close)?;
    let label = open.len()..open.len() + end;
    let inside = &inner[..end];
    if let Some(colon) = inside.find([':', '：']) {
        let after = colon + inside[colon..].chars().next().map_or(1, char::len_utf8);
        if !inside[after..].trim().is_empty() {
            return Some((open.len()..open.len() + colon, open.len() + after..open.len() + end));
        }
    }
    if end > LABEL {
        return None;
    }
    let after = open.len() + end + close.len();
    let value = rest[after..].trim_start();
    let value = value.strip_prefix([':', '：', '-', '–', '—', '=', '→']).unwrap_or(value);
    Some((label, rest.len() - value.len()..rest.len()))
}

/// `Status: accepted`
fn colon(rest: &str) -> Option<(Range<usize>, Range<usize>)> {
    let window = super::outline::clip(rest, LABEL);
    let (at, sign) = window.char_indices().find(|(_, c)| matches!(c, ':' | '：' | '=' | '|'))?;
    // A path or an address is no label.
    let address = rest[at..].starts_with("://");
    (!address && sign != '|').then(|| (0..at, at + sign.len_utf8()..rest.len()))
}

/// `![Status: accepted](…)`, `![status](https://img.shields.io/badge/status-accepted-green)`: the words of a badge.
fn badge(rest: &str) -> Option<(Range<usize>, Range<usize>)> {
    let inner = rest.strip_prefix("![")?;
    let end = super::outline::clip(inner, 200).find(']')?;
    let alt = &inner[..end];
    if let Some(at) = alt.find([':', '-', ' ']) {
        return Some((2..2 + at, 2 + at + 1..2 + end));
    }
    let path = inner[end..].find("/badge/")? + end + "/badge/".len();
    let words = super::outline::clip(&inner[path..], 200);
    let dash = words.find('-')?;
    let value_end = words[dash + 1..].find('-')?;
    Some((2 + path..2 + path + dash, 2 + path + dash + 1..2 + path + dash + 1 + value_end))
}

/// `Date 2023-02-10`, `Status – Accepted`: no colon, but a value that can be nothing else.
fn bare(rest: &str) -> Option<(Range<usize>, Range<usize>)> {
    for dash in [" – ", " — ", " - "] {
        if let Some(at) = super::outline::clip(rest, LABEL).find(dash)
            && words::key(&rest[..at]).is_some()
        {
            return Some((0..at, at + dash.len()..rest.len()));
        }
    }
    let at = rest.find(' ')?;
    let value = &rest[at..];
    let fits = match words::key(&rest[..at])? {
        Key::Status => status::whole(value).is_some(),
        Key::Date | Key::Created | Key::Decided | Key::Updated => date::whole(value).is_some(),
        _ => false,
    };
    fits.then_some((0..at, at..rest.len()))
}

fn trimmed(line: &str, range: Range<usize>) -> Range<usize> {
    let text = &line[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    let end = range.end - (text.len() - text.trim_end().len());
    let end = if line[start..end.max(start)].ends_with('\\') { end - 1 } else { end };
    start..end.max(start)
}

/// Whether a line is the name of a field and nothing else, set off by a mark: `**Status**`, `Status:`.
pub(super) fn alone(line: &str) -> Option<Field> {
    let words = marks::plain(line);
    let set_off = line.trim().starts_with(['*', '_', '<']) || words.ends_with([':', '：']);
    if set_off { field(&words) } else { None }
}

#[cfg(test)]
mod tests {
    use super::fields;
    use crate::parse::dialect::{facts::Field, words::Key};

    fn found(line: &str) -> Vec<(Option<Key>, &str)> {
        let key = |field| if let Field::Of(key) = field { Some(key) } else { None };
        fields(line).into_iter().map(|(field, value)| (key(field), &line[value])).collect()
    }

    #[test]
    fn one_field_a_line_however_it_is_set() {
        for (line, value) in [
            ("Status: accepted", "accepted"),
            ("**Status:** accepted", "accepted"),
            ("**Status**: accepted", "accepted"),
            ("**Status** accepted", "accepted"),
            ("__Status__ – accepted", "accepted"),
            ("**Status: accepted**", "accepted"),
            ("<b>Status</b>: accepted", "accepted"),
            ("Status – accepted", "accepted"),
            ("Status Accepted", "Accepted"),
            ("状态：已接受", "已接受"),
            ("![Status: accepted](badge.svg)", "accepted"),
            ("![x](https://img.shields.io/badge/status-accepted-green)", "accepted"),
            ("Status:", ""),
        ] {
            assert_eq!(found(line), [(Some(Key::Status), value)], "{line}");
        }
        for line in ["Status quo is fine", "https://x.example", "The status: it is", "", "*", "**", "Data is stored: here"] {
            assert!(found(line).is_empty(), "{line}: {:?}", found(line));
        }
    }

    #[test]
    fn several_fields_on_one_line() {
        let both = [(Some(Key::Status), "accepted"), (Some(Key::Date), "2026-08-31")];
        for line in [
            "Status: accepted | Date: 2026-08-31",
            "**Status:** accepted · **Date:** 2026-08-31",
            "**Status:** accepted **Date:** 2026-08-31",
            "Status: accepted<br>Date: 2026-08-31",
            "Status: accepted, Date: 2026-08-31",
            "Date: 2026-08-31; Status: accepted",
        ] {
            let mut found = found(line);
            found.sort();
            assert_eq!(found, both, "{line}");
        }
        assert_eq!(found("Status: accepted, superseded by 12").len(), 1);
        assert_eq!(found("Deciders: Ann, Bob, date unknown").len(), 1);
    }
}
