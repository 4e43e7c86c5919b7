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
