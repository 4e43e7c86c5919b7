//! What the trainer of the reading model sees: sentences as rows of numbers, made by the same code that reads.
//!
//! A file is a run of sentences: the number of words, the sentence's number, the number of its disguise, then
//! [`COLUMNS`] numbers a word, all of them 32 bits, little end first.

use crate::annotation::conllu::GoldSentence;
use crate::annotation::lexeme::Lexeme;
use crate::annotation::lexicon::Lexicon;
use crate::annotation::name::{LABELS, kinds, untitle};
use crate::annotation::token::plain;
use crate::annotation::{Relation, Upos};

/// The label of a word that is in no name of a person, organisation or place; whether it is in a name of another kind is
/// open.
pub const OF_NO_NAME: &str = "-";

/// A sentence with labels for its names ("B-PER", "O", or [`OF_NO_NAME`]), one a word; none where the gold data do not
/// say.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// The words; without Penn tags where the gold data have neither tags nor tree.
    pub sentence: GoldSentence,
    /// One label a word.
    pub labels: Vec<String>,
}

/// Numbers a word: word, four suffixes, four prefixes, shape, flags, lists, class, head, relation, label.
const COLUMNS: usize = 16;
/// Stands for what the gold data do not say.
const UNSAID: u32 = u32::MAX;
/// Stands for [`OF_NO_NAME`].
const OPEN: u32 = u32::MAX - 1;

/// The disguises in which a sentence is learnt: as it is, in small letters, in capitals, as a headline.
const DISGUISES: [fn(&str) -> String; 4] = [str::to_owned, str::to_lowercase, str::to_uppercase, headline];

/// Every word with a capital, as headlines are set.
fn headline(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().filter(|_| word.chars().count() > 3 || word.starts_with(char::is_uppercase));
    match first {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => word.to_owned(),
    }
}

/// The rows of `sentences`, each in all disguises when it is to learn from and plain when it is to measure with.
pub fn rows(sentences: &[Named], lexicon: &Lexicon, disguised: bool) -> Vec<u8> {
    let mut out = Vec::new();
    for (number, named) in sentences.iter().enumerate() {
        let disguises = if disguised { &DISGUISES[..] } else { &DISGUISES[..1] };
        for (disguise, change) in disguises.iter().enumerate() {
            write(named, number, disguise, *change, lexicon, &mut out);
        }
    }
    out.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn write(
    named: &Named,
    number: usize,
    disguise: usize,
    change: fn(&str) -> String,
    lexicon: &Lexicon,
    out: &mut Vec<u32>,
) {
    let words = &named.sentence.words;
    let lexemes: Vec<Lexeme> =
        words.iter().map(|word| Lexeme::new(&change(&plain(&word.form)), lexicon)).collect();
    let listed = kinds(&lexemes);
    let mut labels: Vec<usize> = named.labels.iter().map(|label| place(label)).collect();
    untitle(&listed, &mut labels);
    out.extend([words.len(), number, disguise].map(|number| u32::try_from(number).unwrap_or(UNSAID)));
    for (at, (word, lexeme)) in words.iter().zip(&lexemes).enumerate() {
        let start = out.len();
        out.push(lexeme.lower);
        out.extend(lexeme.suffixes);
        out.extend(lexeme.prefixes);
        out.extend([lexeme.shape, lexeme.flags, listed[at]]);
        if !word.xpos.is_empty() {
            let head = word.head.map_or(0, |head| head as u32 + 1);
            let class = lexicon.class(word.upos, &word.xpos).map_or(UNSAID, u32::from);
            out.extend([class, head, word.relation as u32]);
        } else {
            out.extend([UNSAID; 3]);
        }
        out.push(match (named.labels.get(at), labels.get(at)) {
            (Some(label), _) if label == OF_NO_NAME => OPEN,
            (_, Some(&label)) => label as u32,
            _ => UNSAID,
        });
        debug_assert_eq!(out.len() - start, COLUMNS);
    }
}

/// What the numbers in the rows name, as JSON: the part of speech of each class, the relation without subtype of each
/// relation, both by number, and the numbers of those that the trainer treats by themselves.
pub fn facts(lexicon: &Lexicon) -> String {
    let base = |relation: &Relation| {
        let name = relation.name().split(':').next().unwrap_or_default();
        Relation::parse(name).unwrap_or_default() as usize
    };
    let upos: Vec<usize> = lexicon.tags().map(|tag| tag.upos as usize).collect();
    let base: Vec<usize> = Relation::ALL.iter().map(base).collect();
    let (root, punct, propn) = (Relation::Root as usize, Relation::Punct as usize, Upos::Propn as usize);
    format!("{{\"upos\":{upos:?},\"base\":{base:?},\"root\":{root},\"punct\":{punct},\"propn\":{propn}}}\n")
}

fn place(label: &str) -> usize {
    LABELS.iter().position(|name| *name == label).unwrap_or(0)
}
