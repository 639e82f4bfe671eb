//! What lies where in a site: files by their paths, pages by their addresses. Made once, asked by every link.
//! Knows files by name only.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use super::{
    Attachment,
    addresses::folder_of,
    identity::{Entry, Register},
    lookup::Lookup,
    pages::PlacedPage,
    paths,
};
use crate::{
    base::source::FileId,
    model::{
        PageIx, RecordIx, SourceIx,
        catalogue::{CloudCatalogue, PriceBook},
        framework::Framework,
        site::Config,
    },
};

/// Where a file was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// In a source of records.
    Source(SourceIx),
    /// In `content/`.
    Content,
}

/// A file of a source or of `content/`.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The file.
    pub file: FileId,
    /// Its path relative to the site's root.
    pub path: String,
    /// Its path within its home.
    pub inner: Arc<str>,
    /// Where it was found.
    pub home: Home,
}

/// All files that links can lead to: records, pages, then the others.
pub fn list(config: &Config, entries: &[Entry], pages: &[PlacedPage], attachments: &[Attachment]) -> Vec<Listed> {
    let roots: Vec<String> = config.sources.iter().map(|source| paths::joined(&source.path, "")).collect();
    let listed = |file, inner: Arc<str>, source: Option<SourceIx>| {
        let (root, home) = match source {
            Some(source) => (roots.get(source.index()).map_or("", String::as_str), Home::Source(source)),
            None => ("content", Home::Content),
        };
        let path = if root.is_empty() { inner.to_string() } else { format!("{root}/{inner}") };
        Listed { file, path, inner, home }
    };
    let records = entries.iter().map(|entry| listed(entry.draft.file, entry.draft.inner.as_str().into(), Some(entry.source)));
    let pages = pages.iter().map(|page| listed(page.draft.file, Arc::clone(&page.inner), None));
    let others = attachments.iter().map(|other| listed(other.file, Arc::clone(&other.inner), other.source));
    records.chain(pages).chain(others).collect()
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    /// A record.
    Record(RecordIx),
    /// A content page.
    Page(PageIx),
    /// A file that is neither: position in the list of files.
    File(usize),
}

/// Everything that is bound by now.
#[derive(Debug, Clone, Copy)]
pub struct Bound<'a> {
    /// All records, those that the portal shows first, each with its scope.
    pub entries: &'a [Entry],
    /// Their addresses without ending.
    pub stems: &'a [String],
    /// Content pages, placed.
    pub pages: &'a [PlacedPage],
    /// Frameworks.
    pub frameworks: &'a [Framework],
    /// Clouds.
    pub clouds: &'a CloudCatalogue,
    /// Prices.
    pub prices: &'a PriceBook,
    /// Ids of records.
    pub register: &'a Register,
    /// What other teams call records.
    pub lookup: &'a Lookup<'a>,
}

/// What lies where.
#[derive(Debug)]
pub struct Places<'a> {
    pub(super) bound: Bound<'a>,
    /// Records, pages, then the others, as [`list`] makes it.
    pub(super) files: &'a [Listed],
    by_path: HashMap<&'a str, Node>,
    stem_of: HashMap<&'a str, RecordIx>,
    page_of: HashMap<&'a str, PageIx>,
    /// Folders that a record has for itself, by path with a `/` at the end.
    folders: HashMap<&'a str, RecordIx>,
    /// Addresses of the portal's own pages.
    own: BTreeSet<String>,
}

impl<'a> Places<'a> {
    /// Makes the map. `files` is what [`list`] makes of the same records and pages.
    pub fn new(files: &'a [Listed], bound: Bound<'a>) -> Self {
        let (records, pages) = (bound.entries.len(), bound.pages.len());
        let mut by_path = HashMap::with_capacity(files.len());
        let mut folders = HashMap::new();
        for (at, listed) in files.iter().enumerate() {
            let node = if at < records {
                if let Some(folder) = folder_of(&listed.inner) {
                    folders.insert(&listed.path[..listed.path.len() - listed.inner.len() + folder.len()], RecordIx::at(at));
                }
                Node::Record(RecordIx::at(at))
            } else if at < records + pages {
                Node::Page(PageIx::at(at - records))
            } else {
                Node::File(at)
            };
            by_path.insert(listed.path.as_str(), node);
        }
        // Of two records with one address the first has it; the clash is told elsewhere.
        let stem_of = bound.stems.iter().enumerate().rev().map(|(at, stem)| (stem.as_str(), RecordIx::at(at))).collect();
        let address = |page: &'a PlacedPage| page.url.as_deref().unwrap_or("index.html");
        let page_of = bound.pages.iter().enumerate().map(|(at, page)| (address(page), PageIx::at(at))).collect();
        Self { bound, files, by_path, stem_of, page_of, folders, own: own_pages(bound) }
    }

    /// What lies at a path from the site's root; a folder stands for the page that introduces it.
    pub(super) fn at_path(&self, path: &str) -> Option<Node> {
        let node = |path: &str| self.by_path.get(path).copied();
        node(path).or_else(|| ["index.md", "README.md"].into_iter().find_map(|name| node(&paths::joined(path, name))))
    }

    /// The record or content page at an address from the root of the portal.
    pub(super) fn at_address(&self, address: &str) -> Option<Node> {
        let record = || address.strip_suffix(".html").and_then(|stem| self.stem_of.get(stem)).map(|ix| Node::Record(*ix));
        self.page_of.get(address).map(|ix| Node::Page(*ix)).or_else(record)
    }

    /// Whether the portal makes a page of its own at an address.
    pub(super) fn is_own_page(&self, address: &str) -> bool {
        self.own.contains(address)
    }

    /// The record whose own folder a file lies in.
    pub(super) fn folder_owner(&self, path: &str) -> Option<(RecordIx, &'a str)> {
        if self.folders.is_empty() {
            return None;
        }
        let mut folder = paths::folder(path);
        while !folder.is_empty() {
            if let Some((folder, ix)) = self.folders.get_key_value(folder) {
                return Some((*ix, folder));
            }
            folder = paths::folder(&folder[..folder.len() - 1]);
        }
        None
    }

    /// The file of a record or page.
    pub(super) fn listed(&self, node: Node) -> &'a Listed {
        &self.files[match node {
            Node::Record(ix) => ix.index(),
            Node::Page(ix) => self.bound.entries.len() + ix.index(),
            Node::File(at) => at,
        }]
    }

    /// The files that are neither records nor pages.
    pub(super) fn others(&self) -> &'a [Listed] {
        &self.files[self.bound.entries.len() + self.bound.pages.len()..]
    }
}

/// Pages that the portal makes by itself. A record may link to them by their addresses.
fn own_pages(bound: Bound<'_>) -> BTreeSet<String> {
    let mut own: BTreeSet<String> = ["index.html", "records.html", "reviews.html", "checks.html"].into_iter().map(String::from).collect();
    own.extend(bound.frameworks.iter().map(|framework| format!("frameworks/{}.html", framework.id)));
    if bound.frameworks.len() > 1 {
        own.insert("frameworks.html".into());
    }
    if !bound.clouds.capabilities.is_empty() {
        own.insert("clouds.html".into());
    }
    own.extend(bound.prices.prices.iter().map(|price| format!("prices/{}.html", price.id)));
    if !bound.prices.prices.is_empty() {
        own.insert("prices.html".into());
    }
    own
}
