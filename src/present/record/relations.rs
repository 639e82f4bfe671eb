//! Ties of a record to others, in both directions.

use schemars::JsonSchema;
use serde::Serialize;

use super::Subject;
use crate::{model::record::Relation, present::standpoint::RecordRef};

/// A tie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RelationRow<'a> {
    /// The other record.
    pub record: RecordRef<'a>,
    /// The part that is meant; empty where nobody said which; null for the whole.
    pub part: Option<&'a str>,
    /// The word that another team has for it: `clarifies`; null where it says no more than the group.
    pub label: Option<&'a str>,
    /// Whether only the other side wrote it down.
    pub derived: bool,
}

/// Ties of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RelationGroup<'a> {
    /// `supersedes`, `superseded-by` …
    pub key: &'static str,
    /// Its words.
    pub label: &'static str,
    /// The ties; never empty.
    pub rows: Vec<RelationRow<'a>>,
}

/// All ties of a record.
pub fn groups<'a>(of: &Subject<'a>) -> Vec<RelationGroup<'a>> {
    let ties = &of.record.relations;
    let groups: [(&'static str, &'static str, &'a [Relation]); 7] = [
        ("supersedes", "Supersedes", &ties.supersedes),
        ("superseded-by", "Superseded by", &ties.superseded_by),
        ("amends", "Amends", &ties.amends),
        ("amended-by", "Amended by", &ties.amended_by),
        ("depends-on", "Depends on", &ties.depends_on),
        ("needed-by", "Needed by", &ties.needed_by),
        ("relates-to", "Related", &ties.relates_to),
    ];
    groups
        .into_iter()
        .filter(|(.., ties)| !ties.is_empty())
        .map(|(key, label, ties)| RelationGroup { key, label, rows: ties.iter().map(|tie| row(of, tie)).collect() })
        .collect()
}

fn row<'a>(of: &Subject<'a>, tie: &'a Relation) -> RelationRow<'a> {
    RelationRow { record: of.from.record(tie.to), part: tie.part.as_deref(), label: tie.label.as_deref(), derived: tie.derived }
}
