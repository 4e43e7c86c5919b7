//! Parts in words: "half a dozen", "two thirds", "a quarter of a million", "two and a half million".

use super::words::{Last, Sum, cardinal};
use super::{NumberWord, Numeral, NumeralKind, multiplier, number_word, past_joint};
use crate::annotation::scan::Pieces;

/// The part that begins at `i`: a part of one, or, where what it is a part of is a number, a number.
pub(super) fn part(pieces: &Pieces<'_>, i: usize) -> Option<Numeral> {
    half(pieces, i).or_else(|| quarter(pieces, i)).or_else(|| divided(pieces, i))
}

/// Whether a part smaller than one begins at `i` ("and three quarters"), whatever it is a part of.
pub(super) fn is_proper(pieces: &Pieces<'_>, i: usize) -> bool {
    let mut top = Sum::first(pieces, i, false);
    while let Some(number) = top {
        if let Some((bottom, _)) = below(pieces, i, number, false) {
            return number.value() < bottom;
        }
        top = number.longer(pieces);
    }
    false
}

/// "half a dozen", "half a million", "half of", "a half".
fn half(pieces: &Pieces<'_>, i: usize) -> Option<Numeral> {
    let at =
        if matches!(pieces.word(i), "a" | "one") { pieces.past_hyphen(i + 1).unwrap_or(i + 1) } else { i };
    if pieces.word(at) != "half" || !(at == i || pieces.follows(at)) {
        return None;
    }
    let next = if pieces.word(at + 1) == "a" { at + 2 } else { pieces.past_hyphen(at + 1).unwrap_or(at + 1) };
    if let Some((scale, end)) = multiplier(pieces, next).filter(|_| pieces.follows(next)) {
        return Some(cardinal(0.5 * scale, end));
    }
    Some(of_a_number(pieces, 0.5, at + 1))
}

/// "quarter million", "quarter of a million".
fn quarter(pieces: &Pieces<'_>, i: usize) -> Option<Numeral> {
    let bare = pieces.word(i) == "quarter" && pieces.follows(i + 1);
    let of = bare.then(|| of_a_number(pieces, 0.25, i + 1))?;
    let said = multiplier(pieces, i + 1).map(|(scale, end)| cardinal(0.25 * scale, end));
    said.or(Some(of).filter(|of| of.kind == NumeralKind::Cardinal))
}

/// The part that ends before `end`; of a million, a dozen or the like it is a number.
fn of_a_number(pieces: &Pieces<'_>, value: f64, end: usize) -> Numeral {
    let of = pieces.word(end) == "of" && matches!(pieces.word(end + 1), "a" | "one");
    match multiplier(pieces, end + 2).filter(|_| of && (end..end + 3).all(|at| pieces.follows(at))) {
        Some((scale, end)) => cardinal(value * scale, end),
        None => Numeral { kind: NumeralKind::Part, ..cardinal(value, end) },
    }
}

/// "two thirds", "a quarter", "one twenty-fifth": the fewest words that leave something to divide by.
fn divided(pieces: &Pieces<'_>, i: usize) -> Option<Numeral> {
    let mut top = Sum::first(pieces, i, true);
    if top.is_none() && matches!(pieces.word(i), "a" | "an") {
        let (bottom, end) = divisor_after(pieces, i, 1.0, i + 1, true)?;
        return Some(of_scale(pieces, 1.0 / bottom, end));
    }
    while let Some(number) = top {
        if let Some((bottom, end)) = below(pieces, i, number, true) {
            return Some(of_scale(pieces, number.value() / bottom, end));
        }
        top = number.longer(pieces);
    }
    None
}

/// "three quarters (of a) million" is a number, "three quarters" a part.
fn of_scale(pieces: &Pieces<'_>, value: f64, end: usize) -> Numeral {
    match multiplier(pieces, end).filter(|_| pieces.follows(end)) {
        Some((scale, end)) => cardinal(value * scale, end),
        None => of_a_number(pieces, value, end),
    }
}

