//! Files of a log that are no records: templates, lists, pages for people. Each is named with what shows it (dialects.md, rule 4).

use std::ops::Range;

use super::{
    Why, date,
    facts::{Facts, Where},
    outline::{Outline, clip},
    words::Key,
};
use crate::{model::record::Status, parse::record::name};

/// What is known of a file when it is asked whether it is a record.
pub(super) struct Known<'a, 't> {
    /// Its path within its source.
    pub inner: &'a str,
    /// Its lines and headings.
    pub outline: &'a Outline<'t>,
    /// Its fields.
    pub facts: &'a Facts<'t>,
    /// Its heading of the title.
    pub title: Option<Range<usize>>,
    /// Its status.
    pub status: Option<Status>,
    /// Whether its status is still to be filled in.
    pub open_status: Option<Range<usize>>,
}

/// Names of pages for people and tools.
const GUIDES: &[&str] = &[
    "agents",
    "claude",
    "contributing",
    "code_of_conduct",
    "code-of-conduct",
    "license",
    "licence",
    "governance",
    "security",
    "support",
    "codeowners",
    "how-to",
    "howto",
    "guide",
    "guidelines",
    "process",
    "about",
    "instructions",
    "copilot-instructions",
    "gemini",
    "faq",
    "glossary",
];

/// Names of lists.
const INDEXES: &[&str] = &[
    "index",
    "readme",
    "_index",
    "summary",
    "toc",
    "_sidebar",
    "sidebar",
    "table-of-contents",
    "overview",
    "list",
    "decisions",
    "adrs",
    "adr-index",
    "adr_index",
    "adr-log",
    "decision-log",
    "decision_log",
    "log",
    "changelog",
    "history",
    "_toc",
    "00-index",
    "home",
];

/// Words for a template.
const TEMPLATES: &[&str] = &["template", "templates", "vorlage", "modele", "modèle", "plantilla"];

/// Words that say which template it is.
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "adr", "madr", "decision", "record", "architecture", "architectural", "short", "long", "minimal", "bare", "full", "new", "simple",
    "the", "of", "nygard", "en", "de", "fr", "example", "doc", "y", "statement", "x", "xx", "xxx", "xxxx", "nnn", "nnnn", "yyyymmdd",
    "lightweight", "default", "basic",
];

/// What a file is that is no record, and what shows it.
pub(super) fn why(known: &Known<'_, '_>) -> Option<(Why, Range<usize>)> {
    let (folder, file) = known.inner.rsplit_once('/').unwrap_or(("", known.inner));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_lowercase();
    if let Some(shown) = template(known, &stem) {
        return Some((Why::Template, shown));
    }
    let numbered = name::number_of(&stem).is_some() || date::of_name(&stem).is_some();
    let says = known.status.is_some_and(|status| status != Status::Unknown);
    // `README.de.md`, `README_zh.md`: the same page in another language.
    let translated = stem.strip_prefix("readme").is_some_and(|rest| rest.starts_with(['.', '_', '-']) && rest.len() <= 6);
    let of_list = stem.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_'));
    if !says && (translated || numbered && INDEXES.contains(&of_list)) {
        return Some((Why::Index, 0..0));
    }
    let for_folder = ["readme", "index", "_index"].contains(&stem.as_str());
    if for_folder {
        let own = folder.rsplit('/').next().unwrap_or_default();
        let record = !folder.is_empty() && (says || name::number_of(own).is_some() || date::of_name(own).is_some())
            || stem != "readme" && front_status(known.facts);
        return (!record).then_some((Why::Index, 0..0));
    }
    if numbered || says {
        return None;
    }
    let words: Vec<&str> = stem.split(['-', '_', ' ']).collect();
    if stem == "backlog" || words.contains(&"backlog") && words.len() <= 3 || stem == "todo" {
        return Some((Why::Backlog, 0..0));
    }
    if GUIDES.contains(&stem.as_str()) {
        return Some((Why::Guide, 0..0));
    }
    (INDEXES.contains(&stem.as_str()) || is_list(known.outline)).then_some((Why::Index, 0..0))
}

fn front_status(facts: &Facts<'_>) -> bool {
    facts.list.iter().any(|fact| fact.is(Key::Status) && fact.place == Where::Front)
}

/// Whether a text is a list of links to other texts, and little else.
fn is_list(outline: &Outline<'_>) -> bool {
    let says = outline.lines.iter().filter(|line| line.live && !line.text.trim().is_empty()).take(2_000);
    let (mut links, mut all) = (0_usize, 0_usize);
    for line in says {
        all += 1;
        let inner = clip(line.text, 1_000);
        links += usize::from(inner.contains(".md)") || inner.contains(".md#") || inner.contains(".html)") || inner.contains(".md>"));
    }
    links >= 4 && links * 2 >= all
}

