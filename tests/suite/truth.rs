//! Other teams' records, held against what a person reads in them. `tests/data/truth/README.md` tells how to add a case. Small forms of our
//! own are run whole and have to be right one and all; whole logs of others, where `RATIONALE_CORPORA` names a folder of them, have to be right
//! at 98 in 100 places.

mod corpora;
mod expected;
pub(crate) mod forms;
mod found;

use std::{fmt::Write as _, fs, path::Path, sync::Arc};

use rationale::{
    base::source::Content,
    pipeline::{Built, InputFile, Inputs, Memo, Place, build},
};

use self::{
    expected::mismatches,
    forms::{Case, File},
    found::Found,
};

/// Folder of a topic's data.
fn folder(topic: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/truth").join(topic)
}

/// A log of the case's files, built.
fn log(case: &Case) -> Built {
    let text = |text: &str| Content::Text(text.into());
    let site_file = InputFile {
        place: Place::SiteFile,
        path: "rationale.toml".into(),
        inner: "rationale.toml".into(),
        content: text("[[sources]]\npath = \"log\"\n"),
    };
    let input = |file: &File| InputFile {
        place: Place::Source(0),
        path: format!("log/{}", file.path).into(),
        inner: file.path.as_str().into(),
        content: text(&file.text),
    };
    let mut files: Vec<InputFile> = std::iter::once(site_file).chain(case.files.iter().map(input)).collect();
    files.sort_by(|a, b| (a.place, &a.inner).cmp(&(b.place, &b.inner)));
    build(
        &Inputs { files, today: "2026-11-23".parse().expect("a day"), drafts: false, base_url: None, history: Arc::default() },
        &mut Memo::cold(),
    )
}

/// What is read otherwise than it should be, a line each.
fn wrong(case: &Case) -> Vec<String> {
    let built = log(case);
    let mut lines = Vec::new();
    for file in case.files.iter().filter(|file| !file.facts.is_empty()) {
        let found = Found::of(&built, &file.path);
        lines.extend(mismatches(&file.facts, &found).into_iter().map(|line| format!("{}: {line}", file.path)));
    }
    lines
}

#[test]
#[expect(clippy::print_stderr, reason = "whoever mends the reader wants all of it at once")]
fn forms_are_read_as_a_person_reads_them() {
    let mut paths: Vec<_> =
        fs::read_dir(folder("forms")).expect("the folder of forms").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let (mut cases, mut report) = (0, String::new());
    for path in paths {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let text = fs::read_to_string(&path).expect("a file of forms");
        let (mut here, mut bad) = (0, 0);
        for case in forms::cases(&text) {
            here += 1;
            let lines = wrong(&case);
            if !lines.is_empty() {
                bad += 1;
                let _ = writeln!(report, "{name} · {}\n    {}", case.name, lines.join("\n    "));
            }
        }
        eprintln!("{name}: {} of {here} right", here - bad);
        cases += here;
    }
    assert!(cases > 150, "the forms are there");
    assert!(report.is_empty(), "\n{report}");
}
