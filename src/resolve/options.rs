//! Options: tracks, roles and clouds by name; which options there are, for everything that names one.

use std::collections::HashMap;

use super::names::{Faults, Kind, Names};
use crate::{
    base::{
        diagnostic::{Code, Diagnostic},
        source::Span,
    },
    model::{OptionIx, ProviderIx, TrackIx, cost::Costing, fault, framework::Framework, record::Alternative},
    parse::draft::{Name, OptionDraft},
};

/// The options of a record, by id.
#[derive(Debug)]
pub struct OptionIds<'a> {
    ids: Vec<&'a str>,
    of: HashMap<&'a str, OptionIx>,
}

impl<'a> OptionIds<'a> {
    /// Enters all options. A second one of the same id is told; names mean the first.
    pub fn new(drafts: &'a [OptionDraft], faults: &Faults) -> Self {
        let mut of: HashMap<&str, OptionIx> = HashMap::with_capacity(drafts.len());
        for (at, draft) in drafts.iter().enumerate() {
            if let Some(first) = of.get(draft.id.value.as_str()) {
                faults.push(duplicate("option", &draft.id, drafts[first.index()].id.span));
            } else {
                of.insert(&draft.id.value, OptionIx::at(at));
            }
        }
        Self { ids: drafts.iter().map(|draft| draft.id.value.as_str()).collect(), of }
    }

    /// Number of options.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The option of this name, silently.
    pub fn get(&self, id: &str) -> Option<OptionIx> {
        self.of.get(id).copied()
    }

    /// The option of this name; told where there is none.
    pub fn find(&self, name: &Name, faults: &Faults) -> Option<OptionIx> {
        let found = self.of.get(name.value.as_str()).copied();
        if found.is_none() {
            faults.unknown(
                fault::UNKNOWN_OPTION,
                name,
                &Kind { one: "option", whose: "this record", place: None },
                self.ids.iter().copied(),
            );
        }
        found
    }

    /// One value an option from values by name; `None` where nobody gave one. A second value of one option is told.
    pub fn spread<T: Clone>(&self, values: &[(Name, T)], faults: &Faults) -> Vec<Option<T>> {
        let mut spread = vec![None; self.len()];
        for (name, value) in values {
            if let Some(ix) = self.find(name, faults) {
                spread[ix.index()] = Some(value.clone());
            }
        }
        spread
    }
}

/// The fault of a second thing with one id.
pub fn duplicate(one: &str, id: &Name, first: Span) -> Diagnostic {
    Diagnostic::error(fault::DUPLICATE_ID, format!("two {one}s with the id `{}`", id.value))
        .at(id.span, "the second one")
        .and(first, "the first one")
        .help("ids tell things apart: give one of them another id")
}

/// Binds an option; its costs come later.
pub fn bind(draft: &OptionDraft, framework: Option<&Framework>, names: &Names<'_>, faults: &Faults) -> Alternative {
    let track = track(draft, framework, faults);
    let role = draft.role.or_else(|| track.zip(framework).and_then(|(ix, framework)| framework.tracks[ix.index()].role));
    if let Some(needs) = &draft.needs {
        for need in needs.iter().filter(|need| names.clouds.find(&need.value).is_none()) {
            let known = names.clouds.capabilities.iter().map(|capability| capability.id.as_str());
            unknown_in_clouds("capability", need, known, faults);
        }
    }
    let known_need = |need: &&Name| names.clouds.find(&need.value).is_some();
    Alternative {
        id: draft.id.value.clone(),
        name: draft.name.clone().unwrap_or_else(|| draft.id.value.clone()),
        track,
        role,
        summary: draft.summary.clone(),
        pros: draft.pros.clone(),
        cons: draft.cons.clone(),
        time: draft.time,
        team: draft.team,
        needs: draft.needs.as_ref().map(|needs| needs.iter().filter(known_need).map(|need| need.value.clone()).collect()),
        cloud: draft.cloud.as_ref().and_then(|name| provider(name, names, faults)),
        status_quo: draft.status_quo,
        costing: Costing::Uncosted,
        span: draft.span,
    }
}

/// Tells tracks of a record that names no framework to have them.
pub fn tell_tracks(drafts: &[OptionDraft], faults: &Faults) {
    for (draft, track) in drafts.iter().filter_map(|draft| Some((draft, draft.track.as_ref()?))) {
        let message = format!("option `{}` names a track, but the record follows no framework", draft.id.value);
        let told = Diagnostic::error(fault::UNKNOWN_TRACK, message).at(track.span, "a track of which framework?");
        faults.push(told.help("add `framework = \"…\"`, or take `track` out"));
    }
}

/// The track that an option names; without a name, the one of its own id, where the framework has that.
fn track(draft: &OptionDraft, framework: Option<&Framework>, faults: &Faults) -> Option<TrackIx> {
    let Some(name) = &draft.track else { return framework?.track(&draft.id.value) };
    let framework = framework?;
    let found = framework.track(&name.value);
    if found.is_none() {
        let whose = format!("framework `{}`", framework.id);
        let place = framework.tracks.first().map(|track| track.span);
        faults.unknown(
            fault::UNKNOWN_TRACK,
            name,
            &Kind { one: "track", whose: &whose, place },
            framework.tracks.iter().map(|track| track.id.as_str()),
        );
    }
    found
}

fn provider(name: &Name, names: &Names<'_>, faults: &Faults) -> Option<ProviderIx> {
    let providers = &names.clouds.providers;
    let found = providers.iter().position(|provider| provider.id == name.value).map(ProviderIx::at);
    if found.is_none() {
        unknown_in_clouds("provider", name, providers.iter().map(|provider| provider.id.as_str()), faults);
    }
    found
}

fn unknown_in_clouds<'k>(one: &str, name: &Name, known: impl IntoIterator<Item = &'k str>, faults: &Faults) {
    const CODE: Code = fault::UNKNOWN_CAPABILITY;
    faults.unknown(CODE, name, &Kind { one, whose: "the cloud catalogue", place: None }, known);
}
