//! Records of other teams: each form in small, a log whose dates settle each other, and texts that are far too large.

use rationale::{
    base::source::FileId,
    model::{
        origin::Form,
        record::Status,
        site::{Dialect, HtmlPolicy},
    },
    parse::{
        dialect::{self, Foreign},
        draft::RecordDraft,
    },
};

fn read(inner: &str, text: &str) -> (Foreign, Vec<&'static str>) {
    let read = dialect::read(FileId(0), inner, text, (Dialect::Auto, HtmlPolicy::Sanitize));
    (read.value, read.diagnostics.iter().map(|told| told.code.0).collect())
}

fn record(inner: &str, text: &str) -> RecordDraft {
    match read(inner, text).0 {
        Foreign::Record(draft) => *draft,
        Foreign::Skipped(skip) => panic!("{inner} is skipped as {}", skip.why.words()),
    }
}

fn check(text: &str, (form, status, date): (Form, Option<Status>, Option<&str>)) {
    let draft = record("0007-x.md", text);
    let own = draft.foreign.as_ref().expect("a foreign record");
    assert_eq!(own.form, form, "{text}");
    assert_eq!(draft.status.as_ref().map(|status| status.value), status, "{text}");
    assert_eq!(draft.date.map(|date| date.to_string()).as_deref(), date, "{text}");
}

#[test]
fn forms_are_told_apart_and_read() {
    use Status::{Accepted, Deprecated, Proposed, Rejected, Superseded};
    for (text, expected) in [
        (
            "# 7. Bake\n\nDate: 2016-02-12\n\n## Status\n\nAccepted\n\n## Context\n\nx\n\n## Decision\n\nx\n\n## Consequences\n",
            (Form::Nygard, Some(Accepted), Some("2016-02-12")),
        ),
        (
            "# Bake\n\n* Status: accepted\n* Date: 2020-01-02\n\n## Context and Problem Statement\n\n## Considered Options\n",
            (Form::Madr2, Some(Accepted), Some("2020-01-02")),
        ),
        (
            "---\nstatus: rejected\ndate: 2020-01-02\n---\n# Bake\n\n## Context and Problem Statement\n\n## Considered Options\n",
            (Form::Madr3, Some(Rejected), Some("2020-01-02")),
        ),
        ("---\nstate: Approved\n---\n# Bake\n\nx\n", (Form::FrontMatter, Some(Accepted), None)),
        ("# Bake\n\n| | |\n|---|---|\n| Status | Draft |\n| Date | May 24, 2026 |\n", (Form::Table, Some(Proposed), Some("2026-05-24"))),
        ("# Bake\n\n!!! info\n    Status: Deprecated\n\n## Why\n", (Form::Admonition, Some(Deprecated), None)),
        (
            "# Bake\n\nCreated on 2018-09-19 by Ada.\n\nAccepted on 2018-09-26.\n\n## Why\n",
            (Form::DecisionLog, Some(Accepted), Some("2018-09-26")),
        ),
        (
            "# Bake\n\n## Why\n\nx\n\n## Change Log\n\n- [proposed](x) (2023-12-01)\n- [approved](x) (2023-12-09)\n",
            (Form::DecisionLog, Some(Accepted), Some("2023-12-09")),
        ),
        (
            "# Bake\n\nStatus: accepted\n\nIn the context of bread, facing hunger, we decided to bake.\n",
            (Form::YStatement, Some(Accepted), None),
        ),
        (
            "# Bake\n\n* **Issue**: x\n* **Status**: decided\n* **Assumptions**: x\n* **Constraints**: x\n* **Implications**: x\n",
            (Form::TyreeAkerman, Some(Accepted), None),
        ),
        (
            "# Bake\n\n## Status\n\nSuperceded by [9. Grill](0009-grill.md)\n\n## Context\n\n## Decision\n",
            (Form::Nygard, Some(Superseded), None),
        ),
        ("# Bake\n\nJust a text.\n", (Form::Plain, None, None)),
        ("", (Form::Plain, None, None)),
        ("\u{feff}---\r\nstatus: accepted\r\n---\r\n# Bake\r\n", (Form::FrontMatter, Some(Accepted), None)),
        ("# Bake\n\n## Status\n\nSimmering\n", (Form::Plain, Some(Status::Unknown), None)),
    ] {
        check(text, expected);
    }
}

