//! `cargo xtask train same`: what each measure of a pair of texts is worth when it is asked whether they make the same claim,
//! and how alike they are; and `cargo xtask train against`: what speaks against a claim (logistic regression, fitted by Newton's
//! method).

use std::fmt::Write;
use std::path::Path;

use headwater::alignment::question::claim::against;
use headwater::alignment::question::claim::measures::NAMES;

use crate::eval_claims::{Example, contradictions_to_learn_from, to_learn_from};

/// How strongly worth is drawn to nothing (ridge), for measures of spread one.
const RIDGE: f64 = 3.0;
/// The same for what speaks against a claim, of which there are few examples.
pub const RIDGE_AGAINST: f64 = 20.0;
/// Steps after which nothing moves any more.
const STEPS: usize = 40;

const HEAD: &str = "\
# What each measure of a pair of texts is worth: when it is asked whether they make the same claim, and how alike they are; the
# last row is the constant. The measures are named in `alignment/question/claim/measures.rs`. Fitted by `cargo xtask train same`:
# logistic regression, the first on four fifths of the training part of MRPC, the second on the training part of the STS news
# pairs, without the pairs that are measured on. Both are given for research, to measure and tune with; no word of them is here.
# `cargo xtask eval \"same claim\"` measures on the rest.
";

const HEAD_AGAINST: &str = "\
# What each measure of a text and a short claim is worth when it is asked whether the text speaks against the claim; the last row
# is the constant. The measures are named in `alignment/question/claim/against.rs`. Fitted by `cargo xtask train against`: logistic
# regression on the development part of RTE-3 in three ways, given for research, to measure and tune with; no word of it is here.
# `cargo xtask eval contradiction` measures there too, with these weights and, for each tenth, with weights fitted on the rest.
";

/// Fits and writes to `to`.
pub fn run(to: &Path) -> std::io::Result<()> {
    let examples = to_learn_from().ok_or_else(|| std::io::Error::other("no pairs to learn from"))?;
    let (graded, judged): (Vec<Example>, Vec<Example>) = examples.into_iter().partition(|one| one.graded);
    let (same, alike) = (fit(&judged, RIDGE), fit(&graded, RIDGE));
    let mut out = HEAD.to_owned();
    for (name, (same, alike)) in NAMES.iter().chain(&["constant"]).zip(same.iter().zip(&alike)) {
        let _ = writeln!(out, "{name}\t{same:.1}\t{alike:.1}");
    }
    println!("{} pairs judged, {} graded, {} measures", judged.len(), graded.len(), NAMES.len());
    std::fs::write(to, out)
}

/// Fits what speaks against a claim, and writes it to `to`.
pub fn run_against(to: &Path) -> std::io::Result<()> {
    let examples = contradictions_to_learn_from()
        .ok_or_else(|| std::io::Error::other("no texts with claims to learn from"))?;
    let mut out = HEAD_AGAINST.to_owned();
    for (name, worth) in against::NAMES.iter().chain(&["constant"]).zip(fit(&examples, RIDGE_AGAINST)) {
        let _ = writeln!(out, "{name}\t{worth:.2}");
    }
    println!("{} texts with claims, {} measures", examples.len(), against::NAMES.len());
    std::fs::write(to, out)
}

/// The worth of each measure, and the constant.
pub fn fit(examples: &[Example], ridge: f64) -> Vec<f64> {
    let count = examples.first().map_or(0, |one| one.measures.len());
    let spread: Vec<(f64, f64)> = (0..count).map(|at| spread(examples, at)).collect();
    let scaled: Vec<Vec<f64>> = examples
        .iter()
        .map(|one| {
            let own = one.measures.iter().zip(&spread).map(|(value, (mean, width))| (value - mean) / width);
            own.chain([1.0]).collect()
        })
        .collect();
    let mut worth = vec![0.0; count + 1];
    for _ in 0..STEPS {
        let step = newton(examples, &scaled, &worth, ridge);
        worth.iter_mut().zip(&step).for_each(|(worth, step)| *worth -= step);
    }
    let mut constant = worth.pop().unwrap_or_default();
    for (worth, (mean, width)) in worth.iter_mut().zip(&spread) {
        *worth /= width;
        constant -= *worth * mean;
    }
    worth.push(constant);
    worth
}

/// The mean of a measure and how far it spreads.
fn spread(examples: &[Example], at: usize) -> (f64, f64) {
    let values = || examples.iter().filter_map(|one| one.measures.get(at));
    let count = examples.len().max(1) as f64;
    let mean = values().sum::<f64>() / count;
    let square = values().map(|value| (value - mean).powi(2)).sum::<f64>() / count;
    (mean, square.sqrt().max(1e-6))
}

/// The step that Newton's method takes from `worth`.
fn newton(examples: &[Example], scaled: &[Vec<f64>], worth: &[f64], ridge: f64) -> Vec<f64> {
    let size = worth.len();
    let mut slope: Vec<f64> = worth.iter().map(|worth| ridge * worth).collect();
    if let Some(last) = slope.last_mut() {
        *last = 0.0;
    }
    let mut bend = vec![vec![0.0; size]; size];
    for (at, row) in bend.iter_mut().enumerate().take(size - 1) {
        row[at] = ridge;
    }
    for (one, values) in examples.iter().zip(scaled) {
        let sum: f64 = values.iter().zip(worth).map(|(value, worth)| value * worth).sum();
        let sure = 1.0 / (1.0 + (-sum).exp());
        let (miss, weight) = (sure - one.sure, sure * (1.0 - sure));
        for (i, value) in values.iter().enumerate() {
            slope[i] += miss * value;
            for (j, other) in values.iter().enumerate() {
                bend[i][j] += weight * value * other;
            }
        }
    }
    solve(bend, slope)
}

/// The solution of a system of linear equations (Gaussian elimination, the largest pivot first).
fn solve(mut rows: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let best = (at..size).max_by(|a, b| rows[*a][at].abs().total_cmp(&rows[*b][at].abs())).unwrap_or(at);
        rows.swap(at, best);
        right.swap(at, best);
        let pivot = rows[at].clone();
        for below in at + 1..size {
            let factor = rows[below][at] / pivot[at];
            rows[below].iter_mut().zip(&pivot).skip(at).for_each(|(cell, own)| *cell -= factor * own);
            right[below] -= factor * right[at];
        }
    }
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size).map(|other| rows[at][other] * right[other]).sum();
        right[at] = (right[at] - known) / rows[at][at];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equations_are_solved() {
        let found = solve(vec![vec![0.0, 2.0], vec![4.0, 1.0]], vec![6.0, 11.0]);
        assert!((found[0] - 2.0).abs() < 1e-9 && (found[1] - 3.0).abs() < 1e-9);
    }
}
