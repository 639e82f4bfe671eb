//! `[repository]`: where the sources of pages are kept. Forges differ in where they show a file's editor and its history; what is written in
//! short becomes the same two addresses that can be written out. Knows forges by their addresses alone.

use super::{fields::Fields, item::Item, tables::site::REPOSITORY};
use crate::{
    base::diagnostic::Diagnostic,
    model::{fault, site::Repository},
};

/// A place where repositories are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Forge {
    GitHub,
    GitLab,
    Bitbucket,
    Gitea,
}

/// Words for forges. Forgejo, and with it Codeberg, has the addresses of Gitea.
const FORGES: &[(&str, Forge)] = &[
    ("github", Forge::GitHub),
    ("gitlab", Forge::GitLab),
    ("bitbucket", Forge::Bitbucket),
    ("gitea", Forge::Gitea),
    ("forgejo", Forge::Gitea),
];

impl Forge {
    /// Which one a host is, by its name: `github.com`, `gitlab.example.org`, `codeberg.org`.
    fn of_host(host: &str) -> Option<Self> {
        let host = host.to_ascii_lowercase();
        if host == "codeberg.org" {
            return Some(Self::Gitea);
        }
        host.split('.').find_map(|part| FORGES.iter().find(|(word, _)| *word == part).map(|(_, forge)| *forge))
    }

    /// Where a file of `branch` is edited, and where its history is shown.
    fn addresses(self, url: &str, branch: &str) -> (String, String) {
        match self {
            Self::GitHub => (format!("{url}/edit/{branch}/{{path}}"), format!("{url}/commits/{branch}/{{path}}")),
            Self::GitLab => (format!("{url}/-/edit/{branch}/{{path}}"), format!("{url}/-/commits/{branch}/{{path}}")),
            Self::Bitbucket => {
                (format!("{url}/src/{branch}/{{path}}?mode=edit&at={branch}"), format!("{url}/history-node/{branch}/{{path}}?at={branch}"))
            }
            Self::Gitea => (format!("{url}/_edit/{branch}/{{path}}"), format!("{url}/commits/branch/{branch}/{{path}}")),
        }
    }
}

/// Reads `[repository]` of the site file. An address that is written out counts before one that follows from the repository's.
pub(super) fn read(fields: Fields<'_>) -> Repository {
    let nothing = Repository { edit_url: None, history_url: None, directory: None, reads_history: true };
    let Some(fields) = fields.table("repository", &REPOSITORY) else { return nothing };
    let branch = fields.get("branch").and_then(branch).unwrap_or_else(|| "main".into());
    let written = fields.word("forge", FORGES);
    let url = fields.get("url").and_then(|item| Some((repository_url(&item)?, item)));
    let forge = url.as_ref().and_then(|(url, item)| written.or_else(|| guessed(url, item, fields.has("forge"))));
    let of_forge = url.as_ref().zip(forge).map(|((url, _), forge)| forge.addresses(url, &branch));
    let (edit, history) = of_forge.unzip();
    Repository {
        edit_url: fields.get("edit_url").and_then(file_address).or(edit),
        history_url: fields.get("history_url").and_then(file_address).or(history),
        directory: fields.get("directory").and_then(directory).or(url.map(|_| String::new())),
        reads_history: fields.bool("history").unwrap_or(true),
    }
}

/// The forge of a host with a telling name. Where somebody wrote a forge that is none, that was told already.
fn guessed(url: &str, item: &Item<'_>, is_told: bool) -> Option<Forge> {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest).split(['/', ':']).next().unwrap_or_default();
    let forge = Forge::of_host(host);
    if forge.is_none() && !is_told {
        let told = Diagnostic::error(fault::UNKNOWN_FORGE, format!("`{host}` does not say on what forge the repository lies"));
        let help =
            "add `forge = \"github\"`, `\"gitlab\"`, `\"bitbucket\"` or `\"gitea\"`; for any other write `edit_url` and `history_url` out";
        item.faults().push(told.at(item.span, "a forge with other addresses?").help(help));
    }
    forge
}

/// The address of a repository in its one form: no `/` and no `.git` at its end.
fn repository_url(item: &Item<'_>) -> Option<String> {
    let text = item.text()?;
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    let rest = text.split_once("://").map_or("", |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path).trim_matches('/');
    let odd = |letter: char| {
        letter.is_whitespace() || letter.is_control() || matches!(letter, '"' | '<' | '>' | '\\' | '`' | '?' | '#' | '{' | '}')
    };
    if !is_web || path.is_empty() || rest.contains(odd) || rest.contains('@') {
        let told = Diagnostic::error(fault::BAD_VALUE, format!("`{text}` is not the address of a repository"));
        let told = told.at(item.span, "expected the page that a browser shows it on");
        item.faults().push(told.help("for example `https://github.com/acme/decisions`"));
        return None;
    }
    let text = text.trim_end_matches('/');
    Some(text.strip_suffix(".git").unwrap_or(text).to_owned())
}

/// A branch, ready to stand in an address.
fn branch(item: Item<'_>) -> Option<String> {
    let text = item.text()?;
    let odd = |letter: char| letter.is_whitespace() || letter.is_control() || matches!(letter, '\\' | '~' | '^' | ':' | '?' | '*' | '[');
    if text.is_empty() || text.contains(odd) || text.contains("..") || text.starts_with(['/', '-']) || text.ends_with('/') {
        item.bad(format!("`{text}` cannot be the name of a branch"), "not a branch");
        return None;
    }
    let mut encoded = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '%' => encoded.push_str("%25"),
            '#' => encoded.push_str("%23"),
            '"' => encoded.push_str("%22"),
            '<' => encoded.push_str("%3C"),
            '>' => encoded.push_str("%3E"),
            '{' => encoded.push_str("%7B"),
            '}' => encoded.push_str("%7D"),
            '&' => encoded.push_str("%26"),
            '+' => encoded.push_str("%2B"),
            other => encoded.push(other),
        }
    }
    Some(encoded)
}

/// The site's folder in the repository: no `/` at either end.
fn directory(item: Item<'_>) -> Option<String> {
    let text = item.text()?;
    let parts: Vec<&str> = text.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    if text.starts_with('/') || text.contains('\\') || parts.contains(&"..") {
        item.bad(format!("`{text}` is not a folder of the repository"), "expected a path from its top");
        return None;
    }
    Some(parts.join("/"))
}

fn file_address(item: Item<'_>) -> Option<String> {
    let text = item.text()?;
    if !text.starts_with("https://") && !text.starts_with("http://") {
        item.bad(format!("`{}` must begin with `https://` or `http://`", item.name), "not an address of the web");
        return None;
    }
    if !text.contains("{path}") {
        let told = Diagnostic::error(fault::BAD_VALUE, format!("`{}` does not say where the file goes", item.name));
        item.faults().push(told.at(item.span, "no `{path}` in it").help("`{path}` stands for the file's path"));
        return None;
    }
    Some(text.to_owned())
}
