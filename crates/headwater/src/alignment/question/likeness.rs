//! How alike articles are: by the words that tell most about them, those of the headline above all, and by when they
//! were published.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;
use smol_str::SmolStr;

use super::lexicon::{LEXICON, stem};
use crate::annotation::{Annotations, Upos};
use crate::article::Article;

/// The nearest articles that are looked at for each.
pub(super) const NEIGHBOURS: usize = 64;
/// How many of its most telling words stand for an article: the words of its story come back and are rare elsewhere,
/// and what it mentions in passing does not crowd them out.
const TELLING: usize = 48;
/// How often a word of the headline counts: as one that comes back all through the article, which the word that a
/// headline chooses mostly does.
const HEADLINE: f32 = 3.0;
/// How many days it takes until two articles hardly gain from being near in time: a story that is followed up is
/// followed up within the month.
const MONTH: f32 = 30.0;
/// What remains of the likeness of articles that lie years apart: half, so that the anniversary of an event and the
/// trial that follows it can still be found by their words.
const YEARS_APART: f32 = 0.5;
/// How many days are taken to lie between two articles of which one is not dated, so that a missing date speaks neither
/// for nor against: with so many, stories of Wikinews take in as many articles with dates as without (36 in 100), but
/// fewer of another month (15 in place of 22).
const UNKNOWN: f32 = 20.0;
/// Words of more articles than this link only those that stand near each other in [`Pile::order`], so that cost does
/// not grow with the square of the pile.
const CROWD: usize = 1000;
/// How far they link, to either side.
const BESIDE: usize = 8;
/// How many articles are compared in full with each, the most alike by rough reckoning.
const SHORTLIST: usize = 2 * NEIGHBOURS;

/// What stands for an article.
#[derive(Debug, Default)]
struct Profile {
    /// The numbers of its telling words, sorted, with their weights; a vector of length one.
    words: Vec<(usize, f32)>,
    /// The day on which it was published.
    day: Option<Date>,
}

/// A pile of articles, ready to be searched.
struct Pile {
    profiles: Vec<Profile>,
    /// The place of each article in an order that its words give it and not its number, so that what is cut off in a
    /// great pile does not hang on how the articles were handed in.
    order: Vec<usize>,
    /// For each word the articles that hold it with its weight there, in that order.
    holding: Vec<Vec<(usize, f32)>>,
}

/// The nearest articles of each with their likeness: the cosine of their words, more for articles of the same days.
pub(super) fn nearest(read: &[(&Article, &Annotations)]) -> Vec<Vec<(usize, f32)>> {
    let pile = Pile::new(read);
    let zeros = || vec![0.0; pile.profiles.len()];
    let all = (0..pile.profiles.len()).into_par_iter();
    all.map_init(zeros, |rough, article| pile.nearest(article, rough)).collect()
}

impl Pile {
    fn new(read: &[(&Article, &Annotations)]) -> Self {
        let told: Vec<Vec<(SmolStr, f32)>> =
            read.par_iter().map(|(own, found)| telling(own, found)).collect();
        let words: BTreeSet<&SmolStr> = told.iter().flatten().map(|(word, _)| word).collect();
        let numbers: BTreeMap<&SmolStr, usize> = words.into_iter().zip(0..).collect();
        let profiles: Vec<Profile> = read
            .iter()
            .zip(&told)
            .map(|((article, _), told)| {
                let numbered = told.iter().filter_map(|(word, weight)| Some((*numbers.get(word)?, *weight)));
                let mut words: Vec<(usize, f32)> = numbered.collect();
                words.sort_by_key(|(word, _)| *word);
                Profile {
                    words,
                    day: article.published.as_ref().and_then(|published| published.value.as_day()),
                }
            })
            .collect();
        let mut sorted: Vec<usize> = (0..told.len()).collect();
        let by_words = |article: &usize| told.get(*article).into_iter().flatten().map(|(word, _)| word);
        sorted.sort_by(|a, b| by_words(a).cmp(by_words(b)));
        Pile::indexed(profiles, &sorted, numbers.len())
    }

    /// A pile whose articles come in the order `sorted`, with so many different words.
    fn indexed(profiles: Vec<Profile>, sorted: &[usize], words: usize) -> Self {
        let mut order = vec![0; profiles.len()];
        let mut holding = vec![Vec::new(); words];
        for (place, &article) in sorted.iter().enumerate() {
            order.get_mut(article).into_iter().for_each(|own| *own = place);
            for &(word, weight) in profiles.get(article).map_or(&[][..], |profile| &profile.words) {
                holding.get_mut(word).into_iter().for_each(|articles| articles.push((article, weight)));
            }
        }
        Pile { profiles, order, holding }
    }

    /// The nearest articles of one. `rough` holds a zero for each article, before and after.
    fn nearest(&self, article: usize, rough: &mut [f32]) -> Vec<(usize, f32)> {
        let Some(own) = self.profiles.get(article) else { return Vec::new() };
        let full = |other: usize| Some((other, self.profiles.get(other)?.likeness(own)));
        let mut near: Vec<(usize, f32)> =
            self.shortlist(article, own, rough).into_iter().filter_map(full).collect();
        self.keep_best(&mut near, NEIGHBOURS);
        near
    }

    /// The articles that share the most with one, by the words that link them.
    fn shortlist(&self, article: usize, own: &Profile, rough: &mut [f32]) -> Vec<usize> {
        let mut touched: Vec<usize> = Vec::new();
        for &(word, weight) in &own.words {
            for &(other, theirs) in self.linked(word, article) {
                if let Some(sum) = rough.get_mut(other) {
                    if *sum == 0.0 {
                        touched.push(other);
                    }
                    *sum += weight * theirs;
                }
            }
        }
        let mut shared: Vec<(usize, f32)> = touched
            .into_iter()
            .filter_map(|other| Some((other, std::mem::take(rough.get_mut(other)?))))
            .filter(|(other, _)| *other != article)
            .collect();
        self.keep_best(&mut shared, SHORTLIST);
        shared.into_iter().map(|(other, _)| other).collect()
    }

