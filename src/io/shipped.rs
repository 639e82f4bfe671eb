//! The reference data that every site has: a framework and a cloud catalogue, kept in the program. A site's own file of the same
//! name or id takes their place.

use crate::{
    base::source::Content,
    pipeline::{InputFile, Place},
};

/// A file of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shipped {
    /// Path below `content/`.
    pub inner: &'static str,
    /// What it holds.
    pub text: &'static str,
}

/// All of them, by path.
pub const SHIPPED: &[Shipped] = &[
    Shipped { inner: "clouds.toml", text: include_str!("../../content/clouds.toml") },
    Shipped { inner: "frameworks/build-buy-fine-tune.toml", text: include_str!("../../content/frameworks/build-buy-fine-tune.toml") },
];

/// The same as inputs.
pub(super) fn inputs() -> impl Iterator<Item = InputFile> {
    SHIPPED.iter().map(|file| InputFile {
        place: Place::Shipped,
        path: format!("(shipped)/{}", file.inner).into(),
        inner: file.inner.into(),
        content: Content::Text(file.text.into()),
    })
}