#[test]
fn what_disagrees_is_told_and_front_matter_counts() {
    let (_, told) =
        read("0007-x.md", "---\nstatus: accepted\ndate: 2020-01-01\n---\n# Bake\n\nDate: 2020-01-02\n\n## Status\n\nRejected\n");
    assert_eq!(told, ["R0046", "R0046"]);
    let (_, told) = read("0007-x.md", "---\nstatus: accepted\nstatus: rejected\n---\n# Bake\n");
    assert_eq!(told, ["R0049"]);
    let broken = "---\nstatus: accepted\nnote: a: b\n---\n# Bake\n\n* Date: 2020-01-02\n";
    let (_, told) = read("0007-x.md", broken);
    assert_eq!(told, ["R0049"]);
    let draft = record("0007-x.md", broken);
    assert_eq!(draft.status.map(|status| status.value), Some(Status::Accepted), "what can be read line by line is read");
    assert_eq!(draft.date.map(|date| date.to_string()).as_deref(), Some("2020-01-02"));
}

#[test]
fn a_log_settles_its_dates() {
    let text = |date: &str| format!("# Bake\n\nDate: {date}\n\n## Status\n\nAccepted\n");
    let (mut clear, mut open) = (record("0001-a.md", &text("31/12/2020")), record("0002-b.md", &text("05/04/2020")));
    assert_eq!(open.date, None);
    assert!(dialect::settle_dates(&mut [&mut clear, &mut open]).is_empty());
    assert_eq!(open.date.map(|date| date.to_string()).as_deref(), Some("2020-04-05"));
    let mut alone = record("0002-b.md", &text("05/04/2020"));
    let told = dialect::settle_dates(&mut [&mut alone]);
    assert_eq!((told.len(), alone.date), (1, None), "nothing tells which number is the day");
}

#[test]
fn what_is_no_record_is_named() {
    for (inner, text, words) in [
        ("template.md", "# [short title]\n\n* Status: [proposed | accepted]\n* Date: [YYYY-MM-DD]\n", Some("a template")),
        ("adr-template.md", "---\nstatus: {proposed}\n---\n# {title}\n", Some("a template")),
        ("README.md", "# Decisions\n\nAll of them.\n", Some("an index")),
        ("backlog.md", "# Backlog\n\n- flour\n", Some("a backlog")),
        ("CONTRIBUTING.md", "# How to\n", Some("a guide")),
        ("0003-oven/README.md", "# Oven\n\n## Status\n\nAccepted\n", None),
        ("0000-adr-template.md", "# 0. Keep records\n\nDate: 2022-06-17\n\n## Status\n\nImplemented\n", None),
        ("0004-template-engine.md", "# Template engine\n\n## Status\n\nAccepted\n", None),
        ("kafka.md", "# Kafka\n\nBecause.\n", None),
    ] {
        let found = match read(inner, text).0 {
            Foreign::Skipped(skip) => Some(skip.why.words()),
            Foreign::Record(_) => None,
        };
        assert_eq!(found, words, "{inner}");
    }
}

#[test]
fn options_and_who_decided() {
    let draft = record(
        "0007-x.md",
        "---\ndecision-makers: [Ada, Ben]\n---\n# Bake\n\n## Considered Options\n\n* Bake at night\n* By day\n\n## Decision Outcome\n\n\
         Chosen option: **By day**, because it is light.\n\n## Pros and Cons of the Options\n\n### Bake at night\n\n* Good, because quiet\n* Bad, because dark\n* Neutral, because late\n",
    );
    assert_eq!(draft.deciders, ["Ada", "Ben"]);
    assert_eq!(draft.chosen.map(|chosen| chosen.value).as_deref(), Some("by-day"));
    assert_eq!(draft.why.as_deref(), Some("it is light."));
    assert_eq!(
        (draft.options[0].pros.as_slice(), draft.options[0].cons.as_slice()),
        (["quiet".to_owned()].as_slice(), ["dark".to_owned()].as_slice())
    );
}

#[test]
fn keys_without_a_meaning_here_are_kept() {
    let draft = record("0007-x.md", "---\nstatus: accepted\nparent: Decisions\naffects: [ovens]\nnav_order: 7\n---\n# Bake\n");
    let keys: Vec<&str> = draft.extra.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["parent", "affects", "nav_order"]);
    assert!(draft.foreign.expect("a foreign record").ties.is_empty(), "ovens are no record");
}

/// Sizes that would take minutes if anything looked at everything again for each line.
#[test]
fn far_too_large_texts_are_read() {
    let ties = "- Superseded by [9](0009-x.md)\n".repeat(50_000);
    for text in [
        "## Status\n\nx\n\n".repeat(10_000),
        format!("# T\n\n## Links\n\n{ties}"),
        format!("# T\n\n## Status\n\n{ties}"),
        format!("# T\n\nStatus: {}\n", "accepted, ".repeat(100_000)),
        format!("# T\n\n{}\n", "[".repeat(1_000_000)),
        format!("---\n{}\n---\n", "a: 1\n".repeat(20_000)),
        format!("---\nx: {}\n---\n", "[".repeat(100_000)),
        format!("# T\n\n{}", "| Status | a |\n".repeat(20_000)),
    ] {
        read("0007-x.md", &text);
    }
}
