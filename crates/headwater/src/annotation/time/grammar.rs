//! One time at one place: a date, what modifies it, the time of day beside it, and ranges of two.

use super::lexicon::{TimeWord, is_asked_for, time_word, vague_phrase};
use super::reading::{Found, Reading};
use super::{calendar, clock, day_part, duration, named, numeric, part, relative, slashed, year};
use crate::annotation::numeral::is_number_word;
use crate::annotation::scan::{Kind, Pieces, is_apostrophe, is_hyphen};

/// The time that begins at `i`, as long as it goes.
pub(super) fn time_at(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    if !may_begin(pieces, i) {
        return None;
    }
    // "20 minutes past eight" is no length.
    let past = clock::is_past(pieces, i);
    let found = if past { clocked(pieces, i) } else { modified(pieces, i).or_else(|| clocked(pieces, i)) }?;
    Some(ranged(pieces, found))
}

/// Whether any time can begin at `i`: a cheap first look.
fn may_begin(pieces: &Pieces<'_>, i: usize) -> bool {
    let Some(piece) = pieces.get(i) else { return false };
    match piece.kind {
        Kind::Digits => true,
        Kind::Mark => {
            is_apostrophe(pieces.mark(i)) && pieces.is_tight(i + 1) && !pieces.digits(i + 1).is_empty()
        }
        Kind::Word => {
            pieces.is_capital(i)
                || is_opener(&piece.lower)
                || time_word(pieces, i).is_some()
                || is_number_word(pieces, i)
                || named::may_name(&piece.lower)
                || matches!(piece.lower.as_str(), "q" | "h") && pieces.is_tight(i + 1)
                || piece.lower.ends_with("days")
        }
    }
}

/// Words that open a time and are no time words themselves.
fn is_opener(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "that"
            | "a"
            | "an"
            | "every"
            | "each"
            | "per"
            | "several"
            | "many"
            | "few"
            | "half"
            | "early"
            | "late"
            | "mid"
            | "earlier"
            | "later"
            | "about"
            | "around"
            | "circa"
            | "ca"
            | "c"
            | "approximately"
            | "roughly"
            | "nearly"
            | "almost"
            | "beginning"
            | "start"
            | "end"
            | "middle"
            | "rest"
            | "remainder"
            | "all"
            | "another"
            | "whole"
            | "full"
            | "couple"
            | "some"
            | "these"
            | "its"
            | "their"
            | "latter"
            | "final"
            | "at"
            | "right"
            | "in"
            | "so"
            | "weekend"
            | "fiscal"
            | "financial"
            | "academic"
            | "calendar"
            | "school"
            | "quarter"
            | "lunch"
    )
}

/// A date with the words before it that say which part of it is meant, or that it is approximate.
fn modified(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    hedged(pieces, i)
        .or_else(|| part::part(pieces, i))
        .or_else(|| vague(pieces, i))
        .or_else(|| day_part::alone(pieces, i))
        .or_else(|| core(pieces, i).map(|found| with_clock(pieces, day_part::after(pieces, found))))
}

/// "about two months ago", "circa 466 BC", "around May 5".
fn hedged(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let hedge = matches!(
        pieces.word(i),
        "about" | "around" | "circa" | "ca" | "c" | "approximately" | "roughly" | "nearly" | "almost"
    );
    let at = if matches!(pieces.word(i), "ca" | "c") { i + 2 } else { i + 1 };
    if !hedge || !pieces.follows(at) || (at == i + 2 && pieces.mark(i + 1) != '.') {
        return None;
    }
    let at = if pieces.mark(at) == '.' { at + 1 } else { at };
    // "about an hour before midnight" is a time of day.
    if clock::is_past(pieces, at) {
        return None;
    }
    let found = core(pieces, at)?;
    let reckoned = matches!(
        found.reading,
        Reading::Distance { .. } | Reading::Fixed(_) | Reading::Calendar { .. } | Reading::Duration(_)
    );
    reckoned.then(|| with_clock(pieces, Found { first: i, about: true, ..found }))
}

/// "now", "these days", "at present".
fn vague(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    if let Some(end) = vague_phrase(pieces, i) {
        return Some(Found::new(i, end, Reading::Vague));
    }
    (time_word(pieces, i) == Some(TimeWord::Vague)).then(|| Found::new(i, i + 1, Reading::Vague))
}

