//! Words in context: a vector for every word of a sentence, from which tags, trees and names are read.
//!
//! A word is the sum of rows looked up for the word itself, its ends, its shape and the lists that hold it. Layers of
//! simple recurrent units (Lei et al. 2018) run over the sentence in both directions: all products are made for the
//! whole sentence at once, and only a sum a state goes from word to word.

mod file;

pub(super) use file::{File, FileError};

use file::Table;
use headwater_layers::{Dense, Matrix, recur};

use super::lexeme::{CAPITAL, Lexeme, UPPER};

/// The lists of names that a word stands in are a set of so many bits.
const LISTS: usize = 512;

/// The tables and layers.
#[derive(Debug, Default)]
pub(super) struct Encoder {
    words: Words,
    /// Tables for the last two, three and four letters, the first three, the shape and the lists.
    parts: [Table<'static>; 6],
    sizes: [usize; 6],
    layers: Vec<Dense>,
    width: usize,
    /// States in each direction.
    states: usize,
}

/// The table of known words.
#[derive(Debug, Default)]
struct Words {
    /// The hashes of the words, sorted.
    keys: Vec<u32>,
    /// Where the hashes begin that start with these bits.
    starts: Vec<u32>,
    rows: Table<'static>,
}

/// How many leading bits of a hash the directory of words looks at.
const DIRECTORY: u32 = 13;

impl Words {
    fn new(keys: Vec<u32>, rows: Table<'static>) -> Self {
        let starts = (0..=1u64 << DIRECTORY)
            .map(|prefix| keys.partition_point(|&key| u64::from(key) < prefix << (32 - DIRECTORY)) as u32)
            .collect();
        Words { keys, starts, rows }
    }

    /// The place of a known word.
    fn known(&self, key: u32) -> Option<usize> {
        let prefix = (key >> (32 - DIRECTORY)) as usize;
        let bound = |at: usize| self.starts.get(at).map_or(0, |&start| start as usize);
        let (from, to) = (bound(prefix), bound(prefix + 1));
        let place = self.keys.get(from..to)?.binary_search(&key).ok()?;
        Some(from + place + 1)
    }

    /// The row of a word. Words that are not known have the first, or the last if they look like names: the mean of
    /// the rare names of the treebanks.
    fn row(&self, key: u32, flags: u32) -> usize {
        let other = if flags & (CAPITAL | UPPER) == CAPITAL { self.keys.len() + 1 } else { 0 };
        self.known(key).unwrap_or(other)
    }
}

impl Encoder {
    /// Reads tables and layers out of the file.
    pub(super) fn of(file: &mut File<'static>) -> Result<Self, FileError> {
        let (width, states, layers, words) = (file.size()?, file.size()?, file.size()?, file.size()?);
        let mut sizes = [0; 6];
        for size in &mut sizes {
            *size = file.size()?;
        }
        let keys = file.numbers(words)?;
        let words = Words::new(keys, file.table(words + 2, width)?);
        let mut parts = [Table::default(); 6];
        for (part, &size) in parts.iter_mut().zip(&sizes) {
            *part = file.table(size, width)?;
        }
        // The first layer also makes what it lets through, for its width is another.
        let layer = |number: usize| if number == 0 { (8 * states, width) } else { (6 * states, 2 * states) };
        let layers = (0..layers).map(layer).map(|(outputs, inputs)| file.dense(outputs, inputs));
        let layers = layers.collect::<Result<_, _>>()?;
        Ok(Encoder { words, parts, sizes, layers, width, states })
    }

    /// How many numbers a word in context has.
    pub(super) fn width(&self) -> usize {
        2 * self.states
    }

    /// The words of a sentence in context; `lists` holds for each the lists of names that it stands in.
    pub(super) fn encode(&self, words: &[Lexeme], lists: &[u32]) -> Matrix {
        let mut sentence = Matrix::new(words.len(), self.width);
        for (at, (word, &lists)) in words.iter().zip(lists).enumerate() {
            self.embed(word, lists, sentence.row_mut(at));
        }
        for (number, layer) in self.layers.iter().enumerate() {
            let made = layer.apply(&sentence);
            sentence = recur(made, (number > 0).then_some(&sentence), words.len(), self.states);
        }
        sentence
    }

    /// The row of a word that is known, as signed bytes of one scale.
    pub(super) fn known_word(&self, word: &Lexeme) -> Option<&'static [u8]> {
        self.words.rows.row(self.words.known(word.lower)?)
    }

    fn embed(&self, word: &Lexeme, lists: u32, sums: &mut [f32]) {
        self.words.rows.add(self.words.row(word.lower, word.flags), sums);
        let [_, two, three, four] = word.suffixes;
        let hashes = [two, three, four, word.prefixes[2], word.shape, lists % LISTS as u32];
        for ((part, size), hash) in self.parts.iter().zip(self.sizes).zip(hashes) {
            part.add(hash as usize % size.max(1), sums);
        }
    }
}
