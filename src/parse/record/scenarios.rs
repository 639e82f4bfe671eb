//! Scenarios: the volumes and costs that they change are read again as a whole, with the scenario's values in them, so that every
//! check of the base case holds for them too.

use super::{
    super::{
        draft::{Name, ScenarioDraft},
        fields::{Change, Fields, item::Item},
        tables::tco::SCENARIO,
        toml::Faults,
    },
    costs,
    options::CostPlace,
    tco::{self, VolumePlace},
};
use crate::{
    base::{diagnostic::Diagnostic, edit_distance::nearest, source::Spanned},
    model::fault,
};

/// What scenarios may change, and the text that their values stand in.
pub(super) struct Base<'a> {
    pub text: &'a str,
    pub volumes: &'a [VolumePlace<'a>],
    pub costs: &'a [CostPlace<'a>],
}

/// What a path leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Volume(usize),
    Cost(usize),
}

/// Reads `[[tco.scenarios]]`. One with a fault is left out, and told.
pub(super) fn read_scenarios(tco: Fields<'_>, base: &Base<'_>) -> Vec<ScenarioDraft> {
    let mut scenarios: Vec<ScenarioDraft> = Vec::new();
    for item in tco.get("scenarios").into_iter().flat_map(|item| item.items()) {
        let errors = item.faults().errors();
        let Some(fields) = item.table(&SCENARIO) else {
            continue;
        };
        let draft = read_scenario(fields, base);
        let sound = item.faults().errors() == errors;
        let kept = draft.filter(|draft| sound && is_new(&draft.id, &scenarios, item.faults()));
        scenarios.extend(kept);
    }
    scenarios
}

/// Whether no earlier scenario has this id; tells it if one has (R0008), both places named.
fn is_new(id: &Name, scenarios: &[ScenarioDraft], faults: &Faults) -> bool {
    let Some(first) = scenarios.iter().find(|other| other.id.value == id.value) else { return true };
    let told = Diagnostic::error(fault::DUPLICATE_ID, format!("two scenarios with the id `{}`", id.value)).at(id.span, "the second one");
    faults.push(told.and(first.id.span, "the first one").help("ids tell things apart: give one of them another id"));
    false
}

fn read_scenario(fields: Fields<'_>, base: &Base<'_>) -> Option<ScenarioDraft> {
    let id = fields.need("id").and_then(|item| item.id());
    let name = fields.text("name");
    let entries = fields.need("set").map(|item| item.entries()).unwrap_or_default();
    let mut draft = ScenarioDraft { id: id?, name, set: Vec::new(), volumes: Vec::new(), costs: Vec::new() };
    let mut changes: Vec<(Target, Vec<Change<'_>>)> = Vec::new();
    for (path, item) in entries {
        draft.set.push((path.value.to_owned(), written(base.text, &item)));
        let Some((target, field)) = target(base, &path, &item) else {
            continue;
        };
        let change = Change { path: field, at: path.span, item };
        match changes.iter_mut().find(|(other, _)| *other == target) {
            Some((_, list)) => list.push(change),
            None => changes.push((target, vec![change])),
        }
    }
    for (target, list) in changes {
        apply(base, target, &list, &mut draft);
    }
    Some(draft)
}

/// The value as it stands in the text.
fn written(text: &str, item: &Item<'_>) -> String {
    text.get(item.span.range()).unwrap_or_default().to_owned()
}

fn apply<'a>(base: &Base<'a>, target: Target, changes: &[Change<'a>], draft: &mut ScenarioDraft) {
    match target {
        // The base's own faults are told already, and keep the options from being costed.
        Target::Volume(at) if base.volumes[at].sound => {
            let place = &base.volumes[at];
            let (errors, table) = (place.fields.faults().errors(), place.fields.changed(changes));
            draft.volumes.extend(tco::read_volume(place.fields.reopened(&table), &place.id, errors));
        }
        Target::Cost(at) if base.costs[at].sound => {
            let place = &base.costs[at];
            let (errors, table) = (place.fields.faults().errors(), place.fields.changed(changes));
            let cost = costs::read_cost(place.fields.reopened(&table), errors);
            draft.costs.extend(cost.map(|cost| (place.option.to_owned(), cost)));
        }
        Target::Volume(_) | Target::Cost(_) => {}
    }
}

/// Finds what a path leads to, and the field in it; tells it where there is none. Ids may hold dots, so the longest that fits wins.
fn target<'a>(base: &Base<'_>, path: &Spanned<&'a str>, item: &Item<'_>) -> Option<(Target, &'a str)> {
    let after = |start: &str| path.value.strip_prefix(start)?.strip_prefix('.').filter(|field| !field.is_empty());
    let volumes = base.volumes.iter().map(|place| format!("volumes.{}", place.id.value)).enumerate();
    let costs = base.costs.iter().map(|place| format!("costs.{}.{}", place.option, place.cost)).enumerate();
    let starts: Vec<(Target, String)> =
        volumes.map(|(at, start)| (Target::Volume(at), start)).chain(costs.map(|(at, start)| (Target::Cost(at), start))).collect();
    let found =
        starts.iter().filter_map(|(target, start)| Some((*target, start.len(), after(start)?))).max_by_key(|(_, length, _)| *length);
    let Some((target, _, field)) = found else {
        tell_unknown(path, &starts, item);
        return None;
    };
    if matches!(field, "id" | "kind") {
        item.faults().error(fault::BAD_VALUE, path.span, (format!("a scenario cannot change `{field}`"), "not a figure"));
        return None;
    }
    Some((target, field))
}

fn tell_unknown(path: &Spanned<&str>, starts: &[(Target, String)], item: &Item<'_>) {
    let start = path.value.rsplit_once('.').map_or(path.value, |(start, _)| start);
    let code = if path.value.starts_with("volumes.") { fault::UNKNOWN_VOLUME } else { fault::BAD_VALUE };
    let mut told = Diagnostic::error(code, format!("`{}` leads to no volume and no cost of this record", path.value));
    told = told.at(path.span, "nothing to change");
    if starts.iter().any(|(_, start)| start == path.value) {
        item.faults().push(told.help(format!("say which of its figures: `{}.FIELD`", path.value)));
        return;
    }
    told = match nearest(start, starts.iter().map(|(_, start)| start.as_str())) {
        Some(near) => told.help(format!("did you mean `{near}{}`?", &path.value[start.len()..])),
        None => told.help("paths look like `volumes.ID.FIELD` and `costs.OPTION.COST.FIELD`"),
    };
    item.faults().push(told);
}
