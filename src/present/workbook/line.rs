//! The formulas of one cost: in which months it acts, and its money in each of them. They say what `analyze::cost` computes,
//! with the inputs' cells in place of their values.

use std::fmt::Write;

use super::{
    address::At,
    cost_inputs::{ChangeAt, CostAt, KindAt, PartAt, TariffAt},
    grid::{Frame, MONTHS},
};
use crate::{
    analyze::cost::{flow, part::Part},
    model::cost::{Billing, Cost, CostKind, Per, TierMode},
};

/// A cost in its place.
pub(super) struct Line<'l> {
    pub(super) cost: &'l Cost,
    pub(super) part: Part,
    pub(super) at: &'l CostAt,
    pub(super) part_at: &'l PartAt,
    pub(super) frame: &'l Frame,
}

/// A month, as a formula or as a number that no input moves.
pub(super) enum Month {
    Fixed(u32),
    Formula(String),
}

impl Line<'_> {
    /// Whether its money is paid at the start of a month.
    pub(super) fn is_paid_at_start(&self) -> bool {
        match &self.cost.kind {
            CostKind::Once { .. } | CostKind::Exit { .. } => true,
            CostKind::Recurring { per, billing, .. } => (*per, *billing) == (Per::Year, Billing::InAdvance),
            CostKind::Team { .. } | CostKind::Usage { .. } | CostKind::Capacity { .. } => false,
        }
    }

    /// The first month it acts in; for what is paid once, the month of payment.
    pub(super) fn first(&self) -> Month {
        let own = match &self.at.kind {
            KindAt::Once { month, .. } => *month,
            KindAt::Exit { .. } => return self.part_end(),
            _ => self.at.start,
        };
        let from: Vec<String> = self.part_at.from.into_iter().chain(own).map(|at| at.to_string()).collect();
        let serves = self.part_at.serves_from.filter(|_| flow::follows_volume(&self.cost.kind));
        match (from.is_empty(), serves) {
            (true, None) => Month::Fixed(0),
            (true, Some(serves)) => Month::Formula(serves.to_string()),
            (false, None) => Month::Formula(from.join("+")),
            (false, Some(serves)) => Month::Formula(format!("MAX({},{serves})", from.join("+"))),
        }
    }

    /// What [`Line::first`] comes to.
    pub(super) fn first_value(&self) -> u32 {
        match &self.cost.kind {
            CostKind::Once { month, .. } => self.part.from.saturating_add(*month),
            CostKind::Exit { .. } => self.part.end,
            _ => flow::active_months(self.cost, self.part).start,
        }
    }

    /// What [`Line::end`] comes to.
    pub(super) fn end_value(&self) -> u32 {
        if self.is_paid_once() { self.part.end } else { flow::active_months(self.cost, self.part).end }
    }

    fn is_paid_once(&self) -> bool {
        matches!(self.cost.kind, CostKind::Once { .. } | CostKind::Exit { .. })
    }

    /// One past the last month it can act in.
    pub(super) fn end(&self) -> Month {
        let part = self.part_end();
        let Some(end) = self.at.end.filter(|_| !self.is_paid_once()) else {
            return part;
        };
        let own = self.part_at.from.map_or_else(|| end.to_string(), |from| format!("{from}+{end}"));
        Month::Formula(match part {
            Month::Fixed(part) => format!("MIN({own},{part})"),
            Month::Formula(part) => format!("MIN({own},{part})"),
        })
    }

    /// One past the last month of its part.
    fn part_end(&self) -> Month {
        let months = self.frame.grid.months;
        self.part_at.until.map_or(Month::Fixed(months), |until| Month::Formula(format!("MIN({until},{months})")))
    }

    /// Units priced in each month, where the tariff needs them more than once.
    pub(super) fn quantity(&self) -> Option<String> {
        match &self.at.kind {
            KindAt::Usage { volume, multiplier, tariff: TariffAt::Tiers { .. } } => Some(self.carried(volume.index(), *multiplier)),
            _ => None,
        }
    }

    /// Its money in the first month; the other months' formulas are the same, moved. Stands in `row`.
    pub(super) fn money(&self, row: usize) -> String {
        let month = format!("{}${MONTHS}", self.frame.first);
        let mut money = self.before_changes(row, &month);
        if let Some(rate) = self.at.rate {
            let _ = write!(money, "*{rate}");
        }
        if let Some(ChangeAt { factor, step, floor }) = &self.at.change {
            let _ = write!(money, "*MAX({floor},{factor}^({step}*INT({month}/{step})/12))");
        }
        let window = format!("{month}>=$E{row},{month}<$F{row}");
        match &self.at.kind {
            KindAt::Once { .. } => format!("IF(AND({month}=$E{row},{month}<$F{row}),{money},0)"),
            KindAt::Exit { .. } => format!("IF({month}=$E{row},{money},0)"),
            KindAt::Recurring { .. } if self.is_paid_at_start() => format!("IF(AND({window},MOD({month}-$E{row},12)=0),{money},0)"),
            _ if matches!((self.first(), self.end()), (Month::Fixed(0), Month::Fixed(_))) => money,
            _ => format!("IF(AND({window}),{money},0)"),
        }
    }

    /// Its money without exchange rate and price changes.
    fn before_changes(&self, row: usize, month: &str) -> String {
        let mut fixed = String::new();
        if let Some(at) = self.part_at.fixed {
            let _ = write!(fixed, "*{at}");
        }
        match &self.at.kind {
            KindAt::Once { amount, .. } | KindAt::Exit { amount } => format!("{amount}{fixed}"),
            KindAt::Recurring { amount } => match &self.cost.kind {
                CostKind::Recurring { per: Per::Year, billing: Billing::Monthly, .. } => format!("{amount}{fixed}/12"),
                _ => format!("{amount}{fixed}"),
            },
            KindAt::Team { fte, annual_cost, load, ramp } => {
                let mut money = format!("{fte}*{annual_cost}");
                if let Some(load) = load {
                    let _ = write!(money, "*(1+{load})");
                }
                money.push_str(&fixed);
                if let Some(ramp) = ramp {
                    let _ = write!(money, "*MIN(1,({month}-$E{row}+1)/{ramp})");
                }
                money + "/12"
            }
            KindAt::Usage { volume, multiplier, tariff } => match tariff {
                TariffAt::Flat(price) => format!("{}*{price}", self.carried(volume.index(), *multiplier)),
                TariffAt::Tiers { mode, above, up_to, price, fee } => {
                    // The quantity stands one row above.
                    let q = format!("{}{}", self.frame.first, row - 1);
                    match mode {
                        TierMode::Graduated => {
                            format!("SUMPRODUCT(({q}>{above})*({price}*(({q}<{up_to})*{q}+({q}>={up_to})*{up_to}-{above})+{fee}))")
                        }
                        TierMode::Volume => format!("SUMPRODUCT(({q}>{above})*({q}<={up_to})*({price}*{q}+{fee}))"),
                    }
                }
            },
            KindAt::Capacity { volume, multiplier, per_unit, min_units, price } => {
                let carried = self.carried(volume.index(), *multiplier);
                format!("MAX({min_units},ROUNDUP({carried}/{per_unit}-1E-9,0))*{price}")
            }
        }
    }

    /// The volume that it carries in the first month.
    fn carried(&self, volume: usize, multiplier: Option<At>) -> String {
        let mut carried = format!("{}${}", self.frame.first, Frame::volume_row(volume));
        for at in multiplier.into_iter().chain(self.part_at.share) {
            let _ = write!(carried, "*{at}");
        }
        carried
    }
}
