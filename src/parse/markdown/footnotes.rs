//! Footnotes: numbered as they are first referred to, gathered at the end, with a way back from each.

use std::{collections::HashMap, fmt::Write as _};

use super::buffer::Buffer;

/// Footnotes so far.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    // Label to position in `notes`. Looked up only, never walked.
    labels: HashMap<String, usize>,
    notes: Vec<Note>,
    /// Notes in order of their first reference.
    referred: Vec<usize>,
}

#[derive(Debug, Default)]
struct Note {
    text: Option<Buffer>,
    number: usize,
    references: usize,
}

impl Footnotes {
    fn note(&mut self, label: &str) -> usize {
        // Labels are compared without case.
        let next = self.notes.len();
        let position = *self.labels.entry(label.to_lowercase()).or_insert(next);
        if position == next {
            self.notes.push(Note::default());
        }
        position
    }

    /// Counts a reference: number of the note, and which reference to it this is, both from 1.
    pub(super) fn refer(&mut self, label: &str) -> (usize, usize) {
        let position = self.note(label);
        let note = &mut self.notes[position];
        if note.references == 0 {
            self.referred.push(position);
            note.number = self.referred.len();
        }
        note.references += 1;
        (note.number, note.references)
    }

    /// Keeps the text of a note; the first of several with one label holds.
    pub(super) fn define(&mut self, label: &str, text: Buffer) {
        let position = self.note(label);
        self.notes[position].text.get_or_insert(text);
    }

    /// Writes all notes that something refers to.
    pub(super) fn write(self, out: &mut Buffer) {
        if self.referred.is_empty() {
            return;
        }
        out.line();
        out.push("<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n");
        for position in self.referred {
            let note = &self.notes[position];
            let _ = write!(out.html, "<li id=\"r-fn-{}\">", note.number);
            if let Some(text) = &note.text {
                out.append(text);
            }
            let end = if out.html.ends_with("</p>\n") { "</p>\n" } else { "" };
            out.html.truncate(out.html.len() - end.len());
            for reference in 1..=note.references {
                let id = reference_id(note.number, reference);
                let _ = write!(out.html, " <a class=\"footnote-back\" href=\"#{id}\" aria-label=\"Back to reference {}", note.number);
                if reference > 1 {
                    let _ = write!(out.html, ", {reference}");
                }
                out.push("\">↩</a>");
            }
            out.push(end);
            out.push("</li>\n");
        }
        out.push("</ol>\n</section>\n");
    }
}

/// Fragment of a reference.
pub(super) fn reference_id(number: usize, reference: usize) -> String {
    if reference == 1 { format!("r-fnref-{number}") } else { format!("r-fnref-{number}-{reference}") }
}
