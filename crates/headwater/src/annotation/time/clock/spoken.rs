//! Times of day in words: "half past seven", "ten to nine", "seven thirty p.m.", "8 in the morning".

use super::{Clock, half_of_day, zoned};
use crate::annotation::numeral::{NumeralKind, numeral};
use crate::annotation::scan::{Pieces, is_hyphen};
use crate::annotation::time::distance::count_of;
use crate::annotation::time::lexicon::ends_at;

/// A whole number up to `most`, in digits or words, and one past it.
fn number(pieces: &Pieces<'_>, i: usize, most: u32) -> Option<(u32, usize)> {
    if let Some(number) = pieces.number(i, 1..=2) {
        return (number <= most).then_some((number, i + 1));
    }
    let spelled =
        numeral(pieces, i).filter(|number| number.kind == NumeralKind::Cardinal && !number.in_digits)?;
    let whole = spelled.value.fract() == 0.0 && (0.0..=f64::from(most)).contains(&spelled.value);
    (whole && pieces.is_word(i)).then_some((spelled.value as u32, spelled.end))
}

/// An hour of the twelve on a dial.
fn hour(pieces: &Pieces<'_>, i: usize) -> Option<(u32, usize)> {
    number(pieces, i, 12).filter(|&(hour, _)| hour > 0 && pieces.follows(i))
}

/// "in the morning", "at night", "a.m.", "o'clock" after an hour: the hour of the day where they say it, and one past them.
fn said_half(pieces: &Pieces<'_>, i: usize, hour: u32) -> Option<(Option<u32>, usize)> {
    if let Some((hour, end)) = half_of_day(pieces, i, hour) {
        return Some((Some(hour), end));
    }
    if !pieces.follows(i) {
        return None;
    }
    let (part, end) = match (pieces.word(i), pieces.word(i + 1)) {
        ("in", "the") => (pieces.word(i + 2), i + 3),
        ("at", "night") => ("night", i + 2),
        ("local", "time") => return Some((None, i + 2)),
        _ => return None,
    };
    match part {
        "morning" if hour == 12 => Some((Some(0), end)),
        "morning" => Some((Some(hour), end)),
        "afternoon" | "evening" => Some((Some(hour % 12 + 12), end)),
        "night" => Some((None, end)),
        _ => None,
    }
}

/// The clock of an hour and a minute; without a value where nothing says which half of the day is meant.
pub(super) fn clock(pieces: &Pieces<'_>, hour: u32, minute: u32, at: usize) -> Clock {
    match said_half(pieces, at, hour) {
        Some((Some(hour), end)) => zoned(pieces, hour, minute, end),
        Some((None, end)) => Clock { value: None, end },
        None => Clock { value: None, end: at },
    }
}

/// "an hour before midnight", "20 minutes after noon".
fn from_twelve(pieces: &Pieces<'_>, i: usize) -> Option<Clock> {
    let (count, at) = count_of(pieces, i)?;
    let minutes = match pieces.word(at) {
        "hour" | "hours" => 60.0,
        "minute" | "minutes" => 1.0,
        _ => return None,
    };
    let away = (count? * minutes).round();
    let sign = match pieces.word(at + 1) {
        "before" => -1.0,
        "after" | "past" => 1.0,
        _ => return None,
    };
    let twelve = match pieces.word(at + 2) {
        "midnight" => 24.0 * 60.0,
        "noon" | "midday" => 12.0 * 60.0,
        _ => return None,
    };
    let together = (i + 1..=at + 2).all(|i| pieces.follows(i));
    let time = (twelve + sign * away) as u32;
    (together && (1.0..12.0 * 60.0).contains(&away)).then(|| zoned(pieces, time / 60, time % 60, at + 3))
}

/// "half past seven", "a quarter to eight", "20 min past 8", "10 past 9".
pub(super) fn past(pieces: &Pieces<'_>, i: usize) -> Option<Clock> {
    if let Some(clock) = from_twelve(pieces, i) {
        return Some(clock);
    }
    let at = i + usize::from(pieces.word(i) == "a");
    let (minutes, mut next, named) = match pieces.word(at) {
        "half" => (30, at + 1, true),
        "quarter" => (15, at + 1, true),
        _ if at == i => number(pieces, i, 59).map(|(minutes, end)| (minutes, end, false))?,
        _ => return None,
    };
    let unit = matches!(pieces.word(next), "minute" | "minutes" | "min" | "mins");
    if unit && !named {
        next += 1;
    }
    // "ten past nine" needs no more; "five to seven" is as often a range or a score.
    let to = pieces.word(next) == "to" && (unit || named);
    let past = pieces.word(next) == "past" && (unit || named || minutes % 5 == 0);
    if !(to || past) || !(i + 1..=next).all(|i| pieces.follows(i)) || to && pieces.word(at) == "half" {
        return None;
    }
    let (hour, end) = hour(pieces, next + 1)?;
    let o_clock = super::o_clock(pieces, next + 1).map(|clock| clock.end);
    let end = o_clock.unwrap_or(end);
    let found = clock(pieces, hour, 0, end);
    let said = said_half(pieces, end, hour).and_then(|(hour, _)| hour);
    if found.end == end && o_clock.is_none() && !ends_at(pieces, end) {
        return None;
    }
    let value = said.map(|hour| if to { hour * 60 + 24 * 60 - minutes } else { hour * 60 + minutes });
    Some(match value {
        Some(minutes) => zoned(pieces, minutes / 60, minutes % 60, found.end),
        None => found,
    })
}

