//! The price book as it is written. Holds no names to look up, so what it yields is final. Knows no cost that uses it.

use super::{
    fields::Fields,
    site_file::currency,
    tables::prices::{PRICE, PRICE_BOOK, PRICE_ROW},
    toml::{self, Faults},
};
use crate::{
    base::{
        date::Date,
        diagnostic::{Diagnostic, Reported},
        source::{FileId, Span, Spanned},
    },
    model::{
        catalogue::{Price, PriceBook, PriceRow},
        fault,
    },
};

/// Reads a price book; prices that name no currency are in `site_currency`. A price with a fault is left out, and that is told.
pub fn parse_prices(file: FileId, text: &str, site_currency: &str) -> Reported<PriceBook> {
    let faults = Faults::new(file, 0);
    let table = toml::parse(text, &faults);
    let mut prices: Vec<Price> = Vec::new();
    if faults.errors() == 0 {
        let fields = Fields::document(&table, &PRICE_BOOK, &faults);
        for fields in fields.tables("prices", &PRICE) {
            let Some(price) = read_price(fields, site_currency) else { continue };
            if let Some(first) = prices.iter().find(|first| first.id == price.id) {
                let told = Diagnostic::error(fault::DUPLICATE_ID, format!("two prices have the id `{}`", price.id));
                faults.push(told.at(price.span, "taken").and(first.span, "by this price"));
                continue;
            }
            prices.push(price);
        }
        // Free fields are checked to be a table; nobody reads those of a price book yet.
        fields.free("extra");
    }
    Reported { value: PriceBook { prices }, diagnostics: faults.into_list() }
}

fn read_price(fields: Fields<'_>, site_currency: &str) -> Option<Price> {
    let id = fields.need("id").and_then(|item| item.id());
    let name = fields.text("name");
    let unit = fields.need("unit").and_then(|item| item.text());
    let stated = fields.get("currency").map(|item| currency(&item));
    let history = fields.need("history");
    let mut rows: Vec<Spanned<PriceRow>> = fields.tables("history", &PRICE_ROW).into_iter().filter_map(read_row).collect();
    if let Some(empty) = history.filter(|history| history.is_list() && history.items().next().is_none()) {
        empty.bad("a price needs one row of history at least", "no rows");
    }
    rows.sort_by_key(|row| row.value.from);
    let history = without_overlaps(rows, fields.faults());
    let (source, id) = (fields.text("source"), id?);
    let name = name.unwrap_or_else(|| id.value.clone());
    let currency = stated.unwrap_or_else(|| Some(site_currency.to_owned()))?;
    Some(Price { id: id.value, name, unit: unit?.to_owned(), currency, source, history, span: id.span })
}

fn read_row(fields: Fields<'_>) -> Option<Spanned<PriceRow>> {
    let (from, price) = (fields.need("from"), fields.need("price"));
    let span = from.map_or(fields.span(), |from| from.span);
    let (from, price) = (from.and_then(|item| item.date()), price.and_then(|item| item.number_within(0.0, f64::INFINITY)));
    let to = fields.date("to");
    let row = PriceRow { from: from?, to, price: price?, source: fields.text("source"), retrieved: fields.date("retrieved") };
    if row.to.is_some_and(|to| to <= row.from) {
        let told = Diagnostic::error(fault::OVERLAPPING_PRICES, "a price row that holds on no day");
        let at = fields.get("to").map_or(span, |item| item.span);
        fields.faults().push(told.at(at, "not after its first day").and(span, "its first day"));
        return None;
    }
    Some(Spanned::new(row, span))
}

/// Rows by rising first day, each ended by the next one's first day; of two that hold on one day the first counts (R0029).
fn without_overlaps(rows: Vec<Spanned<PriceRow>>, faults: &Faults) -> Vec<PriceRow> {
    let mut kept: Vec<PriceRow> = Vec::with_capacity(rows.len());
    let mut last: Option<Span> = None;
    for Spanned { value: row, span } in rows {
        if let (Some(before), Some(before_span)) = (kept.last_mut(), last) {
            if before.from == row.from || before.to.is_some_and(|to| row.from < to) {
                let told = Diagnostic::error(fault::OVERLAPPING_PRICES, format!("two rows of a price hold on {}", row.from));
                faults.push(told.at(span, "this one begins").and(before_span, format!("this one holds until {}", until(before.to))));
                continue;
            }
            before.to.get_or_insert(row.from);
        }
        kept.push(row);
        last = Some(span);
    }
    kept
}

fn until(to: Option<Date>) -> String {
    to.map_or_else(|| "the next begins".into(), |to| to.to_string())
}
