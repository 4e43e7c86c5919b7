//! Number words that count nothing: "one" as a pronoun, "half" of a match.

use super::lexicon::{self, hedge_before, unit_words};
use super::number::Value;
use crate::annotation::scan::{Pieces, is_apostrophe, is_hyphen};

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
pub(super) fn is_idle(pieces: &Pieces<'_>, i: usize, value: &Value) -> bool {
    let word = pieces.word(i);
    let alone = value.end == i + 1;
    if value.part && is_no_part(pieces, i, value.end) {
        return true;
    }
    // "half past nine", "a quarter to ten"
    let clock = matches!(pieces.word_before(i), "past" | "to")
        && i >= 2
        && matches!(pieces.word(i - 2), "half" | "quarter");
    if clock && value.high <= 12.0 {
        return true;
    }
    if word == "zero" && is_hyphen(pieces.mark(value.end)) && pieces.is_tight(value.end) {
        return true;
    }
    // "better by a factor of two" counts nothing.
    if i >= 2 && pieces.word_before(i) == "of" && pieces.word(i - 2) == "factor" && pieces.follows(i) {
        return true;
    }
    if word != "one" || !alone {
        return false;
    }
    // "One way or another".
    if next_are(pieces, value.end, &["way", "or", "another"]) {
        return true;
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
    let unit = unit_words(pieces, if hyphen { value.end + 1 } else { value.end });
    // "that one mile", "a one-yen bid"
    if unit.is_some_and(|((_, unit), _)| hyphen || !TIME_UNITS.contains(&unit)) {
        return false;
    }
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
    pronoun || hyphen || is_apostrophe(pieces.mark(value.end)) || (!hedged && (ended || stop))
}

/// Whether these words come next.
fn next_are(pieces: &Pieces<'_>, from: usize, words: &[&str]) -> bool {
    words.iter().enumerate().all(|(at, word)| pieces.word(from + at) == *word)
}

/// Units that "one" stands before without counting: "that one day", "the one time".
const TIME_UNITS: [&str; 8] = ["second", "minute", "hour", "day", "night", "week", "month", "year"];

/// "half" and "quarter" of a match, a year or a town: parts of nothing that is said beside them. A half with a hedge
/// is one all the same ("more than half were women"), unless a compound begins with it ("about half-past").
fn is_no_part(pieces: &Pieces<'_>, i: usize, end: usize) -> bool {
    let word = pieces.word(i);
    let next = pieces.word(end);
    if next == "final" {
        return true;
    }
    let of_something = matches!(next, "of" | "the" | "a" | "an" | "all");
    let hedged = word == "half"
        && hedge_before(pieces, i).is_some()
        && pieces.past_hyphen(end).is_none()
        && !matches!(next, "past" | "time" | "way");
    matches!(word, "half" | "quarter" | "quarters" | "halves") && !of_something && !hedged
}
