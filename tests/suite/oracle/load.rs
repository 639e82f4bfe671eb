//! The oracle's own input files as a site: its words differ a little from those of the front matter.

use std::sync::Arc;

use rationale::{
    base::date::{TimeSpan, TimeUnit},
    model::{
        CostIx, OptionIx, PriceIx, VolumeIx,
        catalogue::{Price, PriceRow},
        cost::{
            Band, Basis, Billing, Cost, CostKind, Costing, MixPart, Per, Phase, PriceChange, Replacement, Scenario, Tariff, Tco, TierMode,
            UnitPrice, Volume, VolumePer,
        },
        criterion::{Criterion, Measure, Must, Reading, ValueFunction, Voice},
        quantity::{Amount, Shape},
        record::Record,
        review::ReviewPlan,
        site::Site,
    },
};
use serde_json::Value;

use super::blank::{self, HERE, date};

/// A site with the one record of an input file, as of the day that the file names.
pub(crate) fn site(input: &Value) -> Site {
    let as_of = date(text(input.get("as_of").unwrap_or(&input["decided"])));
    let prices = price_book(&input["price_book"]);
    let mut site = blank::site(as_of, record(input, &prices));
    site.prices.prices = prices;
    site
}

fn record(input: &Value, prices: &[Price]) -> Record {
    let mut record = blank::record(input["id"].as_str().unwrap_or("case"));
    record.date = Some(date(text(&input["decided"])));
    record.tco = Some(tco(input));
    let tco = record.tco.clone().expect("just set");
    let ids: Vec<&str> = list(&input["options"]).map(|option| text(&option["id"])).collect();
    let at = |id: &Value| OptionIx::at(ids.iter().position(|known| *known == text(id)).expect("an option of the case"));
    for option in list(&input["options"]) {
        let mut made = blank::option(text(&option["id"]), costing(option, &at, &Frame { tco: &tco, prices, rates: &input["fx"] }));
        let months = input.pointer(&format!("/metrics/{}/months_to_production", made.id));
        made.time = months.and_then(Value::as_f64).map(|months| TimeSpan { low: months, high: months, unit: TimeUnit::Month });
        record.options.push(made);
    }
    let tco = record.tco.as_mut().expect("just set");
    tco.scenarios = input["scenarios"].as_object().into_iter().flatten().map(|(id, set)| scenario(id, set, input, prices)).collect();
    record.chosen = input.get("chosen").map(at);
    record.why = input.get("rationale").map(|why| text(why).to_owned());
    record.criteria = list(&input["criteria"]).map(|criterion| self::criterion(criterion, &input["scores"], &ids)).collect();
    record.voices = list(&input["stakeholders"]).map(|voice| self::voice(voice, &record.criteria, &ids)).collect();
    let every = months(&input["review_every_months"]);
    record.review = every.map(|every| ReviewPlan { every_months: Some(every), ..ReviewPlan::default() });
    record
}

fn tco(input: &Value) -> Tco {
    let mut tco = blank::tco(months(&input["horizon_months"]).expect("a horizon"), number(&input["discount_rate"]));
    text(&input["currency"]).clone_into(&mut tco.currency);
    tco.samples = months(&input["samples"]).unwrap_or(0);
    let volumes = input["volumes"].as_object().expect("volumes");
    tco.volumes = volumes.iter().map(|(id, volume)| self::volume(id, volume)).collect();
    tco.volume = volumes.keys().position(|id| id == text(&input["unit_volume"])).map(VolumeIx::at);
    if let (Some(ix), Some(crossover)) = (tco.volume, input.get("crossover")) {
        let likely = tco.volumes[ix.index()].amount.likely;
        tco.range = Some((likely * number(&crossover["lo"]), likely * number(&crossover["hi"])));
    }
    tco
}

