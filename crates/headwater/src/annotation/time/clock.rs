//! Times of day: "07:37 a.m. UTC", "0737 GMT", "3 pm", "seven o'clock", "noon", with their zones.

use super::lexicon::zone;
use crate::annotation::numeral::numeral;
use crate::annotation::scan::{Pieces, is_apostrophe, is_hyphen};

mod spoken;

pub(super) use spoken::after_day;

/// Whether minutes past or to an hour begin at `i`.
pub(super) fn is_past(pieces: &Pieces<'_>, i: usize) -> bool {
    spoken::past(pieces, i).is_some()
}

/// A time of day and one past its last piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// `hh:mm` with its zone where the text says one; `None` where nothing says which half of the day is meant.
    pub(super) value: Option<String>,
    pub(super) end: usize,
}

/// The time of day that begins at `i`.
pub(super) fn clock(pieces: &Pieces<'_>, i: usize) -> Option<Clock> {
    let glued = pieces.is_tight(i)
        && i > 0
        && (pieces.is_word(i - 1) || matches!(pieces.mark(i - 1), ':' | '/' | '.' | '-' | '$' | '+'));
    let ranged = glued && is_hyphen(pieces.mark(i - 1)) && i > 1 && ends_clock(pieces, i - 2);
    if glued && !ranged && (pieces.raw(i - 1) != "T") {
        return None;
    }
    with_colon(pieces, i)
        .or_else(|| with_half(pieces, i))
        .or_else(|| military(pieces, i))
        .or_else(|| o_clock(pieces, i))
        .or_else(|| spoken::past(pieces, i))
        .or_else(|| spoken::with_half(pieces, i))
        .or_else(|| spoken::first_of_two(pieces, i))
        .or_else(|| spoken::last_of_two(pieces, i))
}

/// Whether the piece before a hyphen can be the end of a time of day: "8am-", "9:30-", "8-9 pm".
fn ends_clock(pieces: &Pieces<'_>, i: usize) -> bool {
    let stop = pieces.mark(i) == '.' && i > 0 && pieces.word(i - 1) == "m";
    let digits = !pieces.digits(i).is_empty()
        && pieces.digits(i).len() <= 2
        && (!pieces.is_tight(i) || i > 0 && pieces.mark(i - 1) == ':');
    matches!(pieces.word(i), "am" | "pm" | "noon") || stop || digits
}

/// "07:37", "7:41 AM", "15:01 IST", "03:00hrs".
fn with_colon(pieces: &Pieces<'_>, i: usize) -> Option<Clock> {
    let hour = pieces.number(i, 1..=2).filter(|&hour| hour < 25)?;
    let colon = pieces.mark(i + 1) == ':' && pieces.is_tight(i + 1) && pieces.is_tight(i + 2);
    let minute = pieces.number(i + 2, 2..=2).filter(|&minute| colon && minute < 60)?;
    let mut end = i + 3;
    if pieces.mark(end) == ':' && pieces.is_tight(end) && pieces.is_tight(end + 1) {
        pieces.number(end + 1, 2..=2)?;
        end += 2;
    }
    if pieces.is_tight(end)
        && (pieces.mark(end) == ':'
            || pieces.mark(end) == '.' && pieces.is_tight(end + 1) && !pieces.digits(end + 1).is_empty())
    {
        return None;
    }
    let (hour, end) = half_of_day(pieces, end, hour).unwrap_or((hour, end));
    Some(zoned(pieces, hour, minute, past_hours(pieces, end)))
}

/// "3 pm", "7.41 a.m.", "6:22AM" without a colon.
fn with_half(pieces: &Pieces<'_>, i: usize) -> Option<Clock> {
    let hour = pieces.number(i, 1..=2).filter(|&hour| (1..=12).contains(&hour))?;
    let dotted = pieces.mark(i + 1) == '.' && pieces.is_tight(i + 1) && pieces.is_tight(i + 2);
    let minute = pieces.number(i + 2, 2..=2).filter(|&minute| dotted && minute < 60);
    let end = if minute.is_some() { i + 3 } else { i + 1 };
    let (hour, end) = half_of_day(pieces, end, hour)?;
    Some(zoned(pieces, hour, minute.unwrap_or(0), end))
}

/// "0737 GMT", "1815 hours".
fn military(pieces: &Pieces<'_>, i: usize) -> Option<Clock> {
    let number = pieces.number(i, 4..=4)?;
    let (hour, minute) = (number / 100, number % 100);
    let said = zone(pieces, i + 1).is_some() && pieces.is_all_capitals(i + 1)
        || matches!(pieces.word(i + 1), "hrs" | "hours" | "h")
        || pieces.word(i + 1) == "local" && pieces.word(i + 2) == "time";
    let hours = said && pieces.follows(i + 1) && hour < 25 && minute < 60;
    // "1200 hours" may be how long; only a preposition makes it a time of day.
    let long = pieces.word(i + 1) == "hours"
        && !matches!(pieces.word_before(i), "at" | "by" | "around" | "about" | "from" | "to" | "until");
    (hours && !long).then(|| zoned(pieces, hour, minute, past_hours(pieces, i + 1)))
}

