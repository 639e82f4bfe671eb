//! Files from strangers: huge, deep, broken, or pointing elsewhere. Each gives a diagnostic or a page; none takes the program down, makes it
//! slow or large, or writes outside the target.

use std::{
    fs,
    process::Stdio,
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use super::program::Site;

/// What one build may take.
const MEMORY_KB: u64 = 512 << 10;
const SECONDS_AT_WORK: u64 = 20;
/// When it is given up: a machine with other work takes longer, and one that waits for ever is at fault too.
const PATIENCE: Duration = Duration::from_secs(180);

/// What a record of ours begins with.
const HEAD: &str = "+++\ntitle = \"T\"\nstatus = \"accepted\"\ndate = 2026-01-01\n+++\n";

/// The same as other logs write it.
const FOREIGN_HEADS: &[(&str, &str)] = &[
    ("Nygard", "# 1. T\n\nDate: 2026-01-01\n\n## Status\n\nAccepted\n\n## Context\n"),
    ("MADR 4", "---\nstatus: accepted\ndate: 2026-01-01\n---\n# T\n\n## Context and Problem Statement\n"),
    ("log4brains", "# T\n\n- Status: accepted\n- Date: 2026-01-01\n\n## Context and Problem Statement\n"),
];

/// Builds a site.
const SITE: &[&str] = &["build", "--root", "log", "--out", "out"];
/// Builds somebody's log as it lies.
const LOG: &[&str] = &["build", "log", "--out", "out"];

/// Bodies, each with the code that tells what is wrong; an empty one: nothing is.
fn bodies() -> Vec<(&'static str, String, &'static str)> {
    let each = |count: usize, piece: fn(usize) -> String| (0..count).map(piece).collect::<String>();
    vec![
        ("a file of 100 MB", "word word word word\n".repeat(5 << 20), "R0068"),
        ("a line of 1 MB", "word ".repeat(200_000), ""),
        ("a word of 1 MB", "w".repeat(1_000_000), ""),
        ("10,000 headings", each(10_000, |at| format!("## Heading {}\n\ntext\n\n", at % 7)), ""),
        ("quotes within quotes", format!("{} x", ">".repeat(100_000)), ""),
        ("lists within lists", each(2_000, |at| format!("{}- x\n", "  ".repeat(at))), ""),
        ("open brackets", "[".repeat(200_000), ""),
        ("links that never close", "[a](".repeat(100_000), ""),
        ("images within images", format!("{}x{}", "![".repeat(20_000), "](y)".repeat(20_000)), "R0022"),
        ("stars", "*a **a ".repeat(100_000), ""),
        ("fences of every length", each(1_500, |at| format!("{} ", "`".repeat(at + 1))), ""),
        ("open tags", "<div>".repeat(50_000), ""),
        ("a tag that never ends", format!("<a {}", "x=\"".repeat(100_000)), ""),
        ("comments that never end", "<!-- ".repeat(100_000), ""),
        ("a table of 5,000 columns", format!("|{}\n|{}\n{}", "a|".repeat(5_000), "-|".repeat(5_000), "|b|b|\n".repeat(2_000)), ""),
        ("10,000 links to nowhere", each(10_000, |at| format!("[a](x{at}.md) ")), "R0021"),
        ("10,000 unknown records", each(10_000, |at| format!("[[9{at}]] ")), "R0021"),
        ("5,000 footnotes", each(5_000, |at| format!("[^{at}] ")) + "\n\n" + &each(5_000, |at| format!("[^{at}]: x\n\n")), ""),
        ("one reference used 20,000 times", format!("[r]: https://example.org\n\n{}", "[r] ".repeat(20_000)), ""),
        ("code without an end", format!("```rust\n{}", "fn a() { ((((((\n".repeat(20_000)), ""),
        ("code in one line", format!("```js\n{}\n```\n", "var a = `${b}`; /* x ".repeat(20_000)), ""),
        ("NUL bytes", "a\0b\0".repeat(1_000), ""),
        ("other control characters", "a\u{1}\u{8}\u{1b}[31m\u{202e}b\u{7f} ".repeat(1_000), ""),
        ("marks upon marks", format!("a{}", "\u{301}".repeat(100_000)), ""),
        ("lines ended as on Windows", "## A\r\n\r\ntext\r\n".repeat(1_000), ""),
        ("paths out of the log", "![a](../../../../etc/passwd)\n[b](../../../../etc/passwd)\n![c](%2e%2e/%2e%2e/x.png)\n".into(), "R0021"),
        ("addresses that run code", "[a](javascript:alert(1)) ![b](data:text/html,x) <javascript:x>\n".into(), "R0021"),
    ]
}

/// Whole files that are no text, or no front matter.
fn files() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let within = |lines: &str| HEAD.replace("date = 2026-01-01\n", &format!("date = 2026-01-01\n{lines}\n")).into_bytes();
    let utf16: Vec<u8> = HEAD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        ("nothing at all", Vec::new(), "R0005"),
        ("nothing but NUL", vec![0; 100_000], "R0005"),
        ("UTF-16", [&[0xff, 0xfe][..], &utf16].concat(), "R0009"),
        ("Latin-1", [HEAD.as_bytes(), b"caf\xe9"].concat(), "R0009"),
        ("a byte order mark", [b"\xef\xbb\xbf", HEAD.as_bytes()].concat(), ""),
        ("front matter that never ends", [b"+++\n", &b"a = 1\n".repeat(100_000)[..]].concat(), "R0001"),
        ("brackets without end", within(&format!("[extra]\na = {}{}", "[".repeat(100_000), "]".repeat(100_000))), "R0001"),
        ("a key of 100,000 parts", within(&format!("[extra]\n{}a = 1", "a.".repeat(100_000))), "R0001"),
        ("5,000 unknown keys", within(&(0..5_000).map(|at| format!("k{at} = 1")).collect::<Vec<_>>().join("\n")), "R0002"),
        ("5,000 faults", within(&"= \n".repeat(5_000)), "R0001"),
        ("a number beyond all bounds", within(&format!("[extra]\na = {}", "9".repeat(100_000))), ""),
        ("a title of 1 MB", HEAD.replace("\"T\"", &format!("\"{}\"", "T".repeat(1_000_000))).into_bytes(), ""),
        (
            "ids and addresses that climb",
            within("id = \"../../x\"\naliases = [\"../../y.html\", \"/z.html\", \"a/../../b.html\"]"),
            "R0007",
        ),
    ]
}

