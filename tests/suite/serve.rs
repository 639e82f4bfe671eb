//! The preview, against the real program: what it serves, whom it serves, and what it notices.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::program::{Site, record};

/// How long anything may take before a test gives up: plenty on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running preview. It ends with the test.
struct Preview {
    child: Child,
    lines: Receiver<String>,
    port: u16,
    base: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn of(site: &Site, args: &[&str]) -> Self {
        Self::start(site, &[&["serve", "--port", "0"], args].concat())
    }

    fn start(site: &Site, args: &[&str]) -> Self {
        Self::spawn(site.command(args))
    }

    fn spawn(mut command: std::process::Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
        let (sender, lines) = mpsc::channel();
        let streams: [Box<dyn Read + Send>; 2] =
            [Box::new(child.stdout.take().expect("piped")), Box::new(child.stderr.take().expect("piped"))];
        for stream in streams {
            let sender = sender.clone();
            thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        let mut preview = Self { child, lines, port: 0, base: String::new() };
        let line = preview.said("Serving http://");
        let address = line.strip_prefix("Serving http://").and_then(|rest| rest.split_whitespace().next()).expect("an address");
        let (host, base) = address.split_once('/').expect("a path");
        preview.port = host.rsplit_once(':').expect("a port").1.parse().expect("a port");
        preview.base = format!("/{base}");
        preview
    }

    /// Waits until it says a line with these words.
    fn said(&self, words: &str) -> String {
        let (deadline, mut heard) = (Instant::now() + PATIENCE, Vec::new());
        loop {
            match self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(line) if line.contains(words) => return line,
                Ok(line) => heard.push(line),
                Err(error) => panic!("{error}: nothing said `{words}` but:\n{}", heard.join("\n")),
            }
        }
    }

    fn ask(&self, head: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream.write_all(head.as_bytes()).expect("sent");
        let mut text = Vec::new();
        stream.read_to_end(&mut text).expect("an answer");
        let text = String::from_utf8_lossy(&text);
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        Answer {
            status: head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status"),
            head: head.to_lowercase(),
            body: body.to_owned(),
        }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", self.port))
    }

