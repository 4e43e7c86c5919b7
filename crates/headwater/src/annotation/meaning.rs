//! How alike two words are in meaning, by the company that they keep: the rows of the reading model for known words
//! began as vectors of the words around them (`data/README.md`), and words with one neighbourhood still lie near each other.

use super::lexeme::Lexeme;
use super::lexicon::LEXICON;
use super::model::MODEL;

/// What is known of a word's neighbourhood.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Meaning {
    cells: &'static [u8],
    length: f32,
}

impl Meaning {
    /// The meaning of a word, where it is known; case tells nothing.
    pub fn of(word: &str) -> Option<Self> {
        let cells = MODEL.as_ref()?.known_word(&Lexeme::new(word, &LEXICON))?;
        let length = dot(cells, cells).sqrt();
        (length > 0.0).then_some(Meaning { cells, length })
    }

    /// The cosine between two words, from -1 to 1: about 0 for words of nothing in common, above one half for words that
    /// stand in each other's place ("talks", "negotiations"), be they opposites or of one list ("Monday", "Tuesday").
    pub fn likeness(self, other: Meaning) -> f32 {
        dot(self.cells, other.cells) / (self.length * other.length)
    }
}

/// The mean of some words, each of length one times its weight; empty where none is known.
pub(crate) fn mean(words: impl Iterator<Item = (Meaning, f32)>) -> Vec<f32> {
    let mut sum: Vec<f32> = Vec::new();
    for (word, weight) in words {
        sum.resize(sum.len().max(word.cells.len()), 0.0);
        for (cell, own) in sum.iter_mut().zip(word.cells) {
            *cell += weight * f32::from(own.cast_signed()) / word.length;
        }
    }
    sum
}

/// The cosine between two means, from -1 to 1; 0 where nothing is known of one.
pub(crate) fn cosine(one: &[f32], other: &[f32]) -> f32 {
    let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
    let lengths = (product(one, one) * product(other, other)).sqrt();
    if lengths > 0.0 { product(one, other) / lengths } else { 0.0 }
}

/// The product of two rows of signed bytes, summed in whole numbers: the same on all machines.
fn dot(one: &[u8], other: &[u8]) -> f32 {
    let product = |(a, b): (&u8, &u8)| i32::from(a.cast_signed()) * i32::from(b.cast_signed());
    one.iter().zip(other).map(product).sum::<i32>() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: &str, other: &str) -> f32 {
        Meaning::of(one).unwrap().likeness(Meaning::of(other).unwrap())
    }

    #[test]
    fn words_of_one_neighbourhood_are_alike() {
        assert!(likeness("talks", "negotiations") > 0.6);
        assert!(likeness("lawsuit", "suit") > 0.5);
        assert!(likeness("lawsuit", "banana") < 0.2);
        assert!((likeness("ferry", "Ferry") - 1.0).abs() < 1e-5);
    }

    #[test]
    fn made_up_words_have_no_meaning() {
        assert_eq!(Meaning::of("qzxvthorpington"), None);
        assert_eq!(Meaning::of(""), None);
    }
}
