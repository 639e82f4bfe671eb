//! Mistakes that people make, and what they are told: a folder a mistake below `tests/data/faults/`, with a small site (`record.md` is short for its
//! one record, other files stand where a site has them) and the whole of what is printed (`expected.txt`). `RATIONALE_BLESS=1` writes the expectations anew; read what changed.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use rationale::{
    base::{
        report::{Colour, human},
        source::Content,
    },
    model::fault,
    pipeline::{InputFile, Inputs, Memo, Place, build},
};

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/faults");
    let mut folders: Vec<_> = fs::read_dir(root).expect("the folder of mistakes").map(|entry| entry.expect("an entry").path()).collect();
    folders.sort();
    folders
}

/// All files below a folder but its expectation, as paths relative to it.
fn files(folder: &Path, inner: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder.join(inner)).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name in UTF-8");
        let path = if inner.is_empty() { name } else { format!("{inner}/{name}") };
        if entry.path().is_dir() {
            files(folder, &path, found);
        } else if path != "expected.txt" {
            found.push(path);
        }
    }
}

/// A file of a case, where a site has it.
fn input(folder: &Path, name: &str) -> InputFile {
    let path = if name == "record.md" { "records/0007-support-assistant.md" } else { name };
    let (place, inner) = match path.split_once('/') {
        Some(("records", inner)) => (Place::Source(0), inner),
        Some(("content", inner)) => (Place::Content, inner),
        _ => (Place::SiteFile, path),
    };
    let text = fs::read_to_string(folder.join(name)).expect("a text");
    InputFile { place, path: Arc::from(path), inner: Arc::from(inner), content: Content::Text(Arc::from(text)) }
}

/// All that is told about the site of a folder, as it is printed.
fn told(folder: &Path) -> String {
    let mut names = Vec::new();
    files(folder, "", &mut names);
    let mut files: Vec<InputFile> = names.iter().map(|name| input(folder, name)).collect();
    files.sort_by(|a, b| (a.place, &a.inner).cmp(&(b.place, &b.inner)));
    let today = "2026-11-23".parse().expect("a day");
    let built = build(&Inputs { files, today, drafts: false, base_url: None, history: Arc::default() }, &mut Memo::cold());
    human(&built.diagnostics, &built.sources, Colour::Never)
}

#[test]
fn every_mistake_is_told_as_expected() {
    let bless = std::env::var_os("RATIONALE_BLESS").is_some();
    let mut wrong = Vec::new();
    for folder in cases() {
        let (found, expected) = (told(&folder), folder.join("expected.txt"));
        assert!(found.contains(" --> "), "{} names no place", folder.display());
        for code in found.match_indices("[R").map(|(at, _)| &found[at + 1..at + 6]) {
            assert!(fault::ALL.iter().any(|(known, _)| *known == code), "{code} is not a code");
        }
        if bless {
            fs::write(&expected, &found).expect("an expectation is written");
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        if found != wanted {
            wrong.push(format!("{}:\n--- expected\n{wanted}\n--- found\n{found}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