    /// Waits until the page at `path` has these words.
    fn shows(&self, path: &str, words: &str) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let answer = self.get(path);
            if answer.body.contains(words) {
                return;
            }
            assert!(Instant::now() < deadline, "{path} never shows `{words}`:\n{}", answer.body);
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until there is no page at `path`.
    fn loses(&self, path: &str) {
        let deadline = Instant::now() + PATIENCE;
        while self.get(path).status != 404 {
            assert!(Instant::now() < deadline, "{path} never goes");
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn events(&self) -> Events {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        write!(stream, "GET /__rationale/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port).expect("sent");
        Events { lines: BufReader::new(stream) }
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

/// A stream of events, as a browser's tab has one.
struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    /// The next event: name and data.
    fn next(&mut self) -> (String, Value) {
        let (mut name, mut line) = (String::new(), String::new());
        loop {
            line.clear();
            let length = self.lines.read_line(&mut line).expect("an event in time");
            assert!(length > 0, "the stream ended");
            if let Some(text) = line.strip_prefix("event: ") {
                text.trim_end().clone_into(&mut name);
            }
            if let Some(text) = line.strip_prefix("data: ") {
                return (name, serde_json::from_str(text).expect("JSON"));
            }
        }
    }

    /// The data of the next event of this name.
    fn expect(&mut self, expected: &str) -> Value {
        loop {
            let (name, data) = self.next();
            if name == expected {
                return data;
            }
        }
    }
}

fn site() -> Site {
    Site::with(&[
        ("rationale.toml", "title = \"T\"\n"),
        ("records/0001-a.md", &record("A")),
        ("content/page.md", "# Page\n\nFirst words.\n"),
    ])
}

#[test]
fn pages_are_served_with_the_script_and_nothing_is_written() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let page = preview.get("/0001-a.html");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Text of A") && page.body.contains("<script src=\"/__rationale/preview.js?build="), "{}", page.body);
    assert!(page.head.contains("content-type: text/html; charset=utf-8") && page.head.contains("cache-control: no-store"), "{}", page.head);
    assert_eq!(preview.get("/").status, 200);
    let missing = preview.get("/nowhere.html");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("preview.js"), "{}", missing.body);
    for (path, kind) in [("/__rationale/preview.js", "text/javascript"), ("/__rationale/preview.css", "text/css")] {
        let own = preview.get(path);
        assert!(own.status == 200 && own.head.contains(kind) && !own.body.contains("style="), "{path}: {}", own.head);
    }
    for path in
        ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/records/0001-a.md/../../../etc/passwd", "/rationale.toml"]
    {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    let head = preview.ask(&format!("HEAD / HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", preview.port));
    assert!(head.status == 200 && head.body.is_empty() && !head.head.contains("content-length: 0"), "{}", head.head);
    assert!(!site.path("public").exists());
}

#[test]
fn only_this_machine_and_its_own_pages_are_answered() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let port = preview.port;
    for (head, status) in [
        (format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"), 200),
        (format!("GET / HTTP/1.1\r\nHost: [::1]:{port}\r\n"), 200),
        (format!("GET / HTTP/1.1\r\nHost: evil.example:{port}\r\n"), 403),
        (format!("GET /__rationale/events HTTP/1.1\r\nHost: evil.example:{port}\r\n"), 403),
        ("GET / HTTP/1.1\r\n".to_owned(), 400),
        (format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\n"), 200),
        (format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: https://evil.example\r\n"), 403),
        (format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: null\r\n"), 403),
        (format!("POST / HTTP/1.1\r\nHost: localhost:{port}\r\nContent-Length: 0\r\n"), 405),
        (format!("DELETE / HTTP/1.1\r\nHost: localhost:{port}\r\n"), 405),
    ] {
        let answer = preview.ask(&format!("{head}Connection: close\r\n\r\n"));
        assert_eq!(answer.status, status, "{head}");
        assert_eq!(answer.head.contains("allow: get, head"), status == 405, "{}", answer.head);
    }
}

#[test]
fn the_site_is_mounted_under_its_base_path() {
    let site = site();
    let preview = Preview::of(&site, &["--base-url", "https://example.org/sub/path"]);
    assert_eq!(preview.base, "/sub/path/");
    assert!(preview.get("/sub/path/0001-a.html").body.contains("Text of A"));
    assert_eq!(preview.get("/0001-a.html").status, 404);
    let root = preview.get("/");
    assert!(root.status == 302 && root.head.contains("location: /sub/path/"), "{}", root.head);
}

#[test]
fn a_change_is_told_to_those_who_listen() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let mut events = preview.events();
    let first = events.expect("hello")["build"].as_u64().expect("a number");
    assert!(preview.get("/").body.contains(&format!("?build={first}")));
    site.write("content/page.md", "# Page\n\nOther words.\n");
    let reload = events.expect("reload");
    assert!(reload["build"].as_u64().expect("a number") > first && reload["all"] == false, "{reload}");
    assert!(reload["paths"].as_array().expect("a list").contains(&"/page.html".into()), "{reload}");
    assert!(!reload["paths"].as_array().expect("a list").contains(&"/0001-a.html".into()), "{reload}");
    assert!(preview.get("/page.html").body.contains("Other words."));
    preview.said("Rebuilt 1 record");
    let late = preview.events().expect("hello");
    assert_eq!(late["build"], reload["build"], "who comes later learns the newest build at once");
}

#[test]
fn editors_save_in_many_ways() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let text = |words: &str| record("A").replace("Text of A", words);
    // By renaming a new file over the old one, with a backup and a swap file beside it.
    site.write("records/.0001-a.md.swp", "swap");
    site.write("records/4913", "");
    fs::remove_file(site.path("records/4913")).expect("removed");
    fs::rename(site.path("records/0001-a.md"), site.path("records/0001-a.md~")).expect("renamed");
    site.write("records/0001-a.md", &text("Saved by renaming"));
    fs::remove_file(site.path("records/0001-a.md~")).expect("removed");
    preview.shows("/0001-a.html", "Saved by renaming");
    site.write("records/new.tmp", &text("Saved by replacing"));
    fs::rename(site.path("records/new.tmp"), site.path("records/0001-a.md")).expect("renamed");
    preview.shows("/0001-a.html", "Saved by replacing");
    // In place, in pieces.
    let mut file = fs::File::create(site.path("records/0001-a.md")).expect("made");
    for line in text("Saved in pieces").lines() {
        writeln!(file, "{line}").and_then(|()| file.flush()).expect("written");
    }
    preview.shows("/0001-a.html", "Saved in pieces");
}

#[test]
fn files_go_and_come_back() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    fs::remove_file(site.path("records/0001-a.md")).expect("removed");
    preview.loses("/0001-a.html");
    site.write("records/0001-a.md", &record("A").replace("Text of A", "Back again"));
    preview.shows("/0001-a.html", "Back again");
}

#[test]
fn new_folders_are_seen_and_whole_ones_come_and_go() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    site.write("records/deep/er/0002-b.md", &record("B"));
    preview.shows("/0002-b.html", "Text of B");
    site.write("records/deep/er/0002-b.md", &record("B").replace("Text", "Later text"));
    preview.shows("/0002-b.html", "Later text of B");
    // As switching branches does it.
    fs::rename(site.path("records"), site.path("away")).expect("renamed");
    preview.loses("/0001-a.html");
    fs::rename(site.path("away"), site.path("records")).expect("renamed");
    preview.shows("/0002-b.html", "Later text of B");
    site.write("records/0001-a.md", &record("A").replace("Text", "After all, text"));
    preview.shows("/0001-a.html", "After all, text of A");
}

