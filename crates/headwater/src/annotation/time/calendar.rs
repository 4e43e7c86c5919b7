//! Dates with a month: "18 May 2017", "May 5-7", "Wednesday, the 18th of May", "in March", "April last year".

use super::lexicon::{ends_at, is_asked_for, month, shift, unit, weekday};
use super::reading::{Base, Found, Reading};
use super::spoken;
use super::year::{year, year_after};
use crate::annotation::numeral::{NumeralKind, numeral};
use crate::annotation::scan::{Pieces, is_hyphen};
use crate::edtf::{Edtf, Unit, shown_year};

/// A date that begins at `i` with a weekday, a day or a month.
pub(super) fn date(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    with_weekday(pieces, i)
        .or_else(|| day_month(pieces, i))
        .or_else(|| month_day(pieces, i))
        .or_else(|| month_alone(pieces, i))
}

/// "Wednesday 27 Jul 2016", "Tue Jul 2", "Friday the 13th".
fn with_weekday(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    weekday(pieces, i)?;
    let mut next = i + 1;
    for skipped in ['.', ','] {
        if pieces.mark(next) == skipped {
            next += 1;
        }
    }
    if pieces.word(next) == "the" {
        next += 1;
    }
    if !pieces.follows(next) {
        return None;
    }
    let found = day_month(pieces, next)
        .or_else(|| month_day(pieces, next))
        .or_else(|| super::numeric::date(pieces, next));
    let found =
        found.or_else(|| super::slashed::date(pieces, next)).or_else(|| day_of_weekday(pieces, i, next))?;
    found.is_day().then_some(Found { first: i, ..found })
}

/// "Friday the 13th", "Monday 21.", "Friday the fifteenth": a weekday with the day of a month that is not named.
fn day_of_weekday(pieces: &Pieces<'_>, i: usize, at: usize) -> Option<Found> {
    let the = pieces.word_before(at) == "the";
    if let Some(found) = day_alone(pieces, at) {
        return Some(found);
    }
    let (day, end) = match pieces.number(at, 1..=2) {
        Some(day) => (i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?, at + 1),
        None if the => spoken::day(pieces, at)?,
        None => return None,
    };
    // "On Monday 21 people died": only a mark or the end leaves the number to the weekday.
    let alone = ends_at(pieces, end) && (the || !pieces.is_word(end)) && !pieces.is_tight(at);
    (alone && at <= i + 2).then(|| Found::new(i, end, Reading::Calendar { month: None, day: Some(day) }))
}

/// A day of the month in digits or words: its number, one past it, and whether it says that it is an ordinal.
pub(super) fn day_number(pieces: &Pieces<'_>, i: usize) -> Option<(i8, usize, bool)> {
    if let Some(day) = pieces.number(i, 1..=2) {
        let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        let ending = matches!(pieces.word(i + 1), "st" | "nd" | "rd" | "th");
        return Some((day, if ending { i + 2 } else { i + 1 }, ending));
    }
    let spelled =
        numeral(pieces, i).filter(|number| number.kind == NumeralKind::Ordinal && !number.in_digits)?;
    (1.0..=31.0).contains(&spelled.value).then_some((spelled.value as i8, spelled.end, true))
}

/// The end of a range of days: "-7", "to 7", "through the 7th".
fn to_day(pieces: &Pieces<'_>, i: usize) -> Option<(i8, usize)> {
    let joined = is_hyphen(pieces.mark(i)) || matches!(pieces.word(i), "to" | "through" | "until" | "till");
    if !joined || !pieces.follows(i) || !pieces.follows(i + 1) {
        return None;
    }
    let next = if pieces.word(i + 1) == "the" { i + 2 } else { i + 1 };
    day_number(pieces, next).map(|(day, end, _)| (day, end))
}

