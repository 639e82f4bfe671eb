//! What every page and the site as a whole tell a template: names, navigation, counts, free fields.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer, ser::SerializeSeq};

use super::{
    feed::{self, FeedLink},
    listing::ListKind,
    material::Material,
    standpoint::{Standpoint, encoded, status_mark},
    words::{self, Day},
};
use crate::{base::value::Value, model::record::Status};

/// What every page has: `page.meta`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Meta {
    /// The page's title, without the site's.
    pub title: String,
    /// One sentence for search engines and previews.
    pub description: Option<String>,
    /// Its address from the root of the site.
    pub url: String,
    /// The way to the root of the site: empty, `../` …; an absolute path on the 404 page.
    pub root: String,
    /// Key of the navigation entry that it belongs to; empty for none.
    pub section: &'static str,
    /// Its absolute address; null without a base URL.
    pub canonical: Option<String>,
    /// What it is called on the trail that leads to it: for a record its id, else its title.
    pub here: String,
    /// The pages above it, the highest first; empty on pages of the navigation.
    pub trail: Vec<Crumb>,
    /// What it is, for machines: JSON-LD that is safe inside a script element; null where there is no more to say than the title.
    pub structured: Option<String>,
}

/// A page on the way to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Crumb {
    /// Its address from the root of the site: put `page.meta.root` before it.
    pub url: String,
    /// Its name.
    pub text: String,
}

impl Meta {
    /// The facts of the page at `url`, seen from there.
    pub fn new(from: &Standpoint<'_>, url: &str, (section, title): (&'static str, String)) -> Self {
        let canonical = from.material.site.config.base_url.as_ref().map(|base| {
            // `index.html` of a folder is the folder to everybody else.
            let path = url.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/')).unwrap_or(url);
            format!("{base}{}", encoded(path))
        });
        let trail = head_of(from, section).filter(|(_, head)| *head != url);
        Self {
            description: None,
            url: url.to_owned(),
            root: from.root.clone(),
            section,
            canonical,
            here: title.clone(),
            title,
            trail: trail.into_iter().map(|(text, url)| Crumb { url: encoded(url), text: text.to_owned() }).collect(),
            structured: None,
        }
    }

    /// The same below one more page.
    #[must_use]
    pub fn below(mut self, url: &str, text: &str) -> Self {
        self.trail.push(Crumb { url: encoded(url), text: text.to_owned() });
        self
    }

    /// The same with a sentence about the page.
    #[must_use]
    pub fn described(mut self, description: Option<String>) -> Self {
        self.description = description;
        self
    }
}

/// The first page of a section: its name and address.
fn head_of(from: &Standpoint<'_>, section: &str) -> Option<(&'static str, &'static str)> {
    match section {
        "records" => Some(("Records", "records.html")),
        "reviews" => Some(("Reviews", "reviews.html")),
        "checks" => Some(("Checks", "checks.html")),
        "clouds" => Some(("Clouds", "clouds.html")),
        "prices" => Some(("Prices", "prices.html")),
        "frameworks" if from.material.site.frameworks.len() > 1 => Some(("Frameworks", "frameworks.html")),
        _ => None,
    }
}

/// An entry of the navigation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NavEntry {
    /// Compared with `page.meta.section`; the address itself for content pages.
    pub key: String,
    /// Its words.
    pub label: String,
    /// Address from the root of the site: put `page.meta.root` before it.
    pub url: String,
}

/// A number with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Count {
    /// `accepted`, `overdue` …
    pub key: &'static str,
    /// Its words.
    pub label: &'static str,
    /// The number, formatted.
    pub value: String,
    /// `good`, `warn`, `bad`, `mute` or empty.
    pub tone: &'static str,
    /// Address of the list from the root of the site; null where there is none.
    pub url: Option<String>,
}

/// The site: `site`, the same on every page.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SiteModel<'a> {
    /// Name of the portal.
    pub title: &'a str,
    /// A sentence about it.
    pub description: Option<&'a str>,
    /// A language tag, for `lang`.
    pub language: &'a str,
    /// Where it is served, ending in `/`; null where nobody said.
    pub base_url: Option<&'a str>,
    /// The day it was built for.
    pub today: Day,
    /// Days before a due date from which a review is upcoming.
    pub notice_days: i64,
    /// Days after a due date up to which it is not overdue.
    pub grace_days: i64,
    /// The navigation.
    pub nav: Vec<NavEntry>,
    /// Records by status, each status that occurs.
    pub counts: Vec<Count>,
    /// Records in all, formatted with the noun.
    pub records: String,
    /// Logs they come from, formatted with the noun.
    pub logs: String,
    /// Feeds of what is new; empty without a base URL.
    pub feeds: Vec<FeedLink>,
    /// Free fields of the site file.
    pub extra: Vec<Extra<'a>>,
}

