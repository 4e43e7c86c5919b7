//! Parts of the day: "Tuesday morning", "in the early evening", "overnight", "late at night".

use super::clock;
use super::grammar::core;
use super::lexicon::{is_asked_for, is_day_part};
use super::reading::{Found, Reading};
use crate::annotation::scan::Pieces;

/// A part of the day at `i`, its words joined or not ("morning", "mid-morning", "lunch time"): one past it.
fn part_of_day(pieces: &Pieces<'_>, i: usize) -> Option<usize> {
    if pieces.word(i) == "mid" {
        let at = pieces.past_hyphen(i + 1).unwrap_or(i + 1);
        let known = matches!(pieces.word(at), "night" | "day" | "morning" | "afternoon" | "evening");
        return (known && pieces.follows(at)).then_some(at + 1);
    }
    let time = pieces.past_hyphen(i + 1).unwrap_or(i + 1);
    if pieces.word(time) == "time" && pieces.follows(time) {
        return matches!(pieces.word(i), "night" | "day" | "lunch" | "dinner").then_some(time + 1);
    }
    let several = pieces.word(i).strip_suffix('s').is_some_and(super::lexicon::is_day_part_named);
    (is_day_part(pieces, i) || several).then_some(i + 1)
}

/// "in the morning", "at night", "overnight", "mid-morning": a part of the day that the text has come to.
pub(super) fn alone(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let the = usize::from(pieces.word(i) == "the" && matches!(pieces.word_before(i), "in" | "during"));
    let at = i + the;
    let end = part_of_day(pieces, at)?;
    let before = pieces.word_before(i);
    let asked = match pieces.word(at) {
        "overnight" => the == 0 && !pieces.is_capital(i),
        "night" | "dawn" | "dusk" | "sunrise" | "sunset" | "nightfall" | "daybreak" | "lunchtime"
            if the == 0 =>
        {
            end == at + 1 && matches!(before, "at" | "by" | "before" | "after" | "until" | "around")
        }
        "noon" | "midday" | "midnight" => false,
        // "mid-day" says it by itself
        "mid" => the == 1 || !pieces.is_word(end) || is_asked_for(pieces, i),
        _ => the == 1,
    };
    if !asked || the == 1 && !pieces.follows(at) || pieces.word(end) == "of" {
        return None;
    }
    // "in the afternoon at 7"
    let hour = clock::after_day(pieces, end + 1).filter(|_| pieces.word(end) == "at" && pieces.follows(end));
    let end = hour.map_or(end, |hour| hour.end);
    Some(Found { day_part: true, ..Found::new(i, end, Reading::Clock) })
}

/// "the early morning (of Tuesday)", "late afternoon", "early in the morning"; `at` is the place of "early".
pub(super) fn early(pieces: &Pieces<'_>, i: usize, at: usize) -> Option<Found> {
    if pieces.word(at) == "mid" {
        return None;
    }
    let mut next = pieces.past_hyphen(at + 1).unwrap_or(at + 1);
    let inside = matches!(pieces.word(next), "in" | "at") && pieces.follows(next);
    if inside {
        next += 1 + usize::from(pieces.word(next + 1) == "the");
    }
    let end = part_of_day(pieces, next).filter(|_| pieces.follows(next) && pieces.follows(at + 1))?;
    // "the early morning hours of 30 April"
    let end = if pieces.word(end) == "hours" && pieces.follows(end) { end + 1 } else { end };
    if end == next + 1 && matches!(pieces.word(next), "noon" | "midnight" | "midday") {
        return None;
    }
    // "early evening news" names a programme; a date after it is the day that is meant.
    let on = end + usize::from(matches!(pieces.word(end), "on" | "of"));
    if let Some(day) = core(pieces, on).filter(|day| pieces.follows(on) && day.is_day()) {
        return Some(Found { first: i, day_part: true, ..day });
    }
    let asked = i < at && pieces.word_before(i) == "in"
        || inside
        || matches!(pieces.word_before(i), "in" | "by" | "until" | "since" | "from");
    (asked && pieces.word(end) != "of" && pieces.past_hyphen(end).is_none())
        .then(|| Found { day_part: true, ..Found::new(i, end, Reading::Clock) })
}

/// "Tuesday morning", "May 5 in the evening", "yesterday afternoon", "Tuesday late-night".
pub(super) fn after(pieces: &Pieces<'_>, found: Found) -> Found {
    if !found.is_day() {
        return found;
    }
    let mut at = found.end;
    if matches!(pieces.word(at), "in" | "at" | "during") && pieces.follows(at) {
        at += 1;
        if pieces.word(at) == "the" {
            at += 1;
        }
    }
    if matches!(pieces.word(at), "early" | "late") {
        at = pieces.past_hyphen(at + 1).unwrap_or(at + 1);
    }
    let half = matches!(pieces.raw(at), "AM" | "PM" | "pm") && at == found.end;
    let end = if half { Some(at + 1) } else { part_of_day(pieces, at) };
    match end.filter(|_| pieces.follows(at) && !matches!(pieces.word(at), "noon" | "midnight")) {
        Some(end) => Found { end, day_part: true, ..found },
        None => found,
    }
}
