//! Cloud map, guided answer, review and checklist as data.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Keyed, Number, schema::Day};
use crate::{
    analyze::{
        checklist::{Checklist, ItemResult, ItemState},
        cloud_map::{CloudMap, Gap, GapReason},
        guide::Guide,
        review::Review,
    },
    base::date::Date,
    model::{
        ItemIx,
        catalogue::{CloudCatalogue, Service},
        framework::{ChecklistItem, Framework},
        record::{Mark, Record},
        site::Site,
    },
};

/// Capabilities needed, and who offers them.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CloudExport<'a> {
    /// Ids of the capabilities that any option needs.
    pub needs: Vec<&'a str>,
    /// Capability, then provider, to the service; null where there is none.
    pub map: Keyed<&'a str, Keyed<&'a str, Option<ServiceExport<'a>>>>,
    /// What is lacking, or about to be.
    pub gaps: Vec<GapExport<'a>>,
    /// Providers that offer all that the chosen option needs.
    pub portable_to: Option<Vec<&'a str>>,
    /// Their share of all providers.
    pub portability: Option<Number>,
}

/// A service.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ServiceExport<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its page.
    pub url: Option<&'a str>,
    /// First day on which it is gone.
    #[schemars(with = "Option<Day>")]
    pub retired: Option<Date>,
    /// What the provider offers in its place.
    pub replaced_by: Option<&'a str>,
}

/// A provider that lacks a capability, or is about to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GapExport<'a> {
    /// The capability.
    pub capability: &'a str,
    /// The provider.
    pub provider: &'a str,
    /// `not offered`, `retired` or `retiring`; the last is still offered.
    pub why: &'static str,
    /// The day of its retirement.
    #[schemars(with = "Option<Day>")]
    pub on: Option<Date>,
}

/// The cloud map as data.
pub(super) fn cloud<'a>(site: &'a Site, map: &CloudMap) -> CloudExport<'a> {
    let clouds = &site.clouds;
    let capability = |ix: &crate::model::CapabilityIx| &clouds.capabilities[ix.index()];
    let offers = map.needs.iter().map(capability).map(|capability| {
        let services = clouds.providers.iter().zip(&capability.services);
        (capability.id.as_str(), services.map(|(provider, service)| (provider.id.as_str(), service.as_ref().map(self::service))).collect())
    });
    let portable_to = map.portable_to.as_ref();
    CloudExport {
        needs: map.needs.iter().map(|need| capability(need).id.as_str()).collect(),
        map: offers.collect(),
        gaps: map.gaps.iter().map(|gap| gap_export(clouds, gap)).collect(),
        portable_to: portable_to.map(|to| to.iter().map(|ix| clouds.providers[ix.index()].id.as_str()).collect()),
        portability: portable_to.map(|to| Number(to.len() as f64 / clouds.providers.len() as f64)),
    }
}

fn service(service: &Service) -> ServiceExport<'_> {
    ServiceExport {
        name: &service.name,
        url: service.url.as_deref(),
        retired: service.retired,
        replaced_by: service.replaced_by.as_deref(),
    }
}

fn gap_export<'a>(clouds: &'a CloudCatalogue, gap: &Gap) -> GapExport<'a> {
    let (why, on) = match gap.why {
        GapReason::NotOffered => ("not offered", None),
        GapReason::Retired(day) => ("retired", Some(day)),
        GapReason::Retiring(day) => ("retiring", Some(day)),
    };
    GapExport { capability: &clouds.capabilities[gap.capability.index()].id, provider: &clouds.providers[gap.provider.index()].id, why, on }
}

/// Where the framework's questions lead.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GuidedExport<'a> {
    /// Questions in the order they were asked.
    pub path: Vec<StepExport<'a>>,
    /// The track at the end; null while a question is open.
    pub answer: Option<&'a str>,
    /// The question that nobody has answered.
    pub open: Option<&'a str>,
    /// Whether the chosen option follows the track at the end.
    pub agrees: Option<bool>,
}

/// A question and its answer.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StepExport<'a> {
    /// The question.
    pub question: &'a str,
    /// The answer.
    pub answer: &'a str,
}

