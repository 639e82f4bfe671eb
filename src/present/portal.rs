//! The whole portal: which pages there are, and the model of each. Listing pages is cheap; a model is made when its page is.

use super::{
    checks_page, clouds_page,
    data_file::{self, DataFile, PlannedFile},
    framework_page, home_page, list_page,
    listing::{ListKind, Listing},
    map_page,
    material::Material,
    meta::{Meta, SiteModel},
    page::Page,
    plain_pages::{self, SitemapEntry, SitemapPage},
    prices_page, record, reviews_page,
    search::{self, Searched},
    standpoint::{Standpoint, encoded},
    timeline_page,
};
use crate::{
    analyze::Analysis,
    base::source::Sources,
    model::{PageIx, RecordIx, site::Site},
};

/// Addresses that one sitemap may hold, by its protocol.
const SITEMAP_ROWS: usize = 50_000;

/// Which page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Home,
    Record(RecordIx),
    /// A list of the material, whole or its front page.
    List(usize),
    /// A page of a list: list, part.
    Part(usize, usize),
    Frameworks,
    Clouds,
    Prices,
    Map,
    Content(PageIx),
    Search,
    NotFound,
    Redirect(usize),
    /// The list for search engines, or the list of its parts.
    Sitemap,
    /// A part of it, from 0.
    SitemapPart(usize),
    Robots,
}

/// A page that is still to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its address from the root of the site.
    pub url: String,
    key: Key,
}

/// A site with everything its pages are made from.
pub struct Portal<'a> {
    material: Material<'a>,
}

impl<'a> Portal<'a> {
    /// Gathers what pages are made from.
    pub fn new(site: &'a Site, analysis: &'a Analysis, sources: &'a Sources) -> Self {
        Self { material: Material::new(site, analysis, sources) }
    }

