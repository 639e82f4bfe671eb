//! Which form a record is written in: told by its headings and by where its fields stand.

use super::{
    facts::{Facts, How, Where},
    outline::Outline,
    words::{self, Key},
};
use crate::model::origin::Form;

/// Headings (and names of fields) that show a form. A form is shown by as many of them as the number says.
const SIGNS: &[(Form, usize, &[&str])] = &[
    (Form::Planguage, 3, &["tag", "gist", "stakeholders", "rationale", "assumptions", "risks", "requirement", "quantity", "priority"]),
    (
        Form::TyreeAkerman,
        4,
        &[
            "issue",
            "issues",
            "decision",
            "group",
            "grouping",
            "assumptions",
            "constraints",
            "positions",
            "position",
            "argument",
            "arguments",
            "implications",
            "related decisions",
            "related requirements",
            "related artifacts",
            "related principles",
            "notes",
        ],
    ),
    (
        Form::BusinessCase,
        3,
        &[
            "evaluation criteria",
            "candidates to consider",
            "candidates",
            "research and analysis of each candidate",
            "cost analysis",
            "swot analysis",
            "recommendation",
            "opinions and feedback",
            "does it meet criteria",
            "internal opinions and feedback",
        ],
    ),
    (
        Form::Arc42,
        2,
        &[
            "problem",
            "fragestellung",
            "considered alternatives",
            "betrachtete alternativen",
            "relevance",
            "influencing factors",
            "einflussfaktoren",
            "annahmen",
            "entscheidung",
        ],
    ),
];

/// Headings of MADR.
const MADR: &[&str] = &[
    "context and problem statement",
    "considered options",
    "decision outcome",
    "decision drivers",
    "pros and cons of the options",
    "positive consequences",
    "negative consequences",
    "more information",
    "confirmation",
    "validation",
    "kontext und problemstellung",
    "betrachtete optionen",
    "entscheidungsergebnis",
    "entscheidungstreiber",
    "contexte et énoncé du problème",
    "options envisagées",
    "options considérées",
    "résultat de la décision",
    "contexto y planteamiento del problema",
    "opciones consideradas",
    "resultado de la decisión",
    "contexto e declaração do problema",
    "opções consideradas",
    "resultado da decisão",
    "コンテキストと問題提起",
    "検討した選択肢",
    "検討された選択肢",
    "決定結果",
    "背景和问题陈述",
    "背景与问题陈述",
    "考虑的选项",
    "备选方案",
    "決策結果",
    "决策结果",
];

/// Headings of Nygard.
const NYGARD: &[&str] = &[
    "context",
    "decision",
    "consequences",
    "kontext",
    "entscheidung",
    "konsequenzen",
    "contexte",
    "décision",
    "conséquences",
    "contexto",
    "decisión",
    "consecuencias",
    "decisão",
    "consequências",
    "コンテキスト",
    "背景",
    "決定",
    "結果",
    "影響",
    "上下文",
    "决策",
    "决定",
    "后果",
    "决策内容",
];

/// Whether a heading is a section of a known form, and so is no title.
pub(super) fn is_known_section(heading: &str) -> bool {
    let bare = words::bare(heading);
    let bare = bare.as_str();
    MADR.contains(&bare)
        || NYGARD.contains(&bare)
        || ["rationale", "background", "motivation", "summary", "problem", "problem statement", "options", "alternatives"].contains(&bare)
}

/// The form of a record.
pub(super) fn of(outline: &Outline<'_>, facts: &Facts<'_>, free: &[(String, crate::base::value::Value)], dated_name: bool) -> Form {
    let names = names(outline);
    let count = |signs: &[&str]| signs.iter().filter(|sign| names.iter().any(|name| name == *sign)).count();
    let place = facts.all(Key::Status).first().or(facts.all(Key::Date).first()).map(|fact| fact.place);
    let front = facts.list.iter().any(|fact| fact.place == Where::Front);
    let madr = count(MADR);
    if let Some(statement) = y_statement(outline) {
        return statement;
    }
    if madr >= 2 || madr == 1 && count(NYGARD) == 0 {
        return match place {
            Some(Where::Front) => Form::Madr3,
            Some(Where::Header(How::Row)) => Form::Table,
            Some(Where::Header(How::Item)) if dated_name => Form::Log4brains,
            _ if front || !free.is_empty() => Form::Madr3,
            _ => Form::Madr2,
        };
    }
    if let Some((form, ..)) = SIGNS.iter().find(|(_, least, signs)| count(signs) >= *least) {
        return *form;
    }
    if ["rationale", "decision", "status", "consequences"].iter().all(|sign| names.iter().any(|name| name == sign))
        && count(&["context"]) == 0
    {
        return Form::Merson;
    }
    match place {
        Some(Where::Front) => Form::FrontMatter,
        Some(Where::Header(How::Row)) => Form::Table,
        Some(Where::Header(How::Quote)) => Form::Admonition,
        Some(Where::Header(How::Item)) if dated_name => Form::Log4brains,
        Some(Where::Sentence | Where::History) => Form::DecisionLog,
        _ if count(NYGARD) >= 2 || count(NYGARD) == 1 && facts.has(Key::Status) => Form::Nygard,
        _ => Form::Plain,
    }
}

/// Names of sections and of fields in bold, as they are compared.
fn names(outline: &Outline<'_>) -> Vec<String> {
    let headings = outline.headings.iter().take(200).map(|heading| words::bare(outline.words(heading)));
    let fields = outline.lines.iter().take(400).filter(|line| line.live).filter_map(|line| {
        let inner = super::outline::unlisted(line.text.trim_start_matches(['|', ' ', '>']));
        let bold = inner.strip_prefix("**").or_else(|| inner.strip_prefix("__"))?;
        let end = super::outline::clip(bold, 60).find(['*', '_'])?;
        Some(words::bare(&bold[..end]))
    });
    let cells = outline.lines.iter().take(400).filter(|line| line.live && line.text.starts_with('|')).filter_map(|line| {
        let cell = super::outline::clip(&line.text[1..], 80).split('|').next()?;
        Some(words::bare(cell))
    });
    headings.chain(fields).chain(cells).filter(|name| !name.is_empty()).collect()
}

/// `In the context of …, facing …, we decided for …`: one sentence, perhaps over several lines.
fn y_statement(outline: &Outline<'_>) -> Option<Form> {
    const BEGINNINGS: &[&str] =
        &["in the context of", "im kontext", "im zusammenhang mit", "dans le contexte d", "en el contexto d", "no contexto d"];
    const GOES_ON: &[&str] =
        &["facing", "faced with", "we decided", "we decide", "angesichts", "face à", "confrontés à", "frente a", "diante d"];
    let lines: Vec<String> = outline
        .lines
        .iter()
        .filter(|line| line.live && !line.text.trim().is_empty())
        .take(60)
        .map(|line| {
            super::outline::clip(super::outline::unlisted(line.text), 600).trim_start_matches(['*', '_', '>', ' ', '"']).to_lowercase()
        })
        .collect();
    let first = lines.iter().position(|line| BEGINNINGS.iter().any(|beginning| line.starts_with(beginning)))?;
    let near = lines.iter().skip(first).take(6);
    near.into_iter().any(|line| GOES_ON.iter().any(|words| line.contains(words))).then_some(Form::YStatement)
}
