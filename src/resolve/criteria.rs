//! Criteria and voices: what a record leaves out comes from its framework, and what then does not make a whole is told
//! (rulings 13 to 15, 19).

use super::{
    names::{Faults, Kind},
    options::{OptionIds, duplicate},
    value,
};
use crate::{
    base::{
        diagnostic::Diagnostic,
        source::{Span, Spanned},
    },
    model::{
        criterion::{Criterion, CriterionTerms, Measure, Must, OfferedCriterion, Reading, ValueFunction, Voice},
        fault,
        framework::Framework,
    },
    parse::draft::{CriterionDraft, Name, RecordDraft, VoiceDraft, WeightRule},
};

/// What becomes of a record's criteria.
#[derive(Debug)]
pub struct Bound {
    /// The criteria, in its order.
    pub criteria: Vec<Criterion>,
    /// The voices.
    pub voices: Vec<Voice>,
    /// Whether a fault that was told keeps the matrix from being computed.
    pub withheld: bool,
}

struct Frame<'a> {
    draft: &'a RecordDraft,
    framework: Option<&'a Framework>,
    options: &'a OptionIds<'a>,
    currency: &'a str,
    faults: &'a Faults,
}

/// Binds criteria and voices. `currency` is the record's own: the unit of cost readings.
pub fn bind(draft: &RecordDraft, framework: Option<&Framework>, (options, currency): (&OptionIds<'_>, &str), faults: &Faults) -> Bound {
    let frame = Frame { draft, framework, options, currency, faults };
    let mut withheld = draft.matrix_withheld;
    let mut criteria = Vec::with_capacity(draft.criteria.len());
    for (at, criterion) in draft.criteria.iter().enumerate() {
        if let Some(first) = draft.criteria[..at].iter().find(|other| other.terms.id.value == criterion.terms.id.value) {
            faults.push(duplicate("criterion", &criterion.terms.id, first.terms.id.span));
            withheld = true;
            continue;
        }
        withheld |= criterion.terms.faulty;
        match frame.criterion(criterion) {
            Some(bound) => criteria.push(bound),
            None => withheld = true,
        }
    }
    withheld |= frame.weigh(&mut criteria).is_none();
    let voices: Option<Vec<Voice>> = frame.voices(&criteria).into_iter().collect();
    withheld |= voices.is_none();
    frame.tell_unused(&criteria);
    Bound { criteria, voices: voices.unwrap_or_default(), withheld: withheld && !draft.criteria.is_empty() }
}

impl Frame<'_> {
    fn criterion(&self, draft: &CriterionDraft) -> Option<Criterion> {
        let offered =
            self.framework.and_then(|framework| framework.criteria.iter().find(|offered| offered.terms.id == draft.terms.id.value));
        self.known(draft, offered)?;
        self.tell_conflicts(draft);
        let reading = self.reading(draft, offered)?;
        let why = draft.why.iter().filter_map(|(name, why)| Some((self.options.find(name, self.faults)?, why.clone()))).collect();
        Some(Criterion { terms: self.terms(draft, offered, &reading), reading, why })
    }

    /// A criterion that the framework lacks is the record's own if it says what it is; else it is a slip (ruling 14).
    fn known(&self, draft: &CriterionDraft, offered: Option<&OfferedCriterion>) -> Option<()> {
        let terms = &draft.terms;
        let own = terms.name.is_some() || terms.question.is_some() || terms.anchors.is_some();
        match self.framework {
            Some(framework) if offered.is_none() && !own => {
                let whose = format!("framework `{}`", framework.id);
                let place = framework.criteria.first().map(|criterion| criterion.terms.span);
                let known = framework.criteria.iter().map(|criterion| criterion.terms.id.as_str());
                self.faults.unknown(fault::UNKNOWN_CRITERION, &terms.id, &Kind { one: "criterion", whose: &whose, place }, known);
                None
            }
            _ => Some(()),
        }
    }

    /// Scores, readings and a measure exclude each other, and voices bring the scores (ruling 15).
    fn tell_conflicts(&self, draft: &CriterionDraft) {
        let given = [
            draft.scores.as_ref().map(|scores| ("scores", scores.span)),
            draft.values.as_ref().map(|values| ("values", values.span)),
            draft.terms.measure.as_ref().map(|measure| ("measure", measure.span)),
        ];
        let mut given = given.into_iter().flatten();
        if let (Some((keep, first)), Some((drop, second))) = (given.next(), given.next()) {
            let message = format!("criterion `{}` has both `{keep}` and `{drop}`", draft.terms.id.value);
            let told =
                Diagnostic::error(fault::CONFLICTING_KEYS, message).at(second, "a second source of its values").and(first, "the first one");
            self.faults.push(told.help("a criterion is scored, or read from given values, or measured"));
        }
        let Some(voice) = self.draft.voices.first() else { return };
        if let Some(scores) = &draft.scores {
            let message = format!("criterion `{}` has scores, but this record's scores come from its voices", draft.terms.id.value);
            let told = Diagnostic::error(fault::CONFLICTING_KEYS, message).at(scores.span, "scores here");
            self.faults.push(told.and(voice.span, "and voices here").help("move the scores into the voices, or take the voices out"));
        }
        if let Some(weight) = draft.terms.weight.as_ref().filter(|weight| weight.value != 0.0) {
            let message = format!("criterion `{}` has a weight, but this record's weights come from its voices", draft.terms.id.value);
            let told = Diagnostic::error(fault::CONFLICTING_KEYS, message).at(weight.span, "a weight here");
            self.faults.push(told.and(voice.span, "and voices here").help("leave `weight` out, or take the voices out"));
        }
    }

    /// How the criterion gets its values: what the record says itself, else what its framework says.
    fn reading(&self, draft: &CriterionDraft, offered: Option<&OfferedCriterion>) -> Option<Reading> {
        let measure = if let Some(scores) = &draft.scores {
            return Some(Reading::Scored(self.options.spread(&scores.value, self.faults)));
        } else if let Some(values) = &draft.values {
            Measure::Given(self.options.spread(&values.value, self.faults))
        } else if let Some(measure) = &draft.terms.measure {
            value::measure(measure.value)
        } else if let Some(measure) = offered.and_then(|offered| offered.measure.clone()) {
            measure
        } else {
            return Some(Reading::Scored(vec![None; self.options.len()]));
        };
        let value = match &draft.terms.value {
            Some(raw) => value::bind(raw, value::unit_of(&measure), self.faults)?,
            None => self.offered_value(draft, offered, &measure)?,
        };
        Some(Reading::Measured { measure, value })
    }

    /// The framework's value function, where it speaks of the same readings.
    fn offered_value(&self, draft: &CriterionDraft, offered: Option<&OfferedCriterion>, measure: &Measure) -> Option<ValueFunction> {
        let same = |offered: &&OfferedCriterion| offered.measure.as_ref().is_none_or(|own| value::unit_of(own) == value::unit_of(measure));
        let value = offered.filter(same).and_then(|offered| offered.value.clone());
        if value.is_none() && !draft.terms.faulty {
            let message = format!("criterion `{}` is measured, but nothing says what a reading is worth", draft.terms.id.value);
            let told = Diagnostic::error(fault::MISSING_KEY, message).at(draft.terms.id.span, "`points`, `steps`, or `best` and `worst`");
            self.faults.push(told.help("give the readings worth 5 and 1 as `best` and `worst`, or `points = [[reading, value], …]`"));
        }
        value
    }

    fn terms(&self, draft: &CriterionDraft, offered: Option<&OfferedCriterion>, reading: &Reading) -> CriterionTerms {
        let raw = &draft.terms;
        let offered = offered.map(|offered| &offered.terms);
        let (of_cost, unit) = match reading {
            Reading::Measured { measure: Measure::PresentValue | Measure::Total, .. } => (true, Some(self.currency.to_owned())),
            Reading::Measured { measure: Measure::Time, .. } => (false, Some("months".to_owned())),
            Reading::Measured { measure: Measure::Team, .. } => (false, Some("people".to_owned())),
            Reading::Measured { measure: Measure::Given(_), .. } | Reading::Scored(_) => (false, None),
        };
        CriterionTerms {
            id: raw.id.value.clone(),
            name: raw.name.clone().or_else(|| offered.map(|offered| offered.name.clone())).unwrap_or_else(|| raw.id.value.clone()),
            question: raw.question.clone().or_else(|| offered.and_then(|offered| offered.question.clone())),
            anchors: raw.anchors.clone().or_else(|| offered.map(|offered| offered.anchors.clone())).unwrap_or_default(),
            weight: raw.weight.as_ref().map(|weight| weight.value).or_else(|| offered.and_then(|offered| offered.weight)),
            unit: raw.unit.clone().or(unit).or_else(|| offered.and_then(|offered| offered.unit.clone())),
            musts: self.musts(draft, offered, reading),
            cost: of_cost || raw.cost.or(offered.map(|offered| offered.cost)).unwrap_or(false),
            span: raw.span,
        }
    }

    /// Conditions that knock out: the record's own, else the framework's.
    fn musts(&self, draft: &CriterionDraft, offered: Option<&CriterionTerms>, reading: &Reading) -> Vec<Must> {
        let unit = match reading {
            Reading::Measured { measure, .. } => Some(value::unit_of(measure)),
            Reading::Scored(_) => None,
        };
        let own = value::musts(&draft.terms, unit, self.faults);
        if own.is_empty() { offered.map(|offered| offered.musts.clone()).unwrap_or_default() } else { own }
    }

    /// Gives every criterion its points; `None` where a fault in them was told.
    fn weigh(&self, criteria: &mut [Criterion]) -> Option<()> {
        if !self.draft.voices.is_empty() {
            for criterion in criteria {
                criterion.terms.weight = Some(0.0);
            }
            return Some(());
        }
        if let Some(rule) = &self.draft.weights {
            return self.weigh_by_rule(rule, criteria);
        }
        let mut sound = true;
        for criterion in criteria.iter().filter(|criterion| criterion.terms.weight.is_none()) {
            sound = false;
            // A weight that is there but faulty has been told where it stands.
            if self.draft.criteria.iter().any(|draft| draft.terms.faulty && draft.terms.id.value == criterion.terms.id) {
                continue;
            }
            let told = Diagnostic::error(fault::NO_WEIGHT, format!("criterion `{}` has no weight", criterion.terms.id))
                .at(criterion.terms.span, "no `weight`");
            self.faults.push(
                told.help("give points, such as `weight = 20`; shares are computed. `[matrix] weights = \"equal\"` weighs all alike"),
            );
        }
        if sound && !criteria.is_empty() && criteria.iter().map(Criterion::points).sum::<f64>() <= 0.0 {
            let told = Diagnostic::error(fault::BAD_VALUE, "all weights are 0").at(criteria[0].terms.span, "nothing is weighed");
            self.faults.push(told.help("give at least one criterion a weight above 0"));
            sound = false;
        }
        sound.then_some(())
    }

    /// Equal weights, or rank-order centroids: `w_k = (1/n) Σ_{i=k..n} 1/i` (maths.md, 2.1), in points of 100.
    fn weigh_by_rule(&self, rule: &Spanned<WeightRule>, criteria: &mut [Criterion]) -> Option<()> {
        if let Some(weight) = self.draft.criteria.iter().find_map(|criterion| criterion.terms.weight.as_ref()) {
            let told =
                Diagnostic::error(fault::CONFLICTING_KEYS, "a weight beside a rule for all weights").at(weight.span, "a weight here");
            self.faults.push(told.and(rule.span, "and the rule here").help("leave one of the two out"));
            return None;
        }
        let order = match &rule.value {
            WeightRule::Equal => {
                for criterion in criteria {
                    criterion.terms.weight = Some(1.0);
                }
                return Some(());
            }
            WeightRule::Order(order) => order,
        };
        let mut ranks: Vec<Option<usize>> = vec![None; criteria.len()];
        for (rank, name) in order.iter().enumerate() {
            let at = self.find(criteria, name)?;
            if ranks[at].replace(rank).is_some() {
                self.faults.error(fault::BAD_VALUE, name.span, (format!("the order names `{}` twice", name.value), "the second time"));
                return None;
            }
        }
        if let Some(at) = ranks.iter().position(Option::is_none) {
            let told = Diagnostic::error(fault::BAD_VALUE, format!("the order leaves `{}` out", criteria[at].terms.id))
                .at(rule.span, "each criterion once");
            self.faults.push(told.and(criteria[at].terms.span, "not in the order"));
            return None;
        }
        let n = criteria.len();
        for (criterion, rank) in criteria.iter_mut().zip(ranks) {
            let centroid: f64 = (rank.unwrap_or(0) + 1..=n).map(|i| 1.0 / i as f64).sum::<f64>() / n as f64;
            criterion.terms.weight = Some(100.0 * centroid);
        }
        Some(())
    }

    fn find(&self, criteria: &[Criterion], name: &Name) -> Option<usize> {
        let found = criteria.iter().position(|criterion| criterion.terms.id == name.value);
        if found.is_none() {
            let known = criteria.iter().map(|criterion| criterion.terms.id.as_str());
            self.faults.unknown(fault::UNKNOWN_CRITERION, name, &Kind { one: "criterion", whose: "this record", place: None }, known);
        }
        found
    }

    fn voices(&self, criteria: &[Criterion]) -> Vec<Option<Voice>> {
        let drafts = &self.draft.voices;
        let mut seen: Vec<(&str, Span)> = Vec::new();
        for draft in drafts {
            if let Some((_, first)) = seen.iter().find(|(id, _)| *id == draft.id.value) {
                self.faults.push(duplicate("voice", &draft.id, *first));
            }
            seen.push((&draft.id.value, draft.id.span));
        }
        drafts.iter().map(|draft| self.voice(draft, criteria)).collect()
    }

    fn voice(&self, draft: &VoiceDraft, criteria: &[Criterion]) -> Option<Voice> {
        let mut weights = vec![0.0; criteria.len()];
        let mut sound = true;
        for (name, points) in &draft.weights {
            match self.find(criteria, name) {
                Some(at) => weights[at] = *points,
                None => sound = false,
            }
        }
        if sound && weights.iter().sum::<f64>() <= 0.0 {
            let told = Diagnostic::error(fault::BAD_VALUE, format!("voice `{}` weighs nothing", draft.id.value))
                .at(draft.span, "no weight above 0");
            self.faults.push(told.help("give `weights = { criterion = points, … }`"));
            sound = false;
        }
        let mut scores = vec![vec![None; criteria.len()]; self.options.len()];
        for (option, cells) in &draft.scores {
            let option = self.options.find(option, self.faults);
            for (name, score) in cells {
                let Some(at) = self.find(criteria, name) else { continue };
                if let Reading::Measured { .. } = criteria[at].reading {
                    let told = Diagnostic::error(
                        fault::CONFLICTING_KEYS,
                        format!("criterion `{}` is measured, so no voice scores it", name.value),
                    );
                    self.faults.push(told.at(name.span, "a score here").and(criteria[at].terms.span, "measured here"));
                    continue;
                }
                if let Some(option) = option {
                    scores[option.index()][at] = Some(*score);
                }
            }
        }
        sound.then(|| Voice {
            id: draft.id.value.clone(),
            name: draft.name.clone().unwrap_or_else(|| draft.id.value.clone()),
            influence: draft.influence,
            weights,
            scores,
        })
    }

    /// One information about criteria of the framework that the record leaves out.
    fn tell_unused(&self, criteria: &[Criterion]) {
        let Some(framework) = self.framework.filter(|_| !self.draft.criteria.is_empty()) else { return };
        let unused: Vec<String> = framework
            .criteria
            .iter()
            .filter(|offered| !criteria.iter().any(|criterion| criterion.terms.id == offered.terms.id))
            .filter(|offered| !self.draft.criteria.iter().any(|criterion| criterion.terms.id.value == offered.terms.id))
            .map(|offered| format!("`{}`", offered.terms.id))
            .collect();
        if let (false, Some(first)) = (unused.is_empty(), self.draft.criteria.first()) {
            let message = format!("the matrix leaves out criteria of framework `{}`: {}", framework.id, unused.join(", "));
            let told = Diagnostic::info(fault::UNUSED_CRITERIA, message).at(first.terms.span, "the record's own criteria start here");
            self.faults.push(told.help("list those that matter here; the rest may stay out"));
        }
    }
}
