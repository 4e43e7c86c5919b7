//! What is known about a page's article: of all that the page says, the most reliable that agrees with
//! what it shows.

use std::collections::BTreeSet;

use serde_json::Value;

use super::facts::{Facts, WORDS};
use super::{ld, strip};
use crate::article::{DateMethod, Published, date};
use crate::edtf::Edtf;

/// The page's articles in JSON-LD, true articles before web pages in general.
fn articles(facts: &Facts) -> Vec<&Value> {
    let is_loose = |thing: &&Value| {
        ld::types(thing).iter().all(|kind| matches!(kind.as_str(), "webpage" | "creativework" | "itempage"))
    };
    let mut all: Vec<_> = facts.articles.iter().collect();
    all.sort_by_key(is_loose);
    all
}

/// The headline: the heading that readers see, where it says what the metadata say.
pub(super) fn headline(facts: &Facts) -> Option<String> {
    let said = said_headlines(facts);
    let shown = facts.headings.iter().filter(|heading| !is_site(&heading.text, facts));
    let scored = shown.map(|heading| {
        let agreement = said.iter().map(|said| agreement(said, &heading.text)).max().unwrap_or(0);
        let marked = 15 * u32::from(heading.is_marked) + 10 * u32::from(heading.is_first);
        (agreement + marked, (agreement, heading))
    });
    let best = scored.rev_max().map(|(_, best)| best);
    let is_only = facts.headings.iter().filter(|heading| heading.is_large).count() == 1;
    let fits = |agreement: u32, is_first: bool| agreement >= 20 || said.is_empty() || (is_only && is_first);
    match best {
        Some((agreement, heading)) if fits(agreement, heading.is_first) => Some(heading.text.clone()),
        _ => said.iter().find(|said| !is_site(said, facts)).cloned(),
    }
}

/// Maximum by score where the first of equals wins.
trait FirstMax<T> {
    fn rev_max(self) -> Option<(u32, T)>;
}

impl<T, I: Iterator<Item = (u32, T)>> FirstMax<T> for I {
    fn rev_max(self) -> Option<(u32, T)> {
        self.fold(None, |best, next| match best {
            Some((score, _)) if score >= next.0 => best,
            _ => Some(next),
        })
    }
}

/// Headlines that the metadata give, without the site's name.
fn said_headlines(facts: &Facts) -> Vec<String> {
    let of_articles = articles(facts).into_iter().filter_map(|thing| ld::string(thing, "headline"));
    let of_meta = WORDS.headline.iter().flat_map(|name| facts.named(name)).map(str::to_owned);
    let said = of_articles
        .chain(of_meta)
        .chain([facts.title.clone()])
        .map(|value| without_site(&strip::line(&value), facts));
    said.filter(|value| value.chars().count() > 2).collect()
}

/// How much of the words two headlines share, in a hundred.
fn agreement(one: &str, other: &str) -> u32 {
    let words = |text: &str| -> BTreeSet<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count() as u32;
    let all = one.union(&other).count() as u32;
    (shared * 100).checked_div(all).unwrap_or(0)
}

/// Whether a heading is the name of the site.
fn is_site(heading: &str, facts: &Facts) -> bool {
    let squash = |text: &str| {
        text.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect::<String>()
    };
    let heading = squash(heading);
    let host =
        url(facts).and_then(|url| host(&url)).map(|host| squash(host.split('.').next().unwrap_or_default()));
    site_names(facts).iter().map(|name| squash(name)).chain(host).any(|name| name == heading)
}

/// A title without " - The Tarn Post" or "The Tarn Post: " around it.
fn without_site(title: &str, facts: &Facts) -> String {
    let names = site_names(facts);
    let is_name = |part: &str| names.iter().any(|name| name.eq_ignore_ascii_case(part.trim()));
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", ": "] {
        if let Some((front, end)) = title.rsplit_once(mark)
            && (is_name(end) || (mark == " | " && end.split_whitespace().count() <= 4))
        {
            return without_site(front, facts);
        }
        if let Some((front, end)) = title.split_once(mark)
            && is_name(front)
        {
            return end.trim().to_owned();
        }
    }
    title.trim().to_owned()
}

/// Names that the page gives its site.
fn site_names(facts: &Facts) -> Vec<String> {
    let meta = WORDS.outlet.iter().flat_map(|name| facts.named(name)).map(strip::line);
    meta.chain(facts.sites.iter().map(|name| strip::line(name))).filter(|name| !name.is_empty()).collect()
}

/// The outlet: the site's name, or else its host.
pub(super) fn outlet(facts: &Facts) -> Option<String> {
    let is_name = |name: &String| {
        name.chars().count() <= 60
            && !name.starts_with('@')
            && !name.contains("://")
            && !name.starts_with('©')
    };
    let names = site_names(facts);
    names.into_iter().find(is_name).or_else(|| host(&url(facts)?))
}

/// The host of an address, without `www.`.
pub(crate) fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?.trim_start_matches("www.");
    (host.contains('.')).then(|| host.to_lowercase())
}

