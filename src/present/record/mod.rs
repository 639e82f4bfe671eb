//! The page of one record: one sub-model a section, each null where the record has nothing to say.
//! Its work depends on the record and the records it names, never on how many there are.

pub mod checklist;
pub mod cloud;
pub mod cost;
pub mod cost_charts;
pub mod cost_lines;
pub mod drift;
pub mod facts;
pub mod findings;
pub mod guide;
pub mod head;
pub mod lineage;
pub mod matrix;
pub mod matrix_notes;
pub mod options;
pub mod past;
pub mod relations;
pub mod review;
pub mod robustness;
pub mod robustness_money;
pub mod scenarios;
pub mod stability;
pub mod swings;
pub mod tradeoffs;
pub mod triggers;
pub mod uncertainty;
pub mod verdict;
pub mod volume;
pub mod what_if;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use super::{
    beside::Beside,
    chart::look::{Key, Look},
    html,
    meta::{Extra, Meta, extra},
    repository::source_links,
    standpoint::{Link, RecordRef, Standpoint, full_id},
};
use crate::{
    analyze::{RecordAnalysis, ledger::Ledger},
    base::report::{Colour, human},
    model::{
        OptionIx, RecordIx,
        framework::Framework,
        origin::Form,
        record::{Record, Status},
    },
};

/// Everything that the sections of a record's page are made from.
pub struct Subject<'a> {
    /// Where the page stands.
    pub from: &'a Standpoint<'a>,
    /// Which record.
    pub ix: RecordIx,
    /// The record.
    pub record: &'a Record,
    /// What it means today.
    pub analysis: &'a RecordAnalysis,
    /// The framework it follows.
    pub framework: Option<&'a Framework>,
}

impl<'a> Subject<'a> {
    /// Those of a record.
    pub fn new(from: &'a Standpoint<'a>, ix: RecordIx) -> Self {
        let record = from.material.site.record(ix);
        Self { from, ix, record, analysis: from.material.analysis_of(ix), framework: from.material.site.framework_of(record) }
    }

    /// Its costs taken apart, for those of other volumes; `None` where no volume drives any.
    fn ledger(&self) -> Option<Ledger> {
        self.analysis.volume.as_ref()?;
        Ledger::new(self.record, self.analysis.cost.as_ref()?)
    }

    /// The name of an option.
    pub fn option_name(&self, ix: OptionIx) -> &'a str {
        &self.record.options[ix.index()].name
    }

    /// How an option looks in every chart.
    pub fn look(&self, ix: OptionIx) -> Look {
        Look::of(ix.index())
    }

    /// An option as a chart names it.
    pub fn key(&self, ix: OptionIx) -> Key<'a> {
        let Look { letter, class } = self.look(ix);
        Key { letter, class, name: self.option_name(ix), chosen: self.is_chosen(ix), out: self.is_knocked_out(ix) }
    }

    /// Whether an option was chosen.
    pub fn is_chosen(&self, ix: OptionIx) -> bool {
        self.record.chosen == Some(ix)
    }

    /// Whether the matrix knocks an option out.
    pub fn is_knocked_out(&self, ix: OptionIx) -> bool {
        self.analysis.matrix.as_ref().is_some_and(|matrix| !matrix.rows[ix.index()].eligible)
    }

    /// The options that cost least of those that the matrix does not knock out; several where they cost the same.
    pub fn all_cheapest(&self) -> Vec<OptionIx> {
        self.analysis.cost.as_ref().map(|costs| costs.all_cheapest(|ix| !self.is_knocked_out(ix))).unwrap_or_default()
    }

    /// The currency of its figures.
    pub fn currency(&self) -> &'a str {
        self.record.tco.as_ref().map_or(&self.from.material.site.config.currency, |tco| &tco.currency)
    }
}

/// An entry of the table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Contents<'a> {
    /// The fragment.
    pub id: &'a str,
    /// Its words.
    pub text: &'a str,
}

