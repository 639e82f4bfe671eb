//! Fields to a draft: front matter before header, header before sections (dialects.md, rule 1). Where two disagree, both are told.

use std::collections::BTreeSet;

use super::{
    date::{self, Day, Found},
    facts::{Fact, Facts, Field, Where},
    marks,
    outline::{clip, is_item, unlisted},
    people,
    phrases::Phrase,
    status::{self, Reading},
    ties::{self, Definitions, Passage, Reader},
    words::Key,
};
use crate::{
    base::{
        date::Date,
        diagnostic::Diagnostic,
        source::{FileId, Span, Spanned},
    },
    model::{fault, record::Status},
    parse::draft::{ForeignDraft, RecordDraft, TieDraft, TieKind},
};

/// What all fields of a file are read with.
pub(super) struct Fold<'a> {
    /// The file.
    pub file: FileId,
    /// Its text.
    pub text: &'a str,
    /// Where named links lead.
    pub definitions: Definitions<'a>,
    /// What is told on the way.
    pub told: Vec<Diagnostic>,
}

/// The day beside a status, and the day of a change beside it.
type Beside = (Option<Spanned<Found>>, Option<Spanned<Found>>);

impl Fold<'_> {
    /// Reads all fields into a draft.
    pub(super) fn fold(&mut self, facts: &Facts<'_>, draft: &mut RecordDraft, foreign: &mut ForeignDraft) {
        let days = self.status(facts, draft, foreign);
        self.dates(facts, days, draft, foreign);
        people::fold(facts, draft);
        self.ties(facts, foreign);
        settle(&mut foreign.ties);
    }

    fn passage<'f>(&self, fact: &'f Fact<'_>) -> Passage<'f> {
        let exact = self.text.get(fact.at.clone()) == Some(&*fact.value);
        Passage { text: &fact.value, span: self.span(fact), exact }
    }

    fn span(&self, fact: &Fact<'_>) -> Span {
        let shown = clip(self.text.get(fact.at.clone()).unwrap_or_default(), 200);
        let line = shown.lines().next().unwrap_or_default().trim_end();
        Span::new(self.file, fact.at.start..fact.at.start + line.len())
    }

    /// The status, the day beside it, and that of a change beside it.
    fn status(&mut self, facts: &Facts<'_>, draft: &mut RecordDraft, foreign: &mut ForeignDraft) -> Beside {
        let mut readings: Vec<(&Fact<'_>, Reading)> =
            facts.all(Key::Status).into_iter().map(|fact| (fact, status::read(self.passage(fact), &self.definitions))).collect();
        let open = readings.iter().find(|(_, reading)| reading.text.is_empty() && reading.placeholder).map(|(fact, _)| *fact);
        readings.retain(|(_, reading)| !reading.text.is_empty());
        latest(&mut readings);
        let mut readings = readings.into_iter();
        let Some((fact, mut first)) = readings.next() else {
            if let Some(fact) = open {
                self.unfilled(fact, draft, foreign);
            }
            return (None, None);
        };
        foreign.ties.append(&mut first.ties);
        let span = self.span(fact);
        let mut status = first.status;
        for (other, mut reading) in readings {
            let near = other.place.rank() <= Where::Section.rank();
            if other.place.rank() < Where::History.rank() || status == Some(Status::Superseded) {
                foreign.ties.append(&mut reading.ties);
            }
            // Words of ties alone keep the status that is said elsewhere.
            if status.is_none() && !foreign.ties.is_empty() && reading.status.is_some() {
                status = reading.status;
            } else if let (Some(own), Some(stated), true) = (first.status, reading.status, near)
                && own != stated
                && !first.text.eq_ignore_ascii_case(&reading.text)
            {
                self.disagree("status", (span, &first.text, fact.place), (self.span(other), &reading.text, other.place));
            }
        }
        let value = status.unwrap_or(Status::Unknown);
        if value == Status::Unknown && foreign.ties.is_empty() {
            let told = Diagnostic::warning(fault::UNKNOWN_STATUS, format!("the status `{}` has no known meaning", first.text));
            self.told.push(told.at(span, "shown as it is, counted as unknown"));
        }
        draft.status = Some(Spanned::new(value, span));
        foreign.status_text = Some(Spanned::new(first.text, span));
        (first.day, first.changed)
    }

    /// A status that is as the template has it: unknown, with its words.
    fn unfilled(&mut self, fact: &Fact<'_>, draft: &mut RecordDraft, foreign: &mut ForeignDraft) {
        let span = self.span(fact);
        let text = marks::plain(clip(fact.value.trim().lines().next().unwrap_or_default(), 200));
        let told = Diagnostic::warning(fault::UNKNOWN_STATUS, format!("the status `{text}` was never filled in"));
        self.told.push(told.at(span, "shown as it is, counted as unknown"));
        draft.status = Some(Spanned::new(Status::Unknown, span));
        foreign.status_text = Some(Spanned::new(text, span));
    }

    fn disagree(&mut self, what: &str, (here, own, place): (Span, &str, Where), (there, stated, other): (Span, &str, Where)) {
        let message = format!("{} and {} say two things about the {what}: `{own}` and `{stated}`", place.words(), other.words());
        let told = Diagnostic::warning(fault::DISAGREEING, message).at(here, "this one counts");
        self.told.push(told.and(there, "not this one").help("correct one of the two, or leave it out"));
    }

    /// The day of the status: the one beside it, else that of the decision, a date without more words, the last change, the first line.
    fn dates(&mut self, facts: &Facts<'_>, (beside, changed): Beside, draft: &mut RecordDraft, foreign: &mut ForeignDraft) {
        let dates = self.days(facts, Key::Date);
        let decided = self.days(facts, Key::Decided);
        let created = self.days(facts, Key::Created);
        let mut updated = self.days(facts, Key::Updated);
        let beside_status = |found: Spanned<Found>| (found.map(|found| found.day), Where::Section);
        let beside: Vec<(Spanned<Day>, Where)> = beside.into_iter().map(beside_status).collect();
        self.compare(&dates);
        updated.extend(changed.map(beside_status));
        updated.sort_by_key(|(day, _)| std::cmp::Reverse(known(&day.value)));
        let all = [&beside, &decided, &dates, &updated, &created];
        foreign.order =
            all.iter().flat_map(|days| days.iter()).find_map(|(day, _)| if let Day::Known(_, order) = day.value { order } else { None });
        if let Some((day, _)) = all.iter().find_map(|days| days.first()) {
            match (day.value, foreign.order) {
                (Day::Known(date, _), _) => draft.date = Some(date),
                (Day::Ambiguous(days), Some(order)) => draft.date = Some(days.read(order)),
                (Day::Ambiguous(days), None) => foreign.ambiguous = Some(Spanned::new(days, day.span)),
            }
        }
        let first = decided.first().and_then(|(day, _)| known(&day.value));
        draft.decided = first.filter(|decided| draft.date.is_some_and(|date| *decided < date));
        if draft.date.is_none() && foreign.ambiguous.is_none() {
            draft.date = date::of_name(crate::parse::record::name::name_of_file(&draft.inner));
            foreign.dated_by_name = draft.date.is_some();
        }
    }

    /// The days of a name that can be read, what counts first. One that holds digits and is no date is told.
    fn days(&mut self, facts: &Facts<'_>, key: Key) -> Vec<(Spanned<Day>, Where)> {
        let mut days = Vec::new();
        for fact in facts.all(key) {
            let passage = self.passage(fact);
            match date::find(&fact.value) {
                Some(found) => days.push((Spanned::new(found.day, passage.place(found.at)), fact.place)),
                None if key == Key::Date && looks_dated(&fact.value) => {
                    let told = Diagnostic::warning(
                        fault::UNCLEAR_DATE,
                        format!("`{}` is not a date that can be read", marks::plain(clip(&fact.value, 60))),
                    );
                    self.told.push(told.at(self.span(fact), "left out").help("write it as year, month and day: `2026-08-31`"));
                }
                None => {}
            }
        }
        days
    }

    fn compare(&mut self, dates: &[(Spanned<Day>, Where)]) {
        let Some((first, place)) = dates.first() else { return };
        let Some(own) = known(&first.value) else { return };
        let differs = |(day, other): &&(Spanned<Day>, Where)| {
            other.rank() != place.rank() && other.rank() <= Where::Section.rank() && known(&day.value).is_some_and(|stated| stated != own)
        };
        if let Some((day, other)) = dates.iter().find(differs)
            && let Some(stated) = known(&day.value)
        {
            self.disagree("date", (first.span, &own.to_string(), *place), (day.span, &stated.to_string(), *other));
        }
    }

    /// Ties by their own fields, and those of lists of links.
    fn ties(&mut self, facts: &Facts<'_>, foreign: &mut ForeignDraft) {
        for fact in &facts.list {
            match fact.field {
                Field::Tie(phrase) => self.field(fact, &phrase, &mut foreign.ties),
                Field::Of(Key::Links) => self.links(fact, &mut foreign.ties),
                Field::Of(_) => {}
            }
        }
    }

    /// `Supersedes: [5](0005-x.md), 7`: every line names records.
    fn field(&self, fact: &Fact<'_>, phrase: &Phrase, found: &mut Vec<TieDraft>) {
        for part in lines(self.passage(fact)) {
            let marked = marks::mark(part.text);
            let reader = Reader { passage: part, marked: &marked, definitions: &self.definitions };
            // `Requires: 3 bakers` and `Affects: the shop` speak of other things than records.
            if phrase.weak && !reader.names_records_alone() {
                continue;
            }
            let titles = !phrase.weak && (fact.place != Where::Section || is_item(part.text));
            let in_part = phrase.part || ties::speaks_of_part(&marked.words);
            let own = ties::hit(&marked.words).filter(|hit| !hit.phrase.weak && hit.phrase.kind == phrase.kind);
            let words = own.map_or(&marked.words[..], |hit| &marked.words[hit.taken..]);
            found.extend(reader.targets(words, titles).into_iter().map(|target| ties::tie(phrase, in_part, target)));
        }
    }

    /// `- Superseded by [12](0012-x.md)`: a wording and a record on each line. Lines without a record are passed over.
    fn links(&self, fact: &Fact<'_>, found: &mut Vec<TieDraft>) {
        let single = !fact.value.contains('\n');
        for part in lines(self.passage(fact)) {
            let listed = single || is_item(part.text);
            let inner = unlisted(part.text);
            let part = Passage { text: inner, span: part.place(part.text.len() - inner.len()..part.text.len()), exact: part.exact };
            let marked = marks::mark(part.text);
            let words = &marked.words[..];
            let reader = Reader { passage: part, marked: &marked, definitions: &self.definitions };
            if let Some(hit) = ties::hit(words) {
                let behind = words.get(hit.taken..).unwrap_or_default();
                let in_part = hit.in_part || ties::speaks_of_part(behind);
                let targets = match words[0].link {
                    Some(link) => reader.linked(link).into_iter().collect(),
                    None => reader.targets(behind, false),
                };
                found.extend(targets.into_iter().map(|target| ties::tie(&hit.phrase, in_part, target)));
                continue;
            }
            let label = words.iter().take_while(|word| word.link.is_none()).count();
            if !listed
                || label > 4
                || label == words.len()
                    && fact.place == Where::Section
                    && ties::id_in(part.text).is_none_or(|id| id.len() < 2 && part.text.starts_with(&id))
            {
                continue;
            }
            if label == words.len() {
                let first = reader.targets(words, false).into_iter().next();
                found.extend(first.map(|target| ties::unknown_tie("", target)));
                continue;
            }
            let of_record = words[label].link.and_then(|ix| Some((ix, part.text.get(marked.links.get(ix)?.dest.clone())?)));
            let is_record = |dest: &str| ties::leads_to_record(dest) && !dest.to_lowercase().contains("readme") && !dest.contains("://");
            if let Some((ix, dest)) = of_record
                && (marked.links[ix].named || is_record(dest))
                && let Some(target) = reader.linked(ix)
            {
                let label: Vec<&str> = words[..label].iter().map(|word| word.text.as_str()).collect();
                let label = label.join(" ");
                let says = !["adr", "see", "", "the"].contains(&label.as_str()) && ties::id_in(&label).is_none();
                found.push(ties::unknown_tie(if says { &label } else { "" }, target));
            }
        }
    }
}

