//! Names become handles; relations get both ends; the whole site is bound and checked.

pub mod addresses;
pub mod answers;
pub mod assets;
pub mod bodies;
pub mod costs;
pub mod coverage;
pub mod criteria;
mod foreign;
pub mod identity;
pub mod links;
pub mod lookup;
pub mod names;
pub mod options;
pub mod pages;
mod paths;
pub mod places;
pub mod record;
pub mod reference;
pub mod relations;
pub mod value;

use std::sync::Arc;

use rayon::prelude::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use self::{
    identity::{Entry, Register},
    lookup::Lookup,
    names::Names,
    places::{Bound, Places},
    record::Placed,
    reference::Origin,
};
use crate::{
    base::{
        date::Date,
        diagnostic::{Diagnostic, Reported},
        history::FileHistory,
        source::FileId,
    },
    model::{
        RecordIx, SourceIx,
        catalogue::{CloudCatalogue, PriceBook},
        record::{Record, Status},
        site::{Config, Site},
    },
    parse::{content_page::ContentPageDraft, dialect::Skip, draft::RecordDraft, framework::FrameworkDraft, site_file::SiteFile},
};

/// A file that no reader takes: an image, an attachment.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// The file.
    pub file: FileId,
    /// The source it was found in; `None`: `content/`.
    pub source: Option<SourceIx>,
    /// Its path within that folder.
    pub inner: Arc<str>,
}

/// Everything that was read, before any name is looked up.
#[derive(Debug)]
pub struct Parsed {
    /// The site file.
    pub site: SiteFile,
    /// Records, each with its source.
    pub records: Vec<(SourceIx, Arc<RecordDraft>)>,
    /// Frameworks.
    pub frameworks: Vec<(Origin, FrameworkDraft)>,
    /// The price book.
    pub prices: PriceBook,
    /// The catalogue that comes with the program.
    pub shipped_clouds: Option<CloudCatalogue>,
    /// The site's own catalogue.
    pub own_clouds: Option<CloudCatalogue>,
    /// Content pages, each with its path within `content/`.
    pub pages: Vec<(Arc<str>, Arc<ContentPageDraft>)>,
    /// All other files.
    pub attachments: Vec<Attachment>,
    /// Those of them that lie among records and are none.
    pub skipped: Vec<(SourceIx, Skip)>,
    /// Those of them that are texts without a reader.
    pub unread: Vec<(SourceIx, FileId)>,
}

impl Parsed {
    /// Nothing but a site file.
    pub fn new(site: SiteFile) -> Self {
        Self {
            site,
            records: Vec::new(),
            frameworks: Vec::new(),
            prices: PriceBook::default(),
            shipped_clouds: None,
            own_clouds: None,
            pages: Vec::new(),
            attachments: Vec::new(),
            skipped: Vec::new(),
            unread: Vec::new(),
        }
    }

    /// Leaves out what comes with the program and nothing here can speak of: other teams' records name no framework and no service.
    fn without_what_nobody_uses(mut self) -> Self {
        let is_foreign = |draft: &RecordDraft| draft.foreign.is_some();
        let is_other = |draft: &RecordDraft| is_foreign(draft) || !draft.unreadable.is_empty();
        let drafts = || self.records.iter().map(|(_, draft)| &**draft);
        if drafts().any(is_foreign) && drafts().all(is_other) {
            self.frameworks.retain(|(origin, _)| *origin != Origin::Shipped);
            self.shipped_clouds = None;
        }
        self
    }
}

/// What a build is for.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// The day.
    pub today: Date,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// What version control knows of each file, by its place in the list of files.
    pub histories: &'a [Option<&'a Arc<FileHistory>>],
}

