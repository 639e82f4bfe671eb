//! The cost frame: horizon, rates and volumes. Volumes name nothing, so they are final here.

use super::{
    super::{
        draft::TcoDraft,
        fields::{Fields, item::Item},
        id::check_id,
        shape::Shape,
        site_file::currency,
        tables::tco::{TCO, VOLUME},
    },
    costs::{positive, with_shape},
};
use crate::{
    base::source::Spanned,
    model::{
        cost::{Basis, Volume, VolumePer},
        quantity::Amount,
    },
};

const PERIODS: &[(&str, VolumePer)] =
    &[("hour", VolumePer::Hour), ("day", VolumePer::Day), ("month", VolumePer::Month), ("year", VolumePer::Year)];

const BASES: &[(&str, Basis)] = &[("demo", Basis::Demo), ("pilot", Basis::Pilot), ("production", Basis::Production)];

/// A volume as it stands in the text, for scenarios that read it again with other figures.
pub(super) struct VolumePlace<'a> {
    pub id: Spanned<&'a str>,
    pub fields: Fields<'a>,
    /// Whether it was read without a fault.
    pub sound: bool,
}

/// The frame of a record's costs.
pub(super) struct Frame<'a> {
    pub draft: TcoDraft,
    pub fields: Fields<'a>,
    pub volumes: Vec<VolumePlace<'a>>,
    /// Whether horizon, rate or currencies are sound: else nothing can be costed.
    pub sound: bool,
}

/// Reads `[tco]`, but for its scenarios.
pub(super) fn read_tco(record: Fields<'_>) -> Option<Frame<'_>> {
    let item = record.get("tco")?;
    let errors = item.faults().errors();
    let fields = item.table(&TCO)?;
    let mut draft = TcoDraft {
        months: fields.get("months").and_then(|item| horizon(&item)).unwrap_or(36),
        discount_rate: fields.get("discount_rate").and_then(|item| rate(&item)).unwrap_or(0.08),
        currency: fields.get("currency").and_then(|item| currency(&item)),
        samples: 2000,
        rates: rates(fields),
        rates_on: fields.date("rates_on"),
        volumes: Vec::new(),
        faulty_volumes: Vec::new(),
        volume: None,
        range: None,
        scenarios: Vec::new(),
    };
    let sound = item.faults().errors() == errors;
    draft.samples = fields.get("samples").and_then(|item| samples(&item)).unwrap_or(2000);
    draft.volume = fields.id("volume");
    draft.range = fields.get("range").and_then(|item| range(&item));
    let volumes = read_volumes(fields, &mut draft);
    Some(Frame { draft, fields, volumes, sound })
}

fn horizon(item: &Item<'_>) -> Option<u32> {
    let months = item.months()?;
    if !(1..=600).contains(&months) {
        item.bad(format!("the horizon must be 1 to 600 months, found {months}"), "out of range");
        return None;
    }
    Some(months)
}

fn samples(item: &Item<'_>) -> Option<u32> {
    let samples = item.whole()?;
    if !(100..=100_000).contains(&samples) {
        item.bad(format!("`samples` must be between 100 and 100,000, found {samples}"), "out of range");
        return None;
    }
    u32::try_from(samples).ok()
}

fn rate(item: &Item<'_>) -> Option<f64> {
    let rate = item.share()?;
    if rate <= -1.0 {
        item.bad("`discount_rate` must be more than -1", "out of range");
        return None;
    }
    // More than all of it, written as a percentage, is what money is worth where prices multiply; as a bare number it is a slip.
    if rate > 1.0 && item.as_text().is_none() {
        item.bad(format!("`discount_rate` is a share, found {rate}"), format!("did you mean `\"{rate}%\"`?"));
        return None;
    }
    Some(rate)
}

fn rates(fields: Fields<'_>) -> Vec<(String, f64)> {
    let mut rates = Vec::new();
    for (code, item) in fields.entries("rates") {
        if code.value.len() != 3 || !code.value.bytes().all(|byte| byte.is_ascii_uppercase()) {
            let message = format!("`{}` is not a currency code", code.value);
            fields.faults().error(crate::model::fault::BAD_VALUE, code.span, (message, "expected three capital letters"));
            continue;
        }
        rates.extend(item.number_above(0.0).map(|rate| (code.value.to_owned(), rate)));
    }
    rates
}

fn range(item: &Item<'_>) -> Option<(f64, f64)> {
    let ends: Vec<Option<f64>> = item.items().map(|item| item.number_above(0.0)).collect();
    let [low, high] = ends.as_slice() else {
        item.bad("`range` takes two amounts", "expected `[low, high]`");
        return None;
    };
    let (low, high) = ((*low)?, (*high)?);
    if low >= high {
        item.bad("the ends of `range` are out of order", format!("{low} is not less than {high}"));
        return None;
    }
    Some((low, high))
}

fn read_volumes<'a>(tco: Fields<'a>, draft: &mut TcoDraft) -> Vec<VolumePlace<'a>> {
    let mut places = Vec::new();
    for (id, item) in tco.entries("volumes") {
        let errors = item.faults().errors();
        let named = check_id(&id, item.faults());
        let fields = item.table(&VOLUME);
        let volume = fields.and_then(|fields| read_volume(fields, &id, errors)).filter(|_| named);
        places.extend(fields.map(|fields| VolumePlace { id: id.clone(), fields, sound: volume.is_some() }));
        match volume {
            Some(volume) => draft.volumes.push(volume),
            None => draft.faulty_volumes.push(id.value.to_owned()),
        }
    }
    places
}

/// Reads a volume; `None` where a fault in it was told. `errors` is the number of errors before its table was opened.
pub(super) fn read_volume(fields: Fields<'_>, id: &Spanned<&str>, errors: usize) -> Option<Volume> {
    let unit = fields.need("unit").and_then(|item| item.text().map(str::to_owned));
    let per = fields.need("per").and_then(|item| item.word(PERIODS));
    let amount = fields.need("amount").and_then(|item| with_shape(fields, &item, item.amount()));
    let amount = positive(fields, "amount", amount);
    let growth = fields.get("growth").map_or(Some(Amount::fixed(0.0)), |item| growth(&item));
    let volume = Volume {
        id: id.value.to_owned(),
        ramp_months: fields.months("ramp_months").unwrap_or(0),
        cap_per_month: fields.get("cap_per_month").and_then(|item| item.number_above(0.0)),
        basis: fields.word("basis", BASES),
        span: id.span,
        unit: unit?,
        per: per?,
        amount: amount?,
        growth: growth?,
    };
    (fields.faults().errors() == errors).then_some(volume)
}

fn growth(item: &Item<'_>) -> Option<Amount> {
    let growth = if item.as_text().is_some() { Amount::fixed(item.share()?) } else { amount_of_growth(item)? };
    if growth.low <= -1.0 {
        item.bad("`growth` must be more than -1: nothing can shrink by all of it", "out of range");
        return None;
    }
    Some(growth)
}

fn amount_of_growth(item: &Item<'_>) -> Option<Amount> {
    if item.is_number() || item.is_list() || item.is_table() {
        return item.amount();
    }
    item.wrong_type(&Shape::OneOf(&[Shape::Amount, Shape::Share]));
    None
}