/// The article's address. Where the page's own metadata and its canonical link are of two hosts, the canonical one is the
/// page that it was taken from.
pub(super) fn url(facts: &Facts) -> Option<String> {
    let is_whole = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    let meta = || {
        ["og:url", "twitter:url"].iter().flat_map(|name| facts.named(name)).map(|url| url.trim().to_owned())
    };
    let canonical = facts.canonical.iter().map(|url| url.trim().to_owned()).find(is_whole);
    let own = meta().find(is_whole);
    match (canonical, own) {
        (Some(canonical), Some(own))
            if !host(&canonical).zip(host(&own)).is_none_or(|(a, b)| is_one_site(&a, &b)) =>
        {
            Some(own)
        }
        (canonical, own) => canonical.or(own),
    }
}

/// Whether two hosts belong to one site ("m.oar.example", "oar.example"), by the label that its owner chose.
fn is_one_site(one: &str, other: &str) -> bool {
    let owner = |host: &str| {
        let labels: Vec<&str> = host.split('.').collect();
        // "co.uk", "com.au".
        let last = labels.len().saturating_sub(2);
        let shared = last > 0 && labels.get(last).is_some_and(|label| label.len() <= 3);
        labels.get(last - usize::from(shared)).map(|label| (*label).to_owned())
    };
    owner(one) == owner(other)
}

/// The hosts of the pages that a page says it has its text from, each once, without its own.
pub(super) fn taken_from(facts: &Facts, own: Option<&str>) -> Vec<String> {
    let sources = ["original-source", "syndication-source"];
    let meta = sources.iter().flat_map(|name| facts.named(name)).filter_map(host);
    let canonical = facts.canonical.as_deref().and_then(host);
    let mut hosts: Vec<String> = meta.chain(canonical).chain(facts.taken_from.iter().cloned()).collect();
    hosts.retain(|host| own.is_some_and(|own| !is_one_site(own, host)));
    hosts.sort();
    hosts.dedup();
    hosts
}

/// The language that the page declares, as ISO 639 code.
pub(super) fn language(facts: &Facts) -> Option<String> {
    let code = facts.language.as_deref()?.split(['-', '_']).next()?.trim().to_lowercase();
    ((2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(code)
}

/// When it was published: metadata first, then what the page shows, then its address.
pub(super) fn published(facts: &Facts) -> Option<Published> {
    let of_articles = articles(facts)
        .into_iter()
        .filter_map(|thing| ld::string(thing, "datePublished").or(ld::string(thing, "dateCreated")));
    let of_meta = WORDS.published.iter().flat_map(|name| facts.named(name)).map(str::to_owned);
    let said = of_articles.chain(of_meta).find_map(|value| day(&value));
    let said = said.or_else(|| shown_date(facts, 6));
    match (said, of_url(facts)) {
        // Metadata are often in universal time, the address in the newsroom's: its day is the reader's.
        (Some(said), Some(url)) if is_next_day(&said, &url) => Some(url),
        (Some(said), _) => Some(said),
        (None, Some(url)) => Some(url),
        (None, None) => (0..=2).rev().find_map(|least| shown_date(facts, least)),
    }
}

/// Whether one day follows the other.
fn is_next_day(one: &Published, other: &Published) -> bool {
    let (Some((one, _)), Some((other, _))) = (one.value.bounds(), other.value.bounds()) else { return false };
    one.tomorrow().is_ok_and(|next| next == other) || other.tomorrow().is_ok_and(|next| next == one)
}

/// The first of the dates shown that say most clearly that they are the publication's.
fn shown_date(facts: &Facts, least: u8) -> Option<Published> {
    let dates = facts.dates.iter().filter(|date| date.weight >= least);
    dates.filter_map(|date| Some((u32::from(date.weight), day(&date.value)?))).rev_max().map(|(_, day)| day)
}

/// The day at the beginning of a value, or in it.
fn day(value: &str) -> Option<Published> {
    let found = date::first(value).map(|found| Edtf::day(found.day));
    found.map(|value| Published { value, method: DateMethod::Metadata, span: None, contradicted: false })
}

/// `/2017/05/18/` in the address.
fn of_url(facts: &Facts) -> Option<Published> {
    let found = date::first(&url(facts)?)?;
    Some(Published::day(found.day, DateMethod::Url))
}

/// Who wrote it: as signed on the page where that holds the names of the metadata, else these.
pub(super) fn byline(facts: &Facts) -> Option<String> {
    let said = said_authors(facts);
    let signed =
        facts.bylines.iter().filter_map(|signed| Some((u32::from(signed.weight), names(&signed.text)?)));
    let shown: Vec<_> = signed.filter(|(_, name)| !is_site(name, facts)).collect();
    if said.is_empty() {
        let clear = shown.iter().filter(|(weight, _)| *weight >= 2).cloned().rev_max();
        let begun = || shown.iter().filter(|(_, name)| is_in_capitals(name)).cloned().rev_max();
        let only =
            || facts.people.iter().find(|_| facts.people.len() == 1).map(|(_, name)| (0, name.clone()));
        return clear.or_else(begun).or_else(only).map(|(_, name)| name).or_else(|| site_as_author(facts));
    }
    let holds_all =
        |name: &String| said.iter().all(|author| name.to_lowercase().contains(&author.to_lowercase()));
    let signed = shown.into_iter().map(|(_, name)| name).find(|name| holds_all(name) && name.len() < 160);
    signed.or_else(|| Some(said.join("; ")))
}

/// The site, where the page's metadata name it as the writer and nobody else is named.
fn site_as_author(facts: &Facts) -> Option<String> {
    let of_articles = articles(facts).into_iter().flat_map(|thing| ld::authors(thing, &facts.people));
    let of_meta = WORDS.author.iter().flat_map(|name| facts.named(name)).map(str::to_owned);
    of_articles.chain(of_meta).find_map(|value| names(&strip::line(&value)))
}

/// Whether every word of a name begins with a capital, small words inside names aside.
fn is_in_capitals(name: &str) -> bool {
    let mut words = name.split_whitespace();
    (1..=8).contains(&words.clone().count())
        && words
            .all(|word| word.len() <= 3 || word.chars().next().is_some_and(|letter| !letter.is_lowercase()))
}

/// Writers that the metadata name, without repetitions.
fn said_authors(facts: &Facts) -> Vec<String> {
    let of_articles = articles(facts)
        .into_iter()
        .map(|thing| ld::authors(thing, &facts.people))
        .map(|all| clean(all.iter().map(String::as_str), facts));
    if let Some(authors) = of_articles.into_iter().find(|authors| !authors.is_empty()) {
        return authors;
    }
    WORDS
        .author
        .iter()
        .map(|name| clean(facts.named(name), facts))
        .find(|all| !all.is_empty())
        .unwrap_or_default()
}

/// The names among some values; the site itself is no writer, unless nobody else is named.
fn clean<'v>(values: impl Iterator<Item = &'v str>, facts: &Facts) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for value in values.filter_map(|value| names(&strip::line(value))) {
        if !kept.contains(&value) && !is_site(&value, facts) {
            kept.push(value);
        }
    }
    kept
}

