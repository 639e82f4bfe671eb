//! Options: what is said of each, what it costs, and how mixes and progressions are made of others.

use super::{
    super::{
        draft::{CostDraft, MixDraft, OptionDraft, PhaseDraft},
        fields::{Fields, item::Item},
        tables::option::{COST, MIX, OPTION, PHASE},
    },
    costs,
};
use crate::{
    base::{diagnostic::Diagnostic, source::Spanned},
    model::{fault, framework::Role},
};

const ROLES: &[(&str, Role)] = &[("build", Role::Build), ("buy", Role::Buy), ("adapt", Role::Adapt)];

/// A cost as it stands in the text, for scenarios that read it again with other figures.
pub(super) struct CostPlace<'a> {
    /// Id of its option.
    pub option: &'a str,
    /// Its id.
    pub cost: &'a str,
    /// Its table.
    pub fields: Fields<'a>,
    /// Whether it was read without a fault.
    pub sound: bool,
}

/// The options of a record.
#[derive(Default)]
pub(super) struct Options<'a> {
    pub drafts: Vec<OptionDraft>,
    pub costs: Vec<CostPlace<'a>>,
    /// Whether an option could not be read, or is there twice: then nothing is compared.
    pub incomplete: bool,
}

/// Reads `[[options]]`.
pub(super) fn read_options(record: Fields<'_>) -> Options<'_> {
    let mut options = Options::default();
    for item in record.get("options").into_iter().flat_map(|item| item.items()) {
        let Some(fields) = item.table(&OPTION) else {
            options.incomplete = true;
            continue;
        };
        let draft = read_option(fields, &mut options.costs);
        let twice = |draft: &OptionDraft| options.drafts.iter().any(|other| other.id.value == draft.id.value);
        options.incomplete |= draft.as_ref().is_none_or(twice);
        options.drafts.extend(draft);
    }
    options
}

fn read_option<'a>(fields: Fields<'a>, places: &mut Vec<CostPlace<'a>>) -> Option<OptionDraft> {
    let id = fields.need("id").and_then(|item| item.id());
    let errors = fields.faults().errors();
    let (costs, whole) = read_costs(fields, places);
    let (mix, phases) = (fields.get("mix"), fields.get("phases"));
    if mix.is_some() && phases.is_some() {
        fields.tell_conflict("mix", "phases", "an option is made of others in one way");
    }
    let mix = mix.and_then(|item| read_mix(&item));
    let phases = phases.and_then(|item| read_phases(&item));
    let costs_faulty = !whole || fields.faults().errors() > errors;
    Some(OptionDraft {
        name: fields.text("name"),
        track: fields.id("track"),
        role: fields.word("role", ROLES),
        summary: fields.text("summary"),
        pros: fields.texts("pros"),
        cons: fields.texts("cons"),
        time: fields.time_span("time"),
        team: costs::positive(fields, "team", fields.amount("team")),
        needs: fields.has("needs").then(|| fields.spanned_texts("needs")),
        cloud: fields.id("cloud"),
        status_quo: fields.bool("status_quo").unwrap_or(false),
        costs,
        mix,
        phases,
        costs_faulty,
        span: id.as_ref().map_or(fields.span(), |id| id.span),
        id: id?,
    })
}

/// The costs that are sound, and whether all are; `None` where nobody has costed the option.
fn read_costs<'a>(option: Fields<'a>, places: &mut Vec<CostPlace<'a>>) -> (Option<Vec<CostDraft>>, bool) {
    let Some(list) = option.get("costs") else {
        return (None, true);
    };
    let before = option.faults().errors();
    let option_id = option.get("id").and_then(|item| item.as_text()).unwrap_or_default();
    let mut costs: Vec<CostDraft> = Vec::new();
    for item in list.items() {
        let errors = item.faults().errors();
        let Some(fields) = item.table(&COST) else {
            continue;
        };
        let draft = costs::read_cost(fields, errors);
        let cost = fields.get("id").and_then(|item| item.as_text()).unwrap_or_default();
        places.push(CostPlace { option: option_id, cost, fields, sound: draft.is_some() });
        costs.extend(draft);
    }
    (Some(costs), option.faults().errors() == before)
}

