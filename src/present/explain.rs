//! The whole analysis of one record as text for a terminal: the record's page, without its body and without colour.
//! It is made from the page's own model, so that both say the same in the same words.

pub mod check;
mod cost;
mod drift;
mod matrix;
mod robustness;
mod sheet;
mod signals;
mod uncertainty;
mod volume;

use self::sheet::Sheet;
use super::{
    material::Material,
    record::{RecordPage, head::Head, page, verdict::Verdict},
    standpoint::Standpoint,
    words::list,
};
use crate::model::RecordIx;

/// The analysis of a record, in lines of at most 100 columns where words allow it.
pub fn explain(material: &Material<'_>, ix: RecordIx) -> String {
    let from = Standpoint::at(material, &material.site.record(ix).url());
    let page = page(&from, ix);
    let mut sheet = Sheet::default();
    head(&mut sheet, &page.head);
    if let Some(faults) = &page.faults {
        sheet.gap();
        sheet.as_it_is(faults);
    }
    if let Some(of) = &page.verdict {
        verdict(&mut sheet, of);
    }
    sections(&mut sheet, &page);
    sheet.finish()
}

fn sections(sheet: &mut Sheet, page: &RecordPage<'_>) {
    if let Some(section) = &page.matrix {
        matrix::section(sheet, section);
    }
    if let Some(section) = &page.robustness {
        robustness::section(sheet, section);
    }
    if let Some(section) = &page.cost {
        cost::section(sheet, section);
    }
    if let Some(section) = &page.uncertainty {
        uncertainty::section(sheet, section);
    }
    volume::section(sheet, page);
    if let Some(section) = &page.drift {
        drift::section(sheet, section);
    }
    if let Some(section) = &page.cloud {
        signals::cloud(sheet, section);
    }
    if let Some(section) = &page.guide {
        signals::guide(sheet, section);
    }
    if let Some(section) = &page.checklist {
        signals::checklist(sheet, section);
    }
    if let Some(section) = &page.findings {
        signals::findings(sheet, section);
    }
    if let Some(section) = &page.review {
        signals::review(sheet, section);
    }
    signals::relations(sheet, &page.relations);
}

fn head(sheet: &mut Sheet, head: &Head<'_>) {
    sheet.heading(&format!("{}  {}", head.id, head.title));
    for banner in &head.banners {
        let by = banner.by.as_ref().map(|by| format!(" {} {}", by.id, by.title)).unwrap_or_default();
        let quote = banner.quote.map(|quote| format!(" “{quote}”")).unwrap_or_default();
        sheet.hanging("! ", &format!("{}{by}{quote}", banner.text));
    }
    let on = head.date.as_ref().map(|day| format!(" on {}", day.text)).unwrap_or_default();
    let decided = head.decided.as_ref().map(|day| format!("decided on {}", day.text));
    let by = |label: &str, names: &[String]| (!names.is_empty()).then(|| format!("{label} {}", list(names)));
    let tags = list(&head.tags.iter().map(|tag| tag.text.as_ref()).collect::<Vec<_>>());
    let facts = [
        Some(format!("{}{on}", head.status.label)),
        decided,
        by("by", head.deciders),
        by("with advice from", head.consulted),
        by("for information to", head.informed),
        head.owner.as_ref().map(|owner| format!("owned by {}", owner.text)),
        head.framework.as_ref().map(|framework| format!("framework {}", framework.text)),
        (!tags.is_empty()).then(|| format!("tags {tags}")),
    ];
    sheet.paragraph(&facts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
    if let Some(summary) = head.summary {
        sheet.gap();
        sheet.paragraph(summary);
    }
}

fn verdict(sheet: &mut Sheet, verdict: &Verdict<'_>) {
    sheet.heading("VERDICT");
    let row = |label: &str, value: &str, mark: &str, note: &str| [label, value, mark, note].map(str::to_owned).to_vec();
    let mut rows = vec![row(verdict.label, verdict.chosen.unwrap_or("–"), "", &verdict.by)];
    rows.extend(verdict.signals.iter().map(|signal| row(&signal.label, &signal.value, signal.verdict.unwrap_or(""), &signal.note)));
    if let Some(due) = &verdict.due {
        let day = match (&due.since, &due.day) {
            (Some(since), _) => format!("since {}", since.text),
            (None, Some(day)) => day.text.clone(),
            (None, None) => "when something happens".to_owned(),
        };
        rows.push(row("Review", &day, due.label, &verdict.due_note));
    }
    sheet.rows(&rows);
    if let Some(still) = &verdict.still {
        sheet.gap();
        sheet.hanging("Today’s prices: ", &format!("{}. {}", still.mark.label, still.note));
    }
    if let Some(why) = verdict.why {
        sheet.gap();
        sheet.hanging("Why: ", why);
    } else if let Some(asks) = &verdict.asks_why {
        sheet.gap();
        sheet.hanging("Why? ", asks);
    }
}
