//! Short dates in digits where a word before them says that they are dates: "on 4/22", "Friday 7.6", "since 11/2016".

use super::calendar::fixed;
use super::lexicon::{ends_at, month, shift, weekday};
use super::reading::{Found, Reading};
use super::year::year_after;
use crate::annotation::scan::{Pieces, is_hyphen};

/// The short date that begins at `i`.
pub(super) fn date(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    pieces.number(i, 1..=4)?;
    year_and_month(pieces, i).or_else(|| day_and_month(pieces, i)).or_else(|| month_and_year(pieces, i))
}

/// How sure the words before `i` are that a date follows.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Cue {
    /// "from", "by", "to": a share or a ratio may follow as well.
    Weak,
    /// "since", "until": what follows is a time.
    Strong,
    /// "on" and weekdays: what follows is a day, even with a full stop or a hyphen in it.
    Day,
}

fn cue(pieces: &Pieces<'_>, i: usize) -> Option<Cue> {
    let at = i.checked_sub(1).filter(|_| pieces.follows(i))?;
    let before = if pieces.mark(at) == ',' { at.checked_sub(1)? } else { at };
    if weekday(pieces, before).is_some() {
        return Some(Cue::Day);
    }
    match pieces.word(at) {
        "on" => Some(Cue::Day),
        "and" | "or" | "to" | "until" | "till" if pieces.mark(at.wrapping_sub(2)) == '/' => {
            joined(pieces, at)
        }
        "since" | "until" | "till" | "before" | "after" => Some(Cue::Strong),
        "in" | "from" | "between" | "by" | "each" | "every" => Some(Cue::Weak),
        // "from 5/1-5/7"
        _ if is_hyphen(pieces.mark(at)) => joined(pieces, at),
        _ => None,
    }
}

/// The cue of the short date that ends before `at`.
fn joined(pieces: &Pieces<'_>, at: usize) -> Option<Cue> {
    let first = at.checked_sub(3)?;
    let date = pieces.mark(first + 1) == '/' && pieces.number(first, 1..=2).is_some();
    let before = first.checked_sub(1).filter(|_| date && !pieces.is_tight(first))?;
    (matches!(pieces.word(before), "on" | "from" | "between" | "since") || weekday(pieces, before).is_some())
        .then_some(Cue::Strong)
}

/// The mark at `i` that parts two numbers, tight on both sides.
fn parting(pieces: &Pieces<'_>, i: usize) -> Option<char> {
    let mark = pieces.mark(i);
    let mark = if is_hyphen(mark) { '-' } else { mark };
    (matches!(mark, '/' | '.' | '-') && pieces.is_tight(i) && pieces.is_tight(i + 1)).then_some(mark)
}

/// Whether the digits at `i` are no part of something longer on their left.
fn is_free(pieces: &Pieces<'_>, i: usize) -> bool {
    !pieces.is_tight(i)
        || i == 0
        || is_hyphen(pieces.mark(i - 1)) && cue(pieces, i).is_some()
        || matches!(pieces.mark(i - 1), '(' | '[' | '"' | '“')
}

