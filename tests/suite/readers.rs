//! Every reader takes every text: what the fuzzer once found, faulty files, and lines strung together at random.

#[path = "../fuzz/readers.rs"]
mod targets;

use std::{
    fs,
    path::{Path, PathBuf},
};

use proptest::{
    collection::vec,
    prelude::any,
    proptest,
    sample::{Index, select},
};

use self::targets::READERS;

/// Replays what is kept for each reader, and the repository's own texts of every kind.
#[test]
fn what_was_found_once_is_read() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    for (name, read) in READERS {
        let texts = texts(&corpus.join(name));
        assert!(!texts.is_empty(), "`{name}` has no corpus");
        for text in &texts {
            read(text);
        }
    }
    for folder in ["tests/data/faults", "tests/data/references", "tests/data/worked", "content", "records"] {
        for text in texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) {
            for (_, read) in READERS.iter().filter(|(name, _)| *name != "portal") {
                read(&text);
            }
        }
    }
}

/// All texts below a folder.
fn texts(folder: &Path) -> Vec<String> {
    let (mut found, mut folders): (Vec<PathBuf>, _) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("an entry").path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}

/// Lines that all kinds of files are made of, right and wrong ones, so that readers are reached behind the parser.
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
    "id = \"f\"",
    "name = \"F\"",
    "[[tracks]]",
    "role = \"build\"",
    "typical = { time = \"6..18 months\", team = [10, 50], examples = \"5_000+\" }",
    "[[questions]]",
    "answers = [ { id = \"yes\", then = \"f\" } ]",
    "anchors = { 1 = \"a\", 9 = \"b\" }",
    "[thresholds]",
    "ninety_percent = 2",
    "[[prices]]",
    "history = [ { from = 2026-01-01, price = 1 }, { from = 2026-01-01, to = 2025-01-01, price = -1 } ]",
    "providers = [ { id = \"p\", name = \"P\" } ]",
    "[[capabilities]]",
    "services = { p = \"S\", q = { name = \"T\", retired = 2027-03-31 } }",
    "base_url = \"https://x.example/a\"",
    "[[sources]]",
    "path = \"../..\"",
    "[lints]",
    "MM06 = \"allow\"",
    "---",
    "status: {proposed | accepted}",
    "status: \"superseded by [ADR-9](0009-x.md)\"",
    "supersededBy: { target: 12, kind: in part }",
    "date: 05/04/2026",
    "## Status",
    "**Status:** Accepted, superseded in part by [9](0009-x.md \"x\") and ADR-12",
    "- [x] ✅ ~~Accepted~~ on May 24th, 2026",
    "* Deciders:",
    "  * [Ada](@ada) & Ben",
    "| Status | Date |",
    "|---|---|",
    "| Rejected | 2026年7月29日 |",
    "!!! info \"Status: 採用\"",
    "已被 ADR-0012 取代",
    "Superseded by:",
    "- [[0012|x]] [a][b] <https://x.example/0003.md>",
    "## Considered Options",
    "Chosen option: “A”, because b",
    "    * Good, because ж",
    "<!--",
    "```",
    "= =",
    "\"\"\"",
    "'",
];

/// A text that says a great deal, so that a small change lands somewhere.
const RICH: &str = include_str!("../../records/0101-support-assistant.md");

fn read_by_all(text: &str) {
    READERS.iter().filter(|(name, _)| *name != "portal").for_each(|(_, read)| read(text));
}

proptest! {
    #[test]
    fn any_text_is_read(text in ".*") {
        read_by_all(&text);
    }

    #[test]
    fn any_front_matter_is_read(bytes in vec(any::<u8>(), 0..200)) {
        read_by_all(&format!("+++\n{}\n+++\nbody", String::from_utf8_lossy(&bytes)));
    }

    #[test]
    fn any_mixture_of_keys_is_read(lines in vec(select(LINES), 0..40)) {
        read_by_all(&lines.join("\n"));
        read_by_all(&format!("+++\n{}\n+++\n", lines.join("\n")));
    }

    #[test]
    fn a_record_with_a_change_is_a_portal(at in any::<Index>(), length in 0_usize..60, piece in select(LINES)) {
        let at = RICH.floor_char_boundary(at.index(RICH.len()));
        let end = RICH.floor_char_boundary((at + length).min(RICH.len()));
        targets::portal(&format!("{}{piece}{}", &RICH[..at], &RICH[end..]));
    }
}
