//! Costs: volumes, prices and currencies by name; mixes and progressions of costed options (rulings 12, 16, 21, 22).
//! A fault in a cost makes its option uncosted: a total is never understated.

use std::sync::Arc;

use super::{
    names::{Faults, Kind, Names},
    options::{OptionIds, duplicate},
};
use crate::{
    base::{date::Date, diagnostic::Diagnostic, source::Span},
    model::{
        CostIx, OptionIx, VolumeIx,
        cost::{Cost, CostKind, Costing, MixPart, Phase, Replacement, Scenario, Tariff, Tco, UnitPrice, Volume},
        fault,
    },
    parse::draft::{CostDraft, CostKindDraft, MixDraft, Name, OptionDraft, PhaseDraft, PriceDraft, ScenarioDraft, TariffDraft, TcoDraft},
};

/// What the costs of a record are bound against.
#[derive(Clone)]
struct Frame<'a> {
    names: &'a Names<'a>,
    faults: &'a Faults,
    options: &'a OptionIds<'a>,
    volumes: &'a [Volume],
    faulty_volumes: &'a [String],
    currency: Arc<str>,
    rates: &'a [(String, f64)],
    price_day: PriceDay,
}

/// The day that prices are taken from.
#[derive(Debug, Clone, Copy)]
pub struct PriceDay {
    /// The day.
    pub day: Date,
    /// What makes it that day, for messages: `the day of the decision`.
    pub why: &'static str,
}

/// Horizon where nothing was said, in months.
const MONTHS: u32 = 36;
/// Discount rate where nothing was said.
const DISCOUNT_RATE: f64 = 0.08;
/// Draws where nothing was said.
const SAMPLES: u32 = 2000;

