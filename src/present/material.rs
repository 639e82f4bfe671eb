//! What every page is made from, gathered once: the site, its analysis, and the lists that its records fall into.
//! Everything here grows with the site; no page may add to that work.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    diagram::{Diagram, diagram},
    listing::{ListKind, Listing},
    number::NumberFormat,
    words,
};
use crate::{
    analyze::{
        Analysis, RecordAnalysis,
        review::{Review, ReviewState},
    },
    base::{date::Date, slug::slug, source::Sources},
    model::{
        FrameworkIx, PageIx, PriceIx, ProviderIx, RecordIx,
        record::{Record, Relations, Status},
        site::Site,
    },
};

/// Everything that pages are made from.
pub struct Material<'a> {
    /// The site.
    pub site: &'a Site,
    /// What it means today.
    pub analysis: &'a Analysis,
    /// Texts, for drawing the faults of unreadable records.
    pub sources: &'a Sources,
    /// How numbers are written.
    pub numbers: NumberFormat,
    /// All lists, by kind.
    pub listings: Vec<Listing>,
    /// Records in force that are due for review: by date, then id.
    pub due: Vec<RecordIx>,
    /// Records in force whose answer today's prices have touched, and that no review has looked at since: the weightiest first.
    pub drifted: Vec<RecordIx>,
    /// Records in force by the prices that they watch, the latest first.
    pub watchers: BTreeMap<PriceIx, Vec<RecordIx>>,
    /// The diagram of each framework's questions; `None` for one that asks nothing.
    pub diagrams: Vec<Option<Diagram>>,
    /// Whether any record is tied to another.
    pub any_ties: bool,
    /// Content pages by the folder they are in, in their order.
    pub folders: BTreeMap<&'a str, Vec<PageIx>>,
    tags: BTreeMap<&'a str, usize>,
    owners: BTreeMap<&'a str, usize>,
    scopes: BTreeMap<&'a str, usize>,
    by_kind: BTreeMap<ListKind, usize>,
}

impl<'a> Material<'a> {
    /// Gathers it. Grows with the number of records, times its logarithm.
    pub fn new(site: &'a Site, analysis: &'a Analysis, sources: &'a Sources) -> Self {
        let numbers = NumberFormat::or_english(&site.config.language);
        let mut material = Self {
            site,
            analysis,
            sources,
            numbers,
            diagrams: site.frameworks.iter().map(|framework| diagram(framework, (numbers, &site.config.currency))).collect(),
            any_ties: site.records.iter().any(|record| record.relations != Relations::default()),
            listings: Vec::new(),
            due: Vec::new(),
            drifted: Vec::new(),
            watchers: BTreeMap::new(),
            folders: folders(site),
            tags: BTreeMap::new(),
            owners: BTreeMap::new(),
            scopes: BTreeMap::new(),
            by_kind: BTreeMap::new(),
        };
        let newest_first = material.newest_first();
        material.due = material.by_due_date();
        material.drifted = material.by_drift();
        material.list_records(&newest_first);
        material.list_words(&newest_first);
        material.list_references(&newest_first);
        material.list_prices(&newest_first);
        material.list_reviews();
        let found = newest_first.iter().copied().filter(|ix| !material.analysis_of(*ix).findings.is_empty()).collect();
        material.add(ListKind::Checks, ("Checks".into(), "checks"), found);
        material.listings.sort_by_key(|listing| listing.kind);
        material.by_kind = material.listings.iter().enumerate().map(|(at, listing)| (listing.kind, at)).collect();
        material
    }

