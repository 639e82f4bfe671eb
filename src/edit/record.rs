//! A new record: its number, its name, and a text to start from. What a framework asks for comes along, as lines to fill in.

use std::fmt::Write;

use super::NewFile;
use crate::{
    base::{date::Date, slug::slug},
    model::{
        criterion::{Measure, OfferedCriterion},
        framework::{Framework, Question},
    },
};

/// What is known of a record before it is written.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// Its title.
    pub title: &'a str,
    /// The day.
    pub today: Date,
    /// The folder that it goes to, from the site's root.
    pub folder: &'a str,
    /// Ids that are taken there.
    pub taken: &'a [&'a str],
    /// The framework that it follows.
    pub framework: Option<&'a Framework>,
}

/// The record's file: the next number, in the width that is in use, and the title as a name.
pub fn new_record(wish: &Wish<'_>) -> NewFile {
    let name = [next_number(wish.taken), short_slug(wish.title)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let folder = wish.folder.trim_end_matches('/');
    let path = if matches!(folder, "" | ".") { format!("{name}.md") } else { format!("{folder}/{name}.md") };
    NewFile { path, text: text(wish) }
}

/// The number after the highest one, as wide as that is written; `0001` where there is none.
pub(super) fn next_number(taken: &[&str]) -> String {
    let numbers = taken.iter().filter(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()));
    let highest = numbers.filter_map(|id| Some((id.parse::<u64>().ok()?, id.len()))).max();
    let (number, width) = highest.unwrap_or((0, 4));
    format!("{:0width$}", number.saturating_add(1))
}

/// As much of the title as a file name should have, whole words.
fn short_slug(title: &str) -> String {
    const LONGEST: usize = 60;
    let slug = slug(title);
    match slug.char_indices().nth(LONGEST) {
        None => slug,
        Some(_) => slug[..=LONGEST].rsplit_once('-').map_or_else(|| slug[..LONGEST].to_owned(), |(words, _)| words.to_owned()),
    }
}

fn text(wish: &Wish<'_>) -> String {
    let mut text = String::from("+++\n");
    line(&mut text, &format!("title = {}", quoted(wish.title)), "");
    line(&mut text, "status = \"proposed\"", "draft | proposed | accepted | rejected | deprecated | superseded");
    line(&mut text, &format!("date = {}", wish.today), "the day it got this status");
    line(&mut text, "# deciders = [\"…\"]", "the first of them is asked to review");
    line(&mut text, "# tags = [\"…\"]", "");
    line(&mut text, "# summary = \"…\"", "one sentence for lists");
    match wish.framework {
        Some(framework) => framed(&mut text, framework),
        None => text.push_str(PLAIN),
    }
    text.push_str("+++\n");
    text.push_str(BODY);
    text
}

const PLAIN: &str = "\
# review = \"6 months\"                # when to look again
# chosen = \"one\"                     # the option that was decided for

# Options, scores and costs are optional. Take the # away from what you need.

# [[options]]
# id = \"one\"
# name = \"…\"
# pros = [\"…\"]
# cons = [\"…\"]

# [[options]]
# id = \"another\"
# name = \"…\"

# [[criteria]]
# id = \"effort\"
# question = \"…\"
# weight = 50
# scores = { one = 3, another = 4 }  # 1 to 5
# why = { one = \"…\", another = \"…\" }
";

const BODY: &str = "
## Context

_What makes a decision necessary, and what bounds it?_

## Decision

_What do we do, and why this rather than the others?_

## Consequences

_What becomes easier, what becomes harder, and what must be watched?_
";

