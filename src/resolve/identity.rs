//! Which record an id means: by value where both are numbers, without case, in one's own scope first (ruling 9).

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use crate::{
    model::{RecordIx, SourceIx},
    parse::draft::RecordDraft,
};

/// A record on its way from draft to site.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The source it was found in.
    pub source: SourceIx,
    /// That source's scope.
    pub scope: Option<String>,
    /// What it says.
    pub draft: Arc<RecordDraft>,
}

impl Entry {
    /// Whether another team wrote it.
    pub fn is_foreign(&self) -> bool {
        self.draft.foreign.is_some()
    }
}

/// An id as it is compared: small letters, a number without its leading zeros.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    scope: Option<String>,
    id: String,
}

impl Key {
    fn new(scope: Option<&str>, id: &str) -> Self {
        let id = id.to_lowercase();
        let number = id.bytes().all(|byte| byte.is_ascii_digit());
        let id = if number { id.trim_start_matches('0').to_owned() } else { id };
        Self { scope: scope.map(str::to_lowercase), id }
    }
}

/// What an id leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// This record.
    One(RecordIx),
    /// One in the asker's own scope, another without a scope.
    Two(RecordIx, RecordIx),
    /// None.
    Nobody,
}

/// All ids of a site. Records past `kept` are drafts that are left out of the portal: they have ids, and no page.
#[derive(Debug)]
pub struct Register {
    first: HashMap<Key, RecordIx>,
    /// Ids that several have.
    shared: HashSet<Key>,
    names: Vec<(Option<String>, String)>,
    /// Number of records that the portal shows.
    pub kept: usize,
}

impl Register {
    /// Enters all records. Returns the pairs that share an id as well, the first of each pair the one that keeps it.
    pub fn new(entries: &[Entry], kept: usize) -> (Self, Vec<(RecordIx, RecordIx)>) {
        let mut first = HashMap::with_capacity(entries.len());
        let (mut clashes, mut shared) = (Vec::new(), HashSet::new());
        for (at, entry) in entries.iter().enumerate() {
            let ix = RecordIx::at(at);
            let key = Key::new(entry.scope.as_deref(), &entry.draft.id.value);
            match first.entry(key) {
                std::collections::hash_map::Entry::Vacant(place) => {
                    place.insert(ix);
                }
                std::collections::hash_map::Entry::Occupied(taken) => {
                    shared.insert(taken.key().clone());
                    clashes.push((*taken.get(), ix));
                }
            }
        }
        let names = entries.iter().map(|entry| (entry.scope.clone(), entry.draft.id.value.clone())).collect();
        (Self { first, shared, names, kept }, clashes)
    }

    /// The record that `id` means to a reader in `scope`: `0007`, `7`, `payments/0012`.
    pub fn find(&self, scope: Option<&str>, id: &str) -> Found {
        let get = |scope: Option<&str>, id: &str| self.first.get(&Key::new(scope, id)).copied();
        if let Some((scope, id)) = id.split_once('/') {
            return get(Some(scope), id).map_or(Found::Nobody, Found::One);
        }
        match (scope.and_then(|scope| get(Some(scope), id)), get(None, id)) {
            (Some(own), Some(other)) => Found::Two(own, other),
            (Some(one), None) | (None, Some(one)) => Found::One(one),
            (None, None) => Found::Nobody,
        }
    }

    /// The one record that `id` means in another team's log: in its own scope first, and none where several have it.
    pub fn find_one(&self, scope: Option<&str>, id: &str) -> Option<RecordIx> {
        let get = |scope: Option<&str>, id: &str| {
            let key = Key::new(scope, id);
            self.first.get(&key).map(|ix| Some(*ix).filter(|_| !self.shared.contains(&key)))
        };
        if let Some((scope, id)) = id.split_once('/') {
            return get(Some(scope), id).flatten();
        }
        scope.and_then(|scope| get(Some(scope), id)).or_else(|| get(None, id)).flatten()
    }

    /// Whether several records have an id.
    pub fn is_shared(&self, scope: Option<&str>, id: &str) -> bool {
        self.shared.contains(&Key::new(scope, id)) || self.shared.contains(&Key::new(None, id))
    }

    /// How many ids several records of a source have.
    pub fn shared_in(&self, entries: &[Entry], source: SourceIx) -> usize {
        let own = entries.iter().filter(|entry| entry.source == source);
        let keys = own.map(|entry| Key::new(entry.scope.as_deref(), &entry.draft.id.value));
        keys.filter(|key| self.shared.contains(key)).collect::<HashSet<_>>().len()
    }

    /// Whether the portal shows a record.
    pub fn is_kept(&self, ix: RecordIx) -> bool {
        ix.index() < self.kept
    }

    /// Id with its scope, for messages.
    pub fn name(&self, ix: RecordIx) -> String {
        match &self.names[ix.index()] {
            (Some(scope), id) => format!("{scope}/{id}"),
            (None, id) => id.clone(),
        }
    }

    /// The ids of all records but one, with their scopes: for "did you mean".
    pub fn names_but(&self, left_out: Option<RecordIx>) -> impl Iterator<Item = String> {
        (0..self.names.len()).map(RecordIx::at).filter(move |ix| Some(*ix) != left_out).map(|ix| self.name(ix))
    }
}

/// The order of ids: numbers by value and before words, words by their letters.
pub fn order(id: &str) -> (bool, usize, String) {
    let id = id.to_lowercase();
    let number = id.bytes().all(|byte| byte.is_ascii_digit());
    let digits = id.trim_start_matches('0');
    if number { (false, digits.len(), digits.to_owned()) } else { (true, 0, id) }
}
