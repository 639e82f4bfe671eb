//! Gathers everything a build takes from folders: the site file, records, content, the theme. Knows where things lie and
//! what is text; what the texts say is not its business, except which folders the site file names.

mod walk;

use std::{
    env, fs,
    io::{self, Read},
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use self::walk::Found;
use super::{
    discover,
    failure::Failure,
    history,
    path::{has_ending, shown, slashed},
    shipped,
};
use crate::{
    base::{date::Date, source::Content},
    pipeline::{self, InputFile, Inputs, Layout, Place},
};

/// Name of the site file.
pub const SITE_FILE: &str = "rationale.toml";
/// The folder of records where no site file names another.
const DEFAULT_SOURCE: &str = "records";

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// The site's folder; `None`: the nearest one with a site file, from the working folder upward.
    pub root: Option<PathBuf>,
    /// Folders of logs, or of repositories that have some, in the place of a site; empty: a site.
    pub logs: Vec<PathBuf>,
    /// The day to build for.
    pub today: Date,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// Takes the place of the site file's `base_url`.
    pub base_url: Option<String>,
}

/// What was found.
#[derive(Debug, Clone)]
pub struct World {
    /// The site's folder.
    pub root: PathBuf,
    /// Which folders there are.
    pub layout: Layout,
    /// Everything that the build takes.
    pub inputs: Inputs,
    /// What was passed over, and why: a sentence each.
    pub passed_over: Vec<String>,
}

/// Where to read, settled once for a run: a site, or logs that lie about without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The folder that all paths are told from.
    pub root: PathBuf,
    /// The logs that were found where no site file names them.
    found: Option<discover::Found>,
    /// Whether `root` is a site. Where logs below it were asked for it is not, whatever lies there.
    is_site: bool,
}

/// A folder of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Which one.
    pub place: Place,
    /// Path from the site's root, as the site file writes it.
    pub path: String,
    /// Whether the site file asks for it, so that it must be there.
    pub is_asked_for: bool,
}

/// Reads a site, or logs.
///
/// # Errors
/// There is none, a folder that the site file names is not there, or a file cannot be read.
pub fn read(request: &Request) -> Result<World, Failure> {
    read_from(&start(request)?, request, &mut history::Reader::default())
}

/// The same from a start that is settled; `past` keeps what it knows of a history from one reading to the next.
///
/// # Errors
/// A folder that the site file names is not there, or a file cannot be read.
pub fn read_from(start: &Start, request: &Request, past: &mut history::Reader) -> Result<World, Failure> {
    let site_file = start.site_file()?;
    let layout = start.layout_of(site_file.as_ref());
    let mut found = Vec::new();
    let mut passed_over = Vec::new();
    for folder in folders(&layout)? {
        walk::walk(&start.root, &folder, &mut found, &mut passed_over)?;
    }
    let load_all = || found.par_iter().map(load).collect::<Vec<Result<Option<InputFile>, Failure>>>();
    let (loaded, history) = rayon::join(load_all, || past.read(&start.root, &layout));
    let mut files: Vec<InputFile> = shipped::inputs().chain(site_file).collect();
    for file in loaded {
        files.extend(file?);
    }
    files.sort_by(|a, b| (a.place, &a.inner).cmp(&(b.place, &b.inner)));
    let inputs = Inputs { files, today: request.today, drafts: request.drafts, base_url: request.base_url.clone(), history };
    Ok(World { root: start.root.clone(), layout, inputs, passed_over })
}

/// Settles where to read. One folder with a site file, or with `records/` and no other log, is a site; every other is looked through for
/// logs.
///
/// # Errors
/// There is neither.
pub fn start(request: &Request) -> Result<Start, Failure> {
    let site = |root: PathBuf| Ok(Start { root, found: None, is_site: true });
    let logs: &[PathBuf] = match (&request.root, request.logs.as_slice()) {
        // What is called a site and has none of its signs may still be a log.
        (Some(root), []) if root.is_dir() && !is_site(root) && !has_records(root) => std::slice::from_ref(root),
        (root, []) => return site(find_root(root.as_deref())?),
        (_, logs) => logs,
    };
    if let [one] = logs
        && is_site(one)
    {
        let layout = layout(one)?;
        let is_told = layout.sources.iter().any(|source| source != DEFAULT_SOURCE) || has_records(one);
        let found = if is_told { None } else { Some(discover::discover(logs)?.seen_from(one)) };
        return Ok(Start { root: one.clone(), found, is_site: true });
    }
    match (discover::discover(logs), logs) {
        (Err(_), [one]) if has_records(one) => site(one.clone()),
        (Err(_), [one]) if request.logs.is_empty() => find_root(Some(one)).and_then(site),
        (found, _) => found.map(|found| Start { root: found.root.clone(), found: Some(found), is_site: false }),
    }
}