fn read_mix(list: &Item<'_>) -> Option<Spanned<Vec<MixDraft>>> {
    let errors = list.faults().errors();
    let mut parts = Vec::new();
    for fields in list.items().filter_map(|item| item.table(&MIX)) {
        let option = fields.need("option").and_then(|item| item.id());
        let part = |item: &Item<'_>| item.share().and_then(|share| within_one(item, share));
        let share = fields.need("share").and_then(|item| part(&item));
        let fixed = fields.get("fixed").map_or(Some(1.0), |item| part(&item));
        if let (Some(option), Some(share), Some(fixed)) = (option, share, fixed) {
            parts.push(MixDraft { option, share, fixed });
        }
    }
    if list.faults().errors() > errors {
        return None;
    }
    let sum: f64 = parts.iter().map(|part| part.share).sum();
    if (sum - 1.0).abs() > 1e-9 {
        let told = Diagnostic::error(fault::BAD_MIX, format!("the shares of a mix must sum to 1, these sum to {}", rounded(sum)));
        list.faults().push(
            told.at(list.span, "shares do not make a whole")
                .help("shares are parts of the volume: `0.7` and `0.3`, or `\"70%\"` and `\"30%\"`"),
        );
        return None;
    }
    Some(Spanned::new(parts, list.span))
}

/// Twelve digits, so that `0.1 + 0.2` reads `0.3`.
fn rounded(number: f64) -> f64 {
    format!("{number:.12}").parse().unwrap_or(number)
}

fn within_one(item: &Item<'_>, share: f64) -> Option<f64> {
    if (0.0..=1.0).contains(&share) {
        return Some(share);
    }
    item.bad(format!("`{}` is a part of a whole, found {share}", item.name), "must be between 0 and 1");
    None
}

fn read_phases(list: &Item<'_>) -> Option<Spanned<Vec<PhaseDraft>>> {
    let errors = list.faults().errors();
    let mut phases: Vec<PhaseDraft> = Vec::new();
    for fields in list.items().filter_map(|item| item.table(&PHASE)) {
        let option = fields.need("option").and_then(|item| item.id());
        let from = fields.need("from").and_then(|item| item.months());
        let serves_from = fields.get("serves_from").map_or(from, |item| item.months());
        if let (Some(option), Some(from), Some(serves_from)) = (option, from, serves_from) {
            let phase = PhaseDraft { option, from, serves_from, span: fields.span() };
            check_order(fields, phases.last(), &phase);
            phases.push(phase);
        }
    }
    if phases.is_empty() && list.faults().errors() == errors {
        list.faults().error(fault::BAD_PHASES, list.span, ("`phases` needs a phase at least", "no phases"));
    }
    (list.faults().errors() == errors).then(|| Spanned::new(phases, list.span))
}

/// Tells a phase that serves before it starts, or does not follow the one before it (R0027).
fn check_order(fields: Fields<'_>, before: Option<&PhaseDraft>, phase: &PhaseDraft) {
    let at = |key| fields.get(key).map_or(fields.span(), |item| item.span);
    if phase.serves_from < phase.from {
        let message = format!("a phase cannot serve from month {} when it starts in month {}", phase.serves_from, phase.from);
        fields.faults().error(fault::BAD_PHASES, at("serves_from"), (message, "before `from`"));
        return;
    }
    let Some(before) = before else { return };
    if phase.from <= before.from || phase.serves_from <= before.serves_from {
        let key = if phase.from <= before.from { "from" } else { "serves_from" };
        let message = format!("phases must follow each other: `{}` does not come after `{}`", phase.option.value, before.option.value);
        let told = Diagnostic::error(fault::BAD_PHASES, message).at(at(key), "not later than the phase before");
        fields.faults().push(told.and(before.span, "the phase before"));
    }
}
