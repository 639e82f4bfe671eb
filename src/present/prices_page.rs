//! The price book: what each price was and is, which decisions it goes into, and what its changes did to their answers.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    chart::price::{self, StepChart},
    list_page::{Rows, rows},
    listing::{ListKind, Listing},
    material::Material,
    meta::Meta,
    price_effects::{self, Change},
    standpoint::{Link, RecordRef, Standpoint},
    words::{self, Day},
};
use crate::{
    analyze::drift::change,
    model::{
        PriceIx, RecordIx,
        catalogue::{Price, PriceRow},
    },
};

/// Records named beside another list, at most.
const NAMED: usize = 12;

/// A price in the list of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PriceEntry<'a> {
    /// Its page and name.
    pub price: Link<'a>,
    /// What one pays for.
    pub unit: &'a str,
    /// Today's; null where the book has none.
    pub today: Option<String>,
    /// Since when it holds.
    pub since: Option<Day>,
    /// Against the row before: `−80%`; null where there is none to compare with.
    pub change: Option<String>,
    /// The next row, in words; null where none is announced.
    pub announced: Option<String>,
    /// Decisions that it goes into, formatted with the noun; null for none.
    pub used_by: Option<String>,
}

/// The price book: template `prices.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PricesPage<'a> {
    /// What every page has.
    pub meta: Meta,
    /// The prices, as they are written.
    pub prices: Vec<PriceEntry<'a>>,
}

/// A row of a history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HistoryRow<'a> {
    /// First day.
    pub from: Day,
    /// First day on which it holds no longer; null: open.
    pub to: Option<Day>,
    /// The price.
    pub price: String,
    /// Against the row before; null for the first, or where nothing changed.
    pub change: Option<String>,
    /// Where it was read.
    pub source: Option<Source<'a>>,
    /// When it was read.
    pub retrieved: Option<Day>,
    /// `now` on the day the page was built for, `announced` after it, else empty.
    pub state: &'static str,
}

/// Where a figure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Source<'a> {
    /// As written.
    pub text: &'a str,
    /// Whether it is an address to link to.
    pub is_link: bool,
}

/// A price: template `price.html`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PricePage<'a> {
    /// What every page has.
    pub meta: Meta,
    /// Its id.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// What it is on the day the page was built for, in a sentence.
    pub lede: String,
    /// Where it is published.
    pub source: Option<Source<'a>>,
    /// Its history, drawn; null where it has never changed.
    pub chart: Option<StepChart>,
    /// Its history, oldest first.
    pub history: Vec<HistoryRow<'a>>,
    /// Changes that a decision in force has seen, the latest first, and what they did.
    pub changes: Vec<Change<'a>>,
    /// That other changes met no decision, in words; null where each met one.
    pub unmet: Option<String>,
    /// That only some decisions were worked out, in words; null where all were.
    pub limited: Option<String>,
    /// Decisions that it goes into.
    pub used_by: Rows<'a>,
    /// Decisions that watch it, the first few.
    pub watched_by: Vec<RecordRef<'a>>,
    /// How many more watch it; null where all are named.
    pub watched_more: Option<String>,
}

/// The page of the price book.
pub fn index<'a>(from: &Standpoint<'a>) -> PricesPage<'a> {
    let prices = (0..from.material.site.prices.prices.len()).map(PriceIx::at);
    PricesPage { meta: Meta::new(from, "prices.html", ("prices", "Prices".into())), prices: prices.map(|ix| entry(from, ix)).collect() }
}

fn entry<'a>(from: &Standpoint<'a>, ix: PriceIx) -> PriceEntry<'a> {
    let material: &'a Material<'a> = from.material;
    let price: &'a Price = material.site.prices.price(ix);
    let numbers = from.numbers();
    let today = price.row_on(material.site.today);
    let used_by = material.listing(ListKind::Price(ix)).map_or(0, |listing| listing.rows.len());
    let next = price.history.iter().find(|row| row.from > material.site.today);
    PriceEntry {
        price: from.to_price(ix),
        unit: &price.unit,
        today: today.map(|row| numbers.money_per_unit(row.price, &price.currency)),
        since: today.map(|row| Day::new(row.from)),
        change: today.and_then(|row| change_to(from, price, row)),
        announced: next.map(|row| format!("{} from {}", numbers.money_per_unit(row.price, &price.currency), from.date(row.from))),
        used_by: (used_by > 0).then(|| words::count(numbers, used_by, "decision")),
    }
}

