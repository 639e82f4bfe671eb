//! The sheet `Scores`: shares of weight, readings, values, weighted sums, must-haves and ranks.

use std::fmt::Write;

use super::{
    Cell, Sheet, Style, Subject, Value,
    address::letters,
    costs::Places,
    score_inputs::{self, Judged},
    value_function,
};
use crate::{
    analyze::matrix::{Matrix, Row},
    model::{
        OptionIx,
        criterion::{Measure, Must, Reading},
    },
};

/// First column of the options.
const OPTIONS: usize = 3;
/// The option that formulas are written for; they are moved for the others.
const FIRST: OptionIx = OptionIx(0);

/// The sheet, and where its results stand.
pub(super) struct ScoreSheet<'a> {
    pub(super) sheet: Sheet<'a>,
    pub(super) places: ScorePlaces,
}

/// Rows of the results.
#[derive(Debug, Clone, Copy)]
pub(super) struct ScorePlaces {
    pub(super) score: usize,
    pub(super) low: usize,
    pub(super) high: usize,
    pub(super) rank: usize,
}

impl ScorePlaces {
    /// Letters of an option's column.
    #[expect(clippy::unused_self, reason = "a place is asked of the places")]
    pub(super) fn column(self, option: OptionIx) -> String {
        column(option)
    }
}

fn column(option: OptionIx) -> String {
    letters(OPTIONS + option.index())
}

/// What the sheet is written with.
struct Desk<'d, 'a> {
    of: &'d Subject<'a>,
    matrix: &'d Matrix,
    judged: &'d Judged,
    costs: &'d Places,
    /// The row of a criterion's readings; `None` for what is scored.
    readings: Vec<Option<usize>>,
    /// The row of the first criterion's values.
    values: usize,
}

/// Writes the matrix down.
pub(super) fn sheet<'a>(of: &Subject<'a>, matrix: &Matrix, judged: &Judged, costs: &Places) -> ScoreSheet<'a> {
    let mut sheet = Sheet::new("Scores", vec![24, 26, 10, 14], (3, 2));
    sheet.push(vec![Cell::Text("Scores".into(), Style::Title)]);
    let note = "Values are 1 to 5. A score is the sum of weight times value; what is missing counts 1 at worst and 5 at best.";
    sheet.push(vec![Cell::Text(note.into(), Style::Note)]);
    let mut head: Vec<Cell<'a>> = ["", "", ""].into_iter().map(Cell::head).collect();
    head.extend(of.record.options.iter().map(|option| Cell::head(option.id.as_str())));
    sheet.push(head);
    let mut desk = Desk { of, matrix, judged, costs, readings: Vec::new(), values: 0 };
    desk.write_readings(&mut sheet);
    desk.write_values(&mut sheet);
    let places = desk.write_results(&mut sheet);
    ScoreSheet { sheet, places }
}

