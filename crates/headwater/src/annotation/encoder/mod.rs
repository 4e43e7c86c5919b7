//! Words in context: a vector for every word of a sentence, from which tags, trees and names are read.
//!
//! A word is the sum of rows looked up for the word itself, its ends, its shape and the lists that hold it. Layers of
//! simple recurrent units (Lei et al. 2018) run over the sentence in both directions: all products are made for the
//! whole sentence at once, and only a sum a state goes from word to word.

mod dense;
mod file;

pub(super) use dense::{Dense, Matrix};
pub(super) use file::{File, FileError};

use dense::{sigmoid, tanh};
use file::Table;
use pulp::{Arch, NullaryFnOnce};

use super::lexeme::Lexeme;

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

    /// The row of a word; the first for words that are not known.
    fn row(&self, key: u32) -> usize {
        let prefix = (key >> (32 - DIRECTORY)) as usize;
        let bound = |at: usize| self.starts.get(at).map_or(0, |&start| start as usize);
        let (from, to) = (bound(prefix), bound(prefix + 1));
        let known = self.keys.get(from..to).unwrap_or_default();
        known.binary_search(&key).map_or(0, |place| from + place + 1)
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
        let words = Words::new(keys, file.table(words + 1, width)?);
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
            sentence = self.run(made, (number > 0).then_some(&sentence), words.len());
        }
        sentence
    }

    fn embed(&self, word: &Lexeme, lists: u32, sums: &mut [f32]) {
        self.words.rows.add(self.words.row(word.lower), sums);
        let [_, two, three, four] = word.suffixes;
        let hashes = [two, three, four, word.prefixes[2], word.shape, lists % LISTS as u32];
        for ((part, size), hash) in self.parts.iter().zip(self.sizes).zip(hashes) {
            part.add(hash as usize % size.max(1), sums);
        }
    }

    /// Lets the states of a layer run over the sentence.
    ///
    /// `made` holds for each word and state what is new, how much of the old is kept, how much of the state is shown,
    /// and what is let through for the rest (where that is not `before`).
    fn run(&self, mut made: Matrix, before: Option<&Matrix>, words: usize) -> Matrix {
        let mut out = Matrix::new(words, self.width());
        Arch::new().dispatch(Run { made: &mut made, before, out: &mut out, words, states: self.states });
        out
    }
}

/// A layer about to run over a sentence: the first half of its states forwards, the second backwards.
struct Run<'r> {
    made: &'r mut Matrix,
    before: Option<&'r Matrix>,
    out: &'r mut Matrix,
    words: usize,
    states: usize,
}

impl NullaryFnOnce for Run<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let (half, width) = (self.states, 2 * self.states);
        for at in 0..self.words {
            let gates = self.made.row_mut(at).iter_mut().skip(width).take(2 * width);
            gates.for_each(|gate| *gate = sigmoid(*gate));
        }
        for back in [false, true] {
            let mut states = vec![0.0; half];
            let from = if back { half } else { 0 };
            for step in 0..self.words {
                let at = if back { self.words - 1 - step } else { step };
                let row = self.made.row(at);
                let part = |number: usize| row.get(number * width + from..).unwrap_or_default();
                let through = match self.before {
                    Some(before) => before.row(at).get(from..).unwrap_or_default(),
                    None => part(3),
                };
                let shown = self.out.row_mut(at).get_mut(from..).unwrap_or_default();
                let gates = part(0).iter().zip(part(1)).zip(part(2)).zip(through);
                for ((state, shown), (((new, keep), show), through)) in
                    states.iter_mut().zip(shown).zip(gates)
                {
                    *state = keep * *state + (1.0 - keep) * new;
                    *shown = show * tanh(*state) + (1.0 - show) * through;
                }
            }
        }
    }
}
