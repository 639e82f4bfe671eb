//! Findings in words. A message has its names as handles and its figures unrounded; here it becomes text, for the terminal, which quotes
//! ids, and for pages, which show names.

use super::{number::NumberFormat, words};
use crate::{
    analyze::{
        check::message::{Message, Part},
        finding::Finding,
    },
    base::diagnostic::Diagnostic,
    model::{CriterionIx, OptionIx, record::Record, site::Site},
};

/// How things that people have named are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// By their ids, between backticks: as the file has them.
    Ids,
    /// By their names, between quotation marks: as pages show them.
    Names,
}

/// What messages of a record are written with.
#[derive(Clone, Copy)]
pub struct Writer<'a> {
    /// The site.
    pub site: &'a Site,
    /// The record.
    pub record: &'a Record,
    /// How numbers are written.
    pub numbers: NumberFormat,
    /// How names are written.
    pub naming: Naming,
}

impl Writer<'_> {
    /// The sentence of a message, without its full stop.
    pub fn text(&self, message: &Message) -> String {
        let mut text = String::with_capacity(96);
        for part in &message.0 {
            self.write(part, &mut text);
        }
        text
    }

    fn write(&self, part: &Part, text: &mut String) {
        let numbers = self.numbers;
        let shown = match part {
            Part::Words(words) => return text.push_str(words),
            Part::Quoted(words) => return self.quote((words, words), text),
            Part::Option(ix) => return self.quote(self.option(*ix), text),
            Part::Options(all) => return self.list(all.iter().map(|ix| self.option(*ix)), text),
            Part::Criterion(ix) => return self.quote(self.criterion(*ix), text),
            Part::Criteria(all) => return self.list(all.iter().map(|ix| self.criterion(*ix)), text),
            Part::Voice(at) => {
                return self.record.voices.get(*at).into_iter().for_each(|voice| self.quote((&voice.id, &voice.name), text));
            }
            Part::Price(ix) => {
                let price = self.site.prices.price(*ix);
                return self.quote((&price.id, &price.name), text);
            }
            Part::PriceOf(ix, value) => numbers.money_per_unit(*value, &self.site.prices.price(*ix).currency),
            Part::Share(share) => numbers.percentage(*share, 1),
            Part::Change(change) => {
                let sign = if *change > 0.0 { "+" } else { "" };
                format!("{sign}{}", numbers.percentage(*change, 1))
            }
            Part::Score(score) => numbers.score(*score),
            Part::Figure(figure) => numbers.trimmed(*figure, if figure.abs() < 1.0 { 4 } else { 2 }),
            Part::Points(points) => numbers.points(*points, 1),
            Part::Count(count) => numbers.whole(*count as f64),
            Part::Times(times) => numbers.trimmed(*times, 1),
            Part::Money(money) => numbers.money(*money, self.currency()),
            Part::Day(day) => match self.naming {
                Naming::Ids => day.to_string(),
                Naming::Names => words::long_date(*day),
            },
            Part::Time(span) => words::time_span(numbers, *span),
        };
        text.push_str(&shown);
    }

    fn option(&self, ix: OptionIx) -> (&str, &str) {
        let option = self.record.option(ix);
        (&option.id, &option.name)
    }

    fn criterion(&self, ix: CriterionIx) -> (&str, &str) {
        let terms = &self.record.criteria[ix.index()].terms;
        (&terms.id, &terms.name)
    }

    /// Several of them.
    fn list<'a>(&self, all: impl Iterator<Item = (&'a str, &'a str)>, text: &mut String) {
        let quoted = all.map(|names| {
            let mut one = String::new();
            self.quote(names, &mut one);
            one
        });
        text.push_str(&words::list(&quoted.collect::<Vec<_>>()));
    }

    /// Appends what people have named, by its id or by its name.
    fn quote(&self, (id, name): (&str, &str), text: &mut String) {
        let [open, named, close] = match self.naming {
            Naming::Ids => ["`", id, "`"],
            Naming::Names => ["“", name, "”"],
        };
        text.push_str(open);
        text.push_str(named);
        text.push_str(close);
    }

    fn currency(&self) -> &str {
        self.record.tco.as_ref().map_or(&self.site.config.currency, |tco| &tco.currency)
    }
}

/// What a finding is about, as a path: `buy/accuracy`, `accuracy`, `self-broker`; `None`: the record as a whole.
pub fn place(record: &Record, finding: &Finding) -> Option<String> {
    let option = finding.option.map(|ix| record.option(ix).id.as_str());
    match (option, finding.subject.as_deref()) {
        (Some(option), Some(subject)) => Some(format!("{option}/{subject}")),
        (one, other) => one.or(other).map(str::to_owned),
    }
}

/// A finding as it is told with the faults of the file.
pub fn diagnostic(site: &Site, record: &Record, finding: &Finding) -> Diagnostic {
    let writer = Writer { site, record, numbers: NumberFormat::or_english(&site.config.language), naming: Naming::Ids };
    let check = finding.check;
    let told =
        Diagnostic::of(finding.code, finding.severity, writer.text(&finding.message)).at(finding.span, words::uncapitalised(check.name));
    let told = finding.note.iter().fold(told, |told, note| told.help(writer.text(note)));
    told.help(words::uncapitalised(check.remedy.trim_end_matches('.')))
}
