//! The framework's checklist with what is done, by facts or by hand.

use schemars::JsonSchema;
use serde::Serialize;

use super::Subject;
use crate::{
    analyze::checklist::{Checklist, ItemResult, ItemState},
    model::{ItemIx, check, record::Mark},
    present::{standpoint::Link, words::Day},
};

/// An item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Item<'a> {
    /// What is to be done.
    pub text: &'a str,
    /// `done`, `waived` or `open`.
    pub state: &'static str,
    /// Whether the record's own facts decide it.
    pub derived: bool,
    /// Facts that are not there yet, as front-matter paths.
    pub lacking: Vec<&'a str>,
    /// Checks that speak against it, and where the portal says what they look for.
    pub fired: Vec<Link<'a>>,
    /// The day it was done.
    pub on: Option<Day>,
    /// By whom.
    pub by: Option<&'a str>,
    /// What shows it, in words.
    pub evidence: Option<&'a str>,
    /// The same as a link, where it is an address.
    pub evidence_url: Option<&'a str>,
    /// Why it was waived.
    pub why: Option<&'a str>,
}

/// The section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChecklistSection<'a> {
    /// `9 of 11`, `9 of 11, 1 waived`.
    pub progress: String,
    /// Items done.
    pub done: usize,
    /// Items in all, waived ones too.
    pub total: usize,
    /// The items.
    pub items: Vec<Item<'a>>,
}

/// The checklist of a record.
pub fn section<'a>(of: &Subject<'a>) -> Option<ChecklistSection<'a>> {
    let (checklist, framework) = (of.analysis.checklist.as_ref()?, of.framework?);
    let items = checklist.items.iter().zip(&framework.checklist).enumerate();
    Some(ChecklistSection {
        progress: progress(checklist),
        done: checklist.count(ItemState::Done),
        total: checklist.items.len(),
        items: items.map(|(at, (result, item))| row(of, ItemIx::at(at), (result, &item.item))).collect(),
    })
}

fn progress(checklist: &Checklist) -> String {
    let (done, waived) = (checklist.count(ItemState::Done), checklist.count(ItemState::Waived));
    let progress = format!("{done} of {}", checklist.items.len());
    if waived == 0 { progress } else { format!("{progress}, {waived} waived") }
}

fn row<'a>(of: &Subject<'a>, ix: ItemIx, (result, text): (&'a ItemResult, &'a str)) -> Item<'a> {
    let mark = of.record.checklist.iter().find(|(item, _)| *item == ix).map(|(_, mark)| mark);
    let mut item = Item {
        text,
        state: match result.state {
            ItemState::Done => "done",
            ItemState::Waived => "waived",
            ItemState::Open => "open",
        },
        derived: result.derived,
        lacking: result.lacking.iter().map(String::as_str).collect(),
        fired: result.fired.iter().filter_map(|code| fired(of, code)).collect(),
        on: None,
        by: None,
        evidence: None,
        evidence_url: None,
        why: None,
    };
    match mark {
        Some(Mark::Done { on, by, evidence }) => {
            let is_url = |text: &&str| text.starts_with("https://") || text.starts_with("http://");
            item.on = on.map(Day::new);
            item.by = by.as_deref();
            item.evidence = evidence.as_deref();
            item.evidence_url = item.evidence.filter(is_url);
        }
        Some(Mark::Waived { why }) => item.why = Some(why),
        None => {}
    }
    item
}

/// A check that speaks against an item, and what it looks for.
fn fired<'a>(of: &Subject<'a>, code: &'static str) -> Option<Link<'a>> {
    let check = check::find(code)?;
    Some(Link { url: of.from.to_check(check), text: format!("{code} {}", check.name).into() })
}
