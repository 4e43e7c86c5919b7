//! How near two stretches of text are in meaning: each word finds its best partner on the other side
//! (soft alignment weighted by inverse document frequency, after the monolingual aligners of the STS tasks).

use super::lexicon::{LEXICON, stem};
use super::term::{Term, TermKind};

/// Two texts laid beside each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Alignment {
    /// Pairs of places in the two lists of terms with how well they match, best first.
    pub pairs: Vec<(usize, usize, f32)>,
    /// Share of the first text's weight that found a partner.
    pub first: f32,
    /// Share of the second text's weight that found a partner.
    pub second: f32,
    /// Weight that was matched.
    pub shared: f32,
}

impl Alignment {
    /// One number between 0 and 1: the geometric mean of what each side shares.
    pub(super) fn score(&self) -> f32 {
        (self.first * self.second).max(0.0).sqrt()
    }
}

/// Letters that may differ between two spellings of one name.
const EDITS: usize = 2;

/// How well two words match, from 0 to 1.
pub(super) fn match_of(one: &Term, other: &Term) -> f32 {
    let names = one.kind == TermKind::Name && other.kind == TermKind::Name;
    // One change of a letter is two letters' difference at most; names of several words that share none have no common bit.
    let alike = names && (one.letters ^ other.letters).count_ones() <= 2 * EDITS as u32;
    let one_entity = one.entity.is_some() && one.entity == other.entity;
    if one.bits & other.bits == 0 && !alike && !one_entity {
        return 0.0;
    }
    if one.lemma == other.lemma {
        return 1.0;
    }
    if one.entity.is_some() && one.entity == other.entity {
        return 0.85;
    }
    if one.kind == TermKind::Figure || other.kind == TermKind::Figure {
        return 0.0;
    }
    if one.stem == other.stem {
        return 0.95;
    }
    if one.classes.iter().any(|class| other.classes.contains(class)) {
        return 0.75;
    }
    kinship(one, other).max(spelling(one, other))
}

/// From this likeness on two words may stand in each other's place ("sites", "locations").
const COMPANY: f32 = 0.4;
/// What such a match is worth beside one that a list tells of: words of one neighbourhood may be opposites.
const BY_COMPANY: f32 = 0.7;
/// What a word must tell for its company to be asked.
const TELLING: f32 = 1.0;

/// How well two words match that no list brings together, by the company that they keep.
fn company(one: &Term, other: &Term) -> f32 {
    if one.weight < TELLING || other.weight < TELLING {
        return 0.0;
    }
    let alike = one.meaning.zip(other.meaning).map_or(0.0, |(a, b)| a.likeness(b));
    if alike < COMPANY { 0.0 } else { BY_COMPANY * alike }
}

/// Words of one kind of things that may both be so ("men", "victims").
fn kinship(one: &Term, other: &Term) -> f32 {
    let shared = other
        .kinds
        .iter()
        .find_map(|kind| one.kinds.iter().find(|own| own.kind == kind.kind).map(|own| (own, kind)));
    match shared {
        Some((own, kind)) if own.member == kind.member => 0.85,
        Some((own, _)) if LEXICON.kinds.get(usize::from(own.kind)).is_some_and(|kind| !kind.exclusive) => {
            0.45
        }
        Some(_) => 0.2,
        None => 0.0,
    }
}

/// Names that share words, or are spelled alike ("Qadira", "Kadirah").
fn spelling(one: &Term, other: &Term) -> f32 {
    if one.kind != TermKind::Name || other.kind != TermKind::Name {
        return 0.0;
    }
    if one.lemma.contains('_') || other.lemma.contains('_') {
        return shared_words(&one.lemma, &other.lemma);
    }
    let long = one.lemma.chars().count().min(other.lemma.chars().count());
    if long < 5 {
        return 0.0;
    }
    let edits = crate::alignment::entity::edits(&one.lemma, &other.lemma, EDITS);
    match edits {
        Some(1) => 0.85,
        Some(2) if long >= 7 => 0.75,
        _ => 0.0,
    }
}

/// How much of two names of several words is the same: "Orlan Relief Network" and "Orlan's Relief Network".
fn shared_words(one: &str, other: &str) -> f32 {
    let count = |name: &str| name.split('_').count();
    let shared = one.split('_').filter(|word| other.split('_').any(|own| stem(own) == stem(word))).count();
    let share = shared as f32 / count(one).max(count(other)) as f32;
    if share >= 0.5 { 0.85 * share } else { 0.0 }
}

/// Terms of one text that are compared. Few sentences have half of it; what is longer is a list, or text without full
/// stops, and comparing all of it would cost the square of its length.
const MOST: usize = 64;

/// Lays two texts beside each other: the best pairs first, each word at most once.
pub(super) fn align(one: &[Term], other: &[Term], weigh: impl Fn(&Term) -> f32) -> Alignment {
    let fit = |i: usize, j: usize| one.get(i).zip(other.get(j)).map_or(0.0, |(a, b)| match_of(a, b));
    align_by(one, other, weigh, fit)
}

/// As [`align`], where words that keep one company match too.
pub(super) fn align_in_meaning(one: &[Term], other: &[Term], weigh: impl Fn(&Term) -> f32) -> Alignment {
    let fit = |i: usize, j: usize| {
        one.get(i).zip(other.get(j)).map_or(0.0, |(a, b)| match match_of(a, b) {
            listed if listed < BY_COMPANY => listed.max(company(a, b)),
            listed => listed,
        })
    };
    align_by(one, other, weigh, fit)
}

/// As [`align`], where `fit` says how well two terms match, by their places.
pub(super) fn align_by(
    one: &[Term],
    other: &[Term],
    weigh: impl Fn(&Term) -> f32,
    fit: impl Fn(usize, usize) -> f32,
) -> Alignment {
    let (one, other) = (&one[..one.len().min(MOST)], &other[..other.len().min(MOST)]);
    let mut found = Vec::new();
    for (i, a) in one.iter().enumerate() {
        for (j, b) in other.iter().enumerate() {
            let fit = fit(i, j);
            if fit > 0.0 {
                found.push((fit * weigh(a).min(weigh(b)), fit, i, j));
            }
        }
    }
    if found.is_empty() {
        return Alignment::default();
    }
    found.sort_by(|a, b| {
        b.0.total_cmp(&a.0).then(place_gap(a).cmp(&place_gap(b))).then((a.2, a.3).cmp(&(b.2, b.3)))
    });
    let (mut left, mut right) = (vec![false; one.len()], vec![false; other.len()]);
    let mut alignment = Alignment::default();
    let (mut own, mut theirs) = (0.0, 0.0);
    for (_, fit, i, j) in found {
        let (Some(a), Some(b)) = (left.get_mut(i), right.get_mut(j)) else { continue };
        if *a || *b {
            continue;
        }
        (*a, *b) = (true, true);
        let (of_one, of_other) = (one.get(i).map_or(0.0, &weigh), other.get(j).map_or(0.0, &weigh));
        own += fit * of_one;
        theirs += fit * of_other;
        alignment.shared += fit * of_one.min(of_other);
        alignment.pairs.push((i, j, fit));
    }
    alignment.first = own / one.iter().map(&weigh).sum::<f32>().max(0.01);
    alignment.second = theirs / other.iter().map(&weigh).sum::<f32>().max(0.01);
    alignment
}

fn place_gap(pair: &(f32, f32, usize, usize)) -> usize {
    pair.2.abs_diff(pair.3)
}
