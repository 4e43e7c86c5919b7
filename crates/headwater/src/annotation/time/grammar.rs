//! One time at one place: a date, what modifies it, the time of day beside it, and ranges of two.

use super::lexicon::{TimeWord, is_asked_for, is_day_part, time_word, vague_phrase};
use super::reading::{Base, Found, Part, Reading};
use super::{calendar, clock, duration, named, numeric, relative, year};
use crate::annotation::numeral::{NumeralKind, is_number_word, numeral};
use crate::annotation::scan::{Kind, Pieces, is_apostrophe, is_hyphen};
use crate::edtf::Unit;

/// The time that begins at `i`, as long as it goes.
pub(super) fn time_at(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    if !may_begin(pieces, i) {
        return None;
    }
    let found = modified(pieces, i).or_else(|| clocked(pieces, i))?;
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
            | "christmas"
            | "easter"
    )
}

/// A date with the words before it that say which part of it is meant, or that it is approximate.
fn modified(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    hedged(pieces, i)
        .or_else(|| nth_of(pieces, i))
        .or_else(|| part_of(pieces, i))
        .or_else(|| early(pieces, i))
        .or_else(|| vague(pieces, i))
        .or_else(|| part_alone(pieces, i))
        .or_else(|| core(pieces, i).map(|found| with_clock(pieces, with_day_part(pieces, found))))
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
    let found = core(pieces, at)?;
    let reckoned = matches!(
        found.reading,
        Reading::Distance { .. } | Reading::Fixed(_) | Reading::Calendar { .. } | Reading::Duration(_)
    );
    reckoned.then(|| with_clock(pieces, Found { first: i, about: true, ..found }))
}

/// "the end of 2016", "the morning of May 5", "the beginning of the month", "the year 2000", "the month of May".
fn part_of(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let the = usize::from(pieces.word(i) == "the" && pieces.follows(i + 1));
    let at = i + the;
    let day_part = is_day_part(pieces, at);
    let part = matches!(
        pieces.word(at),
        "beginning"
            | "start"
            | "end"
            | "middle"
            | "rest"
            | "turn"
            | "close"
            | "month"
            | "week"
            | "year"
            | "years"
            | "weekend"
    );
    let named_year = matches!(pieces.word(at), "year" | "years") && the == 1;
    if !(part || day_part) || !pieces.follows(at + 1) {
        return None;
    }
    if named_year && let Some(found) = year::years(pieces, at + 1) {
        return Some(Found { first: i, ..found });
    }
    if pieces.word(at + 1) != "of" || !pieces.follows(at + 2) {
        return None;
    }
    let inner = core(pieces, at + 2).or_else(|| the_unit(pieces, at + 2))?;
    let dated =
        !matches!(inner.reading, Reading::Duration(_) | Reading::Set(_) | Reading::Clock | Reading::Vague);
    dated.then(|| with_clock(pieces, Found { first: i, day_part: day_part || inner.day_part, ..inner }))
}

/// "the first week of 2021", "the last day of May", "first Monday of next month".
fn nth_of(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let at = i + usize::from(pieces.word(i) == "the");
    let (which, next) = match pieces.word(at) {
        "last" | "final" => (-1, at + 1),
        _ => {
            let number = numeral(pieces, at)
                .filter(|number| number.kind == NumeralKind::Ordinal && number.value <= 5.0)?;
            (number.value as i8, number.end)
        }
    };
    let what = match (super::lexicon::unit(pieces, next), super::lexicon::weekday(pieces, next)) {
        (Some((Unit::Week, 1)), _) => Part::Week,
        (Some((Unit::Day, 1)), _) if pieces.word(next) == "day" => Part::Day,
        (_, Some((day, true))) => Part::Weekday(day),
        _ => return None,
    };
    let of = next + 2;
    if !matches!(pieces.word(next + 1), "of" | "in") || !pieces.follows(next) || !pieces.follows(of) {
        return None;
    }
    let inner = core(pieces, of).or_else(|| short_month(pieces, of))?;
    let dated = matches!(
        inner.reading,
        Reading::Fixed(_)
            | Reading::Calendar { .. }
            | Reading::MonthOf { .. }
            | Reading::Unit { .. }
            | Reading::Season { .. }
    );
    dated.then(|| Found::new(i, inner.end, Reading::Part { which, what, of: Box::new(inner.reading) }))
}

