//! One page as search sees it: names, tags, and sections with the fragment that leads to each.

use std::borrow::Cow;

use super::plain::stretches;
use crate::{
    model::{
        FrameworkIx, PageIx, PriceIx, ProviderIx, RecordIx,
        body::Body,
        check,
        criterion::{Criterion, CriterionTerms},
        framework::Framework,
        record::{Alternative, Record},
        site::Site,
    },
    present::{
        material::folder,
        record::options,
        standpoint::{Standpoint, full_id},
        words::capitalised,
    },
};

/// Which page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Page(PageIx),
    Framework(FrameworkIx),
    Provider(ProviderIx),
    Price(PriceIx),
    Checks,
    Record(RecordIx),
}

/// A page that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document<'a> {
    /// The id of a record, with its scope; empty for other pages.
    pub id: Cow<'a, str>,
    /// Its title.
    pub title: Cow<'a, str>,
    /// Its address from the root of the site, ready for a link.
    pub url: String,
    /// What it is, where it is no record: `Framework`, `Price`, for a content page its folder …; empty for records.
    pub kind: Cow<'a, str>,
    /// Tags of a record.
    pub tags: &'a [String],
    /// Owner of a record.
    pub owner: Option<&'a str>,
    /// Its sections, in order.
    pub sections: Vec<Section<'a>>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section<'a> {
    /// The fragment that leads there; empty for the top of the page.
    pub anchor: Cow<'a, str>,
    /// Its heading; empty where it has none.
    pub heading: Cow<'a, str>,
    /// Its words.
    pub text: String,
}

/// How many pages say something of their own.
pub(super) fn count(site: &Site) -> usize {
    others(site) + site.records.len()
}

/// How many of them are no records: those come first.
pub(super) fn others(site: &Site) -> usize {
    site.pages.len() + site.frameworks.len() + site.clouds.providers.len() + site.prices.prices.len() + 1
}

/// The page of this number.
pub(super) fn key(site: &Site, number: usize) -> Key {
    type Made = fn(usize) -> Key;
    let kinds: [(usize, Made); 5] = [
        (site.pages.len(), |at| Key::Page(PageIx::at(at))),
        (site.frameworks.len(), |at| Key::Framework(FrameworkIx::at(at))),
        (site.clouds.providers.len(), |at| Key::Provider(ProviderIx::at(at))),
        (site.prices.prices.len(), |at| Key::Price(PriceIx::at(at))),
        (1, |_| Key::Checks),
    ];
    let mut at = number;
    for (length, key) in kinds {
        if at < length {
            return key(at);
        }
        at -= length;
    }
    Key::Record(RecordIx::at(at))
}

/// The page of a key.
pub(super) fn document<'a>(from: &Standpoint<'a>, key: Key) -> Document<'a> {
    let site = from.material.site;
    let other = |kind: &'static str, title: &'a str, url: String| Document {
        id: "".into(),
        title: title.into(),
        url,
        kind: kind.into(),
        tags: &[],
        owner: None,
        sections: Vec::new(),
    };
    match key {
        Key::Record(ix) => record(from, ix),
        Key::Page(ix) => {
            let page = &site.pages[ix.index()];
            let address = page.url.as_deref().unwrap_or("index.html");
            let mut found = other("Page", &page.title, from.to(address));
            if let Some(folder) = folder(address).rsplit('/').next().filter(|folder| !folder.is_empty()) {
                found.kind = capitalised(&folder.replace(['-', '_'], " ")).into();
            }
            found.sections = body(from, &page.body, page.summary.as_deref().unwrap_or_default());
            found
        }
        Key::Framework(ix) => {
            let framework = site.framework(ix);
            Document { sections: framework_sections(framework), ..other("Framework", &framework.name, from.to_framework(ix).url) }
        }
        Key::Provider(ix) => {
            let provider = &site.clouds.providers[ix.index()];
            let services = site.clouds.capabilities.iter().filter_map(|capability| {
                let service = capability.services[ix.index()].as_ref()?;
                Some(section("r-offers", &capability.name, service.name.clone()))
            });
            Document { sections: services.collect(), ..other("Cloud", &provider.name, from.to(&format!("clouds/{}.html", provider.id))) }
        }
        Key::Price(ix) => {
            let price = site.prices.price(ix);
            Document {
                sections: vec![top(format!("{} per {}", price.id, price.unit))],
                ..other("Price", &price.name, from.to_price(ix).url)
            }
        }
        Key::Checks => Document { sections: checks(), ..other("Page", "Checks", from.to("checks.html")) },
    }
}

