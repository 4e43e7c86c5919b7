//! Cardinal numbers, vague numerals and ranges with their hedges, units, money, shares and ages.

use super::Draft;
use super::fits::fits;
use super::lexicon::{
    self, Vague, hedge_after, hedge_before, is_change, money_before, unit_sign, unit_words,
};
use crate::annotation::numeral::{Numeral, NumeralKind, numeral};
use crate::annotation::scan::{Pieces, is_apostrophe, is_hyphen};
use crate::annotation::{Hedge, QuantityKind};

/// What a number may be without its hedge.
#[derive(Clone, Copy, Debug)]
struct Value {
    low: f64,
    high: f64,
    /// One past the last piece.
    end: usize,
    hedge: Hedge,
    part: bool,
    spelled: bool,
}

/// The quantity whose number begins at `i`; nothing before piece `floor` belongs to it.
pub(super) fn draft(pieces: &Pieces<'_>, i: usize, floor: usize) -> Option<Draft> {
    if let Some(draft) = vague(pieces, i, floor) {
        return Some(draft);
    }
    let number = numeral(pieces, i).filter(|number| number.kind != NumeralKind::Ordinal)?;
    if !fits(pieces, i, number) {
        return None;
    }
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
    add_unit(pieces, &mut draft, &value);
    add_age(pieces, &mut draft, floor);
    add_range_words(pieces, &mut draft, floor);
    add_hedges(pieces, &mut draft, floor);
    if value.part && draft.kind == QuantityKind::Count && value.high <= 1.0 {
        as_share(pieces, &mut draft)?;
    }
    Some(draft)
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

/// "dozens of", "several", "a handful", "no casualties".
fn vague(pieces: &Pieces<'_>, i: usize, floor: usize) -> Option<Draft> {
    let (vague, end) = lexicon::vague(pieces, i)?;
    if !is_vague_number(pieces, i, end, &vague) {
        return None;
    }
    let zero = vague.high == Some(0.0);
    let mut draft = Draft {
        first: i,
        end: if pieces.word(end - 1) == "of" { end - 1 } else { end },
        low: Some(vague.low),
        high: vague.high,
        hedge: if zero { Hedge::Exactly } else { Hedge::Vague },
        kind: QuantityKind::Count,
        rule: Some(vague.rule),
        unit: None,
        number_end: end,
    };
    if let Some((unit, end)) = unit_words(pieces, end).filter(|_| pieces.follows(end) && !zero) {
        (draft.kind, draft.unit, draft.end) = (unit.0, Some(unit.1), end);
    }
    if !zero {
        add_vague_hedge(pieces, &mut draft, floor);
    }
    Some(draft)
}

/// A hedge before a vague numeral bounds its range: "at least dozens", "more than a dozen" is elsewhere.
fn add_vague_hedge(pieces: &Pieces<'_>, draft: &mut Draft, floor: usize) {
    let Some((hedge, first)) = hedge_before(pieces, draft.first).filter(|&(_, first)| first >= floor) else {
        return;
    };
    match hedge {
        Hedge::AtLeast | Hedge::MoreThan => draft.high = None,
        Hedge::AtMost | Hedge::FewerThan => draft.low = None,
        _ => {}
    }
    draft.first = first;
}

/// Whether a vague word counts something here.
fn is_vague_number(pieces: &Pieces<'_>, i: usize, end: usize, vague: &Vague) -> bool {
    let next = pieces.word(end);
    match pieces.word(i) {
        "no" | "not" => {
            let plural =
                next.len() > 3 && next.ends_with('s') && !next.ends_with("ss") && !next.ends_with("us")
                    || matches!(next, "people" | "men" | "women" | "children" | "deaths");
            let adjective = pieces.word(end + 1);
            let after = adjective.len() > 3
                && adjective.ends_with('s')
                && !adjective.ends_with("ss")
                && !lexicon::is_stop(adjective)
                && !lexicon::is_stop(next)
                && !next.is_empty();
            let single = end > i + 1;
            single
                || (plural && !matches!(next, "always"))
                || (after
                    && !next.ends_with("er")
                    && !matches!(next, "one" | "doubt" | "matter" | "way" | "longer"))
        }
        "scores" => {
            pieces.word(end - 1) == "of"
                && !matches!(pieces.word_before(i), "the" | "their" | "test" | "final")
        }
        "few" => {
            matches!(
                pieces.word_before(i),
                "a" | "the"
                    | "these"
                    | "those"
                    | "last"
                    | "past"
                    | "next"
                    | "first"
                    | "only"
                    | "from"
                    | "every"
            ) && pieces.word_before(i) != "every"
        }
        "thousands" | "hundreds" | "millions" | "billions" | "dozens" => {
            !lexicon::is_label(pieces.word_before(i))
        }
        "several" | "none" => true,
        _ => vague.low >= 0.0,
    }
}

/// The number, or the range that it begins: "16-50", "three to five", "two or three".
fn ranged(pieces: &Pieces<'_>, i: usize, number: Numeral, floor: usize) -> Value {
    let spelled = matches!(pieces.word(i), "a" | "an" | "half");
    let dozen = matches!(pieces.word(number.end.saturating_sub(1)), "dozen" | "dozens");
    let hedge = if (spelled || dozen) && number.value >= 2.0 { Hedge::About } else { Hedge::Exactly };
    let part = number.kind == NumeralKind::Part;
    let one = Value { low: number.value, high: number.value, end: number.end, hedge, part, spelled };
    let Some((high, end, or)) = range_end(pieces, i, number, floor) else { return one };
    let low = if high.value >= 1e3 && number.value < 1e3 && scale_said(pieces, high, end) && !or {
        // "3 to 5 million": the scale belongs to both.
        number.value * scale_of(high.value)
    } else {
        number.value
    };
    if low >= high.value {
        return one;
    }
    Value { low, high: high.value, end, hedge: Hedge::Between, part, spelled }
}

/// The second number of a range, where what joins them makes them one.
fn range_end(pieces: &Pieces<'_>, i: usize, number: Numeral, floor: usize) -> Option<(Numeral, usize, bool)> {
    let at = number.end;
    let before = if i > floor { pieces.word_before(i) } else { "" };
    let changed = before == "from" && (i.saturating_sub(8)..i).any(|at| is_change(pieces.word(at)));
    let joined = if is_hyphen(pieces.mark(at)) && pieces.follows(at) && pieces.follows(at + 1) {
        let balanced = pieces.is_tight(at) == pieces.is_tight(at + 1);
        (balanced && number.in_digits).then_some((at + 1, false))
    } else {
        match pieces.word(at) {
            "to" if !changed && pieces.follows(at) => Some((at + 1, false)),
            "and" if before == "between" => Some((at + 1, false)),
            "or" if number.end == i + 1 => Some((at + 1, true)),
            _ => None,
        }
    };
    let (next, or) = joined.filter(|&(next, _)| pieces.follows(next))?;
    let next = money_sign_at(pieces, next).unwrap_or(next);
    let other =
        numeral(pieces, next).filter(|other| other.kind == number.kind && other.value > number.value)?;
    let near = !or || other.value <= number.value * 2.0;
    let plain = other.in_digits == number.in_digits || pieces.word(at) == "to" || or;
    (near && plain && pieces.past_hyphen(other.end).is_none_or(|next| pieces.digits(next).is_empty()))
        .then_some((other, other.end, or))
}

/// Past a sign of money at `i` ("$3 to $5 million").
fn money_sign_at(pieces: &Pieces<'_>, i: usize) -> Option<usize> {
    matches!(pieces.mark(i), '$' | '€' | '£' | '¥' | '₹').then_some(i + 1)
}

fn scale_of(value: f64) -> f64 {
    [1e12, 1e9, 1e6, 1e3].into_iter().find(|scale| value >= *scale).unwrap_or(1.0)
}

/// Whether the number says its scale in a word.
fn scale_said(pieces: &Pieces<'_>, number: Numeral, end: usize) -> bool {
    number.in_digits && pieces.is_word(end - 1)
}

/// Whether the verb that "one" belongs to is denied: "we do not see one proof", "never found one witness".
fn is_denied(pieces: &Pieces<'_>, i: usize) -> bool {
    let clause = (i.saturating_sub(4)..i).rev().take_while(|&at| {
        pieces.follows(at + 1)
            && (pieces.is_word(at) || is_apostrophe(pieces.mark(at)))
            && !matches!(
                pieces.word(at),
                "that" | "who" | "which" | "but" | "only" | "just" | "than" | "least"
            )
    });
    let mut clause = clause.peekable();
    if clause.peek().is_some_and(|&at| matches!(pieces.word(at), "not" | "t")) {
        // "not one": a count of none, read elsewhere.
        return false;
    }
    clause.any(|at| {
        matches!(pieces.word(at), "not" | "never" | "cannot" | "without")
            || pieces.word(at) == "t" && at > 0 && is_apostrophe(pieces.mark(at - 1))
    })
}

/// Whether a number word is no number here: "one" as a pronoun, "no one", "the two sides" still counts.
fn is_idle(pieces: &Pieces<'_>, i: usize, value: &Value) -> bool {
    let word = pieces.word(i);
    let alone = value.end == i + 1;
    if value.part
        && (matches!(word, "half" | "quarter" | "quarters" | "halves")
            && !matches!(pieces.word(value.end), "of" | "the" | "a" | "all")
            || pieces.word(value.end) == "final")
    {
        return true;
    }
    if word == "zero" && is_hyphen(pieces.mark(value.end)) && pieces.is_tight(value.end) {
        return true;
    }
    if word != "one" || !alone {
        return false;
    }
    if is_denied(pieces, i) {
        return true;
    }
    let next = pieces.word(value.end);
    let hedged = hedge_before(pieces, i).is_some()
        || matches!(
            pieces.word_before(i),
            "only" | "just" | "least" | "killing" | "killed" | "injuring" | "wounding" | "leaving"
        );
    let hyphen = is_hyphen(pieces.mark(value.end)) && pieces.is_tight(value.end);
    let ended = !pieces.is_word(value.end);
    let pronoun = matches!(
        pieces.word_before(i),
        "no" | "the"
            | "this"
            | "that"
            | "each"
            | "every"
            | "any"
            | "some"
            | "another"
            | "which"
            | "own"
            | "day"
    );
    let stop = lexicon::is_stop(next)
        || matches!(
            next,
            "another" | "day" | "thing" | "one's" | "such" | "time" | "another's" | "side" | "hand" | "can"
        );
    pronoun
        || hyphen && unit_words(pieces, value.end + 1).is_none()
        || is_apostrophe(pieces.mark(value.end))
        || (!hedged && (ended || stop))
}

/// The unit beside the number, before it or after it.
fn add_unit(pieces: &Pieces<'_>, draft: &mut Draft, value: &Value) {
    if let Some((unit, first)) = money_before(pieces, draft.first) {
        (draft.kind, draft.unit, draft.first) = (unit.0, Some(unit.1), first);
        add_money_scale(pieces, draft);
        return;
    }
    if magnitude_before(pieces, draft) {
        return;
    }
    let at = draft.end;
    let hyphen = pieces.past_hyphen(at);
    let tight = pieces.is_tight(at);
    let sign = if value.spelled { None } else { unit_sign(pieces, at).filter(|_| pieces.follows(at)) };
    let sign = sign.filter(|_| {
        !pieces.digits(at.saturating_sub(1)).is_empty()
            || !pieces.is_word(at - 1)
            || pieces.is_all_capitals(at)
    });
    let words = || unit_words(pieces, hyphen.unwrap_or(at)).filter(|_| pieces.follows(hyphen.unwrap_or(at)));
    let unit = words().or(sign.filter(|(_, end)| *end > at));
    if let Some((unit, end)) = unit.filter(|&(unit, end)| is_unit_here(pieces, at, tight, end, unit)) {
        (draft.kind, draft.unit, draft.end) = (unit.0, Some(unit.1), end);
        // "a 25,000-mile-long stretch"
        let long = pieces
            .past_hyphen(end)
            .filter(|&at| matches!(pieces.word(at), "long" | "high" | "deep" | "wide" | "tall" | "thick"));
        draft.end = long.map_or(end, |at| at + 1);
        draft.number_end = draft.end;
    }
    if pieces.word(draft.end) == "on"
        && pieces.word(draft.end + 1) == "the"
        && pieces.word(draft.end + 2) == "richter"
    {
        (draft.kind, draft.unit) = (QuantityKind::Measure, Some("magnitude"));
    }
}

/// A small "m" or "b" after money is a million or a billion.
fn add_money_scale(pieces: &Pieces<'_>, draft: &mut Draft) {
    let scale = match pieces.word(draft.end) {
        "m" | "mn" | "mln" => 1e6,
        "b" | "bn" => 1e9,
        "k" => 1e3,
        "t" | "tn" => 1e12,
        _ => return,
    };
    if pieces.is_tight(draft.end) {
        draft.low = draft.low.map(|low| low * scale);
        draft.high = draft.high.map(|high| high * scale);
        draft.end += 1;
    }
}

/// "magnitude 6.1", "magnitude-6.1", "a magnitude of 5.8".
fn magnitude_before(pieces: &Pieces<'_>, draft: &mut Draft) -> bool {
    let hyphen = usize::from(is_hyphen(pieces.mark_before(draft.first)) && pieces.is_tight(draft.first));
    let at = draft.first.checked_sub(1 + hyphen);
    let of = at.filter(|&at| pieces.word(at) == "of").and_then(|at| at.checked_sub(1));
    let Some(at) = of.or(at).filter(|&at| pieces.word(at) == "magnitude") else { return false };
    (draft.kind, draft.unit, draft.first) = (QuantityKind::Measure, Some("magnitude"), at);
    true
}

/// Whether the short form or word is the number's unit: "10 in Aceh" and "26 m" are told by case and gap.
fn is_unit_here(pieces: &Pieces<'_>, at: usize, tight: bool, end: usize, unit: lexicon::Unit) -> bool {
    let form = pieces.span(at, end).of(pieces.text);
    let short = form.len() == 1 && form.bytes().all(|byte| byte.is_ascii_alphabetic());
    let second = unit.1 == "second" && pieces.word(end - 1) == "second" && !is_hyphen(pieces.mark(at));
    let degree_word = unit.1 == "foot" && pieces.word(end - 1) == "foot" && pieces.word(end) == "soldiers";
    let people = tight
        && form == "m"
        && pieces.is_word(end)
        && !matches!(
            pieces.word(end),
            "high" | "long" | "deep" | "wide" | "tall" | "away" | "from" | "below" | "above"
        );
    let idle = second && pieces.word(at - 1) == "a";
    (tight || !short) && !(degree_word || people || idle)
}

/// "aged 16-50", "a 60-year-old man", "22 years of age", "Ann Smith, 34,".
fn add_age(pieces: &Pieces<'_>, draft: &mut Draft, floor: usize) {
    let at = draft.end;
    let at = pieces.past_hyphen(at).unwrap_or(at);
    let unit_of_age = matches!(draft.unit, Some("year" | "month" | "week" | "day"));
    let old = unit_of_age && (matches!(pieces.word(at), "old" | "olds") && pieces.follows(at));
    let of_age = unit_of_age && pieces.word(at) == "of" && pieces.word(at + 1) == "age";
    let yo = pieces.word(draft.end) == "yo" && draft.unit.is_none();
    if old || of_age || yo {
        draft.end = if of_age { at + 2 } else { at + 1 };
        draft.number_end = draft.end;
        draft.kind = QuantityKind::Age;
        draft.unit = Some(if yo { "year" } else { draft.unit.unwrap_or("year") });
        return;
    }
    if draft.unit.is_some() || draft.first <= floor {
        return;
    }
    let word = pieces.word_before(draft.first);
    let between = matches!(word, "between")
        && draft.first >= 2
        && matches!(pieces.word(draft.first - 2), "aged" | "ages");
    let age_of = matches!(word, "of") && draft.first >= 2 && pieces.word(draft.first - 2) == "age";
    if matches!(word, "aged" | "age" | "ages") || between || age_of {
        draft.kind = QuantityKind::Age;
        draft.unit = Some("year");
        draft.first -= if age_of || between { 2 } else { 1 };
    } else if is_apposed(pieces, draft) {
        draft.kind = QuantityKind::Age;
        draft.unit = Some("year");
    }
}

/// "Ann Smith, 34," after a name: two commas and a number that an age can be.
fn is_apposed(pieces: &Pieces<'_>, draft: &Draft) -> bool {
    let age = draft.low == draft.high
        && draft.low.is_some_and(|low| (2.0..=110.0).contains(&low) && low.fract() == 0.0);
    let first = draft.first;
    let named = first >= 3
        && pieces.mark(first - 1) == ','
        && pieces.is_capital(first - 2)
        && pieces.is_capital(first - 3);
    let closed = matches!(pieces.mark(draft.end), ',' | '.' | ')') && pieces.is_tight(draft.end);
    age && named && closed && draft.end == first + 1 && !pieces.digits(first).is_empty()
}

/// "between" and "from" belong to their range.
fn add_range_words(pieces: &Pieces<'_>, draft: &mut Draft, floor: usize) {
    if draft.hedge == Hedge::Between
        && draft.first > floor
        && matches!(pieces.word_before(draft.first), "between" | "from")
    {
        draft.first -= 1;
    }
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

/// "more than 10 and fewer than 20": two bounds with nothing between them but "and" or "but" are one range.
pub(super) fn joined(pieces: &Pieces<'_>, before: &Draft, after: &Draft) -> Option<Draft> {
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
    let one = before.rule.is_none() && after.rule.is_none() && low < high;
    (between && alike && one).then(|| Draft {
        first: before.first,
        low: Some(low),
        high: Some(high),
        hedge: Hedge::Between,
        ..after.clone()
    })
}
