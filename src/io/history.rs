//! What git knows of the records: one `git log` a repository, read as it comes. Repositories are others' work: nothing that one of them is
//! set up to run is run, and nothing is fetched. Where there is no git, no repository or no commit, there is no history, and that is no fault.

mod events;

use std::{
    collections::BTreeMap,
    env,
    io::BufReader,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::Duration,
};

use crate::{
    base::history::{History, LeftOut},
    pipeline::Layout,
};

/// As long may git take for one repository.
const PATIENCE: Duration = Duration::from_secs(30);

/// Reads histories, and keeps the last one for as long as nothing was committed.
#[derive(Debug, Default)]
pub struct Reader {
    last: Option<(Vec<Folder>, Arc<History>)>,
}

/// A folder of records in its repository.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Folder {
    /// As the site file names it.
    path: String,
    standing: Standing,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Standing {
    /// In a repository, with commits.
    Committed {
        /// The repository's own folder.
        top: PathBuf,
        /// The folder's path in it: empty, or with a `/` at its end.
        inner: String,
        /// The commit that is checked out.
        head: String,
    },
    /// In one that holds only the last commits.
    Shallow,
    /// In one that belongs to somebody else, which git does not trust.
    Distrusted,
    /// In none that could be read.
    Nowhere,
}

impl Reader {
    /// What git knows of the sources of a site.
    pub fn read(&mut self, root: &Path, layout: &Layout) -> Arc<History> {
        if !layout.history {
            return Arc::default();
        }
        let folders: Vec<Folder> = layout.sources.iter().map(|path| Folder::find(root, path)).collect();
        if let Some((known, history)) = &self.last
            && *known == folders
        {
            return Arc::clone(history);
        }
        let history = Arc::new(read(&folders));
        self.last = Some((folders, Arc::clone(&history)));
        history
    }

    /// Whether something was committed since the last reading.
    pub fn is_stale(&self, root: &Path) -> bool {
        self.last.as_ref().is_some_and(|(folders, _)| folders.iter().any(|folder| Folder::find(root, &folder.path) != *folder))
    }
}

impl Folder {
    fn find(root: &Path, path: &str) -> Self {
        Self { path: path.to_owned(), standing: standing(&root.join(path)) }
    }

    /// Path of its files as shown in messages, before their path within it.
    fn shown(&self) -> String {
        match self.path.trim_start_matches("./").trim_end_matches('/') {
            "" | "." => String::new(),
            path => format!("{path}/"),
        }
    }
}

fn standing(folder: &Path) -> Standing {
    let asked = ["rev-parse", "--show-toplevel", "--show-prefix", "--is-shallow-repository", "--verify", "HEAD"];
    let Ok(answer) = git(folder).args(asked).output() else { return Standing::Nowhere };
    if !answer.status.success() {
        let is_distrusted = String::from_utf8_lossy(&answer.stderr).contains("dubious ownership");
        return if is_distrusted { Standing::Distrusted } else { Standing::Nowhere };
    }
    let Ok(answer) = String::from_utf8(answer.stdout) else { return Standing::Nowhere };
    let lines: Vec<&str> = answer.lines().collect();
    match lines.as_slice() {
        [_, _, "true", _] => Standing::Shallow,
        [top, inner, _, head] => Standing::Committed { top: top.into(), inner: (*inner).to_owned(), head: (*head).to_owned() },
        _ => Standing::Nowhere,
    }
}

/// Git, about to run in `folder`: deaf to what a hook or a hostile repository would have it do. What git trusts is still the user's own choice.
fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    for (name, _) in env::vars_os() {
        let shown = name.to_string_lossy();
        if shown.starts_with("GIT_") && !shown.starts_with("GIT_CONFIG") && shown != "GIT_EXEC_PATH" && shown != "GIT_CEILING_DIRECTORIES" {
            git.env_remove(&name);
        }
    }
    git.current_dir(folder).stdin(Stdio::null()).args(["--no-pager", "--no-replace-objects", "--literal-pathspecs"]);
    for setting in [
        "core.fsmonitor=false",
        "core.hooksPath=/dev/null",
        "diff.relative=false",
        "log.follow=false",
        "log.showRoot=true",
        "log.showSignature=false",
        "mailmap.blob=",
        "mailmap.file=",
        "protocol.allow=never",
    ] {
        git.args(["-c", setting]);
    }
    for (name, value) in
        [("GIT_ALLOW_PROTOCOL", ""), ("GIT_NO_LAZY_FETCH", "1"), ("GIT_OPTIONAL_LOCKS", "0"), ("GIT_TERMINAL_PROMPT", "0"), ("LC_ALL", "C")]
    {
        git.env(name, value);
    }
    git
}

