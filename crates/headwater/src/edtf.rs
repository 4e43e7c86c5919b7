//! Dates as far as they are known: values of the Extended Date/Time Format (ISO 8601-2, level 1).

use std::fmt;

use jiff::civil::Date;

/// A date, month, year, season, time of day, interval or duration, in EDTF (durations in ISO 8601).
///
/// `2017-05-18`, `2017-05`, `2017`, `2017-05-18T07:37`, `2017-05-01/2017-05-18`, `2017-21` (spring),
/// `2017~` (about 2017), `201X`-like decades as `2010/2019`, `P2M` (a duration).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edtf(String);

impl Edtf {
    /// Takes a value as written. Nothing is checked: what is not EDTF has no [`Edtf::bounds`].
    pub fn new(value: impl Into<String>) -> Self {
        Edtf(value.into())
    }

    /// The day.
    pub fn day(date: Date) -> Self {
        Edtf(format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day()))
    }

    /// The value as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first and the last day that the value may mean; `None` for durations and open values.
    pub fn bounds(&self) -> Option<(Date, Date)> {
        let (first, last) = self.0.split_once('/').unwrap_or((&self.0, &self.0));
        Some((bounds_of_one(first)?.0, bounds_of_one(last)?.1))
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The first and last day of one value that is not an interval.
fn bounds_of_one(value: &str) -> Option<(Date, Date)> {
    let value = value.split('T').next()?.trim_end_matches(['~', '?', '%']);
    let mut parts = value.split('-');
    let year: i16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let Some(month) = parts.next() else {
        return Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    };
    let month: i8 = month.parse().ok()?;
    if let Some(season) = month.checked_sub(21).filter(|season| (0..4).contains(season)) {
        let first = Date::new(year, season * 3 + 3, 1).ok()?;
        let last = first.checked_add(jiff::Span::new().months(3)).ok()?.yesterday().ok()?;
        return Some((first, last));
    }
    let first = Date::new(year, month, 1).ok()?;
    match parts.next() {
        None => Some((first, first.last_of_month())),
        Some(day) => {
            let day = Date::new(year, month, day.parse().ok()?).ok()?;
            Some((day, day))
        }
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
        assert_eq!(shown("P2M"), "");
        assert_eq!(shown("2017-13"), "");
    }
}
