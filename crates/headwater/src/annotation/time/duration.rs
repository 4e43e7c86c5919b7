//! How long and how often: "15 seconds", "two-day", "for months", "every Monday", "annually".

use super::distance::{count_of, past_vague_count};
use super::lexicon::{TimeWord, is_day_part, month, time_word, unit, weekday};
use super::reading::{Found, Reading};
use crate::annotation::numeral::numeral;
use crate::annotation::scan::{Pieces, is_hyphen};
use crate::edtf::{Edtf, Unit};

/// A set or a duration that begins at `i`.
pub(super) fn lasting(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    every(pieces, i)
        .or_else(|| adverb(pieces, i))
        .or_else(|| rate(pieces, i))
        .or_else(|| duration(pieces, i))
        .or_else(|| plural(pieces, i))
}

/// "every Monday", "each day", "every two weeks".
fn every(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    if !matches!(pieces.word(i), "every" | "each") || !pieces.follows(i + 1) {
        return None;
    }
    let number = numeral(pieces, i + 1).filter(|number| number.value > 0.0);
    let other = usize::from(matches!(pieces.word(i + 1), "other" | "single"));
    let (count, at) = number
        .map_or((if pieces.word(i + 1) == "other" { 2.0 } else { 1.0 }, i + 1 + other), |number| {
            (number.value, number.end)
        });
    let value = if weekday(pieces, at).is_some_and(|(_, full)| full) {
        Unit::Week.duration(count)
    } else if month(pieces, at).is_some() || matches!(time_word(pieces, at), Some(TimeWord::Season(_))) {
        Unit::Year.duration(1.0)
    } else if is_day_part(pieces, at) || pieces.word(at) == "weekend" {
        if pieces.word(at) == "weekend" { Unit::Week.duration(count) } else { Unit::Day.duration(count) }
    } else {
        let (unit, times) = unit(pieces, at)?;
        unit.duration(count * times as f64)
    };
    Some(Found::new(i, at + 1, Reading::Set(Some(Edtf::new(format!("R/{value}"))))))
}

/// "daily", "annually"; not the names of papers.
fn adverb(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let Some(TimeWord::Set(value)) = time_word(pieces, i) else { return None };
    let named = pieces.is_capital(i) || (pieces.is_capital(i.wrapping_sub(1)) && i > 0 && pieces.follows(i));
    (!named).then(|| Found::new(i, i + 1, Reading::Set(Some(Edtf::new(format!("R/{value}"))))))
}

/// "per day", "a day" after "times": how often; the unit alone is the time.
fn rate(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let per = pieces.word(i) == "per"
        || (matches!(pieces.word(i), "a") && matches!(pieces.word_before(i), "times" | "twice" | "once"));
    let (unit, times) = unit(pieces, i + 1).filter(|_| per && pieces.follows(i + 1))?;
    (unit >= Unit::Day).then(|| {
        Found::new(i, i + 2, Reading::Set(Some(Edtf::new(format!("R/{}", unit.duration(times as f64))))))
    })
}

/// "15 seconds", "a year and a half", "two-day", "several days", "an hour", "two hours and 30 minutes".
fn duration(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    if pieces.is_tight(i)
        && i > 0
        && (pieces.is_word(i - 1)
            || matches!(pieces.mark(i - 1), '.' | ',' | '$' | '/' | ':' | '_' | '#' | '-')
                && !pieces.digits(i).is_empty())
    {
        return None;
    }
    let (count, end) = length(pieces, i)?;
    if is_age(pieces, end) {
        return None;
    }
    let more = if pieces.word(end) == "and" { end + 1 } else { end };
    let value = match count {
        None => None,
        Some((first, text)) => {
            match length(pieces, more).filter(|_| pieces.follows(more) && pieces.follows(end)) {
                Some((Some((second, rest)), after)) if second < first && !is_age(pieces, after) => {
                    return Some(Found::new(i, after, Reading::Duration(Edtf::parse(&joined(&text, &rest)))));
                }
                _ => Edtf::parse(&text),
            }
        }
    };
    let end = if is_hyphen(pieces.mark(end)) && pieces.word(end + 1) == "long" { end + 2 } else { end };
    Some(Found::new(i, end, Reading::Duration(value)))
}

/// Two lengths as one ISO 8601 duration.
fn joined(first: &str, second: &str) -> String {
    match (first.contains('T'), second.strip_prefix("PT"), second.strip_prefix('P')) {
        (true, Some(rest), _) => format!("{first}{rest}"),
        (false, _, Some(rest)) => format!("{first}{rest}"),
        _ => first.to_owned(),
    }
}

