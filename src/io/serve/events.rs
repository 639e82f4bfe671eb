//! Server-sent events: who listens, and what they are told. A listener that has gone or sleeps holds nobody up: each has a thread.

use std::{
    io::{self, Write},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::Duration,
};

use serde::Serialize;

/// Those who listen.
#[derive(Debug, Default)]
pub(super) struct Listeners(Mutex<Vec<Sender<Arc<str>>>>);

/// Silence after which a comment is sent, which finds out who has gone.
const HEARTBEAT: Duration = Duration::from_secs(15);

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\
    X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n\r\nretry: 500\n\n";

/// An event as it goes over the wire.
pub(super) fn event(name: &str, data: &impl Serialize) -> Arc<str> {
    let data = serde_json::to_string(data).expect("plain data can be written as JSON");
    format!("event: {name}\ndata: {data}\n\n").into()
}

impl Listeners {
    /// Tells everybody.
    pub(super) fn tell(&self, event: &Arc<str>) {
        self.lock().retain(|listener| listener.send(Arc::clone(event)).is_ok());
    }

    /// Adds a listener on `stream`. Its first event comes from `first`, called when no other event can slip in between.
    pub(super) fn add(&self, stream: Box<dyn Write + Send>, first: impl FnOnce() -> Arc<str>) {
        let (sender, receiver) = mpsc::channel();
        {
            let mut listeners = self.lock();
            let _ = sender.send(first());
            listeners.push(sender);
        }
        thread::spawn(move || {
            // An error means that the other side has gone, which is what ends every stream.
            let _ = stream_events(stream, &receiver);
        });
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Sender<Arc<str>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn stream_events(mut stream: Box<dyn Write + Send>, events: &Receiver<Arc<str>>) -> io::Result<()> {
    stream.write_all(HEAD.as_bytes())?;
    stream.flush()?;
    loop {
        match events.recv_timeout(HEARTBEAT) {
            Ok(event) => stream.write_all(event.as_bytes())?,
            Err(RecvTimeoutError::Timeout) => stream.write_all(b": still here\n\n")?,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        stream.flush()?;
    }
}
