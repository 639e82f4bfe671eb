//! Ties between records as pictures: which decision took the place of which, changes it, needs it, or is worth reading with it. Time flows to
//! the right: what a decision stands on stands on its left.

use std::collections::BTreeMap;

use super::{
    graph::Flow,
    picture::{Picture, Words, layout},
    standpoint::Standpoint,
};
use crate::model::{RecordIx, record::Relations, site::Site};

/// How two records are tied, the weightiest first: where two are tied in several ways, the first is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// The second takes the place of the first.
    Supersedes,
    /// The second changes the first.
    Amends,
    /// The second needs the first.
    Depends,
    /// Worth reading together.
    Relates,
}

impl Tie {
    /// Class of its look.
    pub fn look(self) -> &'static str {
        match self {
            Self::Supersedes => "supersedes",
            Self::Amends => "amends",
            Self::Depends => "depends",
            Self::Relates => "relates",
        }
    }

    /// What the second record does to the first.
    pub fn verb(self) -> &'static str {
        match self {
            Self::Supersedes => "supersedes",
            Self::Amends => "amends",
            Self::Depends => "depends on",
            Self::Relates => "is related to",
        }
    }
}

/// Ties of a record, each as what stands on the left, what on the right, and how.
pub fn ties_of(site: &Site, ix: RecordIx) -> impl Iterator<Item = (RecordIx, RecordIx, Tie)> + '_ {
    let Relations { supersedes, superseded_by, amends, amended_by, depends_on, needed_by, relates_to } = &site.record(ix).relations;
    let before = [(supersedes, Tie::Supersedes), (amends, Tie::Amends), (depends_on, Tie::Depends)];
    let after = [(superseded_by, Tie::Supersedes), (amended_by, Tie::Amends), (needed_by, Tie::Depends)];
    let before = before.into_iter().flat_map(move |(ties, kind)| ties.iter().map(move |tie| (tie.to, ix, kind)));
    let after = after.into_iter().flat_map(move |(ties, kind)| ties.iter().map(move |tie| (ix, tie.to, kind)));
    before.chain(after).chain(relates_to.iter().map(move |tie| (ix.min(tie.to), ix.max(tie.to), Tie::Relates)))
}

/// Ties among some records, one a pair, in the order of the records.
pub fn among(site: &Site, members: &[RecordIx]) -> Vec<(usize, usize, Tie)> {
    let places: BTreeMap<RecordIx, usize> = members.iter().enumerate().map(|(at, ix)| (*ix, at)).collect();
    let mut pairs: BTreeMap<(usize, usize), (usize, usize, Tie)> = BTreeMap::new();
    for (from, to, tie) in members.iter().flat_map(|ix| ties_of(site, *ix)) {
        let (Some(from), Some(to)) = (places.get(&from), places.get(&to)) else { continue };
        let drawn = pairs.entry((*from.min(to), *from.max(to))).or_insert((*from, *to, tie));
        if tie < drawn.2 {
            *drawn = (*from, *to, tie);
        }
    }
    pairs.into_values().collect()
}

/// Those of some records that are tied to another of them, by group: the group of the latest record first, records in their own order.
pub fn groups(site: &Site, members: &[RecordIx]) -> Vec<Vec<RecordIx>> {
    let mut group_of: Vec<usize> = (0..members.len()).collect();
    for (before, after, _) in among(site, members) {
        let (a, b) = (root(&mut group_of, before), root(&mut group_of, after));
        group_of[a.max(b)] = a.min(b);
    }
    let mut groups: BTreeMap<usize, Vec<RecordIx>> = BTreeMap::new();
    for (at, ix) in members.iter().enumerate() {
        groups.entry(root(&mut group_of, at)).or_default().push(*ix);
    }
    let mut groups: Vec<Vec<RecordIx>> = groups.into_values().filter(|members| members.len() > 1).collect();
    groups.sort_by_key(|members| std::cmp::Reverse(members.iter().map(|ix| (site.record(*ix).date, *ix)).max()));
    groups
}

/// The first of a group; on the way to it every step is made shorter.
fn root(group_of: &mut [usize], mut at: usize) -> usize {
    while group_of[at] != at {
        group_of[at] = group_of[group_of[at]];
        at = group_of[at];
    }
    at
}

/// Records with the ties among them; `here` is marked, and every other leads to its page.
pub fn picture(from: &Standpoint<'_>, members: &[RecordIx], here: Option<RecordIx>) -> Picture {
    let site = from.material.site;
    let ties = among(site, members);
    let boxes: Vec<Vec<Words>> = members
        .iter()
        .map(|ix| {
            let record = from.record(*ix);
            let head = match record.status.word {
                "accepted" => record.id.into_owned(),
                _ => format!("{} · {}", record.id, record.status.label),
            };
            vec![Words { text: head, room: (150.0, 1), look: "s" }, Words { text: record.title.to_owned(), room: (150.0, 3), look: "" }]
        })
        .collect();
    layout(&boxes, ties.iter().map(|(from, to, _)| (*from, *to)).collect(), Flow::Right).picture(
        |at| {
            let ix = members[at];
            let stands = if site.record(ix).in_force() { "" } else { " past" };
            if here == Some(ix) { ("on".to_owned(), None) } else { (format!("record{stands}"), Some(from.to_record(ix))) }
        },
        |at| (ties[at].2.look().to_owned(), ties[at].2 != Tie::Relates),
    )
}
