//! The words that the page and the summary share: counts, intervals, findings and dates as a person says them.

use super::Dossier;
use super::corrected::Ledger;
use crate::article::{Article, Published};
use crate::corrections::Status;
use crate::corroboration::{Finding, OriginCount};
use crate::edtf::Edtf;

/// "1 article", "1,204 articles": the noun takes an s for any number but one.
pub(super) fn count(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", grouped(number))
}

/// [`count`] for a noun that takes no plain s: "1 story", "41 stories".
pub(super) fn count_of(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// The number with a comma before every three digits.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "1 origin", "1 to 3 origins".
pub(super) fn origins(count_of: &OriginCount) -> String {
    let (least, most) = (*count_of.start() as usize, *count_of.end() as usize);
    if least >= most {
        count(least, "origin")
    } else {
        format!("{} to {}", grouped(least), count(most, "origin"))
    }
}

/// "3 acted, 1 is stale".
pub(super) fn corrections(ledger: &Ledger) -> String {
    let of = |status: Status, words: &str| {
        let number = ledger.count(status);
        (number > 0).then(|| format!("{} {words}", grouped(number)))
    };
    let parts = [
        of(Status::Applied, "acted"),
        of(Status::Agreed, "not needed any more"),
        of(Status::Stale, "stale"),
        of(Status::Ambiguous, "ambiguous"),
        of(Status::Refused, "refused"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The finding in words.
pub(super) fn finding(finding: Finding) -> &'static str {
    match finding {
        Finding::SingleOrigin => "single origin",
        Finding::Disputed => "disputed",
        Finding::ValuesDiffer => "values differ",
        Finding::SpeakerDiffers => "speaker differs",
        Finding::WordingDiffers => "wording differs",
        Finding::PossiblyCorroborated => "possibly corroborated",
        Finding::Corroborated => "corroborated",
        Finding::Uncorroborated => "uncorroborated",
    }
}

/// What the finding means, as a clause.
pub(super) fn gloss(finding: Finding) -> &'static str {
    match finding {
        Finding::SingleOrigin => "one claim in several articles that all go back to one origin",
        Finding::Disputed => "some origins assert or confirm it, others deny it",
        Finding::ValuesDiffer => "incompatible numbers, dates, ranks, names or places",
        Finding::SpeakerDiffers => "the same words are put in different mouths",
        Finding::WordingDiffers => "the same utterance is quoted in different words",
        Finding::PossiblyCorroborated => "the interval of origins holds both 1 and 2",
        Finding::Corroborated => "one claim with at least two independent origins",
        Finding::Uncorroborated => "one claim in one article",
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

/// "18 May 2017", "May 2017", "about 2017", "1 to 18 May 2017", "18 May 2017, 07:37"; what is not understood is
/// given as it stands.
pub(super) fn date(value: &Edtf) -> String {
    let value = value.as_str();
    match value.split_once('/') {
        None => one_date(value),
        Some((first, last)) => interval(first, last),
    }
}

fn interval(first: &str, last: &str) -> String {
    let (first, last) = (one_date(first), one_date(last));
    let (mut from, to) = (first.as_str(), last.as_str());
    // "5 March 2031 to 11 March 2031" reads better as "5 to 11 March 2031".
    if let (Some((day, month)), Some((_, other))) = (first.split_once(' '), last.split_once(' '))
        && month == other
        && day.chars().all(|c| c.is_ascii_digit())
    {
        from = day;
    }
    if from == to { from.to_owned() } else { format!("{from} to {to}") }
}

fn one_date(value: &str) -> String {
    let about = value.ends_with(['~', '%']);
    let value = value.trim_end_matches(['~', '?', '%']);
    let (day, time) = value.split_once('T').map_or((value, None), |(day, time)| (day, Some(time)));
    let shown = calendar(day).unwrap_or_else(|| value.to_owned());
    let shown = if about { format!("about {shown}") } else { shown };
    match time.map(|time| time.trim_end_matches(['~', '?', '%'])).filter(|_| !day.is_empty()) {
        Some(time) => format!("{shown}, {time}"),
        None => shown,
    }
}

fn calendar(value: &str) -> Option<String> {
    let mut parts = value.split('-');
    let year =
        parts.next().filter(|year| year.len() == 4 && year.chars().all(|c| c.is_ascii_alphanumeric()))?;
    // A year that is not known is not said.
    let year = if year.starts_with("XXXX") { "" } else { year };
    let Some(month) = parts.next() else { return (!year.is_empty()).then(|| year.to_owned()) };
    let month: usize = month.parse().ok()?;
    if let Some(season) = month.checked_sub(21).and_then(|season| SEASONS.get(season)) {
        return Some(format!("{season} {year}").trim_end().to_owned());
    }
    let name = MONTHS.get(month.checked_sub(1)?)?;
    match parts.next() {
        None => Some(format!("{name} {year}").trim_end().to_owned()),
        Some(day) => Some(format!("{} {name} {year}", day.parse::<u8>().ok()?).trim_end().to_owned()),
    }
}

/// To what a single value is known ("day", "month"); `None` for intervals, durations and what cannot be read.
pub(super) fn precision(value: &Edtf) -> Option<&'static str> {
    let value = value.as_str();
    if value.contains('/') || value.starts_with('P') {
        return None;
    }
    let bare = value.trim_end_matches(['~', '?', '%']);
    if bare.contains('T') {
        return Some("minute");
    }
    let parts: Vec<&str> = bare.split('-').collect();
    match parts.as_slice() {
        [_] => Some("year"),
        [_, month] if month.parse::<u8>().is_ok_and(|month| month > 12) => Some("season"),
        [_, _] => Some("month"),
        [_, _, _] => Some("day"),
        _ => None,
    }
}

/// "from 8 outlets", "from 1 outlet, and 4 whose outlet is not known".
pub(super) fn outlets<'d>(articles: impl Iterator<Item = Option<&'d str>>) -> String {
    let all: Vec<Option<&str>> = articles.collect();
    let mut named: Vec<&str> = all.iter().copied().flatten().collect();
    let unnamed = all.len() - named.len();
    named.sort_unstable();
    named.dedup();
    match (named.len(), unnamed) {
        (0, 1) => "whose outlet is not known".to_owned(),
        (0, _) => "whose outlets are not known".to_owned(),
        (outlets, 0) => format!("from {}", count(outlets, "outlet")),
        (outlets, unnamed) => {
            format!("from {}, and {} whose outlet is not known", count(outlets, "outlet"), grouped(unnamed))
        }
    }
}

/// The outlets of the articles that a dossier is about.
pub(super) fn own_outlets(dossier: &Dossier) -> String {
    outlets(dossier.own().map(|article| article.outlet.as_deref()))
}

/// From the first to the last day of publication.
pub(super) fn published<'d>(articles: impl Iterator<Item = &'d Article>) -> Option<Edtf> {
    spanned(articles.filter_map(|article| article.published.as_ref()))
}

/// From the first to the last of these days.
pub(super) fn spanned<'d>(published: impl Iterator<Item = &'d Published>) -> Option<Edtf> {
    let bounds = published.filter_map(|published| published.value.bounds());
    let (first, last) = bounds.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)))?;
    Some(Edtf::new(if first == last { format!("{first}") } else { format!("{first}/{last}") }))
}

