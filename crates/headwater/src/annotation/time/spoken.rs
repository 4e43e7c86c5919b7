//! Years and days in words: "nineteen seventy-eight", "two thousand and twenty", "(May) twenty-one".

use super::lexicon::{ends_at, is_asked_for, month};
use crate::annotation::numeral::{Numeral, NumeralKind, numeral};
use crate::annotation::scan::Pieces;

/// A whole number in words.
fn words(pieces: &Pieces<'_>, i: usize) -> Option<Numeral> {
    let number = numeral(pieces, i).filter(|_| pieces.is_word(i) && pieces.follows(i))?;
    (number.kind == NumeralKind::Cardinal && !number.in_digits && number.value.fract() == 0.0)
        .then_some(number)
}

/// A year in words, and one past it: a number of its own, or two pairs of digits as one says them.
pub(super) fn year(pieces: &Pieces<'_>, i: usize) -> Option<(i16, usize)> {
    let first = words(pieces, i)?;
    if (1000.0..2100.0).contains(&first.value) {
        return Some((first.value as i16, first.end));
    }
    let century = (10.0..=20.0).contains(&first.value).then(|| first.value as i16 * 100)?;
    let nought = matches!(pieces.word(first.end), "zero" | "oh" | "o" | "nought");
    let at = if nought { first.end + 1 } else { pieces.past_hyphen(first.end).unwrap_or(first.end) };
    let rest = words(pieces, at)?;
    let fits = if nought { 1.0..=9.0 } else { 10.0..=99.0 };
    fits.contains(&rest.value).then(|| (century + rest.value as i16, rest.end))
}

/// A year in words that stands by itself after a word that asks for one.
pub(super) fn year_alone(pieces: &Pieces<'_>, i: usize) -> Option<(i16, usize)> {
    let asked = is_asked_for(pieces, i)
        && !matches!(pieces.word_before(i), "to" | "for" | "about" | "by" | "on" | "of" | "around")
        || matches!(pieces.word_before(i), "year" | "and" | "until" | "to" | "of");
    if !asked {
        return None;
    }
    let (year, end) = year(pieces, i)?;
    // "between one thousand and two thousand" are numbers; "in two thousand and six" is a year if nothing is counted.
    let round = year % 100 == 0;
    (ends_at(pieces, end) && (!round || pieces.word_before(i) == "year" || pieces.word_before(i) == "in"))
        .then_some((year, end))
}

/// The number of a day in words, for a month that stands beside it.
pub(super) fn day(pieces: &Pieces<'_>, i: usize) -> Option<(i8, usize)> {
    let number = words(pieces, i).filter(|number| (1.0..=31.0).contains(&number.value))?;
    Some((number.value as i8, number.end))
}

/// A day in words after its month, where a year or nothing that it could count follows.
pub(super) fn day_after_month(pieces: &Pieces<'_>, i: usize) -> Option<(i8, usize)> {
    let (day, end) = day(pieces, i)?;
    let at = end + usize::from(pieces.mark(end) == ',');
    let dated = pieces.number(at, 4..=4).is_some() || year(pieces, at).is_some();
    (dated && pieces.follows(at) || !pieces.is_word(end) || day > 20 && ends_at(pieces, end))
        .then_some((day, end))
}

/// "fifteen August nineteen ninety-three": a day in words before its month and year.
pub(super) fn day_before_month(pieces: &Pieces<'_>, i: usize) -> Option<(i8, usize)> {
    let (day, end) = day(pieces, i)?;
    month(pieces, end).filter(|_| pieces.is_capital(end))?;
    (year(pieces, end + 1).is_some() || pieces.number(end + 1, 4..=4).is_some()).then_some((day, end))
}