/// A scenario of the oracle: its paths read `volumes.ID.FIELD` and `items.OPTION.ITEM.FIELD`.
fn scenario(id: &str, set: &Value, input: &Value, prices: &[Price]) -> Scenario {
    let mut changed = input.clone();
    let mut tables: Vec<String> = Vec::new();
    for (path, value) in set.as_object().expect("paths") {
        let (table, field) = place(input, path);
        changed.pointer_mut(&table).expect("a table of the case")[field] = value.clone();
        if !tables.contains(&table) {
            tables.push(table);
        }
    }
    let tco = tco(&changed);
    let replacement = |table: &String| match table.split('/').collect::<Vec<_>>()[..] {
        ["", "volumes", volume] => {
            let ix = tco.volumes.iter().position(|own| own.id == volume).expect("a volume of the case");
            Replacement::Volume(VolumeIx::at(ix), tco.volumes[ix].clone())
        }
        ["", "options", option, "items", item] => {
            let at = |text: &str| text.parse::<usize>().expect("a place");
            let item_table = changed.pointer(table).expect("a table of the case");
            let cost = cost(item_table, &Frame { tco: &tco, prices, rates: &input["fx"] });
            Replacement::Cost(OptionIx::at(at(option)), CostIx::at(at(item)), cost)
        }
        _ => panic!("an unknown table {table}"),
    };
    let replacements = tables.iter().map(replacement).collect();
    Scenario { id: id.into(), name: id.into(), set: Vec::new(), replacements }
}

/// The table that a path leads to, as a JSON pointer, and the field in it.
fn place<'p>(input: &Value, path: &'p str) -> (String, &'p str) {
    let position = |list: &Value, id: &str| self::list(list).position(|one| one["id"] == id).expect("an id of the case");
    match path.split('.').collect::<Vec<_>>()[..] {
        ["volumes", volume, field] => (format!("/volumes/{volume}"), field),
        ["items", option, item, field] => {
            let option = position(&input["options"], option);
            (format!("/options/{option}/items/{}", position(&input["options"][option]["items"], item)), field)
        }
        _ => panic!("an unknown path {path}"),
    }
}

fn volume(id: &str, input: &Value) -> Volume {
    Volume {
        id: id.into(),
        unit: input["unit"].as_str().unwrap_or(id).into(),
        per: match text(&input["per"]) {
            "day" => VolumePer::Day,
            "month" => VolumePer::Month,
            "year" => VolumePer::Year,
            other => panic!("an unknown period {other}"),
        },
        amount: amount(&input["base"]),
        growth: input.get("growth_per_year").map_or(Amount::fixed(0.0), amount),
        ramp_months: months(&input["ramp_months"]).unwrap_or(0),
        cap_per_month: input["cap"].as_f64(),
        basis: (input["basis"] == "production").then_some(Basis::Production),
        span: HERE,
    }
}

/// What the costs of a case refer to.
struct Frame<'a> {
    tco: &'a Tco,
    prices: &'a [Price],
    rates: &'a Value,
}

impl Frame<'_> {
    fn volume(&self, input: &Value) -> VolumeIx {
        let id = text(&input["volume"]);
        VolumeIx::at(self.tco.volumes.iter().position(|volume| volume.id == id).expect("a volume of the case"))
    }

    fn price(&self, input: &Value) -> (UnitPrice, Option<&str>) {
        let Some(sku) = input["price_ref"].as_str() else {
            return (UnitPrice::Fixed(amount(&input["price"])), None);
        };
        let at = self.prices.iter().position(|price| price.id == sku).expect("a price of the case");
        (UnitPrice::Named { price: PriceIx::at(at), span: HERE }, Some(&self.prices[at].currency))
    }
}

