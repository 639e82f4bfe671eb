//! HTTP as far as a preview needs it: requests come in, whole answers or streams go out. The library behind it is known here alone.

use std::{
    io::{self, Cursor, Write},
    net::{SocketAddr, TcpListener},
    panic,
    sync::{
        Arc, Once,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use tiny_http::{Header, Method, Server, StatusCode};

/// As much of a request as a preview looks at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Request {
    /// `GET`, `HEAD`, …
    pub method: String,
    /// Path and query, as sent.
    pub target: String,
    /// The `Host` header.
    pub host: Option<String>,
    /// The `Origin` header.
    pub origin: Option<String>,
}

/// A whole answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    /// Status code.
    pub status: u16,
    /// Headers, without length and date.
    pub headers: Vec<(&'static str, String)>,
    /// Body.
    pub body: Arc<Vec<u8>>,
}

/// A request that waits for its answer.
pub(super) trait Exchange: Send {
    /// What is asked.
    fn request(&self) -> Request;
    /// Answers it. Who asked may have gone; that is no one's fault.
    fn answer(self: Box<Self>, reply: Reply);
    /// Answers it with whatever is written, head included.
    fn stream(self: Box<Self>) -> Box<dyn Write + Send>;
}

/// Where requests come from.
pub(super) trait Door: Send {
    /// Waits for the next request.
    fn next(&mut self) -> Box<dyn Exchange>;
}

/// The library's server on a socket that outlives it: one failed `accept` ends a server of the library, and a new one takes over.
pub(super) struct SocketDoor {
    socket: TcpListener,
    server: Server,
}

impl SocketDoor {
    /// Opens a door on `address`.
    pub(super) fn open(address: &[SocketAddr]) -> io::Result<Self> {
        let socket = TcpListener::bind(address)?;
        notice_deafness();
        let server = serve(&socket)?;
        Ok(Self { socket, server })
    }

    /// The address it listens on.
    pub(super) fn address(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }
}

fn serve(socket: &TcpListener) -> io::Result<Server> {
    Server::from_listener(socket.try_clone()?, None).map_err(|error| io::Error::other(error.to_string()))
}

/// Whether a thread of the library has died. It tells of an `accept` that failed, and panics where the next step after it does, when
/// file handles run out for instance: then nobody would ever hear of it.
static IS_DEAF: AtomicBool = AtomicBool::new(false);

/// Has panics of the library noted, and not printed.
fn notice_deafness() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if panic.location().is_some_and(|location| location.file().contains("tiny_http")) {
                IS_DEAF.store(true, Ordering::Relaxed);
            } else {
                before(panic);
            }
        }));
    });
}

/// How often to see whether the library still listens.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// How long to wait before listening again: what ran out, file handles for instance, needs time to come back.
const PAUSE: Duration = Duration::from_millis(100);

impl SocketDoor {
    fn listen_again(&mut self) {
        loop {
            thread::sleep(PAUSE);
            if let Ok(server) = serve(&self.socket) {
                self.server = server;
                return;
            }
        }
    }
}

impl Door for SocketDoor {
    fn next(&mut self) -> Box<dyn Exchange> {
        loop {
            match self.server.recv_timeout(LOOK_EVERY) {
                Ok(Some(request)) => return Box::new(request),
                Ok(None) if !IS_DEAF.swap(false, Ordering::Relaxed) => {}
                Ok(None) | Err(_) => self.listen_again(),
            }
        }
    }
}

impl Exchange for tiny_http::Request {
    fn request(&self) -> Request {
        let header =
            |name: &'static str| self.headers().iter().find(|header| header.field.equiv(name)).map(|header| header.value.to_string());
        let method = match self.method() {
            Method::Get => "GET".to_owned(),
            Method::Head => "HEAD".to_owned(),
            other => other.to_string(),
        };
        Request { method, target: self.url().to_owned(), host: header("Host"), origin: header("Origin") }
    }

    fn answer(self: Box<Self>, reply: Reply) {
        let headers = reply.headers.iter().filter_map(|(name, value)| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok()).collect();
        let length = reply.body.len();
        let response = tiny_http::Response::new(StatusCode(reply.status), headers, Cursor::new(Shared(reply.body)), Some(length), None)
            .with_chunked_threshold(usize::MAX);
        let _ = self.respond(response);
    }

    fn stream(self: Box<Self>) -> Box<dyn Write + Send> {
        (*self).into_writer()
    }
}

/// Bytes of the site as they lie in memory.
struct Shared(Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