/// Change against the row before.
fn change_to(from: &Standpoint<'_>, price: &Price, row: &PriceRow) -> Option<String> {
    let before = price.history.iter().rev().find(|other| other.from < row.from)?;
    from.numbers().share_change(change(before.price, row.price))
}

/// The page of a price, with the list of the decisions that it goes into.
pub fn price<'a>(from: &Standpoint<'a>, ix: PriceIx, listing: &'a Listing) -> PricePage<'a> {
    let material: &'a Material<'a> = from.material;
    let price: &'a Price = material.site.prices.price(ix);
    let users = in_force(material, listing);
    let hidden = users.len().saturating_sub(price_effects::RECORDS);
    let watched_by = material.watchers.get(&ix).map(Vec::as_slice).unwrap_or_default();
    let watched_hidden = watched_by.len().saturating_sub(NAMED);
    let lede = lede(from, price);
    let (changes, unmet): (Vec<_>, Vec<_>) =
        price_effects::changes(from, ix, &users[..users.len() - hidden]).into_iter().partition(|change| !change.effects.is_empty());
    PricePage {
        meta: Meta::new(from, &listing.url, ("prices", price.name.clone())).described(Some(lede.clone())),
        id: &price.id,
        name: &price.name,
        lede,
        source: price.source.as_deref().map(source),
        chart: price::chart(price, material.site.today, from.numbers()),
        history: price.history.iter().map(|row| history_row(from, price, row)).collect(),
        unmet: match (changes.len(), unmet.len()) {
            (_, 0) => None,
            (0, _) => Some("No change fell into the time of a decision in force that it goes into.".to_owned()),
            (_, 1) => {
                Some("One more change fell before every decision in force that it goes into, or beside a gap of the price book.".to_owned())
            }
            (_, n) => Some(format!(
                "{} more changes fell before every decision in force that it goes into, or beside a gap of the price book.",
                from.numbers().whole(n as f64)
            )),
        },
        changes,
        limited: (hidden > 0).then(|| {
            let shown = words::count(from.numbers(), price_effects::RECORDS, "decision");
            let others = from.numbers().whole(hidden as f64);
            format!("Worked out for {shown} in force, those that prices have touched first; {others} others are in the list below.")
        }),
        used_by: rows(from, listing),
        watched_by: watched_by.iter().take(NAMED).map(|ix| from.record(*ix)).collect(),
        watched_more: (watched_hidden > 0).then(|| from.numbers().whole(watched_hidden as f64)),
    }
}

/// Decisions in force that a price goes into: those that prices have touched first, then the latest.
fn in_force(material: &Material<'_>, listing: &Listing) -> Vec<RecordIx> {
    let drifts = |ix: &RecordIx| material.analysis_of(*ix).drift.as_ref();
    let mut users: Vec<RecordIx> = listing.rows.iter().copied().filter(|ix| drifts(ix).is_some()).collect();
    // The list is in order of date already, and the sort keeps that among equals.
    users.sort_by_key(|ix| drifts(ix).is_none_or(|drift| drift.flags.is_empty()));
    users
}

/// `$3.00 per million tokens on 23 November 2026, since 15 October 2026: −80% against the $15.00 before.`
fn lede(from: &Standpoint<'_>, price: &Price) -> String {
    let today = from.date(from.material.site.today);
    let Some(row) = price.row_on(from.material.site.today) else {
        return format!("The price book has no price for {today}.");
    };
    let money = |row: &PriceRow| from.numbers().money_per_unit(row.price, &price.currency);
    let before = price.history.iter().rev().find(|other| other.from < row.from);
    let against = before.zip(change_to(from, price, row)).map(|(before, by)| format!(": {by} against the {} before", money(before)));
    format!("{} per {} on {today}, since {}{}.", money(row), price.unit, from.date(row.from), against.unwrap_or_default())
}

fn history_row<'a>(from: &Standpoint<'a>, price: &'a Price, row: &'a PriceRow) -> HistoryRow<'a> {
    let today = from.material.site.today;
    let is_now = price.row_on(today).is_some_and(|now| now.from == row.from);
    HistoryRow {
        from: Day::new(row.from),
        to: row.to.map(Day::new),
        price: from.numbers().money_per_unit(row.price, &price.currency),
        change: change_to(from, price, row),
        source: row.source.as_deref().map(source),
        retrieved: row.retrieved.map(Day::new),
        state: match is_now {
            true => "now",
            false if row.from > today => "announced",
            false => "",
        },
    }
}

fn source(text: &str) -> Source<'_> {
    Source { text, is_link: ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme)) && !text.contains(char::is_whitespace) }
}
