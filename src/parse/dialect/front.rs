//! Front matter to fields: which of its keys mean something here. All others stay free fields.

use std::ops::Range;

use super::{
    facts::{Facts, Field, Where},
    marks,
    phrases::{FIELDS, PHRASES, Phrase},
    ties,
    words::{self, Key},
    yaml::{self, Entry, Item, Node},
};
use crate::base::value::Value;

/// How deep tables are looked into for fields: `adr: { status: … }`.
const DEEPEST: usize = 3;

/// Puts the keys of front matter where they belong; returns those that mean nothing here, to be kept.
pub(super) fn sort(entries: &[Entry], facts: &mut Facts<'_>) -> Vec<(String, Value)> {
    let mut free = Vec::new();
    for entry in entries {
        if !take(entry, facts, 0) {
            free.push((entry.key.clone(), yaml::value(&entry.item)));
        }
    }
    free
}

/// Whether a key, or one within it, means something.
fn take(entry: &Entry, facts: &mut Facts<'_>, depth: usize) -> bool {
    let label = spaced(&entry.key);
    let field = words::front_key(&entry.key).map(Field::Of).or_else(|| ties::of_field(&label).map(Field::Tie));
    let table = if let Node::Table(entries) = &entry.item.node { Some(entries) } else { None };
    match (field, table) {
        (Some(Field::Of(Key::Fields)) | None, Some(entries)) if depth < DEEPEST => {
            let taken: Vec<bool> = entries.iter().map(|entry| take(entry, facts, depth + 1)).collect();
            taken.contains(&true)
        }
        (Some(Field::Of(Key::Status)), Some(entries)) => {
            // `status: {proposed | accepted}` is a table to YAML, and a template's hint to people.
            if let [Entry { key, item: Item { node: Node::Scalar(value, true), .. } }] = &entries[..]
                && value.is_empty()
            {
                facts.add(Field::Of(Key::Status), (format!("{{{key}}}"), entry.item.at.clone()), Where::Front);
            }
            for entry in entries {
                let named = take(entry, facts, depth + 1);
                if !named && ["value", "name", "current", "state", "id"].contains(&entry.key.as_str()) {
                    put(Field::Of(Key::Status), &entry.item, facts);
                }
            }
            true
        }
        (Some(Field::Of(Key::Links)), _) => {
            relations(&entry.item, facts);
            true
        }
        (Some(Field::Tie(phrase)), _) => {
            targets(phrase, &entry.item, facts);
            // `affects: [ovens]` names no record, so what it says is kept as well.
            !phrase.weak
        }
        (Some(Field::Of(Key::Fields | Key::History)) | None, _) => false,
        (Some(field), _) => {
            put(field, &entry.item, facts);
            // Whoever wrote it is nobody that our own fields know.
            !matches!(field, Field::Of(Key::Authors | Key::Updated | Key::Created))
        }
    }
}

/// `supersededBy` → `superseded by`
fn spaced(key: &str) -> String {
    let mut label = String::with_capacity(key.len() + 2);
    let mut small = false;
    for letter in key.chars() {
        if letter.is_uppercase() && small {
            label.push(' ');
        }
        small = letter.is_lowercase();
        label.extend(letter.to_lowercase().map(|letter| if matches!(letter, '-' | '_') { ' ' } else { letter }));
    }
    label
}

/// A value, or each of a list.
fn put(field: Field, item: &Item, facts: &mut Facts<'_>) {
    each(item, &mut |value, at| facts.add(field, (value.to_owned(), at), Where::Front));
}

/// The texts of a value: its own, those of its entries, the names of its objects.
fn each(item: &Item, found: &mut impl FnMut(&str, Range<usize>)) {
    match &item.node {
        Node::Scalar(value, plain) => {
            let nothing = *plain && ["null", "~", ""].contains(&value.as_str());
            if !nothing {
                found(value, item.at.clone());
            }
        }
        Node::List(items) => items.iter().for_each(|item| each(item, found)),
        Node::Table(entries) => {
            const NAMES: &[&str] = &[
                "name", "target", "to", "id", "adr", "ref", "link", "path", "file", "title", "value", "number", "href", "url", "github",
                "handle", "record",
            ];
            let named = NAMES.iter().find_map(|name| entries.iter().find(|entry| entry.key.eq_ignore_ascii_case(name)));
            if let Some(Entry { item: item @ Item { node: Node::Scalar(..) | Node::List(_), .. }, .. }) = named {
                each(item, found);
            }
        }
    }
}

/// Records under the name of a tie; an object's own kind goes before that name.
fn targets(phrase: Phrase, item: &Item, facts: &mut Facts<'_>) {
    match &item.node {
        Node::List(items) => items.iter().for_each(|item| targets(phrase, item, facts)),
        Node::Table(entries) => {
            // `kind: partial` says how much, `kind: amends` says what.
            let kind = kind_of(entries).unwrap_or((phrase, false));
            let phrase = if kind.1 { Phrase { part: phrase.part || kind.0.part, ..phrase } } else { kind.0 };
            put(Field::Tie(phrase), item, facts);
        }
        Node::Scalar(..) => put(Field::Tie(phrase), item, facts),
    }
}

/// `links: [ { type: supersedes, target: 12 } ]`, `relations: { supersedes: [12] }`, `related: [12, 13]`.
fn relations(item: &Item, facts: &mut Facts<'_>) {
    let related = || PHRASES.iter().find(|phrase| phrase.words == "relates to").copied();
    match &item.node {
        Node::List(items) => items.iter().for_each(|item| relations(item, facts)),
        Node::Scalar(value, _) => {
            // `supersedes 12` in one text speaks for itself.
            let worded = marks::mark(value).words;
            let phrase = ties::hit(&worded).map(|hit| hit.phrase).or_else(related);
            if let Some(phrase) = phrase {
                put(Field::Tie(phrase), item, facts);
            }
        }
        Node::Table(entries) => {
            if let Some((phrase, _)) = kind_of(entries) {
                put(Field::Tie(phrase), item, facts);
                return;
            }
            let mut any = false;
            for entry in entries {
                if let Some(phrase) = ties::of_field(&spaced(&entry.key)) {
                    targets(phrase, &entry.item, facts);
                    any = true;
                }
            }
            if let (false, Some(phrase)) = (any, related()) {
                put(Field::Tie(phrase), item, facts);
            }
        }
    }
}

/// The kind that an object states; `true`: it states none of the known ones, but perhaps how much is meant.
fn kind_of(entries: &[Entry]) -> Option<(Phrase, bool)> {
    let names = ["kind", "type", "rel", "relation", "relationship"];
    let relates = |part| FIELDS.iter().find(|phrase| phrase.words == "relates").map(|phrase| (Phrase { part, ..*phrase }, true));
    let of_part = |entry: &&Entry| {
        let key = ["partial", "partially", "in part"].contains(&spaced(&entry.key).as_str());
        key && matches!(&entry.item.node, Node::Scalar(value, _) if ["true", "yes"].contains(&value.to_lowercase().as_str()))
    };
    if entries.iter().any(|entry| of_part(&entry)) {
        return relates(true);
    }
    let stated = entries.iter().find(|entry| names.contains(&entry.key.to_lowercase().as_str()))?;
    let Node::Scalar(kind, _) = &stated.item.node else { return None };
    let label = spaced(kind);
    if let Some(phrase) = ties::of_field(&label) {
        return Some((phrase, false));
    }
    let part = ["partial", "partially", "partly", "part", "in part"].contains(&label.as_str());
    relates(part)
}
