//! Static files of the theme under names that carry their content's hash, so that browsers may keep them for ever.
//! Knows file names and bytes, no page.

use std::{collections::BTreeMap, sync::Arc};

use sha2::{Digest, Sha256};

use super::style_sheet::squeezed;

/// Folder of the portal that they are published in.
const FOLDER: &str = "assets";
/// Hex digits of the hash in a name: enough that two versions never meet.
const DIGITS: usize = 12;

/// A static file, ready to publish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its address from the root of the site.
    pub url: String,
    /// Its bytes.
    pub bytes: Arc<Vec<u8>>,
}

/// All static files by the name that templates call them.
#[derive(Debug, Clone, Default)]
pub struct Assets(BTreeMap<String, Asset>);

impl Assets {
    /// Names the files; a later file of the same name replaces an earlier one.
    ///
    /// Style sheets come last: `url(name)` in them is pointed to the hashed name of the file beside them.
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        let files: BTreeMap<&str, &[u8]> = files.into_iter().collect();
        let (sheets, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(name, _)| has_ending(name, "css"));
        let mut assets = Self::default();
        for (name, bytes) in others {
            assets.add(name, bytes.to_vec());
        }
        // Sheets do not import each other: `@import` costs a round trip, and the base template can link as many as it likes.
        for (name, bytes) in sheets {
            let bytes = std::str::from_utf8(bytes)
                .map_or_else(|_| bytes.to_vec(), |text| squeezed(&assets.with_hashed_urls(name, text)).into_bytes());
            assets.add(name, bytes);
        }
        assets
    }

    /// The address of a file from the root of the site.
    pub fn url(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(|asset| asset.url.as_str())
    }

    /// The names there are.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The files, by name.
    pub fn files(&self) -> impl Iterator<Item = &Asset> {
        self.0.values()
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let hash = hex(&Sha256::digest(&bytes));
        let (stem, ending) = name.rsplit_once('.').map_or((name, String::new()), |(stem, ending)| (stem, format!(".{ending}")));
        self.0.insert(name.to_owned(), Asset { url: format!("{FOLDER}/{stem}.{hash}{ending}"), bytes: Arc::new(bytes) });
    }

    /// `url(logo.svg)` becomes `url(logo.HASH.svg)` where the theme has such a file; anything else stays as it is.
    fn with_hashed_urls(&self, sheet: &str, text: &str) -> String {
        let up = "../".repeat(sheet.matches('/').count());
        let mut result = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("url(") {
            result.push_str(before);
            result.push_str("url(");
            let Some((inside, after)) = after.split_once(')') else {
                rest = after;
                break;
            };
            let name = inside.trim().trim_matches(['"', '\'']);
            match self.url(name).and_then(|url| url.strip_prefix("assets/")) {
                Some(hashed) => result.push_str(&[&up, hashed].concat()),
                None => result.push_str(inside),
            }
            result.push(')');
            rest = after;
        }
        result.push_str(rest);
        result
    }
}

/// The beginning of a hash, as text.
pub(super) fn hex(hash: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    hash.iter().take(DIGITS / 2).flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests {
    use super::Assets;

    #[test]
    fn names_follow_content() {
        let one = Assets::new([("portal.css", b"a".as_slice())]);
        let two = Assets::new([("portal.css", b"b".as_slice())]);
        assert_eq!(one.url("portal.css"), Some("assets/portal.ca978112ca1b.css"));
        assert_ne!(one.url("portal.css"), two.url("portal.css"));
    }

    #[test]
    fn sheets_point_to_hashed_files() {
        let assets = Assets::new([
            ("logo.svg", b"<svg/>".as_slice()),
            ("a.css", b"b{background:url('logo.svg')} i{background:url(data:x)} u{x:url(".as_slice()),
        ]);
        let logo = assets.url("logo.svg").expect("a logo").strip_prefix("assets/").expect("in the folder");
        let sheet = assets.files().next().expect("a sheet");
        let text = String::from_utf8(sheet.bytes.to_vec()).expect("text");
        assert_eq!(text, format!("b{{background:url({logo})}}i{{background:url(data:x)}}u{{x:url("));
    }

    #[test]
    fn the_sites_file_takes_the_place_of_ours() {
        let assets = Assets::new([("portal.js", b"ours".as_slice()), ("portal.js", b"theirs".as_slice())]);
        assert_eq!(assets.files().map(|asset| asset.bytes.as_slice()).collect::<Vec<_>>(), [b"theirs"]);
    }
}
