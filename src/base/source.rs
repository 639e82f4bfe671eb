//! Texts and places in them. A place is a file and a stretch of bytes, so that every fault can be drawn where it stands.
//! Knows paths only as names to show; it opens nothing.

use std::sync::Arc;

/// Which file of a run: an index into [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A stretch of bytes, `start..end`, in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` of `file`. Offsets past 4 GiB are cut there; such a file is refused before it is parsed.
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Self {
        let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: offset(range.start), end: offset(range.end) }
    }

    /// The very beginning of `file`: where a fault of the whole file is told.
    pub fn top(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// The same stretch as a range of indices.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and the place where a person wrote it.
#[derive(Debug, Clone, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, written at `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place, another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: change(self.value), span: self.span }
    }
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Valid UTF-8, without a byte order mark.
    Text(Arc<str>),
    /// Anything else: an image, an attachment, text in another encoding.
    Bytes(Arc<Vec<u8>>),
    /// More bytes than a file of its kind may have; it was not read.
    TooLarge {
        /// How many it has.
        bytes: u64,
        /// How many it may have.
        limit: u64,
    },
}

impl Content {
    /// The text, if it is one.
    pub fn text(&self) -> Option<&Arc<str>> {
        match self {
            Self::Text(text) => Some(text),
            Self::Bytes(_) | Self::TooLarge { .. } => None,
        }
    }

    /// The bytes, whatever they mean; none of a file that was not read.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
            Self::TooLarge { .. } => &[],
        }
    }
}

/// One file of a run, under the name that people know it by.
#[derive(Debug, Clone)]
pub struct File {
    /// Path as shown in messages: relative to the site's root, `/` between parts.
    pub path: Arc<str>,
    /// What it holds.
    pub content: Content,
}

impl File {
    /// Its bytes, shared where they are kept as such already.
    pub fn bytes(&self) -> Arc<Vec<u8>> {
        match &self.content {
            Content::Bytes(bytes) => Arc::clone(bytes),
            other => Arc::new(other.bytes().to_vec()),
        }
    }
}

/// All files of a run; [`FileId`] is the index.
#[derive(Debug, Clone, Default)]
pub struct Sources(pub Vec<File>);

impl Sources {
    /// The file behind a handle of this run.
    pub fn file(&self, id: FileId) -> &File {
        &self.0[id.0 as usize]
    }

    /// Its text; empty for a file that is not text.
    pub fn text(&self, id: FileId) -> &str {
        self.file(id).content.text().map_or("", |text| text)
    }

    /// Its path.
    pub fn path(&self, id: FileId) -> &str {
        &self.file(id).path
    }

    /// Line and column of a byte, both from 1; columns count characters.
    pub fn position(&self, file: FileId, byte: u32) -> (usize, usize) {
        let text = self.text(file);
        let mut end = (byte as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}
