//! Files that are copied along: all of a record's own folder, what a flat record shows or links to, and whatever else lies in `content/`.
//! Each at one address, and no two at the same.

use std::collections::HashMap;

use super::{
    addresses::{Addresses, writable},
    paths,
    places::{Home, Listed, Node, Places},
};
use crate::{
    base::source::{FileId, Span},
    model::{AssetIx, RecordIx, site::Asset},
};

/// The files so far.
#[derive(Debug, Default)]
pub struct Assets {
    /// In order of their handles.
    pub list: Vec<Asset>,
    // Looked up only, never walked.
    by_url: HashMap<String, AssetIx>,
}

impl Assets {
    /// The files that are copied whether or not anything links to them. Two at one address, or one at an address that is taken, are told.
    pub fn beside_pages(places: &Places<'_>, addresses: &mut Addresses) -> Self {
        let mut assets = Self::default();
        for listed in places.others().iter().filter(|listed| !hidden(&listed.inner)) {
            if let Some(url) = standing_address(places, listed) {
                assets.add(listed.file, url, addresses);
            }
        }
        assets
    }

    /// The handle of a file at an address. The same file at the same address is one; `None` where something else stands there, which is told.
    pub fn add(&mut self, file: FileId, url: String, addresses: &mut Addresses) -> Option<AssetIx> {
        if let Some(ix) = self.by_url.get(&url).filter(|ix| self.list[ix.index()].file == file) {
            return Some(*ix);
        }
        if !addresses.claim(&url, ("a file that is copied", Span::top(file))) {
            return None;
        }
        let ix = AssetIx::at(self.list.len());
        self.by_url.insert(url.clone(), ix);
        self.list.push(Asset { file, url });
        Some(ix)
    }
}

/// Files of editors and operating systems: `.DS_Store`, `.gitkeep`.
fn hidden(inner: &str) -> bool {
    inner.split('/').any(|part| part.starts_with('.'))
}

/// Where a file is copied to in any case; `None`: only where a record links to it, or nowhere.
pub(super) fn standing_address(places: &Places<'_>, listed: &Listed) -> Option<String> {
    match listed.home {
        Home::Content => Some(listed.inner.to_string()),
        Home::Source(_) => {
            let (owner, folder) = places.folder_owner(&listed.path)?;
            let address = || format!("{}/{}", places.bound.stems[owner.index()], writable(&listed.path[folder.len()..]));
            places.bound.register.is_kept(owner).then(address)
        }
    }
}

/// Where a file is copied to for a record that links to it. What lies below the record keeps its path; what lies elsewhere in the source
/// goes into a folder `_`, so that the two cannot meet.
pub(super) fn address_for(places: &Places<'_>, record: RecordIx, listed: &Listed) -> String {
    let own = places.listed(Node::Record(record));
    let stem = &places.bound.stems[record.index()];
    let folder = paths::folder(&own.path);
    match listed.path.strip_prefix(folder) {
        Some(below) => format!("{stem}/{}", writable(below)),
        None => format!("{stem}/_/{}", writable(&listed.inner)),
    }
}
