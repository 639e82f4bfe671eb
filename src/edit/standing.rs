//! Where decisions stand: one is accepted, one takes the place of another. Both sides of a supersession are changed together (rulings 11 and 12).

use super::{
    Refusal,
    front::{Front, day, text},
};
use crate::{
    base::{date::Date, edit_distance::nearest},
    model::{
        RecordIx,
        record::{Record, Relation, Status},
        site::Site,
    },
    parse::id::is_same,
};

/// A record whose file is to hold another text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The record.
    pub ix: RecordIx,
    /// The whole text of its file.
    pub text: String,
}

/// A site, and the texts of its files as they are on disk.
pub struct Files<'a> {
    /// The site.
    pub site: &'a Site,
    /// The text of a record's file.
    pub text: &'a dyn Fn(RecordIx) -> &'a str,
    /// The day.
    pub today: Date,
}

/// Where `status` and its days stand in front matter.
const AFTER_STATUS: &[&str] = &["title", "status"];
const AFTER_DATE: &[&str] = &["title", "status", "date"];
/// What ties stand below.
const ABOVE_TIES: &[&str] = &[
    "title",
    "status",
    "date",
    "decided",
    "deciders",
    "consulted",
    "informed",
    "owner",
    "tags",
    "framework",
    "chosen",
    "why",
    "confidence",
    "summary",
];

/// Accepts a record on a day. What it supersedes whole becomes superseded with it.
///
/// # Errors
/// It cannot be accepted: it is already, another took its place, the option is none of its own, the day is still to come.
pub fn accept(files: &Files<'_>, ix: RecordIx, chosen: Option<&str>, on: Date) -> Result<Vec<Edited>, Refusal> {
    let record = files.site.record(ix);
    if on > files.today {
        return Err(Refusal::new(format!("{on} is still to come")).help("accept it on that day, or correct `--date`"));
    }
    if let Some(chosen) = chosen {
        check_option(record, chosen)?;
    }
    let mut front = Front::open((files.text)(ix))?;
    match record.status {
        Status::Accepted => {
            accept_again(record, chosen)?;
        }
        Status::Superseded => return Err(superseded(files.site, record)),
        Status::Deprecated => {
            return Err(Refusal::new("it is deprecated: it was accepted once")
                .help("a decision that comes back is a new one: `rationale new`, then `rationale supersede`"));
        }
        Status::Draft | Status::Proposed | Status::Rejected | Status::Absent => {
            front.set("status", &text("accepted"), &["title"])?;
            front.set("date", &day(on), AFTER_STATUS)?;
        }
        _ => return Err(Refusal::new("its front matter cannot be read").help("`rationale check` tells why")),
    }
    if let Some(chosen) = chosen {
        let after = ["title", "status", "date", "decided", "deciders", "consulted", "informed", "owner", "tags", "summary", "framework"];
        front.set("chosen", &text(chosen), &after)?;
    }
    let mut edited = vec![Edited { ix, text: front.finish()? }];
    let whole = record.relations.supersedes.iter().filter(|tie| tie.part.is_none());
    for old in whole.map(|tie| tie.to).filter(|old| is_to_be_marked(files.site.record(*old))) {
        let mut front = Front::open((files.text)(old)).map_err(|refusal| about(files.site.record(old), refusal))?;
        mark_superseded(&mut front, files.site.record(old), on)?;
        edited.push(Edited { ix: old, text: front.finish()? });
    }
    Ok(edited)
}

/// What is accepted already can still be told what was chosen, once.
fn accept_again(record: &Record, chosen: Option<&str>) -> Result<(), Refusal> {
    let since = record.date.map(|date| format!(" since {date}")).unwrap_or_default();
    let has = record.chosen.map(|ix| record.option(ix).id.as_str());
    match (chosen, has) {
        (Some(_), None) => Ok(()),
        (Some(new), Some(old)) if new != old => Err(Refusal::new(format!("it is accepted{since}, with `{old}`"))
            .help("another outcome is another decision: `rationale new`, then `rationale supersede`")),
        _ => Err(Refusal::new(format!("it is accepted{since}"))),
    }
}