/// What a framework asks for: its tracks as options, the rest as lines to fill in.
fn framed(text: &mut String, framework: &Framework) {
    line(text, &format!("framework = {}", quoted(&framework.id)), "");
    let first = framework.tracks.first().map_or("…", |track| track.id.as_str());
    line(text, &format!("# chosen = {}", quoted(first)), "the option that was decided for");
    if framework.review_months.is_none() {
        line(text, "# review = \"6 months\"", "when to look again");
    }
    if !framework.tracks.is_empty() {
        text.push_str("\n# The framework's tracks. Take away what is out of the question.\n");
    }
    for track in &framework.tracks {
        let _ = write!(text, "\n[[options]]\n");
        line(text, &format!("id = {}", quoted(&track.id)), "");
        line(text, &format!("name = {}", quoted(&track.name)), "");
        line(text, "# time = \"1..2 months\"", "to production");
        line(text, "# team = [1, 2, 3]", "people: low, likely, high");
    }
    criteria(text, framework);
    if !framework.questions.is_empty() {
        text.push_str("\n# Answers to the framework's questions lead to one of its tracks.\n[path]\n");
        framework.questions.iter().for_each(|question| answer(text, question));
    }
    if !framework.checklist.is_empty() {
        text.push_str("\n# \"done\", { on = DATE, evidence = \"…\" }, or { waived = \"why\" }\n[checklist]\n");
        for item in &framework.checklist {
            line(text, &format!("# {} = \"done\"", item.id), &item.item);
        }
    }
}

fn criteria(text: &mut String, framework: &Framework) {
    if framework.criteria.is_empty() {
        return;
    }
    text.push_str("\n# The framework's criteria. Take the # away to score by one, 1 to 5.\n");
    for OfferedCriterion { terms, measure, .. } in &framework.criteria {
        text.push_str("\n# [[criteria]]\n");
        line(text, &format!("# id = {}", quoted(&terms.id)), terms.question.as_deref().unwrap_or_default());
        let weight = terms.weight.map_or_else(|| "# weight = 10".to_owned(), |weight| format!("# weight = {weight}"));
        line(text, &weight, "");
        let read_from = match measure {
            Some(Measure::Time) => "the options' time",
            Some(Measure::Team) => "the options' team",
            Some(Measure::PresentValue | Measure::Total) => "the options' costs",
            Some(Measure::Given(_)) | None => {
                let cells =
                    |value: &str| framework.tracks.iter().map(|track| format!("{} = {value}", track.id)).collect::<Vec<_>>().join(", ");
                line(text, &format!("# scores = {{ {} }}", cells("3")), "");
                line(text, &format!("# why = {{ {} }}", cells("\"…\"")), "");
                continue;
            }
        };
        let _ = writeln!(text, "# (measured: read from {read_from})");
    }
}

fn answer(text: &mut String, question: &Question) {
    let Some(first) = question.answers.first() else { return };
    let ids: Vec<&str> = question.answers.iter().map(|answer| answer.id.as_str()).collect();
    line(text, &format!("# {} = {}", question.id, quoted(&first.id)), &format!("{}: {}", ids.join(" | "), question.ask));
}

/// Adds a line, with a remark in a column of its own.
fn line(text: &mut String, code: &str, remark: &str) {
    // A remark is one line, whatever the framework's author wrote.
    let remark = remark.split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = if remark.is_empty() { writeln!(text, "{code}") } else { writeln!(text, "{code:<36} # {remark}") };
}

/// A TOML string.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::{next_number, short_slug};

    #[test]
    fn the_next_number_is_as_wide_as_the_highest() {
        for (taken, expected) in [
            (&[][..], "0001"),
            (&["0007", "0012", "0003"], "0013"),
            (&["7", "12"], "13"),
            (&["099", "100"], "101"),
            (&["9"], "10"),
            (&["0001", "2026-08-31-a-dated-one", "notes"], "0002"),
            (&["99999999999999999999999", "0002"], "0003"),
        ] {
            assert_eq!(next_number(taken), expected, "{taken:?}");
        }
    }

    #[test]
    fn names_end_with_a_word() {
        assert_eq!(short_slug("Use PostgreSQL for orders!"), "use-postgresql-for-orders");
        assert_eq!(short_slug("???"), "");
        let long = short_slug("A title that goes on and on until nobody remembers how it began or why");
        assert_eq!(long, "a-title-that-goes-on-and-on-until-nobody-remembers-how-it");
        assert_eq!(short_slug(&"x".repeat(99)).len(), 60);
    }
}
