//! The cloud catalogue as it is written. Its own names are looked up here, for they all stand in one file. Knows no provider by name.

use super::{
    fields::Fields,
    item::Item,
    tables::clouds::{CAPABILITY, CATALOGUE, PROVIDER, SERVICE, SERVICE_FORMS},
    toml::{self, Faults},
};
use crate::{
    base::{
        diagnostic::{Diagnostic, Reported},
        edit_distance::nearest,
        source::{FileId, Span, Spanned},
    },
    model::{
        catalogue::{Capability, CloudCatalogue, Provider, Service},
        fault,
    },
};

/// Reads a catalogue. What has a fault is left out of it, and that is told; `None` where nothing could be read.
pub fn parse_clouds(file: FileId, text: &str) -> Reported<Option<CloudCatalogue>> {
    let faults = Faults::new(file, 0);
    let table = toml::parse(text, &faults);
    let value = if faults.errors() > 0 { None } else { Some(read(Fields::document(&table, &CATALOGUE, &faults))) };
    Reported { value, diagnostics: faults.into_list() }
}

fn read(fields: Fields<'_>) -> CloudCatalogue {
    let faults = fields.faults();
    fields.need("providers");
    let mut providers: Vec<Provider> = Vec::new();
    let mut places: Vec<Span> = Vec::new();
    for fields in fields.tables("providers", &PROVIDER) {
        let Some((id, name)) = id_and_name(fields) else { continue };
        if let Some(first) = providers.iter().position(|provider| provider.id == id.value) {
            let told = Diagnostic::error(fault::DUPLICATE_ID, format!("two providers have the id `{}`", id.value));
            faults.push(told.at(id.span, "taken").and(places[first], "by this provider"));
            continue;
        }
        providers.push(Provider { id: id.value, name });
        places.push(id.span);
    }
    let mut capabilities: Vec<Capability> = Vec::new();
    for fields in fields.tables("capabilities", &CAPABILITY) {
        let services = services(fields, &providers);
        let Some((id, name)) = id_and_name(fields) else { continue };
        if let Some(first) = capabilities.iter().find(|capability| capability.id == id.value) {
            let told = Diagnostic::error(fault::DUPLICATE_ID, format!("two capabilities have the id `{}`", id.value));
            faults.push(told.at(id.span, "taken").and(first.span, "by this capability"));
            continue;
        }
        capabilities.push(Capability { id: id.value, name, services, span: id.span });
    }
    fields.free("extra");
    CloudCatalogue { file: faults.file(), checked: fields.date("checked"), providers, capabilities }
}

fn id_and_name(fields: Fields<'_>) -> Option<(Spanned<String>, String)> {
    let id = fields.need("id").and_then(|item| item.id());
    let name = fields.text("name");
    let id = id?;
    let name = name.unwrap_or_else(|| id.value.clone());
    Some((id, name))
}

/// A service a provider, in the catalogue's order.
fn services(fields: Fields<'_>, providers: &[Provider]) -> Vec<Option<Service>> {
    let mut services = vec![None; providers.len()];
    for (provider, item) in fields.entries("services") {
        let service = read_service(item);
        let Some(place) = providers.iter().position(|known| known.id == provider.value) else {
            let told = Diagnostic::error(fault::UNKNOWN_CAPABILITY, format!("the catalogue has no provider `{}`", provider.value));
            let mut told = told.at(provider.span, "unknown provider");
            if let Some(near) = nearest(provider.value, providers.iter().map(|provider| provider.id.as_str())) {
                told = told.help(format!("did you mean `{near}`?"));
            } else {
                told = told.help("add it to `providers`");
            }
            fields.faults().push(told);
            continue;
        };
        services[place] = service;
    }
    services
}

/// A name alone, or a table.
fn read_service(item: Item<'_>) -> Option<Service> {
    if item.is_table() {
        let fields = item.table(&SERVICE)?;
        let name = fields.need("name").and_then(|item| item.text());
        let url = fields.spanned_text("url").filter(|url| {
            let known = url.value.starts_with("https://") || url.value.starts_with("http://");
            if !known {
                let told = Diagnostic::error(fault::BAD_VALUE, format!("`{}` is not an address of the web", url.value));
                fields.faults().push(told.at(url.span, "expected `https://…`"));
            }
            known
        });
        let (retired, replaced_by) = (fields.date("retired"), fields.text("replaced_by"));
        return Some(Service { name: name?.to_owned(), url: url.map(|url| url.value), retired, replaced_by });
    }
    if item.as_text().is_none() {
        item.wrong_type(&SERVICE_FORMS);
        return None;
    }
    item.text().map(|name| Service { name: name.to_owned(), url: None, retired: None, replaced_by: None })
}
