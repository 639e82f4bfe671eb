//! A framework as a page: ways to go, questions, criteria, trade-offs, checklist, known mistakes, and who follows it.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    factors::{FactorTable, factors},
    leaf::{Leaf, leaf},
    list_page::{Rows, rows},
    listing::{ListKind, Listing},
    measure::source,
    meta::{Extra, Meta, extra},
    picture::Picture,
    service::{ServiceCell, service},
    standpoint::{Link, Standpoint},
    words,
};
use crate::model::{
    FrameworkIx,
    criterion::OfferedCriterion,
    framework::{Framework, Leads, Question, Track},
};

/// A way to go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TrackCard<'a> {
    /// Its usual figures.
    pub usual: Leaf<'a>,
    /// Name of an icon of the theme.
    pub icon: Option<&'a str>,
    /// What it is.
    pub summary: Option<&'a str>,
    /// When it is the right way.
    pub justified_when: Option<&'a str>,
    /// Its steps, in order.
    pub steps: &'a [String],
}

/// An answer to a question and where it leads: to one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AnswerRow<'a> {
    /// The answer.
    pub answer: &'a str,
    /// Number of the next question, from 1.
    pub question: Option<usize>,
    /// The track at the end.
    pub leaf: Option<Leaf<'a>>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct QuestionRow<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// The question.
    pub ask: &'a str,
    /// Why it is asked.
    pub why: Option<&'a str>,
    /// The answers.
    pub answers: Vec<AnswerRow<'a>>,
}

/// What a score means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AnchorRow<'a> {
    /// 1 to 5.
    pub score: u8,
    /// Its meaning.
    pub meaning: &'a str,
}

/// A criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CriterionRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// The question that a score answers.
    pub question: Option<&'a str>,
    /// Points that the framework gives it; null where records must say.
    pub points: Option<String>,
    /// Where its readings come from, in words; null where it is scored by hand.
    pub measured: Option<&'static str>,
    /// What its scores mean.
    pub anchors: Vec<AnchorRow<'a>>,
}

/// A known mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AntiPatternRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// Why it hurts.
    pub why: &'a str,
    /// What to do instead.
    pub instead: Option<&'a str>,
    /// The beginning of the codes of the checks that find it.
    pub rule: Option<&'a str>,
}

/// A capability that tracks need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NeedRow<'a> {
    /// The capability.
    pub name: &'a str,
    /// Tracks that need it, in words.
    pub tracks: String,
    /// A service a provider; null where there is none.
    pub services: Vec<Option<ServiceCell<'a>>>,
}

/// The page of a framework: template `framework.html`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FrameworkPage<'a> {
    /// What every page has.
    pub meta: Meta,
    /// Its name.
    pub name: &'a str,
    /// What it is for.
    pub summary: Option<&'a str>,
    /// How often records that follow it are reviewed, in words.
    pub review: Option<String>,
    /// The ways to go.
    pub tracks: Vec<TrackCard<'a>>,
    /// The questions; the first is where one starts.
    pub questions: Vec<QuestionRow<'a>>,
    /// The same as a diagram; null where nothing is asked.
    pub diagram: Option<Picture>,
    /// The criteria.
    pub criteria: Vec<CriterionRow<'a>>,
    /// The trade-off table.
    pub factors: Option<FactorTable<'a>>,
    /// Names of the cloud providers.
    pub providers: Vec<Link<'a>>,
    /// What the tracks need of a cloud; empty where nothing is known.
    pub needs: Vec<NeedRow<'a>>,
    /// Known mistakes.
    pub antipatterns: Vec<AntiPatternRow<'a>>,
    /// Items of the checklist.
    pub checklist: Vec<&'a str>,
    /// Records that follow it.
    pub used_by: Rows<'a>,
    /// Free fields.
    pub extra: Vec<Extra<'a>>,
}

/// The page of a framework, with the list of records that follow it.
pub fn page<'a>(from: &Standpoint<'a>, ix: FrameworkIx, listing: &'a Listing) -> FrameworkPage<'a> {
    let site = from.material.site;
    let framework = site.framework(ix);
    let meta = Meta::new(from, &listing.url, ("frameworks", framework.name.clone()));
    FrameworkPage {
        meta: meta.described(framework.summary.clone()),
        name: &framework.name,
        summary: framework.summary.as_deref(),
        review: framework.review_months.map(words::every),
        tracks: framework.tracks.iter().map(|track| card(from, track)).collect(),
        questions: framework.questions.iter().enumerate().map(|(at, q)| question(from, framework, (at, q))).collect(),
        diagram: from.material.diagrams[ix.index()].as_ref().map(|diagram| diagram.picture(None)),
        criteria: criteria(from, framework),
        factors: factors(from.numbers(), framework),
        providers: super::clouds_page::providers(from),
        needs: needs(from, framework),
        antipatterns: antipatterns(framework),
        checklist: framework.checklist.iter().map(|item| item.item.as_str()).collect(),
        used_by: rows(from, listing),
        extra: extra(&framework.extra),
    }
}

