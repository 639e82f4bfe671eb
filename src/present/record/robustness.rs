//! How firm the matrix's answer is, for people: which weights and scores could move how far, how many weightings agree, and what
//! the points come to in money.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Subject, matrix::natural, robustness_money, stability};
use crate::{
    analyze::{
        at_option,
        matrix::Matrix,
        robustness::{CellFlip, FlipPoint, Method, POINTS, Robustness, WeightFlip},
    },
    model::{
        CriterionIx, OptionIx,
        criterion::{Criterion, Reading, ValueFunction},
    },
    present::{
        chart::{frontier::FrontierChart, look::Look},
        words,
    },
};

/// How far one weight can move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WeightRow<'a> {
    /// The criterion.
    pub name: &'a str,
    /// What the weight is about, from worst to best; empty where nobody wrote what the scores mean.
    pub anchors: String,
    /// The weight: in points, or as a share where several voices gave theirs.
    pub weight: String,
    /// Its share; null where `weight` says it already.
    pub share: Option<String>,
    /// Lowered so far, another option leads: `6.19 points`; null where no lowering does it.
    pub low: Option<String>,
    /// The option that leads then.
    pub low_to: Option<&'a str>,
    /// Raised so far, another option leads; null where no raising does it.
    pub high: Option<String>,
    /// The option that leads then.
    pub high_to: Option<&'a str>,
    /// What one point is worth in money; null where that is not defined.
    pub price: Option<String>,
}

/// A cell that, moved alone, changes the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CellRow<'a> {
    /// The criterion.
    pub criterion: &'a str,
    /// The option whose cell it is.
    pub option: &'a str,
    /// The move of the value: `3 → 2.74`.
    pub value: String,
    /// The same as a move of what was measured: `$881K → $691K`; null for a score by hand.
    pub natural: Option<String>,
    /// The option that leads then.
    pub leads: &'a str,
}

/// In how many weightings an option comes first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ShareRow<'a> {
    /// How it looks in every chart.
    pub look: Look,
    /// The option.
    pub name: &'a str,
    /// Whether it was chosen.
    pub chosen: bool,
    /// Of all weightings.
    pub free: ShareCell,
    /// Of those that keep the order of importance; null where too many weights are equal to tell.
    pub ordered: Option<ShareCell>,
}

/// A share, for reading and for drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ShareCell {
    /// `51%`.
    pub text: String,
    /// The same from 0 to 100.
    pub percent: String,
}

/// The section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RobustnessSection<'a> {
    /// Whether the lead is too small to call.
    pub close_call: bool,
    /// The answer in sentences.
    pub sentences: Vec<String>,
    /// A row a criterion with weight; empty without a single winner.
    pub weights: Vec<WeightRow<'a>>,
    /// Whether weights are shares, because several voices gave theirs.
    pub in_shares: bool,
    /// Where the money of `price` was read: `at what Buy costs`; null where no criterion reads money.
    pub priced_at: Option<String>,
    /// The smallest changes of one cell that change the answer; empty where none does.
    pub cells: Vec<CellRow<'a>>,
    /// In how many weightings each option comes first.
    pub shares: Vec<ShareRow<'a>>,
    /// Whether `ordered` is told.
    pub any_ordered: bool,
    /// How shares were estimated, in words; null where they are exact.
    pub estimated: Option<String>,
    /// The same as a picture; null where `weights` is empty.
    pub stability: Option<stability::StabilityChart<'a>>,
    /// Benefit against cost, the cheapest first; empty without costs.
    pub money: Vec<robustness_money::BenefitRow<'a>>,
    /// The same as a picture; null where `money` is empty.
    pub frontier: Option<FrontierChart<'a>>,
    /// Options that no weights can put first, in words.
    pub dominated: Vec<String>,
}

/// How firm a record's answer is; `None` where no option takes part.
pub fn section<'a>(of: &Subject<'a>) -> Option<RobustnessSection<'a>> {
    let (matrix, firm) = (of.analysis.matrix.as_ref()?, of.analysis.robustness.as_ref()?);
    let shares = shares(of, matrix, firm);
    if shares.is_empty() {
        return None;
    }
    let weights: Vec<WeightRow<'a>> = of
        .record
        .criteria
        .iter()
        .zip(&firm.flips)
        .enumerate()
        .filter_map(|(at, (criterion, flip))| Some(weight_row(of, firm, (CriterionIx::at(at), criterion), flip.as_ref()?)))
        .collect();
    let methods = [&firm.win_share, &firm.win_share_ordered].into_iter().flatten().map(|shares| shares.method);
    let estimated = methods.clone().any(|method| method == Method::Estimated);
    let priced = weights.iter().any(|row| row.price.is_some());
    let points = of.from.numbers().whole(f64::from(POINTS));
    Some(RobustnessSection {
        close_call: matrix.is_close_call(of.from.material.site.thresholds_of(of.record).close_call),
        sentences: sentences(of, matrix, firm),
        in_shares: !of.record.voices.is_empty(),
        priced_at: matrix.winner.filter(|_| priced).map(|winner| format!("at what {} costs", of.option_name(winner))),
        cells: cells(of, matrix, firm),
        any_ordered: firm.win_share_ordered.is_some(),
        estimated: estimated
            .then(|| format!("There are too many options and criteria to compute it exactly: estimated from {points} drawn weightings.")),
        shares,
        weights,
        stability: stability::chart(of, matrix, firm),
        money: robustness_money::rows(of, firm),
        frontier: robustness_money::chart(of, firm),
        dominated: dominated(of, firm),
    })
}