fn costing(option: &Value, at: &dyn Fn(&Value) -> OptionIx, frame: &Frame<'_>) -> Costing {
    if option.get("mix").is_some() {
        let part = |part: &Value| MixPart {
            option: at(&part["option"]),
            share: number(&part["share"]),
            fixed: part["fixed"].as_f64().unwrap_or(1.0),
        };
        return Costing::Mix { parts: list(&option["mix"]).map(part).collect(), costs: Vec::new() };
    }
    if option.get("phases").is_some() {
        let step = |phase: &Value| {
            let from = months(&phase["from"]).unwrap_or(0);
            Phase { option: at(&phase["option"]), from, serves_from: months(&phase["serves_from"]).unwrap_or(from) }
        };
        return Costing::Phases { steps: list(&option["phases"]).map(step).collect(), costs: Vec::new() };
    }
    Costing::Own(list(&option["items"]).map(|item| cost(item, frame)).collect())
}

fn cost(item: &Value, frame: &Frame<'_>) -> Cost {
    let (kind, own_currency) = kind(item, frame);
    let mut cost = blank::cost(text(&item["id"]), kind);
    cost.currency = own_currency.or(item["currency"].as_str()).unwrap_or(&frame.tco.currency).into();
    cost.rate = if *cost.currency == *frame.tco.currency { Some(1.0) } else { frame.rates[&*cost.currency].as_f64() };
    let terms = Arc::make_mut(&mut cost.terms);
    terms.start = months(&item["start"]).unwrap_or(0);
    terms.end = months(&item["end"]);
    terms.price_change = item.get("price_change").map(price_change).map(Box::new);
    cost
}

fn kind<'f>(item: &Value, frame: &'f Frame<'_>) -> (CostKind, Option<&'f str>) {
    let kind = match text(&item["kind"]) {
        "one_off" => CostKind::Once { amount: amount(&item["amount"]), month: months(&item["month"]).unwrap_or(0) },
        "exit" => CostKind::Exit { amount: amount(&item["amount"]) },
        "recurring" => CostKind::Recurring {
            amount: amount(&item["amount"]),
            per: if item["per"] == "year" { Per::Year } else { Per::Month },
            billing: if item["billing"] == "annual_in_advance" { Billing::InAdvance } else { Billing::Monthly },
        },
        "team" => CostKind::Team {
            fte: amount(&item["fte"]),
            annual_cost: amount(&item["annual_cost"]),
            load: item["load"].as_f64().unwrap_or(0.0),
            ramp_months: months(&item["ramp_months"]).unwrap_or(0),
        },
        "usage" => {
            let (tariff, currency) = if let Some(tiers) = item.get("tiers") {
                let (mode, bands) = self::tiers(tiers);
                (Tariff::Tiers { mode, bands }, None)
            } else {
                let (price, currency) = frame.price(item);
                (Tariff::Flat(price), currency)
            };
            let usage = CostKind::Usage { volume: frame.volume(item), tariff, multiplier: item["multiplier"].as_f64().unwrap_or(1.0) };
            return (usage, currency);
        }
        "capacity" => {
            let (price, currency) = frame.price(item);
            let capacity = CostKind::Capacity {
                volume: frame.volume(item),
                per_unit: number(&item["per_unit"]),
                min_units: item["min_units"].as_f64().unwrap_or(0.0),
                price,
                multiplier: item["multiplier"].as_f64().unwrap_or(1.0),
            };
            return (capacity, currency);
        }
        other => panic!("an unknown kind {other}"),
    };
    (kind, None)
}

pub(crate) fn tiers(input: &Value) -> (TierMode, Vec<Band>) {
    let mode = if input["mode"] == "volume" { TierMode::Volume } else { TierMode::Graduated };
    let band =
        |band: &Value| Band { up_to: band["up_to"].as_f64(), price: number(&band["price"]), flat: band["flat"].as_f64().unwrap_or(0.0) };
    (mode, list(&input["bands"]).map(band).collect())
}

pub(crate) fn price_change(input: &Value) -> PriceChange {
    let halving = input["halves_every_months"].as_f64().map(|months| 0.5_f64.powf(12.0 / months));
    PriceChange {
        factor_per_year: halving.unwrap_or_else(|| 1.0 + number(&input["per_year"])),
        step_months: months(&input["step_months"]).unwrap_or(12),
        floor: input["floor"].as_f64().unwrap_or(0.0),
    }
}

