//! Bodies made whole: the gaps that other files decide are filled with links and image sources.
//! Knows where targets are; the HTML around the gaps was made safe before it came here.

use super::standpoint::Standpoint;
use crate::model::body::{Body, GapKind, Target};

/// The HTML of a body with its gaps filled, as seen from a page.
pub fn body(from: &Standpoint<'_>, body: &Body) -> String {
    let mut html = String::with_capacity(body.html.len() + body.gaps.len() * 48);
    let mut done = 0;
    for gap in &body.gaps {
        let at = gap.at as usize;
        html.push_str(&body.html[done..at]);
        done = at;
        fill(from, &mut html, (gap.kind, &body.targets[gap.target as usize]));
    }
    html.push_str(&body.html[done..]);
    html
}

fn fill(from: &Standpoint<'_>, html: &mut String, (kind, target): (GapKind, &Target)) {
    let Some(url) = from.target(target) else {
        // Nowhere to lead: the words stay, the link does not. An image without a source keeps its description.
        return;
    };
    match kind {
        GapKind::LinkStart => {
            html.push_str("<a href=\"");
            escape(&url, html);
            html.push_str("\">");
        }
        GapKind::LinkEnd => html.push_str("</a>"),
        GapKind::LinkText => escape(&from.target_text(target), html),
        GapKind::ImageSource => escape(&url, html),
    }
}

/// Appends `text` with the five characters that mean something in HTML replaced.
fn escape(text: &str, html: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(letter),
        }
    }
}
