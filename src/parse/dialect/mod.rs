//! Records of other teams, read where they lie and as they are. What a text does not say stays open: a status is never guessed.
//! Knows one file at a time; what only a whole log can tell (which number of a date is the day) is settled by [`settle_dates`].

mod date;
mod facts;
mod fold;
mod form;
mod front;
mod head;
mod label;
mod marks;
mod options;
mod outline;
mod people;
mod phrases;
mod skip;
mod status;
mod table;
mod ties;
mod title;
mod words;
mod yaml;

use std::ops::Range;

use self::{
    facts::{Fact, Facts, Field, Where},
    fold::Fold,
    head::Head,
    outline::Outline,
    words::Key,
};
use super::{
    draft::{DateOrder, ForeignDraft, RecordDraft},
    front_matter, markdown, record,
};
use crate::{
    base::{
        diagnostic::{Diagnostic, Reported},
        source::{FileId, Span, Spanned},
    },
    model::{
        fault,
        origin::Form,
        site::{Dialect, HtmlPolicy},
    },
};

/// What a file turned out to be.
#[derive(Debug, Clone)]
pub enum Foreign {
    /// A record.
    Record(Box<RecordDraft>),
    /// No record: counted, named, and not read.
    Skipped(Skip),
}

/// A file that is no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skip {
    /// The file.
    pub file: FileId,
    /// What it is instead.
    pub why: Why,
    /// What shows it: a placeholder, a heading; else the top of the file.
    pub span: Span,
}

/// What a file is that is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// To be filled in.
    Template,
    /// A page about the log, or a list of its records.
    Index,
    /// A list of decisions that are still to be made.
    Backlog,
    /// A page for people or tools that work on the log: `CONTRIBUTING.md`.
    Guide,
}

impl Why {
    /// With its article: `a template`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Template => "a template",
            Self::Index => "an index",
            Self::Backlog => "a backlog",
            Self::Guide => "a guide",
        }
    }
}

/// Whose record a text is: ours where it begins with our fence, else another's; which form exactly is told by [`read`].
pub fn detect(text: &str) -> Dialect {
    let ours = text.trim_start_matches('\u{feff}').trim_start().starts_with(front_matter::FENCE);
    if ours { Dialect::Rationale } else { Dialect::Auto }
}

/// Where the text of a record begins, in bytes: behind its YAML front matter, where it has any.
pub fn body_start(text: &str) -> usize {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    yaml::fences(text, start).map_or(start, |(_, body)| body)
}

/// Reads one file of another team. `inner` is its path within its source. The dialect is what the site file calls it, `Auto` where nothing does:
/// a name never keeps a field from being read where it stands, it only decides what the form is called where the text could be either.
pub fn read(file: FileId, inner: &str, text: &str, (dialect, html): (Dialect, HtmlPolicy)) -> Reported<Foreign> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let front = yaml::fences(text, start).map(|fences| yaml::read(file, text, fences)).unwrap_or_default();
    let body = front.body.max(start);
    let outline = Outline::new(text, body);
    let mut facts = Facts::default();
    let free = front::sort(&front.entries, &mut facts);
    let Head { facts: of_body, title: heading, .. } = head::read(&outline);
    facts.list.extend(of_body.list);
    head::history_in(&outline, &mut facts);
    let heading = heading.map(|at| outline.headings[at].text.clone());
    status_of_title(&outline, heading.as_ref(), &mut facts);

    let mut draft = record::blank(file, inner);
    let mut foreign = blank(form_of(&outline, &facts, &free, (inner, dialect)));
    let mut fold = Fold { file, text, definitions: ties::definitions(&outline.lines), told: front.told };
    fold.fold(&facts, &mut draft, &mut foreign);
    let status = draft.status.as_ref().map(|status| status.value);
    let open_status = open_status(&facts, status);
    // What was never filled in states nothing.
    let status = status.filter(|_| open_status.is_none());
    let known = skip::Known { inner, outline: &outline, facts: &facts, title: heading.clone(), status, open_status };
    if let Some((why, shown)) = skip::why(&known) {
        let skip = Skip { file, why, span: Span::new(file, shown) };
        return Reported { value: Foreign::Skipped(skip), diagnostics: Vec::new() };
    }
    draft.title = title_of(&outline, &facts, heading.as_ref(), (file, inner, &draft.id.value));
    draft.extra = free;
    draft.body = markdown::parse(&text[body..], Span::new(file, body..text.len()), html);
    options::read(file, &outline, &mut draft);
    draft.foreign = Some(Box::new(foreign));
    Reported { value: Foreign::Record(Box::new(draft)), diagnostics: fold.told }
}

