//! What git knows of records: days and names, renames followed, and everything that can be wrong with a repository.

use std::{fs, process::Command, sync::Arc};

use rationale::{io::history::Reader, pipeline::layout};

use crate::{
    program::{Site, record},
    tool::is_there,
};

struct Repository(Site);

impl Repository {
    fn new() -> Self {
        let repository = Self(Site::with(&[("rationale.toml", "title = \"T\"\n")]));
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository
    }

    fn git(&self, args: &[&str]) {
        let status = self.as_somebody(args, "Nobody", "2020-01-01").status().expect("git runs");
        assert!(status.success(), "git {args:?}");
    }

    fn as_somebody(&self, args: &[&str], name: &str, day: &str) -> Command {
        let mut git = Command::new("git");
        let when = format!("{day}T12:00:00+00:00");
        git.args(args).current_dir(self.0.root());
        for role in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{role}_NAME"), name).env(format!("GIT_{role}_EMAIL"), format!("{name}@example.org").replace(' ', "."));
            git.env(format!("GIT_{role}_DATE"), &when);
        }
        git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        git
    }

    /// Commits everything that was changed.
    fn commit(&self, name: &str, day: &str) {
        self.git(&["add", "--all"]);
        assert!(self.as_somebody(&["commit", "--quiet", "-m", "x"], name, day).status().expect("git runs").success());
    }

    /// What the page of a record says of its past, without tags.
    fn told(&self, stem: &str) -> Option<String> {
        self.0.expect(&["build"], 0);
        told(&self.0.read(&format!("public/{stem}.html")))
    }
}

fn told(page: &str) -> Option<String> {
    let text = page.split("Source: <code>").nth(1)?.split("</p>").next()?.split("Created ").nth(1)?;
    let mut plain = String::new();
    for (at, part) in text.split('<').enumerate() {
        plain.push_str(if at == 0 { part } else { part.split_once('>').map_or("", |(_, rest)| rest) });
    }
    Some(plain.replace('\u{a0}', " ").trim().to_owned())
}

fn has_git() -> bool {
    is_there("git", &["--version"])
}

#[test]
fn a_page_tells_when_a_record_came_and_who_changed_it() {
    if !has_git() {
        return;
    }
    let repository = Repository::new();
    repository.0.write("records/0001-a.md", &record("A"));
    assert_eq!(repository.told("0001-a"), None, "without a commit there is no history");
    repository.commit("Ada Lovelace", "2024-02-29");
    assert_eq!(repository.told("0001-a").as_deref(), Some("29 February 2024 by Ada Lovelace."));
    repository.0.write("records/0001-a.md", &record("A thing"));
    repository.commit("grace", "2025-03-01");
    repository.0.write("records/0001-a.md", &record("A better thing"));
    repository.0.write("records/0002-b.md", &record("B"));
    repository.commit("Alan Turing", "2026-01-02");
    repository.0.write(".mailmap", "Grace Hopper <grace@example.org>\n");
    assert_eq!(
        repository.told("0001-a").as_deref(),
        Some("29 February 2024 by Ada Lovelace, last changed 2 January 2026 by Alan Turing; others who wrote it: Grace Hopper.")
    );
    assert_eq!(repository.told("0002-b").as_deref(), Some("2 January 2026 by Alan Turing."));
    let json = repository.0.read("public/0001-a.json");
    for part in
        ["\"created\":\"2024-02-29\"", "\"changed\":\"2026-01-02\"", "\"authors\":[\"Ada Lovelace\",\"Grace Hopper\",\"Alan Turing\"]"]
    {
        assert!(json.contains(part), "{part}");
    }
}

#[test]
fn renames_are_followed_and_a_name_used_again_is_another_file() {
    if !has_git() {
        return;
    }
    let repository = Repository::new();
    repository.0.write("records/0001-old.md", &record("A"));
    repository.0.write("records/0003-gone.md", &format!("{}\n{}", record("C"), "Another text. ".repeat(40)));
    repository.commit("Ada", "2021-01-01");
    repository.git(&["mv", "records/0001-old.md", "records/0001-new.md"]);
    repository.0.write("records/0001-new.md", &format!("{}\nMore of it.\n", record("A")));
    repository.git(&["rm", "--quiet", "records/0003-gone.md"]);
    repository.commit("Bob", "2022-01-01");
    repository.0.write("records/0001-old.md", &format!("+++\nid = \"7\"\n{}{}", &record("Z")[4..], "Quite another. ".repeat(30)));
    repository.0.write("records/0003-gone.md", &record("C again"));
    repository.commit("Cyd", "2023-01-01");
    assert_eq!(repository.told("0001-new").as_deref(), Some("1 January 2021 by Ada, last changed 1 January 2022 by Bob."));
    assert_eq!(repository.told("0001-old").as_deref(), Some("1 January 2023 by Cyd."));
    assert_eq!(repository.told("0003-gone").as_deref(), Some("1 January 2023 by Cyd."));
}

#[test]
fn the_same_commit_gives_the_same_bytes() {
    if !has_git() {
        return;
    }
    let repository = Repository::new();
    repository.0.write("records/0001-a.md", &record("A"));
    repository.commit("Ada", "2021-01-01");
    repository.0.expect(&["build", "--out", "one"], 0);
    repository.0.expect(&["build", "--out", "two"], 0);
    assert_eq!(repository.0.tree("one"), repository.0.tree("two"));
    repository.0.write("rationale.toml", "[repository]\nhistory = false\n");
    assert_eq!(repository.told("0001-a"), None, "a site can do without");
}

