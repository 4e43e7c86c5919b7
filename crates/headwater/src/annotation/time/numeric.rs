//! Dates in digits: "2017-05-18", "27-07-2016", "18.5.2017", "05/06/2017", with the time of day of ISO 8601.

use super::calendar::fixed;
use super::reading::{Found, Reading};
use crate::annotation::scan::{Pieces, is_hyphen};
use crate::edtf::Edtf;

/// The date in digits that begins at `i`.
pub(super) fn date(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let glued = pieces.is_tight(i)
        && i > 0
        && (pieces.is_word(i - 1)
            || (matches!(pieces.mark(i - 1), '/' | '-' | '.' | '+')
                && !(is_hyphen(pieces.mark(i - 1)) && i > 1 && pieces.digits(i - 2).len() == 4))
            || !pieces.digits(i - 1).is_empty());
    if glued || pieces.digits(i).is_empty() {
        return None;
    }
    year_first(pieces, i).or_else(|| year_last(pieces, i)).filter(|found| is_whole(pieces, found.end))
}

/// Whether nothing that would make it a longer number or code follows.
fn is_whole(pieces: &Pieces<'_>, i: usize) -> bool {
    let joined = is_hyphen(pieces.mark(i)) || matches!(pieces.mark(i), '/' | '.');
    // "10/1/2018-10/7/2018" is two dates.
    let range = is_hyphen(pieces.mark(i))
        && i > 1
        && pieces.mark(i - 2) == '/'
        && pieces.mark(i + 2) == '/'
        && pieces.mark(i + 4) == '/';
    let goes_on = joined
        && !range
        && pieces.is_tight(i)
        && pieces.is_tight(i + 1)
        && (!pieces.digits(i + 1).is_empty());
    !goes_on && !(pieces.is_tight(i) && (!pieces.digits(i).is_empty() || pieces.is_word(i)))
}

/// The mark that parts a date, tight on both sides.
fn parting(pieces: &Pieces<'_>, i: usize) -> Option<char> {
    let mark = pieces.mark(i);
    let mark = if is_hyphen(mark) { '-' } else { mark };
    (matches!(mark, '-' | '/' | '.') && pieces.is_tight(i) && pieces.is_tight(i + 1)).then_some(mark)
}

/// "2017-05-18", "2017/05/18", "2017.05.18", "2017-05-18T07:37:00Z".
fn year_first(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let year = i16::try_from(pieces.number(i, 4..=4)?).ok().filter(|year| (1000..=2200).contains(year))?;
    let mark = parting(pieces, i + 1)?;
    let month = i8::try_from(pieces.number(i + 2, 1..=2)?).ok()?;
    if parting(pieces, i + 3) != Some(mark) {
        let whole = pieces.digits(i + 2).len() == 2 && mark != '.' && year < 2100;
        return if whole {
            fixed(year, month, None).map(|reading| Found::new(i, i + 3, reading))
        } else {
            None
        };
    }
    let day = i8::try_from(pieces.number(i + 4, 1..=2)?).ok()?;
    let found = Found::new(i, i + 5, fixed(year, month, Some(day))?);
    Some(iso_clock(pieces, found.clone()).unwrap_or(found))
}

/// The "T07:37:00Z" after a date.
fn iso_clock(pieces: &Pieces<'_>, found: Found) -> Option<Found> {
    let t = found.end;
    if pieces.raw(t) != "T" || !pieces.is_tight(t) {
        return None;
    }
    let (hour, minute) = (pieces.number(t + 1, 2..=2)?, pieces.number(t + 3, 2..=2)?);
    if pieces.mark(t + 2) != ':' || hour > 23 || minute > 59 {
        return None;
    }
    let mut end = t + 4;
    if pieces.mark(end) == ':' && pieces.number(end + 1, 2..=2).is_some() {
        end += 2;
        if pieces.mark(end) == '.'
            && pieces.is_tight(end)
            && pieces.is_tight(end + 1)
            && !pieces.digits(end + 1).is_empty()
        {
            end += 2;
        }
    }
    let mut clock = format!("{hour:02}:{minute:02}");
    if pieces.raw(end) == "Z" && pieces.is_tight(end) {
        clock.push('Z');
        end += 1;
    } else if let Some((offset, after)) = super::clock::offset(pieces, end) {
        clock.push_str(&offset);
        end = after;
    }
    Some(Found { end, clock: Some(clock), ..found })
}

/// "27-07-2016", "7/2/2013", "18.5.17": day first, month first, or either.
fn year_last(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let (a, b) =
        (i8::try_from(pieces.number(i, 1..=2)?).ok()?, i8::try_from(pieces.number(i + 2, 1..=2)?).ok()?);
    let mark = parting(pieces, i + 1)?;
    if parting(pieces, i + 3) != Some(mark) {
        return None;
    }
    let digits = pieces.digits(i + 4);
    let year = i16::try_from(pieces.number(i + 4, 2..=4)?).ok()?;
    let year = match digits.len() {
        4 if (1000..=2200).contains(&year) => year,
        // Two digits are a year of the last seventy years or the next thirty of this century.
        2 if mark == '/' || mark == '.' || pieces.digits(i).len() == 2 => {
            if year < 60 {
                2000 + year
            } else {
                1900 + year
            }
        }
        _ => return None,
    };
    let value = |month, day| match fixed(year, month, Some(day)) {
        Some(Reading::Fixed(edtf)) => Some(edtf),
        _ => None,
    };
    let reading = order(value(b, a), value(a, b), mark)?;
    Some(Found::new(i, i + 5, reading))
}

/// One reading where only one is possible or both are the same day; with full stops the day stands first.
fn order(day_first: Option<Edtf>, month_first: Option<Edtf>, mark: char) -> Option<Reading> {
    match (day_first, month_first) {
        (None, None) => None,
        (Some(only), None) | (None, Some(only)) => Some(Reading::Fixed(only)),
        (Some(a), Some(b)) if a == b => Some(Reading::Fixed(a)),
        (Some(a), Some(_)) if mark == '.' => Some(Reading::Fixed(a)),
        (a, b) => Some(Reading::Order(a, b)),
    }
}
