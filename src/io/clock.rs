//! What day it is. Every command takes the day as an input, so this is asked once at its beginning.

use jiff::{Timestamp, tz::Offset};

use super::failure::Failure;
use crate::base::date::Date;

/// The day to build for: `chosen`, else the day of `SOURCE_DATE_EPOCH`, else today by the clock; all in UTC.
///
/// # Errors
/// `SOURCE_DATE_EPOCH` is set and holds no number of seconds.
pub fn today(chosen: Option<Date>) -> Result<Date, Failure> {
    if let Some(date) = chosen {
        return Ok(date);
    }
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) if !text.trim().is_empty() => day_of_epoch(&text).ok_or_else(|| {
            Failure::new("read", "SOURCE_DATE_EPOCH", format!("expected seconds since 1970, found `{text}`"))
                .help("unset it, or give the day with `--today`")
        }),
        _ => Ok(day(Timestamp::now())),
    }
}

/// Whether [`today`] can change while the program runs: it comes from the clock.
pub fn moves(chosen: Option<Date>) -> bool {
    chosen.is_none() && std::env::var("SOURCE_DATE_EPOCH").map_or(true, |text| text.trim().is_empty())
}

fn day_of_epoch(text: &str) -> Option<Date> {
    Timestamp::from_second(text.trim().parse().ok()?).ok().map(day)
}

fn day(moment: Timestamp) -> Date {
    Offset::UTC.to_datetime(moment).date()
}
