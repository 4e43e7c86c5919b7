//! Seasons, quarters, halves and days with names: "the spring of 1916", "Q3 2016", "Easter weekend".

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::feast;
use super::lexicon::{TimeWord, ends_at, is_asked_for, is_day_part, shift, time_word, unit};
use super::reading::{Found, Reading};
use super::year::{year, year_after};
use crate::annotation::numeral::{NumeralKind, numeral};
use crate::annotation::scan::{Pieces, is_apostrophe};
use crate::edtf::{Edtf, Unit, shown_year};

/// A season, quarter, half or named day that begins at `i`.
pub(super) fn named(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    day(pieces, i).or_else(|| season(pieces, i)).or_else(|| quarter(pieces, i))
}

/// "spring 2016", "the summer of 1916", "in winter".
fn season(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let Some(TimeWord::Season(season)) = time_word(pieces, i) else { return None };
    if let Some((year, end)) = year_after(pieces, i + 1) {
        return Some(Found::new(i, end, of_year(season, year)));
    }
    let end = i + 1;
    let at = if pieces.word(end) == "of" { end + 1 } else { end };
    if let Some(shift) =
        shift(pieces, at).filter(|_| unit(pieces, at + 1) == Some((Unit::Year, 1)) && pieces.follows(at))
    {
        return Some(Found::new(i, at + 2, Reading::Season { season, shift: Some(shift) }));
    }
    let the = i >= 2
        && pieces.word(i - 1) == "the"
        && matches!(
            pieces.word(i - 2),
            "in" | "during" | "since" | "until" | "by" | "throughout" | "through"
        );
    let asked =
        is_asked_for(pieces, i) && !matches!(pieces.word(i - 1), "to" | "of" | "on" | "for" | "about");
    let doubtful = matches!(pieces.word(i), "fall" | "spring");
    let verb = doubtful
        && !pieces.word(i + 1).is_empty()
        && pieces.word_before(i) != "in"
        && !the
        && !matches!(pieces.word_before(i), "early" | "late" | "mid");
    let noun =
        pieces.is_word(i + 1) && matches!(pieces.word(i + 1), "olympics" | "palace" | "coat" | "break");
    ((asked || the) && !verb && !noun && pieces.word(end) != "of")
        .then(|| Found::new(i, end, Reading::Season { season, shift: None }))
}

fn of_year(season: i8, year: i16) -> Reading {
    Reading::Fixed(Edtf::new(format!("{}-{season}", shown_year(year))))
}

/// "the third quarter of 2016", "Q3 2016", "the second half of 2008", "the first half of this year".
fn quarter(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    if let Some(found) = year_and_sign(pieces, i) {
        return Some(found);
    }
    let signed = quarter_sign(pieces, i);
    let (season, end) = signed.or_else(|| spelled_quarter(pieces, i))?;
    if let Some((year, end)) =
        pieces.past_hyphen(end).filter(|_| signed.is_some()).and_then(|at| year(pieces, at))
    {
        return Some(Found::new(i, end, of_year(season, year)));
    }
    if let Some((year, end)) = year_after(pieces, end) {
        return Some(Found::new(i, end, of_year(season, year)));
    }
    let at = if matches!(pieces.word(end), "of" | "in") { end + 1 } else { end };
    let year = |at: usize| unit(pieces, at) == Some((Unit::Year, 1));
    if at > end && pieces.word(at) == "the" && year(at + 1) {
        return Some(Found::new(i, at + 2, Reading::Season { season, shift: None }));
    }
    if let Some(shift) = shift(pieces, at).filter(|_| year(at + 1)) {
        return Some(Found::new(i, at + 2, Reading::Season { season, shift: Some(shift) }));
    }
    // "in Q1", "during H2"
    let asked = signed.is_some()
        && pieces.is_capital(i)
        && matches!(
            pieces.word_before(i),
            "in" | "during" | "since" | "by" | "until" | "last" | "this" | "for"
        );
    (asked && ends_at(pieces, end)).then(|| Found::new(i, end, Reading::Season { season, shift: None }))
}