impl<'a> Desk<'_, 'a> {
    /// A row a measured criterion, in its natural unit.
    fn write_readings(&mut self, sheet: &mut Sheet<'a>) {
        sheet.push(vec![Cell::head("Readings"), Cell::head("")]);
        for (at, criterion) in self.of.record.criteria.iter().enumerate() {
            let Reading::Measured { measure, .. } = &criterion.reading else {
                self.readings.push(None);
                continue;
            };
            let mut row = vec![Cell::text(&*criterion.terms.id), Cell::text(&*criterion.terms.name)];
            row.push(Cell::text(criterion.terms.unit.as_deref().unwrap_or_default()));
            let value = |ix: OptionIx| self.matrix.row(ix).natural[at];
            match measure {
                Measure::PresentValue | Measure::Total => {
                    let column = if matches!(measure, Measure::Total) { 'G' } else { 'H' };
                    row.extend(self.of.record.option_ixs().map(|ix| match self.costs.options[ix.index()] {
                        Some(row) => Cell::Formula(known(&format!("Cost!{column}{row}")), Value::known(value(ix)), Style::Factor),
                        None => Cell::Empty,
                    }));
                }
                Measure::Time | Measure::Team | Measure::Given(_) => {
                    let first = self.judged.readings[at].map(|row| format!("Inputs!{}{row}", score_inputs::column(FIRST)));
                    row.extend(first.map(|cell| self.across(known(&cell), |row| Value::known(row.natural[at]), Style::Factor)));
                }
            }
            let row = sheet.push(row);
            self.readings.push(Some(row));
        }
    }

    /// A row a criterion: its share of weight, and each option's value.
    fn write_values(&mut self, sheet: &mut Sheet<'a>) {
        sheet.block(vec![Cell::head("Values"), Cell::head(""), Cell::head("Weight")]);
        self.values = sheet.rows.len() + 1;
        for (at, criterion) in self.of.record.criteria.iter().enumerate() {
            let mut row = vec![Cell::text(&*criterion.terms.id), Cell::text(&*criterion.terms.name)];
            row.push(Cell::formula(self.share(at), self.matrix.weights[at], Style::Share));
            let formula = self.value(at);
            row.extend(formula.map(|formula| self.across(formula, |row| Value::known(row.values[at]), Style::Score)));
            sheet.push(row);
        }
    }

    /// The share of weight of a criterion: of one who judges for all, or the voices' mean by influence.
    fn share(&self, criterion: usize) -> String {
        let of_one = |judge: &score_inputs::JudgeAt| format!("{}/SUM({})", judge.weight(criterion), judge.weights());
        match self.judged.judges.as_slice() {
            [one] if one.influence.is_none() => of_one(one),
            voices => {
                let influences: Vec<String> = voices.iter().filter_map(|voice| voice.influence).map(|at| at.to_string()).collect();
                let terms: Vec<String> = voices.iter().zip(&influences).map(|(voice, by)| format!("{by}*{}", of_one(voice))).collect();
                format!("({})/({})", terms.join("+"), influences.join("+"))
            }
        }
    }

    /// A formula for all options, as it stands in the column of the first, and what each row of the matrix says of it.
    fn across(&self, formula: String, value: impl Fn(&Row) -> Value, style: Style) -> Cell<'a> {
        Cell::Across(formula, self.of.record.option_ixs().map(|ix| value(self.matrix.row(ix))).collect(), style)
    }

    /// The first option's value.
    fn value(&self, criterion: usize) -> Option<String> {
        if let Reading::Measured { value: function, .. } = &self.of.record.criteria[criterion].reading {
            let cell = format!("{}{}", column(FIRST), self.readings[criterion]?);
            let value = value_function::formula(function, self.judged.functions[criterion].as_ref()?, &cell);
            return Some(format!("IF(ISNUMBER({cell}),{value},\"\")"));
        }
        match self.judged.judges.as_slice() {
            [one] if one.influence.is_none() => Some(known(&one.score(criterion, FIRST))),
            voices => {
                let (mut sum, mut count, mut cells) = (String::new(), String::new(), String::new());
                for (voice, by) in voices.iter().filter_map(|voice| Some((voice, voice.influence?))) {
                    let cell = voice.score(criterion, FIRST);
                    let _ = write!(sum, "+{by}*N({cell})");
                    let _ = write!(count, "+{by}*ISNUMBER({cell})");
                    let _ = write!(cells, ",{cell}");
                }
                let (sum, count, cells) = (&sum[1..], &count[1..], &cells[1..]);
                Some(format!("IF(COUNT({cells})=0,\"\",({sum})/({count}))"))
            }
        }
    }

    /// Scores, must-haves and ranks.
    fn write_results(&self, sheet: &mut Sheet<'a>) -> ScorePlaces {
        let last = self.values + self.of.record.criteria.len() - 1;
        let shares = format!("$C${}:$C${last}", self.values);
        sheet.block(vec![Cell::head("Results"), Cell::head("")]);
        let score = sheet.rows.len() + 1;
        let (eligible, rank) = (score + 3, score + 4);
        let column = column(FIRST);
        let values = format!("{column}${}:{column}${last}", self.values);
        let sum = format!("SUMPRODUCT({shares},{values})");
        let missing = format!("SUMPRODUCT(({shares}>0)*(1-ISNUMBER({values})))");
        self.result(sheet, "Score", format!("IF({missing}=0,{sum},\"\")"), |row| Value::known(row.score), Style::Score);
        let bound = |counts: u32| format!("{sum}+{counts}*SUMPRODUCT({shares},1-ISNUMBER({values}))");
        self.result(sheet, "Lowest", bound(1), |row| Value::Number(row.low), Style::Score);
        self.result(sheet, "Highest", bound(5), |row| Value::Number(row.high), Style::Score);
        self.result(sheet, "Meets every must-have", self.musts(&column), |row| Value::Flag(row.eligible), Style::Plain);
        let ends = (&column, letters(OPTIONS + self.of.record.options.len() - 1));
        let all = |row: usize| format!("${}${row}:${}${row}", ends.0, ends.1);
        let ahead = format!("SUMPRODUCT({}*ISNUMBER({})*({}>{column}{score}+1E-9))", all(eligible), all(score), all(score));
        let formula = format!("IF(AND({column}{eligible},ISNUMBER({column}{score})),1+{ahead},\"\")");
        self.result(sheet, "Rank", formula, |row| Value::known(row.rank.map(f64::from)), Style::Plain);
        ScorePlaces { score, low: score + 1, high: score + 2, rank }
    }

    fn result(&self, sheet: &mut Sheet<'a>, name: &'static str, formula: String, value: impl Fn(&Row) -> Value, style: Style) {
        let name = Cell::Text(name.into(), Style::Total);
        sheet.push(vec![name, Cell::Empty, Cell::Empty, self.across(formula, value, style)]);
    }

    /// Whether an option misses no must-have; what is not known misses none.
    fn musts(&self, column: &str) -> String {
        let mut conditions = Vec::new();
        for (at, criterion) in self.of.record.criteria.iter().enumerate() {
            for must in &criterion.terms.musts {
                let (row, bound, test) = match must {
                    Must::Value(_) => (Some(self.values + at), 'G', ">={}-1E-9"),
                    Must::AtLeast(_) => (self.readings[at], 'H', ">={}-1E-9"),
                    Must::AtMost(_) => (self.readings[at], 'I', "<={}+1E-9"),
                };
                let Some(row) = row else { continue };
                let bound = format!("Inputs!${bound}${}", self.judged.criteria[at]);
                conditions.push(format!("OR(NOT(ISNUMBER({column}{row})),{column}{row}{})", test.replace("{}", &bound)));
            }
        }
        if conditions.is_empty() { "TRUE()".into() } else { format!("AND({})", conditions.join(",")) }
    }
}

/// A number from another cell; nothing where there is none.
fn known(cell: &str) -> String {
    format!("IF(ISNUMBER({cell}),{cell},\"\")")
}