/// A number and a unit: the unit with the length in ISO 8601, where the number is known; and one past them.
fn length(pieces: &Pieces<'_>, i: usize) -> Option<(Option<(Unit, String)>, usize)> {
    let (count, at) = match count_of(pieces, i) {
        Some(found) => found,
        None => {
            let some = pieces.word(i) == "some" && !matches!(pieces.word_before(i), "for" | "after");
            (None, past_vague_count(pieces, i).filter(|_| !some)?)
        }
    };
    let article = matches!(pieces.word(i), "a" | "an") && at == i + 1;
    let hyphen = pieces.past_hyphen(at);
    let at = hyphen.unwrap_or(at);
    // "four business days", "two consecutive weeks"
    let kind = matches!(pieces.word(at), "business" | "working" | "consecutive" | "full" | "whole")
        && pieces.follows(at);
    let count = if matches!(pieces.word(at), "business" | "working") { None } else { count };
    let at = if kind { at + 1 } else { at };
    if let Some(hours) = hours_sign(pieces, i, at) {
        return count.map(|count| (Some((Unit::Hour, Unit::Hour.duration(count))), hours));
    }
    let (unit, times) = unit(pieces, at).filter(|_| pieces.follows(at))?;
    let short = matches!(pieces.word(at), "min" | "sec") && pieces.is_capital(at);
    let ordinal = unit == Unit::Second
        && pieces.word(at) == "second"
        && (article || hyphen.is_some() && pieces.is_capital(at));
    let quarter = unit == Unit::Quarter;
    let plural_after_article = article && pieces.word(at).ends_with('s');
    if ordinal || quarter || short || plural_after_article || (article && is_generic(pieces, i, at)) {
        return None;
    }
    let (more, end) = past_half(pieces, at + 1);
    let count = count.map(|count| count + more);
    Some((count.map(|count| (unit, unit.duration(count * times as f64))), end))
}

/// "and a half", "and half", "and a quarter" at `i`: what it adds, and one past it.
pub(super) fn past_half(pieces: &Pieces<'_>, i: usize) -> (f64, usize) {
    if pieces.word(i) != "and" || !pieces.follows(i) {
        return (0.0, i);
    }
    let at = if pieces.word(i + 1) == "a" { i + 2 } else { i + 1 };
    match pieces.word(at) {
        "half" if unit(pieces, at + 1).is_none() && !matches!(pieces.word(at + 1), "a" | "an" | "of") => {
            (0.5, at + 1)
        }
        "quarter" if at == i + 2 && pieces.word(at + 1) != "of" => (0.25, at + 1),
        _ => (0.0, i),
    }
}

/// "2h", "3 h" after "for" or "within": one past the sign of hours.
fn hours_sign(pieces: &Pieces<'_>, i: usize, at: usize) -> Option<usize> {
    let asked = matches!(pieces.word_before(i), "for" | "within" | "after" | "in" | "lasted");
    (pieces.raw(at) == "h" && asked && at == i + 1 && pieces.follows(at) && !pieces.is_tight(at + 1)
        || pieces.raw(at) == "h"
            && asked
            && at == i + 1
            && pieces.is_tight(at)
            && !pieces.is_word(at + 1)
            && pieces.digits(at + 1).is_empty())
    .then_some(at + 1)
}

/// "a day of mourning", "a night out", "a year ago" is elsewhere: one unit that is no length.
fn is_generic(pieces: &Pieces<'_>, i: usize, at: usize) -> bool {
    let of = pieces.word(at + 1) == "of" && matches!(pieces.word(at), "day" | "night" | "minute" | "month");
    of || is_day_part(pieces, at)
        || pieces.word_before(i) == "such"
        || matches!(pieces.word(at + 1), "when" | "that" | "which" | "where" | "before" | "after")
}

/// "years old", "year-old", "years of age": ages are quantities and no times.
fn is_age(pieces: &Pieces<'_>, i: usize) -> bool {
    let at = pieces.past_hyphen(i).unwrap_or(i);
    matches!(pieces.word(at), "old" | "olds") || pieces.word(at) == "of" && pieces.word(at + 1) == "age"
}

/// "for months", "years of war": a plural unit without a number.
fn plural(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let (unit, _) = unit(pieces, i)?;
    let asked = matches!(pieces.word_before(i), "for" | "of" | "in" | "after" | "within" | "over")
        && pieces.word(i + 1) != "old";
    let named = pieces.is_capital(i);
    (pieces.word(i).ends_with('s') && unit >= Unit::Minute && unit != Unit::Quarter && !named && asked)
        .then(|| Found::new(i, i + 1, Reading::Duration(None)))
}
