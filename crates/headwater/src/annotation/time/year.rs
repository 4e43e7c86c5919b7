//! Years, decades and centuries: "1939", "1950-53", "480 BC", "the 1990s", "the 19th century".

use super::lexicon::{TimeWord, ends_at, is_asked_for, time_word, unit};
use super::reading::{Found, Reading};
use super::tense::clue;
use crate::annotation::numeral::{NumeralKind, numeral};
use crate::annotation::scan::{Pieces, is_apostrophe, is_hyphen};
use crate::edtf::{Edtf, Unit};

/// A year in four digits, or in fewer with its era, at `i`: astronomical, and one past it.
pub(super) fn year(pieces: &Pieces<'_>, i: usize) -> Option<(i16, usize)> {
    let number = i16::try_from(pieces.number(i, 1..=4)?).ok()?;
    if let Some((before, end)) = era(pieces, i + 1) {
        return Some((if before { 1 - number } else { number }, end));
    }
    let plain = pieces.digits(i).len() == 4 && (1000..=2100).contains(&number) && !goes_on(pieces, i + 1);
    plain.then_some((number, i + 1))
}

/// "BC", "B.C.", "BCE", "AD" at `i`: whether it is before year 1, and one past it.
fn era(pieces: &Pieces<'_>, i: usize) -> Option<(bool, usize)> {
    if !pieces.follows(i) {
        return None;
    }
    match pieces.raw(i) {
        "BC" | "BCE" => return Some((true, i + 1)),
        "AD" | "CE" => return Some((false, i + 1)),
        _ => {}
    }
    let dotted = pieces.mark(i + 1) == '.' && pieces.is_tight(i + 1) && pieces.is_tight(i + 2);
    let end = if pieces.mark(i + 3) == '.' && pieces.is_tight(i + 3) { i + 4 } else { i + 3 };
    match (pieces.raw(i), pieces.raw(i + 2)) {
        ("B" | "b", "C" | "c") if dotted => Some((true, end)),
        ("A", "D") if dotted => Some((false, end)),
        _ => None,
    }
}

/// Whether the digits before `i` are part of something longer: "2013.5", "2,000", "2000km", "1500:1".
fn goes_on(pieces: &Pieces<'_>, i: usize) -> bool {
    let tight = pieces.is_tight(i);
    let digits = pieces.is_tight(i + 1) && !pieces.digits(i + 1).is_empty();
    let digits = digits && (pieces.mark(i) == '.' || pieces.digits(i + 1).len() == 3);
    tight
        && (pieces.is_word(i) && pieces.word(i) != "s"
            || matches!(pieces.mark(i), '%' | '°' | '/' | '_' | '@')
            // "2016: the dam holds" is a year.
            || pieces.mark(i) == ':' && pieces.is_tight(i + 1)
            || matches!(pieces.mark(i), '.' | ',') && digits)
}

/// A year after a month or day: ", 2017", "of 2017", "2017".
pub(super) fn year_after(pieces: &Pieces<'_>, i: usize) -> Option<(i16, usize)> {
    let at =
        if pieces.mark(i) == ',' || pieces.word(i) == "of" || pieces.word(i) == "in" { i + 1 } else { i };
    let at = if at > i && pieces.word(at) == "the" && pieces.word(at + 1) == "year" { at + 2 } else { at };
    if !pieces.follows(at) || !pieces.follows(i) {
        return None;
    }
    year(pieces, at)
        .or_else(|| super::spoken::year(pieces, at).filter(|&(_, end)| ends_at(pieces, end)))
        .filter(|&(year, end)| !clock_follows(pieces, at, end) && (year < 2100))
}

/// "2 December 1815 hours", "2125 GMT" are no years.
fn clock_follows(pieces: &Pieces<'_>, at: usize, end: usize) -> bool {
    end == at + 1 && matches!(pieces.word(end), "gmt" | "utc" | "hrs" | "hours")
}

/// A year, decade or century that begins at `i`.
pub(super) fn years(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    decade(pieces, i)
        .or_else(|| century(pieces, i))
        .or_else(|| before_ad(pieces, i))
        .or_else(|| bare(pieces, i))
        .or_else(|| {
            let (year, end) = super::spoken::year_alone(pieces, i)?;
            Some(Found::new(i, end, Reading::Fixed(Edtf::year(year))))
        })
}

/// "AD 70".
fn before_ad(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    if pieces.raw(i) != "AD" || !pieces.follows(i + 1) {
        return None;
    }
    let number = i16::try_from(pieces.number(i + 1, 1..=4)?).ok()?;
    Some(Found::new(i, i + 2, Reading::Fixed(Edtf::year(number))))
}