/// "2019 H2", "2017-q1", "2016 the third quarter".
fn year_and_sign(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let number = i16::try_from(pieces.number(i, 4..=4)?).ok().filter(|year| (1900..=2100).contains(year))?;
    let at = pieces.past_hyphen(i + 1).unwrap_or(i + 1);
    let the = usize::from(pieces.word(at) == "the");
    let (season, end) = quarter_sign(pieces, at)
        .or_else(|| if the == 1 { spelled_quarter(pieces, at + 1) } else { None })
        .filter(|_| pieces.follows(at))?;
    Some(Found::new(i, end, of_year(season, number)))
}

/// "Q3", "h1": a quarter or half of a year by its EDTF number, and one past it.
fn quarter_sign(pieces: &Pieces<'_>, i: usize) -> Option<(i8, usize)> {
    let number = i8::try_from(pieces.number(i + 1, 1..=1)?).ok().filter(|_| pieces.is_tight(i + 1))?;
    // "1Q", "H1N1" and chess moves are something else.
    let longer = pieces.is_tight(i + 2)
        && (pieces.is_word(i + 2) || matches!(pieces.mark(i + 2), '/' | '.' if pieces.is_tight(i + 3)));
    match pieces.word(i) {
        "q" if (1..=4).contains(&number) && !longer => Some((32 + number, i + 2)),
        "h" if (1..=2).contains(&number) && !longer => Some((39 + number, i + 2)),
        _ => None,
    }
}

/// "third quarter", "the latter half": by its EDTF number, and one past it.
fn spelled_quarter(pieces: &Pieces<'_>, i: usize) -> Option<(i8, usize)> {
    let latter = matches!(pieces.word(i), "latter");
    let former = matches!(pieces.word(i), "former");
    let number =
        numeral(pieces, i).filter(|number| number.kind == NumeralKind::Ordinal && number.value <= 4.0);
    let (place, end) = match number {
        Some(number) => (number.value as i8, number.end),
        None if latter => (2, i + 1),
        None if former => (1, i + 1),
        None => return None,
    };
    match pieces.word(end) {
        "quarter" => Some((32 + place, end + 1)),
        "half" if place <= 2 => Some((39 + place, end + 1)),
        _ => None,
    }
}

