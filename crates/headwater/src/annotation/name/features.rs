//! What the tagger of names looks at: the word, its neighbours, the run of capitals around it, the lists.

use super::gazetteer::TITLE;
use super::{LABELS, NOTHING, PERSON, kinds};
use crate::annotation::lexeme::{CAPITAL, DIGIT, EDGE, LETTER, Lexeme, UPPER};
use crate::annotation::model::Features;

/// One word with its tag.
#[derive(Clone, Copy, Debug)]
pub(in crate::annotation) struct Seen {
    pub(in crate::annotation) lexeme: Lexeme,
    pub(in crate::annotation) tag: u32,
    /// Whether the tagger calls it a proper noun.
    pub(in crate::annotation) proper: bool,
}

const NOBODY: Seen = Seen { lexeme: EDGE, tag: 21, proper: false };

impl Seen {
    /// Whether a name may begin here.
    pub(in crate::annotation) fn may_begin(&self) -> bool {
        self.proper || self.lexeme.flags & (CAPITAL | DIGIT) != 0
    }

    fn is_capital(&self) -> bool {
        self.lexeme.flags & CAPITAL != 0
    }
}

/// A sentence as the tagger of names sees it.
#[derive(Clone, Debug)]
pub(in crate::annotation) struct Sight {
    pub(in crate::annotation) words: Vec<Seen>,
    /// What the lists say of each word.
    kinds: Vec<u32>,
    /// The run of capitals that each word stands in.
    runs: Vec<(usize, usize)>,
    /// Whether nearly all words are in capitals, so that capitals show nothing.
    shouted: u32,
}

impl Sight {
    pub(in crate::annotation) fn new(words: Vec<Seen>) -> Self {
        let lexemes: Vec<Lexeme> = words.iter().map(|word| word.lexeme).collect();
        let mut listed = Vec::new();
        kinds(&lexemes, &mut listed);
        let letters = || words.iter().filter(|word| word.lexeme.flags & LETTER != 0);
        let upper = letters().filter(|word| word.lexeme.flags & UPPER != 0).count();
        let capital = letters().filter(|word| word.is_capital()).count();
        let all = letters().count();
        let shouted =
            u32::from(all > 2 && upper * 5 > all * 4) * 2 + u32::from(all > 3 && capital * 4 > all * 3);
        let runs = runs(&words);
        Sight { words, kinds: listed, runs, shouted }
    }

    /// Takes titles off the front of persons' names ("Mr Roe", "Foreign Minister Roe"): they are no part of them.
    pub(in crate::annotation) fn untitle(&self, labels: &mut [usize]) {
        for at in 1..labels.len() {
            if labels[at - 1] == PERSON && labels[at] == PERSON + 1 && self.kinds[at - 1] & TITLE != 0 {
                labels[at - 1] = NOTHING;
                labels[at] = if self.words[at].may_begin() { PERSON } else { NOTHING };
            } else if labels[at] == PERSON + 1 && labels[at - 1] == NOTHING {
                labels[at] = if self.words[at].may_begin() { PERSON } else { NOTHING };
            }
        }
    }

    fn word(&self, at: usize, by: isize) -> Seen {
        at.checked_add_signed(by).and_then(|place| self.words.get(place)).copied().unwrap_or(NOBODY)
    }

    fn kind(&self, at: usize, by: isize) -> u32 {
        at.checked_add_signed(by).and_then(|place| self.kinds.get(place)).copied().unwrap_or(0)
    }
}

/// For each word the first and last word of the unbroken run of capitals around it.
fn runs(words: &[Seen]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = (0..words.len()).map(|at| (at, at)).collect();
    for at in 1..words.len() {
        if words[at].is_capital() && words[at - 1].is_capital() {
            runs[at].0 = runs[at - 1].0;
        }
    }
    for at in (1..words.len()).rev() {
        if words[at].is_capital() && words[at - 1].is_capital() {
            runs[at - 1].1 = runs[at].1;
        }
    }
    runs
}

