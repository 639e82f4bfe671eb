//! Commands that change records in place: what they write, what they refuse, and that nothing else in a file moves.

use std::fs;

use proptest::prelude::{Just, Strategy, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};
use rationale::edit::front::Front;

use crate::program::{Run, Site};

const PROPOSED: &str = "\
+++
# The head, in an order of its own.
date = 2026-10-01      # when it was proposed
title   = 'Card vault' # single quotes
status = \"proposed\"    # soon accepted

[extra]
ticket = \"PAY-7\"

[[options]]
id = \"own\"

[[options]]
id = \"bought\" # the second
+++

Text stays  \n\tas it is.  \n";

fn accepted(title: &str, more: &str) -> String {
    format!("+++\ntitle = \"{title}\"\nstatus = \"accepted\"\ndate = 2026-02-01\n{more}+++\n\nText of {title}.\n")
}

fn log(records: &[(&str, &str)]) -> Site {
    let site = Site::with(&[("rationale.toml", "title = \"T\"\n")]);
    for (name, text) in records {
        site.write(&format!("records/{name}"), text);
    }
    site
}

/// Runs a command that has to refuse, and change nothing.
fn refused(site: &Site, args: &[&str], said: &[&str]) {
    let before = site.tree(".");
    let Run { out, err, .. } = site.expect(args, 2);
    assert!(err.starts_with("error: cannot ") && out.is_empty(), "{args:?}: {out}{err}");
    for said in said {
        assert!(err.contains(said), "{args:?}: expected “{said}” in\n{err}");
    }
    assert_eq!(site.tree("."), before, "{args:?}");
}

#[test]
fn accept_changes_status_and_day_and_nothing_else() {
    for newline in ["\n", "\r\n"] {
        for mark in ["", "\u{feff}"] {
            let old = format!("{mark}{}", PROPOSED.replace('\n', newline));
            let site = log(&[("0007-card-vault.md", &old)]);
            let run = site.expect(&["accept", "7", "--chosen", "bought", "--date", "2026-11-20"], 0);
            assert_eq!(run.out, "Accepted 0007 Card vault on 2026-11-20, with `bought`\n");
            assert!(run.err.is_empty(), "{}", run.err);
            let expected = old.replace("date = 2026-10-01", "date = 2026-11-20").replace(
                "status = \"proposed\"    # soon accepted",
                &format!("status = \"accepted\"    # soon accepted{newline}chosen = \"bought\""),
            );
            assert_eq!(site.read("records/0007-card-vault.md"), expected);
            assert_eq!(site.tree("records").len(), 1, "nothing is left beside it");
            site.expect(&["check"], 0);
        }
    }
}

#[test]
fn accept_tells_what_it_cannot_do() {
    let site = log(&[
        ("0001-in-force.md", &accepted("In force", "chosen = \"a\"\n[[options]]\nid = \"a\"\n[[options]]\nid = \"b\"\n")),
        ("0002-gone.md", &accepted("Gone", "").replace("accepted", "superseded")),
        ("0003-new.md", &accepted("New", "supersedes = [\"0002\"]\n")),
        ("0004-broken.md", "+++\ntitle = \n+++\n"),
        ("0005-proposed.md", PROPOSED),
        ("0006-old.md", &accepted("Old", "").replace("accepted", "deprecated")),
        ("0008-none.md", "# Another form\n"),
    ]);
    refused(&site, &["accept", "1"], &["cannot accept `1`: it is accepted since 2026-02-01"]);
    refused(&site, &["accept", "1", "--chosen", "b"], &["with `a`", "another outcome is another decision"]);
    refused(&site, &["accept", "2"], &["it is superseded by `0003`"]);
    refused(&site, &["accept", "4"], &["its front matter cannot be read", "rationale check"]);
    refused(&site, &["accept", "5", "--chosen", "bougth"], &["it has no option `bougth`", "did you mean `bought`?"]);
    refused(&site, &["accept", "3", "--chosen", "x"], &["it weighs no options"]);
    refused(&site, &["accept", "5", "--date", "2026-11-24"], &["2026-11-24 is still to come"]);
    refused(&site, &["accept", "6"], &["it is deprecated: it was accepted once"]);
    refused(&site, &["accept", "8"], &["no front matter", "rationale import"]);
    refused(&site, &["accept", "0055"], &["no record has this id", "did you mean `0005`?"]);
    let run = site.expect(&["accept", "5"], 0);
    assert!(run.err.contains("--chosen own"), "{}", run.err);
    site.expect(&["accept", "5", "--chosen", "own"], 0);
    refused(&site, &["accept", "5", "--chosen", "own"], &["it is accepted since 2026-11-23"]);
}

