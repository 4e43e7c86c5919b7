//! Linear models over hashed features: the weights that ship, and the way from a feature to its weight.
//!
//! A feature is a number made by mixing what it is about; a weight belongs to a feature and a class and lies in
//! a table of bytes at a place given by the hash of both (feature hashing, Weinberger et al. 2009). Nothing is
//! unpacked when the program starts: the table in the binary is the table that is read.

/// A table of weights.
pub(super) trait Cells {
    /// The weight in cell `cell`.
    fn at(&self, cell: usize) -> f32;
    /// The table has two to the power of this many cells.
    fn bits(&self) -> u32;

    /// The sum of the weights of `features` for `class`.
    fn score(&self, features: &[u32], class: usize) -> f32 {
        features.iter().map(|&feature| self.at(cell(feature, class, self.bits()))).sum()
    }

    /// The sums for the first `N` classes of a table whose cells stand in rows of `N`.
    fn row<const N: usize>(&self, features: &[u32]) -> [f32; N] {
        let mut sums = [0.0; N];
        for &feature in features {
            let start = row(feature, N, self.bits());
            for (class, sum) in sums.iter_mut().enumerate() {
                *sum += self.at(start + class);
            }
        }
        sums
    }
}

/// The cell of a feature and a class in a table of `1 << bits` cells.
pub(super) fn cell(feature: u32, class: usize, bits: u32) -> usize {
    let mixed = (feature ^ (class as u32).wrapping_mul(0x9E37_79B1)).wrapping_mul(0x85EB_CA6B);
    // A table of one cell has no bits left to choose by.
    mixed.checked_shr(32 - bits).unwrap_or(0) as usize
}

/// The first cell of a feature's row of `width` cells; `width` is a power of two.
pub(super) fn row(feature: u32, width: usize, bits: u32) -> usize {
    let rows = bits.saturating_sub(width.trailing_zeros());
    feature.wrapping_mul(0x85EB_CA6B).checked_shr(32 - rows).unwrap_or(0) as usize * width
}

/// Weights as they ship: one byte each, the signed square root of the weight.
#[derive(Clone, Copy, Debug)]
pub struct Weights<'a> {
    cells: &'a [u8],
}

impl<'a> Weights<'a> {
    /// A table over the first bytes of `cells`, as many as the greatest power of two that fits.
    pub fn new(cells: &'a [u8]) -> Self {
        let length = cells.len().checked_ilog2().map_or(0, |bits| 1 << bits);
        Weights { cells: cells.get(..length).unwrap_or_default() }
    }
}

impl Cells for Weights<'_> {
    #[inline]
    fn at(&self, cell: usize) -> f32 {
        let root = self.cells.get(cell).map_or(0.0, |&byte| f32::from(byte.cast_signed()));
        root * root.abs()
    }

    fn bits(&self) -> u32 {
        self.cells.len().checked_ilog2().unwrap_or(1)
    }
}

/// The hash of some bytes (FNV-1a with a final mix), the same on every machine.
pub(super) fn hash(bytes: impl IntoIterator<Item = u8>) -> u32 {
    let mut hash = 0x811C_9DC5u32;
    for byte in bytes {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    mix(hash, 0)
}

/// Mixes two numbers into one.
#[inline]
pub(super) fn mix(a: u32, b: u32) -> u32 {
    let mixed = (a.rotate_left(13) ^ b.wrapping_mul(0xC2B2_AE35)).wrapping_mul(0x9E37_79B1);
    mixed ^ (mixed >> 15)
}

/// A list of features being made: each gets the number of its template, so that equal parts do not meet.
#[derive(Clone, Debug, Default)]
pub(super) struct Features {
    list: Vec<u32>,
    template: u32,
}

impl Features {
    /// Empties the list.
    pub(super) fn clear(&mut self) {
        self.list.clear();
        self.template = 0;
    }

    /// Adds a feature of one part.
    #[inline]
    pub(super) fn one(&mut self, a: u32) {
        self.template += 1;
        self.list.push(mix(self.template, a));
    }

    /// Adds a feature of two parts.
    #[inline]
    pub(super) fn two(&mut self, a: u32, b: u32) {
        self.template += 1;
        self.list.push(mix(mix(self.template, a), b));
    }

    /// Adds a feature of three parts.
    #[inline]
    pub(super) fn three(&mut self, a: u32, b: u32, c: u32) {
        self.template += 1;
        self.list.push(mix(mix(mix(self.template, a), b), c));
    }

    /// Adds a feature of four parts.
    #[inline]
    pub(super) fn four(&mut self, a: u32, b: u32, c: u32, d: u32) {
        self.template += 1;
        self.list.push(mix(mix(mix(mix(self.template, a), b), c), d));
    }

    /// The features so far.
    pub(super) fn list(&self) -> &[u32] {
        &self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_bytes_make_a_table() {
        for length in 0..20 {
            let bytes = vec![0xFF; length];
            let table = Weights::new(&bytes);
            assert!(table.score(&[1, 2, 3], 7) <= 0.0);
            assert_eq!(table.row::<4>(&[9]).len(), 4);
        }
    }
}