#[test]
fn a_log_of_others_is_watched_where_it_lies() {
    let oven = |status: &str| format!("# 1. Oven\n\nDate: 2024-02-03\n\n## Status\n\n{status}\n\n## Context\n\nText of the oven.\n");
    let site = Site::with(&[
        ("repo/.git/HEAD", "ref: refs/heads/main\n"),
        ("repo/docs/adr/0001-oven.md", &oven("Accepted")),
        ("repo/docs/adr/README.md", "# Decisions\n"),
    ]);
    let preview = Preview::of(&site, &["repo"]);
    preview.shows("/0001-oven.html", "Text of the oven");
    // An edit, with a new file beside it: ties are read anew on both sides.
    site.write("repo/docs/adr/0002-grill.md", "# 2. Grill\n\n* Status: accepted\n* Date: 2024-03-04\n\nText of the grill.\n");
    preview.shows("/0002-grill.html", "Text of the grill");
    site.write("repo/docs/adr/0001-oven.md", &oven("Superseded by [2. Grill](0002-grill.md)"));
    preview.shows("/0001-oven.html", "href=\"0002-grill.html\"");
    preview.shows("/0002-grill.html", "href=\"0001-oven.html\"");
    // What is gone leaves a tie that leads nowhere.
    fs::remove_file(site.path("repo/docs/adr/0002-grill.md")).expect("removed");
    preview.loses("/0002-grill.html");
    preview.shows("/checks.html", "1 loose link");
    // A page about the log becomes a record when it says so, and a whole folder comes and goes.
    site.write("repo/docs/adr/0003-pan/README.md", "# 3. Pan\n\n## Status\n\nProposed\n");
    preview.shows("/0003-pan.html", "Proposed");
    fs::rename(site.path("repo/docs/adr/0003-pan"), site.path("repo/away")).expect("renamed");
    preview.loses("/0003-pan.html");
    assert!(!site.path("public").exists(), "nothing is written");
}