/// "seven o'clock", "noon", "midnight".
fn o_clock(pieces: &Pieces<'_>, i: usize) -> Option<Clock> {
    match pieces.word(i) {
        "noon" | "midday" => return Some(zoned(pieces, 12, 0, i + 1)),
        "midnight" => return Some(Clock { value: Some("00:00".to_owned()), end: i + 1 }),
        _ => {}
    }
    let number = numeral(pieces, i).filter(|number| (1.0..=12.0).contains(&number.value))?;
    let at = number.end;
    // "12 noon", "twelve midnight"
    if number.value == 12.0 && matches!(pieces.word(at), "noon" | "midnight") && pieces.follows(at) {
        return o_clock(pieces, at);
    }
    let clock =
        pieces.word(at) == "o" && is_apostrophe(pieces.mark(at + 1)) && pieces.word(at + 2) == "clock";
    let end = if clock {
        at + 3
    } else if matches!(pieces.word(at), "oclock") {
        at + 1
    } else {
        return None;
    };
    Some(spoken::clock(pieces, number.value as u32, 0, end))
}

/// "am", "p.m." after an hour: the hour of the day, and one past it.
fn half_of_day(pieces: &Pieces<'_>, i: usize, hour: u32) -> Option<(u32, usize)> {
    if !pieces.follows(i) || hour > 12 {
        return None;
    }
    let letters = pieces.word(i);
    // "a.m.", "a m", "a. m."
    let m = if pieces.mark(i + 1) == '.' { i + 2 } else { i + 1 };
    let dotted = matches!(letters, "a" | "p") && pieces.word(m) == "m" && pieces.follows(m);
    let stop = pieces.mark(m + 1) == '.' && pieces.is_tight(m + 1);
    let (afternoon, end) = match letters {
        "am" => (false, i + 1),
        "pm" => (true, i + 1),
        "a" | "p" if dotted => (letters == "p", if stop { m + 2 } else { m + 1 }),
        // "9:00a"
        "a" | "p" if pieces.is_tight(i) && i > 1 && pieces.mark(i - 2) == ':' => (letters == "p", i + 1),
        _ => return None,
    };
    // "3am3ioYcY" is no hour.
    if pieces.is_tight(end) && (pieces.is_word(end) || !pieces.digits(end).is_empty()) {
        return None;
    }
    let hour = hour % 12;
    Some((if afternoon { hour + 12 } else { hour }, end))
}

/// Past "hrs" and "hours".
fn past_hours(pieces: &Pieces<'_>, i: usize) -> usize {
    if matches!(pieces.word(i), "hrs" | "hours" | "h") && pieces.follows(i) { i + 1 } else { i }
}

/// The clock with the zone that follows, in brackets or not.
fn zoned(pieces: &Pieces<'_>, hour: u32, minute: u32, end: usize) -> Clock {
    let mut value = format!("{:02}:{minute:02}", hour % 24);
    let end = if pieces.word(end) == "local" && pieces.word(end + 1) == "time" { end + 2 } else { end };
    let open = usize::from(pieces.mark(end) == '(' && pieces.mark(end + 2) == ')');
    let at = end + open;
    if pieces.follows(end)
        && (pieces.is_all_capitals(at) || open == 0)
        && let Some(offset) = zone(pieces, at).filter(|_| pieces.is_all_capitals(at))
    {
        value.push_str(offset);
        return Clock { value: Some(value), end: at + 1 + open };
    }
    Clock { value: Some(value), end: past_zone_name(pieces, end) }
}

/// Past a zone that is named in words: "Pacific time", "Beijing time", "Eastern".
fn past_zone_name(pieces: &Pieces<'_>, i: usize) -> usize {
    let time = |at: usize| matches!(pieces.word(at), "time" | "timezone") && pieces.follows(at);
    let named = pieces.is_capital(i) && pieces.follows(i);
    match () {
        () if named && time(i + 1) => i + 2,
        () if named && pieces.is_capital(i + 1) && pieces.follows(i + 1) && time(i + 2) => i + 3,
        () if named && pieces.word(i) == "eastern" && !pieces.is_capital(i + 1) => i + 1,
        () => i,
    }
}

/// "+05:30", "-0400" tight after a clock.
pub(super) fn offset(pieces: &Pieces<'_>, i: usize) -> Option<(String, usize)> {
    let sign = pieces.mark(i);
    if !(sign == '+' || is_hyphen(sign)) || !pieces.is_tight(i) || !pieces.is_tight(i + 1) {
        return None;
    }
    let sign = if sign == '+' { '+' } else { '-' };
    let digits = pieces.digits(i + 1);
    if let (4, Some(hours), Some(minutes)) = (digits.len(), digits.get(..2), digits.get(2..)) {
        return Some((format!("{sign}{hours}:{minutes}"), i + 2));
    }
    let colon = pieces.mark(i + 2) == ':' && pieces.is_tight(i + 2) && pieces.digits(i + 3).len() == 2;
    (digits.len() == 2 && colon).then(|| (format!("{sign}{digits}:{}", pieces.digits(i + 3)), i + 4))
}
