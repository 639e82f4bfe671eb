//! Days as people write them. A date of which two numbers could be the day is left open.

use std::ops::Range;

use super::{marks::is_wide, outline::clip, words::month};
use crate::{
    base::date::Date,
    parse::draft::{AmbiguousDate, DateOrder},
};

/// Bytes in which a date is looked for.
const MOST: usize = 1_000;

/// A day, as far as it can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// This one; the order, where its numbers have shown which.
    Known(Date, Option<DateOrder>),
    /// One of two.
    Ambiguous(AmbiguousDate),
}

/// A day and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The day.
    pub day: Day,
    /// Its place in the text.
    pub at: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'t> {
    /// A number and how many digits it has.
    Number(i32, usize),
    /// Letters.
    Word(&'t str),
    /// Anything else but a space.
    Sign(char),
}

/// The first date of a text.
pub(super) fn find(text: &str) -> Option<Found> {
    let text = clip(text, MOST);
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|from| {
        let (day, taken) = at(&tokens[from..])?;
        Some(Found { day, at: tokens[from].1.start..tokens[from + taken - 1].1.end })
    })
}

/// The date that a text is, but for marks around it.
pub(super) fn whole(text: &str) -> Option<Found> {
    let found = find(text)?;
    let rest = text[..found.at.start].chars().chain(text[found.at.end..].chars());
    rest.into_iter().all(|c| !c.is_alphanumeric()).then_some(found)
}

fn tokens(text: &str) -> Vec<(Token<'_>, Range<usize>)> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let class = |c: char| {
            if c.is_ascii_digit() {
                0
            } else if is_wide(c) {
                3
            } else if c.is_alphabetic() {
                1
            } else {
                2
            }
        };
        let run: usize = text[at..].chars().take_while(|c| class(*c) == class(first)).map(char::len_utf8).sum();
        let (token, length) = match class(first) {
            0 => (Token::Number(text[at..at + run].parse().unwrap_or(-1), run), run),
            1 => (Token::Word(&text[at..at + run]), run),
            _ => (Token::Sign(first), first.len_utf8()),
        };
        if !first.is_whitespace() {
            tokens.push((token, at..at + length));
        }
        at += length;
    }
    tokens
}