/// "seven pm", "seven thirty p.m.", "five-thirty in the morning", "8 in the evening", "340 pm".
pub(super) fn with_half(pieces: &Pieces<'_>, i: usize) -> Option<Clock> {
    if let Some(number) = pieces.number(i, 3..=4) {
        let (hour, minute) = (number / 100, number % 100);
        let (hour, end) = half_of_day(pieces, i + 1, hour).filter(|_| hour > 0 && minute < 60)?;
        return Some(zoned(pieces, hour, minute, end));
    }
    let (hour, next) = hour(pieces, i)?;
    let joined = pieces.past_hyphen(next).unwrap_or(next);
    let minute = if pieces.is_word(i) && pieces.follows(joined) {
        number(pieces, joined, 59).filter(|&(minute, _)| minute >= 5 && pieces.is_word(joined))
    } else {
        None
    };
    let (minute, end) = minute.unwrap_or((0, next));
    let (known, after) = said_half(pieces, end, hour)?;
    if pieces.word(end) == "local" {
        return None;
    }
    // "killed 8 in the morning" counts the dead; only a preposition makes the number an hour.
    let asked = matches!(
        pieces.word_before(i),
        "at" | "around"
            | "about"
            | "by"
            | "before"
            | "after"
            | "since"
            | "until"
            | "till"
            | "from"
            | "between"
            | "circa"
            | "was"
            | "to"
            | "s"
    );
    // "five AM radio stations" are no hour.
    let half =
        half_of_day(pieces, end, hour).is_some() && (ends_at(pieces, after) || !pieces.is_capital(end));
    (half || asked).then(|| match known {
        Some(hour) => zoned(pieces, hour, minute, after),
        None => Clock { value: None, end: after },
    })
}

/// The bare number of "5 to 6 pm", "8-9am": an hour of the same half of the day, or of the other one if it is later.
pub(super) fn first_of_two(pieces: &Pieces<'_>, i: usize) -> Option<Clock> {
    let (hour, end) = hour(pieces, i)?;
    let between = pieces.word_before(i) == "between";
    let joined = match pieces.word(end) {
        "to" | "until" | "till" | "til" | "through" => true,
        "and" => between,
        _ => is_hyphen(pieces.mark(end)),
    };
    let (last, after) = self::hour(pieces, end + 1).filter(|_| joined && pieces.follows(end))?;
    let colon = pieces.mark(after) == ':' && pieces.number(after + 1, 2..=2).is_some();
    let minute = if colon { pieces.number(after + 1, 2..=2)? } else { 0 };
    let after = if colon { after + 2 } else { after };
    let said = said_half(pieces, after, last);
    match said {
        Some((Some(known), _)) => {
            let same = known / 12 * 12 + hour % 12;
            let later = same * 60 >= known * 60 + minute;
            Some(zoned(pieces, if later { (same + 12) % 24 } else { same }, 0, end))
        }
        Some((None, _)) => Some(Clock { value: None, end }),
        None => (colon && matches!(pieces.word_before(i), "from" | "between"))
            .then_some(Clock { value: None, end }),
    }
}

/// The bare number of "4 pm to 6", "11:01-11": an hour after a whole time of day, not told of which half.
pub(super) fn last_of_two(pieces: &Pieces<'_>, i: usize) -> Option<Clock> {
    let joint = i.checked_sub(1)?;
    let last = joint.checked_sub(1)?;
    let joined = match pieces.word(joint) {
        "to" | "until" | "till" | "til" | "and" => true,
        _ => is_hyphen(pieces.mark(joint)),
    };
    if !joined || !pieces.follows(i) || !pieces.follows(joint) {
        return None;
    }
    let half = matches!(pieces.word(last), "am" | "pm")
        || pieces.mark(last) == '.' && last > 1 && pieces.word(last - 1) == "m";
    let colon = last > 1 && pieces.mark(last - 1) == ':' && pieces.digits(last).len() == 2;
    // "at 10:30 and 3 others" goes on to another count.
    let from = pieces.word(joint) != "and" || (2..10).any(|far| i > far && pieces.word(i - far) == "between");
    let (_, end) = number(pieces, i, 24)?;
    ((half || colon) && from && ends_at(pieces, end)).then_some(Clock { value: None, end })
}

/// "(tonight) at 7", "(Oct. 23) at seven": the hour after a day.
pub(in super::super) fn after_day(pieces: &Pieces<'_>, i: usize) -> Option<Clock> {
    let (_, end) = hour(pieces, i).filter(|_| matches!(pieces.word_before(i), "at" | "around"))?;
    ends_at(pieces, end).then_some(Clock { value: None, end })
}
