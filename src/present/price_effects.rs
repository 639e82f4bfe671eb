//! What each change of a price did to the answers that it goes into: every record evaluated on the day before and on the day itself.
//! Work for the page of one price alone, bounded by the most records and changes that a page tells of; a day on which no price of a record
//! differs from another day's is not computed again.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    drift_words,
    standpoint::{RecordRef, Standpoint},
    words::{self, Day},
};
use crate::{
    analyze::{
        RecordAnalysis,
        drift::{Answer, answer_on, change},
    },
    base::date::{Date, add_days},
    model::{
        OptionIx, PriceIx, RecordIx,
        catalogue::{Price, PriceRow},
        record::Record,
        site::Site,
    },
};

/// Records whose answers are worked out, at most.
pub const RECORDS: usize = 50;
/// Changes that are told of, at most: the latest.
const CHANGES: usize = 12;

/// Something before and after a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BeforeAfter {
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
    /// Whether the two differ as shown.
    pub differs: bool,
}

/// What a change did to one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Effect<'a> {
    /// The record.
    pub record: RecordRef<'a>,
    /// Whether another option wins or costs least.
    pub changed: bool,
    /// What the matrix recommends; null without a matrix.
    pub winner: Option<BeforeAfter>,
    /// What costs least of the options that may win.
    pub cheapest: BeforeAfter,
    /// Present value of the chosen option; null where it is not costed, or nothing is chosen.
    pub chosen: Option<BeforeAfter>,
    /// Other prices of the record that changed on the same day; empty for most.
    pub together_with: String,
}

/// A change of the price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Change<'a> {
    /// From when on it holds.
    pub on: Day,
    /// `from $15.00 to $3.00 per million tokens, −80%`.
    pub what: String,
    /// Whether it lies after the day the page was built for.
    pub announced: bool,
    /// What it did, in a sentence; empty where it met no decision.
    pub summary: String,
    /// What it did to each answer.
    pub effects: Vec<Effect<'a>>,
}

/// What the changes of a price did to the answers of `users`, the latest change first. Only decisions in force have an answer to change, and
/// only changes after the day of the decision can change it.
pub fn changes<'a>(from: &Standpoint<'a>, ix: PriceIx, users: &[RecordIx]) -> Vec<Change<'a>> {
    let site = from.material.site;
    let price = site.prices.price(ix);
    let mut answers: Vec<Answers<'a>> = users.iter().filter_map(|record| Answers::of(from, *record)).collect();
    let pairs = price.history.windows(2).rev().take(CHANGES);
    pairs.map(|pair| self::change_of(from, (price, ix), (&pair[0], &pair[1]), &mut answers)).collect()
}

fn change_of<'a>(
    from: &Standpoint<'a>,
    (price, ix): (&Price, PriceIx),
    (before, after): (&PriceRow, &PriceRow),
    answers: &mut [Answers<'a>],
) -> Change<'a> {
    let effects: Vec<Effect<'a>> = answers.iter_mut().filter_map(|each| each.effect(from, ix, after.from)).collect();
    let numbers = from.numbers();
    let money = |row: &PriceRow| numbers.money_per_unit(row.price, &price.currency);
    let by = numbers.share_change(change(before.price, after.price)).map(|by| format!(", {by}")).unwrap_or_default();
    let changed = effects.iter().filter(|effect| effect.changed).count();
    let announced = after.from > from.material.site.today;
    let count = words::count(numbers, effects.len(), "decision");
    let summary = match (effects.len(), changed, announced) {
        (0, ..) => String::new(),
        (1, 0, false) => "The one decision that it goes into has kept its answer.".to_owned(),
        (1, _, false) => "It has changed the answer of the one decision that it goes into.".to_owned(),
        (1, 0, true) => "The one decision that it goes into will keep its answer.".to_owned(),
        (1, _, true) => "It will change the answer of the one decision that it goes into.".to_owned(),
        (_, 0, false) => format!("All {count} have kept their answers."),
        (_, 0, true) => format!("All {count} will keep their answers."),
        (_, n, false) => format!("It has changed the answer of {} of {count}.", numbers.whole(n as f64)),
        (_, n, true) => format!("It will change the answer of {} of {count}.", numbers.whole(n as f64)),
    };
    let what = format!("from {} to {} per {}{by}", money(before), money(after), price.unit);
    Change { on: Day::new(after.from), what, announced, summary, effects }
}

