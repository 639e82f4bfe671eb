//! Where a record comes from and what came of it: the records around it as a picture. The list of its relations stands beside it.

use std::collections::{BTreeSet, VecDeque};

use schemars::JsonSchema;
use serde::Serialize;

use super::Subject;
use crate::{
    model::RecordIx,
    present::{
        picture::Picture,
        ties::{Tie, picture, ties_of},
        words,
    },
};

/// Records drawn, at most: beyond that a picture explains nothing.
const RECORDS: usize = 18;

/// The picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Lineage {
    /// Boxes and arrows.
    pub picture: Picture,
    /// What is left out, in words; null where nothing is.
    pub more: Option<String>,
}

/// The record, whatever it is tied to, and the line of those that took each other's place; `None` where it is tied to nothing.
pub fn lineage(of: &Subject<'_>) -> Option<Lineage> {
    let site = of.from.material.site;
    let mut seen: BTreeSet<RecordIx> = BTreeSet::from([of.ix]);
    let mut open: VecDeque<RecordIx> = VecDeque::from([of.ix]);
    let mut left_out = 0;
    while let Some(ix) = open.pop_front() {
        for (before, after, tie) in ties_of(site, ix) {
            let other = if before == ix { after } else { before };
            // From others only the line of succession goes on.
            if (ix != of.ix && tie != Tie::Supersedes) || seen.contains(&other) {
                continue;
            }
            if seen.len() == RECORDS {
                left_out += 1;
                continue;
            }
            seen.insert(other);
            open.push_back(other);
        }
    }
    let members: Vec<RecordIx> = seen.into_iter().collect();
    (members.len() > 1).then(|| Lineage {
        picture: picture(of.from, &members, Some(of.ix)),
        more: (left_out > 0)
            .then(|| format!("{} not drawn; the list below has all.", words::count(of.from.numbers(), left_out, "more tie"))),
    })
}