/// The features of word `at` after the label `before`; `elsewhere` is how the word was read elsewhere.
pub(in crate::annotation) fn collect(
    sight: &Sight,
    at: usize,
    before: usize,
    elsewhere: u32,
    features: &mut Features,
) {
    let [b2, b1, w, n1, n2] = [-2, -1, 0, 1, 2].map(|by| sight.word(at, by));
    let [kb, k, kn] = [-1, 0, 1].map(|by| sight.kind(at, by));
    let label = u32::try_from(before.min(LABELS.len())).unwrap_or(0);
    let x = &w.lexeme;
    features.clear();
    features.one(label);
    features.one(x.lower);
    features.two(x.form, label);
    features.two(x.shape, label);
    features.two(x.shape, sight.shouted);
    x.suffixes.iter().for_each(|&suffix| features.one(suffix));
    x.prefixes.iter().for_each(|&prefix| features.one(prefix));
    features.two(w.tag, label);
    features.three(b1.tag, w.tag, n1.tag);
    features.three(w.tag, n1.tag, n2.tag);
    features.three(b2.tag, b1.tag, w.tag);
    features.two(k, label);
    features.three(kb, k, kn);
    features.two(k, x.shape);
    features.two(kb, label);
    features.two(kn, x.shape);
    features.two(x.ambiguity, u32::from(at == 0));
    features.three(x.shape, u32::from(at == 0), sight.shouted);
    neighbours([&b2, &b1, &w, &n1, &n2], label, features);
    features.two(elsewhere, label);
    features.two(elsewhere, x.shape);
    features.two(elsewhere, k);
    run(sight, at, label, features);
}

fn neighbours([b2, b1, w, n1, n2]: [&Seen; 5], label: u32, features: &mut Features) {
    for other in [b2, b1, n1, n2] {
        features.one(other.lexeme.lower);
        features.two(other.lexeme.lower, label);
        features.two(other.lexeme.shape, w.lexeme.shape);
    }
    features.two(b1.lexeme.lower, w.lexeme.lower);
    features.two(w.lexeme.lower, n1.lexeme.lower);
    features.two(b2.lexeme.lower, b1.lexeme.lower);
    features.two(n1.lexeme.lower, n2.lexeme.lower);
    features.two(b1.lexeme.lower, w.lexeme.shape);
    features.two(n1.lexeme.lower, w.lexeme.shape);
    features.three(b1.lexeme.lower, w.tag, n1.lexeme.lower);
    features.two(n1.lexeme.suffixes[2], w.lexeme.shape);
    features.two(b1.lexeme.suffixes[2], w.lexeme.shape);
    features.two(w.lexeme.suffixes[2], w.lexeme.shape);
}

/// The run of capitals: its first and last word, its length, what stands around it.
fn run(sight: &Sight, at: usize, label: u32, features: &mut Features) {
    let (first, last) = sight.runs[at];
    let length = u32::try_from((last - first).min(5)).unwrap_or(5);
    let place = u32::try_from((at - first).min(4)).unwrap_or(4);
    let [start, end] = [sight.word(first, 0), sight.word(last, 0)];
    let [before, after] = [sight.word(first, -1), sight.word(last, 1)];
    features.two(length, place);
    features.two(end.lexeme.lower, label);
    features.two(start.lexeme.lower, label);
    features.two(end.lexeme.suffixes[2], label);
    features.two(sight.kind(last, 0), label);
    features.two(sight.kind(first, 0), label);
    features.three(sight.kind(first, 0), sight.kind(last, 0), length);
    features.two(before.lexeme.lower, length);
    features.two(after.lexeme.lower, length);
    features.three(before.lexeme.lower, after.lexeme.lower, place);
    features.three(after.tag, before.tag, length);
    features.two(sight.kind(first, -1), length);
    features.two(after.lexeme.suffixes[2], label);
    features.two(before.lexeme.suffixes[2], place);
    let after_of = if label == 0 { 0 } else { sight.kind(at, 2) };
    features.two(after_of, label);
}
