//! The map: decisions that are tied to each other, each group as a picture and as a list. A group that is too large to read as a picture is
//! listed; so are pairs and threes where there are many, since a sentence says as much and takes a line. Beyond what one page can show,
//! decisions are named; each one's own page shows what stands around it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    meta::Meta,
    picture::Picture,
    standpoint::{RecordRef, Standpoint},
    ties::{Tie, among, groups, picture},
    words,
};
use crate::model::RecordIx;

/// Records of one picture, and of all pictures and lists of the page, at most.
const DRAWN: usize = 60;
const SHOWN: usize = 150;
/// Groups that are drawn whatever their size; after them, those of fewer records than this are told in sentences.
const FIRST: usize = 8;
const SMALL: usize = 4;
/// Sentences about small groups, at most.
const TOLD: usize = 120;
/// Ties of one list, at most.
const TIES: usize = 200;
/// Groups that are only named, at most.
const NAMED: usize = 200;

/// A tie, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TieRow<'a> {
    /// Who does it.
    pub record: RecordRef<'a>,
    /// `supersedes`, `amends`, `depends on` or `is related to`.
    pub verb: &'static str,
    /// To whom.
    pub other: RecordRef<'a>,
}

/// Decisions that hang together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Group<'a> {
    /// Its latest decision.
    pub latest: RecordRef<'a>,
    /// How many it holds, in words.
    pub size: String,
    /// The picture; null where it would be too large to read.
    pub picture: Option<Picture>,
    /// Every tie; the first few where there are more than a list can hold.
    pub ties: Vec<TieRow<'a>>,
    /// How many ties are not listed, in words; null where all are.
    pub more: Option<String>,
}

/// The map: template `map.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MapPage<'a> {
    /// What every page has.
    pub meta: Meta,
    /// How many decisions are tied to others, of how many, in words.
    pub summary: String,
    /// Groups that are shown, the one with the latest decision first.
    pub groups: Vec<Group<'a>>,
    /// Ties of small groups, told instead of drawn; the latest first.
    pub small: Vec<TieRow<'a>>,
    /// Groups that are only named: their latest decision and their size.
    pub named: Vec<(RecordRef<'a>, String)>,
    /// Groups that are not even named, in words; null where all are.
    pub more: Option<String>,
}

/// The map of the whole site.
pub fn page<'a>(from: &Standpoint<'a>) -> MapPage<'a> {
    let groups = groups(from.material.site, &from.material.record_ixs().collect::<Vec<_>>());
    let (all, tied) = (from.material.site.records.len(), groups.iter().map(Vec::len).sum::<usize>());
    let numbers = from.numbers();
    let mut page = MapPage {
        meta: Meta::new(from, "map.html", ("map", "Map".into()))
            .described(Some("Which decision took the place of which, changes it or needs it.".into())),
        summary: format!("{} of {} are tied to another.", numbers.whole(tied as f64), words::count(numbers, all, "decision")),
        groups: Vec::new(),
        small: Vec::new(),
        named: Vec::new(),
        more: None,
    };
    let (mut shown, mut unnamed) = (0, 0);
    for members in &groups {
        let (drawn, is_small) = (members.len().min(DRAWN), members.len() < SMALL && page.groups.len() >= FIRST);
        if is_small && page.small.len() < TOLD {
            page.small.extend(rows(from, members, &among(from.material.site, members)));
        } else if !is_small && (shown == 0 || shown + drawn <= SHOWN) {
            shown += drawn;
            page.groups.push(group(from, members));
        } else if page.named.len() < NAMED {
            page.named.push((latest(from, members), size(from, members)));
        } else {
            unnamed += 1;
        }
    }
    page.more = (unnamed > 0).then(|| words::count(numbers, unnamed, "more group"));
    page
}

fn latest<'a>(from: &Standpoint<'a>, members: &[RecordIx]) -> RecordRef<'a> {
    let latest = members.iter().max_by_key(|ix| (from.material.site.record(**ix).date, **ix));
    from.record(*latest.expect("a group has members"))
}

fn size(from: &Standpoint<'_>, members: &[RecordIx]) -> String {
    words::count(from.numbers(), members.len(), "decision")
}

/// Ties in words.
fn rows<'a>(from: &Standpoint<'a>, members: &[RecordIx], ties: &[(usize, usize, Tie)]) -> Vec<TieRow<'a>> {
    let row = |(before, after, tie): &(usize, usize, Tie)| TieRow {
        record: from.record(members[*after]),
        verb: tie.verb(),
        other: from.record(members[*before]),
    };
    ties.iter().map(row).collect()
}

fn group<'a>(from: &Standpoint<'a>, members: &[RecordIx]) -> Group<'a> {
    let ties = among(from.material.site, members);
    Group {
        latest: latest(from, members),
        size: size(from, members),
        picture: (members.len() <= DRAWN).then(|| picture(from, members, None)),
        ties: rows(from, members, &ties[..ties.len().min(TIES)]),
        more: (ties.len() > TIES).then(|| words::count(from.numbers(), ties.len() - TIES, "more tie")),
    }
}
