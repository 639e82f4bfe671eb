//! The workbook beside a costed record: `LibreOffice`, which knows nothing of this program, computes it anew and gets the same figures.

mod office;
mod package;

use std::{collections::BTreeMap, sync::Arc};

use rationale::{
    base::source::Content,
    pipeline::{Built, InputFile, Inputs, Memo, OutputFile, Place, build, render},
};

use self::package::{Book, Found};
use crate::oracle::{CASES, blank::date, close::is_close, worked};

/// A record with every kind of cost, tariff, value function and composition there is.
const EVERYTHING: &str = include_str!("../data/workbook/every-kind-of-cost.md");

/// The site of one record, on the day of the worked cases.
fn built(record: &str) -> Built {
    let file =
        |place, name: &str, text: &str| InputFile { place, path: name.into(), inner: name.into(), content: Content::Text(Arc::from(text)) };
    let prices = include_str!("../data/workbook/prices.toml");
    let files = vec![file(Place::Source(0), "every-kind-of-cost.md", record), file(Place::Content, "prices.toml", prices)];
    let built =
        build(&Inputs { files, today: date("2026-11-23"), drafts: false, base_url: None, history: Arc::default() }, &mut Memo::cold());
    // Checks have much to say of such a record; its format is sound.
    assert!(built.diagnostics.iter().all(|told| !told.code.0.starts_with('R')), "{:#?}", built.diagnostics);
    built
}

fn is_beside(file: &OutputFile, ending: &str) -> bool {
    file.path.strip_suffix(ending).is_some()
}

/// The bytes of the one workbook of a site.
fn bytes(built: &Built) -> Arc<Vec<u8>> {
    let output = render(built);
    assert_eq!(output.diagnostics, []);
    let mut books = output.files.into_iter().filter(|file| is_beside(file, ".xlsx"));
    let book = books.next().expect("the record is costed");
    assert!(books.next().is_none(), "one record, one workbook");
    book.bytes
}

/// Every site of these tests, by name.
fn sites() -> Vec<(String, Built)> {
    let mut sites: Vec<(String, Built)> = CASES.iter().map(|case| ((*case).to_owned(), worked::built(case))).collect();
    sites.push(("everything".into(), built(EVERYTHING)));
    sites
}

/// What the sheet `Check` compares: option and figure to this program's number.
fn wanted(built: &Built) -> BTreeMap<(String, String), f64> {
    let (record, analysis) = (&built.site.records[0], &built.analysis.records[0]);
    let mut wanted = BTreeMap::new();
    for ix in record.option_ixs() {
        let mut add = |name: &str, value: f64| wanted.insert((record.option(ix).id.clone(), name.to_owned()), value);
        if let Some(cost) = analysis.cost.as_ref().and_then(|costs| costs.option(ix)) {
            add("Total", cost.total);
            add("Present value", cost.present_value);
            for (at, year) in cost.years.iter().enumerate() {
                add(&format!("Year {}", at + 1), *year);
            }
            cost.unit_cost.map(|value| add("Cost of a unit", value));
            cost.levelised_unit_cost.map(|value| add("Levelised cost of a unit", value));
        }
        let Some(matrix) = &analysis.matrix else { continue };
        let row = matrix.row(ix);
        match row.score {
            Some(score) => add("Score", score),
            None => add("Lowest score", row.low).or_else(|| add("Highest score", row.high)),
        };
        row.rank.map(|rank| add("Rank", rank.into()));
    }
    wanted
}

/// Compares the column `This workbook` of the sheet `Check` with what this program computed.
fn assert_agrees(name: &str, book: &Book, built: &Built) {
    let check = book.sheet("Check");
    let mut wanted = wanted(built);
    assert!(wanted.len() >= 10, "{name}: there is something to compare");
    for row in 5.. {
        let (Some(Found::Text(option)), Some(Found::Text(figure))) = (check.get(&format!("A{row}")), check.get(&format!("B{row}"))) else {
            break;
        };
        match (wanted.remove(&(option.clone(), figure.clone())), check.get(&format!("C{row}"))) {
            (Some(value), Some(Found::Number(found))) => {
                assert!(is_close(value, *found), "{name}: {option}, {figure} is {value} here, {found} there");
            }
            (None, None) => {}
            (None, Some(Found::Text(text))) if text.is_empty() => {}
            (value, found) => panic!("{name}: {option}, {figure} is {value:?} here, {found:?} there"),
        }
    }
    assert!(wanted.is_empty(), "{name}: not compared: {wanted:?}");
}

#[test]
fn libreoffice_computes_the_same_figures() {
    let Some(office) = office::find() else { return };
    let sites = sites();
    let books: Vec<(String, Book)> = sites.iter().map(|(name, built)| (name.clone(), Book::read(&bytes(built)))).collect();
    // Without any value that this program put there, every one that comes back was computed by LibreOffice.
    let empty: Vec<_> = books.iter().map(|(name, book)| (name.clone(), book.without_values().write())).collect();
    let computed = office.compute(&empty);
    for (((name, built), (_, book)), computed) in sites.iter().zip(&books).zip(&computed) {
        assert_agrees(name, computed, built);
        assert_eq!(computed.sheet("Check")["A3"], Found::Text("All figures agree".into()), "{name}");
        assert_same_cells(name, book, computed);
    }
}