/// The page of a record: template `record.html`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RecordPage<'a> {
    /// What every page has.
    pub meta: Meta,
    /// Id, title, status, people, dates, what took its place.
    pub head: head::Head<'a>,
    /// What was decided, and what the computed signals say of it; null where there is neither.
    pub verdict: Option<verdict::Verdict<'a>>,
    /// Sections of the page, the body's own headings first.
    pub contents: Vec<Contents<'a>>,
    /// The body as HTML; null where nothing was written.
    pub body: Option<String>,
    /// The ways it weighs; empty where it names none.
    pub options: Vec<options::OptionCard<'a>>,
    /// The decision matrix.
    pub matrix: Option<matrix::MatrixSection<'a>>,
    /// How firm the matrix's answer is.
    pub robustness: Option<robustness::RobustnessSection<'a>>,
    /// What the options cost.
    pub cost: Option<cost::CostSection<'a>>,
    /// What ranges mean for those costs.
    pub uncertainty: Option<uncertainty::UncertaintySection<'a>>,
    /// Whether the same would be decided with today's prices; null where no price of the book goes in, or it is not in force.
    pub drift: Option<drift::DriftSection<'a>>,
    /// What they cost at other volumes; null where no volume drives a cost.
    pub volume: Option<volume::VolumeSection<'a>>,
    /// Prices at which options cost the same, the nearest first.
    pub ties: Vec<triggers::TieRow<'a>>,
    /// The best month to switch, for each option of two phases.
    pub switches: Vec<triggers::SwitchRow<'a>>,
    /// Volumes and prices at which the answer on cost changes, as sentences.
    pub thresholds: Vec<String>,
    /// The same record with a few inputs changed.
    pub scenarios: Option<scenarios::ScenarioTable<'a>>,
    /// What a reader can try; null where nothing can be moved.
    pub what_if: Option<what_if::WhatIf<'a>>,
    /// Which cloud offers what they need.
    pub cloud: Option<cloud::CloudSection<'a>>,
    /// The framework's questions with the record's answers.
    pub guide: Option<guide::GuideSection<'a>>,
    /// The framework's usual figures beside the record's own.
    pub tradeoffs: Option<tradeoffs::TradeoffSection<'a>>,
    /// The framework's checklist.
    pub checklist: Option<checklist::ChecklistSection<'a>>,
    /// What the checks found; null where that is nothing.
    pub findings: Option<findings::FindingsSection>,
    /// What was measured.
    pub evaluation: Option<facts::EvaluationSection<'a>>,
    /// Data, requirements and other facts; empty where none is given.
    pub facts: Vec<facts::Fact<'a>>,
    /// Ties to other records; empty where there are none.
    pub relations: Vec<relations::RelationGroup<'a>>,
    /// The records around it as a picture; null where it is tied to none.
    pub lineage: Option<lineage::Lineage>,
    /// When to look again, and when somebody did.
    pub review: Option<review::ReviewSection<'a>>,
    /// Faults of an unreadable record, as the command line draws them; null on every other.
    pub faults: Option<String>,
    /// Where its source is; null where the site names no repository.
    pub edit: Option<Link<'a>>,
    /// Where its history is; null likewise.
    pub history: Option<Link<'a>>,
    /// When its file was created and last changed, and by whom; null where version control knows nothing of it.
    pub past: Option<past::Past<'a>>,
    /// The same as Markdown.
    pub text: String,
    /// The same as text and as data, for programs and spreadsheets.
    pub downloads: Vec<Link<'a>>,
    /// The record before it in its log; null before the first.
    pub previous: Option<RecordRef<'a>>,
    /// The record after it.
    pub next: Option<RecordRef<'a>>,
    /// Path of its source.
    pub source: &'a str,
    /// The form that it is written in there: `MADR`; null for our own.
    pub read_as: Option<&'static str>,
    /// Free fields.
    pub extra: Vec<Extra<'a>>,
}

