//! The decision matrix as a table: criteria down, options across, every cell with its number.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Subject, matrix_notes, options::people};
use crate::{
    analyze::matrix::{FailedMust, Matrix, MatrixStatus, Row},
    model::{
        CriterionIx, OptionIx,
        criterion::{Criterion, Measure, Must, Reading, ValueFunction},
    },
    present::{measure::source, words},
};

/// A column: an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Column<'a> {
    /// Its name.
    pub name: &'a str,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Whether the matrix recommends it, close call or not.
    pub leads: bool,
    /// Why it is knocked out, in words; null where it is not.
    pub out: Option<String>,
    /// Its weighted score; with missing cells the lowest and highest it could be.
    pub score: String,
    /// Whether cells are missing, so that `score` is a range.
    pub incomplete: bool,
    /// Its rank; null where it has none.
    pub rank: Option<u32>,
    /// What its rank comes to: `recommended`, `provisional`, `close call` or `tie`; null for all others.
    pub standing: Option<&'static str>,
}

/// A must-have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MustHave<'a> {
    /// The criterion.
    pub criterion: &'a str,
    /// `must be at least 2`.
    pub condition: String,
    /// Options that miss it, each with what was found: `Build (1)`; empty where all meet it.
    pub missed: Vec<String>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Cell {
    /// The value, 1 to 5, formatted; null where it is missing.
    pub value: Option<String>,
    /// The shade: `s1` to `s5`, or `none`.
    pub shade: &'static str,
    /// Whether it belongs to the chosen option.
    pub chosen: bool,
    /// What stands beside the value; null where it stands alone.
    pub beside: Option<Beside>,
}

/// What stands beside a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Beside {
    /// The natural reading that it comes from, with its unit.
    pub natural: Option<String>,
    /// Spread between the voices, where they differ.
    pub spread: Option<String>,
    /// Number of the remark below the table.
    pub note: Option<usize>,
}

/// A row: a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CriterionRow<'a> {
    /// Its name.
    pub name: &'a str,
    /// What 1 and 5 mean, or how it is measured; and what it must reach.
    pub terms: String,
    /// Points, formatted; null where several voices gave their own.
    pub points: Option<String>,
    /// Share of the whole weight, formatted.
    pub share: String,
    /// The same from 0 to 100, for a bar.
    pub percent: u8,
    /// Whether its values were measured instead of scored by hand.
    pub measured: bool,
    /// A cell an option.
    pub cells: Vec<Cell>,
}

/// The section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MatrixSection<'a> {
    /// The options.
    pub columns: Vec<Column<'a>>,
    /// The criteria.
    pub rows: Vec<CriterionRow<'a>>,
    /// What knocks an option out before anything is weighed.
    pub musts: Vec<MustHave<'a>>,
    /// What the matrix says, a sentence each.
    pub sentences: Vec<String>,
    /// Remarks on cells.
    pub notes: Vec<matrix_notes::CellNote<'a>>,
    /// What the record's own criteria ask and what their scores mean; those of the framework stand on its page.
    pub anchors: Vec<matrix_notes::CriterionTerms<'a>>,
    /// Page of the framework's criteria; null where none of them comes from there.
    pub framework_url: Option<String>,
    /// Who judged; empty unless several did.
    pub voices: Vec<matrix_notes::VoiceRow<'a>>,
    /// Whether a cell was measured: the caption then says how to tell.
    pub any_measured: bool,
    /// Whether any cell is missing.
    pub any_missing: bool,
}

/// The matrix of a record.
pub fn section<'a>(of: &Subject<'a>) -> Option<MatrixSection<'a>> {
    let matrix = of.analysis.matrix.as_ref()?;
    let notes = matrix_notes::cell_notes(of);
    let criteria = of.record.criteria.iter().enumerate();
    let rows: Vec<CriterionRow<'a>> = criteria.map(|(at, criterion)| criterion_row(of, (CriterionIx::at(at), criterion), &notes)).collect();
    let explained = of.record.criteria.iter().any(|criterion| matrix_notes::is_explained(of, &criterion.terms.id));
    Some(MatrixSection {
        columns: of.record.option_ixs().map(|ix| column(of, matrix, ix)).collect(),
        musts: musts(of, matrix),
        sentences: matrix_notes::sentences(of, matrix),
        framework_url: explained.then(|| of.record.framework.map(|ix| format!("{}#r-criteria", of.from.to_framework(ix).url))).flatten(),
        anchors: matrix_notes::own_terms(of),
        voices: matrix_notes::voices(of, matrix),
        any_measured: rows.iter().any(|row| row.measured),
        any_missing: matrix.rows.iter().any(|row| !row.missing.is_empty()),
        rows,
        notes,
    })
}

