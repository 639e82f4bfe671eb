//! `import`: other teams' logs, taken over: what was understood of them is what is read afterwards, and texts are the same bytes.

use std::{fs, path::Path, sync::Arc};

use rationale::{
    base::{diagnostic::Severity, source::Content},
    edit::import::{Import, body, import},
    model::{
        RecordIx,
        fault::{DUPLICATE_ID, SHARED_NUMBER},
        record::Record,
    },
    pipeline::{Built, InputFile, Inputs, Memo, Place, build},
};

use crate::{
    program::Site,
    truth::forms::{Case, cases},
};

fn built(files: impl IntoIterator<Item = (String, Content)>) -> Built {
    let site_file = ("rationale.toml".to_owned(), Content::Text("[[sources]]\npath = \"log\"\n".into()));
    let input =
        |place, (inner, content): (String, Content)| InputFile { place, path: format!("log/{inner}").into(), inner: inner.into(), content };
    let mut inputs = vec![input(Place::SiteFile, site_file)];
    inputs.extend(files.into_iter().map(|file| input(Place::Source(0), file)));
    inputs.sort_by(|a, b| (a.place, &a.inner).cmp(&(b.place, &b.inner)));
    build(
        &Inputs { files: inputs, today: "2026-11-23".parse().expect("a day"), drafts: true, base_url: None, history: Arc::default() },
        &mut Memo::cold(),
    )
}

/// What is to be the same before and after.
fn facts(built: &Built, record: &Record) -> String {
    let ties = |ties: &[rationale::model::record::Relation]| {
        // A part that nobody named is called so.
        let part =
            |tie: &rationale::model::record::Relation| tie.part.clone().map(|part| if part.is_empty() { "in part".into() } else { part });
        let tie = |tie: &rationale::model::record::Relation| format!("{} {:?}", built.site.record(tie.to).title, part(tie));
        ties.iter().map(tie).collect::<Vec<_>>().join(", ")
    };
    let status = |word: &'static str| if word == "unknown" { "no status" } else { word };
    let Record { title, date, decided, deciders, consulted, informed, tags, summary, extra, relations, .. } = record;
    format!(
        "{} {title} {} {} {date:?} {decided:?} {deciders:?} {consulted:?} {informed:?} {tags:?} {summary:?} {extra:?} | {} | {} | {} | {}",
        record.id,
        status(record.status.word()),
        status(record.stated.word()),
        ties(&relations.supersedes),
        ties(&relations.amends),
        ties(&relations.depends_on),
        ties(&relations.relates_to),
    )
}

/// Takes a case over and reads it again. Returns what differs.
fn round_trip(case: &Case) -> Vec<String> {
    let text = |text: &str| Content::Text(text.trim_start_matches('\u{feff}').into());
    let before = built(case.files.iter().map(|file| (file.path.clone(), text(&file.text))));
    let inner = |built: &Built, record: &Record| built.sources.path(record.file).trim_start_matches("log/").to_owned();
    let mut wrong = Vec::new();
    let mut taken: Vec<(String, Content)> = Vec::new();
    for (at, record) in before.site.records.iter().enumerate() {
        let (inner, source) = (inner(&before, record), before.sources.text(record.file));
        let new = import(&Import { site: &before.site, ix: RecordIx::at(at), inner: &inner, path: "x", source });
        if record.form.is_some() && !new.ends_with(&format!("\n{}", body(source))) && new != body(source) {
            wrong.push(format!("{inner}: the text is not what it was"));
        }
        if !source.ends_with(body(source)) {
            wrong.push(format!("{inner}: the body is no part of the text"));
        }
        taken.push((inner, Content::Text(Arc::from(new))));
    }
    let after = built(taken);
    for told in after.diagnostics.iter().filter(|told| told.severity == Severity::Error) {
        wrong.push(format!("{}: {}", told.code.0, told.message));
    }
    // A number that two records have names neither of them: ties by it are told, and given up until one is renumbered.
    let shares = |built: &Built| built.diagnostics.iter().any(|told| [SHARED_NUMBER, DUPLICATE_ID].contains(&told.code));
    if shares(&before) {
        if !shares(&after) {
            wrong.push("two records have one number, and nothing is told".into());
        }
        return wrong;
    }
    for record in &before.site.records {
        let same = after.site.records.iter().find(|other| inner(&after, other) == inner(&before, record));
        let (was, is) = (facts(&before, record), same.map(|other| facts(&after, other)).unwrap_or_default());
        if was != is {
            wrong.push(format!("{}:\n    was {was}\n     is {is}", inner(&before, record)));
        }
    }
    wrong
}

#[test]
fn every_form_is_read_after_it_was_taken_over_as_before() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/truth/forms");
    let (mut count, mut wrong) = (0, Vec::new());
    for entry in fs::read_dir(folder).expect("forms") {
        let path = entry.expect("an entry").path();
        for case in cases(&fs::read_to_string(&path).expect("a text")) {
            count += 1;
            wrong.extend(round_trip(&case).into_iter().map(|line| format!("{}: {}: {line}", path.display(), case.name)));
        }
    }
    assert!(count > 100, "{count} cases");
    assert!(wrong.is_empty(), "{} of {count} cases\n{}", wrong.len(), wrong.join("\n"));
}