fn criterion(input: &Value, scores: &Value, options: &[&str]) -> Criterion {
    let id = text(&input["id"]);
    let reading = match input.get("value") {
        None => Reading::Scored(options.iter().map(|option| scores[option][id].as_f64()).collect()),
        Some(value) => Reading::Measured {
            measure: if input["from_tco"] == "pv" { Measure::PresentValue } else { Measure::Time },
            value: value_function(value),
        },
    };
    let mut criterion = blank::criterion(id, number(&input["weight"]), reading);
    criterion.terms.cost = input["cost"] == true;
    criterion.terms.musts = input["must_min"].as_f64().map(Must::Value).into_iter().collect();
    criterion
}

pub(crate) fn value_function(input: &Value) -> ValueFunction {
    let ends = || (number(&input["best"]), number(&input["worst"]));
    match text(&input["kind"]) {
        "linear" => ValueFunction::Linear { best: ends().0, worst: ends().1 },
        "log" => ValueFunction::Log { best: ends().0, worst: ends().1 },
        "piecewise" => ValueFunction::Points(list(&input["points"]).map(|point| (number(&point[0]), number(&point[1]))).collect()),
        "steps" => ValueFunction::Steps(list(&input["bands"]).map(|band| (band[0].as_f64(), number(&band[1]))).collect()),
        other => panic!("an unknown value function {other}"),
    }
}

fn voice(input: &Value, criteria: &[Criterion], options: &[&str]) -> Voice {
    let ids = || criteria.iter().map(|criterion| criterion.terms.id.as_str());
    Voice {
        id: text(&input["id"]).into(),
        name: text(&input["id"]).into(),
        influence: number(&input["influence"]),
        weights: ids().map(|id| input["weights"][id].as_f64().unwrap_or(0.0)).collect(),
        scores: options.iter().map(|option| ids().map(|id| input["scores"][option][id].as_f64()).collect()).collect(),
    }
}

fn price_book(input: &Value) -> Vec<Price> {
    let mut prices: Vec<Price> = Vec::new();
    for row in list(input) {
        let day = |key: &str| row[key].as_str().map(date);
        let history = PriceRow {
            from: day("from").expect("a first day"),
            to: day("to"),
            price: number(&row["price"]),
            source: None,
            retrieved: None,
        };
        let sku = text(&row["sku"]);
        match prices.iter_mut().find(|price| price.id == sku) {
            Some(price) => price.history.push(history),
            None => prices.push(Price {
                id: sku.into(),
                name: sku.into(),
                unit: text(&row["unit"]).into(),
                currency: text(&row["currency"]).into(),
                source: None,
                history: vec![history],
                span: HERE,
            }),
        }
    }
    prices
}

fn amount(input: &Value) -> Amount {
    let Some(range) = input.as_object() else {
        return Amount::fixed(number(input));
    };
    let shape = match range.get("dist").map(text) {
        None | Some("triangular") => Shape::Triangular,
        Some("pert") => Shape::Pert,
        Some("log-triangular") => Shape::LogTriangular,
        Some(other) => panic!("an unknown shape {other}"),
    };
    Amount { low: number(&input["low"]), likely: number(&input["likely"]), high: number(&input["high"]), shape }
}

pub(crate) fn list(input: &Value) -> impl Iterator<Item = &Value> {
    input.as_array().into_iter().flatten()
}

pub(crate) fn text(input: &Value) -> &str {
    input.as_str().unwrap_or_else(|| panic!("a text, not {input}"))
}

pub(crate) fn number(input: &Value) -> f64 {
    input.as_f64().unwrap_or_else(|| panic!("a number, not {input}"))
}

/// A whole number of months, where there is one.
pub(crate) fn months(input: &Value) -> Option<u32> {
    input.as_u64().map(|months| u32::try_from(months).expect("a number of months"))
}