/// A byline without what stands around the names; none where there are no names.
fn names(signed: &str) -> Option<String> {
    let mut rest = signed.trim().trim_matches(['|', '•', '·', '-', '–', '—', ',', ':', '/']).trim();
    loop {
        let before = WORDS
            .before_name
            .iter()
            .filter_map(|before| strip_word(rest, before))
            .min_by_key(|rest| rest.len());
        match before {
            Some(shorter) => rest = shorter.trim_start_matches([':', ' ']),
            None => break,
        }
    }
    // "Posted on 3 July by Ana Hale"
    if let Some((before, after)) = rest.split_once(" by ").filter(|(before, _)| date::first(before).is_some())
    {
        let _ = before;
        rest = after;
    }
    // What follows a stroke, a bullet or a date is no name any more.
    let end = rest.find(['|', '•', '·', '\n', '@', '(', '<']).unwrap_or(rest.len());
    let end = end.min(date::first(rest).map_or(rest.len(), |found| found.span.start));
    let end = [" Published", " Posted", " Updated", " on ", " – ", " — "]
        .iter()
        .filter_map(|mark| rest.find(mark))
        .fold(end, usize::min);
    let name = rest.get(..end)?.trim().trim_end_matches([',', '-', '–', '—', ':', ';', '/', '.']).trim();
    is_name(name).then(|| name.to_owned())
}

/// What stands after `word` at the beginning of `text`, in any case of letters.
fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let front = text.get(..word.len())?;
    let rest = text.get(word.len()..)?;
    let ends = rest.is_empty() || rest.starts_with([' ', ':', '\u{a0}']) || word.ends_with(':');
    (front.eq_ignore_ascii_case(word) && ends).then(|| rest.trim_start())
}

/// Whether this can be a name: short, no address, with a letter, and not a word for nobody.
fn is_name(name: &str) -> bool {
    let small = name.to_lowercase();
    (2..=120).contains(&name.chars().count())
        && name.chars().any(char::is_alphabetic)
        && !small.contains("://")
        && !small.contains("www.")
        && !small.contains(".com/")
        && name.split_whitespace().count() <= 16
        && !WORDS.nobody.contains(&small)
        && !small.ends_with(" ago")
        && name.chars().filter(char::is_ascii_digit).count() <= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_out_of_bylines() {
        let cases = [
            ("By Ana Hale | July 3, 2013", Some("Ana Hale")),
            ("Written by: Ana Hale and Jon de Witt", Some("Ana Hale and Jon de Witt")),
            ("Posted by Ana Hale on 3 July 2013", Some("Ana Hale")),
            ("Posted on July 3, 2013 by Ana Hale", Some("Ana Hale")),
            ("admin", None),
            ("https://www.example.org/ana", None),
            ("Byron Hale", Some("Byron Hale")),
            ("by", None),
        ];
        for (signed, name) in cases {
            assert_eq!(names(signed).as_deref(), name, "{signed}");
        }
    }
}