/// Reads each repository once, whatever number of sources lies in it.
fn read(folders: &[Folder]) -> History {
    let mut history = History::default();
    let mut repositories: BTreeMap<&Path, Vec<(&Folder, &str)>> = BTreeMap::new();
    for folder in folders {
        let left_out = match &folder.standing {
            Standing::Nowhere => continue,
            Standing::Committed { top, inner, .. } => {
                repositories.entry(top).or_default().push((folder, inner));
                continue;
            }
            Standing::Shallow => LeftOut {
                why: format!("the history of `{}` is left out: this clone holds only the last commits", folder.path),
                help: Some("`git fetch --unshallow` brings the rest; in CI, check out with `fetch-depth: 0`"),
            },
            Standing::Distrusted => LeftOut {
                why: format!("the history of `{}` is left out: git does not trust a repository of another user", folder.path),
                help: Some("if you do, `git config --global --add safe.directory DIR` says so"),
            },
        };
        history.left_out.push(left_out);
    }
    for (top, folders) in repositories {
        // Telling renames by what is alike needs the texts, which a partial clone may not hold: there, only what is equal is the same file.
        let Some(files) = log(top, &folders, "-M50%").or_else(|| log(top, &folders, "-M100%")) else {
            let names: Vec<&str> = folders.iter().map(|(folder, _)| folder.path.as_str()).collect();
            let why = format!("the history of `{}` is left out: git could not tell it", names.join("`, `"));
            history.left_out.push(LeftOut { why, help: None });
            continue;
        };
        for (path, file) in files {
            let file = Arc::new(file);
            for (folder, inner) in &folders {
                if let Some(rest) = path.strip_prefix(inner) {
                    history.files.insert(format!("{}{rest}", folder.shown()), Arc::clone(&file));
                }
            }
        }
    }
    history
}

/// The log of a repository's folders, files by path in the repository. `None`: git failed, or took too long.
fn log(top: &Path, folders: &[(&Folder, &str)], renames: &str) -> Option<BTreeMap<String, crate::base::history::FileHistory>> {
    let mut command = git(top);
    command.args(["log", "-z", "--name-status", renames, "-l1000", "--topo-order", "-O/dev/null", "--no-ext-diff", "--no-textconv"]);
    command.args([
        "--no-color",
        "--no-show-signature",
        "--no-notes",
        "--encoding=UTF-8",
        "--ignore-submodules=all",
        events::FORMAT,
        "HEAD",
        "--",
    ]);
    // The whole repository is named by no path at all.
    if folders.iter().all(|(_, inner)| !inner.is_empty()) {
        command.args(folders.iter().map(|(_, inner)| inner));
    }
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let out = child.stdout.take()?;
    let child = Arc::new(Mutex::new(child));
    let guard = Guard::over(Arc::clone(&child));
    let read = events::read(BufReader::with_capacity(1 << 16, out));
    drop(guard);
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    if read.is_err() {
        end(&mut child);
    }
    let is_whole = child.wait().is_ok_and(|status| status.success());
    read.ok().filter(|_| is_whole)
}

fn end(child: &mut Child) {
    // One that has ended by itself cannot be ended, which is as well.
    let _ = child.kill();
}

/// Ends a program that takes too long; does nothing once it is dropped.
struct Guard {
    _done: mpsc::Sender<()>,
}

impl Guard {
    fn over(child: Arc<Mutex<Child>>) -> Self {
        let (done, waits) = mpsc::channel::<()>();
        thread::spawn(move || {
            if waits.recv_timeout(PATIENCE) == Err(mpsc::RecvTimeoutError::Timeout) {
                end(&mut child.lock().unwrap_or_else(PoisonError::into_inner));
            }
        });
        Self { _done: done }
    }
}