fn section<'a>(anchor: impl Into<Cow<'a, str>>, heading: impl Into<Cow<'a, str>>, text: String) -> Section<'a> {
    Section { anchor: anchor.into(), heading: heading.into(), text }
}

fn top<'a>(text: String) -> Section<'a> {
    section("", "", text)
}

fn record<'a>(from: &Standpoint<'a>, ix: RecordIx) -> Document<'a> {
    let record: &'a Record = from.material.site.record(ix);
    let said = sentences(record.summary.iter().chain(&record.why).map(String::as_str));
    let mut sections = body(from, &record.body, &said);
    let analysis = from.material.analysis_of(ix);
    let place = options::place(record, analysis);
    sections.extend(record.options.iter().map(|option| section(place, option.name.as_str(), weighed(option))));
    if analysis.matrix.is_some() {
        sections.extend(record.criteria.iter().map(|criterion| judged(record, criterion)));
    }
    Document {
        id: full_id(record),
        title: record.title.as_str().into(),
        url: from.to_record(ix),
        kind: "".into(),
        tags: &record.tags,
        owner: record.owner.as_deref(),
        sections,
    }
}

/// The sections of a body, with what is said above it. One that says nothing is still there by its heading.
fn body<'a>(from: &Standpoint<'a>, body: &'a Body, above: &str) -> Vec<Section<'a>> {
    let mut sections = Vec::new();
    for stretch in stretches(body, |target| from.target_text(target)) {
        match stretch.heading {
            Some(heading) => sections.push(section(heading.id.as_str(), heading.text.as_str(), stretch.text)),
            None if above.is_empty() && stretch.text.is_empty() => {}
            None => sections.push(top(sentences([above, stretch.text.as_str()].into_iter()))),
        }
    }
    sections
}

/// What speaks for and against an option.
fn weighed(option: &Alternative) -> String {
    sentences(option.summary.iter().chain(&option.pros).chain(&option.cons).map(String::as_str))
}

/// What a criterion asks, and why its scores are what they are.
fn judged<'a>(record: &'a Record, criterion: &'a Criterion) -> Section<'a> {
    let mut text = asked(&criterion.terms);
    for (option, why) in &criterion.why {
        let name = &record.option(*option).name;
        text = sentences([text.as_str(), &format!("{name}: {why}")].into_iter());
    }
    section("r-matrix", criterion.terms.name.as_str(), text)
}

fn asked(terms: &CriterionTerms) -> String {
    sentences(terms.question.iter().map(String::as_str))
}

/// Texts as sentences: each ends with a mark.
fn sentences<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut whole = String::new();
    for text in texts.map(str::trim).filter(|text| !text.is_empty()) {
        if !whole.is_empty() {
            whole.push_str(if whole.ends_with(['.', '!', '?', ':', '…']) { " " } else { ". " });
        }
        whole.push_str(text);
    }
    whole
}

fn framework_sections(framework: &Framework) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = framework.summary.iter().map(|summary| top(summary.clone())).collect();
    sections.extend(framework.tracks.iter().map(|track| {
        let said = track.summary.iter().chain(&track.justified_when).chain(&track.steps);
        section(format!("r-track-{}", track.id), track.name.as_str(), sentences(said.map(String::as_str)))
    }));
    sections.extend(framework.questions.iter().zip(1..).map(|(question, number)| {
        let said = question.why.iter().chain(question.answers.iter().map(|answer| &answer.name));
        section(format!("r-question-{number}"), question.ask.as_str(), sentences(said.map(String::as_str)))
    }));
    sections.extend(framework.criteria.iter().map(|offered| section("r-criteria", offered.terms.name.as_str(), asked(&offered.terms))));
    sections.extend(framework.antipatterns.iter().map(|pattern| {
        let said = std::iter::once(&pattern.why).chain(&pattern.instead);
        section("r-antipatterns", pattern.name.as_str(), sentences(said.map(String::as_str)))
    }));
    if !framework.checklist.is_empty() {
        let items = framework.checklist.iter().map(|item| item.item.as_str());
        sections.push(section("r-checklist", "Checklist", sentences(items)));
    }
    sections
}

/// What each check looks for; pages show code between backticks as such, search does not care.
fn checks<'a>() -> Vec<Section<'a>> {
    let entry = |check: &check::Check| {
        let text = sentences([check.looks_for, check.why, check.remedy].into_iter()).replace('`', "");
        section(format!("r-{}", check.anchor()), format!("{} {}", check.code.0, check.name), text)
    };
    check::all().map(entry).collect()
}
