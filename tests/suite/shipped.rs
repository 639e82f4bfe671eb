//! What is shipped as data and text: the framework and cloud catalogue in the program, this repository's own site, and the handbook's
//! examples, every one of which must work as printed.

use std::{collections::BTreeSet, fs, path::Path, sync::Arc};

use rationale::{
    base::{
        date::Date,
        diagnostic::{Diagnostic, Severity},
        source::Content,
    },
    io::{
        read::{Request, read},
        shipped::SHIPPED,
    },
    model::{
        check::{self, Cause},
        fault,
        framework::{Thresholds, Typical, UpperEnd},
    },
    pipeline::{Built, InputFile, Inputs, Memo, Place, build, render},
};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn day(text: &str) -> Date {
    text.parse().expect("a date of the test")
}

fn repository(today: &str) -> Inputs {
    let request = Request { root: Some(ROOT.into()), logs: Vec::new(), today: day(today), drafts: true, base_url: None };
    read(&request).expect("this repository can be read").inputs
}

/// What the program brings along.
fn shipped_files() -> Vec<InputFile> {
    SHIPPED.iter().map(|shipped| file(Place::Shipped, "", shipped.inner, shipped.text)).collect()
}

/// A site with nothing of its own.
fn bare_site() -> Built {
    build(
        &Inputs { files: shipped_files(), today: day("2026-11-23"), drafts: false, base_url: None, history: Arc::default() },
        &mut Memo::cold(),
    )
}

/// Whether only a day has passed or a price has moved.
fn comes_with_time(diagnostic: &Diagnostic) -> bool {
    check::find(diagnostic.code.0).is_some_and(|check| check.cause == Cause::Time)
}

/// Everything that is worse than information and does not come with time alone, as one line each.
fn complaints(diagnostics: &[Diagnostic], built: &Built) -> Vec<String> {
    let place = |diagnostic: &Diagnostic| {
        diagnostic.primary.as_ref().map_or_else(String::new, |label| {
            let (line, column) = built.sources.position(label.span.file, label.span.start);
            format!("{}:{line}:{column}", built.sources.path(label.span.file))
        })
    };
    let bad = diagnostics.iter().filter(|diagnostic| diagnostic.severity < Severity::Info && !comes_with_time(diagnostic));
    bad.map(|diagnostic| format!("{} {} {}", place(diagnostic), diagnostic.code.0, diagnostic.message)).collect()
}

fn assert_clean(what: &str, inputs: &Inputs) -> Built {
    let mut memo = Memo::cold();
    let built = build(inputs, &mut memo);
    let mut found = complaints(&built.diagnostics, &built);
    let output = render(&built);
    found.extend(complaints(&output.diagnostics, &built));
    assert!(found.is_empty() && !built.blocked, "{what}:\n{}", found.join("\n"));
    built
}

#[test]
fn this_repository_is_clean_on_any_day() {
    for today in ["2026-11-23", "2027-06-01", "2030-01-01"] {
        let built = assert_clean(today, &repository(today));
        assert_eq!((built.site.records.len(), built.site.pages.len()), (30, 21), "the whole repository is read");
    }
}

#[test]
fn the_shipped_framework_is_the_blueprints() {
    let built = bare_site();
    assert_eq!(complaints(&built.diagnostics, &built), [""; 0]);
    let [framework] = built.site.frameworks.as_slice() else { panic!("one framework is shipped") };
    let ids: Vec<&str> = framework.tracks.iter().map(|track| track.id.as_str()).collect();
    assert_eq!(ids, ["build", "buy", "fine-tune", "hybrid"]);
    let counts = [framework.criteria.len(), framework.factors.len(), framework.antipatterns.len(), framework.checklist.len()];
    assert_eq!(counts, [7, 7, 5, 11], "criteria, trade-offs, anti-patterns, items");
    assert_eq!(framework.review_months, Some(6));
    assert_eq!(framework.thresholds, Thresholds::default(), "the file states every default");
    let build_track = &framework.tracks[0].typical;
    assert_eq!(
        (&build_track.upfront, &build_track.team),
        (&Some(Typical::Range(500_000.0, UpperEnd::OrMore(5_000_000.0))), &Some(Typical::Range(10.0, UpperEnd::At(50.0))))
    );
    for criterion in &framework.criteria {
        let scores: Vec<u8> = criterion.terms.anchors.iter().map(|anchor| anchor.score).collect();
        assert!(
            scores == [1, 3, 5] && criterion.terms.weight.is_some() && criterion.terms.question.is_some(),
            "{} says what it means",
            criterion.terms.id
        );
    }
    let reached: BTreeSet<String> =
        framework.questions.iter().flat_map(|question| &question.answers).map(|answer| format!("{:?}", answer.then)).collect();
    let questions = framework.questions.len() - 1;
    assert_eq!(reached.len(), questions + framework.tracks.len(), "every question but the first, and every track, is reached");
}

#[test]
fn the_shipped_clouds_are_five_rows_by_three() {
    let built = bare_site();
    let clouds = &built.site.clouds;
    assert_eq!((clouds.providers.len(), clouds.capabilities.len()), (3, 5));
    for capability in &clouds.capabilities {
        assert!(capability.services.iter().all(Option::is_some), "{} has a service of each provider", capability.id);
    }
}

