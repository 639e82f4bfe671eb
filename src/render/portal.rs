//! One page at a time, from its model through its template to bytes.

use tera::{Context, Value};

use super::{template_fault, theme::Theme, theme_file::ThemeFile};
use crate::{
    base::diagnostic::Diagnostic,
    present::{
        page::Page,
        portal::{Planned, Portal},
    },
};

/// Room for the page of a record that weighs five options; what is not written to costs nothing.
const ROOM: usize = 160 * 1024;

/// What every page shares, as templates see it: made once for all pages.
#[derive(Debug)]
pub struct Shared(Value);

impl Shared {
    /// Gathers it.
    pub fn new(portal: &Portal<'_>) -> Self {
        Self(Value::from_serializable(&portal.site()))
    }
}

/// Makes one page: its model is made, shown and dropped here, so that the pages of a large site never exist as models at once.
///
/// # Errors
/// What is wrong with the template.
pub fn page(
    (portal, shared): (&Portal<'_>, &Shared),
    planned: &Planned,
    (theme, own): (&Theme, &[ThemeFile]),
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    portal.with_page(planned, |page: &Page<'_>| {
        let mut context = Context::new();
        context.insert_value("site", shared.0.clone());
        context.insert("page", page);
        let mut bytes = Vec::with_capacity(ROOM);
        match theme.tera.render_to(page.template(), &context, &mut bytes) {
            Ok(()) => Ok(bytes),
            Err(fault) => {
                let told = template_fault::faults(&fault, own).into_iter();
                Err(told.map(|fault| fault.help(format!("found while rendering {}", planned.url))).collect())
            }
        }
    })
}
