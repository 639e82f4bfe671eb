//! Words of statuses and whom they name, a line each.

use super::read;
use crate::{
    base::source::{FileId, Span},
    model::record::Status,
    parse::{
        dialect::ties::{Definitions, Passage},
        draft::{TieKind, TieTarget},
    },
};

fn passage(text: &str) -> Passage<'_> {
    Passage { text, span: Span::new(FileId(0), 0..text.len()), exact: true }
}

fn status(text: &str) -> Option<Status> {
    read(passage(text), &Definitions::new()).status
}

#[test]
fn words_of_a_status() {
    use Status::{Accepted, Deprecated, Proposed, Rejected, Superseded};
    for (text, expected) in [
        ("Accepted", Some(Accepted)),
        ("✅ **ACCEPTED**", Some(Accepted)),
        ("\"accepted \"", Some(Accepted)),
        ("Accepted on 2018-09-26.", Some(Accepted)),
        ("2018-09-26: Accepted", Some(Accepted)),
        ("This decision has been approved.", Some(Accepted)),
        ("[Approved](https://x.example/pull/7)", Some(Accepted)),
        ("deprecated, no-longer-relevant", Some(Deprecated)),
        ("Depreciated", Some(Deprecated)),
        ("Work-in-progress", Some(Proposed)),
        ("WIP", Some(Proposed)),
        ("on hold", Some(Proposed)),
        ("Rejected in favour of 0007", Some(Rejected)),
        ("Superceded by 9", Some(Superseded)),
        ("⌛️ Superseded by [036 x](036-x.md)", Some(Superseded)),
        ("Accepted, superseded by [9](0009-x.md)", Some(Superseded)),
        ("~~Accepted~~ Rejected", Some(Rejected)),
        ("Accepted, amended by 12", Some(Accepted)),
        ("Accepted (partly superseded by 12)", Some(Accepted)),
        ("Accepted\n\nSuperseded in part by [9](0009-x.md)", Some(Accepted)),
        ("Accepted\n\nSuperceded by [9](0009-x.md)", Some(Superseded)),
        ("- [ ] Proposed\n- [x] Accepted", Some(Accepted)),
        ("- [ ] Proposed\n- [ ] Accepted", None),
        ("Proposed | **Accepted** | Rejected", Some(Accepted)),
        ("proposed | accepted | rejected", None),
        ("{proposed | accepted}", None),
        ("Proposed 2020-01-01\nAccepted 2020-02-01", Some(Accepted)),
        ("Accepted 2020-02-01\nProposed 2020-03-01", Some(Proposed)),
        ("Partly superseded", None),
        ("Amended by [9](0009-x.md)", None),
        ("not accepted", None),
        ("Not yet accepted", None),
        ("To be accepted", None),
        ("Tentatively accepted", None),
        ("In consideration", None),
        ("unaccepted", None),
        ("Done", None),
        ("", None),
        ("Superseded by [9](0009-x.md) in part: the small one", None),
        ("<!-- proposed, accepted -->\nAccepted", Some(Accepted)),
        (":white_check_mark: Accepted", Some(Accepted)),
        ("Accepted (2022-03-04)", Some(Accepted)),
        ("Akzeptiert", Some(Accepted)),
        ("Accepté le 3 mars 2024", Some(Accepted)),
        ("Aceptada", Some(Accepted)),
        ("Rascunho", Some(Proposed)),
        ("採用", Some(Accepted)),
        ("承認待ち", Some(Proposed)),
        ("不採用", Some(Rejected)),
        ("已被 ADR-0012 取代", Some(Superseded)),
        ("ADR-0012 に置き換えられた", Some(Superseded)),
        ("Ersetzt durch ADR-0012", Some(Superseded)),
        ("Remplacé par [12](0012-x.md)", Some(Superseded)),
    ] {
        assert_eq!(status(text), expected, "{text}");
    }
}

#[test]
fn whom_a_status_names() {
    use TieKind::{AmendedBy, Amends, RelatesTo, SupersededBy, Supersedes};
    let id = |id: &str| TieTarget::Id(id.into());
    let link = |link: &str| TieTarget::Link(link.into());
    for (text, expected) in [
        ("Superseded by [9. Use Rust](0009-use-rust.md)", vec![(SupersededBy, link("0009-use-rust.md"), false)]),
        ("superseded by ADR-0123", vec![(SupersededBy, id("0123"), false)]),
        (
            "superseded by ADR 12, 13 and 14 on 2020-01-01",
            vec![(SupersededBy, id("12"), false), (SupersededBy, id("13"), false), (SupersededBy, id("14"), false)],
        ),
        ("Superseded by [a](1-a.md) and [b](2-b.md)", vec![(SupersededBy, link("1-a.md"), false), (SupersededBy, link("2-b.md"), false)]),
        ("[Superseded by ADR-12](0012-x.md)", vec![(SupersededBy, link("0012-x.md"), false)]),
        ("Superseded by Use Rust everywhere.", vec![(SupersededBy, TieTarget::Title("Use Rust everywhere".into()), false)]),
        ("Accepted. Supersedes #7", vec![(Supersedes, id("7"), false)]),
        (
            "Accepted\nAmends [5. Help](0005-help.md)\nAmended by 9",
            vec![(Amends, link("0005-help.md"), false), (AmendedBy, id("9"), false)],
        ),
        ("Partly superseded by 0033", vec![(SupersededBy, id("0033"), true)]),
        ("Superseded in part by 0033", vec![(SupersededBy, id("0033"), true)]),
        ("Superseded by 20200926-use-x", vec![(SupersededBy, id("20200926-use-x"), false)]),
        ("Accepted, see [discussion](https://x.example/1)", vec![]),
        ("Deprecated by 0012", vec![(SupersededBy, id("0012"), false)]),
        ("Superseded by [20201016-x](20201016-x.md)", vec![(SupersededBy, link("20201016-x.md"), false)]),
        ("Superseded by: N/A", vec![]),
        ("Superseded: see [5](0005-x.md)", vec![(SupersededBy, link("0005-x.md"), false)]),
        ("Superseded on 2020-01-01 by ADR-5", vec![(SupersededBy, id("5"), false)]),
        (
            "Superseded by:\n\n- [a](1-a.md)\n- [b](2-b.md)",
            vec![(SupersededBy, link("1-a.md"), false), (SupersededBy, link("2-b.md"), false)],
        ),
        ("Accepted\nSupersedes [7](7-x.md) in part", vec![(Supersedes, link("7-x.md"), true)]),
        ("Accepted\nSupersedes parts of [7](7-x.md)", vec![(Supersedes, link("7-x.md"), true)]),
        ("Accepted\nUsed by [7](7-x.md)", vec![(RelatesTo, link("7-x.md"), false)]),
        ("已被 ADR-0012 取代", vec![(SupersededBy, id("0012"), false)]),
    ] {
        let ties = read(passage(text), &Definitions::new()).ties;
        let found: Vec<_> = ties.iter().map(|tie| (tie.kind, tie.target.value.clone(), tie.in_part)).collect();
        assert_eq!(found, expected, "{text}");
        assert!(ties.iter().all(|tie| text.get(tie.target.span.range()).is_some_and(|name| !name.is_empty())), "{text}");
    }
}
