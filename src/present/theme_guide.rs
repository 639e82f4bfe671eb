//! What writers of templates are told: the templates there are, and the fields that each sees, as text and as data. All of it comes from
//! the page models themselves; what the theme's own files are called, the caller says.

use std::{collections::VecDeque, fmt::Write};

use schemars::Schema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::page::{self, Page, Template};

/// Columns that a list of names may take.
const WIDTH: usize = 100;
/// Columns that names and types are filled up to; longer ones push their sentence to the right.
const FILLED: [usize; 2] = [22, 28];

/// A template that other templates include or extend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// The built-in templates that name it.
    pub used_by: Vec<String>,
}

/// The whole guide.
#[derive(Debug)]
pub struct ThemeGuide {
    templates: Vec<Template>,
    parts: Vec<Part>,
    files: Vec<String>,
}

/// The guide as data. A key named here is stable within a version.
#[derive(Debug, Serialize)]
struct Tree<'a> {
    version: u32,
    /// JSON Schema of `site`.
    site: Schema,
    /// Templates of pages.
    templates: Vec<TemplateTree<'a>>,
    /// Templates that others use; they see what the page that uses them sees.
    parts: &'a [Part],
    /// Names of static files.
    files: &'a [String],
}

#[derive(Debug, Serialize)]
struct TemplateTree<'a> {
    name: &'a str,
    shows: &'a str,
    /// JSON Schema of `page`.
    page: &'a Schema,
}

impl ThemeGuide {
    /// The guide to a theme with these templates (name, text) and static files.
    pub fn new<'a>(templates: &[(&str, &str)], files: impl Iterator<Item = &'a str>) -> Self {
        let pages = Page::templates();
        let names = |text: &str, name: &str| text.contains(&format!("\"{name}\""));
        let part = |(name, _): &(&str, &str)| Part {
            name: (*name).to_owned(),
            used_by: templates.iter().filter(|(_, text)| names(text, name)).map(|(user, _)| (*user).to_owned()).collect(),
        };
        let is_page = |(name, _): &(&str, &str)| pages.iter().any(|page| page.name == *name);
        let parts = templates.iter().filter(|template| !is_page(template)).map(part).collect();
        Self { templates: pages, parts, files: files.map(str::to_owned).collect() }
    }

    /// The templates, each with what it shows and the names of its fields; then parts and static files.
    pub fn list(&self) -> String {
        let mut text = String::from("Templates, and what `page` holds in each:\n");
        for template in &self.templates {
            let _ = write!(text, "\n  {}  {}\n", template.name, template.shows);
            names(&mut text, 4, properties(template.model.as_value()).map(|(name, _)| name));
        }
        text.push_str("\nWhat `site` holds in all of them:\n\n");
        names(&mut text, 4, properties(page::site().as_value()).map(|(name, _)| name));
        text.push_str("\nParts that templates share; they see the same:\n\n");
        names(&mut text, 4, self.parts.iter().map(|part| part.name.as_str()));
        text.push_str("\nFiles under static/:\n\n");
        names(&mut text, 4, self.files.iter().map(String::as_str));
        text.push_str("\n`rationale theme record.html` explains the fields of one, `rationale theme site` those of all.\n");
        text
    }

    /// The fields of one template, of `site`, or who uses a part; `None` where there is no such name.
    pub fn one(&self, name: &str) -> Option<String> {
        if name == "site" {
            return Some(format!("site: the same on every page.\n{}", fields("site", &page::site())));
        }
        if let Some(template) = self.templates.iter().find(|template| template.name == name) {
            return Some(format!("{}: {}\n{}", template.name, template.shows, fields("page", &template.model)));
        }
        let part = self.parts.iter().find(|part| part.name == name)?;
        Some(format!("{}: a part of {}; it sees what the page that uses it sees.\n", part.name, part.used_by.join(", ")))
    }

    /// The same as data, indented: a JSON Schema, or who uses a part.
    pub fn one_json(&self, name: &str) -> Option<String> {
        if name == "site" {
            return Some(pretty(&page::site()));
        }
        let template = self.templates.iter().find(|template| template.name == name).map(|template| pretty(&template.model));
        template.or_else(|| self.parts.iter().find(|part| part.name == name).map(pretty))
    }

    /// All names that [`ThemeGuide::one`] knows.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let templates = self.templates.iter().map(|template| template.name);
        std::iter::once("site").chain(templates).chain(self.parts.iter().map(|part| part.name.as_str()))
    }

    /// The guide as data, indented.
    pub fn json(&self) -> String {
        let templates =
            self.templates.iter().map(|template| TemplateTree { name: template.name, shows: template.shows, page: &template.model });
        pretty(&Tree { version: 1, site: page::site(), templates: templates.collect(), parts: &self.parts, files: &self.files })
    }
}