/// A year by itself or two of them joined, where its neighbours say that it is one.
fn bare(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let (first, end) = year(pieces, i)?;
    let with_era = end > i + 1;
    if !with_era && is_in_code(pieces, i, end) {
        return None;
    }
    if let Some((last, end)) = last_year(pieces, first, end) {
        let (first, last) = (Edtf::year(first), Edtf::year(last));
        return Some(Found::new(i, end, Reading::Fixed(Edtf::interval(&first, &last))));
    }
    (with_era || is_year(pieces, i, first)).then(|| Found::new(i, end, Reading::Fixed(Edtf::year(first))))
}

/// Whether the digits belong to a longer run of hyphenated digits that is no range of years ("138-2010-86").
fn is_in_code(pieces: &Pieces<'_>, i: usize, end: usize) -> bool {
    let joined = |at: usize| pieces.past_hyphen(at).is_some_and(|next| !pieces.digits(next).is_empty());
    let before = i >= 2 && joined(i - 1) && !pieces.digits(i - 2).is_empty();
    // "32 - 2015" and "2015 - 32" are sums, codes or ranges of something else.
    let short = |at: usize| matches!(pieces.digits(at).len(), 1 | 2);
    let apart =
        |mark: usize| is_hyphen(pieces.mark(mark)) && !pieces.is_tight(mark) && !pieces.is_tight(mark + 1);
    let sum = i >= 2 && apart(i - 1) && short(i - 2) && pieces.follows(i) && pieces.follows(i - 1)
        || apart(end) && short(end + 1) && pieces.follows(end) && pieces.follows(end + 1);
    before || sum || joined(end) && last_year(pieces, 1001, end).is_none()
}

/// The second year of "1939-45", "1914–1918", "1950/51".
fn last_year(pieces: &Pieces<'_>, first: i16, i: usize) -> Option<(i16, usize)> {
    let slash = matches!(pieces.mark(i), '/' | '~') && pieces.is_tight(i) && pieces.is_tight(i + 1);
    let at = pieces.past_hyphen(i).or(slash.then_some(i + 1)).or_else(|| {
        (is_hyphen(pieces.mark(i))
            && pieces.follows(i)
            && pieces.follows(i + 1)
            && pieces.digits(i + 1).len() == 4)
            .then_some(i + 1)
    })?;
    let number = i16::try_from(pieces.number(at, 2..=4)?).ok()?;
    let last = match pieces.digits(at).len() {
        2 => first - first % 100 + number,
        4 => number,
        _ => return None,
    };
    let clear = !goes_on(pieces, at + 1)
        && pieces.past_hyphen(at + 1).is_none_or(|next| pieces.digits(next).is_empty());
    (clear && last > first && last <= 2100 && first > 1000).then_some((last, at + 1))
}

/// Whether four digits at `i` are a year by what stands around them.
fn is_year(pieces: &Pieces<'_>, i: usize, year: i16) -> bool {
    let before = pieces.mark_before(i);
    let glued = pieces.is_tight(i)
        && !matches!(before, '(' | '[' | '“' | '"' | '‘' | '\'' | '’' | '—' | '–' | '#' | '\0')
        && !is_hyphen(before);
    let letters_before = pieces.is_tight(i)
        && is_hyphen(before)
        && i > 1
        && pieces.is_tight(i - 1)
        && !matches!(pieces.word(i - 2), "mid" | "pre" | "post" | "late" | "early");
    let tag = pieces.is_tight(i) && i > 0 && pieces.is_word(i - 1);
    if glued || letters_before || tag || matches!(before, '$' | '€' | '£' | '¥' | '№') {
        return false;
    }
    let round = year % 50 == 0;
    let close = (1900..=2060).contains(&year);
    if is_counted(pieces, i + 1) && !(close && !round && is_when(pieces, i)) {
        return false;
    }
    if is_asked_for(pieces, i)
        || matches!(
            pieces.word_before(i),
            "the" | "year" | "years" | "and" | "or" | "spring" | "summer" | "autumn" | "fall" | "winter"
        )
    {
        let the = pieces.word_before(i) == "the"
            || matches!(
                pieces.word_before(i),
                "to" | "and" | "or" | "by" | "about" | "around" | "for" | "on" | "between" | "of"
            );
        return !the || (close && !round) || (close && year >= 2000 && !plural_follows(pieces, i + 1));
    }
    close && (!round || year == 2000 || year == 1950) && !plural_follows(pieces, i + 1) && before != ','
        || close && before == '('
}

/// Whether what follows a year does something in it, and is not counted by it: "By 2030 people will leave", "in 2017
/// soldiers came". "Found in 2014 homes" and "signed by 1987 people" count.
fn is_when(pieces: &Pieces<'_>, i: usize) -> bool {
    let asked = matches!(
        pieces.word_before(i),
        "in" | "by" | "since" | "until" | "during" | "before" | "after" | "from"
    ) && pieces.follows(i);
    let acts = clue(pieces, i + 2).is_some()
        || matches!(
            pieces.word(i + 2),
            "are" | "is" | "have" | "can" | "could" | "should" | "must" | "began" | "still" | "no"
        );
    let by_whom = i > 1 && pieces.word_before(i) == "by" && clue(pieces, i - 2).is_some();
    asked && acts && pieces.follows(i + 2) && !by_whom
}