    /// The analysis of a record.
    pub fn analysis_of(&self, ix: RecordIx) -> &'a RecordAnalysis {
        &self.analysis.records[ix.index()]
    }

    /// Handles of all records, in the site's order.
    pub fn record_ixs(&self) -> impl Iterator<Item = RecordIx> + use<> {
        (0..self.site.records.len()).map(RecordIx::at)
    }

    /// The review of a record, if it is one that is still looked after (ruling 5).
    pub fn review_of(&self, ix: RecordIx) -> Option<&'a Review> {
        self.site.record(ix).in_force().then(|| self.analysis_of(ix).review.as_ref()).flatten()
    }

    /// The list of a kind, if anything is in it.
    pub fn listing(&self, kind: ListKind) -> Option<&Listing> {
        self.by_kind.get(&kind).map(|at| &self.listings[*at])
    }

    /// The list of a tag.
    pub fn tag(&self, tag: &str) -> Option<&Listing> {
        self.tags.get(tag).and_then(|at| self.listing(ListKind::Tag(*at)))
    }

    /// The list of an owner.
    pub fn owner(&self, owner: &str) -> Option<&Listing> {
        self.owners.get(owner).and_then(|at| self.listing(ListKind::Owner(*at)))
    }

    /// The list of a scope.
    pub fn scope(&self, scope: &str) -> Option<&Listing> {
        self.scopes.get(scope).and_then(|at| self.listing(ListKind::Scope(*at)))
    }

    /// Records in force or not, the latest first; those without a date at the end. Of one day, the later id comes first.
    fn newest_first(&self) -> Vec<RecordIx> {
        let mut rows: Vec<RecordIx> = self.record_ixs().collect();
        rows.sort_by_key(|ix| std::cmp::Reverse((self.site.record(*ix).date, *ix)));
        rows
    }

    fn by_due_date(&self) -> Vec<RecordIx> {
        let mut rows: Vec<(Option<Date>, ReviewState, RecordIx)> = Vec::new();
        for ix in self.record_ixs() {
            if let Some(review) = self.review_of(ix) {
                rows.push((review.due_on(), review.state, ix));
            }
        }
        rows.sort_by_key(|(day, state, ix)| (*state, day.is_none(), *day, *ix));
        rows.into_iter().map(|(_, _, ix)| ix).collect()
    }

    fn by_drift(&self) -> Vec<RecordIx> {
        let rows = self.record_ixs().filter_map(|ix| {
            let drift = self.analysis_of(ix).drift.as_ref().filter(|drift| drift.wants_attention())?;
            // Flags are in order of weight, and of one weight the latest change comes first.
            Some((drift.flags.first().copied(), std::cmp::Reverse(drift.since), ix))
        });
        let mut rows: Vec<_> = rows.collect();
        rows.sort_unstable();
        rows.into_iter().map(|(_, _, ix)| ix).collect()
    }

    fn list_records(&mut self, newest_first: &[RecordIx]) {
        self.add(ListKind::Records, ("Records".into(), "records"), newest_first.to_vec());
        if !newest_first.is_empty() {
            self.add(ListKind::Timeline, ("Timeline".into(), "timeline"), newest_first.to_vec());
        }
        let mut by_status: BTreeMap<Status, Vec<RecordIx>> = BTreeMap::new();
        for ix in newest_first {
            by_status.entry(self.site.record(*ix).status).or_default().push(*ix);
        }
        for (status, rows) in by_status {
            let stem = format!("status/{}", slug(status.word()));
            self.add(ListKind::Status(status), (words::capitalised(status.word()), &stem), rows);
        }
    }

    fn list_words(&mut self, newest_first: &[RecordIx]) {
        self.tags = self.group((newest_first, "tags"), ListKind::Tag, |record| record.tags.iter().map(String::as_str).collect());
        self.owners = self.group((newest_first, "owners"), ListKind::Owner, |record| record.owner.as_deref().into_iter().collect());
        self.scopes = self.group((newest_first, "scopes"), ListKind::Scope, |record| record.scope.as_deref().into_iter().collect());
    }

    /// One list a word, at an address of its own below `folder` (clashes get `-2`): the place of each word.
    fn group(
        &mut self,
        (newest_first, folder): (&[RecordIx], &str),
        kind: fn(usize) -> ListKind,
        words_of: fn(&'a Record) -> Vec<&'a str>,
    ) -> BTreeMap<&'a str, usize> {
        let mut groups: BTreeMap<&'a str, Vec<RecordIx>> = BTreeMap::new();
        for ix in newest_first {
            for word in words_of(&self.site.records[ix.index()]) {
                groups.entry(word).or_default().push(*ix);
            }
        }
        let mut taken = BTreeSet::new();
        let mut places = BTreeMap::new();
        for (at, (word, rows)) in groups.into_iter().enumerate() {
            let stem = free_stem(folder, word, &mut taken);
            places.insert(word, at);
            self.add(kind(at), (word.to_owned(), &stem), rows);
        }
        places
    }

    fn list_references(&mut self, newest_first: &[RecordIx]) {
        let mut by_framework: BTreeMap<FrameworkIx, Vec<RecordIx>> = BTreeMap::new();
        let mut by_provider: BTreeMap<ProviderIx, Vec<RecordIx>> = BTreeMap::new();
        for ix in newest_first {
            let record = self.site.record(*ix);
            if let Some(framework) = record.framework {
                by_framework.entry(framework).or_default().push(*ix);
            }
            let picked = record.chosen.filter(|_| record.in_force()).and_then(|chosen| record.option(chosen).cloud);
            if let Some(provider) = picked {
                by_provider.entry(provider).or_default().push(*ix);
            }
        }
        for (at, framework) in self.site.frameworks.iter().enumerate() {
            let ix = FrameworkIx::at(at);
            let stem = format!("frameworks/{}", framework.id);
            self.add(ListKind::Framework(ix), (framework.name.clone(), &stem), by_framework.remove(&ix).unwrap_or_default());
        }
        for (at, provider) in self.site.clouds.providers.iter().enumerate() {
            let ix = ProviderIx::at(at);
            let stem = format!("clouds/{}", provider.id);
            self.add(ListKind::Provider(ix), (provider.name.clone(), &stem), by_provider.remove(&ix).unwrap_or_default());
        }
    }

    fn list_prices(&mut self, newest_first: &[RecordIx]) {
        let mut users: Vec<Vec<RecordIx>> = vec![Vec::new(); self.site.prices.prices.len()];
        for ix in newest_first {
            for used in self.analysis_of(*ix).cost.iter().flat_map(|costs| &costs.prices) {
                users[used.price.index()].push(*ix);
            }
            let record = self.site.record(*ix);
            for watch in record.review.iter().filter(|_| record.in_force()).flat_map(|plan| &plan.watch) {
                self.watchers.entry(watch.price).or_default().push(*ix);
            }
        }
        for (at, (rows, price)) in users.into_iter().zip(&self.site.prices.prices).enumerate() {
            self.add(ListKind::Price(PriceIx::at(at)), (price.name.clone(), &format!("prices/{}", price.id)), rows);
        }
    }

    /// Reviews are split by the year they are due in, so their rows are in order of that date alone.
    fn list_reviews(&mut self) {
        let mut rows = self.due.clone();
        let day = |ix: RecordIx| self.review_of(ix).and_then(Review::due_on);
        rows.sort_by_key(|ix| (day(*ix).is_none(), day(*ix)));
        let listing = Listing::new(ListKind::Reviews, ("Reviews".into(), "reviews"), rows, day);
        self.listings.push(listing);
    }

    fn add(&mut self, kind: ListKind, name_and_stem: (String, &str), rows: Vec<RecordIx>) {
        let site = self.site;
        self.listings.push(Listing::new(kind, name_and_stem, rows, |ix| site.record(ix).date));
    }
}

/// Content pages by folder; `content/index.md` is the home page and belongs to none.
fn folders(site: &Site) -> BTreeMap<&str, Vec<PageIx>> {
    let mut folders: BTreeMap<&str, Vec<PageIx>> = BTreeMap::new();
    for (at, url) in site.pages.iter().enumerate().filter_map(|(at, page)| page.url.as_deref().map(|url| (at, url))) {
        folders.entry(folder(url)).or_default().push(PageIx::at(at));
    }
    folders
}

/// The folder of an address, without the last `/`.
pub fn folder(url: &str) -> &str {
    url.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// `folder/slug`, with `-2`, `-3` … where another word already lives there.
fn free_stem(folder: &str, word: &str, taken: &mut BTreeSet<String>) -> String {
    let slug = Some(slug(word)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "other".into());
    let mut stem = format!("{folder}/{slug}");
    let mut number = 2;
    while !taken.insert(stem.clone()) {
        stem = format!("{folder}/{slug}-{number}");
        number += 1;
    }
    stem
}
