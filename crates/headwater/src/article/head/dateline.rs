//! Lines that say when an article was published, and datelines ("MOSCOW (Reuters) -").

use std::sync::LazyLock;

use regex::Regex;

use super::credit;
use super::words::WORDS;
use crate::article::{Credit, DateMethod, Published, date};
use crate::text::Span;

/// A line, or the beginning of one, that says when.
pub(super) struct DateLine {
    pub(super) line: Span,
    pub(super) published: Published,
    pub(super) is_update: bool,
    pub(super) credits: Vec<Credit>,
}

/// Date lines are not longer than this many bytes.
const LONGEST: usize = 160;

/// A line in which everything is a date, a time, a word that goes with them, or a place or agency in front.
pub(super) fn date_line(text: &str, line: Span) -> Option<DateLine> {
    let words = line.of(text);
    if words.len() > LONGEST {
        return None;
    }
    let found = date::first(words)?;
    let before = words.get(..found.span.start)?;
    let after = without_dates(words.get(found.span.end..)?);
    let credits = credit::names(text, Span::new(line.start, line.start + before.len()));
    let front_is_name = !credits.is_empty() || is_place(before);
    let is_clean = after.split_whitespace().all(goes_with_a_date)
        && (front_is_name || before.split_whitespace().all(goes_with_a_date));
    is_clean.then(|| DateLine {
        line,
        published: at(found, line.start),
        is_update: is_update(before),
        credits,
    })
}

/// A date at the very beginning of a long line: "27 Jul 2016 At least …", "Published July 27 2016 A …".
pub(super) fn run_in(text: &str, line: Span) -> Option<DateLine> {
    let words = line.of(text);
    let found = date::first(words.get(..words.len().min(80)).unwrap_or(words))?;
    let before = words.get(..found.span.start)?;
    let mut rest = words.get(found.span.end..)?;
    let is_bare = before.split_whitespace().all(|word| {
        let small = word.trim_matches([',', ':', '|']).to_lowercase();
        goes_with_a_date(word) && !matches!(small.as_str(), "on" | "at" | "in" | "the" | "by")
    });
    while let Some((word, after)) = rest.trim_start().split_once(' ').filter(|(word, _)| is_time(word)) {
        rest = after;
        let _ = word;
    }
    let next = rest.trim_start_matches([' ', '\u{a0}', '|', '-', '–', '—', ':', ',']);
    let begins_anew =
        next.chars().next().is_some_and(|letter| letter.is_uppercase() || "\"“‘(".contains(letter));
    // "27 July 2016, the day when …" goes on; a line that was joined begins anew.
    if !is_bare || !begins_anew || rest.starts_with(',') {
        return None;
    }
    let end = line.end - next.len();
    let span = Span::new(line.start, end).trimmed(text);
    Some(DateLine {
        line: span,
        published: at(found, line.start),
        is_update: is_update(before),
        credits: Vec::new(),
    })
}

/// The date found in a line that begins at `start`.
fn at(found: date::Found, start: usize) -> Published {
    let span = Span::new(found.span.start + start, found.span.end + start);
    Published { span: Some(span), ..Published::day(found.day, DateMethod::Text) }
}

/// Whether the words before a date say that it is the date of a change.
fn is_update(before: &str) -> bool {
    before.split_whitespace().any(|word| WORDS.updated.contains(&bare(word)))
}

/// A word in small letters without the marks around it.
fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

/// What is left of a line when further dates are taken out ("Published … Updated …").
fn without_dates(words: &str) -> String {
    let mut left = String::new();
    let mut at = 0;
    for found in date::all(words) {
        left.push_str(words.get(at..found.span.start).unwrap_or_default());
        at = found.span.end;
    }
    left.push_str(words.get(at..).unwrap_or_default());
    left
}

/// Whether a word may stand in a date line.
fn goes_with_a_date(word: &str) -> bool {
    let small = bare(word);
    small.is_empty()
        || is_time(word)
        || WORDS.beside.contains(&small)
        || WORDS.published.contains(&small)
        || WORDS.updated.contains(&small)
}

/// Whether a word is a time of day or its zone: "14:58", "6:22AM", "1:28PM", "GMT", "+0100".
fn is_time(word: &str) -> bool {
    static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)^[\[(,.]*(?:\d{1,2}[:.h]\d\d(?::\d\d)?|\d{3,4}|\d{1,2})?(?:[ap]\.?m\.?)?(?:h|hrs|ist|gmt|utc)?[\]),.|]*$|^[+-]\d\d:?\d\d$").ok()
    });
    WORDS.zones.contains(word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        || TIME.as_ref().is_some_and(|time| time.is_match(word))
}

/// Whether the words before a date are a place in capitals ("INDONESIA,") and nothing else.
fn is_place(before: &str) -> bool {
    let place = before.trim().trim_end_matches([',', '|', '-', '–', '—', ':']);
    place.split_whitespace().count() <= 3
        && place.chars().filter(|letter| letter.is_alphabetic()).count() > 2
        && !place.chars().any(char::is_lowercase)
}

/// The place and agency at the start of a story, with the dash after them.
pub(super) struct Dateline {
    pub(super) span: Span,
    /// The day that it gives, where it gives the year too.
    pub(super) published: Option<Published>,
    pub(super) credit: Option<Credit>,
}

