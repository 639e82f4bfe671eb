//! Notices that something in the site's folders has changed. It says that, not what: the next reading sees for itself. Folders are
//! watched, never files, since editors save by putting a new file in the place of the old one.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    time::Duration,
};

use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, NoCache, new_debouncer_opt,
    notify::{self, Config, ErrorKind, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode},
};

use super::{
    failure::Failure,
    read::{SITE_FILE, folders, resolved},
};
use crate::pipeline::Layout;

/// How changes come to light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// The system tells.
    Told,
    /// We look, once a second: for network drives and what else tells nothing.
    Polled,
}

/// What came of waiting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signal {
    /// Something has changed.
    Changed,
    /// Nothing, for as long as was asked.
    Quiet,
}

/// Events that come so close together are one.
const TOGETHER: Duration = Duration::from_millis(40);
/// How often to look where nobody tells.
const POLL_EVERY: Duration = Duration::from_secs(1);

/// A watch over the folders of a site.
pub struct Watch {
    engine: Engine,
    watched: BTreeMap<PathBuf, (Depth, Identity)>,
    interest: Arc<Mutex<Interest>>,
    sender: Sender<Event>,
    receiver: Receiver<Event>,
    notice: Option<String>,
}

enum Engine {
    Told(Debouncer<RecommendedWatcher, NoCache>),
    Polled(Debouncer<PollWatcher, NoCache>),
}

enum Event {
    Changed,
    /// The system can tell no more.
    Deaf(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    Flat,
    Deep,
}

/// Tells a folder from another that later has its name.
type Identity = Option<(u64, u64)>;

/// Which paths matter.
#[derive(Debug, Default)]
struct Interest {
    root: PathBuf,
    folders: Vec<PathBuf>,
    output: PathBuf,
}

impl Watch {
    /// A watch that follows no folder yet.
    ///
    /// # Errors
    /// The system gives us neither events nor a thread to look for them.
    pub fn start(means: Means) -> Result<Self, Failure> {
        let (sender, receiver) = mpsc::channel();
        let interest = Arc::default();
        let mut notice = None;
        let mut engine = Engine::start(means, &sender, &interest);
        if let (Means::Told, Err(error)) = (means, &engine) {
            notice = Some(deaf(&error.to_string()));
            engine = Engine::start(Means::Polled, &sender, &interest);
        }
        let engine = engine.map_err(|error| Failure::new("watch", "the site's folders", error.to_string()))?;
        Ok(Self { engine, watched: BTreeMap::new(), interest, sender, receiver, notice })
    }

    /// Follows the folders of `layout` from now on, as far as they are there. Read after this, and no change goes unseen.
    ///
    /// # Errors
    /// The layout makes no sense, or not even looking from time to time works.
    pub fn follow(&mut self, root: &Path, layout: &Layout) -> Result<(), Failure> {
        let interest = Interest::of(root, layout)?;
        let wanted = interest.watches();
        *self.interest.lock().unwrap_or_else(PoisonError::into_inner) = interest;
        let is_stale = |path: &PathBuf, (depth, id): &(Depth, Identity)| wanted.get(path) != Some(depth) || identity(path) != *id;
        let stale: Vec<PathBuf> = self.watched.iter().filter(|(path, how)| is_stale(path, how)).map(|(path, _)| path.clone()).collect();
        for path in stale {
            self.engine.unwatch(&path);
            self.watched.remove(&path);
        }
        for (path, depth) in wanted {
            if self.watched.contains_key(&path) {
                continue;
            }
            let id = identity(&path);
            match self.engine.watch(&path, depth) {
                Ok(()) => {
                    self.watched.insert(path, (depth, id));
                }
                Err(error) if is_missing(&error) => {}
                Err(error) if matches!(self.engine, Engine::Told(_)) => {
                    self.fall_back(&error.to_string())?;
                    return self.follow(root, layout);
                }
                Err(error) => return Err(Failure::new("watch", path.display().to_string(), error.to_string())),
            }
        }
        Ok(())
    }

    /// Waits for a change, at most so long. Changes that come together are one.
    ///
    /// # Errors
    /// The system stopped telling, and looking does not work either.
    pub fn wait(&mut self, at_most: Duration) -> Result<Signal, Failure> {
        let first = match self.receiver.recv_timeout(at_most) {
            Ok(event) => event,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Ok(Signal::Quiet),
        };
        let events: Vec<Event> = std::iter::once(first).chain(self.receiver.try_iter()).collect();
        for event in events {
            if let Event::Deaf(why) = event
                && matches!(self.engine, Engine::Told(_))
            {
                self.fall_back(&why)?;
            }
        }
        Ok(Signal::Changed)
    }

    /// What a person should know of how changes come to light; once.
    pub fn notice(&mut self) -> Option<String> {
        self.notice.take()
    }

