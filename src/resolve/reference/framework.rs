//! One framework, its own names looked up: cells to tracks, answers to questions and tracks, needs to capabilities.
//! Knows no record.

use std::collections::HashMap;

use super::{
    super::{
        names::{Faults, Kind},
        value::{self, ReadingUnit},
    },
    Origin, questions,
};
use crate::{
    base::{
        diagnostic::Diagnostic,
        edit_distance::nearest,
        source::{Span, Spanned},
    },
    model::{
        catalogue::CloudCatalogue,
        criterion::{CriterionTerms, Measure, OfferedCriterion},
        fault,
        framework::{ChecklistItem, Factor, Framework, Thresholds, Track},
    },
    parse::{
        criterion::RawCriterion,
        framework::{FactorDraft, FrameworkDraft, TrackDraft},
        tables::record::RECORD,
    },
};

/// Binds a framework. `set` are the site's own thresholds, which count before the framework's. What has a fault is left out, and told.
pub(super) fn bind(
    (origin, draft): (Origin, FrameworkDraft),
    clouds: &CloudCatalogue,
    set: &[(&'static str, f64)],
    faults: &Faults,
) -> Framework {
    let mut thresholds = Thresholds::default();
    for (name, number) in draft.thresholds.iter().chain(set) {
        thresholds.set(name, *number);
    }
    let tracks = unique(draft.tracks, "tracks", |track| &track.id, faults);
    let ids: Vec<Spanned<String>> = tracks.iter().map(|track| track.id.clone()).collect();
    let factors = unique(draft.factors, "factors", |factor| &factor.id, faults);
    let criteria = unique(draft.criteria, "criteria", |criterion| &criterion.id, faults);
    let questions = unique(draft.questions, "questions", |question| &question.id, faults);
    let checklist = unique_ids(draft.checklist, "checklist items", |item| &item.id, faults);
    let antipatterns = unique_ids(draft.antipatterns, "anti-patterns", |pattern| &pattern.id, faults);
    let owner = format!("framework `{}`", draft.id.value);
    for item in &checklist {
        check_facts(item, faults);
    }
    Framework {
        file: draft.file,
        name: draft.name.unwrap_or_else(|| draft.id.value.clone()),
        summary: draft.summary,
        review_months: draft.review_months,
        tracks: bind_tracks(origin, tracks, clouds, faults),
        factors: factors.into_iter().map(|row| factor(row, &ids, &owner, faults)).collect(),
        criteria: criteria.iter().map(|raw| criterion(raw, faults)).collect(),
        questions: questions::bind(questions, &ids, &owner, faults),
        checklist: checklist.into_iter().map(|item| item.value).collect(),
        antipatterns: antipatterns.into_iter().map(|pattern| pattern.value).collect(),
        thresholds,
        thresholds_set: draft.thresholds.iter().map(|(name, _)| *name).collect(),
        extra: draft.extra,
        id: draft.id.value,
    }
}

/// Each id once: the first of several holds, the others are told with both places (R0008).
pub(super) fn unique<T>(list: Vec<T>, many: &str, id: impl Fn(&T) -> &Spanned<String>, faults: &Faults) -> Vec<T> {
    let mut first: HashMap<String, Span> = HashMap::with_capacity(list.len());
    let mut kept = Vec::with_capacity(list.len());
    for one in list {
        let Spanned { value, span } = id(&one);
        if let Some(place) = first.get(value) {
            let told = Diagnostic::error(fault::DUPLICATE_ID, format!("two {many} have the id `{value}`")).at(*span, "taken");
            faults.push(told.and(*place, "the first one"));
            continue;
        }
        first.insert(value.clone(), *span);
        kept.push(one);
    }
    kept
}

/// The same for things that are final but for their place.
fn unique_ids<T>(list: Vec<Spanned<T>>, many: &str, id: impl Fn(&T) -> &String, faults: &Faults) -> Vec<Spanned<T>> {
    let keyed = list.into_iter().map(|one| (Spanned::new(id(&one.value).clone(), one.span), one)).collect();
    unique(keyed, many, |(id, _): &(Spanned<String>, Spanned<T>)| id, faults).into_iter().map(|(_, one)| one).collect()
}

fn bind_tracks(origin: Origin, tracks: Vec<TrackDraft>, clouds: &CloudCatalogue, faults: &Faults) -> Vec<Track> {
    let known = || clouds.capabilities.iter().map(|capability| capability.id.as_str());
    let need = |need: Spanned<String>| {
        if clouds.find(&need.value).is_some() {
            return Some(need.value);
        }
        match origin {
            Origin::Site => {
                let kind = Kind { one: "capability", whose: "the cloud catalogue", place: None };
                faults.unknown(fault::UNKNOWN_CAPABILITY, &need, &kind, known());
            }
            // Nobody can mend a file of the program; the site's own catalogue simply does not speak of it.
            Origin::Shipped => {
                let told = format!("the cloud catalogue has no capability `{}`, which a shipped framework needs", need.value);
                let told = Diagnostic::info(fault::UNKNOWN_CAPABILITY, told).at(need.span, "left out");
                faults.push(told.help("add it to `content/clouds.toml`, or write a framework of your own with this id"));
            }
        }
        None
    };
    let track = |draft: TrackDraft| Track {
        name: draft.name.unwrap_or_else(|| draft.id.value.clone()),
        icon: draft.icon,
        summary: draft.summary,
        justified_when: draft.justified_when,
        role: draft.role,
        steps: draft.steps,
        needs: draft.needs.into_iter().filter_map(need).collect(),
        typical: draft.typical,
        span: draft.id.span,
        id: draft.id.value,
    };
    tracks.into_iter().map(track).collect()
}

fn factor(draft: FactorDraft, tracks: &[Spanned<String>], owner: &str, faults: &Faults) -> Factor {
    let mut cells = vec![None; tracks.len()];
    for (track, cell) in draft.cells {
        if let Some(place) = tracks.iter().position(|known| known.value == track.value) {
            cells[place] = Some(cell);
        } else {
            let kind = Kind { one: "track", whose: owner, place: None };
            faults.unknown(fault::UNKNOWN_TRACK, &track, &kind, tracks.iter().map(|track| track.value.as_str()));
        }
    }
    Factor { name: draft.name.unwrap_or_else(|| draft.id.value.clone()), cells, unit: draft.unit, id: draft.id.value }
}

fn criterion(raw: &RawCriterion, faults: &Faults) -> OfferedCriterion {
    let measure = raw.measure.as_ref().map(|measure| value::measure(measure.value));
    // Without a measure, a record that lists it gives numbers.
    let unit = measure.as_ref().map_or(ReadingUnit::Number, value::unit_of);
    if let (Some(measured), None) = (&raw.measure, &raw.value)
        && !raw.faulty
    {
        let told = Diagnostic::error(fault::MISSING_KEY, "a measured criterion must say what its readings are worth");
        let told = told.at(measured.span, "readings of what worth?");
        faults.push(told.help("add `best` and `worst`, or `points`, or `steps`"));
    }
    let costly = matches!(measure, Some(Measure::PresentValue | Measure::Total));
    let natural = match measure {
        Some(Measure::Time) => Some("months".to_owned()),
        Some(Measure::Team) => Some("people".to_owned()),
        _ => None,
    };
    OfferedCriterion {
        terms: CriterionTerms {
            id: raw.id.value.clone(),
            name: raw.name.clone().unwrap_or_else(|| raw.id.value.clone()),
            question: raw.question.clone(),
            anchors: raw.anchors.clone().unwrap_or_default(),
            weight: raw.weight.as_ref().map(|weight| weight.value),
            unit: raw.unit.clone().or(natural),
            musts: value::musts(raw, Some(unit), faults),
            cost: costly || raw.cost.unwrap_or(false),
            span: raw.span,
        },
        measure,
        value: raw.value.as_ref().and_then(|value| value::bind(value, unit, faults)),
    }
}

/// Each fact that a checklist item asks for must be something a record can say.
fn check_facts(item: &Spanned<ChecklistItem>, faults: &Faults) {
    for path in &item.value.needs {
        let mut shapes = vec![&RECORD];
        for name in path.split('.') {
            let found = shapes.iter().find_map(|shape| shape.key(name));
            let Some(key) = found else {
                let message = format!("the checklist item `{}` asks for `{path}`, which no record can say", item.value.id);
                let mut told = Diagnostic::error(fault::BAD_VALUE, message).at(item.span, format!("there is no `{name}`"));
                let known = shapes.iter().flat_map(|shape| shape.keys).map(|key| key.name);
                if let Some(near) = nearest(name, known) {
                    told = told.help(format!("did you mean `{near}`?"));
                }
                faults.push(told);
                break;
            };
            shapes = key.shape.tables();
        }
    }
}