/// A date, a relative time, a duration or a set, by itself.
pub(super) fn core(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    if !may_begin(pieces, i) {
        return None;
    }
    let bare = |i: usize| {
        numeric::date(pieces, i)
            .or_else(|| slashed::date(pieces, i))
            .or_else(|| calendar::date(pieces, i))
            .or_else(|| named::named(pieces, i))
            .or_else(|| year::years(pieces, i))
            .or_else(|| calendar::day_after_on(pieces, i))
    };
    let the = |i: usize| {
        let inside = if pieces.word(i) == "the" && pieces.follows(i + 1) { i + 1 } else { return None };
        let found = bare(inside)
            .or_else(|| if is_asked_for(pieces, i) { calendar::day_alone(pieces, inside) } else { None });
        let found = found.or_else(|| relative::the_weekday(pieces, inside));
        found.map(|found| Found { first: i, ..found })
    };
    bare(i)
        .or_else(|| relative::relative(pieces, i))
        .or_else(|| the(i))
        .or_else(|| duration::lasting(pieces, i))
}

/// A date with the time of day after it: "July 2, 2013 6:22AM", "Tuesday at 07:37 a.m. UTC".
pub(super) fn with_clock(pieces: &Pieces<'_>, found: Found) -> Found {
    if !found.is_day() || found.clock.is_some() {
        return found;
    }
    let mut at = found.end;
    if pieces.mark(at) == ',' && pieces.follows(at + 1) {
        at += 1;
    }
    while matches!(
        pieces.word(at),
        "at" | "around" | "about" | "by" | "shortly" | "just" | "before" | "after"
    ) && pieces.follows(at)
        && at < found.end + 4
    {
        at += 1;
    }
    // "May/22-11:30 AM"
    if let Some(next) = pieces.past_hyphen(at).filter(|&next| pieces.mark(next + 1) == ':' && at == found.end)
    {
        at = next;
    }
    let exact = at == found.end || !matches!(pieces.word(at - 1), "before" | "after");
    let clock = clock::clock(pieces, at).or_else(|| clock::after_day(pieces, at));
    match clock.filter(|_| pieces.follows(at) && exact) {
        Some(clock) => {
            let day_part = found.day_part || clock.value.is_none();
            Found { end: clock.end, clock: clock.value, day_part, ..found }
        }
        None => found,
    }
}

/// A time of day, and the date after it: "7:41 AM on July 2", "10 p.m. Wednesday".
fn clocked(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let clock = clock::clock(pieces, i)?;
    let mut at = clock.end;
    while (matches!(pieces.word(at), "on" | "of" | "the") || pieces.mark(at) == ',')
        && pieces.follows(at)
        && at < clock.end + 3
    {
        at += 1;
    }
    let date = core(pieces, at).filter(|found| pieces.follows(at) && found.is_day() && found.clock.is_none());
    Some(match date {
        Some(date) => {
            let date = day_part::after(pieces, date);
            let day_part = date.day_part || clock.value.is_none();
            Found { first: i, clock: clock.value, day_part, ..date }
        }
        None => {
            let day_part = clock.value.is_none();
            Found { clock: clock.value, day_part, ..Found::new(i, clock.end, Reading::Clock) }
        }
    })
}

/// Two dates joined: "from Monday to Wednesday", "between 1939 and 1945", "May 5 – June 7".
fn ranged(pieces: &Pieces<'_>, first: Found) -> Found {
    if !first.is_date() || first.about {
        return first;
    }
    let joined = is_hyphen(pieces.mark(first.end))
        || match pieces.word(first.end) {
            "to" | "until" | "till" | "through" => {
                matches!(pieces.word_before(first.first), "from" | "of") || !is_asked_for(pieces, first.first)
            }
            "and" => pieces.word_before(first.first) == "between",
            _ => false,
        };
    let at = first.end + 1;
    if !joined || !pieces.follows(first.end) || !pieces.follows(at) {
        return first;
    }
    let Some(last) =
        modified(pieces, at).filter(|last| last.is_date() && first.clock.is_none() && last.clock.is_none())
    else {
        return first;
    };
    if !is_alike(&first.reading, &last.reading) {
        return first;
    }
    let reading = Reading::Range(Box::new(first.reading), Box::new(last.reading));
    Found { end: last.end, reading, day_part: false, ..first }
}

/// Whether two readings can be the ends of one range.
fn is_alike(first: &Reading, last: &Reading) -> bool {
    use Reading::{Calendar, Fixed, MonthOf, Season, Unit, Weekday};
    matches!(
        (first, last),
        (Fixed(_) | Calendar { .. } | MonthOf { .. }, Fixed(_) | Calendar { .. } | MonthOf { .. })
            | (Weekday { .. }, Weekday { .. })
            | (Season { .. }, Season { .. } | Fixed(_))
            | (Unit { .. } | Weekday { .. } | Fixed(_) | Calendar { .. }, Unit { .. })
    )
}
