//! Content pages: their addresses, titles and order (ruling 27). Knows no record.

use std::sync::Arc;

use super::paths::without_ending;
use crate::{
    model::{body::Body, site::ContentPage},
    parse::content_page::ContentPageDraft,
};

/// A content page with its place.
#[derive(Debug)]
pub struct PlacedPage {
    /// Its path within `content/`.
    pub inner: Arc<str>,
    /// Its address; `None`: it introduces the home page.
    pub url: Option<String>,
    /// Its title.
    pub title: String,
    /// Everything else.
    pub draft: Arc<ContentPageDraft>,
}

/// Places the pages: those with an order by it, the others after them, by address. `inner` is each one's path within `content/`.
pub fn place(drafts: Vec<(Arc<str>, Arc<ContentPageDraft>)>) -> Vec<PlacedPage> {
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

/// Address of a content page by its path within `content/`; `None` for the one that introduces the home page.
fn page_address(inner: &str) -> Option<String> {
    let path = without_ending(inner);
    (path != "index").then(|| format!("{path}.html"))
}

/// `handbook/write-a-record.md` → `Write a record`; an `index.md` has the words of its folder.
fn file_words(inner: &str) -> String {
    let path = without_ending(inner);
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
            summary: self.draft.summary.clone(),
            order: self.draft.order,
            nav: self.draft.nav,
            body,
            extra: self.draft.extra.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::page_address;

    #[test]
    fn pages_keep_their_folders() {
        assert_eq!(page_address("index.md"), None);
        assert_eq!(page_address("handbook/index.md").as_deref(), Some("handbook/index.html"));
        assert_eq!(page_address("handbook/start.md").as_deref(), Some("handbook/start.html"));
    }
}