/// Whether what follows is plainly counted: people, units, money, shares.
fn is_counted(pieces: &Pieces<'_>, i: usize) -> bool {
    let unit_follows = unit(pieces, i).is_some() && pieces.follows(i);
    let people = matches!(
        pieces.word(i),
        "people"
            | "men"
            | "women"
            | "children"
            | "persons"
            | "troops"
            | "soldiers"
            | "others"
            | "houses"
            | "homes"
            | "villagers"
            | "civilians"
            | "refugees"
            | "workers"
            | "students"
            | "prisoners"
            | "protesters"
            | "dollars"
            | "euros"
            | "pounds"
            | "percent"
            | "kilometres"
            | "kilometers"
            | "miles"
            | "metres"
            | "meters"
            | "feet"
            | "tonnes"
            | "tons"
            | "acres"
            | "hectares"
            | "million"
            | "billion"
            | "thousand"
            | "per"
            | "pieces"
            | "residents"
            | "families"
    );
    people || unit_follows && pieces.word(i) != "season"
}

/// Whether a plain plural noun follows, which a number would count.
fn plural_follows(pieces: &Pieces<'_>, i: usize) -> bool {
    let word = pieces.word(i);
    pieces.follows(i)
        && !pieces.is_capital(i)
        && word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !matches!(
            word,
            "was"
                | "has"
                | "this"
                | "elections"
                | "olympics"
                | "games"
                | "protests"
                | "floods"
                | "attacks"
                | "previous"
        )
}

/// "1990s", "the '90s", "the nineties", "the 490s BC".
fn decade(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    if let Some(TimeWord::Decade(tens)) = time_word(pieces, i) {
        let named = pieces.word_before(i) == "the"
            || matches!(pieces.word_before(i), "early" | "late" | "mid" | "in")
            || is_hyphen(pieces.mark_before(i));
        return (named && pieces.word(i + 1) != "of").then(|| decade_found(i, i + 1, 1900 + tens));
    }
    if let Some(found) = spoken_decade(pieces, i) {
        return Some(found);
    }
    let apostrophe = is_apostrophe(pieces.mark(i));
    let at = if apostrophe { i + 1 } else { i };
    let number = i16::try_from(pieces.number(at, 2..=4)?).ok()?;
    let s = if is_apostrophe(pieces.mark(at + 1)) && pieces.is_tight(at + 1) { at + 2 } else { at + 1 };
    if pieces.word(s) != "s" || !pieces.is_tight(s) || number % 10 != 0 {
        return None;
    }
    if let Some((true, end)) = era(pieces, s + 1) {
        let (first, last) = (Edtf::year(1 - number - 9), Edtf::year(1 - number));
        return Some(Found::new(i, end, Reading::Fixed(Edtf::interval(&first, &last))));
    }
    match pieces.digits(at).len() {
        4 if (1000..=2100).contains(&number) => Some(decade_found(i, s + 1, number)),
        2 if apostrophe || pieces.word_before(i) == "the" => Some(decade_found(i, s + 1, 1900 + number)),
        _ => None,
    }
}

/// "the nineteen seventies", "the twenty-tens".
fn spoken_decade(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let century = match pieces.word(i) {
        "eighteen" => 1800,
        "nineteen" => 1900,
        "twenty" => 2000,
        _ => return None,
    };
    let at = pieces.past_hyphen(i + 1).unwrap_or(i + 1);
    let tens = match time_word(pieces, at).filter(|_| pieces.follows(at)) {
        Some(TimeWord::Decade(tens)) if tens < 100 => tens,
        _ if pieces.word(at) == "tens" && century == 2000 => 10,
        _ => return None,
    };
    Some(decade_found(i, at + 1, century + tens))
}

/// A decade, or a century where "1900s" may mean one.
fn decade_found(i: usize, end: usize, first: i16) -> Found {
    let (first, last) = (Edtf::year(first), Edtf::year(first + 9));
    Found::new(i, end, Reading::Fixed(Edtf::interval(&first, &last)))
}

/// "19th century", "eighteenth-century", "the 5th century BC".
fn century(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let number = numeral(pieces, i)
        .filter(|number| number.kind == NumeralKind::Ordinal && (1.0..=21.0).contains(&number.value))?;
    let at = pieces.past_hyphen(number.end).unwrap_or(number.end);
    if unit(pieces, at) != Some((Unit::Century, 1)) || !pieces.follows(at) {
        return None;
    }
    let number = number.value as i16;
    let (first, last, end) = match era(pieces, at + 1) {
        Some((true, end)) => (1 - number * 100, 1 - (number * 100 - 99), end),
        Some((false, end)) => (number * 100 - 99, number * 100, end),
        None => (number * 100 - 99, number * 100, at + 1),
    };
    Some(Found::new(i, end, Reading::Fixed(Edtf::interval(&Edtf::year(first), &Edtf::year(last)))))
}
