//! Costs of an option: which keys each kind takes, and the figures in them. A cost with any fault is left out whole, so that nothing
//! is ever understated; the caller marks its option.

use std::sync::Arc;

use super::{
    super::{
        draft::{CostDraft, CostKindDraft, PriceDraft, TariffDraft},
        fields::{Fields, amount::SHAPES, item::Item},
        shape::one_of,
        site_file::currency,
        tables::option::COST,
    },
    prices,
};
use crate::{
    base::{
        diagnostic::Diagnostic,
        source::{Span, Spanned},
    },
    model::{
        cost::{Billing, CostRemarks, CostTerms, Per},
        fault,
        quantity::Amount,
    },
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Once,
    Recurring,
    Team,
    Usage,
    Capacity,
    Exit,
}

const KINDS: &[(&str, Kind)] = &[
    ("once", Kind::Once),
    ("recurring", Kind::Recurring),
    ("team", Kind::Team),
    ("usage", Kind::Usage),
    ("capacity", Kind::Capacity),
    ("exit", Kind::Exit),
];

/// Keys that every kind takes.
const COMMON: &[&str] = &["id", "kind", "name", "category", "currency", "note", "source", "price_change", "shape"];

impl Kind {
    fn word(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    /// Keys that this kind takes besides the common ones.
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Once => &["amount", "month"],
            Self::Recurring => &["amount", "per", "billing", "start", "end"],
            Self::Team => &["fte", "annual_cost", "load", "ramp_months", "start", "end"],
            Self::Usage => &["volume", "price", "tiers", "multiplier", "start", "end"],
            Self::Capacity => &["volume", "per_unit", "min_units", "price", "multiplier", "start", "end"],
            Self::Exit => &["amount"],
        }
    }
}

/// Reads a cost; `None` where a fault in it was told. `errors` is the number of errors before its table was opened.
pub(super) fn read_cost(fields: Fields<'_>, errors: usize) -> Option<CostDraft> {
    let id = fields.need("id").and_then(|item| item.id());
    let kind = fields.need("kind").and_then(|item| item.word(KINDS));
    if let Some(kind) = kind {
        check_keys(fields, kind);
    }
    let figures = kind.and_then(|kind| figures(fields, kind));
    let (start, end) = (fields.months("start").unwrap_or(0), fields.get("end"));
    let end = end.and_then(|item| last_month(&item, start));
    let terms = CostTerms {
        span: id.as_ref().map_or(fields.span(), |id| id.span),
        id: id.map_or_else(Box::default, |id| id.value.into()),
        name: fields.text("name").map(String::into_boxed_str),
        remarks: remarks(fields),
        start,
        end,
        price_change: fields.get("price_change").and_then(|item| prices::price_change(&item)).map(Box::new),
    };
    let draft = CostDraft {
        terms: Arc::new(terms),
        currency: fields.get("currency").and_then(|item| Some(Box::new(Spanned::new(currency(&item)?, item.span)))),
        kind: figures.unwrap_or(CostKindDraft::Exit { amount: Amount::fixed(0.0) }),
    };
    (fields.faults().errors() == errors).then_some(draft)
}

fn remarks(fields: Fields<'_>) -> Option<Box<CostRemarks>> {
    let remarks = CostRemarks { category: fields.text("category"), note: fields.text("note"), source: fields.text("source") };
    let says_something = remarks.category.is_some() || remarks.note.is_some() || remarks.source.is_some();
    says_something.then(|| Box::new(remarks))
}

/// Tells keys that another kind of cost takes (R0002).
fn check_keys(fields: Fields<'_>, kind: Kind) {
    let foreign = |name: &&str| !COMMON.contains(name) && !kind.keys().contains(name) && COST.key(name).is_some();
    for name in fields.names().filter(foreign) {
        let message = format!("a cost of the kind `{}` has no key `{name}`", kind.word());
        let takers: Vec<&str> = KINDS.iter().filter(|(_, other)| other.keys().contains(&name)).map(|(word, _)| *word).collect();
        let told = Diagnostic::error(fault::UNKNOWN_KEY, message);
        let told = told.at(fields.key_span(name).unwrap_or(fields.span()), "not a key of this kind");
        fields.faults().push(told.help(format!("`{name}` goes with {}", one_of(&takers))));
    }
}

fn last_month(item: &Item<'_>, start: u32) -> Option<u32> {
    let end = item.months()?;
    if end <= start {
        item.bad(
            format!("`end` is one past the last month, so it must be more than `start`: {end} is not more than {start}"),
            "ends before it starts",
        );
        return None;
    }
    Some(end)
}