/// The frame of a record's costs, and how each option is costed. `None` where the record speaks of no cost at all.
pub fn bind(
    (tco, drafts): (Option<&TcoDraft>, &[OptionDraft]),
    options: &OptionIds<'_>,
    (names, price_day): (&Names<'_>, PriceDay),
    faults: &Faults,
) -> (Option<Tco>, Vec<Costing>) {
    let volumes = tco.map_or(&[][..], |tco| &tco.volumes);
    let currency = tco.and_then(|tco| tco.currency.as_deref()).unwrap_or(&names.config.currency).into();
    let frame = Frame {
        names,
        faults,
        options,
        volumes,
        faulty_volumes: tco.map_or(&[], |tco| &tco.faulty_volumes),
        currency,
        rates: tco.map_or(&[], |tco| &tco.rates),
        price_day,
    };
    let own: Vec<Option<Vec<Cost>>> = drafts.iter().map(|draft| frame.costs(draft)).collect();
    let costings: Vec<Costing> = drafts.iter().zip(&own).map(|(draft, costs)| frame.costing(draft, costs.as_deref(), drafts)).collect();
    let costed = drafts.iter().any(|draft| draft.costs.is_some() || draft.mix.is_some() || draft.phases.is_some());
    let mut bound = (tco.is_some() || costed).then(|| frame.tco(tco));
    if let (Some(bound), Some(tco)) = (&mut bound, tco) {
        bound.scenarios = tco.scenarios.iter().map(|scenario| frame.scenario(scenario, drafts)).collect();
    }
    (bound, settle(&costings))
}

/// Composites of an uncosted or faulty option are so themselves.
fn settle(costings: &[Costing]) -> Vec<Costing> {
    let state = |ix: OptionIx| match &costings[ix.index()] {
        Costing::Own(_) => None,
        Costing::Uncosted => Some(Costing::Uncosted),
        _ => Some(Costing::Faulty),
    };
    let settled = |costing: &Costing| {
        let parts: Vec<OptionIx> = match costing {
            Costing::Mix { parts, .. } => parts.iter().map(|part| part.option).collect(),
            Costing::Phases { steps, .. } => steps.iter().map(|step| step.option).collect(),
            _ => Vec::new(),
        };
        let states: Vec<Costing> = parts.into_iter().filter_map(state).collect();
        states.iter().find(|state| **state == Costing::Faulty).or(states.first()).cloned().unwrap_or_else(|| costing.clone())
    };
    costings.iter().map(settled).collect()
}

impl Frame<'_> {
    fn tco(&self, tco: Option<&TcoDraft>) -> Tco {
        Tco {
            months: tco.map_or(MONTHS, |tco| tco.months),
            discount_rate: tco.map_or(DISCOUNT_RATE, |tco| tco.discount_rate),
            currency: self.currency.to_string(),
            samples: tco.map_or(SAMPLES, |tco| tco.samples),
            rates: self.rates.to_vec(),
            rates_on: tco.and_then(|tco| tco.rates_on),
            volumes: self.volumes.to_vec(),
            volume: match tco.and_then(|tco| tco.volume.as_ref()) {
                Some(name) => self.volume(name),
                None => (!self.volumes.is_empty()).then_some(VolumeIx(0)),
            },
            range: tco.and_then(|tco| tco.range),
            scenarios: Vec::new(),
        }
    }

    /// The costs written at an option; `None` where a fault is among them.
    fn costs(&self, draft: &OptionDraft) -> Option<Vec<Cost>> {
        let drafts = draft.costs.as_deref().unwrap_or_default();
        let mut sound = !draft.costs_faulty;
        for (at, cost) in drafts.iter().enumerate() {
            if let Some(first) = drafts[..at].iter().find(|other| other.terms.id == cost.terms.id) {
                let second = Name::new(cost.terms.id.to_string(), cost.terms.span);
                self.faults.push(duplicate("cost", &second, first.terms.span));
                sound = false;
            }
        }
        let bound: Vec<Option<Cost>> = drafts.iter().map(|cost| self.cost(cost)).collect();
        bound.into_iter().collect::<Option<Vec<_>>>().filter(|_| sound)
    }

    fn costing(&self, draft: &OptionDraft, costs: Option<&[Cost]>, drafts: &[OptionDraft]) -> Costing {
        let Some(costs) = costs else { return Costing::Faulty };
        let costs = costs.to_vec();
        if let Some(mix) = &draft.mix {
            return match self.mix(&mix.value, drafts) {
                Some(parts) => Costing::Mix { parts, costs },
                None => Costing::Faulty,
            };
        }
        if let Some(phases) = &draft.phases {
            return match self.phases(&phases.value, drafts) {
                Some(steps) => Costing::Phases { steps, costs },
                None => Costing::Faulty,
            };
        }
        if draft.costs.is_some() { Costing::Own(costs) } else { Costing::Uncosted }
    }

    fn mix(&self, parts: &[MixDraft], drafts: &[OptionDraft]) -> Option<Vec<MixPart>> {
        let mut bound: Vec<MixPart> = Vec::with_capacity(parts.len());
        for part in parts {
            let option = self.component(&part.option, drafts)?;
            if bound.iter().any(|other| other.option == option) {
                let message = format!("a mix names `{}` twice", part.option.value);
                self.faults.error(fault::BAD_MIX, part.option.span, (message, "add its shares up in one entry"));
                return None;
            }
            bound.push(MixPart { option, share: part.share, fixed: part.fixed });
        }
        Some(bound)
    }

    fn phases(&self, steps: &[PhaseDraft], drafts: &[OptionDraft]) -> Option<Vec<Phase>> {
        let bind = |step: &PhaseDraft| {
            Some(Phase { option: self.component(&step.option, drafts)?, from: step.from, serves_from: step.serves_from })
        };
        steps.iter().map(bind).collect()
    }

    /// An option that a mix or progression is made of: one with costs of its own, no composite.
    fn component(&self, name: &Name, drafts: &[OptionDraft]) -> Option<OptionIx> {
        let ix = self.options.find(name, self.faults)?;
        let draft = &drafts[ix.index()];
        if draft.mix.is_some() || draft.phases.is_some() {
            let told = Diagnostic::error(fault::BAD_MIX, format!("`{}` is itself a mix or progression", name.value))
                .at(name.span, "cannot be a part of another")
                .and(draft.span, "made of others here")
                .help("name the options that it is made of instead");
            self.faults.push(told);
            return None;
        }
        Some(ix)
    }

    fn volume(&self, name: &Name) -> Option<VolumeIx> {
        let found = self.volumes.iter().position(|volume| volume.id == name.value).map(VolumeIx::at);
        if found.is_none() && !self.faulty_volumes.contains(&name.value) {
            // One with a fault of its own is there too, and may be the one that is meant.
            let known = self.volumes.iter().map(|volume| volume.id.as_str()).chain(self.faulty_volumes.iter().map(String::as_str));
            self.faults.unknown(
                fault::UNKNOWN_VOLUME,
                name,
                &Kind { one: "volume", whose: "this record (`[tco.volumes]`)", place: None },
                known,
            );
        }
        found
    }

    fn cost(&self, draft: &CostDraft) -> Option<Cost> {
        let (kind, priced_in) = self.kind(draft)?;
        if let (Some(currency), Some(_)) = (&draft.currency, &priced_in) {
            let told = Diagnostic::error(
                fault::CONFLICTING_KEYS,
                format!("cost `{}` names a price, which brings its own currency", draft.terms.id),
            );
            self.faults.push(told.at(currency.span, "a second currency").help("take `currency` out"));
            return None;
        }
        let (currency, at) = match (priced_in, &draft.currency) {
            (Some((currency, at)), _) => (currency.into(), at),
            (None, Some(name)) => (name.value.as_str().into(), name.span),
            (None, None) => (Arc::clone(&self.currency), draft.terms.span),
        };
        let rate = self.rate(&currency, at)?;
        Some(Cost { terms: Arc::clone(&draft.terms), currency, rate: Some(rate), kind })
    }

    /// Base units for one unit of `currency`; told where nobody gave a rate.
    fn rate(&self, currency: &str, at: Span) -> Option<f64> {
        if currency == &*self.currency {
            return Some(1.0);
        }
        let rate = self.rates.iter().find(|(code, _)| code == currency).map(|(_, rate)| *rate);
        if rate.is_none() {
            let base = &self.currency;
            let told = Diagnostic::error(fault::NO_RATE, format!("there is no rate for {currency}"));
            let help = format!("give {base} for one {currency}: `rates = {{ {currency} = … }}` with `rates_on` under `[tco]`");
            self.faults.push(told.at(at, format!("in {currency}, while the record counts in {base}")).help(help));
        }
        rate
    }

    /// Kind and figures; with the currency that a named price brings, and where it is named.
    fn kind(&self, draft: &CostDraft) -> Option<(CostKind, Option<(String, Span)>)> {
        Some(match &draft.kind {
            CostKindDraft::Once { amount, month } => (CostKind::Once { amount: *amount, month: *month }, None),
            CostKindDraft::Recurring { amount, per, billing } => {
                (CostKind::Recurring { amount: *amount, per: *per, billing: *billing }, None)
            }
            CostKindDraft::Team { fte, annual_cost, load, ramp_months } => {
                (CostKind::Team { fte: *fte, annual_cost: *annual_cost, load: *load, ramp_months: *ramp_months }, None)
            }
            CostKindDraft::Exit { amount } => (CostKind::Exit { amount: *amount }, None),
            CostKindDraft::Usage { volume, tariff, multiplier } => {
                // Volume and price are looked up both, so that faults of both are told at once.
                let found = self.volume(volume);
                let (tariff, priced_in) = match tariff {
                    TariffDraft::Tiers(mode, bands) => (Tariff::Tiers { mode: *mode, bands: bands.clone() }, None),
                    TariffDraft::Flat(price) => {
                        let (price, priced_in) = self.price(price)?;
                        (Tariff::Flat(price), priced_in)
                    }
                };
                let found = found?;
                if let (Tariff::Flat(UnitPrice::Named { price, span }), None) = (&tariff, multiplier) {
                    let (priced, counted) = (&self.names.prices.price(*price).unit, &self.volumes[found.index()].unit);
                    if priced != counted {
                        let told =
                            Diagnostic::error(fault::UNIT_MISMATCH, format!("the price is for a {priced}, the volume counts {counted}"))
                                .at(*span, format!("per {priced}"))
                                .and(self.volumes[found.index()].span, format!("in {counted}"))
                                .help("give `multiplier`: how many priced units there are in one unit of the volume");
                        self.faults.push(told);
                        return None;
                    }
                }
                (CostKind::Usage { volume: found, tariff, multiplier: multiplier.unwrap_or(1.0) }, priced_in)
            }
            CostKindDraft::Capacity { volume, per_unit, min_units, price, multiplier } => {
                let found = self.volume(volume);
                let (price, priced_in) = self.price(price)?;
                let kind = CostKind::Capacity {
                    volume: found?,
                    per_unit: *per_unit,
                    min_units: *min_units,
                    price,
                    multiplier: multiplier.unwrap_or(1.0),
                };
                (kind, priced_in)
            }
        })
    }

    /// A unit price; a named one must hold on the day that prices are taken from.
    fn price(&self, price: &PriceDraft) -> Option<(UnitPrice, Option<(String, Span)>)> {
        let name = match price {
            PriceDraft::Fixed(amount) => return Some((UnitPrice::Fixed(*amount), None)),
            PriceDraft::Named(name) => name,
        };
        let ix = self.names.price(name, self.faults)?;
        let entry = self.names.prices.price(ix);
        if entry.row_on(self.price_day.day).is_none() {
            let PriceDay { day, why } = self.price_day;
            let told = Diagnostic::error(fault::NO_PRICE, format!("`{}` has no price on {day}", name.value))
                .at(name.span, format!("needed for {day}, {why}"))
                .and(entry.span, "its history starts elsewhere, or has a gap")
                .help("add a row that holds on that day; a price is never guessed");
            self.faults.push(told);
            return None;
        }
        Some((UnitPrice::Named { price: ix, span: name.span }, Some((entry.currency.clone(), name.span))))
    }

    /// A scenario, with the costs that it changes bound anew. What has been told of a cost as it is without the scenario is not told again.
    fn scenario(&self, draft: &ScenarioDraft, options: &[OptionDraft]) -> Scenario {
        let faults = Faults::default();
        let scenario = Frame { faults: &faults, ..self.clone() }.changed_by(draft, options);
        for told in faults.into_list() {
            self.faults.push_new(told);
        }
        scenario
    }

    fn changed_by(&self, draft: &ScenarioDraft, options: &[OptionDraft]) -> Scenario {
        let volumes = draft.volumes.iter().filter_map(|volume| {
            let ix = self.volumes.iter().position(|own| own.id == volume.id)?;
            Some(Replacement::Volume(VolumeIx::at(ix), volume.clone()))
        });
        let costs = draft.costs.iter().filter_map(|(option, cost)| {
            let ix = self.options.get(option)?;
            let at = options[ix.index()].costs.as_ref()?.iter().position(|own| own.terms.id == cost.terms.id)?;
            Some(Replacement::Cost(ix, CostIx::at(at), self.cost(cost)?))
        });
        Scenario {
            id: draft.id.value.clone(),
            name: draft.name.clone().unwrap_or_else(|| draft.id.value.clone()),
            set: draft.set.clone(),
            replacements: volumes.chain(costs).collect(),
        }
    }
}
