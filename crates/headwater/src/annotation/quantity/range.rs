//! Two numbers that are one quantity: "16-50", "from 10 to 20", "more than 10 and fewer than 20", "5 feet 2 inches".

use super::Draft;
use super::age::between_ages;
use super::lexicon::{compound, is_change, money_before};
use super::number::Value;
use crate::annotation::numeral::{Numeral, NumeralKind, numeral};
use crate::annotation::scan::{Pieces, is_hyphen};
use crate::annotation::{Hedge, QuantityKind};

/// The number, or the range that it begins: "16-50", "three to five", "two or three".
pub(super) fn ranged(pieces: &Pieces<'_>, i: usize, number: Numeral, floor: usize) -> Value {
    let spelled = matches!(pieces.word(i), "a" | "an" | "half");
    let dozen = number.scale > 1.0 && number.scale % 12.0 == 0.0;
    let hedge = if (spelled || dozen) && number.value >= 2.0 { Hedge::About } else { Hedge::Exactly };
    let part = number.kind == NumeralKind::Part;
    let one = Value { low: number.value, high: number.value, end: number.end, hedge, part, spelled };
    match range_end(pieces, i, number, floor) {
        Some((low, high, end)) => Value { low, high, end, hedge: Hedge::Between, part, spelled },
        None => one,
    }
}

/// Both ends of the range that begins with `number`, where what joins it to another makes them one.
fn range_end(pieces: &Pieces<'_>, i: usize, number: Numeral, floor: usize) -> Option<(f64, f64, usize)> {
    let at = number.end;
    let first = money_before(pieces, i).map_or(i, |(_, first)| first);
    let before = if first > floor { pieces.word_before(first) } else { "" };
    let changed = before == "from" && follows_change(pieces, first);
    let tight = |at: usize| pieces.is_tight(at) && pieces.is_tight(at + 1);
    // "18-to-64"
    let through = |next: usize| pieces.word(next) == "to" && pieces.past_hyphen(next + 1).is_some();
    if let Some(next) = pieces.past_hyphen(at).filter(|&next| through(next)) {
        return numeral(pieces, next + 2)
            .filter(|other| other.kind == number.kind && other.value > number.value)
            .map(|other| (number.value * shared_scale(number, other), other.value, other.end));
    }
    let joined = if is_hyphen(pieces.mark(at)) && pieces.follows(at) && pieces.follows(at + 1) {
        let balanced = pieces.is_tight(at) == pieces.is_tight(at + 1);
        balanced && number.in_digits
    } else if pieces.mark(at) == '~' {
        tight(at) && number.in_digits
    } else {
        match pieces.word(at) {
            "to" => !changed && pieces.follows(at),
            "and" => before == "between" || between_ages(pieces, i),
            "or" => number.end == i + 1,
            "through" => pieces.follows(at),
            _ => false,
        }
    };
    let next = Some(at + 1).filter(|&next| joined && pieces.follows(next))?;
    let next = money_sign_at(pieces, next).unwrap_or(next);
    let other =
        numeral(pieces, next).filter(|other| other.kind == number.kind && other.value > number.value)?;
    let low = number.value * shared_scale(number, other);
    let or = pieces.word(at) == "or";
    let near = !or || other.value <= low * 2.0;
    let alike = other.in_digits == number.in_digits || matches!(pieces.word(at), "to" | "or" | "and");
    let goes_on = pieces.past_hyphen(other.end).is_some_and(|next| !pieces.digits(next).is_empty());
    (near && alike && !goes_on && low < other.value).then_some((low, other.value, other.end))
}

/// Past a sign of money at `i` ("$3 to $5 million").
fn money_sign_at(pieces: &Pieces<'_>, i: usize) -> Option<usize> {
    matches!(pieces.mark(i), '$' | '€' | '£' | '¥' | '₹').then_some(i + 1)
}

/// Whether one of the words before `i` says that a number changed: what follows is a step and no range.
fn follows_change(pieces: &Pieces<'_>, i: usize) -> bool {
    (i.saturating_sub(8)..i).any(|at| is_change(pieces.word(at)))
}

/// The scale of the second number that belongs to both: "3 to 5 million", "two or three hundred thousand".
fn shared_scale(number: Numeral, other: Numeral) -> f64 {
    let whole = other.scale;
    // "150 to two hundred thousand" shares the thousand alone.
    let thousands = 1e3_f64.powf((whole.log10() / 3.0 + 1e-9).floor());
    let below = |scale: &f64| number.value < other.value / scale;
    [whole, thousands].into_iter().find(below).filter(|_| number.scale == 1.0).unwrap_or(1.0)
}