/// What shows a template: its name, or a title, status or day that is still to be filled in.
fn template(known: &Known<'_, '_>, stem: &str) -> Option<Range<usize>> {
    let words: Vec<&str> = stem.split(['-', '_', ' ', '.']).filter(|word| !word.is_empty()).collect();
    let named = words.iter().any(|word| TEMPLATES.contains(word));
    let plain = words.iter().all(|word| TEMPLATES.contains(word) || KINDS.contains(word) || word.bytes().all(|byte| byte.is_ascii_digit()));
    let title = known.title.clone();
    let title_open = title.clone().filter(|title| is_open(&known.outline.text[title.clone()]));
    let day_open = known.facts.list.iter().find(|fact| fact.is(Key::Date) && is_open_day(&fact.value)).map(|fact| fact.at.clone());
    let open = [&title_open, &known.open_status, &day_open];
    let count = open.iter().filter(|open| open.is_some()).count();
    let first = || open.iter().find_map(|open| (*open).clone());
    // A title of its own makes it a record, whatever else was left open.
    if title_open.is_some() && (count >= 2 || known.status.is_none()) || count >= 2 && title.is_none() {
        return first();
    }
    if !named {
        // `adr-nnn.md`, `0000-title.md` with nothing filled in.
        let blank = words.iter().any(|word| ["nnn", "nnnn", "xxx", "xxxx", "yyyymmdd"].contains(word));
        return if blank || title_open.is_some() { first() } else { None };
    }
    if count > 0 {
        return first();
    }
    let numbered = name::number_of(stem).is_some() || date::of_name(stem).is_some();
    let dated = known.facts.list.iter().any(|fact| fact.is(Key::Date) && date::find(&fact.value).is_some());
    let filled = known.status.is_some_and(|status| status != Status::Unknown) && (numbered || dated);
    let zero = words.iter().any(|word| word.len() > 1 && word.bytes().all(|byte| byte == b'0'));
    let says = known.status.is_some_and(|status| status != Status::Unknown);
    // `0000-template.md` that is called one in its title, too.
    let called =
        || title.is_some_and(|title| super::words::bare(&known.outline.text[title]).split(' ').any(|word| TEMPLATES.contains(&word)));
    let last = words.last().is_some_and(|word| TEMPLATES.contains(word));
    (plain && !filled || !says && (!numbered || zero) || zero && last && called()).then_some(0..0)
}

/// `[short title]`, `{title}`, `<title>`, `NUMBER. TITLE`, `ADR-XXX: Title`.
fn is_open(title: &str) -> bool {
    let title = title.trim();
    let bare = title.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | ':' | '-'));
    let wrapped = |open: char, close: char| {
        bare.find(open).is_some_and(|at| {
            at <= 14 && bare[at..].find(close).is_some_and(|end| at + end + close.len_utf8() + 2 >= bare.len() || end > 12)
        })
    };
    let square = bare.starts_with('[') && bare.ends_with(']') && !bare.contains("](") && super::status::whole(bare).is_none();
    let square = square
        || title.contains("[short title")
        || title.contains("[Title")
        || title.contains("[title")
        || title.contains("[TITLE")
        || title.contains("[NUMBER")
        || title.contains("[number");
    let upper = ["NUMBER. TITLE", "TITLE", "{{TITLE}}", "XXXX", "NNNN", "NNN", "XXX", "ADR-NNN", "<TITLE>"].contains(&title);
    let counted = title
        .split([' ', '-', ':', '.', '#'])
        .any(|word| ["NNNN", "XXXX", "NNN", "XXX", "NUMBER", "nnnn", "xxxx", "NN", "XX"].contains(&word));
    let generic = [
        "title",
        "adr title",
        "short title",
        "adr template",
        "template",
        "decision title",
        "architecture decision record template",
        "title of the decision",
        "adr xxx",
    ];
    let plain = super::words::bare(title);
    wrapped('{', '}')
        || wrapped('<', '>') && !bare.contains("://")
        || square
        || upper
        || counted
        || generic.contains(&plain.as_str())
        || plain.ends_with(" template") && plain.contains("decision record")
}

/// `YYYY-MM-DD`, `{DATE}`, `[date]`, `DATE`
pub(super) fn is_open_day(value: &str) -> bool {
    let value = value.trim().trim_matches('`');
    let upper = value.to_uppercase();
    let letters = ["YYYY", "DD/MM", "MM/DD", "JJJJ", "AAAA", "YY-MM"].iter().any(|sign| upper.contains(sign));
    letters || value.starts_with(['{', '<']) || value.starts_with('[') && !value.contains("](") || value == "DATE" || value == "$DATE"
}
