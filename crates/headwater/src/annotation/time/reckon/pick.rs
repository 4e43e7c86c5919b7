//! Picking the day, month or season that is meant, from a base and the tense.

use jiff::civil::Date;

use super::super::named;
use super::super::reading::Part;
use super::super::relative::NEAREST;
use super::super::tense::Tense;
use crate::edtf::{Edtf, Precision, Unit, move_day, shown_year};

/// The month or day nearest to publication on the side of the tense.
///
/// Without a clue the past is preferred: what is to come counts only when it is three times as near.
pub(super) fn month_near(published: (Date, Date), month: i8, day: Option<i8>, tense: Tense) -> Option<Edtf> {
    let year = published.0.year();
    let dated = |year: i16| Some((year, month_in(year, month, day)?));
    let candidates = [dated(year.checked_sub(1)?), dated(year), dated(year.checked_add(1)?)];
    let best = candidates.into_iter().flatten().min_by_key(|(_, value)| cost(value, published, tense));
    best.map(|(_, value)| value)
}

fn month_in(year: i16, month: i8, day: Option<i8>) -> Option<Edtf> {
    let month = format!("{}-{month:02}", shown_year(year));
    Edtf::parse(&day.map_or(month.clone(), |day| format!("{month}-{day:02}")))
}

/// How far a value lies from publication, in days, weighed by the tense.
fn cost(value: &Edtf, published: (Date, Date), tense: Tense) -> i64 {
    let Some((first, last)) = value.bounds() else { return i64::MAX };
    let (past, future) = match tense {
        Tense::Past => (1, 1_000),
        Tense::Future => (1_000, 1),
        Tense::Unknown => (1, 3),
    };
    if first > published.1 {
        days(published.1, first) * future
    } else if last < published.0 {
        days(last, published.0) * past
    } else {
        0
    }
}

fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(i64::MAX / 2_000, |span| i64::from(span.get_days()))
}

/// The month or day that a history comes to after `from`: of the same year, or of the next one when it would
/// lie more than half a year back.
pub(super) fn month_after(from: &Edtf, month: i8, day: Option<i8>) -> Option<Edtf> {
    let (first, _) = from.bounds()?;
    let fine = from.precision() >= Some(Precision::Month);
    let next = fine && i16::from(first.month()) - i16::from(month) > 6;
    month_in(first.year().checked_add(i16::from(next))?, month, day)
}

/// The last such month or day on or before `end`.
pub(super) fn month_before(end: &Edtf, month: i8, day: Option<i8>) -> Option<Edtf> {
    let (_, last) = end.bounds()?;
    let same = month_in(last.year(), month, day)?;
    if same.bounds().is_some_and(|(first, _)| first <= last) {
        Some(same)
    } else {
        month_in(last.year().checked_sub(1)?, month, day)
    }
}

/// The weekday (1 is Monday) that is meant from `from`.
pub(super) fn weekday(from: Date, day: i8, shift: Option<i64>, tense: Tense) -> Option<Date> {
    let back = (i64::from(from.weekday().to_monday_one_offset()) - i64::from(day)).rem_euclid(7);
    let ahead = (7 - back) % 7;
    let days = match (shift, tense) {
        (None, Tense::Future) | (Some(0), Tense::Future) => ahead,
        (None, _) => -back,
        (Some(0), _) => i64::from(day) - i64::from(from.weekday().to_monday_one_offset()),
        (Some(shift), _) if shift < 0 => {
            if back == 0 {
                -7
            } else {
                -back
            }
        }
        (Some(_), _) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
    };
    move_day(from, days, Unit::Day)
}

/// The calendar unit `count` away from the one that holds `from`, as fine as the unit; `None` where `from` is coarser.
pub(super) fn unit_of(from: &Edtf, unit: Unit, count: i64) -> Option<Edtf> {
    if from.bounds().is_none() {
        return within_year(from, unit, count);
    }
    let (first, last) = from.bounds()?;
    let moved = |date: Date| move_day(date, count, unit);
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => None,
        Unit::Day => (first == last).then(|| moved(first).map(Edtf::day)).flatten(),
        Unit::Week => (first == last).then(|| moved(first).and_then(week)).flatten(),
        Unit::Month => {
            (first.first_of_month() == last.first_of_month()).then(|| moved(first).map(Edtf::month)).flatten()
        }
        Unit::Quarter => {
            let day = moved(first)?;
            Some(Edtf::new(format!("{}-{}", shown_year(day.year()), 33 + (day.month() - 1) / 3)))
        }
        Unit::Year => {
            (first.year() == last.year()).then(|| moved(first).map(|day| Edtf::year(day.year()))).flatten()
        }
        Unit::Decade => years(moved(first)?.year(), 10, 0),
        Unit::Century => years(moved(first)?.year(), 100, 1),
    }
}

