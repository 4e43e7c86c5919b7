//! Units, money, magnitudes and ages beside a number.

use super::Draft;
use super::lexicon::{self, money_before, unit_sign, unit_words};
use super::number::Value;
use crate::annotation::QuantityKind;
use crate::annotation::numeral::{money_scale, scales};
use crate::annotation::scan::{Pieces, is_hyphen};

/// The unit beside the number, before it or after it; `None` where the number can't be told from its letters.
pub(super) fn add_unit(pieces: &Pieces<'_>, draft: &mut Draft, value: &Value) -> Option<()> {
    if let Some((unit, first)) = money_before(pieces, draft.first) {
        (draft.kind, draft.unit, draft.first) = (unit.0, Some(unit.1), first);
        add_money_scale(pieces, draft);
        return Some(());
    }
    if magnitude_before(pieces, draft) {
        return Some(());
    }
    if pieces.raw(draft.end) == "m" && pieces.is_tight(draft.end) && !is_metres(pieces, draft) {
        add_millions(pieces, draft)?;
    }
    let at = if value.part { past_of_one(pieces, draft.end) } else { draft.end };
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
        let long = pieces.past_hyphen(end).filter(|&at| lexicon::is_extent(pieces.word(at)));
        draft.end = long.map_or(end, |at| at + 1);
        if draft.kind == QuantityKind::Money {
            // "75 USD million"
            if let Some((scale, end)) = scales(pieces, draft.end) {
                multiply(draft, scale, end);
            }
        }
        draft.number_end = draft.end;
    }
    if pieces.word(draft.end) == "on"
        && pieces.word(draft.end + 1) == "the"
        && pieces.word(draft.end + 2) == "richter"
    {
        (draft.kind, draft.unit) = (QuantityKind::Measure, Some("magnitude"));
    }
    Some(())
}

/// Past what stands between a part and its unit: "half an hour", "three quarters of a mile".
fn past_of_one(pieces: &Pieces<'_>, i: usize) -> usize {
    let article = if pieces.word(i) == "of" { i + 1 } else { i };
    let one = matches!(pieces.word(article), "a" | "an" | "one") && pieces.follows(article);
    let unit = || unit_words(pieces, article + 1).is_some() && pieces.follows(article + 1);
    if one && unit() { article + 1 } else { i }
}

fn multiply(draft: &mut Draft, scale: f64, end: usize) {
    draft.low = draft.low.map(|low| low * scale);
    draft.high = draft.high.map(|high| high * scale);
    draft.end = end;
    draft.number_end = end;
}

/// Whether an "m" tight after digits means metres: at the end of a phrase, or of one thing ("a 50m pool").
fn is_metres(pieces: &Pieces<'_>, draft: &Draft) -> bool {
    let next = draft.end + 1;
    let word = pieces.word(next);
    let one = matches!(pieces.word_before(draft.first), "a" | "an" | "the" | "s" | "his" | "her" | "its");
    !pieces.is_word(next)
        || !pieces.follows(next)
        || pieces.is_tight(next)
        || lexicon::is_stop(word)
        || lexicon::is_extent(word)
        || one && !lexicon::is_numerous(word)
}

/// "26m people" are 26 million; of things that may be that long or that many neither is known.
fn add_millions(pieces: &Pieces<'_>, draft: &mut Draft) -> Option<()> {
    let end = draft.end + 1;
    lexicon::is_numerous(pieces.word(end)).then(|| multiply(draft, 1e6, end))
}

/// A small "m" or "b" after money is a million or a billion.
fn add_money_scale(pieces: &Pieces<'_>, draft: &mut Draft) {
    let end = draft.end + 1;
    let free = pieces.follows(draft.end) && !(pieces.is_tight(end) && pieces.mark(end) == '\0');
    if let Some(scale) = money_scale(pieces.word(draft.end)).filter(|_| free) {
        multiply(draft, scale, end);
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
    let idle = second && pieces.word(at - 1) == "a";
    (tight || !short) && !(degree_word || idle)
}

/// "aged 16-50", "a 60-year-old man", "22 years of age", "Ann Smith, 34,".
pub(super) fn add_age(pieces: &Pieces<'_>, draft: &mut Draft, floor: usize) {
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
    } else if is_apposed(pieces, draft) || is_of_somebody(pieces, draft) {
        draft.kind = QuantityKind::Age;
        draft.unit = Some("year");
    }
}

/// Whether a number can be an age: whole, in figures, of a life.
fn is_lifelike(pieces: &Pieces<'_>, draft: &Draft) -> bool {
    let low = draft.low.is_some_and(|low| (2.0..=110.0).contains(&low) && low.fract() == 0.0);
    low && draft.low == draft.high && draft.end == draft.first + 1 && !pieces.digits(draft.first).is_empty()
}

/// "Ann Smith, 34," after a name: two commas and a number that an age can be. After one word alone, or a word for somebody,
/// no full stop closes it ("Adam, 27, left", "a woman, 60, died").
fn is_apposed(pieces: &Pieces<'_>, draft: &Draft) -> bool {
    let first = draft.first;
    if !is_lifelike(pieces, draft) || first < 2 {
        return false;
    }
    let closed = if pieces.is_tight(draft.end) { pieces.mark(draft.end) } else { '\0' };
    let before = first - 2;
    let named = pieces.is_capital(before);
    let full = named && before > 0 && pieces.is_capital(before - 1);
    let somebody = named || is_somebody(pieces.word(before));
    match pieces.mark(first - 1) {
        ',' => full && matches!(closed, ',' | '.' | ')') || somebody && closed == ',',
        '(' => somebody && closed == ')',
        _ => false,
    }
}

/// "A boy of 12", "she turned 40".
fn is_of_somebody(pieces: &Pieces<'_>, draft: &Draft) -> bool {
    let ends = matches!(pieces.mark(draft.end), ',' | '.' | ';' | ')') || !pieces.follows(draft.end);
    let before = draft.first.checked_sub(2).map_or("", |at| pieces.word(at));
    let of = pieces.word_before(draft.first) == "of" && is_somebody(before);
    let turned =
        pieces.word_before(draft.first) == "turned" && matches!(before, "he" | "she" | "who" | "just" | "i");
    ends && (of || turned) && is_lifelike(pieces, draft)
}

/// Words for somebody whose age is told beside them.
fn is_somebody(word: &str) -> bool {
    matches!(
        word,
        "man"
            | "woman"
            | "boy"
            | "girl"
            | "child"
            | "son"
            | "daughter"
            | "teenager"
            | "youth"
            | "baby"
            | "brother"
            | "sister"
            | "father"
            | "mother"
            | "husband"
            | "wife"
            | "widow"
            | "pensioner"
            | "student"
            | "victim"
    )
}
