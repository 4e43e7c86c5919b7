//! Dates of publication that the text contradicts: a later day told as past, or "this morning" where all that is told is weeks
//! old. Dates that were given may be those of a copy or of a crawl.

use jiff::civil::Date;

use super::is_aside;
use super::tense::{Tense, looks_ahead, tense};
use crate::annotation::scan::Pieces;
use crate::annotation::{Anchor, Time, TimeKind};
use crate::article::{Article, DateMethod};
use crate::edtf::{Unit, move_day};
use crate::notice::{Notice, Severity};
use crate::text::Span;

/// By so many days the clock of a site may be behind that of the scene.
const BEHIND: i64 = 1;
/// So many days a report may be late that says "today".
const LATE: i64 = 14;
/// What is further back than so many days is history, and not what is reported.
const OLD: i64 = 300;
/// So many full dates that lie together tell when the text is from.
const ENOUGH: usize = 2;
/// They lie together within so many days.
const TOGETHER: i64 = 7;

/// Says that an article's text contradicts its date of publication.
pub(crate) fn doubt(article: &Article, times: &[Time]) -> Option<Notice> {
    let published = article.published.as_ref().filter(|known| known.method != DateMethod::Text)?;
    let day = published.value.as_day()?;
    let told = if let Some(later) = later(article, times, day) {
        format!("tells of {later} as past: it may be newer than its date")
    } else {
        let (today, latest) = earlier(article, times, day)?;
        format!(
            "says “{today}”, and the latest day that it tells of in full is {latest}: it may be older than its date"
        )
    };
    let message = format!("published on {day} ({}), but {told}", published.method.name());
    let notice = Notice::new(Severity::Note, message).about(&article.path).in_article(article.id);
    Some(notice.hint("give its date in a metadata file if it is another one"))
}

/// The days that the text gives in full.
fn full_days(times: &[Time]) -> impl Iterator<Item = (Date, Span)> {
    let full = |time: &&Time| time.kind == TimeKind::Date && time.relative_to.is_none();
    times.iter().filter(full).filter_map(|time| Some((time.value.as_ref()?.as_day()?, time.span)))
}

/// The first day after publication that the text tells as past.
fn later(article: &Article, times: &[Time], published: Date) -> Option<Date> {
    let after = move_day(published, BEHIND, Unit::Day)?;
    let most = move_day(published, OLD, Unit::Day)?;
    let mut days = full_days(times).filter(|(day, _)| *day > after && *day < most).peekable();
    days.peek()?;
    let pieces = Pieces::new(&article.text);
    days.find(|(_, span)| is_past(&pieces, *span)).map(|(day, _)| day)
}

/// Whether a day is one on which something was, and none for which, until which or from which something is.
fn is_past(pieces: &Pieces<'_>, span: Span) -> bool {
    let Some(first) = (0..pieces.len()).find(|&i| pieces.span(i, i + 1).start >= span.start) else {
        return false;
    };
    let end =
        (first..pieces.len()).find(|&i| pieces.span(i, i + 1).start >= span.end).unwrap_or(pieces.len());
    pieces.word_before(first) == "on"
        && !looks_ahead(pieces, first)
        && tense(pieces, first, end) == Tense::Past
}

/// The words for the day of writing, and the latest day that is told in full, where that is weeks back.
fn earlier<'t>(article: &'t Article, times: &[Time], published: Date) -> Option<(&'t str, Date)> {
    let words = |time: &Time| time.span.of(&article.text);
    let now = |time: &&Time| {
        let said = words(time).to_lowercase();
        // "Today" is said of these times as well.
        let today = said == "tonight" || said.starts_with("this ");
        let day = time.value.as_ref().and_then(|value| value.as_day()) == Some(published);
        today && day && time.relative_to == Some(Anchor::Published) && !is_aside(article, time.span)
    };
    let today = times.iter().find(now)?;
    let latest = full_days(times).map(|(day, _)| day).max()?;
    let back = |days: i64| move_day(published, -days, Unit::Day);
    let near = move_day(latest, -TOGETHER, Unit::Day)?;
    let count = full_days(times).filter(|(day, _)| *day >= near).count();
    (latest < back(LATE)? && latest > back(OLD)? && count >= ENOUGH).then(|| (words(today), latest))
}

#[cfg(test)]
mod tests {
    use super::super::tests::article;
    use super::super::times;
    use super::*;

    fn doubted(text: &str, published: &str) -> Option<String> {
        let article = article(text, Some(published));
        doubt(&article, &times(&article)).map(|notice| notice.message)
    }

    #[test]
    fn a_later_day_that_is_past_is_told_of() {
        let text = "The dam at Orlan broke on 20 May 2017 and the valley was flooded.";
        assert!(doubted(text, "2017-05-12").is_some_and(|told| told.contains("2017-05-20 as past")));
        assert_eq!(doubted(text, "2017-05-19"), None);
        assert_eq!(doubted("The dam will be opened on 20 May 2017.", "2017-05-12"), None);
    }

    #[test]
    fn what_says_today_and_tells_of_weeks_ago_is_told_of() {
        let text = "The dam broke this morning. Harva Rescue (@harva) 14 September 2017. The mayor said so on 13 September 2017.";
        assert!(doubted(text, "2017-11-26").is_some_and(|told| told.contains("2017-09-14")));
        assert_eq!(doubted(text, "2017-09-15"), None);
        assert_eq!(
            doubted("The dam broke this morning. It was opened on 13 September 2017.", "2017-11-26"),
            None
        );
    }
}