    /// Of the articles that hold a word those that it links with one of them.
    fn linked(&self, word: usize, article: usize) -> &[(usize, f32)] {
        let holding = self.holding.get(word).map_or(&[][..], Vec::as_slice);
        if holding.len() <= CROWD {
            return holding;
        }
        let at = holding.partition_point(|(other, _)| self.place(*other) < self.place(article));
        &holding[at.saturating_sub(BESIDE)..(at + BESIDE + 1).min(holding.len())]
    }

    fn place(&self, article: usize) -> usize {
        self.order.get(article).copied().unwrap_or(usize::MAX)
    }

    fn keep_best(&self, found: &mut Vec<(usize, f32)>, most: usize) {
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| self.place(a.0).cmp(&self.place(b.0))));
        found.truncate(most);
    }
}

impl Profile {
    fn likeness(&self, other: &Profile) -> f32 {
        let days = self.day.zip(other.day).and_then(|(one, other)| one.until(other).ok());
        cosine(&self.words, &other.words) * closeness(days.map(|gap| gap.get_days().unsigned_abs()))
    }
}

/// The cosine of two vectors of length one.
fn cosine(one: &[(usize, f32)], other: &[(usize, f32)]) -> f32 {
    let mut theirs = other.iter().peekable();
    let mut sum = 0.0;
    for (word, weight) in one {
        while theirs.next_if(|(their, _)| their < word).is_some() {}
        if let Some((_, their_weight)) = theirs.next_if(|(their, _)| their == word) {
            sum += weight * their_weight;
        }
    }
    sum
}

/// What so many days between two articles do to their likeness: one where a date is missing, more for articles of the
/// same days, less for articles that lie months apart.
fn closeness(days: Option<u32>) -> f32 {
    let left = |days: f32| YEARS_APART + (1.0 - YEARS_APART) * (-days / MONTH).exp();
    days.map_or(1.0, |days| left(days as f32) / left(UNKNOWN))
}

/// The most telling words of an article, the most telling first, with their weights: a vector of length one.
fn telling(article: &Article, found: &Annotations) -> Vec<(SmolStr, f32)> {
    let mut counts: BTreeMap<SmolStr, f32> = BTreeMap::new();
    for token in found
        .tokens
        .iter()
        .filter(|token| matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj))
    {
        if !article.is_furniture(token.span) {
            *counts.entry(stem(&token.lemma.to_lowercase())).or_default() += 1.0;
        }
    }
    // A headline need not stand in the text, so its words are taken as they are: the weights leave small words aside.
    let headline = article.headline.as_deref().unwrap_or_default();
    for word in
        headline.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.chars().nth(1).is_some())
    {
        *counts.entry(stem(&word.to_lowercase())).or_default() += HEADLINE;
    }
    let weigh = |(word, count): (SmolStr, f32)| {
        let weight = (1.0 + count.ln()) * LEXICON.weight(&word);
        (word, weight)
    };
    let mut words: Vec<(SmolStr, f32)> = counts.into_iter().map(weigh).collect();
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    words.truncate(TELLING);
    let length = words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    words.iter_mut().for_each(|(_, weight)| *weight /= length);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A profile of words of equal weight.
    fn profile(words: &[usize]) -> Profile {
        let weight = 1.0 / (words.len() as f32).sqrt();
        Profile { words: words.iter().map(|word| (*word, weight)).collect(), day: None }
    }

    #[test]
    fn a_missing_date_lies_between_the_same_day_and_another_year() {
        assert!(closeness(Some(0)) > closeness(None));
        assert!(closeness(None) > closeness(Some(365)));
        assert!(closeness(Some(365)) > closeness(Some(0)) * YEARS_APART * 0.99);
    }

    #[test]
    fn the_cosine_counts_shared_words() {
        let cosine = |one: &[usize], other: &[usize]| cosine(&profile(one).words, &profile(other).words);
        assert!((cosine(&[1, 3, 5], &[1, 3, 5]) - 1.0).abs() < 1e-5);
        assert!((cosine(&[1, 3], &[2, 3]) - 0.5).abs() < 1e-5);
        assert_eq!(cosine(&[1, 3], &[0, 2, 4]), 0.0);
    }

    #[test]
    fn a_crowded_word_counts_in_full_between_articles_that_a_rare_one_links() {
        // Word 0 stands in all articles, word 1 + n / 2 in two of them that lie far apart in the order.
        let count = 2 * CROWD;
        let profiles = (0..count).map(|at| profile(&[0, 1 + at / 2])).collect();
        let order: Vec<usize> = (0..count).step_by(2).chain((1..count).step_by(2)).collect();
        let pile = Pile::indexed(profiles, &order, 1 + CROWD);
        let near = pile.nearest(10, &mut vec![0.0; count]);
        let (twin, likeness) = near[0];
        assert_eq!(twin, 11);
        assert!((likeness - 1.0).abs() < 1e-5);
        assert!(near.len() <= 2 * BESIDE + 1, "a crowded word links all articles");
    }

    #[test]
    fn rough_sums_are_left_as_they_were_found() {
        let profiles = vec![profile(&[0, 1]), profile(&[1, 2]), profile(&[2, 3])];
        let pile = Pile::indexed(profiles, &[2, 0, 1], 4);
        let mut rough = vec![0.0; 3];
        assert_eq!(pile.nearest(1, &mut rough).len(), 2);
        assert_eq!(rough, vec![0.0; 3]);
    }
}