#[test]
fn a_shallow_clone_is_said_and_left_out() {
    if !has_git() {
        return;
    }
    let repository = Repository::new();
    repository.0.write("records/0001-a.md", &record("A"));
    repository.commit("Ada", "2021-01-01");
    repository.0.write("records/0002-b.md", &record("B"));
    repository.commit("Bob", "2022-01-01");
    let origin = format!("file://{}", repository.0.root().display());
    repository.git(&["clone", "--quiet", "--depth", "1", &origin, "clone"]);
    let run = repository.0.expect(&["build", "--root", "clone", "--strict"], 0);
    assert!(run.err.contains("The history of `records` is left out: this clone holds only the last commits"), "{}", run.err);
    assert!(run.err.contains("fetch-depth: 0"), "{}", run.err);
    assert_eq!(told(&repository.0.read("clone/public/0002-b.html")), None);
    let run = repository.0.expect(&["check", "--root", "clone", "--format", "json"], 0);
    assert!(run.out.contains("R0064"), "{}", run.out);
}

#[test]
fn neither_git_nor_a_repository_is_needed() {
    let site = Site::with(&[("rationale.toml", ""), ("records/0001-a.md", &record("A"))]);
    let output = site.command(&["build"]).env("PATH", "").output().expect("the program runs");
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let elsewhere = site.command(&["build"]).env("GIT_CEILING_DIRECTORIES", site.root()).output().expect("the program runs");
    assert!(elsewhere.status.success());
    // What only looks like a repository is none.
    site.write(".git/HEAD", "ref: refs/heads/main\n");
    site.expect(&["build"], 0);
}

/// A repository is set up by whoever sends it. Nothing that it names is run, whichever way git would come to run it.
#[test]
fn a_hostile_repository_runs_nothing() {
    if !has_git() {
        return;
    }
    let repository = Repository::new();
    let trap = repository.0.path("trap.sh");
    let sprung = repository.0.path("sprung");
    repository.0.write("trap.sh", &format!("#!/bin/sh\necho run >> '{}'\n", sprung.display()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).expect("made a program");
    }
    repository.0.write(".gitattributes", "*.md diff=trap filter=trap\n");
    repository.0.write("records/0001-a.md", &record("A"));
    repository.commit("Ada", "2021-01-01");
    repository.git(&["mv", "records/0001-a.md", "records/0001-b.md"]);
    repository.0.write("records/0001-b.md", &format!("{}\nMore.\n", record("A")));
    repository.commit("Ada", "2021-01-02");
    let trap = trap.display().to_string();
    for key in [
        "core.fsmonitor",
        "core.pager",
        "pager.log",
        "core.sshCommand",
        "core.askPass",
        "core.editor",
        "core.alternateRefsCommand",
        "diff.external",
        "diff.trap.command",
        "diff.trap.textconv",
        "filter.trap.clean",
        "filter.trap.smudge",
        "filter.trap.process",
        "gpg.program",
        "credential.helper",
        "alias.log",
        "alias.rev-parse",
        "remote.origin.uploadpack",
    ] {
        repository.git(&["config", key, &trap]);
    }
    for (key, value) in [("log.showSignature", "true"), ("core.hooksPath", "."), ("diff.orderFile", "nowhere"), ("log.follow", "true")] {
        repository.git(&["config", key, value]);
    }
    let told = repository.told("0001-b");
    assert!(!sprung.exists(), "{}", fs::read_to_string(&sprung).unwrap_or_default());
    assert_eq!(told.as_deref(), Some("1 January 2021 by Ada, last changed 2 January 2021 by Ada."));
}

/// Built from within a hook, git is told of another place by the environment.
#[test]
fn what_a_hook_sets_does_not_lead_astray() {
    if !has_git() {
        return;
    }
    let repository = Repository::new();
    repository.0.write("records/0001-a.md", &record("A"));
    repository.commit("Ada", "2021-01-01");
    let output = repository.0.command(&["build"]).env("GIT_DIR", "/nowhere").env("GIT_WORK_TREE", "/nowhere").output().expect("it runs");
    assert!(output.status.success());
    assert_eq!(told(&repository.0.read("public/0001-a.html")).as_deref(), Some("1 January 2021 by Ada."));
}

/// A preview asks again when there is something new, and only then.
#[test]
fn a_history_is_read_once_a_commit() {
    if !has_git() {
        return;
    }
    let repository = Repository::new();
    let root = repository.0.root();
    repository.0.write("records/0001-a.md", &record("A"));
    repository.commit("Ada", "2021-01-01");
    let layout = layout(None);
    let mut reader = Reader::default();
    let first = reader.read(root, &layout);
    assert_eq!(first.files.keys().collect::<Vec<_>>(), ["records/0001-a.md"]);
    repository.0.write("records/0002-b.md", &record("B"));
    assert!(!reader.is_stale(root));
    assert!(Arc::ptr_eq(&first, &reader.read(root, &layout)));
    repository.commit("Bob", "2022-01-01");
    assert!(reader.is_stale(root));
    assert_eq!(reader.read(root, &layout).files["records/0002-b.md"].authors, ["Bob".into()]);
    assert!(!reader.is_stale(root));
}
