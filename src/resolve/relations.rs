//! Ties between records: both ends of each, supersession that holds, and what contradicts itself (rulings 10 to 12).

use std::collections::{BTreeMap, BTreeSet};

use super::{
    identity::{Entry, Found, Register},
    lookup::Lookup,
};
use crate::{
    base::{
        diagnostic::{Diagnostic, Reported},
        edit_distance::nearest,
        source::Span,
    },
    model::{
        RecordIx, fault,
        record::{Relation, Relations, Status},
    },
    parse::draft::{Name, RecordDraft, RelationDraft},
};

/// What ties make of a record.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Its ties.
    pub relations: Relations,
    /// Its status with supersession applied.
    pub status: Status,
}

/// One record takes the place of another, as one of the two writes it.
#[derive(Debug, Clone)]
pub(super) struct Tied {
    /// The part that is meant; empty where nobody said which.
    pub(super) part: Option<String>,
    /// Where it is written.
    pub(super) span: Span,
}

/// One record takes the place of another, as written by either side.
#[derive(Debug, Default, Clone)]
pub(super) struct Supersession {
    pub(super) by_successor: Option<Tied>,
    pub(super) by_predecessor: Option<Tied>,
}

impl Supersession {
    fn part(&self) -> Option<&String> {
        let parts = [&self.by_predecessor, &self.by_successor].into_iter().flatten().filter_map(|tied| tied.part.as_ref());
        parts.max_by_key(|part| !part.is_empty())
    }
}

pub(super) struct Ties<'a> {
    pub(super) entries: &'a [Entry],
    pub(super) register: &'a Register,
    pub(super) standings: Vec<Standing>,
    /// (successor, predecessor)
    pub(super) supersessions: BTreeMap<(RecordIx, RecordIx), Supersession>,
    /// The supersessions that were told to be a circle.
    circular: BTreeSet<(RecordIx, RecordIx)>,
    /// Other teams' records that do not tell of a supersession, one entry each time.
    pub(super) one_sided: Vec<RecordIx>,
    /// Other teams' records with a tie that leads nowhere, likewise.
    pub(super) loose: Vec<RecordIx>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// All ties of a site.
#[derive(Debug)]
pub struct AllTies {
    /// What ties make of each record, one a draft, in order.
    pub standings: Vec<Standing>,
    /// Other teams' records that do not tell of a supersession, one entry each time.
    pub one_sided: Vec<RecordIx>,
    /// Other teams' records with a tie that leads nowhere, likewise.
    pub loose: Vec<RecordIx>,
}

/// Ties all records together.
pub fn tie(entries: &[Entry], register: &Register, lookup: &Lookup<'_>) -> Reported<AllTies> {
    let standings = entries.iter().map(|entry| Standing { relations: Relations::default(), status: stated(&entry.draft) }).collect();
    let mut ties = Ties {
        entries,
        register,
        standings,
        supersessions: BTreeMap::new(),
        circular: BTreeSet::new(),
        one_sided: Vec::new(),
        loose: Vec::new(),
        diagnostics: Vec::new(),
    };
    for ix in (0..entries.len()).map(RecordIx::at) {
        ties.read(ix);
        ties.read_foreign(ix, lookup);
    }
    ties.check_both_sides();
    ties.check_one_sided();
    ties.check_circles();
    ties.supersede();
    ties.check_superseded();
    for standing in &mut ties.standings {
        let r = &mut standing.relations;
        for list in [
            &mut r.supersedes,
            &mut r.superseded_by,
            &mut r.amends,
            &mut r.amended_by,
            &mut r.depends_on,
            &mut r.needed_by,
            &mut r.relates_to,
        ] {
            list.retain(|relation| register.is_kept(relation.to));
            list.sort_by_key(|relation| (relation.to, relation.derived));
            list.dedup_by_key(|relation| relation.to);
        }
    }
    let Ties { standings, one_sided, loose, diagnostics, .. } = ties;
    Reported { value: AllTies { standings, one_sided, loose }, diagnostics }
}

