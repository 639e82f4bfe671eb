//! Ties to other records, and when to look at a record again.

use super::super::{
    draft::{RelationDraft, RelationsDraft, ReviewDraft},
    fields::{Fields, item::Item},
    tables::record::{ENTRY, RELATION, RELATION_FORMS, REVIEW, REVIEW_FORMS, WATCH},
};
use crate::{
    base::{
        diagnostic::Diagnostic,
        source::{Span, Spanned},
    },
    model::{
        fault,
        review::{Outcome, ReviewEntry},
    },
};

/// Reads the keys that name other records.
pub(super) fn read_relations(record: Fields<'_>) -> RelationsDraft {
    let list = |key| record.get(key).map(|item| relations(&item));
    RelationsDraft {
        supersedes: list("supersedes"),
        superseded_by: list("superseded_by"),
        amends: list("amends").unwrap_or_default(),
        depends_on: list("depends_on").unwrap_or_default(),
        relates_to: list("relates_to").unwrap_or_default(),
    }
}

fn relations(list: &Item<'_>) -> Vec<RelationDraft> {
    let mut relations: Vec<RelationDraft> = Vec::new();
    for relation in list.items().filter_map(|item| relation(&item)) {
        let same = |other: &&RelationDraft| other.id.value == relation.id.value && other.part == relation.part;
        if let Some(first) = relations.iter().find(same) {
            let message = format!("`{}` is named twice in `{}`", relation.id.value, list.name);
            let told = Diagnostic::error(fault::DUPLICATE_ID, message).at(relation.id.span, "named already");
            list.faults().push(told.and(first.id.span, "first here").help("keep one of the two"));
            continue;
        }
        relations.push(relation);
    }
    relations
}

/// `"0003"`, or `{ id = "0003", part = "retention only" }`.
fn relation(item: &Item<'_>) -> Option<RelationDraft> {
    if item.as_text().is_some() {
        let id = item.text()?.trim().to_owned();
        return Some(RelationDraft { id: Spanned::new(id, item.span), part: None });
    }
    if item.is_number() {
        let told = Diagnostic::error(fault::WRONG_TYPE, format!("`{}` takes ids, which are text, found a number", item.name));
        item.faults().push(told.at(item.span, "expected text").help("put the id between quotes: `\"0003\"`"));
        return None;
    }
    if !item.is_table() {
        item.wrong_type(&RELATION_FORMS);
        return None;
    }
    let fields = item.table(&RELATION)?;
    let id = fields.need("id").and_then(|item| Some(Spanned::new(item.text()?.trim().to_owned(), item.span)));
    Some(RelationDraft { part: fields.text("part"), id: id? })
}

/// Reads `review`, in its short form or its long one.
pub(super) fn read_review(record: Fields<'_>) -> Option<ReviewDraft> {
    let item = record.get("review")?;
    if item.as_text().is_some() {
        return Some(ReviewDraft { every_months: item.interval_months(), ..ReviewDraft::default() });
    }
    if !item.is_table() {
        item.wrong_type(&REVIEW_FORMS);
        return Some(ReviewDraft::default());
    }
    let fields = item.table(&REVIEW)?;
    Some(ReviewDraft {
        every_months: fields.get("every").and_then(|item| item.interval_months()),
        on: fields.date("on"),
        when: fields.texts("when"),
        watch: fields.tables("watch", &WATCH).into_iter().filter_map(watch).collect(),
    })
}

fn watch(fields: Fields<'_>) -> Option<(Spanned<String>, f64)> {
    let price = fields.need("price").and_then(|item| Some(Spanned::new(item.text()?.to_owned(), item.span)));
    let change = fields.need("change").and_then(|item| {
        let change = item.share()?;
        if change <= 0.0 {
            item.bad(format!("`change` must be more than 0, found {change}"), "it counts up and down alike");
            return None;
        }
        Some(change)
    });
    price.zip(change)
}

/// Reads `[[reviews]]`, oldest first. An entry without a day is told and left out.
pub(super) fn read_reviews(record: Fields<'_>) -> Vec<ReviewEntry> {
    const OUTCOMES: &[(&str, Outcome)] =
        &[("reaffirmed", Outcome::Reaffirmed), ("changed", Outcome::Changed), ("superseded", Outcome::Superseded)];
    let entry = |fields: Fields<'_>| {
        let on = fields.need("on").and_then(|item| item.date());
        let (by, outcome, note) = (fields.text("by"), fields.word("outcome", OUTCOMES), fields.text("note"));
        Some(ReviewEntry { on: on?, by, outcome, note })
    };
    let mut entries: Vec<ReviewEntry> = record.tables("reviews", &ENTRY).into_iter().filter_map(entry).collect();
    entries.sort_by_key(|entry| entry.on);
    entries
}

/// The place of a key's value, or of the table where it is not there.
pub(super) fn place(fields: Fields<'_>, key: &'static str) -> Span {
    fields.get(key).map_or(fields.span(), |item| item.span)
}