impl Start {
    /// Which folders there are, by the site file or by what was found.
    ///
    /// # Errors
    /// The site file cannot be read.
    pub fn layout(&self) -> Result<Layout, Failure> {
        Ok(self.layout_of(self.site_file()?.as_ref()))
    }

    fn layout_of(&self, site_file: Option<&InputFile>) -> Layout {
        let layout = layout_of(site_file);
        if self.found.is_none() {
            return layout;
        }
        // Where somebody else's files lie nothing is written: the portal goes where the person is who asked for it.
        let here = std::path::absolute(&layout.output).unwrap_or_else(|_| PathBuf::from(&layout.output));
        Layout { output: here.to_string_lossy().into_owned(), only_sources: !self.is_site, ..layout }
    }

    /// The site file: as it is, with what was found, or made of that alone.
    fn site_file(&self) -> Result<Option<InputFile>, Failure> {
        let Some(found) = &self.found else { return site_file(&self.root) };
        let read = if self.is_site { site_file(&self.root)? } else { None };
        Ok(Some(match read {
            Some(InputFile { content: Content::Text(text), path, inner, place }) => {
                let text = format!("{text}\n{}", found.sources());
                InputFile { content: Content::Text(text.into()), path, inner, place }
            }
            Some(unreadable) => unreadable,
            None => InputFile {
                place: Place::SiteFile,
                path: "(found)".into(),
                inner: SITE_FILE.into(),
                content: Content::Text(found.site_file().into()),
            },
        }))
    }
}

/// Which folders the site at `root` has, by its site file alone.
///
/// # Errors
/// The site file cannot be read.
pub fn layout(root: &Path) -> Result<Layout, Failure> {
    site_file(root).map(|file| layout_of(file.as_ref()))
}

fn layout_of(site_file: Option<&InputFile>) -> Layout {
    pipeline::layout(site_file.and_then(|file| file.content.text()).map(|text| &**text))
}

fn site_file(root: &Path) -> Result<Option<InputFile>, Failure> {
    let file = root.join(SITE_FILE);
    if !file.is_file() {
        return Ok(None);
    }
    load(&Found { place: Place::SiteFile, file, path: SITE_FILE.into(), inner: SITE_FILE.into() })
}

fn is_site(folder: &Path) -> bool {
    folder.join(SITE_FILE).is_file()
}

fn has_records(folder: &Path) -> bool {
    folder.join(DEFAULT_SOURCE).is_dir()
}

/// The folders that a layout speaks of.
///
/// # Errors
/// The theme's name leads out of `themes/`.
pub fn folders(layout: &Layout) -> Result<Vec<Folder>, Failure> {
    let is_default = layout.sources.len() == 1 && layout.sources[0] == DEFAULT_SOURCE;
    let mut folders: Vec<Folder> = layout
        .sources
        .iter()
        .enumerate()
        .map(|(at, path)| Folder { place: Place::Source(at), path: path.clone(), is_asked_for: !is_default })
        .collect();
    if layout.only_sources {
        return Ok(folders);
    }
    folders.push(Folder { place: Place::Content, path: "content".into(), is_asked_for: false });
    let mut parts = Path::new(&layout.theme).components();
    if !matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None)) {
        return Err(Failure::new("read theme", &layout.theme, "a theme is the name of a folder in `themes/`"));
    }
    folders.push(Folder { place: Place::Theme, path: format!("themes/{}", layout.theme), is_asked_for: layout.theme != "default" });
    Ok(folders)
}