/// The guided answer as data.
pub(super) fn guided<'a>(framework: &'a Framework, guide: &Guide) -> GuidedExport<'a> {
    let path = guide.steps.iter().map(|(question, answer)| {
        let question = &framework.questions[question.index()];
        StepExport { question: &question.id, answer: &question.answers[*answer].id }
    });
    GuidedExport {
        path: path.collect(),
        answer: guide.answer.map(|track| framework.tracks[track.index()].id.as_str()),
        open: guide.open.map(|question| framework.questions[question.index()].id.as_str()),
        agrees: guide.agrees,
    }
}

/// When to look again.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReviewExport<'a> {
    /// The day that the schedule counts from.
    #[schemars(with = "Day")]
    pub anchor: Date,
    /// The next due date.
    #[schemars(with = "Option<Day>")]
    pub next: Option<Date>,
    /// `ok`, `upcoming`, `due` or `overdue`.
    pub state: &'static str,
    /// Days to the next due date; negative once it has passed.
    pub days_to_due: Option<i64>,
    /// Due dates from the next one on.
    #[schemars(with = "Vec<Day>")]
    pub schedule: Vec<Date>,
    /// Watched prices that have moved.
    pub fired: Vec<FiredExport<'a>>,
}

/// A watched price that has moved.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FiredExport<'a> {
    /// Its id in the price book.
    pub price: &'a str,
    /// The price when it was last looked at.
    pub then: Number,
    /// The price today.
    pub now: Number,
    /// The day from which it holds.
    #[schemars(with = "Day")]
    pub since: Date,
}

/// The review as data.
pub(super) fn review<'a>(site: &'a Site, review: &Review) -> ReviewExport<'a> {
    let fired = review.fired.iter().map(|fired| FiredExport {
        price: &site.prices.price(fired.price).id,
        then: Number(fired.then),
        now: Number(fired.now),
        since: fired.since,
    });
    ReviewExport {
        anchor: review.anchor,
        next: review.next,
        state: review.state.word(),
        days_to_due: review.days_to_due,
        schedule: review.schedule.clone(),
        fired: fired.collect(),
    }
}

/// The framework's checklist.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ChecklistExport<'a> {
    /// Items that are done.
    pub done: usize,
    /// All items, waived ones among them.
    pub total: usize,
    /// Items that need not be done.
    pub waived: usize,
    /// The items.
    pub items: Vec<ItemExport<'a>>,
}

/// An item of the checklist.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ChecklistItemExport")]
pub struct ItemExport<'a> {
    /// Its id.
    pub id: &'a str,
    /// What is to be done.
    pub item: &'a str,
    /// `done`, `waived` or `open`.
    pub state: &'static str,
    /// Whether the record's own facts decide it.
    pub derived: bool,
    /// Facts that are not there yet.
    pub lacking: Vec<&'a str>,
    /// Checks that speak against it.
    pub fired: Vec<&'static str>,
    /// When somebody said that it is done.
    #[schemars(with = "Option<Day>")]
    pub on: Option<Date>,
    /// Who said so.
    pub by: Option<&'a str>,
    /// What shows it.
    pub evidence: Option<&'a str>,
    /// Why it need not be done.
    pub why: Option<&'a str>,
}

/// The checklist as data.
pub(super) fn checklist<'a>(site: &'a Site, record: &'a Record, checklist: &'a Checklist) -> Option<ChecklistExport<'a>> {
    let framework = site.framework_of(record)?;
    let items = framework.checklist.iter().zip(&checklist.items).enumerate().map(|(at, (item, result))| {
        let mark = record.checklist.iter().find(|(ix, _)| *ix == ItemIx::at(at)).map(|(_, mark)| mark);
        item_export(item, result, mark)
    });
    Some(ChecklistExport {
        done: checklist.count(ItemState::Done),
        total: checklist.items.len(),
        waived: checklist.count(ItemState::Waived),
        items: items.collect(),
    })
}

fn item_export<'a>(item: &'a ChecklistItem, result: &'a ItemResult, mark: Option<&'a Mark>) -> ItemExport<'a> {
    let (on, by, evidence, why) = match mark {
        Some(Mark::Done { on, by, evidence }) => (*on, by.as_deref(), evidence.as_deref(), None),
        Some(Mark::Waived { why }) => (None, None, None, Some(why.as_str())),
        None => (None, None, None, None),
    };
    ItemExport {
        id: &item.id,
        item: &item.item,
        state: result.state.word(),
        derived: result.derived,
        lacking: result.lacking.iter().map(String::as_str).collect(),
        fired: result.fired.clone(),
        on,
        by,
        evidence,
        why,
    }
}