/// The page of a record.
pub fn page<'a>(from: &'a Standpoint<'a>, ix: RecordIx) -> RecordPage<'a> {
    let site = from.material.site;
    let of = Subject::new(from, ix);
    let (record, ledger) = (of.record, of.ledger());
    let title = format!("{} {}", full_id(record), record.title);
    let source = from.material.sources.path(record.file);
    let links = source_links(&site.config.repository, source);
    let unreadable = record.status == Status::Unreadable;
    let is_foreign = record.form.is_some();
    let ties = triggers::ties(&of);
    let mut meta = Meta::new(from, &record.url(), ("records", title)).described(record.summary.clone());
    if let Some(listing) = record.scope.as_deref().and_then(|scope| from.material.scope(scope)) {
        meta = meta.below(&listing.url, &listing.name);
    }
    meta.here = full_id(record).into_owned();
    meta.structured = Some(structured(&of, meta.canonical.as_deref()));
    let mut page = RecordPage {
        meta,
        head: head::head(&of),
        // Other teams' records carry their options in their text; nothing is computed of them.
        verdict: if is_foreign { None } else { verdict::verdict(&of) },
        contents: Vec::new(),
        body: (!record.body.html.trim().is_empty()).then(|| html::body(from, &record.body)),
        options: if is_foreign { Vec::new() } else { options::cards(&of) },
        matrix: matrix::section(&of),
        robustness: robustness::section(&of),
        cost: cost::section(&of),
        uncertainty: uncertainty::section(&of),
        drift: drift::section(&of),
        volume: volume::section(&of, ledger.as_ref()),
        thresholds: triggers::thresholds(&of, &ties),
        ties,
        switches: triggers::switches(&of),
        scenarios: scenarios::table(&of),
        what_if: what_if::section(&of, ledger.as_ref()),
        cloud: cloud::section(&of),
        guide: guide::section(&of),
        tradeoffs: tradeoffs::section(&of),
        checklist: checklist::section(&of),
        findings: findings::section(&of),
        evaluation: facts::evaluation(&of),
        facts: facts::facts(&of),
        relations: relations::groups(&of),
        lineage: lineage::lineage(&of),
        review: review::section(&of),
        faults: unreadable.then(|| human(&record.faults, from.material.sources, Colour::Never)),
        edit: links.edit,
        history: links.history,
        past: past::past(&of),
        text: from.to(&Beside::Text.address(record)),
        downloads: downloads(&of),
        previous: neighbour(&of, ix.index().checked_sub(1)),
        next: neighbour(&of, Some(ix.index() + 1)),
        source,
        read_as: record.form.map(Form::label),
        extra: extra(&record.extra),
    };
    page.contents = contents(&page, record);
    page
}

/// A record of the same log, in the order of ids.
fn neighbour<'a>(of: &Subject<'a>, at: Option<usize>) -> Option<RecordRef<'a>> {
    let at = at?;
    let other = of.from.material.site.records.get(at)?;
    (other.source == of.record.source).then(|| of.from.record(RecordIx::at(at)))
}

/// The record as JSON-LD, in the words of schema.org.
fn structured(of: &Subject<'_>, url: Option<&str>) -> String {
    let record = of.record;
    let people: Vec<_> = record.deciders.iter().map(|name| json!({ "@type": "Person", "name": name })).collect();
    let article = json!({
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": record.title,
        "identifier": full_id(record),
        "description": record.summary,
        "datePublished": record.date.map(|day| day.to_string()),
        "author": people,
        "keywords": record.tags,
        "inLanguage": of.from.material.site.config.language,
        "url": url,
    });
    // Nothing in it may end the element that it stands in.
    article.to_string().replace('<', "\\u003c")
}

/// The files that stand beside the page.
fn downloads<'a>(of: &Subject<'a>) -> Vec<Link<'a>> {
    let link = |beside: Beside| Link { url: of.from.to(&beside.address(of.record)), text: beside.label().into() };
    Beside::of(of.record, of.analysis).map(link).collect()
}

/// The body's headings of the first level, then the page's own sections that are there.
fn contents<'a>(page: &RecordPage<'a>, record: &'a Record) -> Vec<Contents<'a>> {
    let own = [
        (page.matrix.is_some(), "r-matrix", "Decision matrix"),
        (page.robustness.is_some(), "r-robustness", "How firm is it?"),
        (page.cost.is_some(), "r-cost", "Cost"),
        (page.what_if.is_some(), "r-what-if", "What if?"),
        (page.drift.is_some(), "r-drift", "Does it still hold?"),
        (page.cloud.is_some(), "r-cloud", "Cloud mapping"),
        (page.guide.is_some(), "r-questions", "Questions and answers"),
        (page.tradeoffs.is_some(), "r-tradeoffs", "Trade-offs"),
        (page.evaluation.is_some(), "r-evaluation", "Evaluation"),
        (!page.facts.is_empty(), "r-facts", "Facts"),
        (page.checklist.is_some(), "r-checklist", "Checklist"),
        (page.findings.is_some(), "r-findings", "Findings"),
        (page.review.is_some(), "r-review", "Reviews"),
        (!page.relations.is_empty(), "r-relations", "Relations"),
    ];
    let body = record.body.headings.iter().filter(|heading| heading.level == 2);
    let body = body.map(|heading| Contents { id: &heading.id, text: &heading.text });
    let options = (!page.options.is_empty()).then_some(Contents { id: "r-options", text: "Options at a glance" });
    let own = own.into_iter().filter(|(there, ..)| *there).map(|(_, id, text)| Contents { id, text });
    body.chain(options).chain(own).collect()
}
