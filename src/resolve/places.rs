//! What lies where in a site: files by their paths, pages by their addresses. Made once, asked by every link.
//! Knows files by name only.

use std::collections::{BTreeSet, HashMap};

use super::{addresses::folder_of, identity::Register, pages::PlacedPage, paths};
use crate::{
    base::source::FileId,
    model::{PageIx, RecordIx, SourceIx, catalogue::CloudCatalogue, framework::Framework},
    parse::draft::RecordDraft,
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
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// The file.
    pub file: FileId,
    /// Its path relative to the site's root.
    pub path: &'a str,
    /// Its path within its home.
    pub inner: &'a str,
    /// Where it was found.
    pub home: Home,
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
    pub records: &'a [(Option<String>, RecordDraft)],
    /// Their addresses without ending.
    pub stems: &'a [String],
    /// Content pages, placed.
    pub pages: &'a [PlacedPage],
    /// Frameworks.
    pub frameworks: &'a [Framework],
    /// Clouds.
    pub clouds: &'a CloudCatalogue,
    /// Ids of records.
    pub register: &'a Register,
}

/// What lies where.
#[derive(Debug)]
pub struct Places<'a> {
    pub(super) bound: Bound<'a>,
    pub(super) files: &'a [Listed<'a>],
    /// Position in `files` of a record's own file.
    record_files: Vec<Option<usize>>,
    page_files: Vec<Option<usize>>,
    by_path: HashMap<&'a str, Node>,
    stem_of: HashMap<&'a str, RecordIx>,
    page_of: HashMap<&'a str, PageIx>,
    /// Folders that a record has for itself, by path with a `/` at the end.
    folders: HashMap<&'a str, RecordIx>,
    /// Addresses of the portal's own pages.
    own: BTreeSet<String>,
}

impl<'a> Places<'a> {
    /// Makes the map. `files` are all files of sources and `content/`, records and pages among them.
    pub fn new(files: &'a [Listed<'a>], bound: Bound<'a>) -> Self {
        let record_at: HashMap<FileId, RecordIx> =
            bound.records.iter().enumerate().map(|(at, (_, draft))| (draft.file, RecordIx::at(at))).collect();
        let page_at: HashMap<FileId, PageIx> = bound.pages.iter().enumerate().map(|(at, page)| (page.draft.file, PageIx::at(at))).collect();
        let mut places = Self {
            bound,
            files,
            record_files: vec![None; bound.records.len()],
            page_files: vec![None; bound.pages.len()],
            by_path: HashMap::with_capacity(files.len()),
            stem_of: HashMap::with_capacity(bound.stems.len()),
            page_of: HashMap::with_capacity(bound.pages.len()),
            folders: HashMap::new(),
            own: own_pages(bound),
        };
        for (at, listed) in files.iter().enumerate() {
            let node = if let Some(ix) = record_at.get(&listed.file) {
                places.record_files[ix.index()] = Some(at);
                if let Some(folder) = folder_of(listed.inner) {
                    places.folders.insert(&listed.path[..listed.path.len() - listed.inner.len() + folder.len()], *ix);
                }
                Node::Record(*ix)
            } else if let Some(ix) = page_at.get(&listed.file) {
                places.page_files[ix.index()] = Some(at);
                Node::Page(*ix)
            } else {
                Node::File(at)
            };
            places.by_path.insert(listed.path, node);
        }
        for (at, stem) in bound.stems.iter().enumerate() {
            places.stem_of.entry(stem).or_insert(RecordIx::at(at));
        }
        places
            .page_of
            .extend(bound.pages.iter().enumerate().map(|(at, page)| (page.url.as_deref().unwrap_or("index.html"), PageIx::at(at))));
        places
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
    pub(super) fn listed(&self, node: Node) -> Option<&'a Listed<'a>> {
        let at = match node {
            Node::Record(ix) => self.record_files[ix.index()],
            Node::Page(ix) => self.page_files[ix.index()],
            Node::File(at) => Some(at),
        };
        at.map(|at| &self.files[at])
    }

    /// Whether a position in the list of files is that of a record or a page.
    pub(super) fn is_read(&self, at: usize) -> bool {
        !matches!(self.by_path.get(self.files[at].path), Some(Node::File(_)))
    }
}

/// Pages that the portal makes by itself. A record may link to them by their addresses.
fn own_pages(bound: Bound<'_>) -> BTreeSet<String> {
    let mut own: BTreeSet<String> = ["index.html", "records.html", "reviews.html"].into_iter().map(String::from).collect();
    own.extend(bound.frameworks.iter().map(|framework| format!("frameworks/{}.html", framework.id)));
    if bound.frameworks.len() > 1 {
        own.insert("frameworks.html".into());
    }
    if !bound.clouds.capabilities.is_empty() {
        own.insert("clouds.html".into());
    }
    own
}