#[test]
fn both_sides_of_a_supersession_are_written() {
    let old = accepted("Old", "# why it was\nsuperseded_by = []\n");
    let new = accepted("New", "tags = [\"a\"]\n").replace("2026-02-01", "2026-08-01");
    let site = log(&[("0003-old.md", &old), ("0011-new.md", &new)]);
    let run = site.expect(&["supersede", "3", "11"], 0);
    assert_eq!(run.out, "0011 New takes the place of 0003 Old\n");
    let expected = old
        .replace("\"accepted\"\ndate = 2026-02-01\n", "\"superseded\"\ndate = 2026-08-01\ndecided = 2026-02-01\n")
        .replace("superseded_by = []", "superseded_by = [\"0011\"]");
    assert_eq!(site.read("records/0003-old.md"), expected);
    assert_eq!(site.read("records/0011-new.md"), new.replace("tags = [\"a\"]\n", "tags = [\"a\"]\nsupersedes = [\"0003\"]\n"));
    let run = site.expect(&["check", "--strict"], 0);
    assert!(run.out.contains("nothing to mend"), "{}", run.out);
    refused(&site, &["supersede", "3", "11"], &["`0011` takes its place already"]);
    refused(&site, &["supersede", "11", "3"], &["go round in a circle"]);
    refused(&site, &["supersede", "3", "3"], &["a record cannot take its own place"]);
    refused(&site, &["supersede", "3", "11", "--part", "x"], &["takes the place of the whole of it already"]);
}

/// A successor that is not accepted is announced, and takes the place when it is (ruling 11).
#[test]
fn what_is_proposed_takes_a_place_when_it_is_accepted() {
    let site = log(&[("0003-old.md", &accepted("Old", "")), ("0007-new.md", PROPOSED)]);
    let run = site.expect(&["supersede", "3", "7"], 0);
    assert!(run.err.contains("0003 stays as it is until `rationale accept 7`"), "{}", run.err);
    assert!(site.read("records/0003-old.md").contains("status = \"accepted\"\ndate = 2026-02-01\nsuperseded_by = [\"0007\"]\n"));
    let run = site.expect(&["accept", "7", "--chosen", "own"], 0);
    assert!(run.out.contains("It takes the place of 0003 Old"), "{}", run.out);
    assert!(site.read("records/0003-old.md").contains("status = \"superseded\"\ndate = 2026-11-23\ndecided = 2026-02-01\n"));
    site.expect(&["check", "--strict"], 0);
}

#[test]
fn a_part_leaves_the_old_one_in_force() {
    let site = log(&[("0003-old.md", &accepted("Old", "")), ("0011-new.md", &accepted("New", ""))]);
    site.expect(&["supersede", "3", "11", "--part", "retention \"only\""], 0);
    let tie = "[{ id = \"0011\", part = 'retention \"only\"' }]";
    assert_eq!(site.read("records/0003-old.md"), accepted("Old", &format!("superseded_by = {tie}\n")));
    site.expect(&["check", "--strict"], 0);
}

/// Between logs ids are written so that they mean the record (ruling 9), and not at all where nothing would.
#[test]
fn supersession_across_logs() {
    let site = Site::with(&[
        ("rationale.toml", "[[sources]]\npath = \"records\"\n[[sources]]\npath = \"pay\"\nscope = \"pay\"\n"),
        ("records/0001-a.md", &accepted("A", "")),
        ("records/0002-b.md", &accepted("B", "")),
        ("pay/0002-c.md", &accepted("C", "")),
        ("pay/0003-d.md", &accepted("D", "")),
    ]);
    site.expect(&["supersede", "pay/2", "1"], 0);
    assert!(site.read("records/0001-a.md").contains("supersedes = [\"pay/0002\"]"));
    assert!(site.read("pay/0002-c.md").contains("superseded_by = [\"0001\"]"));
    refused(&site, &["supersede", "pay/2", "records/0002-b.md"], &["the id `0002` means a record of its own log"]);
    refused(&site, &["supersede", "pay/9", "1"], &["no record has this id"]);
    site.expect(&["check", "--strict"], 0);
}

