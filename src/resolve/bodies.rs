//! All bodies of a site: their links led somewhere, the files that go along, the pages that send on. One question each to `links`,
//! `assets` and `addresses`, in the order that decides who keeps an address: records, pages, aliases, files.

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::{
    addresses::{Addresses, redirects},
    assets::Assets,
    links::{self, Owner},
    places::Places,
};
use crate::{
    base::{
        diagnostic::Reported,
        source::{FileId, Span},
    },
    model::{
        PageIx, RecordIx,
        body::Body,
        site::{Asset, Redirect},
    },
};

/// What comes of all bodies.
#[derive(Debug)]
pub struct Bodies {
    /// One a record, in order, those that are left out too.
    pub records: Vec<Body>,
    /// One a content page, in order.
    pub pages: Vec<Body>,
    /// Files that are copied.
    pub assets: Vec<Asset>,
    /// Pages that send on.
    pub redirects: Vec<Redirect>,
}

/// Leads every link somewhere and gives every page and file its address.
pub fn bind(places: &Places<'_>) -> Reported<Bodies> {
    let bound = places.bound;
    let mut addresses = Addresses::default();
    for (entry, stem) in bound.entries.iter().zip(bound.stems).take(bound.register.kept) {
        addresses.claim_record(stem, top(entry.draft.file));
    }
    for page in bound.pages {
        if let Some(url) = &page.url {
            addresses.claim(url, ("a page", top(page.draft.file)));
        }
    }
    let redirects = redirects(bound.entries, bound.register, &mut addresses);
    let mut assets = Assets::beside_pages(places, &mut addresses);
    let owners = |count: usize, owner: fn(usize) -> Owner| (0..count).into_par_iter().map(move |at| links::look_up(places, owner(at)));
    let records: Vec<_> = owners(bound.entries.len(), |at| Owner::Record(RecordIx::at(at))).collect();
    let pages: Vec<_> = owners(bound.pages.len(), |at| Owner::Page(PageIx::at(at))).collect();
    let mut diagnostics = Vec::new();
    let mut bodies =
        Bodies { records: Vec::with_capacity(records.len()), pages: Vec::with_capacity(pages.len()), assets: Vec::new(), redirects };
    for (at, (entry, looked_up)) in bound.entries.iter().zip(records).enumerate() {
        diagnostics.extend(looked_up.diagnostics);
        // A draft that is left out is checked, but brings no files along.
        let kept = bound.register.is_kept(RecordIx::at(at));
        bodies.records.push(if kept {
            links::finish(&entry.draft.body, looked_up.value, (&mut assets, &mut addresses))
        } else {
            Body::default()
        });
    }
    for (page, looked_up) in bound.pages.iter().zip(pages) {
        diagnostics.extend(looked_up.diagnostics);
        bodies.pages.push(links::finish(&page.draft.body, looked_up.value, (&mut assets, &mut addresses)));
    }
    bodies.assets = assets.list;
    diagnostics.extend(addresses.diagnostics);
    Reported { value: bodies, diagnostics }
}

fn top(file: FileId) -> Span {
    Span::top(file)
}
