//! Whether the words around a time speak of what was or of what is to come.

use super::lexicon::is_future;
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
fn clue(pieces: &Pieces<'_>, i: usize) -> Option<bool> {
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
