//! Parts of speech. Universal and Penn tags are one class, so they never contradict each other.

use headwater_layers::Matrix;

use super::lexeme::{CAPITAL, Lexeme};
use super::lexicon::Lexicon;

/// The tags of one sentence's words, as classes of the lexicon: for each word the class with the highest score among
/// those that the lexicon lets it have.
pub(super) fn tags(scores: &Matrix, lexicon: &Lexicon, words: &[Lexeme]) -> Vec<u16> {
    let mut candidates = Vec::new();
    let mut best = |(at, word): (usize, &Lexeme)| {
        lexicon.candidates(word.entry, word.flags & CAPITAL != 0, &mut candidates);
        highest(scores.row(at), &candidates)
    };
    words.iter().enumerate().map(&mut best).collect()
}

/// The candidate with the highest score; the first of equals.
fn highest(scores: &[f32], candidates: &[u16]) -> u16 {
    let mut found = (0, f32::NEG_INFINITY);
    for &class in candidates {
        let score = scores.get(usize::from(class)).copied().unwrap_or(f32::NEG_INFINITY);
        if score > found.1 {
            found = (class, score);
        }
    }
    found.0
}
