//! One table being read against its shape: unknown keys are told when it is opened, missing ones when they are asked for.
//! Knows no particular table; what one value may be is `item`'s business.

use std::borrow::Cow;

use ::toml::{
    Spanned as Spanning,
    de::{DeTable, DeValue},
};

pub mod amount;
pub mod item;

use self::item::{Item, key_name_of};
use super::{
    shape::{TableShape, one_of, tables_with},
    toml::Faults,
};
use crate::{
    base::{
        date::{Date, TimeSpan},
        diagnostic::Diagnostic,
        edit_distance::nearest,
        source::{Span, Spanned},
        value::Value,
    },
    model::{fault, quantity::Amount},
};

/// A table, its shape, and the list that its faults go to.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'a> {
    table: &'a DeTable<'a>,
    shape: &'static TableShape,
    root: &'static TableShape,
    span: Span,
    faults: &'a Faults,
}

impl<'a> Fields<'a> {
    /// Opens the top table of a document. Keys that `shape` does not know are told (R0002).
    pub fn document(table: &'a DeTable<'a>, shape: &'static TableShape, faults: &'a Faults) -> Self {
        let fields = Self { table, shape, root: shape, span: faults.span(0..0), faults };
        fields.check_keys();
        fields
    }

    /// Opens a table below another: `root` is the shape of the document, searched for keys that stand in the wrong table.
    pub(in crate::parse) fn open(table: &'a DeTable<'a>, shape: &'static TableShape, place: &Item<'a>) -> Self {
        let fields = Self { table, shape, root: place.root, span: place.span, faults: place.faults };
        fields.check_keys();
        fields
    }

    /// The same, with its faults told at `span`: the fence of a front matter.
    #[must_use]
    pub fn standing_at(self, span: Span) -> Self {
        Self { span, ..self }
    }

