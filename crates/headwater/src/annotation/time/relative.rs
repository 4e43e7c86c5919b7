//! Times that count from another: "yesterday", "last week", "two months ago", "the next day", "on Wednesday".

use super::distance::{self, past_vague_count};
use super::lexicon::{TimeWord, is_day_part, month, shift, time_word, unit, weekday};
use super::reading::{Base, Found, Reading};
use crate::annotation::numeral::{NumeralKind, numeral};
use crate::annotation::scan::{Pieces, is_apostrophe, is_hyphen};
use crate::edtf::Unit;

/// A relative time that begins at `i`.
pub(super) fn relative(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    today(pieces, i)
        .or_else(|| before_yesterday(pieces, i))
        .or_else(|| shifted(pieces, i))
        .or_else(|| same(pieces, i))
        .or_else(|| number_first(pieces, i))
        .or_else(|| distance::distance(pieces, i))
        .or_else(|| on_weekday(pieces, i))
}

/// "today", "yesterday afternoon", "tonight".
fn today(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let Some(TimeWord::Today(count)) = time_word(pieces, i) else { return None };
    let found = Found::new(i, i + 1, Reading::Unit { unit: Unit::Day, count, base: Base::Published });
    let tonight = pieces.word(i).starts_with("toni");
    // "USA Today" and "Russia Today" are names.
    let named = pieces.is_capital(i) && pieces.is_capital(i.wrapping_sub(1)) && i > 0 && pieces.follows(i);
    (!named).then_some(Found { day_part: tonight, ..found })
}

/// "the day before yesterday", "the day after tomorrow".
fn before_yesterday(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let the = usize::from(pieces.word(i) == "the");
    if pieces.word(i + the) != "day" {
        return None;
    }
    let count = match (pieces.word(i + the + 1), pieces.word(i + the + 2)) {
        ("before", "yesterday") => -2,
        ("after", "tomorrow") => 2,
        _ => return None,
    };
    Some(Found::new(i, i + the + 3, Reading::Unit { unit: Unit::Day, count, base: Base::Published }))
}

/// "last week", "this month", "the next day", "next March", "last Wednesday", "the last two months", "this morning".
fn shifted(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let this = pieces.word(i) == "this" && shift(pieces, i + 1).is_some_and(|by| by != 0);
    let the = usize::from(matches!(pieces.word(i), "the" | "these" | "its" | "their") || this);
    let at = i + the;
    let by = shift(pieces, at).or_else(|| (pieces.word(at) == "that" && the == 0).then_some(0))?;
    let next = at + 1;
    let next = if pieces.word(next) == "calendar" && pieces.follows(next) { next + 1 } else { next };
    if !pieces.follows(next) || (the == 1 && !pieces.follows(at)) {
        return None;
    }
    let word = pieces.word(at);
    let text = the == 1 && matches!(word, "next" | "previous" | "following" | "preceding" | "subsequent")
        || matches!(word, "following" | "that" | "previous" | "preceding" | "subsequent");
    let day = word == "this" && matches!(pieces.word(next), "day" | "date");
    if day && pieces.word_before(i) == "to" {
        return None;
    }
    let base = if text || day { Base::Text } else { Base::Published };
    if pieces.word(next + 1) == "of"
        && matches!(word, "last" | "past" | "following")
        && unit(pieces, next).is_some()
        && !pieces.word(next).ends_with('s')
    {
        return None;
    }
    counted_quarters(pieces, i, next, by, base)
        .or_else(|| stretch(pieces, i, next, by, base))
        .or_else(|| other_year(pieces, i, next))
        .or_else(|| shifted_day(pieces, i, next, by))
        .or_else(|| one_unit(pieces, i, next, by, base))
        .or_else(|| shifted_name(pieces, i, next, by, word))
}

/// "(the past) two quarters": read as a number of parts elsewhere.
fn counted_quarters(pieces: &Pieces<'_>, first: usize, i: usize, by: i64, base: Base) -> Option<Found> {
    let number = numeral(pieces, i).filter(|number| number.kind == NumeralKind::Part && by != 0)?;
    let count = (number.value * 4.0).round();
    (pieces.word(number.end - 1) == "quarters" && count >= 2.0).then(|| {
        Found::new(
            first,
            number.end,
            Reading::Stretch { unit: Unit::Quarter, count: count * by as f64, base },
        )
    })
}