#[test]
fn the_site_file_can_name_other_folders() {
    let site = site();
    site.write("other/0007-o.md", &record("O"));
    let preview = Preview::of(&site, &[]);
    site.write("rationale.toml", "title = \"T\"\n[[sources]]\npath = \"other\"\n");
    preview.shows("/0007-o.html", "Text of O");
    site.write("other/0007-o.md", &record("O").replace("Text", "New text"));
    preview.shows("/0007-o.html", "New text of O");
    // A folder that is not there keeps the last good site up, and is seen when it comes.
    let mut events = preview.events();
    site.write("rationale.toml", "title = \"T\"\n[[sources]]\npath = \"third\"\n");
    let problems = events.expect("problems");
    assert!(
        problems["blocked"] == true && problems["items"][0]["text"].as_str().expect("a text").contains("cannot read `third`"),
        "{problems}"
    );
    assert!(preview.get("/0007-o.html").body.contains("New text of O"));
    site.write("third/0009-t.md", &record("Third"));
    preview.shows("/0009-t.html", "Text of Third");
    assert_eq!(events.expect("problems")["items"], serde_json::json!([]));
}

#[test]
fn a_burst_is_one_build_or_few() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let mut events = preview.events();
    let first = events.expect("hello")["build"].as_u64().expect("a number");
    for number in 2..200 {
        site.write(&format!("records/{number:04}-r.md"), &record(&format!("R{number}")));
    }
    preview.shows("/0199-r.html", "Text of R199");
    let last = preview.events().expect("hello")["build"].as_u64().expect("a number");
    assert!((1..20).contains(&(last - first)), "{} builds", last - first);
}

#[test]
fn a_blocked_build_keeps_the_last_good_site_up() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let mut events = preview.events();
    assert_eq!(events.expect("hello")["problems"]["items"], serde_json::json!([]));
    site.write("rationale.toml", "titel = \"T\"\n");
    let problems = events.expect("problems");
    assert_eq!((&problems["blocked"], problems["items"].as_array().map(Vec::len)), (&true.into(), Some(1)), "{problems}");
    let item = &problems["items"][0];
    assert_eq!((&item["code"], &item["place"]), (&"R0002".into(), &"rationale.toml:1:1".into()));
    assert!(item["text"].as_str().expect("a text").contains("^^^^^"), "{item}");
    preview.said("the last good site stays up");
    assert!(preview.get("/0001-a.html").body.contains("Text of A"));
    assert_eq!(preview.events().expect("hello")["problems"], problems, "a page that is loaded now shows it too");

    site.write("rationale.toml", "title = \"Mended\"\n");
    assert_eq!(events.expect("problems"), serde_json::json!({ "blocked": false, "items": [] }));
    events.expect("reload");
    preview.shows("/0001-a.html", "Mended");
}

#[test]
fn a_fault_in_a_record_is_laid_over_the_newest_site() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let mut events = preview.events();
    site.write("records/0002-b.md", &record("B").replace("status", "satus"));
    let problems = events.expect("problems");
    assert_eq!(problems["blocked"], false);
    assert!(problems["items"][0]["place"].as_str().expect("a place").starts_with("records/0002-b.md:"), "{problems}");
    preview.said("error[");
    preview.shows("/0002-b.html", "Text of B");
    site.write("records/0002-b.md", &record("B"));
    assert_eq!(events.expect("problems")["items"], serde_json::json!([]));
    preview.said("Nothing is wrong any more");
}

