//! The search index: what is in it, how it is cut, and that a browser finds by it what people would. The browser's part runs in node, where
//! that is found; a page that is only as much of one as it needs is `tests/data/search/ask.js`.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
};

use rationale::{
    base::{source::Content, tokens::each_token},
    pipeline::{InputFile, Inputs, Memo, Place, build, render},
    present::{
        portal::Portal,
        search::{Index, Level},
    },
};
use serde_json::Value;
use tempfile::TempDir;

use crate::{pages::portal, tool};

/// The files of the index by name, each call of theirs by its key.
type Calls = BTreeMap<String, Value>;

/// A site of these files.
fn site(files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let file = |path: &str, text: &str| {
        let (place, inner) = path
            .strip_prefix("records/")
            .map(|inner| (Place::Source(0), inner))
            .or_else(|| path.strip_prefix("content/").map(|inner| (Place::Content, inner)))
            .unwrap_or((Place::SiteFile, path));
        InputFile { place, path: path.into(), inner: inner.into(), content: Content::Text(Arc::from(text)) }
    };
    let mut files: Vec<InputFile> = files.iter().map(|(path, text)| file(path, text)).collect();
    files.sort_by(|a, b| (a.place, &a.inner).cmp(&(b.place, &b.inner)));
    let inputs = Inputs { files, today: "2026-11-23".parse().expect("a day"), drafts: false, base_url: None, history: Arc::default() };
    let output = render(&build(&inputs, &mut Memo::cold()));
    assert_eq!(output.diagnostics, []);
    output.files.into_iter().map(|file| (file.path, file.bytes.to_vec())).collect()
}

/// A record of three lines and a body.
fn record(title: &str, body: &str) -> String {
    format!("+++\ntitle = {}\nstatus = \"accepted\"\ndate = 2026-03-01\ntags = [\"data\"]\n+++\n\n{body}\n", Value::from(title))
}

/// What the scripts of an index say, read as JSON: a script is one call a line.
fn calls(files: &BTreeMap<String, Vec<u8>>) -> Calls {
    let scripts = files.iter().filter(|(path, _)| path.starts_with("search/"));
    let lines = scripts.flat_map(|(path, bytes)| {
        let text = std::str::from_utf8(bytes).expect("text");
        assert!(!text.contains(['\u{2028}', '\u{2029}']), "{path}: no end of a line that older scripts would see");
        text.lines()
    });
    lines
        .map(|line| {
            let inside = line.strip_prefix("rationaleSearch(").and_then(|rest| rest.strip_suffix(");")).expect("one call");
            let value: Value = serde_json::from_str(&format!("[{inside}]")).unwrap_or_else(|error| panic!("{error}: {inside}"));
            (value[0].as_str().expect("a key").to_owned(), value[1].clone())
        })
        .collect()
}

/// A site on a disk, for node to read.
fn on_disk(files: &BTreeMap<String, Vec<u8>>) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("search/") || path.starts_with("assets/")) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, bytes).expect("written");
    }
    folder
}

