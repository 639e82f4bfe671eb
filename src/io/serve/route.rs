//! What a request is answered with: a pure function of the portal in memory. There is no path into a file system here, so none can
//! be abused.

use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::{
    Shown,
    guard::Guard,
    http::{Reply, Request},
    overlay::{SCRIPT, STYLE},
};

/// What becomes of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// It gets this.
    Whole(Reply),
    /// It listens to events from now on.
    Events,
}

/// Where the preview's own things lie, beside the site whatever its base path is.
const OWN: &str = "/__rationale/";

/// Answers `request` from what is shown.
pub(super) fn answer(shown: &Shown, guard: &Guard, request: &Request) -> Answer {
    if let Some((status, sentence)) = guard.refuses(request) {
        let mut reply = plain(status, sentence);
        if status == 405 {
            reply.headers.push(("Allow", "GET, HEAD".into()));
        }
        return Answer::Whole(reply);
    }
    let path = request.target.split(['?', '#']).next().unwrap_or_default();
    let Ok(path) = percent_decode_str(path).decode_utf8() else {
        return Answer::Whole(plain(400, "The path is not UTF-8."));
    };
    if let Some(own) = path.strip_prefix(OWN) {
        return match own {
            "events" if request.method == "GET" => Answer::Events,
            "preview.js" => Answer::Whole(reply(200, "text/javascript; charset=utf-8", SCRIPT.as_bytes().to_vec().into())),
            "preview.css" => Answer::Whole(reply(200, "text/css; charset=utf-8", STYLE.as_bytes().to_vec().into())),
            _ => Answer::Whole(plain(404, "The preview has no such thing.")),
        };
    }
    Answer::Whole(page(shown, &path))
}

/// The file of the site at a path, or where it is, or that it is not.
fn page(shown: &Shown, path: &str) -> Reply {
    if shown.files.is_empty() {
        return reply(503, HTML, inject(waiting(shown).as_bytes(), shown.build).into());
    }
    let Some(inner) = path.strip_prefix(shown.base.as_str()) else {
        let is_root = path == "/" || Some(path) == shown.base.strip_suffix('/');
        return if is_root { redirect(&shown.base) } else { missing(shown) };
    };
    let index =
        |folder: &str| if folder.is_empty() { "index.html".to_owned() } else { format!("{}/index.html", folder.trim_end_matches('/')) };
    let file = if inner.is_empty() || inner.ends_with('/') { index(inner) } else { inner.to_owned() };
    match shown.files.get(&file) {
        Some(bytes) => whole(200, &file, bytes, shown.build),
        None if !inner.is_empty() && shown.files.contains_key(&index(inner)) => redirect(&format!("{path}/")),
        None => missing(shown),
    }
}

fn missing(shown: &Shown) -> Reply {
    match shown.files.get("404.html") {
        Some(bytes) => whole(404, "404.html", bytes, shown.build),
        None => plain(404, &format!("There is no such page. The site begins at {}", shown.base)),
    }
}

const HTML: &str = "text/html; charset=utf-8";

fn whole(status: u16, path: &str, bytes: &Arc<Vec<u8>>, build: u64) -> Reply {
    let kind = content_type(path);
    let body = if kind == HTML { inject(bytes, build).into() } else { Arc::clone(bytes) };
    reply(status, kind, body)
}

fn reply(status: u16, kind: &str, body: Arc<Vec<u8>>) -> Reply {
    let headers = vec![
        ("Content-Type", kind.to_owned()),
        ("Cache-Control", "no-store".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
    ];
    Reply { status, headers, body }
}

fn plain(status: u16, sentence: &str) -> Reply {
    reply(status, "text/plain; charset=utf-8", format!("{sentence}\n").into_bytes().into())
}

/// Everything that may not stand in a `Location`.
const UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'%').add(b'?').add(b'#').add(b'\\');

fn redirect(path: &str) -> Reply {
    // Two slashes would begin the name of another host.
    let target = format!("/{}", utf8_percent_encode(path.trim_start_matches('/'), UNSAFE));
    let mut reply = plain(302, &target);
    reply.headers.push(("Location", target));
    reply
}