#[test]
fn a_site_that_cannot_be_built_at_first_waits_for_it() {
    let site = site();
    site.write("rationale.toml", "titel = \"<T>\"\n");
    let preview = Preview::of(&site, &[]);
    let page = preview.get("/");
    assert_eq!(page.status, 503);
    assert!(page.body.contains("preview.js") && page.body.contains("titel = \"&lt;T>\""), "{}", page.body);
    let mut events = preview.events();
    site.write("rationale.toml", "title = \"T\"\n");
    assert_eq!(events.expect("reload")["all"], true);
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn style_sheets_are_loaded_without_their_pages() {
    let site = site();
    let sheet = |colour: &str| format!("body {{ color: {colour} }}\n");
    site.write("themes/default/static/portal.css", &sheet("red"));
    let preview = Preview::of(&site, &[]);
    let mut events = preview.events();
    let old = stylesheet(&preview);
    site.write("themes/default/static/portal.css", &sheet("blue"));
    let change = loop {
        let (name, data) = events.next();
        assert_ne!(name, "reload", "{data}");
        if name == "style" {
            break data;
        }
    };
    let new = stylesheet(&preview);
    assert_eq!((&change["styles"][0]["from"], &change["styles"][0]["to"]), (&old.as_str().into(), &new.as_str().into()));
    assert!(preview.get(&new).body.contains("blue"));
}

/// Path of the style sheet that the home page links.
fn stylesheet(preview: &Preview) -> String {
    let home = preview.get("/").body;
    let at = home.find(".css").expect("a style sheet");
    let start = home[..at].rfind(['"', '\'', '=']).expect("a beginning") + 1;
    format!("/{}.css", home[start..at].trim_start_matches("./"))
}

#[test]
fn drafts_are_shown() {
    let site = site();
    site.write("records/0002-b.md", &record("B").replace("accepted", "draft"));
    assert!(Preview::of(&site, &[]).get("/0002-b.html").body.contains("Text of B"));
}

#[test]
fn changes_can_be_looked_for() {
    let site = site();
    let preview = Preview::of(&site, &["--poll"]);
    site.write("records/0001-a.md", &record("A").replace("Text", "Polled text"));
    preview.shows("/0001-a.html", "Polled text of A");
    site.write("records/sub/0002-b.md", &record("B"));
    preview.shows("/0002-b.html", "Text of B");
}

#[test]
fn a_port_that_is_taken_is_left_alone() {
    let site = site();
    let other = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = other.local_addr().expect("an address").port().to_string();
    let run = site.expect(&["serve", "--port", &port], 2);
    assert!(run.err.contains(&format!("cannot listen on `127.0.0.1:{port}`")) && run.err.contains("--port"), "{}", run.err);
    // Without a wish, the next one does. If 4000 cannot be taken here, somebody else has it, which is as good.
    let _taken = TcpListener::bind("127.0.0.1:4000");
    let preview = Preview::start(&site, &["serve"]);
    assert!(preview.port > 4000 && preview.get("/").status == 200, "{}", preview.port);
}

#[cfg(target_os = "linux")]
#[test]
fn one_failed_connection_does_not_end_it() {
    let site = site();
    let mut command = std::process::Command::new("sh");
    command
        .args(["-c", "ulimit -n 64; exec \"$0\" serve --port 0", env!("CARGO_BIN_EXE_rationale")])
        .current_dir(site.root())
        .stdin(Stdio::null());
    let preview = Preview::spawn(command);
    let many: Vec<_> = (0..120).filter_map(|_| TcpStream::connect(("127.0.0.1", preview.port)).ok()).collect();
    thread::sleep(Duration::from_millis(200));
    drop(many);
    let deadline = Instant::now() + PATIENCE;
    loop {
        let answered = TcpStream::connect(("127.0.0.1", preview.port)).is_ok_and(|mut stream| {
            let mut answer = [0; 12];
            stream.set_read_timeout(Some(Duration::from_secs(2))).is_ok()
                && write!(stream, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").is_ok()
                && stream.read_exact(&mut answer).is_ok()
                && &answer == b"HTTP/1.1 200"
        });
        if answered {
            return;
        }
        assert!(Instant::now() < deadline, "it never answers again");
        thread::sleep(Duration::from_millis(20));
    }
}
