//! Paths as text: joined, brought into their one form, and told from one another. No file system stands behind them.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// A link's destination, taken apart and decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    /// Path, without query and fragment.
    pub(super) path: Cow<'a, str>,
    /// Fragment without `#`; `None` where there is none, or an empty one.
    pub(super) fragment: Option<String>,
}

/// Takes a destination apart. What is not valid UTF-8 once decoded stays as it is written.
pub(super) fn parts(dest: &str) -> Parts<'_> {
    let (path, fragment) = dest.split_once('#').map_or((dest, None), |(path, fragment)| (path, Some(fragment)));
    let path = path.split('?').next().unwrap_or(path);
    Parts { path: decoded(path), fragment: fragment.filter(|text| !text.is_empty()).map(|text| decoded(text).into_owned()) }
}

fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

/// The folder of a file, with `/` at its end; empty at the root.
pub(super) fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |at| &path[..=at])
}

/// A Markdown file's path without `.md` or `.markdown`.
pub(super) fn without_ending(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, ending)) if ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown") => stem,
        _ => path,
    }
}

/// `path`, as seen from `folder`, in its one form: no `.`, and `..` only at its beginning.
pub(super) fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// How to write `to` in a file of `folder`; `None` where the way leads through folders above the site, whose names are not known.
pub(super) fn relative(folder: &str, to: &str) -> Option<String> {
    let (from, to): (Vec<&str>, Vec<&str>) = (folder.split('/').filter(|part| !part.is_empty()).collect(), to.split('/').collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    if from[shared..].contains(&"..") {
        return None;
    }
    let up = "../".repeat(from.len() - shared);
    Some(format!("{up}{}", to[shared..].join("/")))
}

#[cfg(test)]
mod tests {
    use super::{joined, parts, relative};

    #[test]
    fn paths_have_one_form() {
        for (folder, path, expected) in [
            ("records/", "../content/a.md", "content/a.md"),
            ("records/", "./x//y.md", "records/x/y.md"),
            ("records/", "../../other/a.md", "../other/a.md"),
            ("../payments/adr/", "../img/a.png", "../payments/img/a.png"),
            ("", "a.md", "a.md"),
        ] {
            assert_eq!(joined(folder, path), expected);
        }
        let written = |folder, to| relative(folder, to).unwrap_or_default();
        assert_eq!(written("content/handbook/", "records/0001-x.md"), "../../records/0001-x.md");
        assert_eq!(written("records/", "records/0001-x.md"), "0001-x.md");
        assert_eq!(written("../pay/", "../pay/0001-x.md"), "0001-x.md");
        assert_eq!(relative("../pay/", "records/0001-x.md"), None);
    }

    #[test]
    fn destinations_are_decoded() {
        let found = parts("a%20b.md?plain=1#%C3%BCber-uns");
        assert_eq!((found.path.as_ref(), found.fragment.as_deref()), ("a b.md", Some("über-uns")));
        assert_eq!(parts("a%ff.md#").path, "a%ff.md");
    }
}
