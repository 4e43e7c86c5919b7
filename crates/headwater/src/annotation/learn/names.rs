//! Learning to find names.

use super::{Dice, Perceptron};
use crate::annotation::conllu::GoldSentence;
use crate::annotation::lexeme::Lexeme;
use crate::annotation::lexicon::Lexicon;
use crate::annotation::model::{Features, Weights, hash};
use crate::annotation::name::{
    LABELS, Memory, NOTHING, Seen, Sight, begins, best, collect, elsewhere, label,
};
use crate::annotation::{Upos, token};

/// The table has two to the power of this many cells.
const BITS: u32 = 21;
/// One sentence in so many is also learnt in capitals, as headlines are.
const SHOUTED: usize = 12;

/// A sentence with the label of each word ("B-PER", "O"); its tags are such as the tagger gives.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// The words with their tags.
    pub sentence: GoldSentence,
    /// One label a word.
    pub labels: Vec<String>,
}

struct Example {
    sight: Sight,
    gold: Vec<usize>,
}

/// Learns the weights from documents in `epochs` rounds.
pub fn names(documents: &[Vec<Named>], lexicon: &Lexicon, epochs: usize, seed: u64) -> Vec<u8> {
    let shouted =
        |(place, named): (usize, &Named)| (place % SHOUTED == 0).then(|| example(named, lexicon, true));
    let mut learnt: Vec<Vec<Example>> = documents
        .iter()
        .map(|document| document.iter().map(|named| example(named, lexicon, false)).collect())
        .collect();
    learnt.extend(documents.iter().map(|document| document.iter().enumerate().filter_map(shouted).collect()));
    let (mut dice, mut model) = (Dice(seed), Perceptron::new(BITS));
    for _ in 0..epochs {
        dice.shuffle(&mut learnt);
        learnt.iter().for_each(|document| learn(&mut model, document));
    }
    model.quantised()
}

/// The labels that `weights` give to the words of one document.
pub fn label_names(document: &[Named], lexicon: &Lexicon, weights: &[u8]) -> Vec<Vec<&'static str>> {
    let (cells, mut features, mut memory) = (Weights::new(weights), Features::default(), Memory::default());
    let sights: Vec<Sight> = document.iter().map(|named| example(named, lexicon, false).sight).collect();
    let mut first = Vec::new();
    for sight in &sights {
        let mut labels = Vec::new();
        label(&cells, sight, None, &mut features, &mut labels);
        memory.keep(&sight.words, &labels);
        first.push(labels);
    }
    let second = sights.iter().zip(&first).map(|(sight, first)| {
        let mut labels = Vec::new();
        label(&cells, sight, Some((&memory, first)), &mut features, &mut labels);
        labels.into_iter().map(|label| LABELS[label]).collect()
    });
    second.collect()
}

fn example(named: &Named, lexicon: &Lexicon, shouted: bool) -> Example {
    let words = named.sentence.words.iter().map(|word| {
        let form = if shouted { token::plain(&word.form).to_uppercase() } else { word.form.clone() };
        let lexeme = Lexeme::new(&form, lexicon);
        Seen { lexeme, tag: hash(word.xpos.bytes()), proper: word.upos == Upos::Propn }
    });
    let place = |label: &String| LABELS.iter().position(|name| name == label).unwrap_or(NOTHING);
    let sight = Sight::new(words.collect());
    let mut gold: Vec<usize> = named.labels.iter().map(place).collect();
    sight.untitle(&mut gold);
    Example { sight, gold }
}

/// Reads a document twice, as it will be read, and learns from both readings.
fn learn(model: &mut Perceptron, document: &[Example]) {
    let mut memory = Memory::default();
    let mut first = Vec::with_capacity(document.len());
    for example in document {
        let labels = learn_sentence(model, example, None);
        memory.keep(&example.sight.words, &labels);
        first.push(labels);
    }
    for (example, first) in document.iter().zip(&first) {
        learn_sentence(model, example, Some((&memory, first)));
    }
}

fn learn_sentence(
    model: &mut Perceptron,
    example: &Example,
    memory: Option<(&Memory, &[usize])>,
) -> Vec<usize> {
    let mut features = Features::default();
    let mut given: Vec<usize> = Vec::with_capacity(example.gold.len());
    for (at, word) in example.sight.words.iter().enumerate() {
        let before = given.last().copied().unwrap_or(NOTHING);
        if !word.may_begin() && before == NOTHING {
            given.push(NOTHING);
            continue;
        }
        let right = possible(example.gold[at], before, word.may_begin());
        collect(&example.sight, at, before, elsewhere(&example.sight, memory, at), &mut features);
        let label = best(model, &features, before, word.may_begin());
        model.tick();
        if label != right {
            model.update(features.list(), right, label);
        }
        given.push(label);
    }
    given
}

/// The right label, given what was said of the word before: after an error the inside of a name may have to begin it.
fn possible(gold: usize, before: usize, may_begin: bool) -> usize {
    let inside = gold != NOTHING && !begins(gold);
    let follows = before == gold || before + 1 == gold;
    match (inside, follows) {
        (true, false) if may_begin => gold - 1,
        (true, false) => NOTHING,
        _ if begins(gold) && !may_begin => NOTHING,
        _ => gold,
    }
}
