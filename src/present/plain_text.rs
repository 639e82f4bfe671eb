//! Markdown for readers that are no browser: each record as one text, and `llms.txt`, which leads to them. The form of the latter is that of
//! llmstxt.org: a title, a sentence, and lists of links under headings of the second level.

use std::fmt::Write as _;

use super::{
    beside::Beside,
    material::Material,
    record::{Subject, relations, verdict},
    standpoint::{Standpoint, encoded, full_id, status_mark},
    words,
};
use crate::model::{
    RecordIx,
    body::{Edit, EditKind, Target},
    record::{Record, Status},
};

/// What programs that read for people are given first.
pub const LLMS: &str = "llms.txt";

/// Whether a section holds records of a status.
type Holds = fn(Status) -> bool;

/// All decisions in brief, each with a link to its text.
pub fn llms(material: &Material<'_>) -> String {
    let (site, config) = (material.site, &material.site.config);
    let base = config.base_url.as_deref().unwrap_or_default();
    let in_force = site.records.iter().filter(|record| record.in_force()).count();
    let numbers = material.numbers;
    let counts = format!("{}, {} in force.", words::count(numbers, site.records.len(), "decision record"), numbers.whole(in_force as f64));
    let mut text = format!("# {}\n\n> {}\n\n", line(&config.title), line(config.description.as_deref().unwrap_or(&counts)));
    let _ = writeln!(
        text,
        "{counts} As of {}. Each link leads to one decision as Markdown; its page has the same address with `.html`, and `.json` holds the record \
         with everything that was computed. [decisions.json]({base}decisions.json) holds all of them in brief.",
        site.today
    );
    let sections: [(&str, Holds); 3] = [
        ("In force", |status| status == Status::Accepted),
        ("Up for decision", |status| matches!(status, Status::Proposed | Status::Draft)),
        // Readers in a hurry leave out what is called so.
        ("Optional", |status| !matches!(status, Status::Accepted | Status::Proposed | Status::Draft)),
    ];
    for (title, holds) in sections {
        let mut rows = site.records.iter().filter(|record| holds(record.status)).peekable();
        if rows.peek().is_none() {
            continue;
        }
        text.push_str(&["\n## ", title, "\n\n"].concat());
        for record in rows {
            llms_row(&mut text, record, base);
        }
    }
    let pages: Vec<_> = site.pages.iter().filter_map(|page| Some((page, page.url.as_deref()?))).collect();
    if !pages.is_empty() {
        text.push_str("\n## Pages\n\n");
    }
    for (page, url) in pages {
        let _ = write!(text, "- [{}]({base}{})", line(&page.title), address(&encoded(url)));
        text.push_str(&page.summary.as_ref().map(|summary| format!(": {}", line(summary))).unwrap_or_default());
        text.push('\n');
    }
    text
}

fn llms_row(text: &mut String, record: &Record, base: &str) {
    let _ = write!(text, "- [{} {}]({base}{})", full_id(record), line(&record.title), address(&encoded(&Beside::Text.address(record))));
    let mut notes = Vec::new();
    if !matches!(record.status, Status::Accepted | Status::Proposed) {
        notes.push(format!("{}.", status_mark(record.status).label));
    }
    notes.extend(record.summary.as_deref().map(line));
    if !notes.is_empty() {
        let _ = write!(text, ": {}", notes.join(" "));
    }
    text.push('\n');
}

/// One record: title, facts, what was decided and what speaks for it, then its text.
pub fn record(material: &Material<'_>, ix: RecordIx) -> String {
    let record = material.site.record(ix);
    let from = Standpoint::at(material, &Beside::Text.address(record));
    let of = Subject::new(&from, ix);
    let mut text = format!("# {}\n\n", line(&record.title));
    if let Some(summary) = &record.summary {
        text.push_str(&["> ", &line(summary), "\n\n"].concat());
    }
    facts(&of, &mut text);
    verdict_lines(&of, &mut text);
    if record.status == Status::Unreadable {
        text.push_str("\nThe front matter of this record cannot be read, so nothing in it counts yet.\n");
    }
    let body = body(&from, record);
    let body = body.trim_matches('\n').trim_end();
    if !body.is_empty() {
        let _ = writeln!(text, "\n{body}");
    }
    text
}

