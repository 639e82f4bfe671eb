//! A track as the end of a path of questions: with what it usually costs, how long it takes, how many people.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    number::NumberFormat,
    typical::{Unit, typical},
};
use crate::model::framework::Track;

/// The end of a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Leaf<'a> {
    /// Id of the track.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Usual time to production, in words.
    pub time: Option<String>,
    /// Usual cost before production, in words.
    pub upfront: Option<String>,
    /// Usual number of people, in words.
    pub team: Option<String>,
    /// Usual number of examples, in words.
    pub examples: Option<String>,
}

/// A track with its usual figures.
pub fn leaf<'a>(numbers: NumberFormat, currency: &str, track: &'a Track) -> Leaf<'a> {
    let usual = &track.typical;
    Leaf {
        id: &track.id,
        name: &track.name,
        time: usual.time.as_ref().map(|time| typical(numbers, time, Unit::Named(""))),
        upfront: usual.upfront.as_ref().map(|upfront| typical(numbers, upfront, Unit::Money(currency))),
        team: usual.team.as_ref().map(|team| typical(numbers, team, Unit::People)),
        examples: usual.examples.as_ref().map(|examples| typical(numbers, examples, Unit::Named("examples"))),
    }
}
