//! The preview server: serves a portal from memory on this machine, tells browsers what changed, and keeps the last good portal up
//! when a build is blocked. Knows bytes by path; where they come from, it does not know.

mod change;
mod events;
mod guard;
mod http;
mod overlay;
mod route;

use std::{
    io::ErrorKind,
    net::{SocketAddr, ToSocketAddrs},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver},
    },
    thread,
    time::{SystemTime, UNIX_EPOCH},
};

use serde::Serialize;

pub use self::{
    change::{Change, Files, StyleChange},
    overlay::{Problem, Problems},
};
use self::{
    events::{Listeners, event},
    guard::Guard,
    http::{Door, Exchange, SocketDoor},
    route::Answer,
};
use super::failure::{Failure, reason};

/// Where to listen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// A name or a number.
    pub host: String,
    /// The port.
    pub port: Port,
}

/// Which port to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// This one or none; 0: any that is free.
    Exactly(u16),
    /// This one, else the next that is free.
    From(u16),
}

/// What browsers see.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// Number of the build; grows, over restarts too.
    pub build: u64,
    /// Path that the site is mounted under; begins and ends with `/`.
    pub base: String,
    /// The portal; empty before the first good build.
    pub files: Files,
    /// What is wrong with the site as it is on disk.
    pub problems: Problems,
}

/// A running server. It ends with the program.
pub struct Preview {
    address: SocketAddr,
    host: String,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    shown: Mutex<Arc<Shown>>,
    listeners: Listeners,
}

impl State {
    fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.shown.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn replace(&self, shown: Shown) {
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(shown);
    }
}

/// The first event of a listener.
#[derive(Serialize)]
struct Hello<'a> {
    build: u64,
    problems: &'a Problems,
}

/// Pages to load again. Paths begin with the base path; too many to name: `all`.
#[derive(Serialize)]
struct Reload {
    build: u64,
    all: bool,
    paths: Vec<String>,
}

/// Style sheets to load in the place of others.
#[derive(Serialize)]
struct Restyle {
    build: u64,
    styles: Vec<StyleChange>,
}

/// As many requests are answered at once.
const WORKERS: usize = 4;
/// As many ports are tried.
const PORTS: u16 = 50;
/// As many paths are named to a browser.
const NAMED_PATHS: usize = 1000;

impl Preview {
    /// Starts to listen.
    ///
    /// # Errors
    /// The host does not exist, or no port is free.
    pub fn start(address: &Address) -> Result<Self, Failure> {
        let door = open(address)?;
        let bound = door.address().map_err(|error| Failure::new("listen on", &address.host, reason(&error)))?;
        // Milliseconds since 1970 leave room for a build each, so that a browser sees a restarted server as a newer build.
        let epoch = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| u64::try_from(time.as_millis()).unwrap_or(0));
        let state = Arc::new(State::default());
        state.replace(Shown { build: epoch, base: "/".into(), ..Shown::default() });
        let guard = Arc::new(Guard { host: address.host.clone(), address: bound.ip() });
        work(door, &guard, &state);
        Ok(Self { address: bound, host: address.host.clone(), state })
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Where a browser finds the site.
    pub fn url(&self) -> String {
        let host = match self.host.parse::<std::net::IpAddr>() {
            Ok(ip) if ip.is_unspecified() => "localhost".to_owned(),
            Ok(std::net::IpAddr::V6(ip)) => format!("[{ip}]"),
            _ => self.host.clone(),
        };
        format!("http://{host}:{}{}", self.port(), self.state.shown().base)
    }

    /// Shows a new portal under `base`, with what is wrong laid over it. Returns what changed.
    pub fn show(&self, files: Files, base: &str, problems: Problems) -> Change {
        let old = self.state.shown();
        let mut change = Change::between(&old.files, &files);
        if old.base != base {
            change = Change::Pages(files.keys().cloned().collect());
        }
        let build = if change == Change::Nothing { old.build } else { old.build + 1 };
        let at = |path: &str| format!("{base}{path}");
        let news = match &change {
            Change::Nothing => None,
            Change::Styles(styles) => {
                let styles = styles.iter().map(|style| StyleChange { from: at(&style.from), to: at(&style.to) }).collect();
                Some(event("style", &Restyle { build, styles }))
            }
            Change::Pages(paths) => {
                let all = paths.len() > NAMED_PATHS || old.base != base || old.files.is_empty();
                let paths = if all { Vec::new() } else { paths.iter().map(|path| at(path)).collect() };
                Some(event("reload", &Reload { build, all, paths }))
            }
        };
        let told = (old.problems != problems).then(|| event("problems", &problems));
        self.state.replace(Shown { build, base: base.to_owned(), files, problems });
        for event in told.iter().chain(&news) {
            self.state.listeners.tell(event);
        }
        change
    }

    /// Lays over the portal, which stays as it is, what keeps a newer one from being built.
    pub fn block(&self, problems: Problems) {
        let old = self.state.shown();
        if old.problems != problems {
            let told = event("problems", &problems);
            self.state.replace(Shown { problems, ..(*old).clone() });
            self.state.listeners.tell(&told);
        }
    }
}

fn open(address: &Address) -> Result<SocketDoor, Failure> {
    let (first, last) = match address.port {
        Port::Exactly(port) => (port, port),
        Port::From(port) => (port, port.saturating_add(PORTS)),
    };
    let fail = |port: u16, error: &std::io::Error| Failure::new("listen on", format!("{}:{port}", address.host), reason(error));
    for port in first..=last {
        let numbers: Vec<SocketAddr> = (address.host.as_str(), port).to_socket_addrs().map_err(|error| fail(port, &error))?.collect();
        match SocketDoor::open(&numbers) {
            Ok(door) => return Ok(door),
            Err(error) if error.kind() == ErrorKind::AddrInUse && port < last => {}
            Err(error) => return Err(fail(port, &error).help("choose another port with `--port`, or another host with `--host`")),
        }
    }
    Err(Failure::new("listen on", &address.host, "no port is free"))
}

/// One thread takes requests in, a few answer them.
fn work(mut door: impl Door + 'static, guard: &Arc<Guard>, state: &Arc<State>) {
    let (sender, receiver) = mpsc::channel::<Box<dyn Exchange>>();
    let receiver = Arc::new(Mutex::new(receiver));
    for _ in 0..WORKERS {
        let (receiver, guard, state) = (Arc::clone(&receiver), Arc::clone(guard), Arc::clone(state));
        thread::spawn(move || {
            while let Some(exchange) = next(&receiver) {
                respond(exchange, &guard, &state);
            }
        });
    }
    thread::spawn(move || while sender.send(door.next()).is_ok() {});
}

fn next(receiver: &Mutex<Receiver<Box<dyn Exchange>>>) -> Option<Box<dyn Exchange>> {
    receiver.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

fn respond(exchange: Box<dyn Exchange>, guard: &Guard, state: &State) {
    match route::answer(&state.shown(), guard, &exchange.request()) {
        Answer::Whole(reply) => exchange.answer(reply),
        Answer::Events => state.listeners.add(exchange.stream(), || {
            let shown = state.shown();
            event("hello", &Hello { build: shown.build, problems: &shown.problems })
        }),
    }
}
