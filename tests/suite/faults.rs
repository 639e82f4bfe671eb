//! Mistakes that people make, and what they are told: a folder a mistake below `tests/data/faults/`, with a small site (`record.md` is short for its
//! one record, other files stand where a site has them) and the whole of what is printed (`expected.txt`). `RATIONALE_BLESS=1` writes the expectations anew; read what changed.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use proptest::prelude::{any, proptest};
use rationale::{
    base::{
        report::{Colour, human},
        source::{Content, FileId},
    },
    model::{fault, site::HtmlPolicy},
    parse::{record::parse_record, site_file::parse_site_file},
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
    let built = build(&Inputs { files, today, drafts: false, base_url: None }, &mut Memo::cold());
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

/// Any text at all is a record, and any text a site file: what is wrong with it is told at places that are in it.
fn assert_total(text: &str) {
    let record = parse_record(FileId(0), "0007-x.md", text, HtmlPolicy::Sanitize).diagnostics;
    let site = parse_site_file(FileId(0), text).diagnostics;
    for label in record.iter().chain(&site).flat_map(|told| told.primary.iter().chain(&told.secondary)) {
        assert!(text.get(label.span.range()).is_some(), "{:?} is no place in {text:?}", label.span);
    }
}

/// Lines that front matter is made of, right and wrong ones, so that readers are reached behind the parser.
const LINES: &[&str] = &[
    "+++",
    "title = \"T\"",
    "status = \"accepted\"",
    "date = 2026-08-31",
    "review = \"6 months\"",
    "[review]",
    "every = 6",
    "on = 2026-02-30",
    "[[options]]",
    "id = \"a\"",
    "id = 7",
    "costs = []",
    "[[options.costs]]",
    "kind = \"usage\"",
    "kind = \"once\"",
    "amount = [1, 2]",
    "amount = [3, 2, 1]",
    "amount = { low = 0, likely = 1, high = inf }",
    "shape = \"log-triangular\"",
    "price = nan",
    "price = \"p\"",
    "volume = \"v\"",
    "tiers = { mode = \"volume\", bands = [{}] }",
    "price_change = { halves_every_months = 1e-300 }",
    "start = -1",
    "mix = [ { option = \"a\", share = \"50%\" } ]",
    "phases = [ {} ]",
    "[[criteria]]",
    "weight = 1e308",
    "scores = { a = 9 }",
    "points = [[1]]",
    "best = \"1 week\"",
    "worst = 0",
    "curve = \"log\"",
    "measure = \"time\"",
    "[matrix]",
    "weights = [\"a\", \"a\"]",
    "[[voices]]",
    "[tco]",
    "months = 99999999999999999999",
    "volumes.v = { unit = \"x\", per = \"day\", amount = 1 }",
    "[[tco.scenarios]]",
    "set = { \"volumes.v.amount\" = 2, \"volumes.v.a.b.c\" = 1 }",
    "set = { \"costs.a.a.amount\" = \"\" }",
    "[checklist]",
    "x = \"done\"",
    "[extra]",
    "é = \"é\\u0000\"",
    "\"\" = 1",
    "a.b.c = [ { d = 1 }, [] ]",
    "# T",
    "[[0003]]",
    "\u{feff}",
    "= =",
    "\"\"\"",
    "'",
];

proptest! {
    #[test]
    fn any_text_is_read(text in ".*") {
        assert_total(&text);
    }

    #[test]
    fn any_front_matter_is_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        assert_total(&format!("+++\n{}\n+++\nbody", String::from_utf8_lossy(&bytes)));
    }

    #[test]
    fn any_mixture_of_keys_is_read(lines in proptest::collection::vec(proptest::sample::select(LINES), 0..40)) {
        assert_total(&lines.join("\n"));
        assert_total(&format!("+++\n{}\n+++\n", lines.join("\n")));
    }
}
