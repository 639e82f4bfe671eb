//! The worked cases as records, in `tests/data/worked`, read through the one door.

use std::sync::Arc;

use rationale::{
    base::source::Content,
    pipeline::{Built, InputFile, Inputs, Memo, Place, build},
};

use super::blank::date;

/// Worked cases and their prices, on the day that the oracle looks at them.
pub(crate) fn inputs(cases: &[&str]) -> Inputs {
    let file = |place: Place, name: &str| InputFile {
        place,
        path: name.into(),
        inner: name.into(),
        content: Content::Text(Arc::from(read(name))),
    };
    let records = cases.iter().map(|case| file(Place::Source(0), &format!("{case}.md")));
    Inputs {
        files: records.chain([file(Place::Content, "prices.toml")]).collect(),
        today: date("2026-11-23"),
        drafts: false,
        base_url: None,
        history: Arc::default(),
    }
}

/// The site of one worked case and its prices.
pub(crate) fn built(case: &str) -> Built {
    let inputs = inputs(&[case]);
    let built = build(&inputs, &mut Memo::cold());
    // What the checks find is compared with the oracle's; nothing else may be told.
    let faults: Vec<_> = built.diagnostics.iter().filter(|told| rationale::model::check::find(told.code.0).is_none()).collect();
    assert!(faults.is_empty(), "{case}: {faults:#?}");
    built
}

/// The shares that a record of `n` criteria gets which only says their order, read through the same door.
pub(crate) fn weights_by_rank(n: usize) -> Vec<f64> {
    let ids: Vec<String> = (1..=n).map(|at| format!("\"c{at}\"")).collect();
    let criterion = |id: &String| format!("[[criteria]]\nid = {id}\nname = \"C\"\nscores = {{ a = 3 }}");
    let criteria = ids.iter().map(criterion).collect::<Vec<_>>().join("\n");
    let text = format!(
        "+++\ntitle = \"Order\"\nstatus = \"proposed\"\ndate = 2026-11-23\n[matrix]\nweights = [{}]\n[[options]]\nid = \"a\"\n{criteria}\n+++\n",
        ids.join(", ")
    );
    let file = InputFile {
        place: Place::Source(0),
        path: "0001-order.md".into(),
        inner: "0001-order.md".into(),
        content: Content::Text(text.into()),
    };
    let inputs = Inputs { files: vec![file], today: date("2026-11-23"), drafts: false, base_url: None, history: Arc::default() };
    let built = build(&inputs, &mut Memo::cold());
    built.analysis.records[0].matrix.as_ref().expect("a matrix").weights.clone()
}

fn read(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/data/worked/{name}", env!("CARGO_MANIFEST_DIR"))).expect("the worked case is there")
}
