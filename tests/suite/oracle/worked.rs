//! The worked cases as records, in `tests/data/worked`, read through the one door.

use std::sync::Arc;

use rationale::{
    base::source::Content,
    pipeline::{Built, InputFile, Inputs, Memo, Place, build},
};

use super::blank::date;

/// The site of one worked case and its prices, on the day that the oracle looks at it.
pub(crate) fn built(case: &str) -> Built {
    let file = |place: Place, name: &str| InputFile {
        place,
        path: name.into(),
        inner: name.into(),
        content: Content::Text(Arc::from(read(name))),
    };
    let inputs = Inputs {
        files: vec![file(Place::Source(0), &format!("{case}.md")), file(Place::Content, "prices.toml")],
        today: date("2026-11-23"),
        drafts: false,
        base_url: None,
    };
    let built = build(&inputs, &mut Memo::cold());
    // What the checks find is compared with the oracle's; nothing else may be told.
    let faults: Vec<_> = built.diagnostics.iter().filter(|told| rationale::model::check::find(told.code.0).is_none()).collect();
    assert!(faults.is_empty(), "{case}: {faults:#?}");
    built
}

fn read(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/data/worked/{name}", env!("CARGO_MANIFEST_DIR"))).expect("the worked case is there")
}