impl<'a> SiteModel<'a> {
    /// The site as templates see it.
    pub fn new(material: &'a Material<'a>) -> Self {
        let (site, config) = (material.site, &material.site.config);
        Self {
            title: &config.title,
            description: config.description.as_deref(),
            language: &config.language,
            base_url: config.base_url.as_deref(),
            today: Day::new(site.today),
            notice_days: config.notice_days,
            grace_days: config.grace_days,
            nav: navigation(material),
            counts: status_counts(material),
            records: words::count(material.numbers, site.records.len(), "record"),
            logs: words::count(material.numbers, config.sources.len(), "log"),
            feeds: feed::links(material),
            extra: extra(&config.extra),
        }
    }
}

fn navigation(material: &Material<'_>) -> Vec<NavEntry> {
    let site = material.site;
    let entry = |key: &str, label: &str, url: &str| NavEntry { key: key.into(), label: label.into(), url: url.into() };
    let mut nav = vec![entry("home", "Home", "index.html"), entry("records", "Records", "records.html")];
    if !site.records.is_empty() {
        nav.push(entry("timeline", "Timeline", "timeline.html"));
    }
    if material.any_ties {
        nav.push(entry("map", "Map", "map.html"));
    }
    // Nobody plans reviews in another team's log.
    if !material.due.is_empty() || site.records.iter().any(|record| record.form.is_none()) || site.records.is_empty() {
        nav.push(entry("reviews", "Reviews", "reviews.html"));
    }
    nav.push(entry("checks", "Checks", "checks.html"));
    match site.frameworks.as_slice() {
        [] => {}
        [one] => nav.push(entry("frameworks", "Framework", &format!("frameworks/{}.html", one.id))),
        _ => nav.push(entry("frameworks", "Frameworks", "frameworks.html")),
    }
    if !site.clouds.capabilities.is_empty() {
        nav.push(entry("clouds", "Clouds", "clouds.html"));
    }
    if !site.prices.prices.is_empty() {
        nav.push(entry("prices", "Prices", "prices.html"));
    }
    for page in site.pages.iter().filter(|page| page.nav) {
        if let Some(url) = &page.url {
            nav.push(entry(url, &page.title, url));
        }
    }
    nav
}

/// Records of each status that occurs, the statuses in their own order but accepted first.
pub fn status_counts(material: &Material<'_>) -> Vec<Count> {
    const ORDER: [Status; 9] = [
        Status::Accepted,
        Status::Proposed,
        Status::Draft,
        Status::Rejected,
        Status::Deprecated,
        Status::Superseded,
        Status::Unknown,
        Status::Absent,
        Status::Unreadable,
    ];
    let list = |status| material.listing(ListKind::Status(status));
    ORDER
        .into_iter()
        .filter_map(|status| list(status).map(|listing| (status, listing)))
        .map(|(status, listing)| Count {
            key: status.word(),
            label: match status {
                Status::Accepted => "in force",
                Status::Unknown => "of unknown status",
                other => other.word(),
            },
            value: material.numbers.whole(listing.rows.len() as f64),
            tone: if status == Status::Unreadable { status_mark(status).tone } else { "" },
            url: Some(listing.url.clone()),
        })
        .collect()
}

/// A free field.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Extra<'a> {
    /// As written.
    pub key: &'a str,
    /// As written; a table is a list of such fields.
    pub value: Free<'a>,
}

/// Free fields in the order they were written.
pub fn extra(fields: &[(String, Value)]) -> Vec<Extra<'_>> {
    fields.iter().map(|(key, value)| Extra { key, value: Free(value) }).collect()
}

/// A free value; tables become lists of fields, which keep their order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Free<'a>(&'a Value);

impl JsonSchema for Free<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Free".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "A value of any shape, as it was written; a table is a list of free fields." })
    }
}

impl Serialize for Free<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Whole(value) => serializer.serialize_i64(*value),
            Value::Number(value) => serializer.serialize_f64(*value),
            Value::Text(value) => serializer.serialize_str(value),
            Value::List(values) => {
                let mut list = serializer.serialize_seq(Some(values.len()))?;
                for value in values {
                    list.serialize_element(&Free(value))?;
                }
                list.end()
            }
            Value::Table(fields) => {
                let mut list = serializer.serialize_seq(Some(fields.len()))?;
                for (key, value) in fields {
                    list.serialize_element(&Extra { key, value: Free(value) })?;
                }
                list.end()
            }
        }
    }
}
