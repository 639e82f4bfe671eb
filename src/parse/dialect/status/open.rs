//! What stands for a status that is still to be filled in.

use super::{
    super::marks::{Gap, Marked, Word},
    status_at,
};

/// `{proposed | accepted}`, `[YYYY-MM-DD]`, `STATUS`: still to be filled in, or a menu that nobody chose from.
pub(super) fn is_placeholder(text: &str, marked: &Marked) -> bool {
    // Between pointed brackets stands a tag, which has no words; one with attributes is for a browser.
    let pointed = text.starts_with('<') && !text.starts_with("<!--") && marked.words.is_empty() && !text.contains(['=', '/']);
    let open =
        marked.links.is_empty() && (text.starts_with('{') && text.trim_end().ends_with('}') || pointed && text.trim_end().ends_with('>'));
    let square = text.starts_with('[') && marked.links.is_empty() && text.contains(']') && marked.boxes.is_empty();
    let choices = marked.words.iter().filter(|word| word.gap == Gap::Choice).count();
    let menu = choices >= 2 && marked.words.iter().filter(|word| word.bold).count() != 1 && menu(&marked.words) >= 3;
    let upper = ["STATUS", "{{STATUS}}", "$STATUS", "TBD_STATUS"].contains(&text.trim());
    open || square && (choices > 0 || menu_word(&marked.words)) || menu || upper
}

fn menu(words: &[Word]) -> usize {
    words.iter().enumerate().filter(|(at, word)| (*at == 0 || word.gap == Gap::Choice) && status_at(&words[*at..]).is_some()).count()
}

/// `[status]`, `[short title]`: words in square brackets that are no status.
fn menu_word(words: &[Word]) -> bool {
    status_at(words).is_none()
}
