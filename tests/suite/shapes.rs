//! The key tables are whole: every key says what it means, and no table has a key twice. Readers, schema and handbook rely on it.

use std::collections::BTreeSet;

use rationale::parse::{
    shape::TableShape,
    tables::{clouds, content_page, framework, prices, record, site},
};

/// All tables below `root`, itself included, each once.
fn gather(root: &'static TableShape, found: &mut Vec<&'static TableShape>) {
    if found.iter().any(|table| std::ptr::eq(*table, root)) {
        return;
    }
    found.push(root);
    for table in root.keys.iter().flat_map(|key| key.shape.tables()) {
        gather(table, found);
    }
}

#[test]
fn every_key_says_what_it_means() {
    let mut tables = Vec::new();
    for root in [&site::SITE, &record::RECORD, &framework::FRAMEWORK, &prices::PRICE_BOOK, &clouds::CATALOGUE, &content_page::CONTENT_PAGE]
    {
        gather(root, &mut tables);
    }
    assert!(tables.len() > 30, "only {} tables were reached", tables.len());
    for table in tables {
        let names: BTreeSet<_> = table.keys.iter().map(|key| key.name).collect();
        assert_eq!(names.len(), table.keys.len(), "{} has a key twice", table.header);
        for (what, doc) in table.keys.iter().map(|key| (key.name, key.doc)).chain([(table.header, table.doc)]) {
            assert!(doc.ends_with('.') && doc.len() > 5, "`{what}` of {} is not explained: {doc:?}", table.header);
        }
    }
}
