//! Times so and so far away: "two months ago", "a week later", "3 days before yesterday".

use super::duration::past_half;
use super::lexicon::{TimeWord, time_word, unit, weekday_named};
use super::reading::{Base, Found, Reading};
use crate::annotation::numeral::{NumeralKind, numeral};
use crate::annotation::scan::Pieces;
use crate::edtf::Unit;

/// "two months ago", "a week later", "ten years from now", "two Sundays from now" at `i`.
pub(super) fn distance(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    weekdays_away(pieces, i).or_else(|| units_away(pieces, i))
}

/// "two Sundays from now", "two Mondays later": which day is not reckoned.
fn weekdays_away(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let (_, at) = count_of(pieces, i)?;
    let word = pieces.word(at);
    weekday_named(word.strip_suffix('s').unwrap_or(word))?;
    let (.., end) = direction(pieces, at + 1).filter(|_| pieces.follows(at))?;
    Some(Found::new(i, end, Reading::Vague))
}

/// "two months ago", "a week later", "three days earlier", "ten years from now".
fn units_away(pieces: &Pieces<'_>, i: usize) -> Option<Found> {
    let (count, at) = count_of(pieces, i)?;
    let at = pieces.past_hyphen(at).unwrap_or(at);
    let (unit, times) = unit(pieces, at).filter(|_| pieces.follows(at))?;
    let count = count.map(|count| count * times as f64);
    let end = at + 1;
    let (more, end) = past_half(pieces, end);
    let count = count.map(|count| count + more);
    if let Some(found) = mixed(pieces, i, end) {
        return Some(found);
    }
    if let Some((offset, sign, end)) = from_day(pieces, end) {
        let days = count.filter(|count| unit == Unit::Day && count.fract() == 0.0 && *count < 1e5);
        let reading = match days {
            Some(days) => Reading::Unit { unit, count: offset + sign * days as i64, base: Base::Published },
            None => Reading::Vague,
        };
        return Some(Found::new(i, end, reading));
    }
    let (sign, base, end) = direction(pieces, end)?;
    let reading = match count {
        Some(count) => Reading::Distance { unit, count: count * sign, base },
        None => Reading::Vague,
    };
    Some(Found::new(i, end, reading))
}

/// "1 month and 21 days ago", "two years 3 months later": several units, not reckoned out.
fn mixed(pieces: &Pieces<'_>, first: usize, mut end: usize) -> Option<Found> {
    let start = end;
    loop {
        let at = if pieces.word(end) == "and" { end + 1 } else { end };
        let Some((Some(_), next)) =
            count_of(pieces, at).filter(|_| pieces.follows(at) && pieces.follows(end))
        else {
            break;
        };
        if unit(pieces, next).is_none() || !pieces.follows(next) {
            break;
        }
        end = next + 1;
    }
    let (.., end) = direction(pieces, end).filter(|_| end > start)?;
    Some(Found::new(first, end, Reading::Vague))
}

/// "before yesterday", "after tomorrow", "from tomorrow": the day's own distance, the direction from it, and one past.
fn from_day(pieces: &Pieces<'_>, i: usize) -> Option<(i64, i64, usize)> {
    let sign = match pieces.word(i) {
        "before" => -1,
        "after" | "from" => 1,
        _ => return None,
    };
    let Some(TimeWord::Today(offset)) = time_word(pieces, i + 1) else { return None };
    (pieces.follows(i) && pieces.follows(i + 1) && !pieces.word(i + 1).starts_with("toni")).then_some((
        offset,
        sign,
        i + 2,
    ))
}

/// How many units: a number, "a", or a vague word; and one past it.
pub(super) fn count_of(pieces: &Pieces<'_>, i: usize) -> Option<(Option<f64>, usize)> {
    if let Some(number) =
        numeral(pieces, i).filter(|number| number.kind == NumeralKind::Cardinal && number.value > 0.0)
    {
        return Some((Some(number.value), number.end));
    }
    if matches!(pieces.word(i), "a" | "an") {
        return match past_vague_count(pieces, i + 1) {
            Some(at) if pieces.word(i + 1) != "some" => Some((None, at)),
            _ if pieces.word(i + 1) == "half" => Some((Some(0.5), i + 2)),
            _ => Some((Some(1.0), i + 1)),
        };
    }
    if pieces.word(i) == "half" && matches!(pieces.word(i + 1), "a" | "an") {
        return Some((Some(0.5), i + 2));
    }
    if matches!(pieces.word(i), "several" | "many") {
        return Some((None, i + 1));
    }
    if matches!((pieces.word(i), pieces.word(i + 1)), ("couple", "of") | ("few" | "some", _))
        && let Some(at) = past_vague_count(pieces, i).filter(|&at| unit(pieces, at).is_some())
        && (pieces.word(i) == "couple" || direction(pieces, at + 1).is_some())
    {
        return Some((None, at));
    }
    // "months ago", "years later"
    let bare =
        unit(pieces, i).is_some() && pieces.word(i).ends_with('s') && direction(pieces, i + 1).is_some();
    bare.then_some((None, i))
}

/// "ago", "earlier", "later", "from now" at `i`: the sign, the base, and one past it.
fn direction(pieces: &Pieces<'_>, i: usize) -> Option<(f64, Base, usize)> {
    if !pieces.follows(i) {
        return None;
    }
    Some(match pieces.word(i) {
        "ago" => (-1.0, Base::Published, i + 1),
        "earlier" | "previously" | "beforehand" => (-1.0, Base::Text, i + 1),
        "later" | "afterwards" | "afterward" | "thereafter" | "hence" => (1.0, Base::Text, i + 1),
        "from" if pieces.word(i + 1) == "now" => (1.0, Base::Published, i + 2),
        "from" if pieces.word(i + 1) == "today" => (1.0, Base::Published, i + 2),
        _ => return None,
    })
}

/// Past "few", "several", "couple of", "many".
pub(super) fn past_vague_count(pieces: &Pieces<'_>, i: usize) -> Option<usize> {
    match (pieces.word(i), pieces.word(i + 1)) {
        ("couple", "of") => Some(i + 2),
        ("few" | "several" | "couple" | "many" | "some", _) => Some(i + 1),
        _ => None,
    }
}
