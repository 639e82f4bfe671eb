//! Pages without a subject of their own: content, the 404 page, pages that send their readers on, the list for search engines.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    html,
    material::folder,
    meta::{Extra, Meta, extra},
    repository::source_links,
    standpoint::{Link, RecordRef, Standpoint, encoded},
};
use crate::model::{PageIx, body::Heading, site::Redirect};

/// Pages of a full folder that are named before and after a page.
const AROUND: usize = 20;

/// A heading of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Section<'a> {
    /// The fragment.
    pub id: &'a str,
    /// Its words.
    pub text: &'a str,
}

/// A content page: template `page.html`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TextPage<'a> {
    /// What every page has.
    pub meta: Meta,
    /// Its title.
    pub title: &'a str,
    /// A sentence about it.
    pub summary: Option<&'a str>,
    /// The body as HTML.
    pub body: String,
    /// Headings of the first level.
    pub contents: Vec<Section<'a>>,
    /// Pages of the same folder in order, of a very full one those around the page. Empty where it is alone.
    pub siblings: Vec<Sibling<'a>>,
    /// The page before it in the same folder.
    pub previous: Option<Link<'a>>,
    /// The page after it.
    pub next: Option<Link<'a>>,
    /// Where its source is; null where the site names no repository.
    pub edit: Option<Link<'a>>,
    /// Where its history is; null likewise.
    pub history: Option<Link<'a>>,
    /// Free fields.
    pub extra: Vec<Extra<'a>>,
}

/// A page of the same folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Sibling<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its page.
    pub url: String,
    /// Whether it is the page itself.
    pub current: bool,
}

/// A content page.
pub fn text<'a>(from: &Standpoint<'a>, ix: PageIx) -> TextPage<'a> {
    let site = from.material.site;
    let page = &site.pages[ix.index()];
    let url = page.url.as_deref().unwrap_or("index.html");
    let family: &'a [PageIx] = from.material.folders.get(folder(url)).map(Vec::as_slice).unwrap_or_default();
    let at = family.binary_search(&ix).unwrap_or_default();
    let neighbour = |at: Option<usize>| at.and_then(|at| family.get(at)).map(|other| link(from, *other));
    let links = source_links(&site.config.repository, from.material.sources.path(page.file));
    let mut meta = Meta::new(from, url, ("", page.title.clone())).described(page.summary.clone());
    let index = format!("{}/index.html", folder(url));
    if let Some(head) =
        family.iter().map(|other| &site.pages[other.index()]).find(|other| other.url.as_deref() == Some(&index) && index != url)
    {
        meta = meta.below(&index, &head.title);
    }
    TextPage {
        meta,
        title: &page.title,
        summary: page.summary.as_deref(),
        body: html::body(from, &page.body),
        contents: page.body.headings.iter().filter(|heading| heading.level == 2).map(heading_section).collect(),
        previous: neighbour(at.checked_sub(1)),
        next: neighbour(Some(at + 1)),
        siblings: siblings(from, family, at),
        edit: links.edit,
        history: links.history,
        extra: extra(&page.extra),
    }
}

fn heading_section(heading: &Heading) -> Section<'_> {
    Section { id: &heading.id, text: &heading.text }
}

fn link<'a>(from: &Standpoint<'a>, ix: PageIx) -> Link<'a> {
    let page = &from.material.site.pages[ix.index()];
    Link { url: from.to(page.url.as_deref().unwrap_or("index.html")), text: page.title.as_str().into() }
}

/// The pages of a folder, of a very full one those around the page.
fn siblings<'a>(from: &Standpoint<'a>, family: &[PageIx], at: usize) -> Vec<Sibling<'a>> {
    if family.len() < 2 {
        return Vec::new();
    }
    let start = if family.len() > 2 * AROUND + 1 { at.saturating_sub(AROUND).min(family.len() - (2 * AROUND + 1)) } else { 0 };
    let shown = family.iter().enumerate().skip(start).take(2 * AROUND + 1);
    shown
        .map(|(place, ix)| {
            let page = &from.material.site.pages[ix.index()];
            Sibling { title: &page.title, url: link(from, *ix).url, current: place == at }
        })
        .collect()
}

/// The page for addresses that lead nowhere: template `404.html`. Its links are absolute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NotFoundPage {
    /// What every page has.
    pub meta: Meta,
}

/// The path that the site is served under, for links that cannot be relative: of the base URL, else `/`.
pub fn absolute_root(base_url: Option<&str>) -> String {
    let path = base_url.and_then(|url| url.split_once("://")).and_then(|(_, rest)| rest.find('/').map(|at| rest[at..].to_owned()));
    let mut root = path.unwrap_or_else(|| "/".into());
    if !root.ends_with('/') {
        root.push('/');
    }
    root
}

/// The 404 page.
pub fn not_found(from: &Standpoint<'_>) -> NotFoundPage {
    let mut meta = Meta::new(from, "404.html", ("", "Page not found".into()));
    meta.canonical = None;
    NotFoundPage { meta }
}

/// A page that sends its readers on: template `redirect.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RedirectPage<'a> {
    /// What every page has; the canonical address is that of the record.
    pub meta: Meta,
    /// Where it leads.
    pub to: RecordRef<'a>,
}

/// A page at an old address.
pub fn redirect<'a>(from: &Standpoint<'a>, redirect: &Redirect) -> RedirectPage<'a> {
    let to = from.record(redirect.to);
    let mut meta = Meta::new(from, &redirect.from, ("records", format!("{} {}", to.id, to.title)));
    meta.canonical = from.material.site.config.base_url.as_ref().map(|base| {
        let record = from.material.site.record(redirect.to);
        format!("{base}{}", encoded(&record.url()))
    });
    RedirectPage { meta, to }
}

/// An address for search engines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SitemapEntry {
    /// The absolute address.
    pub loc: String,
    /// The day of its last change that the site knows of; null where it knows none.
    pub lastmod: Option<String>,
}

/// All addresses: template `sitemap.xml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SitemapPage {
    /// What every page has.
    pub meta: Meta,
    /// The addresses, by address; empty where there are more than one file may hold.
    pub urls: Vec<SitemapEntry>,
    /// Then: absolute addresses of the files that hold them.
    pub parts: Vec<String>,
}

/// What robots are told: template `robots.txt`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RobotsPage {
    /// What every page has.
    pub meta: Meta,
    /// Absolute address of the sitemap.
    pub sitemap: String,
}

/// What robots are told.
pub fn robots(from: &Standpoint<'_>, base_url: &str) -> RobotsPage {
    RobotsPage { meta: Meta::new(from, "robots.txt", ("", "Robots".into())), sitemap: format!("{base_url}sitemap.xml") }
}
