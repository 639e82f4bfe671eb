//! What the names in a record can mean: frameworks, prices, clouds and settings, with maps made once for all records.

use std::{cell::RefCell, collections::HashMap};

use crate::{
    base::{
        date::Date,
        diagnostic::{Code, Diagnostic},
        edit_distance::nearest,
        source::Span,
    },
    model::{
        FrameworkIx, PriceIx,
        catalogue::{CloudCatalogue, PriceBook},
        fault,
        framework::Framework,
        site::Config,
    },
    parse::draft::Name,
};

/// Everything that records refer to.
#[derive(Debug)]
pub struct Names<'a> {
    /// Settings.
    pub config: &'a Config,
    /// The day of the build.
    pub today: Date,
    /// Frameworks.
    pub frameworks: &'a [Framework],
    /// Prices.
    pub prices: &'a PriceBook,
    /// Clouds.
    pub clouds: &'a CloudCatalogue,
    framework_of: HashMap<&'a str, FrameworkIx>,
    price_of: HashMap<&'a str, PriceIx>,
}

impl<'a> Names<'a> {
    /// Makes the maps.
    pub fn new(
        config: &'a Config,
        today: Date,
        frameworks: &'a [Framework],
        (prices, clouds): (&'a PriceBook, &'a CloudCatalogue),
    ) -> Self {
        let framework_of = frameworks.iter().enumerate().map(|(at, framework)| (framework.id.as_str(), FrameworkIx::at(at))).collect();
        let price_of = prices.prices.iter().enumerate().map(|(at, price)| (price.id.as_str(), PriceIx::at(at))).collect();
        Self { config, today, frameworks, prices, clouds, framework_of, price_of }
    }

    /// The framework of this name; told where there is none.
    pub fn framework(&self, name: &Name, faults: &Faults) -> Option<FrameworkIx> {
        let found = self.framework_of.get(name.value.as_str()).copied();
        if found.is_none() {
            let known = self.frameworks.iter().map(|framework| framework.id.as_str());
            faults.unknown(fault::UNKNOWN_FRAMEWORK, name, &Kind { one: "framework", whose: "the site", place: None }, known);
        }
        found
    }

    /// The price of this name; told where there is none.
    pub fn price(&self, name: &Name, faults: &Faults) -> Option<PriceIx> {
        let found = self.price_of.get(name.value.as_str()).copied();
        if found.is_none() {
            let known = self.prices.prices.iter().map(|price| price.id.as_str());
            faults.unknown(
                fault::UNKNOWN_PRICE,
                name,
                &Kind { one: "price", whose: "the price book (`content/prices.toml`)", place: None },
                known,
            );
        }
        found
    }
}

/// What is looked for, for messages.
#[derive(Debug)]
pub struct Kind<'a> {
    /// `criterion`.
    pub one: &'a str,
    /// Who should have it: ``framework `cloud-db` ``.
    pub whose: &'a str,
    /// Where its owner is defined.
    pub place: Option<Span>,
}

/// Faults of one record, gathered while it is bound.
#[derive(Debug, Default)]
pub struct Faults(RefCell<Vec<Diagnostic>>);

impl Faults {
    /// Tells one.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.0.borrow_mut().push(diagnostic);
    }

    /// Tells one, unless the same has been told before.
    pub fn push_new(&self, diagnostic: Diagnostic) {
        if !self.0.borrow().contains(&diagnostic) {
            self.push(diagnostic);
        }
    }

    /// Tells an error at a place.
    pub fn error(&self, code: Code, span: Span, (message, label): (impl Into<String>, impl Into<String>)) {
        self.push(Diagnostic::error(code, message).at(span, label));
    }

    /// Tells a name that nothing answers to, with the nearest of those that are known.
    pub fn unknown<'k>(&self, code: Code, name: &Name, kind: &Kind<'_>, known: impl IntoIterator<Item = &'k str>) {
        let known: Vec<&str> = known.into_iter().collect();
        let told = Diagnostic::error(code, format!("{} has no {} `{}`", kind.whose, kind.one, name.value))
            .at(name.span, format!("unknown {}", kind.one));
        let told = match kind.place {
            Some(place) => told.and(place, "defined here"),
            None => told,
        };
        self.push(match nearest(&name.value, known.iter().copied()) {
            Some(near) => told.help(format!("did you mean `{near}`?")),
            None if known.is_empty() => told.help(format!("{} has none", kind.whose)),
            None => told.help(format!("there {}", listed(&known))),
        });
    }

    /// All that was told.
    pub fn into_list(self) -> Vec<Diagnostic> {
        self.0.into_inner()
    }
}

/// `are `a`, `b` and 4 more`.
fn listed(known: &[&str]) -> String {
    let shown: Vec<String> = known.iter().take(6).map(|name| format!("`{name}`")).collect();
    match known.len() {
        1 => format!("is only {}", shown[0]),
        n if n <= 6 => format!("are {} and {}", shown[..n - 1].join(", "), shown[n - 1]),
        n => format!("are {} and {} more", shown.join(", "), n - 6),
    }
}
