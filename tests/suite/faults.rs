//! Mistakes that people make, and what they are told: a folder a mistake below `tests/data/faults/`, with what was written (`record.md` or
//! `rationale.toml`) and the whole of what is printed (`expected.txt`). `RATIONALE_BLESS=1` writes the expectations anew; read what changed.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use rationale::{
    base::{
        report::{Colour, human},
        source::{Content, File, FileId, Sources},
    },
    model::{fault, site::HtmlPolicy},
    parse::{record::parse_record, site_file::parse_site_file},
};

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/faults");
    let mut folders: Vec<_> = fs::read_dir(root).expect("the folder of mistakes").map(|entry| entry.expect("an entry").path()).collect();
    folders.sort();
    folders
}

/// All that is told about the one input of a folder, as it is printed.
fn told(folder: &Path) -> String {
    let read = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let (name, text) = ["record.md", "rationale.toml"]
        .into_iter()
        .find_map(|name| Some((name, read(name)?)))
        .unwrap_or_else(|| panic!("{} holds nothing to read", folder.display()));
    let path = if name == "record.md" { "records/0007-support-assistant.md" } else { name };
    let diagnostics = if name == "record.md" {
        parse_record(FileId(0), "0007-support-assistant.md", &text, HtmlPolicy::Sanitize).diagnostics
    } else {
        parse_site_file(FileId(0), &text).diagnostics
    };
    let sources = Sources(vec![File { path: Arc::from(path), content: Content::Text(Arc::from(text)) }]);
    human(&diagnostics, &sources, Colour::Never)
}

#[test]
fn every_mistake_is_told_as_expected() {
    let bless = std::env::var_os("RATIONALE_BLESS").is_some();
    let mut wrong = Vec::new();
    for folder in cases() {
        let (found, expected) = (told(&folder), folder.join("expected.txt"));
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

#[test]
fn every_folder_holds_one_mistake_and_its_expectation() {
    for folder in cases() {
        let names: BTreeSet<_> = fs::read_dir(&folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
            .collect();
        let inputs = names.iter().filter(|name| *name != "expected.txt").count();
        assert!(inputs == 1 && names.len() == 2, "{} holds {names:?}", folder.display());
        let told = fs::read_to_string(folder.join("expected.txt")).expect("an expectation");
        assert!(told.contains("R00") && told.contains(" --> "), "{} names no code and place", folder.display());
        for code in told.match_indices("[R").map(|(at, _)| &told[at + 1..at + 6]) {
            assert!(fault::ALL.iter().any(|(known, _)| *known == code), "{code} is not a code");
        }
    }
}
