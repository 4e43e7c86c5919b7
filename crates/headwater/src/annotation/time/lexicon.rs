//! The words of times, read from `data/times.toml`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::annotation::scan::{Kind, Pieces, is_apostrophe, is_hyphen};
use crate::edtf::Unit;

/// What a word can be in a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum TimeWord {
    /// 1 to 12, and whether it is written out.
    Month(i8, bool),
    /// 1 (Monday) to 7, and whether it is written out.
    Weekday(i8, bool),
    /// An EDTF season.
    Season(i8),
    /// A calendar unit.
    Unit(Unit),
    /// A unit of that many days.
    Days(i64),
    /// A part of the day.
    DayPart,
    /// Moves by that many units.
    Shift(i64),
    /// A day by its distance from the day of writing.
    Today(i64),
    /// Past, present or future and no more.
    Vague,
    /// How often, in units.
    Set(&'static str),
    /// A decade of a century.
    Decade(i16),
}

/// All lists.
pub(super) struct Lexicon {
    words: FxHashMap<String, TimeWord>,
    zones: FxHashMap<String, String>,
    askers: FxHashSet<String>,
    followers: FxHashSet<String>,
    phrases: Vec<Vec<String>>,
    future: FxHashSet<String>,
    past: FxHashSet<String>,
    telling: FxHashSet<String>,
    between: FxHashSet<String>,
}

/// `data/times.toml`.
#[derive(Default, Deserialize)]
struct Lists {
    months: FxHashMap<String, i8>,
    months_short: FxHashMap<String, i8>,
    weekdays: FxHashMap<String, i8>,
    weekdays_short: FxHashMap<String, i8>,
    seasons: FxHashMap<String, i8>,
    units: std::collections::BTreeMap<String, Vec<String>>,
    other_units: FxHashMap<String, i64>,
    day_parts: Words,
    shifts: FxHashMap<String, i64>,
    days: FxHashMap<String, i64>,
    vague: Words,
    sets: FxHashMap<String, String>,
    decades: FxHashMap<String, i16>,
    zones: FxHashMap<String, String>,
    askers: Words,
    followers: Words,
    tense: Tense,
}

#[derive(Default, Deserialize)]
struct Words {
    words: Vec<String>,
    #[serde(default)]
    phrases: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Tense {
    future: Vec<String>,
    past: Vec<String>,
    telling: Vec<String>,
    between: Vec<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let lists: Lists = toml::from_str(include_str!("../../../data/times.toml")).unwrap_or_default();
    let phrases =
        lists.vague.phrases.iter().map(|phrase| phrase.split(' ').map(str::to_owned).collect()).collect();
    Lexicon {
        words: words(&lists),
        zones: lists.zones,
        askers: lists.askers.words.into_iter().collect(),
        followers: lists.followers.words.into_iter().collect(),
        phrases,
        future: lists.tense.future.into_iter().collect(),
        past: lists.tense.past.into_iter().collect(),
        telling: lists.tense.telling.into_iter().collect(),
        between: lists.tense.between.into_iter().collect(),
    }
});

fn words(lists: &Lists) -> FxHashMap<String, TimeWord> {
    let mut words = FxHashMap::default();
    let mut all = |list: &FxHashMap<String, i8>, meaning: fn(i8) -> TimeWord| {
        words.extend(list.iter().map(|(word, &value)| (word.clone(), meaning(value))));
    };
    all(&lists.months, |month| TimeWord::Month(month, true));
    all(&lists.months_short, |month| TimeWord::Month(month, false));
    all(&lists.weekdays, |day| TimeWord::Weekday(day, true));
    all(&lists.weekdays_short, |day| TimeWord::Weekday(day, false));
    all(&lists.seasons, TimeWord::Season);
    words.extend(lists.other_units.iter().map(|(word, &days)| (word.clone(), TimeWord::Days(days))));
    words.extend(lists.day_parts.words.iter().map(|word| (word.clone(), TimeWord::DayPart)));
    words.extend(lists.shifts.iter().map(|(word, &shift)| (word.clone(), TimeWord::Shift(shift))));
    words.extend(lists.days.iter().map(|(word, &days)| (word.clone(), TimeWord::Today(days))));
    words.extend(lists.vague.words.iter().map(|word| (word.clone(), TimeWord::Vague)));
    words.extend(lists.decades.iter().map(|(word, &decade)| (word.clone(), TimeWord::Decade(decade))));
    words.extend(lists.sets.iter().map(|(word, unit)| (word.clone(), TimeWord::Set(set_duration(unit)))));
    for (name, forms) in &lists.units {
        let Some(unit) = unit_named(name) else { continue };
        words.extend(forms.iter().map(|word| (word.clone(), TimeWord::Unit(unit))));
    }
    // "night" is a part of the day first; as a unit it is asked for by name.
    words.insert("night".to_owned(), TimeWord::DayPart);
    words
}

fn unit_named(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn set_duration(unit: &str) -> &'static str {
    match unit {
        "hour" => "PT1H",
        "week" => "P1W",
        "fortnight" => "P2W",
        "month" => "P1M",
        "quarter" => "P3M",
        "year" => "P1Y",
        _ => "P1D",
    }
}