fn weight_row<'a>(of: &Subject<'a>, firm: &Robustness, (ix, criterion): (CriterionIx, &'a Criterion), flip: &WeightFlip) -> WeightRow<'a> {
    let numbers = of.from.numbers();
    let by_voices = !of.record.voices.is_empty();
    WeightRow {
        name: &criterion.terms.name,
        anchors: anchors(of, criterion),
        weight: if by_voices { numbers.percentage(flip.weight, 1) } else { numbers.points(criterion.points(), 2) },
        share: (!by_voices).then(|| numbers.share(flip.weight)),
        low: flip.low.map(|point| flip_point(of, point)),
        low_to: flip.low.map(|point| of.option_name(point.to)),
        high: flip.high.map(|point| flip_point(of, point)),
        high_to: flip.high.map(|point| of.option_name(point.to)),
        price: firm.price_of_one_point[ix.index()].map(|price| numbers.money_short(price, of.currency())),
    }
}

/// Where a weight turns the answer: in the author's own points, or as a share where several voices gave theirs.
fn flip_point(of: &Subject<'_>, point: FlipPoint) -> String {
    let numbers = of.from.numbers();
    match point.points.filter(|_| of.record.voices.is_empty()) {
        Some(points) => {
            let shown = numbers.significant(points);
            [shown.as_str(), "\u{a0}", if shown == "1" { "point" } else { "points" }].concat()
        }
        None => numbers.percentage(point.share, 1),
    }
}

/// What a criterion goes from and to: `$10M → $250K`, `no → from any point`.
fn anchors(of: &Subject<'_>, criterion: &Criterion) -> String {
    let between = |worst: f64, best: f64| format!("{} → {}", natural(of, criterion, worst), natural(of, criterion, best));
    match &criterion.reading {
        Reading::Scored(_) => match (criterion.terms.anchors.first(), criterion.terms.anchors.last()) {
            (Some(worst), Some(best)) if worst.score < best.score => format!("{} → {}", worst.meaning, best.meaning),
            _ => String::new(),
        },
        Reading::Measured { value: ValueFunction::Linear { best, worst } | ValueFunction::Log { best, worst }, .. } => {
            between(*worst, *best)
        }
        Reading::Measured { value: ValueFunction::Points(points), .. } => {
            let by_value = |a: &&(f64, f64), b: &&(f64, f64)| a.1.total_cmp(&b.1);
            let ends = points.iter().min_by(by_value).zip(points.iter().max_by(by_value));
            ends.map(|(worst, best)| between(worst.0, best.0)).unwrap_or_default()
        }
        Reading::Measured { value: ValueFunction::Steps(steps), .. } => steps_from_worst_to_best(of, criterion, steps),
    }
}

fn steps_from_worst_to_best(of: &Subject<'_>, criterion: &Criterion, steps: &[(Option<f64>, f64)]) -> String {
    let words = |at: usize| match steps[at].0 {
        Some(bound) => format!("up to {}", natural(of, criterion, bound)),
        None => at
            .checked_sub(1)
            .and_then(|before| steps[before].0)
            .map_or_else(String::new, |bound| format!("above {}", natural(of, criterion, bound))),
    };
    let by_value = |a: &usize, b: &usize| steps[*a].1.total_cmp(&steps[*b].1);
    let ends = (0..steps.len()).min_by(by_value).zip((0..steps.len()).max_by(by_value));
    ends.map(|(worst, best)| format!("{} → {}", words(worst), words(best))).unwrap_or_default()
}

/// The smallest flips, one a cell.
fn cells<'a>(of: &Subject<'a>, matrix: &Matrix, firm: &Robustness) -> Vec<CellRow<'a>> {
    let mut rows = Vec::new();
    for (at, flip) in firm.cell_flips.iter().enumerate() {
        let same_cell = |other: &CellFlip| (other.option, other.criterion) == (flip.option, flip.criterion);
        if !firm.cell_flips[..at].iter().any(same_cell) {
            rows.extend(cell_row(of, matrix, flip));
        }
    }
    rows
}

