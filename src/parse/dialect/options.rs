//! Options as MADR lists them: which were considered, what speaks for and against each, which was chosen and why.

use std::{collections::BTreeSet, ops::Range};

use super::{
    marks::plain,
    outline::{Line, Outline, clip, is_item, unlisted},
    words::bare,
};
use crate::{
    base::{
        slug::slug,
        source::{FileId, Span, Spanned},
    },
    parse::draft::{OptionDraft, RecordDraft},
};

/// The most options that are listed.
const MOST: usize = 60;
/// Bytes of a name, and of an argument.
const LONGEST: usize = 300;

const CONSIDERED: &[&str] = &[
    "considered options",
    "options considered",
    "considered alternatives",
    "alternatives considered",
    "considered options and evaluation",
    "betrachtete optionen",
    "betrachtete alternativen",
    "options envisagées",
    "options considérées",
    "opciones consideradas",
    "opções consideradas",
    "検討した選択肢",
    "検討された選択肢",
    "考虑的选项",
    "备选方案",
    "考虑的方案",
];

const WEIGHED: &[&str] = &[
    "pros and cons of the options",
    "pros and cons",
    "pros and cons of the alternatives",
    "pro und contra der optionen",
    "vor und nachteile der optionen",
    "avantages et inconvénients des options",
    "pros y contras de las opciones",
    "prós e contras das opções",
    "選択肢の長所と短所",
    "选项的优缺点",
    "各方案的优缺点",
];

/// Words before the outcome, each followed by a colon.
const CHOSEN: &[&str] = &[
    "chosen option",
    "chosen alternative",
    "decision",
    "gewählte option",
    "gewählte alternative",
    "option choisie",
    "option retenue",
    "opción elegida",
    "opción escogida",
    "opción seleccionada",
    "opção escolhida",
    "選択した選択肢",
    "選択されたオプション",
    "選択肢",
    "选择的选项",
    "选定方案",
    "选择的方案",
    "所选方案",
];

/// Words that lead to the reason.
const BECAUSE: &[&str] = &["because", "since", "weil", "da", "car", "parce que", "parce qu'", "porque", "pois", "なぜなら", "因为", "因為"];

/// Words that begin an argument, and what it speaks for: `Some(true)` for, `Some(false)` against, `None` neither.
const ARGUMENTS: &[(&str, Option<bool>)] = &[
    ("good", Some(true)),
    ("bad", Some(false)),
    ("neutral", None),
    ("pro", Some(true)),
    ("con", Some(false)),
    ("pros", Some(true)),
    ("cons", Some(false)),
    ("advantage", Some(true)),
    ("disadvantage", Some(false)),
    ("advantages", Some(true)),
    ("disadvantages", Some(false)),
    ("positive", Some(true)),
    ("negative", Some(false)),
    ("gut", Some(true)),
    ("schlecht", Some(false)),
    ("vorteile", Some(true)),
    ("nachteile", Some(false)),
    ("contra", Some(false)),
    ("bon", Some(true)),
    ("bien", Some(true)),
    ("mauvais", Some(false)),
    ("mal", Some(false)),
    ("neutre", None),
    ("avantages", Some(true)),
    ("inconvénients", Some(false)),
    ("bueno", Some(true)),
    ("malo", Some(false)),
    ("ventajas", Some(true)),
    ("desventajas", Some(false)),
    ("contras", Some(false)),
    ("bom", Some(true)),
    ("ruim", Some(false)),
    ("mau", Some(false)),
    ("neutro", None),
    ("prós", Some(true)),
    ("vantagens", Some(true)),
    ("desvantagens", Some(false)),
    ("良い", Some(true)),
    ("悪い", Some(false)),
    ("長所", Some(true)),
    ("短所", Some(false)),
    ("メリット", Some(true)),
    ("デメリット", Some(false)),
    ("中立", None),
    ("优点", Some(true)),
    ("缺点", Some(false)),
    ("好", Some(true)),
    ("坏", Some(false)),
    ("好的", Some(true)),
    ("差", Some(false)),
];

struct Found {
    name: String,
    at: Range<usize>,
    pros: Vec<String>,
    cons: Vec<String>,
}

/// Reads options into a draft.
pub(super) fn read(file: FileId, outline: &Outline<'_>, draft: &mut RecordDraft) {
    let section = |names: &[&str]| outline.headings.iter().position(|heading| names.contains(&bare(outline.words(heading)).as_str()));
    let Some(considered) = section(CONSIDERED) else { return };
    let mut options = listed(outline.below(considered));
    if options.is_empty() {
        options = headed(outline, considered);
    } else {
        arguments(outline, considered, &mut options);
    }
    options.truncate(MOST);
    if let Some(weighed) = section(WEIGHED).filter(|weighed| *weighed != considered) {
        arguments(outline, weighed, &mut options);
    }
    let mut ids = BTreeSet::new();
    draft.options = options.into_iter().enumerate().map(|(at, option)| drafted(file, at, option, &mut ids)).collect();
    if let Some(chosen) = chosen(outline) {
        let named = Spanned::new(chosen.name, Span::new(file, chosen.at));
        draft.chosen = the_one(&draft.options, &named.value).map(|at| Spanned::new(draft.options[at].id.value.clone(), named.span));
        draft.why = draft.chosen.as_ref().and(chosen.why);
    }
}

