//! Ties of other teams' records, read leniently: a log is never refused for them (ruling 2). What leads nowhere is told, and its words stay
//! on the page.

use super::{
    identity::{Entry, Register},
    lookup::Lookup,
    relations::{Tied, Ties},
};
use crate::{
    base::{diagnostic::Diagnostic, source::Span},
    model::{
        RecordIx, fault,
        origin::Form,
        record::{Relation, Status},
    },
    parse::draft::{TieDraft, TieKind, TieTarget},
};

impl Ties<'_> {
    /// Looks up everything that another team's record ties itself to.
    pub(super) fn read_foreign(&mut self, ix: RecordIx, lookup: &Lookup<'_>) {
        let entries = self.entries;
        let Some(foreign) = &entries[ix.index()].draft.foreign else { return };
        for tie in &foreign.ties {
            match lookup.tie(ix, &tie.target.value) {
                // A record in a list of related ones that has it, too, says where it stands, and no more.
                Some(to) if to == ix && tie.kind == TieKind::RelatesTo => {}
                Some(to) if to == ix => self.diagnostics.push(
                    Diagnostic::warning(fault::CONTRADICTING_RELATION, format!("a record cannot {} itself", doing(tie.kind)))
                        .at(tie.target.span, "this is the record's own file or number")
                        .help("passed over; name the record that is meant"),
                ),
                Some(to) => self.enter(ix, to, tie),
                // What lies elsewhere is no record of this log, and nobody said so.
                None if matches!(&tie.target.value, TieTarget::Link(link) if link.contains("://")) => {}
                None => {
                    self.loose.push(ix);
                    self.diagnostics.push(loose(ix, tie, (entries, self.register)));
                }
            }
        }
    }

    fn enter(&mut self, ix: RecordIx, to: RecordIx, tie: &TieDraft) {
        let part = tie.in_part.then(String::new);
        let span = tie.target.span;
        match tie.kind {
            TieKind::Supersedes => self.supersessions.entry((ix, to)).or_default().by_successor = Some(Tied { part, span }),
            TieKind::SupersededBy => self.supersessions.entry((to, ix)).or_default().by_predecessor = Some(Tied { part, span }),
            TieKind::Amends => self.label((ix, to), tie, |r| &mut r.amends, |r| &mut r.amended_by),
            TieKind::AmendedBy => self.label((ix, to), tie, |r| &mut r.amended_by, |r| &mut r.amends),
            TieKind::DependsOn => self.label((ix, to), tie, |r| &mut r.depends_on, |r| &mut r.needed_by),
            TieKind::NeededBy => self.label((ix, to), tie, |r| &mut r.needed_by, |r| &mut r.depends_on),
            TieKind::RelatesTo => self.label((ix, to), tie, |r| &mut r.relates_to, |r| &mut r.relates_to),
        }
    }

    /// Writes a tie into both ends, with the word that was used.
    fn label(
        &mut self,
        (from, to): (RecordIx, RecordIx),
        tie: &TieDraft,
        there: fn(&mut crate::model::record::Relations) -> &mut Vec<Relation>,
        back: fn(&mut crate::model::record::Relations) -> &mut Vec<Relation>,
    ) {
        let relation = |to, derived| Relation { to, part: tie.in_part.then(String::new), label: tie.label.clone(), derived };
        there(&mut self.standings[from.index()].relations).push(relation(to, false));
        if self.register.is_kept(from) {
            back(&mut self.standings[to.index()].relations).push(relation(from, true));
        }
    }

    /// Tells the supersessions of which another team's record knows nothing: whoever reads that record alone is misled.
    pub(super) fn check_one_sided(&mut self) {
        for ((successor, predecessor), tie) in &self.supersessions {
            let (speaker, silent, written, what) = match (&tie.by_successor, &tie.by_predecessor) {
                (Some(written), None) => (*successor, *predecessor, written, "is superseded by"),
                (None, Some(written)) => (*predecessor, *successor, written, "supersedes"),
                _ => continue,
            };
            if !self.entries[silent.index()].is_foreign() {
                continue;
            }
            self.one_sided.push(silent);
            let (speaker, silent) = (self.register.name(speaker), self.register.name(silent));
            self.diagnostics.push(
                Diagnostic::warning(fault::ONE_SIDED, format!("`{silent}` does not say that it {what} `{speaker}`"))
                    .at(written.span, "said here alone")
                    .help(format!("shown on both pages; whoever opens the file of `{silent}` should see it too")),
            );
        }
    }

    /// A superseded record of another team names its successor.
    pub(super) fn check_superseded_foreign(&mut self, ix: RecordIx) {
        let draft = &self.entries[ix.index()].draft;
        let Some((status, foreign)) = draft.status.as_ref().zip(draft.foreign.as_ref()) else { return };
        let named = foreign.ties.iter().any(|tie| tie.kind == TieKind::SupersededBy);
        if status.value == Status::Superseded && !named && self.standings[ix.index()].relations.superseded_by.is_empty() {
            self.diagnostics.push(
                Diagnostic::warning(fault::SUPERSEDED_ALONE, "a superseded record that does not say by which")
                    .at(status.span, "superseded by which record?")
                    .help(match foreign.form {
                        Form::Madr3 | Form::FrontMatter => "name it in the front matter: `superseded_by: 0012`",
                        _ => "name it in the status: `Superseded by [12. Title](0012-title.md)`",
                    }),
            );
        }
    }
}