#[test]
fn a_review_is_logged_after_the_last_one() {
    let more = "\n[review]\nevery = \"6 months\" # often\n\n[[reviews]]\non = 2026-05-01 # the first\n\n[extra]\na = 1\n";
    let site = log(&[("0007-a.md", &accepted("A", more)), ("0008-b.md", &accepted("B", "")), ("0009-c.md", PROPOSED)]);
    let run =
        site.expect(&["review", "7", "--outcome", "reaffirmed", "--note", "Volume still under the crossover.", "--by", "Platform"], 0);
    assert_eq!(run.out, "Logged: 0007 A was reaffirmed on 2026-11-23\nNext review: 2027-05-23\n");
    let entry =
        "\n[[reviews]]\non = 2026-11-23\nby = \"Platform\"\noutcome = \"reaffirmed\"\nnote = \"Volume still under the crossover.\"\n";
    let expected = accepted("A", &more.replace("# the first\n", &format!("# the first\n{entry}")));
    assert_eq!(site.read("records/0007-a.md"), expected);
    refused(
        &site,
        &["review", "7", "--outcome", "reaffirmed", "--note", "Volume still under the crossover.", "--by", "Platform"],
        &["the same review is in its log already"],
    );
    let run = site.expect(&["review", "8", "--outcome", "superseded", "--note", "Gone."], 0);
    assert!(run.err.contains("asks for no further review") && run.err.contains("rationale supersede 8 NEW"), "{}", run.err);
    refused(&site, &["review", "9", "--outcome", "changed", "--note", "x"], &["it is proposed, and only what was accepted is reviewed"]);
    refused(
        &site,
        &["review", "8", "--outcome", "changed", "--note", "x", "--date", "2026-01-01"],
        &["it was accepted on 2026-02-01, after the review"],
    );
    refused(&site, &["review", "8", "--outcome", "changed", "--note", "x", "--date", "2027-01-01"], &["still to come"]);
    for args in [
        &["review", "8", "--outcome", "good", "--note", "x"][..],
        &["review", "8", "--note", "x"],
        &["review", "8", "--outcome", "changed"],
    ] {
        site.expect(args, 2);
    }
    site.expect(&["check", "--strict"], 0);
}

/// The second of two files cannot be written: the first stays as it was.
#[test]
fn a_run_that_fails_in_the_middle_leaves_both_files() {
    let site = log(&[("0003-old.md", &accepted("Old", "")), ("deep/0011-new.md", &accepted("New", ""))]);
    fs::create_dir(site.path("records/deep/.0011-new.md.new")).expect("made");
    let before = site.tree("records");
    let run = site.expect(&["supersede", "3", "11"], 2);
    assert!(run.err.contains(".0011-new.md.new") && run.err.contains("it exists already") && run.err.contains("cut off"), "{}", run.err);
    assert_eq!(site.tree("records"), before);
    fs::remove_dir(site.path("records/deep/.0011-new.md.new")).expect("removed");
    site.expect(&["supersede", "3", "11"], 0);
}

fn clash() -> Site {
    let site = log(&[
        ("0001-first.md", &accepted("First", "depends_on = [\"0002\"]\n")),
        ("0002-kept.md", &accepted("Kept", "")),
        (
            "0002-moved.md",
            &accepted("Moved", "aliases = [\n  \"older.html\", # from the wiki\n]\n")
                .replace("Text", "## Context\n\n[Up](#context) and [myself](0002-moved.md). Text"),
        ),
        (
            "0003-reader.md",
            &format!(
                "{}\n[[0002]], [by path](0002-moved.md#context), [by page](0002-moved.html), [ref], [kept](0002-kept.md).\n\n[ref]: <0002-moved.md> \"t\"\n",
                accepted("Reader", "")
            ),
        ),
    ]);
    site.write("content/page.md", "# Page\n\n[moved](../records/0002-moved.md) and `0002-moved.md`.\n");
    site
}

