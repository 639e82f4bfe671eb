//! A theme, prepared: the built-in templates and static files, each replaced by the site's file of the same name.
//! A site's template may extend the built-in one it replaces: `{% extends "__default/record.html" %}`.

use std::sync::Arc;

use tera::{Kwargs, State, Tera};

use super::{assets::Assets, template_fault, theme_file::ThemeFile};
use crate::base::diagnostic::Diagnostic;

/// What the built-in templates are called beside a site's own.
const DEFAULT: &str = "__default/";
/// Endings of templates whose values are escaped.
const ESCAPED: [&str; 4] = [".html", ".htm", ".xml", ".svg"];

/// The built-in theme: file names and bytes.
const BUILT_IN: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/default_theme.rs"));

/// A theme, ready to render with.
pub struct Theme {
    /// The templates.
    pub(super) tera: Tera,
    /// The static files.
    pub assets: Arc<Assets>,
}

impl Theme {
    /// Prepares a theme.
    ///
    /// # Errors
    /// All faults of the site's own templates; with one of them nothing can be rendered.
    ///
    /// # Panics
    /// Where the built-in templates are unsound, which any test would show.
    pub fn new(own: &[ThemeFile]) -> Result<Self, Vec<Diagnostic>> {
        let mut files: Vec<(&str, &[u8])> = built_in("static/").collect();
        files.extend(own.iter().filter_map(|file| Some((file.inner.strip_prefix("static/")?, file.content.bytes()))));
        let assets = Arc::new(Assets::new(files));
        let mut tera = Tera::new();
        tera.autoescape_on(ESCAPED);
        tera.set_fallback_prefixes([DEFAULT]).expect("no template has been added yet");
        register_asset(&mut tera, &assets);
        tera.add_raw_templates(built_in_templates().map(|(name, text)| (format!("{DEFAULT}{name}"), text)))
            .unwrap_or_else(|fault| panic!("the built-in templates are sound: {fault}"));
        let faults = template_fault::syntax_faults(own);
        if !faults.is_empty() {
            return Err(faults);
        }
        tera.add_raw_templates(own.iter().filter_map(ThemeFile::template)).map_err(|fault| template_fault::faults(&fault, own))?;
        Ok(Self { tera, assets })
    }
}

/// Name and text of every built-in template.
///
/// # Panics
/// Where one is no text, which any test would show.
pub fn built_in_templates() -> impl Iterator<Item = (&'static str, &'static str)> + Clone {
    built_in("templates/").map(|(name, bytes)| (name, std::str::from_utf8(bytes).expect("our templates are text")))
}

/// Names of all built-in static files.
pub fn built_in_files() -> impl Iterator<Item = &'static str> {
    built_in("static/").map(|(name, _)| name)
}

fn built_in(folder: &'static str) -> impl Iterator<Item = (&'static str, &'static [u8])> + Clone {
    BUILT_IN.iter().filter_map(move |(name, bytes)| name.strip_prefix(folder).map(|name| (name, *bytes)))
}

/// `asset(name="portal.css")`: the address of a static file from the root of the site.
fn register_asset(tera: &mut Tera, assets: &Arc<Assets>) {
    let assets = Arc::clone(assets);
    tera.register_function("asset", move |arguments: Kwargs, _: &State<'_>| -> tera::TeraResult<String> {
        let name: &str = arguments.must_get("name")?;
        assets.url(name).map(str::to_owned).ok_or_else(|| {
            let names: Vec<&str> = assets.names().collect();
            tera::Error::message(format!("the theme has no static file `{name}`; it has {}", names.join(", ")))
        })
    });
}