/// The second of two days: "between 3 and 12", "18 and 19" where the one is the morrow of the other.
fn and_day(pieces: &Pieces<'_>, i: usize, first: i8, end: usize) -> Option<(i8, usize)> {
    let the = i - usize::from(pieces.word_before(i) == "the");
    let between = pieces.word_before(the) == "between";
    if pieces.word(end) != "and" || !pieces.follows(end + 1) {
        return None;
    }
    let next = if pieces.word(end + 1) == "the" { end + 2 } else { end + 1 };
    let (last, end, _) = day_number(pieces, next)?;
    (between && last > first || last == first + 1).then_some((last, end))
}

/// "18 May 2017", "the 18th of May", "5-7 May".
fn day_month(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    if pieces.is_tight(i)
        && i > 1
        && matches!(pieces.mark(i - 1), '.' | ',' | ':' | '$')
        && !pieces.digits(i - 2).is_empty()
    {
        return None;
    }
    let in_words = || spoken::day_before_month(pieces, i).map(|(day, end)| (day, end, true));
    let (day, end, ordinal) = day_number(pieces, i).or_else(in_words)?;
    let spelled = pieces.is_word(i);
    let (last, end) = to_day(pieces, end)
        .or_else(|| and_day(pieces, i, day, end))
        .map_or((None, end), |(last, end)| (Some(last), end));
    let at = match pieces.word(end) {
        "of" => end + 1,
        _ => pieces.past_hyphen(end).or_else(|| slash(pieces, end)).unwrap_or(end),
    };
    let at = if pieces.mark(at) == '.' && pieces.is_tight(at) { at + 1 } else { at };
    let (month, _) = month(pieces, at).filter(|_| pieces.follows(at))?;
    let verb = matches!(pieces.word(at), "may" | "march") && !pieces.is_capital(at) && !ordinal;
    if spelled && pieces.word(end) != "of" && in_words().is_none()
        || verb && year_after(pieces, at + 1).is_none()
    {
        return None;
    }
    let end = past_stop(pieces, at);
    let joined = pieces.past_hyphen(end).or_else(|| slash(pieces, end)).unwrap_or(end);
    let year =
        year_after(pieces, joined).or_else(|| if joined == end { None } else { year_after(pieces, end) });
    dated(i, end, month, Some((day, last)), year, pieces)
}

/// Past a slash that is tight on both sides.
fn slash(pieces: &Pieces<'_>, i: usize) -> Option<usize> {
    (pieces.mark(i) == '/' && pieces.is_tight(i) && pieces.is_tight(i + 1)).then_some(i + 1)
}

/// "May 18, 2017", "Jul 2", "May 5-7", "July 2nd".
fn month_day(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let (month, full) = month(pieces, i)?;
    let at = past_stop(pieces, i);
    let at = if pieces.mark(at) == ',' && matches!(pieces.word(at + 2), "st" | "nd" | "rd" | "th") {
        at + 1
    } else {
        at
    };
    let at = if pieces.word(at) == "the" { at + 1 } else { at };
    let at = pieces.past_hyphen(at).or_else(|| slash(pieces, at)).unwrap_or(at);
    let in_words = || spoken::day_after_month(pieces, at).map(|(day, end)| (day, end, false));
    let (day, end, ordinal) = day_number(pieces, at).or_else(in_words).filter(|_| pieces.follows(at))?;
    if !ordinal && is_other_number(pieces, end)
        || !full && !pieces.is_capital(i) && !ordinal && pieces.gap(at) > crate::annotation::scan::Gap::Space
    {
        return None;
    }
    if pieces.is_word(at) && pieces.word(i) == "may" && !pieces.is_capital(i) {
        return None;
    }
    let both = |&(_, end): &(i8, usize)| ends_at(pieces, end) || year_after(pieces, end).is_some();
    let (last, end) = to_day(pieces, end)
        .or_else(|| and_day(pieces, i, day, end).filter(both))
        .map_or((None, end), |(last, end)| (Some(last), end));
    let year = year_after(pieces, end)
        .or_else(|| pieces.past_hyphen(end).or_else(|| slash(pieces, end)).and_then(|at| year(pieces, at)));
    dated(i, end, month, Some((day, last)), year, pieces)
}

