//! Content pages: their addresses, titles and order (ruling 27). Knows no record.

use super::addresses::page_address;
use crate::{
    base::{
        diagnostic::Diagnostic,
        source::{FileId, Span},
    },
    model::{body::Body, fault, site::ContentPage},
    parse::content_page::ContentPageDraft,
};

/// A content page with its place.
#[derive(Debug)]
pub struct PlacedPage {
    /// Its path within `content/`.
    pub inner: String,
    /// Its address; `None`: it introduces the home page.
    pub url: Option<String>,
    /// Its title.
    pub title: String,
    /// Everything else.
    pub draft: ContentPageDraft,
}

/// Places the pages: those with an order by it, the others after them, by address. `inner` is each one's path within `content/`.
pub fn place(drafts: Vec<(String, ContentPageDraft)>) -> Vec<PlacedPage> {
    let mut pages: Vec<PlacedPage> = drafts
        .into_iter()
        .map(|(inner, draft)| {
            let title = draft.title.clone().unwrap_or_else(|| file_words(&inner));
            PlacedPage { url: page_address(&inner), title, inner, draft }
        })
        .collect();
    let order = |page: &PlacedPage| page.draft.order.unwrap_or(f64::INFINITY);
    pages.sort_by(|a, b| order(a).total_cmp(&order(b)).then_with(|| a.url.cmp(&b.url)));
    pages
}

/// `handbook/write-a-record.md` → `Write a record`; an `index.md` has the words of its folder.
fn file_words(inner: &str) -> String {
    let path = inner.strip_suffix(".md").unwrap_or(inner);
    let name = path.strip_suffix("/index").unwrap_or(path).rsplit('/').next().unwrap_or(path);
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

impl PlacedPage {
    /// The page, with its text.
    pub fn bind(self, body: Body) -> ContentPage {
        ContentPage {
            file: self.draft.file,
            url: self.url,
            title: self.title,
            summary: self.draft.summary,
            order: self.draft.order,
            nav: self.draft.nav,
            body,
            extra: self.draft.extra,
        }
    }
}

/// What a file of `content/` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContentFile {
    /// A page.
    Page,
    /// A framework.
    Framework,
    /// The price book.
    Prices,
    /// The cloud catalogue.
    Clouds,
    /// TOML where none is read (R0040).
    Misplaced,
    /// Anything else: it is copied.
    Asset,
}

/// Tells what a file is from its path within `content/`.
pub fn kind_of(inner: &str) -> ContentFile {
    match inner {
        "prices.toml" => return ContentFile::Prices,
        "clouds.toml" => return ContentFile::Clouds,
        _ => {}
    }
    let ends = |ending: &str| inner.len() > ending.len() && inner[inner.len() - ending.len()..].eq_ignore_ascii_case(ending);
    if inner.is_char_boundary(inner.len().saturating_sub(3)) && ends(".md") {
        return ContentFile::Page;
    }
    if inner.is_char_boundary(inner.len().saturating_sub(5)) && ends(".toml") {
        let framework = inner.strip_prefix("frameworks/").is_some_and(|name| !name.contains('/'));
        return if framework { ContentFile::Framework } else { ContentFile::Misplaced };
    }
    ContentFile::Asset
}

/// The fault of a TOML file that nobody reads.
pub fn misplaced(file: FileId, inner: &str) -> Diagnostic {
    let told = Diagnostic::error(fault::MISPLACED_FILE, format!("nothing reads `content/{inner}`")).at(Span::top(file), "not read");
    let name = inner.rsplit('/').next().unwrap_or(inner);
    told.help(match name {
        "prices.toml" | "clouds.toml" => format!("move it to `content/{name}`"),
        "rationale.toml" => "the site file lies at the root of the site".into(),
        _ => "frameworks lie in `content/frameworks/`, prices in `content/prices.toml`, clouds in `content/clouds.toml`".into(),
    })
}