/// "WEST PALM BEACH, Fla. — ", "MOSCOW (Reuters) - ", "Vilnius, May 17 (BNS) – ".
static PLACE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(?P<place>\p{Lu}[\p{L}\p{M}.'’-]*(?:[\x20/]\p{Lu}[\p{L}\p{M}.'’-]*){0,4})
          (?P<region>,\s\p{Lu}[\p{L}.\x20]{1,24})?
          (?P<day>,?\s(?:\p{Lu}\p{Ll}{2,8}\.?\s\d{1,2}(?:,?\s\d{4})?|\d{1,2}\s\p{Lu}\p{Ll}{2,8}\.?(?:,?\s\d{4})?))?
          (?:\s?\((?P<agency>[\p{L}\x20/.,&-]{2,40})\)|,\s(?P<bare>AP|AFP|Reuters|dpa))?
          \s?(?:[-–—―]{1,2})\s?(?P<next>\S)",
    )
    .ok()
});

/// Reads a dateline at the start of a line. Without an agency, the place stands in capitals.
pub(super) fn place_and_agency(text: &str, line: Span) -> Option<Dateline> {
    let words = line.of(text);
    let found = PLACE.as_ref()?.captures(words)?;
    let (place, next) = (found.name("place")?, found.name("next")?);
    // "FILE - In this photo of May 2, …" opens a caption.
    if place.as_str() == "FILE" {
        return None;
    }
    let agency = found.name("agency").or(found.name("bare"));
    let span = |found: regex::Match<'_>| Span::new(line.start + found.start(), line.start + found.end());
    let credit = agency.and_then(|agency| credit::names(text, span(agency)).into_iter().next());
    let capitals = place.as_str().chars().filter(|letter| letter.is_uppercase()).count() > 3
        && !place.as_str().chars().any(char::is_lowercase);
    let spaced = words.get(..next.start())?.ends_with(' ') || credit.is_some();
    let begins = next
        .as_str()
        .chars()
        .all(|letter| letter.is_uppercase() || letter.is_numeric() || "\"“‘'".contains(letter));
    let certain = credit.is_some() || (capitals && spaced && begins);
    let span_of_all = Span::new(line.start, line.start + next.start()).trimmed(text);
    let has_year = |day: &regex::Match<'_>| day.as_str().chars().filter(char::is_ascii_digit).count() > 4;
    let day = found.name("day").filter(has_year);
    let published = day.and_then(|day| Some(at(date::first(day.as_str())?, line.start + day.start())));
    certain.then_some(Dateline { span: span_of_all, published, credit })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line_date(line: &str) -> Option<String> {
        date_line(line, Span::new(0, line.len())).map(|found| found.published.value.to_string())
    }

    #[test]
    fn lines_that_only_say_when() {
        for line in [
            "July 03, 2013 6:22AM",
            "AFP, Wednesday 3 Jul 2013",
            "on July 03 2013 7:41 AM",
            "ARVENIA, July 3, 2013",
            "Updated: July 3, 2013 15:01 IST",
            "Wed Jul 3, 2013 1:28PM GMT",
            "WEDNESDAY 03 JULY 2013",
            "Wed Jul 03 2013,14:58 hrs",
            "3 July 2013 Last updated at 13:38 GMT",
            "Published on Jul 03, 2013 4:22 PM",
            "First published 3 July 2013 – Updated 4 July 2013",
        ] {
            assert_eq!(line_date(line).as_deref(), Some("2013-07-03"), "{line}");
        }
    }

    #[test]
    fn sentences_with_dates_are_left_alone() {
        for line in [
            "The bridge fell on July 3, 2013",
            "On July 3, 2013 the minister resigned.",
            "Since 3 July 2013 nobody was seen",
            "Report of 3 July 2013 on the flood",
        ] {
            assert_eq!(line_date(line), None, "{line}");
        }
    }

    #[test]
    fn dates_that_run_into_the_first_sentence() {
        let start =
            |line: &str| run_in(line, Span::new(0, line.len())).map(|found| found.line.of(line).to_owned());
        assert_eq!(start("3 Jul 2013 At least two people died").as_deref(), Some("3 Jul 2013"));
        assert_eq!(start("Published July 3 2013 A bridge fell").as_deref(), Some("Published July 3 2013"));
        assert_eq!(start("On July 3, 2013 Arvenia voted"), None);
        assert_eq!(start("July 3, 2013, the day of the flood"), None);
        assert_eq!(start("July 3, 2013 was a dark day"), None);
    }

    #[test]
    fn datelines() {
        let start = |line: &str| {
            place_and_agency(line, Span::new(0, line.len())).map(|found| {
                format!(
                    "{}|{}",
                    found.span.of(line),
                    found.credit.map(|credit| credit.name).unwrap_or_default()
                )
            })
        };
        assert_eq!(start("MARROW (Reuters) - Two men died").as_deref(), Some("MARROW (Reuters) -|Reuters"));
        assert_eq!(
            start("Marrow, May 17 (AFP) – Two men").as_deref(),
            Some("Marrow, May 17 (AFP) –|Agence France-Presse")
        );
        assert_eq!(start("PORT HALE, Tarn. — The mayor said").as_deref(), Some("PORT HALE, Tarn. —|"));
        assert_eq!(start("MARROW, 4 March 2026 - Two men").as_deref(), Some("MARROW, 4 March 2026 -|"));
        assert_eq!(start("MARROW ― Two men died").as_deref(), Some("MARROW ―|"));
        assert_eq!(start("FILE - In this photo of 4 March the mayor waves."), None);
        assert_eq!(start("Anna Hale – the mayor – said no"), None);
        assert_eq!(start("The north-east is flooded"), None);
    }
}
