//! How a text tells, which day it counts from, and in which order it writes days and months.

use jiff::civil::Date;

use super::super::is_aside;
use super::super::reading::{Base, Found, Reading};
use super::super::tense::{Tense, looks_ahead, tense};
use crate::annotation::scan::Pieces;
use crate::article::Article;
use crate::edtf::Precision;

/// How the text tells: news counts from its date, a history from the time it has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Telling {
    News,
    History,
}

/// A history dates most of its times in other years than that of its publication, and hardly ever counts from
/// the day of writing; a report with some history in it says "on Tuesday" and "last month".
pub(super) fn telling(pieces: &Pieces<'_>, found: &[Found], article: &Article) -> Telling {
    let published = article.published.as_ref().and_then(|published| published.value.bounds());
    let (mut same, mut months, mut years, mut told) = (0, 0, 0, 0);
    for one in found.iter().filter(|one| !is_aside(article, pieces.span(one.first, one.end))) {
        match &one.reading {
            Reading::Fixed(value) => {
                let Some((first, _)) = value.bounds() else { continue };
                let now = published.is_some_and(|(day, _)| first.year() == day.year());
                match (now, value.precision() >= Some(Precision::Month)) {
                    (true, _) => same += 1,
                    (false, true) => months += 1,
                    (false, false) => years += 1,
                }
            }
            Reading::Weekday { .. } | Reading::WeekdayOf { .. } | Reading::MonthOf { .. } => told += 1,
            Reading::Unit { base: Base::Published, .. } | Reading::Distance { base: Base::Published, .. } => {
                told += 1
            }
            _ => {}
        }
    }
    let dated = months >= 3 || years >= 6;
    if dated && 2 * months + years > 3 * (same + told) { Telling::History } else { Telling::News }
}

/// How far from the start of a text its dateline may stand, in bytes.
const DATELINE: usize = 240;

/// A full date near the start that stands at the edge of a line: what undated articles are counted from;
/// with its place in the list.
pub(super) fn dateline(pieces: &Pieces<'_>, found: &[Found]) -> Option<(Date, usize)> {
    let stands_out = |one: &Found| {
        let start = pieces.span(one.first, one.end).start;
        let edge = !pieces.follows(one.first) || !pieces.follows(one.end);
        let said = matches!(pieces.word_before(one.first), "published" | "updated" | "posted" | "on")
            || pieces.mark_before(one.first) == ':';
        start < DATELINE && (edge || said)
    };
    found.iter().enumerate().filter(|(_, one)| stands_out(one)).find_map(|(at, one)| match &one.reading {
        Reading::Fixed(value) => Some((value.as_day()?, at)),
        _ => None,
    })
}

/// Whether a date in digits whose order is plain puts the month first.
pub(super) fn month_first(pieces: &Pieces<'_>, found: &[Found]) -> Option<bool> {
    found.iter().find_map(|one| {
        let (a, b) = (pieces.number(one.first, 1..=2)?, pieces.number(one.first + 2, 1..=2)?);
        let slashed = pieces.mark(one.first + 1) == '/';
        match (slashed, a > 12, b > 12) {
            (true, true, false) => Some(false),
            (true, false, true) => Some(true),
            _ => None,
        }
    })
}

/// The day after publication, where the text tells of it as past. A site dates by its own clock, and where the scene is far
/// east of it "Friday" has begun there while the site still writes Thursday: a full date of that day says so, or the hour of
/// the place beside the weekday.
pub(super) fn clock_ahead(pieces: &Pieces<'_>, found: &[Found], published: Date) -> Option<Date> {
    let next = published.tomorrow().ok()?;
    let past =
        |one: &Found| !looks_ahead(pieces, one.first) && tense(pieces, one.first, one.end) != Tense::Future;
    let told = found.iter().any(|one| match &one.reading {
        Reading::Fixed(value) => value.as_day() == Some(next) && past(one),
        Reading::Weekday { day, shift: None } => {
            next.weekday().to_monday_one_offset() == *day && past(one) && is_local(pieces, one.end)
        }
        _ => false,
    });
    told.then_some(next)
}

/// Whether "local time" follows, right after or after a comma.
fn is_local(pieces: &Pieces<'_>, end: usize) -> bool {
    let at = end + usize::from(pieces.mark(end) == ',');
    pieces.word(at) == "local" && pieces.word(at + 1) == "time"
}
