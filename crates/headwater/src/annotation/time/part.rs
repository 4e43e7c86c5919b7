//! Parts of a longer time: "the end of 2016", "the first two weeks of May", "the 15th of next month", "all week".

use super::grammar::{core, with_clock};
use super::lexicon::{is_day_part, month, shift, unit, weekday};
use super::reading::{Base, Found, Part, Reading};
use super::{calendar, day_part, year};
use crate::annotation::numeral::{NumeralKind, numeral};
use crate::annotation::scan::{Pieces, is_hyphen};
use crate::edtf::{Edtf, Unit};

/// A part of a longer time that begins at `i`.
pub(super) fn part(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    nth_of(pieces, i)
        .or_else(|| day_of_month(pieces, i))
        .or_else(|| part_of(pieces, i))
        .or_else(|| kind_of_year(pieces, i))
        .or_else(|| numbered_week(pieces, i))
        .or_else(|| after_next(pieces, i))
        .or_else(|| whole(pieces, i))
        .or_else(|| early(pieces, i))
}

/// "the end of 2016", "the rest of the week", "the morning of May 5", "the year 2000", "the month of May".
fn part_of(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let the = usize::from(pieces.word(i) == "the" && pieces.follows(i + 1));
    let at = i + the;
    let day_part = is_day_part(pieces, at);
    let word = pieces.word(at);
    let edge =
        matches!(word, "beginning" | "start" | "end" | "middle" | "rest" | "remainder" | "turn" | "close");
    let part = edge || matches!(word, "month" | "week" | "year" | "years" | "weekend");
    let named_year = matches!(word, "year" | "years") && (the == 1 || pieces.number(at + 1, 4..=4).is_some());
    if !(part || day_part) || !pieces.follows(at + 1) {
        return None;
    }
    if named_year && let Some(found) = year::years(pieces, at + 1) {
        return Some(Found { first: i, ..found });
    }
    if pieces.word(at + 1) != "of" || !pieces.follows(at + 2) {
        return None;
    }
    let inner = core(pieces, at + 2)
        .or_else(|| the_unit(pieces, at + 2))
        .or_else(|| if edge { bare_unit(pieces, at + 2, word) } else { None })?;
    let dated =
        !matches!(inner.reading, Reading::Duration(_) | Reading::Set(_) | Reading::Clock | Reading::Vague);
    dated.then(|| with_clock(pieces, Found { first: i, day_part: day_part || inner.day_part, ..inner }))
}

/// "fiscal year 2008": months of the country's own, so without a value; "calendar year 2008".
fn kind_of_year(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let at = i + usize::from(pieces.word(i) == "the");
    let calendar = pieces.word(at) == "calendar";
    let other = matches!(pieces.word(at), "fiscal" | "financial" | "school" | "academic");
    if !(calendar || other) || pieces.word(at + 1) != "year" || !pieces.follows(at + 1) {
        return None;
    }
    let (year, end) = year::year(pieces, at + 2).filter(|_| pieces.follows(at + 2))?;
    let reading = if calendar { Reading::Fixed(Edtf::year(year)) } else { Reading::Vague };
    Some(Found::new(i, end, reading))
}

/// "week 31", "the week 3 of 2027": weeks are counted in several ways, so they have no value.
fn numbered_week(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let at = i + usize::from(pieces.word(i) == "the");
    let number = pieces.number(at + 1, 1..=2).filter(|number| (1..=53).contains(number))?;
    if pieces.word(at) != "week" || number == 0 || !pieces.follows(at + 1) || at > i && !pieces.follows(at) {
        return None;
    }
    let of = at + 2 + usize::from(pieces.word(at + 2) == "of");
    let whole = core(pieces, of).filter(|_| of > at + 2 && pieces.follows(of));
    let end = whole
        .filter(|whole| matches!(whole.reading, Reading::Fixed(_) | Reading::Unit { .. }) && !whole.is_day())
        .map(|whole| whole.end);
    let end = end.or_else(|| super::lexicon::ends_at(pieces, at + 2).then_some(at + 2))?;
    Some(Found::new(i, end, Reading::Vague))
}

