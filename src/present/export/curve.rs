//! Costs along the volume: two thirds of a record's data, so it is written from the figures themselves.

use serde::{Serialize, Serializer};

use super::{
    Number,
    volume::{AtStopExport, StopExport},
};
use crate::{
    analyze::volume,
    model::{CriterionIx, record::Record},
    present::written::{List, Table},
};

/// The curve: a list of [`StopExport`].
#[derive(Debug)]
pub struct Curve<'a> {
    /// The record.
    pub(super) record: &'a Record,
    /// Its costs.
    pub(super) costs: volume::Curve,
}

impl Serialize for Curve<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { record, costs } = self;
        serializer.collect_seq(costs.volumes.iter().enumerate().map(|(stop, volume)| {
            let options = move || {
                let each = record.options.iter().zip(&costs.options);
                each.map(move |(option, along)| (&*option.id, along.as_ref().map(|along| at_stop(record, along, stop))))
            };
            StopExport { volume: Number(*volume), options: Table(options) }
        }))
    }
}

/// An option at a stop.
fn at_stop<'a>(
    record: &'a Record,
    along: &'a volume::CostCurve,
    stop: usize,
) -> AtStopExport<impl Serialize + use<'a>, impl Serialize + use<'a>> {
    let id = |criterion: CriterionIx| &*record.criteria[criterion.index()].terms.id;
    AtStopExport {
        total: Number(along.totals[stop]),
        pv: Number(along.present_values[stop]),
        years: List(move || along.years.iter().map(move |year| Number(year[stop]))),
        values: Table(move || along.values.iter().map(move |(criterion, values)| (id(*criterion), Number(values[stop])))),
    }
}