fn facts(of: &Subject<'_>, text: &mut String) {
    let record = of.record;
    let mut fact = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let _ = writeln!(text, "- {name}: {value}");
        }
    };
    let names = |names: &[String]| Some(line(&names.join(", ")));
    fact("Id", Some(full_id(record).into_owned()));
    fact("Status", Some(status_mark(record.status).label.to_owned()));
    fact("Date", record.date.map(|day| day.to_string()));
    fact("First accepted", record.decided.filter(|day| record.date != Some(*day)).map(|day| day.to_string()));
    fact("Deciders", names(&record.deciders));
    fact("Owner", record.owner.as_deref().map(line));
    fact("Tags", names(&record.tags));
    fact("Framework", of.framework.map(|framework| line(&framework.name)));
    for group in relations::groups(of) {
        let row = |row: &relations::RelationRow<'_>| {
            let part = row.part.map(|part| format!(" ({})", line(part))).unwrap_or_default();
            format!("[{} {}]({}){part}", row.record.id, line(row.record.title), address_of_text(&row.record.url))
        };
        fact(group.label, Some(group.rows.iter().map(row).collect::<Vec<_>>().join(", ")));
    }
    let review = of.from.material.review_of(of.ix).and_then(|review| review.next);
    fact("Next review", review.map(|day| day.to_string()));
    fact("Page", Some(format!("[{}]({})", line(&record.url()), address(&of.from.to(&record.url())))));
}

/// What was decided, why, and what was computed beside it.
fn verdict_lines(of: &Subject<'_>, text: &mut String) {
    let Some(verdict) = verdict::verdict(of) else { return };
    let chosen = verdict.chosen.map(|chosen| format!(": {}", line(chosen))).unwrap_or_default();
    let why = verdict.why.map(|why| format!(" Why: {}", line(why))).unwrap_or_default();
    let _ = writeln!(text, "\n**{}{chosen}.**{why}", verdict.label);
    for (at, signal) in verdict.signals.iter().enumerate() {
        let verdict = signal.verdict.map(|verdict| format!(" ({verdict})")).unwrap_or_default();
        let gap = if at == 0 { "\n" } else { "" };
        let _ = writeln!(text, "{gap}- {}: {}{verdict}; {}", line(&signal.label), line(&signal.value), line(&signal.note));
    }
}

/// The text as it was written, but that its links lead from here, and that notes for writers and the title are not in it.
fn body(from: &Standpoint<'_>, record: &Record) -> String {
    let body = &record.body;
    let Some(place) = body.written else { return String::new() };
    let source = from.material.sources.text(record.file);
    let piece = |start: u32, end: u32| source.get(start as usize..end as usize).unwrap_or_default();
    let mut text = String::with_capacity(place.range().len() + body.edits.len() * 16);
    let mut done = place.start;
    for edit in body.edits.iter().filter(|edit| edit.end <= place.end) {
        if edit.start < done {
            continue;
        }
        text.push_str(piece(done, edit.start));
        done = edit.end;
        put(from, &mut text, (edit, piece(edit.start, edit.end)), &body.targets);
    }
    text.push_str(piece(done, place.end));
    text
}

fn put(from: &Standpoint<'_>, text: &mut String, (edit, written): (&Edit, &str), targets: &[Target]) {
    let of = |target: &u32| targets.get(*target as usize).filter(|target| **target != Target::Nowhere);
    match &edit.kind {
        EditKind::Drop => {}
        EditKind::Open { target, mark } => text.push_str(of(target).map_or("", |_| *mark)),
        EditKind::Close { target, title } => {
            let Some(url) = of(target).and_then(|target| to(from, target)) else { return };
            let title = title.as_ref().map(|title| format!(" \"{}\"", line(title).replace('"', "\\\""))).unwrap_or_default();
            let _ = write!(text, "]({url}{title})");
        }
        EditKind::Whole { target } => match of(target).and_then(|target| Some((to(from, target)?, target))) {
            Some((url, target)) => {
                let _ = write!(text, "[{}]({url})", line(&from.target_text(target)));
            }
            None => text.push_str(written.trim_matches(['[', ']'])),
        },
        EditKind::Value { target } => {
            // It is written with its quotes, or without any.
            let url = of(target).and_then(|target| to(from, target)).unwrap_or_else(|| "#".to_owned());
            text.extend(["\"", &url.replace('&', "&amp;"), "\""]);
        }
    }
}

/// Where a target leads from a text: to the text of a record, to the page of everything else.
fn to(from: &Standpoint<'_>, target: &Target) -> Option<String> {
    match target {
        Target::Record(ix, fragment) => {
            let fragment = fragment.as_ref().map(|fragment| format!("#{fragment}")).unwrap_or_default();
            Some(address(&format!("{}{fragment}", from.to(&Beside::Text.address(from.material.site.record(*ix))))))
        }
        other => from.target(other).map(|url| address(&url)),
    }
}

/// A link to a record's page, led to its text.
fn address_of_text(url: &str) -> String {
    address(&url.strip_suffix(".html").map_or_else(|| url.to_owned(), |stem| format!("{stem}.md")))
}

/// An address as the destination of a link: brackets of its own would end it.
fn address(url: &str) -> String {
    url.replace('(', "%28").replace(')', "%29").replace(' ', "%20")
}

/// A text on one line, none of it taken for Markdown.
fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        match letter {
            letter if letter.is_control() => line.push(' '),
            '\\' | '`' | '*' | '[' | ']' | '<' => line.extend(['\\', letter]),
            letter => line.push(letter),
        }
    }
    line
}
