//! Records that a status names without a wording of their own: beside the word, or on the lines below one that ends with a wording.

use super::{
    status::{Said, hits, lead},
    ties::{self, Reader},
};
use crate::{
    model::record::Status,
    parse::draft::{TieDraft, TieKind},
};

/// `Superseded: see [5](…)`, `Superseded → [5](…)`, `Superseded (ADR-5)`: whom a superseded record names is its successor, however it is worded.
pub(super) fn successors(reader: &Reader<'_>, begins: usize, ties: &mut Vec<TieDraft>) {
    let mine = |tie: &TieDraft| tie.kind == TieKind::SupersededBy;
    if ties.iter().any(mine) {
        return;
    }
    let rest = reader.marked.words.get(begins..).unwrap_or_default();
    let linked = rest.iter().any(|word| word.link.is_some());
    let targets = if linked { reader.targets(rest, false) } else { reader.targets(rest, false).into_iter().take(1).collect() };
    if !targets.is_empty() {
        ties.retain(|tie| !(tie.kind == TieKind::RelatesTo && targets.iter().any(|target| target.value == tie.target.value)));
        let phrase = ties::of_field("superseded by");
        ties.extend(phrase.iter().flat_map(|phrase| targets.iter().map(move |target| ties::tie(phrase, false, target.clone()))));
    }
}

/// `Supersedes:` with its records on the lines below: what a line without a wording of its own names.
pub(super) fn listed(reader: &Reader<'_>, heads: &mut Option<ties::Hit>, line: &mut Said, ties: &mut Vec<TieDraft>) {
    let words = &reader.marked.words[..];
    let own = hits(words);
    if let Some((from, hit)) = own.last() {
        let open = words.len() == from + hit.taken && *from <= lead(words, None);
        *heads = open.then_some(*hit);
        return;
    }
    let Some(hit) = heads.as_ref().filter(|_| line.status.is_none()) else {
        *heads = None;
        return;
    };
    let in_part = hit.in_part || ties::part_of(words);
    let targets = reader.targets(words, false);
    if targets.is_empty() {
        *heads = None;
        return;
    }
    line.whole = true;
    if hit.phrase.kind == TieKind::SupersededBy && !in_part {
        line.status = Some(Status::Superseded);
    }
    ties.extend(targets.into_iter().map(|target| ties::tie(&hit.phrase, in_part, target)));
}

/// Ties in scripts without spaces: the other record stands before the verb or behind it.
pub(super) fn wide(reader: &Reader<'_>, ties: &mut Vec<TieDraft>, said: &mut Said) {
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
