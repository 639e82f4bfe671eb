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
    let mut sheet = Sheet { name: "Scores", widths: vec![24, 26, 10, 14], frozen: (3, 2), rows: Vec::new() };
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
            for ix in self.of.record.option_ixs() {
                let from = match measure {
                    Measure::PresentValue => self.costs.options[ix.index()].map(|row| format!("Cost!H{row}")),
                    Measure::Total => self.costs.options[ix.index()].map(|row| format!("Cost!G{row}")),
                    Measure::Time | Measure::Team | Measure::Given(_) => {
                        self.judged.readings[at].map(|row| format!("Inputs!{}{row}", score_inputs::column(ix)))
                    }
                };
                let value = self.matrix.row(ix).natural[at];
                row.push(from.map_or(Cell::Empty, |cell| known(&cell, value, Style::Factor)));
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
            row.extend(self.of.record.option_ixs().map(|ix| self.value(at, ix)));
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

    fn value(&self, criterion: usize, ix: OptionIx) -> Cell<'a> {
        let value = self.matrix.row(ix).values[criterion];
        if let Reading::Measured { value: function, .. } = &self.of.record.criteria[criterion].reading {
            let read = self.readings[criterion].map(|row| format!("{}{row}", column(ix)));
            let Some((cell, at)) = read.zip(self.judged.functions[criterion].as_ref()) else { return Cell::Empty };
            let formula = format!("IF(ISNUMBER({cell}),{},\"\")", value_function::formula(function, at, &cell));
            return Cell::Formula(formula, Value::known(value), Style::Score);
        }
        match self.judged.judges.as_slice() {
            [one] if one.influence.is_none() => known(&one.score(criterion, ix), value, Style::Score),
            voices => {
                let (mut sum, mut count, mut cells) = (String::new(), String::new(), String::new());
                for (voice, by) in voices.iter().filter_map(|voice| Some((voice, voice.influence?))) {
                    let cell = voice.score(criterion, ix);
                    let _ = write!(sum, "+{by}*N({cell})");
                    let _ = write!(count, "+{by}*ISNUMBER({cell})");
                    let _ = write!(cells, ",{cell}");
                }
                let (sum, count, cells) = (&sum[1..], &count[1..], &cells[1..]);
                Cell::Formula(format!("IF(COUNT({cells})=0,\"\",({sum})/({count}))"), Value::known(value), Style::Score)
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
        let values = |column: &str| format!("{column}${}:{column}${last}", self.values);
        let sum = |column: &str| format!("SUMPRODUCT({shares},{})", values(column));
        self.result(sheet, "Score", |column, row| {
            let missing = format!("SUMPRODUCT(({shares}>0)*(1-ISNUMBER({})))", values(column));
            Cell::Formula(format!("IF({missing}=0,{},\"\")", sum(column)), Value::known(row.score), Style::Score)
        });
        for (name, counts) in [("Lowest", 1), ("Highest", 5)] {
            self.result(sheet, name, |column, row| {
                let formula = format!("{}+{counts}*SUMPRODUCT({shares},1-ISNUMBER({}))", sum(column), values(column));
                Cell::formula(formula, if counts == 1 { row.low } else { row.high }, Style::Score)
            });
        }
        self.result(sheet, "Meets every must-have", |column, row| {
            Cell::Formula(self.musts(column), Value::Flag(row.eligible), Style::Plain)
        });
        let ends = (letters(OPTIONS), letters(OPTIONS + self.of.record.options.len() - 1));
        let all = |row: usize| format!("${}${row}:${}${row}", ends.0, ends.1);
        self.result(sheet, "Rank", |column, row| {
            let ahead = format!("SUMPRODUCT({}*ISNUMBER({})*({}>{column}{score}+1E-9))", all(eligible), all(score), all(score));
            let formula = format!("IF(AND({column}{eligible},ISNUMBER({column}{score})),1+{ahead},\"\")");
            Cell::Formula(formula, Value::known(row.rank.map(f64::from)), Style::Plain)
        });
        ScorePlaces { score, low: score + 1, high: score + 2, rank }
    }

    fn result(&self, sheet: &mut Sheet<'a>, name: &'static str, cell: impl Fn(&str, &Row) -> Cell<'a>) {
        let mut row = vec![Cell::Text(name.into(), Style::Total), Cell::Empty, Cell::Empty];
        row.extend(self.of.record.option_ixs().map(|ix| cell(&column(ix), self.matrix.row(ix))));
        sheet.push(row);
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
fn known<'a>(cell: &str, value: Option<f64>, style: Style) -> Cell<'a> {
    Cell::Formula(format!("IF(ISNUMBER({cell}),{cell},\"\")"), Value::known(value), style)
}
