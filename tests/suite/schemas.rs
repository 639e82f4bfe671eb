//! Schemas and the reference of keys: fresh, true of every file that is shipped, and as strict as the reader where a schema can be.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use rationale::parse::{
    reference::reference,
    schema::schema,
    tables::documents::{DOCUMENTS, Document, document},
};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{program::Site, tool};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Holds a file against what it should be; with `RATIONALE_BLESS=1` writes it instead.
fn assert_fresh(path: &str, text: &str) {
    let file = Path::new(ROOT).join(path);
    if std::env::var_os("RATIONALE_BLESS").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("made");
        fs::write(&file, text).expect("written");
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    assert!(found == text, "{path} is not what the key tables say: RATIONALE_BLESS=1 cargo test --test suite schemas writes it anew");
}

fn printed(document: &Document) -> String {
    format!("{}\n", serde_json::to_string_pretty(&schema(document)).expect("plain data"))
}

#[test]
fn schemas_are_fresh() {
    for document in DOCUMENTS {
        assert_fresh(&format!("content/schema/{}.json", document.name), &printed(document));
    }
    let committed = fs::read_dir(Path::new(ROOT).join("content/schema")).expect("the folder").count();
    assert_eq!(committed, DOCUMENTS.len(), "nothing else lies there");
}

#[test]
fn the_reference_is_fresh() {
    let head = "+++\ntitle = \"Keys\"\nsummary = \"Every key of every file: what it takes and what it means.\"\norder = 9.5\n+++\n\n\
        What you may write, whole and in one place. It is made from the tables that the program itself reads by; the other pages of the handbook say\n\
        what to do with it. A key that is not here is an error; fields of your own go under `[extra]`.\n\n\
        An **id** is a word in small letters and digits, joined by `-`: `fine-tune`. A **date** stands without quotes: `2026-08-31`. Where a key is not\n\
        needed, leaving it out is no fault.\n\n";
    assert_fresh("content/handbook/reference.md", &format!("{head}{}", reference(DOCUMENTS)));
}

#[test]
fn the_command_prints_and_writes_them() {
    let site = Site::empty();
    let list = site.expect(&["schema"], 0).out;
    site.expect(&["schema", "--out", "made/here"], 0);
    for document in DOCUMENTS {
        assert!(list.contains(&format!("  {} ", document.name)), "{list}");
        assert_eq!(site.expect(&["schema", document.name], 0).out, printed(document));
        assert_eq!(site.read(&format!("made/here/{}.json", document.name)), printed(document));
    }
    assert_eq!(site.expect(&["schema", "prices", "--format", "markdown"], 0).out, reference(document("prices")));
    assert!(site.expect(&["schema", "price"], 2).err.contains("did you mean `prices`?"));
    site.write("taken", "a file");
    assert!(site.expect(&["schema", "--out", "taken"], 2).err.starts_with("error: cannot make `taken`"));
}

/// A text and the kind of file that it is.
struct Sample {
    kind: &'static str,
    place: String,
    toml: String,
}

/// The front matter of a Markdown file; `None` where it has none.
fn front_matter(text: &str) -> Option<&str> {
    let (matter, _) = text.strip_prefix("+++\n")?.split_once("+++\n")?;
    Some(matter)
}

/// A file as a sample: its path says what it is.
fn sample(path: &Path) -> Option<Sample> {
    let text = fs::read_to_string(path).ok()?;
    let place = path.strip_prefix(ROOT).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let name = path.file_name()?.to_str()?;
    let is_markdown = path.extension().is_some_and(|ending| ending == "md");
    let kind = match name {
        "rationale.toml" => "site",
        "prices.toml" => "prices",
        "clouds.toml" => "clouds",
        _ if place.contains("frameworks/") => "framework",
        _ if is_markdown && place.contains("content/") => "page",
        _ if is_markdown => "record",
        _ => return None,
    };
    let toml = if is_markdown { front_matter(&text)?.to_owned() } else { text };
    Some(Sample { kind, place, toml })
}

fn below(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { below(&path, found) } else { found.push(path) }
    }
}

fn samples(folders: &[&str]) -> Vec<Sample> {
    let mut paths = Vec::new();
    for folder in folders {
        below(&Path::new(ROOT).join(folder), &mut paths);
    }
    paths.iter().filter_map(|path| sample(path)).collect()
}

