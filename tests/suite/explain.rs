//! The analysis in a terminal: worked cases whole, as people see them.

use std::sync::Arc;

use rationale::{
    analyze::{Analysis, analyze},
    base::source::{Content, File, Sources},
    model::{RecordIx, site::Site},
    present::{explain::explain, material::Material},
};

use crate::oracle::{CASES, blank, worked};

fn explained(site: &Site) -> String {
    let analysis = Analysis { records: site.records.iter().map(|record| Arc::new(analyze(site, record))).collect() };
    let sources = Sources(vec![File { path: "records/case.md".into(), content: Content::Text("".into()) }]);
    explain(&Material::new(site, &analysis, &sources), RecordIx(0))
}

fn check(case: &str) {
    let text = explained(&worked::built(case).site);
    assert!(text.lines().all(|line| line.chars().count() <= 100), "a line of more than 100 columns:\n{text}");
    insta::with_settings!({ snapshot_path => "../data/explain", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(case, text);
    });
}

#[test]
fn llm_sourcing() {
    check(CASES[0]);
}

#[test]
fn cloud_vendor() {
    check(CASES[1]);
}

#[test]
fn message_queue() {
    check(CASES[2]);
}

#[test]
fn a_bare_record_is_a_head_and_nothing_more() {
    let mut record = blank::record("0001");
    record.title = "Three lines".into();
    record.date = Some(blank::date("2026-11-23"));
    assert_eq!(explained(&blank::site(blank::date("2026-11-23"), record)), "0001  Three lines\n  Accepted on 23 November 2026\n");
}
