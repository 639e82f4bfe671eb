//! What writers of templates are told: complete, true of every page that is made, and found again under its name.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::Arc,
};

use rationale::{
    analyze::{Analysis, analyze},
    base::source::{Content, File, Sources},
    io::read::{Request, read},
    model::site::Site as Model,
    pipeline::{Memo, build},
    present::{page::Page, portal::Portal},
};
use serde_json::{Value, json};

use crate::{
    data_files::Walk,
    oracle::blank,
    pages::portal,
    program::{Site, TODAY},
};

/// Template and model of every page of a site, and of `site` itself.
fn models(portal: &Portal<'_>) -> Vec<(String, Value)> {
    let value = |page: &Page<'_>| (page.template().to_owned(), serde_json::to_value(page).expect("plain data"));
    let mut models: Vec<_> = portal.pages().iter().map(|planned| portal.with_page(planned, value)).collect();
    models.push(("site".into(), serde_json::to_value(portal.site()).expect("plain data")));
    models
}

/// The models of a portal that has a page of nearly every kind, and of this repository's own.
fn every_model() -> Vec<(String, Value)> {
    let mut site: Model = portal::site();
    site.frameworks.push(blank::framework("another"));
    site.config.base_url = Some("https://example.org/".into());
    let sources = Sources(vec![File { path: "records/case.md".into(), content: Content::Text("# Case\n".into()) }]);
    let analysis = Analysis { records: site.records.iter().map(|record| Arc::new(analyze(&site, record))).collect() };
    let mut models = models(&Portal::new(&site, &analysis, &sources));
    let root = Some(env!("CARGO_MANIFEST_DIR").into());
    let world = read(&Request { root, logs: Vec::new(), today: TODAY.parse().expect("a day"), drafts: true, base_url: None })
        .expect("this repository");
    let built = build(&world.inputs, &mut Memo::cold());
    models.extend(self::models(&Portal::new(&built.site, &built.analysis, &built.sources)));
    models
}

#[test]
fn what_is_told_of_a_template_is_what_it_sees() {
    let told: Value = serde_json::from_str(&Site::empty().expect(&["theme", "--format", "json"], 0).out).expect("JSON");
    assert_eq!(told["version"], 1);
    let mut schemas: BTreeMap<&str, &Value> = BTreeMap::from([("site", &told["site"])]);
    for template in told["templates"].as_array().expect("a list") {
        assert!(template["shows"].as_str().is_some_and(|shows| shows.ends_with('.')), "{template}");
        schemas.insert(template["name"].as_str().expect("a name"), &template["page"]);
    }
    let models = every_model();
    let shown: BTreeSet<&str> = models.iter().map(|(name, _)| name.as_str()).collect();
    for (name, model) in &models {
        let mut walk = Walk { root: schemas[name.as_str()], faults: Vec::new(), seen: BTreeSet::new() };
        walk.value("", schemas[name.as_str()], model);
        assert!(walk.faults.is_empty(), "{name}:\n{}", walk.faults.join("\n"));
        assert!(walk.seen.len() > 8, "{name}: the walk went through it");
    }
    assert_eq!(schemas.keys().copied().collect::<BTreeSet<_>>(), shown, "a page of every kind was made");
    let (name, broken) = models.iter().find(|(name, _)| name == "record.html").expect("a record");
    let mut broken = broken.clone();
    broken["meta"]["titel"] = json!("a field that nobody knows");
    broken.as_object_mut().expect("a table").remove("verdict");
    let mut walk = Walk { root: schemas[name.as_str()], faults: Vec::new(), seen: BTreeSet::new() };
    walk.value("", schemas[name.as_str()], &broken);
    assert_eq!(walk.faults.len(), 2, "the walk finds what is wrong: {:?}", walk.faults);
}

#[test]
fn every_file_of_the_theme_is_listed() {
    let list = Site::empty().expect(&["theme"], 0).out;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    for inner in ["templates", "static"] {
        for entry in fs::read_dir(folder.join(inner)).expect("a folder of the theme") {
            let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            let is_there = |line: &str| line.split([' ', ',']).any(|word| word == name);
            assert!(list.lines().any(is_there), "{name} is not in the list:\n{list}");
        }
    }
    assert!(list.lines().all(|line| line.chars().count() <= 102), "{list}");
}

#[test]
fn a_template_is_explained_by_name() {
    let site = Site::empty();
    let record = site.expect(&["theme", "record.html"], 0).out;
    let line = |start: &str| record.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("{start}: {record}")).to_owned();
    assert!(line("  verdict ").contains("Verdict or null"));
    assert!(line("  options ").contains("list of OptionCard"));
    assert_eq!(line("Verdict:"), "Verdict: The card.");
    assert!(record.starts_with("record.html: One decision, whole.\n\npage\n  meta "), "{record}");
    // Every type that is named is explained below.
    let takes = record.lines().filter_map(|line| line.strip_prefix("  ")?.split_once("  ")).map(|(_, rest)| rest.trim_start());
    for kind in takes.filter_map(|rest| rest.strip_prefix("list of ")?.split(' ').next()) {
        let plain = ["text", "number", "anything"].contains(&kind) || kind.starts_with('[');
        assert!(plain || record.contains(&format!("\n{kind}: ")), "{kind}: {record}");
    }
    assert!(site.expect(&["theme", "site"], 0).out.contains("\nsite\n  title "));
    assert_eq!(
        site.expect(&["theme", "record-matrix.html"], 0).out,
        "record-matrix.html: a part of record.html; it sees what the page that uses it sees.\n"
    );
    let schema: Value = serde_json::from_str(&site.expect(&["theme", "map.html", "--format", "json"], 0).out).expect("JSON");
    assert_eq!((&schema["title"], &schema["type"]), (&"MapPage".into(), &"object".into()));
    let wrong = site.expect(&["theme", "recrod.html"], 2);
    assert!(wrong.err.contains("did you mean `record.html`?"), "{}", wrong.err);
}
