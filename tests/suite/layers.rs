//! The house rules that matter, held by tests: who may import whom, what stays out of the pure middle, and how long a room may grow.
//! Sources are read as text; `cargo fmt` has already given them one form.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Layer, and the layers it may import besides itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("model", &["base"]),
    ("parse", &["base", "model"]),
    ("resolve", &["base", "model", "parse"]),
    ("analyze", &["base", "model"]),
    ("present", &["base", "model", "analyze"]),
    ("render", &["base", "present"]),
    ("pipeline", &["base", "model", "parse", "resolve", "analyze", "present", "render"]),
    ("io", &["base", "pipeline"]),
    ("edit", &["base", "model", "parse"]),
    ("cli", &["base", "model", "parse", "resolve", "analyze", "present", "render", "pipeline", "io", "edit"]),
];

/// Layers that may touch the world.
const WORLDLY: &[&str] = &["io", "cli"];

/// What only those layers may name: files, network, environment, clock, threads.
const WORLD: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::io",
    "SystemTime",
    "Instant::now",
    "Zoned::now",
    "Timestamp::now",
    "static mut",
    "thread_local!",
    "tempfile",
    "notify::",
    "tiny_http",
    "ignore::",
];

/// External crates that belong to some layers alone.
const OWNED_CRATES: &[(&str, &[&str])] = &[
    ("toml::", &["parse", "edit"]),
    ("tera::", &["render"]),
    ("pulldown_cmark", &["parse"]),
    ("ammonia", &["parse"]),
    ("annotate_snippets", &["base"]),
    ("clap::", &["cli"]),
];

struct Room {
    /// Path from the crate's root.
    path: PathBuf,
    /// First folder or file under `src`.
    layer: String,
    /// Name within the layer; empty for the layer's own `mod.rs`.
    name: String,
    /// Text up to the inline tests.
    text: String,
}

/// All rooms but `lib.rs` and `main.rs`, which only name the others.
fn rooms() -> Vec<Room> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    walk(&root.join("src"), &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source file");
            let inner = path.strip_prefix(root.join("src")).expect("below src").with_extension("");
            let mut parts = inner.iter().map(|part| part.to_string_lossy().into_owned());
            let layer = parts.next().expect("a name");
            let name = parts.next().filter(|name| name != "mod").unwrap_or_default();
            let text = text.split("\n#[cfg(test)]").next().unwrap_or_default().to_owned();
            Room { path: path.strip_prefix(root).expect("below the root").to_owned(), layer, name, text }
        })
        .filter(|room| room.layer != "lib" && room.layer != "main")
        .collect()
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
}

/// Lines that are code: comments are free to name anything.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// `crate::layer::room` paths named in a text, nested `use` trees included.
fn imports(text: &str) -> BTreeSet<(String, String)> {
    let flat: String = code(text).map(|(_, line)| line.trim()).collect::<Vec<_>>().join(" ");
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = BTreeSet::new();
    for (at, _) in flat.match_indices("crate::") {
        let rest = &flat[at + "crate::".len()..];
        for branch in branches(rest).into_iter().filter(|branch| !branch.is_empty()) {
            let layer = word(branch);
            let below = branch[layer.len()..].strip_prefix("::").unwrap_or_default();
            for inner in branches(below) {
                found.insert((layer.clone(), word(inner)));
            }
        }
    }
    found
}

