//! A log of other people, as it lies: several forms, scripts that run the other way or have no spaces, headings that skip a level, images
//! that are not there, a title and an id of one long word.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::program::Site;

/// The portal, built.
pub(super) fn site() -> Site {
    let log = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/foreign");
    // Elsewhere than in this repository, whose own site it would be a part of.
    let site = Site::empty();
    let mut folders: Vec<PathBuf> = vec![log.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inside = path.strip_prefix(&log).expect("below the log").to_string_lossy().into_owned();
                site.write(&format!("log/{inside}"), &fs::read_to_string(&path).expect("a text"));
            }
        }
    }
    site.expect(&["build", "log", "--quiet", "--out", "public"], 0);
    site
}
