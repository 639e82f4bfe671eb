//! Costs along the volume: two thirds of a record's data, so it is written from the figures themselves.

use serde::{Serialize, Serializer};

use super::{
    Number,
    volume::{AtStopExport, StopExport},
};
use crate::{
    analyze::volume::{AtStop, Stop},
    model::record::Record,
    present::written::{List, Table},
};

/// The curve: a list of [`StopExport`].
#[derive(Debug)]
pub struct Curve<'a> {
    /// The record.
    pub(super) record: &'a Record,
    /// Its stops.
    pub(super) stops: Vec<Stop>,
}

impl Serialize for Curve<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let record = self.record;
        serializer.collect_seq(self.stops.iter().map(|stop| {
            let options = move || record.options.iter().zip(&stop.options).map(|(option, at)| (&*option.id, at.as_ref()));
            let options = move || options().map(|(id, at)| (id, at.map(|at| at_stop(record, at))));
            StopExport { volume: Number(stop.volume), options: Table(options) }
        }))
    }
}

/// An option at a stop.
fn at_stop<'a>(record: &'a Record, at: &'a AtStop) -> AtStopExport<impl Serialize + use<'a>, impl Serialize + use<'a>> {
    let values = || record.criteria.iter().zip(&at.values);
    AtStopExport {
        total: Number(at.total),
        pv: Number(at.present_value),
        years: List(|| at.years.iter().copied().map(Number)),
        values: Table(move || values().filter_map(|(criterion, value)| Some((&*criterion.terms.id, Number((*value)?))))),
    }
}