/// The site's folder: the chosen one, else the nearest with a site file from the working folder upward, else the working folder where
/// it has records.
///
/// # Errors
/// There is none.
pub fn find_root(chosen: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(root) = chosen {
        return match fs::metadata(root) {
            Err(error) => Err(Failure::io("read site", root, &error)),
            Ok(metadata) if !metadata.is_dir() => Err(Failure::new("read site", shown(root), "it is no folder")),
            Ok(_) if is_site(root) || has_records(root) => Ok(root.to_owned()),
            Ok(_) => Err(Failure::new("read site", shown(root), format!("it has neither `{SITE_FILE}` nor `records/`"))
                .help(format!("`rationale init {}` starts a site there", shown(root)))),
        };
    }
    let here = env::current_dir().map_err(|error| Failure::io("read", Path::new("."), &error))?;
    if let Some(root) = here.ancestors().find(|folder| is_site(folder)) {
        return Ok(root.to_owned());
    }
    if has_records(&here) {
        return Ok(here);
    }
    Err(Failure::new("find", SITE_FILE, "it is neither in this folder nor in one above")
        .help("`rationale init` starts a site here; `--root DIR` names one elsewhere; `rationale serve PATH` shows any log as it lies"))
}

/// The largest text that is read, in bytes: a book of a decision, and small enough to make a page of.
const LARGEST_TEXT: u64 = 16 << 20;
/// The largest file that goes along, in bytes.
const LARGEST_FILE: u64 = 256 << 20;

/// Reads a file. `None`: it went away since the folder was walked.
fn load(found: &Found) -> Result<Option<InputFile>, Failure> {
    let content = match content(&found.file, limit(&found.inner)) {
        Ok(content) => content,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::new("read", &*found.path, super::failure::reason(&error))),
    };
    Ok(Some(InputFile { place: found.place, path: Arc::clone(&found.path), inner: Arc::clone(&found.inner), content }))
}

fn limit(inner: &str) -> u64 {
    if ["md", "markdown", "toml", "html", "xml"].iter().any(|ending| has_ending(inner, ending)) { LARGEST_TEXT } else { LARGEST_FILE }
}

/// What a file holds. No more than `limit` is ever read, even of a file that grows meanwhile.
fn content(file: &Path, limit: u64) -> io::Result<Content> {
    let file = fs::File::open(file)?;
    let length = file.metadata()?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(limit)).unwrap_or_default() + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    let read = bytes.len() as u64;
    if read > limit {
        return Ok(Content::TooLarge { bytes: read.max(length), limit });
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) => Content::Text(text.strip_prefix('\u{feff}').unwrap_or(&text).into()),
        Err(error) => Content::Bytes(Arc::new(error.into_bytes())),
    })
}

impl World {
    /// The folder for the result: `chosen`, seen from the working folder, else the site file's, seen from the root.
    ///
    /// # Errors
    /// Publishing there would put the portal among what it is made from, or over it.
    pub fn output(&self, chosen: Option<&Path>) -> Result<PathBuf, Failure> {
        let target = chosen.map_or_else(|| self.root.join(&self.layout.output), Path::to_owned);
        let real = resolved(&target);
        let inside = |folder: &Path| folder.starts_with(&real);
        let refuse = |what: String| {
            Err(Failure::new("publish to", shown(&target), what)
                .help("choose a folder of its own with `--out`, or `output` in `rationale.toml`"))
        };
        if inside(&resolved(&self.root)) {
            return refuse("the site itself lies there".into());
        }
        for folder in folders(&self.layout)? {
            let real_folder = resolved(&self.root.join(&folder.path));
            if inside(&real_folder) {
                return refuse(format!("`{}` lies there, which the portal is made from", folder.path));
            }
        }
        Ok(target)
    }
}

/// The path with links followed as far as it exists, and `..` taken away beyond.
pub fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut known = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                known.pop();
            }
            other => {
                known.push(other);
                known = fs::canonicalize(&known).unwrap_or(known);
            }
        }
    }
    known
}

/// A path inside a folder as names: with `/`, whatever the system writes.
fn inner_path(path: &Path, folder: &Path) -> String {
    slashed(path.strip_prefix(folder).unwrap_or(path))
}