fn cell_row<'a>(of: &Subject<'a>, matrix: &Matrix, flip: &CellFlip) -> Option<CellRow<'a>> {
    let numbers = of.from.numbers();
    let criterion: &'a Criterion = &of.record.criteria[flip.criterion.index()];
    let value = matrix.row(flip.option).values[flip.criterion.index()]?;
    let shown = |value: f64| if flip.reading.is_some() { numbers.score(value) } else { numbers.trimmed(value, 2) };
    let natural = flip.reading.map(|reading| {
        let (from, to) = (natural(of, criterion, reading.from), natural(of, criterion, reading.to));
        [from.as_str(), if reading.beyond { " → above " } else { " → " }, &to].concat()
    });
    Some(CellRow {
        criterion: &criterion.terms.name,
        option: of.option_name(flip.option),
        value: [shown(value), shown(value + flip.change)].join(" → "),
        natural,
        leads: of.option_name(flip.versus),
    })
}

fn shares<'a>(of: &Subject<'a>, matrix: &Matrix, firm: &Robustness) -> Vec<ShareRow<'a>> {
    let Some(free) = &firm.win_share else { return Vec::new() };
    let numbers = of.from.numbers();
    let cell = |share: f64| ShareCell { text: numbers.chance(share), percent: format!("{:.1}", share * 100.0) };
    let taking_part = of.record.option_ixs().filter(|ix| matrix.row(*ix).takes_part());
    let row = |ix: OptionIx| ShareRow {
        look: of.look(ix),
        name: of.option_name(ix),
        chosen: of.is_chosen(ix),
        free: cell(*at_option(&free.shares, ix)),
        ordered: firm.win_share_ordered.as_ref().map(|shares| cell(*at_option(&shares.shares, ix))),
    };
    taking_part.map(row).collect()
}

/// The answer in sentences: how large the lead is, and the least that changes it.
fn sentences(of: &Subject<'_>, matrix: &Matrix, firm: &Robustness) -> Vec<String> {
    let (Some(winner), Some(margin)) = (matrix.winner, matrix.margin) else { return Vec::new() };
    let numbers = of.from.numbers();
    let close_call = of.from.material.site.thresholds_of(of.record).close_call;
    let lead = format!("{} leads by {}, on values from 1 to 5", of.option_name(winner), numbers.score(margin));
    let mut sentences = vec![if matrix.is_close_call(close_call) {
        format!("{lead}, under {}: no clear winner.", numbers.score(close_call))
    } else {
        format!("{lead}.")
    }];
    sentences.push(smallest_weight_flip(of, firm).unwrap_or_else(|| "No change of a single weight changes that.".to_owned()));
    sentences.push(match firm.cell_flips.first().and_then(|flip| cell_row(of, matrix, flip)) {
        None => "No change of a single score changes that.".to_owned(),
        Some(cell) => {
            let to = cell.natural.unwrap_or(cell.value);
            format!(
                "The smallest change of a score that flips it: {} of {}, {to}; beyond that {} leads.",
                cell.criterion, cell.option, cell.leads
            )
        }
    });
    sentences
}

/// `The smallest change of a weight that flips it: Team skills, from 10 to 7.37 points; beyond that Buy, then tune leads.`
fn smallest_weight_flip(of: &Subject<'_>, firm: &Robustness) -> Option<String> {
    let all = of.record.criteria.iter().zip(&firm.flips);
    let nearest = |flip: &WeightFlip| {
        let points = [flip.low, flip.high].into_iter().flatten();
        points.min_by(|a, b| (a.share - flip.weight).abs().total_cmp(&(b.share - flip.weight).abs()))
    };
    let flips = all.filter_map(|(criterion, flip)| {
        let flip = flip.as_ref()?;
        Some((criterion, flip, nearest(flip)?))
    });
    let distance = |flip: &WeightFlip, point: &FlipPoint| (point.share - flip.weight).abs();
    let (criterion, flip, point) = flips.min_by(|a, b| distance(a.1, &a.2).total_cmp(&distance(b.1, &b.2)))?;
    let numbers = of.from.numbers();
    let from = if of.record.voices.is_empty() { numbers.points(criterion.points(), 2) } else { numbers.percentage(flip.weight, 1) };
    Some(format!(
        "The smallest change of a weight that flips it: {}, from {from} to {}; beyond that {} leads.",
        criterion.terms.name,
        flip_point(of, point),
        of.option_name(point.to)
    ))
}

/// `Hybrid is nowhere better than Fine-tune and somewhere worse: no weights put it first.`
fn dominated(of: &Subject<'_>, firm: &Robustness) -> Vec<String> {
    let worse = of.record.option_ixs().filter_map(|worse| {
        let pairs = firm.dominated.iter().filter(|(option, _)| *option == worse);
        let better: Vec<&str> = pairs.map(|(_, better)| of.option_name(*better)).collect();
        (!better.is_empty()).then(|| {
            let chosen = if of.is_chosen(worse) { " It was chosen all the same." } else { "" };
            format!(
                "{} is nowhere better than {} and somewhere worse: no weights put it first.{chosen}",
                of.option_name(worse),
                words::list(&better)
            )
        })
    });
    worse.collect()
}