#[test]
fn every_fault_is_in_the_handbook() {
    let messages = fs::read_to_string(Path::new(ROOT).join("content/handbook/messages.md")).expect("the page of messages");
    for (code, meaning) in fault::ALL {
        assert!(messages.contains(&format!("| {code} |")), "{code} ({meaning}) has no row");
    }
}

#[test]
fn every_threshold_is_in_the_handbook_and_in_the_framework() {
    let page = fs::read_to_string(Path::new(ROOT).join("content/handbook/frameworks.md")).expect("the page of frameworks");
    let framework = fs::read_to_string(Path::new(ROOT).join("content/frameworks/build-buy-fine-tune.toml")).expect("the framework");
    for (name, _, _) in Thresholds::ALL {
        assert!(page.contains(&format!("| `{name}` |")), "{name} has no row");
        assert!(framework.contains(&format!("\n{name} = ")), "{name} is not set");
    }
}

/// A fenced TOML block of the handbook.
struct Example {
    /// File and line.
    place: String,
    /// The word after `toml`.
    kind: String,
    text: String,
}

fn examples() -> Vec<Example> {
    let folder = Path::new(ROOT).join("content/handbook");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("the handbook").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("a page");
        let mut open: Option<Example> = None;
        for (at, line) in text.lines().enumerate() {
            match &mut open {
                Some(_) if line == "```" => found.extend(open.take()),
                Some(example) => example.text.extend([line, "\n"]),
                None => {
                    open = line.strip_prefix("```toml").map(|kind| Example {
                        place: format!("{}:{}", path.display(), at + 1),
                        kind: kind.trim().to_owned(),
                        text: String::new(),
                    });
                }
            }
        }
        assert!(open.is_none(), "{} leaves a fence open", path.display());
    }
    found
}

fn file(place: Place, folder: &str, inner: &str, text: &str) -> InputFile {
    let path = if folder.is_empty() { inner.to_owned() } else { format!("{folder}/{inner}") };
    InputFile { place, path: path.into(), inner: inner.into(), content: Content::Text(Arc::from(text)) }
}

/// A site that holds the example where its kind belongs, and what it may refer to.
fn site_with(example: &Example, prices: &str) -> Inputs {
    let mut files = shipped_files();
    let mut content = vec![("prices.toml", prices)];
    match example.kind.as_str() {
        "site" => files.push(file(Place::SiteFile, "", "rationale.toml", &example.text)),
        "prices" => content = vec![("prices.toml", &example.text)],
        "clouds" => content.push(("clouds.toml", &example.text)),
        "framework" => content.push(("frameworks/example.toml", &example.text)),
        "record" => {
            for id in 1..=4 {
                let text = format!("+++\ntitle = \"Record {id}\"\nstatus = \"accepted\"\ndate = 2026-01-0{id}\n+++\n");
                files.push(file(Place::Source(0), "records", &format!("000{id}-other.md"), &text));
            }
            let text = format!("+++\n{}+++\n", example.text);
            files.push(file(Place::Source(0), "records", "0009-example.md", &text));
        }
        other => panic!("{}: what kind of TOML is `{other}`?", example.place),
    }
    files.extend(content.into_iter().map(|(inner, text)| file(Place::Content, "content", inner, text)));
    files.sort_by(|a, b| (a.place, &a.inner).cmp(&(b.place, &b.inner)));
    Inputs { files, today: day("2026-11-23"), drafts: true, base_url: None, history: Arc::default() }
}

#[test]
fn every_example_of_the_handbook_works_as_printed() {
    let examples = examples();
    let of_kind = |kind: &str| examples.iter().filter(|example| example.kind == kind).count();
    assert!(
        of_kind("record") >= 10 && ["site", "prices", "clouds", "framework"].iter().all(|kind| of_kind(kind) >= 1),
        "examples were found"
    );
    let prices = &examples.iter().find(|example| example.kind == "prices").expect("an example of prices").text;
    for example in &examples {
        let built = build(&site_with(example, prices), &mut Memo::cold());
        // An example shows one thing: what the checks would say of such a decision is not its subject.
        let faults: Vec<Diagnostic> = built.diagnostics.iter().filter(|told| check::find(told.code.0).is_none()).cloned().collect();
        let found = [complaints(&faults, &built), complaints(&render(&built).diagnostics, &built)].concat();
        assert!(found.is_empty() && !built.blocked, "{}:\n{}", example.place, found.join("\n"));
        let shown = match example.kind.as_str() {
            "record" => built.site.records.len() == 5,
            "framework" => built.site.frameworks.len() == 2,
            "clouds" => built.site.clouds.providers.len() == 2,
            "prices" => built.site.prices.prices.len() == 1,
            _ => {
                let config = &built.site.config;
                config.title != "Decisions"
                    || config.theme != "default"
                    || config.repository.edit_url.is_some()
                    || !config.repository.reads_history
            }
        };
        assert!(shown, "{} had an effect", example.place);
    }
}

#[test]
fn a_broken_example_would_be_found() {
    let broken =
        Example { place: "here".into(), kind: "record".into(), text: "title = \"T\"\nstauts = \"accepted\"\ndate = 2026-11-23\n".into() };
    let built = build(&site_with(&broken, ""), &mut Memo::cold());
    let codes: BTreeSet<&str> = built.diagnostics.iter().map(|diagnostic| diagnostic.code.0).collect();
    assert!(codes.contains("R0002") && codes.contains("R0005"), "{codes:?}");
}