/// What the browser's script answers; `None` without node.
fn asked(site: &Path, queries: &[&str], input: &str) -> Option<Value> {
    if !tool::is_there("node", &["--version"]) {
        return None;
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/search/ask.js");
    let mut node = Command::new("node");
    node.arg(script).arg(site).args(queries).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = node.spawn().expect("node runs");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("node listens");
    let output = child.wait_with_output().expect("node ends");
    assert!(output.status.success(), "{queries:?}");
    Some(serde_json::from_slice(&output.stdout).expect("JSON"))
}

fn vectors() -> Vec<(String, Vec<String>)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/search/tokens.json");
    let vectors: Value = serde_json::from_slice(&std::fs::read(path).expect("the examples")).expect("JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let tokens = |value: &Value| value.as_array().expect("a list").iter().map(text).collect();
    vectors.as_array().expect("a list").iter().map(|vector| (text(&vector["text"]), tokens(&vector["tokens"]))).collect()
}

#[test]
fn texts_are_cut_into_words_as_the_examples_say() {
    for (text, expected) in vectors() {
        let mut tokens = Vec::new();
        each_token(&text, |token| tokens.push(token.to_owned()));
        assert_eq!(tokens, expected, "{text:?}");
    }
}

#[test]
fn a_browser_cuts_them_alike() {
    let folder = on_disk(&portal::files(portal::site()));
    let texts: Vec<String> = vectors().into_iter().map(|(text, _)| text).collect();
    let Some(answer) = asked(folder.path(), &[], &serde_json::to_string(&texts).expect("JSON")) else { return };
    for ((text, expected), tokens) in vectors().into_iter().zip(answer.as_array().expect("a list")) {
        assert_eq!(*tokens, Value::from(expected), "{text:?}");
    }
}

/// Documents that have a word, with the weightiest place of each.
fn documents(index: &Index, word: &str) -> Vec<(u32, Level)> {
    (0..index.len()).find(|rank| index.word(*rank) == word).map_or_else(Vec::new, |rank| index.postings(rank).collect())
}

#[test]
fn the_index_knows_every_word_and_its_weightiest_place() {
    let site = portal::site();
    let records = site.records.iter().map(|record| Arc::new(rationale::analyze::analyze(&site, record))).collect();
    let analysis = rationale::analyze::Analysis { records };
    let sources = rationale::base::source::Sources(Vec::new());
    let portal = Portal::new(&site, &analysis, &sources);
    let (searched, index) = (portal.searched(), portal.searched().index());
    let number = |title: &str| {
        let at = (0..searched.count()).find(|at| searched.document(*at).title.starts_with(title)).expect("a document");
        u32::try_from(at).expect("small")
    };
    let assistant = number("Support assistant");
    for (word, expected) in [
        ("7", Level::Id),
        ("0007", Level::Id),
        ("assistant", Level::Title),
        ("platform", Level::Tag),
        ("crossover", Level::Body),
        ("sentence", Level::Often),
    ] {
        let found = documents(&index, word).into_iter().find(|(document, _)| *document == assistant);
        assert_eq!(found, Some((assistant, expected)), "{word}");
    }
    let headings = documents(&index, "costs");
    assert!(headings.contains(&(number("Handbook"), Level::Heading)), "{headings:?}");
    for at in 0..searched.count() {
        let number = u32::try_from(at).expect("small");
        for section in &searched.document(at).sections {
            each_token(&section.text, |token| {
                assert!(documents(&index, token).iter().any(|(document, _)| *document == number), "{token} of {at}");
            });
        }
    }
}

#[test]
fn every_hit_leads_to_its_place() {
    let files = portal::files(portal::site());
    let calls = calls(&files);
    let rows = calls["texts-0"].as_array().expect("rows");
    assert!(rows.len() > 8, "pages of all kinds");
    let mut places = 0;
    for row in rows {
        let url = row[2].as_str().expect("an address");
        let page = files.get(url).unwrap_or_else(|| panic!("{url} is no page"));
        let page = std::str::from_utf8(page).expect("text");
        for section in row[4].as_array().expect("sections") {
            let anchor = section[0].as_str().expect("a fragment");
            assert!(anchor.is_empty() || page.contains(&format!(" id=\"{anchor}\"")), "{url}#{anchor}");
            places += 1;
        }
    }
    assert!(places > 60, "{places}");
}

#[test]
fn words_of_a_body_are_told_apart_and_together() {
    let body = "Before *em*phasis, `co`de & <b>raw</b>.[^1]\n\n## A *first* &amp; second\n\nSee [[0002]] and [this](0002-b.md).\n\n| a | b |\n|---|---|\n| one | two |\n\n\
                ### Third\n\n<p title=\"a > b\">inside</p>\n\n- item\n- other\n\n[^1]: The note.\n";
    let files = site(&[("records/0001-a.md", &record("A", body)), ("records/0002-b.md", &record("B", "Text."))]);
    let calls = calls(&files);
    let row = calls["texts-0"].as_array().expect("rows").iter().find(|row| row[0] == "0001").expect("the record").clone();
    let expected = serde_json::json!([
        ["", "", "Before emphasis, code & raw."],
        ["a-first--second", "A first & second", "See 0002 B and this. a b one two"],
        ["third", "Third", "inside item other The note. ↩"]
    ]);
    assert_eq!(row[4], expected);
}

/// Whatever people write stays a text in a script.
#[test]
fn hostile_texts_stay_texts() {
    let title = "</script><img src=x onerror=alert(1)> \"q\" 'a' \\ \u{2028} `${x}` ]]>";
    let body = format!("{title}\n\n## \\u2028 \u{2029}\n\nrationaleSearch(\"index\",0);\n");
    let files = site(&[("records/0001-a.md", &record(title, &body))]);
    let calls = calls(&files);
    let rows = calls["texts-0"].as_array().expect("rows");
    assert!(rows.iter().any(|row| row[1] == title), "{rows:?}");
    let folder = on_disk(&files);
    let Some(answer) = asked(folder.path(), &["onerror alert"], "") else { return };
    let shown = answer[0]["hits"][0]["title"].as_str().expect("a title");
    assert_eq!(shown.replace(['[', ']'], ""), format!("0001 {}", title.replace(['[', ']'], "")), "and a reader sees it as it was written");
}

/// Decisions of a large company, in words that repeat as words do.
fn large(records: usize) -> Vec<(String, String)> {
    const SYLLABLES: [&str; 16] = ["ba", "co", "di", "fa", "go", "hu", "ka", "lo", "mi", "ne", "pa", "ro", "sa", "ti", "vu", "ze"];
    let mut state = 7_u64;
    let mut next = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut word = move || {
        // Small numbers are common: the first words stand everywhere, the last ones once.
        let number = next(60) * next(60) * (1 + next(4));
        let syllable = |at: u64| SYLLABLES[usize::try_from(at % 16).expect("small")];
        [syllable(number), syllable(number / 16), syllable(number / 256), syllable(number / 4096)].concat()
    };
    (0..records)
        .map(|at| {
            let mut text = |words: usize| (0..words).map(|_| word()).collect::<Vec<_>>().join(" ");
            let body = format!("{}\n\n## {}\n\n{}\n\n## {}\n\nTicket T-{at} {}\n", text(60), text(3), text(90), text(2), text(120));
            (format!("records/{:05}-r.md", at + 1), record(&format!("Use {} for needle{at}", text(2)), &body))
        })
        .collect()
}

fn large_site(records: usize) -> BTreeMap<String, Vec<u8>> {
    let files = large(records);
    site(&files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>())
}

#[test]
fn a_small_index_is_one_file_and_a_large_one_is_cut() {
    let small = portal::files(portal::site());
    assert_eq!(small.keys().filter(|path| path.starts_with("search/")).collect::<Vec<_>>(), ["search/index.js"]);

    let large = large_site(400);
    let sizes: BTreeMap<&str, usize> =
        large.iter().filter_map(|(path, bytes)| Some((path.strip_prefix("search/")?.strip_suffix(".js")?, bytes.len()))).collect();
    let kinds: BTreeSet<&str> = sizes.keys().map(|name| name.split('-').next().unwrap_or_default()).collect();
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["facets", "index", "slips", "texts", "words"]);
    assert!(sizes.values().all(|size| *size < 20_000), "{sizes:?}");

    let calls = calls(&large);
    let index = &calls["index"];
    let (count, version) = (index["count"].as_u64().expect("a number"), index["version"].as_str().expect("a text"));
    let shelves: Vec<u64> = index["shelves"].as_array().expect("numbers").iter().filter_map(Value::as_u64).collect();
    assert_eq!(shelves.iter().sum::<u64>(), count, "each document stands on one shelf");
    for (number, documents) in shelves.iter().enumerate() {
        assert_eq!(calls[&format!("texts-{number}")].as_array().map(Vec::len), usize::try_from(*documents).ok());
    }
    for kind in ["words", "slips"] {
        let firsts: Vec<&str> = index[kind].as_array().expect("words").iter().filter_map(Value::as_str).collect();
        assert!(firsts.is_sorted(), "{firsts:?}");
        for (number, first) in firsts.iter().enumerate() {
            let shard = calls[&format!("{kind}-{number}.{version}")].as_str().expect("a text");
            assert!(shard.starts_with(first), "{first}: {shard:.40}");
        }
    }
}