/// Binds everything to everything.
pub fn resolve(parsed: Parsed, circumstances: Circumstances<'_>) -> Reported<Site> {
    let parsed = parsed.without_what_nobody_uses();
    let SiteFile { config, thresholds } = parsed.site;
    let clouds = reference::clouds(parsed.shipped_clouds, parsed.own_clouds);
    let Reported { value: frameworks, mut diagnostics } = reference::frameworks(parsed.frameworks, &clouds, &thresholds);
    let (entries, kept) = in_order(parsed.records, &config, circumstances);
    let left_out = entries.len() - kept;
    let (register, clashes) = Register::new(&entries, kept);
    let lookup = Lookup::new(&config, &entries, &register);
    let ties = relations::tie(&entries, &register, &lookup);
    diagnostics.extend(ties.diagnostics);
    let ties = ties.value;
    diagnostics.extend(clashes.into_iter().map(|pair| clash(pair, &entries)));
    let names = Names::new(&config, circumstances.today, &frameworks, (&parsed.prices, &clouds));
    let pages = pages::place(parsed.pages);
    let stems = addresses::stems(&entries, &pages);
    let coverage = coverage::coverage((&config, &entries, &register), &ties, (&parsed.skipped, &parsed.unread));
    let files = places::list(&config, &entries, &pages, &parsed.attachments);
    let everything = Bound {
        entries: &entries,
        stems: &stems,
        pages: &pages,
        frameworks: &frameworks,
        clouds: &clouds,
        prices: &parsed.prices,
        register: &register,
        lookup: &lookup,
    };
    let bodies = bodies::bind(&Places::new(&files, everything));
    diagnostics.extend(bodies.diagnostics);
    foreign::once(&mut diagnostics);
    let bodies = bodies.value;
    let bound: Vec<Reported<Record>> = entries
        .into_par_iter()
        .zip(ties.standings)
        .zip(stems.into_par_iter().zip(bodies.records))
        .map(|((entry, standing), (stem, body))| {
            let history = circumstances.histories.get(entry.draft.file.0 as usize).copied().flatten().cloned();
            let placed = Placed { source: entry.source, scope: entry.scope, stem, standing, body, history };
            record::bind(&entry.draft, placed, &names)
        })
        .collect();
    diagnostics.extend(bound.iter().flat_map(|record| record.diagnostics.iter().cloned()));
    let records = bound.into_iter().take(kept).map(|record| record.value).collect();
    let site = Site {
        today: circumstances.today,
        records,
        coverage,
        drafts_left_out: left_out,
        frameworks,
        prices: parsed.prices,
        clouds,
        pages: pages.into_iter().zip(bodies.pages).map(|(page, body)| page.bind(body)).collect(),
        assets: bodies.assets,
        redirects: bodies.redirects,
        config,
    };
    Reported { value: site, diagnostics }
}

/// Records by source, then id; drafts that are left out come last, so that the handles of the others hold without them.
fn in_order(records: Vec<(SourceIx, Arc<RecordDraft>)>, config: &Config, circumstances: Circumstances<'_>) -> (Vec<Entry>, usize) {
    let left_out = |draft: &RecordDraft| !circumstances.drafts && relations::stated(draft) == Status::Draft;
    let mut entries: Vec<Entry> = records
        .into_iter()
        .map(|(source, draft)| Entry { source, scope: config.sources.get(source.index()).and_then(|source| source.scope.clone()), draft })
        .collect();
    entries.sort_by_cached_key(|entry| {
        (left_out(&entry.draft), entry.source, identity::order(&entry.draft.id.value), entry.draft.inner.clone())
    });
    let kept = entries.iter().filter(|entry| !left_out(&entry.draft)).count();
    (entries, kept)
}

/// Two records with one id.
fn clash((first, second): (RecordIx, RecordIx), entries: &[Entry]) -> Diagnostic {
    let (first, second) = (&entries[first.index()], &entries[second.index()]);
    if first.is_foreign() || second.is_foreign() {
        return foreign::shared((first, second));
    }
    let (first, second) = (&first.draft, &second.draft);
    options::duplicate("record", &second.id, first.id.span)
}