fn column<'a>(of: &Subject<'a>, matrix: &Matrix, ix: OptionIx) -> Column<'a> {
    let numbers = of.from.numbers();
    let row = &matrix.rows[ix.index()];
    let score = row.score.map_or_else(|| words::range(&numbers.score(row.low), &numbers.score(row.high)), |score| numbers.score(score));
    Column {
        name: of.option_name(ix),
        chosen: of.is_chosen(ix),
        leads: matrix.winners.contains(&ix),
        out: (!row.eligible).then(|| knocked_out(of, row)),
        score,
        incomplete: row.score.is_none(),
        rank: row.rank,
        standing: standing(of, matrix, ix),
    }
}

/// What an option's place comes to. A lead too small to call makes a close call of all that are as near to the top.
fn standing(of: &Subject<'_>, matrix: &Matrix, ix: OptionIx) -> Option<&'static str> {
    let close_call = of.from.material.site.thresholds_of(of.record).close_call;
    let score = |ix: OptionIx| matrix.row(ix).score;
    if matrix.winner.is_none() {
        return matrix.winners.contains(&ix).then_some("tie");
    }
    if matrix.is_close_call(close_call) {
        let behind = score(*matrix.winners.first()?)? - score(ix).filter(|_| matrix.row(ix).eligible)?;
        return (behind < close_call).then_some("close call");
    }
    (matrix.winner == Some(ix)).then_some(if matrix.status == MatrixStatus::Provisional { "provisional" } else { "recommended" })
}

/// The must-haves, with who misses them.
fn musts<'a>(of: &Subject<'a>, matrix: &Matrix) -> Vec<MustHave<'a>> {
    let criteria = of.record.criteria.iter().enumerate();
    let each = criteria.flat_map(|(at, criterion)| criterion.terms.musts.iter().map(move |must| (CriterionIx::at(at), criterion, *must)));
    let rows = each.map(|(ix, criterion, must)| {
        let missed = of.record.option_ixs().filter_map(|option| {
            let failed = matrix.row(option).failed_musts.iter().find(|failed| failed.criterion == ix && failed.must == must)?;
            Some(format!("{} ({})", of.option_name(option), found(of, criterion, failed)))
        });
        MustHave { criterion: &criterion.terms.name, condition: self::must(of, criterion, must), missed: missed.collect() }
    });
    rows.collect()
}

/// What there is where more was asked for.
fn found(of: &Subject<'_>, criterion: &Criterion, failed: &FailedMust) -> String {
    match failed.must {
        Must::Value(_) => of.from.numbers().trimmed(failed.found, 2),
        Must::AtLeast(_) | Must::AtMost(_) => natural(of, criterion, failed.found),
    }
}

/// `Regulatory fit 1, must be at least 2`.
fn knocked_out(of: &Subject<'_>, row: &Row) -> String {
    let failed: Vec<String> = row
        .failed_musts
        .iter()
        .map(|failed| {
            let criterion = &of.record.criteria[failed.criterion.index()];
            let found = found(of, criterion, failed);
            format!("{} {found}, {}", criterion.terms.name, must(of, criterion, failed.must))
        })
        .collect();
    failed.join("; ")
}

fn criterion_row<'a>(
    of: &Subject<'a>,
    (ix, criterion): (CriterionIx, &'a Criterion),
    notes: &[matrix_notes::CellNote<'a>],
) -> CriterionRow<'a> {
    let numbers = of.from.numbers();
    let matrix = of.analysis.matrix.as_ref().expect("only called where there is a matrix");
    let share = matrix.weights[ix.index()];
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share lies between 0 and 1")]
    let percent = (share * 100.0).round_ties_even() as u8;
    let cells = of.record.option_ixs().map(|option| {
        let note = notes.iter().find(|note| note.criterion_ix == ix && note.option_ix == option).map(|note| note.number);
        cell(of, (ix, criterion, option), note)
    });
    CriterionRow {
        name: &criterion.terms.name,
        terms: terms(of, criterion),
        points: of.record.voices.is_empty().then(|| numbers.points(criterion.points(), 2)),
        share: numbers.share(share),
        percent,
        measured: is_measured(criterion),
        cells: cells.collect(),
    }
}

fn is_measured(criterion: &Criterion) -> bool {
    matches!(criterion.reading, Reading::Measured { .. })
}