/// The same shards whoever builds them.
#[test]
fn threads_make_no_difference() {
    let files = large(1200);
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let made = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| site(&files).into_iter().filter(|(path, _)| path.starts_with("search/")).collect::<BTreeMap<_, _>>())
    };
    assert!(made(1) == made(3));
}

/// Titles of the hits of a query.
fn titles(answer: &Value) -> Vec<&str> {
    answer["hits"].as_array().expect("hits").iter().filter_map(|hit| hit["title"].as_str()).collect()
}

#[test]
fn a_browser_finds_what_people_mean() {
    let files = site(&[
        (
            "records/0001-log.md",
            &record("Event log", "We keep Kafka.\n\n## Retention\n\nKafka keeps messages for days. PostgreSQL stays.\n"),
        ),
        ("records/0002-db.md", &record("PostgreSQL for orders", "A database.\n\n## Kafka or not\n\nNot here.\n")),
        ("records/0003-kafka.md", &record("Kafka for payments", "Chosen. Größe der Schlüssel. 決定記録を読む。\n")),
        ("records/0012-ids.md", &record("Ids", "Nothing else. Kafk.\n")),
    ]);
    let folder = on_disk(&files);
    let queries = [
        "kafka",
        "kafka postgresql",
        "postgres",
        "posgtresql",
        "kafkq paymnets",
        "12",
        "grosse",
        "große",
        "GRÖSSE",
        "記録",
        "決定 読",
        "qafka",
        "kafka zebra",
        "xq",
    ];
    let Some(answer) = asked(folder.path(), &queries, "") else { return };
    let kafka = "[Kafka]";
    let expected: [&[&str]; 14] = [
        &[&format!("0003 {kafka} for payments"), "0002 PostgreSQL for orders", "0001 Event log"],
        &["0002 [PostgreSQL] for orders", "0001 Event log"],
        &["0002 [PostgreSQL] for orders", "0001 Event log"],
        &["0002 [PostgreSQL] for orders", "0001 Event log"],
        &["0003 [Kafka] for [payments]"],
        &["0012 Ids"],
        &[],
        &["0003 Kafka for payments"],
        &[],
        &["0003 Kafka for payments"],
        &["0003 Kafka for payments"],
        &[],
        &[],
        &[],
    ];
    for ((query, expected), answer) in queries.iter().zip(expected).zip(answer.as_array().expect("answers")) {
        assert_eq!(titles(answer), expected, "{query}");
        assert_eq!(answer["count"], expected.len(), "{query}");
    }
    let log = &answer[1]["hits"][1]["sections"];
    assert_eq!(log[0]["href"], "0001-log.html");
    let retention = serde_json::json!({ "href": "0001-log.html#retention", "title": "Retention", "text": "[Kafka] keeps messages for days. [PostgreSQL] stays." });
    assert_eq!(log[1], retention, "the section, its words marked");
    assert_eq!(answer[9]["hits"][0]["sections"][0]["text"], "Chosen. Größe der Schlüssel. 決定[記][録]を読む。");
}