/// Whether the digits before `i` go on as a clock time, a decimal, a larger number or a share.
fn is_other_number(pieces: &Pieces<'_>, i: usize) -> bool {
    let tight = pieces.is_tight(i);
    let digits_follow = pieces.is_tight(i + 1) && !pieces.digits(i + 1).is_empty();
    let clock = matches!(pieces.word(i), "am" | "pm")
        || (matches!(pieces.word(i), "a" | "p") && pieces.mark(i + 1) == '.' && pieces.word(i + 2) == "m");
    tight
        && (matches!(pieces.mark(i), ':' | '.' | ',') && digits_follow || matches!(pieces.mark(i), '%' | '°'))
        || clock
        || matches!(pieces.word(i), "percent" | "million" | "billion" | "thousand")
}

/// A month, a day or days of it and a year as one reading.
fn dated(
    first: usize,
    end: usize,
    month: i8,
    days: Option<(i8, Option<i8>)>,
    year: Option<(i16, usize)>,
    pieces: &Pieces<'_>,
) -> Option<Found> {
    let (day, last) = days.map_or((None, None), |(day, last)| (Some(day), last));
    let of = year.is_none().then(|| of_year(pieces, end)).flatten();
    let one = |day: Option<i8>| match (year, of) {
        (Some((year, _)), _) => fixed(year, month, day),
        (None, Some((shift, base, _))) => Some(Reading::MonthOf { month, day, shift, base }),
        (None, None) => fixed(2000, month, day).map(|_| Reading::Calendar { month: Some(month), day }),
    };
    // "February 30": meant as a date, and there is no such day.
    let one = |day: Option<i8>| {
        one(day).or_else(|| day.filter(|&day| day <= 31).map(|_| Reading::Order(None, None)))
    };
    let end = year.map(|(_, end)| end).or(of.map(|(.., end)| end)).unwrap_or(end);
    let reading = match last {
        Some(last) => Reading::Range(Box::new(one(day)?), Box::new(one(Some(last))?)),
        None => one(day)?,
    };
    Some(Found::new(first, end, reading))
}

/// A date that says its year; `None` when there is no such day.
pub(super) fn fixed(year: i16, month: i8, day: Option<i8>) -> Option<Reading> {
    let month = format!("{}-{month:02}", shown_year(year));
    let value = day.map_or(month.clone(), |day| format!("{month}-{day:02}"));
    Edtf::parse(&value).map(Reading::Fixed)
}

/// "last year", "of this year", "of that year": how many years away, for a month before it.
fn of_year(pieces: &Pieces<'_>, i: usize) -> Option<(i64, Base, usize)> {
    let at = if matches!(pieces.word(i), "of" | "in") { i + 1 } else { i };
    let at = if at > i && pieces.word(at) == "the" { at + 1 } else { at };
    let year = |at: usize| unit(pieces, at) == Some((Unit::Year, 1)) && pieces.follows(at);
    let same = if pieces.word(at) == "that" { at + 1 } else { at };
    let same = if pieces.word(same) == "same" { same + 1 } else { same };
    if same > at && at > i && year(same) {
        return Some((0, Base::Text, same + 1));
    }
    let shift = shift(pieces, at).filter(|_| pieces.follows(at))?;
    year(at + 1).then_some((shift, Base::Published, at + 2))
}

/// "in March", "March 2017", "next March".
fn month_alone(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let (month, full) = month(pieces, i)?;
    let end = past_stop(pieces, i);
    let joined = pieces.past_hyphen(end).or_else(|| slash(pieces, end));
    let year = year_after(pieces, end).or_else(|| year(pieces, joined?).filter(|&(year, _)| year >= 1000));
    if let Some(found) = month_range(pieces, i, month, end) {
        return Some(found);
    }
    if year.is_none() && of_year(pieces, end).is_none() && !is_month(pieces, i, full) {
        return None;
    }
    dated(i, end, month, None, year, pieces)
}

