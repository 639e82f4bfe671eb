//! The one door: inputs in, a checked and analyzed site out, and from that every byte of the portal.
//! Knows neither a file system nor a clock: both come as [`Inputs`].

mod draft;
mod logs;
mod memo;
mod rendering;
mod texts;

use std::sync::Arc;

use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

pub use self::{memo::Memo, rendering::Rendering};
use crate::{
    analyze::{self, Analysis},
    base::{
        date::Date,
        diagnostic::{Diagnostic, Severity},
        history::{History, LeftOut},
        report,
        source::{Content, File, FileId, Sources},
    },
    model::{fault, record::Record, site::Site},
    parse::{log4brains, site_file},
    present::finding::diagnostic,
    render::theme_file::ThemeFile,
    resolve,
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
    /// What version control knows of the files.
    pub history: Arc<History>,
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
    /// Whether the histories of records are read.
    pub history: bool,
    /// Whether the sources are all there is: neither `content/` nor a theme belongs to them.
    pub only_sources: bool,
}

/// A site, bound, checked and analyzed.
#[derive(Debug)]
pub struct Built {
    /// All files, for showing diagnostics.
    pub sources: Sources,
    /// The site.
    pub site: Arc<Site>,
    /// What it means today.
    pub analysis: Analysis,
    /// All that is worth telling, sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// Files of the site's own theme.
    pub theme: Vec<ThemeFile>,
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

/// Reads from the site file which folders there are. Faults in it are told by [`build`].
pub fn layout(site_file: Option<&str>) -> Layout {
    let config = match site_file {
        Some(text) => site_file::parse_site_file(FileId(0), text).value.config,
        None => site_file::default_site().config,
    };
    Layout {
        sources: config.sources.into_iter().map(|source| source.path).collect(),
        theme: config.theme,
        output: config.output,
        history: config.repository.reads_history,
        only_sources: false,
    }
}

/// The folders of records that log4brains' own file names, each with the name of its package; the first, of the whole project, has none.
pub fn log4brains(text: &str) -> Vec<(String, Option<String>)> {
    log4brains::packages(text).into_iter().map(|package| (package.folder, package.name)).collect()
}

/// Turns inputs into a checked and analyzed site. Same inputs, same result. Never fails: problems are diagnostics.
pub fn build(inputs: &Inputs, memo: &mut Memo) -> Built {
    let files = inputs.files.iter().map(|file| File { path: Arc::clone(&file.path), content: file.content.clone() });
    let sources = Sources(files.collect());
    let mut site_file = texts::site_file(inputs);
    if let Some(base_url) = &inputs.base_url {
        match site_file::normal_base_url(base_url) {
            Ok(url) => site_file.value.config.base_url = Some(url),
            Err(why) => {
                let message = format!("`{base_url}` cannot be the base address: {why}");
                site_file.diagnostics.push(Diagnostic::error(fault::BAD_VALUE, message));
            }
        }
    }
    let blocked = site_file.diagnostics.iter().any(|told| told.severity == Severity::Error);
    let parsed = texts::parse(inputs, site_file, memo);
    let lenient = logs::lenient(inputs, &parsed.value);
    let histories: Vec<_> = inputs.files.iter().map(|file| inputs.history.files.get(&*file.path)).collect();
    let circumstances = resolve::Circumstances { today: inputs.today, drafts: inputs.drafts, histories: &histories };
    let resolved = resolve::resolve(parsed.value, circumstances);
    let site = Arc::new(resolved.value);
    let analysis = analyze_all(&site, memo);
    let mut diagnostics = parsed.diagnostics;
    diagnostics.extend(resolved.diagnostics);
    logs::soften(&mut diagnostics, &lenient);
    diagnostics.extend(findings(&site, &analysis));
    diagnostics.extend(inputs.history.left_out.iter().map(left_out));
    report::sort(&mut diagnostics, &sources);
    let blocked = blocked || diagnostics.iter().any(|told| told.code == fault::DUPLICATE_ADDRESS && told.severity == Severity::Error);
    let theme = inputs.files.iter().enumerate().filter(|(_, file)| file.place == Place::Theme);
    let theme = theme
        .map(|(at, file)| ThemeFile { file: texts::file_id(at), inner: Arc::clone(&file.inner), content: file.content.clone() })
        .collect();
    Built { sources, site, analysis, diagnostics, theme, blocked }
}

/// A history that is not told: worth knowing, and no fault of the site.
fn left_out(left_out: &LeftOut) -> Diagnostic {
    let told = Diagnostic::info(fault::HISTORY_LEFT_OUT, left_out.why.as_str());
    match left_out.help {
        Some(help) => told.help(help),
        None => told,
    }
}

/// What the checks found in all records, as it is told with the faults of their files.
fn findings(site: &Site, analysis: &Analysis) -> Vec<Diagnostic> {
    let records = site.records.par_iter().zip(&analysis.records).filter(|(_, analysis)| !analysis.findings.is_empty());
    let told = records.map(|(record, analysis)| analysis.findings.iter().map(|found| diagnostic(site, record, found)).collect::<Vec<_>>());
    told.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// Analyzes all records in parallel; one that means what it meant before is not analyzed again.
fn analyze_all(site: &Arc<Site>, memo: &mut Memo) -> Analysis {
    let known = memo.analyzed(site);
    let analyze = |record: &Record| match known.get(&record.stem) {
        Some((old, analysis)) if *old == record => Arc::clone(analysis),
        _ => Arc::new(analyze::analyze(site, record)),
    };
    let records: Vec<_> = site.records.par_iter().map(analyze).collect();
    drop(known);
    memo.keep_analyzed(site, &records);
    Analysis { records }
}

/// Turns a built site into every byte of the portal, in memory. [`Rendering`] makes the same files one by one.
pub fn render(built: &Built) -> Output {
    match Rendering::new(built) {
        Ok(rendering) => rendering.whole(),
        Err(diagnostics) => Output { files: Vec::new(), diagnostics },
    }
}
