//! A log of other people, as it lies: several forms, scripts that run the other way or have no spaces, headings that skip a level, images
//! that are not there, a title and an id of one long word.

use crate::program::Site;

/// The portal, built.
pub(super) fn site() -> Site {
    // Elsewhere than in this repository, whose own site it would be a part of.
    let site = Site::empty();
    for (path, text) in site.tree(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/foreign")) {
        site.write(&format!("log/{path}"), &String::from_utf8(text).expect("a text"));
    }
    site.expect(&["build", "log", "--quiet", "--out", "public"], 0);
    site
}