/// The page with the preview's script at its end. The build's number goes along: the script asks whether it is still the newest.
fn inject(page: &[u8], build: u64) -> Vec<u8> {
    let tag = format!("<script src=\"{OWN}preview.js?build={build}\"></script>");
    let end = b"</body>";
    let at = page.windows(end.len()).rposition(|window| window.eq_ignore_ascii_case(end)).unwrap_or(page.len());
    [&page[..at], tag.as_bytes(), &page[at..]].concat()
}

/// What stands there before the first build that succeeds.
fn waiting(shown: &Shown) -> String {
    let texts: Vec<&str> = shown.problems.items.iter().map(|problem| problem.text.as_str()).collect();
    let text = texts.join("\n").replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>No site yet</title></head>\
        <body><h1>No site yet</h1><p>The site appears here as soon as it can be built.</p><pre>{text}</pre></body></html>\n"
    )
}

fn content_type(path: &str) -> &'static str {
    let ending = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        // Browsers save Markdown to disk; as plain text they show it, which is what a preview is for.
        "txt" | "md" | "toml" | "yaml" | "yml" | "log" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "pdf" => "application/pdf",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Arc, Guard, Reply, Request, Shown, answer, inject};

    fn ask(base: &str, target: &str) -> Reply {
        let files = ["index.html", "a b.html", "deep/index.html", "404.html", "x.css"]
            .map(|path| (path.to_owned(), Arc::new(format!("<body>{path}</body>").into_bytes())));
        let shown = Shown { build: 7, base: base.into(), files: files.into(), ..Shown::default() };
        let guard = Guard { host: "127.0.0.1".into(), address: "127.0.0.1".parse().expect("an address of the test") };
        let request = Request { method: "GET".into(), target: target.into(), host: Some("localhost".into()), origin: None };
        match answer(&shown, &guard, &request) {
            Answer::Whole(reply) => reply,
            Answer::Events => panic!("{target} is a stream"),
        }
    }

    fn check(base: &str, target: &str, status: u16, expected: &str) {
        let reply = ask(base, target);
        let location = reply.headers.iter().find(|(name, _)| *name == "Location").map(|(_, value)| value.clone());
        let shown = location.unwrap_or_else(|| String::from_utf8_lossy(&reply.body).into_owned());
        assert_eq!(reply.status, status, "{target}: {shown}");
        assert!(shown.contains(expected), "{target}: {shown}");
    }

    #[test]
    fn files_by_their_paths() {
        for (target, status, expected) in [
            ("/", 200, "<body>index.html"),
            ("/index.html?x=1", 200, "<body>index.html"),
            ("/a%20b.html", 200, "<body>a b.html"),
            ("/deep/", 200, "deep/index.html"),
            ("/deep", 302, "/deep/"),
            ("/x.css", 200, "x.css</body>"),
            ("/nowhere", 404, "<body>404.html"),
            ("/../../etc/passwd", 404, "404.html"),
            ("/%2e%2e/index.html", 404, "404.html"),
            ("//evil.example/", 404, "404.html"),
            ("/%ff", 400, "UTF-8"),
            ("http://localhost/", 404, "404.html"),
            ("/__rationale/none", 404, "no such thing"),
        ] {
            check("/", target, status, expected);
        }
    }

    #[test]
    fn the_site_lies_under_its_base_path() {
        for (target, status, expected) in [
            ("/", 302, "/sub/path/"),
            ("/sub/path", 302, "/sub/path/"),
            ("/sub/path/", 200, "<body>index.html"),
            ("/sub/path/deep", 302, "/sub/path/deep/"),
            ("/index.html", 404, "404.html"),
        ] {
            check("/sub/path/", target, status, expected);
        }
    }

    #[test]
    fn only_pages_get_the_script() {
        assert_eq!(inject(b"<BODY>x</BODY>", 3), b"<BODY>x<script src=\"/__rationale/preview.js?build=3\"></script></BODY>");
        assert_eq!(inject(b"x", 3), b"x<script src=\"/__rationale/preview.js?build=3\"></script>");
        assert!(!String::from_utf8_lossy(&ask("/", "/x.css").body).contains("script"));
    }
}
