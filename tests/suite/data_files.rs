//! Files for other programs: their names, what is in them, and that their schemas say neither more nor less.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    process::Command,
};

use rationale::pipeline::{Built, render};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    oracle::{CASES, worked},
    pages::portal,
    program::{Site, TODAY},
    tool,
};

/// All files of a site, by address.
fn files(built: &Built) -> BTreeMap<String, Vec<u8>> {
    let output = render(built);
    assert_eq!(output.diagnostics, []);
    output.files.into_iter().map(|file| (file.path, file.bytes.to_vec())).collect()
}

fn json_of(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Value {
    serde_json::from_slice(files.get(path).unwrap_or_else(|| panic!("no {path}"))).expect("JSON")
}

/// A document: its address, the name of its schema, what is in it.
type Document = (String, &'static str, Value);

/// Every JSON document of several sites, and the two schemas.
fn documents() -> (Vec<Document>, BTreeMap<&'static str, Value>) {
    let mut sites: Vec<BTreeMap<String, Vec<u8>>> = CASES.iter().map(|case| files(&worked::built(case))).collect();
    sites.push(portal::files(portal::site()));
    let mut documents = Vec::new();
    for files in &sites {
        let is_document = |path: &&String| path.strip_suffix(".json").is_some_and(|stem| stem.strip_suffix(".schema").is_none());
        for path in files.keys().filter(is_document) {
            let schema = if path == "decisions.json" { "decisions" } else { "record" };
            documents.push((path.clone(), schema, json_of(files, path)));
        }
    }
    let schema = |name: &str| json_of(&sites[0], &format!("{name}.schema.json"));
    (documents, BTreeMap::from([("decisions", schema("decisions")), ("record", schema("record"))]))
}

/// Walks a value along its schema: what disagrees, and which properties were seen.
pub(crate) struct Walk<'s> {
    pub(crate) root: &'s Value,
    pub(crate) faults: Vec<String>,
    pub(crate) seen: BTreeSet<String>,
}

impl<'s> Walk<'s> {
    fn resolved(&self, schema: &'s Value) -> &'s Value {
        match schema.get("$ref").and_then(Value::as_str) {
            Some(path) => self.resolved(self.root.pointer(path.trim_start_matches('#')).expect("what is referred to is there")),
            None => schema,
        }
    }

    pub(crate) fn value(&mut self, place: &str, schema: &'s Value, value: &Value) {
        let schema = self.resolved(schema);
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.value(place, part, value);
        }
        if let Some(branches) = schema["anyOf"].as_array() {
            let branch = branches.iter().map(|branch| self.resolved(branch)).find(|branch| (branch["type"] == "null") == value.is_null());
            match branch {
                Some(branch) => self.value(place, branch, value),
                None => self.faults.push(format!("{place}: no branch for {value}")),
            }
        }
        match value {
            Value::Object(map) => self.object(place, schema, map),
            Value::Array(list) => match &schema["items"] {
                Value::Array(each) => {
                    for (at, (schema, value)) in each.iter().zip(list).enumerate() {
                        self.value(&format!("{place}/{at}"), schema, value);
                    }
                }
                schema @ Value::Object(_) => list.iter().for_each(|value| self.value(&format!("{place}/*"), schema, value)),
                _ => {}
            },
            _ => {}
        }
    }

    fn object(&mut self, place: &str, schema: &'s Value, map: &serde_json::Map<String, Value>) {
        let Some(properties) = schema["properties"].as_object() else {
            if let values @ Value::Object(_) = &schema["additionalProperties"] {
                map.values().for_each(|value| self.value(&format!("{place}/*"), values, value));
            }
            return;
        };
        let required: BTreeSet<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for key in properties.keys().filter(|key| !map.contains_key(*key) || !required.contains(key.as_str())) {
            self.faults.push(format!("{place}: `{key}` is in the schema, and not always there"));
        }
        for (key, value) in map {
            match properties.get(key) {
                Some(schema) => {
                    self.seen.insert(format!("{place}/{key}"));
                    assert!(schema.get("description").is_some() || schema.get("$ref").is_some(), "{place}/{key} is explained");
                    self.value(&format!("{place}/{key}"), schema, value);
                }
                None => self.faults.push(format!("{place}: `{key}` is not in the schema")),
            }
        }
    }
}

#[test]
fn every_key_is_in_the_schema_and_every_key_of_the_schema_is_there() {
    let (documents, schemas) = documents();
    assert!(documents.len() > 8);
    for (path, name, document) in &documents {
        let mut walk = Walk { root: &schemas[name], faults: Vec::new(), seen: BTreeSet::new() };
        walk.value("", &schemas[name], document);
        assert!(walk.faults.is_empty(), "{path}:\n{}", walk.faults.join("\n"));
        assert!(walk.seen.len() >= 20, "{path}: the walk went through it: {:?}", walk.seen);
    }
    let mut broken = documents.iter().find(|(_, name, _)| *name == "record").expect("a record").2.clone();
    broken["record"]["titel"] = json!("a key that nobody knows");
    broken["analysis"].as_object_mut().expect("a table").remove("matrix");
    let mut walk = Walk { root: &schemas["record"], faults: Vec::new(), seen: BTreeSet::new() };
    walk.value("", &schemas["record"], &broken);
    assert_eq!(walk.faults.len(), 2, "the walk finds what is wrong: {:?}", walk.faults);
}

#[test]
fn pythons_jsonschema_accepts_every_document() {
    if !tool::is_there("python3", &["-c", "import jsonschema"]) {
        return;
    }
    let (documents, schemas) = documents();
    let folder = TempDir::new().expect("a temporary folder");
    let write = |name: &str, value: &Value| fs::write(folder.path().join(name), value.to_string()).expect("written");
    write("documents.json", &documents.iter().map(|(path, name, document)| json!([path, name, document])).collect());
    write("schemas.json", &json!(schemas));
    let check = "\
import json, jsonschema
schemas = json.load(open('schemas.json'))
for schema in schemas.values():
    jsonschema.Draft7Validator.check_schema(schema)
    assert schema['$schema'] == 'http://json-schema.org/draft-07/schema#'
for path, name, document in json.load(open('documents.json')):
    jsonschema.Draft7Validator(schemas[name], format_checker=jsonschema.FormatChecker()).validate(document)
    # What is wrong is refused: otherwise the schema would say nothing.
    del document['version']
    try:
        jsonschema.Draft7Validator(schemas[name]).validate(document)
    except jsonschema.ValidationError:
        continue
    raise SystemExit(path + ' without its version was accepted')
";
    let run = Command::new("python3").args(["-c", check]).current_dir(folder.path()).output().expect("it was there a moment ago");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn the_list_of_decisions_has_its_names() {
    let files = portal::files(portal::site());
    let list = json_of(&files, "decisions.json");
    let keys = |value: &Value| value.as_object().expect("a table").keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&list), ["version", "as_of", "site", "records"]);
    let records = list["records"].as_array().expect("a list");
    assert_eq!(records.len(), portal::site().records.len());
    for record in records {
        assert_eq!(
            keys(record),
            [
                "id",
                "scope",
                "title",
                "status",
                "date",
                "decided",
                "url",
                "json",
                "owner",
                "tags",
                "chosen",
                "winner",
                "matrix_status",
                "cheapest",
                "review",
                "flags",
                "findings",
                "supersedes",
                "superseded_by"
            ]
        );
        assert!(files.contains_key(record["url"].as_str().expect("an address")), "{record}");
        let whole = json_of(&files, record["json"].as_str().expect("an address"));
        for key in ["id", "scope", "title", "status", "date", "decided", "url", "owner", "tags", "chosen"] {
            assert_eq!(record[key], whole["record"][key], "{key}");
        }
        assert_eq!(keys(&record["findings"]), ["error", "warning", "info"]);
        assert_eq!(record["winner"], *whole.pointer("/analysis/matrix/winner").unwrap_or(&Value::Null));
        assert_eq!(record["cheapest"], *whole.pointer("/analysis/cost/cheapest").unwrap_or(&Value::Null));
        if !record["review"].is_null() {
            assert_eq!(keys(&record["review"]), ["next", "state"]);
        }
    }
}