fn card<'a>(from: &Standpoint<'a>, track: &'a Track) -> TrackCard<'a> {
    TrackCard {
        usual: leaf(from.numbers(), &from.material.site.config.currency, track),
        icon: track.icon.as_deref(),
        summary: track.summary.as_deref(),
        justified_when: track.justified_when.as_deref(),
        steps: &track.steps,
    }
}

fn question<'a>(from: &Standpoint<'a>, framework: &'a Framework, (at, question): (usize, &'a Question)) -> QuestionRow<'a> {
    let answers = question.answers.iter().map(|answer| {
        let (question, end) = match answer.then {
            Leads::Question(next) => (Some(next.index() + 1), None),
            Leads::Track(track) => (None, Some(&framework.tracks[track.index()])),
        };
        let leaf = end.map(|track| leaf(from.numbers(), &from.material.site.config.currency, track));
        AnswerRow { answer: &answer.name, question, leaf }
    });
    QuestionRow { number: at + 1, ask: &question.ask, why: question.why.as_deref(), answers: answers.collect() }
}

fn criteria<'a>(from: &Standpoint<'a>, framework: &'a Framework) -> Vec<CriterionRow<'a>> {
    let row = |offered: &'a OfferedCriterion| CriterionRow {
        name: &offered.terms.name,
        question: offered.terms.question.as_deref(),
        points: offered.terms.weight.map(|points| from.numbers().points(points, 2)),
        measured: offered.measure.as_ref().map(source),
        anchors: offered.terms.anchors.iter().map(|anchor| AnchorRow { score: anchor.score, meaning: &anchor.meaning }).collect(),
    };
    framework.criteria.iter().map(row).collect()
}

fn antipatterns(framework: &Framework) -> Vec<AntiPatternRow<'_>> {
    framework
        .antipatterns
        .iter()
        .map(|pattern| AntiPatternRow {
            name: &pattern.name,
            why: &pattern.why,
            instead: pattern.instead.as_deref(),
            rule: pattern.rule.as_deref(),
        })
        .collect()
}

fn needs<'a>(from: &Standpoint<'a>, framework: &'a Framework) -> Vec<NeedRow<'a>> {
    let site = from.material.site;
    let row = |capability: &'a crate::model::catalogue::Capability| {
        let tracks: Vec<&str> =
            framework.tracks.iter().filter(|track| track.needs.contains(&capability.id)).map(|track| track.name.as_str()).collect();
        let services = capability.services.iter().map(|offered| offered.as_ref().map(|offered| service(site.today, offered)));
        (!tracks.is_empty()).then(|| NeedRow { name: &capability.name, tracks: words::list(&tracks), services: services.collect() })
    };
    site.clouds.capabilities.iter().filter_map(row).collect()
}

/// A framework among others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FrameworkCard<'a> {
    /// Its page and name.
    pub link: Link<'a>,
    /// What it is for.
    pub summary: Option<&'a str>,
    /// Records that follow it, formatted with the noun.
    pub used_by: String,
}

/// All frameworks, where there are several: template `frameworks.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FrameworksPage<'a> {
    /// What every page has.
    pub meta: Meta,
    /// The frameworks.
    pub frameworks: Vec<FrameworkCard<'a>>,
}

/// The page of all frameworks.
pub fn index<'a>(from: &Standpoint<'a>) -> FrameworksPage<'a> {
    let material: &'a super::material::Material<'a> = from.material;
    let cards = material.site.frameworks.iter().enumerate().map(|(at, framework)| {
        let ix = FrameworkIx::at(at);
        let used = material.listing(ListKind::Framework(ix)).map_or(0, |listing| listing.rows.len());
        let used_by = words::count(from.numbers(), used, "record");
        FrameworkCard { link: from.to_framework(ix), summary: framework.summary.as_deref(), used_by }
    });
    let meta = Meta::new(from, "frameworks.html", ("frameworks", "Frameworks".into()));
    FrameworksPage { meta, frameworks: cards.collect() }
}
