//! Costs along the volume: two thirds of a record's data, and the same few keys at each stop. So there is a short way to write them down.

use std::ops::Range;

use serde::{Serialize, Serializer};

use super::{
    Number, digits,
    tree::numbers,
    volume::{AtStopExport, StopExport},
};
use crate::{
    analyze::volume::{AtStop, Stop},
    model::record::Record,
};

/// Bytes of an option at a stop, about.
const ROOM: usize = 160;

/// The curve: a list of [`StopExport`].
#[derive(Debug)]
pub struct Curve<'a> {
    options: Vec<&'a str>,
    criteria: Vec<&'a str>,
    stops: Vec<Stop>,
    is_taken_out: bool,
}

impl<'a> Curve<'a> {
    /// What stands in the tree in place of a curve that was taken out; nothing else there is as large a whole number.
    pub const PLACE: u128 = u128::MAX;

    /// The curve of a record.
    pub(super) fn new(record: &'a Record, stops: Vec<Stop>) -> Self {
        let options = record.options.iter().map(|option| option.id.as_str()).collect();
        let criteria = record.criteria.iter().map(|criterion| &*criterion.terms.id).collect();
        Self { options, criteria, stops, is_taken_out: false }
    }

    /// Compact JSON, for whoever puts it in its place.
    pub fn take_out(&mut self) -> String {
        self.is_taken_out = true;
        self.text()
    }

    fn text(&self) -> String {
        let keys = |ids: &[&str]| ids.iter().map(|id| key(id)).collect::<Vec<_>>();
        let (options, criteria) = (keys(&self.options), keys(&self.criteria));
        let mut text = String::with_capacity(ROOM * self.stops.len() * options.len() + 2);
        // Many an option costs the same at the next stop: what was written of it is copied.
        let mut last: Vec<Option<(&AtStop, Range<usize>)>> = vec![None; options.len()];
        text.push('[');
        for (number, stop) in self.stops.iter().enumerate() {
            text.push_str(if number > 0 { ",{\"volume\":" } else { "{\"volume\":" });
            digits::json(stop.volume, &mut text);
            text.push_str(",\"options\":{");
            for (ix, (key, at)) in options.iter().zip(&stop.options).enumerate() {
                text.push_str(if ix > 0 { "," } else { "" });
                text.push_str(key);
                match (at, &last[ix]) {
                    (None, _) => text.push_str("null"),
                    (Some(at), Some((before, place))) if at == *before => text.extend_from_within(place.clone()),
                    (Some(at), _) => {
                        let start = text.len();
                        option(at, &criteria, &mut text);
                        last[ix] = Some((at, start..text.len()));
                    }
                }
            }
            text.push_str("}}");
        }
        text.push(']');
        text
    }

    /// A stop as its shape is told.
    fn stop(&self, stop: &Stop) -> StopExport<'a> {
        let at_stop = |at: &AtStop| AtStopExport {
            total: Number(at.total),
            pv: Number(at.present_value),
            years: numbers(&at.years),
            values: self.criteria.iter().zip(&at.values).filter_map(|(id, value)| Some((*id, Number((*value)?)))).collect(),
        };
        let options = self.options.iter().zip(&stop.options);
        StopExport { volume: Number(stop.volume), options: options.map(|(id, at)| (*id, at.as_ref().map(at_stop))).collect() }
    }
}

impl Serialize for Curve<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_taken_out {
            return serializer.serialize_u128(Self::PLACE);
        }
        serializer.collect_seq(self.stops.iter().map(|stop| self.stop(stop)))
    }
}

/// One option at one volume.
fn option(at: &AtStop, criteria: &[String], text: &mut String) {
    text.push_str("{\"total\":");
    digits::json(at.total, text);
    text.push_str(",\"pv\":");
    digits::json(at.present_value, text);
    text.push_str(",\"years\":[");
    for (year, money) in at.years.iter().enumerate() {
        text.push_str(if year > 0 { "," } else { "" });
        digits::json(*money, text);
    }
    text.push_str("],\"values\":{");
    let mut comma = "";
    for (key, value) in criteria.iter().zip(&at.values) {
        let Some(value) = value else { continue };
        text.push_str(comma);
        text.push_str(key);
        digits::json(*value, text);
        comma = ",";
    }
    text.push_str("}}");
}

/// A key and what follows it.
fn key(id: &str) -> String {
    serde_json::to_string(id).expect("text can be written as JSON") + ":"
}

#[cfg(test)]
mod tests {
    use super::{AtStop, Curve, Stop};

    #[test]
    fn the_short_way_writes_what_the_long_one_does() {
        let at = |total: f64, value: Option<f64>| AtStop {
            total,
            present_value: total / 3.0,
            years: vec![total / 7.0, 0.0, f64::INFINITY],
            values: [Some(1.0), None, value].into_iter().collect(),
        };
        let stops = [(0.1, 5.0), (0.2, 5.0), (1e9 / 3.0, 1e-9)].map(|(volume, total)| Stop {
            volume,
            options: [Some(at(total, None)), None, Some(at(volume, Some(4.5)))].into_iter().collect(),
        });
        for stops in [stops.into(), Vec::new()] {
            let curve =
                Curve { options: vec!["own \"one\"", "none", "rent"], criteria: vec!["cost", "skill", "pv"], stops, is_taken_out: false };
            assert_eq!(curve.text(), serde_json::to_string(&curve).expect("plain data"));
        }
    }
}