/// What the word at `i` can be in a time.
pub(super) fn time_word(pieces: &Pieces<'_>, i: usize) -> Option<TimeWord> {
    LEXICON.words.get(pieces.word(i)).copied()
}

/// The unit at `i`; nights are days.
pub(super) fn unit(pieces: &Pieces<'_>, i: usize) -> Option<(Unit, i64)> {
    match time_word(pieces, i) {
        Some(TimeWord::Unit(unit)) => Some((unit, 1)),
        Some(TimeWord::Days(14)) => Some((Unit::Week, 2)),
        Some(TimeWord::Days(_)) => Some((Unit::Day, 1)),
        _ if pieces.word(i) == "night" => Some((Unit::Day, 1)),
        _ => None,
    }
}

/// The shift at `i`.
pub(super) fn shift(pieces: &Pieces<'_>, i: usize) -> Option<i64> {
    match time_word(pieces, i) {
        Some(TimeWord::Shift(shift)) => Some(shift),
        _ => None,
    }
}

/// The weekday at `i`, written out or with a full stop.
pub(super) fn weekday(pieces: &Pieces<'_>, i: usize) -> Option<(i8, bool)> {
    match time_word(pieces, i) {
        Some(TimeWord::Weekday(day, full)) => Some((day, full)),
        _ => None,
    }
}

/// The weekday of that name, written out.
pub(super) fn weekday_named(word: &str) -> Option<(i8, bool)> {
    match LEXICON.words.get(word) {
        Some(&TimeWord::Weekday(day, true)) => Some((day, true)),
        _ => None,
    }
}

/// Whether a word names a day of the week or a month, written out.
pub(in crate::annotation) fn is_day_or_month(word: &str) -> bool {
    let known = LEXICON.words.get(word.to_lowercase().as_str());
    matches!(known, Some(TimeWord::Weekday(_, true) | TimeWord::Month(_, true)))
}

/// The month at `i`.
pub(super) fn month(pieces: &Pieces<'_>, i: usize) -> Option<(i8, bool)> {
    match time_word(pieces, i) {
        Some(TimeWord::Month(month, full)) => Some((month, full)),
        _ => None,
    }
}

/// Whether the word at `i` is a part of the day.
pub(super) fn is_day_part(pieces: &Pieces<'_>, i: usize) -> bool {
    time_word(pieces, i) == Some(TimeWord::DayPart)
}

/// Whether the word is a part of the day.
pub(super) fn is_day_part_named(word: &str) -> bool {
    LEXICON.words.get(word) == Some(&TimeWord::DayPart)
}

/// Whether the time that ends before `i` stands alone: no noun follows that its number could count.
pub(super) fn ends_at(pieces: &Pieces<'_>, i: usize) -> bool {
    let Some(piece) = pieces.get(i).filter(|_| pieces.follows(i)) else { return true };
    match piece.kind {
        Kind::Digits => false,
        Kind::Word => LEXICON.followers.contains(piece.lower.as_str()) && !pieces.is_tight(i),
        Kind::Mark => {
            let mark = pieces.mark(i);
            let digits = pieces.is_tight(i) && pieces.is_tight(i + 1) && !pieces.digits(i + 1).is_empty();
            !(is_hyphen(mark) && pieces.is_tight(i)
                || matches!(mark, '/' | '%' | '°' | '$' | '€' | '£')
                || is_apostrophe(mark) && pieces.is_tight(i)
                || matches!(mark, '.' | ',' | ':') && digits)
        }
    }
}

/// The offset that the letters at `i` stand for; empty for those that stand for several.
pub(super) fn zone(pieces: &Pieces<'_>, i: usize) -> Option<&'static str> {
    LEXICON.zones.get(pieces.word(i)).map(String::as_str)
}

/// Whether the word before `i` asks for a time.
pub(super) fn is_asked_for(pieces: &Pieces<'_>, i: usize) -> bool {
    LEXICON.askers.contains(pieces.word_before(i))
}

/// One past a phrase at `i` that only says past, present or future.
pub(super) fn vague_phrase(pieces: &Pieces<'_>, i: usize) -> Option<usize> {
    let fits =
        |phrase: &&Vec<String>| phrase.iter().enumerate().all(|(at, word)| pieces.word(i + at) == word);
    LEXICON.phrases.iter().find(fits).map(|phrase| i + phrase.len())
}

/// Whether the word says that something is to come (`Some(true)`) or was (`Some(false)`).
pub(super) fn is_future(word: &str) -> Option<bool> {
    if LEXICON.future.contains(word) { Some(true) } else { LEXICON.past.contains(word).then_some(false) }
}

/// Whether a word is a past verb of telling.
pub(super) fn is_telling(word: &str) -> bool {
    LEXICON.telling.contains(word)
}

/// Whether a word may begin what stands between such a verb and its time.
pub(super) fn is_between(word: &str) -> bool {
    LEXICON.between.contains(word)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_lists_can_be_read() {
        assert!(toml::from_str::<super::Lists>(include_str!("../../../data/times.toml")).is_ok());
    }
}