fn pretty(data: &impl Serialize) -> String {
    serde_json::to_string_pretty(data).expect("plain data can be written as JSON") + "\n"
}

/// Names with commas between them, on as many lines as they need.
fn names<'a>(text: &mut String, indent: usize, names: impl Iterator<Item = &'a str>) {
    let mut line = " ".repeat(indent);
    let mut names = names.peekable();
    while let Some(name) = names.next() {
        if line.len() + name.len() > WIDTH && line.len() > indent {
            let _ = writeln!(text, "{}", line.trim_end());
            line.truncate(indent);
        }
        line.push_str(name);
        line.push_str(if names.peek().is_some() { ", " } else { "" });
    }
    let _ = writeln!(text, "{line}");
}

/// The fields of a model, and then of every type in it, in the order in which they are met.
fn fields(name: &str, schema: &Schema) -> String {
    let root = schema.as_value();
    let definitions = &root["definitions"];
    let mut text = String::new();
    let (mut told, mut queue) = (vec![name], VecDeque::from([(name, root)]));
    while let Some((name, schema)) = queue.pop_front() {
        let doc = if name == told[0] { "" } else { schema["description"].as_str().unwrap_or_default() };
        let _ = writeln!(text, "\n{name}{}{doc}", if doc.is_empty() { "" } else { ": " });
        for (field, schema) in properties(schema) {
            let mut types = Vec::new();
            let takes = words(schema, &mut types);
            let doc = schema["description"].as_str().unwrap_or_default().replace('\n', " ");
            let [names, words] = FILLED;
            let _ = writeln!(text, "  {field:<names$}  {takes:<words$}  {doc}");
            for inner in types.into_iter().filter(|inner| !definitions[*inner]["properties"].is_null()) {
                if !told.contains(&inner) {
                    told.push(inner);
                    queue.push_back((inner, &definitions[inner]));
                }
            }
        }
    }
    text
}

fn properties(schema: &Value) -> impl Iterator<Item = (&str, &Value)> {
    schema["properties"].as_object().into_iter().flat_map(Map::iter).map(|(name, schema)| (name.as_str(), schema))
}

/// What a field holds, in words; the types that it names are added to `types`.
fn words<'s>(schema: &'s Value, types: &mut Vec<&'s str>) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        types.push(name);
        return if name == "Free" { "anything".into() } else { name.into() };
    }
    let branches = schema["anyOf"].as_array().or_else(|| schema["allOf"].as_array());
    if let Some(branches) = branches {
        return branches.iter().map(|branch| words(branch, types)).collect::<Vec<_>>().join(" or ");
    }
    match &schema["type"] {
        Value::Array(several) => several.iter().map(|word| simple(word.as_str().unwrap_or_default())).collect::<Vec<_>>().join(" or "),
        Value::String(word) if word == "array" => match &schema["items"] {
            Value::Array(each) => format!("[{}]", each.iter().map(|item| words(item, types)).collect::<Vec<_>>().join(", ")),
            item => format!("list of {}", words(item, types)),
        },
        Value::String(word) => simple(word).into(),
        _ => "anything".into(),
    }
}

fn simple(word: &str) -> &str {
    match word {
        "string" => "text",
        "integer" => "number",
        "boolean" => "true or false",
        other => other,
    }
}