/// What Python's `jsonschema` says of samples, by place: whether each is valid, and how many changes for the worse were not refused.
const JUDGE: &str = "\
import copy, datetime, json, sys, tomllib, jsonschema
from pathlib import Path
asked = json.load(open('asked.json'))
checkers = {}
for name, schema in asked['schemas'].items():
    jsonschema.Draft7Validator.check_schema(schema)
    assert schema['$schema'] == 'http://json-schema.org/draft-07/schema#'
    checkers[name] = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())

def plain(value):
    if isinstance(value, dict): return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list): return [plain(inner) for inner in value]
    if isinstance(value, (datetime.date, datetime.time)): return value.isoformat()
    return value

def places(value, path=()):
    # Every table and every plain value, but for what people may write as they like.
    if path and path[-1] in ('extra', 'set'): return
    yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner: yield from places(one, path + (key,))

def changed(document, path, change):
    document = copy.deepcopy(document)
    holder = document
    for key in path[:-1]: holder = holder[key]
    if path: holder[path[-1]] = change(holder[path[-1]])
    else: document = change(document)
    return document

answer = {}
for place, kind, text in asked['samples']:
    try:
        document = plain(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        answer[place] = {'syntax': True}
        continue
    valid = lambda document: next(checkers[kind].iter_errors(document), None)
    fault = valid(document)
    said = {'valid': fault is None, 'fault': fault and f'{list(fault.absolute_path)}: {fault.message}', 'tried': 0, 'let_through': []}
    answer[place] = said
    if fault is not None or not asked['worsen']: continue
    for path, value in places(document):
        if isinstance(value, dict): worse = changed(document, path, lambda table: {**table, 'no_such_key': [[[[]]]]})
        elif isinstance(value, list): worse = changed(document, path, lambda _: {'no': 'list'})
        else: worse = changed(document, path, lambda _: [[[[]]]])
        said['tried'] += 1
        if valid(worse) is None: said['let_through'].append(list(path))
json.dump(answer, sys.stdout)
";

/// The judgement of Python; `None` where it is not there.
fn judged(samples: &[Sample], worsen: bool) -> Option<BTreeMap<String, Value>> {
    if !tool::is_there("python3", &["-c", "import jsonschema, tomllib"]) {
        return None;
    }
    let schemas: serde_json::Map<String, Value> = DOCUMENTS.iter().map(|document| (document.name.to_owned(), schema(document))).collect();
    let samples: Vec<Value> = samples.iter().map(|sample| json!([sample.place, sample.kind, sample.toml])).collect();
    let folder = TempDir::new().expect("a temporary folder");
    let asked = json!({ "schemas": schemas, "samples": samples, "worsen": worsen });
    fs::write(folder.path().join("asked.json"), asked.to_string()).expect("written");
    let run = Command::new("python3").args(["-c", JUDGE]).current_dir(folder.path()).output().expect("it was there a moment ago");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(serde_json::from_slice(&run.stdout).expect("an answer"))
}

#[test]
fn pythons_jsonschema_accepts_every_shipped_file_and_refuses_every_change_for_the_worse() {
    let mut samples = samples(&["records", "content", "tests/data/worked"]);
    samples.extend(sample(&Path::new(ROOT).join("rationale.toml")));
    let new = Site::empty();
    new.expect(&["init", "x"], 0);
    let title = new.expect(&["new", "A model for support", "--framework", "build-buy-fine-tune", "--root", "x"], 0);
    assert!(new.path(title.out.trim()).is_file() || new.path("x").join(title.out.trim()).is_file(), "{}", title.out);
    let mut written = Vec::new();
    below(&new.path("x"), &mut written);
    samples.extend(written.iter().filter_map(|path| sample(path)));
    for document in DOCUMENTS {
        assert!(samples.iter().any(|sample| sample.kind == document.name), "a {} is among them", document.name);
    }
    let Some(judged) = judged(&samples, true) else { return };
    let (mut tried, mut wrong) = (0, Vec::new());
    for (place, said) in &judged {
        tried += said["tried"].as_u64().unwrap_or_default();
        if said["valid"] != true {
            wrong.push(format!("{place} is refused: {}", said["fault"]));
        }
        wrong.extend(said["let_through"].as_array().into_iter().flatten().map(|path| format!("{place}: a fault at {path} is let through")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(judged.len() > 40 && tried > 1500, "{} files, {tried} changes", judged.len());
}

/// Faults of kinds that a schema knows, and that it cannot see all the same: a date between quotes, a key that goes with another kind of cost,
/// a scenario's path.
const BEYOND_A_SCHEMA: &[&str] = &["date-between-quotes", "key-of-another-kind", "scenario-off-the-map"];

#[test]
fn schema_and_reader_agree_on_what_is_a_fault() {
    let samples = samples(&["tests/data/faults"]);
    let Some(judged) = judged(&samples, false) else { return };
    let (mut refused, mut accepted) = (0, 0);
    for sample in &samples {
        let (case, inner) = sample.place["tests/data/faults/".len()..].split_once('/').expect("a folder a case");
        let expected = fs::read_to_string(Path::new(ROOT).join(format!("tests/data/faults/{case}/expected.txt"))).expect("what is told");
        let path = if inner == "record.md" { "records/0007-support-assistant.md" } else { inner };
        let here = expected.split("\n\n").filter(|told| told.contains(&format!("--> {path}:")));
        let codes: Vec<&str> = here.filter_map(|told| told.split(['[', ']']).nth(1)).collect();
        let said = &judged[&sample.place];
        if said["syntax"] == true || BEYOND_A_SCHEMA.contains(&case) {
            continue;
        }
        if codes.iter().any(|code| ["R0002", "R0003"].contains(code)) {
            assert_eq!(said["valid"], false, "{}: the reader tells {codes:?}", sample.place);
            refused += 1;
        } else if !codes.iter().any(|code| ["R0004", "R0005", "R0007"].contains(code)) {
            assert_eq!(said["valid"], true, "{}: {}, and the reader tells {codes:?}", sample.place, said["fault"]);
            accepted += 1;
        }
    }
    assert!(refused >= 5 && accepted >= 30, "{refused} refused, {accepted} accepted");
}

#[test]
fn values_in_text_are_held_to_the_same_form() {
    // A value, a key that takes it, and whether the reader does.
    let cases = [
        ("review = \"6 months\"", true),
        ("review = \"1 year\"", true),
        ("review = \"2 weeks\"", false),
        ("review = \"often\"", false),
        ("chosen = \"fine-tune\"", true),
        ("chosen = \"Fine Tune\"", false),
        ("title = \" \"", false),
        ("options = [ { id = \"a\", time = \"6..18 months\" } ]", true),
        ("options = [ { id = \"a\", time = \"0.5 months\" } ]", true),
        ("options = [ { id = \"a\", time = \"soon\" } ]", false),
        ("options = [ { id = \"a\", team = [1, 2, 3] } ]", true),
        ("options = [ { id = \"a\", team = { low = 1, likely = 2, high = 3 } } ]", true),
        ("options = [ { id = \"a\", team = [1, 2] } ]", false),
        ("tco = { discount_rate = \"8 %\" }", true),
        ("tco = { discount_rate = \"8\" }", false),
        ("data = { examples = -1 }", false),
        ("data = { examples = 1.5 }", false),
        ("matrix = { weights = \"equal\" }", true),
        ("matrix = { weights = \"evenly\" }", false),
        ("checklist = { privacy = \"done\" }", true),
        ("checklist = { privacy = \"nearly\" }", false),
        ("supersedes = [\"0001\", { id = \"0002\", part = \"x\" }]", true),
        ("supersedes = [{ part = \"x\" }]", false),
    ];
    let record = |line: &str| {
        let title = if line.starts_with("title") { "" } else { "title = \"T\"\n" };
        format!("{title}status = \"proposed\"\ndate = 2026-01-01\n{line}\n")
    };
    let samples: Vec<Sample> = cases.iter().map(|(line, _)| Sample { kind: "record", place: (*line).into(), toml: record(line) }).collect();
    let Some(judged) = judged(&samples, false) else { return };
    let site = Site::with(&[("records/0001-a.md", &crate::program::record("A")), ("records/0002-b.md", &crate::program::record("B"))]);
    for (line, valid) in cases {
        assert_eq!(judged[line]["valid"], valid, "{line}: {}", judged[line]["fault"]);
        site.write("records/0003-c.md", &format!("+++\n{}+++\n", record(line)));
        let told = site.run(&["check", "--format", "json"]).out;
        let refuses = ["R0002", "R0003", "R0004", "R0005", "R0007"].iter().any(|code| told.contains(&format!("\"{code}\"")));
        assert_eq!(!refuses, valid, "the reader on {line}: {told}");
    }
}
