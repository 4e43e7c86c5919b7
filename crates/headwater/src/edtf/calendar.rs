//! Reading one value's fields, and reckoning with days, months and years.

use jiff::civil::Date;

use super::{Edtf, Fields, Precision};

/// Units of time, the shortest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A second.
    Second,
    /// 60 seconds.
    Minute,
    /// 60 minutes.
    Hour,
    /// A calendar day.
    Day,
    /// Seven days.
    Week,
    /// A calendar month.
    Month,
    /// Three months.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Unit {
    /// `count` units as an ISO 8601 duration; quarters as months, decades and centuries as years.
    pub fn duration(self, count: f64) -> String {
        let (before, factor, letter) = match self {
            Unit::Second => ("PT", 1.0, 'S'),
            Unit::Minute => ("PT", 1.0, 'M'),
            Unit::Hour => ("PT", 1.0, 'H'),
            Unit::Day => ("P", 1.0, 'D'),
            Unit::Week => ("P", 1.0, 'W'),
            Unit::Month => ("P", 1.0, 'M'),
            Unit::Quarter => ("P", 3.0, 'M'),
            Unit::Year => ("P", 1.0, 'Y'),
            Unit::Decade => ("P", 10.0, 'Y'),
            Unit::Century => ("P", 100.0, 'Y'),
        };
        format!("{before}{}{letter}", count * factor)
    }
}

impl Fields<'_> {
    /// How finely the value is known.
    pub(crate) fn precision(&self) -> Precision {
        match (self.month, self.day, self.clock) {
            (_, _, Some(_)) => Precision::Clock,
            (_, Some(_), None) => Precision::Day,
            (Some(month), None, None) if month > 12 => Precision::Season,
            (Some(_), None, None) => Precision::Month,
            (None, None, None) => Precision::Year,
        }
    }

    /// First and last day; `None` when the year is not known or the day does not exist.
    pub(crate) fn bounds(&self) -> Option<(Date, Date)> {
        let year = self.year?;
        match (self.month, self.day) {
            (None, _) => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
            (Some(month), Some(day)) => Date::new(year, month, day).ok().map(|day| (day, day)),
            (Some(month), None) => {
                let (first, months) = months_of(month)?;
                let first = Date::new(year, first, 1).ok()?;
                let last = first.checked_add(jiff::Span::new().months(months - 1)).ok()?.last_of_month();
                Some((first, last))
            }
        }
    }
}

/// The first month of a month, season, quarter or half of a year, and how many months it has.
///
/// Seasons are those of the northern half and of meteorologists: spring begins in March, and winter is
/// named for the year of its December.
fn months_of(month: i8) -> Option<(i8, i32)> {
    match month {
        1..=12 => Some((month, 1)),
        21..=24 => Some(((month - 20) * 3, 3)),
        33..=36 => Some(((month - 33) * 3 + 1, 3)),
        40..=41 => Some(((month - 40) * 6 + 1, 6)),
        _ => None,
    }
}

/// Reads one value that is no interval; `None` when it does not follow the format.
pub(crate) fn fields(value: &str) -> Option<Fields<'_>> {
    let plain = value.trim_end_matches(['~', '?', '%']);
    let about = plain.len() < value.len();
    let (date, clock) = match plain.split_once('T') {
        Some((date, clock)) => (date, Some(clock)),
        None => (plain, None),
    };
    let (sign, digits) = date.strip_prefix('-').map_or((1, date), |rest| (-1, rest));
    let mut parts = digits.split('-');
    let year = match parts.next()? {
        "XXXX" => None,
        year => Some(sign * number(year, 4)? as i16),
    };
    let month = parts.next().map(|month| number(month, 2)).transpose_some()?;
    let day = parts.next().map(|day| number(day, 2)).transpose_some()?;
    let fields = Fields { year, month, day, clock, about };
    (parts.next().is_none() && is_possible(&fields)).then_some(fields)
}

/// `Some(None)` stays an error and `None` stays absent: the absent part is fine, the unreadable one is not.
trait TransposeSome {
    fn transpose_some(self) -> Option<Option<i8>>;
}

impl TransposeSome for Option<Option<i32>> {
    fn transpose_some(self) -> Option<Option<i8>> {
        match self {
            None => Some(None),
            Some(number) => i8::try_from(number?).ok().map(Some),
        }
    }
}

/// Whether such a date can exist; a day of an unknown year is tried in a leap year.
fn is_possible(fields: &Fields<'_>) -> bool {
    let known = Fields { year: fields.year.or(Some(2000)), ..*fields };
    let clock = fields.clock.is_none_or(|clock| fields.day.is_some() && is_clock(clock));
    (fields.year.is_some() || fields.month.is_some()) && clock && known.bounds().is_some()
}

