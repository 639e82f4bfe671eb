//! Every page of the portal, rendered in parallel: each model is made, shown and dropped on its own thread of work,
//! so that the pages of a large site never exist as models at once.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use tera::{Context, Value};

use super::{template_fault, theme::Theme, theme_file::ThemeFile};
use crate::{
    base::diagnostic::Diagnostic,
    present::portal::{Page, Planned, Portal},
};

/// A file of the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Its address from the root of the site.
    pub url: String,
    /// Its bytes.
    pub bytes: std::sync::Arc<Vec<u8>>,
}

/// Renders all pages and lists the theme's static files, in a fixed order. A template that fails costs its page, and is told once.
pub fn render(portal: &Portal<'_>, theme: &Theme, own: &[ThemeFile]) -> (Vec<Rendered>, Vec<Diagnostic>) {
    let site = Value::from_serializable(&portal.site());
    let pages = portal.pages();
    let results: Vec<Result<Rendered, (String, Vec<Diagnostic>)>> =
        pages.par_iter().map(|planned| portal.with_page(planned, |page| one(theme, own, (&site, planned, page)))).collect();
    let mut files: Vec<Rendered> =
        theme.assets.files().map(|asset| Rendered { url: asset.url.clone(), bytes: asset.bytes.clone() }).collect();
    let mut faults: Vec<Diagnostic> = Vec::new();
    for result in results {
        match result {
            Ok(file) => files.push(file),
            Err((url, told)) => {
                for fault in told {
                    // One fault in a template shows on every page that uses it.
                    if !faults.iter().any(|known| known.message == fault.message && known.primary == fault.primary) {
                        faults.push(fault.help(format!("found while rendering {url}")));
                    }
                }
            }
        }
    }
    (files, faults)
}

type Job<'a> = (&'a Value, &'a Planned, &'a Page<'a>);

fn one(theme: &Theme, own: &[ThemeFile], (site, planned, page): Job<'_>) -> Result<Rendered, (String, Vec<Diagnostic>)> {
    let mut context = Context::new();
    context.insert_value("site", site.clone());
    context.insert("page", page);
    let mut bytes = Vec::with_capacity(16 * 1024);
    match theme.tera.render_to(page.template(), &context, &mut bytes) {
        Ok(()) => Ok(Rendered { url: planned.url.clone(), bytes: std::sync::Arc::new(bytes) }),
        Err(fault) => Err((planned.url.clone(), template_fault::faults(&fault, own))),
    }
}