fn blank(form: Form) -> ForeignDraft {
    ForeignDraft { form, status_text: None, ambiguous: None, order: None, dated_by_name: false, ties: Vec::new() }
}

fn form_of(
    outline: &Outline<'_>,
    facts: &Facts<'_>,
    free: &[(String, crate::base::value::Value)],
    (inner, dialect): (&str, Dialect),
) -> Form {
    let dated = date::of_name(record::name::name_of_file(inner)).is_some();
    match (form::of(outline, facts, free, dated), dialect) {
        (Form::Plain, Dialect::Nygard) => Form::Nygard,
        (Form::Plain, Dialect::Madr) => Form::Madr2,
        (Form::Plain | Form::Madr2, Dialect::Log4brains) => Form::Log4brains,
        (Form::Plain, Dialect::Table) => Form::Table,
        (form, _) => form,
    }
}

/// A status in brackets beside the title counts where nothing else states one.
fn status_of_title(outline: &Outline<'_>, heading: Option<&Range<usize>>, facts: &mut Facts<'_>) {
    let Some(heading) = heading else { return };
    let words = &outline.text[heading.clone()];
    if let (_, Some((_, range))) = title::without_status(outline::clip(words, 1_000)) {
        let start = heading.start + (words.len() - words.trim_start().len());
        let at = start + range.start..start + range.end;
        let value = outline.text[at.clone()].to_owned();
        facts.list.push(Fact { field: Field::Of(Key::Status), value: value.into(), at, place: Where::Title });
    }
}

/// The place of a status that is still to be filled in.
fn open_status(facts: &Facts<'_>, status: Option<crate::model::record::Status>) -> Option<Range<usize>> {
    let known = status.is_some_and(|status| status != crate::model::record::Status::Unknown);
    facts.all(Key::Status).first().filter(|_| !known).filter(|fact| fold::is_open(fact)).map(|fact| fact.at.clone())
}

/// The title: front matter's, else the first heading's, else a field of that name, else the words of the file's name.
fn title_of(
    outline: &Outline<'_>,
    facts: &Facts<'_>,
    heading: Option<&Range<usize>>,
    (file, inner, id): (FileId, &str, &str),
) -> Option<Spanned<String>> {
    let fields = facts.all(Key::Title);
    let of = |fact: &&Fact<'_>| {
        let line = fact.value.lines().next().unwrap_or_default();
        let title = title::of_heading(outline::clip(line, 1_000), id)?;
        Some(Spanned::new(title, Span::new(file, fact.at.clone())))
    };
    let front = fields.iter().filter(|fact| fact.place == Where::Front).find_map(of);
    let headed = || {
        let heading = heading.cloned()?;
        let title = title::of_heading(outline::clip(&outline.text[heading.clone()], 1_000), id)?;
        Some(Spanned::new(title, Span::new(file, heading)))
    };
    let shown = heading.cloned().map_or(Span::top(file), |heading| Span::new(file, heading));
    front.or_else(headed).or_else(|| fields.iter().find_map(of)).or_else(|| Some(Spanned::new(title::of_file(inner), shown)))
}

/// Settles the dates of a log that can be read two ways: by those of its dates that cannot. Tells the rest (R0048).
pub fn settle_dates(drafts: &mut [&mut RecordDraft]) -> Vec<Diagnostic> {
    let orders: Vec<DateOrder> = drafts.iter().filter_map(|draft| draft.foreign.as_ref()?.order).collect();
    let agreed = orders.first().copied().filter(|first| orders.iter().all(|order| order == first));
    let mut told = Vec::new();
    for draft in drafts {
        let Some(foreign) = draft.foreign.as_mut() else { continue };
        let Some(ambiguous) = foreign.ambiguous.clone() else { continue };
        if let Some(order) = agreed {
            draft.date = Some(ambiguous.value.read(order));
            foreign.ambiguous = None;
            continue;
        }
        let (day_first, month_first) = (ambiguous.value.day_first, ambiguous.value.month_first);
        let why = if orders.is_empty() { "nothing in the log tells which" } else { "the log has dates of both kinds" };
        let message = format!("the date can be read as {day_first} or as {month_first}, and {why}");
        let told_one = Diagnostic::warning(fault::UNCLEAR_DATE, message).at(ambiguous.span, "day first, or month first?");
        told.push(
            told_one.help("write it as year, month and day: `2026-08-31`; one date of the log with a day past 12 settles the others"),
        );
    }
    told
}
