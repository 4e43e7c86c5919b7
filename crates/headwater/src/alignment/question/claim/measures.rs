//! What is measured of a pair of texts.

use super::laid::{Side, lay};
use super::wording::Wording;
use crate::alignment::question::similarity::{Alignment, align, match_of};
use crate::alignment::question::term::{Term, TermKind};
use crate::annotation::meaning::{cosine, mean};
use crate::annotation::{Annotations, Upos};

/// The measures of a pair of texts, in the order of [`NAMES`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures(pub [f64; MEASURES]);

/// How many measures there are.
pub const MEASURES: usize = NAMES.len();

/// What the measures are called. "Less" and "more" are the side on which a measure is smaller or larger.
#[rustfmt::skip]
pub const NAMES: [&str; 26] = [
    // Words that the lists align, or that keep the same company, each as one; words in common, by how much they tell.
    "alike", "telling",
    // Words in common, runs of two and three, words in one order, runs of three letters.
    "one word", "two words more", "three words more", "in order", "letters", "letters more",
    "length ratio", "length difference",
    // What found no partner.
    "figures left more", "figures left in both", "heaviest left less",
    // What is in common of one sort; having none is not the same as sharing none.
    "same figures", "verbs", "nouns", "names", "any name",
    "denials differ",
    // Runs of five letters; the mean of all words in meaning; how well each word is met by one of the other text, by weight, and
    // what is left.
    "long letters", "meaning", "met", "met less", "unmet more",
    // Headlines leave out what sentences say.
    "short", "one word, short",
];

/// Measures a pair of texts.
pub fn of(one: (&str, &Annotations), other: (&str, &Annotations)) -> Measures {
    let (a, b) = (Side::read(one), Side::read(other));
    let alike = lay(&a, &b, |_| 1.0);
    let weighed = lay(&a, &b, |term| if term.kind == TermKind::Figure { 2.5 } else { term.weight });
    let figures = left_over(&a, &b, TermKind::Figure);
    let heaviest = heaviest(&a.terms, &weighed, true).min(heaviest(&b.terms, &weighed, false));
    let sort = |sort: Upos| a.of_sort(sort).shared(&b.of_sort(sort)).both;
    let runs = |length: usize| Wording::runs(&a.words, length).shared(&Wording::runs(&b.words, length));
    let (one_word, short) = (runs(1).both, shortness(&a, &b));
    let letters = Wording::runs(&a.letters(), 3).shared(&Wording::runs(&b.letters(), 3));
    let long_letters = Wording::runs(&a.letters(), 5).shared(&Wording::runs(&b.letters(), 5)).both;
    let (met, met_too) = (met(&a, &b), met(&b, &a));
    let longest = common(&a.words, &b.words) as f64;
    let length = |side: &Side<'_>| side.words.len();
    let (own, theirs) = (a.figures(), b.figures());
    let yes = |so: bool| if so { 1.0 } else { 0.0 };
    Measures([
        f64::from(alike.score()),
        telling(&a.terms, &b.terms),
        one_word,
        runs(2).more,
        runs(3).more,
        2.0 * longest / (length(&a) + length(&b)).max(1) as f64,
        letters.both,
        letters.more,
        length(&a).min(length(&b)) as f64 / length(&a).max(length(&b)).max(1) as f64,
        length(&a).abs_diff(length(&b)).min(20) as f64 / 20.0,
        figures.0.max(figures.1).min(4.0) / 4.0,
        yes(own.iter().any(|one| !theirs.contains(one)) && theirs.iter().any(|one| !own.contains(one))),
        heaviest / 7.0,
        yes(!own.is_empty() && own == theirs),
        sort(Upos::Verb),
        sort(Upos::Noun),
        sort(Upos::Propn),
        yes(!a.of_sort(Upos::Propn).is_empty() || !b.of_sort(Upos::Propn).is_empty()),
        yes(a.denials() % 2 != b.denials() % 2),
        long_letters,
        f64::from(cosine(&meaning(&a), &meaning(&b))),
        2.0 * met.0 * met_too.0 / (met.0 + met_too.0).max(0.01),
        met.0.min(met_too.0),
        met.1.max(met_too.1) / 20.0,
        short,
        one_word * short,
    ])
}

/// How much of what two texts say, word by word, both say (Dice), by what each word tells: one that few texts have weighs more
/// than its share, for it is what the text is about.
fn telling(one: &[Term], other: &[Term]) -> f64 {
    const RARE: f32 = 1.5;
    fn words(terms: &[Term]) -> Vec<(&str, f64)> {
        let own = terms.iter().filter(|term| term.kind != TermKind::Reference);
        let mut own: Vec<(&str, f64)> =
            own.map(|term| (term.stem.as_str(), f64::from(term.weight.powf(RARE)))).collect();
        own.sort_by(|a, b| a.0.cmp(b.0));
        own
    }
    let (one, other) = (words(one), words(other));
    let all: f64 = one.iter().chain(&other).map(|(_, weight)| weight).sum();
    let (mut i, mut j, mut both) = (0, 0, 0.0);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        match a.0.cmp(b.0) {
            std::cmp::Ordering::Equal => (i, j, both) = (i + 1, j + 1, both + a.1 + b.1),
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    if all > 0.0 { both / all } else { 0.0 }
}

/// The mean of what the words of a text mean, by how much they tell.
fn meaning(side: &Side<'_>) -> Vec<f32> {
    mean(side.terms.iter().filter_map(|term| Some((term.meaning?, term.weight))))
}

/// How well the words of a text are met by words of another, by weight, from 0 to 1, and the weight of what is not met.
fn met(own: &Side<'_>, their: &Side<'_>) -> (f64, f64) {
    let telling = |side: &'_ Side<'_>| {
        let telling = side.terms.iter().filter(|term| term.kind != TermKind::Reference).take(MOST);
        telling.cloned().collect::<Vec<Term>>()
    };
    let theirs = telling(their);
    let likeness = |a: &Term, b: &Term| a.meaning.zip(b.meaning).map_or(0.0, |(a, b)| a.likeness(b));
    let (mut all, mut sum) = (0.0, 0.0);
    for term in telling(own) {
        let best = theirs.iter().map(|their| match_of(&term, their).max(likeness(&term, their)));
        all += f64::from(term.weight);
        sum += f64::from(term.weight * best.fold(0.0, f32::max));
    }
    if all > 0.0 { (sum / all, all - sum) } else { (0.0, 0.0) }
}

/// So many words of a text are met at most.
const MOST: usize = 64;

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