/// "on 4/22", "Friday 7.6", "since 22/04", "on 11/12, 2016": a day and a month in either order.
fn day_and_month(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let (a, b) = (pieces.number(i, 1..=2)?, pieces.number(i + 2, 1..=2)?);
    let mark = parting(pieces, i + 1)?;
    let (a, b) = (i8::try_from(a).ok()?, i8::try_from(b).ok()?);
    let next = i + 3;
    let range = mark == '/' && goes_on(pieces, i);
    let clock = mark == '/'
        && pieces.number(next, 1..=2).is_some()
        && pieces.follows(next)
        && !pieces.is_tight(next)
        && (pieces.mark(next + 1) == ':' || matches!(pieces.word(next + 1), "am" | "pm"));
    let dated = mark == '/' && pieces.mark(next) == ',' && pieces.number(next + 1, 4..=4).is_some();
    let cue = if clock || dated { Cue::Strong } else { cue(pieces, i)? };
    let share = a < b && b <= 12;
    let strong = match mark {
        '/' => cue >= Cue::Strong || !share && (b > 1 || range),
        _ => cue == Cue::Day,
    };
    if !strong || !is_free(pieces, i) || !(ends_at(pieces, next) || range || clock) {
        return None;
    }
    let year = year_after(pieces, i + 3).filter(|_| pieces.mark(i + 3) == ',');
    let in_year = year.map_or(2000, |(year, _)| year);
    let real = |month: i8, day: i8| fixed(in_year, month, Some(day)).is_some();
    let dated = |month: i8, day: i8| match year {
        Some((year, _)) => fixed(year, month, Some(day)),
        None => Some(Reading::Calendar { month: Some(month), day: Some(day) }),
    };
    let reading = match (real(b, a), real(a, b)) {
        (false, false) => return None,
        (true, true) if a != b => Reading::Order(None, None),
        (true, _) => dated(b, a)?,
        (false, true) => dated(a, b)?,
    };
    Some(Found::new(i, year.map_or(i + 3, |(_, end)| end), reading))
}

/// Whether the short date at `i` is the first of two: "10/1 to 11/7", "5/1-5/7".
fn goes_on(pieces: &Pieces<'_>, i: usize) -> bool {
    let joined = is_hyphen(pieces.mark(i + 3))
        || matches!(pieces.word(i + 3), "to" | "until" | "till")
        || pieces.word(i + 3) == "and" && pieces.word_before(i) == "between";
    joined
        && pieces.follows(i + 4)
        && parting(pieces, i + 5) == Some('/')
        && pieces.number(i + 4, 1..=2).is_some()
}

/// "since 11/2016", "in 11-2016": a month and a year, after a preposition that asks for a time.
fn month_and_year(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let month = i8::try_from(pieces.number(i, 1..=2)?).ok().filter(|month| (1..=12).contains(month))?;
    let year =
        i16::try_from(pieces.number(i + 2, 4..=4)?).ok().filter(|year| (1900..=2100).contains(year))?;
    parting(pieces, i + 1).filter(|&mark| mark != '.')?;
    let asked = matches!(
        pieces.word_before(i),
        "in" | "since" | "until" | "till" | "before" | "after" | "during" | "from"
    );
    let found = Found::new(i, i + 3, fixed(year, month, None)?);
    (asked && !pieces.is_tight(i) && ends_at(pieces, i + 3)).then_some(found)
}

/// "2019/Sep/01", "2020-23-Sep", "2017 April": a year before the name of its month.
fn year_and_month(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let year = i16::try_from(pieces.number(i, 4..=4)?).ok().filter(|year| (1500..=2100).contains(year))?;
    if pieces.is_tight(i) && i > 0 && !matches!(pieces.mark(i - 1), '(' | '[' | '"' | '“') {
        return None;
    }
    if let Some((named, _)) =
        month(pieces, i + 1).filter(|_| pieces.follows(i + 1) && !pieces.is_tight(i + 1))
    {
        // "In 2016 May said": a name or a verb; "In 2016 June 5 was": the day's month.
        let doubtful = matches!(pieces.word(i + 1), "may" | "march") || !pieces.digits(i + 2).is_empty();
        return (!doubtful && ends_at(pieces, i + 2) && shift(pieces, i + 2).is_none())
            .then(|| Some(Found::new(i, i + 2, fixed(year, named, None)?)))
            .flatten();
    }
    parting(pieces, i + 1).filter(|&mark| mark != '.' && parting(pieces, i + 3) == Some(mark))?;
    let day = |at: usize| i8::try_from(pieces.number(at, 1..=2)?).ok();
    let (named, day) = match (month(pieces, i + 2), month(pieces, i + 4)) {
        (Some((named, _)), None) => (named, day(i + 4)?),
        (None, Some((named, _))) => (named, day(i + 2)?),
        _ => return None,
    };
    Some(Found::new(i, i + 5, fixed(year, named, Some(day))?))
}