    /// Where it stands: its header or braces.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The list that its faults go to.
    pub fn faults(&self) -> &'a Faults {
        self.faults
    }

    fn check_keys(&self) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if self.shape.key(name).is_none() {
                self.tell_unknown(name, self.faults.span(key.span()));
            }
        }
    }

    fn tell_unknown(&self, name: &str, span: Span) {
        let mut told = Diagnostic::error(fault::UNKNOWN_KEY, format!("{} has no key `{name}`", self.shape.one())).at(span, "unknown key");
        let known = || self.shape.keys.iter().map(|key| key.name);
        if let Some(near) = nearest(name, known().filter(|known| !self.table.contains_key(*known))) {
            told = told.help(format!("did you mean `{near}`?"));
        } else if let Some(near) = nearest(name, known()) {
            told = told.help(format!("did you mean `{near}`, which is there already?"));
        } else {
            let elsewhere = tables_with(self.root, name);
            if let [first, rest @ ..] = elsewhere.as_slice()
                && rest.len() < 3
            {
                let places: Vec<String> = std::iter::once(first).chain(rest).map(|shape| format!("`{}`", shape.header)).collect();
                told = told.help(format!("`{name}` is a key of {}", places.join(" and ")));
            } else if self.shape.key("extra").is_some() {
                told = told.help("fields of your own go under `[extra]`");
            } else if self.shape.keys.len() <= 8 {
                told = told.help(format!("{} takes {}", self.shape.one(), one_of(&known().collect::<Vec<_>>())));
            }
        }
        self.faults.push(told);
    }

    /// The value of a key, if it is there.
    ///
    /// # Panics
    /// Where `key` is not in the table's shape: the list of keys must stay complete.
    pub fn get(&self, key: &'static str) -> Option<Item<'a>> {
        debug_assert!(self.shape.key(key).is_some(), "`{key}` is missing in the shape of {}", self.shape.one());
        // Most tables are small: comparing a few short keys beats hashing one.
        let value = if self.table.len() <= 12 {
            self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
        } else {
            self.table.get(key)
        }?;
        Some(Item {
            value: value.get_ref(),
            span: self.faults.span(value.span()),
            name: key,
            of: None,
            faults: self.faults,
            root: self.root,
        })
    }

    /// Whether a key is there, whatever it holds.
    pub fn has(&self, key: &'static str) -> bool {
        self.get(key).is_some()
    }

    /// The place of a key's name.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.table.keys().find(|name| name.get_ref() == key).map(|name| self.faults.span(name.span()))
    }

    /// The keys that are there, in the order they were written.
    pub fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.table.keys().map(|name| name.get_ref().as_ref())
    }

    /// The value of a key that must be there (R0005).
    pub fn need(&self, key: &'static str) -> Option<Item<'a>> {
        let found = self.get(key);
        if found.is_none() {
            self.tell_missing(key);
        }
        found
    }

    /// Tells that `key` must be there and is not (R0005).
    pub fn tell_missing(&self, key: &'static str) {
        let expected = self.shape.key(key).map_or_else(String::new, |key| key.shape.expected());
        let mut told = Diagnostic::error(fault::MISSING_KEY, format!("{} needs the key `{key}`", self.shape.one()));
        told = told.at(self.span, format!("`{key}` is missing"));
        self.faults.push(told.help(format!("add `{key}`: {expected}")));
    }

    /// Tells that two keys exclude each other (R0006), at the second; `why` ends the message.
    pub fn tell_conflict(&self, keep: &str, drop: &str, why: &str) {
        let at = |key| self.key_span(key).unwrap_or(self.span);
        let told = Diagnostic::error(fault::CONFLICTING_KEYS, format!("`{drop}` and `{keep}` exclude each other: {why}"));
        let told = told.at(at(drop), "cannot stand beside the other").and(at(keep), "the other");
        self.faults.push(told.help(format!("leave `{drop}` or `{keep}` out")));
    }

    /// Text, trimmed of nothing.
    pub fn text(&self, key: &'static str) -> Option<String> {
        self.get(key)?.text().map(str::to_owned)
    }

    /// Text with its place.
    pub fn spanned_text(&self, key: &'static str) -> Option<Spanned<String>> {
        let item = self.get(key)?;
        item.text().map(|text| Spanned::new(text.to_owned(), item.span))
    }

    /// A list of texts; one that is absent is empty.
    pub fn texts(&self, key: &'static str) -> Vec<String> {
        self.get(key).map(|item| item.items().filter_map(|item| item.text().map(str::to_owned)).collect()).unwrap_or_default()
    }

    /// A list of texts, each with its place; one that is absent is empty.
    pub fn spanned_texts(&self, key: &'static str) -> Vec<Spanned<String>> {
        self.get(key)
            .map(|item| item.items().filter_map(|item| Some(Spanned::new(item.text()?.to_owned(), item.span))).collect())
            .unwrap_or_default()
    }

    /// A kebab-case id with its place.
    pub fn id(&self, key: &'static str) -> Option<Spanned<String>> {
        self.get(key)?.id()
    }

    /// A day.
    pub fn date(&self, key: &'static str) -> Option<Date> {
        self.get(key)?.date()
    }

    /// `true` or `false`.
    pub fn bool(&self, key: &'static str) -> Option<bool> {
        self.get(key)?.bool()
    }

    /// A whole number, 0 or more.
    pub fn whole(&self, key: &'static str) -> Option<u64> {
        self.get(key)?.whole()
    }

    /// A whole number of months, 0 to 12,000.
    pub fn months(&self, key: &'static str) -> Option<u32> {
        self.get(key)?.months()
    }

    /// A finite number.
    pub fn number(&self, key: &'static str) -> Option<f64> {
        self.get(key)?.number()
    }

    /// `0.08` or `"8%"`.
    pub fn share(&self, key: &'static str) -> Option<f64> {
        self.get(key)?.share()
    }

    /// A number or a range.
    pub fn amount(&self, key: &'static str) -> Option<Amount> {
        self.get(key)?.amount()
    }

    /// A span of time.
    pub fn time_span(&self, key: &'static str) -> Option<TimeSpan> {
        self.get(key)?.time_span()
    }

    /// One of the words, as what it stands for.
    pub fn word<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        self.get(key)?.word(words)
    }

    /// A table.
    pub fn table(&self, key: &'static str, shape: &'static TableShape) -> Option<Fields<'a>> {
        self.get(key)?.table(shape)
    }

    /// A list of tables; one that is absent is empty.
    pub fn tables(&self, key: &'static str, shape: &'static TableShape) -> Vec<Fields<'a>> {
        self.get(key).map(|item| item.items().filter_map(|item| item.table(shape)).collect()).unwrap_or_default()
    }

    /// A table whose keys are people's own, in the order they were written: key with its place, value. One that is absent is empty.
    pub fn entries(&self, key: &'static str) -> Vec<(Spanned<&'a str>, Item<'a>)> {
        self.get(key).map(|item| item.entries()).unwrap_or_default()
    }

    /// Free fields, in the order they were written; none where the key is absent.
    pub fn free(&self, key: &'static str) -> Vec<(String, Value)> {
        self.entries(key).into_iter().map(|(key, item)| (key_name_of(&key), item.free())).collect()
    }

    /// The table with other values in places, to be read again from the start: for scenarios.
    pub(in crate::parse) fn changed(&self, changes: &[Change<'a>]) -> DeTable<'a> {
        let mut table = self.table.clone();
        for change in changes {
            set(&mut table, change.path, change, self.faults);
        }
        table
    }

    /// Reads `table` in this one's place.
    pub(in crate::parse) fn reopened<'b>(&self, table: &'b DeTable<'b>) -> Fields<'b>
    where
        'a: 'b,
    {
        let fields = Fields { table, ..*self };
        fields.check_keys();
        fields
    }
}

/// A value that takes the place of another.
#[derive(Debug, Clone, Copy)]
pub(in crate::parse) struct Change<'a> {
    /// The key, with `.` between nested ones.
    pub path: &'a str,
    /// Where the key is written.
    pub at: Span,
    /// The value.
    pub item: Item<'a>,
}

fn set<'a>(table: &mut DeTable<'a>, path: &'a str, change: &Change<'a>, faults: &Faults) {
    let key = |name: &'a str| Spanning::new(faults.range(change.at), Cow::Borrowed(name));
    let Some((first, rest)) = path.split_once('.') else {
        table.insert(key(path), Spanning::new(faults.range(change.item.span), change.item.value.clone()));
        return;
    };
    if !table.get(first).is_some_and(|value| value.get_ref().is_table()) {
        table.insert(key(first), Spanning::new(faults.range(change.at), DeValue::Table(DeTable::new())));
    }
    if let Some(DeValue::Table(inner)) = table.get_mut(first).map(Spanning::get_mut) {
        set(inner, rest, change, faults);
    }
}