    /// The site as every template sees it.
    pub fn site(&self) -> SiteModel<'_> {
        SiteModel::new(&self.material)
    }

    /// All pages, in a fixed order.
    pub fn pages(&self) -> Vec<Planned> {
        let (site, material) = (self.material.site, &self.material);
        let mut pages = vec![planned("index.html", Key::Home), planned("search.html", Key::Search), planned("404.html", Key::NotFound)];
        pages.extend(material.record_ixs().map(|ix| planned(&site.record(ix).url(), Key::Record(ix))));
        for (at, listing) in material.listings.iter().enumerate() {
            pages.push(planned(&listing.url, Key::List(at)));
            pages.extend(listing.parts.iter().enumerate().map(|(part, each)| planned(&each.url, Key::Part(at, part))));
        }
        if site.frameworks.len() > 1 {
            pages.push(planned("frameworks.html", Key::Frameworks));
        }
        if !site.clouds.capabilities.is_empty() {
            pages.push(planned("clouds.html", Key::Clouds));
        }
        if !site.prices.prices.is_empty() {
            pages.push(planned("prices.html", Key::Prices));
        }
        if material.any_ties {
            pages.push(planned("map.html", Key::Map));
        }
        let content = site.pages.iter().enumerate().filter_map(|(at, page)| page.url.as_ref().map(|url| (at, url)));
        pages.extend(content.map(|(at, url)| planned(url, Key::Content(PageIx::at(at)))));
        pages.extend(site.redirects.iter().enumerate().map(|(at, redirect)| planned(&redirect.from, Key::Redirect(at))));
        if site.config.base_url.is_some() {
            let parts = if pages.len() > SITEMAP_ROWS { pages.len().div_ceil(SITEMAP_ROWS) } else { 0 };
            pages.extend((0..parts).map(|part| planned(&sitemap_part(part), Key::SitemapPart(part))));
            pages.extend([planned("sitemap.xml", Key::Sitemap), planned("robots.txt", Key::Robots)]);
        }
        pages
    }

    /// What readers search.
    pub fn searched(&self) -> Searched<'_> {
        Searched::new(&self.material)
    }

    /// All files for programs and spreadsheets, in a fixed order.
    pub fn data_files(&self) -> Vec<PlannedFile> {
        data_file::files(&self.material)
    }

    /// What is in a file for programs and spreadsheets.
    pub fn data_file(&self, planned: &PlannedFile) -> DataFile<'a> {
        data_file::file(&self.material, planned)
    }

    /// Whether CSV files begin with a byte order mark.
    pub fn csv_bom(&self) -> bool {
        self.material.site.config.csv_bom
    }

    /// Makes the model of a page and hands it to `show`, together with nothing that outlives it.
    pub fn with_page<T>(&self, planned: &Planned, show: impl FnOnce(&Page<'_>) -> T) -> T {
        let mut from = Standpoint::at(&self.material, &planned.url);
        let site = self.material.site;
        let page = match planned.key {
            Key::Home => Page::Home(Box::new(home_page::home(&from))),
            Key::Record(ix) => return show(&Page::Record(Box::new(record::page(&from, ix)))),
            Key::List(at) => list(&from, &self.material.listings[at]),
            Key::Part(at, part) => {
                let listing = &self.material.listings[at];
                let part = &listing.parts[part];
                match listing.kind {
                    ListKind::Reviews => Page::Reviews(Box::new(reviews_page::part(&from, listing, part))),
                    ListKind::Checks => Page::Checks(Box::new(checks_page::part(&from, listing, part))),
                    ListKind::Timeline => Page::Timeline(Box::new(timeline_page::part(&from, listing, part))),
                    _ => Page::List(Box::new(list_page::part(&from, listing, part))),
                }
            }
            Key::Frameworks => Page::Frameworks(Box::new(framework_page::index(&from))),
            Key::Clouds => Page::Clouds(Box::new(clouds_page::index(&from))),
            Key::Prices => Page::Prices(Box::new(prices_page::index(&from))),
            Key::Map => Page::Map(Box::new(map_page::page(&from))),
            Key::Content(ix) => Page::Text(Box::new(plain_pages::text(&from, ix))),
            Key::Search => Page::Search(Box::new(search::page(&from))),
            Key::NotFound => {
                from.root = plain_pages::absolute_root(site.config.base_url.as_deref());
                Page::NotFound(Box::new(plain_pages::not_found(&from)))
            }
            Key::Redirect(at) => Page::Redirect(Box::new(plain_pages::redirect(&from, &site.redirects[at]))),
            Key::Sitemap => Page::Sitemap(Box::new(self.sitemap(&from, None))),
            Key::SitemapPart(part) => Page::Sitemap(Box::new(self.sitemap(&from, Some(part)))),
            Key::Robots => Page::Robots(Box::new(plain_pages::robots(&from, site.config.base_url.as_deref().unwrap_or_default()))),
        };
        show(&page)
    }

    /// Addresses of all pages that are worth finding: neither the 404 page nor those that send on.
    fn sitemap(&self, from: &Standpoint<'_>, part: Option<usize>) -> SitemapPage {
        let base = self.material.site.config.base_url.as_deref().unwrap_or_default();
        let mut pages = self.pages();
        let parts = pages.iter().filter(|planned| matches!(planned.key, Key::SitemapPart(_))).count();
        pages.retain(|planned| planned.key.is_for_readers());
        pages.sort_by(|a, b| a.url.cmp(&b.url));
        let (skipped, shown) = match part {
            None if parts > 0 => (0, 0),
            None => (0, pages.len()),
            Some(part) => (part * SITEMAP_ROWS, SITEMAP_ROWS),
        };
        let named = pages.iter().skip(skipped).take(shown);
        let url = part.map_or_else(|| "sitemap.xml".to_owned(), sitemap_part);
        SitemapPage {
            meta: Meta::new(from, &url, ("", "Sitemap".into())),
            urls: named.map(|planned| self.sitemap_entry(base, planned)).collect(),
            parts: if part.is_none() { (0..parts).map(|part| format!("{base}{}", sitemap_part(part))).collect() } else { Vec::new() },
        }
    }

    fn sitemap_entry(&self, base: &str, planned: &Planned) -> SitemapEntry {
        let lastmod = match planned.key {
            Key::Record(ix) => {
                let record = self.material.site.record(ix);
                record.reviews.last().map(|review| review.on).max(record.date).map(|day| day.to_string())
            }
            _ => None,
        };
        let path = if planned.url == "index.html" { "" } else { &planned.url };
        SitemapEntry { loc: format!("{base}{}", encoded(path)), lastmod }
    }
}

impl Key {
    /// Whether people come to the page for what it says.
    fn is_for_readers(self) -> bool {
        !matches!(self, Self::NotFound | Self::Redirect(_) | Self::Sitemap | Self::SitemapPart(_) | Self::Robots)
    }
}

/// Address of a part of the sitemap, counted from 1 in its name.
fn sitemap_part(part: usize) -> String {
    format!("sitemap-{}.xml", part + 1)
}

fn planned(url: &str, key: Key) -> Planned {
    Planned { url: url.to_owned(), key }
}

/// The front page of a list: those of frameworks, providers and reviews have more to show than rows.
fn list<'a>(from: &Standpoint<'a>, listing: &'a Listing) -> Page<'a> {
    match listing.kind {
        ListKind::Records => Page::Records(Box::new(list_page::front(from, listing))),
        ListKind::Reviews => Page::Reviews(Box::new(reviews_page::front(from, listing))),
        ListKind::Checks => Page::Checks(Box::new(checks_page::front(from, listing))),
        ListKind::Timeline => Page::Timeline(Box::new(timeline_page::front(from, listing))),
        ListKind::Framework(ix) => Page::Framework(Box::new(framework_page::page(from, ix, listing))),
        ListKind::Provider(ix) => Page::Cloud(Box::new(clouds_page::provider(from, ix, listing))),
        ListKind::Price(ix) => Page::Price(Box::new(prices_page::price(from, ix, listing))),
        ListKind::Status(_) | ListKind::Tag(_) | ListKind::Owner(_) | ListKind::Scope(_) => {
            Page::List(Box::new(list_page::front(from, listing)))
        }
    }
}