/// Builds under both limits; the exit code is 0 or 1, and all else is as it was. What is told, and whether that is an error, is for the caller.
fn survives(what: &str, site: &Site, command: &[&str]) -> String {
    let before = site.tree(".");
    let program = site.command(command);
    let mut limited = std::process::Command::new("sh");
    limited
        .args(["-c", &format!("ulimit -v {MEMORY_KB}; ulimit -t {SECONDS_AT_WORK}; exec \"$0\" \"$@\"")])
        .arg(program.get_program())
        .args(program.get_args());
    limited.current_dir(site.root()).env("SOURCE_DATE_EPOCH", "1795435200").stdin(Stdio::null());
    let told = fs::File::create(site.path("told")).expect("made");
    let mut child = limited.stdout(told.try_clone().expect("one file")).stderr(told).spawn().expect("the program runs");
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            break status;
        }
        if started.elapsed() > PATIENCE {
            child.kill().expect("stopped");
            panic!("{what}: still not done after {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let told = String::from_utf8(fs::read(site.path("told")).expect("read")).expect("the program speaks UTF-8");
    assert!(matches!(status.code(), Some(0 | 1)), "{what}: {status}\n{told}");
    let mut after = site.tree(".");
    after.retain(|path, _| path != "told" && !path.starts_with("out/"));
    assert!(before == after, "{what}: a file outside of the target has changed");
    told
}

/// The same for a site of ours: the error of this code is told, or none.
fn holds(what: &str, site: &Site, code: &str) {
    let told = survives(what, site, SITE);
    assert!(told.contains(code) && code.is_empty() != told.contains("error["), "{what}: expected {code:?}\n{told}");
}

/// The same for somebody's log, in which nothing is an error.
fn holds_theirs(what: &str, site: &Site, code: &str) -> String {
    let told = survives(what, site, LOG);
    assert!(told.contains(code) && !told.contains("error["), "{what}: expected {code:?}\n{told}");
    told
}

#[test]
#[cfg(unix)]
fn what_a_body_holds_takes_nothing_down() {
    for (what, body, code) in bodies() {
        let site =
            Site::with(&[("log/records/0001-a.md", &format!("{HEAD}\n{body}\n")), ("log/records/0002-b.md", &format!("{HEAD}\nText.\n"))]);
        holds(what, &site, code);
        assert!(site.path("out/0001-a.html").is_file() && site.path("out/0002-b.html").is_file(), "{what}: a record is not listed");
    }
}

#[test]
#[cfg(unix)]
fn what_a_body_of_theirs_holds_takes_nothing_down() {
    for (dialect, head) in FOREIGN_HEADS {
        for (what, body, code) in bodies() {
            let what = format!("{dialect}: {what}");
            let site = Site::with(&[("log/0001-a.md", &format!("{head}\n{body}\n")), ("log/0002-b.md", &format!("{head}\nText.\n"))]);
            // Links of a log are told in words of their own.
            let told = holds_theirs(&what, &site, if code == "R0068" { code } else { "" });
            assert!(told.contains("2 records"), "{what}: a record is not listed\n{told}");
            assert!(site.path("out/0001-a.html").is_file() && site.path("out/0002-b.html").is_file(), "{what}: a record is not listed");
        }
    }
}

#[test]
#[cfg(unix)]
fn a_head_of_theirs_takes_nothing_down() {
    let ties = |line: fn(usize) -> String| (0..5_000).map(line).collect::<Vec<_>>().join("\n");
    for (what, text) in [
        ("5,000 ties", format!("# 1. T\n\n## Status\n\n{}\n", ties(|at| format!("Amends [{at}]({at:05}-x.md)\n")))),
        ("5,000 ties to one record", format!("# 1. T\n\n## Status\n\n{}\n", ties(|_| "Supersedes [2](0002-b.md)\n".into()))),
        ("5,000 keys", format!("---\n{}\n---\n# T\n", ties(|at| format!("k{at}: v")))),
        ("one key 5,000 times", format!("---\n{}\n---\n# T\n", ties(|_| "status: accepted".into()))),
        ("5,000 bullets", format!("# T\n\n{}\n", ties(|at| format!("* Key {at}: value")))),
        ("5,000 rows", format!("# T\n\n| | |\n|---|---|\n{}\n", ties(|at| format!("| Status {at} | Accepted |")))),
        ("YAML in YAML", format!("---\na: {}\n---\n# T\n", "[".repeat(100_000))),
        (
            "aliases of aliases",
            format!(
                "---\na: &a [x]\n{}\n---\n# T\n",
                (0..30).map(|at| format!("b{at}: &b{at} [*a, *a, *a, *a]\n")).collect::<Vec<_>>().concat()
            ),
        ),
        ("a status of 1 MB", format!("# T\n\n* Status: {}\n", "word ".repeat(200_000))),
        ("a title of 1 MB", format!("# {}\n\n* Status: accepted\n", "T".repeat(1_000_000))),
        ("5,000 options", format!("# T\n\n* Status: accepted\n\n## Considered Options\n\n{}\n", ties(|at| format!("* Option {at}")))),
    ] {
        let other = format!("{}\nText.\n", FOREIGN_HEADS[0].1);
        let site = Site::with(&[("log/0001-a.md", text.as_str()), ("log/0002-b.md", other.as_str())]);
        holds_theirs(what, &site, "");
        assert!(site.path("out/0001-a.html").is_file() && site.path("out/0002-b.html").is_file(), "{what}: a record is not listed");
    }
}

#[test]
#[cfg(unix)]
fn what_is_no_record_takes_nothing_down() {
    for (what, bytes, code) in files() {
        let site = Site::with(&[("log/records/0002-b.md", &format!("{HEAD}\nText.\n"))]);
        fs::write(site.path("log/records/0001-a.md"), &bytes).expect("written");
        holds(what, &site, code);
        assert!(site.path("out/0001-a.html").is_file() && site.path("out/0002-b.html").is_file(), "{what}: a record is not listed");

        let site = Site::with(&[("log/0002-b.md", &format!("{}\nText.\n", FOREIGN_HEADS[0].1))]);
        fs::write(site.path("log/0001-a.md"), &bytes).expect("written");
        let told = survives(what, &site, LOG);
        assert!(told.contains("2 files"), "{what}: a file is not counted\n{told}");
        assert!(site.path("out/0002-b.html").is_file(), "{what}: a record is not listed");
    }
}

#[test]
#[cfg(unix)]
fn links_of_the_file_system_lead_nowhere_else() {
    use std::os::unix::fs::symlink;
    let outside = Site::with(&[("secret.md", "secret"), ("folder/secret.md", "secret")]);
    let site = Site::with(&[("records/0001-a.md", &format!("{HEAD}\n![x](x.png)\n"))]);
    for (name, to) in [
        ("self", site.path("records")),
        ("up", site.root().to_owned()),
        ("first", "second".into()),
        ("second", "first".into()),
        ("gone", "nowhere".into()),
        ("folder", outside.path("folder")),
        ("0002-b.md", outside.path("secret.md")),
        ("x.png", outside.path("secret.md")),
    ] {
        symlink(to, site.path(&format!("records/{name}"))).expect("linked");
    }
    // The walk of the test does not follow circles: the tree is compared by what was published.
    let run = site.expect(&["build", "--out", "out"], 1);
    for name in ["first", "second", "gone", "folder", "0002-b.md", "x.png"] {
        assert!(run.err.contains(&format!("`records/{name}` is not read")), "{name}\n{}", run.err);
    }
    for (path, bytes) in site.tree("out") {
        assert!(!bytes.windows(6).any(|window| window == b"secret"), "{path} holds what lies outside");
    }
}

#[test]
fn names_that_clash_are_told_and_nothing_is_lost() {
    let text = HEAD;
    let site = Site::with(&[("records/0001-a.md", text), ("records/0001-A.MD", text)]);
    let run = site.expect(&["build"], 1);
    assert!(run.err.contains("error[R0034]") && run.err.contains("error[R0008]"), "{}", run.err);
    assert!(!site.path("public").exists(), "two pages with one address are not published");
    for name in ["index", "Records", "404", "search"] {
        let site = Site::with(&[(&format!("records/{name}.md"), text)]);
        let run = site.expect(&["build"], 1);
        assert!(run.err.contains("error[R0034]"), "{name}\n{}", run.err);
    }
}

#[test]
#[cfg(unix)]
fn a_log_that_changes_while_it_is_read_is_read_all_the_same() {
    let site = Site::empty();
    let name = |at: usize| format!("records/{at:04}-a.md");
    (0..200).for_each(|at| site.write(&name(at), HEAD));
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for at in (0..200).cycle().take_while(|_| !stop.load(Ordering::Relaxed)) {
                let path = site.path(&name(at));
                let _ = fs::remove_file(&path);
                fs::write(&path, HEAD).expect("written");
            }
        });
        for _ in 0..20 {
            let run = site.run(&["check"]);
            // A file may be read in the moment in which it is empty: that is told as it stands.
            assert!(matches!(run.code, 0 | 1) && !run.err.contains("panicked"), "{}: {}", run.code, run.err);
        }
        stop.store(true, Ordering::Relaxed);
    });
}