fn cell(of: &Subject<'_>, (ix, criterion, option): (CriterionIx, &Criterion, OptionIx), note: Option<usize>) -> Cell {
    let numbers = of.from.numbers();
    let row = &of.analysis.matrix.as_ref().expect("only called where there is a matrix").rows[option.index()];
    let value = row.values[ix.index()];
    let natural = row.natural[ix.index()].map(|reading| {
        let approximate = matches!(criterion.reading, Reading::Measured { measure: Measure::Time, .. })
            && of.record.option(option).time.is_some_and(crate::base::date::TimeSpan::is_range);
        let shown = natural(of, criterion, reading);
        if approximate { format!("≈ {shown}") } else { shown }
    });
    let spread = row.spread[ix.index()].filter(|spread| *spread > 0.0).map(|spread| numbers.trimmed(spread, 2));
    let alone = natural.is_none() && spread.is_none() && note.is_none();
    Cell {
        value: value.map(|value| if is_measured(criterion) { numbers.score(value) } else { numbers.trimmed(value, 2) }),
        shade: shade(value),
        chosen: of.is_chosen(option),
        beside: (!alone).then_some(Beside { natural, spread, note }),
    }
}

/// The shade of a value: the nearest of five.
fn shade(value: Option<f64>) -> &'static str {
    match value {
        None => "none",
        Some(value) if value < 1.5 => "s1",
        Some(value) if value < 2.5 => "s2",
        Some(value) if value < 3.5 => "s3",
        Some(value) if value < 4.5 => "s4",
        Some(_) => "s5",
    }
}

/// A natural reading with its unit.
pub(super) fn natural(of: &Subject<'_>, criterion: &Criterion, reading: f64) -> String {
    let numbers = of.from.numbers();
    match &criterion.reading {
        Reading::Measured { measure: Measure::PresentValue | Measure::Total, .. } => numbers.money_short(reading, of.currency()),
        Reading::Measured { measure: Measure::Team, .. } => people(numbers, crate::model::quantity::Amount::fixed(reading)),
        Reading::Measured { measure: Measure::Time, .. } => words::months(numbers, reading),
        Reading::Measured { measure: Measure::Given(_), .. } | Reading::Scored(_) => match &criterion.terms.unit {
            Some(unit) => numbers.volume(reading, unit),
            None => numbers.significant(reading),
        },
    }
}

/// What a score means, and what it must reach, in one line.
fn terms(of: &Subject<'_>, criterion: &Criterion) -> String {
    let mut parts = match &criterion.reading {
        Reading::Measured { measure, value } => vec![source(measure).to_owned(), value_function(of, criterion, value)],
        Reading::Scored(_) => {
            let ends = [criterion.terms.anchors.first(), criterion.terms.anchors.last()];
            let mut ends: Vec<_> = ends.into_iter().flatten().collect();
            ends.dedup();
            ends.iter().map(|anchor| format!("{} = {}", anchor.score, anchor.meaning)).collect()
        }
    };
    parts.extend(criterion.terms.musts.iter().map(|each| must(of, criterion, *each)));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

fn must(of: &Subject<'_>, criterion: &Criterion, must: Must) -> String {
    match must {
        Must::Value(least) => format!("must be at least {}", of.from.numbers().trimmed(least, 2)),
        Must::AtLeast(least) => format!("must be at least {}", natural(of, criterion, least)),
        Must::AtMost(bound) => format!("must be at most {}", natural(of, criterion, bound)),
    }
}

/// The declared anchors of a value function: `5 at $250K, 1 at $10M, log scale`.
fn value_function(of: &Subject<'_>, criterion: &Criterion, value: &ValueFunction) -> String {
    let numbers = of.from.numbers();
    let at = |reading: f64| natural(of, criterion, reading);
    match value {
        ValueFunction::Linear { best, worst } => format!("5 at {}, 1 at {}", at(*best), at(*worst)),
        ValueFunction::Log { best, worst } => format!("5 at {}, 1 at {}, log scale", at(*best), at(*worst)),
        ValueFunction::Points(points) => {
            let points: Vec<String> = points.iter().map(|(x, v)| format!("{} at {}", numbers.trimmed(*v, 2), at(*x))).collect();
            points.join(", ")
        }
        ValueFunction::Steps(steps) => {
            let step = |(up_to, v): &(Option<f64>, f64)| match up_to {
                Some(bound) => format!("{} up to {}", numbers.trimmed(*v, 2), at(*bound)),
                None => format!("{} above", numbers.trimmed(*v, 2)),
            };
            steps.iter().map(step).collect::<Vec<_>>().join(", ")
        }
    }
}