/// A date at the beginning of some tokens, and how many it takes.
fn at(tokens: &[(Token<'_>, Range<usize>)]) -> Option<(Day, usize)> {
    numbers(tokens).or_else(|| compact(tokens)).or_else(|| in_words(tokens))
}

/// `2026-08-31`, `31/12/2026`, `31.12.2026`, `2026年8月31日`, `2020-Nov-09`.
fn numbers(tokens: &[(Token<'_>, Range<usize>)]) -> Option<(Day, usize)> {
    let [(first, _), (Token::Sign(one), _), (second, _), (Token::Sign(two), _), (third, _), ..] = tokens else { return None };
    let close = tokens[..5].windows(2).all(|pair| pair[0].1.end == pair[1].1.start);
    let number = |token: &Token<'_>, digits: Range<usize>| match token {
        Token::Number(number, length) if digits.contains(length) => Some(*number),
        _ => None,
    };
    let small = |token: &Token<'_>| number(token, 1..3).and_then(|number| i8::try_from(number).ok());
    let year = |token: &Token<'_>| number(token, 4..5).and_then(|year| i16::try_from(year).ok());
    if (*one, *two) == ('年', '月') {
        return Some((known(year(first)?, small(second)?, small(third)?)?, 6.min(tokens.len())));
    }
    if !close || one != two || !matches!(one, '-' | '/' | '.' | '‑' | '–') {
        return None;
    }
    if let Some(year) = year(first) {
        let month = small(second).or_else(|| word_month(second))?;
        return Some((known(year, month, small(third)?)?, 5));
    }
    let year = year(third)?;
    let one_number = small(first)?;
    if let Some(month) = word_month(second) {
        return Some((known(year, month, one_number)?, 5));
    }
    let other = small(second)?;
    let (day_first, month_first) = (day(year, other, one_number), day(year, one_number, other));
    let found = match (day_first, month_first) {
        (Some(date), _) if *one == '.' => Day::Known(date, None),
        (Some(a), Some(b)) if a == b => Day::Known(a, None),
        (Some(day_first), Some(month_first)) => Day::Ambiguous(AmbiguousDate { day_first, month_first }),
        (Some(date), None) => Day::Known(date, Some(DateOrder::DayFirst)),
        (None, Some(date)) => Day::Known(date, Some(DateOrder::MonthFirst)),
        (None, None) => return None,
    };
    Some((found, 5))
}

/// `20260831`
fn compact(tokens: &[(Token<'_>, Range<usize>)]) -> Option<(Day, usize)> {
    let (Token::Number(number, 8), _) = tokens.first()? else { return None };
    let part = |unit: i32, most: i32| number / unit % most;
    let (year, month, day_number) =
        (i16::try_from(number / 10_000).ok()?, i8::try_from(part(100, 100)).ok()?, i8::try_from(part(1, 100)).ok()?);
    Some((known(year, month, day_number)?, 1))
}

/// `May 24, 2026`, `24th of May 2026`, `24. Mai 2026`, `24 de mayo de 2026`.
fn in_words(tokens: &[(Token<'_>, Range<usize>)]) -> Option<(Day, usize)> {
    const BETWEEN: &[&str] = &["st", "nd", "rd", "th", "er", "de", "del", "do", "of", "the", "º", "ª", "le", "am"];
    let passed = |at: &mut usize| {
        while let Some((token, _)) = tokens.get(*at) {
            let over = match token {
                Token::Sign(sign) => matches!(sign, ',' | '.' | '-' | '/' | '\''),
                Token::Word(word) => BETWEEN.contains(&word.to_lowercase().as_str()),
                Token::Number(..) => false,
            };
            if !over {
                break;
            }
            *at += 1;
        }
    };
    let small = |at: usize| match tokens.get(at)? {
        (Token::Number(number, 1..=2), _) => i8::try_from(*number).ok(),
        _ => None,
    };
    let year = |at: usize| match tokens.get(at)? {
        (Token::Number(number, 4), _) => i16::try_from(*number).ok(),
        _ => None,
    };
    if let Some(year) = year(0) {
        return year_first(tokens, year);
    }
    let mut at = 1;
    let (month, day_number) = match tokens.first()? {
        (word @ Token::Word(_), _) => {
            let month = word_month(word)?;
            passed(&mut at);
            (month, small(at)?)
        }
        (Token::Number(..), _) => {
            let number = small(0)?;
            passed(&mut at);
            (word_month(&tokens.get(at)?.0)?, number)
        }
        (Token::Sign(_), _) => return None,
    };
    at += 1;
    passed(&mut at);
    Some((known(year(at)?, month, day_number)?, at + 1))
}

/// `2024 May 13`, `2024, 13 May`, `2024. 5. 13.`
fn year_first(tokens: &[(Token<'_>, Range<usize>)], year: i16) -> Option<(Day, usize)> {
    let sign = usize::from(matches!(tokens.get(1)?.0, Token::Sign(',' | '.')));
    let (first, second) = (&tokens.get(1 + sign)?.0, tokens.get(2 + sign).map(|(token, _)| token));
    let small = |token: &Token<'_>| match token {
        Token::Number(number, 1..=2) => i8::try_from(*number).ok(),
        _ => None,
    };
    if let Some(month) = word_month(first) {
        return Some((known(year, month, small(second?)?)?, 3 + sign));
    }
    let number = small(first)?;
    if let Some(month) = word_month(second?) {
        return Some((known(year, month, number)?, 3 + sign));
    }
    let [_, (Token::Sign('.'), _), _, (Token::Sign('.'), _), (day_number, _), ..] = tokens else { return None };
    Some((known(year, number, small(day_number)?)?, 5))
}

fn word_month(token: &Token<'_>) -> Option<i8> {
    if let Token::Word(word) = token { month(word) } else { None }
}

fn known(year: i16, month: i8, day_number: i8) -> Option<Day> {
    Some(Day::Known(day(year, month, day_number)?, None))
}

/// A day of a year that records are from.
fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    (1970..=2199).contains(&year).then(|| Date::new(year, month, day).ok()).flatten()
}

/// The day that the name of a file begins with: `20260831-x`, `2026-08-31-x`, `2026_08_31`.
pub(super) fn of_name(stem: &str) -> Option<Date> {
    let digits: String = stem.chars().take(10).filter(char::is_ascii_digit).collect();
    let shape: String = stem.chars().take(10).map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let known = ["0000-00-00", "0000_00_00", "0000.00.00"].contains(&shape.as_str());
    let tight = shape.starts_with("00000000") && !shape[8..].starts_with('0');
    if !(known || tight) || stem.chars().nth(if tight { 8 } else { 10 }).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let part = |range: Range<usize>| digits.get(range);
    day(part(0..4)?.parse().ok()?, part(4..6)?.parse().ok()?, part(6..8)?.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::{Day, find, of_name, whole};
    use crate::parse::draft::DateOrder;

    #[test]
    fn days_in_every_hand() {
        for (text, expected) in [
            ("2026-08-31", Some("2026-08-31")),
            ("on 2026/8/1, at noon", Some("2026-08-01")),
            ("2018-09-26T10:00:00Z", Some("2018-09-26")),
            ("2020-Nov-09", Some("2020-11-09")),
            ("May 24, 2026", Some("2026-05-24")),
            ("May 24th 2026", Some("2026-05-24")),
            ("Sept. 3, 2021", Some("2021-09-03")),
            ("24 May 2026", Some("2026-05-24")),
            ("24th of May, 2026", Some("2026-05-24")),
            ("24. März 2026", Some("2026-03-24")),
            ("le 1er août 2024", Some("2024-08-01")),
            ("24 de mayo de 2026", Some("2026-05-24")),
            ("5 de março de 2026", Some("2026-03-05")),
            ("2026年8月31日", Some("2026-08-31")),
            ("31.12.2026", Some("2026-12-31")),
            ("05.04.2026", Some("2026-04-05")),
            ("20260831", Some("2026-08-31")),
            ("31/12/2026", Some("2026-12-31")),
            ("7/7/2026", Some("2026-07-07")),
            ("2026 May 24", Some("2026-05-24")),
            ("2026, May 24th", Some("2026-05-24")),
            ("2026 24 May", Some("2026-05-24")),
            ("2026. 5. 24.", Some("2026-05-24")),
            ("2026, 5 of them", None),
            ("2026-02-30", None),
            ("version 1.2.2018", Some("2018-02-01")),
            ("12", None),
            ("May 2026", None),
            ("", None),
        ] {
            let day = find(text).map(|found| match found.day {
                Day::Known(date, _) => date.to_string(),
                Day::Ambiguous(_) => "two".into(),
            });
            assert_eq!(day.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn two_numbers_that_could_both_be_the_day_are_left_open() {
        let day = |text: &str| find(text).map(|found| found.day);
        assert!(
            matches!(day("05/04/2026"), Some(Day::Ambiguous(days)) if days.day_first.to_string() == "2026-04-05" && days.month_first.to_string() == "2026-05-04")
        );
        assert!(matches!(day("13-04-2026"), Some(Day::Known(_, Some(DateOrder::DayFirst)))));
        assert!(matches!(day("04/13/2026"), Some(Day::Known(_, Some(DateOrder::MonthFirst)))));
    }

    #[test]
    fn a_date_alone_and_one_in_a_name() {
        assert!(whole("*May 24, 2026*").is_some());
        assert!(whole("since May 24, 2026").is_none());
        for (stem, expected) in [
            ("20260831-x", Some("2026-08-31")),
            ("2026-08-31-x", Some("2026-08-31")),
            ("2026-08-31", Some("2026-08-31")),
            ("0012-x", None),
            ("20261331-x", None),
            ("202608310", None),
            ("é", None),
        ] {
            assert_eq!(of_name(stem).map(|date| date.to_string()).as_deref(), expected, "{stem}");
        }
    }
}
