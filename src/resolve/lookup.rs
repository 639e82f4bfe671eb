//! What other teams mean when they name a record: a link to its file, however it is written, a number, a title. Lenient, and never a guess:
//! what could be two records is none.

use std::collections::HashMap;

use super::{
    identity::{Entry, Register},
    paths,
};
use crate::{
    base::slug::slug,
    model::{RecordIx, SourceIx, site::Config},
    parse::{draft::TieTarget, record::name::id_of_file},
};

/// Records by everything that they are called.
#[derive(Debug)]
pub struct Lookup<'a> {
    entries: &'a [Entry],
    register: &'a Register,
    /// Folder of each source, as seen from the site's root.
    roots: Vec<String>,
    /// Path from the site's root without ending, in small letters.
    by_path: HashMap<String, RecordIx>,
    /// Name of the file without ending, in small letters; `None`: several have it.
    by_name: HashMap<(SourceIx, String), Option<RecordIx>>,
    /// The same without the number before it.
    by_words: HashMap<(SourceIx, String), Option<RecordIx>>,
    /// Title as a slug; `None`: several have it.
    by_title: HashMap<(SourceIx, String), Option<RecordIx>>,
}

impl<'a> Lookup<'a> {
    /// Makes the maps; empty ones for a site without other teams' records.
    pub fn new(config: &Config, entries: &'a [Entry], register: &'a Register) -> Self {
        let roots = config.sources.iter().map(|source| paths::joined(&source.path, "")).collect();
        let mut lookup = Self {
            entries,
            register,
            roots,
            by_path: HashMap::new(),
            by_name: HashMap::new(),
            by_words: HashMap::new(),
            by_title: HashMap::new(),
        };
        if !entries.iter().any(Entry::is_of_others) {
            return lookup;
        }
        for (at, entry) in entries.iter().enumerate() {
            let ix = RecordIx::at(at);
            let path = paths::without_ending(&entry.draft.inner).to_lowercase();
            let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
            if name == "readme" || name == "index" {
                let folder = paths::folder(&path).trim_end_matches('/');
                lookup.by_path.entry(paths::joined(&lookup.root(entry.source), folder)).or_insert(ix);
            }
            lookup.by_path.entry(paths::joined(&lookup.root(entry.source), &path)).or_insert(ix);
            note(&mut lookup.by_words, (entry.source, words_of(&name).to_owned()), ix);
            note(&mut lookup.by_name, (entry.source, name), ix);
            let title = entry.draft.title.as_ref().or(entry.draft.body.title.as_ref());
            for title in title.map(|title| slug(&title.value)).into_iter().filter(|title| !title.is_empty()) {
                note(&mut lookup.by_title, (entry.source, title), ix);
            }
        }
        lookup
    }

    fn root(&self, source: SourceIx) -> String {
        self.roots.get(source.index()).cloned().unwrap_or_default().to_lowercase()
    }

    /// The record that a tie names.
    pub fn tie(&self, asker: RecordIx, target: &TieTarget) -> Option<RecordIx> {
        match target {
            TieTarget::Id(id) => self.id(asker, id).or_else(|| self.named(asker, id)),
            TieTarget::Link(link) => self.link(asker, link).or_else(|| self.number_of_link(asker, link)),
            TieTarget::Title(title) => self.title(asker, title),
        }
    }

    /// The record that a link leads to: its file, from the folder of the asker, in another log of the site, or the one file of this name.
    pub fn link(&self, asker: RecordIx, link: &str) -> Option<RecordIx> {
        let entry = &self.entries[asker.index()];
        let parts = paths::parts(link);
        let path = without_page_ending(parts.path.trim()).to_lowercase();
        let is_address = path.contains("://");
        if !is_address {
            let from = paths::joined(&self.root(entry.source), paths::folder(&entry.draft.inner).to_lowercase().as_str());
            let seen_from = if path.starts_with('/') { String::new() } else { from };
            if let Some(ix) = self.by_path.get(&paths::joined(&seen_from, &path)) {
                return Some(*ix);
            }
        }
        let name =
            path.trim_end_matches('/').rsplit('/').next().filter(|name| !name.is_empty() && *name != "readme" && *name != "index")?;
        self.name(asker, name).or_else(|| self.words(asker, name))
    }