/// "the year", "the month" after a word that asks which part of it: the one that the text speaks of.
fn the_unit(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    if pieces.word(i) != "the" {
        return None;
    }
    let (unit, _) = super::lexicon::unit(pieces, i + 1)
        .filter(|(unit, _)| matches!(unit, Unit::Month | Unit::Year | Unit::Decade | Unit::Week))?;
    (!pieces.word(i + 1).ends_with('s') && pieces.word(i + 2) != "of")
        .then(|| Found::new(i, i + 2, Reading::Unit { unit, count: 0, base: Base::Text }))
}

/// "early 2016", "mid-March", "late Tuesday", "earlier this week", "later in 1792".
fn early(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let the = usize::from(pieces.word(i) == "the");
    let word = pieces.word(i + the);
    if !matches!(word, "early" | "late" | "mid" | "earlier" | "later") || (the == 1 && !pieces.follows(i + 1))
    {
        return None;
    }
    let mut at = pieces.past_hyphen(i + the + 1).unwrap_or(i + the + 1);
    while matches!(pieces.word(at), "in" | "on" | "to") && at < i + 5 {
        at += 1;
    }
    if !pieces.follows(at) {
        return None;
    }
    if is_day_part(pieces, at) && pieces.word(at + 1) != "of" && at == i + the + 1 {
        return None;
    }
    let inner = part_of(pieces, at)
        .or_else(|| core(pieces, at))
        .or_else(|| the_unit(pieces, at))
        .or_else(|| short_month(pieces, at))?;
    let dated = match &inner.reading {
        Reading::Duration(_)
        | Reading::Set(_)
        | Reading::Clock
        | Reading::Vague
        | Reading::Distance { .. }
        | Reading::Stretch { .. } => false,
        Reading::Unit { unit, .. } => *unit >= Unit::Day,
        _ => true,
    };
    dated.then(|| with_clock(pieces, with_day_part(pieces, Found { first: i, ..inner })))
}

/// A month that only the word before makes one: "mid-May".
fn short_month(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let (month, _) = super::lexicon::month(pieces, i).filter(|_| pieces.is_capital(i))?;
    Some(Found::new(i, i + 1, Reading::Calendar { month: Some(month), day: None }))
}

/// "in the morning", "at night", "overnight": a part of the day that the text has come to.
fn part_alone(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let the = usize::from(pieces.word(i) == "the" && pieces.word_before(i) == "in");
    let at = i + the;
    let asked = match pieces.word(at) {
        "overnight" => the == 0 && !pieces.is_capital(i),
        "night" | "dawn" | "dusk" | "sunrise" | "sunset" | "nightfall" | "daybreak" => {
            the == 0 && matches!(pieces.word_before(i), "at" | "by" | "before" | "after" | "until")
        }
        "noon" | "midday" | "midnight" => false,
        _ => the == 1,
    };
    (asked && is_day_part(pieces, at) && pieces.word(at + 1) != "of")
        .then(|| Found { day_part: true, ..Found::new(i, at + 1, Reading::Clock) })
}

/// "now", "these days", "at present".
fn vague(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    if let Some(end) = vague_phrase(pieces, i) {
        return Some(Found::new(i, end, Reading::Vague));
    }
    (time_word(pieces, i) == Some(TimeWord::Vague)).then(|| Found::new(i, i + 1, Reading::Vague))
}

/// A date, a relative time, a duration or a set, by itself.
fn core(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    if !may_begin(pieces, i) {
        return None;
    }
    let bare = |i: usize| {
        numeric::date(pieces, i)
            .or_else(|| calendar::date(pieces, i))
            .or_else(|| named::named(pieces, i))
            .or_else(|| year::years(pieces, i))
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

/// "Tuesday morning", "May 5 in the evening", "yesterday afternoon".
fn with_day_part(pieces: &Pieces<'_>, found: Found) -> Found {
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
    if at == found.end && matches!(pieces.word(at), "early" | "late") {
        at += 1;
    }
    let part = is_day_part(pieces, at)
        && pieces.follows(at)
        && !(pieces.word(at) == "noon" || pieces.word(at) == "midnight");
    if part { Found { end: at + 1, day_part: true, ..found } } else { found }
}

/// A date with the time of day after it: "July 2, 2013 6:22AM", "Tuesday at 07:37 a.m. UTC".
fn with_clock(pieces: &Pieces<'_>, found: Found) -> Found {
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
    let exact = at == found.end || !matches!(pieces.word(at - 1), "before" | "after");
    match clock::clock(pieces, at).filter(|_| pieces.follows(at) && exact) {
        Some(clock) => Found { end: clock.end, clock: Some(clock.value), ..found },
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
        Some(date) => Found { first: i, clock: Some(clock.value), ..with_day_part(pieces, date) },
        None => Found { clock: Some(clock.value), ..Found::new(i, clock.end, Reading::Clock) },
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