/// The answers of one record on the days that were asked for, by the prices of those days.
struct Answers<'a> {
    ix: RecordIx,
    site: &'a Site,
    record: &'a Record,
    used: Vec<PriceIx>,
    known: Vec<(Vec<Option<f64>>, Option<Answer>)>,
}

impl<'a> Answers<'a> {
    /// Begins with what is known: the answers of the record's own day and of today.
    fn of(from: &Standpoint<'a>, ix: RecordIx) -> Option<Self> {
        let material = from.material;
        let (record, RecordAnalysis { cost, drift, .. }) = (material.site.record(ix), material.analysis_of(ix));
        let (costs, drift) = (cost.as_ref()?, drift.as_ref()?);
        let used: Vec<PriceIx> = costs.prices.iter().map(|used| used.price).collect();
        let mut answers = Self { ix, site: material.site, record, used, known: Vec::new() };
        answers.known.push((answers.prices(drift.then.on), Some(drift.then.clone())));
        if let Some(now) = &drift.now {
            answers.known.push((answers.prices(now.on), Some(now.clone())));
        }
        Some(answers)
    }

    fn prices(&self, day: Date) -> Vec<Option<f64>> {
        self.used.iter().map(|price| self.site.prices.price(*price).row_on(day).map(|row| row.price)).collect()
    }

    /// The answer of a day; `None` where a price is not known on it.
    fn on(&mut self, day: Date) -> Option<Answer> {
        let prices = self.prices(day);
        if let Some((_, answer)) = self.known.iter().find(|(known, _)| *known == prices) {
            return answer.clone();
        }
        let answer = answer_on(self.site, self.record, day);
        self.known.push((prices, answer.clone()));
        answer
    }

    /// What the change of a price on `day` did; `None` where the decision is younger, or a price is not known on either day.
    fn effect(&mut self, from: &Standpoint<'a>, price: PriceIx, day: Date) -> Option<Effect<'a>> {
        if day <= self.record.price_day(self.site.today) {
            return None;
        }
        let (before, after) = (self.on(add_days(day, -1))?, self.on(day)?);
        let record = self.record;
        let name = |ix: Option<OptionIx>| ix.map_or("none", |ix| record.option(ix).name.as_str()).to_owned();
        let pair = |before: String, after: String| BeforeAfter { differs: before != after, before, after };
        let winner = |answer: &Answer| drift_words::recommended(record, answer);
        let currency = record.tco.as_ref().map_or(&self.site.config.currency, |tco| &tco.currency);
        let money = |value: f64| from.numbers().money_short(value, currency);
        let value = |answer: &Answer| record.chosen.and_then(|chosen| answer.present_values[chosen.index()]);
        let others = self.used.iter().filter(|other| **other != price).map(|other| self.site.prices.price(*other));
        let others: Vec<&str> =
            others.filter(|other| other.history.iter().skip(1).any(|row| row.from == day)).map(|other| other.name.as_str()).collect();
        Some(Effect {
            record: from.record(self.ix),
            changed: before.winner != after.winner || before.cheapest != after.cheapest,
            winner: before.status.map(|_| pair(winner(&before), winner(&after))),
            cheapest: pair(name(before.cheapest), name(after.cheapest)),
            chosen: value(&before).zip(value(&after)).map(|(before, after)| pair(money(before), money(after))),
            together_with: words::list(&others),
        })
    }
}