fn figures(fields: Fields<'_>, kind: Kind) -> Option<CostKindDraft> {
    Some(match kind {
        Kind::Once => {
            let (amount, month) = (shaped(fields, "amount"), fields.months("month"));
            CostKindDraft::Once { amount: amount?, month: month.unwrap_or(0) }
        }
        Kind::Exit => CostKindDraft::Exit { amount: shaped(fields, "amount")? },
        Kind::Recurring => recurring(fields)?,
        Kind::Team => {
            let (fte, annual_cost) = (shaped(fields, "fte"), needed(fields, "annual_cost"));
            let load = fields.get("load").and_then(|item| not_negative(&item, item.share()?)).unwrap_or(0.0);
            let ramp_months = fields.months("ramp_months").unwrap_or(0);
            CostKindDraft::Team {
                fte: positive(fields, "fte", fte)?,
                annual_cost: positive(fields, "annual_cost", annual_cost)?,
                load,
                ramp_months,
            }
        }
        Kind::Usage => usage(fields)?,
        Kind::Capacity => {
            let (volume, per_unit) = (volume(fields), fields.need("per_unit").and_then(|item| item.number_above(0.0)));
            let min_units = fields.get("min_units").and_then(|item| item.number_within(0.0, f64::INFINITY)).unwrap_or(0.0);
            let price = fields.need("price").and_then(|item| unit_price(fields, &item));
            CostKindDraft::Capacity { volume: volume?, per_unit: per_unit?, min_units, price: price?, multiplier: multiplier(fields) }
        }
    })
}

fn recurring(fields: Fields<'_>) -> Option<CostKindDraft> {
    let amount = shaped(fields, "amount");
    let per = fields.need("per").and_then(|item| item.word(&[("month", Per::Month), ("year", Per::Year)]));
    let billing = fields.word("billing", &[("monthly", Billing::Monthly), ("in advance", Billing::InAdvance)]);
    if per == Some(Per::Month) && billing.is_some() {
        let at = |key| fields.key_span(key).unwrap_or(fields.span());
        let told =
            Diagnostic::error(fault::CONFLICTING_KEYS, "`billing` goes with `per = \"year\"` alone").at(at("billing"), "paid by the month");
        fields
            .faults()
            .push(told.and(at("per"), "said here").help("leave out `billing`: what is paid by the month is billed by the month"));
    }
    Some(CostKindDraft::Recurring { amount: positive(fields, "amount", amount)?, per: per?, billing: billing.unwrap_or(Billing::Monthly) })
}

fn usage(fields: Fields<'_>) -> Option<CostKindDraft> {
    let volume = volume(fields);
    let tariff = match (fields.get("price"), fields.get("tiers")) {
        (Some(_), Some(_)) => {
            fields.tell_conflict("price", "tiers", "a unit is priced in one way");
            None
        }
        (_, Some(tiers)) => prices::tiers(&tiers),
        (Some(price), None) => unit_price(fields, &price).map(TariffDraft::Flat),
        (None, None) => {
            fields.tell_missing("price");
            None
        }
    };
    Some(CostKindDraft::Usage { volume: volume?, tariff: tariff?, multiplier: multiplier(fields) })
}

fn volume(fields: Fields<'_>) -> Option<Spanned<String>> {
    fields.need("volume").and_then(|item| item.id())
}

fn multiplier(fields: Fields<'_>) -> Option<f64> {
    fields.get("multiplier").and_then(|item| item.number_above(0.0))
}

/// A number, a range, or an entry of the price book, which brings its own currency.
fn unit_price(fields: Fields<'_>, item: &Item<'_>) -> Option<PriceDraft> {
    if item.as_text().is_none() {
        let amount = with_shape(fields, item, item.amount());
        return positive(fields, "price", amount).map(PriceDraft::Fixed);
    }
    for (key, why) in
        [("currency", "a price of the price book brings its own currency"), ("shape", "a price of the price book is one number")]
    {
        if fields.has(key) {
            fields.tell_conflict("price", key, why);
        }
    }
    Some(PriceDraft::Named(Spanned::new(item.text()?.to_owned(), item.span)))
}

/// An amount that must be there.
fn needed(fields: Fields<'_>, key: &'static str) -> Option<Amount> {
    fields.need(key).and_then(|item| item.amount())
}

/// The amount that the `shape` beside it speaks of.
fn shaped(fields: Fields<'_>, key: &'static str) -> Option<Amount> {
    let item = fields.need(key)?;
    with_shape(fields, &item, item.amount())
}

/// `amount`, read from `item`, with the `shape` that stands beside it.
pub(super) fn with_shape(fields: Fields<'_>, item: &Item<'_>, amount: Option<Amount>) -> Option<Amount> {
    let Some(beside) = fields.get("shape") else {
        return amount;
    };
    let shape = beside.word(SHAPES);
    if item.is_table() {
        fields.tell_conflict(item.name, "shape", "the long form of a range holds its own shape");
        return None;
    }
    item.shaped(amount?, shape?, beside.span)
}

/// Tells an amount that reaches below 0 (R0004): only what is paid once or on leaving may.
pub(super) fn positive(fields: Fields<'_>, key: &'static str, amount: Option<Amount>) -> Option<Amount> {
    let amount = amount?;
    if amount.low < 0.0 {
        let span = fields.get(key).map_or(fields.span(), |item| item.span);
        tell_negative(fields, key, span);
        return None;
    }
    Some(amount)
}

fn tell_negative(fields: Fields<'_>, key: &str, span: Span) {
    let told = Diagnostic::error(fault::BAD_VALUE, format!("`{key}` cannot be negative")).at(span, "less than 0");
    fields.faults().push(told.help("only costs of the kinds `once` and `exit` may be negative"));
}

/// Tells a number below 0 (R0004).
pub(super) fn not_negative(item: &Item<'_>, number: f64) -> Option<f64> {
    if number < 0.0 {
        item.bad(format!("`{}` cannot be negative", item.name), "less than 0");
        return None;
    }
    Some(number)
}
