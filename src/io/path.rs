//! Paths as people and addresses have them: `/` between parts, whatever the system writes.

use std::path::{Component, Path};

/// A path as people know it: from the working folder where it lies below, with `/` between parts.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let near = here.as_deref().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path);
    if near.as_os_str().is_empty() { ".".into() } else { slashed(near) }
}

/// A path with `/` between its parts on every system.
pub fn slashed(path: &Path) -> String {
    let mut text = String::new();
    for part in path.components() {
        match part {
            Component::RootDir => text.push('/'),
            Component::CurDir => {}
            other => {
                if !text.is_empty() && !text.ends_with('/') {
                    text.push('/');
                }
                text.push_str(&other.as_os_str().to_string_lossy());
            }
        }
    }
    text
}

/// Whether a path ends in `.ending`, in letters of any case.
pub fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}