/// "(last) fiscal year", "(this) school year": a year whose months are the country's own.
fn other_year(pieces: &Pieces<'_>, first: usize, i: usize) -> Option<Found> {
    let known = matches!(pieces.word(i), "fiscal" | "financial" | "school" | "academic");
    (known && matches!(pieces.word(i + 1), "year" | "quarter") && pieces.follows(i + 1))
        .then(|| Found::new(first, i + 2, Reading::Vague))
}

/// "(this) Easter", "(last) Christmas": which one is last or next is not reckoned.
fn shifted_day(pieces: &Pieces<'_>, first: usize, i: usize, by: i64) -> Option<Found> {
    let named = super::named::day(pieces, i)
        .filter(|day| matches!(day.reading, Reading::Named { year: None, .. }))?;
    if by == 0 {
        return Some(Found { first, ..named });
    }
    Some(Found::new(first, named.end, Reading::Vague))
}

/// "(the) five past years", "3 next weeks": the number before the word that moves.
fn number_first(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let at = i + usize::from(pieces.word(i) == "the");
    let number =
        numeral(pieces, at).filter(|number| number.kind == NumeralKind::Cardinal && number.value > 0.0)?;
    let by = shift(pieces, number.end).filter(|&by| by != 0 && pieces.follows(number.end))?;
    let (unit, times) =
        unit(pieces, number.end + 1).filter(|_| pieces.word(number.end + 1).ends_with('s'))?;
    let count = number.value * (times * by) as f64;
    pieces
        .follows(number.end + 1)
        .then(|| Found::new(i, number.end + 2, Reading::Stretch { unit, count, base: Base::Published }))
}

/// "(the last) two months", "(the past) few days".
fn stretch(pieces: &Pieces<'_>, first: usize, i: usize, by: i64, base: Base) -> Option<Found> {
    if by == 0 {
        return None;
    }
    let (count, at) = match numeral(pieces, i).filter(|number| number.kind == NumeralKind::Cardinal) {
        Some(number) => (Some(number.value), number.end),
        None => (None, past_vague_count(pieces, i)?),
    };
    let at = pieces.past_hyphen(at).unwrap_or(at);
    let (unit, times) = unit(pieces, at).filter(|_| pieces.follows(at))?;
    let reading = match count {
        Some(count) => Reading::Stretch { unit, count: count * times as f64 * by as f64, base },
        None => Reading::Duration(None),
    };
    Some(Found::new(first, at + 1, reading))
}

/// "last week", "the past year", "this morning", "that day", "last night".
fn one_unit(pieces: &Pieces<'_>, first: usize, i: usize, by: i64, base: Base) -> Option<Found> {
    if is_day_part(pieces, i) {
        let count = if by < 0 && pieces.word(i) == "night" { -1 } else { by };
        let reading = Reading::Unit { unit: Unit::Day, count, base };
        let unclear = matches!(pieces.word(i - 1), "past" | "last") && pieces.word(i) != "night";
        return (!unclear).then(|| Found { day_part: true, ..Found::new(first, i + 1, reading) });
    }
    let (unit, times) = unit(pieces, i)?;
    let plural = pieces.word(i).ends_with('s') || matches!(unit, Unit::Second | Unit::Minute);
    if plural {
        let vague = by != 0 && unit >= Unit::Hour && pieces.word(i - 1) != "next";
        return vague.then(|| Found::new(first, i + 1, Reading::Duration(None)));
    }
    // "the past year", "this past week" are stretches up to the base.
    let stretch = matches!(pieces.word(i - 1), "past" | "coming")
        || unit <= Unit::Hour
        || (unit >= Unit::Quarter && first + 2 == i && pieces.word(i - 1) == "last" && unit != Unit::Quarter);
    let reading = if stretch && by != 0 {
        Reading::Stretch { unit, count: (by * times) as f64, base }
    } else {
        Reading::Unit { unit, count: by * times, base }
    };
    Some(Found::new(first, i + 1, reading))
}

/// "last March", "next Friday", "this summer", "last Christmas" is left to its name, "next weekend".
fn shifted_name(pieces: &Pieces<'_>, first: usize, i: usize, by: i64, word: &str) -> Option<Found> {
    let verb = matches!(pieces.word(i), "may" | "march" | "mar" | "jan" | "jun");
    if let Some((month, _)) = month(pieces, i).filter(|_| pieces.is_capital(i) || by != 0 && !verb) {
        let by = if by == 0 && word == "that" { return None } else { by };
        let day = pieces.number(i + 1, 1..=2).is_some();
        return (!day).then(|| {
            Found::new(
                first,
                i + 1,
                Reading::MonthOf { month, day: None, shift: month_shift(by), base: Base::Published },
            )
        });
    }
    if let Some((day, true)) = weekday(pieces, i) {
        return Some(Found::new(first, i + 1, Reading::Weekday { day, shift: Some(by) }));
    }
    match time_word(pieces, i) {
        Some(TimeWord::Season(season)) => {
            Some(Found::new(first, i + 1, Reading::Season { season, shift: Some(month_shift(by)) }))
        }
        _ if pieces.word(i) == "weekend" => Some(Found::new(first, i + 1, Reading::Weekend { shift: by })),
        _ => None,
    }
}

