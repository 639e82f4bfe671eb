//! Calendars as RFC 5545 has them, and Atom as RFC 4287 has it. Both are short texts with strict rules on what may stand in them; nothing here
//! asks for the time of day.

use std::fmt::Write as _;

use crate::{
    base::date::Date,
    present::{
        calendar::{Calendar, Event},
        feed::{Entry, Feed},
    },
};

/// Octets of a line, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// A calendar.
pub(super) fn calendar(calendar: &Calendar<'_>) -> Vec<u8> {
    let mut text = String::with_capacity(512 + calendar.events.len() * 512);
    for fixed in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Rationale//Reviews//EN", "CALSCALE:GREGORIAN"] {
        line(&mut text, fixed);
    }
    let name = escaped(&calendar.name);
    line(&mut text, &format!("NAME:{name}"));
    line(&mut text, &format!("X-WR-CALNAME:{name}"));
    line(&mut text, "REFRESH-INTERVAL;VALUE=DURATION:P1D");
    line(&mut text, "X-PUBLISHED-TTL:P1D");
    if let Some(url) = &calendar.url {
        line(&mut text, &format!("URL:{url}"));
    }
    for each in &calendar.events {
        event(&mut text, each);
    }
    if calendar.events.is_empty() {
        // A calendar must hold something. A subscription to one that is empty today has to stay good.
        for fixed in [
            "BEGIN:VTIMEZONE",
            "TZID:Etc/UTC",
            "BEGIN:STANDARD",
            "DTSTART:19700101T000000",
            "TZOFFSETFROM:+0000",
            "TZOFFSETTO:+0000",
            "END:STANDARD",
            "END:VTIMEZONE",
        ] {
            line(&mut text, fixed);
        }
    }
    line(&mut text, "END:VCALENDAR");
    text.into_bytes()
}

fn event(text: &mut String, event: &Event<'_>) {
    let stamp = compact(event.stamp);
    line(text, "BEGIN:VEVENT");
    line(text, &format!("UID:{}", event.uid));
    line(text, &format!("DTSTAMP:{stamp}T000000Z"));
    line(text, &format!("LAST-MODIFIED:{stamp}T000000Z"));
    line(text, &format!("SEQUENCE:{}", event.sequence));
    line(text, &format!("DTSTART;VALUE=DATE:{}", compact(event.on)));
    line(text, "TRANSP:TRANSPARENT");
    line(text, &format!("SUMMARY:{}", escaped(&event.summary)));
    if !event.description.is_empty() {
        line(text, &format!("DESCRIPTION:{}", escaped(&event.description)));
    }
    if !event.categories.is_empty() {
        let categories: Vec<String> = event.categories.iter().map(|tag| escaped(tag)).collect();
        line(text, &format!("CATEGORIES:{}", categories.join(",")));
    }
    if let Some(url) = &event.url {
        line(text, &format!("URL:{url}"));
    }
    line(text, "END:VEVENT");
}

/// `20260831`
fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year().max(0), day.month(), day.day())
}

/// Adds a line, folded where it is longer than a line may be, never within a letter.
fn line(text: &mut String, line: &str) {
    let mut rest = line;
    let mut room = LINE;
    loop {
        let mut end = rest.len().min(room);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        text.push_str(&rest[..end]);
        text.push_str("\r\n");
        rest = &rest[end..];
        if rest.is_empty() {
            return;
        }
        text.push(' ');
        room = LINE - 1;
    }
}

/// A text as a value: what means something there is marked, what may not be there is left out.
fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for letter in value.chars() {
        match letter {
            '\\' | ';' | ',' => text.extend(['\\', letter]),
            '\n' => text.push_str("\\n"),
            '\t' => text.push(' '),
            letter if letter.is_control() => {}
            letter => text.push(letter),
        }
    }
    text
}

/// A feed.
pub(super) fn feed(feed: &Feed<'_>) -> Vec<u8> {
    let mut text = String::with_capacity(1024 + feed.entries.len() * 1024);
    let _ = writeln!(
        text,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">",
        xml(feed.language)
    );
    element(&mut text, "id", &feed.url);
    element(&mut text, "title", &feed.title);
    if let Some(subtitle) = feed.subtitle {
        element(&mut text, "subtitle", subtitle);
    }
    element(&mut text, "updated", &instant(feed.updated));
    let _ = writeln!(text, "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>", xml(&feed.url));
    let _ = writeln!(text, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", xml(&feed.page));
    person(&mut text, feed.author);
    element(&mut text, "generator", "Rationale");
    for each in &feed.entries {
        entry(&mut text, each);
    }
    text.push_str("</feed>\n");
    text.into_bytes()
}

fn entry(text: &mut String, entry: &Entry<'_>) {
    text.push_str("<entry>\n");
    element(text, "id", &entry.id);
    element(text, "title", &entry.title);
    element(text, "published", &instant(entry.published));
    element(text, "updated", &instant(entry.updated));
    let _ = writeln!(text, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", xml(&entry.url));
    for author in &entry.authors {
        person(text, author);
    }
    for tag in entry.tags {
        let _ = writeln!(text, "<category term=\"{}\"/>", xml(tag));
    }
    element(text, "summary", &entry.summary);
    text.push_str("</entry>\n");
}

fn person(text: &mut String, name: &str) {
    let _ = writeln!(text, "<author><name>{}</name></author>", xml(name));
}

fn element(text: &mut String, name: &str, value: &str) {
    let _ = writeln!(text, "<{name}>{}</{name}>", xml(value));
}

/// `2026-08-31T00:00:00Z`: records know days, and feeds want an instant.
fn instant(day: Date) -> String {
    format!("{:04}-{:02}-{:02}T00:00:00Z", day.year().max(0), day.month(), day.day())
}

/// A text in an element or, with double quotes, in an attribute. What XML may not hold is left out.
fn xml(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 8);
    for letter in value.chars() {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\n' | '\t' | '\r' => text.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            letter => text.push(letter),
        }
    }
    text
}
