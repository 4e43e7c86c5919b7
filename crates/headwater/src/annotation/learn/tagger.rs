//! Learning to tag.

use super::{Dice, Perceptron};
use crate::annotation::conllu::GoldSentence;
use crate::annotation::lexeme::{CAPITAL, Lexeme};
use crate::annotation::lexicon::Lexicon;
use crate::annotation::model::{Features, Weights};
use crate::annotation::tag::{best, collect, tags};

/// The tagger's table has two to the power of this many cells.
const BITS: u32 = 22;

struct Example {
    words: Vec<Lexeme>,
    gold: Vec<u16>,
}

fn lexemes(sentence: &GoldSentence, lexicon: &Lexicon) -> Vec<Lexeme> {
    sentence.words.iter().map(|word| Lexeme::new(&word.form, lexicon)).collect()
}

/// Learns the tagger's weights from `treebank` in `epochs` rounds.
pub fn tagger(treebank: &[GoldSentence], lexicon: &Lexicon, epochs: usize, seed: u64) -> Vec<u8> {
    let example = |sentence: &GoldSentence| Example {
        words: lexemes(sentence, lexicon),
        gold: sentence.words.iter().map(|word| lexicon.class(word.upos, &word.xpos).unwrap_or(0)).collect(),
    };
    let mut examples: Vec<Example> = treebank.iter().map(example).collect();
    let (mut dice, mut model) = (Dice(seed), Perceptron::new(BITS));
    for _ in 0..epochs {
        dice.shuffle(&mut examples);
        examples.iter().for_each(|example| learn(&mut model, lexicon, example));
    }
    model.quantised()
}

fn learn(model: &mut Perceptron, lexicon: &Lexicon, example: &Example) {
    let (mut features, mut candidates, mut given) = (Features::default(), Vec::new(), Vec::new());
    for (at, (word, &right)) in example.words.iter().zip(&example.gold).enumerate() {
        collect(&example.words, at, &given, &mut features);
        lexicon.candidates(word.entry, word.flags & CAPITAL != 0, &mut candidates);
        let class = best(model, &features, &candidates);
        model.tick();
        if class != right {
            model.update(features.list(), usize::from(right), usize::from(class));
        }
        given.push(class);
    }
}

/// The same sentences with the tags that `weights` give them.
pub fn retag(treebank: &[GoldSentence], lexicon: &Lexicon, weights: &[u8]) -> Vec<GoldSentence> {
    let (weights, mut classes) = (Weights::new(weights), Vec::new());
    let mut tagged = treebank.to_vec();
    for sentence in &mut tagged {
        tags(&weights, lexicon, &lexemes(sentence, lexicon), &mut classes);
        for (word, &class) in sentence.words.iter_mut().zip(&classes) {
            if let Some(tag) = lexicon.tag(class) {
                word.upos = tag.upos;
                word.xpos = tag.xpos.to_string();
            }
        }
    }
    tagged
}