/// One tie of a kind to a record: what names a part goes before what names the whole, and a tie that says something before one that only relates.
fn settle(found: &mut Vec<TieDraft>) {
    let parts: BTreeSet<_> = found.iter().filter(|tie| tie.in_part).map(|tie| (tie.kind, ties::identity(&tie.target.value))).collect();
    let strong: BTreeSet<_> =
        found.iter().filter(|tie| tie.kind != TieKind::RelatesTo).map(|tie| ties::identity(&tie.target.value)).collect();
    let mut known = BTreeSet::new();
    found.retain_mut(|tie| {
        let identity = ties::identity(&tie.target.value);
        if tie.kind == TieKind::RelatesTo && tie.label.is_none() && strong.contains(&identity) {
            return false;
        }
        tie.in_part |= parts.contains(&(tie.kind, identity));
        known.insert((tie.kind, tie.target.value.clone()))
    });
}

/// Each line that says something, as a passage of its own.
fn lines(passage: Passage<'_>) -> impl Iterator<Item = Passage<'_>> {
    let mut at = 0;
    passage.text.split_inclusive('\n').filter_map(move |raw| {
        let start = at;
        at += raw.len();
        let text = clip(raw.trim_end(), 8_000).trim_start_matches(['>', ' ', '\t', '\u{a0}']);
        let from = start + (text.as_ptr() as usize - raw.as_ptr() as usize);
        (!text.is_empty()).then(|| Passage { text, span: passage.place(from..from + text.len()), exact: passage.exact })
    })
}

/// Of sentences and of a change log, the latest counts.
fn latest(readings: &mut [(&Fact<'_>, Reading)]) {
    let day = |reading: &Reading| reading.day.as_ref().and_then(|day| known(&day.value.day));
    readings.sort_by(|(a, first), (b, second)| {
        let rank = a.place.rank().cmp(&b.place.rank());
        let late = a.place.rank() >= Where::Sentence.rank();
        rank.then_with(|| if late { day(second).cmp(&day(first)) } else { std::cmp::Ordering::Equal })
    });
}

fn known(day: &Day) -> Option<Date> {
    if let Day::Known(date, _) = day { Some(*date) } else { None }
}

/// Whether a text was meant as a date: it holds a number, and is no placeholder.
fn looks_dated(text: &str) -> bool {
    text.len() < 40 && text.bytes().filter(u8::is_ascii_digit).count() >= 4
}

/// Whether a status is still to be filled in.
pub(super) fn is_open(fact: &Fact<'_>) -> bool {
    let passage = Passage { text: &fact.value, span: Span::top(FileId(0)), exact: false };
    status::read(passage, &Definitions::new()).placeholder
}