const MADR: &str = "---\nstatus: \"superseded by ADR-0002\"\ndate: 2025-03-01\ndecision-makers: [Ada, Ben]\nteam: bakery\n---\n# Bake at night\n\n## Context and Problem Statement\n\n![Plan](plan.svg)\n";
const NYGARD: &str =
    "# 2. Bake by day\r\n\r\nDate: 2026-04-05\r\n\r\n## Status\r\n\r\nAccepted\r\n\r\n## Context\r\n\r\nNights are long.  \r\n";
const ODD: &str = "# Ask the neighbours\n\n* Status: on the fence\n\n## Context and Problem Statement\n\nText.\n";

fn logs() -> Site {
    Site::with(&[
        ("theirs/docs/adr/0001-bake-at-night.md", MADR),
        ("theirs/docs/adr/0002-bake-by-day.md", NYGARD),
        ("theirs/docs/adr/0003-ask.md", ODD),
        ("theirs/docs/adr/template.md", "# {short title}\n\n* Status: {proposed | accepted}\n"),
        ("theirs/docs/adr/plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ])
}

#[test]
fn a_log_is_taken_over_by_one_command() {
    let site = logs();
    let theirs = site.tree("theirs");
    let before = site.tree(".");
    let dry = site.expect(&["import", "theirs/docs/adr", "--dry-run"], 0);
    for line in ["+status = \"superseded\"\n", "+superseded_by = [\"0002\"]\n", " # Bake at night\n", "copy ", "Would import 3 records"] {
        assert!(dry.out.contains(line), "{line}\n{}", dry.out);
    }
    assert!(!dry.out.contains("-# ") && !dry.out.contains("-* "), "texts stay\n{}", dry.out);
    assert_eq!(site.tree("."), before);

    let run = site.expect(&["import", "theirs/docs/adr"], 0);
    for said in [
        "Imported 3 records to records, with 1 file beside them\n",
        "Not taken over: ",
        "template.md, a template\n",
        "3 records (2 with a status, 2 dated)",
    ] {
        assert!(run.out.contains(said), "{said}\n{}", run.out);
    }
    assert!(run.err.contains("R0047"), "{}", run.err);
    assert_eq!(site.tree("theirs"), theirs);
    let first = site.read("records/0001-bake-at-night.md");
    for line in [
        "title = \"Bake at night\"\nstatus = \"superseded\"\ndate = 2025-03-01\ndeciders = [\"Ada\", \"Ben\"]\nimported_from = \"madr: ",
        "#   decision-makers: [Ada, Ben]\n",
        "[extra]\nteam = \"bakery\"\n+++\n# Bake at night\n",
    ] {
        assert!(first.contains(line), "{line}\n{first}");
    }
    assert!(first.ends_with(MADR.split("---\n").nth(2).expect("a body")));
    let second = site.read("records/0002-bake-by-day.md");
    assert!(second.ends_with(&format!("+++\r\n{NYGARD}")) && second.contains("supersedes = [\"0001\"]\r\n"), "{second}");
    let third = site.read("records/0003-ask.md");
    assert!(third.contains("# status: the log says “on the fence”, which has no known meaning\n"), "{third}");
    assert!(third.ends_with(ODD));
    // What the log does not say is told, and refuses nothing.
    let check = site.expect(&["check"], 0);
    assert!(check.out.contains("warning[R0005]"), "{}", check.out);
    site.expect(&["build"], 0);
    assert!(site.path("public/0001-bake-at-night.html").exists());

    // Again: nothing to do. After a change: refused, and overwritten where that is asked for.
    site.expect(&["import", "theirs/docs/adr"], 0);
    site.write("records/0003-ask.md", "mine\n");
    let before = site.tree(".");
    let run = site.expect(&["import", "theirs/docs/adr"], 2);
    assert!(run.err.contains("0003-ask.md`: it exists already") && run.err.contains("--force"), "{}", run.err);
    assert_eq!(site.tree("."), before);
    site.expect(&["import", "theirs/docs/adr", "--force"], 0);
    assert_eq!(site.read("records/0003-ask.md"), third);
}

#[test]
fn a_log_goes_into_a_folder_and_a_scope() {
    let site = logs();
    site.write("rationale.toml", "title = \"T\"\n");
    let run = site.expect(&["import", "theirs", "--out", "teams/bakery", "--scope", "bakery"], 0);
    let lines = "[[sources]]\npath = \"teams/bakery\"\nscope = \"bakery\"\n";
    assert!(run.err.contains(lines), "{}", run.err);
    site.write("rationale.toml", &format!("title = \"T\"\n{lines}"));
    assert!(site.expect(&["list"], 0).out.contains("bakery/0002  accepted"));
    let run = site.expect(&["import", "nowhere"], 2);
    assert!(run.err.contains("there is no such folder"), "{}", run.err);
    let run = site.expect(&["import", "teams/bakery/plan.svg"], 2);
    assert!(run.err.contains("it is a file"), "{}", run.err);
}