/// What a tie says that a record does to another.
fn doing(kind: TieKind) -> &'static str {
    match kind {
        TieKind::Supersedes => "supersede",
        TieKind::SupersededBy => "be superseded by",
        TieKind::Amends => "amend",
        TieKind::AmendedBy => "be amended by",
        TieKind::DependsOn => "depend on",
        TieKind::NeededBy => "be needed by",
        TieKind::RelatesTo => "relate to",
    }
}

/// The fault of a tie that leads nowhere.
fn loose(ix: RecordIx, tie: &TieDraft, (entries, register): (&[Entry], &Register)) -> Diagnostic {
    let (TieTarget::Id(text) | TieTarget::Link(text) | TieTarget::Title(text)) = &tie.target.value;
    let is_shared = matches!(&tie.target.value, TieTarget::Id(id) if register.is_shared(entries[ix.index()].scope.as_deref(), id));
    let told = if is_shared {
        Diagnostic::warning(fault::LOOSE_TIE, format!("`{text}` means two records")).help("link to the file of the one that is meant")
    } else {
        Diagnostic::warning(fault::LOOSE_TIE, format!("`{text}` leads to no record of this log"))
            .help("its words stay on the page; a link to the other record's file makes it a tie")
    };
    let label = match tie.kind {
        TieKind::Supersedes => "supersedes what?",
        TieKind::SupersededBy => "superseded by what?",
        _ => "which record?",
    };
    told.at(tie.target.span, label)
}

/// Leaves out what is told twice: a tie that leads nowhere is a link of the text that leads nowhere, too.
pub(super) fn once(diagnostics: &mut Vec<Diagnostic>) {
    let place = |told: &Diagnostic| told.primary.as_ref().map(|label| label.span);
    let loose: Vec<Span> = diagnostics.iter().filter(|told| told.code == fault::LOOSE_TIE).filter_map(place).collect();
    let covers = |tie: &Span, link: Span| tie.file == link.file && tie.start <= link.start && link.end <= tie.end;
    if !loose.is_empty() {
        diagnostics.retain(|told| {
            let link = place(told).filter(|_| told.code == fault::BROKEN_LINK);
            !link.is_some_and(|link| loose.iter().any(|tie| covers(tie, link)))
        });
    }
}

/// The fault of an id that several records of a log have.
pub(super) fn shared((first, second): (&Entry, &Entry)) -> Diagnostic {
    let id = &second.draft.id;
    Diagnostic::warning(fault::SHARED_NUMBER, format!("two records have the number `{}`", id.value))
        .at(id.span, "the second one")
        .and(first.draft.id.span, "the first one")
        .help("both are listed, each at the address of its file's name; a link by number means neither")
}