/// "between" and "from" belong to their range.
pub(super) fn add_range_words(pieces: &Pieces<'_>, draft: &mut Draft, floor: usize) {
    if draft.hedge == Hedge::Between
        && draft.first > floor
        && matches!(pieces.word_before(draft.first), "between" | "from")
    {
        draft.first -= 1;
    }
}

/// Two quantities that follow one another and are one.
pub(super) fn joined(pieces: &Pieces<'_>, before: &Draft, after: &Draft) -> Option<Draft> {
    if before.rule.is_some() || after.rule.is_some() {
        return None;
    }
    bounds(pieces, before, after)
        .or_else(|| ends(pieces, before, after))
        .or_else(|| large_and_small(pieces, before, after))
}

/// "more than 10 and fewer than 20": two bounds with nothing between them but "and" or "but" are one range.
fn bounds(pieces: &Pieces<'_>, before: &Draft, after: &Draft) -> Option<Draft> {
    let between = match after.first.checked_sub(before.end)? {
        1 => matches!(pieces.word(before.end), "and" | "but") || pieces.mark(before.end) == ',',
        2 => pieces.mark(before.end) == ',' && matches!(pieces.word(before.end + 1), "and" | "but"),
        _ => false,
    };
    let alike = before.kind == after.kind && (before.unit == after.unit || before.unit.is_none());
    let (low, high) = match (before.low, before.high, after.low, after.high) {
        (Some(low), None, None, Some(high)) | (None, Some(high), Some(low), None) => (low, high),
        _ => return None,
    };
    (between && alike && low < high).then(|| range(before.first, low, high, after))
}

fn range(first: usize, low: f64, high: f64, after: &Draft) -> Draft {
    Draft { first, low: Some(low), high: Some(high), hedge: Hedge::Between, ..after.clone() }
}

/// "between 3% and 5%", "from 10 km to 20 km", "$3m-$5m": each end has its unit.
fn ends(pieces: &Pieces<'_>, before: &Draft, after: &Draft) -> Option<Draft> {
    let exact = |draft: &Draft| draft.hedge == Hedge::Exactly && draft.low == draft.high;
    let alike = before.kind == after.kind && before.unit == after.unit && before.unit.is_some();
    let (low, high) = (before.low?, after.low?);
    if !exact(before) || !exact(after) || !alike || low >= high || after.first != before.end + 1 {
        return None;
    }
    let lead = pieces.word_before(before.first);
    let at = before.end;
    let fits = match pieces.word(at) {
        "to" => !follows_change(pieces, before.first),
        "and" => lead == "between",
        _ => is_hyphen(pieces.mark(at)) && pieces.is_tight(at) && pieces.is_tight(at + 1),
    };
    let on_line = (before.first..after.end).skip(1).all(|at| pieces.follows(at));
    let first = if matches!(lead, "between" | "from") { before.first - 1 } else { before.first };
    (fits && on_line).then(|| range(first, low, high, after))
}

/// "5 feet 2 inches", "thirteen dollars and forty-five cents": a unit and a smaller one that divides it.
fn large_and_small(pieces: &Pieces<'_>, before: &Draft, after: &Draft) -> Option<Draft> {
    let gap = after.first.checked_sub(before.end)?;
    let adjacent = gap == 0 || gap == 1 && pieces.word(before.end) == "and";
    let per = match after.unit {
        Some(unit) => compound(before.unit?, unit)?,
        // "15 dollars 50"
        None if gap == 0 && before.kind == QuantityKind::Money && ended(pieces, after) => 100.0,
        None => return None,
    };
    let small = after.low.filter(|&low| after.high == Some(low) && low >= 0.0 && low < per)?;
    let exact = after.hedge == Hedge::Exactly && before.hedge != Hedge::Between;
    let whole = |end: Option<f64>| end.is_none_or(|end| end.fract() == 0.0);
    let fits = adjacent && exact && whole(before.low) && whole(before.high);
    let add = |end: Option<f64>| end.map(|end| end + small / per);
    (fits && pieces.follows(before.end) && pieces.follows(after.first)).then(|| Draft {
        low: add(before.low),
        high: add(before.high),
        end: after.end,
        number_end: after.number_end,
        ..before.clone()
    })
}

/// Whether the number is of two figures, and nothing follows that it could count.
fn ended(pieces: &Pieces<'_>, draft: &Draft) -> bool {
    let two_figures = draft.low.is_some_and(|low| (10.0..100.0).contains(&low) && low.fract() == 0.0);
    let words = pieces.is_word(draft.first - 1) && draft.kind == QuantityKind::Count;
    two_figures && words && !(pieces.is_word(draft.end) && pieces.follows(draft.end))
}
