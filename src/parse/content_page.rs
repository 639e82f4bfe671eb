//! A content page as it is written: front matter, where there is any, and body. Knows no other page.

use super::{
    fields::Fields,
    front_matter::{self, FrontMatter},
    markdown::{self, BodyDraft},
    tables::content_page::CONTENT_PAGE,
    toml::{self, Faults},
};
use crate::{
    base::{
        diagnostic::{Diagnostic, Reported},
        source::{FileId, Span},
        value::Value,
    },
    model::{fault, site::HtmlPolicy},
};

/// A content page as written.
#[derive(Debug, Clone, PartialEq)]
pub struct ContentPageDraft {
    /// Its file.
    pub file: FileId,
    /// Its title: as written, else the first heading.
    pub title: Option<String>,
    /// A sentence about it.
    pub summary: Option<String>,
    /// Place among its neighbours.
    pub order: Option<f64>,
    /// Whether the site's navigation names it.
    pub nav: bool,
    /// Its text.
    pub body: BodyDraft,
    /// Free fields.
    pub extra: Vec<(String, Value)>,
}

/// Reads a content page. Where its front matter cannot be read that is told, and the page has none.
pub fn parse_content_page(file: FileId, text: &str, html: HtmlPolicy) -> Reported<ContentPageDraft> {
    let (toml, start) = match front_matter::find(text) {
        FrontMatter::Present(toml, body) => (Some(toml), body),
        FrontMatter::Absent => (None, 0),
        FrontMatter::Unclosed(fence) => {
            let faults = Faults::new(file, 0);
            let told = Diagnostic::error(fault::SYNTAX, "the front matter is not closed").at(faults.span(fence), "it begins here");
            faults.push(told.help("end it with a line `+++`"));
            let value = page(file, markdown::parse("", Span::top(file), html));
            return Reported { value, diagnostics: faults.into_list() };
        }
    };
    let body = markdown::parse(&text[start..], Span::new(file, start..text.len()), html);
    let mut page = page(file, body);
    let Some(toml) = toml else {
        return Reported { value: page, diagnostics: yaml(file, text).into_iter().collect() };
    };
    let faults = Faults::new(file, toml.start);
    let table = toml::parse(&text[toml], &faults);
    if faults.errors() == 0 {
        read(Fields::document(&table, &CONTENT_PAGE, &faults), &mut page);
    }
    Reported { value: page, diagnostics: faults.into_list() }
}

/// A page without front matter.
fn page(file: FileId, body: BodyDraft) -> ContentPageDraft {
    let title = body.title.as_ref().map(|title| title.value.clone());
    ContentPageDraft { file, title, summary: None, order: None, nav: false, body, extra: Vec::new() }
}

fn read(fields: Fields<'_>, page: &mut ContentPageDraft) {
    if let Some(title) = fields.spanned_text("title") {
        if let Some(heading) = page.body.title.as_ref().filter(|heading| heading.value != title.value.trim()) {
            let told = Diagnostic::warning(fault::TITLE_DIFFERS, format!("the first heading differs from the title `{}`", title.value));
            let told = told.at(heading.span, "this heading is not shown").and(title.span, "the title");
            fields.faults().push(told.help("make them the same, or leave out one of the two"));
        }
        page.title = Some(title.value);
    }
    page.summary = fields.text("summary");
    page.order = fields.number("order");
    page.nav = fields.bool("nav").unwrap_or(false);
    page.extra = fields.free("extra");
}

/// Front matter in YAML, as other generators have it, is told: it would be shown as text.
fn yaml(file: FileId, text: &str) -> Option<Diagnostic> {
    let rest = text.strip_prefix("---").filter(|rest| rest.starts_with(['\n', '\r']))?;
    rest.lines().skip(1).take_while(|line| !line.trim().is_empty()).find(|line| line.trim_end() == "---")?;
    let told = Diagnostic::warning(fault::UNSUPPORTED, "front matter in YAML is not read").at(Span::new(file, 0..3), "shown as text");
    Some(told.help("write TOML between two lines `+++`: `title = \"…\"`"))
}