/// "last March" and "next March" are the nearest ones on their side, told from "of last year" by a large number.
fn month_shift(by: i64) -> i64 {
    by + NEAREST * by.signum()
}

/// What marks the nearest month on one side in [`Reading::MonthOf`].
pub(super) const NEAREST: i64 = 1_000;

/// "the same day", "that same month", "the day before", "the year after".
fn same(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    if !matches!(pieces.word(i), "the" | "that") {
        return None;
    }
    if pieces.word(i + 1) == "same" {
        let part = is_day_part(pieces, i + 2);
        let (unit, _) =
            if part { (Unit::Day, 1) } else { unit(pieces, i + 2).filter(|(unit, _)| *unit >= Unit::Day)? };
        let reading = Reading::Unit { unit, count: 0, base: Base::Text };
        return (!pieces.word(i + 2).ends_with('s'))
            .then(|| Found { day_part: part, ..Found::new(i, i + 3, reading) });
    }
    let (unit, _) = unit(pieces, i + 1).filter(|(unit, _)| *unit >= Unit::Day)?;
    let count = match pieces.word(i + 2) {
        "before" | "earlier" => -1,
        "after" | "following" => 1,
        _ => return None,
    };
    // "the day before the vote" counts from an event whose time is not known.
    let ends = !pieces.is_word(i + 3)
        || matches!(pieces.word(i + 3), "and" | "but" | "that" | "when" | "in" | "at" | "by" | "on");
    ends.then(|| Found::new(i, i + 3, Reading::Unit { unit, count, base: Base::Text }))
}

/// "Wednesday", "Wednesday's", "Wednesdays" (an apostrophe lost), "the weekend".
fn on_weekday(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    if pieces.word(i) == "weekend" && pieces.word_before(i) == "the" {
        return Some(Found::new(i, i + 1, Reading::Weekend { shift: 0 }));
    }
    if let Some((day, full)) = weekday(pieces, i) {
        let short = full || is_asked_short(pieces, i);
        let name = pieces.is_capital(i) && pieces.word(i) == "friday" && pieces.word_before(i) == "man";
        if !short || name {
            return None;
        }
        let week = pieces.follows(i + 1)
            && unit(pieces, i + 2) == Some((Unit::Week, 1))
            && !pieces.word(i + 2).ends_with('s');
        return Some(match shift(pieces, i + 1).filter(|_| week) {
            Some(weeks) => Found::new(i, i + 3, Reading::WeekdayOf { day, weeks }),
            None => Found::new(i, i + 1, Reading::Weekday { day, shift: None }),
        });
    }
    let plural = pieces.word(i).strip_suffix('s')?;
    let (day, _) = super::lexicon::weekday_named(plural)?;
    // "on Wednesdays" is how often; elsewhere the apostrophe was lost.
    let often = matches!(pieces.word_before(i), "on" | "and" | "or") && !pieces.is_word(i + 1);
    let reading = if often {
        Reading::Set(Some(crate::edtf::Edtf::new("R/P1W")))
    } else {
        Reading::Weekday { day, shift: None }
    };
    Some(Found::new(i, i + 1, reading))
}

/// Whether a short form of a weekday stands where one is expected ("on Wed.", "Tue 7:30").
fn is_asked_short(pieces: &Pieces<'_>, i: usize) -> bool {
    let sun = matches!(pieces.word(i), "sun" | "sat" | "mon" | "wed");
    (pieces.is_capital(i) || matches!(pieces.word(i), "tues" | "weds" | "thurs"))
        && matches!(pieces.word_before(i), "on" | "by" | "until" | "since")
        && !(sun && pieces.is_word(i + 1))
        && !is_hyphen(pieces.mark(i + 1))
        && !is_apostrophe(pieces.mark(i + 1))
}

/// "the weekend" and "the Wednesday", after "the".
pub(super) fn the_weekday(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let (day, _) = weekday(pieces, i).filter(|&(_, full)| full)?;
    Some(Found::new(i, i + 1, Reading::Weekday { day, shift: None }))
}
