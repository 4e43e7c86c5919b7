//! Days as the lines above a story, page metadata and addresses write them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use crate::text::Span;

/// A day that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The day.
    pub day: Date,
    /// Where it is written.
    pub span: Span,
}

/// Names of months in small letters, with their numbers.
static MONTHS: LazyLock<BTreeMap<&'static str, i8>> = LazyLock::new(|| {
    let rows = include_str!("../../data/months.tsv").lines().filter(|line| !line.starts_with('#'));
    let named = |row: &'static str| {
        let (number, names) = row.split_once('\t')?;
        let number: i8 = number.parse().ok()?;
        Some(names.split(' ').map(move |name| (name, number)))
    };
    rows.filter_map(named).flatten().collect()
});

/// `2016-07-27`, `20160727T10…`, `27 July 2016`, `July 27th, 2016`, `27-07-2016`.
static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let mut names: Vec<_> = MONTHS.keys().copied().collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let month = names.join("|");
    let year = r"(?:19|20)\d\d";
    Regex::new(&format!(
        r"(?ix)(?-u:\b)(?:
            (?P<y1>{year})(?P<sep>[-/.])(?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})
          | (?P<y5>{year})(?P<m5>[01]\d)(?P<d5>[0-3]\d)
          | (?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]{{1,3}}(?:of\s|de\s)?(?P<m2>{month})\.?,?[\s-]{{1,3}}(?:de\s)?(?P<y2>{year})
          | (?P<m3>{month})\.?\s{{1,3}}(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<y3>{year})
          | (?P<d4>\d{{1,2}})[-/.](?P<m4>\d{{1,2}})[-/.](?P<y4>{year})
        )(?:(?-u:\b)|T|,)"
    ))
    .ok()
});

/// The first day that `text` names unmistakably.
pub(super) fn first(text: &str) -> Option<Found> {
    all(text).next()
}

/// All days that `text` names unmistakably, in order.
pub(super) fn all(text: &str) -> impl Iterator<Item = Found> + '_ {
    DAY.iter().flat_map(move |day| day.captures_iter(text)).filter_map(|found| read(&found))
}

/// The day of one match.
fn read(found: &Captures<'_>) -> Option<Found> {
    let whole = found.get(0)?;
    let number = |name: &str| found.name(name)?.as_str().parse::<i16>().ok();
    let month =
        |name: &str| MONTHS.get(found.name(name)?.as_str().to_lowercase().as_str()).map(|m| i16::from(*m));
    let (year, month, day) = match () {
        () if found.name("y1").is_some() => (number("y1")?, number("m1")?, number("d1")?),
        () if found.name("y5").is_some() => (number("y5")?, number("m5")?, number("d5")?),
        () if found.name("y2").is_some() => (number("y2")?, month("m2")?, number("d2")?),
        () if found.name("y3").is_some() => (number("y3")?, month("m3")?, number("d3")?),
        () => by_digits(number("d4")?, number("m4")?, number("y4")?)?,
    };
    let day = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let written = whole.as_str().trim_end_matches(['T', 't', ',']);
    Some(Found { day, span: Span::new(whole.start(), whole.start() + written.len()) })
}

/// `27-07-2016` and `07/27/2016` say which number is the day; `05/07/2016` does not, and is not read.
fn by_digits(first: i16, second: i16, year: i16) -> Option<(i16, i16, i16)> {
    match () {
        () if first > 12 || first == second => Some((year, second, first)),
        () if second > 12 => Some((year, first, second)),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_all_their_dress() {
        for text in [
            "2016-07-27",
            "2016-07-27T10:00:00Z",
            "27 Jul 2016",
            "Published July 27, 2016 at noon",
            "27-07-2016",
            "07/27/2016",
            "Wednesday, July 27th, 2016",
            "27th of July 2016",
            "27. Juli 2016",
            "JULY 27 2016 7:41 AM",
            "Wed Jul 27 2016,14:58 hrs",
            "20160727",
            "27 de julio de 2016",
            "2016/7/27",
        ] {
            assert_eq!(first(text).map(|f| f.day.to_string()).as_deref(), Some("2016-07-27"), "{text}");
        }
    }

    #[test]
    fn what_may_be_two_days_is_none() {
        for text in ["05/07/2016", "2016-13-40", "July 2016", "May 17", "1 (2016)", "120160727"] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn the_span_holds_the_date_alone() {
        let text = "Posted on 3 May 2018, 10:15";
        assert_eq!(first(text).map(|f| f.span.of(text)), Some("3 May 2018"));
    }
}