/// The days with names.
struct Days {
    /// By their first word, the longest first: the other words, and the place in `rules`.
    names: FxHashMap<String, Vec<(Vec<String>, usize)>>,
    rules: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Lists {
    days: std::collections::BTreeMap<String, String>,
}

static DAYS: LazyLock<Days> = LazyLock::new(|| {
    let lists: Lists = toml::from_str(include_str!("../../../data/days.toml")).unwrap_or_default();
    let mut names: FxHashMap<String, Vec<(Vec<String>, usize)>> = FxHashMap::default();
    let mut rules = Vec::new();
    for (name, rule) in lists.days {
        let pieces = Pieces::new(&name);
        let words =
            |i: usize| if pieces.is_word(i) { pieces.word(i).to_owned() } else { pieces.raw(i).to_owned() };
        let rest = (1..pieces.len()).map(words).filter(|word| !word.starts_with(is_apostrophe)).collect();
        names.entry(words(0)).or_default().push((rest, rules.len()));
        rules.push(rule);
    }
    let longest_first =
        |list: &mut Vec<(Vec<String>, usize)>| list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    let mut sorted: Vec<_> = names.into_iter().collect();
    sorted.iter_mut().for_each(|(_, list)| longest_first(list));
    Days { names: sorted.into_iter().collect(), rules }
});

/// "Easter weekend", "Christmas Day 2015", "International Women's Day".
pub(super) fn day(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let first = if pieces.is_word(i) { pieces.word(i) } else { pieces.digits(i) };
    if first.is_empty() {
        return None;
    }
    let list = DAYS.names.get(first)?;
    let (end, day) = list.iter().find_map(|(words, day)| Some((past_words(pieces, i + 1, words)?, *day)))?;
    // Without capitals only what can be nothing else: "halloween", "easter monday"; not "earth day care".
    let plain = pieces.is_word(i) && !pieces.is_capital(i);
    let of = pieces.word(end) == "of" && end > i + 1;
    // "the new year" is a year as often as a day
    let year_begins = pieces.word(i) == "new" && end == i + 2;
    if plain
        && (year_begins
            || !(ends_at(pieces, end)
                || of
                || pieces.word(end) == "weekend"
                || year_after(pieces, end).is_some()
                || is_day_part(pieces, end)))
    {
        return None;
    }
    let proper = pieces.is_capital(end) && pieces.follows(end) && end == i + 1;
    let weekend = pieces.word(end) == "weekend";
    if proper && !weekend {
        // "Easter Island", "Christmas Carol"
        return None;
    }
    let end = if weekend { end + 1 } else { end };
    let (year, end) = year_after(pieces, end).map_or((None, end), |(year, end)| (Some(year), end));
    let late = !weekend && year.is_some() && pieces.word(end) == "weekend" && pieces.follows(end);
    let (weekend, end) = if late { (true, end + 1) } else { (weekend, end) };
    Some(Found::new(i, end, Reading::Named { day, year, weekend }))
}

/// Whether a name of a day can begin with the word.
pub(super) fn may_name(word: &str) -> bool {
    DAYS.names.contains_key(word)
}

/// Past `words` at `i`, apostrophes passed over; `None` when other words stand there.
fn past_words(pieces: &Pieces<'_>, mut i: usize, words: &[String]) -> Option<usize> {
    for word in words {
        if is_apostrophe(pieces.mark(i)) {
            i += 1;
        }
        let here = if pieces.is_word(i) { pieces.word(i) } else { pieces.raw(i) };
        // "Womens Day" has lost its apostrophe.
        let lost = here.strip_suffix('s').is_some_and(|here| here == word);
        if here != word && !lost || !pieces.follows(i) {
            return None;
        }
        i += 1;
        if lost && words.get(1).is_some() && pieces.word(i) == "s" {
            i += 1;
        }
    }
    Some(i)
}

/// What a name means in `year`: one value, or two where a feast falls twice in it; none where no rule gives one.
pub(super) fn values_in(day: usize, year: i16) -> Vec<Edtf> {
    let moon = DAYS.rules.get(day).map(|rule| feast::islamic(rule, year)).unwrap_or_default();
    if moon.is_empty() { day_in(day, year).map(Edtf::day).into_iter().collect() } else { moon }
}

/// The day of the name in `year`, where a calendar fixes it.
pub(super) fn day_in(day: usize, year: i16) -> Option<Date> {
    let rule = DAYS.rules.get(day)?;
    if let Some(day) = feast::day(rule, year) {
        return Some(day);
    }
    let parts: Vec<&str> = rule.split(' ').collect();
    if let [which, weekday, month] = parts.as_slice() {
        return nth(year, which, weekday, month.parse().ok()?);
    }
    let numbers: Vec<i16> = rule.split('-').filter_map(|part| part.parse().ok()).collect();
    match numbers.as_slice() {
        [month, day] => Date::new(year, *month as i8, *day as i8).ok(),
        [fixed, month, day] => Date::new(*fixed, *month as i8, *day as i8).ok(),
        _ => None,
    }
}

/// Month and day of a name that falls on the same date every year, for dates of an unknown year.
pub(super) fn fixed_day(day: usize) -> Option<&'static str> {
    DAYS.rules
        .get(day)
        .map(String::as_str)
        .filter(|rule| rule.len() == 5 && rule.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether the name is of one day in history.
pub(super) fn is_historic(day: usize) -> bool {
    let is_date = |rule: &String| rule.len() == 10 && rule.chars().all(|c| c.is_ascii_digit() || c == '-');
    DAYS.rules.get(day).is_some_and(is_date)
}

/// The `which`th weekday of a month.
fn nth(year: i16, which: &str, weekday: &str, month: i8) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    if let Some(day) = weekday.strip_suffix("-after-thursday") {
        let thursday = nth(year, which, "thursday", month)?;
        let days = if day == "friday" { 1 } else { 4 };
        return thursday.checked_add(jiff::Span::new().days(days)).ok();
    }
    let weekday = weekday_of(super::lexicon::weekday_named(weekday)?.0)?;
    match which {
        "last" => first.nth_weekday_of_month(-1, weekday).ok(),
        which => first.nth_weekday_of_month(which.parse().ok()?, weekday).ok(),
    }
}

/// 1 is Monday.
pub(super) fn weekday_of(day: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_gives_a_day() {
        assert!(DAYS.rules.len() > 40);
        for day in 0..DAYS.rules.len() {
            assert!(DAYS.rules[day] == "?" || !values_in(day, 2017).is_empty(), "{}", DAYS.rules[day]);
        }
    }
}
