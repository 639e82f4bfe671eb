//! Then and now in words: what today’s prices make of an answer. The record's page, the home page, the list of reviews and the command
//! line all say it in these sentences. Knows what was computed; computes nothing.

use schemars::JsonSchema;
use serde::Serialize;

use super::{material::Material, number::NumberFormat, words::long_date};
use crate::{
    analyze::{
        drift::{Answer, Drift, DriftFlag, Moved},
        matrix::MatrixStatus,
    },
    model::{OptionIx, PriceIx, RecordIx, catalogue::PriceRow, record::Record, site::Site},
};

/// How an answer stands today, in two words and a tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DriftMark {
    /// `answer changed`, `margin halved`, `price moved`, `price missing` or `holds`.
    pub label: &'static str,
    /// `good` or `warn`: never the only sign, the label stands beside it.
    pub tone: &'static str,
}

/// What today’s prices make of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DriftNote {
    /// In two words.
    pub mark: DriftMark,
    /// In sentences, the weightiest first.
    pub sentences: Vec<String>,
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

/// What the matrix recommends on a day: an option, `several alike` or `none`.
pub fn recommended(record: &Record, answer: &Answer) -> String {
    match (answer.winner, answer.status) {
        (Some(winner), Some(MatrixStatus::Provisional)) => format!("{}, provisionally", record.option(winner).name),
        (Some(winner), _) => record.option(winner).name.clone(),
        (None, Some(MatrixStatus::Tie)) => "several alike".to_owned(),
        (None, _) => "none".to_owned(),
    }
}

impl<'a> Told<'a> {
    /// What is to be told of a record; `None`: it is not in force, or not costed.
    pub fn of(material: &Material<'a>, ix: RecordIx) -> Option<Self> {
        let drift = material.analysis_of(ix).drift.as_ref()?;
        Some(Self { site: material.site, numbers: material.numbers, record: material.site.record(ix), drift })
    }

    /// The note for lists; `None` where nothing asks for attention. Where `prices_told` stand beside it, it does not tell them again.
    pub fn note(&self, prices_told: &[String]) -> Option<DriftNote> {
        let sentences = if prices_told.is_empty() { self.sentences() } else { self.changes() };
        (self.drift.wants_attention() && !sentences.is_empty()).then(|| DriftNote { mark: self.mark(), sentences })
    }

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

    /// The sentences without those of prices that merely moved.
    pub fn changes(&self) -> Vec<String> {
        self.drift.flags.iter().filter(|flag| **flag != DriftFlag::PriceMoved).flat_map(|flag| self.told(*flag)).collect()
    }

    /// One sentence a flag, in their order; prices that moved or are missing have one each. Empty where nothing has come of it.
    pub fn sentences(&self) -> Vec<String> {
        self.drift.flags.iter().flat_map(|flag| self.told(*flag)).collect()
    }

    fn told(&self, flag: DriftFlag) -> Vec<String> {
        match flag {
            DriftFlag::WinnerChanged => self.now().map(|now| self.winner_changed(now)).into_iter().collect(),
            DriftFlag::CheapestChanged => self.now().map(|now| self.cheapest_changed(now)).into_iter().collect(),
            DriftFlag::MarginHalved => self.now().map(|now| self.margin_halved(now)).into_iter().collect(),
            DriftFlag::PriceMoved => self.drift.moved.iter().map(|moved| self.moved(moved)).collect(),
            DriftFlag::PriceMissing => self.drift.missing.iter().map(|price| self.missing(*price)).collect(),
        }
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
                format!("With today’s prices the matrix recommends {}, no longer {}.", self.option(now), self.option(then))
            }
            (None, Some(now)) => {
                format!("With today’s prices the matrix recommends {}; on the day of the decision it recommended none.", self.option(now))
            }
            (then, None) => {
                let was = then.map_or_else(String::new, |then| format!("; on the day of the decision it was {}", self.option(then)));
                let now = if now.status == Some(MatrixStatus::Tie) { "several options lead alike" } else { "the matrix recommends none" };
                format!("With today’s prices {now}{was}.")
            }
        }
    }

    fn cheapest_changed(&self, now: &Answer) -> String {
        let name = |ix: Option<OptionIx>| ix.map_or("none that may win", |ix| self.option(ix));
        format!("With today’s prices {} costs least, no longer {}.", name(now.cheapest), name(self.drift.then.cheapest))
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