/// The same month or day, or a day nearby, of a date whose year is not known.
fn within_year(from: &Edtf, unit: Unit, count: i64) -> Option<Edtf> {
    let known = from.as_str().strip_prefix("XXXX")?;
    // 2001 is no leap year; around the end of February the day after is not known.
    let leap = known.starts_with("-02-28") || known.starts_with("-03-01");
    if unit != Unit::Day && unit != Unit::Month || (leap && count != 0) {
        return None;
    }
    let moved = unit_of(&Edtf::new(format!("2001{known}")), unit, count)?;
    Edtf::parse(&format!("XXXX{}", moved.as_str().strip_prefix("2001")?))
}

/// The `which`th part of `whole`, the last one for -1; `None` where there is none.
pub(super) fn part(whole: &Edtf, which: i8, what: Part) -> Option<Edtf> {
    let (first, last) = whole.bounds()?;
    let nth = i64::from(which) - 1;
    let (start, end) = match (what, which) {
        (Part::Day, -1) => (last, last),
        (Part::Day, _) => move_day(first, nth, Unit::Day).map(|day| (day, day))?,
        (Part::Week, -1) => (move_day(last, -6, Unit::Day)?, last),
        (Part::Week, _) => (move_day(first, nth * 7, Unit::Day)?, move_day(first, nth * 7 + 6, Unit::Day)?),
        (Part::Month, -1) => (last.first_of_month(), last),
        (Part::Month, _) => {
            let start = move_day(first.first_of_month(), nth, Unit::Month)?;
            (start, start.last_of_month())
        }
        (Part::Run(Unit::Month, count), -1) => {
            (move_day(last.first_of_month(), 1 - i64::from(count), Unit::Month)?, last)
        }
        (Part::Run(unit, count), -1) => (move_day(last, -i64::from(count), unit)?.tomorrow().ok()?, last),
        (Part::Run(unit, count), _) => (first, move_day(first, i64::from(count), unit)?.yesterday().ok()?),
        (Part::Weekday(day), -1) => weekday(last, day, None, Tense::Past).map(|day| (day, day))?,
        (Part::Weekday(day), _) => {
            let one =
                weekday(first, day, None, Tense::Future).and_then(|day| move_day(day, nth * 7, Unit::Day))?;
            (one, one)
        }
    };
    let inside = start >= first && end <= last;
    inside.then(|| match what {
        Part::Month => Edtf::month(start),
        _ => Edtf::interval(&Edtf::day(start), &Edtf::day(end)),
    })
}

/// Monday to Sunday around `day`.
fn week(day: Date) -> Option<Edtf> {
    let monday = move_day(day, 1 - i64::from(day.weekday().to_monday_one_offset()), Unit::Day)?;
    Some(Edtf::interval(&Edtf::day(monday), &Edtf::day(move_day(monday, 6, Unit::Day)?)))
}

/// The decade or century that holds `year`; centuries begin with year 1. None that leaves the years of EDTF.
fn years(year: i16, long: i16, offset: i16) -> Option<Edtf> {
    let first = (year.checked_sub(offset)?).div_euclid(long) * long + offset;
    Some(Edtf::interval(&Edtf::year(first), &Edtf::year(first.checked_add(long - 1)?))).filter(Edtf::is_valid)
}

/// A season nearest on the side of the tense; a quarter or half of the year that is asked for.
pub(super) fn season(
    from: (Date, Date),
    season: i8,
    shift: Option<i64>,
    tense: Tense,
    in_text: bool,
) -> Option<Edtf> {
    let year = from.0.year();
    let of = |year: i16| Edtf::parse(&format!("{}-{season}", shown_year(year)));
    match shift {
        Some(shift) if shift.abs() < NEAREST && (shift != 0 || season > 30) => {
            of(year.checked_add(i16::try_from(shift).ok()?)?)
        }
        None if in_text => of(year),
        _ => {
            let (ahead, back) = (shift.is_some_and(|shift| shift > 0), shift.is_some_and(|shift| shift < 0));
            let fits = |value: &Edtf| {
                value
                    .bounds()
                    .is_some_and(|(first, last)| (!ahead || first > from.1) && (!back || last < from.0))
            };
            let years = [year.checked_sub(1)?, year, year.checked_add(1)?];
            years.into_iter().filter_map(of).filter(fits).min_by_key(|value| cost(value, from, tense))
        }
    }
}

/// The day with a name nearest to publication on the side of the tense.
pub(super) fn named(published: (Date, Date), day: usize, tense: Tense) -> Option<Edtf> {
    let year = published.0.year();
    let years = [year.checked_sub(1)?, year, year.checked_add(1)?];
    years
        .into_iter()
        .flat_map(|year| named::values_in(day, year))
        .min_by_key(|value| cost(value, published, tense))
}

/// The days around a feast that are called its weekend: from Friday to Monday around a Sunday, otherwise not known.
pub(super) fn long_weekend(day: Date) -> Option<Edtf> {
    (day.weekday().to_monday_one_offset() == 7)
        .then(|| {
            Some(Edtf::interval(&Edtf::day(move_day(day, -2, Unit::Day)?), &Edtf::day(day.tomorrow().ok()?)))
        })
        .flatten()
}
