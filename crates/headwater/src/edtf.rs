//! Dates as far as they are known: values of the Extended Date/Time Format (ISO 8601-2).
//!
//! Level 1 with what news needs of level 2: an unspecified year before a known month and day
//! (`XXXX-05-17`), quarters (33 to 36) and halves (40, 41) of a year.

mod calendar;
mod compare;

use std::fmt;

use jiff::civil::Date;

pub use calendar::Unit;
pub(crate) use calendar::move_day;

/// A date, month, year, season, time of day, interval or duration, in EDTF (durations in ISO 8601).
///
/// `2017-05-18`, `2017-05`, `2017`, `2017-05-18T07:37Z`, `2017-05-01/2017-05-18`, `2017-21` (spring),
/// `2017-33` (first quarter), `2017~` (about 2017), `201X`-like decades as `2010/2019`, `XXXX-05-17` (the
/// year is not known), `-0479` (480 BC), `P2M` (a duration), `R/P1W` (every week).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edtf(String);

/// How finely a value is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A year.
    Year,
    /// A season, quarter or half of a year.
    Season,
    /// A month.
    Month,
    /// A day.
    Day,
    /// A time of day.
    Clock,
}

/// The fields of one value that is not an interval; what is not known is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields<'v> {
    /// Astronomical year (0 is 1 BC); `None` for `XXXX`.
    pub(crate) year: Option<i16>,
    /// 1 to 12; 21 to 24 seasons; 33 to 36 quarters; 40 and 41 halves.
    pub(crate) month: Option<i8>,
    /// Day of the month.
    pub(crate) day: Option<i8>,
    /// The time of day as written, with its zone.
    pub(crate) clock: Option<&'v str>,
    /// Whether it is approximate (`~`) or uncertain (`?`, `%`).
    pub(crate) about: bool,
}

impl Edtf {
    /// Takes a value as written. Nothing is checked: what is not EDTF has no [`Edtf::bounds`].
    pub fn new(value: impl Into<String>) -> Self {
        Edtf(value.into())
    }

    /// Takes a value that is a valid date, time, interval, duration or set; `None` for anything else.
    pub fn parse(value: &str) -> Option<Self> {
        let edtf = Edtf::new(value);
        edtf.is_valid().then_some(edtf)
    }

    /// The day.
    pub fn day(date: Date) -> Self {
        Edtf(format!("{}-{:02}-{:02}", shown_year(date.year()), date.month(), date.day()))
    }

    /// The month that holds `date`.
    pub fn month(date: Date) -> Self {
        Edtf(format!("{}-{:02}", shown_year(date.year()), date.month()))
    }

    /// The year, astronomically counted (0 is 1 BC).
    pub fn year(year: i16) -> Self {
        Edtf(shown_year(year))
    }

    /// From the start of `first` to the end of `last`.
    pub fn interval(first: &Edtf, last: &Edtf) -> Self {
        let first = first.0.split('/').next().unwrap_or_default();
        let last = last.0.rsplit('/').next().unwrap_or_default();
        if first == last { Edtf::new(first) } else { Edtf(format!("{first}/{last}")) }
    }

    /// The same value, said to be approximate.
    #[must_use]
    pub fn approximate(self) -> Self {
        let plain =
            !self.0.ends_with('~') && !self.is_interval() && !self.is_duration() && !self.0.contains('T');
        if plain { Edtf(self.0 + "~") } else { self }
    }

    /// The value as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it says how long and not when.
    pub fn is_duration(&self) -> bool {
        self.0.starts_with('P')
    }

    /// Whether it says how often.
    pub fn is_set(&self) -> bool {
        self.0.starts_with("R/")
    }

    /// Whether it has a start and an end.
    pub fn is_interval(&self) -> bool {
        self.0.contains('/') && !self.is_set()
    }

    /// Whether the value follows the format and its days exist.
    pub fn is_valid(&self) -> bool {
        if let Some(every) = self.0.strip_prefix("R/") {
            return calendar::is_duration(every);
        }
        if self.is_duration() {
            return calendar::is_duration(&self.0);
        }
        match self.0.split_once('/') {
            Some((first, last)) => is_end(first) && is_end(last) && (first, last) != ("..", ".."),
            None => calendar::fields(&self.0).is_some(),
        }
    }

    /// How finely it is known: of an interval, its finer end; `None` for durations, sets and what is invalid.
    pub fn precision(&self) -> Option<Precision> {
        if self.is_duration() || self.is_set() {
            return None;
        }
        self.0.split('/').filter_map(calendar::fields).map(|fields| fields.precision()).max()
    }

