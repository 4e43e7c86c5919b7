//! Recurrence, and the functions that it needs.

use pulp::{Arch, NullaryFnOnce};

use crate::Matrix;

/// Lets the states of a layer of simple recurrent units (Lei et al. 2018) run over the `words` of a sentence, half of
/// the `2 * states` forwards, the others backwards.
///
/// `made` holds for each word and state what is new, how much of the old is kept, how much of the state is shown, and
/// what is let through for the rest, where that is not `before`.
pub fn recur(mut made: Matrix, before: Option<&Matrix>, words: usize, states: usize) -> Matrix {
    let mut out = Matrix::new(words, 2 * states);
    Arch::new().dispatch(Run { made: &mut made, before, out: &mut out, words, states });
    out
}

/// A layer about to run over a sentence.
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

/// The exponential function for numbers of moderate size, to about seven digits (Cephes' polynomial): the standard
/// library's differs between systems.
#[inline(always)]
fn exp(x: f32) -> f32 {
    /// Adding this rounds to a whole number and leaves that number in the lowest bits.
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-80.0, 80.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    let rest = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let mut sum = 1.987_569_1e-4;
    for coefficient in [1.398_2e-3, 8.333_452e-3, 4.166_579_6e-2, 0.166_666_65, 0.5] {
        sum = sum * rest + coefficient;
    }
    let fraction = sum * rest * rest + rest + 1.0;
    let power = shifted.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127) << 23;
    fraction * f32::from_bits(power)
}

/// The logistic function.
#[inline(always)]
fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The hyperbolic tangent.
#[inline(always)]
fn tanh(x: f32) -> f32 {
    2.0 * sigmoid(2.0 * x) - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_those_of_the_books() {
        for step in -400..=400 {
            let x = step as f32 / 20.0;
            let exact = 1.0 / (1.0 + (-f64::from(x)).exp());
            assert!((f64::from(sigmoid(x)) - exact).abs() < 1e-6, "{x}");
            assert!((f64::from(tanh(x)) - f64::from(x).tanh()).abs() < 1e-6, "{x}");
        }
    }

    #[test]
    fn states_run_both_ways() {
        // One state a way; all that is new is kept out by the first gate but for the word that holds it.
        let mut made = Matrix::new(3, 8);
        for at in 0..3 {
            let (new, keep) = if at == 1 { (0.5, -80.0) } else { (0.0, 80.0) };
            made.row_mut(at).copy_from_slice(&[new, new, keep, keep, 80.0, 80.0, 9.0, 9.0]);
        }
        let out = recur(made, None, 3, 1);
        let seen = 0.5f32.tanh();
        for (at, expected) in [(0, [0.0, seen]), (1, [seen, seen]), (2, [seen, 0.0])] {
            for (shown, wanted) in out.row(at).iter().zip(expected) {
                assert!((shown - wanted).abs() < 1e-5, "{at}: {shown} {wanted}");
            }
        }
    }
}