    /// A record that was given another number keeps its words.
    fn words(&self, asker: RecordIx, name: &str) -> Option<RecordIx> {
        let words = words_of(name);
        let is_telling = words.len() < name.len() && words.contains(['-', '_']);
        if is_telling { self.by_words.get(&(self.entries[asker.index()].source, words.to_owned())).copied().flatten() } else { None }
    }

    /// The one record whose file has this name, in the asker's own log first.
    fn name(&self, asker: RecordIx, name: &str) -> Option<RecordIx> {
        let own = self.entries[asker.index()].source;
        if let Some(found) = self.by_name.get(&(own, name.to_owned())) {
            return *found;
        }
        let sources = (0..self.roots.len()).map(SourceIx::at);
        let mut others = sources.filter_map(|source| self.by_name.get(&(source, name.to_owned())).copied());
        let first = others.next()?;
        if others.next().is_some() { None } else { first }
    }

    /// A file that was renamed keeps its number.
    fn number_of_link(&self, asker: RecordIx, link: &str) -> Option<RecordIx> {
        let parts = paths::parts(link);
        let path = without_page_ending(parts.path.trim());
        let name = path.trim_end_matches('/').rsplit('/').next()?;
        let id = id_of_file(name);
        let is_number = id.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { self.id(asker, &id) } else { None }
    }

    /// The one record of this id, in the asker's own scope first.
    fn id(&self, asker: RecordIx, id: &str) -> Option<RecordIx> {
        self.register.find_one(self.entries[asker.index()].scope.as_deref(), id)
    }

    /// A file's name in the place of an id: `20200926-use-x`, `core/20200926-use-x`, `0012-use-x.md`.
    fn named(&self, asker: RecordIx, text: &str) -> Option<RecordIx> {
        let name = without_page_ending(text.trim()).to_lowercase();
        self.name(asker, name.rsplit('/').next().unwrap_or(&name))
    }

    /// The record of this title, or of words that hold its number: `ADR 12: Use Rust`.
    fn title(&self, asker: RecordIx, title: &str) -> Option<RecordIx> {
        let own = self.entries[asker.index()].source;
        let words = slug(title);
        if let Some(found) = self.by_title.get(&(own, words.clone())) {
            return *found;
        }
        // A file is often named by its title.
        if let Some(ix) = self.name(asker, &words) {
            return Some(ix);
        }
        let rest = ["adr-", "decision-", "record-"].iter().find_map(|word| words.strip_prefix(word)).unwrap_or(&words);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = rest.split_at(digits);
        let after = after.trim_start_matches('-');
        let by_number = if number.is_empty() { None } else { self.id(asker, number) };
        if after.is_empty() {
            return by_number;
        }
        let by_title = self.by_title.get(&(own, after.to_owned())).copied().flatten();
        by_title.or(by_number.filter(|_| digits >= 3))
    }
}

/// Enters a name; one that two have leads nowhere.
fn note(names: &mut HashMap<(SourceIx, String), Option<RecordIx>>, key: (SourceIx, String), ix: RecordIx) {
    names.entry(key).and_modify(|known| *known = None).or_insert(Some(ix));
}

/// The name of a file without the number before it: `use-x` of `0012-use-x`, `adr-012-use-x`.
fn words_of(name: &str) -> &str {
    let start = name.find(|letter: char| letter.is_ascii_digit()).unwrap_or(0);
    let digits = name[start..].bytes().take_while(u8::is_ascii_digit).count();
    let rest = name[start + digits..].trim_start_matches(['-', '_']);
    if digits < 2 || start > 12 || rest.is_empty() { name } else { rest }
}

/// A path without the ending of a text or of the page made from it.
fn without_page_ending(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    let page = [".html", ".htm"].iter().find_map(|ending| path.strip_suffix(ending));
    paths::without_ending(page.unwrap_or(path))
}
