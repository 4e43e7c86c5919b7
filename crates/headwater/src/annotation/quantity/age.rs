//! Ages, which are no counts of people: "aged 16-50", "between the ages of 5 and 11", "in his forties".

use super::Draft;
use super::lexicon;
use crate::annotation::scan::{Pieces, is_hyphen};
use crate::annotation::{Hedge, QuantityKind};

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
    if let Some(first) = said_to_be_age(pieces, draft.first).filter(|&first| first >= floor) {
        draft.kind = QuantityKind::Age;
        draft.unit = Some("year");
        // "between the ages of 5 and 11": the article is part of it.
        let the = first > floor && pieces.word_before(first) == "the" && draft.hedge == Hedge::Between;
        draft.first = first - usize::from(the);
    } else if is_apposed(pieces, draft) || is_of_somebody(pieces, draft) {
        draft.kind = QuantityKind::Age;
        draft.unit = Some("year");
    }
}

/// Where the words begin that make the number at `i` an age: "aged 16", "aged between 5", "the age of 40", "ages of 5".
fn said_to_be_age(pieces: &Pieces<'_>, i: usize) -> Option<usize> {
    let before = i.checked_sub(1)?;
    let two = before.checked_sub(1).filter(|&two| pieces.follows(two + 1));
    match pieces.word(before) {
        "aged" | "age" | "ages" => Some(before),
        "between" => two.filter(|&two| matches!(pieces.word(two), "aged" | "ages")),
        "of" => two.filter(|&two| matches!(pieces.word(two), "age" | "ages")),
        _ => None,
    }
}

/// Where the words of a range of ages begin, before its first number at `i`: "between (the ages of) 5 and 11".
pub(super) fn between_ages(pieces: &Pieces<'_>, i: usize) -> bool {
    let Some(ages) = said_to_be_age(pieces, i).filter(|&at| pieces.word(at) == "ages") else { return false };
    let the = usize::from(pieces.word_before(ages) == "the");
    ages.checked_sub(1 + the).is_some_and(|at| pieces.word(at) == "between")
}

/// "in his forties", "in her early 40s", "their mid-twenties": years of somebody's life, not of a century.
pub(super) fn years_of_life(pieces: &Pieces<'_>, i: usize, floor: usize) -> Option<Draft> {
    let digits = pieces.number(i, 2..=2).filter(|_| pieces.word(i + 1) == "s" && pieces.is_tight(i + 1));
    let (years, end) = match digits {
        Some(low) => (lexicon::years_of_life(|years| years.low == f64::from(low))?, i + 2),
        None => {
            // Hardly any word is one, and every word is asked.
            let word = Some(pieces.word(i)).filter(|word| word.ends_with("ties") || *word == "teens")?;
            (lexicon::years_of_life(|years| years.rule == word)?, i + 1)
        }
    };
    let hyphen = i.checked_sub(1).filter(|&at| is_hyphen(pieces.mark(at)) && pieces.is_tight(i));
    let part = hyphen.unwrap_or(i).checked_sub(1);
    let part = part.filter(|&at| matches!(pieces.word(at), "early" | "mid" | "late"));
    let first = part.unwrap_or(i);
    let whose = matches!(pieces.word_before(first), "his" | "her" | "their" | "my" | "our" | "your");
    (whose && first >= floor && (hyphen.is_none() || part.is_some())).then_some(Draft {
        first,
        end,
        low: Some(years.low),
        high: years.high,
        hedge: Hedge::Vague,
        kind: QuantityKind::Age,
        rule: Some(years.rule),
        unit: Some("year"),
        number_end: end,
    })
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