/// What a record says of itself.
pub fn stated(draft: &RecordDraft) -> Status {
    if draft.unreadable.is_empty() { draft.status.as_ref().map_or(Status::Absent, |status| status.value) } else { Status::Unreadable }
}

impl Ties<'_> {
    fn draft(&self, ix: RecordIx) -> &RecordDraft {
        &self.entries[ix.index()].draft
    }

    /// Looks up every id that one record writes down.
    fn read(&mut self, ix: RecordIx) {
        let entries = self.entries;
        let relations = &entries[ix.index()].draft.relations;
        for (relation, to) in self.found(ix, relations.supersedes.as_deref().unwrap_or_default()) {
            self.supersessions.entry((ix, to)).or_default().by_successor =
                Some(Tied { part: relation.part.clone(), span: relation.id.span });
        }
        for (relation, to) in self.found(ix, relations.superseded_by.as_deref().unwrap_or_default()) {
            self.supersessions.entry((to, ix)).or_default().by_predecessor =
                Some(Tied { part: relation.part.clone(), span: relation.id.span });
        }
        for (relation, to) in self.found(ix, &relations.amends) {
            self.both_ways((ix, to), relation, |r| &mut r.amends, |r| &mut r.amended_by);
        }
        for (relation, to) in self.found(ix, &relations.depends_on) {
            self.both_ways((ix, to), relation, |r| &mut r.depends_on, |r| &mut r.needed_by);
        }
        for (relation, to) in self.found(ix, &relations.relates_to) {
            self.both_ways((ix, to), relation, |r| &mut r.relates_to, |r| &mut r.relates_to);
        }
    }

    /// The relations whose record exists, with its handle. The rest is told.
    fn found<'d>(&mut self, ix: RecordIx, relations: &'d [RelationDraft]) -> Vec<(&'d RelationDraft, RecordIx)> {
        let scope = self.entries[ix.index()].scope.clone();
        let mut found = Vec::new();
        for relation in relations {
            match self.register.find(scope.as_deref(), &relation.id.value) {
                Found::One(to) if to == ix => self.diagnostics.push(
                    Diagnostic::error(fault::CONTRADICTING_RELATION, "a record cannot stand in a relation to itself")
                        .at(relation.id.span, "this is the record's own id"),
                ),
                Found::One(to) => found.push((relation, to)),
                Found::Two(own, other) => self.diagnostics.push(ambiguous(&relation.id, (own, other), self.register)),
                Found::Nobody => self.diagnostics.push(unknown(&relation.id, Some(ix), self.register)),
            }
        }
        found
    }

    fn both_ways(
        &mut self,
        (from, to): (RecordIx, RecordIx),
        relation: &RelationDraft,
        there: fn(&mut Relations) -> &mut Vec<Relation>,
        back: fn(&mut Relations) -> &mut Vec<Relation>,
    ) {
        let part = relation.part.clone();
        there(&mut self.standings[from.index()].relations).push(Relation { to, part: part.clone(), label: None, derived: false });
        if self.register.is_kept(from) {
            back(&mut self.standings[to.index()].relations).push(Relation { to: from, part, label: None, derived: true });
        }
    }

    /// Where both files list a supersession, each must name the other, and both the whole or both a part.
    fn check_both_sides(&mut self) {
        for ((successor, predecessor), tie) in &self.supersessions {
            if [successor, predecessor].iter().any(|ix| self.entries[ix.index()].is_foreign()) {
                continue;
            }
            let given = |list: &Option<Vec<RelationDraft>>| list.as_ref().is_some_and(|list| !list.is_empty());
            let (named, silent, Tied { span: at, .. }, key) = match (&tie.by_successor, &tie.by_predecessor) {
                (Some(written), None) if given(&self.draft(*predecessor).relations.superseded_by) => {
                    (successor, predecessor, written, "superseded_by")
                }
                (None, Some(written)) if given(&self.draft(*successor).relations.supersedes) => {
                    (predecessor, successor, written, "supersedes")
                }
                (Some(Tied { part: a, span: here }), Some(Tied { part: b, span: there })) if a.is_some() != b.is_some() => {
                    let whole_or_part = |part: &Option<String>| if part.is_some() { "only a part here" } else { "the whole here" };
                    self.diagnostics.push(
                        Diagnostic::error(fault::CONTRADICTING_RELATION, "two records differ on how much of one supersedes the other")
                            .at(*here, whole_or_part(a))
                            .and(*there, whole_or_part(b))
                            .help("say the same `part` on both sides, or let one side speak alone"),
                    );
                    continue;
                }
                _ => continue,
            };
            let (named, silent) = (self.register.name(*named), self.register.name(*silent));
            self.diagnostics.push(
                Diagnostic::error(
                    fault::CONTRADICTING_RELATION,
                    format!("`{named}` names `{silent}`, but `{silent}` has a `{key}` without `{named}`"),
                )
                .at(*at, format!("`{silent}` does not agree"))
                .help(format!("add \"{named}\" to `{key}` of `{silent}`, or leave that key out there: one side is enough")),
            );
        }
    }

    /// Tells each circle of supersession once, at its first record.
    fn check_circles(&mut self) {
        let mut next: BTreeMap<RecordIx, Vec<RecordIx>> = BTreeMap::new();
        for (successor, predecessor) in self.supersessions.keys() {
            next.entry(*successor).or_default().push(*predecessor);
        }
        let mut done = vec![false; self.entries.len()];
        for start in next.keys() {
            if let Some(circle) = circle_from(*start, &next, &mut done) {
                self.circular.extend(circle.iter().copied().zip(circle.iter().copied().cycle().skip(1)));
                let names: Vec<_> = circle.iter().map(|ix| format!("`{}`", self.register.name(*ix))).collect();
                let tie = &self.supersessions[&(circle[0], circle[1 % circle.len()])];
                let Some(Tied { span: at, .. }) = tie.by_successor.as_ref().or(tie.by_predecessor.as_ref()) else { continue };
                // A log of another team is never refused for its ties.
                let foreign = circle.iter().any(|ix| self.entries[ix.index()].is_foreign());
                let told = if foreign { Diagnostic::warning } else { Diagnostic::error };
                let message = format!("records supersede each other in a circle: {} → {}", names.join(" → "), names[0]);
                self.diagnostics.push(
                    told(fault::CIRCULAR_RELATION, message)
                        .at(*at, "the circle goes through here")
                        .help("the later record supersedes the earlier one; take the other direction out"),
                );
            }
        }
    }

    /// Writes supersessions into both ends, and the status that follows from them.
    fn supersede(&mut self) {
        let ties = std::mem::take(&mut self.supersessions);
        for ((successor, predecessor), tie) in ties {
            let part = tie.part().cloned();
            let status = stated(self.draft(successor));
            self.standings[successor.index()].relations.supersedes.push(Relation {
                to: predecessor,
                part: part.clone(),
                label: None,
                derived: tie.by_successor.is_none(),
            });
            if status != Status::Rejected && self.register.is_kept(successor) {
                let back = Relation { to: successor, part: part.clone(), label: None, derived: tie.by_predecessor.is_none() };
                self.standings[predecessor.index()].relations.superseded_by.push(back);
            }
            let holds = matches!(status, Status::Accepted | Status::Superseded | Status::Deprecated);
            let before = stated(self.draft(predecessor));
            if part.is_some() || !holds || before == Status::Unreadable {
                continue;
            }
            self.standings[predecessor.index()].status = Status::Superseded;
            // Which of two is the later one is told with the circle; until then neither lacks a word.
            let is_told = self.circular.contains(&(successor, predecessor)) || self.entries[predecessor.index()].is_foreign();
            if before != Status::Superseded && !is_told {
                let at =
                    self.draft(predecessor).status.as_ref().map_or_else(|| Span::top(self.draft(predecessor).file), |status| status.span);
                let name = self.register.name(successor);
                let mut told =
                    Diagnostic::warning(fault::SUPERSEDED_ALONE, format!("this record is superseded by `{name}`, but does not say so"))
                        .at(at, "shown as superseded")
                        .help("write `status = \"superseded\"`, with the day in `date` and the old one in `decided`");
                if let Some(tied) = &tie.by_successor {
                    told = told.and(tied.span, "superseded here");
                }
                self.diagnostics.push(told);
            }
        }
    }

    /// A superseded record has a successor, on either side.
    fn check_superseded(&mut self) {
        for (at, entry) in self.entries.iter().enumerate() {
            if entry.is_foreign() {
                self.check_superseded_foreign(RecordIx::at(at));
                continue;
            }
            let draft = &entry.draft;
            let Some(status) = draft.status.as_ref().filter(|status| status.value == Status::Superseded) else { continue };
            let announced = draft.relations.superseded_by.as_ref().is_some_and(|list| !list.is_empty());
            if self.standings[at].relations.superseded_by.is_empty() && !announced {
                self.diagnostics.push(
                    Diagnostic::error(fault::SUPERSEDED_ALONE, "a superseded record without a successor")
                        .at(status.span, "superseded by which record?")
                        .help("add `superseded_by = [\"…\"]` here or `supersedes` there; with nothing in its place it is `deprecated`"),
                );
            }
        }
    }
}