#[test]
fn the_file_beside_a_page_is_what_explain_prints() {
    let site = Site::empty();
    for (name, text) in [
        ("records/0001-assistant.md", include_str!("../data/worked/1-llm-sourcing.md")),
        ("records/0002-queue.md", include_str!("../data/worked/3-message-queue.md")),
        ("content/prices.toml", include_str!("../data/worked/prices.toml")),
    ] {
        site.write(name, text);
    }
    let built = site.run(&["build", "--today", TODAY]);
    for (id, stem) in [("llm-sourcing", "0001-assistant"), ("message-queue", "0002-queue")] {
        let file: Value = serde_json::from_str(&site.read(&format!("public/{stem}.json"))).unwrap_or_else(|_| panic!("{}", built.err));
        let printed = site.run(&["explain", id, "--format", "json", "--today", TODAY]).out;
        let again = serde_json::to_string_pretty(&file).expect("plain data");
        assert_eq!(printed.trim_end(), again, "{id}: the same bytes, indentation apart");
        assert_eq!(site.read(&format!("public/{stem}.json")), format!("{file}\n"));
    }
}

/// A table as a reader of RFC 4180 sees it.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(letters.next(), Some('\n'), "a line ends in CRLF");
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            letter => cell.push(letter),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !quoted, "the last line ends as well");
    let width = rows[0].len();
    assert!(rows.iter().all(|row: &Vec<String>| row.len() == width), "all rows are as long as the header");
    rows
}

