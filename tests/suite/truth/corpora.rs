//! Whole logs of other teams, where they are at hand: `RATIONALE_CORPORA` names the folder that holds them, a folder each. What they say
//! was read by people, file by file; the texts themselves are not ours to keep.

use std::{collections::BTreeMap, fs, path::Path};

use rationale::{
    base::{date::Date, source::FileId},
    io::read::{Request, read},
    model::record::{Record, Relation, Status},
    pipeline::{Built, Memo, build},
};

use super::{expected::same, folder};

/// The columns that are judged, after `path` and `kind`.
const COLUMNS: [&str; 7] = ["title", "status", "date", "superseded by", "supersedes", "ties", "deciders"];

/// Places judged and places right.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    all: usize,
    right: usize,
}

impl Score {
    fn add(&mut self, is_right: bool) {
        self.all += 1;
        self.right += usize::from(is_right);
    }

    /// Whether 98 in 100 are right.
    fn is_enough(self) -> bool {
        self.right * 100 >= self.all * 98
    }
}

#[test]
#[expect(clippy::print_stderr, reason = "the shares are what one runs it for")]
fn logs_of_others_are_read_as_people_read_them() {
    let Some(corpora) = std::env::var_os("RATIONALE_CORPORA") else {
        eprintln!("not tested: whole logs of others; `RATIONALE_CORPORA=FOLDER` names where they lie");
        return;
    };
    let mut tables: Vec<_> = fs::read_dir(folder("corpora")).expect("the tables").map(|entry| entry.expect("an entry").path()).collect();
    tables.sort();
    let mut too_low = Vec::new();
    for table in tables {
        let name = table.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let log = Path::new(&corpora).join(&name);
        assert!(log.is_dir(), "{} is not there", log.display());
        let (scores, wrong) = judge(&fs::read_to_string(&table).expect("a table"), &log);
        for line in &wrong {
            eprintln!("{name}: {line}");
        }
        let share = |(what, score): (&&str, &Score)| format!("{what} {}/{}", score.right, score.all);
        eprintln!("{name}: {}", scores.iter().map(share).collect::<Vec<_>>().join(", "));
        too_low.extend(scores.iter().filter(|(_, score)| !score.is_enough()).map(|(what, _)| format!("{name}: {what}")));
    }
    assert!(too_low.is_empty(), "fewer than 98 in 100 are right: {}", too_low.join(", "));
}

/// How much of a log is read right, by column, and what is not.
fn judge(table: &str, log: &Path) -> (BTreeMap<&'static str, Score>, Vec<String>) {
    let today: Date = "2026-11-23".parse().expect("a day");
    let request = Request { root: None, logs: vec![log.to_owned()], today, drafts: false, base_url: None };
    let world = read(&request).expect("the log is read");
    let built = build(&world.inputs, &mut Memo::cold());
    let (mut scores, mut wrong) = (BTreeMap::new(), Vec::new());
    for row in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [path, kind, cells @ ..] = cells.as_slice() else { panic!("`{row}` has no kind") };
        if *kind == "other" {
            continue;
        }
        let found = kind_of(&built, path);
        let is_kind = kind.split('|').any(|kind| kind == found);
        scores.entry("listed").or_insert_with(Score::default).add(is_kind);
        if !is_kind {
            wrong.push(format!("{path}: expected {kind}, found {found}"));
        }
        let record = built.site.records.iter().find(|record| is_at(&built, record.file, path));
        for (column, expected) in COLUMNS.iter().zip(cells).filter(|(_, cell)| **cell != "?") {
            let got = record.map(|record| value(&built, record, column)).unwrap_or_default();
            let is_right = record.is_some() && same(column, expected, &got);
            // What neither says is no feat.
            if *expected != "-" || !is_right {
                scores.entry(column).or_insert_with(Score::default).add(is_right);
            }
            if !is_right {
                wrong.push(format!("{path}: {column}: expected `{expected}`, found `{got}`"));
            }
        }
    }
    (scores, wrong)
}

fn is_at(built: &Built, file: FileId, path: &str) -> bool {
    let shown = built.sources.path(file).replace('\\', "/");
    shown == path || shown.ends_with(&format!("/{path}"))
}

fn kind_of(built: &Built, path: &str) -> String {
    if built.site.records.iter().any(|record| is_at(built, record.file, path)) {
        return "record".to_owned();
    }
    for coverage in &built.site.coverage {
        if let Some((_, what)) = coverage.skipped.iter().find(|(file, _)| is_at(built, *file, path)) {
            return format!("skipped:{}", what.trim_start_matches("a ").trim_start_matches("an "));
        }
        if coverage.unread.iter().any(|file| is_at(built, *file, path)) {
            return "not-read".to_owned();
        }
    }
    "lost".to_owned()
}

/// What the program says in one column; nothing where it says nothing.
fn value(built: &Built, record: &Record, column: &str) -> String {
    let names = |kind: &str, ties: &[Relation]| {
        let name = |tie: &Relation| {
            let path = built.sources.path(built.site.record(tie.to).file);
            let name = path.rsplit('/').next().unwrap_or(path);
            format!("{kind}{}{name}", if tie.part.is_some() { "part:" } else { "" })
        };
        ties.iter().map(name).collect::<Vec<_>>()
    };
    let ties = &record.relations;
    match column {
        "title" => record.title.clone(),
        "status" if record.stated == Status::Absent => String::new(),
        "status" => record.stated.word().to_owned(),
        "date" => record.date.map(|date| date.to_string()).unwrap_or_default(),
        "superseded by" => names("", &ties.superseded_by).join(", "),
        "supersedes" => names("", &ties.supersedes).join(", "),
        "deciders" => record.deciders.join(", "),
        _ => {
            let kinds = [
                names("amends ", &ties.amends),
                names("amended by ", &ties.amended_by),
                names("depends on ", &ties.depends_on),
                names("needed by ", &ties.needed_by),
                names("relates to ", &ties.relates_to),
            ];
            kinds.concat().join(", ")
        }
    }
}
