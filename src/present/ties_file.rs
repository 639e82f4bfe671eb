//! The ties between records as a file of its own: the map's drawing as SVG that needs no page around it, or the plain graph in Graphviz' DOT.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use super::{
    material::Material,
    picture::Picture,
    standpoint::Standpoint,
    ties::{Tie, groups, picture, ties_of},
};
use crate::model::{RecordIx, record::Record, site::Site};

/// Air around a drawing and between two groups, in pixels.
const MARGIN: i32 = 16;
const APART: i32 = 28;
/// Height of the line that says what arrows mean.
const LEGEND: i32 = 22;
/// Width of an entry of it.
const ENTRY: i32 = 130;

const STYLE: &str = "\
svg{--paper:#fcfbf9;--card:#fff;--ink:#1d1c1a;--soft:#5d5a55;--faint:#6f6b64;background:var(--paper)}
@media (prefers-color-scheme:dark){svg{--paper:#161715;--card:#1d1f1d;--ink:#eceae5;--soft:#b8b4ac;--faint:#9a968d}}
text{font:400 12px system-ui,-apple-system,\"Segoe UI\",\"Noto Sans\",\"Liberation Sans\",sans-serif;fill:var(--ink);text-anchor:middle}
.s,.past text,.legend text{fill:var(--soft)} .legend text{text-anchor:start}
rect{fill:var(--card);stroke:var(--faint)} .past rect{stroke-dasharray:4 3} .paper{fill:var(--paper);stroke:none}
path{fill:none;stroke:var(--faint);stroke-width:1.5px}
.supersedes path{stroke:var(--ink);stroke-width:2px} .amends path:not(.head){stroke-dasharray:7 3} .depends path:not(.head){stroke-dasharray:2 3} .relates path{stroke-width:1px}
";

/// The records of a scope, and what they are tied to; without one, all.
fn members(site: &Site, scope: Option<&str>) -> Vec<RecordIx> {
    let all = (0..site.records.len()).map(RecordIx::at);
    let Some(scope) = scope else { return all.collect() };
    let is_in = |ix: &RecordIx| site.record(*ix).scope.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(scope));
    let mut members: BTreeSet<RecordIx> = all.filter(is_in).collect();
    let around: Vec<RecordIx> = members.iter().flat_map(|ix| ties_of(site, *ix).flat_map(|(before, after, _)| [before, after])).collect();
    members.extend(around);
    members.into_iter().collect()
}

/// The graph in DOT: an arrow from a record to the one that it supersedes, amends or depends on.
pub fn dot(site: &Site, scope: Option<&str>) -> String {
    let members = members(site, scope);
    let ties: BTreeSet<(RecordIx, RecordIx, Tie)> = members.iter().flat_map(|ix| ties_of(site, *ix)).collect();
    let ties: Vec<_> = ties.into_iter().filter(|(before, after, _)| members.contains(before) && members.contains(after)).collect();
    let drawn: BTreeSet<RecordIx> = ties.iter().flat_map(|(before, after, _)| [*before, *after]).collect();
    let mut text = String::from(
        "digraph decisions {\n  rankdir = RL;\n  node [shape = box, style = rounded, fontname = \"sans-serif\", fontsize = 10];\n  edge [fontname = \"sans-serif\", fontsize = 9];\n\n",
    );
    for ix in drawn {
        let record = site.record(ix);
        let style = if record.in_force() { "" } else { ", style = \"rounded,dashed\"" };
        let link = site.config.base_url.as_ref().map(|base| format!(", URL = {}", quoted(&format!("{base}{}", record.url()))));
        let label = quoted(&format!("{}\n{}", head(record), record.title));
        let _ = writeln!(text, "  {} [label = {label}{style}{}];", quoted(&record.full_id()), link.unwrap_or_default());
    }
    text.push('\n');
    for (before, after, tie) in ties {
        let (before, after) = (quoted(&site.record(before).full_id()), quoted(&site.record(after).full_id()));
        let plain = if tie == Tie::Relates { ", dir = none" } else { "" };
        let _ = writeln!(text, "  {after} -> {before} [label = \"{}\"{plain}];", tie.verb());
    }
    text.push_str("}\n");
    text
}

fn head(record: &Record) -> String {
    if record.in_force() { record.full_id() } else { format!("{} · {}", record.full_id(), record.status.word()) }
}

/// A string of DOT.
fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    format!("\"{text}\"")
}

/// A text of XML. Control characters have no place in it.
fn escaped(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The map as one picture: its groups below each other. It leads to the pages of the records where the site says where it is served.
pub fn svg(material: &Material<'_>, scope: Option<&str>) -> String {
    let site = material.site;
    let from = Standpoint::at(material, "");
    let pictures: Vec<Picture> = groups(site, &members(site, scope)).iter().map(|group| picture(&from, group, None)).collect();
    let width = pictures.iter().map(|picture| picture.width).chain([4 * ENTRY]).max().unwrap_or(0) + 2 * MARGIN;
    let height = pictures.iter().map(|picture| picture.height + APART).sum::<i32>() + LEGEND + 2 * MARGIN;
    let title = escaped(&site.config.title);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{title}</title>\n\
         <desc>Boxes are decisions, arrows their ties. What a decision stands on is to its left.</desc>\n<style>{STYLE}</style>\n\
         <rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>\n"
    );
    let mut y = MARGIN;
    for picture in &pictures {
        let _ = writeln!(text, "<g transform=\"translate({MARGIN} {y})\">");
        group(&mut text, picture, site.config.base_url.as_deref());
        text.push_str("</g>\n");
        y += picture.height + APART;
    }
    legend(&mut text, y);
    text.push_str("</svg>\n");
    text
}

fn group(text: &mut String, picture: &Picture, base: Option<&str>) {
    for arrow in &picture.arrows {
        let _ = write!(text, "<g class=\"{}\"><path d=\"{}\"/>", arrow.look, arrow.line);
        if let Some(head) = &arrow.head {
            let _ = write!(text, "<path class=\"head\" d=\"{head}\"/>");
        }
        text.push_str("</g>\n");
    }
    for block in &picture.blocks {
        let link = base.zip(block.url.as_ref()).map(|(base, url)| escaped(&format!("{base}{url}")));
        let (open, close) = match &link {
            Some(url) => (format!("<a href=\"{url}\" class=\"{}\">", block.look), "</a>"),
            None => (format!("<g class=\"{}\">", block.look), "</g>"),
        };
        let _ = write!(
            text,
            "{open}<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"6\"/>",
            block.x, block.y, block.width, block.height
        );
        for line in &block.lines {
            let look = if line.look.is_empty() { String::new() } else { format!(" class=\"{}\"", line.look) };
            let _ = write!(text, "<text x=\"{}\" y=\"{}\"{look}>{}</text>", block.middle, line.y, escaped(&line.text));
        }
        let _ = writeln!(text, "{close}");
    }
}

/// What the lines mean.
fn legend(text: &mut String, y: i32) {
    let words: BTreeMap<Tie, &str> =
        [(Tie::Supersedes, "takes its place"), (Tie::Amends, "changes it"), (Tie::Depends, "needs it"), (Tie::Relates, "related")].into();
    let _ = write!(text, "<g class=\"legend\" transform=\"translate({MARGIN} {y})\">");
    for (at, (tie, word)) in (0..).zip(words) {
        let x = at * ENTRY;
        let _ = write!(text, "<g class=\"{}\"><path d=\"M{x} 10h26\"/></g><text x=\"{}\" y=\"14\">{word}</text>", tie.look(), x + 34);
    }
    text.push_str("</g>\n");
}
