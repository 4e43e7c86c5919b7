//! Products of matrices.

use pulp::{Arch, NullaryFnOnce};

/// Words that are multiplied together; matrices of words have a multiple of so many rows.
const ROWS: usize = 4;
/// Results that are made together.
const LANES: usize = 16;

/// Rows of numbers, one a word; rows are added at the end until their number is a multiple of [`ROWS`].
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    pub(crate) cells: Vec<f32>,
    pub(crate) width: usize,
}

impl Matrix {
    /// A matrix of zeros for so many words.
    pub fn new(words: usize, width: usize) -> Self {
        Matrix { cells: vec![0.0; words.next_multiple_of(ROWS) * width], width }
    }

    /// The numbers of word `at`.
    pub fn row(&self, at: usize) -> &[f32] {
        self.cells.get(at * self.width..(at + 1) * self.width).unwrap_or_default()
    }

    /// The numbers of word `at`, to be changed.
    pub fn row_mut(&mut self, at: usize) -> &mut [f32] {
        self.cells.get_mut(at * self.width..(at + 1) * self.width).unwrap_or_default()
    }

    /// Sets everything below zero to zero.
    pub fn rectify(mut self) -> Self {
        self.cells.iter_mut().for_each(|cell| *cell = cell.max(0.0));
        self
    }
}

/// A layer: what comes in times a matrix, plus a bias.
#[derive(Clone, Debug, Default)]
pub struct Dense {
    /// For each run of [`LANES`] results one row an input.
    panels: Vec<[f32; LANES]>,
    bias: Vec<f32>,
    inputs: usize,
}

impl Dense {
    /// A layer from one row of weights a result.
    pub fn new<'r>(rows: impl ExactSizeIterator<Item = &'r [f32]>, inputs: usize, bias: &[f32]) -> Self {
        let outputs = rows.len().next_multiple_of(LANES);
        let mut panels = vec![[0.0; LANES]; outputs / LANES * inputs];
        for (output, row) in rows.enumerate() {
            let panel = panels.get_mut(output / LANES * inputs..).unwrap_or_default();
            for (cells, &weight) in panel.iter_mut().zip(row) {
                cells[output % LANES] = weight;
            }
        }
        let mut bias = bias.to_vec();
        bias.resize(outputs, 0.0);
        Dense { panels, bias, inputs }
    }

    /// What the layer makes of every row.
    pub fn apply(&self, from: &Matrix) -> Matrix {
        let width = self.bias.len();
        let mut out = Matrix { cells: vec![0.0; from.cells.len() / from.width.max(1) * width], width };
        Arch::new().dispatch(Product { layer: self, from: &from.cells, out: &mut out.cells });
        out
    }
}

/// A product about to be made by the widest instructions that the machine has.
struct Product<'p> {
    layer: &'p Dense,
    from: &'p [f32],
    out: &'p mut [f32],
}

impl NullaryFnOnce for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let (inputs, width) = (self.layer.inputs.max(1), self.layer.bias.len().max(1));
        let blocks = self.from.chunks_exact(ROWS * inputs).zip(self.out.chunks_exact_mut(ROWS * width));
        for (rows, out) in blocks {
            let (first, rest) = rows.split_at(inputs);
            let (second, rest) = rest.split_at(inputs);
            let (third, fourth) = rest.split_at(inputs);
            let panels = self.layer.panels.chunks_exact(inputs).zip(self.layer.bias.chunks_exact(LANES));
            for (number, (panel, bias)) in panels.enumerate() {
                let sums = block(panel, [first, second, third, fourth]);
                for (sums, out) in sums.iter().zip(out.chunks_exact_mut(width)) {
                    let place = out.iter_mut().skip(number * LANES).take(LANES);
                    place.zip(sums).zip(bias).for_each(|((out, sum), bias)| *out = sum + bias);
                }
            }
        }
    }
}

/// The sums of [`LANES`] results for [`ROWS`] words.
#[inline(always)]
fn block(panel: &[[f32; LANES]], rows: [&[f32]; ROWS]) -> [[f32; LANES]; ROWS] {
    let mut sums = [[0.0f32; LANES]; ROWS];
    let [first, second, third, fourth] = rows;
    let inputs = first.iter().zip(second).zip(third).zip(fourth);
    for (weights, (((&a, &b), &c), &d)) in panel.iter().zip(inputs) {
        for lane in 0..LANES {
            sums[0][lane] += a * weights[lane];
            sums[1][lane] += b * weights[lane];
            sums[2][lane] += c * weights[lane];
            sums[3][lane] += d * weights[lane];
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layer_multiplies_and_adds() {
        let weights: Vec<Vec<f32>> =
            (0..5).map(|output| (0..3).map(|input| (output * 3 + input) as f32).collect()).collect();
        let layer = Dense::new(weights.iter().map(Vec::as_slice), 3, &[1.0; 5]);
        let mut words = Matrix::new(6, 3);
        for at in 0..6 {
            words.row_mut(at).copy_from_slice(&[at as f32, 1.0, -1.0]);
        }
        let out = layer.apply(&words);
        for at in 0..6 {
            for (output, row) in weights.iter().enumerate() {
                assert_eq!(out.row(at)[output], row[0] * at as f32 + row[1] - row[2] + 1.0);
            }
        }
    }
}
