//! Records whose figures are hard to draw: twelve options with long names, one option alone, costs of nothing and less, of a trillion and of
//! a thousandth, prices that jump.

use std::fmt::Write as _;

use crate::program::Site;

/// An option with a cost once, people, and a price per unit of volume.
struct Drawn {
    name: String,
    once: f64,
    people: f64,
    per_unit: f64,
}

fn option(name: &str, once: f64, people: f64, per_unit: f64) -> Drawn {
    Drawn { name: name.to_owned(), once, people, per_unit }
}

/// A record that scores and costs its options; `spread` is what the high end of each range is of its likely value.
fn record(title: &str, options: &[Drawn], (amount, spread): (f64, f64)) -> String {
    let mut text = format!("+++\ntitle = \"{title}\"\nstatus = \"proposed\"\ndate = 2026-11-01\n\n");
    let _ = write!(
        text,
        "[tco]\nmonths = 60\nrange = [{}, {}]\n\n[tco.volumes.requests]\nunit = \"million requests\"\nper = \"month\"\namount = [{}, {amount}, {}]\n\n",
        amount / 100.0,
        amount * 100.0,
        amount / spread,
        amount * spread,
    );
    for (at, Drawn { name, once, people, per_unit }) in options.iter().enumerate() {
        let _ = write!(text, "[[options]]\nid = \"o{at}\"\nname = \"{name}\"\ncosts = [\n");
        let ends = if *once > 0.0 { format!("[{}, {once}, {}]", once / spread, once * spread) } else { once.to_string() };
        let _ = writeln!(text, "  {{ id = \"first\", name = \"First\", kind = \"once\", amount = {ends} }},");
        let _ = writeln!(text, "  {{ id = \"people\", name = \"People\", kind = \"team\", fte = {people}, annual_cost = 200_000 }},");
        let _ = writeln!(text, "  {{ id = \"use\", name = \"Use\", kind = \"usage\", volume = \"requests\", price = {per_unit} }},\n]\n");
    }
    for (criterion, weight) in [("A criterion with a name that takes more than one line of any page that it is written on", 7), ("Fit", 3)]
    {
        let id = if weight == 7 { "long" } else { "fit" };
        let scores: Vec<String> = (0..options.len()).map(|at| format!("o{at} = {}", 1 + (at * weight) % 5)).collect();
        let _ = write!(
            text,
            "[[criteria]]\nid = \"{id}\"\nname = \"{criterion}\"\nweight = {weight}\nscores = {{ {} }}\n\n",
            scores.join(", ")
        );
    }
    text.push_str("+++\n\n## Context\n\nFigures that are hard to draw.\n");
    text
}

/// The site, built.
pub(super) fn site() -> Site {
    let twelve: Vec<Drawn> = (0..12_u32)
        .map(|at| {
            let name = format!("Option {at} with the longest name that anybody would think of giving it");
            option(&name, 1e4 * f64::from(at), f64::from(at % 4), f64::from(13 - at) * 10.0)
        })
        .collect();
    let records = [
        ("0001-twelve", record("Twelve", &twelve, (10.0, 3.0))),
        ("0002-alone", record("Alone", &[option("Only", 5e5, 2.0, 12.0)], (10.0, 2.0))),
        ("0003-nothing", record("Nothing", &[option("Free", 0.0, 0.0, 0.0), option("Paid", 10.0, 0.0, 1.0)], (1.0, 2.0))),
        ("0004-less", record("Less", &[option("Sold", -9e5, 0.0, 0.0), option("Kept", 3e5, 1.0, 2.0)], (5.0, 2.0))),
        ("0005-trillion", record("Trillion", &[option("Vast", 1e12, 9.0, 1e9), option("Tiny", 1e-3, 0.0, 1e-6)], (1e3, 2.0))),
        ("0006-tiny", record("Tiny", &[option("One", 1e-3, 0.0, 1e-3), option("Two", 2e-3, 0.0, 5e-4)], (1.0, 1.5))),
        (
            "0007-even",
            record(
                "Even",
                &[
                    option("A", 1e5, 1.0, 3.0),
                    option("B", 1e5, 1.0, 3.0),
                    option("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", 1e5, 1.0, 3.0),
                ],
                (1.0, 1.2),
            ),
        ),
    ];
    let prices = "[[prices]]\nid = \"p\"\nname = \"A price\"\nunit = \"million requests\"\ncurrency = \"USD\"\nhistory = [\n  { from = 2020-01-01, price = 0.0004 },\n  { from = 2020-01-02, price = 90_000_000 },\n  { from = 2026-11-20, price = 3 },\n  { from = 2026-11-22, price = 2 },\n]\n";
    let site = Site::with(&[("rationale.toml", "title = \"Extremes\"\n"), ("content/prices.toml", prices)]);
    for (name, text) in &records {
        site.write(&format!("records/{name}.md"), text);
    }
    site.expect(&["build"], 0);
    site
}
