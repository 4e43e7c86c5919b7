//! Learning the weights that ship: averaged perceptrons (Collins 2002), seeded and in a fixed order, so that the
//! same treebanks give the same bytes. `cargo xtask train` reads the treebanks and writes what is made here.

mod lexicon;
mod names;
mod parser;
mod tagger;

pub use lexicon::{lemmas, lexicon};
pub use names::{Named, label_names, names};
pub use parser::{Parsed, parser, reparse};
pub use tagger::{retag, tagger};

use super::model::{Cells, cell, row};

/// A table of weights being learnt, with their sums over time.
struct Perceptron {
    weights: Vec<f32>,
    sums: Vec<f32>,
    changed: Vec<u32>,
    now: u32,
    bits: u32,
}

impl Cells for Perceptron {
    #[inline]
    fn at(&self, cell: usize) -> f32 {
        self.weights[cell]
    }

    fn bits(&self) -> u32 {
        self.bits
    }
}

impl Perceptron {
    /// A table of `1 << bits` cells.
    fn new(bits: u32) -> Self {
        let size = 1 << bits;
        Perceptron { weights: vec![0.0; size], sums: vec![0.0; size], changed: vec![0; size], now: 0, bits }
    }

    /// One more decision has been made.
    fn tick(&mut self) {
        self.now += 1;
    }

    fn add(&mut self, cell: usize, by: f32) {
        let since = self.now - self.changed[cell];
        self.sums[cell] += self.weights[cell] * since as f32;
        self.changed[cell] = self.now;
        self.weights[cell] += by;
    }

    /// Moves the weights of `features` from the class that was given to the class that is right.
    fn update(&mut self, features: &[u32], right: usize, given: usize) {
        for &feature in features {
            self.add(cell(feature, right, self.bits), 1.0);
            self.add(cell(feature, given, self.bits), -1.0);
        }
    }

    /// The same for a table of rows of four.
    fn update_row(&mut self, features: &[u32], right: usize, given: usize) {
        for &feature in features {
            let start = row(feature, 4, self.bits);
            self.add(start + right, 1.0);
            self.add(start + given, -1.0);
        }
    }

    /// The averages over all decisions, one byte each: the square root of the size, so that small weights keep
    /// their differences and the greatest are not cut off (both cost accuracy when they are).
    fn quantised(mut self) -> Vec<u8> {
        for cell in 0..self.weights.len() {
            self.add(cell, 0.0);
        }
        let most = self.sums.iter().map(|sum| sum.abs()).fold(f32::MIN_POSITIVE, f32::max);
        let byte =
            |sum: &f32| (((sum.abs() / most).sqrt() * 127.0).round().copysign(*sum) as i8).cast_unsigned();
        self.sums.iter().map(byte).collect()
    }
}

/// Numbers that look random and are the same on every machine (xorshift64*, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    /// Below one, evenly.
    fn chance(&mut self) -> f64 {
        (self.roll() % 1_000_000) as f64 / 1e6
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            let other = (self.roll() % (end as u64 + 1)) as usize;
            list.swap(end, other);
        }
    }
}
