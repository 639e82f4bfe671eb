//! Cloud map, questions, checklist, reviews and relations in a terminal.

use super::sheet::{Columns, Sheet};
use crate::present::{
    record::{
        checklist::{ChecklistSection, Item},
        cloud::CloudSection,
        findings::FindingsSection,
        guide::GuideSection,
        relations::RelationGroup,
        review::ReviewSection,
    },
    service::ServiceCell,
    words::list,
};

/// Writes who offers what the options need.
pub(super) fn cloud(sheet: &mut Sheet, section: &CloudSection<'_>) {
    sheet.heading("CLOUD MAPPING");
    let head: Vec<String> =
        std::iter::once("Need".to_owned()).chain(section.providers.iter().map(|provider| provider.link.text.to_string())).collect();
    let rows: Vec<Vec<String>> = section
        .needs
        .iter()
        .map(|need| {
            let service = need.cells.iter().map(|cell| cell.service.as_ref().map_or_else(|| "–".to_owned(), service));
            std::iter::once(need.name.to_owned()).chain(service).collect()
        })
        .collect();
    sheet.table(Columns::Words, &head, &rows);
    sheet.gap();
    for gap in &section.gaps {
        sheet.hanging("! ", gap);
    }
    if let Some(portability) = &section.portability {
        sheet.paragraph(portability);
    }
}

/// A service, and how long there is one.
fn service(service: &ServiceCell<'_>) -> String {
    match &service.retired {
        Some(day) if service.gone => format!("{}, gone since {}", service.name, day.iso),
        Some(day) => format!("{}, until {}", service.name, day.iso),
        None => service.name.to_owned(),
    }
}

/// Writes the walk through the framework's questions.
pub(super) fn guide(sheet: &mut Sheet, section: &GuideSection<'_>) {
    sheet.heading("QUESTIONS AND ANSWERS");
    let steps = section.steps.iter().map(|step| (step.ask, step.answer)).chain(section.open.map(|ask| (ask, "not answered yet")));
    for (ask, answer) in steps {
        sheet.hanging("- ", &format!("{ask} → {answer}"));
    }
    if let Some(leaf) = &section.leaf {
        let agrees = match section.agrees {
            Some(true) => ", as decided",
            Some(false) => ", unlike the decision",
            None => "",
        };
        sheet.hanging("= ", &format!("{}{agrees}", leaf.name));
    }
}

/// Writes the checklist.
pub(super) fn checklist(sheet: &mut Sheet, section: &ChecklistSection<'_>) {
    sheet.heading(&format!("CHECKLIST  {}", section.progress));
    for item in &section.items {
        let mark = match item.state {
            "done" => "[x] ",
            "waived" => "[~] ",
            _ => "[ ] ",
        };
        sheet.hanging(mark, &format!("{}{}", item.text, remark(item)));
    }
}

fn remark(item: &Item<'_>) -> String {
    let lacking = (!item.lacking.is_empty()).then(|| format!("lacks {}", list(&item.lacking)));
    let fired = (!item.fired.is_empty()).then(|| {
        let codes: Vec<&str> = item.fired.iter().map(|check| check.text.split(' ').next().unwrap_or_default()).collect();
        format!("against it: {}", list(&codes))
    });
    let on = item.on.as_ref().map(|day| day.text.clone());
    let by = item.by.map(|by| format!("by {by}"));
    let why = item.why.map(|why| format!("waived: {why}"));
    let words: Vec<String> = [lacking, fired, on, by, item.evidence.map(str::to_owned), why].into_iter().flatten().collect();
    if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) }
}

/// Writes what the checks found, each with what follows from it.
pub(super) fn findings(sheet: &mut Sheet, section: &FindingsSection) {
    sheet.heading(&format!("FINDINGS  {}", section.total));
    for finding in &section.rows {
        let note = finding.note.as_ref().map(|note| format!(". {note}")).unwrap_or_default();
        let mark = if finding.level.key == "info" { "- " } else { "! " };
        sheet.hanging(mark, &format!("{} {}: {}{note}", finding.code, finding.level.key, finding.message));
    }
}

/// Writes when to look again, and when somebody did.
pub(super) fn review(sheet: &mut Sheet, section: &ReviewSection<'_>) {
    sheet.heading("REVIEW");
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row = |label: &str, text: String| rows.push(vec![label.to_owned(), text]);
    if let Some(due) = &section.due {
        if let Some(since) = &due.since {
            row("Due", format!("since {}", since.text));
        }
        match (&due.day, &due.since) {
            (Some(day), None) => row("Next", format!("{}, {}", day.text, due.label)),
            (Some(day), Some(_)) => row("By date", day.text.clone()),
            (None, None) => row("Next", due.label.to_owned()),
            (None, Some(_)) => {}
        }
    }
    if let Some(every) = &section.every {
        row("How often", every.clone());
    }
    if !section.later.is_empty() {
        row("Then", list(&section.later.iter().map(|day| day.text.as_str()).collect::<Vec<_>>()));
    }
    for event in section.when {
        row("When", event.clone());
    }
    for watch in &section.watches {
        row("Watches", format!("{} {}", watch.name, watch.change));
    }
    for moved in &section.moved {
        row("Moved", moved.clone());
    }
    for entry in &section.log {
        let words = [entry.outcome.map(str::to_owned), entry.by.map(|by| format!("by {by}")), entry.note.map(str::to_owned)];
        let words: Vec<String> = std::iter::once(entry.on.text.clone()).chain(words.into_iter().flatten()).collect();
        row("Held", words.join(", "));
    }
    sheet.rows(&rows);
}

/// Writes the ties to other records; nothing where there are none.
pub(super) fn relations(sheet: &mut Sheet, groups: &[RelationGroup<'_>]) {
    if groups.is_empty() {
        return;
    }
    sheet.heading("RELATIONS");
    let rows: Vec<Vec<String>> = groups
        .iter()
        .flat_map(|group| {
            group.rows.iter().map(|row| {
                let part = row.part.map(|part| format!(" ({part} only)")).unwrap_or_default();
                vec![group.label.to_owned(), row.record.id.to_string(), format!("{}{part}, {}", row.record.title, row.record.status.word)]
            })
        })
        .collect();
    sheet.rows(&rows);
}
