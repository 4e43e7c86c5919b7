//! Names of persons, organisations, places and other things: an averaged perceptron, read twice.
//!
//! The first reading sees each sentence by itself; the second also sees how the same word was read elsewhere in the
//! article, for a text that names somebody fully once may use half the name ten times (Ratinov and Roth 2009).

mod features;
mod gazetteer;

pub(super) use features::{Seen, Sight, collect};
pub(super) use gazetteer::{is_nationality, kinds, known_body};

use rustc_hash::FxHashMap;

use super::lexeme::Lexeme;
use super::lexicon::LEXICON;
use super::mention::Name;
use super::model::{Cells, Features, Weights, hash};
use super::{Annotations, EntityKind};

static NAMES: &[u8] = include_bytes!("../../../data/names.bin");

/// The labels: nothing, then the beginning and the inside of each kind of name.
pub(super) const LABELS: [&str; 9] =
    ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"];
/// The label that begins a person's name.
pub(super) const PERSON: usize = 1;
/// The label of what is no name.
pub(super) const NOTHING: usize = 0;

/// Whether a label begins a name.
pub(super) fn begins(label: usize) -> bool {
    label % 2 == 1
}

/// The labels that may follow `before` for a word that `may_begin` a name.
pub(super) fn choice(before: usize, may_begin: bool) -> impl Iterator<Item = usize> {
    (0..LABELS.len()).filter(move |&label| match label {
        NOTHING => true,
        _ if begins(label) => may_begin,
        _ => before == label || before + 1 == label,
    })
}

/// How words were read elsewhere in the article: counts of each kind of name.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory(FxHashMap<u32, [u16; 5]>);

impl Memory {
    /// Keeps the labels of a sentence.
    pub(super) fn keep(&mut self, words: &[Seen], labels: &[usize]) {
        for (word, &label) in words.iter().zip(labels).filter(|(word, _)| word.may_begin()) {
            let counts = self.0.entry(word.lexeme.form).or_default();
            counts[label.div_ceil(2)] = counts[label.div_ceil(2)].saturating_add(1);
        }
    }

    /// The kind that a word had most often elsewhere, itself (once read as `own`) not counted; 9 where it stands alone.
    pub(super) fn elsewhere(&self, word: &Seen, own: usize) -> u32 {
        let Some(mut counts) = self.0.get(&word.lexeme.form).copied() else { return 9 };
        counts[own.div_ceil(2)] = counts[own.div_ceil(2)].saturating_sub(1);
        let most = (0..counts.len()).max_by_key(|&kind| (counts[kind], kind)).unwrap_or(0);
        if counts[most] == 0 { 9 } else { u32::try_from(most).unwrap_or(9) }
    }
}

/// The labels of a sentence's words; `first` holds the labels of the first reading when this is the second.
pub(super) fn label(
    cells: &impl Cells,
    sight: &Sight,
    memory: Option<(&Memory, &[usize])>,
    features: &mut Features,
    out: &mut Vec<usize>,
) {
    out.clear();
    for (at, word) in sight.words.iter().enumerate() {
        let before = out.last().copied().unwrap_or(NOTHING);
        if !word.may_begin() && before == NOTHING {
            out.push(NOTHING);
            continue;
        }
        let elsewhere = elsewhere(sight, memory, at);
        collect(sight, at, before, elsewhere, features);
        out.push(best(cells, features, before, word.may_begin()));
    }
    sight.untitle(out);
}

/// What the memory says of word `at`; 8 in the first reading.
pub(super) fn elsewhere(sight: &Sight, memory: Option<(&Memory, &[usize])>, at: usize) -> u32 {
    memory.map_or(8, |(memory, first)| {
        memory.elsewhere(&sight.words[at], first.get(at).copied().unwrap_or(NOTHING))
    })
}

/// The best label that may follow `before`.
pub(super) fn best(cells: &impl Cells, features: &Features, before: usize, may_begin: bool) -> usize {
    let mut found = (NOTHING, f32::NEG_INFINITY);
    for label in choice(before, may_begin) {
        let score = cells.score(features.list(), label);
        if score > found.1 {
            found = (label, score);
        }
    }
    found.0
}

/// The names in an article whose tokens are tagged.
pub(super) fn names(text: &str, found: &Annotations) -> Vec<Name> {
    let cells = Weights::new(NAMES);
    let sights: Vec<Sight> =
        found.sentences.iter().map(|sentence| sight(text, found, sentence.tokens.clone())).collect();
    let (mut features, mut labels, mut memory) = (Features::default(), Vec::new(), Memory::default());
    let mut first = Vec::with_capacity(sights.len());
    for sight in &sights {
        label(&cells, sight, None, &mut features, &mut labels);
        memory.keep(&sight.words, &labels);
        first.push(labels.clone());
    }
    let mut names = Vec::new();
    for ((sight, sentence), first) in sights.iter().zip(&found.sentences).zip(&first) {
        label(&cells, sight, Some((&memory, first)), &mut features, &mut labels);
        gather(&labels, sentence.tokens.start, &mut names);
    }
    names
}

fn sight(text: &str, found: &Annotations, tokens: std::ops::Range<usize>) -> Sight {
    let tokens = found.tokens.get(tokens).unwrap_or_default();
    let seen = |token: &super::Token| {
        let lexeme = Lexeme::new(token.span.of(text), &LEXICON);
        Seen { lexeme, tag: hash(token.xpos.bytes()), proper: token.upos == super::Upos::Propn }
    };
    Sight::new(tokens.iter().map(seen).collect())
}

/// Turns labels into names.
fn gather(labels: &[usize], offset: usize, names: &mut Vec<Name>) {
    for (at, &label) in labels.iter().enumerate() {
        let place = offset + at;
        if begins(label) {
            names.push(Name { tokens: place..place + 1, kind: kind(label) });
        } else if label != NOTHING
            && let Some(name) = names.last_mut()
        {
            name.tokens.end = place + 1;
        }
    }
}

fn kind(label: usize) -> EntityKind {
    match label.div_ceil(2) {
        1 => EntityKind::Person,
        2 => EntityKind::Organisation,
        3 => EntityKind::Place,
        _ => EntityKind::Other,
    }
}