/// In a large site a query loads little, whatever it is.
#[test]
fn a_query_loads_a_few_files() {
    let files = large_site(1500);
    let folder = on_disk(&files);
    let whole: usize = files.iter().filter(|(path, _)| path.starts_with("search/")).map(|(_, bytes)| bytes.len()).sum();
    assert!(whole > 2_000_000, "worth cutting: {whole}");
    for query in ["needle777", "needle77", "nedle777x", "b", "ba", "baco", "bacoba", "use for needle", "tikcet", "ticket 1499"] {
        let Some(answer) = asked(folder.path(), &[query], "") else { return };
        let (bytes, count) = (answer[0]["bytes"].as_u64().expect("bytes"), answer[0]["count"].as_u64().expect("hits"));
        assert!(bytes < 90_000, "{query}: {bytes} bytes, {}", answer[0]["loaded"]);
        let expected = match query {
            "needle777" => 1..=1,
            // Itself, and those with one more digit.
            "needle77" => 11..=11,
            "nedle777x" => 0..=0,
            "use for needle" => 1500..=1500,
            _ => 1..=1501,
        };
        assert!(expected.contains(&count), "{query}: {count} hits");
    }
}

#[test]
fn hits_can_be_narrowed() {
    let calls = calls(&portal::files(portal::site()));
    let facets = calls.iter().find(|(key, _)| key.starts_with("facets.")).expect("facets").1;
    let names = |at: usize| -> Vec<&str> { facets[at].as_array().expect("groups").iter().filter_map(|group| group[0].as_str()).collect() };
    assert_eq!(names(0)[0], "accepted", "the most common first");
    assert!(names(1).contains(&"C++") && names(2).contains(&"Platform & data"), "{facets}");
    assert!(facets[3][1].as_str().is_some_and(|documents| !documents.is_empty()), "reviews that are due some day: {facets}");
}
