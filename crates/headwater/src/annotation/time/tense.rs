//! Whether the words around a time speak of what was or of what is to come.

use super::lexicon::{is_between, is_future, is_telling};
use crate::annotation::scan::{Gap, Pieces};

/// How the words around a time look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// "killed on Wednesday".
    Past,
    /// "will meet on Wednesday".
    Future,
    /// Nothing says.
    Unknown,
}

/// How far a clue may stand, in pieces.
const REACH: usize = 14;

/// The nearest clue in the sentence; of two that are equally near, the one before the time.
pub(super) fn tense(pieces: &Pieces<'_>, first: usize, end: usize) -> Tense {
    if is_when_told(pieces, first, end) {
        return Tense::Past;
    }
    let before = (first.saturating_sub(REACH)..first)
        .rev()
        .take_while(|&i| !is_end(pieces, i))
        .position_and_clue(pieces);
    let after = (end..(end + REACH).min(pieces.len()))
        .take_while(|&i| !is_end(pieces, i) && pieces.gap(i) < Gap::Line)
        .position_and_clue(pieces);
    let clue = match (before, after) {
        (Some((near, clue)), Some((other, other_clue))) => {
            if near <= other + 6 {
                Some(clue)
            } else {
                Some(other_clue)
            }
        }
        (Some((_, clue)), None) | (None, Some((_, clue))) => Some(clue),
        (None, None) => None,
    };
    match clue {
        Some(true) => Tense::Future,
        Some(false) => Tense::Past,
        None => Tense::Unknown,
    }
}

/// Whether any word before a time in its sentence looks ahead ("will be opened on 20 May").
pub(super) fn looks_ahead(pieces: &Pieces<'_>, first: usize) -> bool {
    let before = (first.saturating_sub(REACH)..first).rev().take_while(|&i| !is_end(pieces, i));
    before.filter_map(|i| clue(pieces, i)).any(|ahead| ahead)
}

/// So many pieces may stand between a verb of telling and its time.
const NEAR: usize = 8;

/// Whether a time is when something was told, whatever that was: "said on Tuesday that talks would start", "On Monday, the
/// minister said the port would close".
fn is_when_told(pieces: &Pieces<'_>, first: usize, end: usize) -> bool {
    let owns = matches!(pieces.mark(end), '\'' | '’') && pieces.is_tight(end);
    let plain = |i: usize| {
        let word = pieces.word(i);
        !word.is_empty() && word != "that" && (is_telling(word) || clue(pieces, i).is_none())
    };
    let before = (first.saturating_sub(NEAR)..first)
        .rev()
        .take_while(|&i| plain(i))
        .find(|&i| is_telling(pieces.word(i)));
    let stands_with = |verb: usize| {
        let next = pieces.word(verb + 1);
        verb + 1 == first || is_between(next) || pieces.word(verb) == "told"
    };
    if before.is_some_and(stands_with) && !owns {
        return true;
    }
    let start = if pieces.word_before(first) == "on" { first - 1 } else { first };
    let opens = start == 0 || !pieces.follows(start) || is_end(pieces, start - 1);
    let mut after =
        (end + usize::from(pieces.mark(end) == ',')..pieces.len().min(end + NEAR)).take_while(|&i| plain(i));
    opens && !owns && after.any(|i| is_telling(pieces.word(i)) && pieces.mark(i + 1) == '\0')
}

/// Whether a sentence ends at the mark: a full stop that white space and a capital follow.
fn is_end(pieces: &Pieces<'_>, i: usize) -> bool {
    matches!(pieces.mark(i), '.' | '!' | '?') && !pieces.is_tight(i + 1) && pieces.word_before(i).len() > 1
}

/// The first clue of a run of pieces: how far away, and whether it points ahead.
trait Clues {
    fn position_and_clue(self, pieces: &Pieces<'_>) -> Option<(usize, bool)>;
}

impl<I: Iterator<Item = usize>> Clues for I {
    fn position_and_clue(self, pieces: &Pieces<'_>) -> Option<(usize, bool)> {
        self.enumerate().find_map(|(far, i)| clue(pieces, i).map(|clue| (far, clue)))
    }
}

/// A word of the lists, or a regular past; "said" and its kin speak of the telling and not of what is told.
pub(super) fn clue(pieces: &Pieces<'_>, i: usize) -> Option<bool> {
    let word = pieces.word(i);
    if matches!(word, "may" | "might") && !pieces.is_capital(i) {
        return Some(pieces.word(i + 1) != "have");
    }
    let regular = word.len() > 4 && word.ends_with("ed") && !NO_PAST.contains(&word);
    is_future(word).or(regular.then_some(false))
}

/// Words in "-ed" that are no past, or that speak of the telling.
const NO_PAST: [&str; 11] = [
    "indeed", "hundred", "united", "added", "stated", "claimed", "noted", "armed", "alleged", "related",
    "based",
];
