//! A cloud service as a cell of a table: its name, its page, and how long it will be there.

use schemars::JsonSchema;
use serde::Serialize;

use super::words::Day;
use crate::{base::date::Date, model::catalogue::Service};

/// A service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ServiceCell<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its page.
    pub url: Option<&'a str>,
    /// The first day on which it is gone; null where none is known.
    pub retired: Option<Day>,
    /// Whether that day has come.
    pub gone: bool,
    /// What the provider offers in its place.
    pub replaced_by: Option<&'a str>,
}

/// A service on a day.
pub fn service(today: Date, service: &Service) -> ServiceCell<'_> {
    ServiceCell {
        name: &service.name,
        url: service.url.as_deref(),
        retired: service.retired.map(Day::new),
        gone: service.retired.is_some_and(|day| day <= today),
        replaced_by: service.replaced_by.as_deref(),
    }
}