/// The alternatives of a use tree that starts here: `{a::b, c}` → `a::b`, `c`; anything else is its own only one.
fn branches(text: &str) -> Vec<&str> {
    let Some(inner) = text.strip_prefix('{') else { return vec![text] };
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                found.push(inner[start..at].trim());
                return found;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(inner[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    found
}

fn assert_none(faults: &[String], rule: &str) {
    assert!(faults.is_empty(), "{rule}:\n  {}", faults.join("\n  "));
}

#[test]
fn layers_import_only_what_lies_below() {
    let mut faults = Vec::new();
    for room in rooms() {
        let Some((_, allowed)) = LAYERS.iter().find(|(layer, _)| *layer == room.layer) else {
            faults.push(format!("{}: layer `{}` is not in the table", room.path.display(), room.layer));
            continue;
        };
        for (layer, _) in imports(&room.text) {
            if layer != room.layer && !allowed.contains(&layer.as_str()) {
                faults.push(format!("{} imports `{layer}`", room.path.display()));
            }
        }
    }
    assert_none(&faults, "a layer knows a layer that it must not know");
}

/// How many steps up a room may take and still be in its layer: `present/record/cost.rs` two, `present/mod.rs` none.
fn steps_up(path: &Path) -> usize {
    let folders = path.components().count() - 2;
    if path.ends_with("mod.rs") { folders - 1 } else { folders }
}

/// The most `super::` in a row.
fn supers(line: &str) -> usize {
    (1..9).take_while(|steps| line.contains(&"super::".repeat(*steps))).count()
}

#[test]
fn nobody_climbs_out_of_their_layer() {
    let mut faults = Vec::new();
    for room in rooms().into_iter().filter(|room| room.path.components().count() > 2) {
        for (at, line) in code(&room.text) {
            if supers(line) > steps_up(&room.path) {
                faults.push(format!("{}:{at}: `super` leads out of `{}`", room.path.display(), room.layer));
            }
        }
    }
    assert_none(&faults, "a layer is left by the back door");
}

#[test]
fn siblings_import_siblings_without_circles() {
    let mut edges: BTreeMap<(String, String), BTreeSet<(String, String)>> = BTreeMap::new();
    for room in rooms().into_iter().filter(|room| !room.name.is_empty()) {
        let from = (room.layer.clone(), room.name.clone());
        let mut to: BTreeSet<_> = imports(&room.text).into_iter().filter(|(layer, _)| *layer == room.layer).collect();
        if room.path.components().count() == 3 {
            let local = room.text.replace("super::", &format!("crate::{}::", room.layer));
            to.extend(imports(&local).into_iter().filter(|(layer, _)| *layer == room.layer));
        }
        to.remove(&from);
        edges.entry(from).or_default().extend(to);
    }
    // Taking away rooms that import nothing that is left must end with none: else what is left stands in a circle.
    while let Some(free) = edges.iter().find(|(_, to)| !to.iter().any(|to| edges.contains_key(to))).map(|(from, _)| from.clone()) {
        edges.remove(&free);
    }
    let left: Vec<_> = edges.keys().map(|(layer, room)| format!("{layer}::{room}")).collect();
    assert_none(&left, "rooms that import each other in a circle");
}

#[test]
fn the_middle_knows_no_world() {
    let mut faults = Vec::new();
    for room in rooms() {
        for (at, line) in code(&room.text) {
            if !WORLDLY.contains(&room.layer.as_str()) {
                faults.extend(
                    WORLD.iter().filter(|name| line.contains(**name)).map(|name| format!("{}:{at} names `{name}`", room.path.display())),
                );
            }
            for (name, layers) in OWNED_CRATES {
                let named =
                    line.match_indices(name).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'));
                if named && !layers.contains(&room.layer.as_str()) {
                    faults.push(format!("{}:{at} names `{name}`", room.path.display()));
                }
            }
        }
    }
    assert_none(&faults, "a layer reaches for what is not its own");
}

/// Calls whose last digits the standard library leaves to the platform; `libm` has them all.
const UNSTEADY: &[&str] =
    &[".powf(", ".powi(", ".exp(", ".exp2(", ".exp_m1(", ".ln(", ".ln_1p(", ".log(", ".log2(", ".log10(", ".cbrt(", ".sin(", ".cos("];

#[test]
fn figures_are_the_same_on_every_platform() {
    let mut faults = Vec::new();
    for room in rooms() {
        for (at, line) in code(&room.text) {
            let calls = UNSTEADY.iter().filter(|call| line.contains(**call));
            faults.extend(calls.map(|call| format!("{}:{at} calls `{call}`", room.path.display())));
        }
    }
    assert_none(&faults, "a power or logarithm that `libm` should compute");
}

#[test]
fn rooms_say_what_they_are_and_stay_small() {
    let mut faults = Vec::new();
    for room in rooms() {
        let path = room.path.display();
        if !room.text.starts_with("//!") {
            faults.push(format!("{path}: the first line does not say what this is"));
        }
        let whole = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&room.path)).expect("a source file");
        if whole.lines().count() > 400 {
            faults.push(format!("{path}: {} lines, two rooms in it", whole.lines().count()));
        }
        for (at, line) in code(&room.text) {
            let is_use = line.trim_start().trim_start_matches("pub ").starts_with("use ");
            if is_use && line.contains("::*") {
                faults.push(format!("{path}:{at}: a glob import hides who knows whom"));
            }
        }
        faults.extend(long_functions(&room.text).into_iter().map(|(name, lines)| format!("{path}: `{name}` has {lines} lines")));
    }
    assert_none(&faults, "rooms that are not in order");
}

/// Functions over 60 lines, by the indentation that the formatter gives them.
fn long_functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let words: Vec<&str> = line.split_whitespace().take_while(|word| !word.contains('(')).collect();
        let is_function = line.trim_start().starts_with("fn ")
            || (line.trim_start().starts_with("pub") && words.contains(&"fn"))
            || line.contains(" fn ") && words.last() == Some(&"fn");
        if !is_function || line.trim_start().starts_with("//") {
            continue;
        }
        let end = lines[at..].iter().position(|line| line.len() - line.trim_start().len() == indent && line.trim_start().starts_with('}'));
        if let Some(length) = end.filter(|end| *end >= 60) {
            let name = line.split("fn ").nth(1).unwrap_or_default().split(['(', '<']).next().unwrap_or_default();
            found.push((name.to_owned(), length + 1));
        }
    }
    found
}

#[test]
fn the_rules_can_fail() {
    assert_eq!(
        imports("use crate::{\n    analyze::{Analysis, cost::Costs},\n    base::date::Date,\n};\nfn f() { crate::io::read() }"),
        [("analyze", "Analysis"), ("analyze", "cost"), ("base", "date"), ("io", "read")].map(|(a, b)| (a.to_owned(), b.to_owned())).into()
    );
    let climbs = ["src/parse/mod.rs", "src/parse/toml.rs", "src/parse/record/mod.rs", "src/parse/record/tco.rs"];
    assert_eq!(climbs.map(|path| steps_up(Path::new(path))), [0, 1, 1, 2]);
    assert_eq!((supers("use super::super::x;"), supers("use super::{a, b};"), supers("use crate::a;")), (2, 1, 0));
    let long = format!("pub fn long() {{\n{}}}\n", "    work();\n".repeat(60));
    assert_eq!(long_functions(&long), [("long".to_owned(), 62)]);
    assert!(long_functions("fn short() {\n    work();\n}\n").is_empty());
}
