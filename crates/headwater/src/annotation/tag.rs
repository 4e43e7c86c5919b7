//! Parts of speech: an averaged perceptron over hashed features, one word after the other (Collins 2002).
//!
//! Universal and Penn tags are one class, so they never contradict each other. A word seen often has only the
//! tags that it was seen with.

use super::lexeme::{CAPITAL, EDGE, Lexeme};
use super::lexicon::Lexicon;
use super::model::{Cells, Features};

/// The number of the tag before the first word.
pub(super) const START: u16 = u16::MAX;

/// The tags of one sentence's words, as classes of the lexicon.
pub(super) fn tags(cells: &impl Cells, lexicon: &Lexicon, words: &[Lexeme], out: &mut Vec<u16>) {
    let (mut features, mut candidates) = (Features::default(), Vec::new());
    out.clear();
    for at in 0..words.len() {
        collect(words, at, out, &mut features);
        lexicon.candidates(words[at].entry, words[at].flags & CAPITAL != 0, &mut candidates);
        out.push(best(cells, &features, &candidates));
    }
}

/// The candidate with the highest score; the first of equals.
pub(super) fn best(cells: &impl Cells, features: &Features, candidates: &[u16]) -> u16 {
    if let [only] = candidates {
        return *only;
    }
    let (mut best, mut highest) = (0, f32::NEG_INFINITY);
    for &class in candidates {
        let score = cells.score(features.list(), usize::from(class));
        if score > highest {
            (best, highest) = (class, score);
        }
    }
    best
}

/// The features of word `at` after the tags `before`.
pub(super) fn collect(words: &[Lexeme], at: usize, before: &[u16], features: &mut Features) {
    let word = |offset: isize| {
        at.checked_add_signed(offset).and_then(|place| words.get(place)).copied().unwrap_or(EDGE)
    };
    let tag = |back: usize| {
        u32::from(at.checked_sub(back).and_then(|place| before.get(place)).copied().unwrap_or(START))
    };
    let (b2, b1, w, n1, n2) = (word(-2), word(-1), word(0), word(1), word(2));
    let (t1, t2) = (tag(1), tag(2));
    features.clear();
    features.one(w.lower);
    features.one(w.form);
    w.suffixes.iter().for_each(|&suffix| features.one(suffix));
    w.prefixes.iter().for_each(|&prefix| features.one(prefix));
    features.two(w.shape, w.suffixes[1]);
    features.two(w.shape, u32::from(at == 0));
    features.two(w.flags, t1);
    features.one(t1);
    features.two(t1, t2);
    features.two(t1, w.lower);
    features.two(t1, w.ambiguity);
    features.two(t1, w.suffixes[2]);
    features.three(t1, t2, w.ambiguity);
    features.three(t1, t2, w.suffixes[2]);
    features.one(b1.lower);
    features.one(b2.lower);
    features.one(n1.lower);
    features.one(n2.lower);
    features.two(b1.lower, w.lower);
    features.two(w.lower, n1.lower);
    features.two(b1.lower, n1.lower);
    features.two(b2.lower, b1.lower);
    features.two(n1.lower, n2.lower);
    features.one(n1.suffixes[2]);
    features.one(b1.suffixes[2]);
    features.two(n1.shape, w.shape);
    features.two(b1.shape, w.shape);
    features.two(w.ambiguity, n1.ambiguity);
    features.three(t1, w.ambiguity, n1.ambiguity);
    features.three(w.ambiguity, n1.ambiguity, n2.ambiguity);
    features.three(b1.ambiguity, w.ambiguity, n1.ambiguity);
    features.two(n1.ambiguity, w.suffixes[2]);
    features.two(w.suffixes[2], n1.lower);
    features.two(b1.lower, w.suffixes[2]);
    features.three(t1, w.lower, n1.ambiguity);
}
