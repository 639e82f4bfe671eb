//! The one door: inputs in, a checked and analyzed site out, and from that every byte of the portal.
//! Knows neither a file system nor a clock: both come as [`Inputs`].

use std::sync::Arc;

use crate::{
    analyze::Analysis,
    base::{
        date::Date,
        diagnostic::Diagnostic,
        source::{Content, FileId, Sources},
    },
    model::site::Site,
    present::portal::Portal,
    render::{self, theme::Theme, theme_file::ThemeFile},
};

/// Which folder of the site a file was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// In the program itself: the shipped framework and cloud catalogue.
    Shipped,
    /// `rationale.toml`.
    SiteFile,
    /// The source of this position in [`Layout::sources`].
    Source(usize),
    /// `content/`.
    Content,
    /// `themes/NAME/`.
    Theme,
}

/// One file of the world.
#[derive(Debug, Clone)]
pub struct InputFile {
    /// Where it was found.
    pub place: Place,
    /// Path as shown in messages: relative to the site's root, `/` between parts.
    pub path: Arc<str>,
    /// Path inside its place, `/` between parts.
    pub inner: Arc<str>,
    /// What it holds.
    pub content: Content,
}

/// Everything the world has to say, today's date included.
#[derive(Debug, Clone)]
pub struct Inputs {
    /// All files, by place, then inner path.
    pub files: Vec<InputFile>,
    /// The day the site is built for.
    pub today: Date,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Takes the place of the site file's `base_url`.
    pub base_url: Option<String>,
}

/// Which folders there are to read, relative to the site's root: all that reading needs to know of the site file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Folders of records.
    pub sources: Vec<String>,
    /// Name of the theme.
    pub theme: String,
    /// Folder of the result.
    pub output: String,
}

/// A site, bound, checked and analyzed.
#[derive(Debug)]
pub struct Built {
    /// All files, for showing diagnostics.
    pub sources: Sources,
    /// The site.
    pub site: Site,
    /// What it means today.
    pub analysis: Analysis,
    /// All that is worth telling, sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Files of the site's own theme.
    pub theme: Vec<InputFile>,
    /// Whether a fault keeps everything from being published: one of the site file, or two pages with one address (ruling 1).
    pub blocked: bool,
}

/// One file of the portal.
#[derive(Debug, Clone)]
pub struct OutputFile {
    /// Address from the root of the site, `/` between parts.
    pub path: String,
    /// Its bytes.
    pub bytes: Arc<Vec<u8>>,
}

/// The portal, whole.
#[derive(Debug, Clone)]
pub struct Output {
    /// Its files, by path.
    pub files: Vec<OutputFile>,
    /// Faults of theme and templates. An error among them keeps everything from being published.
    pub diagnostics: Vec<Diagnostic>,
}

/// What one build hands to the next, so that only what changed is done again. It saves time and changes nothing.
#[derive(Debug, Default)]
pub struct Memo {}

/// Reads from the site file which folders there are. Faults in it are told by [`build`].
pub fn layout(_site_file: Option<&str>) -> Layout {
    Layout { sources: vec!["records".into()], theme: "default".into(), output: "public".into() }
}

/// Turns inputs into a checked and analyzed site. Same inputs, same result. Never fails: problems are diagnostics.
pub fn build(_inputs: &Inputs, _memo: &mut Memo) -> Built {
    todo!("parse, resolve, analyze")
}

/// Turns a built site into every byte of the portal. Without a sound theme there is none, and the diagnostics say why.
pub fn render(built: &Built, _memo: &mut Memo) -> Output {
    let own: Vec<ThemeFile> = built.theme.iter().filter_map(|file| theme_file(&built.sources, file)).collect();
    let theme = match Theme::new(&own) {
        Ok(theme) => theme,
        Err(diagnostics) => return Output { files: Vec::new(), diagnostics },
    };
    let portal = Portal::new(&built.site, &built.analysis, &built.sources);
    let (pages, diagnostics) = render::portal::render(&portal, &theme, &own);
    let mut files: Vec<OutputFile> = pages.into_iter().map(|page| OutputFile { path: page.url, bytes: page.bytes }).collect();
    files.extend(
        built.site.assets.iter().map(|asset| OutputFile { path: asset.url.clone(), bytes: built.sources.file(asset.file).bytes() }),
    );
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Output { files, diagnostics }
}

/// A file of the site's theme, with its place among the sources, so that faults can be drawn in it.
fn theme_file(sources: &Sources, file: &InputFile) -> Option<ThemeFile> {
    let at = sources.0.iter().position(|known| known.path == file.path)?;
    let id = FileId(u32::try_from(at).ok()?);
    Some(ThemeFile { file: id, inner: file.inner.clone(), content: file.content.clone() })
}