    fn fall_back(&mut self, why: &str) -> Result<(), Failure> {
        let engine = Engine::start(Means::Polled, &self.sender, &self.interest);
        self.engine = engine.map_err(|error| Failure::new("watch", "the site's folders", error.to_string()))?;
        self.watched.clear();
        self.notice = Some(deaf(why));
        Ok(())
    }
}

fn deaf(why: &str) -> String {
    format!("the system does not tell of changes ({why}); looking for them once a second instead")
}

impl Engine {
    fn start(means: Means, sender: &Sender<Event>, interest: &Arc<Mutex<Interest>>) -> notify::Result<Self> {
        let (sender, interest) = (sender.clone(), Arc::clone(interest));
        let handler = move |result: DebounceEventResult| {
            let event = match result {
                Ok(events) => {
                    let interest = interest.lock().unwrap_or_else(PoisonError::into_inner);
                    events.iter().any(|event| interest.is_met_by(event)).then_some(Event::Changed)
                }
                Err(errors) => {
                    Some(errors.iter().find(|error| is_deafening(error)).map_or(Event::Changed, |error| Event::Deaf(error.to_string())))
                }
            };
            if let Some(event) = event {
                // Nobody listens any more when the program ends.
                let _ = sender.send(event);
            }
        };
        Ok(match means {
            Means::Told => Self::Told(new_debouncer_opt(TOGETHER, None, handler, NoCache::new(), Config::default())?),
            Means::Polled => {
                // Times of files are compared by the second, which is too coarse for a person who saves twice: contents it is.
                let config = Config::default().with_poll_interval(POLL_EVERY).with_compare_contents(true);
                Self::Polled(new_debouncer_opt(TOGETHER, None, handler, NoCache::new(), config)?)
            }
        })
    }

    fn watch(&mut self, path: &Path, depth: Depth) -> notify::Result<()> {
        let mode = match depth {
            Depth::Flat => RecursiveMode::NonRecursive,
            Depth::Deep => RecursiveMode::Recursive,
        };
        match self {
            Self::Told(engine) => engine.watch(path, mode),
            Self::Polled(engine) => engine.watch(path, mode),
        }
    }

    /// A folder that is gone cannot be given up, which is as well.
    fn unwatch(&mut self, path: &Path) {
        let _ = match self {
            Self::Told(engine) => engine.unwatch(path),
            Self::Polled(engine) => engine.unwatch(path),
        };
    }
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
        _ => false,
    }
}

fn is_deafening(error: &notify::Error) -> bool {
    matches!(error.kind, ErrorKind::MaxFilesWatch | ErrorKind::Io(_)) && !is_missing(error)
}

impl Interest {
    fn of(root: &Path, layout: &Layout) -> Result<Self, Failure> {
        let folders = folders(layout)?.iter().map(|folder| resolved(&root.join(&folder.path))).collect();
        Ok(Self { root: resolved(root), folders, output: resolved(&root.join(&layout.output)) })
    }

    /// The folders to watch: each whole, and the ones above it flat, up to the root or to the one that holds it, so that its coming and
    /// going is seen.
    fn watches(&self) -> BTreeMap<PathBuf, Depth> {
        let mut watches = BTreeMap::from([(self.root.clone(), Depth::Flat)]);
        for folder in &self.folders {
            let mut above = folder.ancestors().skip(1);
            let above: Vec<&Path> = if folder.starts_with(&self.root) {
                above.take_while(|above| above.starts_with(&self.root)).collect()
            } else {
                above.find(|above| above.is_dir()).into_iter().collect()
            };
            for path in above.into_iter().filter(|path| path.is_dir()) {
                watches.entry(path.to_owned()).or_insert(Depth::Flat);
            }
        }
        let deep: Vec<&PathBuf> = self.folders.iter().filter(|folder| folder.is_dir()).collect();
        for folder in &deep {
            watches.insert((*folder).clone(), Depth::Deep);
        }
        watches.retain(|path, _| !deep.iter().any(|folder| path != *folder && path.starts_with(folder)));
        watches
    }

    fn is_met_by(&self, event: &DebouncedEvent) -> bool {
        // To read a file is an event too: who met those would build for ever.
        !matches!(event.kind, EventKind::Access(_)) && (event.need_rescan() || event.paths.iter().any(|path| self.includes(path)))
    }

    fn includes(&self, path: &Path) -> bool {
        if path.starts_with(&self.output) {
            return false;
        }
        let is_above = |folder: &PathBuf| path != self.root && folder.starts_with(path);
        let holds = |folder: &PathBuf| path.strip_prefix(folder).is_ok_and(is_visible);
        path == self.root.join(SITE_FILE) || self.folders.iter().any(|folder| is_above(folder) || holds(folder))
    }
}

/// Whether no part of a path is hidden or an editor's copy.
fn is_visible(path: &Path) -> bool {
    path.iter().all(|part| {
        let part = part.to_string_lossy();
        !part.starts_with('.') && !part.ends_with('~')
    })
}

#[cfg(unix)]
fn identity(path: &Path) -> Identity {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Identity {
    let created = fs::metadata(path).ok()?.created().ok()?;
    created.duration_since(std::time::UNIX_EPOCH).ok().map(|time| (time.as_secs(), u64::from(time.subsec_nanos())))
}