#[test]
fn tables_hold_the_numbers_of_the_tree() {
    for case in CASES {
        let files = files(&worked::built(case));
        let tree = json_of(&files, &format!("{case}.json"));
        let matrix = rows(&files[&format!("{case}.matrix.csv")]);
        assert_eq!(matrix[0][..7], ["row", "criterion", "name", "measure", "unit", "points", "weight"]);
        let number = |text: &str| if text.is_empty() { Value::Null } else { json!(text.parse::<f64>().expect("a number")) };
        let mut compared = 0;
        for row in &matrix[1..] {
            for (option, cell) in matrix[0][7..].iter().zip(&row[7..]) {
                let analysis = &tree["analysis"]["matrix"];
                let wanted = match row[0].as_str() {
                    "value" => &analysis["values"][option][&row[1]],
                    "reading" => &analysis["natural"][option][&row[1]],
                    "contribution" => &analysis["options"][option]["contribution"][&row[1]],
                    "eligible" => {
                        assert_eq!(analysis["options"][option]["eligible"].to_string(), *cell);
                        continue;
                    }
                    word => &analysis["options"][option][word],
                };
                assert_eq!(wanted.as_f64(), number(cell).as_f64(), "{case}: {row:?} {option}");
                compared += 1;
            }
        }
        assert!(compared > 50, "{case}");
        let cost = rows(&files[&format!("{case}.cost.csv")]);
        let column = |name: &str| cost[0].iter().position(|head| head == name).expect("a column");
        let (total, pv, first) = (column("total"), column("pv"), column("year_1"));
        for row in &cost[1..] {
            let option = &tree["analysis"]["cost"]["options"][&row[1]];
            let of = if row[0] == "option" { option } else { &option["items"][&row[3]] };
            assert_eq!((of["total"].as_f64(), of["pv"].as_f64()), (number(&row[total]).as_f64(), number(&row[pv]).as_f64()), "{row:?}");
            let years = of["years"].as_array().expect("a list");
            let year = if row[0] == "option" { &years[0]["total"] } else { &years[0] };
            assert_eq!(year.as_f64(), number(&row[first]).as_f64(), "{row:?}");
        }
    }
}

#[test]
fn what_people_wrote_is_defused_and_the_mark_is_a_setting() {
    let record = "+++\ntitle = \"T\"\nstatus = \"accepted\"\ndate = 2026-01-31\nchosen = \"a\"\n\
        [[options]]\nid = \"a\"\nname = \"=cmd|' /C calc'!A0\"\n  [[options.costs]]\n  id = \"c\"\n  kind = \"once\"\n  amount = 5\n\
        [[options]]\nid = \"b\"\n  [[options.costs]]\n  id = \"c\"\n  kind = \"once\"\n  amount = -7.5\n\
        [[criteria]]\nid = \"x\"\nname = \"+1, \\\"quoted\\\"\"\nweight = 1\nscores = { a = 4, b = 3 }\n+++\n";
    let site = Site::with(&[("records/0001-t.md", record)]);
    site.run(&["build", "--today", TODAY]);
    let cost = site.read("public/0001-t.cost.csv");
    assert!(cost.contains(",'=cmd|' /C calc'!A0,"), "{cost}");
    assert!(cost.contains(",-7.5,"), "a number below zero stays a number: {cost}");
    assert!(site.read("public/0001-t.matrix.csv").contains(",\"'+1, \"\"quoted\"\"\","));
    assert!(cost.starts_with("row,"), "no mark unless it is asked for");
    site.write("rationale.toml", "[export]\nbom = true\n");
    site.run(&["build", "--today", TODAY]);
    assert_eq!(site.read("public/0001-t.cost.csv"), format!("\u{feff}{cost}"));
}

#[test]
fn a_page_names_the_files_beside_it() {
    let files = portal::files(portal::site());
    let page = String::from_utf8(files["0007-support-assistant-build-buy-or-fine-tune-the-model.html"].clone()).expect("text");
    for ending in ["json", "matrix.csv", "cost.csv", "xlsx"] {
        let name = format!("0007-support-assistant-build-buy-or-fine-tune-the-model.{ending}");
        assert!(files.contains_key(&name) && page.contains(&format!("href=\"{name}\"")), "{name}");
    }
    let home = String::from_utf8(files["index.html"].clone()).expect("text");
    assert!(home.contains("href=\"decisions.json\""));
}
