//! Which decisions govern a file: those whose `affects` name it (ruling 43).

use crate::{
    base::glob::Glob,
    model::{
        RecordIx, SourceIx,
        record::{Record, Status},
        site::Site,
    },
};

/// A decision that governs a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Governing<'a> {
    /// The record.
    pub ix: RecordIx,
    /// Those of its globs that name the file.
    pub globs: Vec<&'a str>,
}

/// All globs of a site, read once.
#[derive(Debug)]
pub struct Governance<'a> {
    rules: Vec<Rule<'a>>,
}

/// What a record governs.
#[derive(Debug)]
struct Rule<'a> {
    ix: RecordIx,
    record: &'a Record,
    /// Its globs, as written and ready to be asked.
    globs: Vec<(&'a str, Glob)>,
}

impl<'a> Governance<'a> {
    /// Reads the globs. One that is none was told when its record was read, and names nothing.
    pub fn new(site: &'a Site) -> Self {
        let globs = |record: &'a Record| record.affects.iter().filter_map(|text| Some((text.as_str(), Glob::parse(text).ok()?))).collect();
        let records = site.records.iter().enumerate().filter(|(_, record)| !record.affects.is_empty());
        let mut rules: Vec<Rule<'a>> = records.map(|(at, record)| Rule { ix: RecordIx::at(at), record, globs: globs(record) }).collect();
        rules.sort_by_key(|rule| (rank(rule.record.status), rule.ix));
        Self { rules }
    }

    /// Decisions that govern a file: those in force first, then what is up for decision, then history. `path` gives its path from the root of the
    /// repository that a source is in; `None`: it is not in there.
    pub fn of<'p>(&self, path: impl Fn(SourceIx) -> Option<&'p str>) -> Vec<Governing<'a>> {
        let governing = |rule: &Rule<'a>| {
            let path = path(rule.record.source)?;
            let globs: Vec<&str> = rule.globs.iter().filter(|(_, glob)| glob.matches(path)).map(|(text, _)| *text).collect();
            (!globs.is_empty()).then_some(Governing { ix: rule.ix, globs })
        };
        self.rules.iter().filter_map(governing).collect()
    }

    /// Where a decision stands among all that govern something.
    pub fn place(&self, ix: RecordIx) -> Option<usize> {
        self.rules.iter().position(|rule| rule.ix == ix)
    }
}

fn rank(status: Status) -> u8 {
    match status {
        Status::Accepted => 0,
        Status::Draft | Status::Proposed => 1,
        _ => 2,
    }
}