/// Lets `new` take the place of `old`, or of a part of it.
///
/// # Errors
/// It makes no sense: the same record twice, a circle, a successor that was rejected, a tie that is there already.
pub fn supersede(files: &Files<'_>, (old_ix, new_ix): (RecordIx, RecordIx), part: Option<&str>) -> Result<Vec<Edited>, Refusal> {
    let site = files.site;
    let (old, new) = (site.record(old_ix), site.record(new_ix));
    check_pair(site, (old_ix, new_ix), part)?;
    let mut new_front = Front::open((files.text)(new_ix)).map_err(|refusal| about(new, refusal))?;
    let mut old_front = Front::open((files.text)(old_ix)).map_err(|refusal| about(old, refusal))?;
    let holds = matches!(new.stated, Status::Accepted | Status::Superseded | Status::Deprecated);
    if holds && part.is_none() && is_to_be_marked(old) {
        // The day on which the new one got into force, if that can be: nothing is superseded before it was decided.
        let since = new.decided_on().filter(|day| old.date.is_none_or(|date| date <= *day) && *day <= files.today);
        mark_superseded(&mut old_front, old, since.unwrap_or(files.today))?;
    }
    if !written(&new.relations.supersedes, old_ix) {
        tie(&mut new_front, "supersedes", &name(site, old_ix, new)?, part)?;
    }
    if !written(&old.relations.superseded_by, new_ix) {
        tie(&mut old_front, "superseded_by", &name(site, new_ix, old)?, part)?;
    }
    Ok(vec![Edited { ix: old_ix, text: old_front.finish()? }, Edited { ix: new_ix, text: new_front.finish()? }])
}

fn check_pair(site: &Site, (old_ix, new_ix): (RecordIx, RecordIx), part: Option<&str>) -> Result<(), Refusal> {
    let (old, new) = (site.record(old_ix), site.record(new_ix));
    if old_ix == new_ix {
        return Err(Refusal::new("a record cannot take its own place"));
    }
    if new.stated == Status::Rejected {
        return Err(Refusal::new(format!("`{}` was rejected: it takes no other's place", new.full_id())));
    }
    if old.stated == Status::Rejected && part.is_none() {
        return Err(Refusal::new("it was rejected: there is nothing in force to take the place of"));
    }
    // Whatever takes the place of the new one, however far on, cannot be the old one.
    let (mut open, mut seen) = (vec![new_ix], vec![new_ix]);
    while let Some(ix) = open.pop() {
        for later in site.record(ix).relations.superseded_by.iter().map(|tie| tie.to) {
            if later == old_ix {
                let message =
                    format!("`{}` takes the place of `{}` already: the two would go round in a circle", old.full_id(), new.full_id());
                return Err(Refusal::new(message));
            }
            if !seen.contains(&later) {
                seen.push(later);
                open.push(later);
            }
        }
    }
    let Some(known) = new.relations.supersedes.iter().find(|tie| tie.to == old_ix) else { return Ok(()) };
    if known.part.as_deref() != part {
        let of = known.part.as_ref().map_or_else(|| "the whole of it".to_owned(), |part| format!("a part of it, “{part}”"));
        return Err(Refusal::new(format!("`{}` takes the place of {of} already", new.full_id())).help("change that by hand, in both files"));
    }
    let both = written(&new.relations.supersedes, old_ix) && written(&old.relations.superseded_by, new_ix);
    let marked = part.is_some()
        || old.stated == Status::Superseded
        || !matches!(new.stated, Status::Accepted | Status::Superseded | Status::Deprecated);
    if both && marked { Err(Refusal::new(format!("`{}` takes its place already", new.full_id()))) } else { Ok(()) }
}

/// Whether a record's own file names another in a list.
fn written(ties: &[Relation], to: RecordIx) -> bool {
    ties.iter().any(|tie| tie.to == to && !tie.derived)
}