/// What `number`, which begins at `i`, is divided by: "fifty-four" is one number before "hundredths".
fn below(pieces: &Pieces<'_>, i: usize, number: Sum, ands: bool) -> Option<(f64, usize)> {
    let at = past_joint(pieces, number.end).unwrap_or(number.end);
    let goes_on = number.last == Last::Tens && matches!(number_word(pieces, at), Some(NumberWord::Unit(_)));
    if goes_on { None } else { divisor_after(pieces, i, number.value(), number.end, ands) }
}

/// What `value`, said in the pieces from `i` to `end`, is divided by, and one past it.
fn divisor_after(pieces: &Pieces<'_>, i: usize, value: f64, end: usize, ands: bool) -> Option<(f64, usize)> {
    let at = past_joint(pieces, end).unwrap_or(end);
    let (bottom, end, plural) = divisor(pieces, at, ands).filter(|_| pieces.follows(at))?;
    let article = matches!(pieces.word(i), "a" | "an");
    let one = (value - 1.0).abs() < f64::EPSILON;
    (plural || one && is_small_part(pieces, at, article)).then_some((bottom, end))
}

/// Whether one of the ordinal at `i` is a part and not a place in an order: "one third", "a quarter", "a fifth of".
fn is_small_part(pieces: &Pieces<'_>, i: usize, article: bool) -> bool {
    match number_word(pieces, i) {
        Some(NumberWord::Part(_)) => true,
        Some(NumberWord::Ordinal(value)) if article => {
            value > 2.0 && (pieces.word(i + 1) == "of" || !pieces.is_word(i + 1))
        }
        _ => !matches!(pieces.word(i), "first" | "second"),
    }
}

/// What to divide by: an ordinal of any length or the name of a part, and whether it is plural.
fn divisor(pieces: &Pieces<'_>, i: usize, ands: bool) -> Option<(f64, usize, bool)> {
    if let Some(NumberWord::Part(value)) = number_word(pieces, i) {
        return Some((value, i + 1, pieces.word(i).ends_with('s')));
    }
    let (sum, plural) = Sum::read_divisor(pieces, i, ands)?;
    (sum.ordinal && sum.value() > 0.0).then(|| (sum.value(), sum.end, plural))
}

/// "two and a half (million)", "one million and a half", "twenty and three fifths".
pub(super) fn with_part(pieces: &Pieces<'_>, number: Numeral) -> Numeral {
    let at = number.end;
    if number.kind != NumeralKind::Cardinal
        || pieces.word(at) != "and"
        || !pieces.follows(at)
        || !pieces.follows(at + 1)
    {
        return number;
    }
    let a_half = matches!(pieces.word(at + 1), "a" | "one") && pieces.word(at + 2) == "half";
    let half = a_half.then(|| Numeral { kind: NumeralKind::Part, ..cardinal(0.5, at + 3) });
    let Some(part) = half.or_else(|| divided(pieces, at + 1)) else { return number };
    if part.kind == NumeralKind::Cardinal {
        // "one billion and three quarters million"
        let fits = part.value < number.value && part.value >= 1e3;
        return if fits {
            Numeral { value: number.value + part.value, end: part.end, scale: 1.0, ..number }
        } else {
            number
        };
    }
    if part.value >= 1.0 {
        return number;
    }
    if let Some((scale, end)) = multiplier(pieces, part.end).filter(|_| pieces.follows(part.end)) {
        // "two and a half million", "one billion and three quarters million"
        let (value, said) = if number.value < scale {
            ((number.value + part.value) * scale, scale)
        } else {
            (number.value + part.value * scale, 1.0)
        };
        return Numeral { value, end, scale: said, ..number };
    }
    // "one million and a half" is half a million more.
    let last = [1e12, 1e9, 1e6].into_iter().find(|scale| number.value >= *scale).unwrap_or(1.0);
    Numeral { value: number.value + part.value * last, end: part.end, ..number }
}
