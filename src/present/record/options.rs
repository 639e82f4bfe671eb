//! The options of a record: what each is, what speaks for and against it.

use schemars::JsonSchema;
use serde::Serialize;

use super::Subject;
use crate::{
    analyze::RecordAnalysis,
    model::{
        OptionIx,
        quantity::Amount,
        record::{Alternative, Record},
    },
    present::{number::NumberFormat, words},
};

/// An option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OptionCard<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The framework's track that it follows, where its name says something else.
    pub track: Option<&'a str>,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Whether the matrix knocks it out.
    pub out: bool,
    /// Whether it means leaving things as they are.
    pub status_quo: bool,
    /// What it is.
    pub summary: Option<&'a str>,
    /// What speaks for it.
    pub pros: &'a [String],
    /// What speaks against it.
    pub cons: &'a [String],
    /// Time to production, in words.
    pub time: Option<String>,
    /// People, in words.
    pub team: Option<String>,
    /// The provider that was picked.
    pub cloud: Option<&'a str>,
}

/// The options of a record.
pub fn cards<'a>(of: &Subject<'a>) -> Vec<OptionCard<'a>> {
    let options = of.record.options.iter().enumerate().filter(|_| place(of.record, of.analysis) == PLACE);
    options.map(|(at, option)| card(of, OptionIx::at(at), option)).collect()
}

/// The section of the cards.
const PLACE: &str = "r-options";

/// The section that tells of a record's options: the cards, or a table where their names are all there is to say.
pub fn place(record: &Record, analysis: &RecordAnalysis) -> &'static str {
    if analysis.matrix.is_none() && analysis.cost.is_none() || record.options.iter().any(is_described) {
        PLACE
    } else if analysis.matrix.is_some() {
        "r-matrix"
    } else {
        "r-cost"
    }
}

/// Whether more than a name is said of an option, besides what it scores and costs.
fn is_described(option: &Alternative) -> bool {
    let said = option.summary.is_some() || !option.pros.is_empty() || !option.cons.is_empty() || option.status_quo;
    said || option.track.is_some() || option.time.is_some() || option.team.is_some() || option.cloud.is_some()
}

fn card<'a>(of: &Subject<'a>, ix: OptionIx, option: &'a Alternative) -> OptionCard<'a> {
    let numbers = of.from.numbers();
    let track = option.track.zip(of.framework).map(|(track, framework)| framework.tracks[track.index()].name.as_str());
    let clouds = &of.from.material.site.clouds;
    OptionCard {
        id: &option.id,
        name: &option.name,
        track: track.filter(|track| *track != option.name),
        chosen: of.is_chosen(ix),
        out: of.is_knocked_out(ix),
        status_quo: option.status_quo,
        summary: option.summary.as_deref(),
        pros: &option.pros,
        cons: &option.cons,
        time: option.time.map(|span| words::time_span(numbers, span)),
        team: option.team.map(|team| people(numbers, team)),
        cloud: option.cloud.map(|provider| clouds.providers[provider.index()].name.as_str()),
    }
}

/// `2 people`, `2 people (1–3)`.
pub fn people(numbers: NumberFormat, team: Amount) -> String {
    let noun = if team.likely == 1.0 && !team.is_range() { "person" } else { "people" };
    let likely = format!("{}\u{a0}{noun}", numbers.trimmed(team.likely, 1));
    if team.is_range() { format!("{likely} ({}–{})", numbers.trimmed(team.low, 1), numbers.trimmed(team.high, 1)) } else { likely }
}
