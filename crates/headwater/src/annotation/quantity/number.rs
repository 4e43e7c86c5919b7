//! Cardinal numbers with their hedges, shares of a whole, and fractions.

use super::Draft;
use super::age::{add_age, years_of_life};
use super::fits::fits;
use super::idle::is_idle;
use super::lexicon::{self, hedge_after, hedge_before, unit_words};
use super::range::{add_range_words, ranged};
use super::unit::add_unit;
use super::vague::vague;
use crate::annotation::numeral::{Numeral, NumeralKind, numeral};
use crate::annotation::scan::{Pieces, is_hyphen};
use crate::annotation::{Hedge, QuantityKind};

/// What a number may be without its hedge.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    pub(super) low: f64,
    pub(super) high: f64,
    /// One past the last piece.
    pub(super) end: usize,
    pub(super) hedge: Hedge,
    pub(super) part: bool,
    pub(super) spelled: bool,
}

/// The quantity whose number begins at `i`; nothing before piece `floor` belongs to it.
pub(super) fn draft(pieces: &Pieces<'_>, i: usize, floor: usize) -> Option<Draft> {
    if let Some(draft) = vague(pieces, i, floor).or_else(|| years_of_life(pieces, i, floor)) {
        return Some(draft);
    }
    let number = numeral(pieces, i).filter(|number| number.kind != NumeralKind::Ordinal)?;
    if !fits(pieces, i, number) {
        return None;
    }
    let number = over(pieces, i, number).unwrap_or(number);
    if let Some(draft) = one_in(pieces, i, number, floor) {
        return Some(draft);
    }
    let value = ranged(pieces, i, number, floor);
    if is_idle(pieces, i, &value) {
        return None;
    }
    let mut draft = Draft {
        first: i,
        end: value.end,
        low: Some(value.low),
        high: Some(value.high),
        hedge: value.hedge,
        kind: QuantityKind::Count,
        rule: None,
        unit: None,
        number_end: value.end,
    };
    add_unit(pieces, &mut draft, &value)?;
    add_age(pieces, &mut draft, floor);
    if is_dash(pieces, i, &draft) {
        return None;
    }
    add_range_words(pieces, &mut draft, floor);
    add_hedges(pieces, &mut draft, floor);
    if value.part && draft.kind == QuantityKind::Count && value.high <= 1.0 {
        as_share(pieces, &mut draft)?;
    }
    Some(draft)
}

/// Whether the minus sign is a dash before its number: people and weeks are never fewer than none.
fn is_dash(pieces: &Pieces<'_>, i: usize, draft: &Draft) -> bool {
    let counts = draft.kind == QuantityKind::Count
        && pieces.is_word(draft.end)
        && pieces.follows(draft.end)
        && !lexicon::is_stop(pieces.word(draft.end));
    is_hyphen(pieces.mark(i)) && (counts || is_time_unit(draft.unit))
}

/// "one over three", with nothing after it that the second number could count ("10 over 3 days").
fn over(pieces: &Pieces<'_>, i: usize, number: Numeral) -> Option<Numeral> {
    let said = pieces.word(number.end) == "over" && pieces.follows(number.end);
    let alone = !matches!(pieces.word_before(i), "the" | "this" | "that" | "no" | "any" | "every" | "each");
    let at = number.end + 1;
    if !said || !alone || !pieces.follows(at) || number.kind != NumeralKind::Cardinal {
        return None;
    }
    let bottom = numeral(pieces, at)
        .filter(|bottom| bottom.kind == NumeralKind::Cardinal && bottom.value > 0.0 && bottom.scale < 1e3)?;
    let ended =
        !pieces.follows(bottom.end) || matches!(pieces.mark(bottom.end), '.' | ',' | ';' | '?' | '!' | ')');
    let plain = lexicon::money_before(pieces, i).is_none() && ended && fits(pieces, at, bottom);
    plain.then(|| Numeral {
        value: number.value / bottom.value,
        end: bottom.end,
        kind: NumeralKind::Part,
        scale: 1.0,
        ..number
    })
}