fn drafted(file: FileId, at: usize, option: Found, ids: &mut BTreeSet<String>) -> OptionDraft {
    let words: Vec<&str> = option.name.split_whitespace().take(8).collect();
    let base = Some(slug(&words.join(" "))).filter(|id| !id.is_empty()).unwrap_or_else(|| format!("option-{}", at + 1));
    let mut id = base.clone();
    let mut next = 2;
    while !ids.insert(id.clone()) {
        id = format!("{base}-{next}");
        next += 1;
    }
    let span = Span::new(file, option.at);
    OptionDraft {
        id: Spanned::new(id, span),
        name: Some(option.name),
        track: None,
        role: None,
        summary: None,
        pros: option.pros,
        cons: option.cons,
        time: None,
        team: None,
        needs: None,
        cloud: None,
        status_quo: false,
        costs: None,
        mix: None,
        phases: None,
        costs_faulty: false,
        span,
    }
}

/// The entries of the outermost list.
fn listed(lines: &[Line<'_>]) -> Vec<Found> {
    let indent = |line: &Line<'_>| line.text.len() - line.text.trim_start().len();
    let items = || lines.iter().filter(|line| line.live && is_item(line.text));
    let Some(outer) = items().map(indent).min() else { return Vec::new() };
    items()
        .filter(|line| indent(line) < outer + 2)
        .filter_map(|line| found(clip(unlisted(line.text).trim(), LONGEST), line))
        .take(MOST)
        .collect()
}

fn found(words: &str, line: &Line<'_>) -> Option<Found> {
    let from = line.at + (words.as_ptr() as usize - line.text.as_ptr() as usize);
    let words = words.strip_prefix("[x] ").or_else(|| words.strip_prefix("[ ] ")).unwrap_or(words);
    let name = plain(words).trim_matches([':', ' ', '"']).to_owned();
    // A placeholder is no option.
    let open = words.starts_with(['{', '<']) || words.starts_with('[') && !words.contains("](") && !words.contains("][");
    (!name.is_empty() && name != "…" && !open).then(|| Found { name, at: from..from + words.len(), pros: Vec::new(), cons: Vec::new() })
}

/// Options that are headings of their own.
fn headed(outline: &Outline<'_>, section: usize) -> Vec<Found> {
    let (_, end) = outline.under(section);
    let inner = &outline.headings[section + 1..end];
    let Some(level) = inner.first().map(|heading| heading.level) else { return Vec::new() };
    let mut options = Vec::new();
    for (at, heading) in inner.iter().enumerate().filter(|(_, heading)| heading.level == level).take(MOST) {
        let name = plain(clip(outline.words(heading), LONGEST));
        if name.is_empty() {
            continue;
        }
        let mut option = Found { name, at: heading.text.clone(), pros: Vec::new(), cons: Vec::new() };
        argue(outline.under(section + 1 + at).0, &mut option);
        options.push(option);
    }
    options
}

/// Arguments below headings that are named as the options are.
fn arguments(outline: &Outline<'_>, section: usize, options: &mut [Found]) {
    let (_, end) = outline.under(section);
    let mut at = section + 1;
    while at < end {
        let (lines, next) = outline.under(at);
        let name = plain(clip(outline.words(&outline.headings[at]), LONGEST));
        let names: Vec<&str> = options.iter().map(|option| option.name.as_str()).collect();
        if let Some(option) = matching(&names, &name) {
            argue(lines, &mut options[option]);
        }
        at = next.max(at + 1);
    }
}

/// `Good, because …`, or entries below `Pros` and `Cons`.
fn argue(lines: &[Line<'_>], option: &mut Found) {
    let mut side: Option<bool> = None;
    for line in lines.iter().filter(|line| line.live && !line.text.trim().is_empty()) {
        let words = unlisted(line.text.trim_start_matches(['#', ' ', '\t', '>']));
        let text = plain(clip(words, LONGEST));
        let first = bare(text.split([',', ':', ' ', '，', '：']).next().unwrap_or_default());
        let known = ARGUMENTS.iter().find(|(word, _)| *word == first).map(|(_, side)| *side);
        let rest = text.get(text.find([',', ':', '，', '：']).unwrap_or(text.len())..).unwrap_or_default();
        let rest = rest.trim_start_matches([',', ':', '，', '：', ' ']);
        let is_heading = known.is_some() && rest.is_empty() && text.split_whitespace().count() <= 2;
        if is_heading {
            side = known.flatten();
            continue;
        }
        let marked = known.filter(|_| !rest.is_empty() && text.find([',', ':', '，', '：']).is_some_and(|at| at <= first.len() + 3));
        let (side, argument) = match marked {
            Some(side) => (side, because(rest)),
            None if is_item(line.text) => (side, text.as_str()),
            None => continue,
        };
        let list = match side {
            Some(true) => &mut option.pros,
            Some(false) => &mut option.cons,
            None => continue,
        };
        if list.len() < MOST {
            list.push(argument.to_owned());
        }
    }
}

/// A reason without the word that leads to it.
fn because(text: &str) -> &str {
    let rest = BECAUSE.iter().find_map(|word| {
        let (start, rest) = text.split_at_checked(word.len())?;
        (start.to_lowercase() == *word && !rest.starts_with(char::is_alphanumeric)).then_some(rest)
    });
    rest.map_or(text, |rest| rest.trim_start_matches([' ', ':', '…']))
}

struct Chosen {
    name: String,
    at: Range<usize>,
    why: Option<String>,
}

/// The line that tells the outcome, with or without quotes.
fn chosen(outline: &Outline<'_>) -> Option<Chosen> {
    outline.lines.iter().filter(|line| line.live).find_map(|line| {
        let inner = unlisted(line.text).trim_start_matches(['*', '_', ' ']);
        let at = clip(inner, 60).find([':', '：'])?;
        let label = bare(&inner[..at]);
        if !CHOSEN.contains(&label.as_str()) {
            return None;
        }
        let value = inner[at..].trim_start_matches([':', '：', '*', '_', ' ']);
        let from = line.at + (value.as_ptr() as usize - line.text.as_ptr() as usize);
        let (name, rest) = named(value);
        let words = plain(clip(name, LONGEST));
        let why = because_in(rest).map(|why| plain(clip(why, 1_000)));
        let open = words.is_empty() || words.starts_with(['{', '[']);
        (!open).then(|| Chosen { name: words.trim_matches(['"', '\'']).to_owned(), at: from..from + name.len(), why })
    })
}

/// The name at the beginning of an outcome, and what follows it.
fn named(value: &str) -> (&str, &str) {
    const QUOTES: &[(char, &[char])] = &[('"', &['"']), ('“', &['”']), ('„', &['“', '”']), ('«', &['»']), ('「', &['」']), ('\'', &['\''])];
    if let Some((open, close)) = QUOTES.iter().find(|(open, _)| value.starts_with(*open)) {
        let inner = &value[open.len_utf8()..];
        if let Some(end) = inner.find(*close) {
            return inner.split_at(end);
        }
    }
    let lower = value.to_ascii_lowercase();
    let because = BECAUSE
        .iter()
        .filter_map(|word| {
            [format!(", {word} "), format!(" {word} "), format!("，{word}")].iter().filter_map(|cut| lower.find(cut.as_str())).min()
        })
        .min();
    let end = because.or_else(|| value.find(['。', '\n'])).unwrap_or(value.len());
    let name = value[..end].trim_end_matches(['.', ',', ' ']);
    (name, &value[end..])
}

fn because_in(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches(['"', '”', '“', '»', '」', '\'', '*', '_', ',', '，', ' ', ')']);
    let why = because(rest);
    (why.len() < rest.len() && !why.trim().is_empty()).then_some(why)
}

fn the_one(options: &[OptionDraft], name: &str) -> Option<usize> {
    let names: Vec<&str> = options.iter().map(|option| option.name.as_deref().unwrap_or_default()).collect();
    matching(&names, name)
}

/// The name that is meant: the same words, else the only one that begins as the other does.
fn matching(names: &[&str], wanted: &str) -> Option<usize> {
    let words = |text: &str| -> Vec<String> {
        text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let all: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
    // `Option 3 – as written above`: what stands before the mark names it; `3. GitHub` counts entries of a list.
    let short = wanted.split([':', '(', '–']).next().unwrap_or_default();
    let counted = wanted.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    [wanted, short, counted].into_iter().find_map(|wanted| same(&all, &words(wanted)))
}

fn same(all: &[Vec<String>], wanted: &[String]) -> Option<usize> {
    if wanted.is_empty() {
        return None;
    }
    if let Some(same) = all.iter().position(|name| name == wanted) {
        return Some(same);
    }
    let begins = |name: &Vec<String>| !name.is_empty() && (name.starts_with(wanted) || wanted.starts_with(name));
    let holds = |name: &Vec<String>| name.len() >= wanted.len() && name.windows(wanted.len()).any(|part| part == wanted);
    let only = |fits: &dyn Fn(&Vec<String>) -> bool| {
        let mut found = all.iter().enumerate().filter(|(_, name)| fits(name)).map(|(at, _)| at);
        found.next().filter(|_| found.next().is_none())
    };
    only(&begins).or_else(|| only(&holds))
}
