//! The year of articles without a date, from the other articles of the pile.
//!
//! "On Wednesday … on 17 May" has no year. Where another article dates the same day in full, and the weekday that is
//! told agrees with it in that year, the article is dated from that day: two signs that do not depend on each other.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::is_aside;
use super::reading::Reading;
use crate::annotation::scan::Pieces;
use crate::annotation::{Annotations, Time, TimeKind};
use crate::article::{Article, ArticleId};
use crate::notice::{Noted, Notice, Severity};

/// Reckons the times of articles without a date of publication once more, where another article tells the year of a day.
pub(crate) fn settle(articles: &[Article], annotations: &mut [Annotations]) -> Noted<()> {
    let mut notices = Vec::new();
    if articles.iter().all(is_dated) {
        return Noted { value: (), notices };
    }
    let told = Told::of(articles, annotations);
    for (article, found) in articles.iter().zip(annotations) {
        if is_dated(article) {
            continue;
        }
        let Some((day, other)) = told.latest_of(article, &found.times) else { continue };
        let pieces = Pieces::new(&article.text);
        let read = super::found_in(&pieces);
        let weekday = day.weekday().to_monday_one_offset();
        let agrees = read.iter().any(|one| {
            matches!(one.reading, Reading::Weekday { day, shift: None } if day == weekday)
                && !is_aside(article, pieces.span(one.first, one.end))
        });
        if agrees {
            found.times = super::reckon::reckon(&pieces, &read, article, Some(day));
            notices.push(notice(article, day, articles.get(other.index())));
        }
    }
    Noted { value: (), notices }
}

/// Whether it is known when an article was published.
fn is_dated(article: &Article) -> bool {
    article.published.as_ref().is_some_and(|published| published.value.bounds().is_some())
}

/// The days that articles tell with their year.
struct Told {
    years: BTreeMap<(i8, i8), BTreeMap<i16, BTreeSet<ArticleId>>>,
}

impl Told {
    fn of(articles: &[Article], annotations: &[Annotations]) -> Self {
        let mut years: BTreeMap<(i8, i8), BTreeMap<i16, BTreeSet<ArticleId>>> = BTreeMap::new();
        for (article, found) in articles.iter().zip(annotations) {
            for day in days(article, &found.times).filter_map(|time| time.value.as_ref()?.as_day()) {
                let of_day = years.entry((day.month(), day.day())).or_default();
                of_day.entry(day.year()).or_default().insert(article.id);
            }
        }
        Told { years }
    }

    /// The latest day of an article whose year another article tells, where all that tell it agree; and that article.
    fn latest_of(&self, article: &Article, times: &[Time]) -> Option<(Date, ArticleId)> {
        let yearless = days(article, times).filter_map(|time| {
            let (month, day) = time.value.as_ref()?.as_str().strip_prefix("XXXX-")?.split_once('-')?;
            Some((month.parse().ok()?, day.parse().ok()?))
        });
        let dated = yearless.filter_map(|(month, day): (i8, i8)| {
            let mut years = self.years.get(&(month, day))?.iter();
            let (year, by) = years.next().filter(|_| years.len() == 0)?;
            Some((Date::new(*year, month, day).ok()?, *by.first()?))
        });
        dated.max()
    }
}

/// The times of the story that are dates.
fn days<'t>(article: &'t Article, times: &'t [Time]) -> impl Iterator<Item = &'t Time> {
    times.iter().filter(|time| time.kind == TimeKind::Date && !is_aside(article, time.span))
}

fn notice(article: &Article, day: Date, other: Option<&Article>) -> Notice {
    let by = other.map_or("another article", |other| other.path.as_str());
    let message = format!(
        "no date of publication: its weekdays and months are reckoned from {day}, the latest day it tells of; it names \
         the weekday, and {by} the year"
    );
    let notice = Notice::new(Severity::Note, message).about(&article.path).in_article(article.id);
    notice.hint("give its date in a metadata file to be sure")
}

#[cfg(test)]
mod tests {
    use super::super::tests::article;
    use super::*;

    /// The times of the first article beside the others, as "words=value".
    fn first_of(texts: [(&str, Option<&str>); 2]) -> String {
        let number = |(at, (text, published)): (usize, (&str, Option<&str>))| Article {
            id: ArticleId(at as u32),
            ..article(text, published)
        };
        let articles: Vec<Article> = texts.into_iter().enumerate().map(number).collect();
        let read = |article| Annotations { times: super::super::times(article), ..Annotations::default() };
        let mut annotations: Vec<Annotations> = articles.iter().map(read).collect();
        settle(&articles, &mut annotations);
        let (Some(article), Some(found)) = (articles.first(), annotations.first()) else {
            return String::new();
        };
        let show = |time: &Time| {
            format!(
                "{}={}",
                time.span.of(&article.text),
                time.value.as_ref().map_or("?", |value| value.as_str())
            )
        };
        found.times.iter().map(show).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn a_weekday_and_another_article_tell_the_year() {
        let undated = "He told reporters on Wednesday that the dam held. The dam was opened on May 17. It broke in April.";
        let dated = "The dam was opened on 17 May 2017.";
        assert_eq!(
            first_of([(undated, None), (dated, None)]),
            "Wednesday=2017-05-17 | May 17=2017-05-17 | April=2017-04"
        );
        // The day may be told of without its year, where publication says it.
        let reported = "The dam was opened on May 17.";
        assert!(
            first_of([(undated, None), (reported, Some("2017-05-19"))]).starts_with("Wednesday=2017-05-17")
        );
    }

    #[test]
    fn one_sign_alone_tells_no_year() {
        let dated = ("The dam was opened on 17 May 2017.", None);
        let other_weekday = "He told reporters on Friday that the dam held. It was opened on May 17.";
        assert_eq!(first_of([(other_weekday, None), dated]), "Friday=? | May 17=XXXX-05-17");
        let other_day = "He told reporters on Wednesday that the dam held. It was opened on May 10.";
        assert_eq!(first_of([(other_day, None), dated]), "Wednesday=? | May 10=XXXX-05-10");
    }

    #[test]
    fn years_that_differ_tell_none() {
        let undated = "He told reporters on Wednesday that the dam held. It was opened on May 17.";
        let both = "Dams were opened on 17 May 2017 and on 17 May 2016.";
        assert_eq!(first_of([(undated, None), (both, None)]), "Wednesday=? | May 17=XXXX-05-17");
    }
}
