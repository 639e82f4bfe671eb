//! The list of files that we wrote, kept beside them: what is on it may be replaced and removed, what is not is somebody else's.

use std::{collections::BTreeSet, fs, io, path::Path};

use super::paths::is_inside;

/// Its name, in the root of the portal.
pub const MANIFEST: &str = ".rationale-manifest";

const FIRST_LINE: &str = "# Files that Rationale wrote here, one a line. It replaces and removes these, and touches no other.";

/// The files that are ours in `folder`; `None` where there is no manifest. Lines that lead out of the folder count for nothing.
pub(super) fn read(folder: &Path) -> io::Result<Option<BTreeSet<String>>> {
    match fs::read_to_string(folder.join(MANIFEST)) {
        Ok(text) => Ok(Some(text.lines().filter(|line| !line.starts_with('#') && is_inside(line)).map(str::to_owned).collect())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes the manifest of `paths` to `file`.
pub(super) fn write<'a>(file: &Path, paths: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
    let mut text = FIRST_LINE.to_owned();
    text.push('\n');
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    fs::write(file, text)
}
