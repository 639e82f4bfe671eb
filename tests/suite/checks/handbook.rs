//! The handbook's page of checks is made from the list of checks: `RATIONALE_BLESS=1` writes it anew from the first family on.

use std::{fmt::Write as _, fs};

use rationale::model::{
    check::{Check, FAMILIES, all},
    framework::Thresholds,
};

/// The default of a threshold, as the handbook writes it.
fn default(name: &str) -> String {
    let (_, value, _) = Thresholds::ALL.iter().find(|(known, ..)| *known == name).unwrap_or_else(|| panic!("there is no threshold {name}"));
    rationale::present::number::NumberFormat::or_english("en").trimmed(*value, 2)
}

fn entry(check: &Check) -> String {
    let mut text = format!("### {} {} {{#{}}}\n\n{}\n\n{}\n\n", check.code.0, check.name, check.anchor(), check.looks_for, check.why);
    let unless = if check.unless.is_empty() { String::new() } else { format!(" {}", check.unless) };
    let _ = writeln!(text, "- **What to do:** {}", check.remedy);
    let _ = writeln!(text, "- **Level:** {}.{unless} `{} = \"allow\"` silences it.", check.severity.word(), check.code.0);
    if !check.thresholds.is_empty() {
        let names: Vec<String> = check.thresholds.iter().map(|name| format!("`{name}`, {}", default(name))).collect();
        let _ = writeln!(text, "- **Compares with:** {}.", names.join("; "));
    }
    text + "\n"
}

fn generated() -> String {
    let mut text = String::new();
    for family in FAMILIES {
        let _ = write!(text, "## {}\n\n*Asked of:* {}\n\n", family.name, family.asked_of);
        text.extend(family.checks.iter().map(entry));
    }
    text.truncate(text.trim_end().len());
    text + "\n"
}

#[test]
fn every_check_has_its_entry_in_the_handbook() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/content/handbook/checks.md");
    let page = fs::read_to_string(path).expect("the page of checks");
    let start = page.find(&format!("## {}", FAMILIES[0].name)).expect("the first family");
    if std::env::var_os("RATIONALE_BLESS").is_some() {
        fs::write(path, format!("{}{}", &page[..start], generated())).expect("the page is written");
        return;
    }
    assert_eq!(&page[start..], generated(), "bless the page to write it anew");
    for check in all() {
        assert!(page.contains(&format!("{{#{}}}", check.anchor())), "{} has an anchor", check.code.0);
    }
}

#[test]
fn every_check_says_what_it_is() {
    for check in all() {
        let code = check.code.0;
        for (what, text) in [("looks for", check.looks_for), ("why", check.why), ("what to do", check.remedy)] {
            assert!(text.len() > 10 && text.ends_with('.'), "{code}: {what} is a sentence");
            assert!(text.matches('`').count() % 2 == 0, "{code}: {what} closes its marks");
        }
        for name in check.thresholds {
            assert!(Thresholds::default().get(name).is_some(), "{code}: {name} is a threshold");
            assert!(check.looks_for.contains(&format!("`{name}`")), "{code} says what it compares with {name}");
        }
        // A number of a check is a threshold that people can set.
        let names = check.looks_for.split('`').skip(1).step_by(2).filter(|word| Thresholds::default().get(word).is_some());
        for name in names {
            assert!(check.thresholds.contains(&name), "{code}: {name} is listed");
        }
    }
}