/// "one in five women", "nine out of 10": a share.
fn one_in(pieces: &Pieces<'_>, i: usize, number: Numeral, floor: usize) -> Option<Draft> {
    let at = match (pieces.word(number.end), pieces.word(number.end + 1)) {
        ("in" | "of" | "from", "every") | ("out", "of") => number.end + 2,
        ("in", _) => number.end + 1,
        _ => return None,
    };
    let whole =
        numeral(pieces, at).filter(|whole| whole.kind == NumeralKind::Cardinal && pieces.follows(at))?;
    let small = number.value < whole.value && number.value <= 10.0 && whole.value <= 1000.0;
    let spelled = number.in_digits == whole.in_digits || number.value > 1.0 || whole.value >= 10.0;
    let lasting = unit_words(pieces, whole.end).is_some();
    if !small || !spelled || lasting || number.value.fract() != 0.0 {
        return None;
    }
    let share = Some(number.value / whole.value * 100.0);
    let mut draft = Draft {
        first: i,
        end: whole.end,
        low: share,
        high: share,
        hedge: Hedge::Exactly,
        kind: QuantityKind::Share,
        rule: None,
        unit: Some("per cent"),
        number_end: whole.end,
    };
    add_hedges(pieces, &mut draft, floor);
    Some(draft)
}

/// The hedges before and after; of two, the one that bounds wins ("at least an estimated 100").
fn add_hedges(pieces: &Pieces<'_>, draft: &mut Draft, floor: usize) {
    let mut hedges = Vec::new();
    while let Some((hedge, first)) =
        hedge_before(pieces, draft.first).filter(|&(_, first)| first >= floor && pieces.follows(draft.first))
    {
        if is_place(pieces, first, draft) {
            break;
        }
        draft.first = first;
        hedges.push(hedge);
    }
    if let Some((hedge, end)) = hedge_after(pieces, draft.end).filter(|_| draft.kind != QuantityKind::Rank) {
        draft.end = end;
        draft.number_end = draft.number_end.max(end);
        hedges.push(hedge);
    }
    let bounding = hedges.iter().copied().find(|hedge| *hedge != Hedge::About);
    let Some(hedge) = bounding.or(hedges.first().copied()) else { return };
    if draft.hedge == Hedge::Between {
        return;
    }
    draft.hedge = hedge;
    match hedge {
        Hedge::AtLeast | Hedge::MoreThan => draft.high = None,
        Hedge::AtMost | Hedge::FewerThan => draft.low = None,
        _ => {}
    }
}

/// "under 18", "over the", "above" are places as well; a hedge of place needs no unit of time after it.
fn is_place(pieces: &Pieces<'_>, first: usize, draft: &Draft) -> bool {
    let word = pieces.word(first);
    let single = first + 1 == draft.first;
    // "some 40" is about 40, "some one" is nothing of the kind; "spread over 10 days" lasts 10 days.
    let some = word == "some" && draft.low.is_some_and(|low| low < 3.0);
    let lasting = word == "over"
        && single
        && draft.kind == QuantityKind::Measure
        && is_time_unit(draft.unit)
        && pieces.word_before(first) != "for";
    some || lasting && pieces.word_before(first).ends_with("ed")
}

fn is_time_unit(unit: Option<&str>) -> bool {
    matches!(unit, Some("second" | "minute" | "hour" | "day" | "week" | "month" | "year"))
}

/// A part of a whole as a share in per cent: "two thirds of", "half of", "one in three" is elsewhere.
fn as_share(pieces: &Pieces<'_>, draft: &mut Draft) -> Option<()> {
    draft.low = draft.low.map(|low| low * 100.0);
    draft.high = draft.high.map(|high| high * 100.0);
    draft.kind = QuantityKind::Share;
    draft.unit = Some("per cent");
    (pieces.word(draft.end) != "finals").then_some(())
}
