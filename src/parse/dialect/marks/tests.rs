//! Marks, words and links.

use super::{mark, plain};

fn words(text: &str) -> Vec<String> {
    mark(text).words.into_iter().map(|word| word.text).collect()
}

#[test]
fn marks_are_taken_off() {
    for (text, expected) in [
        ("**Accepted** _now_", "Accepted now"),
        ("[Use `x`](a.md) and ![pic](b.png)", "Use x and pic"),
        ("a\\_b <!-- c --> d<br>e", "a_b d e"),
        ("snake_case * 2", "snake_case * 2"),
        ("✅\u{fe0f} Accepted", "✅ Accepted"),
        ("[open", "[open"),
        ("[[0012|twelve]] <https://x.example>", "twelve https://x.example"),
    ] {
        assert_eq!(plain(text), expected, "{text}");
    }
}

#[test]
fn words_and_links() {
    assert_eq!(
        words("~~Accepted~~ Superseded by [9. Use Rust](0009-use.md) on 2018-09-26."),
        ["superseded", "by", "9", "use", "rust", "on", "2018-09-26"]
    );
    assert_eq!(words("work-in-progress / ADR-0012, #7"), ["work", "in", "progress", "adr-0012", "#7"]);
    assert_eq!(words("ADR-12に置き換え"), ["adr-12", "に置き換え"]);
    assert_eq!(words("proposed/accepted a/b.md 1/2/2018"), ["proposed", "accepted", "a/b.md", "1/2/2018"]);
    let marked = mark("see [a][b] and [c](<d e.md>)");
    assert_eq!(marked.links.len(), 2);
    assert!(marked.links[0].named);
    assert_eq!(mark("- [x] Accepted\n- [ ] Rejected").boxes, [true, false]);
}
