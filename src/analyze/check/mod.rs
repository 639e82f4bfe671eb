//! The checks: what each looks for, as a pure function of what is known about a record (maths.md, 4). The list with their words is
//! [`crate::model::check`]; here every condition exists once. Who is told of what, and how loudly, is decided in `findings`.

mod cells;
mod data;
pub mod evidence;
mod firmness;
mod inputs;
mod looked_at_again;
mod measured;
pub mod message;
pub mod ninety_percent;
mod scratch;
mod usage;
mod voices;
mod weights;
mod winner;

pub use self::evidence::{Evidence, peak_year_usage};

use self::message::{Message, say};
use super::finding::Finding;
use crate::{
    base::{diagnostic::Severity, source::Span},
    model::{
        OptionIx,
        check::{self, Check},
        lint::{Level, level_of},
        record::{Record, Status},
        site::Site,
    },
};

/// What a check says of a record, before anyone asks how loudly.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What is the matter.
    message: Message,
    /// What follows from it, where there is more to say.
    note: Option<Message>,
    /// Its level, where that is not the check's usual one.
    severity: Option<Severity>,
    /// A criterion, cost, voice or price: its id.
    subject: Option<String>,
    /// The option that it is about.
    option: Option<OptionIx>,
    /// Where it points.
    span: Span,
}

impl Found {
    fn new(span: Span, message: Message) -> Self {
        Self { message, note: None, severity: None, subject: None, option: None, span }
    }

    fn of_option(self, option: OptionIx) -> Self {
        Self { option: Some(option), ..self }
    }

    fn about(self, subject: impl Into<String>) -> Self {
        Self { subject: Some(subject.into()), ..self }
    }

    fn at_level(self, severity: Severity) -> Self {
        Self { severity: Some(severity), ..self }
    }
}

/// What became of a check: `None` where it says nothing here, for no role is known, or there is no matrix; an empty list where all is well.
type Outcome = Option<Vec<Found>>;

/// The outcome of a condition that is told once.
#[expect(clippy::unnecessary_wraps, reason = "an outcome, as every check gives one")]
fn once(found: Option<Found>) -> Outcome {
    Some(found.into_iter().collect())
}

/// A check at work.
type Ask = fn(&Evidence<'_>) -> Outcome;

/// How each check looks, in the order of the list.
const ASKED: &[(&str, Ask)] = &[
    ("AP01a", scratch::no_baseline),
    ("AP01b", scratch::comes_close),
    ("AP01c", scratch::small_gain),
    ("AP01d", scratch::no_edge),
    ("AP02a", data::not_counted),
    ("AP02b", data::too_few),
    ("AP02c", data::few),
    ("AP02d", data::nothing_held_out),
    ("AP03a", usage::no_usage),
    ("AP03b", usage::not_production),
    ("AP03c", usage::nothing_to_compare),
    ("AP03d", usage::undercut),
    ("AP04a", measured::not_before),
    ("AP04b", measured::baseline_late),
    ("AP04c", measured::agreed_late),
    ("AP04d", measured::other_set),
    ("AP04e", measured::not_after),
    ("AP04f", measured::no_better),
    ("AP05a", looked_at_again::never),
    ("AP05b", looked_at_again::seldom),
    ("AP05c", looked_at_again::upcoming),
    ("AP05d", looked_at_again::due),
    ("AP05e", looked_at_again::overdue),
    ("AP05f", looked_at_again::answer_changed),
    ("AP05g", looked_at_again::price_moved),
    ("AP05h", looked_at_again::price_ended),
    ("AP06", ninety_percent::close_enough),
    ("MM02", weights::dominant),
    ("MM03", weights::all_equal),
    ("MM04", winner::close_call),
    ("MM05", firmness::weak_winner),
    ("MM06", cells::tells_nothing_apart),
    ("MM07", cells::outside_anchors),
    ("MM08", weights::cost_twice),
    ("MM09", winner::departs),
    ("MM10", firmness::weight_flips),
    ("MM11", firmness::cell_flips),
    ("MM12", firmness::dominated),
    ("MM13", cells::no_status_quo),
    ("MM14", cells::no_evidence),
    ("MM15", cells::missing),
    ("MM16", winner::no_rival),
    ("MM17", voices::far_apart),
    ("MM18", voices::own_winners),
    ("MM19", winner::blocked_leader),
    ("MM20", inputs::wide_ranges),
    ("MM21", inputs::unusual),
];

/// What became of every check of a record. Empty for a record that no check is about: all of them say nothing there.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcomes(Vec<Outcome>);

/// What became of the checks that a checklist item names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// One of them speaks.
    Fires,
    /// They have looked, and all is well.
    Silent,
    /// They say nothing here.
    Idle,
}