/// "(the end of) year", "(the rest of) the day": the one that the text speaks of.
fn bare_unit(pieces: &Pieces<'_>, i: usize, edge: &str) -> Option<Found> {
    let the = pieces.word(i) == "the";
    let at = i + usize::from(the);
    let remaining = matches!(edge, "rest" | "remainder");
    let fits = match unit(pieces, at)? {
        (Unit::Day, 1) => the && remaining && pieces.word(at) == "day",
        (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year, 1) => !pieces.word(at).ends_with('s'),
        _ => false,
    };
    let fits = fits && !pieces.is_capital(at);
    let (unit, _) = unit(pieces, at).filter(|_| fits && pieces.word(at + 1) != "of")?;
    Some(Found::new(i, at + 1, Reading::Unit { unit, count: 0, base: Base::Text }))
}

/// "the year", "the month" after a word that asks which part of it: the one that the text speaks of.
fn the_unit(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    if pieces.word(i) != "the" {
        return None;
    }
    let (unit, _) = unit(pieces, i + 1)
        .filter(|(unit, _)| matches!(unit, Unit::Month | Unit::Year | Unit::Decade | Unit::Week))?;
    (!pieces.word(i + 1).ends_with('s') && pieces.word(i + 2) != "of")
        .then(|| Found::new(i, i + 2, Reading::Unit { unit, count: 0, base: Base::Text }))
}

/// "the first week of 2021", "the first two weeks of May", "the 9th month of last year", "first Monday of next month".
fn nth_of(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let at = i + usize::from(pieces.word(i) == "the");
    let (which, next) = match pieces.word(at) {
        "last" | "final" => (-1, at + 1),
        _ => {
            let number = numeral(pieces, at)
                .filter(|number| number.kind == NumeralKind::Ordinal && number.value <= 31.0)?;
            (number.value as i8, number.end)
        }
    };
    let (what, next) = counted(pieces, next, which)?;
    let of = match pieces.word(next) {
        "of" | "in" => next + 1,
        // "the third week next year"
        _ if shift(pieces, next).is_some() && what != Part::Day => next,
        _ => return None,
    };
    if !pieces.follows(next) || !pieces.follows(of) {
        return None;
    }
    let inner = core(pieces, of).or_else(|| short_month(pieces, of)).or_else(|| the_unit(pieces, of))?;
    let holds = match &inner.reading {
        Reading::Unit { unit, .. } => {
            *unit > Unit::Week || what == Part::Day && *unit == Unit::Week && which.abs() <= 7
        }
        Reading::Fixed(_) | Reading::Calendar { .. } | Reading::MonthOf { .. } | Reading::Season { .. } => {
            true
        }
        _ => false,
    };
    let holds = holds && !inner.is_day();
    holds.then(|| Found::new(i, inner.end, Reading::Part { which, what, of: Box::new(inner.reading) }))
}

/// "week", "day", "Monday", "two weeks" at `i`: what is counted, and one past it.
fn counted(pieces: &Pieces<'_>, i: usize, which: i8) -> Option<(Part, usize)> {
    if !pieces.follows(i) {
        return None;
    }
    let one = |at: usize| match unit(pieces, at) {
        Some((Unit::Week, 1)) => Some(Part::Week),
        Some((Unit::Day, 1)) if matches!(pieces.word(at), "day" | "days") => Some(Part::Day),
        Some((Unit::Month, 1)) => Some(Part::Month),
        _ => None,
    };
    if let Some((day, true)) = weekday(pieces, i) {
        return (which <= 5).then_some((Part::Weekday(day), i + 1));
    }
    if let Some(what) = one(i) {
        return (!pieces.word(i).ends_with('s')).then_some((what, i + 1));
    }
    let number = numeral(pieces, i)
        .filter(|number| number.kind == NumeralKind::Cardinal && (2.0..=31.0).contains(&number.value))?;
    let count = (number.value.fract() == 0.0 && which.abs() == 1).then_some(number.value as i8)?;
    let what = one(number.end).filter(|_| pieces.follows(number.end))?;
    let run = match what {
        Part::Day => Part::Run(Unit::Day, count),
        Part::Week => Part::Run(Unit::Week, count),
        _ => Part::Run(Unit::Month, count),
    };
    Some((run, number.end + 1))
}