/// "March-May 2017", "March to May", "June/July".
fn month_range(pieces: &Pieces<'_>, i: usize, first: i8, end: usize) -> Option<Found> {
    let named = pieces.is_capital(i) && pieces.is_capital(end + 1);
    let before = pieces.word_before(i);
    let word = match pieces.word(end) {
        "to" | "until" | "till" | "through" => named || before == "from",
        "and" => before == "between",
        _ => false,
    };
    let at = pieces
        .past_hyphen(end)
        .or_else(|| slash(pieces, end))
        .or((word && pieces.follows(end) && pieces.follows(end + 1)).then_some(end + 1))?;
    let (last, _) = month(pieces, at)?;
    // "from May to June 5" and the like go on to a day, which the range of two dates reads.
    let day = pieces.number(past_stop(pieces, at), 1..=2).is_some();
    if word
        && (day || matches!(pieces.word(at), "may" | "march") && !pieces.is_capital(at) && before.is_empty())
    {
        return None;
    }
    let end = past_stop(pieces, at);
    let year = year_after(pieces, end);
    let one = |month: i8| match year {
        Some((year, _)) => fixed(year, month, None),
        None => Some(Reading::Calendar { month: Some(month), day: None }),
    };
    let reading = Reading::Range(Box::new(one(first)?), Box::new(one(last)?));
    Some(Found::new(i, year.map_or(end, |(_, end)| end), reading))
}

/// Whether a bare month's name means the month: "may" and "march" are verbs, and "April Jones" is a name.
fn is_month(pieces: &Pieces<'_>, i: usize, full: bool) -> bool {
    let asked =
        is_asked_for(pieces, i) || pieces.mark_before(i) == '-' || shift(pieces, i.wrapping_sub(1)).is_some();
    let doubtful = matches!(pieces.word(i), "may" | "march" | "april" | "june" | "august");
    let verb = matches!(pieces.word(i), "may" | "march");
    if !full {
        return asked && pieces.is_capital(i) && !pieces.is_capital(i + 1);
    }
    if verb && !pieces.is_capital(i)
        || verb
            && matches!(pieces.word_before(i), "on" | "for" | "about" | "the" | "to")
            && pieces.word(i) == "march"
    {
        return pieces.word_before(i) == "in" && !pieces.is_word(i + 1);
    }
    if doubtful {
        let named = pieces.is_capital(i + 1) && pieces.follows(i + 1) && weekday(pieces, i + 1).is_none();
        let attributive = matches!(pieces.word_before(i), "the" | "and" | "or" | "that" | "a")
            && pieces.word(i) != "march"
            && pieces.word(i) != "may";
        return asked || (attributive && !named && !pieces.is_all_capitals(i));
    }
    pieces.is_capital(i) || asked
}

/// "the 15th", "on the 26th": an ordinal that no noun follows. Begins after "the".
pub(super) fn day_alone(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let (day, end, ordinal) = day_number(pieces, i)?;
    // "in the fourth – a long pass" is no day of a month.
    (ordinal && ends_at(pieces, end) && !is_hyphen(pieces.mark(end)))
        .then(|| Found::new(i, end, Reading::Calendar { month: None, day: Some(day) }))
}

/// "on 22nd": the day of a month that the text has come to.
pub(super) fn day_after_on(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let asked = pieces.word_before(i) == "on" && pieces.follows(i);
    day_alone(pieces, i).filter(|found| asked && !pieces.is_word(found.end))
}

/// Past the word at `i` and a full stop tight after it, if the word is a short form.
fn past_stop(pieces: &Pieces<'_>, i: usize) -> usize {
    let short = pieces.word(i).len() <= 4 && pieces.mark(i + 1) == '.' && pieces.is_tight(i + 1);
    let goes_on = pieces.follows(i + 2) && (!pieces.digits(i + 2).is_empty() || pieces.mark(i + 2) == ',');
    if short && goes_on { i + 2 } else { i + 1 }
}