/// Asks every check. Neither status nor levels count here: a condition holds or it does not.
pub fn ask(evidence: &Evidence<'_>) -> Outcomes {
    let record = evidence.record;
    // A record of three lines has nothing that a check could look at.
    if record.options.is_empty() && record.framework.is_none() && evidence.review.is_none() {
        return Outcomes::default();
    }
    Outcomes(ASKED.iter().map(|(_, ask)| ask(evidence)).collect())
}

impl Outcomes {
    /// What became of the checks whose codes start so; `None` where there are none.
    pub fn verdict(&self, prefix: &str) -> Option<Verdict> {
        let mut verdict = None;
        for (at, _) in ASKED.iter().enumerate().filter(|(_, (code, _))| code.starts_with(prefix)) {
            let one = match self.0.get(at).and_then(Option::as_ref) {
                Some(found) if !found.is_empty() => return Some(Verdict::Fires),
                Some(_) => Verdict::Silent,
                None => Verdict::Idle,
            };
            verdict = Some(if verdict == Some(Verdict::Silent) { Verdict::Silent } else { one });
        }
        verdict
    }

    /// Codes of the checks whose codes start so and that speak.
    pub fn firing(&self, prefix: &str) -> Vec<&'static str> {
        let firing = self
            .0
            .iter()
            .zip(ASKED)
            .filter(|(outcome, (code, _))| code.starts_with(prefix) && outcome.as_ref().is_some_and(|found| !found.is_empty()));
        firing.map(|(_, (code, _))| *code).collect()
    }

    /// What people are told: only of records that are looked after (ruling 5), each at the level that record, site or the check itself
    /// gives it (ruling 6); by level, then in the order of the checks.
    pub fn findings(self, site: &Site, record: &Record) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (check, outcome) in check::all().zip(self.0) {
            let found = outcome.unwrap_or_default();
            if found.is_empty() || !is_asked_of(check, record) {
                continue;
            }
            let set = level_of(&record.lints, check.code).or_else(|| level_of(&site.config.lints, check.code));
            for found in found {
                let Some(severity) = set.map_or_else(|| Some(found.severity.unwrap_or(check.severity)), Level::severity) else {
                    continue;
                };
                let Found { message, note, subject, option, span, .. } = found;
                findings.push(Finding { code: check.code, check, severity, message, note, subject, option, span });
            }
        }
        findings.sort_by_key(|finding| finding.severity);
        findings
    }
}

/// Whether people are told what a check says of a record of this status. Of history they are not.
fn is_asked_of(check: &Check, record: &Record) -> bool {
    if !check.code.0.starts_with("AP05") {
        return matches!(record.status, Status::Draft | Status::Proposed | Status::Accepted);
    }
    // Nobody can be asked to plan reviews in a log of another tool.
    record.in_force() && !(check.code.0 == "AP05a" && record.form.is_some())
}

#[cfg(test)]
mod tests {
    use super::ASKED;
    use crate::model::check;

    #[test]
    fn every_check_of_the_list_is_at_work_once_and_in_order() {
        let listed: Vec<&str> = check::all().map(|check| check.code.0).collect();
        let asked: Vec<&str> = ASKED.iter().map(|(code, _)| *code).collect();
        assert_eq!(listed, asked);
    }
}