/// "the 20th of next month", "31st of this month", "the 21st this month".
fn day_of_month(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let at = i + usize::from(pieces.word(i) == "the");
    let (day, end, _) = calendar::day_number(pieces, at).filter(|&(.., ordinal)| ordinal)?;
    let of = end + usize::from(pieces.word(end) == "of");
    let (shift, next) = match pieces.word(of) {
        "the" if of > end => (0, of + 1),
        _ => (shift(pieces, of)?, of + 1),
    };
    if unit(pieces, next) != Some((Unit::Month, 1)) || pieces.word(next) != "month" || !pieces.follows(next) {
        return None;
    }
    let base = if pieces.word(of) == "the" { Base::Text } else { Base::Published };
    let month = Reading::Unit { unit: Unit::Month, count: shift, base };
    let found = Found::new(i, next + 1, Reading::Part { which: day, what: Part::Day, of: Box::new(month) });
    Some(with_clock(pieces, found))
}

/// "the week after next", "the month after the next".
fn after_next(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let at = i + usize::from(pieces.word(i) == "the");
    let the = usize::from(pieces.word(at + 2) == "the");
    let next = at + 2 + the;
    let long = pieces.word(next) == "next"
        && pieces.word(at + 1) == "after"
        && (at + 1..=next).all(|i| pieces.follows(i));
    if !long || unit(pieces, next + 1).is_some() || weekday(pieces, next + 1).is_some() {
        return None;
    }
    if pieces.word(at) == "weekend" {
        return Some(Found::new(i, next + 1, Reading::Vague));
    }
    let (unit, _) = unit(pieces, at).filter(|(unit, _)| *unit >= Unit::Week)?;
    let reading = Reading::Unit { unit, count: 2, base: Base::Published };
    (!pieces.word(at).ends_with('s')).then(|| Found::new(i, next + 1, reading))
}

/// "all week", "the whole day", "another hour", "a full year", "half year": one unit from end to end.
fn whole(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let at = i + usize::from(matches!(pieces.word(i), "the" | "a"));
    let count = match pieces.word(at) {
        "all" if at == i => 1.0,
        "another" if at == i => 1.0,
        "whole" | "full" => 1.0,
        "half" if at == i => 0.5,
        _ => return None,
    };
    let next = pieces.past_hyphen(at + 1).unwrap_or(at + 1);
    let (unit, times) = unit(pieces, next).filter(|(unit, _)| *unit >= Unit::Minute)?;
    let word = pieces.word(next);
    let idle = pieces.word(at) == "another" && (word == "day" || unit == Unit::Minute)
        || unit == Unit::Quarter
        || pieces.is_capital(at) && pieces.is_capital(next)
        // "an 11-and-a-half hour journey"
        || i > 0 && pieces.is_tight(i) && is_hyphen(pieces.mark(i - 1))
        || word.ends_with('s')
        || is_day_part(pieces, next)
        || matches!(pieces.word(next + 1), "old" | "olds")
        || pieces.past_hyphen(next + 1).is_some();
    let follows = pieces.follows(at + 1) && pieces.follows(next) && (at == i || pieces.follows(at));
    (follows && !idle).then(|| {
        let long = Edtf::parse(&unit.duration(count * times as f64));
        Found::new(i, next + 1, Reading::Duration(long))
    })
}

/// "early 2016", "mid-March", "late Tuesday", "earlier this week", "later in 1792".
fn early(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let the = usize::from(pieces.word(i) == "the");
    let word = pieces.word(i + the);
    if !matches!(word, "early" | "late" | "mid" | "earlier" | "later") || (the == 1 && !pieces.follows(i + 1))
    {
        return None;
    }
    if let Some(found) = day_part::early(pieces, i, i + the) {
        return Some(found);
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
    dated.then(|| with_clock(pieces, day_part::after(pieces, Found { first: i, ..inner })))
}

/// A month that only the word before makes one: "mid-May".
fn short_month(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let (month, _) = month(pieces, i).filter(|_| pieces.is_capital(i))?;
    Some(Found::new(i, i + 1, Reading::Calendar { month: Some(month), day: None }))
}
