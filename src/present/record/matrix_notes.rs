//! What stands around the matrix: its outcome in sentences, remarks on cells, what scores mean, who judged.

use schemars::JsonSchema;
use serde::Serialize;

use super::Subject;
use crate::{
    analyze::{matrix::Matrix, standing::MatrixStatus},
    model::{CriterionIx, OptionIx, record::Record},
    present::words,
};

/// A remark on a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CellNote<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// The criterion.
    pub criterion: &'a str,
    /// The option.
    pub option: &'a str,
    /// Why the cell is what it is.
    pub why: &'a str,
    /// The cell that it speaks of.
    #[serde(skip)]
    pub criterion_ix: CriterionIx,
    /// The cell that it speaks of.
    #[serde(skip)]
    pub option_ix: OptionIx,
}

/// A score in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AnchorText<'a> {
    /// 1 to 5.
    pub score: u8,
    /// Its meaning.
    pub meaning: &'a str,
}

/// What a criterion asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CriterionTerms<'a> {
    /// Its name.
    pub name: &'a str,
    /// The question that a score answers.
    pub question: Option<&'a str>,
    /// What the scores mean.
    pub anchors: Vec<AnchorText<'a>>,
}

/// One of several who judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VoiceRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// Share of influence, formatted.
    pub influence: String,
    /// The option that it would recommend alone; null where it has none.
    pub winner: Option<&'a str>,
    /// Whether that is what the group recommends; null where either is missing.
    pub agrees: Option<bool>,
}

/// Remarks on cells, criterion by criterion.
pub fn cell_notes<'a>(of: &Subject<'a>) -> Vec<CellNote<'a>> {
    let mut notes = Vec::new();
    for (at, criterion) in of.record.criteria.iter().enumerate() {
        for (option, why) in &criterion.why {
            notes.push(CellNote {
                number: notes.len() + 1,
                criterion: &criterion.terms.name,
                option: of.option_name(*option),
                why,
                criterion_ix: CriterionIx::at(at),
                option_ix: *option,
            });
        }
    }
    notes
}

/// What the record's own criteria ask. Criteria that its framework explains are left to the framework's page.
pub fn own_terms<'a>(of: &Subject<'a>) -> Vec<CriterionTerms<'a>> {
    let record: &'a Record = of.record;
    let own = record.criteria.iter().map(|criterion| &criterion.terms).filter(|terms| !is_explained(of, &terms.id));
    own.filter(|terms| terms.question.is_some() || !terms.anchors.is_empty())
        .map(|terms| CriterionTerms {
            name: &terms.name,
            question: terms.question.as_deref(),
            anchors: terms.anchors.iter().map(|anchor| AnchorText { score: anchor.score, meaning: &anchor.meaning }).collect(),
        })
        .collect()
}

/// Whether the framework's page says what the scores of a criterion mean.
pub fn is_explained(of: &Subject<'_>, id: &str) -> bool {
    of.framework.is_some_and(|framework| framework.criteria.iter().any(|offered| offered.terms.id == id))
}

/// Who judged, with each one's own winner.
pub fn voices<'a>(of: &Subject<'a>, matrix: &Matrix) -> Vec<VoiceRow<'a>> {
    let total: f64 = of.record.voices.iter().map(|voice| voice.influence).sum();
    let winners = matrix.voice_winners.iter();
    let rows = of.record.voices.iter().zip(winners).map(|(voice, winner)| VoiceRow {
        name: &voice.name,
        influence: of.from.numbers().share(voice.influence / total),
        winner: winner.map(|ix| of.option_name(ix)),
        agrees: winner.zip(matrix.winner).map(|(own, group)| own == group),
    });
    rows.collect()
}

/// What the matrix says, a sentence each.
pub fn sentences(of: &Subject<'_>, matrix: &Matrix) -> Vec<String> {
    let mut sentences = vec![outcome(of, matrix)];
    sentences.extend(gap(of, matrix));
    if let Some(blocked) = matrix.blocked_leader {
        sentences.push(format!("{} scores higher but misses a must-have.", of.option_name(blocked)));
    }
    if !matrix.could_still_win.is_empty() {
        let names: Vec<&str> = matrix.could_still_win.iter().map(|ix| of.option_name(*ix)).collect();
        sentences.push(format!("Cells are missing: filled well enough, {} could still win.", words::list(&names)));
    }
    sentences
}

fn outcome(of: &Subject<'_>, matrix: &Matrix) -> String {
    let numbers = of.from.numbers();
    let close_call = of.from.material.site.thresholds_of(of.record).close_call;
    match (matrix.status, matrix.winner, matrix.runner_up) {
        (MatrixStatus::Tie, ..) => {
            let names: Vec<&str> = matrix.winners.iter().map(|ix| of.option_name(*ix)).collect();
            format!("{} lead alike: the matrix recommends neither.", words::list(&names))
        }
        (_, Some(winner), Some(second)) => {
            let margin = matrix.margin.unwrap_or_default();
            let (first, second) = (of.option_name(winner), of.option_name(second));
            let lead = format!("{first} leads {second} by {}", numbers.score(margin));
            if matrix.is_close_call(close_call) {
                format!("{lead}, less than the {} that make a clear winner: a close call.", numbers.score(close_call))
            } else {
                format!("{lead}.")
            }
        }
        (_, Some(winner), None) => {
            format!("{} is the only option that is complete and passes every must-have.", of.option_name(winner))
        }
        (_, None, _) => "No option is complete and passes every must-have, so the matrix recommends none.".to_owned(),
    }
}

/// Where the lead comes from: the two largest terms for it and against it (maths.md, 2.5).
fn gap(of: &Subject<'_>, matrix: &Matrix) -> Option<String> {
    let (gap, winner) = (matrix.gap.as_ref()?, matrix.winner?);
    let mut terms: Vec<(f64, &str)> = gap.iter().copied().zip(of.record.criteria.iter().map(|c| c.terms.name.as_str())).collect();
    // A stable sort: of equal terms the one declared first is named first.
    terms.sort_by(|a, b| b.0.total_cmp(&a.0));
    let named = |(term, name): &(f64, &str)| format!("{name} ({})", of.from.numbers().score_change(*term));
    let visible = |term: &&(f64, &str)| term.0.abs() >= 0.005;
    let ahead: Vec<String> = terms.iter().filter(|term| term.0 > 0.0).filter(visible).take(2).map(named).collect();
    let behind: Vec<String> = terms.iter().rev().filter(|term| term.0 < 0.0).filter(visible).take(2).map(named).collect();
    let name = of.option_name(winner);
    match (ahead.is_empty(), behind.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("{name} is ahead on {}.", words::list(&ahead))),
        (true, false) => Some(format!("{name} is behind on {}.", words::list(&behind))),
        (false, false) => Some(format!("{name} is ahead on {}, and behind on {}.", words::list(&ahead), words::list(&behind))),
    }
}
