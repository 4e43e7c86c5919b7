//! Whether two texts make the same claim, as a number: what the alignment of their words, figures and names leaves over.

use super::similarity::{Alignment, align};
use super::term::{Term, TermKind, terms};
use crate::annotation::Annotations;
use crate::text::Span;

/// What is measured of a pair of texts. All but the last two are shares from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures(pub [f64; MEASURES]);

/// How many measures there are.
pub const MEASURES: usize = 12;

/// Coefficients of the measures and, last, the constant. Set by hand for the two measures that matter most;
/// `cargo xtask train claims` writes the measures of pairs for fitting all twelve.
const COEFFICIENTS: [f64; MEASURES + 1] = [4.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -3.5];

/// How sure it is, from 0 to 1, that two texts make the same claim: one half is the border.
pub fn same_claim(one: (&str, &Annotations), other: (&str, &Annotations)) -> f64 {
    let measures = measures(one, other).0;
    let sum: f64 =
        measures.iter().zip(COEFFICIENTS).map(|(measure, coefficient)| measure * coefficient).sum();
    1.0 / (1.0 + (-(sum + COEFFICIENTS[MEASURES])).exp())
}

/// The measures of a pair of texts.
pub fn measures(one: (&str, &Annotations), other: (&str, &Annotations)) -> Measures {
    let read = |(text, found): (&str, &Annotations)| terms(found, text, Span::new(0, text.len()));
    let (a, b) = (read(one), read(other));
    let all = align(&a, &b, |term| if term.kind == TermKind::Figure { 2.5 } else { term.weight });
    let names = align(&a, &b, |term| weight_of(term, TermKind::Name));
    let figures = align(&a, &b, |term| weight_of(term, TermKind::Figure));
    let flat = align(&a, &b, |_| 1.0);
    let (words_a, words_b) = (words(one.0), words(other.0));
    Measures([
        f64::from(all.score()),
        f64::from(all.first.min(all.second)),
        f64::from(all.first.max(all.second)),
        f64::from(flat.score()),
        shared(&grams(&words_a, 1), &grams(&words_b, 1)),
        shared(&grams(&words_a, 2), &grams(&words_b, 2)),
        shared(&grams(&words_a, 3), &grams(&words_b, 3)),
        ratio(words_a.len(), words_b.len()),
        left_over(&a, &b, &names, TermKind::Name).min(4.0) / 4.0,
        left_over(&a, &b, &figures, TermKind::Figure).min(4.0) / 4.0,
        (missing(&a, &all, true) + missing(&b, &all, false)).min(60.0) / 60.0,
        missing(&a, &all, true).max(missing(&b, &all, false)).min(40.0) / 40.0,
    ])
}

fn weight_of(term: &Term, kind: TermKind) -> f32 {
    if term.kind == kind { 1.0 } else { 0.0 }
}

/// How many terms of a kind found no partner, on both sides.
fn left_over(one: &[Term], other: &[Term], alignment: &Alignment, kind: TermKind) -> f64 {
    let of_kind = |terms: &[Term]| terms.iter().filter(|term| term.kind == kind).count();
    let matched = |terms: &[Term], place: fn(&(usize, usize, f32)) -> usize| {
        let pairs = alignment.pairs.iter().map(place);
        pairs.filter(|at| terms.get(*at).is_some_and(|term| term.kind == kind)).count()
    };
    let open = of_kind(one) - matched(one, |pair| pair.0) + of_kind(other) - matched(other, |pair| pair.1);
    open as f64
}

/// The weight that found no partner on one side.
fn missing(terms: &[Term], alignment: &Alignment, first: bool) -> f64 {
    let total: f32 = terms.iter().map(|term| term.weight).sum();
    let share = if first { alignment.first } else { alignment.second };
    f64::from(total * (1.0 - share).max(0.0))
}

fn words(text: &str) -> Vec<String> {
    super::proposition::spoken(text).split(' ').map(str::to_owned).collect()
}

fn grams(words: &[String], length: usize) -> Vec<&[String]> {
    let mut grams: Vec<&[String]> = words.windows(length).collect();
    grams.sort_unstable();
    grams
}

/// Twice what two sorted lists share, by both their lengths (Dice).
fn shared(one: &[&[String]], other: &[&[String]]) -> f64 {
    let (mut i, mut j, mut same) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        match a.cmp(b) {
            std::cmp::Ordering::Equal => (i, j, same) = (i + 1, j + 1, same + 1),
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    2.0 * f64::from(same) / (one.len() + other.len()).max(1) as f64
}

fn ratio(one: usize, other: usize) -> f64 {
    one.min(other) as f64 / one.max(other).max(1) as f64
}
