//! What the program makes of one file, in words that can be held against those of a person.

use rationale::{
    base::{
        report::{Colour, human},
        source::FileId,
    },
    model::record::{Record, Relation, Status},
    pipeline::Built,
};

/// What became of a file. Lists are sorted; what is not stated is empty.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// `record`, `skipped: template`, `not read`, or `lost`.
    pub(crate) kind: String,
    pub(crate) title: String,
    /// What it says itself.
    pub(crate) status: String,
    /// Where it stands after all.
    pub(crate) now: String,
    pub(crate) text: String,
    pub(crate) id: String,
    pub(crate) date: String,
    pub(crate) by: Vec<String>,
    pub(crate) supersedes: Vec<String>,
    pub(crate) ties: Vec<String>,
    pub(crate) deciders: Vec<String>,
    pub(crate) consulted: Vec<String>,
    pub(crate) informed: Vec<String>,
    pub(crate) tags: Vec<String>,
    /// What is told of it, as it is printed.
    pub(crate) told: String,
}

impl Found {
    /// What became of the file at `inner` of the first source.
    pub(crate) fn of(built: &Built, inner: &str) -> Self {
        let is_it = |file: FileId| inner_path(built, file) == inner;
        let told: Vec<_> =
            built.diagnostics.iter().filter(|told| told.primary.as_ref().is_some_and(|label| is_it(label.span.file))).cloned().collect();
        let told = human(&told, &built.sources, Colour::Never);
        if let Some(record) = built.site.records.iter().find(|record| is_it(record.file)) {
            return Self { told, ..Self::record(built, record) };
        }
        for coverage in &built.site.coverage {
            if let Some((_, what)) = coverage.skipped.iter().find(|(file, _)| is_it(*file)) {
                let what = what.trim_start_matches("a ").trim_start_matches("an ");
                return Self { kind: format!("skipped: {what}"), told, ..Self::default() };
            }
            if coverage.unread.iter().any(|file| is_it(*file)) {
                return Self { kind: "not read".to_owned(), told, ..Self::default() };
            }
        }
        Self { kind: "lost".to_owned(), told, ..Self::default() }
    }

    fn record(built: &Built, record: &Record) -> Self {
        let names = |ties: &[Relation]| {
            let name = |tie: &Relation| {
                let path = inner_path(built, built.site.record(tie.to).file);
                if tie.part.is_some() { format!("part:{path}") } else { path.to_owned() }
            };
            let mut names: Vec<String> = ties.iter().map(name).collect();
            names.sort();
            names
        };
        let relations = &record.relations;
        let kinds = [
            ("amends", &relations.amends),
            ("amended by", &relations.amended_by),
            ("depends on", &relations.depends_on),
            ("needed by", &relations.needed_by),
            ("relates to", &relations.relates_to),
        ];
        let sorted = |list: &[String]| {
            let mut list = list.to_vec();
            list.sort();
            list
        };
        Self {
            kind: "record".to_owned(),
            title: record.title.clone(),
            status: word(record.stated),
            now: word(record.status),
            text: record.status_text.clone().unwrap_or_default(),
            id: record.id.clone(),
            date: record.date.map(|date| date.to_string()).unwrap_or_default(),
            by: names(&relations.superseded_by),
            supersedes: names(&relations.supersedes),
            ties: kinds.iter().flat_map(|(kind, ties)| names(ties).into_iter().map(move |name| format!("{kind} {name}"))).collect(),
            deciders: sorted(&record.deciders),
            consulted: sorted(&record.consulted),
            informed: sorted(&record.informed),
            tags: sorted(&record.tags),
            told: String::new(),
        }
    }
}

fn word(status: Status) -> String {
    if status == Status::Absent { String::new() } else { status.word().to_owned() }
}

/// Path of a file inside its source: what follows the first folder.
fn inner_path(built: &Built, file: FileId) -> &str {
    let path = built.sources.path(file);
    path.strip_prefix("log/").unwrap_or(path)
}
