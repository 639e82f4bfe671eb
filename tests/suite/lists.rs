//! Getting around: the way to a page, the records beside it, what machines are told of it, and what filters need of a row.

use std::collections::BTreeMap;

use rationale::{
    base::source::{FileId, Span},
    model::{
        SourceIx,
        record::Record,
        site::{Dialect, Site, Source},
    },
};
use serde_json::Value;

use crate::{oracle::blank, pages::portal};

fn record(id: &str, scope: Option<&str>) -> Record {
    let mut record = blank::record(id);
    record.scope = scope.map(Into::into);
    record.stem = scope.map_or_else(|| id.into(), |scope| format!("{scope}/{id}"));
    record.source = SourceIx::at(usize::from(scope.is_some()));
    record
}

fn pages(site: Site) -> BTreeMap<String, String> {
    portal::files(site).into_iter().map(|(url, bytes)| (url, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

/// Two logs, the second with a scope.
fn two_logs() -> Site {
    let mut site = blank::site(blank::date("2026-11-23"), blank::record("1"));
    site.records = vec![record("0001", None), record("0002", None), record("0001", Some("pay"))];
    site.records[1].tags = vec!["a & b".into(), "c".into()];
    let source = |path: &str, scope: Option<&str>| Source {
        path: path.into(),
        scope: scope.map(Into::into),
        dialect: Dialect::Rationale,
        is_default: false,
        span: Span::new(FileId(0), 0..0),
    };
    site.config.sources = vec![source("records", None), source("pay", Some("pay"))];
    site
}

#[test]
fn the_way_to_a_page_leads_back_up() {
    let pages = pages(two_logs());
    let trail = |url: &str| {
        let (_, rest) = pages[url].split_once("aria-label=\"Breadcrumb\"><ol>").unwrap_or_default();
        let items = rest.split("</ol>").next().unwrap_or_default().replace("</a>", "").replace("</li>", "");
        items.split("<li").skip(1).map(|item| item.rsplit('>').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(trail("0001.html"), ["Records", "0001"]);
    assert_eq!(trail("pay/0001.html"), ["Records", "pay", "pay/0001"]);
    assert_eq!(trail("records.html"), [""; 0], "what the navigation leads to needs no trail");
    assert!(pages["pay/0001.html"].contains("<li><a href=\"../scopes/pay.html\">pay</a></li>"));
}

#[test]
fn records_lead_to_their_neighbours_in_the_same_log() {
    let pages = pages(two_logs());
    let ways = |url: &str| {
        let way = |rel: &str| pages[url].split(&format!("rel=\"{rel}\" href=\"")).nth(1).and_then(|rest| rest.split('"').next());
        (way("prev").map(str::to_owned), way("next").map(str::to_owned))
    };
    assert_eq!(ways("0001.html"), (None, Some("0002.html".into())));
    assert_eq!(ways("0002.html"), (Some("0001.html".into()), None), "the next record is of another log");
    assert_eq!(ways("pay/0001.html"), (None, None));
}

#[test]
fn machines_are_told_what_a_record_is() {
    let mut site = two_logs();
    site.config.base_url = Some("https://a.example/x/".into());
    site.records[0].title = "Use </script><b>\"x\" & y".into();
    site.records[0].deciders = vec!["A. Person".into()];
    let pages = pages(site);
    let (_, rest) = pages["0001.html"].split_once("<script type=\"application/ld+json\">").expect("a block");
    let (json, _) = rest.split_once("</script>").expect("its end");
    let told: Value = serde_json::from_str(json).expect("JSON");
    assert_eq!(told["headline"], "Use </script><b>\"x\" & y", "whatever a title says, it ends nothing");
    assert_eq!((&told["url"], &told["author"][0]["name"]), (&"https://a.example/x/0001.html".into(), &"A. Person".into()));
    assert!(pages["0001.html"].contains("<meta property=\"og:url\" content=\"https://a.example/x/0001.html\">"));
    assert!(!pages["records.html"].contains("ld+json"));
}

#[test]
fn rows_carry_what_filters_ask_for() {
    let pages = pages(two_logs());
    let list = &pages["records.html"];
    assert!(list.contains("<tr data-tags=\"a &amp; b|c\"><td class=\"id\">0002</td>"));
    assert!(list.contains("<tr data-scope=\"pay\"><td class=\"id\">pay/0001</td>"));
    assert_eq!(list.matches("assets/records.").count(), 1, "lists alone load the script");
    assert!(!pages["0001.html"].contains("assets/records."));
}