    /// The first and the last day that the value may mean; `None` for durations, sets, open values and
    /// dates of an unknown year.
    pub fn bounds(&self) -> Option<(Date, Date)> {
        let (first, last) = self.0.split_once('/').unwrap_or((&self.0, &self.0));
        let (start, end) = (calendar::fields(first)?.bounds()?.0, calendar::fields(last)?.bounds()?.1);
        (start <= end).then_some((start, end))
    }

    /// The day, for values that are as fine as a day and no interval.
    pub fn as_day(&self) -> Option<Date> {
        let (first, last) = self.bounds()?;
        (first == last && !self.is_interval()).then_some(first)
    }

    /// The time of day with its zone as written (`07:37`, `07:37Z`).
    pub fn clock(&self) -> Option<&str> {
        if self.is_interval() { None } else { calendar::fields(&self.0)?.clock }
    }

    /// The value moved by `count` units, as fine as it was; `None` for what cannot be moved.
    pub fn plus(&self, count: i64, unit: Unit) -> Option<Edtf> {
        calendar::plus(self, count, unit)
    }

    /// Whether both may be said of one event: one may lie within the other, or they share days; months and
    /// days are compared alone where a year is not known.
    ///
    /// Approximate values reach one unit of their precision further on each side. Durations are compatible
    /// when they are equally long. An empty overlap is the only thing that counts as different.
    pub fn compatible(&self, other: &Edtf) -> bool {
        compare::compatible(self, other)
    }
}

/// Whether `value` may be one end of an interval.
fn is_end(value: &str) -> bool {
    value.is_empty() || value == ".." || calendar::fields(value).is_some()
}

/// A year in four digits, with a minus sign before the year 0.
pub(crate) fn shown_year(year: i16) -> String {
    if year < 0 { format!("-{:04}", year.unsigned_abs()) } else { format!("{year:04}") }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_follow_the_precision() {
        let shown =
            |value: &str| Edtf::new(value).bounds().map(|(a, b)| format!("{a} {b}")).unwrap_or_default();
        assert_eq!(shown("2017"), "2017-01-01 2017-12-31");
        assert_eq!(shown("2016-02"), "2016-02-01 2016-02-29");
        assert_eq!(shown("2017-05-18T07:37"), "2017-05-18 2017-05-18");
        assert_eq!(shown("2017-05-01/2017-05-18"), "2017-05-01 2017-05-18");
        assert_eq!(shown("2017-24"), "2017-12-01 2018-02-28");
        assert_eq!(shown("2017-33"), "2017-01-01 2017-03-31");
        assert_eq!(shown("2017-41"), "2017-07-01 2017-12-31");
        assert_eq!(shown("-0479-08"), "-000479-08-01 -000479-08-31");
        for nothing in
            ["P2M", "2017-13", "XXXX-05-17", "2017-05-18/2017-05-01", "", "/", "-", "9999999", "R/P1D"]
        {
            assert_eq!(shown(nothing), "", "{nothing}");
        }
    }

    #[test]
    fn only_values_of_the_format_parse() {
        for good in [
            "2017",
            "2017~",
            "XXXX-05-17",
            "-0479",
            "2017-05-18T07:37Z",
            "2017-05-18T07:37+05:30",
            "P2M",
            "PT15S",
        ] {
            assert!(Edtf::parse(good).is_some(), "{good}");
        }
        for good in ["2017/..", "../2017-05", "2010/2019", "R/P1W", "P1Y6M", "PT1.5H", "2017-21"] {
            assert!(Edtf::parse(good).is_some(), "{good}");
        }
        for bad in
            ["", "last week", "2017-02-30", "2017-5", "P", "PT", "P2", "R/", "../..", "XXXX", "17-05-18"]
        {
            assert!(Edtf::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn moving_keeps_the_precision() {
        let moved = |value: &str, count, unit| {
            Edtf::new(value).plus(count, unit).map(|edtf| edtf.to_string()).unwrap_or_default()
        };
        assert_eq!(moved("2016-02-29", 1, Unit::Year), "2017-02-28");
        assert_eq!(moved("2017-01", -2, Unit::Month), "2016-11");
        assert_eq!(moved("2017", 3, Unit::Decade), "2047");
        assert_eq!(moved("2017-05-18", -1, Unit::Week), "2017-05-11");
        assert_eq!(moved("2017", 1, Unit::Day), "");
        assert_eq!(moved("2017", i64::MAX, Unit::Year), "");
    }
}
