//! What is measured of a pair of texts.

use super::laid::{Side, lay};
use crate::alignment::question::similarity::{Alignment, align};
use crate::alignment::question::term::{Term, TermKind};
use crate::annotation::Annotations;

/// The measures of a pair of texts, in the order of [`NAMES`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures(pub [f64; MEASURES]);

/// How many measures there are.
pub const MEASURES: usize = NAMES.len();

/// What the measures are called. "Less" and "more" are the side on which a measure is smaller or larger.
#[rustfmt::skip]
pub const NAMES: [&str; 11] = [
    // Words that the lists align, or that keep the same company, each as one.
    "alike",
    // Words in common, runs of two, words in one order, runs of three letters.
    "one word", "two words more", "in order", "letters",
    "length ratio", "length difference",
    // What found no partner.
    "figures left more", "heaviest left less",
    "denials differ",
    // Headlines leave out what sentences say.
    "one word, short",
];

/// Measures a pair of texts.
pub fn of(one: (&str, &Annotations), other: (&str, &Annotations)) -> Measures {
    let (a, b) = (Side::read(one), Side::read(other));
    let alike = lay(&a, &b, |_| 1.0);
    let weighed = lay(&a, &b, |term| if term.kind == TermKind::Figure { 2.5 } else { term.weight });
    let figures = left_over(&a, &b, TermKind::Figure);
    let heaviest = heaviest(&a.terms, &weighed, true).min(heaviest(&b.terms, &weighed, false));
    let one_word = shared(&a.words, &b.words, 1).both;
    let longest = common(&a.words, &b.words) as f64;
    let letters = |side: &Side<'_>| side.words.join(" ").chars().map(String::from).collect::<Vec<_>>();
    let length = |side: &Side<'_>| side.words.len();
    Measures([
        f64::from(alike.score()),
        one_word,
        shared(&a.words, &b.words, 2).more,
        2.0 * longest / (length(&a) + length(&b)).max(1) as f64,
        shared(&letters(&a), &letters(&b), 3).both,
        length(&a).min(length(&b)) as f64 / length(&a).max(length(&b)).max(1) as f64,
        length(&a).abs_diff(length(&b)).min(20) as f64 / 20.0,
        figures.0.max(figures.1).min(4.0) / 4.0,
        heaviest / 7.0,
        if a.denials() % 2 == b.denials() % 2 { 0.0 } else { 1.0 },
        one_word * shortness(&a, &b),
    ])
}

/// How short two texts are, from 0 to 1: one half at so many words as a long headline has.
fn shortness(one: &Side<'_>, other: &Side<'_>) -> f64 {
    const HEADLINE: f64 = 14.0;
    let words = (one.words.len() + other.words.len()).max(1) as f64 / 2.0;
    1.0 / (1.0 + (words / HEADLINE).powi(4))
}

/// How many terms of a kind found no partner on each side.
fn left_over(one: &Side<'_>, other: &Side<'_>, kind: TermKind) -> (f64, f64) {
    let alignment = align(&one.terms, &other.terms, |term| if term.kind == kind { 1.0 } else { 0.0 });
    let of_kind = |terms: &[Term]| terms.iter().filter(|term| term.kind == kind).count();
    let matched = |terms: &[Term], place: fn(&(usize, usize, f32)) -> usize| {
        let pairs = alignment.pairs.iter().map(place);
        pairs.filter(|at| terms.get(*at).is_some_and(|term| term.kind == kind)).count()
    };
    let open = |side: &Side<'_>, place| of_kind(&side.terms) - matched(&side.terms, place);
    (open(one, |pair| pair.0) as f64, open(other, |pair| pair.1) as f64)
}

/// The weight of the most telling word that found no partner on one side.
fn heaviest(terms: &[Term], alignment: &Alignment, first: bool) -> f64 {
    let matched = |at: usize| {
        alignment.pairs.iter().any(|pair| (if first { pair.0 } else { pair.1 }) == at && pair.2 >= 0.4)
    };
    let open = terms.iter().enumerate().filter(|(at, _)| !matched(*at)).map(|(_, term)| term.weight);
    f64::from(open.fold(0.0, f32::max).min(7.0))
}

/// What two lists have in common: by both their lengths (Dice), and by that of which it is the larger share.
struct Shared {
    both: f64,
    more: f64,
}

/// What two lists have in common of runs of `length`.
fn shared(one: &[String], other: &[String], length: usize) -> Shared {
    let sorted = |words: &[String]| {
        let mut grams: Vec<Vec<String>> = words.windows(length).map(<[String]>::to_vec).collect();
        grams.sort_unstable();
        grams
    };
    let (one, other) = (sorted(one), sorted(other));
    let (mut i, mut j, mut same) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        match a.cmp(b) {
            std::cmp::Ordering::Equal => (i, j, same) = (i + 1, j + 1, same + 1),
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    let share = |count: usize| f64::from(same) / count.max(1) as f64;
    Shared {
        both: 2.0 * f64::from(same) / (one.len() + other.len()).max(1) as f64,
        more: share(one.len()).max(share(other.len())),
    }
}

/// How many words two texts share in the same order.
fn common(one: &[String], other: &[String]) -> usize {
    let mut row = vec![0; other.len()];
    for a in one {
        let (mut before, mut left) = (0, 0);
        for (b, cell) in other.iter().zip(row.iter_mut()) {
            let above = *cell;
            *cell = if a == b { before + 1 } else { above.max(left) };
            (before, left) = (above, *cell);
        }
    }
    row.last().copied().unwrap_or_default()
}
