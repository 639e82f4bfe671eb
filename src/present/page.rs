//! Every kind of page in one list: its template, what it shows, and the model that the template sees. What is told of templates is made
//! from this list and from the models' own documentation. Knows no file of the theme.

use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde::Serialize;

use super::{
    checks_page::ChecksPage,
    clouds_page::{CloudsPage, ProviderPage},
    framework_page::{FrameworkPage, FrameworksPage},
    home_page::HomePage,
    list_page::ListPage,
    map_page::MapPage,
    meta::SiteModel,
    plain_pages::{NotFoundPage, RedirectPage, RobotsPage, SitemapPage, TextPage},
    prices_page::{PricePage, PricesPage},
    record::RecordPage,
    reviews_page::ReviewsPage,
    search::SearchPage,
    timeline_page::TimelinePage,
};

/// A kind of page, as a writer of templates sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// The name of its template.
    pub name: &'static str,
    /// What the page shows, in a sentence.
    pub shows: &'static str,
    /// JSON Schema of its model, draft 7, whole in itself.
    pub model: Schema,
}

/// Declares the pages: one list for the models, their templates, and what is told of them.
macro_rules! pages {
    ($($name:ident($model:ty) = $template:literal: $shows:literal,)*) => {
        /// The model of a page, for its template.
        #[derive(Debug, Clone, PartialEq, Serialize)]
        #[serde(untagged)]
        pub enum Page<'a> {
            $(#[doc = $shows] $name(Box<$model>),)*
        }

        impl<'a> Page<'a> {
            /// The template that shows it.
            pub fn template(&self) -> &'static str {
                match self {
                    $(Self::$name(_) => $template,)*
                }
            }

            /// All kinds of pages.
            pub fn templates() -> Vec<Template> {
                vec![$(Template { name: $template, shows: $shows, model: schema::<$model>() },)*]
            }
        }
    };
}

pages! {
    Home(HomePage<'a>) = "home.html": "The first page: what needs attention, the newest decisions, counts.",
    Record(RecordPage<'a>) = "record.html": "One decision, whole.",
    Records(ListPage<'a>) = "records.html": "All records.",
    List(ListPage<'a>) = "list.html": "The records of a status, tag, owner, scope or year.",
    Reviews(ReviewsPage<'a>) = "reviews.html": "Reviews by state and date.",
    Checks(ChecksPage<'a>) = "checks.html": "What the checks found, by check, and checklists.",
    Frameworks(FrameworksPage<'a>) = "frameworks.html": "All frameworks; there with more than one.",
    Framework(FrameworkPage<'a>) = "framework.html": "One framework and the records that use it.",
    Clouds(CloudsPage<'a>) = "clouds.html": "Capabilities by cloud provider.",
    Cloud(ProviderPage<'a>) = "cloud.html": "One cloud provider and the decisions that need it.",
    Prices(PricesPage<'a>) = "prices.html": "All prices of the price book.",
    Price(PricePage<'a>) = "price.html": "One price, its history and what it changed.",
    Timeline(TimelinePage<'a>) = "timeline.html": "Decisions over time.",
    Map(MapPage<'a>) = "map.html": "Which decisions are tied to which.",
    Text(TextPage<'a>) = "page.html": "A page of `content/`.",
    Search(SearchPage) = "search.html": "The page that searches.",
    NotFound(NotFoundPage) = "404.html": "What is shown for an address that leads nowhere.",
    Redirect(RedirectPage<'a>) = "redirect.html": "An old address that leads on.",
    Sitemap(SitemapPage) = "sitemap.xml": "All addresses, for search engines; with `base_url` only.",
    Robots(RobotsPage) = "robots.txt": "What robots are told; with `base_url` only.",
}

/// JSON Schema of `site`, which every template sees.
pub fn site() -> Schema {
    schema::<SiteModel<'_>>()
}

fn schema<T: JsonSchema>() -> Schema {
    SchemaSettings::draft07().for_serialize().into_generator().into_root_schema_for::<T>()
}