/// Every formula's value, as this program wrote it down, is what `LibreOffice` made of the formula.
fn assert_same_cells(name: &str, book: &Book, computed: &Book) {
    let mut formulas = 0;
    for sheet in ["Inputs", "Cost", "Scores", "Check"] {
        let (ours, theirs) = (book.sheet(sheet), computed.sheet(sheet));
        for cell in &book.formulas(sheet) {
            formulas += 1;
            // Differences between two figures are noise on either side.
            if sheet == "Check" && cell.starts_with('E') {
                continue;
            }
            match (ours.get(cell), theirs.get(cell)) {
                (Some(Found::Number(a)), Some(Found::Number(b))) => assert!(is_close(*a, *b), "{name}: {sheet}!{cell} {a} here, {b} there"),
                (None | Some(Found::Text(_)), None) => assert!(ours.get(cell).is_none_or(|text| *text == Found::Text(String::new()))),
                (a, b) => assert_eq!(a, b, "{name}: {sheet}!{cell}"),
            }
        }
    }
    assert!(formulas > 500, "{name}: there are formulas, {formulas}");
}

#[test]
fn formulas_follow_their_inputs() {
    let Some(office) = office::find() else { return };
    let mut changed = EVERYTHING.to_owned();
    // Each of these figures, changed on the sheet of inputs alone, must reach the results.
    for (from, to) in [
        ("discount_rate = 0.065", "discount_rate = 0.11"),
        ("EUR = 1.12", "EUR = 0.97"),
        ("amount = [2, 9, 40]", "amount = [2, 13, 40]"),
        ("growth = [0.1, 0.55, 1.2]", "growth = [0.1, 0.3, 1.2]"),
        ("cap_per_month = 420", "cap_per_month = 390"),
        ("amount = [8_000, 12_500, 30_000]", "amount = [8_000, 21_000, 30_000]"),
        ("month = 2\n", "month = 5\n"),
        ("start = 1\n", "start = 2\n"),
        ("end = 20", "end = 11"),
        ("load = 0.42", "load = 0.2"),
        ("ramp_months = 5", "ramp_months = 9"),
        ("multiplier = 0.35", "multiplier = 0.5"),
        ("halves_every_months = 9, step_months = 4, floor = 0.3", "halves_every_months = 14, step_months = 6, floor = 0.4"),
        ("up_to = 120, price = 2, flat = 5", "up_to = 99, price = 2.5, flat = 7"),
        ("up_to = 80, price = 3, flat = 25", "up_to = 70, price = 3.5, flat = 30"),
        ("per_unit = 77", "per_unit = 61"),
        ("min_units = 3", "min_units = 4"),
        ("share = 0.4, fixed = 0.75", "share = 0.3, fixed = 0.5"),
        ("share = 0.6", "share = 0.7"),
        ("from = 10, serves_from = 14", "from = 12, serves_from = 15"),
        ("weight = 30", "weight = 45"),
        ("rent = 4, own = 5", "rent = 3, own = 4.5"),
        ("must = 1.5", "must = 3.5"),
        ("[\"8 months\", 2]", "[\"10 months\", 2.5]"),
        ("up_to = 6, score = 3", "up_to = 6, score = 2"),
        ("rent = 220", "rent = 420"),
        ("best = 100_000\nworst = 1_500_000", "best = 150_000\nworst = 1_300_000"),
    ] {
        assert!(changed.contains(from), "`{from}` is in the record");
        changed = changed.replace(from, to);
    }
    let (before, after) = (built(EVERYTHING), built(&changed));
    let (old, new) = (Book::read(&bytes(&before)), Book::read(&bytes(&after)));
    let mixed = old.with_sheet_of("Inputs", &new).without_values();
    let computed = office.compute(&[("mixed".into(), mixed.write())]);
    assert_agrees("changed inputs under the old formulas", &computed[0], &after);
    assert!(wanted(&after).len() < wanted(&before).len(), "an option misses its must-have now, and has no rank");
    assert_eq!(
        computed[0].sheet("Check")["A3"],
        Found::Text("Some figures differ".into()),
        "the sheet tells that it no longer speaks of the record as published"
    );
}

#[test]
fn what_people_wrote_is_text_and_stays_as_it_is() {
    let book = Book::read(&bytes(&built(EVERYTHING)));
    let inputs = book.sheet("Inputs");
    assert_eq!(inputs["A1"], Found::Text("every-kind-of-cost =Every kind of cost, <at once> & together".into()));
    let words: Vec<&str> =
        inputs.values().filter_map(|found| if let Found::Text(text) = found { Some(text.as_str()) } else { None }).collect();
    assert!(words.contains(&"@finance: =SUM(A1)"), "a remark is words, never a formula");
    assert!(
        words.iter().any(|text| text.contains("List of prices, \"business\" & <enterprise>")),
        "the source of a price stands beside it"
    );
}

#[test]
fn the_same_record_is_the_same_bytes_and_knows_no_clock() {
    let (first, second) = (bytes(&built(EVERYTHING)), bytes(&built(EVERYTHING)));
    assert_eq!(first, second);
    let properties = Book::read(&first).part("docProps/core.xml");
    assert!(properties.contains("2026-03-31T00:00:00Z"), "dated as the record is: {properties}");
}

#[test]
fn only_costed_records_have_a_workbook() {
    let text = "+++\ntitle = \"No costs\"\nstatus = \"accepted\"\ndate = 2026-03-31\n+++\n";
    let output = render(&built(text));
    assert!(output.files.iter().all(|file| !is_beside(file, ".xlsx") && !is_beside(file, ".cost.csv")));
}
