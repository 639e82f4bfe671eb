//! HTML under construction: text, the gaps in it, and the level digits of headings, which stay together when a piece is moved.
//! Knows nothing of Markdown.

use crate::model::body::{Gap, GapKind};

/// HTML with its gaps.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    /// The HTML.
    pub(super) html: String,
    /// Gaps by rising place.
    pub(super) gaps: Vec<Gap>,
    /// Places of the digits of `<h2>` and `</h2>`, to be shifted once all levels are known.
    levels: Vec<usize>,
}

/// A place to come back to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    html: usize,
    gaps: usize,
    levels: usize,
}

/// Where a byte of the HTML stands, as gaps count. Files above 4 GiB are refused before they are parsed.
pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("a body below 4 GiB")
}

impl Buffer {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { html: String::with_capacity(bytes), ..Self::default() }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { html: self.html.len(), gaps: self.gaps.len(), levels: self.levels.len() }
    }

    /// Whether nothing was written since.
    pub(super) fn is_at(&self, mark: Mark) -> bool {
        self.html.len() == mark.html && self.gaps.len() == mark.gaps
    }

    pub(super) fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Starts a line, unless one has just been started.
    pub(super) fn line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    pub(super) fn gap(&mut self, kind: GapKind, target: usize) {
        self.gaps.push(Gap { at: offset(self.html.len()), kind, target: offset(target) });
    }

    /// Forgets everything since `mark`.
    pub(super) fn truncate(&mut self, mark: Mark) {
        self.html.truncate(mark.html);
        self.gaps.truncate(mark.gaps);
        self.levels.truncate(mark.levels);
    }

    /// Takes away everything since `mark`.
    pub(super) fn split_off(&mut self, mark: Mark) -> Self {
        let mut rest =
            Self { html: self.html.split_off(mark.html), gaps: self.gaps.split_off(mark.gaps), levels: self.levels.split_off(mark.levels) };
        rest.gaps.iter_mut().for_each(|gap| gap.at -= offset(mark.html));
        rest.levels.iter_mut().for_each(|level| *level -= mark.html);
        rest
    }

    /// Adds `rest` at the end.
    pub(super) fn append(&mut self, rest: &Self) {
        let base = self.html.len();
        self.html.push_str(&rest.html);
        self.gaps.extend(rest.gaps.iter().map(|gap| Gap { at: gap.at + offset(base), ..*gap }));
        self.levels.extend(rest.levels.iter().map(|level| level + base));
    }

    /// Puts `tag` at `mark`, before everything written since. Cheap where that is little.
    pub(super) fn insert(&mut self, mark: Mark, tag: &str) {
        self.html.insert_str(mark.html, tag);
        self.gaps[mark.gaps..].iter_mut().for_each(|gap| gap.at += offset(tag.len()));
        self.levels[mark.levels..].iter_mut().for_each(|level| *level += tag.len());
    }

    /// Remembers that the byte `back` bytes after `mark` is the digit of a heading's opening tag, which was just put there.
    pub(super) fn level_at(&mut self, mark: Mark, back: usize) {
        self.levels.insert(mark.levels, mark.html + back);
    }

    /// Remembers that the last byte but `back` is the digit of a heading's closing tag.
    pub(super) fn level_before_end(&mut self, back: usize) {
        self.levels.push(self.html.len() - back);
    }

    /// Gives all headings the level that their place in the outline has.
    pub(super) fn outline_levels(&mut self) {
        let mut outline = Outline::default();
        // Opening and closing tag of each heading, by their digits.
        let digits: Vec<(usize, u8)> = self
            .levels
            .chunks(2)
            .flat_map(|pair| {
                let level = outline.place(self.html.as_bytes()[pair[0]] - b'0');
                pair.iter().map(move |at| (*at, b'0' + level))
            })
            .collect();
        if digits.iter().any(|(at, digit)| self.html.as_bytes()[*at] != *digit) {
            let mut bytes = std::mem::take(&mut self.html).into_bytes();
            for (at, digit) in digits {
                bytes[at] = digit;
            }
            self.html = String::from_utf8(bytes).expect("digits replaced by digits");
        }
    }
}

/// Levels of headings as readers without eyes count on them: the first is a second one, and none is more than a level below what it
/// stands under, whatever was written.
#[derive(Debug, Default)]
pub(super) struct Outline(Vec<u8>);

impl Outline {
    /// The level, from 2 to 6, of a heading that was written with `level` and comes after all before it.
    pub(super) fn place(&mut self, level: u8) -> u8 {
        while self.0.last().is_some_and(|above| *above >= level) {
            self.0.pop();
        }
        self.0.push(level);
        u8::try_from(self.0.len() + 1).map_or(6, |level| level.min(6))
    }
}

/// Appends `text` so that HTML shows it as it is, in an element or, with quotes, in an attribute.
pub(super) fn escape(out: &mut String, text: &str) {
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[written..at]);
        out.push_str(entity);
        written = at + 1;
    }
    out.push_str(&text[written..]);
}