/// A circle that can be reached from `start` and was not told before, from its smallest record on.
fn circle_from(start: RecordIx, next: &BTreeMap<RecordIx, Vec<RecordIx>>, done: &mut [bool]) -> Option<Vec<RecordIx>> {
    let mut trail: Vec<(RecordIx, usize)> = vec![(start, 0)];
    let mut found = None;
    while let Some((ix, at)) = trail.last().copied() {
        let follow = if done[ix.index()] { None } else { next.get(&ix).and_then(|list| list.get(at)).copied() };
        let Some(to) = follow else {
            done[ix.index()] = true;
            trail.pop();
            continue;
        };
        if let Some(last) = trail.last_mut() {
            last.1 += 1;
        }
        if let Some(from) = trail.iter().position(|(seen, _)| *seen == to) {
            found.get_or_insert_with(|| trail[from..].iter().map(|(ix, _)| *ix).collect::<Vec<_>>());
        } else if !done[to.index()] {
            trail.push((to, 0));
        }
    }
    found.map(|mut circle| {
        let smallest = circle.iter().enumerate().min_by_key(|(_, ix)| **ix).map_or(0, |(at, _)| at);
        circle.rotate_left(smallest);
        circle
    })
}

/// The fault of an id that no record has. The asker itself is not what was meant.
pub fn unknown(id: &Name, asker: Option<RecordIx>, register: &Register) -> Diagnostic {
    let told = Diagnostic::error(fault::UNKNOWN_RECORD, format!("there is no record `{}`", id.value)).at(id.span, "unknown record");
    let names: Vec<String> = register.names_but(asker).collect();
    match nearest(&id.value, names.iter().map(String::as_str)) {
        Some(name) => told.help(format!("did you mean `{name}`?")),
        None => told.help("an id is the number (or the name) that the record's file starts with; a record of another log is `scope/id`"),
    }
}

/// The fault of an id that two sources answer to.
pub fn ambiguous(id: &Name, (own, other): (RecordIx, RecordIx), register: &Register) -> Diagnostic {
    Diagnostic::error(fault::AMBIGUOUS_RECORD, format!("`{}` means two records", id.value))
        .at(id.span, format!("`{}` or `{}`?", register.name(own), register.name(other)))
        .help(format!("write `{}` for the one in this scope", register.name(own)))
}