#[test]
fn renumbering_takes_every_reference_along() {
    let site = clash();
    let run = site.expect(&["check"], 1);
    assert!(run.out.contains("two records with the id `0002`"), "{}", run.out);
    refused(&site, &["renumber", "2"], &["several records have this id", "`records/0002-kept.md`, `records/0002-moved.md`"]);
    refused(&site, &["renumber", "records/0002-moved.md", "--to", "3"], &["`3` is the number of 0003 Reader"]);
    refused(&site, &["renumber", "records/0002-moved.md", "--to", "2"], &["already"]);
    let before = site.tree(".");
    let dry = site.expect(&["renumber", "records/0002-moved.md", "--dry-run"], 0);
    for line in [
        "rename records/0002-moved.md\n    to records/0004-moved.md\n",
        "+  \"0002-moved.html\",\n",
        "-[[0002]], [by path](0002-moved.md#context), [by page](0002-moved.html), [ref], [kept](0002-kept.md).\n",
        "+[[0002]], [by path](0004-moved.md#context), [by page](0004-moved.html), [ref], [kept](0002-kept.md).\n",
        "+[ref]: <0004-moved.md> \"t\"\n",
        "+[moved](../records/0004-moved.md) and `0002-moved.md`.\n",
    ] {
        assert!(dry.out.contains(line), "{line}\n{}", dry.out);
    }
    assert_eq!(site.tree("."), before);

    let run = site.expect(&["renumber", "records/0002-moved.md"], 0);
    assert_eq!(run.out, "0002 is 0004, now records/0004-moved.md, 2 files followed\n");
    assert!(site.read("records/0004-moved.md").contains("[myself](0004-moved.md)"));
    // What the id alone names is the first of the two, before and after.
    assert!(site.read("records/0001-first.md").contains("depends_on = [\"0002\"]"));
    let run = site.expect(&["check", "--strict"], 0);
    assert!(run.out.contains("nothing to mend"), "{}", run.out);
    site.expect(&["build"], 0);
    assert!(site.read("public/0002-moved.html").contains("0004-moved.html"), "the old address leads on");
}

#[test]
fn renumbering_follows_ids_in_front_matter_and_in_texts() {
    let site = Site::with(&[
        ("rationale.toml", "[[sources]]\npath = \"records\"\n[[sources]]\npath = \"pay\"\nscope = \"pay\"\n"),
        ("pay/ADR-2-a/index.md", &accepted("A", "")),
        ("pay/ADR-2-a/drawing.svg", "<svg/>"),
        (
            "pay/3-b.md",
            &accepted("B", "supersedes = [{ id = '2', part = \"x\" }]\n").replace("Text", "[[2]] ![d](ADR-2-a/drawing.svg) Text"),
        ),
        ("records/1.md", &accepted("One", "relates_to = [\"pay/2\"]\n").replace("Text", "[[pay/002#context|words]] Text")),
        ("records/5.md", &accepted("Five", "").replace("Text", "[[pay/3]] Text")),
    ]);
    site.expect(&["renumber", "pay/2", "--to", "9"], 0);
    assert!(site.read("pay/ADR-9-a/index.md").contains("aliases = [\"pay/ADR-2-a.html\"]"));
    let b = site.read("pay/3-b.md");
    assert!(b.contains("[{ id = \"9\", part = \"x\" }]") && b.contains("[[9]] ![d](ADR-9-a/drawing.svg)"), "{b}");
    let one = site.read("records/1.md");
    assert!(one.contains("relates_to = [\"pay/9\"]"), "{one}");
    assert!(site.read("records/5.md").contains("[[pay/3]]"), "another record's number");
    // A file that is in the way is not overwritten.
    site.write("pay/4-b.md.keep", "x");
    fs::create_dir(site.path("pay/10-b.md")).expect("made");
    refused(&site, &["renumber", "pay/3", "--to", "10"], &["`pay/10-b.md` exists already"]);
    refused(&site, &["renumber", "records/1.md", "--to", "9"], &["is the number of pay/9"]);
}

#[test]
fn new_writes_into_a_scope() {
    let site = Site::with(&[
        (
            "rationale.toml",
            "[[sources]]\npath = \"records\"\n[[sources]]\npath = \"pay\"\nscope = \"pay\"\n[[sources]]\npath = \"old\"\nscope = \"old\"\ndialect = \"madr\"\n",
        ),
        ("records/0041-a.md", &accepted("A", "")),
        ("pay/007-b.md", &accepted("B", "")),
        ("old/0001-c.md", "# C\n"),
    ]);
    assert_eq!(site.expect(&["new", "In pay", "--scope", "Pay"], 0).out, "pay/008-in-pay.md\n");
    assert_eq!(site.expect(&["new", "Here"], 0).out, "records/0042-here.md\n");
    refused(&site, &["new", "X", "--scope", "pya"], &["no log of the site has this scope", "did you mean `pay`?"]);
    refused(&site, &["new", "X", "--scope", "old"], &["written in another form", "rationale import"]);
}