/// The same in words.
pub(super) fn period(dossier: &Dossier) -> Option<String> {
    published(dossier.own()).map(|days| date(&days))
}

/// Whether the character turns the direction of what follows it (Unicode TR 36, "Bidirectional Text Spoofing").
pub(super) fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The text cut after `limit` characters, at a space where one is near, with an ellipsis.
pub(super) fn cut(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or_default();
    let kept =
        head.rfind(' ').filter(|&at| at * 3 > head.len() * 2).and_then(|at| head.get(..at)).unwrap_or(head);
    format!("{}…", kept.trim_end_matches([' ', ',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(count(1, "article"), "1 article");
        assert_eq!(count(0, "article"), "0 articles");
        assert_eq!(count(1_204_000, "article"), "1,204,000 articles");
        assert_eq!(origins(&(1..=1)), "1 origin");
        assert_eq!(origins(&(1..=3)), "1 to 3 origins");
    }

    #[test]
    fn dates_are_said_at_their_precision() {
        let shown = |value: &str| date(&Edtf::new(value));
        assert_eq!(shown("2031-03-05"), "5 March 2031");
        assert_eq!(shown("2031-03"), "March 2031");
        assert_eq!(shown("2031-22"), "summer 2031");
        assert_eq!(shown("2031~"), "about 2031");
        assert_eq!(shown("2031-03-05T07:40"), "5 March 2031, 07:40");
        assert_eq!(shown("2031-03-05/2031-03-11"), "5 to 11 March 2031");
        assert_eq!(shown("2031-02-05/2031-03-11"), "5 February 2031 to 11 March 2031");
        assert_eq!(shown("XXXX-04-20"), "20 April");
        assert_eq!(shown("XXXX-04"), "April");
        assert_eq!(shown("<b>"), "<b>");
        assert_eq!(shown(""), "");
    }

    #[test]
    fn precision_is_named() {
        let shown = |value: &str| precision(&Edtf::new(value));
        assert_eq!(shown("2031-03-05"), Some("day"));
        assert_eq!(shown("2031-03"), Some("month"));
        assert_eq!(shown("2031-23"), Some("season"));
        assert_eq!(shown("2031-03-05T07:40"), Some("minute"));
    }

    #[test]
    fn long_labels_are_cut_at_a_space() {
        assert_eq!(cut("one two three", 40), "one two three");
        assert_eq!(cut("one two, three four", 10), "one two…");
        assert_eq!(cut("ééééééééé", 3), "ééé…");
    }
}