/// Whether a record has to be told that another took its place.
fn is_to_be_marked(old: &Record) -> bool {
    !matches!(old.stated, Status::Superseded | Status::Unreadable | Status::Rejected)
}

/// Superseded since a day; when it was accepted is kept, since its prices are taken from that day.
fn mark_superseded(front: &mut Front<'_>, old: &Record, on: Date) -> Result<(), Refusal> {
    front.set("status", &text("superseded"), &["title"])?;
    let since = old.date.filter(|date| *date > on).unwrap_or(on);
    front.set("date", &day(since), AFTER_STATUS)?;
    // What was accepted on the very day needs no second date.
    if let (Status::Accepted, Some(date), None) = (old.stated, old.date.filter(|date| *date != since), old.decided) {
        front.set("decided", &day(date), AFTER_DATE)?;
    }
    Ok(())
}

fn tie(front: &mut Front<'_>, key: &str, id: &str, part: Option<&str>) -> Result<(), Refusal> {
    let id = text(id);
    let table: Vec<(&str, String)> = [("id", id.clone())].into_iter().chain(part.map(|part| ("part", text(part)))).collect();
    let short = part.map_or_else(|| id.clone(), |part| format!("{{ id = {id}, part = {} }}", text(part)));
    let after: Vec<&str> = ABOVE_TIES.iter().copied().chain((key == "superseded_by").then_some("supersedes")).collect();
    front.push(key, &short, &table, &after)
}

/// How `asker` writes the id of another record, so that it means that one (ruling 9).
fn name(site: &Site, ix: RecordIx, asker: &Record) -> Result<String, Refusal> {
    let record = site.record(ix);
    let has_rival = |scope: &Option<String>| {
        let rival = |other: &&Record| other.file != record.file && other.scope == *scope && is_same(&other.id, &record.id);
        site.records.iter().find(rival).is_some()
    };
    if has_rival(&record.scope) {
        let refusal = Refusal::new(format!("two records have the id `{}`", record.full_id()));
        return Err(refusal.help("`rationale renumber` gives one of them another"));
    }
    if record.scope == asker.scope {
        // To a reader in a scope, an id without one means its own log's; where an unscoped record has it too, it means neither.
        return Ok(if record.scope.is_some() && has_rival(&None) { record.full_id() } else { record.id.clone() });
    }
    if record.scope.is_none() && has_rival(&asker.scope) {
        let refusal = Refusal::new(format!("to `{}`, the id `{}` means a record of its own log", asker.full_id(), record.id));
        return Err(refusal.help("`rationale renumber` gives one of the two another"));
    }
    Ok(record.full_id())
}

fn check_option(record: &Record, chosen: &str) -> Result<(), Refusal> {
    let ids = || record.options.iter().map(|option| option.id.as_str());
    if ids().any(|id| id == chosen) {
        return Ok(());
    }
    let refusal = Refusal::new(format!("it has no option `{chosen}`"));
    Err(match nearest(chosen, ids()) {
        Some(near) => refusal.help(format!("did you mean `{near}`?")),
        None if record.options.is_empty() => refusal.help("it weighs no options: leave `--chosen` out"),
        None => refusal.help(format!("its options are {}", ids().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", "))),
    })
}

fn superseded(site: &Site, record: &Record) -> Refusal {
    let by: Vec<String> = record.relations.superseded_by.iter().map(|tie| format!("`{}`", site.record(tie.to).full_id())).collect();
    let by = if by.is_empty() { String::new() } else { format!(" by {}", by.join(", ")) };
    Refusal::new(format!("it is superseded{by}"))
        .help("a decision that comes back is a new one: `rationale new`, then `rationale supersede`")
}

/// A refusal that is about another record than the one that was asked for.
fn about(record: &Record, refusal: Refusal) -> Refusal {
    Refusal { reason: format!("`{}`: {}", record.full_id(), refusal.reason), ..refusal }
}