/// A number of exactly `width` digits.
fn number(digits: &str, width: usize) -> Option<i32> {
    let exact = digits.len() == width && digits.bytes().all(|byte| byte.is_ascii_digit());
    if exact { digits.parse().ok() } else { None }
}

/// Whether `clock` is `hh`, `hh:mm` or `hh:mm:ss`, with `Z` or an offset after it or nothing.
fn is_clock(clock: &str) -> bool {
    minutes(clock).is_some()
}

/// Minutes since midnight and minutes east of Greenwich.
pub(crate) fn minutes(clock: &str) -> Option<(i32, Option<i32>)> {
    let (time, zone) = match clock.find(['Z', '+', '-']) {
        Some(at) => (clock.get(..at)?, clock.get(at..)),
        None => (clock, None),
    };
    let mut parts = time.split(':');
    let hour = number(parts.next()?, 2).filter(|&hour| hour <= 24)?;
    let minute = parts.next().map_or(Some(0), |minute| number(minute, 2)).filter(|&minute| minute < 60)?;
    let second = parts.next().map_or(Some(0), |second| number(second, 2)).filter(|&second| second <= 60);
    second?;
    let zone = match zone {
        None => None,
        Some(zone) => Some(offset(zone)?),
    };
    parts.next().is_none().then_some((hour * 60 + minute, zone))
}

/// Minutes east of Greenwich of `Z`, `+05:30`, `-04`.
fn offset(zone: &str) -> Option<i32> {
    if zone == "Z" {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let mut parts = zone.get(1..)?.split(':');
    let hours = number(parts.next()?, 2).filter(|&hours| hours <= 14)?;
    let minutes = parts.next().map_or(Some(0), |minutes| number(minutes, 2))?;
    Some(sign * (hours * 60 + minutes))
}

/// Whether `value` is an ISO 8601 duration: `P`, then numbers with `Y M W D`, then `T` and `H M S`.
pub(crate) fn is_duration(value: &str) -> bool {
    let Some(rest) = value.strip_prefix('P') else { return false };
    let (days, clock) = rest.split_once('T').map_or((rest, None), |(days, clock)| (days, Some(clock)));
    let clock_fits = clock.is_none_or(|clock| !clock.is_empty() && are_amounts(clock, "HMS"));
    !rest.is_empty() && are_amounts(days, "YMWD") && clock_fits
}

/// Whether `text` is numbers, each with one of `letters`, in their order.
fn are_amounts(text: &str, letters: &str) -> bool {
    let mut left = letters.chars();
    let mut digits = 0;
    for c in text.chars() {
        match c {
            '0'..='9' => digits += 1,
            '.' if digits > 0 => {}
            letter => {
                if digits == 0 || !left.any(|allowed| allowed == letter) {
                    return false;
                }
                digits = 0;
            }
        }
    }
    digits == 0
}

/// A value moved by `count` units, as fine as it was.
pub(crate) fn plus(value: &Edtf, count: i64, unit: Unit) -> Option<Edtf> {
    if value.is_interval() {
        let (first, last) = value.as_str().split_once('/')?;
        return Some(Edtf::interval(
            &plus(&Edtf::new(first), count, unit)?,
            &plus(&Edtf::new(last), count, unit)?,
        ));
    }
    let fields = fields(value.as_str())?;
    let year = fields.year?;
    let months = months_in(count, unit);
    match (fields.month, fields.day) {
        (None, _) => Some(Edtf::year(year.checked_add(i16::try_from(months? / 12).ok()?)?)),
        (Some(month), None) if month <= 12 => {
            Some(Edtf::month(move_day(Date::new(year, month, 1).ok()?, count, unit)?))
        }
        (Some(_), None) => None,
        (Some(month), Some(day)) => {
            Date::new(year, month, day).ok().and_then(|day| move_day(day, count, unit)).map(Edtf::day)
        }
    }
}

/// The day `count` units from `day`; months and years keep the day of the month where it exists.
pub(crate) fn move_day(day: Date, count: i64, unit: Unit) -> Option<Date> {
    let span = match (months_in(count, unit), unit) {
        (Some(months), _) => jiff::Span::new().try_months(months),
        (None, Unit::Week) => jiff::Span::new().try_weeks(count),
        (None, Unit::Day) => jiff::Span::new().try_days(count),
        _ => return None,
    };
    day.checked_add(span.ok()?).ok()
}

/// The months in `count` units; `None` for weeks and shorter units.
fn months_in(count: i64, unit: Unit) -> Option<i64> {
    let each = match unit {
        Unit::Month => 1,
        Unit::Quarter => 3,
        Unit::Year => 12,
        Unit::Decade => 120,
        Unit::Century => 1200,
        _ => return None,
    };
    count.checked_mul(each)
}