/// Pieces of front matter as people write them. No key stands in two of one list.
const HEADS: [&[&str]; 6] = [
    &["title = \"T\" # c", "title = '''\nT'''", "\"title\" = \"T\""],
    &["status = \"draft\"   # | accepted", "status = 'proposed'", ""],
    &["date = 2026-01-01", "date=2026-01-01# c", "# date = 2026-01-01"],
    &[
        "supersedes = []",
        "supersedes = ['0001', { id = \"0002\" } ] # c",
        "supersedes = [\n    # first\n    \"0001\", # c\n    \"0002\" # d\n\n]",
        "",
    ],
    &["tags = [\n  \"a\",\n]", "note.a = 1\nx = \"\"\"\nstatus = 1\n\"\"\"\nnote.b = 2", "", "# remark  "],
    &["chosen = \"a\"", "  chosen = \"b\"", ""],
];
const TABLES: [&str; 6] = [
    "[review]\nevery = \"1 year\" # c",
    "[[reviews]]\non = 2026-02-01\nnote = \"\"\"\n[a]\n\"\"\"",
    "[[options]]\n  id = \"a\"\n  [[options.costs]]\n  id = \"c\"",
    "[extra]\n\"k.l\" = { a = 1, b = [2, 3] } # c",
    "# remark between",
    "",
];

fn documents() -> impl Strategy<Value = String> {
    let heads = HEADS.map(|lines| (0..lines.len()).prop_map(move |at| lines[at]));
    let tables = prop::sample::subsequence(TABLES.to_vec(), 0..=TABLES.len()).prop_shuffle();
    let body = prop_oneof![Just("\n## Context  \n\n+++\nstatus = \"x\"\n"), Just(""), Just("no line end")];
    (Just(heads).prop_flat_map(|heads| heads.to_vec()), tables, body, prop::collection::vec(0_u8..4, 64)).prop_map(
        |(mut heads, tables, body, ends)| {
            if ends[0] == 1 {
                heads.reverse();
            }
            let text = format!("+++\n{}\n{}\n+++\n{body}", heads.join("\n"), tables.join("\n"));
            // Line ends of one kind, of the other, or of both.
            let mut ends = ends.into_iter().cycle();
            text.split_inclusive('\n')
                .map(|line| match (line.strip_suffix('\n'), ends.next()) {
                    (Some(line), Some(3)) => format!("{line}\r\n"),
                    _ => line.to_owned(),
                })
                .collect()
        },
    )
}

proptest! {
    /// Whatever is set, every other line stays as it was, byte for byte, and what was set is what is read.
    #[test]
    fn all_other_lines_stay(old in documents()) {
        let mut front = Front::open(&old).expect("front matter");
        front.set("status", "\"accepted\"", &["title"]).expect("a value");
        front.set("date", "2026-11-23", &["title", "status"]).expect("a value");
        front.set("chosen", "\"new\"", &["title", "status", "date"]).expect("a value");
        front.push("supersedes", "\"0009\"", &[("id", "\"0009\"".to_owned())], &["title", "status", "date", "chosen"]).expect("a list");
        front.append("reviews", &[("on", "2026-11-23".to_owned()), ("outcome", "\"changed\"".to_owned())], &["review"]).expect("tables");
        let new = front.finish().expect("it can be read again");

        let toml = |text: &str| {
            let text = text.replace("\r\n", "\n");
            let inner = text.strip_prefix("+++\n").and_then(|text| text.split_once("\n+++\n")).expect("fences").0.to_owned();
            inner.parse::<toml::Table>().expect("TOML")
        };
        let (mut was, mut is) = (toml(&old), toml(&new));
        prop_assert_eq!(is["status"].as_str(), Some("accepted"));
        prop_assert_eq!(is["chosen"].as_str(), Some("new"));
        prop_assert_eq!(is["date"].to_string(), "2026-11-23");
        prop_assert_eq!(is["supersedes"].as_array().and_then(|list| list.last()?.as_str()), Some("0009"));
        let logged = |table: &toml::Table| table.get("reviews").and_then(|list| list.as_array()).map_or(0, Vec::len);
        prop_assert_eq!(logged(&is), logged(&was) + 1);
        for table in [&mut was, &mut is] {
            for key in ["status", "date", "chosen", "supersedes", "reviews"] {
                table.remove(key);
            }
        }
        prop_assert_eq!(&was, &is);

        let is_set = |line: &str| ["status", "date", "chosen", "supersedes", "\"0002\""].iter().any(|key| line.trim_start().starts_with(key));
        let mut lines = new.split_inclusive('\n');
        for line in old.split_inclusive('\n').filter(|line| !is_set(line)) {
            prop_assert!(lines.any(|other| other == line), "{:?} is not in {:?}", line, new);
        }
    }
}
