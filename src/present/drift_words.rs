//! Then and now in words: what today's prices make of an answer. The record's page, the home page, the list of reviews and the command
//! line all say it in these sentences. Knows what was computed; computes nothing.

use serde::Serialize;

use super::{number::NumberFormat, words::long_date};
use crate::{
    analyze::{
        drift::{Answer, Drift, DriftFlag, Moved},
        matrix::MatrixStatus,
    },
    model::{OptionIx, PriceIx, catalogue::PriceRow, record::Record, site::Site},
};

/// How an answer stands today, in two words and a tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct DriftMark {
    /// `answer changed`, `margin halved`, `price moved`, `price missing` or `holds`.
    pub label: &'static str,
    /// `good` or `warn`: never the only sign, the label stands beside it.
    pub tone: &'static str,
}

/// An answer then and now, with what it takes to say it.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The site.
    pub site: &'a Site,
    /// How numbers are written.
    pub numbers: NumberFormat,
    /// The record.
    pub record: &'a Record,
    /// Its answer then and now.
    pub drift: &'a Drift,
}

impl Told<'_> {
    /// How it stands: what matters most, in two words.
    pub fn mark(&self) -> DriftMark {
        // The flags stand in order of weight, but an answer that cannot be computed says more than a price beside it.
        let worst = if self.drift.now.is_none() { Some(DriftFlag::PriceMissing) } else { self.drift.flags.first().copied() };
        let label = match worst {
            None => return DriftMark { label: "holds", tone: "good" },
            Some(DriftFlag::WinnerChanged | DriftFlag::CheapestChanged) => "answer changed",
            Some(DriftFlag::MarginHalved) => "margin halved",
            Some(DriftFlag::PriceMoved) => "price moved",
            Some(DriftFlag::PriceMissing) => "price missing",
        };
        DriftMark { label, tone: "warn" }
    }

    /// One sentence a flag, in their order; prices that moved or are missing have one each. Empty where nothing has come of it.
    pub fn sentences(&self) -> Vec<String> {
        let sentences = self.drift.flags.iter().flat_map(|flag| match flag {
            DriftFlag::WinnerChanged => self.now().map(|now| self.winner_changed(now)).into_iter().collect(),
            DriftFlag::CheapestChanged => self.now().map(|now| self.cheapest_changed(now)).into_iter().collect(),
            DriftFlag::MarginHalved => self.now().map(|now| self.margin_halved(now)).into_iter().collect(),
            DriftFlag::PriceMoved => self.drift.moved.iter().map(|moved| self.moved(moved)).collect(),
            DriftFlag::PriceMissing => self.drift.missing.iter().map(|price| self.missing(*price)).collect::<Vec<_>>(),
        });
        sentences.collect()
    }

    fn now(&self) -> Option<&Answer> {
        self.drift.now.as_ref()
    }

    fn option(&self, ix: OptionIx) -> &str {
        &self.record.option(ix).name
    }

    fn winner_changed(&self, now: &Answer) -> String {
        match (self.drift.then.winner, now.winner) {
            (Some(then), Some(now)) => {
                format!("With today's prices the matrix recommends {}, no longer {}.", self.option(now), self.option(then))
            }
            (None, Some(now)) => {
                format!("With today's prices the matrix recommends {}; on the day of the decision it recommended none.", self.option(now))
            }
            (then, None) => {
                let was = then.map_or_else(String::new, |then| format!("; on the day of the decision it was {}", self.option(then)));
                let now = if now.status == Some(MatrixStatus::Tie) { "several options lead alike" } else { "the matrix recommends none" };
                format!("With today's prices {now}{was}.")
            }
        }
    }

    fn cheapest_changed(&self, now: &Answer) -> String {
        let name = |ix: Option<OptionIx>| ix.map_or("none that may win", |ix| self.option(ix));
        format!("With today's prices {} costs least, no longer {}.", name(now.cheapest), name(self.drift.then.cheapest))
    }

    fn margin_halved(&self, now: &Answer) -> String {
        let winner = now.winner.map_or("The same option", |ix| self.option(ix));
        let score = |margin: Option<f64>| self.numbers.score(margin.unwrap_or_default());
        let part = self.site.thresholds_of(self.record).margin_halved;
        let less = if part.total_cmp(&0.5).is_eq() { "half".to_owned() } else { self.numbers.share(part) };
        format!("{winner} still leads, by {} in place of {}: less than {less} of it.", score(now.margin), score(self.drift.then.margin))
    }

    /// `Input tokens fell by 80%, from $15.00 to $3.00 per million tokens, on 15 October 2026.`
    pub fn moved(&self, moved: &Moved) -> String {
        let price = self.site.prices.price(moved.price);
        let (verb, by) = (if moved.change < 0.0 { "fell" } else { "rose" }, moved.change.abs());
        let by = if by.is_finite() { format!(" by {},", self.numbers.share(by)) } else { String::new() };
        let money = |value| self.numbers.money_per_unit(value, &price.currency);
        let since = |row: &PriceRow| row.from > self.drift.then.on && row.from <= self.site.today;
        let mut changes = price.history.iter().filter(|row| since(row)).rev();
        let when = changes.next().map(|last| {
            let often = if changes.next().is_some() { "most recently " } else { "" };
            format!(", {often}on {}", long_date(last.from))
        });
        format!(
            "{} {verb}{by} from {} to {} per {}{}.",
            price.name,
            money(moved.then),
            money(moved.now),
            price.unit,
            when.unwrap_or_default()
        )
    }

    fn missing(&self, price: PriceIx) -> String {
        let name = &self.site.prices.price(price).name;
        format!(
            "No price is known for {name} on {}, so there is no answer of that day; the price book needs a row.",
            long_date(self.site.today)
        )
    }

    /// That somebody has looked at it since, in words; `None` where nobody has, or where there is nothing to look at.
    pub fn reviewed(&self) -> Option<String> {
        let held = self.drift.reviewed.filter(|_| !self.drift.flags.is_empty())?;
        let entry = self.record.reviews.iter().find(|review| review.on == held);
        let outcome = entry.and_then(|review| review.outcome).map(|outcome| format!(", {}", outcome.word())).unwrap_or_default();
        Some(format!("A review on {}{outcome}, was held with these prices.", long_date(held)))
    }
}
